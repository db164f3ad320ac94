//! Which word of one name stands for which of the other: the best one-to-one assignment of the shorter name's words,
//! two neighbours of either side written together included.

use super::features::Outset;
use super::pair::{EQUAL, Pair, apart, doubt, joined, pair, possible};
use crate::phones::Tables;
use crate::reading::{Classes, MOST_TOKENS, Reading, Token};

/// One word (or two neighbours) of the shorter name with one word (or two neighbours) of the longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Link {
    pub short: u8,
    pub long: u8,
    /// The word behind belongs to it too.
    pub short_two: bool,
    pub long_two: bool,
    pub pair: Pair,
}

/// The links of the best assignment; the shorter name's words in order.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Assignment {
    links: [Link; MOST_TOKENS],
    count: u8,
    /// Bit mask of the longer name's words that found no partner.
    pub left_over: u8,
    /// The same for the shorter name.
    pub alone: u8,
}

impl Assignment {
    pub fn links(&self) -> &[Link] {
        self.links.get(..usize::from(self.count)).unwrap_or(&[])
    }

    fn push(&mut self, link: Link) {
        if let Some(slot) = self.links.get_mut(usize::from(self.count)) {
            *slot = link;
            self.count += 1;
        }
    }
}

/// Most pairs of neighbours that are looked at.
const MOST_JOINS: usize = 8;

/// What every word is to every other.
pub(crate) struct Board {
    cells: [Pair; MOST_TOKENS * MOST_TOKENS],
    /// For each word of the shorter name, the words of the longer that it may be.
    warm: [u8; MOST_TOKENS],
    joins: [Link; MOST_JOINS],
    joined: u8,
    rows: usize,
    columns: usize,
    /// How many words may have a counterpart, where some word has none.
    lost: Option<usize>,
    /// How doubtful all of it is at a glance, in eighths.
    level: u8,
    outset: Outset,
}

/// A word of the shorter name at a glance.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// How doubtful it is that it has a counterpart.
    doubt: u16,
    /// Its own sound, by which words as doubtful are put in an order that is not that of writing.
    sound: u32,
    row: u8,
    /// The column that is likeliest its counterpart.
    likeliest: u8,
}

/// Likeness from which on two words are taken for counterparts before others are looked at.
const SURE: u16 = EQUAL * 97 / 100;

/// Two names of which some words have no counterpart; what a glance says about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Hopeless {
    /// Words of the shorter name that may have one, 0 … 3.
    pub hopeful: u8,
    /// Words of the shorter name, 0 … 4.
    pub words: u8,
    /// 0 … 8.
    pub doubt: u8,
    pub outset: Outset,
}

impl Board {
    pub fn new(short: &Reading, long: &Reading) -> Board {
        Board {
            cells: [Pair::default(); MOST_TOKENS * MOST_TOKENS],
            warm: [0; MOST_TOKENS],
            joins: [Link::default(); MOST_JOINS],
            joined: 0,
            rows: short.tokens().len(),
            columns: long.tokens().len(),
            lost: None,
            level: 0,
            outset: Outset::of(short, long),
        }
    }

    /// Compares the words; `short` has no more of them than `long`. If some have no counterpart, says how many have one,
    /// as soon as that is clear: the names are then two.
    pub fn lay(&mut self, short: &Reading, long: &Reading, tables: &Tables) -> Result<(), Hopeless> {
        let mut order = self.glance(short, long)?;
        // The word least likely to find its counterpart goes first.
        let rows = order.get_mut(..self.rows).unwrap_or(&mut []);
        rows.sort_unstable_by_key(|place| (std::cmp::Reverse(place.doubt), place.sound, place.row));
        // Columns that are surely the counterpart of some row.
        let mut taken = 0u8;
        for place in rows {
            let i = usize::from(place.row);
            let Some(x) = short.tokens().get(i) else { continue };
            let hope = self.warm(i);
            let (mut warm, mut left, mut j) = (0u8, hope, place.likeliest);
            while left != 0 {
                let column = 1u8.checked_shl(u32::from(j)).unwrap_or(0);
                left &= !column;
                if let Some(y) = long.tokens().get(usize::from(j))
                    && let Some(pair) = pair(short, x, long, y, tables)
                {
                    if let Some(cell) = self.cells.get_mut(i * MOST_TOKENS + usize::from(j)) {
                        *cell = pair;
                    }
                    warm |= column * u8::from(pair.alike > 0);
                    if pair.alike >= SURE && !pair.bent && taken & column == 0 {
                        // No other can be nearer by much: they are not looked at.
                        taken |= column;
                        warm = column;
                        break;
                    }
                }
                j = left.trailing_zeros() as u8;
            }
            if let Some(slot) = self.warm.get_mut(i) {
                *slot = warm;
            }
            if warm == 0 && hope != 0 && !may_join(short, long, i) {
                return Err(self.hopeless(self.lost.unwrap_or(self.rows - 1)));
            }
            if warm == 0 {
                self.lost = self.lost.or(Some(self.rows - 1));
            }
        }
        self.join(short, long, tables);
        match self.lost {
            Some(hopeful) if self.hopeful() < self.rows => Err(self.hopeless(hopeful)),
            _ => Ok(()),
        }
    }

    /// Which words may be which, by their consonants, at a glance.
    fn glance(&mut self, short: &Reading, long: &Reading) -> Result<[Place; MOST_TOKENS], Hopeless> {
        let mut order = [Place::default(); MOST_TOKENS];
        let mut columns = 0u8;
        let (mut hopeful, mut doubts, mut masses) = (0, 0u32, 0u32);
        for (i, ((x, warm), place)) in (0u8..).zip(short.tokens().iter().zip(&mut self.warm).zip(&mut order))
        {
            let (mut least, mut likeliest, mut its_sound) = (u16::MAX, 0u8, u32::MAX);
            for (j, y) in (0u8..).zip(long.tokens()) {
                let doubt = doubt(x, y);
                // Of words as likely as each other one of the same sound, else whichever: but not whichever comes first.
                let far = y.sound ^ x.sound;
                let nearer = (doubt < least) | ((doubt == least) & (far < its_sound));
                likeliest = if nearer { j } else { likeliest };
                least = if nearer { doubt } else { least };
                its_sound = if nearer { far } else { its_sound };
                *warm |= u8::from(possible(x, y, doubt)) << j;
            }
            *place = Place { doubt: least, sound: x.sound, row: i, likeliest };
            doubts += u32::from(least.min(x.stem_mass * 2));
            masses += u32::from(x.stem_mass * 2);
            columns |= *warm;
            hopeful += usize::from(*warm != 0);
        }
        self.level = (doubts * 8).checked_div(masses).unwrap_or(0) as u8;
        // Equally many words: each of the longer name's must find one, too, unless two are written as one.
        let found = columns.count_ones() as usize;
        if hopeful < self.rows {
            self.lost = Some(hopeful);
            if !(0..self.rows).all(|row| self.warm(row) != 0 || may_join(short, long, row)) {
                return Err(self.hopeless(hopeful));
            }
        }
        if self.rows == self.columns && found < self.columns {
            self.lost = self.lost.or(Some(found));
            if !(0..self.rows).any(|i| may_join(short, long, i)) {
                return Err(self.hopeless(self.lost.unwrap_or(found)));
            }
        }
        Ok(order)
    }

    fn hopeless(&self, hopeful: usize) -> Hopeless {
        Hopeless {
            hopeful: hopeful.min(3) as u8,
            words: self.rows.min(4) as u8,
            doubt: self.level,
            outset: self.outset,
        }
    }

    fn cell(&self, row: usize, column: usize) -> Pair {
        self.cells.get(row * MOST_TOKENS + column).copied().unwrap_or_default()
    }

    fn warm(&self, row: usize) -> u8 {
        self.warm.get(row).copied().unwrap_or(0)
    }

    /// Looks for neighbours written as one word where no single word is a near match.
    fn join(&mut self, short: &Reading, long: &Reading, tables: &Tables) {
        if self.rows < 2 && self.columns < 2 {
            return;
        }
        for (i, x) in short.tokens().iter().enumerate() {
            for (j, y) in long.tokens().iter().enumerate() {
                if x.initial || y.initial || self.cell(i, j).alike > EQUAL * 95 / 100 {
                    continue;
                }
                if let Some(y2) = long.tokens().get(j + 1).filter(|y2| fits(x, y, y2))
                    && let Some(pair) = joined(long, y, y2, short, x, tables)
                {
                    self.add(Link { short: i as u8, long: j as u8, short_two: false, long_two: true, pair });
                }
                if let Some(x2) = short.tokens().get(i + 1).filter(|x2| fits(y, x, x2))
                    && let Some(pair) = joined(short, x, x2, long, y, tables)
                {
                    self.add(Link { short: i as u8, long: j as u8, short_two: true, long_two: false, pair });
                }
            }
        }
    }

    fn add(&mut self, link: Link) {
        if link.pair.alike < EQUAL / 2 {
            return;
        }
        if let Some(slot) = self.joins.get_mut(usize::from(self.joined)) {
            *slot = link;
            self.joined += 1;
        }
    }

    fn joins(&self) -> &[Link] {
        self.joins.get(..usize::from(self.joined)).unwrap_or(&[])
    }

    /// How many words of the shorter name may be some word of the longer; less than all means two names.
    fn hopeful(&self) -> usize {
        let joins = self.joins().iter().fold(0u32, |rows, link| {
            rows | (1 << link.short) | if link.short_two { 2 << link.short } else { 0 }
        });
        // Where two words of the longer name are one, one of the shorter may go without.
        let spare = usize::from(self.joins().iter().any(|link| link.long_two));
        let rows = (0..self.rows).filter(|row| self.warm(*row) != 0 || joins & (1 << row) != 0).count();
        (rows + spare).min(self.rows)
    }

    /// The best assignment; `lay` went before. A word without a counterpart is forgiven only where two words are written
    /// as one: whether neighbours might have been says nothing.
    pub fn assign(&self, short: &Reading, long: &Reading) -> Result<Assignment, Hopeless> {
        let found = self.best(short, long);
        match self.lost {
            Some(hopeful) if !found.links().iter().any(|link| link.short_two || link.long_two) => {
                Err(self.hopeless(hopeful))
            }
            _ => Ok(found),
        }
    }

    fn best(&self, short: &Reading, long: &Reading) -> Assignment {
        if self.joined == 0
            && let Some(found) = self.only_way()
        {
            return found;
        }
        let words = (short.tokens(), long.tokens());
        if self.columns <= 4 { self.search::<5, 16>(words) } else { self.search::<9, 256>(words) }
    }

    /// Each word has one possible partner, and no two the same.
    fn only_way(&self) -> Option<Assignment> {
        let mut found = Assignment::default();
        let mut taken = 0u8;
        for row in 0..self.rows {
            let warm = self.warm(row);
            if warm.count_ones() != 1 || warm & taken != 0 {
                return None;
            }
            taken |= warm;
            let column = warm.trailing_zeros() as usize;
            let pair = self.cell(row, column);
            found.push(Link {
                short: row as u8,
                long: column as u8,
                short_two: false,
                long_two: false,
                pair,
            });
        }
        found.left_over = (((1u16 << self.columns) - 1) as u8) & !taken;
        Some(found)
    }

    /// The best assignment over all sets of the longer name's words. `ROWS` is the most words of the shorter name and
    /// one, `MASKS` the sets of the longer name's words.
    fn search<const ROWS: usize, const MASKS: usize>(&self, words: (&[Token], &[Token])) -> Assignment {
        // best[row][mask]: one more than the value of placing the first `row` words on the columns of `mask`; 0: no way.
        let mut best = [[0u32; MASKS]; ROWS];
        let mut from = [[0u8; MASKS]; ROWS];
        let masks = (1usize << self.columns).min(MASKS);
        if let Some(cell) = best.first_mut().and_then(|line| line.first_mut()) {
            *cell = 1;
        }
        for row in 0..self.rows {
            for mask in 0..masks {
                let value = best.get(row).and_then(|line| line.get(mask)).copied().unwrap_or(0);
                if value == 0 {
                    continue;
                }
                let mut offer = |to_row: usize, to_mask: usize, worth: u32, step: u8| {
                    let cell = best.get_mut(to_row).and_then(|line| line.get_mut(to_mask));
                    let origin = from.get_mut(to_row).and_then(|line| line.get_mut(to_mask));
                    if let (Some(cell), Some(origin)) = (cell, origin)
                        && value + worth > *cell
                    {
                        *cell = value + worth;
                        *origin = step;
                    }
                };
                for column in (0..self.columns).filter(|column| mask & (1 << column) == 0) {
                    let worth = worth(self.cell(row, column).alike) + tie(words, row, column);
                    offer(row + 1, mask | 1 << column, worth, column as u8);
                }
                for (at, link) in
                    self.joins().iter().enumerate().filter(|(_, link)| usize::from(link.short) == row)
                {
                    let taken = columns_of(link);
                    if mask & taken != 0 {
                        continue;
                    }
                    let step = JOINED | at as u8;
                    if link.short_two {
                        // Two words are placed by one link.
                        offer(
                            row + 2,
                            mask | taken,
                            (2 * u32::from(link.pair.alike) * ALIKE).saturating_sub(25 * ALIKE),
                            step,
                        );
                    } else {
                        offer(row + 1, mask | taken, worth(link.pair.alike), step);
                    }
                }
                // Two neighbours of the longer name took one place: one word of the shorter may go without.
                if mask.count_ones() as usize > row {
                    offer(row + 1, mask, 0, ALONE);
                }
            }
        }
        self.trace(masks, &best, &from)
    }

    fn trace<const ROWS: usize, const MASKS: usize>(
        &self,
        masks: usize,
        best: &[[u32; MASKS]; ROWS],
        from: &[[u8; MASKS]; ROWS],
    ) -> Assignment {
        let mut found = Assignment::default();
        let Some(line) = best.get(self.rows).and_then(|line| line.get(..masks)) else { return found };
        let by_value = line.iter().enumerate().max_by_key(|(at, value)| (**value, std::cmp::Reverse(*at)));
        let Some((mut mask, _)) = by_value else { return found };
        found.left_over = ((masks - 1) & !mask) as u8;
        let mut row = self.rows;
        while row > 0 {
            let Some(step) = from.get(row).and_then(|line| line.get(mask)).copied() else { break };
            if step == ALONE {
                row -= 1;
                found.alone |= 1 << row;
            } else if step & JOINED != 0 {
                let Some(link) = self.joins().get(usize::from(step & !JOINED)).copied() else { break };
                found.push(link);
                mask &= !columns_of(&link);
                row = row.saturating_sub(if link.short_two { 2 } else { 1 });
            } else {
                row -= 1;
                let pair = self.cell(row, usize::from(step));
                found.push(Link { short: row as u8, long: step, short_two: false, long_two: false, pair });
                mask &= !(1usize << step);
            }
        }
        found.links.get_mut(..usize::from(found.count)).unwrap_or(&mut []).reverse();
        found
    }
}

/// What a unit of likeness is worth in the search, above all that decides between equals.
const ALIKE: u32 = 8 * TIES;
/// One word placed, however badly, is worth a little.
const PLACED: u32 = TIES;
const TIES: u32 = 64;

fn worth(alike: u16) -> u32 {
    u32::from(alike) * ALIKE + PLACED
}

/// Decides between two ways that are worth the same, by the words and not by where they stand.
fn tie((short, long): (&[Token], &[Token]), row: usize, column: usize) -> u32 {
    let sounds = short.get(row).zip(long.get(column)).map_or(0, |(x, y)| x.sound ^ y.sound.rotate_left(16));
    sounds.wrapping_mul(0x9e37_79b1) >> 29
}

/// Steps of the search above column numbers.
const JOINED: u8 = 64;
const ALONE: u8 = 128;

fn columns_of(link: &Link) -> usize {
    if link.long_two { 3 << link.long } else { 1 << link.long }
}

/// Whether the word of the shorter name may be part of a join on either side, or go without because of one.
fn may_join(short: &Reading, long: &Reading, row: usize) -> bool {
    let (short, long) = (short.tokens(), long.tokens());
    let of_short = |at: usize| match (short.get(at), short.get(at + 1)) {
        (Some(x), Some(x2)) => !x.initial && long.iter().any(|y| !y.initial && fits(y, x, x2)),
        _ => false,
    };
    of_short(row)
        || row > 0 && of_short(row - 1)
        || short.iter().any(|x| {
            !x.initial && long.iter().zip(long.iter().skip(1)).any(|(y, y2)| !y.initial && fits(x, y, y2))
        })
}

/// The consonants of two words together.
fn together_of(first: &Token, second: &Token) -> Classes {
    // No word has more than 48 halves, so no byte runs over.
    (u64::from_le_bytes(first.classes) + u64::from_le_bytes(second.classes)).to_le_bytes()
}

/// Whether two words together may be the one, by their consonants.
fn fits(one: &Token, first: &Token, second: &Token) -> bool {
    let together = first.bones + second.bones;
    // What may belong elsewhere may differ, and two consonants beside.
    let slack = u16::from(one.slack) + u16::from(first.slack) + u16::from(second.slack);
    !second.initial
        && first.length >= 2
        && second.length >= 2
        && one.bones.abs_diff(together) <= 150 + together / 8
        && apart(one.classes, together_of(first, second)) <= 4 + slack
}
