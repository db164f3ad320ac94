//! Records that come later, against all that are known, at once: what a person at a telephone needs before saving, and what
//! the next list needs.
//!
//! Everything that is counted was counted when the index was made: how rare values are, how telling words are. Whether two
//! records are compared, and what they weigh, then depends on the two alone: not on what else is there, nor on the order
//! or the number of pieces in which records came. So matching new records to an index gives the very pairs that making
//! everything anew over the same counts would give.

mod dropped;
mod grow;
mod leads;
mod tokens;

use crate::compare::Census;
use crate::edge::Levels;
use crate::kind::FieldKind;
use crate::model::Model;
use crate::refusal::Refusal;
use crate::score::{Scorer, probability};
use crate::table::{Builder, Table};
pub use grow::{Grown, census, grow};
use leads::{Leads, PARTS};
use rustc_hash::FxHashSet;

/// A known record that may be the one asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// Its row; rows that were added follow those of the table.
    pub row: u32,
    /// log2 odds that they are one person.
    pub weight: f32,
    /// The same as a probability.
    pub probability: f32,
    /// Level of each comparison.
    pub levels: Levels,
}

/// The records of a table made ready to be asked for one at a time.
pub struct Against<'m> {
    model: &'m Model,
    table: &'m Table,
    census: Census,
    leads: Vec<Option<Leads>>,
    added: Vec<Added>,
    gone: FxHashSet<u32>,
    /// Two records are compared when their like words are worth this much together.
    enough: u32,
}

/// A record that came later.
struct Added {
    list: Box<str>,
    cells: Vec<Box<str>>,
}

/// Room for one question after another; each thread needs its own.
#[derive(Debug, Default)]
pub struct Room {
    sums: Vec<u32>,
    touched: Vec<u32>,
    /// How many records were compared for the last question.
    pub compared: usize,
}

/// Two records are compared when what they share is worth so many bits: where words fall as if by chance, one record in
/// 2^bits shares so much with another. Short lists can be looked through more widely than long ones.
fn enough(rows: u32) -> u32 {
    ((1.3 * f64::from(rows.max(2)).log2() - 7.0).max(1.0) * PARTS) as u32
}

/// Pairs less probable than this are not worth a look.
const FAINTEST: f64 = 0.01;

impl<'m> Against<'m> {
    /// Makes the index; the records of the table are those that are counted. Takes a second or two for a million records;
    /// asking then takes a millisecond.
    ///
    /// # Errors
    /// A table that lacks a column of the model.
    pub fn new(model: &'m Model, table: &'m Table) -> Result<Self, Refusal> {
        let census = Census::of(model, table)?;
        let compared = |name: &str| {
            model.comparisons.iter().any(|comparison| comparison.columns.iter().any(|column| column == name))
        };
        let kind_of = |name: &str| model.config.fields.get(name).copied().unwrap_or(FieldKind::Text);
        let leads = table
            .columns
            .iter()
            .map(|column| compared(&column.name).then(|| Leads::of(kind_of(&column.name), column)));
        Ok(Self {
            model,
            leads: leads.collect(),
            census,
            table,
            added: Vec::new(),
            gone: FxHashSet::default(),
            enough: enough(table.rows()),
        })
    }

    /// Names of the columns, in the order in which cells are given.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.table.columns.iter().map(|column| column.name.as_str())
    }

    /// How many records are known.
    pub fn rows(&self) -> u32 {
        self.table.rows() + self.added.len() as u32
    }

    /// Adds a record of a list; its row.
    pub fn add(&mut self, list: &str, cells: &[&str]) -> u32 {
        let row = self.rows();
        let cells: Vec<Box<str>> = (0..self.table.columns.len())
            .map(|column| cells.get(column).map(|cell| cell.trim()).unwrap_or_default().into())
            .collect();
        for (leads, cell) in self.leads.iter_mut().zip(&cells) {
            if let Some(leads) = leads.as_mut().filter(|_| !cell.is_empty()) {
                leads.add(cell, row);
            }
        }
        self.added.push(Added { list: list.into(), cells });
        row
    }

    /// A record that is no more: it stays counted, and is not found.
    pub fn forget(&mut self, row: u32) {
        self.gone.insert(row);
    }

    /// The known records that may be this one, the most probable first. Blank cells say nothing.
    ///
    /// # Errors
    /// None in practice: the model fitted the table when the index was made.
    pub fn matches(&self, room: &mut Room, list: &str, cells: &[&str]) -> Result<Vec<Match>, Refusal> {
        self.matches_before(room, self.rows(), list, cells)
    }

    /// The records before this one, which was added, that may be the same.
    ///
    /// # Errors
    /// As for [`Self::matches`].
    pub fn matches_of(&self, room: &mut Room, row: u32) -> Result<Vec<Match>, Refusal> {
        let columns = self.table.columns.len();
        let cells: Vec<&str> = (0..columns).map(|column| self.cell(row, column)).collect();
        self.matches_before(room, row, self.list(row), &cells)
    }

    fn matches_before(
        &self,
        room: &mut Room,
        before: u32,
        list: &str,
        cells: &[&str],
    ) -> Result<Vec<Match>, Refusal> {
        let rows = self.candidates(room, before, list, cells);
        let mut found = self.compared(&rows, list, cells)?;
        found.retain(|found| f64::from(found.probability) >= FAINTEST);
        found.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.row.cmp(&other.row)));
        Ok(found)
    }

    /// What these records weigh with this one, whatever they share.
    ///
    /// # Errors
    /// As for [`Self::matches`].
    pub fn compared(&self, rows: &[u32], list: &str, cells: &[&str]) -> Result<Vec<Match>, Refusal> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let columns = self.table.columns.len();
        let mut builder = Builder::new(self.columns());
        let own = builder.list(list);
        builder.row("", own, cells.iter().copied());
        for row in rows {
            let list = builder.list(self.list(*row));
            builder.row("", list, (0..columns).map(|column| self.cell(*row, column)));
        }
        let few = builder.finish();
        let scorer = Scorer::counted(self.model, &few, &self.census)?;
        let weigh = |(at, row): (u32, &u32)| {
            // Which of the two is asked about must not matter, so the pair has an order of its own.
            let theirs = (0..columns).map(|column| self.cell(*row, column));
            let own = cells.iter().map(|cell| cell.trim()).chain(std::iter::repeat("")).take(columns);
            let (a, b) = if theirs.lt(own) { (at, 0) } else { (0, at) };
            let weight = scorer.parts(a, b).total;
            Match {
                row: *row,
                weight: weight as f32,
                probability: probability(weight) as f32,
                levels: scorer.levels(a, b),
            }
        };
        Ok((1u32..).zip(rows).map(weigh).collect())
    }

    fn list(&self, row: u32) -> &str {
        match row.checked_sub(self.table.rows()) {
            Some(added) => self.added.get(added as usize).map_or("", |added| &added.list),
            None => self.table.lists.get(usize::from(self.table.list(row))).map_or("", String::as_str),
        }
    }

    fn cell(&self, row: u32, column: usize) -> &str {
        match row.checked_sub(self.table.rows()) {
            Some(added) => self
                .added
                .get(added as usize)
                .and_then(|added| added.cells.get(column))
                .map_or("", |cell| cell),
            None => self.table.columns.get(column).and_then(|column| column.written(row)).unwrap_or_default(),
        }
    }

    /// The records whose words are like enough.
    fn candidates(&self, room: &mut Room, before: u32, list: &str, cells: &[&str]) -> Vec<u32> {
        room.sums.resize(self.rows() as usize, 0);
        let Room { sums, touched, compared } = room;
        touched.clear();
        for (leads, cell) in self.leads.iter().zip(cells) {
            let Some(leads) = leads.as_ref().filter(|_| !cell.trim().is_empty()) else { continue };
            leads.find(cell.trim(), |row, worth| {
                if let Some(sum) = sums.get_mut(row as usize) {
                    if *sum == 0 {
                        touched.push(row);
                    }
                    *sum = sum.saturating_add(worth);
                }
            });
        }
        let across = !self.model.config.within_lists;
        let mut found = Vec::new();
        for row in touched.drain(..) {
            let Some(sum) = sums.get_mut(row as usize).map(std::mem::take) else { continue };
            if sum >= self.enough
                && row < before
                && !self.gone.contains(&row)
                && !(across && self.list(row) == list)
            {
                found.push(row);
            }
        }
        found.sort_unstable();
        *compared = found.len();
        found
    }
}
