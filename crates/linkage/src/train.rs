//! Learning a model from candidate pairs alone, without any truth.

mod chance;
mod doubt;
mod em;
mod patterns;
mod third;
mod together;

use crate::compare::{Prepared, labels};
use crate::config::Config;
use crate::model::{self, Comparison, Level, Model, Training};
use crate::score::probability;
pub(crate) use chance::{Chance, mix};
pub(crate) use doubt::{Answers, doubt};
pub(crate) use patterns::{Compared, rarity};
use patterns::{compare, patterns};
pub(crate) use third::{FAINT, best_f1, settle};
use together::together;

/// What is known before any pair was looked at but such as were drawn at random.
pub(crate) struct Start {
    comparisons: Vec<Comparison>,
    chance: Chance,
    dependence: Vec<model::Dependence>,
    possible: f64,
    few: f64,
}

impl Start {
    /// Chance agreement of the prepared values, ties between fields, and a first guess of the rest.
    pub fn of(prepared: &Prepared, possible: f64, across: Option<&[u16]>, seed: u64) -> Self {
        let chance = Chance::of(prepared, across, seed);
        let mut comparisons: Vec<Comparison> = prepared
            .fields
            .iter()
            .zip(&chance.fields)
            .map(|(field, chance)| Comparison {
                name: field.planned.name.clone(),
                columns: field.planned.columns.clone(),
                kind: field.planned.kind,
                several: field.planned.several,
                levels: labels(&field.planned)
                    .iter()
                    .zip(chance.rates.iter().zip(&chance.usual_rarity))
                    .map(|((label, tf, _), (rate, usual))| Level {
                        label: (*label).to_owned(),
                        m: None,
                        u: Some(*rate),
                        tf: *tf,
                        usual_rarity: *usual,
                    })
                    .collect(),
            })
            .collect();
        em::start(&mut comparisons);
        let few = (em::FEW * f64::from(prepared.rows) / possible).clamp(1e-12, 0.1);
        let dependence = together(prepared, &comparisons, across, few, seed);
        // What another field implies is not rare a second time.
        for tie in &dependence {
            let implied = |from: usize, to: usize| {
                let u = comparisons.get(to).and_then(|one| one.levels.first()).and_then(|level| level.u);
                let tied = tie.weights.first().and_then(|row| row.first()).copied().unwrap_or(0.0);
                let _ = from;
                u.is_some_and(|u| u * (-tied).exp2() > 0.8)
            };
            let implied: Vec<usize> = [(tie.one, tie.other), (tie.other, tie.one)]
                .into_iter()
                .filter(|&(from, to)| implied(from, to))
                .map(|(_, to)| to)
                .collect();
            for number in implied {
                if let Some(one) = comparisons.get_mut(number) {
                    one.levels.iter_mut().for_each(|level| level.tf = 0.0);
                }
            }
        }
        Self { comparisons, chance, dependence, possible, few }
    }

    /// The probability that two rows are one person, as far as can be said yet.
    pub fn probability(&self, prepared: &Prepared, a: u32, b: u32) -> f64 {
        let levels = prepared.levels(a, b);
        let mut weight = (self.few / (1.0 - self.few)).log2();
        for (number, comparison) in self.comparisons.iter().enumerate() {
            if let Some(level) = levels.level(number).and_then(|at| comparison.levels.get(at)) {
                weight += level.weight();
            }
        }
        weight += self.dependence.iter().map(|tie| tie.weight(levels)).sum::<f64>();
        probability(weight + rarity(prepared, &self.comparisons, levels, a, b))
    }
}

/// Learns the model of the prepared values from candidate pairs, each of which stands for `of` pairs.
pub(crate) fn train(
    config: &Config,
    prepared: &Prepared,
    start: Start,
    pairs: &[(u32, u32)],
    of: f64,
    seed: u64,
) -> (Model, Compared) {
    let Start { mut comparisons, chance, dependence, possible, .. } = start;
    let compared = compare(prepared, &comparisons, pairs);
    let mut counted = patterns(&compared);
    for pattern in &mut counted {
        pattern.count *= of;
        pattern.rarity += dependence.iter().map(|tie| tie.weight(pattern.levels)).sum::<f64>();
    }
    let learnt = em::learn(&mut comparisons, prepared, &chance, &counted, possible, f64::from(prepared.rows));
    let model = Model {
        format: model::FORMAT.to_owned(),
        version: model::VERSION,
        config: config.clone(),
        prior: learnt.prior,
        comparisons,
        dependence,
        calibration: model::Calibration::default(),
        threshold: config.threshold.unwrap_or(0.5),
        training: Training {
            rows: prepared.rows,
            pairs: (pairs.len() as f64 * of) as u64,
            rounds: learnt.rounds,
            expected_matches: learnt.matches,
            completeness: None,
            notes: Vec::new(),
            doubt: None,
        },
        seed,
    };
    (model, compared)
}
