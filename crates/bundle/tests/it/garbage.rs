//! Every kind of garbage meets a sentence, never a panic.

use super::desk::{bundle, contents, identity, look, noise, scratch, some_files};
use bundle::{Bundle, BundleError};
use proptest::prelude::*;

#[test]
fn what_is_no_bundle_is_called_so() {
    let dir = scratch();
    let path = dir.path().join("x");
    for (what, bytes) in [
        ("empty", vec![]),
        ("a page", b"habeas backup 1\n".to_vec()),
        ("zeros", vec![0; 300_000]),
        ("noise", noise(3, 3_000_000)),
        ("many marks", b"HBKPAGE1".repeat(100_000)),
        ("text", "nothing of interest\n".repeat(1000).into_bytes()),
    ] {
        std::fs::write(&path, &bytes).unwrap();
        let refused = look(&path).map(|_| ()).unwrap_err();
        assert!(matches!(refused, BundleError::NotABundle(_)), "{what}: {refused}");
        assert!(refused.to_string().contains("is not a backup"), "{refused}");
    }
    assert!(Bundle::open(dir.path()).is_err(), "a directory");
    assert!(Bundle::open(&dir.path().join("nowhere")).is_err());
}

#[test]
fn a_head_that_promises_more_than_there_is_costs_no_more() {
    let dir = scratch();
    let path = bundle(dir.path(), &some_files(1000));
    let whole = std::fs::read(&path).unwrap();
    // Only the head and a little is left.
    std::fs::write(&path, &whole[..9000]).unwrap();
    assert_eq!(look(&path).unwrap().verdict(), bundle::Verdict::BeyondRepair);
    let refused = contents(&path, &identity(7)).unwrap_err();
    assert!(matches!(refused, BundleError::BeyondRepair { .. }), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    /// Whatever is done to a file, what comes out is what went in, or a refusal.
    #[test]
    fn what_comes_out_went_in_or_is_refused(
        blows in prop::collection::vec((0usize..300_000, 0usize..40_000, 0u8..4), 1..6)
    ) {
        let dir = scratch();
        let files = some_files(150_000);
        let path = bundle(dir.path(), &files);
        let mut bytes = std::fs::read(&path).unwrap();
        for (at, length, how) in blows {
            let at = at.min(bytes.len());
            let end = (at + length).min(bytes.len());
            match how {
                0 => bytes[at..end].fill(0),
                1 => bytes[at..end].copy_from_slice(&noise(at as u64, end - at)),
                2 => drop(bytes.drain(at..end)),
                _ => drop(bytes.splice(at..at, noise(8, length))),
            }
        }
        std::fs::write(&path, &bytes).unwrap();
        match contents(&path, &identity(7)) {
            Ok(found) => prop_assert!(found == files),
            Err(refused) => prop_assert!(!refused.to_string().is_empty()),
        }
    }
}
