//! Erasure as decisions: who asked, who confirmed, what is held back, what was destroyed. A request names records and
//! tiers, never a person; the reason stands with its save. Nothing here destroys anything.

use crate::when::Instant;
use crate::{ClaimId, RecordId, RecordKind, Tier};

/// A set of tiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Tiers(u8);

impl Tiers {
    /// No tier.
    pub const NONE: Tiers = Tiers(0);
    /// Every tier.
    pub const ALL: Tiers =
        Tiers(1 << Tier::Facts.code() | 1 << Tier::Identity.code() | 1 << Tier::Source.code());

    /// One tier.
    pub const fn of(tier: Tier) -> Self {
        Tiers(1 << tier.code())
    }

    /// These and another.
    #[must_use]
    pub const fn and(self, tier: Tier) -> Self {
        Tiers(self.0 | Self::of(tier).0)
    }

    /// Those that are in either.
    #[must_use]
    pub const fn union(self, other: Tiers) -> Self {
        Tiers(self.0 | other.0)
    }

    /// Whether a tier is among them.
    pub const fn has(self, tier: Tier) -> bool {
        self.0 & Self::of(tier).0 != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in the order of their codes.
    pub fn each(self) -> impl Iterator<Item = Tier> {
        Tier::ALL.into_iter().filter(move |tier| self.has(*tier))
    }

    /// The code in the ledger: bit *n* is the tier of code *n*.
    pub const fn code(self) -> u8 {
        self.0
    }

    /// The set of a code, if this version knows every tier in it.
    pub const fn from_code(code: u8) -> Option<Self> {
        if code & !Self::ALL.0 == 0 { Some(Tiers(code)) } else { None }
    }

    /// The set of a word: a tier's name, or `all`.
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "all" {
            return Some(Self::ALL);
        }
        Tier::ALL.into_iter().find(|tier| tier.name() == name).map(Self::of)
    }

    /// In words: `all tiers`, or the names.
    pub fn words(self) -> String {
        if self == Self::ALL {
            return "all tiers".to_owned();
        }
        self.each().map(Tier::name).collect::<Vec<_>>().join(", ")
    }
}

/// A request that keys be destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskErasure {
    /// The records, in the order of ids.
    pub records: Vec<RecordId>,
    /// The tiers of each.
    pub tiers: Tiers,
    /// Seconds that must pass after the confirmation before anything dies. What the setting said when it was asked:
    /// a later setting does not touch it.
    pub delay: u32,
}

/// What was destroyed for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The request.
    pub request: ClaimId,
    /// Record by record.
    pub records: Vec<ErasedRecord>,
    /// Rows of tables that were about them: an import of the same table must not bring them back.
    pub rows: Vec<ErasedRow>,
    /// Marks of files that went: an import of the same file must not bring them back. A mark is made of the file and
    /// this request; it tells nothing to whoever has not got the file.
    pub files: Vec<[u8; 16]>,
}

/// A record whose keys were destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErasedRecord {
    /// The record.
    pub record: RecordId,
    /// What kind it was, so that a count can say what it leaves out.
    pub kind: Option<RecordKind>,
    /// The tiers.
    pub tiers: Tiers,
    /// How many sealed parts of entries can no longer be opened.
    pub parts: u64,
}

/// A row of a table: where it stood, not what it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErasedRow {
    /// The table.
    pub report: RecordId,
    /// Its row, as a spreadsheet shows it.
    pub row: u64,
}

/// How a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasureState {
    /// A second person must confirm it.
    Unconfirmed,
    /// Confirmed; nothing dies before this moment.
    Waiting(Instant),
    /// Its time has come, but a hold lies on one of its records.
    Held(Instant),
    /// Its time has come.
    Due(Instant),
    /// Somebody cancelled it: for good, a new request is needed.
    Cancelled,
    /// The keys are gone.
    Done(Instant),
}

impl ErasureState {
    /// The word in lists and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            ErasureState::Unconfirmed => "unconfirmed",
            ErasureState::Waiting(_) => "waiting",
            ErasureState::Held(_) => "held",
            ErasureState::Due(_) => "due",
            ErasureState::Cancelled => "cancelled",
            ErasureState::Done(_) => "done",
        }
    }

    /// True while something may still come of it.
    pub const fn is_open(self) -> bool {
        !matches!(self, ErasureState::Cancelled | ErasureState::Done(_))
    }

    /// When it is (or was) due, once that is known.
    pub const fn due(self) -> Option<Instant> {
        match self {
            ErasureState::Waiting(at) | ErasureState::Held(at) | ErasureState::Due(at) => Some(at),
            _ => None,
        }
    }
}

/// What is known of a request, for [`erasure_state`].
#[derive(Debug, Clone, Copy)]
pub struct ErasureFacts {
    /// When it was asked.
    pub asked: Instant,
    /// Seconds after the confirmation.
    pub delay: u32,
    /// When another person first confirmed it.
    pub confirmed: Option<Instant>,
    /// Somebody cancelled it.
    pub cancelled: bool,
    /// When its keys were destroyed.
    pub done: Option<Instant>,
    /// A hold lies on one of its records.
    pub held: bool,
}

/// How a request stands at a moment. The delay runs from the confirmation (never from before the request), so that
/// everybody has all of it to object to what two people agreed on.
pub fn erasure_state(facts: &ErasureFacts, now: Instant) -> ErasureState {
    if let Some(done) = facts.done {
        return ErasureState::Done(done);
    }
    if facts.cancelled {
        return ErasureState::Cancelled;
    }
    let Some(confirmed) = facts.confirmed else { return ErasureState::Unconfirmed };
    let from = confirmed.max(facts.asked);
    let due = Instant::from_unix(from.unix().saturating_add(i64::from(facts.delay)));
    match (facts.held, now < due) {
        (true, _) => ErasureState::Held(due),
        (false, true) => ErasureState::Waiting(due),
        (false, false) => ErasureState::Due(due),
    }
}
