//! Every measure of one question side by side, and what others say of each. They are never mixed and never added up.

use super::ask::{Question, events};
use super::query::CountQuery;
use super::receipt::beside;
use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::FigureView;
use claims::counting::Measure;
use claims::when::Instant;
use ledger::Position;

/// One measure.
#[derive(Debug, Clone)]
pub struct MeasureNow {
    /// Which.
    pub measure: Measure,
    /// At least so many.
    pub floor: u64,
    /// At most so many; none when something counted has no upper bound.
    pub ceiling: Option<u64>,
    /// Numbers claimed by others about it.
    pub figures: Vec<FigureView>,
}

/// Every measure of one question.
#[derive(Debug, Clone)]
pub struct SideBySide {
    /// The as-of moment.
    pub as_of: Instant,
    /// Where the ledger stood.
    pub position: Position,
    /// The measures, in their order.
    pub measures: Vec<MeasureNow>,
    /// When the first of what is counted began, as far as is known: where a slider begins.
    pub since: Option<Instant>,
}

/// Counts every measure. Each number is that of [`super::count`] for the same question.
///
/// # Errors
/// As [`super::count`].
pub fn side_by_side(desk: &Desk, query: &CountQuery) -> Outcome<SideBySide> {
    let as_of = query.moment(desk)?;
    // As one number is: what is asked of is taken out, and counted beside whoever saves.
    let (position, figures, asked, events) = desk.reading(query.position, |casebook| {
        let position = desk.position_at(casebook.position())?;
        let asked = Question::of(casebook, query)?;
        Ok((position, casebook.figures()?, asked, events(casebook, query, as_of)?))
    })?;
    let now = |measure: Measure| {
        let count = match measure {
            Measure::Events => &events,
            _ => &asked.count(desk, &CountQuery { measure, ..query.clone() }, as_of),
        };
        MeasureNow {
            measure,
            floor: count.floor,
            ceiling: count.ceiling,
            figures: figures.iter().filter(|of| beside(measure, of, as_of)).cloned().collect(),
        }
    };
    let measures = Measure::ALL.into_iter().map(now).collect();
    let starts = asked.sheet.episodes.iter().map(|episode| episode.start);
    let since = starts.filter_map(|start| start.earliest.or(start.latest)).min();
    Ok(SideBySide { as_of, position, measures, since })
}
