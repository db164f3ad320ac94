//! How many of the pairs of one person became candidates, told from the candidates alone.
//!
//! As animals are counted that are caught twice (Lincoln and Petersen): how often persons share a key of one field is seen
//! from the likely pairs that keys of *other* fields bring together as well, so that it does not matter that pairs which
//! share no key are never seen. From these shares it follows how often a pair shares no key at all. A pair that lacks
//! values is found less often and stands for more (Horvitz and Thompson). Slips are taken to fall on each field
//! independently; where they do not, more is lost than is said here. Never reads truth.

use super::choose::Chosen;
use super::keys::{Source, Stream, mixed};
use crate::compare::Prepared;
use crate::edge::Edge;
use crate::model::{Level, Model};
use crate::table::MISSING;
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::collections::BTreeMap;

/// Which combinations of keys were used.
pub(super) enum Rules {
    /// Every key, and combinations where more rows than so many share a key.
    Every(u32),
    /// These.
    Few(Vec<Chosen>),
}

/// Likely pairs that are looked at.
const LOOKED_AT: usize = 3_000;
/// Likely pairs that must be there, and that other fields must have brought together, for each field.
const ENOUGH: f64 = 30.0;
/// Made-up pairs, over all patterns of missing values, and for the rarest.
const DRAWS: f64 = 30_000.0;
const DRAWS_EACH: f64 = 100.0;
/// A pattern that is found more seldom stands for no more pairs than if it were found so often.
const SELDOM: f64 = 0.1;
/// From this weight of the other fields it does not hang on a field whether a pair is taken for one person.
const SURE: f64 = 2.0;
/// No row shares the key.
const NONE: u32 = u32::MAX;

/// A likely pair: its probability, the fields that both rows have, and for each stream how many rows share the rarest
/// key that both have.
struct Seen {
    probability: f64,
    both: u32,
    sizes: Vec<u32>,
    /// What each comparison says, log2.
    weights: Vec<f64>,
}

impl Seen {
    /// What the other fields say, log2.
    fn without(&self, fields: u32) -> f64 {
        let others = (0u32..).zip(&self.weights).filter(|(at, _)| fields >> at & 1 == 0);
        others.map(|(_, weight)| weight).sum()
    }
}

/// Fields whose keys hang together, as given and family name do, and what pairs found by other fields share of them.
struct Group<'a> {
    fields: u32,
    donors: Vec<&'a Seen>,
}

/// The estimated share of the pairs of one person that are candidates, or why it cannot be told. `edges` are
/// all that may be one person.
pub(super) fn completeness(
    prepared: &Prepared,
    streams: &[Stream],
    rules: &Rules,
    edges: &[Edge],
    model: &Model,
) -> Result<f64, String> {
    let step = edges.len().div_ceil(LOOKED_AT).max(1);
    let pairs: Vec<&Edge> = edges.iter().step_by(step).collect();
    let all: f64 = pairs.iter().map(|edge| f64::from(edge.probability)).sum();
    if all < ENOUGH {
        return Err(format!("fewer than {ENOUGH} likely pairs were seen"));
    }
    let seen = look(prepared, streams, &pairs, model);
    let start = (model.prior / (1.0 - model.prior)).log2();
    let held = Held { streams, rules, rows: f64::from(prepared.rows) };
    let mut groups: Vec<Group> = grouped(streams)
        .into_iter()
        .map(|fields| {
            let without = |one: &&Seen| {
                one.both & fields != 0
                    && start + one.without(fields) >= SURE
                    && held.by(|at, touches| {
                        if touches & fields == 0 { one.sizes.get(at).copied().unwrap_or(NONE) } else { NONE }
                    })
            };
            Group { fields, donors: seen.iter().filter(without).collect() }
        })
        .collect();
    // A field that few pairs have matters little.
    groups.retain(|group| {
        let have: f64 =
            seen.iter().filter(|one| one.both & group.fields != 0).map(|one| one.probability).sum();
        have > ENOUGH.max(0.05 * all)
    });
    let few = |group: &&Group| group.donors.iter().map(|one| one.probability).sum::<f64>() < ENOUGH;
    if let Some(group) = groups.iter().find(few) {
        let at = group.fields.trailing_zeros() as usize;
        let name = prepared.fields.get(at).map_or("", |field| field.planned.name.as_str());
        return Err(format!(
            "hardly any pairs are found and surely one person without \"{name}\", so nothing shows how many differ in it"
        ));
    }
    let mut patterns: BTreeMap<u32, f64> = BTreeMap::new();
    for one in &seen {
        *patterns.entry(one.both).or_default() += one.probability;
    }
    let mut real = 0.0;
    for (number, (&both, &weight)) in (0u64..).zip(&patterns) {
        let draws = (DRAWS * weight / all).max(DRAWS_EACH) as u32;
        real += weight / held.often(&groups, both, draws, number).max(SELDOM);
    }
    Ok((all / real).clamp(0.0, 1.0))
}

/// Fields that streams look at together, one mask for each.
fn grouped(streams: &[Stream]) -> Vec<u32> {
    let mut groups: Vec<u32> = Vec::new();
    for stream in streams {
        let mut joined = stream.fields;
        groups.retain(|group| {
            let apart = group & joined == 0;
            joined |= if apart { 0 } else { *group };
            apart
        });
        groups.push(joined);
    }
    groups
}

/// What the rows of each pair share.
fn look(prepared: &Prepared, streams: &[Stream], pairs: &[&Edge], model: &Model) -> Vec<Seen> {
    let mut seen: Vec<Seen> = pairs
        .iter()
        .map(|edge| {
            let mut both = 0;
            for (at, field) in prepared.fields.iter().enumerate() {
                both |= u32::from(field.cell(edge.a) != MISSING && field.cell(edge.b) != MISSING) << at;
            }
            let weights = model.comparisons.iter().enumerate().map(|(number, comparison)| {
                let level = edge.levels.level(number).and_then(|at| comparison.levels.get(at));
                level.map_or(0.0, Level::weight)
            });
            Seen {
                probability: f64::from(edge.probability),
                both,
                sizes: Vec::with_capacity(streams.len()),
                weights: weights.collect(),
            }
        })
        .collect();
    for stream in streams {
        let shared = |a: u32, b: u32| {
            let mine = stream.keys(a);
            stream.keys(b).iter().copied().filter(|key| mine.contains(key))
        };
        let sizes: Vec<u32> = match &stream.source {
            Source::Values(values) => pairs
                .iter()
                .map(|edge| shared(edge.a, edge.b).map(|key| values.size(key)).min().unwrap_or(NONE))
                .collect(),
            Source::Rows(keys) => {
                let mut rows: FxHashMap<u32, u32> =
                    pairs.iter().flat_map(|edge| shared(edge.a, edge.b)).map(|key| (key, 0)).collect();
                for key in keys {
                    if let Some(rows) = rows.get_mut(key) {
                        *rows += 1;
                    }
                }
                let size = |key| rows.get(&key).copied().unwrap_or(NONE);
                pairs.iter().map(|edge| shared(edge.a, edge.b).map(size).min().unwrap_or(NONE)).collect()
            }
        };
        for (one, size) in seen.iter_mut().zip(sizes) {
            one.sizes.push(size);
        }
    }
    seen
}

/// Whether a pair that shares such keys is a candidate.
struct Held<'a> {
    streams: &'a [Stream<'a>],
    rules: &'a Rules,
    rows: f64,
}

impl Held<'_> {
    /// `size` says how many rows share the key of a stream, which looks at these fields. Combinations are taken to be
    /// shared by as many rows as if the keys were independent.
    fn by(&self, size: impl Fn(usize, u32) -> u32) -> bool {
        let size = |at: usize| self.streams.get(at).map_or(NONE, |stream| size(at, stream.fields));
        match self.rules {
            Rules::Few(chosen) => chosen.iter().any(|one| {
                let mut rows = self.rows;
                for at in (0..self.streams.len()).filter(|at| one.streams >> at & 1 == 1) {
                    match size(at) {
                        NONE => return false,
                        size => rows *= f64::from(size) / self.rows,
                    }
                }
                rows <= f64::from(one.largest.max(2))
            }),
            Rules::Every(largest) => {
                let largest = f64::from(*largest);
                let mut shared: Vec<(u32, f64)> = Vec::new();
                for (at, stream) in self.streams.iter().enumerate() {
                    let rows = match size(at) {
                        NONE => continue,
                        rows => f64::from(rows),
                    };
                    if rows <= largest {
                        return true;
                    }
                    match shared.iter_mut().find(|(fields, _)| *fields == stream.fields) {
                        Some((_, least)) => *least = rows.min(*least),
                        None => shared.push((stream.fields, rows)),
                    }
                }
                let after = |at: usize, fields: u32| {
                    shared.iter().enumerate().skip(at + 1).filter(move |(_, one)| one.0 & fields == 0)
                };
                shared.iter().enumerate().any(|(at, &(fields, rows))| {
                    after(at, fields).any(|(at, &(more, others))| {
                        let rows = rows * others / self.rows;
                        rows <= largest
                            || after(at, fields | more).any(|(_, one)| rows * one.1 / self.rows <= largest)
                    })
                })
            }
        }
    }

    /// How often a pair that has these fields is a candidate, if each group is as in a pair found without it.
    fn often(&self, groups: &[Group], both: u32, draws: u32, number: u64) -> f64 {
        // Donors of each group with where their probability begins and ends; those that have just these fields, or else all.
        let pools: Vec<(u32, Vec<(f64, &Seen)>)> = groups
            .iter()
            .filter(|group| group.fields & both != 0)
            .map(|group| {
                let have = group.fields & both;
                let with = |exactly: bool| {
                    let mut sum = 0.0;
                    let fit = group.donors.iter().filter(|one| !exactly || one.both & group.fields == have);
                    fit.map(|one| {
                        sum += one.probability;
                        (sum, *one)
                    })
                    .collect::<Vec<_>>()
                };
                let pool = with(true);
                let enough = pool.last().is_some_and(|last| last.0 >= ENOUGH / 3.0);
                (group.fields, if enough { pool } else { with(false) })
            })
            .collect();
        // A stream's group, where the pair has all that the stream looks at.
        let pool_of: Vec<Option<usize>> = self
            .streams
            .iter()
            .map(|stream| {
                let pool = pools.iter().position(|(fields, _)| fields & stream.fields != 0);
                pool.filter(|_| stream.fields & both == stream.fields)
            })
            .collect();
        let mut found = 0u32;
        let mut drawn: Vec<Cell<Option<Option<&Seen>>>> = vec![Cell::new(None); pools.len()];
        for draw in 0..u64::from(draws) {
            drawn.iter_mut().for_each(|one| *one.get_mut() = None);
            // Drawn when it is asked for: most pairs are found by the first streams.
            let donor = |at: usize| {
                let (place, (_, pool)) = (drawn.get(at)?, pools.get(at)?);
                place.get().unwrap_or_else(|| {
                    let dice =
                        f64::from(mixed(number << 48 | (at as u64) << 40 | (draw + 1))) / f64::from(u32::MAX);
                    let wanted = dice * pool.last().map_or(0.0, |last| last.0);
                    let one = pool.get(pool.partition_point(|one| one.0 < wanted)).map(|one| one.1);
                    place.set(Some(one));
                    one
                })
            };
            found += u32::from(self.by(|at, _| {
                let one = pool_of.get(at).copied().flatten().and_then(donor);
                one.and_then(|one| one.sizes.get(at)).copied().unwrap_or(NONE)
            }));
        }
        f64::from(found) / f64::from(draws.max(1))
    }
}
