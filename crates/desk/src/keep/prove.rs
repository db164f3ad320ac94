//! Proofs for strangers: that an entry is in the ledger, and that the ledger still holds what an earlier checkpoint
//! named. Checking one needs no casebook and no key. A proof shows an entry's clear header, never what a part says.

use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use ledger::{Expected, LedgerError, Proven};

/// The number of an entry, given as its number or as the 64 digits of its hash.
///
/// # Errors
/// A refusal when it is neither, or there is no such entry.
pub fn find_entry(desk: &Desk, which: &str) -> Outcome<u64> {
    let which = which.trim();
    if which.len() == 64
        && let Ok(hash) = ledger::DeviceId::parse(which)
    {
        return desk.ledger().number_of(&hash.0).ok_or_else(|| {
            Stop::not_found_in_english(format!("No entry of this ledger has the hash {which}."))
        });
    }
    let number: u64 = which.parse().map_err(|_| {
        Stop::refused_in_english(
            "entry",
            format!("{which:?} is neither an entry's number nor its hash of 64 digits."),
        )
        .hint_in_english("habeas show RECORD says the position of every claim; that is the entry's number.")
    })?;
    let entries = desk.position().entries;
    if number == 0 || number > entries {
        return Err(Stop::not_found_in_english(format!(
            "There is no entry {number}; the ledger has {entries}, from 1."
        )));
    }
    Ok(number)
}

/// A proof that an entry is in the ledger, under a checkpoint signed now.
///
/// # Errors
/// A refusal when there is no such entry, or the ledger is damaged.
pub fn prove_entry(desk: &Desk, number: u64) -> Outcome<String> {
    desk.ledger().prove_entry(number).map_err(|cause| match cause {
        missing @ LedgerError::NoSuchEntry { .. } => Stop::not_found_in_english(format!("{missing}.")),
        other => other.into(),
    })
}

/// A proof that an entry lies under the checkpoint of the first outside time-stamp over it; and the files of that
/// time-stamp, which go along.
///
/// # Errors
/// A refusal when the entry is not timestamped, or there is no such entry.
pub fn prove_timestamped(desk: &Desk, number: u64) -> Outcome<(String, [String; 2])> {
    let stamps = desk.stamps()?;
    let none = || {
        Stop::refused_in_english(
            "timestamped",
            format!("Entry {number} is not timestamped by a configured authority."),
        )
        .hint_in_english("habeas timestamp asks for one; habeas prove without --timestamped needs none.")
    };
    let stamp = stamps.over(number).ok_or_else(none)?;
    let [file, _] = &stamp.files;
    let stored = desk.ledger().timestamps()?.stored;
    let one = stored.iter().find(|one| one.file == *file).ok_or_else(none)?;
    Ok((desk.ledger().prove_entry_under(number, &one.request)?, stamp.files.clone()))
}

/// A proof that the ledger continues an earlier checkpoint.
///
/// # Errors
/// A refusal when the checkpoint is not of this casebook; a conflict when the ledger does not continue it.
pub fn prove_since(desk: &Desk, earlier: &[u8]) -> Outcome<String> {
    desk.ledger().prove_since(earlier).map_err(|cause| match cause {
        forked @ LedgerError::Forked { .. } => Stop::conflict_in_english(format!("{forked}.")),
        other => other.into(),
    })
}

/// Checks a proof offline, against what the reader knows from elsewhere.
///
/// # Errors
/// A refusal saying what is wrong with it.
pub fn check_proof(bytes: &[u8], expected: &Expected) -> Outcome<Proven> {
    ledger::verify_proof(bytes, expected)
        .map_err(|what| Stop::refused_in_english("proof", format!("The proof does not hold: {what}.")))
}
