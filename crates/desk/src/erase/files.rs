//! Files that were erased here are known again without being kept: the decision holds a mark, made of the file's SHA-256
//! and the request. It is sealed with the decision, and says nothing to whoever has not got the very same file.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::{Casebook, GoneView};
use claims::{ClaimId, ErasedRecord, Property, RecordKind, Tier, Value};
use sha2::{Digest, Sha256};

/// The marks of the files that go with these records.
pub(super) fn marks(
    casebook: &Casebook,
    request: ClaimId,
    records: &[ErasedRecord],
) -> Outcome<Vec<[u8; 16]>> {
    let mut marks = Vec::new();
    let reports =
        records.iter().filter(|of| of.kind == Some(RecordKind::Report) && of.tiers.has(Tier::Source));
    for of in reports {
        let view = casebook.record(of.record)?;
        let claims = view.iter().filter_map(|view| view.property(Property::ReportDigest));
        for claim in claims.flat_map(|digests| &digests.claims) {
            if let Value::Text(digest) = &claim.value {
                marks.push(mark(request, digest));
            }
        }
    }
    marks.sort_unstable();
    marks.dedup();
    Ok(marks)
}

/// What was erased when this file went; none when it never did.
pub(crate) fn erased_file(desk: &Desk, digest: &str) -> Option<GoneView> {
    let casebook = desk.casebook();
    let (erased, _) = casebook
        .carried_out()
        .into_iter()
        .rfind(|(erased, _)| erased.files.contains(&mark(erased.request, digest)))?;
    let report = erased.records.iter().find(|of| of.kind == Some(RecordKind::Report))?;
    casebook.gone(report.record).pop()
}

fn mark(request: ClaimId, digest: &str) -> [u8; 16] {
    let whole: [u8; 32] = Sha256::new()
        .chain_update(b"habeas erased file")
        .chain_update(request.as_bytes())
        .chain_update(digest.trim().to_ascii_lowercase())
        .finalize()
        .into();
    whole.first_chunk().copied().unwrap_or_default()
}
