//! The head of an age file: for each recipient the file key, wrapped; and a checksum that only the file key makes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::{AeadInOut, ChaCha20Poly1305, KeyInit};
use curve25519_dalek::MontgomeryPoint;
use std::io::BufRead;
use zeroize::Zeroizing;

use super::{hkdf, hmac};
use crate::Random;
use crate::errors::{BundleError, through};
use crate::keys::{Identity, Recipient};

const VERSION: &str = "age-encryption.org/v1";
const WRAP_INFO: &[u8] = b"age-encryption.org/v1/X25519";
/// Bytes of a head before it is taken for something else.
const LIMIT: usize = 64 << 10;

pub(super) type FileKey = Zeroizing<[u8; 16]>;

fn malformed() -> BundleError {
    BundleError::Damaged("its encrypted stream does not begin as age files do".to_owned())
}

/// The key that wraps the file key between an ephemeral share and a recipient. `None` for a point of small order.
fn wrapping(
    secret: [u8; 32],
    with: &[u8; 32],
    share: &[u8; 32],
    recipient: &[u8; 32],
) -> Option<Zeroizing<[u8; 32]>> {
    let shared = Zeroizing::new(MontgomeryPoint(*with).mul_clamped(secret).to_bytes());
    if shared.iter().all(|byte| *byte == 0) {
        return None;
    }
    hkdf(shared.as_slice(), &[share.as_slice(), recipient].concat(), WRAP_INFO)
}

/// The head's bytes for a file key.
pub(super) fn write(
    recipients: &[Recipient],
    key: &FileKey,
    random: Random<'_>,
) -> Result<Vec<u8>, BundleError> {
    let mut head = format!("{VERSION}\n");
    for recipient in recipients {
        let mut ephemeral = Zeroizing::new([0; 32]);
        if !random(ephemeral.as_mut_slice()) {
            return Err(BundleError::NoRandomness);
        }
        let share = MontgomeryPoint::mul_base_clamped(*ephemeral).to_bytes();
        let wrapping = wrapping(*ephemeral, &recipient.0, &share, &recipient.0)
            .ok_or_else(|| BundleError::NotARecipient(recipient.to_string()))?;
        let cipher = ChaCha20Poly1305::new((&*wrapping).into());
        let mut body = Zeroizing::new(key.to_vec());
        let tag = cipher
            .encrypt_inout_detached(&[0; 12].into(), b"", body.as_mut_slice().into())
            .map_err(|_| malformed())?;
        body.extend_from_slice(&tag);
        head.push_str(&format!("-> X25519 {}\n{}\n", BASE64.encode(share), BASE64.encode(&*body)));
    }
    head.push_str("---");
    let mac = hkdf(key.as_slice(), b"", b"header").and_then(|key| hmac(key.as_slice(), &[head.as_bytes()]));
    let mac = mac.ok_or_else(malformed)?;
    head.push_str(&format!(" {}\n", BASE64.encode(mac)));
    Ok(head.into_bytes())
}

/// Reads one line, without its end; what was read stays in `head` for the checksum.
fn line(input: &mut dyn BufRead, head: &mut Vec<u8>) -> std::io::Result<String> {
    let start = head.len();
    loop {
        let found = {
            let buffer = input.fill_buf()?;
            if buffer.is_empty() || head.len() > LIMIT {
                return Err(through(malformed()));
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(buffer.len(), |end| end + 1);
            head.extend(buffer.iter().take(taken));
            input.consume(taken);
            end.is_some()
        };
        if found {
            let text = head.get(start..head.len() - 1).unwrap_or_default();
            return String::from_utf8(text.to_vec()).map_err(|_| through(malformed()));
        }
    }
}

/// Reads the head, and finds the file key with the identity.
pub(super) fn read(input: &mut dyn BufRead, identity: &Identity) -> std::io::Result<FileKey> {
    let bad = || through(malformed());
    let mut head = Vec::new();
    if line(input, &mut head)? != VERSION {
        return Err(bad());
    }
    let mut found: Option<FileKey> = None;
    let mut stanza = line(input, &mut head)?;
    loop {
        if let Some(mac) = stanza.strip_prefix("--- ") {
            // Nothing is believed before the checksum fits; without the key it cannot be told.
            let Some(key) = found else { return Err(through(BundleError::WrongKey)) };
            let covered = head.len() - (mac.len() + 2);
            let covered = head.get(..covered).ok_or_else(bad)?;
            let right = hkdf(key.as_slice(), b"", b"header")
                .and_then(|key| hmac(key.as_slice(), &[covered]))
                .ok_or_else(bad)?;
            return if BASE64.decode(mac).is_ok_and(|mac| same(&mac, &right)) { Ok(key) } else { Err(bad()) };
        }
        let arguments = stanza.strip_prefix("-> ").ok_or_else(bad)?.to_owned();
        let mut body = String::new();
        loop {
            let piece = line(input, &mut head)?;
            body.push_str(&piece);
            if piece.len() > 64 {
                return Err(bad());
            }
            if piece.len() < 64 {
                break;
            }
        }
        if found.is_none()
            && let Some(share) = arguments.strip_prefix("X25519 ")
        {
            let share: [u8; 32] =
                BASE64.decode(share).ok().and_then(|share| share.try_into().ok()).ok_or_else(bad)?;
            found = unwrap(&share, &BASE64.decode(&body).map_err(|_| bad())?, identity);
        }
        stanza = line(input, &mut head)?;
    }
}

fn unwrap(share: &[u8; 32], body: &[u8], identity: &Identity) -> Option<FileKey> {
    let own = identity.recipient().0;
    let wrapping = wrapping(*identity.0, share, share, &own)?;
    let (inside, tag) = body.split_last_chunk::<16>()?;
    let mut key: FileKey = Zeroizing::new(inside.try_into().ok()?);
    ChaCha20Poly1305::new((&*wrapping).into())
        .decrypt_inout_detached(&[0; 12].into(), b"", key.as_mut_slice().into(), tag.into())
        .ok()?;
    Some(key)
}

/// Compares in constant time.
fn same(a: &[u8], b: &[u8; 32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}
