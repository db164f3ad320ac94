//! Expectation–maximisation over counted patterns, the rates of chance agreement held to what the data show.
//!
//! Guards against a mode in which common names pass for persons: chance rates come from all pairs and not from the
//! mixture, the search starts from few matches, levels stay in order, rarity counts from the first round.

use super::Chance;
use super::patterns::Pattern;
use crate::compare::Prepared;
use crate::compare::labels;
use crate::kind::FieldKind;
use crate::model::Comparison;
use crate::plan::Planned;
use crate::score::probability;

/// What was learnt besides the levels.
pub(super) struct Learnt {
    pub prior: f64,
    pub matches: f64,
    pub rounds: u32,
}

/// Rounds, at most; lists on which it was tried stand still after 4 to 50.
const ROUNDS: u32 = 60;
/// Once no m, and the number of matches by no larger share, moves by so much in a round, another would link nothing else: with
/// ten times as much a few pairs of some lists were still to be decided.
const STILL: f64 = 1e-6;
/// Matches to begin with, for each row: few, so that at first only what agrees in nearly everything counts.
pub(super) const FEW: f64 = 0.05;

pub(super) fn learn(
    comparisons: &mut [Comparison],
    prepared: &Prepared,
    chance: &Chance,
    patterns: &[Pattern],
    possible: f64,
    rows: f64,
) -> Learnt {
    let most: Vec<Vec<f64>> = prepared.fields.iter().map(|field| most(&field.planned)).collect();
    let mut matches = (FEW * rows).max(1.0);
    let mut rounds = 0;
    for round in 1..=ROUNDS {
        rounds = round;
        let prior = share(matches, possible);
        let posteriors = posteriors(comparisons, patterns, prior);
        let found: f64 = patterns.iter().zip(&posteriors).map(|(pattern, p)| pattern.count * p).sum();
        let change = maximise(comparisons, &most, chance, patterns, &posteriors, possible, found);
        let moved = (found - matches).abs() / matches.max(1.0);
        // Of two records there is one pair: it is not held for a match before it is looked at.
        matches = found.max(1.0).min(possible * 0.5);
        if change < STILL && moved < STILL {
            break;
        }
    }
    Learnt { prior: share(matches, possible), matches, rounds }
}

/// The prior, within what can be reckoned with.
fn share(matches: f64, possible: f64) -> f64 {
    (matches / possible).clamp(1e-12, 0.5)
}

/// First guess: agreement is usual, the levels below fall off.
pub(super) fn start(comparisons: &mut [Comparison]) {
    for comparison in comparisons {
        let levels = comparison.levels.len();
        for (at, level) in comparison.levels.iter_mut().enumerate() {
            level.m = Some(if at == 0 { 0.85 } else { 0.15 / (levels - 1) as f64 });
        }
        in_order(comparison);
    }
}

fn posteriors(comparisons: &[Comparison], patterns: &[Pattern], prior: f64) -> Vec<f64> {
    let weights: Vec<Vec<f64>> =
        comparisons.iter().map(|one| one.levels.iter().map(|level| level.weight()).collect()).collect();
    let start = (prior / (1.0 - prior)).log2();
    patterns
        .iter()
        .map(|pattern| {
            let mut weight = start + pattern.rarity;
            for (number, weights) in weights.iter().enumerate() {
                if let Some(level) = pattern.levels.level(number) {
                    weight += weights.get(level).copied().unwrap_or(0.0);
                }
            }
            probability(weight)
        })
        .collect()
}

/// For each comparison the expected pairs of one person at each level, and those of two.
fn by_level(
    comparisons: &[Comparison],
    patterns: &[Pattern],
    posteriors: &[f64],
) -> Vec<(Vec<f64>, Vec<f64>)> {
    let mut counted: Vec<(Vec<f64>, Vec<f64>)> =
        comparisons.iter().map(|one| (vec![0.0; one.levels.len()], vec![0.0; one.levels.len()])).collect();
    for (pattern, p) in patterns.iter().zip(posteriors) {
        let (one_person, two) = (pattern.count * p, pattern.count * (1.0 - p));
        for (number, (same, others)) in counted.iter_mut().enumerate() {
            let Some(level) = pattern.levels.level(number) else { continue };
            if let (Some(same), Some(others)) = (same.get_mut(level), others.get_mut(level)) {
                *same += one_person;
                *others += two;
            }
        }
    }
    counted
}

/// New m and u; returns the largest change of an m.
fn maximise(
    comparisons: &mut [Comparison],
    most: &[Vec<f64>],
    chance: &Chance,
    patterns: &[Pattern],
    posteriors: &[f64],
    possible: f64,
    found: f64,
) -> f64 {
    let mut change: f64 = 0.0;
    let counted = by_level(comparisons, patterns, posteriors);
    for (((comparison, most), chance), (same, others)) in
        comparisons.iter_mut().zip(most).zip(&chance.fields).zip(counted)
    {
        let levels = comparison.levels.len();
        let total: f64 = same.iter().sum();
        // A few imagined pairs keep levels that were not met from having no probability at all.
        let imagined = 2.0 + 0.0005 * total;
        let all = possible * chance.present;
        let share = (found / possible).min(0.5);
        let mut new_m: Vec<f64> =
            same.iter().map(|count| (count + imagined / levels as f64) / (total + imagined)).collect();
        new_m = within(new_m, most);
        tail(comparison, &mut new_m);
        let mut new_u: Vec<f64> = chance
            .rates
            .iter()
            .zip(&new_m)
            .zip(&others)
            .map(|((rate, m), others)| {
                let without = (rate - share * m) / (1.0 - share);
                without.max(rate * 0.02).max(others / all)
            })
            .collect();
        let sum: f64 = new_u.iter().sum();
        new_u.iter_mut().for_each(|u| *u /= sum);
        let before: Vec<f64> = comparison.levels.iter().map(|level| level.m.unwrap_or(0.0)).collect();
        for ((level, m), u) in comparison.levels.iter_mut().zip(&new_m).zip(&new_u) {
            level.m = Some(*m);
            level.u = Some(*u);
        }
        in_order(comparison);
        for (level, before) in comparison.levels.iter().zip(before) {
            change = change.max((level.m.unwrap_or(0.0) - before).abs());
        }
    }
    change
}

/// A level that persons do not reach so often is not learnt to be usual: that would be the wrong mode.
fn within(m: Vec<f64>, most: &[f64]) -> Vec<f64> {
    let mut m = m;
    for _ in 0..m.len() {
        let over: f64 = m.iter().zip(most).map(|(m, most)| (m - most).max(0.0)).sum();
        let free: f64 = m.iter().zip(most).filter(|(m, most)| *m < *most).map(|(m, _)| m).sum();
        if over <= 1e-9 || free <= 0.0 {
            break;
        }
        for (m, most) in m.iter_mut().zip(most) {
            *m = if *m < *most { *m * (1.0 + over / free) } else { *most };
        }
    }
    m
}

/// One person's ages and years of birth are seldom far apart, and very far not more often than somewhat: what is over is
/// namesakes.
fn tail(comparison: &Comparison, m: &mut [f64]) {
    if !matches!(comparison.kind, FieldKind::Age | FieldKind::Year) {
        return;
    }
    if let [.., somewhat, far] = m {
        *far = far.min(somewhat.max(0.003));
    }
    let sum: f64 = m.iter().sum();
    m.iter_mut().for_each(|m| *m /= sum);
}

/// Better agreement never weighs less: neighbours out of order share their ratio.
fn in_order(comparison: &mut Comparison) {
    let u: Vec<f64> = comparison.levels.iter().map(|level| level.u.unwrap_or(0.0)).collect();
    let mut m: Vec<f64> = comparison.levels.iter().map(|level| level.m.unwrap_or(0.0)).collect();
    ordered(&mut m, &u);
    for (level, m) in comparison.levels.iter_mut().zip(m) {
        level.m = Some(m);
    }
}

/// Makes the ratios m/u fall from level to level, with as little change as can be (pool adjacent violators).
fn ordered(m: &mut [f64], u: &[f64]) {
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (&m, &u) in m.iter().zip(u) {
        let mut block = (m, u, 1);
        while let Some(&(m, u, count)) = blocks.last() {
            if m * block.1 >= block.0 * u {
                break;
            }
            block = (m + block.0, u + block.1, count + block.2);
            blocks.pop();
        }
        blocks.push(block);
    }
    let mut levels = m.iter_mut().zip(u);
    for (sum_m, sum_u, count) in blocks {
        for (m, u) in levels.by_ref().take(count) {
            if count > 1 {
                *m = u * sum_m / sum_u.max(1e-300);
            }
        }
    }
}

/// How often persons reach each level at most.
fn most(planned: &Planned) -> Vec<f64> {
    let rest_of_a_name = planned.kind == FieldKind::FullName && planned.columns.len() > 1;
    labels(planned).iter().map(|(_, _, most)| if rest_of_a_name { 1.0 } else { *most }).collect()
}
