//! Comparing what lies on the shelf with what the ledger says of it: every blob against its name, every file against
//! its hash; what is missing, what is damaged and where, and what lies there for nobody.

use super::add::Saying;
use super::custody::{Event, Link};
use super::held::Held;
use super::open::Vault;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::stop::Outcome;
use claims::{Property, RecordId};
use std::collections::BTreeSet;
use vault::{BlobId, VaultError};

/// One file, checked.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The record that holds it.
    pub record: RecordId,
    /// The file.
    pub held: Held,
    /// What is wrong with it; none is good.
    pub problem: Option<String>,
    /// True when it is not on the shelf at all.
    pub missing: bool,
}

/// What a check found.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Every file, in the order of records.
    pub files: Vec<Finding>,
    /// Blobs on the shelf that no record here names: of erased records, of saves that failed, or of another node.
    pub nobodys: Vec<BlobId>,
    /// How many of these were removed.
    pub removed: u64,
}

impl Checked {
    /// True when every file is there and sound.
    pub fn is_sound(&self) -> bool {
        self.files.iter().all(|file| file.problem.is_none())
    }
}

/// Checks the files of these records, or of all when none is named.
///
/// `record_it` says who records the result in each record's custody, and why. `remove` takes away the blobs that no
/// record names, when all records are checked.
///
/// # Errors
/// Busy when the shelf cannot be reached; damage is a finding, not an error.
pub fn check(
    desk: &Desk,
    vault: &Vault,
    records: &[RecordId],
    record_it: Option<(&Actor, &Reason)>,
    remove: bool,
    progress: &mut dyn FnMut(u64, u64),
) -> Outcome<Checked> {
    let claimed = desk.casebook().bytes_claimed(None, Property::EvidenceBlob)?;
    let all: Vec<(RecordId, Held)> =
        claimed.iter().filter_map(|(record, bytes)| Some((*record, Held::read(bytes)?))).collect();
    let wanted = |record: &RecordId| records.is_empty() || records.contains(record);
    let total: u64 =
        all.iter().filter(|(record, _)| wanted(record)).map(|(_, held)| held.stored.length).sum();
    let mut out = Checked::default();
    let mut done = 0;
    for (record, held) in all.iter().filter(|(record, _)| wanted(record)) {
        let (problem, missing) = match vault::check(vault.shelf.as_ref(), &held.stored) {
            Ok(()) => (None, false),
            Err(problem @ VaultError::Missing(_)) => (Some(problem.to_string()), true),
            Err(problem @ VaultError::Damaged { .. }) => (Some(problem.to_string()), false),
            Err(problem) => return Err(problem.into()),
        };
        done += held.stored.length;
        progress(done, total);
        out.files.push(Finding { record: *record, held: held.clone(), problem, missing });
    }
    if records.is_empty() {
        let named: BTreeSet<BlobId> = all.iter().map(|(_, held)| held.stored.blob).collect();
        out.nobodys = vault.shelf.list()?.into_iter().filter(|blob| !named.contains(blob)).collect();
        if remove {
            for blob in &out.nobodys {
                vault.shelf.remove(blob)?;
                out.removed += 1;
            }
        }
    }
    if let Some((actor, why)) = record_it {
        save(desk, actor, why, &out)?;
    }
    Ok(out)
}

fn save(desk: &Desk, actor: &Actor, why: &Reason, checked: &Checked) -> Outcome<()> {
    let mut drafts: Vec<Draft> = Vec::new();
    for finding in &checked.files {
        let blob = Some(finding.held.stored.blob);
        let mut saying = Saying::about(desk, finding.record);
        saying.link(&match &finding.problem {
            None => Link::of(Event::Verified, blob).with("SHA-256 of blob and file"),
            Some(problem) => Link::of(Event::Failed, blob).with(problem.as_str()),
        })?;
        drafts.push(saying.draft);
    }
    if !drafts.is_empty() {
        desk.save_all(actor, why, drafts)?;
    }
    Ok(())
}
