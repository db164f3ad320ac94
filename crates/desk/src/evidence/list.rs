//! Looking at evidence: what there is, and everything known of one. The files themselves are not opened here.

use super::custody::Link;
use super::held::{Held, Role};
use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use claims::when::Instant;
use claims::{Property, RecordId, Value};

/// One link of custody, with who did it and why.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkView {
    /// What happened.
    pub link: Link,
    /// When it was recorded.
    pub at: Instant,
    /// Its place in the ledger.
    pub position: u64,
    /// By whom.
    pub author: String,
    /// Why.
    pub why: String,
}

/// A record with files.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceView {
    /// The record.
    pub record: RecordId,
    /// What to call it.
    pub label: String,
    /// Its files: the original first.
    pub files: Vec<Held>,
    /// The names of the files it came in.
    pub names: Vec<String>,
    /// What the file says of itself.
    pub exif: Vec<String>,
    /// From whom it was received.
    pub received_from: Vec<String>,
    /// What is odd about it.
    pub doubts: Vec<String>,
    /// Its chain of custody, oldest first.
    pub custody: Vec<LinkView>,
}

/// Everything known of one record's files.
///
/// # Errors
/// Not found when it holds none.
pub fn show(desk: &Desk, record: RecordId) -> Outcome<EvidenceView> {
    let files = super::held::files_of(desk, record)?;
    view(desk, record, files)
}

/// Every record with files, by id.
///
/// # Errors
/// A fault when the casebook cannot be read.
pub fn list(desk: &Desk) -> Outcome<Vec<EvidenceView>> {
    let claimed = desk.casebook().bytes_claimed(None, Property::EvidenceBlob)?;
    let mut records: std::collections::BTreeMap<RecordId, Vec<Held>> = std::collections::BTreeMap::new();
    for (record, bytes) in &claimed {
        records.entry(*record).or_default().extend(Held::read(bytes));
    }
    let records = records.into_iter().filter(|(_, files)| !files.is_empty());
    records.map(|(record, files)| view(desk, record, files)).collect()
}

fn view(desk: &Desk, record: RecordId, mut files: Vec<Held>) -> Outcome<EvidenceView> {
    files.sort_by_key(|held| held.role != Role::Original);
    let known = desk.casebook().record(record)?;
    let known = known.ok_or_else(|| Stop::not_found_in_english(format!("There is no record {record}.")))?;
    let claims = |property: Property| known.property(property).into_iter().flat_map(|of| &of.claims);
    let texts = |property: Property| -> Vec<String> {
        let text = |value: &Value| match value {
            Value::Text(text) => Some(text.to_string()),
            _ => None,
        };
        claims(property).filter_map(|claim| text(&claim.value)).collect()
    };
    let mut custody: Vec<LinkView> = claims(Property::EvidenceCustody)
        .filter_map(|claim| match &claim.value {
            Value::Text(text) => Some(LinkView {
                link: Link::read(text),
                at: claim.recorded_at,
                position: claim.position,
                author: claim.author.to_string(),
                why: claim.why.to_string(),
            }),
            _ => None,
        })
        .collect();
    // Several links of one save have one position; they follow each other as a file lives.
    custody.sort_by_key(|link| (link.position, super::custody::order(&link.link)));
    Ok(EvidenceView {
        record,
        label: known.label.to_string(),
        files,
        names: texts(Property::EvidenceFile),
        exif: texts(Property::EvidenceExif).iter().flat_map(|text| text.lines()).map(str::to_owned).collect(),
        received_from: texts(Property::EvidenceReceived),
        doubts: texts(Property::EvidenceDoubt),
        custody,
    })
}
