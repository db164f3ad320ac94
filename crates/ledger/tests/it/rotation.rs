//! Changing what opens a casebook, and the casebook key itself, without touching the ledger.

use std::path::Path;

use claims::Tier;
use ledger::{
    Disk, Ledger, LedgerError, NewCasebook, Opening, Settings, Share, Stretching, Unlock, VerifyMode,
    key_status, opening, verify,
};

use crate::desk::{Casebook, contains, copy, entry, files, part, passphrase, record, scratch, texts};

fn weak() -> Stretching {
    Stretching::for_tests_only()
}

fn opens(dir: &Path, unlock: &Unlock) -> Result<Vec<Vec<String>>, LedgerError> {
    Ledger::open(dir, unlock, Settings::default()).map(|(ledger, _)| texts(&ledger))
}

/// The bytes of `ledger/`, without the checkpoint, which closing may write anew.
fn entries(dir: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    files(&dir.join("ledger"))
}

#[test]
fn what_opens_a_casebook_is_changed_from_passphrase_to_shares_to_key_file_and_back() {
    let temp = scratch();
    let dir = temp.path().join("case");
    let new = NewCasebook { stretching: weak(), ..NewCasebook::new(passphrase("first words")) };
    let ledger = Ledger::create(&dir, new).unwrap();
    ledger.append(entry(vec![part(1, Tier::Facts, "held")])).unwrap();
    ledger.close().unwrap();
    let before = entries(&dir);
    let shares = Share::split(2, 3, ledger::entropy::os().as_mut()).unwrap();
    let again = Share::split(2, 3, ledger::entropy::os().as_mut()).unwrap();
    let ways = [
        passphrase("first words"),
        passphrase("second words"),
        Unlock::Shares(shares),
        Unlock::Shares(again),
        Unlock::KeyFile(temp.path().join("key")),
        passphrase("third words"),
    ];
    for (now, next) in ways.iter().zip(&ways[1..]) {
        let wrapped = std::fs::read(dir.join("keys/casebook.key")).unwrap()[69..141].to_vec();
        let (ledger, _) = Ledger::open(&dir, now, Settings::default()).unwrap();
        ledger.change_unlock(next, weak()).unwrap();
        ledger.close().unwrap();
        assert_eq!(opens(&dir, next).unwrap(), [["held"]], "{next:?}");
        for other in ways.iter().filter(|way| !std::ptr::eq(*way, next)) {
            assert!(opens(&dir, other).is_err(), "{other:?} beside {next:?}");
        }
        for (path, bytes) in files(&dir) {
            assert!(!contains(&bytes, &wrapped[24..56]), "{}: the old wrapping is there", path.display());
        }
        assert!(verify(&dir, Some(next), VerifyMode::Batch).unwrap().is_sound());
    }
    assert_eq!(entries(&dir), before, "the ledger did not change");
    assert!(matches!(opening(&Disk, &dir), Ok(Opening::Passphrase(stretching)) if stretching == weak()));
    let (ledger, _) = Ledger::open(&dir, &ways[5], Settings::default()).unwrap();
    for bad in [passphrase(""), Unlock::Shares(vec![])] {
        ledger.change_unlock(&bad, weak()).unwrap_err();
    }
    drop(ledger);
    assert!(opens(&dir, &ways[5]).is_ok(), "a change that is refused changes nothing");
}

#[test]
fn a_fresh_casebook_key_leaves_the_ledger_as_it_is_and_what_was_erased_erased() {
    let (casebook, ledger) = Casebook::new();
    let dir = casebook.dir();
    for n in 0..20 {
        ledger.append(entry(vec![part(n, Tier::Facts, "facts"), part(n, Tier::Identity, "name")])).unwrap();
    }
    ledger.seal_file("snapshot", &vec![9; (2 << 20) + 5]).unwrap();
    ledger.seal_file("empty", b"").unwrap();
    ledger.forget(record(3), Tier::Identity).unwrap();
    ledger.checkpoint().unwrap();
    let (before, position) = (entries(&dir), ledger.position());
    let old = casebook.temp.path().join("old");
    copy(&dir, &old);
    let keys = std::fs::read(dir.join("keys/records.keys")).unwrap();

    let rotated = ledger.rotate_keys(&casebook.unlock).unwrap();
    assert_eq!((rotated.files, rotated.damaged), (4, vec![]));
    assert_eq!(entries(&dir), before, "no byte of the ledger changed");
    // While it is open: reading, sealing, writing and erasing go on.
    let check = |ledger: &Ledger| {
        let all = texts(ledger);
        assert_eq!(all[3], ["facts", "—"]);
        assert_eq!(all[4], ["facts", "name"]);
        assert_eq!(*ledger.open_file("snapshot").unwrap(), vec![9; (2 << 20) + 5]);
        assert_eq!(*ledger.open_file("empty").unwrap(), b"");
    };
    check(&ledger);
    assert_eq!(ledger.position(), position);
    ledger.append(entry(vec![part(4, Tier::Identity, "more"), part(99, Tier::Facts, "new")])).unwrap();
    ledger.forget(record(5), Tier::Identity).unwrap();
    ledger.close().unwrap();
    let (ledger, report) = casebook.open();
    assert_eq!((report.damage.len(), report.warnings.len()), (0, 0));
    check(&ledger);
    assert_eq!(texts(&ledger)[5], ["facts", "—"]);
    assert_eq!(texts(&ledger)[20], ["more", "new"]);
    drop(ledger);
    let status = key_status(&Disk, &dir).unwrap();
    assert_eq!((status.held, status.destroyed), (39, 2));
    let report = verify(&dir, Some(&casebook.unlock), VerifyMode::Strict).unwrap();
    assert!(report.is_sound() && report.erased == 2, "{:?}", report.findings);

    // Nothing of the old wrappings is left, and nothing of the rotation.
    let names: Vec<String> = files(&dir)
        .iter()
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert!(!names.iter().any(|name| name.ends_with(".rotated") || name == "rotation"), "{names:?}");
    for (path, bytes) in files(&dir) {
        for line in keys[32..].chunks(96).filter(|line| line[0] == 1) {
            assert!(!contains(&bytes, &line[44..76]), "{}", path.display());
        }
    }
    // The new keys of an old copy's ledger do not open with the old casebook key, nor the other way round.
    std::fs::copy(old.join("keys/casebook.key"), dir.join("keys/casebook.key")).unwrap();
    let error = Ledger::open(&dir, &casebook.unlock, Settings::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "keys/device.key is damaged: it does not open under the casebook key; bring that file back from a copy"
    );
}

#[test]
fn a_rotation_asks_again_for_what_opens_and_keeps_it() {
    let temp = scratch();
    let dir = temp.path().join("case");
    let shares = Share::split(2, 3, ledger::entropy::os().as_mut()).unwrap();
    let of = |which: &[usize]| Unlock::Shares(which.iter().map(|n| shares[*n].clone()).collect());
    let ledger = Ledger::create(&dir, NewCasebook::new(of(&[0, 1, 2]))).unwrap();
    ledger.append(entry(vec![part(1, Tier::Facts, "held")])).unwrap();
    let keys = std::fs::read(dir.join("keys/casebook.key")).unwrap();
    for wrong in [passphrase("no"), of(&[1]), Unlock::KeyFile(temp.path().join("none"))] {
        ledger.rotate_keys(&wrong).unwrap_err();
        assert_eq!(std::fs::read(dir.join("keys/casebook.key")).unwrap(), keys, "nothing changed");
    }
    ledger.rotate_keys(&of(&[0, 2])).unwrap();
    drop(ledger);
    // The other shares of the set open it as before.
    assert_eq!(opens(&dir, &of(&[1, 2])).unwrap(), [["held"]]);
    assert!(opens(&dir, &of(&[1])).is_err());
}

#[test]
fn a_damaged_sealed_file_is_named_and_does_not_stop_a_rotation() {
    let (casebook, ledger) = Casebook::new();
    ledger.seal_file("good", b"good").unwrap();
    ledger.seal_file("bad", b"bad").unwrap();
    let path = casebook.dir().join("sealed/bad");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[60] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(ledger.rotate_keys(&casebook.unlock).unwrap().damaged, ["bad"]);
    assert_eq!(*ledger.open_file("good").unwrap(), b"good");
    assert!(ledger.open_file("bad").is_err());
}

#[test]
fn stretching_is_chosen_to_take_about_a_second() {
    const MIB: u32 = 1 << 10;
    let check = |floor_ms: u64, ram_mib: u64, memory: u32, passes: u32| {
        let chosen = Stretching::fitting(floor_ms, 1000, ram_mib << 10);
        assert_eq!(chosen.costs(), (memory * MIB, passes, 1), "{floor_ms} ms, {ram_mib} MiB");
        assert!(Stretching::new(memory * MIB, passes, 1).is_ok(), "never below the floor");
    };
    // The floor's time, the memory there is: what is chosen.
    check(142, 8192, 448, 3);
    check(142, 24_000, 448, 3);
    check(50, 24_000, 1024, 3);
    check(20, 64_000, 1024, 9);
    check(1, 64_000, 1024, 16);
    check(0, 64_000, 1024, 16);
    check(142, 1024, 256, 5);
    check(142, 256, 64, 16);
    check(142, 100, 64, 16);
    check(142, 0, 64, 16);
    check(1000, 8192, 64, 3);
    check(9000, 8192, 64, 3);
    check(u64::MAX, u64::MAX >> 10, 64, 3);
}
