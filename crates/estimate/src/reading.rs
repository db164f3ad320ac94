//! Reads an overlap table from rows of text, in the layouts that people and other programs write: a column of zeros and ones for each
//! list and a count; `obs` and `un` in place of one and zero; one row a person without a count. What cannot be read is refused with row
//! and column; what was done to the table on the way is said in notes.

use crate::table::{MOST_LISTS, MOST_PEOPLE, Pattern};
use crate::{OverlapTable, Refusal, chao};
use std::collections::BTreeMap;

/// Strata at most.
pub const MOST_STRATA: usize = 200;

/// A row of cells, in the order of the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number, as the reader of the file counts.
    pub number: u64,
    /// Its cells; missing ones count as empty.
    pub cells: Vec<String>,
}

/// What is wanted of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Columns that are lists; found if none are named.
    pub lists: Vec<String>,
    /// The column of the count; found if none is named.
    pub count: Option<String>,
    /// A column whose values are estimated one by one.
    pub strata: Option<String>,
    /// Lists that come from one another, to be one list.
    pub derived: Vec<Vec<String>>,
}

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// One table, or one for each value of the column of strata, sorted by it.
    pub strata: Vec<(Option<String>, OverlapTable)>,
    /// What was done to it on the way, a sentence each.
    pub notes: Vec<String>,
}

const COUNTS: [&str; 6] = ["count", "counts", "freq", "frequency", "n", "y"];

/// Reads it.
pub fn read(header: &[String], rows: &[Row], wanted: &Wanted) -> Result<Reading, Refusal> {
    let mut notes = Vec::new();
    let names: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    for (at, name) in names.iter().enumerate() {
        if !name.is_empty() && names.iter().take(at).any(|before| before == name) {
            return Err(Refusal::TwoColumns { name: name.clone() });
        }
    }
    if let Some(reading) = clusters(&names, rows, wanted)? {
        return Ok(reading);
    }
    let place = |name: &str| {
        names
            .iter()
            .position(|column| column == name.trim())
            .ok_or_else(|| Refusal::NoColumn { name: name.to_owned(), columns: listed(&names) })
    };
    let count = match &wanted.count {
        Some(name) => Some(place(name)?),
        None => COUNTS.iter().find_map(|word| {
            let at = names.iter().position(|name| name.to_lowercase() == *word)?;
            (!wanted.lists.contains(names.get(at)?)).then_some(at)
        }),
    };
    let strata = wanted.strata.as_deref().map(place).transpose()?;
    let taken = |at: &usize| Some(*at) != count && Some(*at) != strata;
    let lists: Vec<usize> = if wanted.lists.is_empty() {
        let found: Vec<usize> = (0..names.len()).filter(taken).filter(|at| is_list(rows, *at)).collect();
        if let Some(refusal) = times_only(&names, count, rows) {
            return Err(refusal);
        }
        nearly_list(&names, rows, (0..names.len()).filter(taken).filter(|at| !found.contains(at)), &found)?;
        let left: Vec<&str> = (0..names.len())
            .filter(|at| taken(at) && !found.contains(at))
            .filter_map(|at| names.get(at).map(String::as_str))
            .collect();
        if !left.is_empty() && !found.is_empty() {
            notes.push(format!(
                "Columns that are neither zeros and ones nor the count were added over: {}. Name one with --strata to estimate by it.",
                left.join(", ")
            ));
        }
        found
    } else {
        wanted.lists.iter().map(|name| place(name)).collect::<Result<_, _>>()?
    };
    if lists.is_empty() {
        return Err(Refusal::NoLists { columns: listed(&names) });
    }
    if lists.len() > MOST_LISTS {
        return Err(Refusal::TooManyLists { found: lists.len(), most: MOST_LISTS });
    }
    let named: Vec<String> = lists.iter().filter_map(|at| names.get(*at).cloned()).collect();
    if count.is_none() {
        notes.push(format!(
            "There is no column `count`: each of the {} rows was taken as one person.",
            rows.len()
        ));
    }
    if in_order(&named) {
        notes.push(
            "The columns look like occasions of one survey in their order. Lists that people make are in no order; models for animals that \
             learn to avoid traps are not offered."
                .to_owned(),
        );
    }
    let mut cells: BTreeMap<Option<String>, BTreeMap<Pattern, u64>> = BTreeMap::new();
    let mut repeated = 0u64;
    let mut nobody = 0u64;
    for row in rows {
        let pattern = pattern(row, &lists, &names)?;
        let stratum = strata.map(|at| cell(row, at).to_owned());
        let Some(people) = people(row, count, &names, pattern)? else {
            nobody += 1;
            continue;
        };
        if pattern == 0 {
            if people > 0 {
                return Err(Refusal::Unseen { row: row.number, count: people });
            }
            nobody += 1;
            continue;
        }
        let sums = cells.entry(stratum).or_default();
        if sums.contains_key(&pattern) && count.is_some() {
            repeated += 1;
        }
        let sum = sums.entry(pattern).or_default();
        *sum = sum.saturating_add(people);
        if *sum > MOST_PEOPLE {
            return Err(Refusal::TooMany { most: MOST_PEOPLE });
        }
        if cells.len() > MOST_STRATA {
            let column = strata.and_then(|at| names.get(at).cloned()).unwrap_or_default();
            return Err(Refusal::TooManyStrata { column, most: MOST_STRATA });
        }
    }
    if nobody > 0 {
        notes.push(
            "The row of people on no list was left out: how many those are is the question.".to_owned(),
        );
    }
    if repeated > 0 {
        notes.push(format!(
            "{repeated} rows repeat a pattern that was there before; their counts were added."
        ));
    }
    if cells.is_empty() {
        return Err(Refusal::Empty);
    }
    let mut tables = Vec::with_capacity(cells.len());
    for (stratum, sums) in cells {
        let table = OverlapTable::new(named.clone(), sums)?;
        let table = merge(table, &wanted.derived, &named)?;
        tables.push((stratum, without_empty(table, &mut notes)?));
    }
    for same in &wanted.derived {
        notes.push(format!("{} come from one another and were counted as one list.", same.join(" and ")));
    }
    Ok(Reading { strata: tables, notes })
}

/// A file of clusters, as `habeas link` writes it: a record a row, with the cluster it is in and the list it is on. People are clusters.
fn clusters(names: &[String], rows: &[Row], wanted: &Wanted) -> Result<Option<Reading>, Refusal> {
    let column = |name: &str| names.iter().position(|column| column == name);
    let Some(cluster) = column("cluster_id").filter(|_| wanted.lists.is_empty() && wanted.count.is_none())
    else {
        return Ok(None);
    };
    let Some(list) = column("list") else {
        return Err(Refusal::NoColumn { name: "list".to_owned(), columns: listed(names) });
    };
    let mut lists: Vec<String> = rows.iter().map(|row| cell(row, list).to_owned()).collect();
    lists.sort();
    lists.dedup();
    if lists.len() > MOST_LISTS {
        return Err(Refusal::TooManyLists { found: lists.len(), most: MOST_LISTS });
    }
    let mut people: BTreeMap<&str, Pattern> = BTreeMap::new();
    for row in rows {
        if let Ok(at) = lists.binary_search_by(|name| name.as_str().cmp(cell(row, list))) {
            *people.entry(cell(row, cluster)).or_default() |= 1 << at;
        }
    }
    let note =
        format!("{} records of {} people, by the clusters that they are in.", rows.len(), people.len());
    let table = OverlapTable::new(lists.clone(), people.into_values().map(|pattern| (pattern, 1)))?;
    let table = merge(table, &wanted.derived, &lists)?;
    Ok(Some(Reading { strata: vec![(None, table)], notes: vec![note] }))
}

fn cell(row: &Row, at: usize) -> &str {
    row.cells.get(at).map_or("", |cell| cell.trim())
}

/// One, zero, or neither.
fn bit(cell: &str) -> Option<bool> {
    match cell {
        "1" | "1.0" => Some(true),
        "0" | "0.0" => Some(false),
        _ => match cell.to_lowercase().as_str() {
            "obs" | "yes" | "true" => Some(true),
            "un" | "no" | "false" => Some(false),
            _ => None,
        },
    }
}

fn is_list(rows: &[Row], at: usize) -> bool {
    !rows.is_empty() && rows.iter().all(|row| bit(cell(row, at)).is_some())
}

/// A column that is zeros and ones but for a few cells is a list with an error, not a column to be left out.
fn nearly_list(
    names: &[String],
    rows: &[Row],
    others: impl Iterator<Item = usize>,
    found: &[usize],
) -> Result<(), Refusal> {
    for at in others {
        let well = rows.iter().filter(|row| bit(cell(row, at)).is_some()).count();
        let wrong = rows.iter().find(|row| bit(cell(row, at)).is_none());
        if let Some(row) = wrong.filter(|_| !found.is_empty() && well * 2 > rows.len()) {
            return Err(Refusal::NotZeroOrOne {
                row: row.number,
                column: names.get(at).cloned().unwrap_or_default(),
                value: short(cell(row, at)),
            });
        }
    }
    Ok(())
}

/// `nbcap, freq`: on how many lists, but not on which.
fn times_only(names: &[String], count: Option<usize>, rows: &[Row]) -> Option<Refusal> {
    let times = names.iter().position(|name| name.to_lowercase() == "nbcap")?;
    let (mut once, mut twice, mut seen) = (0u64, 0u64, 0u64);
    for row in rows {
        let people = count.and_then(|at| cell(row, at).parse::<u64>().ok())?;
        match cell(row, times).parse::<u64>().ok()? {
            0 => continue,
            1 => once = once.saturating_add(people),
            2 => twice = twice.saturating_add(people),
            _ => {}
        }
        seen = seen.saturating_add(people);
    }
    Some(Refusal::TimesOnly { least: chao::from_times(seen, once, twice).total.round() as u64, seen })
}

fn pattern(row: &Row, lists: &[usize], names: &[String]) -> Result<Pattern, Refusal> {
    let mut pattern = 0;
    for (bit_at, at) in lists.iter().enumerate() {
        let value = cell(row, *at);
        let on = bit(value).ok_or_else(|| Refusal::NotZeroOrOne {
            row: row.number,
            column: names.get(*at).cloned().unwrap_or_default(),
            value: short(value),
        })?;
        pattern |= u32::from(on) << bit_at;
    }
    Ok(pattern)
}

/// How many people a row stands for; none for the row of nobody with an empty count.
fn people(
    row: &Row,
    count: Option<usize>,
    names: &[String],
    pattern: Pattern,
) -> Result<Option<u64>, Refusal> {
    let Some(at) = count else { return Ok(Some(1)) };
    let value = cell(row, at);
    if value.is_empty() || matches!(value, "NA" | "NaN" | "null") {
        return if pattern == 0 { Ok(None) } else { Err(Refusal::MissingCount { row: row.number }) };
    }
    let wrong = || Refusal::NotACount {
        row: row.number,
        column: names.get(at).cloned().unwrap_or_default(),
        value: short(value),
    };
    let whole = value.strip_suffix(".0").unwrap_or(value);
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    match whole.parse::<u64>() {
        Ok(people) if people <= MOST_PEOPLE => Ok(Some(people)),
        _ => Err(Refusal::TooMany { most: MOST_PEOPLE }),
    }
}

/// Names with one stem and the numbers 1, 2, 3 … of at least five columns.
fn in_order(names: &[String]) -> bool {
    let parts = |name: &String| {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let number = name.get(stem.len()..).and_then(|digits| digits.parse::<u64>().ok());
        number.map(|number| (stem, number))
    };
    let parts: Option<Vec<(String, u64)>> = names.iter().map(parts).collect();
    let of_survey =
        |stem: &str| matches!(stem, "p" | "c" | "t" | "day" | "occ" | "occasion" | "week" | "visit");
    parts.is_some_and(|parts| {
        parts.len() >= 5
            && parts.first().is_some_and(|(stem, _)| of_survey(&stem.to_lowercase()))
            && parts.windows(2).all(|two| matches!(two, [a, b] if a.0 == b.0 && a.1 < b.1))
    })
}

fn merge(table: OverlapTable, derived: &[Vec<String>], named: &[String]) -> Result<OverlapTable, Refusal> {
    let mut table = table;
    for same in derived {
        let mut places = Vec::with_capacity(same.len());
        for name in same {
            let of = |list: &String| list == name || list.split('+').any(|part| part == name);
            let place = table
                .lists()
                .iter()
                .position(of)
                .ok_or_else(|| Refusal::NoColumn { name: name.clone(), columns: listed(named) })?;
            places.push(place);
        }
        places.sort_unstable();
        places.dedup();
        if places.len() > 1 {
            table = table.merged(&places)?;
        }
    }
    Ok(table)
}

/// A list with nobody on it says nothing.
fn without_empty(table: OverlapTable, notes: &mut Vec<String>) -> Result<OverlapTable, Refusal> {
    let kept: Vec<usize> = (0..table.width()).filter(|list| table.on_all(1 << list) > 0).collect();
    if kept.len() == table.width() {
        return Ok(table);
    }
    let empty: Vec<&str> = (0..table.width())
        .filter(|list| !kept.contains(list))
        .filter_map(|list| table.lists().get(list).map(String::as_str))
        .collect();
    notes.push(format!("Nobody is on {}; left out.", empty.join(", ")));
    table.only(&kept)
}

/// The columns' names in a sentence, cut where they get long.
fn listed(names: &[String]) -> String {
    let mut said: Vec<String> = names.iter().take(20).map(|name| short(name)).collect();
    if names.len() > said.len() {
        said.push(format!("and {} more", names.len() - said.len()));
    }
    said.join(", ")
}

fn short(text: &str) -> String {
    let cut: String = text.chars().take(40).collect();
    if cut.len() < text.len() { cut + "…" } else { cut }
}
