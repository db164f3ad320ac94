//! Decisions: what people decide over claims and records. Each is a later entry, so each can be undone by another.
//! Nothing here changes a claim.

use crate::access::Access;
use crate::erasure::{AskErasure, Erased};
use crate::grade::{Credibility, Reliability};
use crate::when::Instant;
use crate::{ClaimId, RecordId};

/// Are two records the same in the world?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Verdict {
    /// The same.
    Same = 1,
    /// Certainly not the same; between a group and another record: no member in common.
    Different = 2,
    /// Possibly the same: counts as 0–1.
    Unsure = 3,
}

impl Verdict {
    /// The word in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Different => "different",
            Verdict::Unsure => "unsure",
        }
    }

    /// The verdict of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        [Verdict::Same, Verdict::Different, Verdict::Unsure].into_iter().find(|v| v.name() == name)
    }

    /// The verdict of a code.
    pub const fn from_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Verdict::Same),
            2 => Some(Verdict::Different),
            3 => Some(Verdict::Unsure),
            _ => None,
        }
    }
}

/// A decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Its id, by which it can be undone.
    pub id: ClaimId,
    /// The record whose key seals it.
    pub about: RecordId,
    /// What is decided.
    pub ruling: Ruling,
}

/// What a decision decides.
#[derive(Debug, Clone, PartialEq)]
pub enum Ruling {
    /// Of the claims on this property of this record, this one is taken. It also turns a draft into a claim.
    Accept(ClaimId),
    /// This claim is withdrawn: shown, struck out, not counted.
    Retract(ClaimId),
    /// That earlier decision no longer holds.
    Undo(ClaimId),
    /// Whether two records are the same.
    Judge {
        /// One record: the decision's own.
        a: RecordId,
        /// The other.
        b: RecordId,
        /// The verdict.
        verdict: Verdict,
    },
    /// How far a source can be relied on.
    GradeSource(Reliability),
    /// How credible a claim is.
    GradeClaim(ClaimId, Credibility),
    /// Keys are asked to be destroyed. To undo it is to cancel the request.
    AskErasure(Box<AskErasure>),
    /// A second person agrees to that request.
    ConfirmErasure(ClaimId),
    /// Nothing of this record may be erased while this holds. To undo it is to lift the hold.
    Hold(RecordId),
    /// Keys were destroyed; undoing brings nothing back.
    Erased(Box<Erased>),
    /// The decision's own record, a source, may hand in reports that it signs.
    AdmitReporter(Admission),
    /// A value from outside that nobody could know before a time: whatever is saved later on the same device is later.
    Beacon(Beacon),
    /// Somebody answers for what no list shows, so that lists may be reckoned with.
    Attest(Box<Attestation>),
    /// Who works here, by what they sign in, and who looked at whom.
    Access(Box<Access>),
    /// A person looked at this claim and leaves it as it stands: a doubt that was read, or the newest of several that
    /// contradict and between which nobody can choose yet. It changes no number.
    Seen(ClaimId),
    /// All that this report says is withdrawn: shown, struck out, not counted. What is said of the report itself stays.
    Withdraw(RecordId),
    /// A lawyer answers for a legal pack as it stands.
    SignPack(Box<PackSignature>),
    /// A setting was changed. The setting itself stands in the casebook's file; this says who changed it and why.
    Set(Box<SettingChange>),
}

/// Who answers for a legal pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackSignature {
    /// The pack's id.
    pub pack: Box<str>,
    /// SHA-256 of the pack's text as it was read: the signature is worth nothing for another text.
    pub digest: [u8; 32],
    /// The lawyer's name, as they sign.
    pub name: Box<str>,
    /// The day of signing, as written.
    pub on: Box<str>,
}

/// A change of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// The setting.
    pub name: Box<str>,
    /// Its value from then on.
    pub value: Box<str>,
    /// Its value before.
    pub before: Box<str>,
}

/// What somebody answers for about lists that overlap: without it no estimate from them may be made public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// Nobody entered or left the population while the lists were made.
    pub closure: bool,
    /// All lists are about the same people: place, time and definition.
    pub scope: bool,
    /// No match between the lists is in doubt.
    pub linkage: bool,
    /// The sources whose lists they are, in the order of ids.
    pub lists: Vec<RecordId>,
    /// What the lists were narrowed to, in words; empty for everything.
    pub question: Box<str>,
}

/// Where a beacon's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum BeaconKind {
    /// The hash of a block of the Bitcoin chain.
    Bitcoin = 1,
    /// A round of a drand network.
    Drand = 2,
    /// Words of a newspaper's front page.
    Newspaper = 3,
    /// Anything else that could not be foreseen.
    Other = 4,
    /// The hash of an answer of a time-stamping authority: its signature could not be foreseen.
    Timestamp = 5,
}

impl BeaconKind {
    /// All kinds, in the order of their codes.
    pub const ALL: [BeaconKind; 5] = [
        BeaconKind::Bitcoin,
        BeaconKind::Drand,
        BeaconKind::Newspaper,
        BeaconKind::Other,
        BeaconKind::Timestamp,
    ];

    /// The word in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            BeaconKind::Bitcoin => "bitcoin",
            BeaconKind::Drand => "drand",
            BeaconKind::Newspaper => "newspaper",
            BeaconKind::Other => "other",
            BeaconKind::Timestamp => "timestamp",
        }
    }

    /// The kind of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind of a code.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == code)
    }
}

/// A value that nobody could know before a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beacon {
    /// Where it comes from.
    pub kind: BeaconKind,
    /// The value, as its source writes it.
    pub value: Box<str>,
    /// When it became known.
    pub at: Instant,
    /// Where anybody can look it up: an address, a newspaper and its date, a file.
    pub place: Box<str>,
}

/// What admits a reporter: its public key, and a secret from which the ids of its reports are made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Admission {
    /// The Ed25519 public key under which its reports are signed.
    pub key: [u8; 32],
    /// Random, sealed with the decision. A report's id is made from it and the sender's own name for the report, so
    /// that the same report sent twice is one, on every copy of the ledger, and ids still tell nothing.
    pub secret: [u8; 32],
}

impl std::fmt::Debug for Admission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Admission").field("key", &self.key).finish_non_exhaustive()
    }
}
