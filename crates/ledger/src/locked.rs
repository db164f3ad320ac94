//! Keys in memory that is not swapped out and not dumped. A key lies in a page of its own, is written there in place,
//! and is wiped when it is dropped. Nothing here may hand out a key by value: what is moved leaves a copy behind.

use std::sync::Arc;

use memmap2::{Advice, MmapMut};
use zeroize::Zeroize;

/// The casebook key, shared by what wraps and what seals.
pub(crate) type CasebookKey = Arc<LockedKey>;

/// A 32-byte key in a locked page.
pub(crate) struct LockedKey {
    place: Place,
    locked: bool,
}

enum Place {
    Page(MmapMut),
    /// Where the system gives no pages of its own.
    Heap(Box<[u8; 32]>),
}

impl LockedKey {
    /// A page of zeros, to be written in place. Where the system's limit forbids locking, the page is only wiped.
    fn zeroed() -> Self {
        match MmapMut::map_anon(32) {
            Ok(page) if page.len() >= 32 => {
                let locked = page.lock().is_ok();
                // An old kernel may not know these; the page is then as good as any other.
                let _ = page.advise(Advice::DontDump);
                let _ = page.advise(Advice::DontFork);
                Self { place: Place::Page(page), locked }
            }
            _ => Self { place: Place::Heap(Box::new([0; 32])), locked: false },
        }
    }

    /// A key that `write` puts into its place.
    pub(crate) fn written<E>(write: impl FnOnce(&mut [u8; 32]) -> Result<(), E>) -> Result<Self, E> {
        let mut key = Self::zeroed();
        write(key.bytes_mut())?;
        Ok(key)
    }

    /// The key.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        match &self.place {
            // A page is never shorter than a key. To go on with another key would be worse than to stop.
            Place::Page(page) => page.first_chunk().unwrap_or_else(|| std::process::abort()),
            Place::Heap(bytes) => bytes,
        }
    }

    fn bytes_mut(&mut self) -> &mut [u8; 32] {
        match &mut self.place {
            Place::Page(page) => page.first_chunk_mut().unwrap_or_else(|| std::process::abort()),
            Place::Heap(bytes) => bytes,
        }
    }

    /// Whether the system keeps the page out of swap.
    pub(crate) fn is_locked(&self) -> bool {
        self.locked
    }
}

impl Drop for LockedKey {
    fn drop(&mut self) {
        self.bytes_mut().zeroize();
    }
}

/// Overwrites what ciphers and hashes left of keys on the stack below the caller: they work on copies there.
#[inline(never)]
pub(crate) fn scrub_stack() {
    let mut below = [0u8; 16 << 10];
    // Makes the compiler believe that somebody reads it.
    std::hint::black_box(&mut below);
}
