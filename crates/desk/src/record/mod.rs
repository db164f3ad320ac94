//! Recording by hand: a call as it is told, a single claim, or a report
//! handed in from outside.

mod call;
mod call_again;
mod claim;
mod contact;
mod describe_named;
mod once;
mod receipt;
mod submitted_report;
mod suggest;
mod told;
mod undo_call;

pub use call::{CallNote, LONGEST_WAIT, Recorded, receipt_of, record_call, report_of_key, under_convention};
pub use call_again::{CallAgain, call_again, calls_people, units_to_offer};
pub use claim::{ClaimNote, read_value, record_claim};
pub(crate) use contact::keep_apart;
pub use contact::{USUALLY_KEPT, contact_of, contacts, expire_contacts, look_at_contact};
pub use describe_named::{
    SAID_OF_PLACES, SAID_OF_UNITS, UNIT_SORTS, add_place, choose_said, describe_named, said_of,
    take_back_said, undo_said,
};
pub(crate) use once::Turns;
pub use receipt::{ReceiptCode, reports_of_receipt};
pub use submitted_report::{
    CheckedReport, LARGEST_REPORT, SignedReport, Submitted, check_report, save_reports, signed_message,
    submitted_report,
};
pub use suggest::{AlikePerson, FromNote, Suggested, suggest};
pub(crate) use told::read_when;
pub use undo_call::undo_call;
