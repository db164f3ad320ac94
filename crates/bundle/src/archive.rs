//! What lies in the sealed stream: files, and last a list of their SHA-256 in the form of `sha256sum`. A file that is
//! not on the list, or not as it says, must never be taken for restored.

use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Read, Write};

use crate::errors::{BundleError, through};
use crate::tar::{BLOCK, head, padding, read_head};

/// The list's name.
const MANIFEST: &str = "manifest-sha256.txt";
/// A list longer than this is not one: a hundred bytes for each of two million files.
const MANIFEST_LIMIT: u64 = 200 << 20;

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name: `folder/file`.
    pub name: String,
    /// Its length in bytes.
    pub length: u64,
    /// SHA-256 of its content.
    pub sha256: [u8; 32],
}

fn line(member: &Member) -> String {
    let mut line = String::with_capacity(70 + member.name.len());
    for byte in member.sha256 {
        let _ = write!(line, "{byte:02x}");
    }
    let _ = writeln!(line, "  {}", member.name);
    line
}

/// Writes an archive.
pub(crate) struct Archive<W: Write> {
    out: W,
    members: Vec<Member>,
    names: HashSet<String>,
}

impl<W: Write> Archive<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, members: Vec::new(), names: HashSet::new() }
    }

    /// Adds a file of a length that is known before.
    ///
    /// # Errors
    /// `BadName`; `Changed` if the content is shorter than said (longer is not read); storage, as an `io::Error`.
    pub(crate) fn add(&mut self, name: &str, length: u64, content: &mut dyn Read) -> io::Result<()> {
        if name == MANIFEST || !self.names.insert(name.to_owned()) {
            return Err(through(BundleError::BadName(name.to_owned())));
        }
        self.out.write_all(&head(name, length).map_err(through)?)?;
        let (mut hash, mut left) = (Sha256::new(), length);
        let mut buffer = vec![0; 64 << 10];
        while left > 0 {
            let want = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
            let count = content.read(buffer.get_mut(..want).unwrap_or_default())?;
            if count == 0 {
                return Err(through(BundleError::Changed(name.to_owned())));
            }
            let read = buffer.get(..count).unwrap_or_default();
            hash.update(read);
            self.out.write_all(read)?;
            left -= count as u64;
        }
        self.out.write_all([0; BLOCK].get(..padding(length)).unwrap_or_default())?;
        self.members.push(Member { name: name.to_owned(), length, sha256: hash.finalize().into() });
        Ok(())
    }

    /// Writes the list and the end.
    pub(crate) fn finish(mut self) -> io::Result<(W, Vec<Member>)> {
        let list: String = self.members.iter().map(line).collect();
        let length = list.len() as u64;
        self.out.write_all(&head(MANIFEST, length).map_err(through)?)?;
        self.out.write_all(list.as_bytes())?;
        self.out.write_all([0; BLOCK].get(..padding(length)).unwrap_or_default())?;
        self.out.write_all(&[0; 2 * BLOCK])?;
        Ok((self.out, self.members))
    }
}

/// Hashes what is read from it.
struct Hashed<'a> {
    input: &'a mut dyn Read,
    hash: Sha256,
    left: u64,
}

impl Read for Hashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let want = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.input.read(buffer.get_mut(..want).unwrap_or_default())?;
        if count == 0 && want > 0 {
            return Err(through(BundleError::Damaged("the archive ends too early".to_owned())));
        }
        self.hash.update(buffer.get(..count).unwrap_or_default());
        self.left -= count as u64;
        Ok(count)
    }
}

/// Is given name, length and content of a file.
pub type Take<'a, E> = &'a mut dyn FnMut(&str, u64, &mut dyn Read) -> Result<(), E>;

/// Reads an archive to its end: `take` is given name, length and content of each file; what it does not read is read
/// for it. Only when this returns well may anything that was taken be believed.
///
/// # Errors
/// `Damaged`; whatever `take` returns.
pub fn read_archive<E: From<BundleError>>(input: &mut dyn Read, take: Take<'_, E>) -> Result<Vec<Member>, E> {
    let storage = |error: io::Error| match error.downcast::<BundleError>() {
        Ok(error) => error,
        Err(error) => BundleError::Damaged(format!("it cannot be read ({error})")),
    };
    let damaged = |what: &str| E::from(BundleError::Damaged(what.to_owned()));
    let (mut members, mut names) = (Vec::new(), HashSet::new());
    loop {
        let mut bytes = [0; BLOCK];
        input.read_exact(&mut bytes).map_err(storage)?;
        let (name, length) = read_head(&bytes)?;
        if name == MANIFEST {
            if length > MANIFEST_LIMIT {
                return Err(damaged("its list of files is impossibly long"));
            }
            let mut list = Vec::new();
            input.take(length + padding(length) as u64).read_to_end(&mut list).map_err(storage)?;
            let right: String = members.iter().map(line).collect();
            if list.get(..right.len()) != Some(right.as_bytes()) || length != right.len() as u64 {
                return Err(damaged("its files are not those on its list"));
            }
            let mut rest = Vec::new();
            input.take(3 * BLOCK as u64).read_to_end(&mut rest).map_err(storage)?;
            if rest != [0; 2 * BLOCK] {
                return Err(damaged("something lies behind its end"));
            }
            return Ok(members);
        }
        if !names.insert(name.clone()) {
            return Err(damaged(&format!("{name} is in it twice")));
        }
        let mut content = Hashed { input, hash: Sha256::new(), left: length };
        take(&name, length, &mut content)?;
        io::copy(&mut content, &mut io::sink()).map_err(storage)?;
        let sha256 = content.hash.finalize().into();
        let mut padded = [0; BLOCK];
        let pad = padded.get_mut(..padding(length)).unwrap_or_default();
        input.read_exact(pad).map_err(storage)?;
        members.push(Member { name, length, sha256 });
    }
}
