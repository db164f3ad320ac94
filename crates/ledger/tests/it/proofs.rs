//! A stranger is given a file and can tell whether an entry was in the ledger, and whether a later ledger continues an
//! earlier one. Every proof is held against somebody else's implementation, and no byte of one may be free.

use claims::Tier;
use ct_merkle::RootHash;
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ledger::proof::{verify_consistency, verify_inclusion};
use ledger::{
    Checkpoint, Expected, LedgerError, MerkleTree, ProvenThing, leaf_hash, verifier_key, verify, verify_proof,
};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::desk::{Casebook, entry, part};

fn data(n: u64) -> [u8; 32] {
    Sha256::digest(n.to_le_bytes()).into()
}

fn trees(size: u64) -> (MerkleTree, MemoryBackedTree<Sha256, [u8; 32]>) {
    let (mut ours, mut theirs) = (MerkleTree::default(), MemoryBackedTree::new());
    for n in 0..size {
        ours.push(&data(n));
        theirs.push(data(n));
    }
    (ours, theirs)
}

fn root_of(root: [u8; 32], size: u64) -> RootHash<Sha256> {
    RootHash::new(root.into(), size)
}

/// Our path is theirs, and ours accepts it: for that leaf, that size and that root alone.
fn check_inclusion(ours: &MerkleTree, theirs: &MemoryBackedTree<Sha256, [u8; 32]>, index: u64) {
    let size = ours.len();
    let root = ours.root();
    let path = ours.inclusion_path(index, size).unwrap();
    assert_eq!(path.concat(), theirs.prove_inclusion(index as usize).as_bytes(), "{index} of {size}");
    let leaf = leaf_hash(&data(index));
    assert!(verify_inclusion(index, size, &leaf, &path, &root), "{index} of {size}");
    assert!(!verify_inclusion(index, size, &leaf_hash(&data(size + 7)), &path, &root));
    assert!(!verify_inclusion(index, size, &leaf, &path, &data(0)));
    assert!(!verify_inclusion(index, size, &leaf, &[&path[..], &[root]].concat(), &root), "too long");
    if let Some((_, shorter)) = path.split_last() {
        assert!(!verify_inclusion(index, size, &leaf, shorter, &root), "too short");
    }
    if index + 1 < size {
        assert!(!verify_inclusion(index + 1, size, &leaf, &path, &root), "another place");
    }
    assert!(!verify_inclusion(size, size, &leaf, &path, &root), "beyond the end");
}

fn check_consistency(ours: &MerkleTree, theirs: &MemoryBackedTree<Sha256, [u8; 32]>, earlier: u64) {
    let later = ours.len();
    let (old, new) = (ours.root_at(earlier).unwrap(), ours.root());
    let path = ours.consistency_path(earlier, later).unwrap();
    let proof = theirs.prove_consistency((later - earlier) as usize);
    assert_eq!(path.concat(), proof.as_bytes(), "{earlier} to {later}");
    root_of(new, later).verify_consistency(&root_of(old, earlier), &proof).unwrap();
    assert!(verify_consistency((earlier, &old), (later, &new), &path), "{earlier} to {later}");
    let other = data(later + 1);
    assert!(!verify_consistency((earlier, &other), (later, &new), &path));
    assert!(!verify_consistency((earlier, &old), (later, &other), &path));
    assert!(!verify_consistency((earlier, &old), (later, &new), &[&path[..], &[old]].concat()), "too long");
    if let Some((_, shorter)) = path.split_last() {
        assert!(!verify_consistency((earlier, &old), (later, &new), shorter), "too short");
    }
    if earlier != later {
        assert!(!verify_consistency((later, &new), (earlier, &old), &path), "the wrong way round");
    }
}

#[test]
fn every_proof_up_to_130_entries_is_the_one_another_implementation_makes() {
    for size in 0..=130 {
        let (ours, theirs) = trees(size);
        for n in 0..size {
            check_inclusion(&ours, &theirs, n);
            check_consistency(&ours, &theirs, n + 1);
        }
        assert_eq!(ours.inclusion_path(size, size), None);
        assert_eq!(ours.consistency_path(size + 1, size), None);
        assert_eq!(ours.inclusion_path(0, size + 1), None);
    }
}

#[test]
fn everything_continues_an_empty_ledger_and_nothing_continues_what_it_does_not_hold() {
    let (ours, _) = trees(5);
    let empty: [u8; 32] = Sha256::digest([]).into();
    assert!(verify_consistency((0, &empty), (5, &ours.root()), &[]));
    assert!(verify_consistency((0, &empty), (0, &empty), &[]));
    assert!(!verify_consistency((0, &data(1)), (5, &ours.root()), &[]));
    assert!(!verify_consistency((0, &empty), (0, &data(1)), &[]));
    assert!(!verify_consistency((0, &empty), (5, &ours.root()), &[empty]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn proofs_of_larger_ledgers_are_the_same_too(size in 131u64..4000, a in any::<u64>(), b in any::<u64>()) {
        let (ours, theirs) = trees(size);
        check_inclusion(&ours, &theirs, a % size);
        check_consistency(&ours, &theirs, b % size + 1);
        // An earlier size of the same ledger proves the same.
        let earlier = b % size + 1;
        let path = ours.inclusion_path(a % earlier, earlier).unwrap();
        let root = ours.root_at(earlier).unwrap();
        prop_assert!(verify_inclusion(a % earlier, earlier, &leaf_hash(&data(a % earlier)), &path, &root));
    }

    #[test]
    fn no_random_bytes_are_a_proof(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(verify_proof(&bytes, &Expected::default()).is_err());
        let text = [b"c2sp.org/tlog-proof@v1\nextra ".as_slice(), &bytes].concat();
        prop_assert!(verify_proof(&text, &Expected::default()).is_err());
        let text = [b"habeas/consistency-proof@v1\ndevices ".as_slice(), &bytes].concat();
        prop_assert!(verify_proof(&text, &Expected::default()).is_err());
    }
}

/// A casebook of five entries; the checkpoint over three of them.
fn five() -> (Casebook, ledger::Ledger, String) {
    let (casebook, ledger) = Casebook::new();
    for n in 1..=3 {
        ledger.append(entry(vec![part(n, Tier::Facts, "held since noon")])).unwrap();
    }
    let (_, early) = ledger.signed_checkpoint().unwrap();
    ledger.append(entry(vec![part(4, Tier::Facts, "x"), part(4, Tier::Identity, "A. Synthetic")])).unwrap();
    ledger.append(entry(vec![part(5, Tier::Facts, "released")])).unwrap();
    (casebook, ledger, early)
}

#[test]
fn a_stranger_checks_one_entry_with_the_file_alone() {
    let (_casebook, ledger, _) = five();
    for number in 1..=5 {
        let text = ledger.prove_entry(number).unwrap();
        assert!(text.starts_with("c2sp.org/tlog-proof@v1\nextra "), "{text}");
        assert!(!text.contains("held since noon"));
        let proven = verify_proof(text.as_bytes(), &Expected::default()).unwrap();
        assert_eq!((proven.casebook, proven.founder), (ledger.casebook(), ledger.device()));
        assert_eq!(proven.checkpoint.size, 5);
        let ProvenThing::Entry(entry) = proven.of else { panic!("not an entry") };
        assert_eq!((entry.number, entry.header.seq), (number, number));
        assert_eq!(entry.entry_hash, ledger.entry(number).unwrap().unwrap().entry_hash);
    }
    for number in [0, 6, u64::MAX] {
        assert!(matches!(ledger.prove_entry(number), Err(LedgerError::NoSuchEntry { .. })), "{number}");
    }
}

#[test]
fn a_stranger_checks_that_nothing_was_taken_away_since() {
    let (_casebook, ledger, early) = five();
    let text = ledger.prove_since(early.as_bytes()).unwrap();
    let expected = Expected { checkpoint: Some(early.clone().into_bytes()), ..Expected::default() };
    let proven = verify_proof(text.as_bytes(), &expected).unwrap();
    let ProvenThing::Earlier(earlier) = proven.of else { panic!("not a checkpoint") };
    assert_eq!((earlier.size, proven.checkpoint.size), (3, 5));
    // Either of its checkpoints may be the one the stranger holds.
    let (_, now) = ledger.signed_checkpoint().unwrap();
    let expected = Expected { checkpoint: Some(now.clone().into_bytes()), ..Expected::default() };
    verify_proof(text.as_bytes(), &expected).unwrap();
    let entry = ledger.prove_entry(2).unwrap();
    verify_proof(entry.as_bytes(), &expected).unwrap();
    let expected = Expected { checkpoint: Some(early.into_bytes()), ..Expected::default() };
    let says = verify_proof(entry.as_bytes(), &expected).unwrap_err();
    assert!(says.contains("another checkpoint"), "{says}");
}

#[test]
fn a_ledger_that_lost_entries_cannot_prove_that_it_continues() {
    let (casebook, ledger, _) = five();
    let (_, late) = ledger.signed_checkpoint().unwrap();
    drop(ledger);
    // Somebody puts back an older copy and goes on from there.
    let segment = casebook.dir().join("ledger/seg-00000001.hbl");
    let bytes = std::fs::read(&segment).unwrap();
    let starts: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == b"HBE1").map(|(at, _)| at).collect();
    std::fs::write(&segment, &bytes[..starts[4]]).unwrap();
    std::fs::remove_file(casebook.dir().join("ledger/checkpoint")).unwrap();
    let (ledger, _) = casebook.open();
    assert_eq!(ledger.position().entries, 4);
    let error = ledger.prove_since(late.as_bytes()).unwrap_err();
    assert!(matches!(error, LedgerError::Forked { earlier: 5, now: 4 }), "{error}");
    ledger.append(entry(vec![part(9, Tier::Facts, "something else")])).unwrap();
    assert!(matches!(ledger.prove_since(late.as_bytes()), Err(LedgerError::Forked { earlier: 5, now: 5 })));
    // A checkpoint of another casebook is not ours.
    let (_other, other) = Casebook::new();
    let (_, theirs) = other.signed_checkpoint().unwrap();
    assert!(matches!(ledger.prove_since(theirs.as_bytes()), Err(LedgerError::NotOurCheckpoint(_))));
    assert!(matches!(ledger.prove_since(b"garbage"), Err(LedgerError::NotOurCheckpoint(_))));
}

#[test]
fn what_the_reader_expects_is_compared() {
    let (_casebook, ledger, _) = five();
    let text = ledger.prove_entry(1).unwrap();
    let right =
        Expected { casebook: Some(ledger.casebook()), founder: Some(ledger.device()), checkpoint: None };
    verify_proof(text.as_bytes(), &right).unwrap();
    let (_other, other) = Casebook::new();
    let casebook = Expected { casebook: Some(other.casebook()), ..right.clone() };
    assert!(verify_proof(text.as_bytes(), &casebook).unwrap_err().contains("of the casebook"));
    let founder = Expected { founder: Some(other.device()), ..right };
    assert!(verify_proof(text.as_bytes(), &founder).unwrap_err().contains("founded by"));
}

/// Any change of any byte, any byte too many and any byte too few.
#[test]
fn no_byte_of_a_proof_is_free() {
    let (_casebook, ledger, early) = five();
    for text in [ledger.prove_entry(4).unwrap(), ledger.prove_since(early.as_bytes()).unwrap()] {
        let bytes = text.into_bytes();
        verify_proof(&bytes, &Expected::default()).unwrap();
        let mut changed = bytes.clone();
        for at in 0..bytes.len() {
            for flip in [1 << (at % 8), 0x20, 0x01] {
                changed[at] = bytes[at] ^ flip;
                let refused = verify_proof(&changed, &Expected::default());
                assert!(refused.is_err(), "byte {at} ^ {flip:#x} of\n{}", String::from_utf8_lossy(&bytes));
            }
            changed[at] = bytes[at];
            assert!(verify_proof(&bytes[..at], &Expected::default()).is_err(), "cut at {at}");
        }
        for more in [b"\n".as_slice(), b" ", b"\0", b"\n\n", &bytes] {
            let long = [&bytes, more].concat();
            assert!(verify_proof(&long, &Expected::default()).is_err(), "{more:?} behind it");
        }
    }
}

#[test]
fn other_tools_read_the_checkpoint_and_pin_the_device() {
    use signed_note::{Note, StandardVerifier, VerifierList};
    let (casebook, ledger, early) = five();
    let key = verifier_key(&ledger.device());
    let theirs = StandardVerifier::new(&key).unwrap();
    let note = Note::from_bytes(early.as_bytes()).unwrap();
    let (good, bad) = note.verify(&VerifierList::new(vec![Box::new(theirs.clone())])).unwrap();
    assert_eq!((good.len(), bad.len()), (1, 0));
    assert_eq!(note.to_bytes(), early.as_bytes());
    let root = ledger.position_at(3).unwrap().root;
    let text = String::from_utf8(note.text().to_vec()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines[0], lines[1], lines.len()), (&*format!("habeas/{}", ledger.casebook()), "3", 3));
    assert_eq!(Checkpoint::parse(early.as_bytes(), &[ledger.device()]).unwrap().root, root);
    // A changed text has no good signature for them either.
    let forged = Note::from_bytes(early.replace("\n3\n", "\n4\n").as_bytes()).unwrap();
    assert!(forged.verify(&VerifierList::new(vec![Box::new(theirs)])).is_err());
    drop(ledger);
    assert!(verify(&casebook.dir(), None, ledger::VerifyMode::Strict).unwrap().is_sound());
}
