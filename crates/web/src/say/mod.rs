//! Languages: every sentence of a page comes from a message file. Here are the messages, numbers, times and durations
//! of one language, and the words for what the domain knows.
//!
//! Text that people wrote goes through [`user`] on its way to a page: invisible characters that turn the writing
//! direction are shown, not obeyed.

mod alphabet;
mod language;
mod length;
mod messages;
mod moment;
mod refused;
mod user;
mod value;
mod words;

pub(crate) use language::Language;
pub(crate) use messages::{Arg, Say};
pub(crate) use moment::Moment;
pub(crate) use user::{cut, user, user_block};
pub(crate) use value::{Shown, Target};
