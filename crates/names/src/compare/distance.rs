//! The weighted edit distance between two words, in hundredths of a consonant. Integer and symmetric.
//!
//! It is counted by what is saved: leaving out both words altogether costs all their gaps, and each phone that stands
//! for one of the other word saves the two gaps less the cost of taking one for the other. The most that can be saved,
//! order kept, needs one addition and two comparisons a cell. Rows are worked on at a fixed width, without a branch:
//! where a word ends cannot be foretold, and a wrong guess of the processor costs more than a row.

use crate::phones::{self, Phone, Tables};
use crate::reading::Spoken;

/// Longest word, two words written together included.
const LONGEST: usize = 48;
/// Two neighbouring letters exchanged: a slip of the hand.
const SWAPPED: i32 = 60;

/// Distances of two words and of what is left of them without their endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Distances {
    pub whole: u16,
    pub stems: u16,
    /// The first without its ending, the second whole.
    pub stem_whole: u16,
    pub whole_stem: u16,
}

/// None if the words are further apart than `limit`, ending or no ending: they are then two words, and nobody asks by
/// how much.
pub(crate) fn distances(
    a: &Spoken<'_>,
    b: &Spoken<'_>,
    arabic: bool,
    limit: u16,
    tables: &Tables,
) -> Option<Distances> {
    // What both begin with costs nothing.
    let (same, gaps) = beginning(a, b, arabic, tables);
    let start = if same == 0 { first(a, b, tables) } else { 0 };
    let (a, b) = (a.behind(same, gaps), b.behind(same, gaps));
    // The shorter word goes across, where its length is rounded up.
    let turned = a.length < b.length;
    let (down, across) = if turned { (&b, &a) } else { (&a, &b) };
    let found = match across.length {
        0..=8 => table(down, across, across.padded::<8>()?, (start, arabic), tables),
        9..=16 => table(down, across, across.padded::<16>()?, (start, arabic), tables),
        length => {
            let mut padded = [0; LONGEST];
            let phones = across.phones.get(..length.min(LONGEST))?;
            padded.get_mut(..phones.len())?.copy_from_slice(phones);
            table(down, across, &padded, (start, arabic), tables)
        }
    };
    let nearest = found.whole.min(found.stems).min(found.stem_whole).min(found.whole_stem);
    let (stem_whole, whole_stem) =
        if turned { (found.whole_stem, found.stem_whole) } else { (found.stem_whole, found.whole_stem) };
    (nearest <= limit).then_some(Distances { stem_whole, whole_stem, ..found })
}

/// What can be saved of the phones so far and each beginning of the word across but the empty one.
type Row<const WIDTH: usize> = [i32; WIDTH];

fn table<const WIDTH: usize>(
    down: &Spoken<'_>,
    across: &Spoken<'_>,
    phones: &[Phone; WIDTH],
    (start, arabic): (i32, bool),
    tables: &Tables,
) -> Distances {
    let saved = |row: &Row<WIDTH>, count: usize| {
        count.checked_sub(1).and_then(|at| row.get(at)).copied().unwrap_or(0).max(0)
    };
    let (mut one, mut two, mut three) = ([0; WIDTH], [0; WIDTH], [0; WIDTH]);
    let (mut before, mut row, mut next): (&mut Row<WIDTH>, _, _) = (&mut one, &mut two, &mut three);
    // What is saved before the first phone of the word across: nothing, or less where the words begin differently.
    let (mut older, mut corner) = (0, start);
    let (mut stems, mut stem_whole) = (0, 0);
    let letters = bytes(phones);
    let (mut previous, mut previous_places): (Phone, u128) = (0, 0);
    let gains = tables.gains(arabic);
    for (at, &phone) in down.phones.iter().enumerate() {
        if at == down.stem {
            (stems, stem_whole) = (saved(row, across.stem), saved(row, across.length));
        }
        step(row, next, phones::row(gains, phone), phones, corner);
        // Where both phones stand in the other word, the other way round.
        let places = places(letters, phone);
        let turned = places & (previous_places >> 8);
        if turned != 0 && phone != previous {
            let gaps = tables.gaps(arabic);
            let both = i32::from(phones::at(gaps, phone) + phones::at(gaps, previous));
            swap(turned, 2 * both - SWAPPED, (older, before), next);
        }
        (older, corner, previous, previous_places) = (corner, 0, phone, places);
        (before, row, next) = (row, next, before);
    }
    let (whole_stem, whole) = (saved(row, across.stem), saved(row, across.length));
    if down.stem >= down.length {
        (stems, stem_whole) = (whole_stem, whole);
    }
    let (down, across) = (down.gaps(arabic), across.gaps(arabic));
    let cost = |one: u16, other: u16, saved: i32| (i32::from(one) + i32::from(other) - saved).max(0) as u16;
    Distances {
        whole: cost(down.whole, across.whole, whole),
        stems: cost(down.stem, across.stem, stems),
        stem_whole: cost(down.stem, across.whole, stem_whole),
        whole_stem: cost(down.whole, across.stem, whole_stem),
    }
}

/// How many phones both begin with, none of an ending and at most eight, and their gaps.
fn beginning(a: &Spoken<'_>, b: &Spoken<'_>, arabic: bool, tables: &Tables) -> (usize, u16) {
    let (Some(first_a), Some(first_b)) = (a.padded::<8>(), b.padded::<8>()) else { return (0, 0) };
    let unlike = u64::from_le_bytes(*first_a) ^ u64::from_le_bytes(*first_b);
    let same = (unlike.trailing_zeros() as usize / 8).min(a.stem).min(b.stem);
    let gaps = tables.gaps(arabic);
    let counted = (0..).zip(first_a).map(|(at, phone)| if at < same { phones::at(gaps, *phone) } else { 0 });
    (same, counted.sum())
}

/// Scribes and offices rarely change how a name begins.
fn first(a: &Spoken<'_>, b: &Spoken<'_>, tables: &Tables) -> i32 {
    match (a.phones.first(), b.phones.first()) {
        (Some(first), Some(other)) => {
            let cost = i32::from(tables.cost(*first, *other));
            if cost > 15 { -(cost / 4) } else { 0 }
        }
        _ => 0,
    }
}

/// From one row to the next. On its own, because compilers turn a choice of two numbers into a jump where it stands
/// within a loop, and these cannot be foretold.
#[inline(never)]
fn step<const WIDTH: usize>(
    row: &Row<WIDTH>,
    next: &mut Row<WIDTH>,
    gains: &[u8; phones::COUNT],
    phones: &[Phone; WIDTH],
    mut corner: i32,
) {
    let mut left = 0;
    for ((cell, above), other) in next.iter_mut().zip(row).zip(phones) {
        left = (corner + i32::from(phones::at(gains, *other))).max(*above).max(left);
        corner = *above;
        *cell = left;
    }
}

/// The two last phones of the one word stand in the other order in the other; the first of such places is looked at.
fn swap<const WIDTH: usize>(
    turned: u128,
    saved: i32,
    (older, before): (i32, &Row<WIDTH>),
    next: &mut Row<WIDTH>,
) {
    let at = turned.trailing_zeros() as usize / 8;
    let start = at.checked_sub(1).map_or(Some(&older), |at| before.get(at));
    let (Some(start), Some(cell)) = (start, next.get(at + 1)) else { return };
    let raised = start + saved;
    if raised > *cell {
        next.iter_mut().skip(at + 1).for_each(|cell| *cell = raised.max(*cell));
    }
}

/// The first sixteen phones as one number.
fn bytes<const WIDTH: usize>(phones: &[Phone; WIDTH]) -> u128 {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(phones).for_each(|(byte, phone)| *byte = *phone);
    u128::from_le_bytes(bytes)
}

/// The highest bit of each byte that is this phone.
fn places(letters: u128, phone: Phone) -> u128 {
    const LOW: u128 = u128::from_le_bytes([0x7f; 16]);
    let unlike = letters ^ u128::from_le_bytes([phone; 16]);
    !(((unlike & LOW) + LOW) | unlike | LOW)
}
