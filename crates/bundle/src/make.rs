//! Making a bundle, in steps: a draft takes files, sealing ends the stream, protecting adds the parity, keeping gives
//! the file its name. Dropped at any step, it leaves nothing.

use std::fs::File;
use std::io::{BufWriter, Seek as _, SeekFrom};
use std::path::Path;

use crate::age::Sealer;
use crate::archive::{Archive, Member};
use crate::errors::{BundleError, Doing};
use crate::geometry::{Geometry, HEAD};
use crate::keys::Recipient;
use crate::part::Part;
use crate::protect::protect;
use crate::{Random, Watch};

type Stream = Archive<Sealer<BufWriter<File>>>;

/// A bundle that takes files.
pub struct Draft {
    part: Part,
    archive: Stream,
}

/// A bundle whose stream is whole, but that cannot repair itself yet.
pub struct Sealed {
    part: Part,
    geometry: Geometry,
    members: Vec<Member>,
}

/// A bundle that is whole, but does not have its name yet.
pub struct Protected {
    part: Part,
    geometry: Geometry,
    members: Vec<Member>,
}

impl Draft {
    /// Begins a bundle beside `path`, sealed for the recipients. An existing file is left alone, unless it is to be
    /// replaced in the end.
    ///
    /// # Errors
    /// `AlreadyThere`, `NotARecipient` if there is none, storage, randomness.
    pub fn begin(
        path: &Path,
        replace: bool,
        recipients: &[Recipient],
        random: Random<'_>,
    ) -> Result<Self, BundleError> {
        if recipients.is_empty() {
            return Err(BundleError::NotARecipient(String::new()));
        }
        let mut part = Part::create(path, replace)?;
        part.file.seek(SeekFrom::Start(HEAD as u64)).doing("write", &part.path)?;
        let file = part.file.try_clone().doing("write", &part.path)?;
        let sealer = Sealer::begin(BufWriter::with_capacity(1 << 20, file), recipients, random);
        let sealer = sealer.doing("write", &part.path)?;
        Ok(Self { part, archive: Archive::new(sealer) })
    }

    /// Adds a file, whose length is known.
    ///
    /// # Errors
    /// `BadName`, `Changed` if the content ends early, storage.
    pub fn add(
        &mut self,
        name: &str,
        length: u64,
        content: &mut dyn std::io::Read,
    ) -> Result<(), BundleError> {
        self.archive.add(name, length, content).doing("write", &self.part.path)
    }

    /// Ends the stream with the list of files.
    ///
    /// # Errors
    /// Storage.
    pub fn seal(self) -> Result<Sealed, BundleError> {
        let Self { part, archive } = self;
        let (sealer, members) = archive.finish().doing("write", &part.path)?;
        sealer.finish().doing("write", &part.path)?;
        let length = part.file.metadata().doing("write", &part.path)?.len();
        let geometry = Geometry::of(length.saturating_sub(HEAD as u64))
            .ok_or_else(|| BundleError::Damaged("it is impossibly long".to_owned()))?;
        Ok(Sealed { part, geometry, members })
    }
}

impl Sealed {
    /// Adds heads, checksums and parity.
    ///
    /// # Errors
    /// Storage; `Stopped`.
    pub fn protect(self, watch: Watch<'_>) -> Result<Protected, BundleError> {
        protect(&self.part, &self.geometry, watch)?;
        Ok(Protected { part: self.part, geometry: self.geometry, members: self.members })
    }
}

impl Protected {
    /// Bytes of the whole file.
    pub fn length(&self) -> u64 {
        self.geometry.total()
    }

    /// The files in it.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// Makes it durable and gives it its name.
    ///
    /// # Errors
    /// `AlreadyThere` if somebody else made a file of that name meanwhile; storage.
    pub fn keep(self) -> Result<(), BundleError> {
        self.part.keep()
    }
}
