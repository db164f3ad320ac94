//! What a person is told when a casebook does not open.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use ledger::{Ledger, LedgerError, NewCasebook, Settings, Stretching, Unlock, VerifyMode, verify};

use crate::desk::{Casebook, passphrase, scratch};

fn refusal(dir: &Path, unlock: &Unlock) -> String {
    Ledger::open(dir, unlock, Settings::default()).map(drop).unwrap_err().to_string()
}

fn with_passphrase(dir: &Path, text: &str) -> Result<Ledger, LedgerError> {
    let new = NewCasebook { stretching: Stretching::for_tests_only(), ..NewCasebook::new(passphrase(text)) };
    Ledger::create(dir, new)
}

#[test]
fn a_wrong_passphrase_is_said_plainly() {
    let temp = scratch();
    let dir = temp.path().join("case");
    drop(with_passphrase(&dir, "құпия сөз 2019").unwrap());
    assert!(Ledger::open(&dir, &passphrase("құпия сөз 2019"), Settings::default()).is_ok());
    let said = "the passphrase does not open this casebook; check the spelling, the keyboard layout and capital letters";
    for wrong in ["құпия сөз 2020", "", "құпия сөз 2019 "] {
        assert_eq!(refusal(&dir, &passphrase(wrong)), said, "{wrong:?}");
        assert_eq!(verify(&dir, Some(&passphrase(wrong)), VerifyMode::Batch).unwrap_err().to_string(), said);
    }
    let key_file = Unlock::KeyFile(temp.path().join("none"));
    assert_eq!(refusal(&dir, &key_file), "this casebook opens with a passphrase, not with a key file");
    assert!(matches!(with_passphrase(&temp.path().join("other"), ""), Err(LedgerError::EmptyPassphrase)));
    assert!(!format!("{:?}", passphrase("secret")).contains("secret"));
}

#[test]
fn stretching_has_a_floor() {
    assert!(Stretching::new(64 << 10, 3, 1).is_ok());
    for (memory, passes, lanes) in [((64 << 10) - 1, 3, 1), (64 << 10, 2, 1), (64 << 10, 3, 0)] {
        assert!(matches!(Stretching::new(memory, passes, lanes), Err(LedgerError::WeakStretching)));
    }
    assert!(matches!(Stretching::new(u32::MAX, 3, 1), Err(LedgerError::ImpossibleStretching(_))));
    assert_eq!(Stretching::default(), Stretching::new(64 << 10, 3, 1).unwrap());
}

#[test]
fn a_missing_short_or_foreign_key_file_is_named() {
    let (casebook, ledger) = Casebook::new();
    drop(ledger);
    let Unlock::KeyFile(path) = &casebook.unlock else { panic!("a key file") };
    let shown = path.display();
    assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    let key = std::fs::read(path).unwrap();

    let others = std::fs::Permissions::from_mode(0o640);
    std::fs::set_permissions(path, others).unwrap();
    let (ledger, report) = casebook.open();
    drop(ledger);
    assert_eq!(report.warnings.len(), 1);
    assert!(report.warnings[0].contains("chmod 600"), "{}", report.warnings[0]);

    for length in [0, 31, 33] {
        std::fs::write(path, vec![7; length]).unwrap();
        let said = format!(
            "the key file {shown} holds {length} bytes, but a key file holds 32; it is damaged or not a key file"
        );
        assert_eq!(refusal(&casebook.dir(), &casebook.unlock), said);
    }
    std::fs::write(path, [7; 32]).unwrap();
    let said = format!("the key file {shown} does not open this casebook; it belongs to another one");
    assert_eq!(refusal(&casebook.dir(), &casebook.unlock), said);
    std::fs::remove_file(path).unwrap();
    let said = format!("there is no key file at {shown}; bring the file that was made with the casebook");
    assert_eq!(refusal(&casebook.dir(), &casebook.unlock), said);
    assert_eq!(
        refusal(&casebook.dir(), &passphrase("x")),
        "this casebook opens with a key file, not with a passphrase"
    );
    std::fs::write(path, key).unwrap();
    casebook.open();
}

#[test]
fn a_casebook_in_use_names_the_process() {
    let (casebook, ledger) = Casebook::new();
    let said = format!(
        "the casebook in {} is in use by process {}; close it there first",
        casebook.dir().display(),
        std::process::id()
    );
    assert_eq!(refusal(&casebook.dir(), &casebook.unlock), said);
    let again = Ledger::create(&casebook.dir(), NewCasebook::new(casebook.unlock.clone())).unwrap_err();
    assert_eq!(again.to_string(), said);
    // A check does not need the lock.
    assert!(verify(&casebook.dir(), None, VerifyMode::Batch).unwrap().is_sound());
    drop(ledger);
    casebook.open();
}

#[test]
fn a_casebook_is_never_written_over() {
    let (casebook, ledger) = Casebook::new();
    ledger.append(crate::desk::entry(vec![crate::desk::part(1, claims::Tier::Facts, "x")])).unwrap();
    drop(ledger);
    let said =
        format!("there is a casebook in {} already; choose another directory", casebook.dir().display());
    let create = || {
        Ledger::create(&casebook.dir(), NewCasebook::new(casebook.unlock.clone())).unwrap_err().to_string()
    };
    assert_eq!(create(), said);
    // Not even when only its keys are left.
    std::fs::remove_dir_all(casebook.dir().join("ledger")).unwrap();
    assert_eq!(create(), said);
    let nothing = format!(
        "there is no casebook in {}; create one first, or name the right directory",
        casebook.dir().display()
    );
    assert_eq!(refusal(&casebook.dir(), &casebook.unlock), nothing);
}

#[test]
fn missing_keys_are_named() {
    let (casebook, ledger) = Casebook::new();
    drop(ledger);
    let path = casebook.dir().join("keys/records.keys");
    std::fs::remove_file(path).unwrap();
    assert_eq!(
        refusal(&casebook.dir(), &casebook.unlock),
        "keys/records.keys is damaged: it is missing, and without it no part can be opened; bring that file back from \
         a copy"
    );
}
