//! The source's own text beside what is decided: a window around the quotes, which are marked and numbered in place.

use crate::app::Scene;
use crate::say::{cut, user, user_block};
use casebook::ClaimView;
use claims::{RecordId, Spot};
use desk::Outcome;
use serde::Serialize;
use std::collections::BTreeSet;

/// Bytes before and after what is quoted.
const AROUND: usize = 900;
/// Bytes of a text of which nothing is quoted.
const BEGINNING: usize = 2400;
/// Reports shown beside one thing.
const PAPERS: usize = 4;

/// One report's text.
#[derive(Serialize)]
pub(super) struct Paper {
    href: String,
    title: String,
    pieces: Vec<Piece>,
}

#[derive(Serialize)]
pub(super) struct Piece {
    text: String,
    /// Numbers of the claims whose words it is.
    marks: Vec<usize>,
}

/// The texts on which numbered claims rest; of claims without a report there is none.
pub(super) fn papers(scene: &Scene, claims: &[(usize, &ClaimView)]) -> Outcome<Vec<Paper>> {
    let mut reports: Vec<RecordId> = Vec::new();
    for (_, claim) in claims {
        if let Some(locator) = &claim.locator
            && !reports.contains(&locator.report)
        {
            reports.push(locator.report);
        }
    }
    let mut out = Vec::new();
    for report in reports.into_iter().take(PAPERS) {
        let spans = claims.iter().filter_map(|(number, claim)| {
            let locator = claim.locator.as_ref().filter(|locator| locator.report == report)?;
            match locator.spot {
                Spot::Quote { start, end } => {
                    Some((*number, usize::try_from(start).ok()?, usize::try_from(end).ok()?))
                }
                _ => None,
            }
        });
        let spans: Vec<(usize, usize, usize)> = spans.collect();
        // Rows of tables are shown as they were kept, since a table has no running text.
        let rows = claims.iter().filter(|(_, claim)| {
            claim
                .locator
                .as_ref()
                .is_some_and(|locator| locator.report == report && matches!(locator.spot, Spot::Row { .. }))
        });
        let rows: Vec<(usize, &str)> =
            rows.filter_map(|(number, claim)| Some((*number, claim.quote.as_deref()?))).collect();
        out.extend(paper(scene, report, &spans, &rows)?);
    }
    Ok(out)
}

fn paper(
    scene: &Scene,
    report: RecordId,
    spans: &[(usize, usize, usize)],
    rows: &[(usize, &str)],
) -> Outcome<Option<Paper>> {
    let view = desk::look::report(&scene.app.desk, report)?;
    let pieces = match view.text.as_deref() {
        Some(text) if rows.is_empty() => pieces(text, spans),
        _ => rows
            .iter()
            .map(|(number, row)| Piece { text: user_block(cut(row, BEGINNING).0), marks: vec![*number] })
            .collect(),
    };
    let shown = pieces.iter().any(|piece| !piece.text.trim().is_empty());
    Ok(shown.then(|| Paper {
        href: format!("/report/{report}"),
        title: user(cut(&view.title, 200).0),
        pieces,
    }))
}

/// The text around the spans, cut where they begin and end; every byte of the window appears once.
pub(super) fn pieces(text: &str, spans: &[(usize, usize, usize)]) -> Vec<Piece> {
    let first = spans.iter().map(|(_, start, _)| *start).min();
    let last = spans.iter().map(|(_, _, end)| *end).max();
    let (mut from, mut to) = match (first, last) {
        (Some(first), Some(last)) => (first.saturating_sub(AROUND), last.saturating_add(AROUND)),
        _ => (0, BEGINNING),
    };
    (from, to) = (from.min(text.len()), to.min(text.len()));
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let whole = |at: usize| {
        let mut at = at.clamp(from, to);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let mut borders = BTreeSet::from([from, to]);
    for (_, start, end) in spans {
        borders.extend([whole(*start), whole(*end)]);
    }
    let borders: Vec<usize> = borders.into_iter().collect();
    let mut out = Vec::with_capacity(borders.len());
    for pair in borders.windows(2) {
        let &[start, end] = pair else { continue };
        let mut marks: Vec<usize> = spans
            .iter()
            .filter(|(_, first, last)| whole(*first) <= start && end <= whole(*last))
            .map(|(number, ..)| *number)
            .collect();
        marks.dedup();
        out.push(Piece { text: user_block(text.get(start..end).unwrap_or_default()), marks });
    }
    out
}
