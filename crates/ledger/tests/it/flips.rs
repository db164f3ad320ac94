//! Every flipped bit is found, and found where it is.

use std::path::Path;

use claims::Tier;
use ledger::{Finding, FindingKind, Ledger, LedgerError, Settings, Unlock, VerifyMode, verify};

use crate::desk::{Casebook, copy, entry, files, part, record};

/// Three entries in two segments, one of them with an erased part; closed. Which bytes of the segments belong to
/// which entry, as (file, from, to, entry).
fn small() -> (Casebook, Vec<(String, usize, usize, u64)>) {
    let (casebook, ledger) = Casebook::with(Settings { segment_bytes: 1000, ..Settings::default() });
    let mut spans = Vec::new();
    for (n, parts) in [
        vec![part(1, Tier::Facts, "one"), part(1, Tier::Identity, "a name")],
        vec![part(2, Tier::Source, "two")],
        vec![part(1, Tier::Facts, "three")],
    ]
    .into_iter()
    .enumerate()
    {
        let length =
            |name: &str| std::fs::metadata(casebook.dir().join(name)).map_or(44, |m| m.len() as usize);
        let before = ["ledger/seg-00000001.hbl", "ledger/seg-00000002.hbl"].map(|name| (name, length(name)));
        ledger.append(entry(parts)).unwrap();
        for (name, start) in before {
            if length(name) > start {
                spans.push((name.to_owned(), start, length(name), n as u64 + 1));
            }
        }
    }
    ledger.forget(record(1), Tier::Identity).unwrap();
    ledger.provide_for_loss().unwrap();
    ledger.close().unwrap();
    assert_eq!(
        spans.iter().map(|s| (s.0.as_str(), s.3)).collect::<Vec<_>>(),
        [("ledger/seg-00000001.hbl", 1), ("ledger/seg-00000002.hbl", 2), ("ledger/seg-00000002.hbl", 3),]
    );
    (casebook, spans)
}

fn damage(dir: &Path, unlock: Option<&Unlock>, mode: VerifyMode) -> Vec<Finding> {
    let report = verify(dir, unlock, mode).unwrap();
    report.findings.into_iter().filter(|f| f.kind == FindingKind::Damage).collect()
}

#[test]
fn every_flipped_bit_is_located_to_its_entry_or_file() {
    let (casebook, spans) = small();
    let dir = casebook.dir();
    let mut flips = 0;
    for (path, bytes) in files(&dir) {
        let name = path.strip_prefix(&dir).unwrap().to_string_lossy().into_owned();
        if name == "lock" {
            continue;
        }
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 8);
            std::fs::write(&path, &changed).unwrap();
            let owner = spans.iter().find(|(file, from, to, _)| *file == name && (*from..*to).contains(&at));
            // Without keys at every byte; with keys, and one by one, in turn.
            let mode = if at % 2 == 0 { VerifyMode::Batch } else { VerifyMode::Strict };
            let unlock = if at % 3 == 0 { Some(&casebook.unlock) } else { None };
            let found = damage(&dir, unlock, mode);
            let what = format!("{name}, byte {at}: {found:#?}");
            match owner {
                // An entry's byte: nothing but this entry is named.
                Some((_, from, _, entry)) => {
                    assert!(!found.is_empty(), "{what}");
                    for finding in &found {
                        assert_eq!(finding.entry, Some(*entry), "{what}");
                        assert_eq!((&finding.file, finding.offset), (&name, *from as u64), "{what}");
                    }
                }
                // A byte of another file, or of a segment's head: that file is named first.
                None => {
                    let finding = found.first().unwrap_or_else(|| panic!("{what}"));
                    assert_eq!((&finding.file, finding.entry), (&name, None), "{what}");
                }
            }
            flips += 1;
        }
        std::fs::write(&path, &bytes).unwrap();
    }
    assert!(flips > 2500, "{flips}");
    assert_eq!(damage(&dir, Some(&casebook.unlock), VerifyMode::Batch), vec![]);
}

#[test]
fn opening_never_passes_a_flipped_bit_off_as_sound() {
    let (casebook, spans) = small();
    let dir = casebook.temp.path().join("flipped");
    for (name, from, to, number) in spans {
        for at in (from..to).step_by(7) {
            std::fs::remove_dir_all(&dir).ok();
            copy(&casebook.dir(), &dir);
            let path = dir.join(&name);
            let mut bytes = std::fs::read(&path).unwrap();
            bytes[at] ^= 1 << (at % 8);
            std::fs::write(&path, &bytes).unwrap();
            let (ledger, report) = Ledger::open(&dir, &casebook.unlock, Settings::default()).unwrap();
            assert_eq!(report.torn, None, "{name} {at}: nothing acknowledged may be cut off");
            let read: Vec<_> = ledger.read_from(1).collect();
            let failed: Vec<u64> =
                (1..=3).filter(|n| !matches!(read.get(*n as usize - 1), Some(Ok(_)))).collect();
            let reported: Vec<u64> = report.damage.iter().filter_map(|f| f.entry).collect();
            // The erased part of entry 1 cannot be opened to notice; `verify` notices.
            assert!(
                failed == [number] || reported == [number] || (number == 1 && failed.is_empty()),
                "{name} {at}: read fails at {failed:?}, report names {reported:?}"
            );
        }
    }
}

#[test]
fn removed_swapped_and_repeated_entries_are_found() {
    let (casebook, _) = small();
    let path = casebook.dir().join("ledger/seg-00000002.hbl");
    let bytes = std::fs::read(&path).unwrap();
    let second = bytes.windows(4).skip(45).position(|w| w == b"HBE1").unwrap() + 45;
    let (head, two, three) = (&bytes[..44], &bytes[44..second], &bytes[second..]);
    for (what, changed, entry) in [
        ("entry 2 removed", [head, three].concat(), 3),
        ("entries 2 and 3 swapped", [head, three, two].concat(), 3),
        ("entry 2 twice", [head, two, two, three].concat(), 2),
        ("entry 3 removed", [head, two].concat(), 3),
        ("bytes put between", [head, two, b"nothing", three].concat(), 3),
    ] {
        std::fs::write(&path, changed).unwrap();
        let found = damage(&casebook.dir(), None, VerifyMode::Batch);
        assert!(found.iter().any(|f| f.entry == Some(entry)), "{what}: {found:#?}");
    }
    std::fs::remove_file(casebook.dir().join("ledger/seg-00000001.hbl")).unwrap();
    std::fs::write(&path, bytes).unwrap();
    let found = damage(&casebook.dir(), None, VerifyMode::Batch);
    assert_eq!((found[0].file.as_str(), found[0].entry), ("ledger/seg-00000001.hbl", Some(1)), "{found:#?}");
}

#[test]
fn a_damaged_checkpoint_is_reported_kept_aside_and_written_again() {
    let (casebook, _) = small();
    let path = casebook.dir().join("ledger/checkpoint");
    let sound = std::fs::read(&path).unwrap();
    let mut damaged = sound.clone();
    damaged[20] ^= 1;
    std::fs::write(&path, &damaged).unwrap();
    let (ledger, report) = casebook.open();
    assert_eq!(report.damage.iter().map(|f| f.file.as_str()).collect::<Vec<_>>(), ["ledger/checkpoint"]);
    ledger.append(entry(vec![part(3, Tier::Facts, "work goes on")])).unwrap();
    drop(ledger);
    assert_eq!(std::fs::read(casebook.dir().join("ledger/checkpoint.damaged")).unwrap(), damaged);
    assert_eq!(damage(&casebook.dir(), Some(&casebook.unlock), VerifyMode::Batch), vec![]);
}

#[test]
fn a_key_lost_without_a_decision_is_told_from_an_erasure() {
    let (casebook, _) = small();
    let path = casebook.dir().join("keys/records.keys");
    let bytes = std::fs::read(&path).unwrap();
    // Head, then the key of record 1 in the tier facts.
    std::fs::write(&path, [&bytes[..32], &bytes[32 + 96..]].concat()).unwrap();
    let report = verify(&casebook.dir(), Some(&casebook.unlock), VerifyMode::Batch).unwrap();
    assert_eq!((report.opened, report.erased), (1, 1));
    assert_eq!(report.findings.iter().map(|f| f.entry).collect::<Vec<_>>(), [Some(1), Some(3)]);
    assert!(report.findings[0].what.contains("no note says that it was destroyed"), "{}", report.findings[0]);
}

#[test]
fn a_wrong_file_in_the_right_place_is_refused() {
    let (casebook, _) = small();
    let (other, _) = small();
    for file in ["keys/casebook.key", "keys/device.key", "ledger/devices"] {
        let dir = casebook.temp.path().join("mixed");
        std::fs::remove_dir_all(&dir).ok();
        copy(&casebook.dir(), &dir);
        std::fs::copy(other.dir().join(file), dir.join(file)).unwrap();
        let refused = Ledger::open(&dir, &casebook.unlock, Settings::default()).unwrap_err();
        let right = match file {
            "keys/casebook.key" => matches!(refused, LedgerError::WrongKeyFile(_)),
            "keys/device.key" => matches!(refused, LedgerError::DamagedKeys { .. }),
            _ => matches!(refused, LedgerError::NotEnrolled(_)),
        };
        assert!(right, "{file}: {refused}");
    }
}
