//! Taking what leaves the house. It is written down before anything leaves, so that nothing does without a name.

use super::ask::{Asker, Standing, WantsToLeave, is_alone};
use super::what::Leaving;
use crate::access::one;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::Ruled;
use claims::{Access, ClaimId, Decision, LeaveKind, RecordId, Ruling, SettingChange};

/// What the ledger calls each sort among what was done to the program.
pub const LEFT: [LeaveKind; 3] = LeaveKind::ALL;

/// Something that left.
#[derive(Debug, Clone)]
pub struct Left {
    /// By whom, why and when.
    pub ruled: Ruled,
    /// What, in the words of the ledger, and with whom; nobody when it was taken alone.
    pub of: SettingChange,
}

/// What left, of one sort or of all, the latest first.
pub fn left(desk: &Desk, kind: Option<LeaveKind>) -> Vec<Left> {
    let is =
        |name: &str| LEFT.into_iter().any(|one| one.name() == name && kind.is_none_or(|kind| kind == one));
    let all = desk.casebook().setting_changes();
    all.into_iter().rev().filter(|(_, of)| is(&of.name)).map(|(ruled, of)| Left { ruled, of }).collect()
}

fn nobody_agreed() -> Stop {
    Stop::refused(
        "asked",
        sentence!("This leaves the house: somebody else must agree to exactly this first."),
    )
    .hint(sentence!("Ask for it; another member, who is signed in, agrees on the page “Export”."))
}

/// A request that this one may take now.
///
/// # Errors
/// A refusal on `asked` that says why not: nobody agreed, it was taken, its day is over, or somebody else asked.
pub fn agreed_to(desk: &Desk, asker: Asker, asked: ClaimId) -> Outcome<WantsToLeave> {
    let members = desk.members();
    let of = members.leaves.iter().find(|of| of.id == asked && of.is_of(desk, asker));
    let of = of.ok_or_else(nobody_agreed)?;
    match of.standing(desk.now()) {
        Standing::Agreed(_) => Ok(of.clone()),
        Standing::Waits => Err(nobody_agreed()),
        Standing::Used => Err(Stop::refused(
            "asked",
            sentence!("This was taken already: what was agreed to serves once. Ask anew."),
        )),
        Standing::Past => {
            Err(Stop::refused("asked", sentence!("The day in which this might be taken is over. Ask anew.")))
        }
    }
}

/// The latest request of exactly this that may be taken now.
///
/// # Errors
/// A refusal on `asked` when there is none.
pub fn agreed_request(desk: &Desk, asker: Asker, what: &Leaving) -> Outcome<ClaimId> {
    let (members, now) = (desk.members(), desk.now());
    let ready = |of: &&WantsToLeave| {
        of.what == *what && of.is_of(desk, asker) && matches!(of.standing(now), Standing::Agreed(_))
    };
    members.leaves.iter().rev().find(ready).map(|of| of.id).ok_or_else(nobody_agreed)
}

/// Uses up what was agreed to: it is written down as taken, with both names and the reason for which it was asked, and cannot be
/// taken again. What comes back may leave.
///
/// # Errors
/// As [`agreed_to`] and [`Desk::save`].
pub fn use_up(desk: &Desk, asker: Asker, asked: ClaimId) -> Outcome<Leaving> {
    // Two that come at the same moment are not both served.
    let _turn = desk.joining();
    let of = agreed_to(desk, asker, asked)?;
    let second = of.agreed.as_ref().map(|(by, _)| by.as_str()).unwrap_or_default();
    let mut draft = one(desk, of.about, Access::Used(asked))?;
    written_down(desk, &mut draft, &of.what, second)?;
    desk.save(&Actor::parse(&of.by)?, &Reason::parse(&of.why)?, draft)?;
    Ok(of.what)
}

/// Lets the owner take something alone, where there are not two who could agree; it is written down like everything that leaves.
///
/// # Errors
/// A conflict when there are: then one asks and another agrees.
pub fn take_alone(desk: &Desk, actor: &Actor, why: &Reason, what: &Leaving) -> Outcome<()> {
    if !is_alone(desk) {
        return Err(nobody_agreed());
    }
    let mut draft = Draft::default();
    written_down(desk, &mut draft, what, "")?;
    desk.save(actor, why, draft)?;
    Ok(())
}

fn written_down(desk: &Desk, draft: &mut Draft, what: &Leaving, second: &str) -> Outcome<()> {
    let entries = desk.position().entries;
    let value = match what {
        // Until where it reaches.
        Leaving::Backup => entries.to_string(),
        Leaving::Export(..) => format!("{}, position {entries}", what.in_words()),
        Leaving::Token(_) => what.in_words(),
    };
    let change =
        SettingChange { name: what.kind().name().into(), value: value.into(), before: second.into() };
    let about = RecordId::from_bytes(desk.fresh()?);
    let ruling = Ruling::Set(Box::new(change));
    draft.decision(Decision { id: ClaimId::from_bytes(desk.fresh()?), about, ruling });
    Ok(())
}
