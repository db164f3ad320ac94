//! Every flipped bit is found, and found where it is; what it damages is set aside, and the rest goes on. Here one bit
//! of each byte is flipped; `cargo xtask rot` flips every bit, and samples of a large ledger.

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
    ledger.seal_file("snapshot", b"the casebook between two runs").unwrap();
    ledger.close().unwrap();
    assert_eq!(
        spans.iter().map(|s| (s.0.as_str(), s.3)).collect::<Vec<_>>(),
        [("ledger/seg-00000001.hbl", 1), ("ledger/seg-00000002.hbl", 2), ("ledger/seg-00000002.hbl", 3),]
    );
    (casebook, spans)
}

/// Whether this is the full run.
fn every_bit() -> bool {
    std::env::var("HABEAS_ROT").is_ok_and(|run| run == "every-bit")
}

/// The bits of a byte that are flipped.
fn bits(at: usize) -> std::ops::Range<usize> {
    if every_bit() { 0..8 } else { at % 8..at % 8 + 1 }
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
        if name == "lock" || name.starts_with("sealed/") {
            continue;
        }
        for (at, bit) in (0..bytes.len()).flat_map(|at| bits(at).map(move |bit| (at, bit))) {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
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
    println!("{flips} flipped bits, each found in its entry or file");
    assert!(flips > 2500, "{flips}");
    assert_eq!(damage(&dir, Some(&casebook.unlock), VerifyMode::Batch), vec![]);
}

#[test]
fn every_flipped_bit_of_a_snapshot_is_found() {
    let (casebook, _) = small();
    let (ledger, _) = casebook.open();
    let path = casebook.dir().join("sealed/snapshot");
    let bytes = std::fs::read(&path).unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(&path, &changed).unwrap();
        let refused = ledger.open_file("snapshot").unwrap_err().to_string();
        assert!(refused.contains("snapshot"), "bit {bit}: {refused}");
    }
    std::fs::write(&path, &bytes).unwrap();
    ledger.open_file("snapshot").unwrap();
}

/// After a flip: the ledger opens, every other entry is read, and a save goes through; or a sentence says why not.
#[test]
fn what_a_flipped_bit_damages_is_set_aside_and_the_rest_goes_on() {
    let (casebook, spans) = small();
    let dir = casebook.temp.path().join("flipped");
    let step = if every_bit() { 1 } else { 7 };
    let mut flips = 0;
    for (path, bytes) in files(&casebook.dir()) {
        let name = path.strip_prefix(casebook.dir()).unwrap().to_string_lossy().into_owned();
        if name == "lock" || name.starts_with("sealed/") {
            continue;
        }
        for (at, bit) in (0..bytes.len()).step_by(step).flat_map(|at| bits(at).map(move |bit| (at, bit))) {
            let what = format!("{name}, byte {at}, bit {bit}");
            std::fs::remove_dir_all(&dir).ok();
            copy(&casebook.dir(), &dir);
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            std::fs::write(dir.join(&name), &changed).unwrap();
            flips += 1;
            let (ledger, report) = match Ledger::open(&dir, &casebook.unlock, Settings::default()) {
                Ok(opened) => opened,
                Err(refused) => {
                    assert!(name.starts_with("keys/"), "{what}: {refused}");
                    assert!(refused.to_string().len() > 40, "{what}: {refused}");
                    continue;
                }
            };
            assert_eq!(report.torn, None, "{what}: nothing acknowledged may be cut off");
            assert_eq!(report.read_only, None, "{what}: one flipped bit never closes a ledger");
            let owner = spans.iter().find(|(file, from, to, _)| *file == name && (*from..*to).contains(&at));
            let failed: Vec<u64> =
                (1..).zip(ledger.read_from(1)).filter(|(_, entry)| entry.is_err()).map(|(n, _)| n).collect();
            let reported: Vec<u64> = report.damage.iter().filter_map(|f| f.entry).collect();
            match owner {
                // The erased part of entry 1 cannot be opened to notice; `verify` notices.
                Some((.., number)) => assert!(
                    failed == [*number] || reported == [*number] || (*number == 1 && failed.is_empty()),
                    "{what}: read fails at {failed:?}, report names {reported:?}"
                ),
                // A damaged key takes the parts with it that it alone opens; `verify` names the file.
                None if name.starts_with("keys/") => {}
                None => {
                    assert_eq!(failed, [], "{what}");
                    assert!(report.damage.iter().any(|f| f.file == name), "{what}: {:?}", report.damage);
                }
            }
            let receipt = ledger.append(entry(vec![part(9, Tier::Facts, "work goes on")])).unwrap();
            assert_eq!((receipt.position, receipt.seq), (4, 4), "{what}");
            ledger.close().unwrap();
            let after = verify(&dir, None, VerifyMode::Batch).unwrap();
            let mut still: Vec<(u64, u64)> =
                owner.map(|(.., number)| (*number, *number)).into_iter().collect();
            if name == "keys/records.keys" {
                // A part whose key is gone is named with its entry.
                still = after.damaged_entries();
            }
            assert_eq!(after.damaged_entries(), still, "{what}: {:#?}", after.findings);
        }
    }
    println!("{flips} flipped bits, after each the rest went on");
}

#[test]
fn sampled_flips_in_a_large_ledger_are_located() {
    let (entries, samples) = if every_bit() { (100_000, 60) } else { (1_000, 12) };
    let (casebook, ledger) = Casebook::with(Settings { segment_bytes: 8 << 20, ..Settings::default() });
    for _ in 0..entries / 1000 {
        let batch = (0..1000).map(|n| entry(vec![part(n as u8, Tier::Facts, "some text")])).collect();
        ledger.append_batch(batch).unwrap();
    }
    ledger.close().unwrap();
    let names: Vec<_> = files(&casebook.dir().join("ledger")).into_iter().map(|(path, _)| path).collect();
    let segments: Vec<_> = names.iter().filter(|path| path.to_string_lossy().contains("seg-")).collect();
    let mut dice = crate::mutant::Dice(7);
    for sample in 0..samples {
        // By turns in any file, and in the segments, where nearly everything lies.
        let path = if sample % 3 == 0 {
            &names[dice.below(names.len())]
        } else {
            segments[dice.below(segments.len())]
        };
        let sound = std::fs::read(path).unwrap();
        let bit = dice.below(sound.len() * 8);
        let mut bytes = sound.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(path, &bytes).unwrap();
        let report = verify(&casebook.dir(), None, VerifyMode::Batch).unwrap();
        let what = format!("{}, bit {bit}: {:#?}", path.display(), report.findings);
        assert!(!report.is_sound(), "{what}");
        let damaged: Vec<_> = report.findings.iter().filter(|f| f.kind == FindingKind::Damage).collect();
        let file = format!("ledger/{}", path.file_name().unwrap().to_string_lossy());
        assert_eq!(damaged[0].file, file, "{what}");
        if file.contains("seg-") && bit / 8 >= 44 {
            let start = usize::try_from(damaged[0].offset).unwrap();
            let length = u32::from_le_bytes(sound[start + 4..start + 8].try_into().unwrap()) as usize;
            assert!((start..start + length).contains(&(bit / 8)), "{what}");
            let number = u64::from_le_bytes(sound[start + 8..start + 16].try_into().unwrap());
            assert_eq!(report.damaged_entries(), [(number, number)], "{what}");
        }
        std::fs::write(path, &sound).unwrap();
    }
    println!("{samples} flipped bits in a ledger of {entries} entries, each found");
    assert!(verify(&casebook.dir(), Some(&casebook.unlock), VerifyMode::Batch).unwrap().is_sound());
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
