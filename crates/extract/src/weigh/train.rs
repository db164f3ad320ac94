//! Weights from examples: logistic regression with a penalty on large weights, the same bytes for the same examples.
//!
//! Penalised maximum likelihood by gradient steps with momentum (Nesterov 1983) on the whole set, without any randomness.

use super::Weights;
use crate::document::{About, Document};
use crate::eval::names_match;
use crate::fact::{Day, Kind};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A person of a report and whether they were detained.
#[derive(Clone, Debug)]
pub struct Example {
    /// Which report, for cross-validation.
    pub report: usize,
    /// Signs.
    pub signs: BTreeSet<String>,
    /// The truth.
    pub detained: bool,
    /// How much it counts.
    pub weight: f64,
}

/// One named person of an annotated report.
#[derive(Clone, Debug)]
pub struct One {
    /// Signs and truth.
    pub example: Example,
    /// The name that the report was read to give.
    pub name: String,
    /// Where the name stands, in bytes.
    pub spans: Vec<(usize, usize)>,
    /// Whether the grammar drafted this person.
    pub drafted: bool,
    /// Whether a word that tells of a detention stands close enough to be quoted.
    pub told: bool,
    /// Whether the annotation lists this person among those who might be taken for detained.
    pub trap: bool,
}

/// The named persons of a report.
#[derive(Clone, Debug)]
pub struct Persons {
    /// Who was taken for a person's name, with the truth.
    pub ones: Vec<One>,
    /// The detained, by name, whom the names of the report do not hold.
    pub unseen: Vec<String>,
}

/// The persons whom a report names, each with the truth of its annotation (the gold shape). Whose detention counts for nothing
/// there (`optional`, `background`) is left out. To reports that the grammar was `fitted` to, it is not told what the grammar says.
fn examples(report: usize, text: &str, about: &About, gold: &Value, weight: f64, fitted: bool) -> Persons {
    let placed = gold.get("placed").and_then(Value::as_bool) == Some(true);
    let document = Document::of(text, about);
    let things = crate::items::recognise(&document);
    let drafted: BTreeMap<String, String> = crate::facts::by_grammar(&document, &things)
        .into_iter()
        .filter_map(|fact| match fact.kind {
            Kind::Detention(of) if of.named => Some((of.name, fact.rule)),
            _ => None,
        })
        .collect();
    let facts = gold.get("facts").and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    let of = |kind: &str| -> Vec<&Value> {
        facts.iter().filter(|fact| fact.get("type").and_then(Value::as_str) == Some(kind)).collect()
    };
    let (detentions, traps) = (of("detention"), of("not_detained"));
    let is = |fact: &Value, key: &str| fact.get(key).and_then(Value::as_bool) == Some(true);
    let bears = |fact: &Value, name: &str| {
        let quotes = ["name_surface", "name_mentions"]
            .into_iter()
            .filter_map(|key| fact.get(key).and_then(Value::as_array))
            .flatten()
            .filter_map(|span| span.get("quote").and_then(Value::as_str));
        quotes.chain(fact.get("name").and_then(Value::as_str)).any(|other| names_match(other, name))
    };
    let mut found: BTreeSet<*const Value> = BTreeSet::new();
    let ones = crate::facts::seen(&document, &things)
        .into_iter()
        .filter_map(|seen| {
            let person = things.persons.get(seen.person)?;
            let name = person.name.clone();
            let mut named = detentions.iter().filter(|fact| is(fact, "named"));
            let spans: Vec<(usize, usize)> = person
                .mentions
                .iter()
                .filter_map(|mention| things.names.get(*mention))
                .map(|name| document.span(name.from, name.to))
                .map(|span| (span.start, span.end))
                .collect();
            let hit = if placed {
                // Each name is marked where it stands: a namesake is somebody else.
                let hit = named.clone().find(|fact| marked_at(fact, &spans));
                if hit.is_none() && !name.contains(' ') && named.any(|fact| bears(fact, &name)) {
                    return None;
                }
                hit
            } else {
                named.find(|fact| bears(fact, &name))
            };
            if let Some(fact) = hit {
                found.insert(std::ptr::from_ref(*fact));
            }
            if hit.is_some_and(|fact| is(fact, "optional") || is(fact, "background")) {
                return None;
            }
            let rule = drafted.get(&name);
            let mut seen = seen;
            if !fitted {
                super::verdict(rule.map(String::as_str), &mut seen.signs);
            }
            Some(One {
                spans,
                drafted: rule.is_some(),
                told: seen.told.is_some(),
                trap: hit.is_none() && traps.iter().any(|fact| bears(fact, &name)),
                example: Example { report, signs: seen.signs, detained: hit.is_some(), weight },
                name,
            })
        })
        .collect();
    let counts = |fact: &&&Value| is(fact, "named") && !is(fact, "optional") && !is(fact, "background");
    let unseen = detentions.iter().filter(counts).filter(|fact| !found.contains(&std::ptr::from_ref(**fact)));
    let name = |fact: &&Value| fact.get("name").and_then(Value::as_str).unwrap_or("").to_owned();
    Persons { ones, unseen: unseen.map(name).collect() }
}

/// Whether a name is marked in one of these places, in bytes.
pub(super) fn marked_at(fact: &Value, spans: &[(usize, usize)]) -> bool {
    let marks = fact.get("name_mentions").and_then(Value::as_array).into_iter().flatten();
    marks
        .filter_map(|mark| Some((mark.get("b0")?.as_u64()?, mark.get("b1")?.as_u64()?)))
        .any(|(from, to)| spans.iter().any(|(start, end)| (*start as u64) < to && from < *end as u64))
}

/// How large weights are held down.
pub const PENALTY: f64 = 16.0;
const ROUNDS: usize = 600;

/// Weights that fit the examples; signs seen in fewer than `least` examples weigh nothing. The bar is left at infinity.
pub fn fit(examples: &[&Example], least: usize) -> Weights {
    fit_with(examples, least, PENALTY)
}

/// The same with another penalty.
pub fn fit_with(examples: &[&Example], least: usize, penalty: f64) -> Weights {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for example in examples {
        for sign in &example.signs {
            *seen.entry(sign).or_default() += 1;
        }
    }
    let signs: BTreeMap<&str, usize> = seen
        .into_iter()
        .filter(|(_, times)| *times >= least)
        .map(|(sign, _)| sign)
        .enumerate()
        .map(|(at, sign)| (sign, at + 1))
        .collect();
    let rows: Vec<(Vec<usize>, f64, f64)> = examples
        .iter()
        .map(|example| {
            let mut row: Vec<usize> =
                example.signs.iter().filter_map(|sign| signs.get(sign.as_str()).copied()).collect();
            row.push(0);
            (row, f64::from(u8::from(example.detained)), example.weight)
        })
        .collect();
    let (mut now, mut before) = (vec![0.0f64; signs.len() + 1], vec![0.0f64; signs.len() + 1]);
    // The curvature of a row is at most a quarter of its number of signs.
    let steepest: f64 = rows.iter().map(|(row, _, weight)| weight * row.len() as f64).sum::<f64>() / 4.0;
    let step = 1.0 / (0.5 * steepest + penalty);
    for round in 0..ROUNDS {
        let ahead_by = round as f64 / (round as f64 + 3.0);
        let ahead: Vec<f64> = now.iter().zip(&before).map(|(a, b)| a + ahead_by * (a - b)).collect();
        let mut slope: Vec<f64> =
            ahead.iter().enumerate().map(|(at, w)| if at == 0 { 0.0 } else { -penalty * w }).collect();
        for (row, truth, weight) in &rows {
            let sum: f64 = row.iter().filter_map(|at| ahead.get(*at)).sum();
            let off = weight * (truth - 1.0 / (1.0 + (-sum).exp()));
            for at in row {
                if let Some(slope) = slope.get_mut(*at) {
                    *slope += off;
                }
            }
        }
        before = std::mem::replace(&mut now, ahead.iter().zip(&slope).map(|(w, s)| w + step * s).collect());
    }
    Weights {
        base: now.first().copied().unwrap_or(0.0),
        bar: f64::INFINITY,
        floor: f64::NEG_INFINITY,
        by_sign: signs.iter().filter_map(|(sign, at)| Some(((*sign).to_owned(), *now.get(*at)?))).collect(),
    }
}

/// What a text of the training set is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// An annotated report that the grammar was fitted to.
    Older,
    /// An annotated report that was written when the grammar stood, and not fitted.
    Newer,
    /// A short report in which only the names of the detained are marked.
    Marked,
    /// A clause or two that the grammar was fitted to, with the names.
    Clause,
}

impl Sort {
    /// How much a person of such a text weighs.
    pub fn weight(self) -> f64 {
        match self {
            Sort::Newer => 2.0,
            Sort::Older | Sort::Marked => 1.0,
            Sort::Clause => 0.6,
        }
    }
}

/// A text of the training set.
#[derive(Clone, Debug)]
pub struct Report {
    /// The file, and the number in it.
    pub file: String,
    /// Its main language.
    pub lang: String,
    /// What it is.
    pub sort: Sort,
    /// What it says.
    pub text: String,
    pub(super) about: About,
    pub(super) gold: Value,
}

/// Reports from this number on were written when the grammar was there and nobody fitted it to them.
const NEWER: u32 = 200;

impl Report {
    /// An annotated report; nothing if the annotation cannot be read.
    pub fn annotated(file: &str, text: &str, gold: &str) -> Option<Self> {
        let gold: Value = serde_json::from_str(gold).ok()?;
        let word = |key: &str| gold.get(key).and_then(Value::as_str).unwrap_or("");
        let number = file.split('_').nth(2).and_then(|number| number.parse::<u32>().ok());
        let sort = if number.is_some_and(|number| number >= NEWER) { Sort::Newer } else { Sort::Older };
        let about = About { published: day(word("published")), lang: None };
        let lang = word("lang").to_owned();
        Some(Self { file: file.to_owned(), lang, sort, text: text.to_owned(), about, gold })
    }

    /// The texts of a file of marked ones (texts/README.md): `ru.txt`, `clauses_ru.txt`.
    pub fn marked(file: &str, texts: &str) -> Vec<Self> {
        let sort = if file.starts_with("clauses") { Sort::Clause } else { Sort::Marked };
        let lang = file.split('_').find(|part| matches!(*part, "en" | "ru" | "kk")).unwrap_or(file);
        let one = |(number, marked): (usize, &str)| {
            let (text, gold) = super::marked::read(marked);
            let file = format!("marked_{file}_{number:03}");
            Self { file, lang: lang.to_owned(), sort, text, about: About::default(), gold }
        };
        texts.split("\n---\n").enumerate().map(one).collect()
    }

    /// Whether its annotation says more of the detained than their names.
    pub fn says_more(&self) -> bool {
        let facts = self.gold.get("facts").and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
        let said = |fact: &Value| {
            ["role_q", "org_q", "by_q", "place_q", "when_q", "outcome_q", "held_q"]
                .iter()
                .any(|key| fact.get(key).is_some())
        };
        matches!(self.sort, Sort::Older | Sort::Newer) || facts.iter().any(said)
    }

    /// Its persons; `number` is the report's, for cross-validation.
    pub fn persons(&self, number: usize) -> Persons {
        let fitted = self.sort == Sort::Older;
        examples(number, &self.text, &self.about, &self.gold, self.sort.weight(), fitted)
    }
}

fn day(iso: &str) -> Option<Day> {
    let mut parts = iso.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Day { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? })
}

/// Signs that fewer persons have weigh nothing.
pub const LEAST: usize = 4;
/// The sum from which a person is drafted whom the grammar does not draft. On reports left out a lower one drafts more wrong people
/// than it is worth.
pub const BAR: f64 = 0.6;
/// The sum below which a draft of the grammar is left out.
pub const FLOOR: f64 = 0.6;

/// The weights that persons of the training set give, with bar and floor.
pub fn learn(persons: &[&Example]) -> Weights {
    Weights { bar: BAR, floor: FLOOR, ..fit(persons, LEAST) }
}
