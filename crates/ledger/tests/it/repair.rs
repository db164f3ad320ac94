//! Repair from an intact copy: what was damaged comes back byte for byte, nothing sound is touched, a fork is refused,
//! and no destroyed key comes back.

use std::path::Path;

use claims::Tier;
use ledger::{EntryDraft, Ledger, LedgerError, RepairReport, Settings, VerifyMode, repair, verify};

use crate::desk::{Casebook, copy, entry, files, part, record, texts};

/// Nine entries in several segments, closed, and a copy of it all.
fn with_copy() -> (Casebook, std::path::PathBuf) {
    let (casebook, ledger) = Casebook::with(Settings { segment_bytes: 1500, ..Settings::default() });
    for n in 0..9 {
        ledger
            .append(entry(vec![
                part(n % 3, Tier::Facts, &format!("entry {n}")),
                part(n, Tier::Identity, "x"),
            ]))
            .unwrap();
    }
    ledger.close().unwrap();
    let peer = casebook.temp.path().join("peer");
    copy(&casebook.dir(), &peer);
    (casebook, peer)
}

fn all(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let named = files(dir)
        .into_iter()
        .map(|(path, bytes)| (path.strip_prefix(dir).unwrap().to_string_lossy().into_owned(), bytes));
    named.filter(|(name, _)| name != "lock" && !name.starts_with("ledger/damaged/")).collect()
}

fn restored(casebook: &Casebook, peer: &Path, what: &str) -> RepairReport {
    let damaged = all(&casebook.dir());
    let dry = repair(&casebook.dir(), peer, true).unwrap_or_else(|e| panic!("{what}: {e}"));
    assert_eq!(all(&casebook.dir()), damaged, "{what}: a dry run writes nothing");
    let done = repair(&casebook.dir(), peer, false).unwrap_or_else(|e| panic!("{what}: {e}"));
    assert!(done.after.is_sound(), "{what}: {:#?} {:?}", done.after.findings, done.left);
    assert_eq!((&dry.after, &dry.files, &dry.entries), (&done.after, &done.files, &done.entries), "{what}");
    assert!(all(&casebook.dir()) == all(peer), "{what}: not the same bytes");
    done
}

#[test]
fn every_damaged_file_of_the_ledger_comes_back_byte_for_byte() {
    let (casebook, peer) = with_copy();
    let names = || all(&casebook.dir()).into_iter();
    let last = names().map(|(name, _)| name).filter(|name| name.contains("seg-")).max().unwrap();
    for (name, sound) in names() {
        if name.starts_with("sealed") {
            continue;
        }
        let path = casebook.dir().join(&name);
        for at in (0..sound.len()).step_by(1 + sound.len() / 14) {
            let mut bytes = sound.clone();
            bytes[at] ^= 1 << (at % 8);
            std::fs::write(&path, &bytes).unwrap();
            let done = restored(&casebook, &peer, &format!("{name}, byte {at}"));
            assert!(done.files.contains(&name), "{name}, byte {at}: {:?}", done.files);
            if name.starts_with("ledger/") {
                assert_eq!(
                    std::fs::read(casebook.dir().join(&done.kept[0])).unwrap(),
                    bytes,
                    "the evidence is kept"
                );
            }
        }
        if name.starts_with("ledger/") && name != "ledger/devices" {
            for length in [0, 20, sound.len() / 2, sound.len() - 1] {
                std::fs::write(&path, &sound[..length]).unwrap();
                restored(&casebook, &peer, &format!("{name} cut to {length}"));
            }
            std::fs::remove_file(&path).unwrap();
            if name == last {
                // Nothing says that it was there; its entries come back behind those of the segment before.
                let done = repair(&casebook.dir(), &peer, false).unwrap();
                assert!(done.after.is_sound(), "{:#?}", done.after.findings);
                std::fs::remove_dir_all(casebook.dir()).unwrap();
                copy(&peer, &casebook.dir());
            } else {
                restored(&casebook, &peer, &format!("{name} removed"));
            }
        }
    }
    let (ledger, report) = casebook.open();
    assert_eq!((report.damage, texts(&ledger).len()), (vec![], 9));
}

#[test]
fn only_a_ledger_directory_is_enough_and_work_done_meanwhile_stays() {
    let (casebook, peer) = with_copy();
    let path = casebook.dir().join("ledger/seg-00000002.hbl");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[60] ^= 1;
    bytes[1000] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let (ledger, report) = casebook.open();
    assert!(!report.damage.is_empty());
    ledger.append(entry(vec![part(7, Tier::Facts, "work goes on")])).unwrap();
    ledger.close().unwrap();
    let done = repair(&casebook.dir(), &peer.join("ledger"), false).unwrap();
    assert!(done.after.is_sound() && !done.entries.is_empty(), "{:#?}", done.after.findings);
    let (ledger, report) = casebook.open();
    assert_eq!((report.damage, report.warnings), (vec![], vec![]));
    assert_eq!(texts(&ledger).len(), 10);
    assert_eq!(texts(&ledger)[9], ["work goes on"]);
}

#[test]
fn what_the_copy_has_more_is_not_taken_and_said() {
    let (casebook, peer) = with_copy();
    let (ledger, _) = Ledger::open(&peer, &casebook.unlock, Settings::default()).unwrap();
    ledger.append(entry(vec![part(1, Tier::Facts, "only there")])).unwrap();
    ledger.close().unwrap();
    let done = repair(&casebook.dir(), &peer, false).unwrap();
    assert_eq!((done.only_there, done.files.len(), done.after.is_sound()), (1, 0, true));
    assert_eq!(texts(&casebook.open().0).len(), 9);
}

#[test]
fn a_fork_is_said_loudly_and_nothing_is_taken() {
    let (casebook, peer) = with_copy();
    for (dir, text) in [(casebook.dir(), "here"), (peer.clone(), "there")] {
        let (ledger, _) = Ledger::open(&dir, &casebook.unlock, Settings::default()).unwrap();
        ledger.append(EntryDraft { claimed_at: 0, parts: vec![part(1, Tier::Facts, text)] }).unwrap();
        ledger.close().unwrap();
    }
    let path = casebook.dir().join("ledger/seg-00000001.hbl");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let before = all(&casebook.dir());
    let refused = repair(&casebook.dir(), &peer, false).unwrap_err();
    assert!(matches!(refused, LedgerError::ForkedCopy { seq: 10, here: 10, there: 10, .. }), "{refused}");
    assert!(refused.to_string().starts_with("FORK"), "{refused}");
    assert_eq!(all(&casebook.dir()), before);
}

#[test]
fn copies_that_are_none_are_refused() {
    let (casebook, peer) = with_copy();
    let (other, _) = with_copy();
    let refused = repair(&casebook.dir(), &other.dir(), false).unwrap_err();
    assert!(matches!(refused, LedgerError::ForeignCopy(_)), "{refused}");
    let refused = repair(&casebook.dir(), &peer.join("keys"), false).unwrap_err();
    assert!(matches!(refused, LedgerError::NotACopy(_)), "{refused}");
    let (_open, _) = casebook.open();
    let refused = repair(&casebook.dir(), &peer, false).unwrap_err();
    assert!(matches!(refused, LedgerError::InUse { .. }), "{refused}");
}

#[test]
fn a_copy_damaged_elsewhere_gives_what_it_has() {
    let (casebook, peer) = with_copy();
    // Entry 1 here; entries 1 and 4 there. Then entry 4 here: nothing for entry 1, and entry 4 from nowhere.
    let spoil = |dir: &Path, name: &str, at: usize| {
        let path = dir.join(name);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[at] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
    };
    spoil(&casebook.dir(), "ledger/seg-00000001.hbl", 60);
    spoil(&casebook.dir(), "ledger/seg-00000003.hbl", 60);
    spoil(&peer, "ledger/seg-00000001.hbl", 90);
    let damaged = verify(&casebook.dir(), None, VerifyMode::Batch).unwrap().damaged_entries();
    let done = repair(&casebook.dir(), &peer, false).unwrap();
    assert_eq!(done.entries, [damaged[1].0]);
    assert_eq!(done.after.damaged_entries(), [(1, 1)]);
    assert!(done.left.iter().any(|said| said.contains("entry 1 ")), "{:?}", done.left);
    // The rest is usable all the same.
    assert_eq!(casebook.open().0.read_from(1).filter(Result::is_ok).count(), 8);
}

#[test]
fn a_destroyed_key_never_comes_back() {
    let (casebook, peer) = with_copy();
    let (ledger, _) = casebook.open();
    ledger.forget(record(4), Tier::Identity).unwrap();
    ledger.close().unwrap();
    let path = casebook.dir().join("keys/records.keys");
    let sound = std::fs::read(&path).unwrap();
    let note = sound.len() - 96;
    // A bit of the note that the key was destroyed flips; the copy still has the key. Or the note is cut off.
    let mut cases: Vec<Vec<u8>> = (note..sound.len())
        .map(|at| {
            let mut bytes = sound.clone();
            bytes[at] ^= 1;
            bytes
        })
        .collect();
    cases.push(sound[..note].to_vec());
    for (number, bytes) in cases.into_iter().enumerate() {
        std::fs::write(&path, &bytes).unwrap();
        repair(&casebook.dir(), &peer, false).unwrap();
        let (ledger, _) = casebook.open();
        let name = ledger.entry(5).unwrap().unwrap().parts[1].plaintext.clone();
        assert_eq!(name, None, "case {number}");
        drop(ledger);
    }
}
