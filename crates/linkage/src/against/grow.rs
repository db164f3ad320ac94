//! The records of an earlier run, and a list that comes later: what is new or changed is matched to all that is there; what
//! is not stays as it was, with its pairs.

use super::{Against, Room};
use crate::compare::Census;
use crate::edge::Edge;
use crate::kept::Kept;
use crate::model::Model;
use crate::refusal::Refusal;
use crate::table::{Builder, Table};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Records of an earlier run with later ones among them.
#[derive(Debug, Clone, Default)]
pub struct Grown {
    /// All of them: those that stayed, in their order, then those that are new or changed.
    pub table: Table,
    /// How many stayed.
    pub stayed: u32,
    /// Rows of the later list that are new or changed, in the order of the table.
    pub taken: Vec<u32>,
    /// Where each record of the earlier run is now.
    pub now: Vec<u32>,
    /// Pairs that are worth a look, sorted by rows.
    pub edges: Vec<Edge>,
    /// How many of the first records were there when the model was learnt.
    pub counted: u32,
    /// Records that were there then, as they were before others took their places.
    pub replaced: Table,
    /// How many pairs were compared.
    pub compared: u64,
}

/// Matches a later list to the records of an earlier run. A record of the same list and id as an earlier one takes its
/// place; if it says the same, nothing is new. Columns that the model does not know are left out.
///
/// # Errors
/// Records that lack a column of the model.
pub fn grow(model: &Model, kept: &Kept, later: &Table) -> Result<Grown, Refusal> {
    let old = &kept.table;
    let list = |table: &'_ Table, row: u32| table.lists.get(usize::from(table.list(row))).cloned();
    let columns: Vec<_> = old.columns.iter().map(|column| later.column(&column.name)).collect();
    let cells = |row: u32| -> Vec<&str> {
        let written = columns.iter().map(|column| column.and_then(|column| column.written(row)));
        written.map(Option::unwrap_or_default).collect()
    };
    // The lists of both, under common numbers.
    let mut names: FxHashMap<String, u32> = FxHashMap::default();
    let mut number = |name: &String| {
        let next = names.len() as u32;
        *names.entry(name.clone()).or_insert(next)
    };
    let old_lists: Vec<u32> = old.lists.iter().map(&mut number).collect();
    let later_lists: Vec<u32> = later.lists.iter().map(&mut number).collect();
    let key = |lists: &[u32], table: &'_ Table, row: u32| lists.get(usize::from(table.list(row))).copied();
    let mut given: FxHashMap<(Option<u32>, &str), u32> = FxHashMap::default();
    for row in 0..later.rows() {
        given.insert((key(&later_lists, later, row), later.ids.get(row)), row);
    }
    // Which earlier record each later one takes the place of; which say nothing new.
    let mut place: Vec<Option<u32>> = vec![None; later.rows() as usize];
    let mut same = vec![false; later.rows() as usize];
    for row in 0..old.rows() {
        let Some(there) = given.get(&(key(&old_lists, old, row), old.ids.get(row))) else { continue };
        let before = old.columns.iter().map(|column| column.written(row).unwrap_or_default());
        let as_before = before.eq(cells(*there));
        if let (Some(place), Some(same)) = (place.get_mut(*there as usize), same.get_mut(*there as usize)) {
            (*place, *same) = (Some(row), as_before);
        }
    }
    let taken: Vec<u32> =
        (0..later.rows()).filter(|row| !same.get(*row as usize).copied().unwrap_or(false)).collect();
    let replaced_now: Vec<u32> =
        taken.iter().filter_map(|row| place.get(*row as usize).copied().flatten()).collect();
    let mut goes = vec![false; old.rows() as usize];
    for row in &replaced_now {
        if let Some(goes) = goes.get_mut(*row as usize) {
            *goes = true;
        }
    }
    let goes = |row: u32| goes.get(row as usize).copied().unwrap_or(false);

    let mut stays = if replaced_now.is_empty() { old.clone() } else { old.only(|row| !goes(row)) };
    if stays.lists.is_empty() && stays.rows() == 0 {
        stays.columns.clone_from(&old.columns);
    }
    let stayed = stays.rows();
    let mut builder = Builder::onto(stays);
    for row in &taken {
        let list = builder.list(&list(later, *row).unwrap_or_default());
        builder.row(later.ids.get(*row), list, cells(*row));
    }
    let table = builder.finish();
    let mut now = Vec::with_capacity(old.rows() as usize);
    let mut next = 0;
    for row in 0..old.rows() {
        now.push(next);
        next += u32::from(!goes(row));
    }
    for (at, row) in (stayed..).zip(&taken) {
        let before = place.get(*row as usize).copied().flatten();
        if let Some(slot) = before.and_then(|before| now.get_mut(before as usize)) {
            *slot = at;
        }
    }

    let (found, compared) = matched(model, kept, &table, stayed, &goes)?;
    let at = |row: u32| now.get(row as usize).copied().unwrap_or_default();
    let mut edges: Vec<Edge> = kept
        .edges
        .iter()
        .filter(|edge| !goes(edge.a) && !goes(edge.b))
        .map(|edge| Edge { a: at(edge.a), b: at(edge.b), ..*edge })
        .collect();
    edges.extend(found);
    edges.par_sort_unstable_by_key(|edge| (edge.a, edge.b));

    let counted_goes = |row: u32| row < kept.counted && goes(row);
    let gone_now = old.only(counted_goes);
    let counted = kept.counted - gone_now.rows();
    Ok(Grown {
        table,
        stayed,
        taken,
        now,
        edges,
        counted,
        replaced: both(kept.replaced.clone(), &gone_now),
        compared,
    })
}

/// The counts of an earlier run: of those of its records that are still among the first, and of those that were replaced.
///
/// # Errors
/// Records that lack a column of the model.
pub fn census(model: &Model, table: &Table, counted: u32, replaced: &Table) -> Result<Census, Refusal> {
    if counted == table.rows() && replaced.rows() == 0 {
        return Census::of(model, table);
    }
    Census::of(model, &both(table.only(|row| row < counted), replaced))
}

/// The records of one table and then those of another with the same columns.
fn both(one: Table, other: &Table) -> Table {
    if one.rows() == 0 {
        return other.clone();
    }
    let mut builder = Builder::onto(one);
    for row in 0..other.rows() {
        let list = other.lists.get(usize::from(other.list(row))).map_or("", String::as_str);
        let list = builder.list(list);
        let cells = other.columns.iter().map(|column| column.written(row).unwrap_or_default());
        builder.row(other.ids.get(row), list, cells);
    }
    builder.finish()
}

/// The pairs of the rows from `stayed` on with all rows before them, by rows of the table; how many were compared.
fn matched(
    model: &Model,
    kept: &Kept,
    table: &Table,
    stayed: u32,
    goes: &impl Fn(u32) -> bool,
) -> Result<(Vec<Edge>, u64), Refusal> {
    if table.rows() == stayed {
        return Ok((Vec::new(), 0));
    }
    let old = &kept.table;
    let first = kept.counted.min(old.rows());
    let population = if first == old.rows() && kept.replaced.rows() == 0 {
        None
    } else {
        Some(both(old.only(|row| row < first), &kept.replaced))
    };
    let population = population.as_ref().unwrap_or(old);
    let mut against = Against::new(model, population)?;
    // The row in the table of each row of the index.
    let mut row_of: Vec<u32> = vec![u32::MAX; population.rows() as usize];
    let mut next = 0;
    for row in 0..first {
        if goes(row) {
            against.forget(row);
            continue;
        }
        if let Some(slot) = row_of.get_mut(row as usize) {
            *slot = next;
        }
        next += 1;
    }
    (first..population.rows()).for_each(|row| against.forget(row));
    let mut asked = Vec::new();
    for row in next..table.rows() {
        let cells: Vec<&str> =
            table.columns.iter().map(|column| column.written(row).unwrap_or_default()).collect();
        let list = table.lists.get(usize::from(table.list(row))).map_or("", String::as_str);
        let index = against.add(list, &cells);
        row_of.push(row);
        if row >= stayed {
            asked.push(index);
        }
    }
    let found: Vec<(Vec<Edge>, u64)> = asked
        .par_iter()
        .map_init(Room::default, |room, index| {
            let matches = against.matches_of(room, *index)?;
            let at = |index: u32| row_of.get(index as usize).copied().unwrap_or(u32::MAX);
            let edge = |of: &super::Match| {
                let (one, other) = (at(of.row), at(*index));
                let (a, b) = (one.min(other), one.max(other));
                Edge { a, b, weight: of.weight, probability: of.probability, levels: of.levels }
            };
            Ok((matches.iter().map(edge).collect(), room.compared as u64))
        })
        .collect::<Result<_, Refusal>>()?;
    let compared = found.iter().map(|(_, compared)| compared).sum();
    Ok((found.into_iter().flat_map(|(edges, _)| edges).collect(), compared))
}
