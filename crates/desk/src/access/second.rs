//! What needs a second person: one member asks, another agrees, within a day.

use super::decide::{decide, invitation, no_member, one};
use super::members::folded;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{Access, Ask, ClaimId, CredentialKind, Decision, RecordId, Ruling};

/// Seconds in which a second person must agree, and in which it may then be done.
pub const AGREED_FOR: i64 = 24 * 3600;

/// Asks for something that needs a second person, about a member: somebody's way back in.
///
/// # Errors
/// Not found when there is no such member.
pub fn ask(desk: &Desk, actor: &Actor, why: &Reason, what: Ask, about: RecordId) -> Outcome<Saved> {
    let members = desk.members();
    let of = members.get(about).ok_or_else(no_member)?;
    if what == Ask::Export {
        return Err(Stop::conflict(sentence!("What is to leave the house is asked for by what it is.")));
    }
    if what == Ask::Recover && folded(&of.handle) == folded(actor.handle()) {
        return Err(Stop::conflict(sentence!("Two others must ask for you: you cannot ask for yourself.")));
    }
    decide(desk, actor, why, about, Access::Ask(what))
}

/// Agrees to what somebody else asked. For somebody's way back in it makes the link, which is shown to the second person
/// alone, and takes away every earlier way in.
///
/// # Errors
/// Not found when nothing of the kind waits; a conflict when the same person asked, or it is too late.
pub fn agree(desk: &Desk, actor: &Actor, why: &Reason, asked: ClaimId) -> Outcome<Option<String>> {
    let members = desk.members();
    let of = members.asked.iter().find(|of| of.id == asked && of.agreed.is_none());
    let of =
        of.ok_or_else(|| Stop::not_found(sentence!("Nothing of the kind waits for a second person.")))?;
    if desk.now().seconds_since(of.at) > AGREED_FOR {
        return Err(Stop::conflict(sentence!("It was asked more than a day ago; it must be asked anew.")));
    }
    let about = members.get(of.about).ok_or_else(no_member)?;
    if folded(&of.by) == folded(actor.handle()) {
        return Err(Stop::conflict(sentence!("You asked for it yourself: somebody else must agree.")));
    }
    if of.what == Ask::Recover && folded(&about.handle) == folded(actor.handle()) {
        return Err(Stop::conflict(sentence!("It is about you: two others must ask and agree.")));
    }
    let mut draft = one(desk, of.about, Access::Agree(asked))?;
    let mut link = None;
    if of.what == Ask::Recover {
        for way in about.ways.iter().filter(|way| way.credential.kind != CredentialKind::Token) {
            let id = ClaimId::from_bytes(desk.fresh()?);
            draft.decision(Decision { id, about: of.about, ruling: Ruling::Undo(way.decision) });
        }
        let (token, kept) = invitation(desk)?;
        draft.sayings.extend(one(desk, of.about, kept)?.sayings);
        link = Some(token);
    }
    desk.save(actor, why, draft)?;
    Ok(link)
}
