//! A stretch of time by rows: one row an event or unit, bars for each piece of it. What was taken or brought in is a full
//! bar, what was let go a hollow one beside it; numbers stand on the bars where there is room.

use super::{Drawing, Hours};
use crate::say::Say;
use claims::when::ZoneId;

/// One row.
pub(crate) struct Row {
    /// What it is called, with its numbers.
    pub words: String,
    /// Per piece: full, hollow.
    pub bars: Vec<(u64, u64)>,
}

/// Pixels of a row, of its tallest bar, and above the first row.
const ROW: usize = 58;
const TALL: u64 = 26;
const TOP: usize = 18;
/// Pieces beyond which numbers do not fit on the bars.
const ROOM: usize = 24;

/// Draws the rows along these hours.
pub(crate) fn day(rows: &[Row], hours: Hours, say: &Say, zone: &ZoneId, label: &str) -> String {
    let bottom = TOP + rows.len() * ROW;
    let mut drawing = Drawing::new("day", bottom + 4, label);
    hours.draw(&mut drawing, say, zone, TOP, bottom);
    // One scale for all, so that bars compare; a few must still be seen beside hundreds.
    let most = rows
        .iter()
        .flat_map(|row| &row.bars)
        .map(|(full, hollow)| *full.max(hollow))
        .max()
        .unwrap_or(1)
        .max(1);
    let tall = |count: u64| match count {
        0 => 0,
        count => (count.saturating_mul(TALL) / most).max(3) as usize,
    };
    for (at, row) in rows.iter().enumerate() {
        let (top, base) = (TOP + at * ROW, TOP + (at + 1) * ROW - 4);
        drawing.words(0.0, top + 14, "step", "start", &row.words);
        drawing.line("axis", (0.0, base), (100.0, base));
        let wide = 100.0 / row.bars.len().max(1) as f64;
        for (piece, (full, hollow)) in row.bars.iter().enumerate() {
            let left = piece as f64 * wide;
            let both = *full > 0 && *hollow > 0;
            // Two beside each other when there are two.
            let (middle, right) = if both {
                (left + wide * 0.5, left + wide * 0.94)
            } else {
                (left + wide * 0.94, left + wide * 0.94)
            };
            for (count, class, from, to) in [
                (*full, "sure", left + wide * 0.06, middle),
                (*hollow, "hollow", if both { middle } else { left + wide * 0.06 }, right),
            ] {
                if count == 0 {
                    continue;
                }
                drawing.bar(class, from, to, base - tall(count), tall(count));
                if row.bars.len() <= ROOM {
                    let number = say.number(count);
                    drawing.words((from + to) / 2.0, base - tall(count) - 2, "tick count", "middle", &number);
                }
            }
        }
    }
    drawing.done()
}
