//! A copy of a casebook that is being written to is a prefix of it: everything acknowledged before, whole, with its
//! keys; and no key that was destroyed before it was finished.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use claims::Tier;
use ledger::{Disk, Ledger, LedgerError, LiveCopy, Settings, VerifyMode, renew_device, verify};

use crate::desk::{Casebook, entry, part, record, scratch, texts};

/// Tells the writer to stop, also when an assertion fails: a failure must end, not hang.
struct Stops<'a>(&'a AtomicBool);

impl Drop for Stops<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Copies into a directory; `false` if a key changed meanwhile.
fn copy(from: &Path, to: &Path) -> Result<bool, LedgerError> {
    let mut copy = LiveCopy::begin(&Disk, from)?;
    let mut take = |name: &str, length: u64, content: &mut dyn std::io::Read| {
        let path = to.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes.len() as u64, length, "{name}");
        assert_ne!(name, "keys/device.key");
        std::fs::write(path, bytes).unwrap();
        Ok::<(), LedgerError>(())
    };
    copy.keys(&mut take)?;
    copy.ledger(&mut take)?;
    copy.sealed(&["snapshot"], &mut take)?;
    copy.record_keys(&mut take)?;
    copy.is_still_true()
}

#[test]
fn copies_taken_while_entries_are_saved_and_keys_destroyed_are_sound_prefixes() {
    let settings = Settings { segment_bytes: 20_000, checkpoint_every: 7, ..Settings::default() };
    let (casebook, ledger) = Casebook::with(settings);
    ledger.provide_for_loss().unwrap();
    ledger.append(entry(vec![part(200, Tier::Facts, "first")])).unwrap();
    let (acknowledged, stop) = (AtomicU64::new(1), AtomicBool::new(false));
    let erased = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0u64.. {
                let who = (n / 12 % 190) as u8;
                let saying = |tier| part(who, tier, &"x".repeat((n % 700) as usize));
                // A record whose key is gone takes nothing more.
                let held = !erased.lock().unwrap().contains(&who);
                let drafts = vec![entry(vec![saying(Tier::Facts)]); if held { 3 } else { 0 }];
                let saved = ledger.append_batch(drafts).unwrap();
                if let Some(last) = saved.last() {
                    acknowledged.store(last.position, Ordering::SeqCst);
                }
                if n % 12 == 11 && held {
                    ledger.forget(record(who), Tier::Facts).unwrap();
                    erased.lock().unwrap().push(who);
                }
                if n % 5 == 0 {
                    ledger.seal_file("snapshot", &vec![7; 100_000]).unwrap();
                    ledger.seal_file("kept", &n.to_le_bytes().repeat(1000)).unwrap();
                }
                if n % 97 == 96 {
                    ledger.rotate_keys(&casebook.unlock).unwrap();
                }
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                std::thread::yield_now();
            }
        });
        let _stops = Stops(&stop);
        let (mut true_copies, mut broken_off) = (0, 0);
        while true_copies < 12 {
            let temp = scratch();
            let dir = temp.path().join("case");
            let before = acknowledged.load(Ordering::SeqCst);
            let gone = erased.lock().unwrap().clone();
            if !copy(&casebook.dir(), &dir).unwrap() {
                broken_off += 1;
                assert!(broken_off < 2000);
                continue;
            }
            true_copies += 1;
            let stranger = verify(&dir, None, VerifyMode::Batch).unwrap();
            let missing: Vec<_> = stranger.findings.iter().map(|f| f.file.as_str()).collect();
            assert_eq!(missing, ["keys/device.key"], "{:#?}", stranger.findings);
            assert!(stranger.entries >= before, "{} of {before}", stranger.entries);
            renew_device(&dir, &casebook.unlock, Settings::default()).unwrap();
            let report = verify(&dir, Some(&casebook.unlock), VerifyMode::Batch).unwrap();
            assert_eq!(report.findings, vec![]);
            let (copied, opened) = Ledger::open(&dir, &casebook.unlock, Settings::default()).unwrap();
            assert_eq!((opened.torn, opened.damage), (None, vec![]));
            assert!(copied.open_file("snapshot").is_err());
            // Whose key was destroyed before the copy began is erased in it.
            for opened in copied.read_from(1) {
                for part in opened.unwrap().parts {
                    let dead = gone.iter().any(|who| record(*who) == part.record);
                    assert!(!dead || part.plaintext.is_none(), "{} came back", part.record);
                }
            }
            assert_eq!(texts(&copied)[0], ["first"]);
            copied.append(entry(vec![part(201, Tier::Facts, "goes on")])).unwrap();
        }
        println!("{true_copies} copies, {broken_off} broken off because a key was destroyed meanwhile");
    });
}

#[test]
fn a_copy_is_not_true_any_more_once_a_key_it_holds_is_destroyed() {
    let (casebook, ledger) = Casebook::new();
    ledger.provide_for_loss().unwrap();
    ledger.append(entry(vec![part(1, Tier::Facts, "a"), part(1, Tier::Identity, "b")])).unwrap();
    let ignore = &mut |_: &str, _: u64, _: &mut dyn std::io::Read| Ok::<(), LedgerError>(());
    let mut taken = || {
        let mut copy = LiveCopy::begin(&Disk, &casebook.dir()).unwrap();
        copy.record_keys(ignore).unwrap();
        copy
    };
    let copy = taken();
    assert!(copy.is_still_true().unwrap());
    ledger.append(entry(vec![part(2, Tier::Facts, "more")])).unwrap();
    assert!(copy.is_still_true().unwrap(), "new keys do no harm");
    ledger.forget(record(1), Tier::Identity).unwrap();
    assert!(!copy.is_still_true().unwrap());
    let copy = taken();
    ledger.renew_recovery_key().unwrap();
    assert!(!copy.is_still_true().unwrap());
    let copy = taken();
    ledger.rotate_keys(&casebook.unlock).unwrap();
    assert!(!copy.is_still_true().unwrap());
}

#[test]
fn a_half_written_last_frame_is_left_out_and_damage_is_copied_as_it_is() {
    let (casebook, ledger) = Casebook::new();
    ledger.provide_for_loss().unwrap();
    for n in 1..4 {
        ledger.append(entry(vec![part(n, Tier::Facts, "text")])).unwrap();
    }
    ledger.close().unwrap();
    let segment = casebook.dir().join("ledger/seg-00000001.hbl");
    let whole = std::fs::read(&segment).unwrap();
    let copied = |name: &str| {
        let dir = casebook.temp.path().join(name);
        copy(&casebook.dir(), &dir).unwrap();
        std::fs::read(dir.join("ledger/seg-00000001.hbl")).unwrap()
    };
    assert!(copied("all") == whole);
    assert_eq!(LiveCopy::begin(&Disk, &casebook.dir()).unwrap().entries(), 3);
    for cut in [1, 7, 300] {
        std::fs::write(&segment, &whole[..whole.len() - cut]).unwrap();
        let short = copied(&format!("cut {cut}"));
        assert!(whole.starts_with(&short) && short.len() < whole.len() - cut);
        assert_eq!(LiveCopy::begin(&Disk, &casebook.dir()).unwrap().entries(), 2);
    }
    let mut damaged = whole.clone();
    damaged[44] ^= 1;
    std::fs::write(&segment, &damaged).unwrap();
    assert!(copied("damaged") == damaged);
}
