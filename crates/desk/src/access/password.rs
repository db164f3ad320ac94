//! Passwords of members: stretched with Argon2id (64 MiB, three passes, one lane) under a random salt. What is kept is
//! `1 ‖ memory in KiB ‖ passes ‖ salt ‖ tag`, numbers of four bytes, big end first, so that a later version can ask more.

use crate::sentence;
use crate::stop::{Outcome, Stop};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::{Condvar, Mutex, PoisonError};
use zeroize::Zeroizing;

const MEMORY: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// Passwords stretched at once: each takes 64 MiB, and strangers may try.
const AT_ONCE: usize = 2;
/// Fewest characters of a password.
const SHORTEST: usize = 12;
/// Longest password, in bytes.
const LONGEST: usize = 1024;

/// A password as it was typed.
pub struct Password(Zeroizing<String>);

impl Password {
    /// A password somebody chooses.
    ///
    /// # Errors
    /// A refusal on `password` when it is short, long, or one character again and again.
    pub fn chosen(text: &str) -> Outcome<Self> {
        let first = text.chars().next();
        if text.chars().count() < SHORTEST || text.chars().all(|c| Some(c) == first) {
            return Err(Stop::refused("password", sentence!("A password has at least 12 characters.")).hint(
                sentence!(
                    "Four or five random words are long and easy to remember; a password manager is better."
                ),
            ));
        }
        Self::typed(text)
    }

    /// A password somebody signs in with.
    ///
    /// # Errors
    /// A refusal on `password` when it is longer than any that was ever taken.
    pub fn typed(text: &str) -> Outcome<Self> {
        if text.len() > LONGEST {
            return Err(Stop::refused("password", sentence!("A password has at most 1,024 bytes.")));
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// What is kept of it.
    pub(super) fn kept(&self, salt: [u8; 16]) -> Outcome<Box<[u8]>> {
        let tag = stretched(&self.0, MEMORY, PASSES, &salt)?;
        let mut bytes = vec![1];
        bytes.extend_from_slice(&MEMORY.to_be_bytes());
        bytes.extend_from_slice(&PASSES.to_be_bytes());
        bytes.extend_from_slice(&salt);
        bytes.extend_from_slice(&*tag);
        Ok(bytes.into())
    }

    /// True when it is the one of which this was kept. Without anything kept it takes as long, and is not.
    pub(super) fn is(&self, kept: Option<&[u8]>) -> Outcome<bool> {
        let Some(Kept { memory, passes, salt, tag }) = kept.and_then(Kept::read) else {
            stretched(&self.0, MEMORY, PASSES, &[0; 16])?;
            return Ok(false);
        };
        let mine = stretched(&self.0, memory, passes, &salt)?;
        // In a time that does not tell how much of it is right.
        Ok(mine.iter().zip(tag).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0)
    }
}

struct Kept {
    memory: u32,
    passes: u32,
    salt: [u8; 16],
    tag: [u8; 32],
}

impl Kept {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (1, rest) = bytes.split_first()? else { return None };
        let (memory, rest) = rest.split_first_chunk::<4>()?;
        let (passes, rest) = rest.split_first_chunk::<4>()?;
        let (salt, rest) = rest.split_first_chunk::<16>()?;
        let (memory, passes) = (u32::from_be_bytes(*memory), u32::from_be_bytes(*passes));
        // A foreign ledger must not make the door take all memory.
        (memory <= 4 * MEMORY && passes <= 4 * PASSES).then_some(Self {
            memory,
            passes,
            salt: *salt,
            tag: rest.try_into().ok()?,
        })
    }
}

static TURNS: (Mutex<usize>, Condvar) = (Mutex::new(0), Condvar::new());

struct Turn;

impl Turn {
    fn take() -> Self {
        let (busy, free) = &TURNS;
        let guard = busy.lock().unwrap_or_else(PoisonError::into_inner);
        let mut guard =
            free.wait_while(guard, |busy| *busy >= AT_ONCE).unwrap_or_else(PoisonError::into_inner);
        *guard += 1;
        Self
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let (busy, free) = &TURNS;
        *busy.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        free.notify_one();
    }
}

fn stretched(password: &str, memory: u32, passes: u32, salt: &[u8; 16]) -> Outcome<Zeroizing<[u8; 32]>> {
    let _turn = Turn::take();
    let fault =
        |cause: argon2::Error| Stop::fault("stretching a password", std::io::Error::other(cause.to_string()));
    let params = Params::new(memory, passes, 1, Some(32)).map_err(fault)?;
    let mut tag = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, tag.as_mut_slice())
        .map_err(fault)?;
    Ok(tag)
}
