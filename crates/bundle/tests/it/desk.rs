//! What the tests share: a bundle of some files, and bytes that are the same in every run.

use bundle::{Bundle, BundleError, Draft, Identity, Member, Survey, mend, read_archive, survey};
use std::fs::File;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Random-looking bytes, the same in every run (xorshift).
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

pub fn random(seed: u64) -> impl FnMut(&mut [u8]) -> bool {
    let mut next = seed;
    move |buffer| {
        next += 1;
        buffer.copy_from_slice(&noise(next, buffer.len()));
        true
    }
}

pub fn identity(n: u8) -> Identity {
    Identity::from_bytes(Zeroizing::new([n; 32]))
}

/// A scratch directory, in memory where the system offers that.
pub fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir()).unwrap()
}

pub type Files = Vec<(String, Vec<u8>)>;

pub fn some_files(bytes: usize) -> Files {
    vec![
        ("ledger/seg-00000001.hbl".to_owned(), noise(1, bytes)),
        ("empty".to_owned(), vec![]),
        ("keys/records.keys".to_owned(), noise(2, 1000)),
    ]
}

/// Makes a bundle for identity 7.
pub fn bundle(dir: &Path, files: &Files) -> PathBuf {
    let path = dir.join("day.habeas");
    make(&path, files, &[identity(7).recipient()]).unwrap();
    path
}

pub fn make(
    path: &Path,
    files: &Files,
    recipients: &[bundle::Recipient],
) -> Result<Vec<Member>, BundleError> {
    let mut draft = Draft::begin(path, false, recipients, &mut random(40))?;
    for (name, content) in files {
        draft.add(name, content.len() as u64, &mut content.as_slice())?;
    }
    let protected = draft.seal()?.protect(&mut |_, _| true)?;
    let members = protected.members().to_vec();
    assert_eq!(protected.length(), std::fs::metadata(path.with_extension("habeas.part")).unwrap().len());
    protected.keep()?;
    Ok(members)
}

/// A file that has no name any more.
pub fn nameless(dir: &Path) -> File {
    let path = dir.join("scratch");
    let file = File::options().read(true).write(true).create(true).truncate(true).open(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    file
}

pub fn look(path: &Path) -> Result<Survey, BundleError> {
    survey(&Bundle::open(path)?, &mut |_, _| true)
}

/// Everything in a bundle, mended if need be.
pub fn contents(path: &Path, identity: &Identity) -> Result<Files, BundleError> {
    let dir = scratch();
    let payload = mend(Bundle::open(path)?, nameless(dir.path()), &mut |_, _| true)?;
    let mut files = Vec::new();
    read_archive::<BundleError>(&mut payload.open(identity)?, &mut |name, length, content| {
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes).map_err(|e| BundleError::Damaged(e.to_string()))?;
        assert_eq!(bytes.len() as u64, length);
        files.push((name.to_owned(), bytes));
        Ok(())
    })?;
    Ok(files)
}
