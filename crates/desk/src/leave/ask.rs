//! Asking that something leaves the house, and agreeing to it.

use super::what::Leaving;
use crate::access::{folded, one};
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::when::Instant;
use claims::{Access, ClaimId, Decision, RecordId, Ruling};

/// Seconds in which a second person must agree, and then in which it may be taken.
pub const AGREED_FOR: i64 = 24 * 3600;

/// Whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// Whoever holds the key: at the command line, or in by the one-time link.
    Owner,
    /// A member, by their record.
    Member(RecordId),
}

/// Something that was asked to leave the house.
#[derive(Debug, Clone)]
pub struct WantsToLeave {
    /// The decision that asks.
    pub id: ClaimId,
    /// Exactly what.
    pub what: Leaving,
    /// The member who asks; a record of nobody when the owner does.
    pub about: RecordId,
    /// Under which handle it was asked.
    pub by: String,
    /// Why.
    pub why: String,
    /// When it was asked.
    pub at: Instant,
    /// Who agreed, and when.
    pub agreed: Option<(String, Instant)>,
    /// When it was taken.
    pub used: Option<Instant>,
}

/// How a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has agreed yet.
    Waits,
    /// It may be taken, until then.
    Agreed(Instant),
    /// It was taken.
    Used,
    /// Its time is over.
    Past,
}

impl Standing {
    /// The word.
    pub const fn name(self) -> &'static str {
        match self {
            Standing::Waits => "waits",
            Standing::Agreed(_) => "agreed",
            Standing::Used => "used",
            Standing::Past => "past",
        }
    }
}

impl WantsToLeave {
    /// How it stands at a moment.
    pub fn standing(&self, now: Instant) -> Standing {
        let since = self.agreed.as_ref().map_or(self.at, |(_, at)| *at);
        match (self.used, &self.agreed) {
            (Some(_), _) => Standing::Used,
            _ if now.seconds_since(since) > AGREED_FOR => Standing::Past,
            (None, Some((_, at))) => Standing::Agreed(at.saturating_add(AGREED_FOR)),
            (None, None) => Standing::Waits,
        }
    }

    /// True when this one asked for it. What the owner asks for bears the record of no member.
    pub fn is_of(&self, desk: &Desk, asker: Asker) -> bool {
        match asker {
            Asker::Member(record) => self.about == record,
            Asker::Owner => desk.members().get(self.about).is_none(),
        }
    }
}

/// True when there are not two who may come in: then the owner has nobody to ask.
pub fn is_alone(desk: &Desk) -> bool {
    desk.members().active() < 2
}

/// Asks that something leaves the house; the id of the request comes back.
///
/// # Errors
/// As [`Desk::save`].
pub fn ask_to_leave(
    desk: &Desk,
    asker: Asker,
    actor: &Actor,
    why: &Reason,
    what: &Leaving,
) -> Outcome<ClaimId> {
    let about = match asker {
        Asker::Member(record) => record,
        Asker::Owner => RecordId::from_bytes(desk.fresh()?),
    };
    let id = ClaimId::from_bytes(desk.fresh()?);
    let ruling = Ruling::Access(Box::new(Access::AskLeave(Box::new(what.written()))));
    let mut draft = Draft::default();
    draft.decision(Decision { id, about, ruling });
    desk.save(actor, why, draft)?;
    Ok(id)
}

/// Agrees to what somebody else asked, and to nothing else. Only a member who is signed in agrees: a handle that is typed is
/// nobody's word.
///
/// # Errors
/// Not found when nothing of the kind waits; a conflict when the same person asked, or it is too late.
pub fn agree_to_leave(desk: &Desk, member: RecordId, why: &Reason, asked: ClaimId) -> Outcome<Saved> {
    let nothing = || Stop::not_found(sentence!("Nothing of the kind waits for a second person."));
    let _turn = desk.joining();
    let members = desk.members();
    let of = members.leaves.iter().find(|of| of.id == asked && of.agreed.is_none()).ok_or_else(nothing)?;
    let me = members.get(member).filter(|me| me.active).ok_or_else(nothing)?;
    if of.about == member || folded(&of.by) == folded(&me.handle) {
        return Err(Stop::conflict(sentence!("You asked for it yourself: somebody else must agree.")));
    }
    if of.standing(desk.now()) != Standing::Waits {
        return Err(Stop::conflict(sentence!("It was asked more than a day ago; it must be asked anew.")));
    }
    desk.save(&Actor::parse(&me.handle)?, why, one(desk, of.about, Access::Agree(asked))?)
}
