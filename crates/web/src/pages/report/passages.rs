//! The text of a report cut at the borders of its quoted passages, which may overlap in any way. Every byte of the text
//! appears exactly once.

use crate::say::user_block;
use casebook::Passage;
use claims::Property;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Passages linked from one segment; the others are in the list beside the text.
const LINKED: usize = 4;

/// A stretch of text with the passages it belongs to.
#[derive(Serialize)]
pub(super) struct Segment {
    text: String,
    /// The passages: number in the list, and the claim the mark leads to.
    marks: Vec<(usize, String)>,
    /// Not part of what the report tells: navigation, donation lines, a caption that stood above already.
    /// The message that says which.
    aside: Option<&'static str>,
    /// Claims whose quote begins here: the places other pages lead to.
    anchors: Vec<String>,
}

/// Cuts `window` of the bytes at the borders of the passages.
pub(super) fn segments(bytes: &[u8], window: Range<usize>, passages: &[Passage]) -> Vec<Segment> {
    let clip = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).clamp(window.start, window.end);
    let mut begins: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut ends: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut borders = BTreeSet::from([window.start, window.end]);
    for (index, passage) in passages.iter().enumerate() {
        let (start, end) = (clip(passage.start), clip(passage.end));
        if start >= end {
            continue;
        }
        begins.entry(start).or_default().push(index);
        ends.entry(end).or_default().push(index);
        borders.extend([start, end]);
    }
    let mut open: BTreeSet<usize> = BTreeSet::new();
    let mut out = Vec::with_capacity(borders.len());
    let borders: Vec<usize> = borders.into_iter().collect();
    for pair in borders.windows(2) {
        let &[from, to] = pair else { continue };
        for closed in ends.get(&from).into_iter().flatten() {
            open.remove(closed);
        }
        let begun = begins.get(&from).map(Vec::as_slice).unwrap_or_default();
        open.extend(begun.iter().copied());
        let to_claim = |index: &usize| {
            let claim = passages.get(*index)?.claims.first()?;
            Some((index + 1, format!("/record/{}#c-{}", claim.about.record, claim.id)))
        };
        out.push(Segment {
            text: user_block(&String::from_utf8_lossy(bytes.get(from..to).unwrap_or_default())),
            aside: aside(open.iter().filter_map(|index| passages.get(*index))),
            marks: open.iter().filter_map(to_claim).take(LINKED).collect(),
            anchors: begun
                .iter()
                .filter_map(|index| passages.get(*index))
                .flat_map(|passage| passage.claims.iter().map(|claim| claim.id.to_string()))
                .collect(),
        });
    }
    out
}

/// Why a stretch is not read as news, when nothing else is said of it.
fn aside<'p>(passages: impl Iterator<Item = &'p Passage>) -> Option<&'static str> {
    let mut words = None;
    for claim in passages.flat_map(|passage| &passage.claims) {
        words = match claim.property {
            Property::ReportBoilerplate => Some("p-report-boilerplate"),
            Property::ReportRepeat => Some("p-report-repeat"),
            _ => return None,
        };
    }
    words
}
