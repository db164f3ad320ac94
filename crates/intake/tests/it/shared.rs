//! The files of evidence that lie beside the repository and are not part of it.

use std::path::PathBuf;

/// A file of the `shared` directory beside the repository, or `None` (said aloud) when it is not there.
pub fn shared(path: &str) -> Option<Vec<u8>> {
    let mut directory = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    while directory.pop() {
        let candidate = directory.join("shared").join(path);
        if candidate.is_file() {
            return Some(std::fs::read(candidate).unwrap());
        }
    }
    eprintln!("skipped: no shared/{path} beside the repository");
    None
}
