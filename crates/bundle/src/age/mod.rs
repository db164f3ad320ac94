//! The age file format, version 1 (c2sp.org/age), for X25519 recipients: the head here and in `head`, the stream of
//! chunks in `stream`. Written by hand from the specification because the crate brings eighty-five others; it is held
//! against two other implementations in the tests. It must never write a byte of plaintext it was not asked for, nor
//! return one whose chunk does not authenticate.

mod head;
mod stream;

pub(crate) use stream::{Opener, Sealer};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

/// HKDF-SHA-256 (RFC 5869) with 32 bytes of output: one block of the expansion.
fn hkdf(secret: &[u8], salt: &[u8], info: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    let extracted = Zeroizing::new(hmac(salt, &[secret])?);
    hmac(extracted.as_slice(), &[info, &[1]]).map(Zeroizing::new)
}

/// HMAC-SHA-256 over the pieces; any length of key is allowed.
fn hmac(key: &[u8], pieces: &[&[u8]]) -> Option<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    for piece in pieces {
        mac.update(piece);
    }
    Some(mac.finalize().into_bytes().into())
}
