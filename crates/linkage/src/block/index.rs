//! Which rows share a combination of keys: for each row, the later rows of its blocks.

use super::keys::{Stream, mixed};

/// Marks the last row of a block.
const LAST: u32 = 1 << 31;

/// The blocks of one combination of keys.
#[derive(Default)]
pub(super) struct Index {
    /// Rows of blocks, each block's in order, the last one marked.
    members: Vec<u32>,
    /// Rows that have later rows in a block, one bit each, and how many such rows there are before each word of bits.
    bits: Vec<u64>,
    before: Vec<u32>,
    /// For each place of such a row in a block, where the next row of that block stands in `members`.
    next: Vec<u32>,
    /// Where the places of each such row end in `next`; empty when each has one place.
    ends: Vec<u32>,
    /// Pairs in all blocks.
    pub pairs: u64,
    /// Rows in blocks that were too large.
    pub too_large: u64,
}

/// Which blocks are used.
#[derive(Clone, Copy)]
pub(super) struct Limits<'a> {
    /// Rows of a block, at most.
    pub largest: u32,
    /// Only keys that more rows share; of no account where [`Often`] has seen to it.
    pub keys_above: u32,
    /// Larger blocks are taken apart by a key of each of these.
    pub parts: &'a [&'a Stream<'a>],
}

/// The keys of each row that more rows than so many share.
pub(super) struct Often {
    keys: Vec<u32>,
    /// Where those of each row end.
    ends: Vec<u32>,
}

impl Often {
    pub fn of(stream: &Stream, rows: u32, above: u32) -> Self {
        let mut often = Self { keys: Vec::new(), ends: Vec::with_capacity(rows as usize) };
        for row in 0..rows {
            often.keys.extend(stream.keys(row).iter().filter(|key| stream.shared(**key, above)));
            often.ends.push(often.keys.len() as u32);
        }
        often
    }

    /// Each row with the hash of each pair of such keys of two streams.
    fn both(&self, other: &Self) -> Vec<u64> {
        let mut entries = Vec::with_capacity(self.ends.len());
        if self.keys.is_empty() || other.keys.is_empty() {
            return entries;
        }
        let (mut start, mut other_start) = (0, 0);
        for ((row, &end), &other_end) in (0u32..).zip(&self.ends).zip(&other.ends) {
            let mine = self.keys.get(start..end as usize).unwrap_or(&[]);
            let theirs = other.keys.get(other_start..other_end as usize).unwrap_or(&[]);
            for &one in mine {
                for &two in theirs {
                    let key = mixed(u64::from(one) << 32 | u64::from(two));
                    entries.push(u64::from(key) << 32 | u64::from(row));
                }
            }
            (start, other_start) = (end as usize, other_end as usize);
        }
        entries
    }
}

impl Index {
    /// Blocks of rows that share a key of each of these streams.
    pub fn of(streams: &[&Stream], rows: u32, limits: Limits) -> Self {
        Self::made(entries(streams, rows, limits.keys_above), rows, limits)
    }

    /// Blocks of rows that share such keys of both.
    pub fn of_both(one: &Often, other: &Often, rows: u32, limits: Limits) -> Self {
        Self::made(one.both(other), rows, limits)
    }

    fn made(mut entries: Vec<u64>, rows: u32, limits: Limits) -> Self {
        if entries.is_empty() {
            return Self::default();
        }
        let largest = limits.largest as usize;
        by_key(&mut entries);
        let mut index = Self::default();
        let mut places: Vec<(u32, u32)> = Vec::new();
        let mut block: Vec<u32> = Vec::new();
        for group in entries.chunk_by(|x, y| x >> 32 == y >> 32).filter(|group| group.len() > 1) {
            block.clear();
            block.extend(group.iter().map(|entry| *entry as u32));
            block.dedup();
            if block.len() <= largest {
                index.add(&block, &mut places);
                continue;
            }
            index.too_large += block.len() as u64;
            // Parts of it by a key more.
            for third in limits.parts {
                let mut parts: Vec<(u32, u32)> = Vec::new();
                for &row in &block {
                    parts.extend(third.keys(row).iter().map(|&key| (key, row)));
                }
                parts.sort_unstable();
                for part in parts.chunk_by(|x, y| x.0 == y.0).filter(|part| part.len() <= largest) {
                    let part: Vec<u32> = part.iter().map(|part| part.1).collect();
                    index.add(&part, &mut places);
                }
            }
        }
        drop(entries);
        index.members.shrink_to_fit();
        index.place(&places, rows);
        index
    }

    /// Adds a block, whose rows are in order.
    fn add(&mut self, block: &[u32], places: &mut Vec<(u32, u32)>) {
        let Some((last, others)) = block.split_last().filter(|(_, others)| !others.is_empty()) else {
            return;
        };
        for &row in others {
            places.push((row, self.members.len() as u32 + 1));
            self.members.push(row);
        }
        self.members.push(last | LAST);
        self.pairs += (block.len() * others.len() / 2) as u64;
    }

    fn place(&mut self, places: &[(u32, u32)], rows: u32) {
        self.bits = vec![0; rows.div_ceil(64) as usize];
        let mut several = false;
        for &(row, _) in places {
            if let Some(word) = self.bits.get_mut(row as usize / 64) {
                several |= *word >> (row % 64) & 1 == 1;
                *word |= 1 << (row % 64);
            }
        }
        let mut count = 0;
        for word in &self.bits {
            self.before.push(count);
            count += word.count_ones();
        }
        if several {
            self.ends = vec![0; count as usize];
            for (row, _) in places {
                if let Some(number) = self.number(*row)
                    && let Some(end) = self.ends.get_mut(number)
                {
                    *end += 1;
                }
            }
            let mut sum = 0;
            for end in &mut self.ends {
                sum += *end;
                *end = sum - *end;
            }
        }
        self.next = vec![0; places.len()];
        for &(row, at) in places {
            let Some(number) = self.number(row) else { continue };
            let place = match self.ends.get_mut(number) {
                Some(end) => {
                    *end += 1;
                    *end as usize - 1
                }
                None => number,
            };
            if let Some(place) = self.next.get_mut(place) {
                *place = at;
            }
        }
    }

    /// The number of a row among those that have later rows in a block.
    #[inline]
    fn number(&self, row: u32) -> Option<usize> {
        let (word, bit) = (row as usize / 64, row % 64);
        let bits = *self.bits.get(word)?;
        (bits >> bit & 1 == 1).then(|| {
            self.before.get(word).copied().unwrap_or(0) as usize
                + (bits & ((1 << bit) - 1)).count_ones() as usize
        })
    }

    /// Calls `take` with each later row that shares a block with this one; one that shares several comes several times.
    #[inline]
    pub fn later(&self, row: u32, mut take: impl FnMut(u32)) {
        let Some(number) = self.number(row) else { return };
        let places = if self.ends.is_empty() {
            self.next.get(number..=number)
        } else {
            let start = if number == 0 { Some(0) } else { self.ends.get(number - 1).copied() };
            match (start, self.ends.get(number)) {
                (Some(start), Some(&end)) => self.next.get(start as usize..end as usize),
                _ => None,
            }
        };
        for &at in places.unwrap_or(&[]) {
            for &member in self.members.get(at as usize..).unwrap_or(&[]) {
                take(member & !LAST);
                if member & LAST != 0 {
                    break;
                }
            }
        }
    }
}

/// Each row with the hash of each of its combinations of keys.
fn entries(streams: &[&Stream], rows: u32, above: u32) -> Vec<u64> {
    let mut entries = Vec::with_capacity(rows as usize);
    let mut push = |key: u64, row: u32| entries.push(u64::from(mixed(key)) << 32 | u64::from(row));
    match streams {
        [one] => {
            for row in 0..rows {
                for &key in one.keys(row).iter().filter(|key| one.shared(**key, above)) {
                    push(u64::from(key), row);
                }
            }
        }
        [one, rest @ ..] => {
            for row in 0..rows {
                for &first in one.keys(row).iter().filter(|key| one.shared(**key, above)) {
                    combine(u64::from(first), rest, row, above, &mut push);
                }
            }
        }
        [] => {}
    }
    entries
}

fn combine(so_far: u64, rest: &[&Stream], row: u32, above: u32, push: &mut impl FnMut(u64, u32)) {
    let Some((stream, rest)) = rest.split_first() else { return };
    for &key in stream.keys(row).iter().filter(|key| stream.shared(**key, above)) {
        let so_far = so_far << 32 | u64::from(key);
        if rest.is_empty() {
            push(so_far, row);
        } else {
            combine(u64::from(mixed(so_far)), rest, row, above, push);
        }
    }
}

/// Sorts entries by key, those of one key by row.
fn by_key(entries: &mut Vec<u64>) {
    // Parts of some hundred entries are sorted in the nearest memory.
    const PART: usize = 256;
    if entries.len() < 4 * PART {
        entries.sort_unstable();
        return;
    }
    let bits = (entries.len() / PART).ilog2().min(14);
    let part = |entry: u64| (entry >> (64 - bits)) as usize;
    let mut ends = vec![0usize; 1 << bits];
    for &entry in entries.iter() {
        if let Some(end) = ends.get_mut(part(entry)) {
            *end += 1;
        }
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum - *end;
    }
    let mut parted = vec![0u64; entries.len()];
    for &entry in entries.iter() {
        if let Some(end) = ends.get_mut(part(entry)) {
            if let Some(place) = parted.get_mut(*end) {
                *place = entry;
            }
            *end += 1;
        }
    }
    let mut start = 0;
    for end in ends {
        if let Some(part) = parted.get_mut(start..end) {
            part.sort_unstable();
        }
        start = end;
    }
    *entries = parted;
}
