//! Small cells of a table that leaves the house. A number of one to four people in a row that names a station and a role
//! can point at one of them, so it is shown as "fewer than five"; and where the row could be found from the others and
//! the total, more rows are withheld until it cannot (docs/counting.md, section 6).
//!
//! Pure: it looks at numbers only, and the same table gives the same answer.

/// Numbers below this are not shown to the public.
pub const LEAST_SHOWN: u64 = 5;

/// One cell of a table for the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Shown as it is.
    Open,
    /// Fewer than the least number shown, none included.
    Small,
    /// Withheld, so that others cannot be found.
    Withheld,
}

/// A table for the public: its total and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    /// The total.
    pub total: Cell,
    /// The rows, in their order.
    pub rows: Vec<Cell>,
}

/// True when so few are documented that they are not shown. Nobody, for certain, is no secret.
fn is_small(floor: u64, ceiling: Option<u64>, least: u64) -> bool {
    floor < least && ceiling != Some(0)
}

/// Which cells of a table can be shown. Every cell is its floor and its ceiling.
///
/// A reader of the result may know the exact sum of the hidden floors (which is more than the total tells, since rows
/// may overlap and a total may hold people who are in no row), that small cells are below `least`, that withheld ones
/// are not, and that the smallest rows are withheld first. Still no number from none to the greatest that is small is
/// excluded for any row marked [`Cell::Small`]. Where no choice of rows gives that, every row is withheld and none is
/// marked. Whoever also replays every step of the rule may exclude some numbers, but is left with more than one.
pub fn protect(total: (u64, Option<u64>), rows: &[(u64, Option<u64>)], least: u64) -> Protected {
    let withheld = || vec![Cell::Withheld; rows.len()];
    if is_small(total.0, total.1, least) {
        return Protected { total: Cell::Small, rows: withheld() };
    }
    let mut cells: Vec<Cell> = rows
        .iter()
        .map(|(floor, ceiling)| if is_small(*floor, *ceiling, least) { Cell::Small } else { Cell::Open })
        .collect();
    // The smallest are withheld first: they take the least away. Rows of nobody hide nothing.
    let mut next: Vec<usize> =
        (0..rows.len()).filter(|at| rows.get(*at).is_some_and(|(floor, _)| *floor >= least)).collect();
    next.sort_by_key(|at| (rows.get(*at).map(|row| row.0), *at));
    let mut next = next.into_iter();
    while !is_safe(rows, &cells, least) {
        match next.next().and_then(|at| cells.get_mut(at)) {
            Some(cell) => *cell = Cell::Withheld,
            None => return Protected { total: Cell::Open, rows: withheld() },
        }
    }
    Protected { total: Cell::Open, rows: cells }
}

/// True when each small cell can still be anything from 0 to `least - 1` for that reader.
fn is_safe(rows: &[(u64, Option<u64>)], cells: &[Cell], least: u64) -> bool {
    let of = |which: Cell| {
        rows.iter()
            .zip(cells)
            .filter(move |(_, cell)| **cell == which)
            .map(|((floor, _), _)| u128::from(*floor))
    };
    let (small, withheld) = (of(Cell::Small).count() as u128, of(Cell::Withheld).count() as u128);
    if small == 0 {
        return true;
    }
    let hidden: u128 = of(Cell::Small).chain(of(Cell::Withheld)).sum();
    let (most, least) = (u128::from(least.saturating_sub(1)), u128::from(least));
    // No withheld row is larger than the smallest that is shown.
    let bound = of(Cell::Open).filter(|floor| *floor >= least).min();
    let largest = if withheld == 0 {
        Some((small - 1) * most)
    } else {
        bound.map(|bound| (small - 1) * most + withheld * bound)
    };
    // The cell can be `most` when the others have room below; it can be none when they can take all there is.
    hidden >= least * withheld + most && largest.is_none_or(|largest| hidden <= largest)
}
