//! Claim batches: a JSON file in which a person, or another program, writes claims about a report. Values are taken
//! from the report by byte offsets wherever possible, so that a batch need not repeat a source's sentences and cannot
//! misquote them. Handles stand for ids, which are drawn when the batch is read.

mod resolve;

pub use resolve::{Resolved, resolve};

use serde::Deserialize;

/// The marker every batch carries.
pub const FORM: &str = "habeas-claims-1";

/// Why a batch is refused; nothing of it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {says}")]
pub struct BatchProblem {
    /// Where: `claims[3].value`, or a line and column.
    pub place: String,
    /// What is wrong and what to do.
    pub says: String,
}

/// A batch as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// Must be [`FORM`].
    pub form: String,
    /// The zone its times are meant in.
    pub zone: String,
    /// The report it is about.
    pub report: ReportRef,
    /// Who says what the report says, unless a claim names another: a handle.
    pub source: Option<String>,
    /// When the source said it.
    pub said_at: Option<String>,
    /// The records it speaks of.
    pub records: Vec<RecordLine>,
    /// The claims.
    pub claims: Vec<ClaimLine>,
    /// Decisions over them.
    #[serde(default)]
    pub decisions: Vec<DecisionLine>,
}

/// The report a batch is about.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRef {
    /// SHA-256 of its bytes, 64 hexadecimal digits: the report must have been imported.
    pub sha256: Option<String>,
    /// The report itself, when the batch brings it.
    pub text: Option<String>,
    /// Its title, when the batch brings it.
    pub title: Option<String>,
}

/// A record.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordLine {
    /// How the batch calls it.
    pub handle: String,
    /// What it is.
    pub kind: String,
    /// An id of a record that exists already.
    pub id: Option<String>,
}

/// A claim. Exactly one way of giving the value is used.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimLine {
    /// How decisions of this batch call it.
    pub key: Option<String>,
    /// The record: a handle.
    pub about: String,
    /// The property.
    pub property: String,
    /// The words it rests on: first byte, and the byte after the last.
    pub at: Option<(u64, u64)>,
    /// The value is the report's text between these bytes.
    pub quote: Option<(u64, u64)>,
    /// The value as text (text, name, term, time, by the property).
    pub value: Option<String>,
    /// The value as a number.
    pub number: Option<i64>,
    /// The value as a record: a handle.
    pub record: Option<String>,
    /// How many: the word (or `quote`), with what it strictly says.
    pub low: Option<u64>,
    /// The most it strictly says.
    pub high: Option<u64>,
    /// The label of a part of a breakdown.
    pub label: Option<String>,
    /// A custody step.
    pub custody: Option<CustodyLine>,
    /// Who says it: a handle.
    pub source: Option<String>,
    /// Stated, relayed, pattern, opinion, inferred.
    pub modality: Option<String>,
    /// True when the source says that it is not so.
    #[serde(default)]
    pub denied: bool,
    /// True for a draft.
    #[serde(default)]
    pub draft: bool,
    /// A remark.
    pub note: Option<String>,
}

/// A custody step.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustodyLine {
    /// The state.
    pub state: String,
    /// The unit: a handle.
    pub unit: Option<String>,
    /// From when.
    pub from: Option<String>,
    /// Until when.
    pub to: Option<String>,
    /// How it is known.
    pub how: Option<String>,
    /// When somebody last knew it to be so.
    pub confirmed: Option<String>,
    /// How the person got out.
    pub release: Option<String>,
}

/// A decision.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionLine {
    /// Judge two records: their handles, and the verdict.
    pub judge: Option<(String, String)>,
    /// same, different, unsure.
    pub verdict: Option<String>,
    /// Accept a claim: its key.
    pub accept: Option<String>,
    /// Withdraw a claim: its key.
    pub retract: Option<String>,
    /// Grade a source: its handle.
    pub grade: Option<String>,
    /// A to F for a source; 1 to 6 when `grade` is a claim's key.
    pub as_grade: Option<String>,
    /// Why.
    pub why: String,
}

/// Reads a batch.
///
/// # Errors
/// A [`BatchProblem`] with line and column.
pub fn parse(json: &[u8]) -> Result<Batch, BatchProblem> {
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let batch: Batch = serde_json::from_slice(json).map_err(|cause| BatchProblem {
        place: format!("line {}, column {}", cause.line(), cause.column()),
        says: format!("not a claim batch: {}", plain(&cause)),
    })?;
    if batch.form != FORM {
        return Err(BatchProblem {
            place: "form".to_owned(),
            says: format!("{:?} is not a form this version reads; write \"form\": \"{FORM}\"", batch.form),
        });
    }
    Ok(batch)
}

/// serde's message without its own place, which stands in front already.
fn plain(cause: &serde_json::Error) -> String {
    let text = cause.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(says, _)| says.to_owned())
}
