//! Sealed files come back byte for byte, or not at all.

use ledger::LedgerError;

use crate::desk::{Casebook, contains, files};

#[test]
fn content_of_every_length_comes_back() {
    let (casebook, ledger) = Casebook::new();
    const CHUNK: usize = 1 << 20;
    for length in [0, 1, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 77] {
        let content: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
        ledger.seal_file("snapshot", &content).unwrap();
        assert!(*ledger.open_file("snapshot").unwrap() == content, "{length}");
    }
    drop(ledger);
    let (ledger, _) = casebook.open();
    assert_eq!(ledger.open_file("snapshot").unwrap().len(), 2 * CHUNK + 77);
    let absent = ledger.open_file("other").unwrap_err();
    assert_eq!(absent.to_string(), "there is no sealed file \"other\"");
}

#[test]
fn a_changed_cut_or_renamed_file_does_not_open() {
    let (casebook, ledger) = Casebook::new();
    ledger.seal_file("snapshot", b"what the casebook knows").unwrap();
    let path = casebook.dir().join("sealed/snapshot");
    let sound = std::fs::read(&path).unwrap();
    let mut changes: Vec<Vec<u8>> = (0..sound.len())
        .map(|at| {
            let mut bytes = sound.clone();
            bytes[at] ^= 1 << (at % 8);
            bytes
        })
        .collect();
    changes.extend((0..sound.len()).map(|length| sound[..length].to_vec()));
    changes.push([sound.as_slice(), &[0]].concat());
    for bytes in changes {
        std::fs::write(&path, &bytes).unwrap();
        assert!(matches!(ledger.open_file("snapshot"), Err(LedgerError::DamagedSealedFile { .. })));
    }
    std::fs::write(casebook.dir().join("sealed/other"), &sound).unwrap();
    assert!(ledger.open_file("other").is_err(), "a file cannot stand in for another");

    // Whole chunks taken away, doubled or swapped.
    const CHUNK: usize = (1 << 20) + 16;
    ledger.seal_file("long", &vec![7; 3 << 20]).unwrap();
    let path = casebook.dir().join("sealed/long");
    let sound = std::fs::read(&path).unwrap();
    let (head, chunks) = sound.split_at(56);
    let chunks: Vec<_> = chunks.chunks(CHUNK).collect();
    for order in [&[0, 1][..], &[0, 2], &[1, 0, 2], &[0, 1, 1, 2], &[2]] {
        let mut bytes = head.to_vec();
        order.iter().for_each(|n| bytes.extend_from_slice(chunks[*n]));
        std::fs::write(&path, bytes).unwrap();
        assert!(ledger.open_file("long").is_err(), "{order:?}");
    }
}

#[test]
fn replaced_content_is_gone_and_bad_names_are_refused() {
    let (casebook, ledger) = Casebook::new();
    ledger.seal_file("snapshot", &[1; 5000]).unwrap();
    let old = std::fs::read(casebook.dir().join("sealed/snapshot")).unwrap();
    ledger.seal_file("snapshot", &[2; 10]).unwrap();
    for (path, bytes) in files(&casebook.dir()) {
        assert!(!contains(&bytes, &old[100..132]), "{}", path.display());
    }
    for name in ["", "../keys/casebook.key", "a/b", ".hidden", "x.tmp", "x.old", "имя"] {
        assert!(matches!(ledger.seal_file(name, b""), Err(LedgerError::BadName(_))), "{name:?}");
        assert!(matches!(ledger.open_file(name), Err(LedgerError::BadName(_))), "{name:?}");
    }
}
