//! Reasons, differences and flags in plain English, for the command line and for receipts that leave as text. The pages
//! say the same from their message files.

use claims::counting::{Change, Reason, Why};
use claims::figures::Flag;
use std::collections::HashMap;
use std::hash::BuildHasher;

/// Why a record adds what it adds.
pub fn why_in_words(why: &Why) -> String {
    match why {
        Why::Named => "a named person".to_owned(),
        Why::Unnamed => "one person without a name".to_owned(),
        Why::GroupBeyond => "people of a group beyond everybody else counted".to_owned(),
        Why::MayOverlap => "a group that may consist of people already counted".to_owned(),
        Why::InsideLarger => "its people are counted in a larger group".to_owned(),
        Why::MaybeSame(_) => "possibly the same as a record already counted: 0–1".to_owned(),
        Why::NotCertain => "the sources do not say for certain that it belongs here: 0–1".to_owned(),
        Why::MergedInto(_) => "judged the same as a record already counted".to_owned(),
        Why::Draft => "only drafts speak of it, and nobody has accepted them".to_owned(),
        Why::Retracted => "every claim that made it was withdrawn".to_owned(),
        Why::Denied => "the sources say that it did not happen".to_owned(),
        Why::NotAsserted => "speaks of what usually happens, of an opinion or a promise".to_owned(),
        Why::NobodyNamed => "a detention of which nobody says whom or how many".to_owned(),
        Why::Erased => "erased: its keys were destroyed, so it is in no number, however early".to_owned(),
        Why::OutsideScope => "outside what is asked, or after the as-of moment".to_owned(),
        Why::AfterAsOf => "after the as-of moment".to_owned(),
    }
}

/// A reason for a difference: `+12 happened since`.
pub fn change_in_words(change: &Change) -> String {
    let why = match change.reason {
        Reason::HappenedSince => "happened since",
        Reason::FoundLate => "found late: it had happened by then",
        Reason::JudgedSame => "judged the same",
        Reason::ToldApart => "told apart",
        Reason::Withdrawn => "withdrawn, or no longer within what is asked",
        Reason::Corrected => "corrected",
    };
    format!("{:+} {why}", change.by)
}

/// What to know about a figure; `labels` names the figures.
pub fn flag_in_words<S: BuildHasher>(flag: &Flag, labels: &HashMap<claims::RecordId, String, S>) -> String {
    let name = |record: &claims::RecordId| labels.get(record).cloned().unwrap_or_else(|| record.short());
    let sum = |parts: &[u64]| parts.iter().map(|n| grouped(*n)).collect::<Vec<_>>().join(" + ");
    match flag {
        Flag::PartsAddUp { figure, parts, total } => {
            format!("{}: its parts add up: {} = {}", name(figure), sum(parts), grouped(*total))
        }
        Flag::PartsFitWord { figure, parts, sum: of_parts, total, word } => format!(
            "{}: its parts make {} = {}, not {}; the words \"{word}\" allow it",
            name(figure),
            sum(parts),
            grouped(*of_parts),
            grouped(*total)
        ),
        Flag::SomePartsAddUp { figure, parts, others, total } => format!(
            "{}: only some of its parts make the total: {} = {}; {} measures something else",
            name(figure),
            sum(parts),
            grouped(*total),
            sum(others)
        ),
        Flag::PartsContradict { figure, parts, sum: of_parts, total } => format!(
            "{}: its parts make {} = {}, which contradicts {}",
            name(figure),
            sum(parts),
            grouped(*of_parts),
            grouped(*total)
        ),
        Flag::MeasureChanged { figure, of, number, was, now } => format!(
            "{} repeats the {} of {} under another measure: there {was}, here {now}",
            name(figure),
            grouped(*number),
            name(of)
        ),
        Flag::PartDiffers { figure, other, label, here, there } => format!(
            "{} says {label} {}, {} says {label} {}, of the same speaker: they contradict",
            name(figure),
            grouped(*here),
            name(other),
            grouped(*there)
        ),
    }
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
