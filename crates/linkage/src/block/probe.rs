//! What combinations of keys would give, by the example of some rows: for each of them all rows that share a key with it,
//! which keys these share, and which of them look like the same person.

use super::Likely;
use super::keys::{Source, Stream, mixed};
use crate::compare::Prepared;
use crate::table::MISSING;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Streams of keys, one bit each.
pub(super) type Mask = u64;

/// What was seen from some rows.
#[derive(Default)]
pub(super) struct Seen {
    /// One for each row that was looked from.
    pub probes: Vec<Probe>,
    /// Pairs that may be one person: the probe, what the two rows share, and the probability as far as can be said.
    pub likely: Vec<(u32, Mask, f64)>,
}

/// One row and what others share with it.
#[derive(Default)]
pub(super) struct Probe {
    /// How many rows share exactly these keys with it.
    pub shares: Vec<(Mask, u32)>,
    /// Rows that share each stream's key, the largest if it has several.
    pub sizes: Vec<u32>,
    /// Streams whose keys too many rows share: rows that share only these were not looked at.
    pub usual: Mask,
    likely: Vec<(Mask, f64)>,
}

impl Probe {
    /// About how many rows share all of these keys with it, itself included.
    pub fn size(&self, combination: Mask, rows: u32) -> f64 {
        let sizes = || self.sizes.iter().enumerate().filter(|(at, _)| combination >> at & 1 == 1);
        if sizes().any(|(_, size)| *size == 0) {
            return 0.0;
        }
        if combination & !self.usual == 0 {
            return sizes().fold(f64::from(rows), |all, (_, size)| all * f64::from(*size) / f64::from(rows));
        }
        let shared = self.shares.iter().filter(|(mask, _)| mask & combination == combination);
        1.0 + shared.map(|(_, count)| f64::from(*count)).sum::<f64>()
    }
}

/// Rows looked from, at most.
const PROBES: u32 = 600;
/// Rows are compared with a probe when the keys they share tell them apart from all but so many rows, as a power of two.
const MARGIN: f64 = 4.0;
/// Rows that share keys which tell so many bits less share little.
const LITTLE: f64 = 8.0;
/// Of rows that share little with a probe one in so many is looked at.
const SOME: u32 = 8;
/// Rows that are compared with one probe, at most.
const COMPARED: usize = 48;

/// Looks from some rows, evenly chosen.
pub(super) fn look(prepared: &Prepared, streams: &[Stream], likely: &Likely) -> Seen {
    let rows = prepared.rows;
    let count = (rows / 4).clamp(128, PROBES).min(rows);
    // One of each stretch of rows, not always at the same place: lists may be sorted.
    let probes: Vec<u32> = (0..u64::from(count))
        .map(|at| {
            let (from, to) =
                (at * u64::from(rows) / u64::from(count), (at + 1) * u64::from(rows) / u64::from(count));
            (from + u64::from(mixed(at)) % (to - from).max(1)) as u32
        })
        .collect();
    let around = Around::of(prepared, streams, &probes);
    let pieces: Vec<Vec<Probe>> = probes
        .par_chunks(probes.len().div_ceil(8).max(32))
        .map(|probes| {
            let mut masks = vec![0; rows as usize];
            probes.iter().map(|&row| around.probe(row, likely, &mut masks)).collect()
        })
        .collect();
    let mut seen = Seen::default();
    for mut probe in pieces.into_iter().flatten() {
        let number = seen.probes.len() as u32;
        seen.likely.extend(std::mem::take(&mut probe.likely).into_iter().map(|(mask, p)| (number, mask, p)));
        seen.probes.push(probe);
    }
    seen
}

/// Lists numbered end to end.
struct Groups {
    ends: Vec<u32>,
    members: Vec<u32>,
}

impl Groups {
    /// Members of each group, in order; `each` calls its argument with every group and member.
    fn of(count: usize, each: impl Fn(&mut dyn FnMut(u32, u32))) -> Self {
        let mut ends = vec![0u32; count];
        each(&mut |group, _| {
            if let Some(end) = ends.get_mut(group as usize) {
                *end += 1;
            }
        });
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum - *end;
        }
        let mut members = vec![0; sum as usize];
        each(&mut |group, member| {
            if let Some(end) = ends.get_mut(group as usize) {
                if let Some(place) = members.get_mut(*end as usize) {
                    *place = member;
                }
                *end += 1;
            }
        });
        Self { ends, members }
    }

    fn get(&self, group: u32) -> &[u32] {
        let group = group as usize;
        let end = self.ends.get(group).copied().unwrap_or(0) as usize;
        let start = if group == 0 { 0 } else { self.ends.get(group - 1).copied().unwrap_or(0) as usize };
        self.members.get(start..end).unwrap_or(&[])
    }
}

/// Where rows that share a key are found.
struct Around<'a> {
    streams: &'a [Stream<'a>],
    /// Values of each key, for streams of values.
    values: Vec<Option<Groups>>,
    /// Rows of each value, by comparison.
    rows: FxHashMap<u32, Groups>,
    /// Rows of each probe's key, for streams of rows.
    by_row: Vec<FxHashMap<u32, Vec<u32>>>,
    all: u32,
    /// Keys that more rows share are looked at only where something else is shared, too.
    usual: u32,
}

impl<'a> Around<'a> {
    fn of(prepared: &'a Prepared, streams: &'a [Stream<'a>], probes: &[u32]) -> Self {
        let mut rows: FxHashMap<u32, Groups> = FxHashMap::default();
        for stream in streams {
            if let Source::Values(values) = &stream.source {
                rows.entry(stream.fields).or_insert_with(|| {
                    Groups::of(values.len(), |take| {
                        for (row, &cell) in
                            values.field.cells.iter().enumerate().filter(|cell| *cell.1 != MISSING)
                        {
                            take(cell, row as u32);
                        }
                    })
                });
            }
        }
        let values = streams
            .iter()
            .map(|stream| match &stream.source {
                Source::Values(values) => Some(Groups::of(values.sizes.len(), |take| {
                    for value in 0..values.len() as u32 {
                        values.of(value).iter().for_each(|&key| take(key, value));
                    }
                })),
                Source::Rows(_) => None,
            })
            .collect();
        let by_row = streams
            .iter()
            .map(|stream| {
                let mut found: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
                if let Source::Rows(keys) = &stream.source {
                    for &probe in probes {
                        found.extend(stream.keys(probe).iter().map(|&key| (key, Vec::new())));
                    }
                    for (row, key) in keys.iter().enumerate() {
                        if let Some(found) = found.get_mut(key) {
                            found.push(row as u32);
                        }
                    }
                }
                found
            })
            .collect();
        let all = prepared.rows;
        Self { streams, values, rows, by_row, all, usual: (all / 200).max(100) }
    }

    fn size(&self, at: usize, key: u32) -> u32 {
        match self.streams.get(at).map(|stream| &stream.source) {
            Some(Source::Values(values)) => values.size(key),
            _ => self.by_row.get(at).and_then(|found| found.get(&key)).map_or(0, |rows| rows.len() as u32),
        }
    }

    /// Calls `take` with every row that has the key.
    fn rows_of(&self, at: usize, key: u32, mut take: impl FnMut(u32)) {
        let Some(stream) = self.streams.get(at) else { return };
        match (&stream.source, self.values.get(at)) {
            (Source::Values(_), Some(Some(values))) => {
                let Some(rows) = self.rows.get(&stream.fields) else { return };
                for &value in values.get(key) {
                    rows.get(value).iter().for_each(|&row| take(row));
                }
            }
            _ => {
                let found = self.by_row.get(at).and_then(|found| found.get(&key));
                found.into_iter().flatten().for_each(|&row| take(row));
            }
        }
    }

    fn probe(&self, row: u32, likely: &Likely, masks: &mut [Mask]) -> Probe {
        let mut probe = Probe::default();
        let mut touched: Vec<u32> = Vec::new();
        // What sharing a key of each stream tells, in bits.
        let mut tells: Vec<f64> = Vec::new();
        for (at, stream) in self.streams.iter().enumerate() {
            let keys = stream.keys(row);
            let largest = keys.iter().map(|key| self.size(at, *key)).max().unwrap_or(0);
            let smallest = keys.iter().map(|key| self.size(at, *key)).min().unwrap_or(0);
            tells.push((f64::from(self.all) / f64::from(smallest.max(1))).log2());
            probe.sizes.push(largest);
            if largest > self.usual {
                probe.usual |= 1 << at;
            }
            for &key in keys.iter().filter(|key| self.size(at, **key) <= self.usual) {
                self.rows_of(at, key, |other| {
                    if let Some(mask) = masks.get_mut(other as usize) {
                        if *mask == 0 {
                            touched.push(other);
                        }
                        *mask |= 1 << at;
                    }
                });
            }
        }
        let enough = f64::from(self.all.max(2)).log2() - MARGIN;
        let mut counts: FxHashMap<Mask, u32> = FxHashMap::default();
        let mut near: Vec<(Mask, u32, u32)> = Vec::new();
        let mut little: FxHashMap<Mask, bool> = FxHashMap::default();
        for &other in &touched {
            let Some(mask) = masks.get_mut(other as usize) else { continue };
            let shares = std::mem::take(mask);
            if other == row {
                continue;
            }
            // Of the many rows that share little, some stand for all.
            let little =
                *little.entry(shares).or_insert_with(|| self.tells(shares, &tells) < enough - LITTLE);
            let of = if little { SOME } else { 1 };
            if !u64::from(mixed(u64::from(other))).is_multiple_of(u64::from(of)) {
                continue;
            }
            near.push((shares, other, of));
        }
        // Key by key, since the rows lie far apart in memory and nothing then waits for the one before.
        for (at, stream) in self.streams.iter().enumerate().filter(|(at, _)| probe.usual >> at & 1 == 1) {
            let mine = stream.keys(row);
            for (shares, other, _) in &mut near {
                let shared = stream.keys(*other).iter().any(|key| mine.contains(key));
                *shares |= Mask::from(shared) << at;
            }
        }
        for (shares, _, of) in &near {
            *counts.entry(*shares).or_default() += of;
        }
        let told: FxHashMap<Mask, f64> =
            counts.keys().map(|&mask| (mask, self.tells(mask, &tells))).collect();
        let told = |mask: &Mask| told.get(mask).copied().unwrap_or(0.0);
        near.retain(|(mask, ..)| told(mask) >= enough);
        near.sort_by(|a, b| told(&b.0).total_cmp(&told(&a.0)).then(a.1.cmp(&b.1)));
        near.truncate(COMPARED);
        let judged = near.iter().map(|&(mask, other, _)| (mask, likely(row, other)));
        probe.likely = judged.filter(|(_, p)| *p >= super::FAINT).collect();
        probe.shares = counts.into_iter().collect();
        probe.shares.sort_unstable();
        probe
    }

    /// Bits that sharing these keys tells, only the most telling of each comparison counted.
    fn tells(&self, mask: Mask, tells: &[f64]) -> f64 {
        let mut most = [0.0f64; 32];
        for ((at, stream), tells) in self.streams.iter().enumerate().zip(tells) {
            if mask >> at & 1 == 1
                && let Some(most) = most.get_mut((stream.fields.trailing_zeros() & 31) as usize)
            {
                *most = most.max(*tells);
            }
        }
        most.iter().sum()
    }
}
