//! Requests for time-stamps and their answers are kept beside the ledger, found again, and not believed when a bit of
//! them changed. What an answer is worth is not this room's business: here any bytes are one.

use claims::Tier;
use ledger::{Ledger, VerifyMode, timestamps, verify};
use sha2::{Digest, Sha256};

use crate::desk::{Casebook, entry, files, part};

fn stamped() -> (Casebook, Ledger) {
    let (casebook, ledger) = Casebook::new();
    ledger.append(entry(vec![part(1, Tier::Facts, "held since noon")])).unwrap();
    let request = ledger.new_timestamp_request().unwrap();
    ledger.keep_timestamp(&request, b"an answer").unwrap();
    ledger.keep_timestamp(&request, b"another authority's answer").unwrap();
    ledger.append(entry(vec![part(2, Tier::Facts, "released")])).unwrap();
    ledger.new_timestamp_request().unwrap();
    (casebook, ledger)
}

#[test]
fn a_request_is_there_before_anybody_is_asked_and_its_answers_stand_beside_it() {
    let (casebook, ledger) = stamped();
    let found = ledger.timestamps().unwrap();
    assert_eq!(found.findings, []);
    let [first, second] = found.stored.as_slice() else { panic!("{found:?}") };
    assert_eq!((first.request.checkpoint.size, second.request.checkpoint.size), (1, 2));
    let mut answers: Vec<&[u8]> = first.answers.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    answers.sort();
    assert_eq!(answers, [b"an answer".as_slice(), b"another authority's answer"]);
    assert_eq!(second.answers, []);
    // What is sent is the hash of the file, salt and all: two requests over one checkpoint look unrelated.
    let again = ledger.new_timestamp_request().unwrap();
    assert_eq!(again.checkpoint, second.request.checkpoint);
    assert_ne!(again.imprint(), second.request.imprint());
    let imprint: [u8; 32] = Sha256::digest(&again.bytes).into();
    assert_eq!(again.imprint(), imprint);
    ledger.close().unwrap();
    // A stranger finds the same, and so does the next opening.
    let found = timestamps(&casebook.dir()).unwrap();
    assert_eq!((found.stored.len(), found.findings.len()), (3, 0));
    let report = verify(&casebook.dir(), None, VerifyMode::Strict).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.timestamps, found.stored);
    let (ledger, opened) = casebook.open();
    assert_eq!(opened.warnings, Vec::<String>::new());
    assert_eq!(ledger.timestamps().unwrap().stored, found.stored);
}

#[test]
fn a_changed_bit_is_located_and_the_rest_is_believed() {
    let (casebook, ledger) = stamped();
    ledger.close().unwrap();
    let dir = casebook.dir();
    let mut flips = 0;
    for (path, bytes) in files(&dir.join("ledger")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with("timestamp-") {
            continue;
        }
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&path, &changed).unwrap();
            let found = timestamps(&dir).unwrap();
            assert!(found.findings.iter().any(|f| f.file == format!("ledger/{name}")), "{name}, bit {bit}");
            let believed: usize = found.stored.iter().map(|stored| 1 + stored.answers.len()).sum();
            assert!(believed < 4, "{name}, bit {bit}");
            flips += 1;
        }
        for length in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            std::fs::write(&path, &bytes[..length]).unwrap();
            let report = verify(&dir, None, VerifyMode::Batch).unwrap();
            assert!(!report.is_sound(), "{name} cut at {length}");
        }
        std::fs::write(&path, &bytes).unwrap();
    }
    assert!(flips > 4_000, "{flips}");
    std::fs::write(dir.join("ledger/timestamp-what"), b"x").unwrap();
    let report = verify(&dir, None, VerifyMode::Batch).unwrap();
    assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
}

/// An insider who can sign, and who takes entries away, is found out by a time-stamp he did not think of.
#[test]
fn a_stamped_checkpoint_betrays_entries_that_were_taken_away() {
    let (casebook, ledger) = stamped();
    ledger.close().unwrap();
    let segment = casebook.dir().join("ledger/seg-00000001.hbl");
    let bytes = std::fs::read(&segment).unwrap();
    let second = bytes.windows(4).rposition(|w| w == b"HBE1").unwrap();
    std::fs::write(&segment, &bytes[..second]).unwrap();
    std::fs::remove_file(casebook.dir().join("ledger/checkpoint")).unwrap();
    // He opens it, which signs a new checkpoint over what is left.
    drop(casebook.open());
    let report = verify(&casebook.dir(), None, VerifyMode::Strict).unwrap();
    let says: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    assert!(says.len() == 1 && says[0].contains("made over 2 entries, and the ledger has 1"), "{says:?}");
    // Nor does it help to write something else in their place.
    let (ledger, _) = casebook.open();
    ledger.append(entry(vec![part(3, Tier::Facts, "never held")])).unwrap();
    ledger.close().unwrap();
    let report = verify(&casebook.dir(), None, VerifyMode::Strict).unwrap();
    let says: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    assert!(says.len() == 1 && says[0].contains("was another one when it was made"), "{says:?}");
}
