//! One report: its bytes, and the passages that claims rest on.

use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::ReportView;
use claims::RecordId;

/// Shows a report with the passages its claims quote.
///
/// # Errors
/// Not found when there is no such report.
pub fn report(desk: &Desk, record: RecordId) -> Outcome<ReportView> {
    desk.casebook()
        .report(record)?
        .ok_or_else(|| Stop::not_found(sentence!("There is no report {record}.", record)))
}
