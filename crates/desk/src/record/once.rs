//! A call that is sent twice is one call. Whoever sends it draws a random key for the form once and sends it along each
//! time; the report's id is made from the key, so the second finds the first, here and on every copy of the ledger.

use super::call::CallNote;
use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{ClaimId, RecordId};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::{Condvar, Mutex, PoisonError};

/// Begins what ids are made from.
const NAMED: &[u8] = b"habeas call key v1\n";

/// What a key names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// The report.
    pub report: RecordId,
    /// The id of the claim that tells this note from another under the same key.
    pub proof: ClaimId,
}

impl Named {
    /// Reads a key: 32 hexadecimal digits, with or without hyphens, as programs write random ids.
    ///
    /// # Errors
    /// A refusal when it is anything else: a key that can be guessed would give a report an id that can be guessed.
    pub fn read(desk: &Desk, key: &str, note: &CallNote) -> Outcome<Self> {
        let digits: String = key.trim().chars().filter(|c| *c != '-').collect();
        if digits.len() != 32 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Stop::refused(
                "key",
                sentence!(
                    "The key of a call is 32 random hexadecimal digits, the same when it is sent again."
                ),
            ));
        }
        let digits = digits.to_ascii_lowercase();
        let made = |what: u8, from: &[u8]| {
            let mut sum = Sha256::new();
            sum.update(NAMED);
            sum.update(desk.casebook_id());
            sum.update([what]);
            sum.update(digits.as_bytes());
            sum.update(from);
            let mut id = [0; 16];
            for (to, from) in id.iter_mut().zip(sum.finalize()) {
                *to = from;
            }
            id
        };
        Ok(Self {
            report: RecordId::from_bytes(made(1, &[])),
            proof: ClaimId::from_bytes(made(2, &note.digest())),
        })
    }
}

/// Calls that are being saved: two of one key wait for each other, all others do not.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    busy: Mutex<HashSet<RecordId>>,
    free: Condvar,
}

/// The turn of one call; it ends when it is dropped.
pub(super) struct Turn<'t> {
    turns: &'t Turns,
    of: RecordId,
}

impl Turns {
    /// Waits until nobody else saves this report.
    pub(super) fn wait(&self, of: RecordId) -> Turn<'_> {
        let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        while !busy.insert(of) {
            busy = self.free.wait(busy).unwrap_or_else(PoisonError::into_inner);
        }
        Turn { turns: self, of }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.turns.busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.of);
        self.turns.free.notify_all();
    }
}
