//! Checking many signatures at once. The equations of all are added up, each times a random number that nobody could
//! know when signing, so that a false one leaves a sum that is not zero. The terms of one device's key are put together
//! first: most ledgers are signed by a few devices. It must never pass a batch in which a signature is false, except
//! with the chance of guessing 128 bits.

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::{IsIdentity, VartimeMultiscalarMul};
use ed25519_dalek::{Signature, Verifier, VerifyingKey};
use sha2::{Digest, Sha512};

use crate::finding::{Finding, FindingKind};
use crate::frame::FrameView;
use crate::header::ENTRY_DOMAIN;
use crate::identity::DeviceId;
use crate::layout::segment_name;
use crate::walk::Place;

/// Said of a signature that is false.
pub(crate) const BAD_SIGNATURE: &str = "its signature does not fit its header";

/// Signatures are checked in batches of this many.
const BATCH: usize = 2048;

/// Signatures waiting to be checked together.
#[derive(Default)]
pub(crate) struct Batch {
    messages: Vec<u8>,
    entries: Vec<Signed>,
    keys: Vec<VerifyingKey>,
}

/// A signature, and which entry it belongs to.
struct Signed {
    signature: Signature,
    /// Index in the batch's keys.
    key: usize,
    /// Where the message ends; it begins where the one before ends.
    end: usize,
    number: u64,
    device: DeviceId,
    seq: u64,
    place: Place,
}

impl Signed {
    fn finding(&self) -> Finding {
        Finding {
            kind: FindingKind::Damage,
            entry: Some(self.number),
            device: Some(self.device),
            seq: Some(self.seq),
            file: format!("ledger/{}", segment_name(self.place.segment)),
            offset: self.place.offset,
            what: BAD_SIGNATURE.to_owned(),
        }
    }
}

impl Batch {
    pub(crate) fn add(
        &mut self,
        frame: &FrameView<'_>,
        place: Place,
        key: VerifyingKey,
        findings: &mut Vec<Finding>,
    ) {
        self.messages.extend_from_slice(ENTRY_DOMAIN);
        self.messages.extend_from_slice(frame.header_bytes);
        let known = self.keys.iter().rposition(|known| *known == key);
        let key = known.unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        });
        self.entries.push(Signed {
            signature: Signature::from_bytes(frame.signature),
            key,
            end: self.messages.len(),
            number: frame.number,
            device: frame.header.device,
            seq: frame.header.seq,
            place,
        });
        if self.entries.len() >= BATCH {
            self.finish(findings);
        }
    }

    /// Checks what waits.
    pub(crate) fn finish(&mut self, findings: &mut Vec<Finding>) {
        if self.hold() != Some(true) {
            // At least one is wrong: which ones, each alone tells.
            for (message, entry) in self.messages() {
                let key = self.keys.get(entry.key);
                if key.is_none_or(|key| key.verify(message, &entry.signature).is_err()) {
                    findings.push(entry.finding());
                }
            }
        }
        self.messages.clear();
        self.entries.clear();
        self.keys.clear();
    }

    fn messages(&self) -> impl Iterator<Item = (&[u8], &Signed)> {
        let mut start = 0;
        self.entries.iter().map(move |entry| {
            let message = self.messages.get(start..entry.end).unwrap_or_default();
            start = entry.end;
            (message, entry)
        })
    }

    /// Whether all signatures hold; `None` if one is not even the form of a signature.
    fn hold(&self) -> Option<bool> {
        let count = self.entries.len();
        let mut hashes = Vec::with_capacity(count);
        let mut halves = Vec::with_capacity(count);
        let mut points = Vec::with_capacity(count + self.keys.len() + 1);
        // The random numbers come from everything they are to be independent of.
        let mut everything = Sha512::new();
        for (message, entry) in self.messages() {
            let (r, s) = (entry.signature.r_bytes(), entry.signature.s_bytes());
            let hash = Sha512::new()
                .chain_update(r)
                .chain_update(self.keys.get(entry.key)?.as_bytes())
                .chain_update(message)
                .finalize();
            everything.update(hash);
            everything.update(s);
            hashes.push(Scalar::from_bytes_mod_order_wide(&hash.into()));
            halves.push(Option::<Scalar>::from(Scalar::from_canonical_bytes(*s))?);
            points.push(CompressedEdwardsY(*r).decompress()?);
        }
        let seed = everything.finalize();
        let mut scalars = Vec::with_capacity(points.capacity());
        let mut by_key = vec![Scalar::ZERO; self.keys.len()];
        let mut base = Scalar::ZERO;
        let each = self.entries.iter().zip(hashes.iter().zip(&halves));
        for (four, group) in (0u64..).zip(each.collect::<Vec<_>>().chunks(4)) {
            let random = Sha512::new().chain_update(seed).chain_update(four.to_le_bytes()).finalize();
            for ((entry, (hash, half)), random) in group.iter().zip(random.chunks_exact(16)) {
                let mut bytes = [0; 32];
                for (to, from) in bytes.iter_mut().zip(random) {
                    *to = *from;
                }
                let z = Option::<Scalar>::from(Scalar::from_canonical_bytes(bytes))?;
                *by_key.get_mut(entry.key)? += z * *hash;
                base += z * *half;
                scalars.push(z);
            }
        }
        points.extend(self.keys.iter().map(VerifyingKey::to_edwards));
        points.push(curve25519_dalek::constants::ED25519_BASEPOINT_POINT);
        scalars.append(&mut by_key);
        scalars.push(-base);
        Some(EdwardsPoint::vartime_multiscalar_mul(&scalars, &points).is_identity())
    }
}
