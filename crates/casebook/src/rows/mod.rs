//! Claims as rows and back: nothing of a claim is lost on the way, since "as known at" and the digest read it from here.

mod contexts;
mod custody;
mod read;
mod words;
mod write;

pub(crate) use contexts::{Contexts, Told};
pub(crate) use custody::read_step;
pub(crate) use read::{ClaimRow, Reading, SaveRow, Zones, claim_row, read_decision, save_row};
pub(crate) use words::Words;
pub(crate) use write::Writer;
