//! Which comparisons a configuration asks for: one for each column, except where columns say the same thing twice or
//! only make sense together.

use crate::config::Config;
use crate::edge::Levels;
use crate::kind::FieldKind;
use crate::table::{Column, MISSING, Table};
use crate::values::{date, digits, letters};
use std::collections::BTreeMap;

/// A comparison before anything is learnt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Unique name.
    pub name: String,
    /// Columns it reads. A family name may be followed by the given name it is exchanged with; a full name by the
    /// columns whose words are taken out of it; a date may stand in three columns, year, month, day; an age may be followed by
    /// the date of its list.
    pub columns: Vec<String>,
    /// Kind of its values.
    pub kind: FieldKind,
    /// Whether a cell often holds several names of that kind, which are then compared word by word.
    pub several: bool,
}

/// Rows looked at to see whether columns repeat each other.
const LOOK: usize = 2_000;

/// The comparisons, in the order of the columns, and remarks on what was left out.
pub fn plan(table: &Table, config: &Config) -> (Vec<Planned>, Vec<String>) {
    let mut notes = Vec::new();
    let mut kept: Vec<(&Column, FieldKind)> = Vec::new();
    // The day of each list: ages are counted from it.
    let mut list_date: Option<&Column> = None;
    for column in &table.columns {
        let Some(&kind) = config.fields.get(&column.name) else { continue };
        if config.ignore.contains(&column.name) || kind == FieldKind::List {
            continue;
        }
        let listed = config
            .fields
            .iter()
            .find(|(name, kind)| **kind == FieldKind::List && table.column(name).is_some())
            .and_then(|(name, _)| table.column(name));
        let follows = match listed {
            Some(lists) => follows_from_list(column, |row| lists.cell(row)),
            None => follows_from_list(column, |row| u32::from(table.list(row))),
        };
        if follows {
            if kind == FieldKind::Date && list_date.is_none() {
                list_date = Some(column);
            }
            notes.push(format!("column \"{}\" follows from the list and is not compared", column.name));
            continue;
        }
        if column.values.len() < 2 {
            notes.push(format!("column \"{}\" has fewer than two values and is not compared", column.name));
            continue;
        }
        kept.push((column, kind));
    }
    let of_kind = |kept: &[(&'_ Column, FieldKind)], kind: FieldKind| -> Option<usize> {
        kept.iter().position(|(_, other)| *other == kind)
    };

    // Year, month and day beside the date they were cut from say nothing new.
    for part in [FieldKind::Year, FieldKind::Month, FieldKind::Day] {
        while let Some(at) = of_kind(&kept, part) {
            let Some((column, _)) = kept.get(at).copied() else { break };
            let whole = kept
                .iter()
                .filter(|(_, kind)| *kind == FieldKind::Date)
                .find(|(whole, _)| repeats(column, whole, part));
            let Some((whole, _)) = whole else { break };
            notes.push(format!(
                "column \"{}\" repeats a part of \"{}\" and is not compared",
                column.name, whole.name
            ));
            kept.remove(at);
        }
    }
    let parts: Vec<usize> = [FieldKind::Year, FieldKind::Month, FieldKind::Day]
        .iter()
        .filter_map(|kind| of_kind(&kept, *kind))
        .collect();
    let mut planned: Vec<Planned> = Vec::new();
    let date_in_parts: Option<Vec<String>> = (parts.len() == 3).then(|| {
        parts.iter().filter_map(|at| kept.get(*at)).map(|(column, _)| column.name.clone()).collect()
    });

    let given = of_kind(&kept, FieldKind::GivenName).and_then(|at| kept.get(at)).map(|(column, _)| *column);
    let family = of_kind(&kept, FieldKind::FamilyName).and_then(|at| kept.get(at)).map(|(column, _)| *column);
    let mut exchanged = false;
    for (at, (column, kind)) in kept.iter().enumerate() {
        let mut columns = vec![column.name.clone()];
        let mut kind = *kind;
        if parts.contains(&at)
            && let Some(three) = &date_in_parts
        {
            if parts.first() != Some(&at) {
                continue;
            }
            columns = three.clone();
            kind = FieldKind::Date;
        }
        match (kind, given, family) {
            (FieldKind::FamilyName, Some(given), _) if !exchanged => {
                columns.push(given.name.clone());
                exchanged = true;
            }
            (FieldKind::FullName, Some(given), Some(family)) => match overlap(column, given, family) {
                Overlap::Same => {
                    notes.push(format!(
                        "column \"{}\" repeats \"{}\" and \"{}\" and is not compared",
                        column.name, given.name, family.name
                    ));
                    continue;
                }
                Overlap::Beyond => columns.extend([given.name.clone(), family.name.clone()]),
                Overlap::Apart => {}
            },
            (FieldKind::Age, _, _) => {
                if let Some(date) = list_date {
                    notes.push(format!(
                        "column \"{}\" is compared as the year of birth that follows from \"{}\"",
                        column.name, date.name
                    ));
                    columns.push(date.name.clone());
                }
            }
            _ => {}
        }
        let several = matches!(kind, FieldKind::GivenName | FieldKind::FamilyName) && several_words(column);
        if several {
            columns.truncate(1);
        }
        planned.push(Planned { name: columns.first().cloned().unwrap_or_default(), columns, kind, several });
    }
    if config.within_lists && !config.one_to_one {
        let column = config.fields.iter().find(|(name, kind)| {
            **kind == FieldKind::List
                && !config.ignore.contains(name)
                && table.column(name).is_some_and(|column| column.values.len() > 1)
        });
        let columns = match column {
            Some((name, _)) => Some(vec![name.clone()]),
            None => (table.lists.len() > 1).then(Vec::new),
        };
        if let (Some(columns), false) = (columns, planned.is_empty()) {
            let name = columns.first().cloned().unwrap_or_else(|| "list".to_owned());
            planned.insert(0, Planned { name, columns, kind: FieldKind::List, several: false });
        }
    }
    if planned.len() > Levels::COMPARISONS {
        for left_out in planned.drain(Levels::COMPARISONS..) {
            notes.push(format!("column \"{}\" is the 17th or later and is not compared", left_out.name));
        }
    }
    (planned, notes)
}

/// Whether at least a quarter of the rows with a value have several words in it.
fn several_words(column: &Column) -> bool {
    let mut several = 0u64;
    for (value, &count) in column.values.iter().zip(&column.counts) {
        if letters::plain(value).contains(' ') {
            several += u64::from(count);
        }
    }
    several * 4 >= column.filled()
}

/// Whether the value of a column follows from the list: its date, its office.
fn follows_from_list(column: &Column, list: impl Fn(u32) -> u32) -> bool {
    let mut of_list: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    let (mut filled, mut same) = (0u64, 0u64);
    for row in 0..column.cells.len() as u32 {
        let cell = column.cell(row);
        if cell == MISSING {
            continue;
        }
        let first = of_list.entry(list(row)).or_insert((cell, 0));
        filled += 1;
        same += u64::from(first.0 == cell);
    }
    of_list.len() > 1 && same * 100 >= filled * 95 && filled > 10 * of_list.len() as u64
}

/// Rows at even steps through the table.
fn sample(rows: usize) -> impl Iterator<Item = u32> {
    let step = (rows / LOOK).max(1);
    (0..rows).step_by(step).map(|row| row as u32)
}

fn repeats(part: &Column, whole: &Column, kind: FieldKind) -> bool {
    let (mut both, mut same) = (0u32, 0u32);
    for row in sample(part.cells.len()) {
        if part.cell(row) == MISSING {
            continue;
        }
        let Some(date) = whole.written(row).and_then(date::read) else { continue };
        let Some(number) = part.written(row).and_then(digits::number) else { continue };
        let inside = match kind {
            FieldKind::Year => i64::from(date.year),
            FieldKind::Month => i64::from(date.month),
            _ => i64::from(date.day),
        };
        both += 1;
        same += u32::from(inside == number);
    }
    both > 0 && f64::from(same) >= 0.9 * f64::from(both)
}

enum Overlap {
    Same,
    Beyond,
    Apart,
}

/// How a full name stands to given and family name: their repetition, more than them, or something else.
fn overlap(full: &Column, given: &Column, family: &Column) -> Overlap {
    let (mut both, mut inside, mut same) = (0u32, 0u32, 0u32);
    for row in sample(full.cells.len()) {
        let (Some(full), Some(given), Some(family)) =
            (full.written(row), given.written(row), family.written(row))
        else {
            continue;
        };
        let (full, given, family) = (letters::plain(full), letters::plain(given), letters::plain(family));
        let words: Vec<&str> = full.split(' ').collect();
        let count = given.split(' ').count() + family.split(' ').count();
        let all = given.split(' ').chain(family.split(' ')).all(|word| words.contains(&word));
        both += 1;
        inside += u32::from(all);
        same += u32::from(all && count == words.len());
    }
    let most = |count: u32, share: f64| both > 0 && f64::from(count) >= share * f64::from(both);
    if most(same, 0.9) {
        Overlap::Same
    } else if most(inside, 0.6) {
        Overlap::Beyond
    } else {
        Overlap::Apart
    }
}
