//! The weighted edit distance between two words, in hundredths of a consonant. Integer and symmetric.

use crate::phones::{Phone, Tables};

/// Longest word, two words written together included.
const LONGEST: usize = 50;
/// Two neighbouring letters exchanged: a slip of the hand.
const SWAPPED: u16 = 60;

/// Distances of two words and of what is left of them without their endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Distances {
    pub whole: u16,
    pub stems: u16,
    /// The first without its ending, the second whole.
    pub stem_whole: u16,
    pub whole_stem: u16,
}

/// `stem_a` and `stem_b` are the phones before the endings.
pub(crate) fn distances(
    a: &[Phone],
    b: &[Phone],
    stem_a: usize,
    stem_b: usize,
    arabic: bool,
    tables: &Tables,
) -> Distances {
    let mut before = [0u16; LONGEST];
    let mut row = [0u16; LONGEST];
    let mut next = [0u16; LONGEST];
    let columns = b.len().min(LONGEST - 1);
    let b = b.get(..columns).unwrap_or(b);
    let mut sum = 0u16;
    for (phone, cell) in b.iter().zip(row.iter_mut().skip(1)) {
        sum += tables.gap(*phone, arabic);
        *cell = sum;
    }
    let mut found = Distances { whole: 0, stems: 0, stem_whole: 0, whole_stem: 0 };
    let cell = |row: &[u16; LONGEST], at: usize| row.get(at).copied().unwrap_or(u16::MAX);
    let mut first = 0u16;
    let mut previous_a = 0;
    for (at, &phone_a) in a.iter().enumerate() {
        let gap_a = tables.gap(phone_a, arabic);
        first += gap_a;
        let mut left = first;
        let mut previous_b = 0;
        if let Some(cell) = next.first_mut() {
            *cell = first;
        }
        let mut corner = cell(&row, 0);
        for (column, &phone_b) in b.iter().enumerate() {
            let up = cell(&row, column + 1);
            let mut cost = tables.cost(phone_a, phone_b);
            if at == 0 && column == 0 && cost > 15 {
                // Scribes and offices rarely change how a name begins.
                cost += cost / 4;
            }
            let mut best = (corner + cost).min(up + gap_a).min(left + tables.gap(phone_b, arabic));
            if phone_a == previous_b && phone_b == previous_a && phone_a != phone_b && column > 0 {
                best = best.min(cell(&before, column - 1) + SWAPPED);
            }
            if let Some(cell) = next.get_mut(column + 1) {
                *cell = best;
            }
            corner = up;
            left = best;
            previous_b = phone_b;
        }
        previous_a = phone_a;
        before = row;
        row = next;
        if at + 1 == stem_a {
            found.stems = cell(&row, stem_b);
            found.stem_whole = cell(&row, columns);
        }
    }
    found.whole = cell(&row, columns);
    found.whole_stem = cell(&row, stem_b);
    found
}
