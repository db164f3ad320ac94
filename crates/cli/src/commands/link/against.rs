//! Linking to an earlier run: its model is used as it is, its records are there, its clusters keep their ids.

use super::lists::{name_of, unreadable};
use super::rows::Rows;
use super::{refused, rows_beside};
use desk::{Outcome, Stop};
use linkage::cluster::{ClusterId, History};
use linkage::kept::Kept;
use linkage::{Grown, Model};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::path::Path;

/// What an earlier run left.
pub struct Earlier {
    /// Its model.
    pub model: Model,
    /// What became of ids so far.
    pub history: History,
    /// Its records.
    pub kept: Kept,
    /// Every id that stood after it, those of records that were dropped since, too.
    pub stood: BTreeSet<ClusterId>,
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
        .map_err(|problem| Stop::refused_in_english("against", format!("{}: {problem}.", name_of(path))))?;
    let json: Json = serde_json::from_str(&text).unwrap_or_default();
    let history = match json.get("history") {
        None => History::default(),
        Some(history) => serde_json::from_value(history.clone()).map_err(|problem| {
            Stop::refused_in_english(
                "against",
                format!("{}: its history cannot be read ({problem}).", name_of(path)),
            )
        })?,
    };
    let beside = rows_beside(path);
    let bytes = std::fs::read(&beside).map_err(|cause| {
        let stop = unreadable(&beside, &cause);
        stop.hint_in_english(
            "The records of a run lie beside its model, in a file with .rows behind its name.",
        )
    })?;
    let kept = Kept::read(&bytes).map_err(|problem| {
        Stop::refused_in_english("against", format!("{}: {problem}.", name_of(&beside)))
            .hint_in_english("Run habeas link on the earlier lists again, with --model.")
    })?;
    let stood = kept.clusters.iter().copied().collect();
    Ok(Earlier { model, history, kept, stood })
}

/// Drops the earlier records that their lists no longer have, and says how many.
///
/// # Errors
/// Records that have no ids, or none that would be left.
pub fn drop_missing(earlier: &mut Earlier, rows: &Rows) -> Outcome<()> {
    if rows.id.is_none() {
        return Err(Stop::refused_in_english(
            "drop-missing",
            "Records are called by their row numbers, so nobody can tell which are gone.",
        )
        .hint_in_english("Say --id COLUMN, or link the lists afresh with --model."));
    }
    let dropped = earlier.kept.drop_missing(&rows.table);
    if dropped > 0 && earlier.kept.table.rows() == 0 {
        return Err(Stop::refused_in_english(
            "drop-missing",
            "None of the earlier records is in these lists any more.",
        )
        .hint_in_english("Link the lists afresh, with --model in the place of --against."));
    }
    crate::print::say(&format!(
        "{dropped} earlier records are no longer in their lists and are dropped, with their pairs and decisions."
    ));
    Ok(())
}

/// Matches the new records to the earlier ones and puts both into one table, the earlier first. A record that is in both
/// (the same list and id) is taken as it is in the new list, and stays the record it was; `anew`: of what it said before
/// nothing is kept.
///
/// # Errors
/// Records that lack a column of the model.
pub fn unite(earlier: &Earlier, model: &Model, rows: Rows, anew: bool) -> Outcome<(Rows, Carried, Grown)> {
    let kept = &earlier.kept;
    let mut grown = linkage::grow(model, kept, &rows.table).map_err(refused)?;
    if anew {
        grown.count_anew(model).map_err(refused)?;
    }
    let at = |row: u32| grown.now.get(row as usize).copied().unwrap_or_default();
    let mut before: Vec<Option<ClusterId>> = vec![None; grown.table.rows() as usize];
    for (row, cluster) in (0u32..).zip(&kept.clusters) {
        if let Some(slot) = before.get_mut(at(row) as usize) {
            *slot = Some(*cluster);
        }
    }
    let moved = |pairs: &[(u32, u32)]| -> Vec<(u32, u32)> {
        pairs.iter().map(|(a, b)| (at(*a).min(at(*b)), at(*a).max(at(*b)))).collect()
    };
    let carried = Carried {
        before,
        stood: earlier.stood.clone(),
        must_link: moved(&kept.must_link),
        cannot_link: moved(&kept.cannot_link),
    };
    let table = std::mem::take(&mut grown.table);
    let rows = rows.with_earlier(table, grown.stayed, &grown.taken);
    Ok((rows, carried, grown))
}
