//! What is lost of a file is brought back, byte for byte, wherever it lies; and what cannot be, is said.

use super::desk::{bundle, contents, identity, look, nameless, noise, scratch, some_files};
use bundle::{Bundle, BundleError, Verdict, mend, repair};
use std::path::Path;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Harm {
    Zeroed,
    Garbled,
    Removed,
    PutIn,
}

fn harmed(whole: &[u8], harm: Harm, at: usize, length: usize) -> Vec<u8> {
    let (at, end) = (at.min(whole.len()), (at + length).min(whole.len()));
    let middle = match harm {
        Harm::Zeroed => vec![0; end - at],
        Harm::Garbled => noise(at as u64 + 5, end - at),
        Harm::Removed => vec![],
        Harm::PutIn => [noise(9, length), whole[at..end].to_vec()].concat(),
    };
    [&whole[..at], &middle, &whole[end..]].concat()
}

/// Mends the file into another, and compares.
#[track_caller]
fn mends(path: &Path, whole: &[u8], what: &str) {
    let dir = scratch();
    let out = dir.path().join("mended");
    let payload = mend(Bundle::open(path).unwrap(), nameless(dir.path()), &mut |_, _| true)
        .unwrap_or_else(|e| panic!("{what}: {e}"));
    repair(payload, &out, false, &mut |_, _| true).unwrap();
    assert!(std::fs::read(&out).unwrap() == whole, "{what}: mended to something else");
}

#[test]
fn any_contiguous_twentieth_and_tenth_is_repaired_wherever_it_lies() {
    let dir = scratch();
    let path = bundle(dir.path(), &some_files(200_000));
    let whole = std::fs::read(&path).unwrap();
    assert_eq!(look(&path).unwrap().verdict(), Verdict::Sound);
    let mut cases = 0;
    for percent in 0..100 {
        let at = whole.len() * percent / 100;
        let all = [Harm::Zeroed, Harm::Garbled, Harm::Removed, Harm::PutIn];
        let twentieth = all.iter().take(3).map(|harm| (*harm, whole.len() / 20 + 1));
        let tenth = all.iter().map(|harm| (*harm, whole.len() / 10)).filter(|_| percent % 5 == 0);
        for (harm, lost) in twentieth.chain(tenth) {
            std::fs::write(&path, harmed(&whole, harm, at, lost)).unwrap();
            let what = format!("{harm:?} {lost} bytes at {percent} %");
            let survey = look(&path).unwrap();
            assert_eq!(survey.verdict(), Verdict::Repairable, "{what}: {survey:?}");
            mends(&path, &whole, &what);
            cases += 1;
        }
    }
    // The last byte, the first, and a cut that ends with the file.
    for at in [0, whole.len() - 1] {
        std::fs::write(&path, harmed(&whole, Harm::Garbled, at, 1)).unwrap();
        assert_eq!(look(&path).unwrap().verdict(), Verdict::Repairable);
        mends(&path, &whole, "one byte");
    }
    for lost in [1, 4096, whole.len() / 20, whole.len() / 10] {
        std::fs::write(&path, &whole[..whole.len() - lost]).unwrap();
        mends(&path, &whole, "a tail");
        cases += 1;
    }
    assert_eq!(cases, 384);
}

#[test]
fn a_file_of_several_rows_is_repaired_too() {
    let dir = scratch();
    // Shards of 157 kB: three rows, the last of them shorter.
    let files = some_files(31_000_000);
    let path = bundle(dir.path(), &files);
    let whole = std::fs::read(&path).unwrap();
    assert!(whole.len() < 36_000_000, "{}", whole.len());
    let twentieth = whole.len() / 20;
    for (at, harm) in [
        (0, Harm::Removed),
        (whole.len() * 43 / 100, Harm::Zeroed),
        (whole.len() * 86 / 100, Harm::Garbled),
        (whole.len() - twentieth, Harm::Removed),
    ] {
        std::fs::write(&path, harmed(&whole, harm, at, twentieth)).unwrap();
        mends(&path, &whole, &format!("{harm:?} at {at}"));
    }
    std::fs::write(&path, harmed(&whole, Harm::Removed, 1_234_567, twentieth)).unwrap();
    assert!(contents(&path, &identity(7)).unwrap() == files);
}

#[test]
fn scattered_damage_is_repaired_up_to_the_limit() {
    let dir = scratch();
    let path = bundle(dir.path(), &some_files(150_000));
    let whole = std::fs::read(&path).unwrap();
    let survey = look(&path).unwrap();
    // One byte in each of so many different shards.
    let shard = 1024;
    for count in [1, 5, survey.can_lose as usize, survey.can_lose as usize + 1] {
        let mut bytes = whole.clone();
        for n in 0..count {
            bytes[4096 + shard * (3 * n) + 17] ^= 1;
        }
        std::fs::write(&path, &bytes).unwrap();
        let survey = look(&path).unwrap();
        assert_eq!((survey.lost, survey.worst), (count as u64, count as u32));
        if count <= survey.can_lose as usize {
            mends(&path, &whole, &format!("{count} bytes"));
        } else {
            assert_eq!(survey.verdict(), Verdict::BeyondRepair);
            let stopped = contents(&path, &identity(7)).unwrap_err();
            assert!(matches!(stopped, BundleError::BeyondRepair { worst: 27, .. }), "{stopped}");
            assert!(stopped.to_string().contains("take another copy"), "{stopped}");
        }
    }
}

#[test]
fn every_byte_of_the_file_is_covered() {
    let dir = scratch();
    let path = bundle(dir.path(), &some_files(3000));
    let whole = std::fs::read(&path).unwrap();
    for at in (0..whole.len()).step_by(997) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(look(&path).unwrap().verdict(), Verdict::Repairable, "byte {at}");
    }
}

#[test]
fn a_file_without_either_head_is_still_found_out() {
    let dir = scratch();
    let files = some_files(150_000);
    let path = bundle(dir.path(), &files);
    let mut bytes = std::fs::read(&path).unwrap();
    let end = bytes.len() - 100;
    bytes[20] ^= 4;
    bytes[end] ^= 4;
    std::fs::write(&path, &bytes).unwrap();
    assert!(contents(&path, &identity(7)).unwrap() == files);
}

#[test]
fn stopping_leaves_nothing() {
    let dir = scratch();
    let path = dir.path().join("day.habeas");
    let mut draft =
        bundle::Draft::begin(&path, false, &[identity(7).recipient()], &mut super::desk::random(1)).unwrap();
    draft.add("note", 3, &mut b"abc".as_slice()).unwrap();
    let stopped = draft.seal().unwrap().protect(&mut |_, _| false);
    assert!(matches!(stopped, Err(BundleError::Stopped)));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}
