//! What new texts are compared with: the texts of the latest reports, in memory only. It is made at the first look, kept
//! up to date by the next ones, and thrown away when something is erased.

use super::item::text_of;
use super::look::Look;
use super::sorted::Sorted;
use crate::desk::Desk;
use crate::stop::Outcome;
use claims::RecordId;
use claims::when::Instant;
use extract::triage::{Pile, Triage};
use extract::{About, read};
use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Reports that new ones are compared with: the latest.
const LATEST: usize = 2_000;

/// What a desk remembers of looks. In memory only.
#[derive(Default)]
pub(crate) struct Feeds {
    /// Held by whoever looks; one looks at a time.
    pub(super) sorting: Mutex<Sorting>,
    /// What the last look brought.
    pub(super) last: Mutex<Option<Look>>,
    /// When it was last looked by itself.
    pub(super) tried: Mutex<Option<Instant>>,
    /// How often something was erased.
    erased: AtomicU64,
}

impl Feeds {
    /// Forgets every text. A look that is under way forgets before its next text: it must not be waited for here, since
    /// it waits for the casebook.
    pub fn forget(&self) {
        self.erased.fetch_add(1, Ordering::SeqCst);
        if let Ok(mut sorting) = self.sorting.try_lock() {
            *sorting = Sorting::default();
        }
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// The texts, and whose they are.
#[derive(Default)]
pub(super) struct Sorting {
    pile: Pile,
    /// The report of each text of the pile.
    of: Vec<RecordId>,
    known: HashSet<RecordId>,
    /// How often something had been erased when it was begun.
    erased: u64,
}

impl Sorting {
    /// Learns what came in otherwise; begins anew when something was erased meanwhile.
    pub fn catch_up(&mut self, desk: &Desk) -> Outcome<()> {
        let erased = desk.feeds().erased.load(Ordering::SeqCst);
        // A server that looks for weeks must not remember them all.
        if self.erased != erased || self.of.len() > 2 * LATEST {
            *self = Self { erased, ..Self::default() };
        }
        let reports = desk.casebook().reports_to_read()?;
        for report in reports.iter().skip(reports.len().saturating_sub(LATEST)).copied() {
            if !self.known.insert(report) {
                continue;
            }
            let bytes = desk.casebook().report_bytes(report)?.unwrap_or_default();
            if let Some(text) = text_of("", &bytes) {
                self.lay(&text, &About::default());
                self.of.push(report);
            }
        }
        Ok(())
    }

    /// Whether something was erased since it was begun.
    pub fn is_stale(&self, desk: &Desk) -> bool {
        self.erased != desk.feeds().erased.load(Ordering::SeqCst)
    }

    /// Sorts a new text. Whoever calls says with [`Sorting::is_of`] which report it became.
    pub fn sort(&mut self, text: &str, about: &About) -> Sorted {
        let triage = self.lay(text, about);
        Sorted::of(&triage, &self.of)
    }

    /// The text that was sorted last is this report's.
    pub fn is_of(&mut self, report: RecordId) {
        self.of.push(report);
        self.known.insert(report);
    }

    fn lay(&mut self, text: &str, about: &About) -> Triage {
        self.pile.lay(text, &read(text, about))
    }
}
