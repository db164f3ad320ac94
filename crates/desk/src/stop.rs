//! Why a use case stops: a *refusal*, which the user can mend, or a *fault*, which we must. Nothing else leaves the desk.

use crate::Sentence;
use std::fmt;

/// What a use case returns.
pub type Outcome<T> = Result<T, Stop>;

/// Why it stopped.
#[derive(Debug)]
pub enum Stop {
    /// The user can mend it.
    Refusal(Refusal),
    /// We must mend it; the user sees a number, the log has the chain.
    Fault(Fault),
}

/// What kind of refusal: it decides the exit code and the status of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Not permitted, or data that cannot be taken.
    Refused,
    /// There is no such thing (or its existence is not for this user to know).
    NotFound,
    /// It changed meanwhile, or exists already.
    Conflict,
    /// Storage or another process is in the way; try again.
    Busy,
}

/// Something the user can mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What kind.
    pub kind: Kind,
    /// The field at fault, as the form or the flag calls it.
    pub field: Option<&'static str>,
    /// What is wrong, a whole sentence.
    pub say: Sentence,
    /// What to do about it. Without a code it is advice for the command line alone.
    pub hint: Option<Sentence>,
}

/// Something we must mend.
#[derive(Debug)]
pub struct Fault {
    /// What was being done.
    pub doing: &'static str,
    /// Why it failed.
    pub cause: Box<dyn std::error::Error + Send + Sync>,
}

impl Stop {
    /// Data that cannot be taken.
    pub fn refused(field: &'static str, say: Sentence) -> Self {
        Self::Refusal(Refusal { kind: Kind::Refused, field: Some(field), say, hint: None })
    }

    /// No such thing.
    pub fn not_found(say: Sentence) -> Self {
        Self::Refusal(Refusal { kind: Kind::NotFound, field: None, say, hint: None })
    }

    /// It changed meanwhile, or exists already.
    pub fn conflict(say: Sentence) -> Self {
        Self::Refusal(Refusal { kind: Kind::Conflict, field: None, say, hint: None })
    }

    /// As [`Stop::refused`], for what only the command line can meet.
    pub fn refused_in_english(field: &'static str, say: impl Into<String>) -> Self {
        Self::refused(field, Sentence::in_english(say))
    }

    /// As [`Stop::not_found`], for what only the command line can meet.
    pub fn not_found_in_english(say: impl Into<String>) -> Self {
        Self::not_found(Sentence::in_english(say))
    }

    /// As [`Stop::conflict`], for what only the command line can meet.
    pub fn conflict_in_english(say: impl Into<String>) -> Self {
        Self::conflict(Sentence::in_english(say))
    }

    /// Our fault.
    pub fn fault(doing: &'static str, cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Fault(Fault { doing, cause: Box::new(cause) })
    }

    /// Adds what to do about a refusal.
    #[must_use]
    pub fn hint(self, hint: Sentence) -> Self {
        match self {
            Self::Refusal(refusal) => Self::Refusal(Refusal { hint: Some(hint), ..refusal }),
            fault => fault,
        }
    }

    /// Adds what to do about it at the command line; no page shows it.
    #[must_use]
    pub fn hint_in_english(self, hint: impl Into<String>) -> Self {
        self.hint(Sentence::in_english(hint))
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stop::Refusal(refusal) => {
                f.write_str(&refusal.say.english())?;
                match &refusal.hint {
                    Some(hint) => write!(f, "\n  {}", hint.english()),
                    None => Ok(()),
                }
            }
            Stop::Fault(fault) => {
                write!(f, "habeas failed while {}", fault.doing)?;
                let mut cause: Option<&dyn std::error::Error> = Some(fault.cause.as_ref());
                while let Some(this) = cause {
                    write!(f, "\n  because {this}")?;
                    cause = this.source();
                }
                Ok(())
            }
        }
    }
}

impl From<ledger::LedgerError> for Stop {
    fn from(cause: ledger::LedgerError) -> Self {
        use ledger::LedgerError as E;
        let kind = match &cause {
            E::NotACasebook(_) | E::NotACopy(_) | E::KeyFileMissing(_) => Kind::NotFound,
            E::AlreadyThere(_) | E::ForkedCopy { .. } => Kind::Conflict,
            E::InUse { .. } | E::Storage { .. } | E::Entropy(_) | E::Stopped(_) => Kind::Busy,
            _ => Kind::Refused,
        };
        let mut say = cause.to_string();
        let mut source = std::error::Error::source(&cause);
        while let Some(this) = source {
            say = format!("{say} ({this})");
            source = this.source();
        }
        Stop::Refusal(Refusal { kind, field: None, say: Sentence::in_english(say), hint: None })
    }
}

impl From<casebook::CasebookError> for Stop {
    fn from(cause: casebook::CasebookError) -> Self {
        Stop::fault("reading the casebook", cause)
    }
}

impl From<intake::reading::ReadingProblem> for Stop {
    fn from(problem: intake::reading::ReadingProblem) -> Self {
        Stop::refused("file", Sentence::from(&problem))
    }
}

impl From<vault::VaultError> for Stop {
    fn from(cause: vault::VaultError) -> Self {
        use vault::VaultError as E;
        let kind = match &cause {
            E::Missing(_) => Kind::NotFound,
            E::Storage { .. } | E::Network { .. } | E::Source(_) | E::NoEntropy => Kind::Busy,
            E::Damaged { .. } | E::TooLarge { .. } | E::Setting(_) => Kind::Refused,
        };
        Stop::Refusal(Refusal {
            kind,
            field: Some("file"),
            say: Sentence::in_english(cause.to_string()),
            hint: None,
        })
    }
}

impl From<intake::mapping::MappingProblem> for Stop {
    fn from(problem: intake::mapping::MappingProblem) -> Self {
        Stop::refused("mapping", Sentence::from(&problem))
    }
}

impl From<intake::batch::BatchProblem> for Stop {
    fn from(problem: intake::batch::BatchProblem) -> Self {
        Stop::refused_in_english("batch", problem.to_string())
    }
}
