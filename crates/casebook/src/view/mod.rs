//! Reading the casebook for people: one record with everything said of it, one report with its quotes.

mod claim;
mod label;
mod quote;
mod record;
mod report;

pub(crate) use claim::ManneredRow;
pub use claim::{ClaimState, ClaimView, RulingView, SourceView};
pub use label::Named;
pub use record::{JudgementView, PropertyView, RecordView, Standing, UsedBy};
pub use report::{Passage, QuoteState, QuotingClaim, ReportRow, ReportView};
