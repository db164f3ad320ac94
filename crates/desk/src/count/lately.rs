//! Numbers of a large casebook while much is being saved. Counting hundreds of thousands of detentions takes a moment, and
//! meanwhile there are more of them. So a page is shown the number as it was counted a moment ago, with the entry up to
//! which it was, and it is counted anew meanwhile. Most casebooks are counted as they stand, at once.
//!
//! Must never: show a number under another entry than its own; answer for a program or a file, which wait for theirs;
//! name what was erased since.

use super::ask::count;
use super::query::CountQuery;
use super::receipt::Receipt;
use crate::desk::Desk;
use crate::stop::Outcome;
use claims::counting::Measure;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// From so many records behind a number on it may be a moment old.
const LARGE: usize = 50_000;
/// A number that is older is counted before it is shown.
const OLDEST: Duration = Duration::from_secs(10);
/// Questions of which the number is kept.
const KEPT: usize = 8;

/// A number that may be a moment old.
#[derive(Debug, Clone)]
pub struct CountedLately {
    /// The number as it was at its own position.
    pub receipt: Arc<Receipt>,
    /// How many entries came since; they are being counted.
    pub behind: u64,
}

struct Made {
    receipt: Arc<Receipt>,
    at: Instant,
}

/// The numbers that were counted lately, by their questions.
#[derive(Default)]
pub(crate) struct Lately {
    made: Mutex<HashMap<String, Made>>,
    /// How often something was erased: a number that was asked for before is not kept after.
    erased: AtomicU64,
    /// One is counted anew at a time.
    counting: AtomicBool,
}

impl Lately {
    fn find(&self, question: &str) -> Option<(Arc<Receipt>, Instant)> {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.get(question).map(|made| (Arc::clone(&made.receipt), made.at))
    }

    fn begin(&self) -> (Instant, u64) {
        (Instant::now(), self.erased.load(Ordering::Acquire))
    }

    /// Forgets every number: something was erased.
    pub fn forget(&self) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        self.erased.fetch_add(1, Ordering::AcqRel);
        made.clear();
    }

    fn keep(&self, question: String, receipt: &Arc<Receipt>, (at, erased): (Instant, u64)) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if self.erased.load(Ordering::Acquire) != erased {
            return;
        }
        made.retain(|_, made| made.at.elapsed() < OLDEST);
        if receipt.lines.len() >= LARGE && (made.len() < KEPT || made.contains_key(&question)) {
            made.insert(question, Made { receipt: Arc::clone(receipt), at });
        }
    }
}

/// The number for a page. What a question asks of an earlier position is always counted.
///
/// # Errors
/// As [`count`].
pub fn count_lately(desk: &Arc<Desk>, query: &CountQuery) -> Outcome<CountedLately> {
    if query.position.is_some() || query.measure == Measure::Events {
        return Ok(CountedLately { receipt: Arc::new(count(desk, query)?), behind: 0 });
    }
    let question = format!("{query:?}");
    if let Some((receipt, _)) = desk.lately().find(&question).filter(|(_, at)| at.elapsed() < OLDEST) {
        let behind = desk.level().saturating_sub(receipt.position.entries);
        if behind > 0 {
            count_meanwhile(desk, query, question);
        }
        return Ok(CountedLately { receipt, behind });
    }
    let begun = desk.lately().begin();
    let receipt = Arc::new(count(desk, query)?);
    desk.lately().keep(question, &receipt, begun);
    Ok(CountedLately { receipt, behind: 0 })
}

fn count_meanwhile(desk: &Arc<Desk>, query: &CountQuery, question: String) {
    if desk.lately().counting.swap(true, Ordering::AcqRel) {
        return;
    }
    let (counting, query) = (Arc::clone(desk), query.clone());
    let started = std::thread::Builder::new().name("habeas-counts".into()).spawn(move || {
        let begun = counting.lately().begin();
        // What cannot be counted is counted again when somebody asks, and they are told why.
        if let Ok(receipt) = count(&counting, &query) {
            counting.lately().keep(question, &Arc::new(receipt), begun);
        }
        counting.lately().counting.store(false, Ordering::Release);
    });
    if started.is_err() {
        desk.lately().counting.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use claims::RecordId;
    use claims::counting::{Line, Why};
    use claims::when::Bounds;

    /// A number with so many records behind it.
    fn large(records: usize) -> Arc<Receipt> {
        let line = Line {
            record: RecordId::default(),
            merged: Vec::new(),
            floor: 1,
            ceiling: Some(1),
            why: Why::Named,
            happened: Bounds::UNKNOWN,
        };
        Arc::new(Receipt {
            measure: Measure::Persons,
            as_of: claims::when::Instant::from_unix(0),
            position: ledger::Position { entries: 1, root: [0; 32] },
            scope: Vec::new(),
            fresh_for: 0,
            floor: records as u64,
            ceiling: Some(records as u64),
            named: records as u64,
            lines: vec![line; records],
            exclusions: Vec::new(),
            contradictory: Vec::new(),
            figures: Vec::new(),
        })
    }

    #[test]
    fn large_numbers_alone_are_kept_and_not_across_an_erasure() {
        let lately = Lately::default();
        lately.keep("small".into(), &large(LARGE - 1), lately.begin());
        lately.keep("large".into(), &large(LARGE), lately.begin());
        assert!(lately.find("small").is_none() && lately.find("large").is_some());
        // One that is being counted while something is erased is not kept when it is done.
        let begun = lately.begin();
        lately.forget();
        lately.keep("late".into(), &large(LARGE), begun);
        assert!(lately.find("large").is_none() && lately.find("late").is_none());
    }
}
