//! Candidate pairs: rows that share a key, or a combination of keys where one key alone is shared by too many.
//!
//! Keys are made to survive slips of the pen: a rare spelling takes the key of the usual one a letter away, dates
//! and codes have keys for their parts, whole names for each pair of their words.

mod keys;

use crate::compare::Prepared;
use crate::table::Table;
use keys::{Stream, streams};
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
    /// Pairs within one list too.
    pub within_lists: bool,
}

/// Candidate pairs (smaller row first), sorted, each once.
pub fn candidates(table: &Table, prepared: &Prepared, wanted: Wanted) -> (Vec<(u32, u32)>, BlockingReport) {
    let streams = streams(prepared);
    let blocks: Vec<Blocks> = streams.iter().map(|stream| Blocks::of(stream, prepared.rows)).collect();
    let cap = cap(&blocks, prepared.rows, wanted);
    let mut rules = Vec::new();
    let mut pairs: Vec<u64> = Vec::new();
    let mut given = 0;
    let mut emit = |name: String, found: (Vec<u64>, u64)| {
        rules.push(Rule { name, pairs: found.0.len() as u64, too_large: found.1 });
        pairs.extend(found.0);
    };
    let in_lists = |a: u32, b: u32| wanted.within_lists || table.list(a) != table.list(b);
    for (stream, blocks) in streams.iter().zip(&blocks) {
        let mut found = Vec::new();
        let mut too_large = 0;
        for block in blocks.iter() {
            if block.len() <= cap {
                push_pairs(block, in_lists, &mut found);
            } else {
                too_large += block.len() as u64;
            }
        }
        given += found.len() as u64;
        emit(stream.name.clone(), (found, too_large));
    }
    let combinations: Vec<(usize, usize)> = (0..streams.len())
        .flat_map(|one| (one + 1..streams.len()).map(move |other| (one, other)))
        .filter(|&(one, other)| match (streams.get(one), streams.get(other)) {
            (Some(one), Some(other)) => one.fields & other.fields == 0,
            _ => false,
        })
        .collect();
    let combine = Combine { streams: &streams, blocks: &blocks, cap };
    let combined_cap = combine.cap(&combinations, budget(prepared.rows).saturating_sub(given));
    let combined: Vec<(Vec<u64>, u64)> = combinations
        .par_iter()
        .map(|&(one, other)| {
            let mut found = Vec::new();
            let mut too_large = 0;
            combine.each(one, other, 1, &mut |rows| {
                if rows.len() <= combined_cap {
                    push_pairs(rows, in_lists, &mut found);
                } else {
                    too_large += rows.len() as u64;
                }
            });
            (found, too_large)
        })
        .collect();
    for (&(one, other), found) in combinations.iter().zip(combined) {
        let name = |at: usize| streams.get(at).map_or("", |stream| stream.name.as_str());
        emit(format!("{} + {}", name(one), name(other)), found);
    }
    pairs.par_sort_unstable();
    pairs.dedup();
    let report = BlockingReport { rules, pairs: pairs.len() as u64, completeness: None };
    (pairs.into_iter().map(|pair| ((pair >> 32) as u32, pair as u32)).collect(), report)
}

/// Pairs that combinations may give, those that several give counted each time. A small table is looked through as far as
/// there is anything to find; the pairs of a large one must be held.
fn budget(rows: u32) -> u64 {
    /// Pairs that any machine holds.
    const HELD: u64 = 12_000_000;
    /// Pairs for each row of a table for which [`HELD`] is too few.
    const LARGE: u64 = 20;
    HELD.max(u64::from(rows) * LARGE)
}

/// Keys combined, where one alone is shared by too many rows.
struct Combine<'a> {
    streams: &'a [Stream],
    blocks: &'a [Blocks],
    /// Rows up to which a single key's block was taken whole.
    cap: usize,
}

impl Combine<'_> {
    /// Calls `take` with the rows of each combination of two keys, or of three where two are still shared by too many.
    /// `of`: only every so manieth key of the first stream, by its hash.
    fn each(&self, one: usize, other: usize, of: u64, take: &mut dyn FnMut(&[u32])) {
        let (Some(a), Some(b)) = (self.blocks.get(one), self.blocks.get(other)) else { return };
        let mut entries: Vec<(u64, u32)> = Vec::new();
        for (key, block) in a.iter().enumerate().filter(|(_, block)| block.len() > self.cap) {
            if of > 1 && !hash(&key.to_le_bytes()).is_multiple_of(of) {
                continue;
            }
            for &row in block {
                for &second in keys_of(self.streams, other, row) {
                    if b.size(second) > self.cap {
                        entries.push(((key as u64) << 32 | u64::from(second), row));
                    }
                }
            }
        }
        entries.sort_unstable();
        let mut rows = Vec::new();
        for group in entries.chunk_by(|x, y| x.0 == y.0).filter(|group| group.len() > 1) {
            rows.clear();
            rows.extend(group.iter().map(|entry| entry.1));
            rows.dedup();
            if rows.len() <= self.cap {
                take(&rows);
                continue;
            }
            // Still too many: a third key from another field.
            let taken = fields_of(self.streams, one) | fields_of(self.streams, other);
            for third in other + 1..self.streams.len() {
                if fields_of(self.streams, third) & taken == 0 {
                    self.third(third, &rows, take);
                }
            }
        }
    }

    fn third(&self, third: usize, rows: &[u32], take: &mut dyn FnMut(&[u32])) {
        let Some(c) = self.blocks.get(third) else { return };
        let mut parts: Vec<(u32, u32)> = Vec::new();
        for &row in rows {
            for &key in keys_of(self.streams, third, row) {
                if c.size(key) > self.cap {
                    parts.push((key, row));
                }
            }
        }
        parts.sort_unstable();
        let mut part = Vec::new();
        for group in parts.chunk_by(|x, y| x.0 == y.0) {
            part.clear();
            part.extend(group.iter().map(|entry| entry.1));
            part.dedup();
            take(&part);
        }
    }

    /// The largest block of combined keys that keeps within the pairs that are left, by a sample of the keys of tables
    /// that are large enough to need it.
    fn cap(&self, combinations: &[(usize, usize)], left: u64) -> usize {
        const SAMPLE: u64 = 8;
        let mut sizes = vec![0u64; self.cap + 1];
        let counted: Vec<Vec<u64>> = combinations
            .par_iter()
            .map(|&(one, other)| {
                let mut sizes = vec![0u64; self.cap + 1];
                self.each(one, other, SAMPLE, &mut |rows| {
                    if let Some(place) = sizes.get_mut(rows.len()) {
                        *place += (rows.len() * rows.len().saturating_sub(1) / 2) as u64;
                    }
                });
                sizes
            })
            .collect();
        for counted in counted {
            for (sum, pairs) in sizes.iter_mut().zip(counted) {
                *sum += pairs * SAMPLE;
            }
        }
        let mut sum = 0;
        let fits = sizes.iter().take_while(|pairs| {
            sum += **pairs;
            sum <= left
        });
        fits.count().saturating_sub(1).max(2.min(self.cap))
    }
}

fn keys_of(streams: &[Stream], at: usize, row: u32) -> &[u32] {
    streams.get(at).map_or(&[], |stream| stream.keys(row))
}

fn fields_of(streams: &[Stream], at: usize) -> u32 {
    streams.get(at).map_or(0, |stream| stream.fields)
}

fn push_pairs(rows: &[u32], wanted: impl Fn(u32, u32) -> bool, found: &mut Vec<u64>) {
    for (at, &a) in rows.iter().enumerate() {
        for &b in rows.iter().skip(at + 1) {
            if wanted(a, b) {
                found.push(u64::from(a.min(b)) << 32 | u64::from(a.max(b)));
            }
        }
    }
}

/// The largest block that single keys may have without giving more than half of the wanted pairs.
fn cap(blocks: &[Blocks], rows: u32, wanted: Wanted) -> usize {
    let most = (u64::from(rows) * u64::from(wanted.pairs_per_row) / 2).min(budget(rows) / 2);
    let largest = wanted.largest_block.max(2) as usize;
    let mut pairs_of_size = vec![0u64; largest + 1];
    for block in blocks.iter().flat_map(Blocks::iter) {
        if let Some(place) = pairs_of_size.get_mut(block.len()) {
            *place += (block.len() * block.len().saturating_sub(1) / 2) as u64;
        }
    }
    let mut sum = 0;
    for (size, pairs) in pairs_of_size.iter().enumerate() {
        sum += pairs;
        if sum > most {
            return size.saturating_sub(1).max(8.min(largest));
        }
    }
    largest
}

/// Rows of each key of a stream.
struct Blocks {
    ends: Vec<u32>,
    rows: Vec<u32>,
}

impl Blocks {
    fn of(stream: &Stream, rows: u32) -> Self {
        let mut counts = vec![0u32; stream.count as usize + 1];
        for row in 0..rows {
            for &key in stream.keys(row) {
                if let Some(count) = counts.get_mut(key as usize + 1) {
                    *count += 1;
                }
            }
        }
        let mut sum = 0;
        for count in &mut counts {
            sum += *count;
            *count = sum;
        }
        let mut filled = vec![0u32; sum as usize];
        let mut next = counts.clone();
        for row in 0..rows {
            for &key in stream.keys(row) {
                if let Some(place) = next.get_mut(key as usize) {
                    if let Some(cell) = filled.get_mut(*place as usize) {
                        *cell = row;
                    }
                    *place += 1;
                }
            }
        }
        Self { ends: counts, rows: filled }
    }

    fn iter(&self) -> impl Iterator<Item = &[u32]> {
        self.ends.windows(2).map(|ends| match ends {
            [start, end] => self.rows.get(*start as usize..*end as usize).unwrap_or(&[]),
            _ => &[],
        })
    }

    fn size(&self, key: u32) -> usize {
        let at = key as usize;
        match (self.ends.get(at), self.ends.get(at + 1)) {
            (Some(start), Some(end)) => (end - start) as usize,
            _ => 0,
        }
    }
}
