//! Opening: a new casebook is founded, or one that is there is read from its snapshot and the entries since.

use super::Desk;
use super::snapshot::from_snapshot;
use crate::edges::Edges;
use crate::feed::Feeds;
use crate::review::Drafted;
use crate::stop::Outcome;
use crate::time::TimeKept;
use casebook::Casebook;
use claims::when::ZoneId;
use ledger::{Ledger, OpenReport, Unlock};
use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, RwLock};

impl Desk {
    /// Founds a casebook in a directory.
    ///
    /// # Errors
    /// A refusal when there is one already, or when the directory, passphrase or key file cannot be used.
    pub fn found(dir: &Path, new: ledger::NewCasebook, zone: ZoneId, edges: Edges) -> Outcome<Self> {
        let ledger = Ledger::create(dir, new)?;
        ledger.provide_for_loss()?;
        Ok(Self::over(ledger, Casebook::empty()?, OpenReport::default(), zone, edges))
    }

    /// Opens a casebook: from its sealed snapshot and the entries since, or from the whole ledger when the snapshot
    /// is missing, damaged, of another version or of another history.
    ///
    /// # Errors
    /// A refusal when it cannot be opened.
    pub fn open(dir: &Path, unlock: &Unlock, zone: ZoneId, edges: Edges) -> Outcome<Self> {
        let (ledger, mut report) = Ledger::open(dir, unlock, ledger::Settings::default())?;
        // An older casebook gets what a backup needs; one that is damaged is read all the same.
        match ledger.provide_for_loss() {
            Ok(provided) if provided.recovery => report.warnings.push(
                "a recovery key for backups was made; print it with habeas keys recovery, and keep it apart from this \
                 machine"
                    .to_owned(),
            ),
            Ok(_) => {}
            Err(error) => report.warnings.push(error.to_string()),
        }
        let (casebook, snapshot) = match from_snapshot(&ledger) {
            Some(kept) => kept,
            None => (Casebook::empty()?, 0),
        };
        let mut desk = Self::over(ledger, casebook, report, zone, edges);
        desk.snapshot = Mutex::new(snapshot);
        desk.catch_up(&mut desk.casebook())?;
        desk.learn_people(&desk.casebook())?;
        desk.learn_tokens(&desk.casebook())?;
        // An erasure that was interrupted is finished before anybody sees anything.
        crate::erase::finish_what_was_begun(&desk)?;
        Ok(desk)
    }

    fn over(ledger: Ledger, casebook: Casebook, opened: OpenReport, zone: ZoneId, edges: Edges) -> Self {
        let dir = ledger.path().to_owned();
        let (casebook, earlier) = (Mutex::new(casebook), Mutex::new(VecDeque::new()));
        let indexes = Mutex::new(VecDeque::new());
        let (proposed, drafted) = (Mutex::new(None), Drafted::default());
        let (reporters, tokens) = (RwLock::default(), RwLock::default());
        let time = TimeKept::default();
        let (behind, snapshot) = (AtomicU64::new(0), Mutex::new(0));
        Self {
            ledger,
            casebook,
            earlier,
            indexes,
            lately: Default::default(),
            proposed,
            drafted,
            calls: Default::default(),
            feeds: Feeds::default(),
            reckonings: Default::default(),
            tray: Default::default(),
            reporters,
            tokens,
            members: RwLock::default(),
            looks: Default::default(),
            time,
            edges,
            zone,
            dir,
            opened,
            behind,
            level: AtomicU64::new(0),
            joining: Mutex::new(()),
            snapshot,
        }
    }
}
