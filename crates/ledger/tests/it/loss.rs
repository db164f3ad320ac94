//! Provided for the day the machine is lost: a spare key that signs in the device of a restored copy, and a recovery
//! key for backups.

use std::path::{Path, PathBuf};

use claims::Tier;
use ledger::{
    Disk, FindingKind, Ledger, LedgerError, LiveCopy, Provided, Renewed, Settings, Unlock, VerifyMode,
    recovery_secret, renew_device, verify,
};

use crate::desk::{Casebook, contains, copy, entry, files, part, texts};

/// A copy as a restored backup is: without the device's own key.
fn restored(casebook: &Casebook, name: &str) -> PathBuf {
    let dir = casebook.temp.path().join(name);
    copy(&casebook.dir(), &dir);
    std::fs::remove_file(dir.join("keys/device.key")).unwrap();
    dir
}

fn renew(dir: &Path, unlock: &Unlock) -> Result<Renewed, LedgerError> {
    renew_device(dir, unlock, Settings::default())
}

fn recipient(dir: &Path) -> [u8; 32] {
    LiveCopy::begin(&Disk, dir).unwrap().recovery_recipient().unwrap()
}

#[track_caller]
fn sound(dir: &Path, unlock: &Unlock) -> ledger::VerifyReport {
    let report = verify(dir, Some(unlock), VerifyMode::Strict).unwrap();
    assert_eq!(report.findings, vec![], "{}", dir.display());
    report
}

#[test]
fn what_is_needed_is_made_once() {
    let (casebook, ledger) = Casebook::new();
    let before = LiveCopy::begin(&Disk, &casebook.dir()).map(|_| ()).unwrap_err();
    assert!(matches!(before, LedgerError::NoSpare(_)), "{before}");
    assert_eq!(ledger.provide_for_loss().unwrap(), Provided { spare: true, recovery: true });
    let made = files(&casebook.dir());
    assert_eq!(ledger.provide_for_loss().unwrap(), Provided::default());
    assert_eq!(files(&casebook.dir()), made);
    ledger.append(entry(vec![part(1, Tier::Facts, "one")])).unwrap();
    ledger.close().unwrap();
    let report = sound(&casebook.dir(), &casebook.unlock);
    assert_eq!(report.devices.len(), 2, "the device and its spare");
}

#[test]
fn an_interruption_between_the_spare_key_and_its_enrolment_is_made_good() {
    let (casebook, ledger) = Casebook::new();
    let list = casebook.dir().join("ledger/devices");
    let before = std::fs::read(&list).unwrap();
    ledger.provide_for_loss().unwrap();
    let spare = std::fs::read(casebook.dir().join("keys/spare.key")).unwrap();
    std::fs::write(&list, before).unwrap();
    assert_eq!(ledger.provide_for_loss().unwrap(), Provided { spare: true, recovery: false });
    assert_eq!(std::fs::read(casebook.dir().join("keys/spare.key")).unwrap(), spare);
    drop(ledger);
    assert_eq!(sound(&casebook.dir(), &casebook.unlock).devices.len(), 2);
}

#[test]
fn two_restored_copies_are_two_new_devices_and_both_are_sound() {
    let (casebook, ledger) = Casebook::new();
    ledger.provide_for_loss().unwrap();
    ledger.append(entry(vec![part(1, Tier::Facts, "before")])).unwrap();
    let first = ledger.device();
    ledger.close().unwrap();
    let spare = std::fs::read(casebook.dir().join("keys/spare.key")).unwrap();
    let mut devices = vec![first];
    for name in ["one", "two"] {
        let dir = restored(&casebook, name);
        let renewed = renew(&dir, &casebook.unlock).unwrap();
        let (ledger, report) = Ledger::open(&dir, &casebook.unlock, Settings::default()).unwrap();
        assert_eq!((report.entries, ledger.device()), (1, renewed.device));
        let receipt = ledger.append(entry(vec![part(2, Tier::Facts, "after")])).unwrap();
        assert_eq!((receipt.position, receipt.seq), (2, 1), "a new device counts from one");
        assert_eq!(texts(&ledger), [["before"], ["after"]]);
        // The new casebook is provided for already.
        assert_eq!(ledger.provide_for_loss().unwrap(), Provided::default());
        ledger.close().unwrap();
        assert_eq!(sound(&dir, &casebook.unlock).devices.len(), 4);
        assert!(!devices.contains(&renewed.device));
        devices.push(renewed.device);
        // The spare key of the backup is gone from it, and the next restored copy has another.
        for (path, bytes) in files(&dir.join("keys")) {
            assert!(!contains(&bytes, &spare[56..128]), "{}", path.display());
        }
        assert_eq!(verify(&dir, None, VerifyMode::Batch).unwrap().findings, vec![]);
    }
    // The machine that was thought lost turns up and goes on: nothing it signs is signed by another.
    let (ledger, _) = casebook.open();
    assert_eq!(ledger.append(entry(vec![part(3, Tier::Facts, "late")])).unwrap().seq, 2);
    assert_eq!(ledger.device(), first);
}

#[test]
fn a_restored_copy_of_a_restored_copy_works_too() {
    let (casebook, ledger) = Casebook::new();
    ledger.provide_for_loss().unwrap();
    drop(ledger);
    let mut from = casebook.dir();
    for n in 1..4u8 {
        let dir = casebook.temp.path().join(n.to_string());
        copy(&from, &dir);
        std::fs::remove_file(dir.join("keys/device.key")).unwrap();
        renew(&dir, &casebook.unlock).unwrap();
        let (ledger, _) = Ledger::open(&dir, &casebook.unlock, Settings::default()).unwrap();
        ledger.append(entry(vec![part(n, Tier::Facts, "x")])).unwrap();
        drop(ledger);
        assert_eq!(sound(&dir, &casebook.unlock).entries, u64::from(n));
        from = dir;
    }
}

#[test]
fn without_its_keys_nothing_is_made_of_a_copy() {
    let (casebook, ledger) = Casebook::new();
    ledger.provide_for_loss().unwrap();
    drop(ledger);
    // It has a device key: this is no restored copy.
    assert!(matches!(renew(&casebook.dir(), &casebook.unlock), Err(LedgerError::AlreadyThere(_))));
    let other = casebook.temp.path().join("other.key");
    std::fs::write(&other, [3; 32]).unwrap();
    let dir = restored(&casebook, "wrong");
    assert!(matches!(renew(&dir, &Unlock::KeyFile(other)), Err(LedgerError::WrongKeyFile(_))));
    assert!(!dir.join("keys/device.key").exists());
    // Every flipped bit of the spare key, and a list that does not know it.
    let spare = dir.join("keys/spare.key");
    let bytes = std::fs::read(&spare).unwrap();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        std::fs::write(&spare, &changed).unwrap();
        let refused = renew(&dir, &casebook.unlock).unwrap_err();
        assert!(refused.to_string().contains("keys/spare.key"), "{at}: {refused}");
    }
    std::fs::remove_file(&spare).unwrap();
    assert!(renew(&dir, &casebook.unlock).unwrap_err().to_string().contains("it is missing"));
    std::fs::write(&spare, &bytes).unwrap();
    let list = dir.join("ledger/devices");
    let listed = std::fs::read(&list).unwrap();
    std::fs::write(&list, &listed[..152]).unwrap();
    assert!(matches!(renew(&dir, &casebook.unlock), Err(LedgerError::SpareNotEnrolled(_))));
    std::fs::write(&list, &listed).unwrap();
    renew(&dir, &casebook.unlock).unwrap();
}

#[test]
fn the_recovery_key_is_kept_and_a_rotation_destroys_it() {
    let (casebook, ledger) = Casebook::new();
    ledger.provide_for_loss().unwrap();
    let secret = recovery_secret(&Disk, &casebook.dir(), &casebook.unlock).unwrap();
    let public = curve25519_dalek::MontgomeryPoint::mul_base_clamped(*secret).to_bytes();
    assert_eq!(recipient(&casebook.dir()), public);
    // It lies nowhere readable.
    for (path, bytes) in files(&casebook.dir()) {
        assert!(!contains(&bytes, secret.as_slice()), "{}", path.display());
    }
    let old = std::fs::read(casebook.dir().join("keys/recovery.key")).unwrap();
    ledger.rotate_keys(&casebook.unlock).unwrap();
    let next = recovery_secret(&Disk, &casebook.dir(), &casebook.unlock).unwrap();
    assert_ne!(*next, *secret);
    assert_ne!(recipient(&casebook.dir()), public);
    for (path, bytes) in files(&casebook.dir()) {
        assert!(!contains(&bytes, &old[56..128]), "{}", path.display());
    }
    ledger.renew_recovery_key().unwrap();
    assert_ne!(*recovery_secret(&Disk, &casebook.dir(), &casebook.unlock).unwrap(), *next);
    drop(ledger);
    // The spare key outlived the rotation.
    let dir = restored(&casebook, "restored");
    renew(&dir, &casebook.unlock).unwrap();
    sound(&dir, &casebook.unlock);
}

#[test]
fn damaged_keys_are_named_and_never_replaced_in_silence() {
    let (casebook, ledger) = Casebook::new();
    ledger.provide_for_loss().unwrap();
    for name in ["keys/spare.key", "keys/recovery.key"] {
        let path = casebook.dir().join(name);
        let bytes = std::fs::read(&path).unwrap();
        for garbage in [vec![], vec![0; 136], bytes[..135].to_vec(), [bytes.clone(), vec![0]].concat()] {
            std::fs::write(&path, &garbage).unwrap();
            let refused = ledger.provide_for_loss().unwrap_err();
            assert!(refused.to_string().contains(name), "{refused}");
            assert_eq!(std::fs::read(&path).unwrap(), garbage);
            for unlock in [None, Some(&casebook.unlock)] {
                let report = verify(&casebook.dir(), unlock, VerifyMode::Batch).unwrap();
                let found: Vec<_> = report.findings.iter().map(|f| (f.kind, f.file.as_str())).collect();
                assert_eq!(found, [(FindingKind::Damage, name)]);
            }
        }
        std::fs::write(&path, &bytes).unwrap();
    }
    sound(&casebook.dir(), &casebook.unlock);
}
