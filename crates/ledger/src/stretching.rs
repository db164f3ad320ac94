//! How a passphrase is stretched to a key: Argon2id version 1.3, with a floor, and a choice that fits the machine.
//! The stretching must never be weaker than the floor, however slow the machine is.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroize;

use crate::errors::LedgerError;
use crate::locked::{LockedKey, scrub_stack};

/// The most memory that is chosen by itself, in KiB: 1 GiB.
const MOST_MEMORY: u64 = 1 << 20;

/// How a passphrase is stretched: Argon2id version 1.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretching {
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
    pub(crate) lanes: u32,
}

impl Default for Stretching {
    /// The floor: 64 MiB, three passes, one lane.
    fn default() -> Self {
        Self { memory_kib: 64 << 10, passes: 3, lanes: 1 }
    }
}

impl std::fmt::Display for Stretching {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.memory_kib.is_multiple_of(1024) {
            write!(f, "{} MiB, ", self.memory_kib / 1024)?;
        } else {
            write!(f, "{} KiB, ", self.memory_kib)?;
        }
        write!(f, "{} passes, {} lanes", self.passes, self.lanes)
    }
}

impl Stretching {
    /// No stretching: a key file and shares are random already.
    pub(crate) const NONE: Self = Self { memory_kib: 0, passes: 0, lanes: 0 };

    /// Stronger stretching; memory in KiB.
    ///
    /// # Errors
    /// `WeakStretching` below 64 MiB, 3 passes, 1 lane; `ImpossibleStretching` above what Argon2 allows.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, LedgerError> {
        let floor = Self::default();
        if memory_kib < floor.memory_kib || passes < floor.passes || lanes < floor.lanes {
            return Err(LedgerError::WeakStretching);
        }
        let stretching = Self { memory_kib, passes, lanes };
        stretching.params()?;
        Ok(stretching)
    }

    /// Almost none. For tests and throw-away casebooks only: a passphrase behind it can be guessed.
    pub fn for_tests_only() -> Self {
        Self { memory_kib: 64, passes: 1, lanes: 1 }
    }

    /// The stretching that takes about `wanted_ms` on a machine where the floor took `floor_ms`: first more memory,
    /// in steps of 32 MiB, up to a quarter of `ram_kib` and 1 GiB, then more passes. Never below the floor.
    pub fn fitting(floor_ms: u64, wanted_ms: u64, ram_kib: u64) -> Self {
        const STEP: u64 = 32 << 10;
        let floor = Self::default();
        let (least, passes) = (u64::from(floor.memory_kib), u64::from(floor.passes));
        // Time grows with memory × passes.
        let work = (least * passes).saturating_mul(wanted_ms) / floor_ms.max(1);
        let most = (ram_kib / 4).min(MOST_MEMORY) / STEP * STEP;
        let memory = (work / passes / STEP * STEP).min(most).max(least);
        let passes = (work / memory).clamp(passes, 16);
        Self { memory_kib: memory as u32, passes: passes as u32, lanes: floor.lanes }
    }

    /// Memory in KiB, passes, lanes.
    pub fn costs(&self) -> (u32, u32, u32) {
        (self.memory_kib, self.passes, self.lanes)
    }

    /// Stretches a throw-away text, for whoever holds a watch to it.
    ///
    /// # Errors
    /// `ImpossibleStretching` if the machine does not have the memory.
    pub fn rehearse(&self) -> Result<(), LedgerError> {
        self.stretch("a rehearsal", &[0; 32]).map(drop)
    }

    /// The key of a passphrase.
    pub(crate) fn stretch(self, passphrase: &str, salt: &[u8; 32]) -> Result<LockedKey, LedgerError> {
        let impossible = || LedgerError::ImpossibleStretching(self.to_string());
        let params = self.params()?;
        let count = params.block_count();
        let mut memory: Vec<Block> = Vec::new();
        memory.try_reserve_exact(count).map_err(|_| impossible())?;
        memory.resize(count, Block::default());
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let key = LockedKey::written(|key| {
            argon.hash_password_into_with_memory(
                passphrase.as_bytes(),
                salt,
                key.as_mut_slice(),
                memory.as_mut_slice(),
            )
        });
        // What was computed last gives the key away.
        for block in memory.iter_mut().rev().take(1 << 10) {
            block.zeroize();
        }
        scrub_stack();
        key.map_err(|_| impossible())
    }

    fn params(self) -> Result<Params, LedgerError> {
        // More than 4 GiB, 64 passes or 64 lanes is a damaged file, not a wish.
        if self.memory_kib > 4 << 20 || self.passes > 64 || self.lanes > 64 {
            return Err(LedgerError::ImpossibleStretching(self.to_string()));
        }
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| LedgerError::ImpossibleStretching(self.to_string()))
    }
}
