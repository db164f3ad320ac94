//! Figures by others, side by side, with what to know before quoting one. They are never averaged and never summed.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::FigureView;
use claims::figures::{Figure, Flag, compare};

/// Figures and what was noticed about them.
#[derive(Debug)]
pub struct FigureSheet {
    /// The figures, in the order of their labels.
    pub figures: Vec<FigureView>,
    /// What to know about them.
    pub flags: Vec<Flag>,
}

/// Lists the figures and holds them against each other.
///
/// # Errors
/// A refusal when there is no such position.
pub fn figures(desk: &Desk, position: Option<u64>) -> Outcome<FigureSheet> {
    desk.reading(position, |casebook| {
        let mut figures = casebook.figures()?;
        figures.sort_by(|a, b| (&a.label, a.record).cmp(&(&b.label, b.record)));
        let plain: Vec<Figure> = figures.iter().map(plain).collect();
        Ok(FigureSheet { flags: compare(&plain), figures })
    })
}

fn plain(view: &FigureView) -> Figure {
    Figure {
        record: view.record,
        label: view.label.clone(),
        measure: view.measure.clone(),
        unit: view.unit.clone(),
        amount: view.amount.clone(),
        parts: view.parts.clone(),
        scope: view.scope.clone(),
        period: view.period.as_ref().map_or(claims::when::Bounds::UNKNOWN, claims::when::When::bounds),
        speaker: view.speaker.clone(),
        outlet: view.outlet.clone(),
        said_on: view.said_on.as_ref().map_or(claims::when::Bounds::UNKNOWN, claims::when::When::bounds),
    }
}
