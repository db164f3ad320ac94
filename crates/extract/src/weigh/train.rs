//! Weights from examples: logistic regression with a penalty on large weights, the same bytes for the same examples.
//!
//! Penalised maximum likelihood by gradient steps with momentum (Nesterov 1983) on the whole set, without any randomness.

use super::Weights;
use crate::document::{About, Document};
use crate::eval::names_match;
use crate::fact::Kind;
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
    /// Whether the grammar drafted this person.
    pub drafted: bool,
    /// Whether a word that tells of a detention stands close enough to be quoted.
    pub told: bool,
    /// Whether the annotation lists this person among those who might be taken for detained.
    pub trap: bool,
}

/// The persons whom a report names, each with the truth of its annotation (the gold shape). Whose detention counts for nothing
/// there (`optional`, `background`) is left out.
pub fn examples(report: usize, text: &str, about: &About, gold: &Value, weight: f64) -> Vec<One> {
    let document = Document::of(text, about);
    let things = crate::items::recognise(&document);
    let drafted: BTreeSet<String> = crate::read(text, about)
        .facts
        .into_iter()
        .filter_map(|fact| match fact.kind {
            Kind::Detention(of) if of.named && fact.rule != super::RULE => Some(of.name),
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
    crate::facts::seen(&document, &things)
        .into_iter()
        .filter_map(|seen| {
            let name = things.persons.get(seen.person)?.name.clone();
            let hit = detentions.iter().find(|fact| is(fact, "named") && bears(fact, &name));
            if hit.is_some_and(|fact| is(fact, "optional") || is(fact, "background")) {
                return None;
            }
            Some(One {
                drafted: drafted.contains(&name),
                told: seen.told.is_some(),
                trap: hit.is_none() && traps.iter().any(|fact| bears(fact, &name)),
                example: Example { report, signs: seen.signs, detained: hit.is_some(), weight },
                name,
            })
        })
        .collect()
}

/// How large weights are held down.
pub const PENALTY: f64 = 8.0;
const ROUNDS: usize = 600;

/// Weights that fit the examples; signs seen in fewer than `least` examples weigh nothing. The bar is left at infinity.
pub fn fit(examples: &[&Example], least: usize) -> Weights {
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
    let step = 1.0 / (0.5 * steepest + PENALTY);
    for round in 0..ROUNDS {
        let ahead_by = round as f64 / (round as f64 + 3.0);
        let ahead: Vec<f64> = now.iter().zip(&before).map(|(a, b)| a + ahead_by * (a - b)).collect();
        let mut slope: Vec<f64> =
            ahead.iter().enumerate().map(|(at, w)| if at == 0 { 0.0 } else { -PENALTY * w }).collect();
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
        by_sign: signs.iter().filter_map(|(sign, at)| Some(((*sign).to_owned(), *now.get(*at)?))).collect(),
    }
}
