//! Checking a file without any key: what is damaged, and whether it can be repaired.

use crate::Watch;
use crate::errors::BundleError;
use crate::geometry::{PARITY, SHARDS};
use crate::search::Bundle;

/// How a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every byte is right.
    Sound,
    /// Damaged, but everything can be brought back.
    Repairable,
    /// More is lost than can be brought back.
    BeyondRepair,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// Bytes the file has.
    pub length: u64,
    /// Bytes it should have.
    pub expected: u64,
    /// Pieces of data and parity in all.
    pub pieces: u64,
    /// Pieces that are lost.
    pub lost: u64,
    /// Pieces that are whole, but not where they belong.
    pub moved: u64,
    /// The most pieces lost in one row; up to `can_lose` can be brought back.
    pub worst: u32,
    /// How many pieces of a row can be brought back.
    pub can_lose: u32,
    /// Heads and pages of checksums that are damaged or moved; of each there are two.
    pub marks: u64,
    /// Rows of which both pages of checksums are lost: nothing can be said of their pieces.
    pub unknown: u64,
}

impl Survey {
    /// How the file stands.
    pub fn verdict(&self) -> Verdict {
        if self.unknown > 0 || self.worst > self.can_lose {
            Verdict::BeyondRepair
        } else if self.lost + self.moved + self.marks > 0 || self.length != self.expected {
            Verdict::Repairable
        } else {
            Verdict::Sound
        }
    }
}

/// Checks every byte against the checksums.
///
/// # Errors
/// Storage; `Stopped`.
pub fn survey(bundle: &Bundle, watch: Watch<'_>) -> Result<Survey, BundleError> {
    let geometry = &bundle.geometry;
    let mut survey = Survey {
        length: geometry.total().saturating_add_signed(bundle.shift),
        expected: geometry.total(),
        can_lose: PARITY as u32,
        marks: u64::from(bundle.bad_heads),
        ..Survey::default()
    };
    let mut pieces = vec![Vec::new(); SHARDS];
    for row in 0..geometry.rows() {
        let (page, bad) = bundle.page(row)?;
        survey.marks += u64::from(bad);
        survey.pieces += SHARDS as u64;
        match page {
            None => survey.unknown += 1,
            Some(page) => {
                let found = bundle.row(row, &page, &mut pieces)?;
                let lost = found.iter().filter(|found| found.is_none()).count();
                survey.lost += lost as u64;
                survey.moved += found.iter().flatten().filter(|shift| **shift != 0).count() as u64;
                survey.worst = survey.worst.max(lost as u32);
            }
        }
        if !watch(row + 1, geometry.rows()) {
            return Err(BundleError::Stopped);
        }
    }
    Ok(survey)
}
