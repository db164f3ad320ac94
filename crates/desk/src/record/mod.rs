//! Recording by hand: a call as it is told, a single claim, or a report
//! handed in from outside.

mod call;
mod claim;
mod submitted_report;

pub(crate) use call::read_when;
pub use call::{CallNote, Recorded, record_call, under_convention};
pub use claim::{ClaimNote, read_value, record_claim};
pub use submitted_report::{
    CheckedReport, LARGEST_REPORT, SignedReport, Submitted, check_report, save_reports, signed_message,
    submitted_report,
};
