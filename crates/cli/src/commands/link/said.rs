//! What a linkage says of itself on the terminal, and the model with the history of its clusters.

use super::rows::Rows;
use crate::args::{Common, Format, LinkRunArgs as RunArgs};
use crate::print;
use desk::{Outcome, Stop};
use linkage::Linkage;
use linkage::cluster::{Change, Named};
use linkage::evaluate::{self, Scores, Truth};
use serde_json::{Value as Json, json};

/// The model as JSON, with the history of the clusters' ids beside what was learnt.
pub fn model_json(linkage: &Linkage, named: &Named) -> Outcome<String> {
    let text = linkage.model.write().map_err(super::refused)?;
    let fault = |cause: serde_json::Error| Stop::fault("writing the model", cause);
    let mut model: Json = serde_json::from_str(&text).map_err(fault)?;
    if let Some(model) = model.as_object_mut() {
        model.insert("history".to_owned(), serde_json::to_value(&named.history).map_err(fault)?);
    }
    serde_json::to_string_pretty(&model).map(|text| text + "\n").map_err(fault)
}

/// Prints the summary.
pub fn say(common: &Common, args: &RunArgs, rows: &Rows, linkage: &Linkage, named: &Named) -> Outcome<()> {
    let summary = summary(args, rows, linkage, named);
    match common.format {
        Format::Json => print::json(&summary),
        Format::Csv => {
            let mut lines = Vec::new();
            flatten("", &summary, &mut lines);
            print::data(&print::csv(&["what", "value"], &lines)?)
        }
        Format::Text => print::data(&text(&summary)),
    }
}

fn summary(args: &RunArgs, rows: &Rows, linkage: &Linkage, named: &Named) -> Json {
    let clusters = &linkage.clusters;
    let threshold = linkage.model.threshold;
    let linked = linkage.edges.iter().filter(|edge| f64::from(edge.probability) >= threshold).count();
    let largest = clusters.largest(10);
    let several = {
        let mut sizes = vec![0u32; clusters.count as usize];
        for cluster in &clusters.of {
            if let Some(size) = sizes.get_mut(*cluster as usize) {
                *size += 1;
            }
        }
        sizes.iter().filter(|size| **size > 1).count()
    };
    let id = |cluster: u32| named.ids.get(cluster as usize).map(ToString::to_string).unwrap_or_default();
    let mut summary = json!({
        "records": rows.table.rows(),
        "lists": rows.table.lists,
        "id": rows.id_name(),
        "pairs": linkage.blocking.pairs,
        "completeness": linkage.blocking.completeness,
        "completeness_untold": linkage.blocking.untold,
        "edges": linkage.edges.len(),
        "linked": linked,
        "threshold": threshold,
        "clusters": clusters.count,
        "clusters_of_several": several,
        "largest": largest.iter().map(|(cluster, size)| json!({ "cluster_id": id(*cluster), "records": size })).collect::<Vec<_>>(),
        "bridges_cut": bridges(rows, linkage, false),
        "bridges_kept": bridges(rows, linkage, true),
        "changes": named.changes.iter().map(change).collect::<Vec<_>>(),
        "redirects": named.history.redirects,
        "doubts": rows.odd.count,
        "notes": linkage.model.training.said().collect::<Vec<_>>(),
        "dry_run": args.dry_run,
    });
    if let (Some(truth), Some(object)) = (&rows.truth, summary.as_object_mut()) {
        object.insert("scores".to_owned(), scores(truth, rows, linkage));
    }
    summary
}

/// The most telling joints: those cut, the strongest first, or those that hold, the weakest first.
fn bridges(rows: &Rows, linkage: &Linkage, kept: bool) -> Vec<Json> {
    let id = |row: u32| rows.table.ids.get(row);
    let of_sort = linkage.clusters.bridges.iter().filter(|bridge| bridge.kept == kept).take(10);
    of_sort
        .map(|bridge| {
            json!({
                "a": id(bridge.a), "b": id(bridge.b), "weight": bridge.weight, "agreement": bridge.agreement,
                "sizes": [bridge.sizes.0, bridge.sizes.1],
            })
        })
        .collect()
}

fn change(change: &Change) -> Json {
    match change {
        Change::Merged(from, into) => json!({ "what": "merged", "from": from, "into": into }),
        Change::Split(from, new) => json!({ "what": "split", "from": from, "new": new }),
        Change::Retired(id) => json!({ "what": "retired", "from": id }),
    }
}

fn scores(persons: &[u32], rows: &Rows, linkage: &Linkage) -> Json {
    let across = !linkage.model.config.within_lists;
    let truth = Truth { person: persons, lists: across.then_some(rows.table.list_of.as_slice()) };
    let of =
        |scores: Scores| json!({ "precision": scores.precision, "recall": scores.recall, "f1": scores.f1 });
    json!({
        "edges": of(evaluate::edges(&linkage.edges, linkage.model.threshold, truth)),
        "clusters": of(evaluate::clusters(&linkage.clusters.of, truth)),
        "b_cubed": of(evaluate::b_cubed(&linkage.clusters.of, truth)),
        "true_pairs": truth.pairs(),
    })
}

/// Every number of the summary on a line of its own.
fn flatten(name: &str, value: &Json, lines: &mut Vec<Vec<String>>) {
    let below = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
    match value {
        Json::Object(fields) => fields.iter().for_each(|(key, value)| flatten(&below(key), value, lines)),
        Json::Array(values) => {
            (1..)
                .zip(values)
                .for_each(|(at, value): (u32, _)| flatten(&below(&at.to_string()), value, lines));
        }
        Json::String(text) => lines.push(vec![name.to_owned(), text.clone()]),
        other => lines.push(vec![name.to_owned(), other.to_string()]),
    }
}

fn text(summary: &Json) -> String {
    let number = |key: &str| summary.get(key).and_then(Json::as_u64).unwrap_or_default();
    let mut lines = vec![
        format!(
            "{} records; {} pairs compared, {} linked (probability {:.3} or more)",
            number("records"),
            number("pairs"),
            number("linked"),
            summary.get("threshold").and_then(Json::as_f64).unwrap_or_default()
        ),
        format!(
            "{} clusters, {} of them of several records",
            number("clusters"),
            number("clusters_of_several")
        ),
    ];
    if let Some(share) = summary.get("completeness").and_then(Json::as_f64) {
        lines.push(format!(
            "the pairs compared hold an estimated {:.1} % of the pairs of one person",
            share * 100.0
        ));
    } else if let Some(why) = summary.get("completeness_untold").and_then(Json::as_str) {
        lines.push(format!("how many pairs of one person were never compared cannot be told: {why}"));
    }
    for largest in summary.get("largest").and_then(Json::as_array).into_iter().flatten().take(3) {
        let id = largest.get("cluster_id").and_then(Json::as_str).unwrap_or_default();
        lines.push(format!(
            "  {id}  {} records",
            largest.get("records").and_then(Json::as_u64).unwrap_or_default()
        ));
    }
    for change in summary.get("changes").and_then(Json::as_array).into_iter().flatten().take(20) {
        let id = |key: &str| change.get(key).and_then(Json::as_str).unwrap_or_default();
        lines.push(match id("what") {
            "merged" => format!("  {} is now {}", id("from"), id("into")),
            "split" => format!("  {} was split off {}", id("new"), id("from")),
            _ => format!("  {} has no records any more", id("from")),
        });
    }
    if let Some(scores) = summary.get("scores") {
        for (name, words) in [("edges", "edges"), ("clusters", "pairs in clusters"), ("b_cubed", "B-cubed")] {
            let of = |key: &str| {
                scores.get(name).and_then(|of| of.get(key)).and_then(Json::as_f64).unwrap_or_default()
            };
            lines.push(format!(
                "against the truth, {words}: precision {:.4}, recall {:.4}, F1 {:.4}",
                of("precision"),
                of("recall"),
                of("f1")
            ));
        }
    }
    for note in summary.get("notes").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str) {
        lines.push(format!("note: {note}"));
    }
    lines.join("\n")
}
