//! A working copy: the pixels of a picture encoded anew, without metadata, without anything hidden in the file. It is
//! made once, kept as a file of its own with its parent, and handed out; each time is a link of custody.

use super::add::{Saying, random};
use super::custody::{Event, Link};
use super::get::NewFile;
use super::held::{Held, Role, files_of, original_of};
use super::open::{TOOL, Vault};
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::RecordId;
use std::io::Read as _;
use std::path::Path;
use vault::kind::kind_of;
use zeroize::Zeroizing;

/// A working copy in memory.
pub struct WorkingCopy {
    /// What it is.
    pub held: Held,
    /// Its bytes.
    pub bytes: Zeroizing<Vec<u8>>,
    /// A name for it, made by us: nothing of the name it came with.
    pub name: String,
}

/// Hands out the working copy of a record, made now if there is none; records that it was looked at.
///
/// # Errors
/// A refusal when it is no picture that can be decoded; missing or damaged; busy when storage fails.
pub fn working_copy(
    desk: &Desk,
    vault: &Vault,
    actor: &Actor,
    why: &Reason,
    record: RecordId,
) -> Outcome<WorkingCopy> {
    let files = files_of(desk, record)?;
    let made = files.into_iter().rev().find(|held| held.role == Role::WorkingCopy);
    let (held, bytes) = match made {
        Some(held) => {
            let mut bytes = Zeroizing::new(Vec::new());
            held.reader(vault)?.read_to_end(&mut bytes).map_err(|cause| {
                Stop::refused_in_english("file", cause.to_string())
                    .hint_in_english("habeas evidence check says what is damaged.")
            })?;
            let mut saying = Saying::about(desk, record);
            saying.link(&Link::of(Event::Viewed, Some(held.stored.blob)))?;
            desk.save(actor, why, saying.draft)?;
            (held, bytes)
        }
        None => make(desk, vault, actor, why, record)?,
    };
    let ending = kind_of(&bytes).ending();
    Ok(WorkingCopy { name: format!("evidence-{}-copy.{ending}", record.short()), held, bytes })
}

/// As [`working_copy`], into a new file.
///
/// # Errors
/// As [`working_copy`]; conflict when there is a file already.
pub fn write_copy(
    desk: &Desk,
    vault: &Vault,
    actor: &Actor,
    why: &Reason,
    record: RecordId,
    to: &Path,
) -> Outcome<WorkingCopy> {
    let mut out = NewFile::begin(to)?;
    let copy = working_copy(desk, vault, actor, why, record)?;
    out.write(&mut copy.bytes.as_slice(), &mut |_| ())?;
    out.end()?;
    Ok(copy)
}

fn make(
    desk: &Desk,
    vault: &Vault,
    actor: &Actor,
    why: &Reason,
    record: RecordId,
) -> Outcome<(Held, Zeroizing<Vec<u8>>)> {
    let original = original_of(desk, record)?;
    let mut reader = original.reader(vault)?;
    let head = reader.range(0, vault::kind::HEAD)?;
    if !kind_of(&head).can_be_decoded() {
        return Err(Stop::refused(
            "file",
            sentence!(
                "A working copy can be made of a JPEG, PNG or WebP picture; this is {media}.",
                media = original.media
            ),
        )
        .hint_in_english(
            "habeas evidence get writes the original; habeas evidence derive keeps a copy made elsewhere.",
        ));
    }
    let bytes = vault.worker.copy(&mut reader).map_err(|why| {
        Stop::refused("file", sentence!("There is no working copy. {why}", why))
            .hint_in_english("The original is untouched; habeas evidence get writes it.")
    })?;
    let bytes = Zeroizing::new(bytes);
    let stored = vault::store(vault.shelf.as_ref(), &mut bytes.as_slice(), u64::MAX, &|b| random(b))?;
    let held = Held {
        role: Role::WorkingCopy,
        parent: Some(original.stored.blob),
        media: kind_of(&bytes).media.to_owned(),
        tool: format!("{TOOL}, pixels encoded anew, metadata left out"),
        stored,
    };
    let mut saying = Saying::about(desk, record);
    saying.file(&held)?;
    let blob = Some(held.stored.blob);
    let derived = Link { parent: held.parent, tool: held.tool.clone(), ..Link::of(Event::Derived, blob) };
    saying.link(&derived)?;
    saying.link(&Link::of(Event::Copied, blob))?;
    if let Err(stop) = desk.save(actor, why, saying.draft) {
        vault.shelf.remove(&held.stored.blob)?;
        return Err(stop);
    }
    Ok((held, bytes))
}
