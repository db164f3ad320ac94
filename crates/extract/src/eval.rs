//! Holds drafts against facts that people have written or accepted, slot by slot. Facts are scored for each person, not for
//! each event, on which even experts disagree; who is one person is decided forgivingly of endings.

mod unnamed;

use crate::items::name::{same_but_ending, words};
use serde_json::Value;
use std::collections::BTreeMap;

/// Right, wrong and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Right.
    pub right: u32,
    /// Drafted, and wrong.
    pub wrong: u32,
    /// There, and not drafted.
    pub missed: u32,
}

impl Tally {
    /// Share of what was drafted that is right; 1 where nothing was drafted.
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// Share of what is there that was drafted; 1 where nothing is there.
    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// What was found, by slot, and every miss in words.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// By slot: "person", "role" …
    pub slots: BTreeMap<&'static str, Tally>,
    /// Drafts whose evidence is not in the text as they say; must be none.
    pub fabricated: u32,
    /// People who were not detained and were drafted as detained; should be none.
    pub traps: u32,
    /// Each mistake, one line.
    pub misses: Vec<String>,
}

impl Score {
    /// Adds another's.
    pub fn add(&mut self, other: Score) {
        for (slot, tally) in other.slots {
            self.slots.entry(slot).or_default().add(tally);
        }
        self.fabricated += other.fabricated;
        self.traps += other.traps;
        self.misses.extend(other.misses);
    }

    fn tally(&mut self, slot: &'static str) -> &mut Tally {
        self.slots.entry(slot).or_default()
    }

    fn judge(&mut self, slot: &'static str, right: bool, says: impl FnOnce() -> String) {
        if right {
            self.tally(slot).right += 1;
        } else {
            let tally = self.tally(slot);
            tally.wrong += 1;
            tally.missed += 1;
            self.misses.push(format!("{slot}: {}", says()));
        }
    }

    fn wrong(&mut self, slot: &'static str, says: String) {
        self.tally(slot).wrong += 1;
        self.misses.push(format!("{slot} false: {says}"));
    }

    fn missed(&mut self, slot: &'static str, says: String) {
        self.tally(slot).missed += 1;
        self.misses.push(format!("{slot} missed: {says}"));
    }
}

/// Whether two written names may be one person's, whatever their endings.
pub fn names_match(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !few.is_empty() && few.iter().all(|word| many.iter().any(|other| same_but_ending(word, other)))
}

fn text<'v>(fact: &'v Value, key: &str) -> &'v str {
    fact.get(key).and_then(Value::as_str).unwrap_or("")
}

fn flag(fact: &Value, key: &str) -> bool {
    fact.get(key).and_then(Value::as_bool).unwrap_or(false)
}

fn spans(fact: &Value, key: &str) -> Vec<(u64, u64)> {
    let list = fact.get(key).and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    list.iter().filter_map(|span| Some((span.get("start")?.as_u64()?, span.get("end")?.as_u64()?))).collect()
}

fn quotes(fact: &Value, key: &str) -> String {
    let list = fact.get(key).and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    let quotes: Vec<&str> = list.iter().filter_map(|span| span.get("quote")?.as_str()).collect();
    quotes.join(" … ")
}

fn overlap(a: &[(u64, u64)], b: &[(u64, u64)]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.0 < b.1 && b.0 < a.1))
}

fn facts<'v>(document: &'v Value, kind: &str) -> Vec<&'v Value> {
    let all = document.get("facts").and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    all.iter().filter(|fact| text(fact, "type") == kind).collect()
}

/// Holds one text's drafts against its facts, both in the gold shape.
pub fn score(report: &str, gold: &Value, drafts: &Value) -> Score {
    let mut score = Score::default();
    let id = text(gold, "doc_id");
    fabricated(report, drafts, &mut score);
    persons(id, gold, drafts, &mut score);
    unnamed::score(gold, drafts, &mut score);
    counts(id, gold, drafts, &mut score);
    for (kind, slot) in [
        ("harm", "harm"),
        ("property", "property"),
        ("intervention", "intervention"),
        ("statement", "statement"),
    ] {
        by_evidence(id, kind, slot, gold, drafts, &mut score);
    }
    for miss in &mut score.misses {
        *miss = format!("{id}  {miss}");
    }
    score
}

fn fabricated(report: &str, drafts: &Value, score: &mut Score) {
    let points: Vec<usize> = report.char_indices().map(|(at, _)| at).chain([report.len()]).collect();
    let all = drafts.get("facts").and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    for fact in all {
        let mut fine = fact.get("ev").and_then(Value::as_array).is_some_and(|spans| !spans.is_empty());
        let lists = fact
            .as_object()
            .into_iter()
            .flat_map(|object| object.values())
            .filter_map(Value::as_array)
            .flatten();
        for span in lists.filter(|span| span.get("quote").is_some()) {
            let at = |key: &str| {
                span.get(key)
                    .and_then(Value::as_u64)
                    .and_then(|at| usize::try_from(at).ok())
                    .unwrap_or(usize::MAX)
            };
            let quote = text(span, "quote");
            let by_bytes = report.get(at("b0")..at("b1").max(at("b0"))) == Some(quote);
            let by_points = match (points.get(at("start")), points.get(at("end"))) {
                (Some(&start), Some(&end)) if start <= end => report.get(start..end) == Some(quote),
                _ => false,
            };
            fine &= by_bytes && by_points && !quote.is_empty();
        }
        if !fine {
            score.fabricated += 1;
            score.misses.push(format!("FABRICATED: {fact}"));
        }
    }
}

fn persons(id: &str, gold: &Value, drafts: &Value, score: &mut Score) {
    let _ = id;
    let detained: Vec<&Value> =
        facts(gold, "detention").into_iter().filter(|fact| flag(fact, "named")).collect();
    let drafted: Vec<&Value> = facts(drafts, "detention")
        .into_iter()
        .filter(|fact| fact.get("named").and_then(Value::as_bool) != Some(false))
        .collect();
    let mut used = vec![false; drafted.len()];
    for fact in &detained {
        let name = text(fact, "name");
        let at = drafted.iter().enumerate().find(|(at, draft)| {
            !used.get(*at).copied().unwrap_or(true) && names_match(name, text(draft, "name"))
        });
        let optional = flag(fact, "optional");
        let Some((at, draft)) = at else {
            if !optional {
                score.missed("person", format!("{name}: {}", quotes(fact, "ev")));
            }
            continue;
        };
        if let Some(used) = used.get_mut(at) {
            *used = true;
        }
        if !optional {
            score.tally("person").right += 1;
        }
        slots(fact, draft, score);
    }
    let traps = facts(gold, "not_detained");
    for (draft, used) in drafted.iter().zip(&used) {
        let name = text(draft, "name");
        if *used || detained.iter().any(|fact| names_match(text(fact, "name"), name)) {
            continue;
        }
        score.wrong("person", format!("{name}: {} [{}]", quotes(draft, "ev"), text(draft, "rule")));
        if traps.iter().any(|trap| names_match(text(trap, "name"), name)) {
            score.traps += 1;
            score.misses.push(format!("TRAP: {name} [{}]", text(draft, "rule")));
        }
    }
}

fn slots(fact: &Value, draft: &Value, score: &mut Score) {
    let name = text(fact, "name");
    let list = |value: &Value, key: &str| -> Vec<String> {
        let all = value.get(key).and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
        all.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
    };
    let roles = list(fact, "roles");
    let theirs = list(draft, "roles");
    if !roles.is_empty() {
        if theirs.is_empty() {
            score.missed("role", format!("{name}: {roles:?}"));
        } else {
            let alt = list(fact, "roles_alt");
            let right = theirs.iter().any(|role| roles.contains(role) || alt.contains(role));
            score.judge("role", right, || format!("{name}: {theirs:?} for {roles:?}"));
        }
    }
    let texts = |slot: &'static str, key: &str, score: &mut Score, same: &dyn Fn(&str, &str) -> bool| {
        let (wanted, got) = (text(fact, key), text(draft, key));
        match (wanted, got) {
            ("", "") => {}
            ("", got) => score.wrong(slot, format!("{name}: {got}")),
            (wanted, "") => score.missed(slot, format!("{name}: {wanted}")),
            (wanted, got) => score.judge(slot, same(wanted, got), || format!("{name}: {got} for {wanted}")),
        }
    };
    texts("org", "org", score, &|a, b| a == b || names_match(a, b));
    // Words that say when without a day that the annotator gives are not scored (README of the gold set).
    if !text(fact, "date").is_empty() || spans(fact, "when_q").is_empty() {
        texts("date", "date", score, &|a, b| a == b);
    }
    // One of the places that the report gives, coarse or fine, is right.
    texts("place", "place", score, &|a, b| {
        a.split([',', ';']).any(|a| b.split([',', ';']).any(|b| names_match(a, b)))
    });
    texts("by", "by", score, &|a, b| {
        names_match(a, b) || overlap(&spans(fact, "by_q"), &spans(draft, "by_q"))
    });
    let (wanted, got) = (text(fact, "outcome"), text(draft, "outcome"));
    let alt = list(fact, "outcome_alt");
    match (wanted, got) {
        (wanted, "unknown" | "") if wanted != "unknown" => {
            score.missed("outcome", format!("{name}: {wanted} ({})", quotes(fact, "outcome_q")))
        }
        (_, "unknown" | "") => {}
        ("unknown", got) if !alt.iter().any(|alt| alt == got) && text(fact, "outcome_alt") != got => {
            score.wrong("outcome", format!("{name}: {got} ({})", quotes(draft, "outcome_q")));
        }
        (wanted, got) => {
            let right = wanted == got || alt.iter().any(|alt| alt == got) || text(fact, "outcome_alt") == got;
            score.judge("outcome", right, || format!("{name}: {got} for {wanted}"));
        }
    }
}

fn counts(id: &str, gold: &Value, drafts: &Value, score: &mut Score) {
    let _ = id;
    let place = |fact: &Value| {
        let value = spans(fact, "value_q");
        if value.is_empty() { spans(fact, "ev") } else { value }
    };
    let mine = facts(gold, "count");
    let theirs = facts(drafts, "count");
    let mut used = vec![false; theirs.len()];
    for fact in &mine {
        let bounds = fact.get("min").is_some() || fact.get("max").is_some();
        let scored = bounds && !flag(fact, "optional");
        let found = theirs.iter().enumerate().find(|(at, draft)| {
            !used.get(*at).copied().unwrap_or(true) && overlap(&place(fact), &place(draft))
        });
        let Some((at, draft)) = found else {
            if scored {
                score.missed("count", format!("{}: {}", text(fact, "of"), quotes(fact, "ev")));
            }
            continue;
        };
        if let Some(used) = used.get_mut(at) {
            *used = true;
        }
        if !scored {
            continue;
        }
        score.tally("count").right += 1;
        let number = |value: &Value, key: &str| value.get(key).and_then(Value::as_u64);
        // The gold's lower bounds of "almost" are uneven; a tenth either way is right.
        let near = |a: Option<u64>, b: Option<u64>| match (a, b) {
            (None, None) => true,
            (Some(a), Some(b)) => a.abs_diff(b) * 8 <= a.max(b),
            _ => false,
        };
        let right = near(number(fact, "min"), number(draft, "min"))
            && near(number(fact, "max"), number(draft, "max"));
        score.judge("count bounds", right, || {
            format!(
                "{}: {:?}–{:?} for {:?}–{:?}",
                quotes(fact, "value_q"),
                number(draft, "min"),
                number(draft, "max"),
                number(fact, "min"),
                number(fact, "max")
            )
        });
        score.judge("count of", measure(text(fact, "of")) == measure(text(draft, "of")), || {
            format!("{}: {} for {}", quotes(fact, "value_q"), text(draft, "of"), text(fact, "of"))
        });
        match (text(fact, "source"), text(draft, "source")) {
            ("", "") => {}
            ("", got) => score.wrong("count source", format!("{}: {got}", quotes(fact, "value_q"))),
            (wanted, "") => score.missed("count source", format!("{}: {wanted}", quotes(fact, "value_q"))),
            (wanted, got) => {
                let right =
                    names_match(wanted, got) || overlap(&spans(fact, "src_q"), &spans(draft, "src_q"));
                score.judge("count source", right, || {
                    format!("{}: {got} for {wanted}", quotes(fact, "value_q"))
                });
            }
        }
    }
    for (draft, used) in theirs.iter().zip(&used) {
        if !used && !mine.iter().any(|fact| overlap(&place(fact), &place(draft))) {
            score.wrong(
                "count",
                format!("{}: {} [{}]", text(draft, "of"), quotes(draft, "ev"), text(draft, "rule")),
            );
        }
    }
}

/// The last word of a measure tells what was done: "journalists detained" counts as "detained".
fn measure(of: &str) -> String {
    match of.rsplit(' ').next().unwrap_or("") {
        "arrested" | "corralled" => "detained".to_owned(),
        "fined_or_warned" => "fined".to_owned(),
        last => last.to_owned(),
    }
}

fn by_evidence(id: &str, kind: &str, slot: &'static str, gold: &Value, drafts: &Value, score: &mut Score) {
    let _ = id;
    let mine = facts(gold, kind);
    let theirs = facts(drafts, kind);
    let mut used = vec![false; theirs.len()];
    for fact in &mine {
        let found = theirs.iter().enumerate().find(|(at, draft)| {
            !used.get(*at).copied().unwrap_or(true) && overlap(&spans(fact, "ev"), &spans(draft, "ev"))
        });
        match found {
            Some((at, _)) => {
                if let Some(used) = used.get_mut(at) {
                    *used = true;
                }
                score.tally(slot).right += 1;
            }
            None if flag(fact, "optional") => {}
            None => score.missed(slot, quotes(fact, "ev")),
        }
    }
    for (draft, used) in theirs.iter().zip(&used) {
        if !used {
            score.wrong(slot, format!("{} [{}]", quotes(draft, "ev"), text(draft, "rule")));
        }
    }
}
