//! The log of views, read: who looked at whom, and who saw the board of a unit while somebody stood on it.

use super::looked::SAME_VIEW;
use super::members::folded;
use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::SeenAs;
use claims::when::Instant;
use claims::{Access, RecordId};

/// Which views are asked for; nothing narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct LooksQuery {
    /// Those of this handle, or of this program.
    pub who: Option<String>,
    /// Those of this record: of itself, of what is about it, and of the boards it stood on.
    pub at: Option<RecordId>,
    /// Not before.
    pub from: Option<Instant>,
    /// Not after.
    pub to: Option<Instant>,
    /// Views left out at the beginning of the list, which is the latest.
    pub skip: usize,
    /// Views at most.
    pub most: usize,
}

/// One view: what one member saw within a few seconds.
#[derive(Debug, Clone)]
pub struct Look {
    /// When it was written down.
    pub at: Instant,
    /// Who looked.
    pub who: Box<str>,
    /// The records that were seen; when one was asked for, those alone by which it was seen. A unit among them stands for its
    /// board with everybody on it.
    pub records: Vec<RecordId>,
}

/// Who looked at whom, the latest first.
///
/// # Errors
/// A fault when the casebook cannot be read.
pub fn looks(desk: &Desk, asked: &LooksQuery) -> Outcome<Vec<Look>> {
    let casebook = desk.casebook();
    let of = asked.at.map(|record| casebook.seen_as(record)).transpose()?;
    let who = asked.who.as_deref().map(folded);
    let views = casebook.looked(usize::MAX).into_iter().filter_map(|view| {
        let Access::Looked(records) = view.access else { return None };
        let in_time =
            asked.from.is_none_or(|from| view.at >= from) && asked.to.is_none_or(|to| view.at <= to);
        if !in_time || who.as_ref().is_some_and(|who| folded(&view.author) != *who) {
            return None;
        }
        let records: Vec<RecordId> = match &of {
            None => records,
            Some(of) => records.into_iter().filter(|record| showed(of, *record, view.at)).collect(),
        };
        (!records.is_empty()).then_some(Look { at: view.at, who: view.author, records })
    });
    Ok(views.skip(asked.skip).take(asked.most).collect())
}

/// True when looking at this record then showed whom it is asked about. A board that stays open is noted once in a quarter of an
/// hour, so it showed them also when they came on it within that time.
fn showed(of: &SeenAs, record: RecordId, at: Instant) -> bool {
    of.records.contains(&record)
        || of.at.iter().any(|stood| {
            stood.unit == record
                && stood.from <= at.saturating_add(SAME_VIEW)
                && stood.until.is_none_or(|until| at <= until)
        })
}
