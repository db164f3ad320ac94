//! Bringing a casebook back from a backup, into a directory of its own. Everything happens in a directory beside it that
//! takes its name in the end: what was interrupted is never taken for a casebook, and is cleared away by the next
//! attempt. The restored casebook is a new device: it must never sign with a key that signed before.

use crate::Sentence;
use crate::keep::Settings;
use crate::keep::backup::{Step, Watch, is_blob, storage};
use crate::stop::{Kind, Outcome, Refusal, Stop};
use bundle::{Bundle, BundleError, Identity, Survey, Verdict, mend, read_archive};
use ledger::storage::{Lock, Storage as _};
use ledger::{Disk, Finding, FindingKind, Unlock, VerifyMode, VerifyReport};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// Held while a restore goes on.
const LOCK: &str = "restoring.lock";

/// What was brought back.
#[derive(Debug, Clone)]
pub struct Restored {
    /// What the backup says of itself.
    pub about: Vec<(String, String)>,
    /// The ledger, checked with its keys.
    pub report: VerifyReport,
    /// The device that signs from now on.
    pub device: String,
    /// Pieces of the backup that were damaged and mended.
    pub mended: u64,
}

/// What a check of a backup found.
#[derive(Debug, Clone)]
pub struct CheckedBackup {
    /// The file as it lies there.
    pub survey: Survey,
    /// What is in it; only with the recovery key, and only if it can be repaired.
    pub contents: Option<Contents>,
}

/// What is in a backup.
#[derive(Debug, Clone)]
pub struct Contents {
    /// What it says of itself.
    pub about: Vec<(String, String)>,
    /// How many files are in it; each has the hash on the list.
    pub files: u64,
    /// The ledger in it, checked without its keys.
    pub report: VerifyReport,
}

/// Whether a backup of this program holds files of such a name.
fn is_known(name: &str) -> bool {
    match name.split('/').collect::<Vec<_>>().as_slice() {
        ["about.txt" | "settings.toml"] => true,
        ["keys", key] => ["casebook.key", "spare.key", "recovery.key", "records.keys"].contains(key),
        ["ledger", name] => {
            ["checkpoint", "devices", "tree"].contains(name)
                || ledger::is_timestamp(name)
                || (name.starts_with("seg-") && name.ends_with(".hbl"))
        }
        ["sealed", _] => true,
        ["vault", fan, name] => is_blob(fan, name),
        _ => false,
    }
}

/// A directory in the making, removed unless it is kept.
struct Draft {
    path: PathBuf,
    lock: Option<Box<dyn Send + Sync>>,
    kept: bool,
}

impl Draft {
    /// Makes it, clearing away what an interrupted attempt left.
    fn begin(path: PathBuf) -> Outcome<Self> {
        let make = |path: &Path| std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
        make(&path).map_err(|cause| storage("make", &path, &cause))?;
        let lock = path.join(LOCK);
        match Disk.lock(&lock).map_err(|cause| storage("lock", &lock, &cause))? {
            Lock::Taken(taken) => {
                let draft = Self { path, lock: Some(taken), kept: false };
                draft.clear()?;
                Ok(draft)
            }
            Lock::Held(holder) => Err(Stop::Refusal(Refusal {
                kind: Kind::Busy,
                field: Some("casebook"),
                say: Sentence::in_english(format!(
                    "Another restore into {} is going on (process {holder}).",
                    path.display()
                )),
                hint: None,
            })),
        }
    }

    fn clear(&self) -> Outcome<()> {
        let entries = std::fs::read_dir(&self.path).map_err(|cause| storage("list", &self.path, &cause))?;
        for entry in entries {
            let path = entry.map_err(|cause| storage("list", &self.path, &cause))?.path();
            if path.ends_with(LOCK) {
                continue;
            }
            let removed =
                if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
            removed.map_err(|cause| storage("clear away", &path, &cause))?;
        }
        Ok(())
    }

    /// A file without a name, for pieces that are mended; only ciphertext gets there.
    fn scratch(&self) -> Outcome<File> {
        nameless(&self.path.join("mended"))
    }

    /// Writes a file durably.
    fn write(&self, name: &str, content: &mut dyn Read) -> Outcome<()> {
        let path = self.path.join(name);
        if let Some(parent) = path.parent() {
            let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(parent);
            made.map_err(|cause| storage("make", parent, &cause))?;
        }
        let write = |content: &mut dyn Read| -> io::Result<()> {
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
            io::copy(content, &mut file)?;
            file.flush()?;
            file.sync_all()
        };
        write(content).map_err(|cause| match cause.downcast::<BundleError>() {
            Ok(error) => error.into(),
            Err(cause) => storage("write", &path, &cause),
        })
    }

    /// Makes everything durable, and gives it its name.
    fn keep(mut self, into: &Path) -> Outcome<()> {
        let lock = self.path.join(LOCK);
        std::fs::remove_file(&lock).map_err(|cause| storage("remove", &lock, &cause))?;
        sync_dirs(&self.path)?;
        std::fs::rename(&self.path, into).map_err(|cause| storage("name", into, &cause))?;
        self.kept = true;
        self.lock = None;
        sync_dir(parent_of(into))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.kept {
            // Under its own name nobody takes it for a casebook if this fails.
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

/// Makes a file that has no name any more.
fn nameless(path: &Path) -> Outcome<File> {
    let make = || {
        let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path)?;
        std::fs::remove_file(path)?;
        Ok(file)
    };
    make().map_err(|cause: io::Error| storage("make", path, &cause))
}

fn sync_dir(dir: &Path) -> Outcome<()> {
    File::open(dir).and_then(|file| file.sync_all()).map_err(|cause| storage("make durable", dir, &cause))
}

fn sync_dirs(dir: &Path) -> Outcome<()> {
    for entry in std::fs::read_dir(dir).map_err(|cause| storage("list", dir, &cause))? {
        let path = entry.map_err(|cause| storage("list", dir, &cause))?.path();
        if path.is_dir() {
            sync_dirs(&path)?;
        }
    }
    sync_dir(dir)
}

fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The directory beside `into` where the work is done.
fn beside(into: &Path) -> Outcome<PathBuf> {
    let name = into.file_name().ok_or_else(|| {
        Stop::refused_in_english("casebook", format!("{} cannot name a new casebook.", into.display()))
    })?;
    let mut beside = name.to_owned();
    beside.push(".restoring");
    Ok(into.with_file_name(beside))
}

/// Refuses a directory in which anything lies.
fn must_be_free(into: &Path) -> Outcome<()> {
    let taken = match std::fs::read_dir(into) {
        Ok(mut entries) => entries.next().is_some(),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => false,
        Err(cause) => return Err(storage("look into", into, &cause)),
    };
    if !taken {
        return Ok(());
    }
    let what = if into.join("ledger").exists() { "a casebook" } else { "something else" };
    Err(Stop::conflict_in_english(format!(
        "There is {what} in {} already; nothing was restored.",
        into.display()
    ))
    .hint_in_english(
        "Name a new directory with --casebook, and move it into place when you have looked at it.",
    ))
}

/// Takes the archive apart. `ready` is called once, when all that is needed to try a key is there.
fn take_out(
    archive: &mut dyn Read,
    draft: &Draft,
    wanted: &dyn Fn(&str) -> bool,
    ready: &mut dyn FnMut() -> Outcome<()>,
    total: u64,
    watch: Watch<'_>,
) -> Outcome<(Vec<(String, String)>, u64)> {
    let mut about = Vec::new();
    let mut done = 0;
    let members = read_archive::<Stop>(archive, &mut |name, length, content| {
        if !is_known(name) {
            return Err(Stop::refused_in_english(
                "file",
                format!("{name:?} is in it, which no backup of this program holds."),
            ));
        }
        let mut watched = Watched { content, done: &mut done, total, watch };
        if name == "about.txt" {
            let mut text = String::new();
            let read = watched.take(64 << 10).read_to_string(&mut text);
            read.map_err(|_| BundleError::Damaged("what it says of itself is no text".to_owned()))?;
            about = text
                .lines()
                .filter_map(|line| line.split_once(' '))
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .collect();
        } else if wanted(name) {
            draft.write(name, &mut watched)?;
        } else {
            io::copy(&mut watched.take(length), &mut io::sink()).map_err(|cause| {
                cause
                    .downcast::<BundleError>()
                    .unwrap_or_else(|cause| BundleError::Damaged(cause.to_string()))
            })?;
        }
        if name == "ledger/devices" { ready() } else { Ok(()) }
    })?;
    Ok((about, members.len() as u64))
}

struct Watched<'a> {
    content: &'a mut dyn Read,
    done: &'a mut u64,
    total: u64,
    watch: &'a mut dyn FnMut(Step, u64, u64) -> bool,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.content.read(buffer)?;
        *self.done += count as u64;
        if (self.watch)(Step::Restoring, *self.done, self.total.max(*self.done)) {
            Ok(count)
        } else {
            Err(io::Error::other(BundleError::Stopped))
        }
    }
}

/// Restores a backup into a directory that does not exist yet, or is empty. `unlock` is asked for what opens the
/// casebook, with the directory where its keys lie meanwhile.
///
/// # Errors
/// A refusal when the directory is taken, the recovery key is another one, the backup is damaged beyond repair, or what
/// `unlock` returns does not open it. Nothing is then left.
pub fn restore(
    file: &Path,
    into: &Path,
    identity: &Identity,
    unlock: &mut dyn FnMut(&Path) -> Outcome<Unlock>,
    watch: Watch<'_>,
) -> Outcome<Restored> {
    must_be_free(into)?;
    let bundle = Bundle::open(file)?;
    let total = bundle.payload_length();
    let draft = Draft::begin(beside(into)?)?;
    let payload = mend(bundle, draft.scratch()?, &mut |row, rows| watch(Step::Checking, row, rows))?;
    let mended = payload.mended();
    let mut key = None;
    let mut ready = || {
        let unlock = unlock(&draft.path)?;
        // Tried before the rest is taken out: somebody may have mistyped.
        ledger::recovery_secret(&Disk, &draft.path, &unlock)?;
        key = Some(unlock);
        Ok(())
    };
    let mut archive = payload.open(identity)?;
    let (about, _) = take_out(&mut archive, &draft, &|_| true, &mut ready, total, watch)?;
    let key = key.ok_or_else(|| BundleError::Damaged("it holds no ledger".to_owned()))?;
    let renewed = ledger::renew_device(&draft.path, &key, ledger::Settings::default())?;
    let report = ledger::verify(&draft.path, Some(&key), VerifyMode::Batch)?;
    // What the settings say of the old machine: evidence lies in the casebook's own folder now.
    if draft.path.join("vault").exists() {
        Settings::keep(&draft.path, "shelf", "folder:")?;
    }
    if let Unlock::KeyFile(path) = &key {
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        Settings::keep(&draft.path, "key_file", &path.display().to_string())?;
    }
    if !watch(Step::Restoring, total, total) {
        return Err(BundleError::Stopped.into());
    }
    draft.keep(into)?;
    Ok(Restored { about, report, device: renewed.device.to_string(), mended })
}

/// Checks a backup: every byte of the file, and with the recovery key also what is in it.
///
/// # Errors
/// A refusal when the file is no backup, or the recovery key is another one. Damage is in what is returned.
pub fn check_backup(file: &Path, identity: Option<&Identity>, watch: Watch<'_>) -> Outcome<CheckedBackup> {
    let survey = bundle::survey(&Bundle::open(file)?, &mut |row, rows| watch(Step::Checking, row, rows))?;
    let (Some(identity), true) = (identity, survey.verdict() != Verdict::BeyondRepair) else {
        return Ok(CheckedBackup { survey, contents: None });
    };
    let bundle = Bundle::open(file)?;
    let total = bundle.payload_length();
    let name = format!("habeas-check-{}", std::process::id());
    let draft = Draft::begin(std::env::temp_dir().join(name))?;
    let payload = mend(bundle, draft.scratch()?, &mut |row, rows| watch(Step::Checking, row, rows))?;
    let mut archive = payload.open(identity)?;
    let wanted = |name: &str| name.starts_with("ledger/") || name.starts_with("keys/");
    let (about, files) = take_out(&mut archive, &draft, &wanted, &mut || Ok(()), total, watch)?;
    let mut report = ledger::verify(&draft.path, None, VerifyMode::Batch)?;
    // A backup never holds the device's own key.
    report
        .findings
        .retain(|finding: &Finding| finding.file != "keys/device.key" || finding.kind != FindingKind::Damage);
    Ok(CheckedBackup { survey, contents: Some(Contents { about, files, report }) })
}

/// Writes a mended copy of a backup; how many pieces were brought back.
///
/// # Errors
/// A refusal when it is damaged beyond repair, or when `to` is there.
pub fn repair_backup(file: &Path, to: &Path, replace: bool, watch: Watch<'_>) -> Outcome<u64> {
    let mut scratch = to.as_os_str().to_owned();
    scratch.push(format!(".scratch-{}", std::process::id()));
    if !replace && to.exists() {
        return Err(BundleError::AlreadyThere(to.to_owned()).into());
    }
    let bundle = Bundle::open(file)?;
    let scratch = nameless(Path::new(&scratch))?;
    let payload = mend(bundle, scratch, &mut |row, rows| watch(Step::Checking, row, rows))?;
    let mended = payload.mended();
    bundle::repair(payload, to, replace, &mut |row, rows| watch(Step::Protecting, row, rows))?;
    Ok(mended)
}
