//! What a claim says, for a page: words, how they are written, and where they lead.

use super::{Arg, Say, cut, user, user_block};
use crate::say::user::LONGEST;
use casebook::Named;
use claims::{Amount, CustodyStep, Value};
use serde::Serialize;

/// A value on a page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Shown {
    /// The words.
    pub words: String,
    /// True for words that a source wrote; they stand apart from our own.
    pub theirs: bool,
    /// The form in which it was written, when the words are ours.
    pub written: Option<String>,
    /// The record it leads to.
    pub target: Option<Target>,
    /// Characters left out at the end.
    pub cut: Option<String>,
}

/// A link to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Target {
    /// Where.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// What it is.
    pub kind: String,
}

impl Target {
    /// A link to a record that is known.
    pub fn to(say: &Say, named: &Named) -> Self {
        Self {
            href: format!("/record/{}", named.record),
            label: user(cut(&named.label, 300).0),
            kind: say.kind(named.kind),
        }
    }
}

impl Say {
    /// A value. `refers_to` is the record it points to; `moments` are shown in the zone they were written in.
    pub fn value(&self, value: &Value, refers_to: Option<&Named>) -> Shown {
        let ours = |words: String, written: Option<String>| Shown {
            words,
            theirs: false,
            written,
            target: None,
            cut: None,
        };
        match value {
            Value::Text(text) => self.long(text),
            Value::Name(name) => {
                Shown { words: user(name.as_str()), theirs: true, written: None, target: None, cut: None }
            }
            Value::When(when) => ours(self.when(when), Some(user(when.written()))),
            Value::Number(number) => ours(number.to_string(), None),
            Value::Amount(amount) => self.amount(amount),
            Value::Term(term) => ours(self.term(term), None),
            Value::Ref(record) => Shown {
                target: Some(match refers_to {
                    Some(named) => Target::to(self, named),
                    None => Target {
                        href: format!("/record/{record}"),
                        label: record.short(),
                        kind: self.kind(None),
                    },
                }),
                ..ours(String::new(), None)
            },
            Value::Custody(step) => {
                let mut shown = ours(self.custody(step), None);
                shown.target = refers_to.map(|unit| Target::to(self, unit));
                shown
            }
            Value::Bytes(_) => ours(self.the("value-bytes"), None),
        }
    }

    fn long(&self, text: &str) -> Shown {
        let (begin, left_out) = cut(text, LONGEST);
        let cut = (left_out > 0).then(|| self.text("value-cut", &[("number", Arg::Number(left_out))]));
        Shown { words: user_block(begin), theirs: true, written: None, target: None, cut }
    }

    /// An amount: the word, and what it strictly says when the word is no plain number.
    pub fn amount(&self, amount: &Amount) -> Shown {
        let strict = match (amount.low, amount.high) {
            (Some(low), Some(high)) if low == high => None,
            (Some(low), Some(high)) => {
                Some(self.text("amount-between", &[("low", Arg::Number(low)), ("high", Arg::Number(high))]))
            }
            (Some(low), None) => Some(self.text("amount-at-least", &[("low", Arg::Number(low))])),
            (None, Some(high)) => Some(self.text("amount-at-most", &[("high", Arg::Number(high))])),
            (None, None) => Some(self.the("amount-no-number")),
        };
        let word = user(cut(&amount.word, 300).0);
        let words = match &amount.label {
            Some(label) => format!("{}: {word}", self.term(label)),
            None => word,
        };
        Shown { words, theirs: true, written: strict, target: None, cut: None }
    }

    /// A custody step in one sentence, without its unit, which is a link beside it.
    pub fn custody(&self, step: &CustodyStep) -> String {
        let mut parts = vec![self.state(step.state)];
        if let Some(release) = step.release {
            parts.push(self.release(release));
        }
        if let Some(from) = &step.from {
            let from = self.when(from);
            parts.push(self.text("step-from", &[("when", Arg::Ours(from))]));
        }
        if let Some(to) = &step.to {
            let to = self.when(to);
            parts.push(self.text("step-to", &[("when", Arg::Ours(to))]));
        }
        if let Some(confirmed) = &step.confirmed {
            let when = self.when(confirmed);
            parts.push(self.text("step-confirmed", &[("when", Arg::Ours(when))]));
        }
        if let Some(who) = self.by_whom(step.how) {
            parts.push(self.text("step-known", &[("who", Arg::Ours(who))]));
        }
        parts.join("; ")
    }
}
