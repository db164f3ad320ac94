//! Clusters and edges as CSV.

use super::outputs::csv_row;
use super::rows::Rows;
use linkage::Linkage;
use linkage::cluster::{Clusters, Named};
use std::io::{self, Write};

/// Each record with its cluster, in the order of the lists.
pub fn write_clusters(
    out: &mut dyn Write,
    rows: &Rows,
    clusters: &Clusters,
    named: &Named,
) -> io::Result<()> {
    let table = &rows.table;
    let several = table.lists.len() > 1;
    let header = [rows.id_name(), "cluster_id", "list"];
    csv_row(out, header.into_iter().take(if several { 3 } else { 2 }))?;
    let ids: Vec<String> = named.ids.iter().map(ToString::to_string).collect();
    for (record, id) in (0u32..).zip(table.ids.iter()) {
        let cluster = clusters.of.get(record as usize).and_then(|at| ids.get(*at as usize));
        let cells = [id, cluster.map_or("", String::as_str), list(rows, record)];
        csv_row(out, cells.into_iter().take(if several { 3 } else { 2 }))?;
    }
    Ok(())
}

/// The list of a record.
pub fn list(rows: &Rows, record: u32) -> &str {
    rows.table.lists.get(usize::from(rows.table.list(record))).map_or("", String::as_str)
}

/// A level that says nothing since a value is missing.
const MISSING: &str = "missing";

/// Each scored pair: who, how strongly, what is decided, and how far each field agrees.
pub fn write_edges(out: &mut dyn Write, rows: &Rows, linkage: &Linkage) -> io::Result<()> {
    let several = rows.table.lists.len() > 1;
    let (id_a, id_b) = (format!("{}_a", rows.id_name()), format!("{}_b", rows.id_name()));
    let mut header: Vec<&str> =
        if several { vec!["list_a", &id_a, "list_b", &id_b] } else { vec![&id_a, &id_b] };
    header.extend(["weight", "probability", "decision", "same_cluster"]);
    header.extend(linkage.model.comparisons.iter().map(|comparison| comparison.name.as_str()));
    csv_row(out, header)?;
    let cluster = |record: u32| linkage.clusters.of.get(record as usize);
    for edge in &linkage.edges {
        let ids = (rows.table.ids.get(edge.a), rows.table.ids.get(edge.b));
        let (weight, probability) = (format!("{:.4}", edge.weight), format!("{:.6}", edge.probability));
        let mut cells: Vec<&str> = if several {
            vec![list(rows, edge.a), ids.0, list(rows, edge.b), ids.1]
        } else {
            vec![ids.0, ids.1]
        };
        let linked = f64::from(edge.probability) >= linkage.model.threshold;
        let together = cluster(edge.a) == cluster(edge.b);
        cells.extend([weight.as_str(), &probability, if linked { "link" } else { "no" }]);
        cells.push(if together { "yes" } else { "no" });
        for (at, comparison) in linkage.model.comparisons.iter().enumerate() {
            let level = edge.levels.level(at).and_then(|level| comparison.levels.get(level));
            cells.push(level.map_or(MISSING, |level| &level.label));
        }
        csv_row(out, cells)?;
    }
    Ok(())
}
