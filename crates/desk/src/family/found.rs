//! What an enquiry finds: who may be meant, what was answered before, and enquiries about somebody not known that a later
//! report matches.

use super::safe::{SafeAnswer, safe_answer};
use crate::desk::Desk;
use crate::review::people_alike;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::{EnquiryView, Named, PersonCase};
use claims::RecordId;
use names::Verdict;
use std::collections::BTreeSet;
use std::sync::Arc;

/// People offered of one enquiry.
const OFFERED: usize = 8;
/// Open enquiries that are held against what came in since.
const OPEN: usize = 300;

/// Somebody who may be meant.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The person.
    pub person: Named,
    /// The written name that is most like the one asked for.
    pub written: String,
    /// What is known beside the name, for the operator alone.
    pub case: Option<PersonCase>,
}

/// What an enquiry finds.
#[derive(Debug, Clone)]
pub struct Found {
    /// The enquiry.
    pub enquiry: Arc<EnquiryView>,
    /// Who may be meant, the most alike first.
    pub candidates: Vec<Candidate>,
    /// Other enquiries for a like name, or about one of them; the latest first.
    pub others: Vec<Arc<EnquiryView>>,
}

/// An enquiry that something has come in for.
#[derive(Debug, Clone)]
pub struct OpenMatch {
    /// The enquiry.
    pub enquiry: Arc<EnquiryView>,
    /// Who may be meant and was not known when it was answered, or of whom something else may be said now.
    pub person: Named,
}

/// All enquiries, the latest first.
///
/// # Errors
/// A fault of the casebook.
pub fn enquiries(desk: &Desk) -> Outcome<Vec<Arc<EnquiryView>>> {
    Ok(desk.casebook().enquiries()?)
}

/// What an enquiry finds.
///
/// # Errors
/// Not found when there is no such enquiry.
pub fn found(desk: &Desk, enquiry: RecordId) -> Outcome<Found> {
    let all = enquiries(desk)?;
    let one =
        all.iter().find(|one| one.record == enquiry).map(Arc::clone).ok_or_else(|| {
            Stop::not_found(sentence!("{enquiry} is not an enquiry that is here.", enquiry))
        })?;
    let mut candidates = Vec::new();
    for alike in people_alike(desk, &one.name, OFFERED)? {
        let case = desk.casebook().person_case(alike.person.record)?;
        candidates.push(Candidate { person: alike.person, written: alike.written, case });
    }
    let mut people: BTreeSet<RecordId> = candidates.iter().map(|one| one.person.record).collect();
    {
        let casebook = desk.casebook();
        let same: Vec<RecordId> = people.iter().flat_map(|person| casebook.same_as(*person)).collect();
        people.extend(same);
    }
    let asked = names::read(&one.name);
    let others = all
        .into_iter()
        .filter(|other| other.record != enquiry)
        .filter(|other| {
            other.about.is_some_and(|about| people.contains(&about))
                || Verdict::of(names::score(&asked, &names::read(&other.name))) != Verdict::Different
        })
        .collect();
    Ok(Found { enquiry: one, candidates, others })
}

/// Enquiries that were answered with less than may be said now, or not at all: somebody of a like name came in since, or
/// more is known of whoever it was about.
///
/// # Errors
/// A fault of the casebook.
pub fn open_matches(desk: &Desk, fresh_for: i64) -> Outcome<Vec<OpenMatch>> {
    let mut matches = Vec::new();
    for enquiry in enquiries(desk)?.into_iter().take(OPEN) {
        let answered = enquiry.answers.last().cloned();
        let told = answered.as_ref().and_then(|answer| SafeAnswer::read(&answer.code));
        if let Some(about) = enquiry.about.filter(|_| told != Some(SafeAnswer::NotKnown)) {
            let now = match safe_answer(desk, Some(about), fresh_for) {
                Ok(now) => Some(now),
                Err(Stop::Refusal(_)) => None,
                Err(fault) => return Err(fault),
            };
            // A place that was confirmed once more is no news; another form is.
            let same = told.map(SafeAnswer::name) == now.map(SafeAnswer::name);
            if !same && told.is_some() {
                matches.push(OpenMatch { person: desk.casebook().named(about)?, enquiry });
            }
            continue;
        }
        let position = answered.map_or(enquiry.position, |answer| answer.position);
        for alike in people_alike(desk, &enquiry.name, OFFERED)? {
            let first = desk.casebook().first_position(alike.person.record)?;
            if enquiry.answers.is_empty() || first.is_some_and(|first| first > position) {
                matches.push(OpenMatch { enquiry, person: alike.person });
                break;
            }
        }
    }
    Ok(matches)
}
