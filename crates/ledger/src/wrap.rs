//! Wrapping 32-byte keys: XChaCha20-Poly1305 with a random nonce under another key. Keys are wiped when dropped; a
//! key must never be written anywhere unwrapped.

use std::sync::Arc;

use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use zeroize::{Zeroize, Zeroizing};

use crate::entropy::{Entropy, NoEntropy, draw};
use crate::locked::{LockedKey, scrub_stack};

/// A 32-byte secret in passing, wiped when dropped. Keys that stay are `LockedKey`s.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// Bytes of a wrapped key: nonce ‖ ciphertext ‖ tag.
pub(crate) const WRAPPED: usize = 24 + 32 + 16;

/// A key that wraps others.
#[derive(Clone)]
pub(crate) struct Wrapper(Arc<LockedKey>);

impl Wrapper {
    pub(crate) fn new(key: &Arc<LockedKey>) -> Self {
        Self(Arc::clone(key))
    }

    /// The cipher, made for one use: what stays of the key lies in its locked page only.
    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.0.bytes().into())
    }

    /// Wraps a key, bound to `about`.
    pub(crate) fn wrap(
        &self,
        key: &[u8; 32],
        about: &[u8],
        entropy: &mut dyn Entropy,
    ) -> Result<[u8; WRAPPED], NoEntropy> {
        let nonce: [u8; 24] = draw(entropy)?;
        let mut inside = Zeroizing::new(*key);
        // The cipher only refuses texts of many gigabytes.
        let tag = self
            .cipher()
            .encrypt_inout_detached(&nonce.into(), about, InOutBuf::from(inside.as_mut_slice()))
            .map_err(|_| NoEntropy);
        scrub_stack();
        let tag = tag?;
        let mut out = [0; WRAPPED];
        for (to, from) in out.iter_mut().zip(nonce.iter().chain(inside.iter()).chain(&tag)) {
            *to = *from;
        }
        Ok(out)
    }

    /// Opens a wrapped key into its place; `None`, and zeros, if it was wrapped by another key, for something else,
    /// or changed.
    pub(crate) fn unwrap_into(
        &self,
        wrapped: &[u8; WRAPPED],
        about: &[u8],
        place: &mut [u8; 32],
    ) -> Option<()> {
        let (nonce, rest) = wrapped.split_first_chunk::<24>()?;
        let (inside, tag) = rest.split_first_chunk::<32>()?;
        let tag: &[u8; 16] = tag.try_into().ok()?;
        place.copy_from_slice(inside);
        let opened = self
            .cipher()
            .decrypt_inout_detached(nonce.into(), about, InOutBuf::from(place.as_mut_slice()), tag.into())
            .ok();
        scrub_stack();
        if opened.is_none() {
            place.zeroize();
        }
        opened
    }

    /// Opens a wrapped key; `None` if it was wrapped by another key, for something else, or changed.
    pub(crate) fn unwrap(&self, wrapped: &[u8; WRAPPED], about: &[u8]) -> Option<Secret> {
        let mut key: Secret = Zeroizing::new([0; 32]);
        self.unwrap_into(wrapped, about, &mut key)?;
        Some(key)
    }
}
