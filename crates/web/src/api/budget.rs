//! How many reports one reporter may hand in a minute, so that a reporter gone wild does not shut out the others.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Most accounts; beyond, those that have spent nothing lately are forgotten.
const MOST: usize = 10_000;

/// What is left to each.
pub(crate) struct Budgets {
    a_minute: f64,
    left: HashMap<[u8; 32], (f64, Instant)>,
}

impl Budgets {
    pub fn new(a_minute: u32) -> Self {
        Self { a_minute: f64::from(a_minute.max(1)), left: HashMap::new() }
    }

    /// Spends one report of a reporter; when there is none left, how long until there is.
    pub fn spend(&mut self, key: [u8; 32], now: Instant) -> Result<(), Duration> {
        let a_second = self.a_minute / 60.0;
        if self.left.len() >= MOST && !self.left.contains_key(&key) {
            let minute = Duration::from_secs(60);
            self.left.retain(|_, (_, at)| now.duration_since(*at) < minute);
        }
        let (left, at) = self.left.entry(key).or_insert((self.a_minute, now));
        *left = (*left + now.duration_since(*at).as_secs_f64() * a_second).min(self.a_minute);
        *at = now;
        if *left < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - *left) / a_second));
        }
        *left -= 1.0;
        Ok(())
    }
}
