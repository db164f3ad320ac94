//! Wrapping 32-byte keys: XChaCha20-Poly1305 with a random nonce under another key. Keys are wiped when dropped; a
//! key must never be written anywhere unwrapped.

use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use crate::entropy::{Entropy, NoEntropy, draw};

/// A 32-byte secret, wiped when dropped.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// Bytes of a wrapped key: nonce ‖ ciphertext ‖ tag.
pub(crate) const WRAPPED: usize = 24 + 32 + 16;

/// A key that wraps others.
pub(crate) struct Wrapper(XChaCha20Poly1305);

impl Wrapper {
    pub(crate) fn new(key: &Secret) -> Self {
        let key: &[u8; 32] = key;
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// Wraps a key, bound to `about`.
    pub(crate) fn wrap(
        &self,
        key: &Secret,
        about: &[u8],
        entropy: &mut dyn Entropy,
    ) -> Result<[u8; WRAPPED], NoEntropy> {
        let nonce: [u8; 24] = draw(entropy)?;
        let mut inside: Secret = key.clone();
        // The cipher only refuses texts of many gigabytes.
        let tag = self
            .0
            .encrypt_inout_detached(&nonce.into(), about, InOutBuf::from(inside.as_mut_slice()))
            .map_err(|_| NoEntropy)?;
        let mut out = [0; WRAPPED];
        for (to, from) in out.iter_mut().zip(nonce.iter().chain(inside.iter()).chain(&tag)) {
            *to = *from;
        }
        Ok(out)
    }

    /// Opens a wrapped key; `None` if it was wrapped by another key, for something else, or changed.
    pub(crate) fn unwrap(&self, wrapped: &[u8; WRAPPED], about: &[u8]) -> Option<Secret> {
        let (nonce, rest) = wrapped.split_first_chunk::<24>()?;
        let (inside, tag) = rest.split_first_chunk::<32>()?;
        let tag: &[u8; 16] = tag.try_into().ok()?;
        let mut key: Secret = Zeroizing::new(*inside);
        self.0
            .decrypt_inout_detached(nonce.into(), about, InOutBuf::from(key.as_mut_slice()), tag.into())
            .ok()?;
        Some(key)
    }
}
