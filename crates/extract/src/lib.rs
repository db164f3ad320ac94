//! Reading a report: from its text to draft facts, each with the words that prove it, for a person to accept or refuse.
//!
//! Pure: no IO, no network, no clock. What the languages say stands in data files (`data/`), which a speaker can mend.
//! Nothing here ever invents: a value is made of tokens of the text or is not made.

pub mod document;
pub mod eval;
pub mod fact;
pub mod facts;
pub mod frame;
pub mod gold;
pub mod items;
pub mod lang;
pub mod lexicon;
pub mod read;
pub mod second;
pub mod sentence;
pub mod span;
pub mod token;
pub mod triage;
pub mod weigh;

pub use document::About;
pub use fact::{Day, Fact, Kind, Outcome};
pub use lang::Lang;
pub use read::{Doubt, Reading, read};
