//! Why an attestation does not count, or could not be got, in words a monitor can act on.

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WitnessProblem {
    /// The authority's certificate file.
    #[error("{0}")]
    Certificates(String),
    /// The answer is not a time-stamp answer at all, or not in the one form that DER allows.
    #[error("the answer is not a time-stamp in the form of RFC 3161: {0}")]
    Form(String),
    /// The authority said no.
    #[error("the authority refused: {0}")]
    Refused(String),
    /// The answer is about something else.
    #[error("the answer is not to this request: {0}")]
    Other(String),
    /// Nobody the user trusts signed it.
    #[error("the answer is not signed by the configured authority: {0}")]
    Untrusted(String),
    /// It could not be carried there or back.
    #[error("the authority could not be asked: {0}")]
    Network(String),
}
