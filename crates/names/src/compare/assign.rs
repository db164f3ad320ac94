//! Which word of one name stands for which of the other: the best one-to-one assignment of the shorter name's words,
//! two neighbours of either side written together included.

use super::pair::{EQUAL, Pair, joined, pair};
use crate::phones::Tables;
use crate::reading::{MOST_TOKENS, Reading, Token};

/// One word (or two neighbours) of the shorter name with one word (or two neighbours) of the longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Link {
    pub short: u8,
    pub long: u8,
    /// The word behind belongs to it too.
    pub short_two: bool,
    pub long_two: bool,
    /// No partner: `long` and `pair` say nothing.
    pub alone: bool,
    pub pair: Pair,
}

/// The links of the best assignment; the shorter name's words in order.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Assignment {
    links: [Link; MOST_TOKENS],
    count: u8,
    /// Bit mask of the longer name's words that found no partner.
    pub left_over: u16,
    /// The same for the shorter name.
    pub alone: u16,
}

impl Assignment {
    pub fn links(&self) -> &[Link] {
        self.links.get(..usize::from(self.count)).unwrap_or(&[])
    }
}

type Grid = [[Option<Pair>; MOST_TOKENS]; MOST_TOKENS];

fn at(grid: &Grid, row: usize, column: usize) -> Option<Pair> {
    grid.get(row).and_then(|line| line.get(column)).copied().flatten()
}

fn put(grid: &mut Grid, row: usize, column: usize, pair: Pair) {
    if let Some(cell) = grid.get_mut(row).and_then(|line| line.get_mut(column)) {
        *cell = Some(pair);
    }
}

/// `short` has no more words than `long`.
pub(crate) fn assign(short: &Reading, long: &Reading, tables: &Tables) -> Assignment {
    let (rows, columns) = (short.tokens().len(), long.tokens().len());
    let mut single: Grid = [[None; MOST_TOKENS]; MOST_TOKENS];
    let mut long_twos: Grid = single;
    let mut short_twos: Grid = single;
    for (i, x) in short.tokens().iter().enumerate() {
        for (j, y) in long.tokens().iter().enumerate() {
            put(&mut single, i, j, pair(short, x, long, y, tables));
        }
    }
    for (i, x) in short.tokens().iter().enumerate() {
        for (j, y) in long.tokens().iter().enumerate() {
            if x.initial || y.initial || at(&single, i, j).is_some_and(|pair| pair.alike > 190) {
                continue;
            }
            if let Some(y2) = long.tokens().get(j + 1).filter(|y2| !y2.initial && fits(x, y, y2)) {
                put(&mut long_twos, i, j, joined(long, y, y2, short, x, tables));
            }
            if let Some(x2) = short.tokens().get(i + 1).filter(|x2| !x2.initial && fits(y, x, x2)) {
                put(&mut short_twos, i, j, joined(short, x, x2, long, y, tables));
            }
        }
    }
    search(rows, columns, &single, &long_twos, &short_twos)
}

/// Whether two words together may be the one, by the weight of their consonants.
fn fits(one: &Token, first: &Token, second: &Token) -> bool {
    let together = first.bones + second.bones;
    first.length >= 2 && second.length >= 2 && one.bones.abs_diff(together) <= 150 + together / 8
}

fn search(rows: usize, columns: usize, single: &Grid, long_twos: &Grid, short_twos: &Grid) -> Assignment {
    const NONE: i32 = -1;
    let masks = 1usize << columns;
    // best[row][mask]: the value of placing the first `row` words on the columns of `mask`.
    let mut best = [[NONE; 1 << MOST_TOKENS]; MOST_TOKENS + 1];
    let mut from = [[Link::default(); 1 << MOST_TOKENS]; MOST_TOKENS + 1];
    if let Some(cell) = best.first_mut().and_then(|line| line.first_mut()) {
        *cell = 0;
    }
    for row in 0..rows {
        for mask in 0..masks {
            let value = best.get(row).and_then(|line| line.get(mask)).copied().unwrap_or(NONE);
            if value < 0 {
                continue;
            }
            // A neighbour pair of the longer name took a place: one word of the shorter may go without.
            if mask.count_ones() as usize > row
                && best.get(row + 1).and_then(|line| line.get(mask)).is_some_and(|cell| value > *cell)
            {
                if let Some(cell) = best.get_mut(row + 1).and_then(|line| line.get_mut(mask)) {
                    *cell = value;
                }
                if let Some(origin) = from.get_mut(row + 1).and_then(|line| line.get_mut(mask)) {
                    *origin = Link { short: row as u8, alone: true, ..Link::default() };
                }
            }
            for column in 0..columns {
                let bit = 1usize << column;
                if mask & bit != 0 {
                    continue;
                }
                let mut offer = |to_row: usize,
                                 to_mask: usize,
                                 pair: Pair,
                                 worth: i32,
                                 short_two: bool,
                                 long_two: bool| {
                    let cell = best.get_mut(to_row).and_then(|line| line.get_mut(to_mask));
                    let origin = from.get_mut(to_row).and_then(|line| line.get_mut(to_mask));
                    if let (Some(cell), Some(origin)) = (cell, origin)
                        && value + worth > *cell
                    {
                        *cell = value + worth;
                        *origin = Link {
                            short: row as u8,
                            long: column as u8,
                            short_two,
                            long_two,
                            alone: false,
                            pair,
                        };
                    }
                };
                if let Some(pair) = at(single, row, column) {
                    let worth = i32::from(pair.alike) * 8 + 1;
                    offer(row + 1, mask | bit, pair, worth, false, false);
                }
                if let Some(pair) = at(long_twos, row, column).filter(|pair| pair.alike >= EQUAL / 2)
                    && mask & (bit << 1) == 0
                {
                    let worth = i32::from(pair.alike) * 8 + 1;
                    offer(row + 1, mask | bit | (bit << 1), pair, worth, false, true);
                }
                if let Some(pair) = at(short_twos, row, column).filter(|pair| pair.alike >= EQUAL / 2) {
                    // Two words are placed by one link.
                    let worth = i32::from(pair.alike) * 16 - 200;
                    offer(row + 2, mask | bit, pair, worth, true, false);
                }
            }
        }
    }
    trace(rows, masks, &best, &from)
}

fn trace(
    rows: usize,
    masks: usize,
    best: &[[i32; 1 << MOST_TOKENS]; MOST_TOKENS + 1],
    from: &[[Link; 1 << MOST_TOKENS]; MOST_TOKENS + 1],
) -> Assignment {
    let mut found = Assignment::default();
    let Some(line) = best.get(rows).and_then(|line| line.get(..masks)) else { return found };
    let Some((mut mask, _)) =
        line.iter().enumerate().max_by_key(|(at, value)| (**value, std::cmp::Reverse(*at)))
    else {
        return found;
    };
    found.left_over = ((masks - 1) & !mask) as u16;
    let mut row = rows;
    while row > 0 {
        let Some(link) = from.get(row).and_then(|line| line.get(mask)).copied() else { break };
        if link.alone {
            found.alone |= 1 << link.short;
            row -= 1;
            continue;
        }
        if let Some(slot) = found.links.get_mut(usize::from(found.count)) {
            *slot = link;
            found.count += 1;
        }
        let bit = 1usize << link.long;
        mask &= !(bit | if link.long_two { bit << 1 } else { 0 });
        row = row.saturating_sub(if link.short_two { 2 } else { 1 });
    }
    found.links.get_mut(..usize::from(found.count)).unwrap_or(&mut []).reverse();
    found
}
