//! The board: per unit, who is held now, most urgent first, with both clocks.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::BoardUnit;
use claims::when::Instant;

/// What the board is asked for.
#[derive(Debug, Clone, Copy)]
pub struct BoardQuery {
    /// The moment; none for now.
    pub at: Option<Instant>,
    /// As it was known at this position; none for now.
    pub position: Option<u64>,
    /// Seconds after which the last word counts as stale.
    pub fresh_for: i64,
}

/// The board at a moment.
#[derive(Debug)]
pub struct Board {
    /// The moment.
    pub at: Instant,
    /// The ledger position it rests on.
    pub position: u64,
    /// The units; the last has none: people held nobody knows where.
    pub units: Vec<BoardUnit>,
}

/// Draws the board.
///
/// # Errors
/// A refusal when there is no such position.
pub fn board(desk: &Desk, query: &BoardQuery) -> Outcome<Board> {
    let at = query.at.unwrap_or_else(|| desk.now());
    desk.reading(query.position, |casebook| {
        Ok(Board { at, position: casebook.position(), units: casebook.board(at, query.fresh_for)? })
    })
}
