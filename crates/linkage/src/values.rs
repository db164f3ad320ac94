//! Written values read into the forms that are compared. The written value itself is never changed.

pub mod date;
pub mod digits;
pub mod letters;
