//! Candidate pairs: rows that share a combination of keys.
//!
//! Keys are made to survive slips of the pen: a rare spelling takes the key of the usual one a letter away, dates
//! and codes have keys for their parts, whole names for each pair of their words. Which combinations of keys are used is
//! learnt from the lists themselves. Pairs are never held all at once: they are handed out row by row.

mod choose;
mod complete;
mod index;
mod keys;
mod probe;
mod support;

use crate::compare::Prepared;
use crate::edge::Edge;
use crate::model::Model;
use crate::table::Table;
use choose::{Chosen, Means, choose};
use complete::{Rules, completeness};
use index::{Index, Limits, Often};
use keys::{Stream, mixed, streams};
pub(crate) use keys::{deletions, hash};
use rayon::prelude::*;

/// How candidate pairs were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlockingReport {
    /// Each key or combination of keys.
    pub rules: Vec<Rule>,
    /// Distinct candidate pairs.
    pub pairs: u64,
    /// Estimated share of the pairs of one person that are among the candidates; `None` if it cannot be told.
    pub completeness: Option<f64>,
    /// Why not, if it cannot.
    pub untold: Option<String>,
}

/// One key or combination of keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// In words.
    pub name: String,
    /// Pairs that it gave, those that other rules gave as well included.
    pub pairs: u64,
    /// Rows in blocks that stayed too large for this rule.
    pub too_large: u64,
}

/// Which pairs are wanted at all.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Rows of a block, at most.
    pub largest_block: u32,
    /// Pairs for each row, on average, at most.
    pub pairs_per_row: u32,
    /// Rows of a table up to which every key and every combination of two is used.
    pub every_key_up_to: u32,
    /// Pairs within one list too.
    pub within_lists: bool,
}

/// The probability that two rows are one person, as far as can be said.
pub(crate) type Likely<'a> = dyn Fn(u32, u32) -> f64 + Sync + 'a;

/// Pairs that seem less probable than this are not looked for.
const FAINT: f64 = 0.0001;

/// The candidate pairs of a table.
pub(crate) struct Candidates<'a> {
    indexes: Vec<Index>,
    names: Vec<String>,
    prepared: &'a Prepared,
    streams: Vec<Stream<'a>>,
    rules: Rules,
    rows: u32,
    /// The list of each row when only pairs across lists are wanted.
    across: Option<&'a [u16]>,
    /// Rules that must give a pair, at least.
    support: u32,
}

/// Every key that few rows share, and all combinations of two that more do; of three where two are still shared by too many.
fn all(streams: &[Stream], rows: u32, largest: u32) -> (Vec<String>, Vec<Index>) {
    let mut rules: Vec<(usize, Option<usize>)> = (0..streams.len()).map(|one| (one, None)).collect();
    for (one, stream) in streams.iter().enumerate() {
        let apart =
            streams.iter().enumerate().skip(one + 1).filter(|(_, other)| other.fields & stream.fields == 0);
        rules.extend(apart.map(|(other, _)| (one, Some(other))));
    }
    let often: Vec<Often> = streams.par_iter().map(|stream| Often::of(stream, rows, largest)).collect();
    let made: Vec<(String, Index)> = rules
        .par_iter()
        .filter_map(|&(one, other)| {
            let first = streams.get(one)?;
            let Some(other) = other else {
                let limits = Limits { largest, keys_above: 1, parts: &[] };
                return Some((first.name.clone(), Index::of(&[first], rows, limits)));
            };
            let second = streams.get(other)?;
            let taken = first.fields | second.fields;
            let parts: Vec<&Stream> =
                streams.iter().skip(other + 1).filter(|third| third.fields & taken == 0).collect();
            let limits = Limits { largest, keys_above: largest, parts: &parts };
            let index = Index::of_both(often.get(one)?, often.get(other)?, rows, limits);
            Some((format!("{} + {}", first.name, second.name), index))
        })
        .collect();
    made.into_iter().unzip()
}

/// The largest block that single keys may have without giving more than half of the wanted pairs.
fn largest(streams: &[Stream], rows: u32, wanted: Wanted) -> u32 {
    let most = u64::from(rows) * u64::from(wanted.pairs_per_row) / 2;
    let largest = wanted.largest_block.max(2);
    let mut pairs_of_size = vec![0u64; largest as usize + 1];
    for size in streams.iter().flat_map(Stream::sizes) {
        if let Some(place) = pairs_of_size.get_mut(size as usize) {
            *place += u64::from(size) * u64::from(size.saturating_sub(1)) / 2;
        }
    }
    let mut sum = 0;
    for (size, pairs) in (0u32..).zip(pairs_of_size) {
        sum += pairs;
        if sum > most {
            return size.saturating_sub(1).max(8.min(largest));
        }
    }
    largest
}

/// These combinations.
fn few(streams: &[Stream], chosen: &[Chosen], rows: u32) -> (Vec<String>, Vec<Index>) {
    chosen
        .par_iter()
        .map(|one| {
            let used: Vec<&Stream> = streams
                .iter()
                .enumerate()
                .filter(|(at, _)| one.streams >> at & 1 == 1)
                .map(|(_, stream)| stream)
                .collect();
            let names: Vec<&str> = used.iter().map(|stream| stream.name.as_str()).collect();
            let limits = Limits { largest: one.largest.max(2), keys_above: 1, parts: &[] };
            (names.join(" + "), Index::of(&used, rows, limits))
        })
        .unzip()
}

/// Rows that are worked on at a time.
const PIECE: u32 = 65_536;

impl<'a> Candidates<'a> {
    /// Finds combinations of keys that bring likely pairs together.
    pub fn of(table: &'a Table, prepared: &'a Prepared, wanted: Wanted, likely: &Likely) -> Self {
        let across = (!wanted.within_lists).then_some(table.list_of.as_slice());
        let apart =
            |a: u32, b: u32| across.is_none_or(|lists| lists.get(a as usize) != lists.get(b as usize));
        let (mut streams, rows) = (streams(prepared), prepared.rows);
        streams.truncate(64);
        let (rules, (names, indexes)) = if rows <= wanted.every_key_up_to {
            let largest = largest(&streams, rows, wanted);
            (Rules::Every(largest), all(&streams, rows, largest))
        } else {
            let seen = probe::look(prepared, &streams, &|a, b| if apart(a, b) { likely(a, b) } else { 0.0 });
            // What combinations that pay are is learnt from what some rows share with others.
            let chosen = choose(&streams, seen, rows, means(rows, wanted));
            let made = few(&streams, &chosen, rows);
            (Rules::Few(chosen), made)
        };
        let every = matches!(rules, Rules::Every(_));
        let mut candidates = Self { indexes, names, prepared, streams, rules, rows, across, support: 1 };
        if every {
            candidates.support = candidates.support_of_likely(likely);
        }
        candidates
    }

    /// Pairs that the rules give, those that several give counted each time.
    pub fn given(&self) -> u64 {
        self.indexes.iter().map(|index| index.pairs).sum()
    }

    /// Calls `take` with each row and the later rows it makes pairs with (each once, in no particular order), for rows whose
    /// number passes `only`; results in the order of rows.
    pub fn by_row<T: Send>(
        &self,
        only: impl Fn(u32) -> bool + Sync,
        take: impl Fn(u32, &[u32], &mut Vec<T>) + Sync,
    ) -> Vec<T> {
        let piece = |from: u32| {
            let mut met = vec![u32::MAX; self.rows as usize];
            let (mut others, mut out) = (Vec::new(), Vec::new());
            for row in (from..self.rows.min(from.saturating_add(PIECE))).filter(|row| only(*row)) {
                if self.support > 1 {
                    self.supported(row, &mut met, &mut others);
                    others.retain(|&other| support::rules(&met, other) >= self.support);
                } else {
                    self.later(row, &mut met, &mut others);
                }
                self.keep_apart(row, &mut others);
                take(row, &others, &mut out);
            }
            out
        };
        if self.rows <= PIECE {
            return piece(0);
        }
        let pieces: Vec<Vec<T>> =
            (0..self.rows.div_ceil(PIECE)).into_par_iter().map(|number| piece(number * PIECE)).collect();
        pieces.into_iter().flatten().collect()
    }

    /// The later rows that some rule brings together with this one. `met`: the last row that each row was met from.
    fn later(&self, row: u32, met: &mut [u32], others: &mut Vec<u32>) {
        others.clear();
        for index in self.indexes.iter().filter(|index| index.pairs > 0) {
            index.later(row, |other| {
                if let Some(met) = met.get_mut(other as usize)
                    && *met != row
                {
                    *met = row;
                    others.push(other);
                }
            });
        }
    }

    /// Leaves out the rows of this one's list, if pairs within a list are not wanted.
    fn keep_apart(&self, row: u32, others: &mut Vec<u32>) {
        if let Some(lists) = self.across {
            others.retain(|&other| lists.get(row as usize) != lists.get(other as usize));
        }
    }

    /// Candidate pairs (smaller row first), sorted, each once; of every so manieth row only.
    pub fn pairs(&self, of: u64) -> Vec<(u32, u32)> {
        self.by_row(
            |row| u64::from(mixed(u64::from(row))).is_multiple_of(of.max(1)),
            |row, others, pairs| {
                let start = pairs.len();
                pairs.extend(others.iter().map(|&other| (row, other)));
                if let Some(new) = pairs.get_mut(start..) {
                    new.sort_unstable();
                }
            },
        )
    }

    /// How the pairs were found; `pairs` of them were distinct.
    pub fn report(&self, pairs: u64) -> BlockingReport {
        let rules = self
            .names
            .iter()
            .zip(&self.indexes)
            .map(|(name, index)| Rule { name: name.clone(), pairs: index.pairs, too_large: index.too_large })
            .collect();
        BlockingReport { rules, pairs, completeness: None, untold: None }
    }

    /// The blocks are needed no longer; how many pairs of one person they miss can still be told.
    pub fn missed(self) -> Missed<'a> {
        Missed { prepared: self.prepared, streams: self.streams, rules: self.rules }
    }
}

/// Tells how many pairs of one person are not among the candidates.
pub(crate) struct Missed<'a> {
    prepared: &'a Prepared,
    streams: Vec<Stream<'a>>,
    rules: Rules,
}

impl Missed<'_> {
    /// Writes the share of the pairs of one person that are candidates, judged by the edges, or why it cannot be told.
    pub fn tell(&self, edges: &[Edge], model: &Model, report: &mut BlockingReport) {
        match completeness(self.prepared, &self.streams, &self.rules, edges, model) {
            Ok(share) => report.completeness = Some(share),
            Err(why) => report.untold = Some(why),
        }
    }
}

/// What may be spent: the larger the table, the less for each row.
fn means(rows: u32, wanted: Wanted) -> Means {
    let (most, rows) = (f64::from(wanted.pairs_per_row), f64::from(rows.max(1)));
    Means {
        pairs_per_row: (most * 0.75).min(1.0 + 2_000_000.0 / rows),
        largest_block: wanted.largest_block,
        pairs_for_one: 400.0 * (1_000_000.0 / rows).clamp(1.0, 100.0).powf(1.5),
    }
}
