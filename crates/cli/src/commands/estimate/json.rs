//! The result for programs.

use super::{Result, casebook::FromCasebook};
use crate::args::EstimateArgs;
use estimate::assess::Other;
use estimate::gates::{Gate, Verdict};
use estimate::{Answer, Assessment, Refusal, Summary};
use serde_json::{Map, Value, json};

/// The whole result.
pub fn json(args: &EstimateArgs, book: Option<&FromCasebook>, result: &Result) -> String {
    let mut value = match (result.strata.as_slice(), &result.total) {
        ([(_, assessment)], None) => one(args, result, assessment),
        (strata, total) => {
            let total = total.as_ref();
            let mut value = figures(total.and_then(|total| total.summary));
            value.insert("method".into(), json!(args.method.word()));
            value.insert("n_observed".into(), json!(total.map(|total| total.n)));
            value.insert("seed".into(), json!(args.seed));
            value.insert("seconds".into(), seconds(result));
            let withheld = total.filter(|total| total.summary.is_none()).map(|total| {
                json!({ "code": "strata", "reason": format!("no estimate for {}", total.withheld.join(", ")) })
            });
            value.insert("withheld".into(), json!(withheld));
            let strata: Vec<Value> = strata
                .iter()
                .map(|(name, assessment)| {
                    let mut of = map_of(args, assessment);
                    of.insert("stratum".into(), json!(name));
                    Value::Object(of)
                })
                .collect();
            value.insert("strata".into(), json!(strata));
            value.insert("notes".into(), json!(result.notes));
            value.insert("version".into(), json!(env!("CARGO_PKG_VERSION")));
            Value::Object(value)
        }
    };
    if let (Some(book), Value::Object(map)) = (book, &mut value) {
        map.insert("casebook".into(), book.json());
    }
    serde_json::to_string_pretty(&value).unwrap_or_else(|_| value.to_string())
}

fn one(args: &EstimateArgs, result: &Result, assessment: &Assessment) -> Value {
    let mut value = map_of(args, assessment);
    if let Some((combined, tables, withheld)) = &result.combined {
        let together = combined.map(|combined| {
            let mut of = figures(Some(combined.summary));
            of.insert("n_observed".into(), json!(combined.n));
            of.insert("from_linkage".into(), json!(combined.from_linkage));
            of.insert(
                "degrees_of_freedom".into(),
                json!(combined.freedom.is_finite().then_some(combined.freedom)),
            );
            Value::Object(of)
        });
        value.insert(
            "replicates".into(),
            json!({ "tables": tables, "withheld": withheld, "combined": together }),
        );
    }
    value.insert("seconds".into(), seconds(result));
    value.insert("notes".into(), json!(result.notes));
    Value::Object(value)
}

fn seconds(result: &Result) -> Value {
    json!((result.seconds * 1000.0).round() / 1000.0)
}

fn map_of(args: &EstimateArgs, assessment: &Assessment) -> Map<String, Value> {
    let answer = assessment.answer();
    let mut value = Map::new();
    value.insert("method".into(), json!(assessment.method.word()));
    value.insert("asked".into(), json!(args.method.word()));
    value.insert("n_observed".into(), json!(assessment.table.n()));
    value.insert("lists".into(), json!(assessment.table.lists()));
    value.extend(figures(assessment.headline()));
    value.insert("interval_over".into(), json!(assessment.priors()));
    value.insert("at_least".into(), json!(at_least(assessment)));
    value.extend(quality(answer));
    value.insert("seed".into(), json!(assessment.seed));
    value.insert("table_sha256".into(), json!(assessment.table.sha256()));
    value.insert("gates".into(), json!(assessment.gates.iter().map(gate).collect::<Vec<_>>()));
    let withheld = assessment
        .withheld()
        .map(|gate| json!({ "code": format!("{:?}", gate.code), "reason": gate.found.to_string() }))
        // Of a method that gives only a bound, or cannot use the table, there is no estimate, and no gate has failed.
        .or_else(|| {
            let why = answer.filter(|_| assessment.headline().is_none())?.summary.as_ref().err()?;
            let code = if matches!(why, Refusal::BoundOnly) { "bound" } else { "method" };
            Some(json!({ "code": code, "reason": why.to_string() }))
        });
    value.insert("withheld".into(), json!(withheld));
    value.insert("publishable".into(), json!(assessment.publishable()));
    value.insert("assumption".into(), json!(assessment.method.assumption()));
    let methods: Vec<Value> = assessment.answers.iter().map(|answer| method(assessment, answer)).collect();
    value.insert("methods".into(), json!(methods));
    let show = assessment.headline().is_some();
    let others = |others: &[Other]| -> Vec<Value> {
        others
            .iter()
            .map(|other| {
                let mut of = figures(other.summary.filter(|_| show));
                of.insert("method".into(), json!(other.method.word()));
                of.insert("what".into(), json!(other.what));
                Value::Object(of)
            })
            .collect()
    };
    value.insert("leave_one_out".into(), json!(others(&assessment.left_out)));
    value.insert("sensitivity".into(), json!(others(&assessment.sensitivity)));
    value.insert("version".into(), json!(env!("CARGO_PKG_VERSION")));
    value
}

/// Chao's bound, wherever it was reckoned.
fn at_least(assessment: &Assessment) -> Option<f64> {
    assessment.answers.iter().find_map(|answer| answer.at_least)
}

fn figures(summary: Option<Summary>) -> Map<String, Value> {
    let of = |pick: fn(&Summary) -> f64| {
        json!(summary.as_ref().map(pick).filter(|value| value.is_finite()).map(tenth))
    };
    Map::from_iter([
        ("median".into(), of(|summary| summary.median)),
        ("mean".into(), of(|summary| summary.mean)),
        ("lower95".into(), of(|summary| summary.lower95)),
        ("upper95".into(), of(|summary| summary.upper95)),
    ])
}

/// To a thousandth of a person: beyond that digits only differ.
fn tenth(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn quality(answer: Option<&Answer>) -> Map<String, Value> {
    let agreement = answer.and_then(|answer| answer.agreement);
    let round = |value: f64, by: f64| if value.is_finite() { Some((value * by).round() / by) } else { None };
    Map::from_iter([
        ("ess_bulk".into(), json!(agreement.and_then(|of| round(of.ess_bulk, 10.0)))),
        ("ess_tail".into(), json!(agreement.and_then(|of| round(of.ess_tail, 10.0)))),
        ("rhat".into(), json!(agreement.and_then(|of| round(of.rhat, 10_000.0)))),
        ("chains".into(), json!(answer.map(Answer::chains))),
    ])
}

fn gate(gate: &Gate) -> Value {
    let verdict = match gate.verdict {
        Verdict::Passed => "passed",
        Verdict::Warned => "warned",
        Verdict::NotAsked => "not asked",
        Verdict::NotPublic => "not public",
        Verdict::Withheld => "withheld",
    };
    json!({
        "code": format!("{:?}", gate.code),
        "passed": gate.passed(),
        "value": gate.value.filter(|value| value.is_finite()).map(|value| (value * 10_000.0).round() / 10_000.0),
        "verdict": verdict,
        "sentence": gate.found.to_string(),
    })
}

fn method(assessment: &Assessment, answer: &Answer) -> Value {
    let shown = assessment.shown(answer);
    let mut value = figures(answer.figures().filter(|_| shown));
    value.insert("method".into(), json!(answer.method.word()));
    value.insert("shown".into(), json!(shown));
    value.insert("at_least".into(), json!(answer.at_least));
    value.extend(quality(Some(answer)));
    let with: Map<String, Value> =
        answer.with.iter().map(|(word, of)| ((*word).to_owned(), json!(of))).collect();
    value.insert("with".into(), Value::Object(with));
    value.insert("problem".into(), json!(answer.summary.as_ref().err().map(ToString::to_string)));
    Value::Object(value)
}
