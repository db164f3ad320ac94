//! Learning a model from candidate pairs alone, without any truth.

mod chance;
mod em;
mod patterns;

use crate::compare::{Prepared, labels};
use crate::config::Config;
use crate::model::{self, Comparison, Level, Model, Training};
pub(crate) use chance::Chance;
pub(crate) use patterns::Compared;
use patterns::{compare, patterns};

/// Learns the model of the prepared values from candidate pairs.
pub(crate) fn train(
    config: &Config,
    prepared: &Prepared,
    pairs: &[(u32, u32)],
    possible: f64,
    across: Option<&[u16]>,
    seed: u64,
) -> (Model, Compared) {
    let chance = Chance::of(prepared, across, seed);
    let mut comparisons: Vec<Comparison> = prepared
        .fields
        .iter()
        .zip(&chance.fields)
        .map(|(field, chance)| Comparison {
            name: field.planned.name.clone(),
            columns: field.planned.columns.clone(),
            kind: field.planned.kind,
            levels: labels(field.planned.kind, field.exchanged_with.is_some())
                .iter()
                .zip(chance.rates.iter().zip(&chance.usual_rarity))
                .map(|((label, tf), (rate, usual))| Level {
                    label: (*label).to_owned(),
                    m: None,
                    u: Some(*rate),
                    tf: *tf,
                    usual_rarity: *usual,
                })
                .collect(),
        })
        .collect();
    let compared = compare(prepared, &comparisons, pairs);
    let counted = patterns(&compared);
    let learnt = em::learn(&mut comparisons, &chance, &counted, possible, f64::from(prepared.rows));
    let model = Model {
        format: model::FORMAT.to_owned(),
        version: model::VERSION,
        config: config.clone(),
        prior: learnt.prior,
        comparisons,
        dependence: Vec::new(),
        calibration: model::Calibration::default(),
        threshold: config.threshold.unwrap_or(0.5),
        training: Training {
            rows: prepared.rows,
            pairs: pairs.len() as u64,
            rounds: learnt.rounds,
            expected_matches: learnt.matches,
            notes: Vec::new(),
        },
        seed,
    };
    (model, compared)
}
