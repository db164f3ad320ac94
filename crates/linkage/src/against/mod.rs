//! One record against all that are known, at once: what a person at a telephone needs before saving. Records are found by
//! leads (words and their near spellings, sounds, parts of dates), the best of them are compared in full by the model.
//!
//! How rare a value is was settled when the index was made. A record that is added later is found like any other, and the
//! weight of a pair does not depend on what was added between.

mod leads;
mod tokens;

use crate::compare::{Field, Forms, Prepared};
use crate::edge::Levels;
use crate::kind::FieldKind;
use crate::model::Model;
use crate::refusal::Refusal;
use crate::score::Scorer;
use crate::table::{Builder, MISSING, Table};
use leads::Leads;
use rustc_hash::FxHashMap;

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
    table: Table,
    prepared: Prepared,
    /// Row of the first record with each text of a column, to find how rare a text is.
    first_with: Vec<FxHashMap<Box<str>, u32>>,
    /// How rare words of whole names are, by comparison.
    words: Vec<FxHashMap<Box<[u8]>, f32>>,
    leads: Vec<Option<Leads>>,
    added: Vec<Vec<String>>,
    scratch: Vec<f32>,
}

/// So many records are compared in full.
const COMPARED: usize = 24;
/// And none that shares less than this part of what the best one shares: comparing costs far more than finding.
const SHARED: f32 = 0.4;
/// Pairs less probable than this are not worth a look.
const FAINTEST: f32 = 0.01;

impl<'m> Against<'m> {
    /// Makes the index. Takes seconds for a million records; asking then takes a millisecond.
    ///
    /// # Errors
    /// A table that lacks a column of the model.
    pub fn new(model: &'m Model, table: Table) -> Result<Self, Refusal> {
        let prepared = Scorer::new(model, &table)?.into_prepared();
        let compared = |name: &str| {
            model.comparisons.iter().any(|comparison| comparison.columns.iter().any(|column| column == name))
        };
        let kind_of = |name: &str| model.config.fields.get(name).copied().unwrap_or(FieldKind::Text);
        let leads = table
            .columns
            .iter()
            .map(|column| compared(&column.name).then(|| Leads::of(kind_of(&column.name), column)));
        let first_with = table.columns.iter().map(|column| {
            let mut first: Vec<u32> = vec![u32::MAX; column.values.len()];
            for (row, cell) in column.cells.iter().enumerate().rev().filter(|(_, cell)| **cell != MISSING) {
                if let Some(slot) = first.get_mut(*cell as usize) {
                    *slot = row as u32;
                }
            }
            column.values.iter().map(Box::from).zip(first).collect()
        });
        let words = prepared.fields.iter().map(|field| match &field.forms {
            Forms::People(people) => (0..people.words.len() as u32)
                .map(|word| {
                    let rarity = people.rarity.get(word as usize).copied().unwrap_or_default();
                    (Box::from(people.words.get(word)), rarity)
                })
                .collect(),
            _ => FxHashMap::default(),
        });
        Ok(Self {
            model,
            first_with: first_with.collect(),
            words: words.collect(),
            leads: leads.collect(),
            scratch: vec![0.0; table.rows() as usize],
            prepared,
            table,
            added: Vec::new(),
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

    /// The known records that may be this one, the most probable first. Blank cells say nothing.
    ///
    /// # Errors
    /// None in practice: the model fitted the table when the index was made.
    pub fn matches(&mut self, cells: &[&str]) -> Result<Vec<Match>, Refusal> {
        let rows = self.candidates(cells);
        let names = self.table.columns.iter().map(|column| column.name.as_str());
        let mut builder = Builder::new(names);
        builder.row("", 0, cells.iter().copied());
        for row in &rows {
            builder.row("", 0, (0..self.table.columns.len()).map(|column| self.cell(*row, column)));
        }
        let small = builder.finish();
        let mut scorer = Scorer::new(self.model, &small)?;
        for (number, field) in scorer.prepared_mut().fields.iter_mut().enumerate() {
            self.settle_rarity(number, field, &rows, cells);
        }
        let mut found: Vec<Match> = (1u32..)
            .zip(&rows)
            .map(|(at, row)| {
                let edge = scorer.edge(0, at);
                Match { row: *row, weight: edge.weight, probability: edge.probability, levels: edge.levels }
            })
            .filter(|found| found.probability >= FAINTEST)
            .collect();
        found.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.row.cmp(&other.row)));
        Ok(found)
    }

    /// Adds a record; its row.
    pub fn add(&mut self, cells: &[&str]) -> u32 {
        let row = self.rows();
        let cells: Vec<String> = (0..self.table.columns.len())
            .map(|column| cells.get(column).map(|cell| cell.trim().to_owned()).unwrap_or_default())
            .collect();
        for (leads, cell) in self.leads.iter_mut().zip(&cells) {
            if let Some(leads) = leads.as_mut().filter(|_| !cell.is_empty()) {
                leads.add(cell, row);
            }
        }
        self.added.push(cells);
        self.scratch.push(0.0);
        row
    }

    fn cell(&self, row: u32, column: usize) -> &str {
        match row.checked_sub(self.table.rows()) {
            Some(added) => self
                .added
                .get(added as usize)
                .and_then(|cells| cells.get(column))
                .map(String::as_str)
                .unwrap_or_default(),
            None => self.table.columns.get(column).and_then(|column| column.written(row)).unwrap_or_default(),
        }
    }

    /// The records that most leads point to.
    fn candidates(&mut self, cells: &[&str]) -> Vec<u32> {
        let rows = self.table.rows();
        let mut touched: Vec<u32> = Vec::new();
        for (leads, cell) in self.leads.iter().zip(cells) {
            let Some(leads) = leads.as_ref().filter(|_| !cell.trim().is_empty()) else { continue };
            for found in leads.from(cell.trim(), rows) {
                let (first, later) = leads.records(found.lead);
                for row in first.iter().chain(later) {
                    if let Some(sum) = self.scratch.get_mut(*row as usize) {
                        if *sum == 0.0 {
                            touched.push(*row);
                        }
                        *sum += found.worth;
                    }
                }
            }
        }
        let mut ranked: Vec<(f32, u32)> = Vec::with_capacity(touched.len());
        for row in touched {
            if let Some(sum) = self.scratch.get_mut(row as usize) {
                ranked.push((*sum, row));
                *sum = 0.0;
            }
        }
        let order =
            |one: &(f32, u32), other: &(f32, u32)| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1));
        if ranked.len() > COMPARED {
            ranked.select_nth_unstable_by(COMPARED, order);
            ranked.truncate(COMPARED);
        }
        ranked.sort_by(order);
        let least = ranked.first().map_or(0.0, |(best, _)| best * SHARED);
        ranked.retain(|(sum, _)| *sum >= least);
        ranked.into_iter().map(|(_, row)| row).collect()
    }

    /// Puts how rare values are among all records in the place of how rare they are among the few compared here.
    fn settle_rarity(&self, number: usize, field: &mut Field, rows: &[u32], cells: &[&str]) {
        let Some(whole) = self.prepared.fields.get(number) else { return };
        let own = field.planned.columns.first().cloned().unwrap_or_default();
        let column = self.table.columns.iter().position(|column| column.name == own);
        if let Forms::People(people) = &mut field.forms {
            let Some(known) = self.words.get(number) else { return };
            let unknown = known.values().copied().fold(0.0, f32::max);
            let rarity: Vec<f32> = (0..people.words.len() as u32)
                .map(|word| known.get(people.words.get(word)).copied().unwrap_or(unknown))
                .collect();
            people.rarity = rarity;
            return;
        }
        let rarest = whole.rarity.iter().copied().fold(0.0, f32::max);
        let values = field.rarity.len();
        let mut rarity = vec![rarest; values];
        let mut near = vec![rarest; values];
        let mut take = |value: u32, row: u32| {
            let there = whole.cell(row) as usize;
            for (to, from) in [(&mut rarity, &whole.rarity), (&mut near, &whole.rarity_near)] {
                if let (Some(slot), Some(known)) = (to.get_mut(value as usize), from.get(there)) {
                    *slot = *known;
                }
            }
        };
        // The record asked about and those that came later are looked up by what is written.
        let written = (0u32..1).map(|at| (at, u32::MAX)).chain((1u32..).zip(rows.iter().copied()));
        for (at, row) in written {
            let value = field.cells.get(at as usize).copied().unwrap_or(MISSING);
            if value == MISSING {
                continue;
            }
            if row < self.table.rows() {
                take(value, row);
                continue;
            }
            let Some(column) = column else { continue };
            let text = if row == u32::MAX {
                cells.get(column).copied().unwrap_or_default()
            } else {
                self.cell(row, column)
            };
            if let Some(first) = self.first_with.get(column).and_then(|texts| texts.get(text.trim())) {
                take(value, *first);
            }
        }
        (field.rarity, field.rarity_near) = (rarity, near);
    }
}
