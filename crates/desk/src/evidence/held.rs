//! What a record holds of a file on the shelf: its place, its key, its hash, its length. The bytes of a claim on
//! `evidence.blob` (docs/evidence.md), sealed with the record and shown on no page.

use crate::stop::{Outcome, Stop};
use std::fmt;
use vault::blob::{BlobId, BlobKey};
use vault::{BlobReader, Stored};

/// What a file is among the files of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// As it came.
    Original,
    /// The pixels alone, for everyday work.
    WorkingCopy,
    /// Made of another file by a person with a tool.
    Derived,
}

impl Role {
    /// The word for people and programs.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Original => "original",
            Role::WorkingCopy => "working_copy",
            Role::Derived => "derived",
        }
    }
}

/// A file on the shelf, with all that opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct Held {
    /// What it is.
    pub role: Role,
    /// Where it lies, its key, hash and length.
    pub stored: Stored,
    /// The file it was made from.
    pub parent: Option<BlobId>,
    /// Its media type, told by its content.
    pub media: String,
    /// What made it, when it was made.
    pub tool: String,
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Held({} {} {})", self.role.name(), self.media, self.stored.blob)
    }
}

const VERSION: u8 = 1;

impl Held {
    /// SHA-256 of the file in hexadecimal digits.
    pub fn sha256(&self) -> String {
        vault::blob::hex(&self.stored.sha256)
    }

    /// Opens it for reading.
    ///
    /// # Errors
    /// Missing, damaged, storage.
    pub(super) fn reader<'v>(&self, vault: &'v super::Vault) -> Outcome<BlobReader<'v>> {
        let stored = &self.stored;
        Ok(BlobReader::open(vault.shelf.as_ref(), stored.blob, &stored.key, stored.length)?)
    }

    /// As the bytes of a claim.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let role = match self.role {
            Role::Original => 0,
            Role::WorkingCopy => 1,
            Role::Derived => 2,
        };
        let mut bytes = vec![VERSION, role];
        bytes.extend_from_slice(&self.stored.blob.0);
        bytes.extend_from_slice(&self.stored.key.0);
        bytes.extend_from_slice(&self.stored.sha256);
        bytes.extend_from_slice(&self.stored.length.to_le_bytes());
        bytes.extend_from_slice(&self.parent.map_or([0; 32], |parent| parent.0));
        for text in [&self.media, &self.tool] {
            bytes.extend_from_slice(&u16::try_from(text.len()).unwrap_or(u16::MAX).to_le_bytes());
            bytes.extend_from_slice(text.as_bytes().get(..usize::from(u16::MAX)).unwrap_or(text.as_bytes()));
        }
        bytes
    }

    /// Reads the bytes of a claim; `None` for what this version cannot read.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (head, mut rest) = bytes.split_first_chunk::<2>()?;
        let mut hash = || {
            let (hash, behind) = rest.split_first_chunk::<32>()?;
            rest = behind;
            Some(*hash)
        };
        let (blob, key, sha256) = (BlobId(hash()?), BlobKey(hash()?), hash()?);
        let (length, behind) = rest.split_first_chunk::<8>()?;
        let (parent, mut rest) = behind.split_first_chunk::<32>()?;
        let mut text = || {
            let (length, behind) = rest.split_first_chunk::<2>()?;
            let (text, behind) = behind.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
            rest = behind;
            String::from_utf8(text.to_vec()).ok()
        };
        let (media, tool) = (text()?, text()?);
        let role = match head {
            [VERSION, 0] => Role::Original,
            [VERSION, 1] => Role::WorkingCopy,
            [VERSION, 2] => Role::Derived,
            _ => return None,
        };
        let parent = Some(BlobId(*parent)).filter(|parent| parent.0 != [0; 32]);
        let stored = Stored { blob, key, sha256, length: u64::from_le_bytes(*length) };
        rest.is_empty().then_some(Self { role, stored, parent, media, tool })
    }
}

/// The files of a record, in the order they were learned.
///
/// # Errors
/// Not found when it has none.
pub(super) fn files_of(desk: &crate::Desk, record: claims::RecordId) -> Outcome<Vec<Held>> {
    let claimed = desk.casebook().bytes_claimed(Some(record), claims::Property::EvidenceBlob)?;
    let files: Vec<Held> = claimed.iter().filter_map(|(_, bytes)| Held::read(bytes)).collect();
    if files.is_empty() {
        return Err(Stop::not_found_in_english(format!("Record {} holds no file.", record.short()))
            .hint_in_english("habeas evidence list shows the records that do."));
    }
    Ok(files)
}

/// The original of a record.
///
/// # Errors
/// Not found when there is none.
pub(super) fn original_of(desk: &crate::Desk, record: claims::RecordId) -> Outcome<Held> {
    let files = files_of(desk, record)?;
    files
        .into_iter()
        .find(|held| held.role == Role::Original)
        .ok_or_else(|| Stop::not_found_in_english(format!("Record {} holds no original.", record.short())))
}
