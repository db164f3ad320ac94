//! The desk: an open casebook with its ledger, and the one way to save. Every use case is a function beside this one;
//! the web page, the API call and the command call the same.

mod forget;

pub(crate) use forget::Erasing;

use crate::actor::{Actor, Reason};
use crate::edges::Edges;
use crate::reporter::Reporters;
use crate::review::Found;
use crate::stop::{Outcome, Stop};
use crate::time::TimeKept;
use casebook::{Arrived, Casebook};
use claims::counting::{Index, Sheet};
use claims::when::{Instant, ZoneId};
use claims::wire;
use claims::{Claim, Decision, RecordId, Ruling, Save, Saying, Tier};
use ledger::{EntryDraft, Ledger, OpenReport, PartDraft, Position, Receipt, Unlock};
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak};

/// The sealed file that holds the casebook between runs.
pub(crate) const SNAPSHOT: &str = "casebook";
/// Sayings that are quicker read from the ledger at the next opening than kept in a new snapshot now.
const SNAPSHOT_AFTER: u64 = 20_000;
/// A snapshot is due when so many of its bytes stand against one saying it lacks: a sixteenth of the casebook is then
/// new, so that a program that was killed is ready again in some two seconds at a million claims, and the work of
/// keeping snapshots stays in proportion to the work of saving.
const SNAPSHOT_BYTES_PER_SAYING: u64 = 8_000;
/// Entries read from the ledger at once.
const CATCH_UP: usize = 4096;

/// An open casebook.
pub struct Desk {
    ledger: Ledger,
    casebook: Mutex<Casebook>,
    /// Earlier states asked for lately, by position.
    earlier: Mutex<VecDeque<(u64, Arc<Mutex<Casebook>>)>>,
    /// What counting made of the sheets asked for lately.
    indexes: Mutex<VecDeque<(Weak<Sheet>, Arc<Index>)>>,
    /// Who may be one person, as long as nobody learns anything new.
    proposed: Mutex<Option<Found>>,
    /// Who may hand in signed reports.
    reporters: RwLock<Arc<Reporters>>,
    time: TimeKept,
    edges: Edges,
    zone: ZoneId,
    dir: PathBuf,
    opened: OpenReport,
    /// How many sayings the snapshot on disk lacks.
    behind: AtomicU64,
    /// The snapshot's bytes, and the one thread that may write it: an older state must never replace a newer one.
    snapshot: Mutex<u64>,
}

/// What was saved.
#[derive(Debug, Clone)]
pub struct Saved {
    /// Its place in the ledger.
    pub position: u64,
    /// The hash that names the entry.
    pub entry: [u8; 32],
}

/// What a save says, before it is signed.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Claims and decisions, in order.
    pub sayings: Vec<Saying>,
}

impl Draft {
    /// Adds a claim.
    pub fn claim(&mut self, claim: Claim) {
        self.sayings.push(Saying::Claim(claim));
    }

    /// Adds a decision.
    pub fn decision(&mut self, decision: Decision) {
        self.sayings.push(Saying::Decision(decision));
    }
}

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
        desk.learn_reporters(&desk.casebook())?;
        // An erasure that was interrupted is finished before anybody sees anything.
        crate::erase::finish_what_was_begun(&desk)?;
        Ok(desk)
    }

    fn over(ledger: Ledger, casebook: Casebook, opened: OpenReport, zone: ZoneId, edges: Edges) -> Self {
        let dir = ledger.path().to_owned();
        let (casebook, earlier) = (Mutex::new(casebook), Mutex::new(VecDeque::new()));
        let indexes = Mutex::new(VecDeque::new());
        let proposed = Mutex::new(None);
        let reporters = RwLock::default();
        let time = TimeKept::default();
        let (behind, snapshot) = (AtomicU64::new(0), Mutex::new(0));
        Self {
            ledger,
            casebook,
            earlier,
            indexes,
            proposed,
            reporters,
            time,
            edges,
            zone,
            dir,
            opened,
            behind,
            snapshot,
        }
    }

    /// The casebook's id: 16 bytes, which reporters sign with what they send.
    pub fn casebook_id(&self) -> [u8; 16] {
        self.ledger.casebook().0
    }

    /// Who may hand in signed reports, without waiting for the casebook.
    pub(crate) fn reporters(&self) -> Arc<Reporters> {
        Arc::clone(&self.reporters.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn learn_reporters(&self, casebook: &Casebook) -> Outcome<()> {
        let known = Arc::new(Reporters::of(casebook.reporters()?));
        *self.reporters.write().unwrap_or_else(PoisonError::into_inner) = known;
        Ok(())
    }

    /// The zone in which times without one are meant.
    pub fn zone(&self) -> &ZoneId {
        &self.zone
    }

    /// The casebook's directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What opening found: a torn tail, damage, warnings.
    pub fn opened(&self) -> &OpenReport {
        &self.opened
    }

    /// The time.
    pub fn now(&self) -> Instant {
        (self.edges.now)()
    }

    /// Fresh random bytes for an id.
    ///
    /// # Errors
    /// A fault when the system has none to give.
    pub fn fresh(&self) -> Outcome<[u8; 16]> {
        (self.edges.fresh)().ok_or_else(|| Stop::fault("drawing an id", ledger::NoEntropy))
    }

    /// Where the ledger stands.
    pub fn position(&self) -> Position {
        self.ledger.position()
    }

    /// Where the ledger stood at an earlier position.
    ///
    /// # Errors
    /// A refusal when there is no such position.
    pub fn position_at(&self, entries: u64) -> Outcome<Position> {
        self.ledger.position_at(entries).ok_or_else(|| {
            Stop::not_found(format!(
                "There is no position {entries}; the ledger has {} entries.",
                self.ledger.position().entries
            ))
        })
    }

    /// Who may be one person, where it is kept.
    pub(crate) fn proposed(&self) -> &Mutex<Option<Found>> {
        &self.proposed
    }

    pub(crate) fn time(&self) -> &TimeKept {
        &self.time
    }

    /// The ledger, for the use cases that keep it.
    pub(crate) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The casebook as of now. Held for the length of one reading; never across a save.
    pub fn casebook(&self) -> MutexGuard<'_, Casebook> {
        self.casebook.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The casebook as it was known at a position. The last few asked for are kept.
    ///
    /// # Errors
    /// A refusal when there is no such position.
    pub fn casebook_at(&self, position: u64) -> Outcome<Arc<Mutex<Casebook>>> {
        const KEPT: usize = 3;
        self.position_at(position)?;
        let mut earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, casebook)) = earlier.iter().find(|(at, _)| *at == position) {
            return Ok(Arc::clone(casebook));
        }
        let then = Arc::new(Mutex::new(self.casebook().as_known_at(position)?));
        earlier.push_back((position, Arc::clone(&then)));
        while earlier.len() > KEPT {
            earlier.pop_front();
        }
        Ok(then)
    }

    /// The index of a sheet, made once for every question put to it.
    pub(crate) fn index_of(&self, sheet: &Arc<Sheet>) -> Arc<Index> {
        const KEPT: usize = 4;
        let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        indexes.retain(|(of, _)| of.strong_count() > 0);
        if let Some((_, index)) = indexes.iter().find(|(of, _)| std::ptr::eq(of.as_ptr(), Arc::as_ptr(sheet)))
        {
            return Arc::clone(index);
        }
        let index = Arc::new(Index::of(sheet));
        indexes.push_back((Arc::downgrade(sheet), Arc::clone(&index)));
        while indexes.len() > KEPT {
            indexes.pop_front();
        }
        index
    }

    /// Reads the casebook as of now, or as it was known at a position.
    ///
    /// # Errors
    /// A refusal when there is no such position; whatever `read` returns.
    pub fn reading<T>(
        &self,
        position: Option<u64>,
        read: impl FnOnce(&Casebook) -> Outcome<T>,
    ) -> Outcome<T> {
        match position {
            None => read(&self.casebook()),
            Some(position) if position == self.casebook().position() => read(&self.casebook()),
            Some(position) => {
                let then = self.casebook_at(position)?;
                let then = then.lock().unwrap_or_else(PoisonError::into_inner);
                read(&then)
            }
        }
    }

    /// Saves one entry: what `draft` says, by whom and why. Returns when it is durable and in the casebook.
    ///
    /// # Errors
    /// A refusal when the draft is empty or cannot be taken; busy when storage fails.
    pub fn save(&self, actor: &Actor, why: &Reason, draft: Draft) -> Outcome<Saved> {
        let saved = self.save_all(actor, why, vec![draft])?;
        saved.into_iter().next().ok_or_else(|| Stop::refused("claims", "There is nothing to save."))
    }

    /// Saves one entry of several drafts, each with a reason of its own: all of it or nothing.
    ///
    /// # Errors
    /// As [`Desk::save`].
    pub fn save_together(&self, actor: &Actor, drafts: Vec<(Reason, Draft)>) -> Outcome<Saved> {
        let now = self.now();
        let parts = drafts.into_iter().flat_map(|(why, draft)| by_part(draft, actor, &why, now)).collect();
        let saved = self.append(vec![(now, parts)])?;
        saved.into_iter().next().ok_or_else(|| Stop::refused("claims", "There is nothing to save."))
    }

    /// Saves several entries under one fsync.
    ///
    /// # Errors
    /// As [`Desk::save`]; if one cannot be taken, none is.
    pub fn save_all(&self, actor: &Actor, why: &Reason, drafts: Vec<Draft>) -> Outcome<Vec<Saved>> {
        let now = self.now();
        let entries = drafts
            .into_iter()
            .map(|draft| (now, by_part(draft, actor, why, now)))
            .filter(|(_, saves)| !saves.is_empty())
            .collect();
        self.append(entries)
    }

    /// Saves entries that were drafted elsewhere with their own author, reason and time: a synthetic day.
    ///
    /// # Errors
    /// As [`Desk::save`].
    pub fn save_as_drafted(
        &self,
        drafted: impl IntoIterator<Item = (Instant, Vec<Save>)>,
    ) -> Outcome<Vec<Saved>> {
        let entries = drafted
            .into_iter()
            .map(|(at, saves)| (at, saves.into_iter().flat_map(by_tier).collect()))
            .filter(|(_, parts): &(Instant, Vec<(Tier, Save)>)| !parts.is_empty());
        self.append(entries.collect())
    }

    /// Saves several entries, each by somebody else, under one fsync. Each is durable and in the casebook on return.
    ///
    /// # Errors
    /// As [`Desk::save`]; if one cannot be taken, none is.
    pub(crate) fn save_each(&self, drafts: Vec<(Actor, Reason, Draft)>) -> Outcome<Vec<Saved>> {
        let now = self.now();
        self.append(
            drafts.into_iter().map(|(actor, why, draft)| (now, by_part(draft, &actor, &why, now))).collect(),
        )
    }

    fn append(&self, entries: Vec<(Instant, Vec<(Tier, Save)>)>) -> Outcome<Vec<Saved>> {
        let receipts = self.append_durably(&entries)?;
        let mut casebook = self.casebook();
        let decided = entries.iter().flat_map(|(_, saves)| saves).any(|(_, save)| touches_reporters(save));
        let saves = entries.into_iter().map(|(_, saves)| saves).collect();
        self.project(&mut casebook, &receipts, saves)?;
        if decided {
            self.learn_reporters(&casebook)?;
        }
        Ok(receipts.into_iter().map(|r| Saved { position: r.position, entry: r.entry_hash }).collect())
    }

    /// Makes entries durable, without the casebook.
    fn append_durably(&self, entries: &[(Instant, Vec<(Tier, Save)>)]) -> Outcome<Vec<Receipt>> {
        let drafts = entries
            .iter()
            .map(|(at, saves)| EntryDraft {
                claimed_at: at.unix(),
                parts: saves
                    .iter()
                    .map(|(tier, save)| PartDraft {
                        record: save.record,
                        tier: *tier,
                        plaintext: wire::encode(save),
                    })
                    .collect(),
            })
            .collect();
        Ok(self.ledger.append_batch(drafts)?)
    }

    /// Takes what was just saved into the casebook, in the order of the ledger.
    fn project(
        &self,
        casebook: &mut Casebook,
        receipts: &[Receipt],
        entries: Vec<Vec<(Tier, Save)>>,
    ) -> Outcome<()> {
        let next = casebook.position() + 1;
        let follows = receipts.first().is_some_and(|first| first.position == next)
            && receipts.iter().zip(next..).all(|(receipt, position)| receipt.position == position);
        if follows {
            let arrived: Vec<Arrived> = receipts
                .iter()
                .zip(entries)
                .map(|(receipt, saves)| Arrived {
                    position: receipt.position,
                    seq: receipt.seq,
                    entry: receipt.entry_hash,
                    saves: saves.into_iter().map(|(_, save)| save).collect(),
                })
                .collect();
            self.fallen_behind(&arrived);
            casebook.project(&arrived)?;
            return Ok(());
        }
        // Another thread's entries lie between: read them from the ledger, unless that thread has done so.
        self.catch_up(casebook)
    }

    /// Projects every entry of the ledger that the casebook has not seen.
    pub(crate) fn catch_up(&self, casebook: &mut Casebook) -> Outcome<()> {
        let mut reader = wire::Reader::default();
        // A damaged entry is reported by `opened` and `verify`; the rest stays usable.
        let mut entries = self
            .ledger
            .read_from(casebook.position() + 1)
            .filter_map(Result::ok)
            .map(|entry| opened(&mut reader, entry));
        if casebook.position() == 0 {
            *casebook =
                Casebook::rebuild(entries.inspect(|entry| self.fallen_behind(std::slice::from_ref(entry))))?;
            return Ok(());
        }
        loop {
            let batch: Vec<Arrived> = entries.by_ref().take(CATCH_UP).collect();
            if batch.is_empty() {
                return Ok(());
            }
            self.fallen_behind(&batch);
            casebook.project(&batch)?;
        }
    }

    fn fallen_behind(&self, entries: &[Arrived]) {
        let sayings =
            entries.iter().flat_map(|entry| &entry.saves).map(|save| save.sayings.len() as u64).sum();
        self.behind.fetch_add(sayings, Ordering::Relaxed);
    }

    /// Seals a snapshot of the casebook, so that the next opening need not read the whole ledger.
    ///
    /// # Errors
    /// Busy when storage fails.
    pub fn keep_snapshot(&self) -> Outcome<()> {
        let mut size = self.snapshot.lock().unwrap_or_else(PoisonError::into_inner);
        let (position, bytes, behind) = {
            let mut casebook = self.casebook();
            (casebook.position(), casebook.snapshot()?, self.behind.load(Ordering::Relaxed))
        };
        let Some(at) = self.ledger.position_at(position) else { return Ok(()) };
        let mut content = Vec::with_capacity(bytes.len() + 40);
        content.extend_from_slice(&position.to_le_bytes());
        content.extend_from_slice(&at.root);
        content.extend_from_slice(&bytes);
        self.ledger.seal_file(SNAPSHOT, &content)?;
        self.behind.fetch_sub(behind, Ordering::Relaxed);
        *size = content.len() as u64;
        Ok(())
    }

    /// Seals a snapshot if so much was said since the last one that a program that is killed now would be slow to be
    /// ready again. For long imports, and for servers every few seconds.
    ///
    /// # Errors
    /// Busy when storage fails.
    pub fn keep_snapshot_if_due(&self) -> Outcome<()> {
        // Held by another thread, one is being written just now.
        let Ok(size) = self.snapshot.try_lock().map(|size| *size) else { return Ok(()) };
        let due = SNAPSHOT_AFTER.max(size / SNAPSHOT_BYTES_PER_SAYING);
        if self.behind.load(Ordering::Relaxed) > due { self.keep_snapshot() } else { Ok(()) }
    }

    /// Closes: a snapshot if much was said since the last one, a checkpoint, and the lock is given back.
    ///
    /// # Errors
    /// Busy when storage fails; what was saved is durable all the same.
    pub fn close(self) -> Outcome<()> {
        if self.behind.load(Ordering::Relaxed) > SNAPSHOT_AFTER {
            self.keep_snapshot()?;
        }
        self.ledger.close()?;
        Ok(())
    }
}

/// True when a save may change who is admitted.
fn touches_reporters(save: &Save) -> bool {
    save.sayings.iter().any(|saying| match saying {
        Saying::Decision(decision) => {
            matches!(decision.ruling, Ruling::AdmitReporter(_) | Ruling::Undo(_))
        }
        Saying::Claim(_) | Saying::Unknown(_) => false,
    })
}

/// An entry as the casebook takes it in. A part this version cannot read at all is kept as it is, as unknown.
fn opened(reader: &mut wire::Reader, entry: ledger::OpenedEntry) -> Arrived {
    let at = Instant::from_unix(entry.claimed_at);
    let saves = entry
        .parts
        .iter()
        .filter_map(|part| {
            let plain = part.plaintext.as_ref()?;
            let unread = || Save {
                record: part.record,
                author: "".into(),
                why: "".into(),
                at,
                sayings: vec![Saying::Unknown(plain.as_slice().into())],
            };
            Some(reader.decode(part.record, plain).unwrap_or_else(|_| unread()))
        })
        .collect();
    Arrived { position: entry.position, seq: entry.seq, entry: entry.entry_hash, saves }
}

/// The casebook of the snapshot and the snapshot's bytes, if it belongs to this ledger's history.
fn from_snapshot(ledger: &Ledger) -> Option<(Casebook, u64)> {
    let content = ledger.open_file(SNAPSHOT).ok()?;
    let position = u64::from_le_bytes(content.get(..8)?.try_into().ok()?);
    let root = content.get(8..40)?;
    if ledger.position_at(position)?.root != root {
        return None;
    }
    let casebook = Casebook::from_snapshot(content.get(40..)?.to_vec()).ok()?;
    (casebook.position() == position).then_some((casebook, content.len() as u64))
}

/// Sorts what is said by record and tier: each part is sealed under its own key.
fn by_part(draft: Draft, actor: &Actor, why: &Reason, at: Instant) -> Vec<(Tier, Save)> {
    let mut parts: BTreeMap<(RecordId, Tier), Vec<Saying>> = BTreeMap::new();
    for saying in draft.sayings {
        let (record, tier) = match &saying {
            Saying::Claim(claim) => (claim.about, claim.property.tier()),
            Saying::Decision(decision) => (decision.about, Tier::Facts),
            Saying::Unknown(_) => continue,
        };
        parts.entry((record, tier)).or_default().push(saying);
    }
    parts
        .into_iter()
        .map(|((record, tier), sayings)| {
            (tier, Save { record, author: actor.handle().into(), why: why.text().into(), at, sayings })
        })
        .collect()
}

/// Splits a save into its tiers.
fn by_tier(save: Save) -> Vec<(Tier, Save)> {
    let mut parts: BTreeMap<Tier, Vec<Saying>> = BTreeMap::new();
    for saying in save.sayings {
        let tier = match &saying {
            Saying::Claim(claim) => claim.property.tier(),
            Saying::Decision(_) | Saying::Unknown(_) => Tier::Facts,
        };
        parts.entry(tier).or_default().push(saying);
    }
    let (record, author, why, at) = (save.record, save.author, save.why, save.at);
    parts
        .into_iter()
        .map(|(tier, sayings)| (tier, Save { record, author: author.clone(), why: why.clone(), at, sayings }))
        .collect()
}
