//! Family liaison: an enquiry comes in, an operator finds who is meant, and one of four safe answers goes out. Whoever
//! asks second finds the first answer. Every look-up is in the ledger, with who made it.

mod answer;
mod ask;
mod found;
mod safe;

pub use answer::{answer_enquiry, take_answer_back};
pub use ask::{Asked, EnquiryNote, ask};
pub use found::{Candidate, Found, OpenMatch, enquiries, found, open_matches};
pub use safe::{SafeAnswer, safe_answer};
