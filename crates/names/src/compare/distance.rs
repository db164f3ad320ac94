//! The weighted edit distance between two words, in hundredths of a consonant. Integer and symmetric.

use crate::phones::{self, Phone, Tables};

/// Longest word, two words written together included, and one.
const LONGEST: usize = 50;
/// Two neighbouring letters exchanged: a slip of the hand.
const SWAPPED: i16 = 60;

/// Distances of two words and of what is left of them without their endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Distances {
    pub whole: u16,
    pub stems: u16,
    /// The first without its ending, the second whole.
    pub stem_whole: u16,
    pub whole_stem: u16,
}

/// `stem_a` and `stem_b` are the phones before the endings. None if the words are further apart than `limit`, ending or
/// no ending: they are then two words, and nobody asks by how much.
pub(crate) fn distances(
    a: &[Phone],
    b: &[Phone],
    (stem_a, stem_b): (usize, usize),
    arabic: bool,
    limit: u16,
    tables: &Tables,
) -> Option<Distances> {
    // What both begin with costs nothing.
    let same = a.iter().zip(b).take(stem_a.min(stem_b)).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(same..)?, b.get(same..)?);
    let stems = (stem_a - same, stem_b - same);
    if b.len() < 16 {
        table::<16>(a, b, stems, same == 0, (arabic, limit), tables)
    } else {
        table::<LONGEST>(a, b, stems, same == 0, (arabic, limit), tables)
    }
}

fn table<const ROOM: usize>(
    a: &[Phone],
    b: &[Phone],
    (stem_a, stem_b): (usize, usize),
    beginning: bool,
    (arabic, limit): (bool, u16),
    tables: &Tables,
) -> Option<Distances> {
    let gaps = tables.gaps(arabic);
    let columns = b.len().min(ROOM - 1);
    let b = b.get(..columns)?;
    let limit = limit.min(i16::MAX as u16) as i16;
    // Rows are one cell longer than the word: before its first phone, and behind each. They are worked on at their full
    // width, which is one or two registers; what stands beyond the word is never looked at.
    let (mut one, mut two, mut three) = ([0i16; ROOM], [0i16; ROOM], [0i16; ROOM]);
    let (mut before, mut row, mut next) = (&mut one, &mut two, &mut three);
    let mut gaps_b = [0i16; ROOM];
    let mut sum = 0i16;
    let mut seen = 0u64;
    for (phone, (cell, gap)) in b.iter().zip(row.iter_mut().skip(1).zip(&mut gaps_b)) {
        *gap = phones::at(gaps, *phone) as i16;
        sum += *gap;
        *cell = sum;
        seen |= 1 << (phone & 63);
    }
    let mut found = Distances { whole: 0, stems: 0, stem_whole: 0, whole_stem: 0 };
    let cell = |row: &[i16; ROOM], at: usize| row.get(at).map_or(u16::MAX, |cell| *cell as u16);
    if stem_a == 0 {
        found.stems = cell(row, stem_b);
        found.stem_whole = cell(row, columns);
    }
    if beginning && let (Some(&first_a), Some(&first_b), Some(cell)) = (a.first(), b.first(), row.first_mut())
    {
        // Scribes and offices rarely change how a name begins.
        let cost = tables.cost(first_a, first_b) as i16;
        *cell = if cost > 15 { cost / 4 } else { 0 };
    }
    let mut first = 0i16;
    let mut previous: Phone = 0;
    let mut costs = [0i16; ROOM];
    for (at, &phone) in a.iter().enumerate() {
        let gap = phones::at(gaps, phone) as i16;
        let table = tables.costs(phone);
        for (cost, phone_b) in costs.iter_mut().zip(b) {
            *cost = phones::at(table, *phone_b) as i16;
        }
        let (corners, above) = (row.split_last()?.1, row.split_first()?.1);
        let cells = next.split_first_mut()?.1;
        for (((cell, corner), above), cost) in cells.iter_mut().zip(corners).zip(above).zip(&costs) {
            *cell = (corner + cost).min(above + gap);
        }
        if seen & (1 << (phone & 63)) != 0 && seen & (1 << (previous & 63)) != 0 {
            swap(b, phone, previous, before, next);
        }
        first += gap;
        if let Some(cell) = next.first_mut() {
            *cell = first;
        }
        let (mut left, mut lowest) = (first, first);
        for (cell, gap_b) in next.get_mut(1..=columns)?.iter_mut().zip(&gaps_b) {
            left = (*cell).min(left + gap_b);
            *cell = left;
            lowest = lowest.min(left);
        }
        if lowest > limit && at < stem_a {
            return None;
        }
        previous = phone;
        let free = before;
        before = row;
        row = next;
        next = free;
        if at + 1 == stem_a {
            found.stems = cell(row, stem_b);
            found.stem_whole = cell(row, columns);
        }
    }
    found.whole = cell(row, columns);
    found.whole_stem = cell(row, stem_b);
    let nearest = found.whole.min(found.stems).min(found.stem_whole).min(found.whole_stem);
    (nearest <= limit as u16).then_some(found)
}

/// The two last phones of the one word stand in the other order in the other.
#[inline]
fn swap<const ROOM: usize>(
    b: &[Phone],
    phone: Phone,
    previous: Phone,
    before: &[i16; ROOM],
    next: &mut [i16; ROOM],
) {
    if phone == previous {
        return;
    }
    let pairs = b.iter().zip(b.iter().skip(1));
    for (((x, y), start), cell) in pairs.zip(before).zip(next.iter_mut().skip(2)) {
        if *x == phone && *y == previous {
            *cell = (*cell).min(start + SWAPPED);
        }
    }
}
