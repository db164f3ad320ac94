//! The second look at who was detained: every named person is weighed by what stands around, and by what the grammar says of them.
//!
//! The grammar drafts what a clause says by its structure, and misses what free prose tells otherwise. Here each person that
//! a text names gets *signs* (a word of detention close by and on which side, an office, a word of saying, a list …), and a
//! small table of weights, trained by `cargo xtask train extract` on this project's own reports, says how likely such a
//! person was detained. Who passes the bar is drafted, with the words beside the name; whoever the grammar says was not detained, and
//! the owner of what is told of, stays out. A draft of the grammar is left out if nearly all that stands around speaks against it.
//!
//! It must never make a value, nor change one that the grammar found: it only says whether these words speak of a person's detention.

mod around;
pub mod marked;
pub mod marks;
pub mod pairs;
mod path;
mod place;
pub mod signs;
mod text;
pub mod train;
mod turned;

use crate::document::Document;
use crate::items::Things;
use crate::items::name::{Bearer, within};
use crate::items::people::Back;
use crate::lang::Lang;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What drafts of the second look name as their rule: whoever reviews them sees that no line of the grammar stands behind them.
pub const RULE: &str = "weighed";
/// How sure such a draft is, in hundredths.
pub const CONFIDENCE: u8 = 40;

/// What the grammar says of a person, as signs: the kind of the line that drafted them, or that none did.
pub(crate) fn verdict(rule: Option<&str>, signs: &mut std::collections::BTreeSet<String>) {
    // Of one or two sentences the grammar was made to say all that there is.
    if signs.contains(signs::CLAUSE) {
        let says = if rule.is_some() { "drafts" } else { "is silent" };
        signs.insert(format!("grammar {says}, of a clause"));
        return;
    }
    let Some(rule) = rule else {
        signs.insert("grammar is silent".to_owned());
        return;
    };
    let mut parts = rule.split('.');
    signs.insert("grammar drafts".to_owned());
    if let Some(first) = parts.next() {
        signs.insert(format!("grammar {first}"));
        if let Some(second) = parts.next() {
            signs.insert(format!("grammar {first}.{second}"));
        }
    }
}

/// Of whom a sentence speaks: "he", "they", nobody, or somebody with a name.
fn pointing(document: &Document<'_>, things: &Things, at: usize) -> &'static str {
    let Some(sentence) = document.sentences.get(at) else { return "nobody" };
    let named =
        within(&things.names, sentence.from, sentence.to).iter().any(|name| name.bearer == Bearer::Person);
    let back = things.sentences.get(at).and_then(|here| here.people.iter().find_map(|group| group.back));
    match (back, named) {
        (Some(Back::One), false) => "he",
        (Some(Back::Several), false) => "they",
        (None, false) => "nobody",
        (Some(Back::One), true) => "he and somebody",
        _ => "somebody",
    }
}

/// By how much the floor is lower: the grammar is rather believed where reports left out of training show that a low sum proves little.
/// Long English reports say much of the detained that elsewhere is said of others.
pub const fn believed(lang: Lang) -> f64 {
    match lang {
        Lang::En => 3.1,
        Lang::Ru => 1.35,
        Lang::Kk => 0.0,
    }
}

/// By how much the bar is higher: on reports left out of training, English sums from there on are right as often as others at the bar.
pub const fn harder(lang: Lang) -> f64 {
    match lang {
        Lang::En => 0.3,
        Lang::Ru | Lang::Kk => 0.0,
    }
}

/// Weights by sign, and the bar that a sum must pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// What a text with no sign has.
    pub base: f64,
    /// The sum from which a person is drafted.
    pub bar: f64,
    /// The sum below which even a draft of the grammar is left out.
    pub floor: f64,
    /// By sign.
    pub by_sign: BTreeMap<String, f64>,
}

impl Weights {
    /// Reads a table: `base`, `bar` and signs, each with a tab and a number; lines that begin with `#` are remarks. A line that
    /// cannot be read is left out: the sign then weighs nothing.
    pub fn read(table: &str) -> Self {
        let mut weights = Self { bar: f64::INFINITY, floor: f64::NEG_INFINITY, ..Self::default() };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((sign, number)) = line.split_once('\t') else { continue };
            let Some(number) = number.trim().parse::<f64>().ok().filter(|number| number.is_finite()) else {
                continue;
            };
            match sign {
                "base" => weights.base = number,
                "bar" => weights.bar = number,
                "floor" => weights.floor = number,
                _ => {
                    weights.by_sign.insert(sign.to_owned(), number);
                }
            }
        }
        weights
    }

    /// The table, as it is read. Signs that weigh next to nothing are left out.
    pub fn table(&self) -> String {
        let mut table = format!("base\t{:.3}\nbar\t{:.3}\nfloor\t{:.3}\n", self.base, self.bar, self.floor);
        for (sign, weight) in self.by_sign.iter().filter(|(_, weight)| weight.abs() >= 0.01) {
            table.push_str(&format!("{sign}\t{weight:.3}\n"));
        }
        table
    }

    /// The sum of a person's signs; log odds of having been detained.
    pub fn sum<'s>(&self, signs: impl IntoIterator<Item = &'s String>) -> f64 {
        signs
            .into_iter()
            .filter_map(|sign| self.by_sign.get(sign))
            .fold(self.base, |sum, weight| sum + weight)
    }
}

/// The table that is built in.
pub fn built_in() -> &'static Weights {
    static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("../data/weights.tsv")));
    &WEIGHTS
}
