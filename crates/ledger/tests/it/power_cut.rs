//! Days of work on a disk that loses power at every moment. After every cut, what was acknowledged is there, what was
//! erased is gone, and nothing is called damaged. `HABEAS_CUTS` sets how many cuts are made; `cargo xtask cuts` makes
//! 100,000 of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use claims::{RecordId, Tier};
use ledger::storage::{Promise, Storage};
use ledger::{
    EntryDraft, Ledger, LedgerError, NewCasebook, PartDraft, Settings, Stretching, Unlock, VerifyMode,
    verify_with,
};

use crate::desk::seeded;
use crate::memory_disk::{MemoryDisk, Moment};

type Disk = MemoryDisk<Promised>;

/// What was promised so far.
#[derive(Clone, Default)]
pub struct Promised {
    founded: bool,
    texts: Vec<String>,
    /// Erasures that were asked for, with the wrapped keys, and those acknowledged.
    erasing: Vec<(u16, Vec<u8>)>,
    erased: Vec<u16>,
    /// What the old casebook key wrapped, after it was replaced.
    burnt: Vec<Vec<u8>>,
    /// What the sealed file may hold; one that must be there if it is one.
    sealed: Vec<Vec<u8>>,
    sealed_once: bool,
}

const HOME: &str = "/cases/case";

fn unlock() -> Unlock {
    Unlock::KeyFile(PathBuf::from("/stick/casebook.key"))
}

fn settings(disk: &Disk) -> Settings {
    Settings {
        storage: Arc::new(disk.clone()),
        entropy: seeded("power cut"),
        segment_bytes: 2500,
        checkpoint_every: 3,
    }
}

fn found(disk: &Disk) -> Result<Ledger, LedgerError> {
    let new = NewCasebook { unlock: unlock(), stretching: Stretching::default(), settings: settings(disk) };
    Ledger::create(Path::new(HOME), new)
}

fn record(n: u16) -> RecordId {
    let mut id = [7; 16];
    id[..2].copy_from_slice(&n.to_le_bytes());
    RecordId::from_bytes(id)
}

fn number(record: RecordId) -> u16 {
    u16::from_le_bytes([record.as_bytes()[0], record.as_bytes()[1]])
}

/// The wrapped keys in `keys/records.keys`, in order: record, tier code, wrapped key.
fn wrapped_keys(disk: &Disk) -> Vec<(u16, u8, Vec<u8>)> {
    let bytes = disk.read(&Path::new(HOME).join("keys/records.keys")).unwrap();
    let lines = bytes[32..].chunks_exact(96).filter(|line| line[0] == 1);
    lines.map(|line| (u16::from_le_bytes([line[4], line[5]]), line[1], line[20..92].to_vec())).collect()
}

/// A person at work, noting each promise as soon as it is given.
struct Work<'a> {
    disk: &'a Disk,
    ledger: Option<Ledger>,
    saved: u16,
    /// How often it was opened again.
    reopened: usize,
}

impl<'a> Work<'a> {
    fn found(disk: &'a Disk) -> Self {
        let ledger = found(disk).unwrap();
        disk.state().promised.founded = true;
        Self { disk, ledger: Some(ledger), saved: 0, reopened: 0 }
    }

    fn ledger(&self) -> &Ledger {
        self.ledger.as_ref().unwrap()
    }

    /// Saves texts of these lengths as one batch; every entry has a record of its own with a name beside.
    fn save(&mut self, lengths: &[usize]) {
        let mut texts = Vec::new();
        let mut drafts = Vec::new();
        for length in lengths {
            let text = format!("{} {}", self.saved, "x".repeat(*length));
            let part = |tier, text: &str| PartDraft {
                record: record(self.saved),
                tier,
                plaintext: text.as_bytes().to_vec(),
            };
            let parts = vec![part(Tier::Facts, &text), part(Tier::Identity, "a name")];
            drafts.push(EntryDraft { claimed_at: 1_560_067_261, parts });
            texts.push(text);
            self.saved += 1;
        }
        self.ledger().append_batch(drafts).unwrap();
        self.disk.state().promised.texts.append(&mut texts);
    }

    fn seal(&self, content: &[u8]) {
        self.disk.state().promised.sealed.push(content.to_vec());
        self.ledger().seal_file("snapshot", content).unwrap();
        let promised = &mut self.disk.state().promised;
        promised.sealed = vec![content.to_vec()];
        promised.sealed_once = true;
    }

    fn forget(&self, n: u16) {
        let keys = wrapped_keys(self.disk);
        let wrapped = keys.into_iter().find(|key| (key.0, key.1) == (n, Tier::Identity.code())).unwrap().2;
        self.disk.state().promised.erasing.push((n, wrapped));
        assert!(self.ledger().forget(record(n), Tier::Identity).unwrap());
        self.disk.state().promised.erased.push(n);
    }

    fn rotate(&self) {
        let mut old: Vec<Vec<u8>> = wrapped_keys(self.disk).into_iter().map(|key| key.2).take(3).collect();
        old.push(self.disk.read(&Path::new(HOME).join("keys/casebook.key")).unwrap()[69..141].to_vec());
        old.push(self.disk.read(&Path::new(HOME).join("keys/device.key")).unwrap()[56..128].to_vec());
        self.ledger().rotate_keys(&unlock()).unwrap();
        self.disk.state().promised.burnt.append(&mut old);
    }

    fn reopen(&mut self) {
        self.ledger.take().unwrap().close().unwrap();
        // Other random bytes than before, or a new casebook key would be an old one again.
        self.reopened += 1;
        let mut settings = settings(self.disk);
        settings.entropy.fill(&mut vec![0; 10_000 * self.reopened]).unwrap();
        self.ledger = Some(Ledger::open(Path::new(HOME), &unlock(), settings).unwrap().0);
    }
}

/// One fixed day, in which everything happens that a ledger does.
fn fixed_day(disk: &Disk) {
    let mut work = Work::found(disk);
    [0, 37, 74].iter().for_each(|length| work.save(&[*length]));
    work.save(&[111, 148, 185, 190, 195]);
    work.seal(b"first snapshot");
    work.forget(1);
    work.save(&[222]);
    work.seal(&[7; 3000]);
    work.forget(2);
    work.save(&[259, 296]);
    work.reopen();
    work.save(&[1400]);
    work.ledger.take().unwrap().close().unwrap();
}

/// A short day on which the casebook key is replaced.
fn rotating_day(disk: &Disk) {
    let mut work = Work::found(disk);
    work.save(&[10]);
    work.save(&[30]);
    work.seal(b"a snapshot");
    work.forget(0);
    work.rotate();
    work.save(&[20]);
    work.forget(1);
    work.ledger.take().unwrap().close().unwrap();
}

/// A random day.
fn random_day(disk: &Disk, random: &mut dyn FnMut(usize) -> usize) {
    let mut work = Work::found(disk);
    let mut forgotten = Vec::new();
    for _ in 0..6 + random(10) {
        match random(9) {
            4 => work.rotate(),
            0 => work.seal(&vec![5; random(3000)]),
            1 if work.saved > 0 => {
                let n = random(usize::from(work.saved)) as u16;
                if !forgotten.contains(&n) {
                    work.forget(n);
                    forgotten.push(n);
                }
            }
            2 => drop(work.ledger().checkpoint().unwrap()),
            3 => work.reopen(),
            _ => {
                let lengths: Vec<usize> = (0..1 + random(3)).map(|_| random(1500)).collect();
                work.save(&lengths);
            }
        }
    }
    work.ledger.take().unwrap().close().unwrap();
}

/// How often power goes again.
#[derive(Clone, Copy, PartialEq)]
enum Again {
    No,
    /// After recovery, before and after the next save.
    Once,
    /// At every moment of recovery, too.
    Throughout,
}

/// A suite of cuts over one way of ignoring syncs.
pub struct Cuts {
    without: Option<Promise>,
    /// Cuts made so far.
    pub made: AtomicUsize,
}

impl Cuts {
    pub fn new(without: Option<Promise>) -> Self {
        Self { without, made: AtomicUsize::new(0) }
    }

    /// Every moment of a day's work at which power may go.
    fn moments(&self, day: &mut dyn FnMut(&Disk)) -> Vec<Moment<Promised>> {
        let disk = Disk::from(Moment::with_directories(&["/stick", "/cases"]), true, self.without);
        day(&disk);
        let mut moments = disk.moments();
        moments.push(disk.state().clone());
        moments
    }

    /// Opens what a cut left and holds it against what was promised.
    fn check(&self, moment: Moment<Promised>, again: Again, what: &str) {
        self.made.fetch_add(1, Ordering::Relaxed);
        let promised = moment.promised.clone();
        let disk = Disk::from(moment, again == Again::Throughout, self.without);
        let (ledger, report) = match Ledger::open(Path::new(HOME), &unlock(), settings(&disk)) {
            Ok(opened) => opened,
            Err(LedgerError::NotACasebook(_)) if !promised.founded => {
                // Founding was interrupted: it can be done again.
                drop(found(&disk).unwrap_or_else(|e| panic!("{what}: {e}")));
                return;
            }
            Err(error) => panic!("{what}: {error}"),
        };
        assert_eq!(report.damage, vec![], "{what}: nothing was damaged");
        let passing = |(path, _): &(&Path, &[u8])| {
            path.ends_with("rotation") || path.extension().is_some_and(|end| end == "rotated")
        };
        assert!(!disk.state().files().any(|file| passing(&file)), "{what}: left of a rotation");
        for wrapped in &promised.burnt {
            assert!(!disk.state().holds(wrapped), "{what}: what the old key wrapped is still on the disk");
        }
        let mut read = Vec::new();
        for entry in ledger.read_from(1) {
            let entry = entry.unwrap_or_else(|e| panic!("{what}: {e}"));
            let n = number(entry.parts[0].record);
            let erased = entry.parts.get(1).is_some_and(|name| name.plaintext.is_none());
            if erased {
                let asked = promised.erasing.iter().find(|(asked, _)| *asked == n);
                let (_, wrapped) = asked.unwrap_or_else(|| panic!("{what}: the name of {n} was lost"));
                // Acknowledged or not: once a name reads as erased, nobody asks again.
                assert!(!disk.state().holds(wrapped), "{what}: the erased key of {n} is still on the disk");
            }
            assert!(
                erased || entry.parts.len() == 1 || !promised.erased.contains(&n),
                "{what}: the name of {n} is still there"
            );
            read.push(String::from_utf8(entry.parts[0].plaintext.as_ref().unwrap().to_vec()).unwrap());
        }
        let count = promised.texts.len();
        assert!(read.len() >= count, "{what}: {} of {count} saves", read.len());
        assert_eq!(read[..count], promised.texts, "{what}");
        if promised.sealed_once || !promised.sealed.is_empty() {
            match ledger.open_file("snapshot") {
                Ok(content) => assert!(promised.sealed.contains(&content), "{what}: another snapshot"),
                Err(error) => assert!(!promised.sealed_once, "{what}: {error}"),
            }
        }
        if again == Again::No {
            return;
        }
        // What was read once is there the next time.
        disk.state().promised.texts.clone_from(&read);
        let cut = disk.state().after_cut(&mut || false);
        self.check(cut, Again::No, &format!("{what}, and again after recovery"));
        // The next save uses the newest key there is, which may be one that no entry has used yet.
        let newest = wrapped_keys(&disk).pop();
        let (n, tier) =
            newest.map_or((9999, Tier::Facts), |(n, code, _)| (n, Tier::from_code(code).unwrap()));
        let part = PartDraft { record: record(n), tier, plaintext: b"work goes on".to_vec() };
        let saved = ledger.append(EntryDraft { claimed_at: 0, parts: vec![part] });
        saved.unwrap_or_else(|e| panic!("{what}: {e}"));
        read.push("work goes on".to_owned());
        disk.state().promised.texts = read;
        let cut = disk.state().after_cut(&mut || false);
        self.check(cut, Again::No, &format!("{what}, and again after the next save"));
        drop(ledger);
        for (number, moment) in disk.moments().iter().enumerate() {
            let what = format!("{what}, and again at moment {number} of recovery");
            // By turns everything is lost, and every other thing.
            for first in [number % 2 == 0, true] {
                let mut lost = !first;
                let mut every_other = || {
                    lost = !lost;
                    !lost
                };
                self.check(moment.after_cut(&mut every_other), Again::No, &what);
            }
        }
        let report = verify_with(&disk, Path::new(HOME), Some(&unlock()), VerifyMode::Batch).unwrap();
        assert!(report.is_sound(), "{what}: {:?}", report.findings);
    }

    /// Cuts power at every moment of a day: stopped but not cut, everything unsynced lost, everything kept, and
    /// mixtures. `thorough` cuts again at every moment of recovery.
    fn day(
        &self,
        name: &str,
        moments: &[Moment<Promised>],
        thorough: bool,
        chance: &mut dyn FnMut() -> bool,
    ) {
        for (number, moment) in moments.iter().enumerate() {
            let what = |how: &str| format!("{name}, moment {number} of {}, {how}", moments.len());
            let again = if thorough { Again::Throughout } else { Again::Once };
            self.check(moment.clone(), Again::Once, &what("stopped"));
            self.check(moment.after_cut(&mut || false), Again::Once, &what("nothing kept"));
            self.check(moment.after_cut(&mut || true), again, &what("everything kept"));
            for mixture in 0..2 {
                self.check(moment.after_cut(chance), Again::Once, &what(&format!("mixture {mixture}")));
            }
        }
    }

    /// The short day of a rotation.
    pub fn rotating_day(&self) {
        let moments = self.moments(&mut rotating_day);
        self.day("the rotating day", &moments, false, &mut coin("which writes survive"));
    }

    /// The fixed day, only as far as syncs were ignored: fails if the one that is ignored was needed.
    pub fn fixed_day_from_the_first_robbery(&self) {
        let mut chance = coin("which writes survive");
        let moments = self.moments(&mut fixed_day);
        // Founding, the last moment and recovery are where syncs may be ignored without the day noticing.
        let from = moments.iter().position(|moment| moment.robbed).unwrap_or(moments.len() - 1);
        self.day("the fixed day", &moments[from..], false, &mut chance);
        self.day("the fixed day, thoroughly", &moments, true, &mut chance);
    }
}

fn coin(seed: &'static str) -> impl FnMut() -> bool {
    let mut random = seeded(seed);
    move || {
        let mut byte = [0];
        random.fill(&mut byte).unwrap();
        byte[0] % 2 == 0
    }
}

#[test]
fn what_was_promised_outlives_a_power_cut_at_any_moment() {
    let wanted: usize = std::env::var("HABEAS_CUTS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let cuts = Cuts::new(None);
    let mut chance = coin("which writes survive");
    let moments = cuts.moments(&mut fixed_day);
    assert!(moments.len() > 120, "{}", moments.len());
    cuts.day("the fixed day", &moments, true, &mut chance);
    cuts.rotating_day();
    let mut random = seeded("random days");
    let mut below = move |limit: usize| {
        let mut bytes = [0; 8];
        random.fill(&mut bytes).unwrap();
        (u64::from_le_bytes(bytes) % limit.max(1) as u64) as usize
    };
    let mut days = 0;
    while cuts.made.load(Ordering::Relaxed) < wanted {
        days += 1;
        let moments = cuts.moments(&mut |disk: &Disk| random_day(disk, &mut below));
        cuts.day(&format!("random day {days}"), &moments, false, &mut chance);
    }
    println!(
        "{} power cuts, 1 fixed and {days} random days: nothing lost",
        cuts.made.load(Ordering::Relaxed)
    );
}
