//! Counting: a question becomes a number with its receipt, and two numbers a difference in words.

mod ask;
mod diff;
mod query;
mod receipt;
mod words;

pub use ask::count;
pub use diff::{Difference, diff};
pub use query::CountQuery;
pub use receipt::{Exclusion, Receipt, ReceiptLine};
pub use words::{change_in_words, flag_in_words, why_in_words};
