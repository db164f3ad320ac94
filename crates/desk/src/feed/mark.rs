//! Marking a report: a person says that it is to be read, that it is noise, or that it repeats another. The latest mark
//! holds; withdrawing it brings the one before back.

use super::queue::leads_back;
use super::sorted::Mark;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::Named;
use claims::{Claim, ClaimId, Locator, Property, RecordId, RecordKind, Spot, Value};

/// What was saved.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The claim, by which it is undone.
    pub claim: ClaimId,
    /// The save.
    pub saved: Saved,
}

/// Marks a report.
///
/// # Errors
/// A refusal when it is no report, or would repeat itself.
pub fn mark(desk: &Desk, actor: &Actor, why: &Reason, report: RecordId, mark: Mark) -> Outcome<Marked> {
    let is_report =
        |record: RecordId| -> Outcome<bool> { Ok(desk.casebook().kind(record)? == Some(RecordKind::Report)) };
    if !is_report(report)? {
        return Err(Stop::not_found(sentence!("{report} is not a report that is here.", report)));
    }
    if let Mark::Repeat(of) = mark {
        if !is_report(of)? {
            return Err(Stop::refused(
                "of",
                sentence!("{report} is not a report that is here.", report = of),
            ));
        }
        if of == report || leads_back(desk, of, report)? {
            return Err(Stop::refused(
                "of",
                sentence!("A report does not repeat itself, nor one that repeats it."),
            )
            .hint(sentence!("Mark the other one relevant first; then this one can repeat it.")));
        }
    }
    let id = ClaimId::from_bytes(desk.fresh()?);
    let mut claim = Claim::new(id, report, Property::ReportTriage, Value::Text(mark.words().into()));
    claim.locator = Some(Locator { report, spot: Spot::Whole });
    let mut draft = Draft::default();
    draft.claim(claim);
    Ok(Marked { claim: id, saved: desk.save(actor, why, draft)? })
}

/// The report and the mark of a claim, while it stands; none for anything else.
///
/// # Errors
/// A fault of the casebook.
pub fn mark_that_holds(desk: &Desk, id: ClaimId) -> Outcome<Option<(Named, Mark)>> {
    let casebook = desk.casebook();
    let came = casebook.came_in()?.into_iter();
    Ok(came
        .flat_map(|of| of.said.into_iter().map(move |said| (of.report.clone(), said)))
        .find(|(_, said)| said.claim == id)
        .and_then(|(report, said)| Some((report, Mark::read(&said.text)?))))
}
