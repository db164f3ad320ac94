//! Who has a casebook open, for a command that must not open it. It never takes the lock from anybody.

use crate::layout::Layout;
use rustix::fs::{FlockOperation, flock};
use std::io::Read as _;
use std::path::Path;

/// The process that has the casebook in `dir` open, as it wrote itself down; none when nobody has, or when there is no
/// casebook. `Some(None)` when somebody has and the number cannot be read.
///
/// # Errors
/// When the lock's file cannot be read.
pub fn holder(dir: &Path) -> std::io::Result<Option<Option<u32>>> {
    let mut file = match std::fs::File::open(Layout::new(dir).lock()) {
        Ok(file) => file,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(cause),
    };
    // Shared, and given back at once: two that only ask are not in each other's way.
    match flock(&file, FlockOperation::NonBlockingLockShared) {
        Ok(()) => {
            flock(&file, FlockOperation::Unlock)?;
            Ok(None)
        }
        Err(rustix::io::Errno::WOULDBLOCK) => {
            let mut written = String::new();
            let _ = file.by_ref().take(64).read_to_string(&mut written);
            Ok(Some(written.trim().parse().ok().filter(|id| *id > 1)))
        }
        Err(cause) => Err(cause.into()),
    }
}
