//! A power cut in the middle of a save: what was never acknowledged is cut off and reported, what was is kept; and
//! damage to what was acknowledged is never taken for a torn tail.

use std::path::Path;

use claims::Tier;
use ledger::{FindingKind, Ledger, LedgerError, OpenReport, Settings, Unlock, VerifyMode, verify};

use crate::desk::{Casebook, copy, entry, part, texts};

/// Three entries, each a group of its own, and no checkpoint that names them; where each frame begins, and the end.
fn three(casebook: &Casebook, ledger: &Ledger, to: &Path) -> Vec<u64> {
    let segment = casebook.dir().join("ledger/seg-00000001.hbl");
    let length = || std::fs::metadata(&segment).unwrap().len();
    let mut starts = vec![length()];
    for text in ["one", "two", "three"] {
        ledger.append(entry(vec![part(1, Tier::Facts, text)])).unwrap();
        starts.push(length());
    }
    copy(&casebook.dir(), to);
    starts
}

fn open(dir: &Path, unlock: &Unlock) -> (Ledger, OpenReport) {
    Ledger::open(dir, unlock, Settings::default()).unwrap()
}

fn check(dir: &Path, unlock: &Unlock, bytes: &[u8], frame_start: u64, what: &str) {
    let segment = dir.join("ledger/seg-00000001.hbl");
    std::fs::write(&segment, bytes).unwrap();
    let seen = verify(dir, None, VerifyMode::Batch).unwrap();
    assert!(seen.is_sound(), "{what}: {:?}", seen.findings);
    let (ledger, report) = open(dir, unlock);
    assert_eq!(report.damage, vec![], "{what}");
    assert_eq!(texts(&ledger), [["one"], ["two"]], "{what}");
    let torn = report.torn.unwrap_or_else(|| panic!("{what}: no torn tail reported"));
    assert_eq!(
        (torn.entry, torn.offset, torn.bytes),
        (3, frame_start, bytes.len() as u64 - frame_start),
        "{what}"
    );
    assert_eq!(seen.findings[0].kind, FindingKind::TornTail, "{what}");
    assert_eq!(std::fs::read(dir.join(&torn.kept_in)).unwrap(), &bytes[frame_start as usize..], "{what}");
    let receipt = ledger.append(entry(vec![part(1, Tier::Facts, "again")])).unwrap();
    assert_eq!((receipt.position, receipt.seq), (3, 3), "{what}");
    drop(ledger);
    let sound = verify(dir, Some(unlock), VerifyMode::Batch).unwrap();
    assert_eq!((sound.findings, sound.entries), (vec![], 3), "{what}");
}

#[test]
fn a_tail_torn_at_any_byte_is_cut_off_and_reported() {
    let (casebook, ledger) = Casebook::new();
    let torn = casebook.temp.path().join("torn");
    let fresh = casebook.temp.path().join("fresh");
    let starts = three(&casebook, &ledger, &fresh);
    let whole = std::fs::read(fresh.join("ledger/seg-00000001.hbl")).unwrap();
    let (start, end) = (starts[2] as usize, starts[3] as usize);
    assert_eq!(whole.len(), end);
    for cut in start + 1..end {
        std::fs::remove_dir_all(&torn).ok();
        copy(&fresh, &torn);
        check(&torn, &casebook.unlock, &whole[..cut], starts[2], &format!("cut at {cut}"));
    }
    // Written in full length, but some sectors never reached the disk.
    for lost in (start..end).step_by(61) {
        let mut bytes = whole.clone();
        bytes[lost..(lost + 64).min(end)].fill(0);
        std::fs::remove_dir_all(&torn).ok();
        copy(&fresh, &torn);
        check(&torn, &casebook.unlock, &bytes, starts[2], &format!("zeros at {lost}"));
    }
    // Cut exactly between two entries there is nothing to report.
    std::fs::remove_dir_all(&torn).ok();
    copy(&fresh, &torn);
    std::fs::write(torn.join("ledger/seg-00000001.hbl"), &whole[..start]).unwrap();
    let (ledger, report) = open(&torn, &casebook.unlock);
    assert_eq!((report.torn, report.damage, texts(&ledger).len()), (None, vec![], 2));
}

#[test]
fn damage_before_a_later_group_is_damage_though_no_checkpoint_names_it() {
    let (casebook, ledger) = Casebook::new();
    let dir = casebook.temp.path().join("damaged");
    let starts = three(&casebook, &ledger, &dir);
    let segment = dir.join("ledger/seg-00000001.hbl");
    let mut bytes = std::fs::read(&segment).unwrap();
    bytes[starts[1] as usize + 30] ^= 1;
    std::fs::write(&segment, &bytes).unwrap();
    let (ledger, report) = open(&dir, &casebook.unlock);
    assert_eq!(report.torn, None);
    assert_eq!(report.damage.iter().map(|f| (f.entry, f.offset)).collect::<Vec<_>>(), [(Some(2), starts[1])]);
    assert_eq!(std::fs::read(&segment).unwrap(), bytes, "nothing is cut off");
    // Reading goes on behind the damage, and so does writing: entry 3 names the hash of entry 2.
    let read: Vec<_> = ledger.read_from(1).collect();
    assert!(read[0].is_ok() && read[2].is_ok() && read.len() == 3);
    assert!(read[1].as_ref().unwrap_err().to_string().contains("entry 2"), "{read:?}");
    let receipt = ledger.append(entry(vec![part(1, Tier::Facts, "more")])).unwrap();
    assert_eq!((receipt.position, receipt.seq), (4, 4));
    ledger.close().unwrap();
    assert_eq!(std::fs::read(&segment).unwrap(), bytes, "the damage is left alone");
    let seen = verify(&dir, None, VerifyMode::Batch).unwrap();
    assert_eq!((seen.damaged_entries(), seen.damaged_files()), (vec![(2, 2)], vec![]), "{:?}", seen.findings);
    let (ledger, report) = open(&dir, &casebook.unlock);
    assert_eq!((report.damage.len(), report.read_only, ledger.quarantined().len()), (1, None, 1));
    assert_eq!(ledger.read_from(1).filter(Result::is_ok).count(), 3);
}

#[test]
fn what_nobody_vouches_for_closes_the_ledger_to_entries() {
    let (casebook, ledger) = Casebook::new();
    let dir = casebook.temp.path().join("damaged");
    let starts = three(&casebook, &ledger, &dir);
    let segment = dir.join("ledger/seg-00000001.hbl");
    let sound = std::fs::read(&segment).unwrap();
    // Entries 1 and 2 are damaged and no checkpoint names them: entry 3 vouches for entry 2 alone.
    let mut bytes = sound.clone();
    bytes[starts[0] as usize + 30] ^= 1;
    bytes[starts[1] as usize + 30] ^= 1;
    std::fs::write(&segment, &bytes).unwrap();
    let (ledger, report) = open(&dir, &casebook.unlock);
    assert_eq!(report.damage.iter().map(|f| f.entry).collect::<Vec<_>>(), [Some(1)]);
    assert!(report.damage[0].what.contains("entries 1 to 2 are unreadable"), "{}", report.damage[0]);
    let refused = ledger.append(entry(vec![part(1, Tier::Facts, "more")])).unwrap_err();
    assert!(matches!(&refused, LedgerError::ReadOnly(_)), "{refused}");
    assert!(refused.to_string().contains("habeas verify --against"), "{refused}");
    assert_eq!((ledger.position().entries, ledger.read_from(1).filter(Result::is_ok).count()), (0, 1));
    drop(ledger);
    // Intact again, it takes entries again.
    std::fs::write(&segment, &sound).unwrap();
    let (ledger, report) = open(&dir, &casebook.unlock);
    assert_eq!(report.damage, vec![]);
    ledger.append(entry(vec![part(1, Tier::Facts, "more")])).unwrap();
}

#[test]
fn a_checkpoint_that_names_them_vouches_for_lost_entries_by_the_tree_file() {
    let (casebook, ledger) = Casebook::new();
    let dir = casebook.temp.path().join("damaged");
    let starts = three(&casebook, &ledger, &dir);
    ledger.close().unwrap();
    let whole = std::fs::read(casebook.dir().join("ledger/seg-00000001.hbl")).unwrap();
    // All but the first are gone; the tree file still has their hashes and numbers.
    for length in [starts[1], starts[1] + 100, starts[3] - 1] {
        std::fs::remove_dir_all(&dir).unwrap();
        copy(&casebook.dir(), &dir);
        std::fs::write(dir.join("ledger/seg-00000001.hbl"), &whole[..length as usize]).unwrap();
        let (ledger, report) = open(&dir, &casebook.unlock);
        assert_eq!(report.read_only, None, "{:?}", report.damage);
        let receipt = ledger.append(entry(vec![part(1, Tier::Facts, "more")])).unwrap();
        assert_eq!((receipt.position, receipt.seq), (4, 4));
        ledger.close().unwrap();
        let seen = verify(&dir, Some(&casebook.unlock), VerifyMode::Batch).unwrap();
        let first = if length < starts[2] { 2 } else { 3 };
        assert_eq!(
            (seen.damaged_entries(), seen.damaged_files()),
            (vec![(first, 3)], vec![]),
            "{:?}",
            seen.findings
        );
        // Without the tree file nothing more can be said of them.
        std::fs::remove_file(dir.join("ledger/tree")).unwrap();
        let (ledger, report) = open(&dir, &casebook.unlock);
        assert_eq!(report.read_only.is_some(), length != starts[3] - 1, "{length}: {:?}", report.damage);
        drop(ledger);
    }
}

#[test]
fn an_entry_the_checkpoint_names_is_missed_when_it_is_cut_off() {
    let (casebook, ledger) = Casebook::new();
    let dir = casebook.temp.path().join("cut");
    let starts = three(&casebook, &ledger, &dir);
    ledger.close().unwrap();
    let whole = std::fs::read(casebook.dir().join("ledger/seg-00000001.hbl")).unwrap();
    for (length, offset) in [(starts[3] - 1, starts[2]), (starts[2], starts[2]), (starts[2] + 5, starts[2])] {
        std::fs::remove_dir_all(&dir).unwrap();
        copy(&casebook.dir(), &dir);
        std::fs::write(dir.join("ledger/seg-00000001.hbl"), &whole[..length as usize]).unwrap();
        let (_, report) = open(&dir, &casebook.unlock);
        let found: Vec<_> = report.damage.iter().map(|f| (f.entry, f.offset)).collect();
        assert_eq!((report.torn, found), (None, vec![(Some(3), offset)]), "cut to {length}");
        let seen = verify(&dir, None, VerifyMode::Batch).unwrap();
        let found: Vec<_> = seen.findings.iter().map(|f| (f.entry, f.offset)).collect();
        assert_eq!(found, [(Some(3), offset)], "cut to {length}");
    }
}

#[test]
fn a_group_whose_first_entry_is_torn_is_cut_off_whole() {
    let (casebook, ledger) = Casebook::new();
    ledger.append(entry(vec![part(1, Tier::Facts, "one")])).unwrap();
    let segment = casebook.dir().join("ledger/seg-00000001.hbl");
    let start = std::fs::metadata(&segment).unwrap().len() as usize;
    ledger
        .append_batch(["two", "three", "four"].map(|t| entry(vec![part(1, Tier::Facts, t)])).into())
        .unwrap();
    let dir = casebook.temp.path().join("torn");
    copy(&casebook.dir(), &dir);
    let segment = dir.join("ledger/seg-00000001.hbl");
    let mut bytes = std::fs::read(&segment).unwrap();
    bytes[start + 100..start + 200].fill(0);
    std::fs::write(&segment, &bytes).unwrap();
    let (ledger, report) = open(&dir, &casebook.unlock);
    assert_eq!((report.damage, report.torn.unwrap().entry), (vec![], 2));
    assert_eq!(texts(&ledger), [["one"]]);
    ledger.append(entry(vec![part(1, Tier::Facts, "two, again")])).unwrap();
    drop(ledger);
    assert_eq!(verify(&dir, Some(&casebook.unlock), VerifyMode::Batch).unwrap().findings, vec![]);
}

#[test]
fn a_segment_that_was_just_being_begun_is_begun_again() {
    let (casebook, ledger) = Casebook::with(Settings { segment_bytes: 100, ..Settings::default() });
    ledger.append(entry(vec![part(1, Tier::Facts, "one")])).unwrap();
    drop(ledger);
    for length in [0, 10, 43] {
        let dir = casebook.temp.path().join(format!("begun-{length}"));
        copy(&casebook.dir(), &dir);
        std::fs::write(dir.join("ledger/seg-00000002.hbl"), vec![0; length]).unwrap();
        let (ledger, report) = open(&dir, &casebook.unlock);
        assert_eq!(report.damage, vec![], "{length}");
        ledger.append(entry(vec![part(1, Tier::Facts, "two")])).unwrap();
        assert_eq!(texts(&ledger), [["one"], ["two"]], "{length}");
        drop(ledger);
        assert_eq!(verify(&dir, Some(&casebook.unlock), VerifyMode::Batch).unwrap().findings, vec![]);
    }
}

#[test]
fn a_torn_record_key_is_cut_off() {
    let (casebook, ledger) = Casebook::new();
    ledger.append(entry(vec![part(1, Tier::Facts, "one")])).unwrap();
    drop(ledger);
    let keys = casebook.dir().join("keys/records.keys");
    // Half a record, and a whole one that never reached the disk: both were for entries that were never written.
    for rest in [50, 96, 96 + 50] {
        let sound = std::fs::read(&keys).unwrap();
        std::fs::write(&keys, [sound.as_slice(), &vec![0; rest]].concat()).unwrap();
        let seen = verify(&casebook.dir(), None, VerifyMode::Batch).unwrap();
        assert!(seen.is_sound() && !seen.findings.is_empty(), "{:?}", seen.findings);
        let (ledger, report) = casebook.open();
        assert_eq!((report.damage, report.warnings.is_empty()), (vec![], false));
        let receipt = ledger.append(entry(vec![part(rest as u8, Tier::Facts, "new")])).unwrap();
        drop(ledger);
        let (ledger, report) = casebook.open();
        assert_eq!(report.damage, vec![]);
        let opened = ledger.entry(receipt.position).unwrap().unwrap();
        assert_eq!(opened.parts[0].plaintext.as_ref().unwrap().as_slice(), b"new");
    }
}

#[test]
fn a_cut_off_key_that_an_entry_needs_is_damage() {
    let (casebook, ledger) = Casebook::new();
    ledger.append(entry(vec![part(1, Tier::Facts, "one")])).unwrap();
    ledger.append(entry(vec![part(2, Tier::Facts, "two")])).unwrap();
    drop(ledger);
    let keys = casebook.dir().join("keys/records.keys");
    let sound = std::fs::read(&keys).unwrap();
    std::fs::write(&keys, &sound[..sound.len() - 1]).unwrap();
    for unlock in [None, Some(&casebook.unlock)] {
        let seen = verify(&casebook.dir(), unlock, VerifyMode::Batch).unwrap();
        let found: Vec<_> = seen.findings.iter().map(|f| (f.kind, f.entry)).collect();
        assert_eq!(found, [(FindingKind::Damage, None), (FindingKind::Damage, Some(2))]);
    }
    let (ledger, report) = casebook.open();
    assert_eq!(report.damage.iter().map(|f| f.entry).collect::<Vec<_>>(), [None, Some(2)]);
    assert_eq!(texts(&ledger), [["one"], ["—"]]);
    ledger.append(entry(vec![part(3, Tier::Facts, "work goes on")])).unwrap();
}
