//! A file becomes evidence: sealed onto the shelf byte for byte, looked into from behind a wall, and its first links of
//! custody saved. A file that is here already is not kept twice.

use super::custody::{Event, Link};
use super::held::{Held, Role};
use super::open::Vault;
use crate::Sentence;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::stop::{Kind as StopKind, Outcome, Refusal, Stop};
use claims::when::When;
use claims::{Claim, ClaimId, Property, RecordId, Value};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use vault::decode::{LARGEST, Look};
use vault::kind::{HEAD, Kind, Sort, kind_of};

/// What is known of a file that comes in.
#[derive(Debug, Clone, Default)]
pub struct NewEvidence {
    /// A record it shows.
    pub about: Option<RecordId>,
    /// From whom it was received.
    pub received_from: Option<String>,
    /// When it was captured, as typed.
    pub captured_at: Option<String>,
    /// Say what would be kept, and keep nothing.
    pub dry_run: bool,
}

/// What became of a file.
#[derive(Debug, Clone)]
pub struct Added {
    /// Its record; none in a dry run of a file that is not here.
    pub record: Option<RecordId>,
    /// It was here already; nothing was kept a second time.
    pub already: bool,
    /// What it is.
    pub media: String,
    /// Its length in bytes.
    pub length: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// What is odd about it.
    pub doubts: Vec<String>,
    /// The ledger's position.
    pub position: u64,
}

/// Adds a file. `progress` is told bytes done and bytes in all, twice over: for hashing, then for sealing.
///
/// # Errors
/// A refusal naming the field; nothing is then kept.
pub fn add(
    desk: &Desk,
    vault: &Vault,
    (actor, why): (&Actor, &Reason),
    path: &Path,
    new: &NewEvidence,
    progress: &mut dyn FnMut(u64, u64),
) -> Outcome<Added> {
    let captured = match &new.captured_at {
        Some(text) => Some(
            When::parse(text, desk.zone())
                .map_err(|p| Stop::refused_in_english("captured-at", p.to_string()))?,
        ),
        None => None,
    };
    let file = File::open(path).map_err(|cause| unreadable(path, &cause))?;
    let size = file.metadata().map_err(|cause| unreadable(path, &cause))?;
    if !size.is_file() {
        return Err(Stop::refused_in_english("file", format!("{} is not a file.", path.display())));
    }
    if size.len() > vault.max_bytes {
        return Err(vault::VaultError::TooLarge { limit: vault.max_bytes }.into());
    }
    // First its hash: a film that is here already need not be sealed and sent again.
    let mut first = Watched::new(file, size.len(), progress);
    std::io::copy(&mut first, &mut std::io::sink()).map_err(|cause| unreadable(path, &cause))?;
    let (kind, sha256, length) = (kind_of(&first.head), first.digest(), first.done);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut added = Added {
        record: None,
        already: false,
        media: kind.media.to_owned(),
        length,
        sha256: vault::blob::hex(&sha256),
        doubts: Vec::new(),
        position: desk.position().entries,
    };
    let here = desk.casebook().evidence_by_digest(&added.sha256)?;
    if let Some(record) = here {
        added.record = Some(record);
        added.already = true;
        if !new.dry_run
            && let Some(draft) = came_again(desk, record, new, captured.as_ref())?
        {
            added.position = desk.save(actor, why, draft)?.position;
        }
        return Ok(added);
    }
    if new.dry_run {
        return Ok(added);
    }

    let file = File::open(path).map_err(|cause| unreadable(path, &cause))?;
    let mut second = Watched::new(file, length, progress);
    if kind.can_be_decoded() && length <= LARGEST {
        second.kept = Some(Vec::new());
    }
    let stored = vault::store(vault.shelf.as_ref(), &mut second, vault.max_bytes, &|buffer| random(buffer))?;
    if stored.sha256 != sha256 {
        vault.shelf.remove(&stored.blob)?;
        return Err(Stop::conflict_in_english(format!(
            "{} changed while it was read; nothing was kept.",
            path.display()
        ))
        .hint_in_english("Wait until it is complete, and add it again."));
    }
    let look = match second.kept {
        Some(bytes) => vault.worker.look(&mut bytes.as_slice()),
        None => Look::default(),
    };
    added.doubts = doubts(&name, kind, length, &look);
    let record = RecordId::from_bytes(desk.fresh()?);
    let held = Held {
        role: Role::Original,
        stored,
        parent: None,
        media: kind.media.to_owned(),
        tool: String::new(),
    };
    let (captured, doubts) = (captured.as_ref(), added.doubts.as_slice());
    let arrival = Arrival { held: &held, kind, name: &name, new, captured, look: &look, doubts };
    let saved = claims_about(desk, record, &arrival).and_then(|draft| desk.save(actor, why, draft));
    match saved {
        Ok(saved) => {
            added.record = Some(record);
            added.position = saved.position;
            Ok(added)
        }
        Err(stop) => {
            // Nothing names the blob; the next check would find it as nobody's.
            vault.shelf.remove(&held.stored.blob)?;
            Err(stop)
        }
    }
}

pub(super) fn random(buffer: &mut [u8]) -> bool {
    vault::system_random(buffer)
}

/// Builds a draft of claims about one record.
pub(super) struct Saying<'d> {
    pub desk: &'d Desk,
    pub record: RecordId,
    pub draft: Draft,
}

impl<'d> Saying<'d> {
    pub fn about(desk: &'d Desk, record: RecordId) -> Self {
        Self { desk, record, draft: Draft::default() }
    }

    pub fn say(&mut self, property: Property, value: Value) -> Outcome<()> {
        let id = ClaimId::from_bytes(self.desk.fresh()?);
        self.draft.claim(Claim::new(id, self.record, property, value));
        Ok(())
    }

    pub fn text(&mut self, property: Property, text: &str) -> Outcome<()> {
        self.say(property, Value::Text(text.into()))
    }

    pub fn link(&mut self, link: &Link) -> Outcome<()> {
        self.text(Property::EvidenceCustody, &link.text())
    }

    pub fn file(&mut self, held: &Held) -> Outcome<()> {
        self.say(Property::EvidenceBlob, Value::Bytes(held.bytes().into()))?;
        self.text(Property::EvidenceDigest, &held.sha256())
    }
}

/// Everything that is said of a file when it comes.
struct Arrival<'a> {
    held: &'a Held,
    kind: Kind,
    name: &'a str,
    new: &'a NewEvidence,
    captured: Option<&'a When>,
    look: &'a Look,
    doubts: &'a [String],
}

fn claims_about(desk: &Desk, record: RecordId, arrival: &Arrival<'_>) -> Outcome<Draft> {
    let Arrival { held, kind, name, new, captured, look, doubts } = *arrival;
    let mut saying = Saying::about(desk, record);
    let blob = Some(held.stored.blob);
    saying.file(held)?;
    saying.say(Property::EvidenceMedia, Value::Term(kind.media.into()))?;
    if kind.sort != Sort::Other {
        saying.say(Property::EvidenceType, Value::Term(kind.sort.name().into()))?;
    }
    if !name.is_empty() {
        saying.text(Property::EvidenceFile, name)?;
    }
    if !look.exif.is_empty() {
        let lines: Vec<String> = look.exif.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        saying.text(Property::EvidenceExif, &lines.join("\n"))?;
    }
    if let Some(pdq) = look.seen.as_ref().and_then(|seen| seen.pdq.as_ref()) {
        saying.say(Property::EvidencePdq, Value::Bytes(super::like::pdq_bytes(pdq).into()))?;
    }
    for doubt in doubts {
        saying.text(Property::EvidenceDoubt, doubt)?;
    }
    told(&mut saying, new, captured, blob)?;
    saying.link(&Link::of(Event::Hashed, blob).with("SHA-256"))?;
    saying.link(&Link::of(Event::Stored, blob))?;
    Ok(saying.draft)
}

/// What was told of how the file came: capture, receipt, what it shows.
fn told(
    saying: &mut Saying<'_>,
    new: &NewEvidence,
    captured: Option<&When>,
    blob: Option<vault::BlobId>,
) -> Outcome<()> {
    if let Some(shown) = new.about {
        saying.say(Property::EvidenceShows, Value::Ref(shown))?;
    }
    if let Some(captured) = captured {
        saying.say(Property::EvidenceCaptured, Value::When(captured.clone()))?;
        saying.link(&Link::of(Event::Captured, blob).with(captured.written()))?;
    }
    if let Some(from) = &new.received_from {
        // From whom stands apart, under the seal of sources.
        saying.text(Property::EvidenceReceived, from)?;
        saying.link(&Link::of(Event::Received, blob))?;
    }
    Ok(())
}

/// A file that is here already came once more: what was told of it this time is kept.
fn came_again(
    desk: &Desk,
    record: RecordId,
    new: &NewEvidence,
    captured: Option<&When>,
) -> Outcome<Option<Draft>> {
    let blob = super::held::original_of(desk, record).ok().map(|held| held.stored.blob);
    let mut saying = Saying::about(desk, record);
    told(&mut saying, new, captured, blob)?;
    Ok((!saying.draft.sayings.is_empty()).then_some(saying.draft))
}

/// What is odd about a file.
fn doubts(name: &str, kind: Kind, length: u64, look: &Look) -> Vec<String> {
    let mut doubts = Vec::new();
    let ending =
        Path::new(name).extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let promised = match ending.as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        _ => kind.media,
    };
    if promised != kind.media {
        doubts.push(format!("Its name ends in .{ending}, but its content is {}.", kind.media));
    }
    if kind.can_be_decoded() && length > LARGEST {
        doubts.push(format!("It could not be decoded: it has more than {} MiB.", LARGEST >> 20));
    }
    doubts.extend(look.doubts.iter().cloned());
    if !look.missing_walls.is_empty() {
        doubts.push(format!("It was decoded without a part of the wall: {}.", look.missing_walls.join(", ")));
    }
    doubts
}

fn unreadable(path: &Path, cause: &std::io::Error) -> Stop {
    let kind = if cause.kind() == std::io::ErrorKind::NotFound { StopKind::NotFound } else { StopKind::Busy };
    let say = format!("{} cannot be read: {cause}.", path.display());
    Stop::Refusal(Refusal { kind, field: Some("file"), say: Sentence::in_english(say), hint: None })
}

/// A file that is read once: its beginning is kept, its hash taken, and progress told.
struct Watched<'p> {
    file: File,
    size: u64,
    done: u64,
    head: Vec<u8>,
    hash: sha2::Sha256,
    kept: Option<Vec<u8>>,
    progress: &'p mut dyn FnMut(u64, u64),
}

impl<'p> Watched<'p> {
    fn new(file: File, size: u64, progress: &'p mut dyn FnMut(u64, u64)) -> Self {
        Self { file, size, done: 0, head: Vec::new(), hash: sha2::Digest::new(), kept: None, progress }
    }

    fn digest(&self) -> [u8; 32] {
        sha2::Digest::finalize(self.hash.clone()).into()
    }
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.file.read(buffer)?;
        let bytes = buffer.get(..n).unwrap_or_default();
        if self.head.len() < HEAD {
            self.head.extend(bytes.iter().take(HEAD - self.head.len()));
        }
        if let Some(kept) = &mut self.kept {
            kept.extend_from_slice(bytes);
        }
        sha2::Digest::update(&mut self.hash, bytes);
        self.done += n as u64;
        (self.progress)(self.done, self.size);
        Ok(n)
    }
}
