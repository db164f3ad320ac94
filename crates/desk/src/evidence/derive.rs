//! A file that a person made of an original with a tool of their own: faces blurred, a film cut. It is kept beside the
//! original, and says what it was made from, and how.

use super::add::{Saying, random};
use super::custody::{Event, Link};
use super::held::{Held, Role, files_of, original_of};
use super::open::Vault;
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use claims::RecordId;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use vault::kind::{HEAD, kind_of};

/// How a file was made.
#[derive(Debug, Clone)]
pub struct Derivation {
    /// The tool, with its version.
    pub tool: String,
    /// What was done: parameters, in words or as typed.
    pub done: String,
    /// Say what would be kept, and keep nothing.
    pub dry_run: bool,
}

/// Keeps a derived file with its original.
///
/// # Errors
/// A refusal naming the field; nothing is then kept.
pub fn derive(
    desk: &Desk,
    vault: &Vault,
    (actor, why): (&Actor, &Reason),
    record: RecordId,
    path: &Path,
    how: &Derivation,
) -> Outcome<Option<Held>> {
    let tool = how.tool.trim();
    if tool.is_empty() || tool.chars().count() > 200 || how.done.chars().count() > 2000 {
        return Err(Stop::refused_in_english(
            "tool",
            "Say in up to 200 characters with which tool and version it was made.",
        )
        .hint_in_english("--tool \"ffmpeg 7.1\" --done \"faces blurred\""));
    }
    let original = original_of(desk, record)?;
    let unreadable = |cause: std::io::Error| {
        Stop::not_found_in_english(format!("{} cannot be read: {cause}.", path.display()))
    };
    let mut head = Vec::new();
    File::open(path).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head)).map_err(unreadable)?;
    if how.dry_run {
        return Ok(None);
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let stored = vault::store(vault.shelf.as_ref(), &mut file, vault.max_bytes, &|buffer| random(buffer))?;
    let held = Held {
        role: Role::Derived,
        parent: Some(original.stored.blob),
        media: kind_of(&head).media.to_owned(),
        tool: tool.to_owned(),
        stored,
    };
    let known = files_of(desk, record)?.iter().any(|file| file.stored.sha256 == held.stored.sha256);
    let outcome = if known {
        Err(Stop::conflict_in_english(format!("Record {} holds this very file already.", record.short())))
    } else {
        save(desk, actor, why, record, &held, &how.done)
    };
    if let Err(stop) = outcome {
        vault.shelf.remove(&held.stored.blob)?;
        return Err(stop);
    }
    Ok(Some(held))
}

fn save(desk: &Desk, actor: &Actor, why: &Reason, record: RecordId, held: &Held, done: &str) -> Outcome<()> {
    let mut saying = Saying::about(desk, record);
    saying.file(held)?;
    let link = Link::of(Event::Derived, Some(held.stored.blob)).with(done.trim());
    saying.link(&Link { parent: held.parent, tool: held.tool.clone(), ..link })?;
    saying.link(&Link::of(Event::Stored, Some(held.stored.blob)))?;
    desk.save(actor, why, saying.draft).map(drop)
}
