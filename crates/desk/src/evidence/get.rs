//! The original leaves the casebook, byte for byte; that it did is recorded first.

use super::add::Saying;
use super::custody::{Event, Link};
use super::held::{Held, original_of};
use super::open::Vault;
use crate::Sentence;
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::stop::{Kind, Outcome, Refusal, Stop};
use claims::RecordId;
use std::fs::File;
use std::io::{Read, Write as _};
use std::path::Path;

/// Writes the original of a record to a new file. The export is in the ledger before the first byte is written.
///
/// # Errors
/// Conflict when there is a file already; missing or damaged; busy when storage fails.
pub fn get(
    desk: &Desk,
    vault: &Vault,
    (actor, why): (&Actor, &Reason),
    record: RecordId,
    to: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Outcome<Held> {
    let held = original_of(desk, record)?;
    let mut reader = held.reader(vault)?;
    let mut out = NewFile::begin(to)?;
    let mut saying = Saying::about(desk, record);
    saying.link(&Link::of(Event::Exported, Some(held.stored.blob)))?;
    desk.save(actor, why, saying.draft)?;
    out.write(&mut reader, &mut |done| progress(done, held.stored.length))?;
    if out.digest() != held.stored.sha256 {
        return Err(vault::VaultError::Damaged {
            id: held.stored.blob,
            place: "as a whole: the file in it is not the one that was stored".to_owned(),
        }
        .into());
    }
    out.end()?;
    Ok(held)
}

/// A file that is made new, readable by its owner alone, and removed again unless it was completed.
pub(super) struct NewFile<'p> {
    path: &'p Path,
    file: File,
    hash: sha2::Sha256,
    complete: bool,
}

impl<'p> NewFile<'p> {
    pub fn begin(path: &'p Path) -> Outcome<Self> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(|cause| match cause.kind() {
            std::io::ErrorKind::AlreadyExists => Stop::conflict_in_english(format!(
                "{} is there already; nothing is overwritten.",
                path.display()
            )),
            _ => unwritable(path, &cause),
        })?;
        Ok(Self { path, file, hash: sha2::Digest::new(), complete: false })
    }

    pub fn write(&mut self, from: &mut dyn Read, progress: &mut dyn FnMut(u64)) -> Outcome<()> {
        let mut buffer = vec![0; 1 << 20];
        let mut done = 0;
        loop {
            let n = from.read(&mut buffer).map_err(|cause| {
                Stop::Refusal(Refusal {
                    kind: Kind::Busy,
                    field: Some("file"),
                    say: Sentence::in_english(cause.to_string()),
                    hint: None,
                })
            })?;
            if n == 0 {
                return Ok(());
            }
            let bytes = buffer.get(..n).unwrap_or_default();
            sha2::Digest::update(&mut self.hash, bytes);
            self.file.write_all(bytes).map_err(|cause| unwritable(self.path, &cause))?;
            done += n as u64;
            progress(done);
        }
    }

    pub fn digest(&self) -> [u8; 32] {
        sha2::Digest::finalize(self.hash.clone()).into()
    }

    pub fn end(mut self) -> Outcome<()> {
        self.file.sync_all().map_err(|cause| unwritable(self.path, &cause))?;
        self.complete = true;
        Ok(())
    }
}

impl Drop for NewFile<'_> {
    fn drop(&mut self) {
        if !self.complete {
            // Half a file would be taken for the whole.
            let _ = std::fs::remove_file(self.path);
        }
    }
}

fn unwritable(path: &Path, cause: &std::io::Error) -> Stop {
    let say = format!("{} cannot be written: {cause}.", path.display());
    Stop::Refusal(Refusal {
        kind: Kind::Busy,
        field: Some("out"),
        say: Sentence::in_english(say),
        hint: None,
    })
}
