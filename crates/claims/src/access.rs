//! Who works here, as decisions: members with their roles, by what they sign in, what needs a second person, and who
//! looked at whom. Each is a later entry like any other decision; undoing one takes it back.

use crate::when::Instant;
use crate::{ClaimId, RecordId};

/// A decision about people who work here. The decision's own record is the member, unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// What a member is from now on; the latest that holds counts.
    Member(MemberState),
    /// Something by which the member signs in, or a program in the member's name.
    Credential(Credential),
    /// Something is asked that needs a second person.
    Ask(Ask),
    /// A second person agrees to what was asked.
    Agree(ClaimId),
    /// The member looked at the identity of these.
    Looked(Vec<RecordId>),
    /// The decision's own record is seen by members of these groups alone; by everybody when there are none.
    Limit(Vec<Box<str>>),
    /// Something is to leave the house, exactly as it is written here; a second person is asked.
    AskLeave(Box<Leave>),
    /// What was asked and agreed to was done, and cannot be done by it again.
    Used(ClaimId),
    /// What is saved with it was a program's call, which is not carried out again under the same name.
    Done(DoneCall),
}

/// A call that a program made under a name of its own. Sums alone: neither the name nor what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoneCall {
    /// SHA-256 of whose call it was and under which name.
    pub key: [u8; 32],
    /// SHA-256 of what was sent, and where to.
    pub call: [u8; 32],
}

/// What is to leave the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    /// What sort it is.
    pub kind: LeaveKind,
    /// Exactly what, as the desk writes it: what was agreed to is compared with what is done.
    pub terms: Box<str>,
}

/// Sorts of what leaves the house. Codes are frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum LeaveKind {
    /// Records, readable.
    Export = 1,
    /// The whole casebook, sealed.
    Backup = 2,
    /// A token by which a program reads names, tellers or reports.
    Token = 3,
}

impl LeaveKind {
    /// All sorts, in the order of their codes.
    pub const ALL: [LeaveKind; 3] = [LeaveKind::Export, LeaveKind::Backup, LeaveKind::Token];

    /// The word in exports.
    pub const fn name(self) -> &'static str {
        match self {
            LeaveKind::Export => "export",
            LeaveKind::Backup => "backup",
            LeaveKind::Token => "token",
        }
    }

    /// The sort of a code.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == code)
    }
}

/// What a member is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberState {
    /// The handle that stands under everything they save; never a civil name.
    pub handle: Box<str>,
    /// Names of roles.
    pub roles: Vec<Box<str>>,
    /// Names of groups whose limited records they see.
    pub groups: Vec<Box<str>>,
    /// False for somebody who may not come in.
    pub active: bool,
}

/// By what somebody signs in.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// What sort it is.
    pub kind: CredentialKind,
    /// What is kept of it: a stretched password, a shared secret, a public key, a digest of a token.
    pub bytes: Box<[u8]>,
    /// What its owner calls it, or what a token may do.
    pub note: Box<str>,
    /// Until when it is good.
    pub until: Option<Instant>,
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credential").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Sorts of credentials. Codes are frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CredentialKind {
    /// A password, stretched with Argon2id, in the PHC form.
    Password = 1,
    /// The shared secret of six-digit codes (RFC 6238), beside a password.
    Totp = 2,
    /// A passkey's public half.
    Passkey = 3,
    /// The digest of a link by which a member comes in the first time, or again.
    Invitation = 4,
    /// The digest of a token for a program; the note says what it may do.
    Token = 5,
}

impl CredentialKind {
    /// All sorts, in the order of their codes.
    pub const ALL: [CredentialKind; 5] = [
        CredentialKind::Password,
        CredentialKind::Totp,
        CredentialKind::Passkey,
        CredentialKind::Invitation,
        CredentialKind::Token,
    ];

    /// The word in exports.
    pub const fn name(self) -> &'static str {
        match self {
            CredentialKind::Password => "password",
            CredentialKind::Totp => "totp",
            CredentialKind::Passkey => "passkey",
            CredentialKind::Invitation => "invitation",
            CredentialKind::Token => "token",
        }
    }

    /// The sort of a code.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == code)
    }
}

/// What needs a second person. Codes are frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Ask {
    /// Everything, or much of it, leaves the house. Written by earlier versions; it opens nothing any more, since it did not
    /// say what was to leave ([`Access::AskLeave`] does).
    Export = 1,
    /// A member who lost every way in gets a new one.
    Recover = 2,
}

impl Ask {
    /// The word in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Ask::Export => "export",
            Ask::Recover => "recover",
        }
    }

    /// What a code asks.
    pub fn from_code(code: u8) -> Option<Self> {
        [Ask::Export, Ask::Recover].into_iter().find(|ask| *ask as u8 == code)
    }
}
