//! How fast reports are being saved, measured, and how many may therefore wait.

use std::time::Duration;

/// How long a report may have to wait when it is let in.
pub(crate) const WAIT: Duration = Duration::from_millis(300);
/// So many may wait whatever was measured: a few single saves say little of what a large group would take.
const FEWEST: usize = 64;
/// So many may wait at most.
const MOST: usize = 8192;
/// How much an earlier group counts against the next.
const FADES: f64 = 0.9;

/// Reports saved, and the time it took, fading.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Pace {
    reports: f64,
    seconds: f64,
}

impl Pace {
    /// Takes in that a group was saved.
    pub fn saved(&mut self, reports: usize, took: Duration) {
        self.reports = self.reports * FADES + reports as f64;
        self.seconds = self.seconds * FADES + took.as_secs_f64();
    }

    /// How many may wait, so that the last of them waits no longer than [`WAIT`].
    pub fn may_wait(&self) -> usize {
        if self.seconds <= 0.0 {
            return FEWEST;
        }
        ((self.reports / self.seconds * WAIT.as_secs_f64()) as usize).clamp(FEWEST, MOST)
    }
}
