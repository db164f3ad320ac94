//! Why a record adds what it adds or nothing, and why a number moved: in the reader's language.

use crate::say::Say;
use claims::counting::Reason;

/// Why a record adds what it adds, or was left out, by the code of the receipt.
pub(super) fn why(say: &Say, code: &str) -> String {
    say.the(&format!("why-{}", code.replace('_', "-")))
}

/// Why a number moved.
pub(in crate::pages) fn reason(say: &Say, reason: Reason) -> String {
    say.the(match reason {
        Reason::HappenedSince => "change-happened-since",
        Reason::FoundLate => "change-found-late",
        Reason::JudgedSame => "change-judged-same",
        Reason::ToldApart => "change-told-apart",
        Reason::Withdrawn => "change-withdrawn",
        Reason::Corrected => "change-corrected",
    })
}
