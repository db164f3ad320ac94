//! Dismissing a reporter: its admission is undone. What it handed in stays.

use super::Reporter;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::stop::{Outcome, Stop};
use claims::{ClaimId, Decision, Ruling};

/// Dismisses a reporter by its name.
///
/// # Errors
/// Not found when no reporter of that name is admitted.
pub fn dismiss_reporter(desk: &Desk, actor: &Actor, why: &Reason, name: &str) -> Outcome<Saved> {
    let known = desk.casebook().reporters()?;
    let mut draft = Draft::default();
    let folded = names::fold::search_key(name);
    let meant = |reporter: &&Reporter| reporter.admitted && names::fold::search_key(&reporter.name) == folded;
    for reporter in known.iter().filter(meant) {
        let id = ClaimId::from_bytes(desk.fresh()?);
        draft.decision(Decision { id, about: reporter.source, ruling: Ruling::Undo(reporter.decision) });
    }
    if draft.sayings.is_empty() {
        return Err(Stop::not_found_in_english(format!("No reporter {name} is admitted."))
            .hint_in_english("habeas reporter list shows who is."));
    }
    desk.save(actor, why, draft)
}
