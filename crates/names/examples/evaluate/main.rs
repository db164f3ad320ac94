//! Measures the comparison on labelled pairs: five folds by person, one threshold for all, negatives weighted to
//! 1 : 3.15. `cargo run --release -p names --example evaluate -- PAIRS.csv [--errors] [--tail] [--dump]
//! [--free] [--shipped]`; `evaluate --initials`: what the shipped model says of invented pairs with initials.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::type_complexity,
    clippy::needless_range_loop,
    missing_docs
)]

mod boost;
mod pairs;
mod synthetic;

use std::collections::BTreeMap;

use boost::{Example, Recipe, train, weighed};
use names::compare::features::FEATURE_NAMES;
use pairs::Labelled;

const FOLDS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked = |flag: &str| arguments.iter().any(|a| a == flag);
    if asked("--invented") {
        for pair in synthetic::pairs(60, 3) {
            let score = names::score(&names::read(&pair.names[0]), &names::read(&pair.names[1]));
            println!("{} {score:.3} {} | {}", pair.same, pair.names[0], pair.names[1]);
        }
        return Ok(());
    }
    if asked("--initials") {
        initials();
        return Ok(());
    }
    let path = arguments.iter().find(|a| !a.starts_with("--")).ok_or("usage: evaluate PAIRS.csv")?;
    let pairs = pairs::read(path)?;
    let examples = examples(&pairs);
    let scores = if asked("--shipped") {
        pairs.iter().map(|p| names::score(&names::read(&p.names[0]), &names::read(&p.names[1]))).collect()
    } else {
        cross_validate(&pairs, &examples, asked("--free"))
    };
    let weights: Vec<f32> = examples.iter().map(|e| e.weight).collect();
    let threshold = report(&pairs, &scores, &weights);
    if asked("--errors") {
        list_errors(&pairs, &examples, &scores, threshold);
    }
    if asked("--dump") {
        for ((pair, example), score) in pairs.iter().zip(&examples).zip(&scores) {
            println!(
                "DUMP\t{}\t{score:.4}\t{}\t{}\t{:?}\t{}\t{}",
                pair.same, pair.group, pair.category, example.features, pair.names[0], pair.names[1]
            );
        }
    }
    if asked("--tail") {
        list_tail(&pairs, &scores, &weights);
    }
    Ok(())
}

/// Invented people that no model was fitted on, one name of each pair written with initials: what share is called the
/// same, and likely, by how well the worst initial fits.
fn initials() {
    let mut rows: BTreeMap<(bool, String), Vec<f32>> = BTreeMap::new();
    for pair in synthetic::abbreviated(10_000, 77) {
        let (a, b) = (names::read(&pair.names[0]), names::read(&pair.names[1]));
        let [_, _, _, _, _, _, _, _, initials, lowest, ..] = names::compare::numbers(&a, &b);
        let fits = if initials == 0 { "no initial met a word".to_owned() } else { format!("fits {lowest}") };
        let score = names::score(&a, &b);
        for key in ["all".to_owned(), fits] {
            rows.entry((pair.same, key)).or_default().push(score);
        }
    }
    for ((same, fits), scores) in rows {
        let above = |least: f32| scores.iter().filter(|score| **score >= least).count();
        println!(
            "{:<10} {fits:<22} {:>6}: same {:>6}, at least likely {:>6}",
            if same { "one person" } else { "two people" },
            scores.len(),
            above(names::compare::SAME),
            above(names::compare::LIKELY)
        );
    }
}

fn examples(pairs: &[Labelled]) -> Vec<Example> {
    weighed(&pairs.iter().map(|p| (p.same, &p.names)).collect::<Vec<_>>())
}

/// Invented pairs, weighted as the real ones are.
fn invented() -> Vec<Example> {
    weighed(&synthetic::training().iter().map(|p| (p.same, &p.names)).collect::<Vec<_>>())
}

fn fold(person: &str) -> usize {
    (person.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
        >> 7) as usize
        % FOLDS
}

/// Every pair is scored by a model that saw no pair of either person.
fn cross_validate(pairs: &[Labelled], examples: &[Example], free: bool) -> Vec<f32> {
    let folds: Vec<[usize; 2]> = pairs
        .iter()
        .map(|p| {
            let (a, b) = (fold(&p.persons[0]), fold(&p.persons[1]));
            [a.min(b), a.max(b)]
        })
        .collect();
    let invented = if free { invented() } else { Vec::new() };
    let mut scores = vec![0.0; pairs.len()];
    for low in 0..FOLDS {
        for high in low..FOLDS {
            let seen: Vec<Example> = (0..pairs.len())
                .filter(|at| {
                    !folds[*at].iter().any(|f| *f == low || *f == high) && (!free || pairs[*at].free)
                })
                .map(|at| examples[at].clone())
                .chain(invented.iter().cloned())
                .collect();
            let model = train(&seen, &Recipe::default());
            for at in 0..pairs.len() {
                if folds[at] == [low, high] {
                    scores[at] = model.share(&examples[at].features);
                }
            }
        }
    }
    scores
}

fn report(pairs: &[Labelled], scores: &[f32], weights: &[f32]) -> f32 {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let positives = pairs.iter().filter(|p| p.same).count() as f32;
    let negative_mass: f32 = pairs.iter().zip(weights).filter(|(p, _)| !p.same).map(|(_, w)| w).sum();
    let (mut right, mut wrong) = (0.0f32, 0.0f32);
    let (mut threshold, mut recall, mut f1, mut auc) = (1.1f32, 0.0f32, 0.0f32, 0.0f64);
    let mut at = 0;
    while at < order.len() {
        let score = scores[order[at]];
        let (before_right, mut tie_wrong) = (right, 0.0);
        while at < order.len() && scores[order[at]] == score {
            if pairs[order[at]].same {
                right += 1.0
            } else {
                tie_wrong += weights[order[at]]
            }
            at += 1;
        }
        wrong += tie_wrong;
        auc += f64::from(tie_wrong) * f64::from(before_right + right) / 2.0;
        let precision = right / (right + wrong);
        if precision >= 0.99 {
            (threshold, recall) = (score, right / positives);
        }
        f1 = f1.max(2.0 * right / (positives + right + wrong));
    }
    println!("pairs {} same {positives}", pairs.len());
    for wanted in [0.93f32, 0.94, 0.945, 0.95, 0.955, 0.96] {
        let mut found = 0.0;
        let Some(&last) = order.iter().find(|at| {
            found += f32::from(u8::from(pairs[**at].same));
            found / positives >= wanted
        }) else {
            continue;
        };
        let mut wrong: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (pair, score) in pairs.iter().zip(scores).filter(|(pair, _)| !pair.same) {
            let row = wrong.entry(&pair.category).or_default();
            row.0 += usize::from(*score >= scores[last]);
            row.1 += 1;
        }
        let text: Vec<String> = wrong.iter().map(|(kind, (n, of))| format!("{kind} {n}/{of}")).collect();
        println!("  recall {wanted} threshold {:.4}: false {}", scores[last], text.join(", "));
    }
    println!(
        "AUC {:.4}   best F1 {f1:.4}   recall at precision .99: {recall:.4} (threshold {threshold:.4})",
        auc / f64::from(negative_mass * positives)
    );
    let tables: [(&str, fn(&Labelled) -> &str); 3] =
        [("group", |p| &p.group), ("category", |p| &p.category), ("mutation", |p| &p.mutation)];
    for (name, key) in tables {
        let mut rows: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
        for (pair, score) in pairs.iter().zip(scores) {
            let row = rows.entry(key(pair)).or_default();
            let matched = usize::from(*score >= threshold);
            if pair.same {
                row[0] += matched;
                row[1] += 1
            } else {
                row[2] += matched;
                row[3] += 1
            }
        }
        println!("by {name}");
        for (value, [found, of, wrong, strangers]) in rows {
            if of == 0 && wrong == 0 && name != "category" {
                continue;
            }
            println!(
                "  {value:<18} recall {found:>5}/{of:<5} {:.3}   false {wrong:>3}/{strangers:<5} {:.4}",
                found as f32 / (of as f32).max(1.0),
                wrong as f32 / (strangers as f32).max(1.0)
            );
        }
    }
    threshold
}

/// The pairs of one person that strangers outrank, by how many of a hundred strangers do: what the area under the curve
/// loses, and where.
fn list_tail(pairs: &[Labelled], scores: &[f32], weights: &[f32]) {
    let mut wrong: Vec<(f32, f32)> = pairs
        .iter()
        .zip(scores)
        .zip(weights)
        .filter(|((p, _), _)| !p.same)
        .map(|((_, s), w)| (*s, *w))
        .collect();
    wrong.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mass: f32 = wrong.iter().map(|(_, w)| w).sum();
    let above = |score: f32| -> f32 {
        wrong
            .iter()
            .map(|(s, w)| match s.total_cmp(&score) {
                std::cmp::Ordering::Greater => *w,
                std::cmp::Ordering::Equal => *w / 2.0,
                std::cmp::Ordering::Less => 0.0,
            })
            .sum::<f32>()
            / mass
    };
    let mut lost: Vec<(f32, usize)> =
        (0..pairs.len()).filter(|at| pairs[*at].same).map(|at| (above(scores[at]), at)).collect();
    lost.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positives = lost.len() as f32;
    let mut sum = 0.0;
    for (loss, at) in lost.iter().take(400) {
        sum += loss / positives;
        let pair = &pairs[*at];
        println!(
            "TAIL {loss:.3} sum {sum:.5} score {:.4} {} {} {} | {} | {}",
            scores[*at], pair.group, pair.category, pair.mutation, pair.names[0], pair.names[1]
        );
    }
}

fn list_errors(pairs: &[Labelled], examples: &[Example], scores: &[f32], threshold: f32) {
    let mut order: Vec<usize> =
        (0..pairs.len()).filter(|at| pairs[*at].same != (scores[*at] >= threshold)).collect();
    order.sort_by_key(|at| (pairs[*at].same, pairs[*at].group.clone()));
    for at in order {
        let (pair, example) = (&pairs[at], &examples[at]);
        let (a, b) = (names::read(&pair.names[0]), names::read(&pair.names[1]));
        println!(
            "{} {:.3} {} {} {} {}-{} | {} | {}",
            if pair.same { "MISSED" } else { "FALSE" },
            scores[at],
            pair.group,
            pair.category,
            pair.mutation,
            pair.languages[0],
            pair.languages[1],
            pair.names[0],
            pair.names[1]
        );
        let reasons: Vec<String> = names::compare(&a, &b).reasons.iter().map(ToString::to_string).collect();
        println!("      {} // {} // {}", a.spelled(), b.spelled(), reasons.join("; "));
        let numbers: Vec<String> =
            FEATURE_NAMES.iter().zip(example.features).take(5).map(|(n, v)| format!("{n} {v}")).collect();
        println!("      {}", numbers.join(" "));
    }
}
