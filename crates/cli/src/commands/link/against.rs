//! Linking to an earlier run: its model is used as it is, its records are there, its clusters keep their ids.

use super::lists::{name_of, unreadable};
use super::rows::Rows;
use super::rows_beside;
use desk::{Outcome, Stop};
use linkage::Model;
use linkage::cluster::{ClusterId, History};
use linkage::kept::Kept;
use linkage::table::{Builder, Table};
use serde_json::Value as Json;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// What an earlier run left.
pub struct Earlier {
    /// Its model.
    pub model: Model,
    /// What became of ids so far.
    pub history: History,
    /// Its records.
    pub kept: Kept,
}

/// Where the records of an earlier run are now.
pub struct Carried {
    /// The earlier cluster of each record.
    pub before: Vec<Option<ClusterId>>,
    /// Every id that stood.
    pub stood: BTreeSet<ClusterId>,
    /// The same by decision.
    pub must_link: Vec<(u32, u32)>,
    /// Different by decision.
    pub cannot_link: Vec<(u32, u32)>,
}

/// Reads the model and the records beside it.
///
/// # Errors
/// A refusal that names the file.
pub fn read(path: &Path) -> Outcome<Earlier> {
    let text = std::fs::read_to_string(path).map_err(|cause| unreadable(path, &cause))?;
    let model = Model::read(&text)
        .map_err(|problem| Stop::refused("against", format!("{}: {problem}.", name_of(path))))?;
    let json: Json = serde_json::from_str(&text).unwrap_or_default();
    let history = match json.get("history") {
        None => History::default(),
        Some(history) => serde_json::from_value(history.clone()).map_err(|problem| {
            Stop::refused("against", format!("{}: its history cannot be read ({problem}).", name_of(path)))
        })?,
    };
    let beside = rows_beside(path);
    let bytes = std::fs::read(&beside).map_err(|cause| {
        let stop = unreadable(&beside, &cause);
        stop.hint("The records of a run lie beside its model, in a file with .rows behind its name.")
    })?;
    let kept = Kept::read(&bytes).map_err(|problem| {
        Stop::refused("against", format!("{}: {problem}.", name_of(&beside)))
            .hint("Run habeas link on the earlier lists again, with --model.")
    })?;
    Ok(Earlier { model, history, kept })
}

/// Puts earlier and new records into one table, the earlier first. A record that is in both (the same list and id) is
/// taken as it is in the new list, and stays the record it was.
pub fn unite(kept: &Kept, rows: Rows) -> (Rows, Carried) {
    let old = &kept.table;
    let new = &rows.table;
    let key = |table: &Table, row: u32| -> (String, String) {
        let list = table.lists.get(usize::from(table.list(row))).cloned().unwrap_or_default();
        (list, table.ids.get(row).to_owned())
    };
    let renewed: HashMap<(String, String), u32> = (0..new.rows()).map(|row| (key(new, row), row)).collect();
    let stays: Vec<u32> = (0..old.rows()).filter(|row| !renewed.contains_key(&key(old, *row))).collect();
    let mut builder = Builder::new(old.columns.iter().map(|column| column.name.as_str()));
    let mut add = |table: &Table, row: u32| {
        let (list, id) = key(table, row);
        let list = builder.list(&list);
        let cells = old.columns.iter().map(|column| {
            table.column(&column.name).and_then(|column| column.written(row)).unwrap_or_default()
        });
        builder.row(&id, list, cells);
    };
    stays.iter().for_each(|row| add(old, *row));
    (0..new.rows()).for_each(|row| add(new, row));

    let cluster = |row: u32| kept.clusters.get(row as usize).copied();
    let mut before: Vec<Option<ClusterId>> = stays.iter().map(|row| cluster(*row)).collect();
    let shift = before.len() as u32;
    before.resize(before.len() + new.rows() as usize, None);
    // Where each earlier row is now.
    let mut now: Vec<u32> = vec![0; old.rows() as usize];
    for (at, row) in (0u32..).zip(&stays) {
        if let Some(slot) = now.get_mut(*row as usize) {
            *slot = at;
        }
    }
    for row in 0..old.rows() {
        if let Some(there) = renewed.get(&key(old, row)).map(|new| shift + new) {
            if let Some(slot) = now.get_mut(row as usize) {
                *slot = there;
            }
            if let Some(slot) = before.get_mut(there as usize) {
                *slot = cluster(row);
            }
        }
    }
    let moved = |pairs: &[(u32, u32)]| -> Vec<(u32, u32)> {
        let at = |row: u32| now.get(row as usize).copied().unwrap_or_default();
        pairs.iter().map(|(a, b)| (at(*a).min(at(*b)), at(*a).max(at(*b)))).collect()
    };
    let carried = Carried {
        before,
        stood: kept.clusters.iter().copied().collect(),
        must_link: moved(&kept.must_link),
        cannot_link: moved(&kept.cannot_link),
    };
    let table = builder.finish();
    (rows.with_earlier(table, stays.len()), carried)
}
