//! Counting: a question becomes a number with its receipt, and two numbers a difference in words.

mod ask;
mod breakdown;
mod diff;
mod lately;
mod query;
mod receipt;
mod side_by_side;
mod since;
mod words;

pub use ask::count;
pub use breakdown::{Breakdown, MOST_PARTS, PartCount, Public, breakdown};
pub use diff::{Difference, diff};
pub(crate) use lately::Lately;
pub use lately::{CountedLately, count_lately};
pub use query::CountQuery;
pub use receipt::{Exclusion, Receipt, ReceiptLine};
pub use side_by_side::{MeasureNow, SideBySide, side_by_side};
pub use since::{earlier, since};
pub use words::{change_in_words, flag_in_words, why_in_words};
