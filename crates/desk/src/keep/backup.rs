//! Making a backup: one sealed file, from a casebook that may be in use, without any key. It holds everything a lost
//! machine held but the device's own key and the snapshot, which opening makes again. A key that was destroyed before
//! the backup is finished must not be in it; the work is then begun again.

use crate::Sentence;
use crate::evidence::shelf_folder;
use crate::keep::Settings;
use crate::stop::{Kind, Outcome, Refusal, Stop};
use bundle::{BundleError, Draft, Recipient};
use claims::when::Instant;
use ledger::{Disk, Finding, FindingKind, LiveCopy, VerifyMode};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How often a backup is begun again because keys changed meanwhile.
const ATTEMPTS: u32 = 5;

/// What long work is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The ledger, or a backup, is checked.
    Checking,
    /// Files are sealed.
    Copying,
    /// Parity is added.
    Protecting,
    /// Files are taken out.
    Restoring,
}

/// Told how far the work is: the step, bytes or rows done, and in all (0 if that is not known). `false` stops it.
pub type Watch<'a> = &'a mut dyn FnMut(Step, u64, u64) -> bool;

/// What a backup is wanted of.
pub struct Wanted<'a> {
    /// The file.
    pub to: &'a Path,
    /// Whether an existing file is replaced in the end.
    pub replace: bool,
    /// Others who can open it, as `age1…`, besides who has the recovery key.
    pub others: &'a [String],
    /// Only look, and write nothing.
    pub dry_run: bool,
    /// When it is.
    pub now: Instant,
}

/// Where a casebook's evidence is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceIn {
    /// In the backup: how many files, and how many bytes.
    Backup(u64, u64),
    /// Elsewhere, and not in the backup.
    Elsewhere(String),
}

/// What was made.
#[derive(Debug, Clone)]
pub struct BackedUp {
    /// How many entries are in it.
    pub entries: u64,
    /// The files in it.
    pub files: u64,
    /// Bytes of the whole file; with `dry_run` about how many would be sealed.
    pub bytes: u64,
    /// Where the evidence is.
    pub evidence: EvidenceIn,
    /// Who can open it: first whoever has the recovery key.
    pub recipients: Vec<String>,
    /// Damage that the casebook had already. It was copied as it is.
    pub damage: Vec<Finding>,
}

/// A storage failure, as one the user can mend.
pub(super) fn storage(doing: &str, path: &Path, cause: &io::Error) -> Stop {
    Stop::Refusal(Refusal {
        kind: if cause.kind() == io::ErrorKind::NotFound { Kind::NotFound } else { Kind::Busy },
        field: Some("file"),
        say: Sentence::in_english(format!("Could not {doing} {}: {cause}.", path.display())),
        hint: None,
    })
}

impl From<BundleError> for Stop {
    fn from(cause: BundleError) -> Self {
        use BundleError as E;
        let kind = match &cause {
            E::Storage { source, .. } if source.kind() == io::ErrorKind::NotFound => Kind::NotFound,
            E::AlreadyThere(_) => Kind::Conflict,
            E::Storage { .. } | E::Changed(_) | E::Stopped | E::NoRandomness => Kind::Busy,
            _ => Kind::Refused,
        };
        let why = std::error::Error::source(&cause).map(|source| format!(" ({source})")).unwrap_or_default();
        Stop::Refusal(Refusal {
            kind,
            field: Some("file"),
            say: Sentence::in_english(format!("{cause}{why}")),
            hint: None,
        })
    }
}

/// Backs up the casebook in a directory.
///
/// # Errors
/// A refusal when there is no casebook, when the file is there, or when the casebook changes too fast.
pub fn backup(dir: &Path, settings: &Settings, wanted: &Wanted<'_>, watch: Watch<'_>) -> Outcome<BackedUp> {
    let others: Vec<Recipient> =
        wanted.others.iter().map(|text| Recipient::parse(text)).collect::<Result<_, _>>()?;
    // Both before the work: what cannot be made should be said at once.
    LiveCopy::begin(&Disk, dir)?;
    if !wanted.replace && wanted.to.exists() {
        return Err(BundleError::AlreadyThere(wanted.to.to_owned()).into());
    }
    let damage = damage(dir, watch)?;
    for _ in 0..ATTEMPTS {
        if let Some(mut made) = attempt(dir, settings, wanted, &others, watch)? {
            made.damage = damage;
            return Ok(made);
        }
    }
    Err(Stop::Refusal(Refusal {
        kind: Kind::Busy,
        field: None,
        say: Sentence::in_english(
            "Keys were destroyed or changed again and again while the backup was made; nothing was left of it.",
        ),
        hint: Some(Sentence::in_english("Try again when that is done.")),
    }))
}

fn damage(dir: &Path, watch: Watch<'_>) -> Outcome<Vec<Finding>> {
    let mut found: Vec<Finding> = Vec::new();
    // What is written to may look damaged for a moment; what is damaged stays so.
    for _ in 0..2 {
        if !watch(Step::Checking, 0, 0) {
            return Err(BundleError::Stopped.into());
        }
        let report = ledger::verify(dir, None, VerifyMode::Batch)?;
        found = report.findings.into_iter().filter(|f| f.kind == FindingKind::Damage).collect();
        if found.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// Counts what is read, and asks whether to go on.
struct Counted<'a, 'w> {
    content: &'a mut dyn Read,
    done: &'a mut u64,
    total: u64,
    watch: &'a mut Watch<'w>,
}

impl Read for Counted<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.content.read(buffer)?;
        *self.done += count as u64;
        if (self.watch)(Step::Copying, *self.done, self.total.max(*self.done)) {
            Ok(count)
        } else {
            Err(io::Error::other(BundleError::Stopped))
        }
    }
}

/// One attempt; `None` if a key was destroyed or changed meanwhile.
fn attempt(
    dir: &Path,
    settings: &Settings,
    wanted: &Wanted<'_>,
    others: &[Recipient],
    mut watch: Watch<'_>,
) -> Outcome<Option<BackedUp>> {
    let mut copy = LiveCopy::begin(&Disk, dir)?;
    let mut recipients = vec![Recipient::from_bytes(copy.recovery_recipient()?)];
    recipients.extend(others);
    // After the entries that speak of them were noted: what they speak of is on the shelf.
    let blobs = match shelf_folder(settings, dir) {
        Some(folder) => Ok(blobs(&folder)?),
        None => Err(settings.get("shelf").to_owned()),
    };
    let evidence = match &blobs {
        Ok(blobs) => EvidenceIn::Backup(blobs.len() as u64, blobs.iter().map(|blob| blob.length).sum()),
        Err(shelf) => EvidenceIn::Elsewhere(shelf.clone()),
    };
    let in_evidence = if let EvidenceIn::Backup(_, bytes) = evidence { bytes } else { 0 };
    let total = copy.bytes() + in_evidence;
    let mut made = BackedUp {
        entries: copy.entries(),
        files: 0,
        bytes: total,
        evidence,
        recipients: recipients.iter().map(ToString::to_string).collect(),
        damage: Vec::new(),
    };
    if wanted.dry_run {
        return Ok(Some(made));
    }
    let mut source = ledger::entropy::os();
    let mut random = |buffer: &mut [u8]| source.fill(buffer).is_ok();
    let mut draft = Draft::begin(wanted.to, wanted.replace, &recipients, &mut random)?;
    let mut done = 0;
    let mut take = |name: &str, length: u64, content: &mut dyn Read| -> Outcome<()> {
        let mut counted = Counted { content, done: &mut done, total, watch: &mut watch };
        Ok(draft.add(name, length, &mut counted)?)
    };
    let about = about(&made, wanted.now);
    take("about.txt", about.len() as u64, &mut about.as_bytes())?;
    copy.keys(&mut take)?;
    let path = dir.join("settings.toml");
    match std::fs::read(&path) {
        Ok(bytes) => take("settings.toml", bytes.len() as u64, &mut bytes.as_slice())?,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => return Err(storage("read", &path, &cause)),
    }
    copy.ledger(&mut take)?;
    for blob in blobs.iter().flatten() {
        match File::open(&blob.path) {
            Ok(mut file) => take(&blob.name, blob.length, &mut file)?,
            // Removed since: nothing that stands speaks of it.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(storage("read", &blob.path, &cause)),
        }
    }
    copy.sealed(&[crate::desk::SNAPSHOT], &mut take)?;
    copy.record_keys(&mut take)?;
    if !copy.is_still_true()? {
        return Ok(None);
    }
    let protected = draft.seal()?.protect(&mut |row, rows| watch(Step::Protecting, row, rows))?;
    if !copy.is_still_true()? {
        return Ok(None);
    }
    made.bytes = protected.length();
    made.files = protected.members().len() as u64;
    protected.keep()?;
    Ok(Some(made))
}

/// What the backup says of itself, inside the seal.
fn about(made: &BackedUp, now: Instant) -> String {
    let evidence = match &made.evidence {
        EvidenceIn::Backup(files, bytes) => format!("{files} files, {bytes} bytes"),
        EvidenceIn::Elsewhere(shelf) => format!("not in this backup: it is on the shelf {shelf}"),
    };
    format!(
        "habeas-backup 1\nprogram {}\nmade {now}\nentries {}\nevidence {evidence}\n",
        env!("CARGO_PKG_VERSION"),
        made.entries
    )
}

/// A sealed file of evidence.
struct Blob {
    name: String,
    path: PathBuf,
    length: u64,
}

/// The blobs of a shelf in a folder, sorted by name: `ab/abcdef….blob`. What lies there otherwise is not evidence.
fn blobs(folder: &Path) -> Outcome<Vec<Blob>> {
    let mut found = Vec::new();
    for fan in names(folder)? {
        if fan.len() != 2 || !fan.bytes().all(|b| b.is_ascii_hexdigit()) {
            continue;
        }
        let within = folder.join(&fan);
        for name in names(&within)? {
            let path = within.join(&name);
            match std::fs::metadata(&path) {
                Ok(meta) if meta.is_file() && is_blob(&fan, &name) => {
                    found.push(Blob { name: format!("vault/{fan}/{name}"), path, length: meta.len() });
                }
                Ok(_) => {}
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
                Err(cause) => return Err(storage("read", &path, &cause)),
            }
        }
    }
    Ok(found)
}

fn names(folder: &Path) -> Outcome<Vec<String>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(storage("list", folder, &cause)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|cause| storage("list", folder, &cause))?;
        names.extend(entry.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

/// Whether a name is that of a blob in the folder `fan`.
pub(super) fn is_blob(fan: &str, name: &str) -> bool {
    let hex = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let Some(digits) = name.strip_suffix(".blob") else { return false };
    fan.len() == 2 && hex(fan) && digits.len() == 64 && hex(digits) && digits.starts_with(fan)
}
