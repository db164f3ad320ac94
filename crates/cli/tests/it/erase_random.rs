//! Erasing at random: records, tiers, saves of many records in one entry, snapshots, a fresh casebook key and reopening
//! in any order. Whatever the order, what was erased lies nowhere on the disk and nothing else is lost.

use crate::canaries::Canaries;
use claims::when::{Instant, ZoneId};
use claims::{Claim, ClaimId, Property, RecordId, Tier, Tiers, Value, WrittenName};
use desk::erase::{AskChoices, ask, carry_out_due, confirm};
use desk::keep::{ExportFor, ExportForm, Secrets, export, rotate_keys, verify};
use desk::{Actor, Desk, Draft, Edges, Reason};
use ledger::{NewCasebook, Unlock};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const SEEDS: u64 = 20;
const STEPS: usize = 20;

/// SplitMix64: the same seed gives the same story.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// A casebook and what is known to be in it.
struct Story {
    chance: Chance,
    clock: Arc<AtomicI64>,
    /// Every word planted, by the key it is sealed under.
    words: BTreeMap<(RecordId, Tier), Vec<String>>,
    erased: BTreeSet<(RecordId, Tier)>,
    /// Wrapped keys as they stood just before they died.
    dead_keys: Vec<Vec<u8>>,
}

impl Story {
    fn edges(&self) -> Edges {
        let clock = Arc::clone(&self.clock);
        Edges {
            now: Box::new(move || Instant::from_unix(clock.fetch_add(60, Ordering::SeqCst))),
            ..Edges::system()
        }
    }

    fn fresh(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.chance.next().to_be_bytes());
        bytes[8..].copy_from_slice(&self.chance.next().to_be_bytes());
        bytes
    }

    /// One entry about one to four records, known or new, on any of their tiers.
    fn save(&mut self, desk: &Desk) {
        let mut draft = Draft::default();
        for _ in 0..1 + self.chance.below(4) {
            let known: Vec<RecordId> = self.words.keys().map(|(record, _)| *record).collect();
            let record = match self.chance.below(3) {
                0 if !known.is_empty() => known[self.chance.below(known.len())],
                _ => RecordId::from_bytes(self.fresh()),
            };
            let word = format!("Canary{:016x}", self.chance.next());
            let (property, value) = match self.chance.below(3) {
                0 => (Property::PersonName, Value::Name(WrittenName::parse(&word).unwrap())),
                1 => (Property::PersonOffice, Value::Text(word.as_str().into())),
                _ => (Property::ReportBytes, Value::Bytes(word.as_bytes().into())),
            };
            if self.erased.contains(&(record, property.tier())) {
                continue;
            }
            draft.claim(Claim::new(ClaimId::from_bytes(self.fresh()), record, property, value));
            self.words.entry((record, property.tier())).or_default().push(word);
        }
        if !draft.sayings.is_empty() {
            desk.save(&Actor::parse("op-3").unwrap(), &Reason::parse("a story").unwrap(), draft).unwrap();
        }
    }

    /// Two people, no delay: one or two records go, or some of their tiers.
    fn erase(&mut self, desk: &Desk) {
        let open: BTreeSet<RecordId> =
            self.words.keys().filter(|key| !self.erased.contains(key)).map(|(record, _)| *record).collect();
        let open: Vec<RecordId> = open.into_iter().collect();
        if open.is_empty() {
            return;
        }
        let records: BTreeSet<RecordId> =
            (0..1 + self.chance.below(2)).map(|_| open[self.chance.below(open.len())]).collect();
        let tiers = match self.chance.below(4) {
            0 => Tiers::of(Tier::Identity),
            1 => Tiers::of(Tier::Source).and(Tier::Facts),
            _ => Tiers::ALL,
        };
        let choices =
            AskChoices { records: records.iter().copied().collect(), all_same: false, tiers, delay: 0 };
        let why = Reason::parse("letter").unwrap();
        // Refused when all of it is gone already.
        let Ok(asked) = ask(desk, &Actor::parse("op-1").unwrap(), &why, &choices) else { return };
        let request = asked.request.unwrap().asked.id;
        confirm(desk, &Actor::parse("op-2").unwrap(), &why, request).unwrap();
        if self.chance.below(2) == 0 {
            self.save(desk);
        }
        let dying: BTreeSet<(RecordId, Tier)> =
            records.iter().flat_map(|record| tiers.each().map(|tier| (*record, tier))).collect();
        self.dead_keys.extend(wrapped(desk.dir(), &dying));
        carry_out_due(desk, &Actor::parse("habeas").unwrap()).unwrap();
        self.erased.extend(dying);
    }

    /// Every word erased is nowhere, every other word is there.
    fn check(&self, desk: &Desk, seed: u64, step: usize) {
        let mut out = Vec::new();
        export(desk, ExportForm::JsonLines, &ExportFor::Holder, Secrets::LeftOut, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        for (key, words) in &self.words {
            for word in words {
                let there = out.contains(word.as_str()) || out.contains(&encoded(word));
                assert_eq!(
                    there,
                    !self.erased.contains(key),
                    "seed {seed}, step {step}: {word} under {key:?}"
                );
            }
        }
        let planted = self.words.values().flatten().map(String::as_str);
        assert_eq!(
            Canaries::of(planted).below(desk.dir()).0,
            Vec::<String>::new(),
            "seed {seed}, step {step}"
        );
        let starts: HashMap<&[u8], &Vec<u8>> = self.dead_keys.iter().map(|key| (&key[..8], key)).collect();
        let disk = all_bytes(desk.dir());
        for (at, window) in disk.windows(8).enumerate() {
            let there = starts.get(window).is_some_and(|key| disk[at..].starts_with(key));
            assert!(!there, "seed {seed}, step {step}: a key that died is on the disk");
        }
    }
}

/// Bytes as an export writes them.
fn encoded(word: &str) -> String {
    use std::fmt::Write as _;
    word.bytes().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The wrapped keys of these records and tiers (docs/ledger-format.md, 6.3).
fn wrapped(dir: &Path, of: &BTreeSet<(RecordId, Tier)>) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(dir.join("keys/records.keys")).unwrap();
    bytes[32..]
        .chunks_exact(96)
        .filter(|line| line[0] == 1)
        .filter(|line| {
            of.iter().any(|(record, tier)| line[4..20] == *record.as_bytes() && line[1] == tier.code())
        })
        .map(|line| line[20..92].to_vec())
        .collect()
}

fn all_bytes(dir: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        if entry.path().is_dir() {
            all.extend(all_bytes(&entry.path()));
        } else {
            all.extend(std::fs::read(entry.path()).unwrap());
        }
    }
    all
}

#[test]
fn whatever_the_order_what_was_erased_is_nowhere_and_the_rest_is_there() {
    let (mut erased, mut kept) = (0, 0);
    for seed in 0..SEEDS {
        let dir = tempfile::tempdir().unwrap();
        let (book, key) = (dir.path().join("book"), dir.path().join("key"));
        let unlock = || Unlock::KeyFile(key.clone());
        let zone = ZoneId::parse("Asia/Almaty").unwrap();
        let mut story = Story {
            chance: Chance(seed),
            clock: Arc::new(AtomicI64::new(1_938_686_400)),
            words: BTreeMap::new(),
            erased: BTreeSet::new(),
            dead_keys: Vec::new(),
        };
        let mut desk =
            Some(Desk::found(&book, NewCasebook::new(unlock()), zone.clone(), story.edges()).unwrap());
        for step in 0..STEPS {
            let here = desk.take().unwrap();
            match story.chance.below(12) {
                0..=5 => story.save(&here),
                6..=8 => {
                    story.erase(&here);
                    // Every look reads the whole directory; the last one of a story sees all that the others would.
                    if story.chance.below(4) == 0 {
                        story.check(&here, seed, step);
                    }
                }
                9 => here.keep_snapshot().unwrap(),
                turn => {
                    here.close().unwrap();
                    if turn == 10 {
                        rotate_keys(&book, &unlock()).unwrap();
                    }
                    desk = Some(Desk::open(&book, &unlock(), zone.clone(), story.edges()).unwrap());
                    continue;
                }
            }
            desk = Some(here);
        }
        let here = desk.take().unwrap();
        story.check(&here, seed, STEPS);
        here.close().unwrap();
        let verified = verify(&book, Some(&unlock()), true).unwrap();
        assert!(verified.findings.is_empty(), "seed {seed}: {:?}", verified.findings);
        erased += story.words.keys().filter(|key| story.erased.contains(key)).count();
        kept += story.words.keys().filter(|key| !story.erased.contains(key)).count();
    }
    assert!(erased > 60 && kept > 60, "the stories have to hold both: {erased} erased, {kept} kept");
}
