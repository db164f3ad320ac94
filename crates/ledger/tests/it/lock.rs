//! The process lock: one program at a time, and given back the moment a casebook is closed.

use crate::desk::Casebook;
use ledger::{LedgerError, Settings, holder};
use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};

#[test]
fn a_program_that_is_just_being_started_does_not_keep_the_lock() {
    let (casebook, first) = Casebook::new();
    let again = || ledger::Ledger::open(&casebook.dir(), &casebook.unlock, Settings::default());
    assert!(matches!(again(), Err(LedgerError::InUse { .. })), "one at a time");
    assert_eq!(holder(&casebook.dir()).unwrap(), Some(Some(std::process::id())));

    // What a child has between its fork and its beginning: the lock's file, the same opening of it.
    let lock = std::fs::canonicalize(casebook.dir().join("lock")).unwrap();
    let handle = std::fs::read_dir("/proc/self/fd")
        .unwrap()
        .flatten()
        .find(|handle| std::fs::read_link(handle.path()).is_ok_and(|file| file == lock))
        .unwrap();
    let number = handle.file_name().into_string().unwrap().parse().unwrap();
    let own = pidfd_open(getpid(), PidfdFlags::empty()).unwrap();
    let inherited = pidfd_getfd(own, number, PidfdGetfdFlags::empty()).unwrap();

    drop(first);
    assert_eq!(holder(&casebook.dir()).unwrap(), None);
    drop(again().unwrap());
    drop(inherited);
}
