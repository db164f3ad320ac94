//! What lies on the disk says nothing: no text, no hash of a text, no length finer than a bucket.

use claims::{RecordId, Tier};
use ledger::{EntryDraft, Header, PartDraft, bucket};
use proptest::prelude::*;
use sha2::{Digest, Sha256, Sha512};

use crate::desk::{Casebook, contains, files};

#[test]
fn neither_a_text_nor_a_hash_of_it_is_on_the_disk() {
    let (casebook, ledger) = Casebook::new();
    let planted: Vec<Vec<u8>> =
        (0..20).map(|n| format!("Planted Witness {n}, +7 700 000 {n:04}").into_bytes()).collect();
    for (n, text) in planted.iter().enumerate() {
        let id = RecordId::from_bytes([n as u8; 16]);
        let parts = Tier::ALL.map(|tier| PartDraft { record: id, tier, plaintext: text.clone() });
        ledger.append(EntryDraft { claimed_at: 1_560_067_261, parts: parts.into() }).unwrap();
    }
    ledger.seal_file("snapshot", &planted.concat()).unwrap();
    drop(ledger);
    let mut checked = 0;
    for (path, bytes) in files(casebook.temp.path()) {
        for text in &planted {
            let id = [0u8; 16];
            let derived: [&[u8]; 6] = [
                text,
                &text[..16],
                &Sha256::digest(text),
                &Sha512::digest(text)[..32],
                &Sha256::digest(Sha256::digest(text)),
                &Sha256::digest([id.as_slice(), text].concat()),
            ];
            for needle in derived {
                // Half a hash would be enough to confirm a guess.
                assert!(!contains(&bytes, &needle[..16]), "{}", path.display());
                checked += 1;
            }
        }
    }
    assert!(checked > 500);
}

#[test]
fn a_header_holds_what_the_format_says_and_nothing_else() {
    let (casebook, ledger) = Casebook::new();
    let text = |length: usize| PartDraft {
        record: RecordId::from_bytes([9; 16]),
        tier: Tier::Source,
        plaintext: vec![b'x'; length],
    };
    ledger
        .append(EntryDraft { claimed_at: 1_560_067_299, parts: vec![text(1), text(220), text(221)] })
        .unwrap();
    drop(ledger);
    let bytes = std::fs::read(casebook.dir().join("ledger/seg-00000001.hbl")).unwrap();
    let header = Header::parse(&bytes[44 + 24..44 + 24 + 100 + 3 * 85]).unwrap();
    assert_eq!(header.claimed_at, 1_560_067_260, "the minute, not the second");
    assert_eq!(header.parts.iter().map(|p| p.sealed_len).collect::<Vec<_>>(), [296, 296, 360]);
    let [a, b, _] = header.parts.as_slice() else { panic!("three parts") };
    assert_ne!(a.commitment, b.commitment);
    // The same text twice does not look the same.
    let (again, ledger) = Casebook::new();
    ledger.append(EntryDraft { claimed_at: 0, parts: vec![text(1), text(1)] }).unwrap();
    drop(ledger);
    let bytes = std::fs::read(again.dir().join("ledger/seg-00000001.hbl")).unwrap();
    let header = Header::parse(&bytes[44 + 24..44 + 24 + 100 + 2 * 85]).unwrap();
    assert_ne!(header.parts[0].commitment, header.parts[1].commitment);
    assert_ne!(header.parts[0].sealed_hash, header.parts[1].sealed_hash);
}

#[test]
fn files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (casebook, ledger) = Casebook::new();
    ledger.append(crate::desk::entry(vec![crate::desk::part(1, Tier::Facts, "x")])).unwrap();
    ledger.seal_file("snapshot", b"x").unwrap();
    ledger.forget(RecordId::from_bytes([1; 16]), Tier::Facts).unwrap();
    drop(ledger);
    for (path, _) in files(casebook.temp.path()) {
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o7777,
            0o600,
            "{}",
            path.display()
        );
    }
    for dir in ["", "ledger", "keys", "sealed"] {
        let path = casebook.dir().join(dir);
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o7777,
            0o700,
            "{}",
            path.display()
        );
    }
}

#[test]
fn sizes_are_padded_to_buckets() {
    let check = |payload: usize, size: usize| assert_eq!(bucket(payload), Some(size), "{payload}");
    for (payload, size) in [
        (0, 256),
        (1, 256),
        (256, 256),
        (257, 320),
        (320, 320),
        (321, 384),
        (385, 448),
        (449, 512),
        (512, 512),
        (513, 640),
        (640, 640),
        (641, 768),
        (1024, 1024),
        (1025, 1280),
        (1_000_000, 1 << 20),
    ] {
        check(payload, size);
    }
    assert_eq!(bucket((1 << 30) + 1), None);
}

proptest! {
    #[test]
    fn a_bucket_holds_its_payload_and_wastes_at_most_a_quarter(payload in 0usize..(1 << 30)) {
        let size = bucket(payload).unwrap();
        prop_assert!(size >= payload && (size == 256 || size - payload < size / 4));
        prop_assert_eq!(bucket(size), Some(size));
    }
}
