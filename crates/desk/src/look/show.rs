//! One record: every property, every claim on it with its quote, which is accepted and why; and how it stands with
//! erasure.

use crate::desk::Desk;
use crate::erase::{OnRecord, on_record, on_record_in};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::RecordView;
use claims::RecordId;

/// A record, and how it stands with erasure.
#[derive(Debug)]
pub struct Shown {
    /// The record; none when all that was known of it is gone.
    pub view: Option<RecordView>,
    /// How it stands with erasure now, whatever position is looked at.
    pub erasure: OnRecord,
}

/// Shows a record as of now, or as it was known at a position.
///
/// # Errors
/// Not found when there is no such record (at that position), or it was erased.
pub fn show(desk: &Desk, record: RecordId, position: Option<u64>) -> Outcome<RecordView> {
    let shown = show_with_erasure(desk, record, position)?;
    shown.view.ok_or_else(|| match shown.erasure.gone.last() {
        Some(gone) => Stop::not_found(sentence!("Record {record} was erased on {at} ({tiers}; {parts} sealed parts can no longer be opened): {why}.", record, at = gone.at, tiers = gone.tiers.words(), parts = gone.parts, why = gone.why)),
        None => Stop::not_found(sentence!("There is no record {record}.", record)),
    })
}

/// Shows a record, or that it was erased. What is shown and what is said of erasure are of one moment.
///
/// # Errors
/// Not found when there is no such record (at that position) and none was erased.
pub fn show_with_erasure(desk: &Desk, record: RecordId, position: Option<u64>) -> Outcome<Shown> {
    let shown = match position {
        None => {
            let casebook = desk.casebook();
            Shown { view: casebook.record(record)?, erasure: on_record_in(desk, &casebook, record) }
        }
        Some(_) => {
            // An earlier state is read under a lock of its own: what was erased meanwhile is looked at again.
            let mut before = on_record(desk, record);
            loop {
                let view = desk.reading(position, |casebook| Ok(casebook.record(record)?))?;
                let erasure = on_record(desk, record);
                if erasure.gone == before.gone {
                    break Shown { view, erasure };
                }
                before = erasure;
            }
        }
    };
    if shown.view.is_none() && shown.erasure.gone.is_empty() {
        return Err(Stop::not_found(sentence!("There is no record {record}.", record)));
    }
    Ok(shown)
}
