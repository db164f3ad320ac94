//! What can go wrong in a casebook, in its own words. Messy evidence is never an error here; these are refusals of
//! the engine, or of bytes that are not a casebook.

/// Why a casebook could not be opened, projected or read.
#[derive(Debug, thiserror::Error)]
pub enum CasebookError {
    /// The database engine has a known fault.
    #[error(
        "the database engine is version {found}; versions before 3.51.3 can damage data, so the casebook does not open; \
         build habeas with its bundled engine"
    )]
    EngineTooOld {
        /// The version found.
        found: String,
    },
    /// The snapshot was written by another version of the projection.
    #[error(
        "the snapshot was written by projection version {found}; this program projects version {wanted}; rebuild the \
         casebook from the ledger"
    )]
    OtherVersion {
        /// The version found.
        found: i64,
        /// The version this program writes.
        wanted: i64,
    },
    /// The bytes are not a snapshot of a casebook.
    #[error("the snapshot cannot be read as a casebook; rebuild the casebook from the ledger")]
    NotASnapshot(#[source] rusqlite::Error),
    /// A stored value is not what was written.
    #[error("a stored {what} in the casebook is not readable; rebuild the casebook from the ledger")]
    Damaged {
        /// What is not readable.
        what: &'static str,
    },
    /// More records or claims than this version can number.
    #[error("the casebook has more {what} than it can number")]
    Full {
        /// What there is too much of.
        what: &'static str,
    },
    /// The engine failed.
    #[error("the casebook's database failed; if it happens again, rebuild the casebook from the ledger")]
    Engine(#[from] rusqlite::Error),
}
