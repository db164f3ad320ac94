//! Erasing destroys the key: entries still verify, the text is gone, and no byte of the key is left.

use claims::Tier;
use ledger::{Settings, VerifyMode, verify};

use crate::desk::{Casebook, contains, entry, files, part, record, texts};

/// The record of the key store that belongs to a record and tier.
fn key_record(bytes: &[u8], n: u8, tier: Tier) -> Option<Vec<u8>> {
    let mut records = bytes[32..].chunks(96);
    records.find(|r| r[0] == 1 && r[1] == tier.code() && r[4..20] == [n; 16]).map(<[u8]>::to_vec)
}

#[test]
fn an_erased_part_is_gone_and_the_rest_stays() {
    let (casebook, ledger) = Casebook::new();
    ledger.append(entry(vec![part(1, Tier::Facts, "facts"), part(1, Tier::Identity, "name")])).unwrap();
    ledger
        .append(entry(vec![part(1, Tier::Identity, "name again"), part(2, Tier::Identity, "other")]))
        .unwrap();
    let position = ledger.position();
    let keys = casebook.dir().join("keys/records.keys");
    let wrapped = key_record(&std::fs::read(&keys).unwrap(), 1, Tier::Identity).unwrap();
    let kept = key_record(&std::fs::read(&keys).unwrap(), 2, Tier::Identity).unwrap();

    assert!(ledger.forget(record(1), Tier::Identity).unwrap());
    assert!(!ledger.forget(record(1), Tier::Identity).unwrap(), "the second time there is nothing left");
    assert!(!ledger.forget(record(9), Tier::Facts).unwrap(), "a key that never was");

    let after = [["facts", "—"], ["—", "other"]];
    assert_eq!(texts(&ledger), after);
    assert_eq!(ledger.position(), position, "erasing changes no entry");
    for (path, bytes) in files(&casebook.dir()) {
        // Nonce, ciphertext and tag of the wrapped key: no eight bytes in a row are left anywhere.
        for piece in wrapped[20..92].chunks_exact(8) {
            assert!(!contains(&bytes, piece), "{} still holds bytes of the key", path.display());
        }
    }
    assert_eq!(key_record(&std::fs::read(&keys).unwrap(), 2, Tier::Identity), Some(kept));

    let report = verify(&casebook.dir(), Some(&casebook.unlock), VerifyMode::Batch).unwrap();
    assert_eq!((report.findings, report.parts, report.opened, report.erased), (vec![], 4, 2, 2));
    let stranger = verify(&casebook.dir(), None, VerifyMode::Batch).unwrap();
    assert_eq!((stranger.findings, stranger.erased), (vec![], 2));

    ledger.append(entry(vec![part(3, Tier::Identity, "a new record")])).unwrap();
    drop(ledger);
    let (ledger, report) = casebook.open();
    assert_eq!(report.damage, vec![]);
    assert_eq!(texts(&ledger)[..2], after);
    let refused = ledger.append(entry(vec![part(1, Tier::Identity, "name once more")])).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "record 01010101010101010101010101010101 was erased in the tier \"identity\"; what is learned now belongs to \
         a new record"
    );
}

#[test]
fn many_are_erased_at_once_while_others_are_written() {
    let (casebook, ledger) = Casebook::new();
    for n in 0..40 {
        ledger.append(entry(vec![part(n, Tier::Identity, "name"), part(n, Tier::Facts, "facts")])).unwrap();
    }
    let gone: Vec<_> = (0..20).map(|n| (record(n), Tier::Identity)).collect();
    std::thread::scope(|scope| {
        scope.spawn(|| assert_eq!(ledger.forget_all(&gone).unwrap(), 20));
        scope.spawn(|| {
            (40..60).for_each(|n| assert!(ledger.append(entry(vec![part(n, Tier::Facts, "new")])).is_ok()))
        });
    });
    let check = |texts: Vec<Vec<String>>| {
        for (n, texts) in texts.into_iter().enumerate() {
            let expected = match n {
                0..20 => vec!["—", "facts"],
                20..40 => vec!["name", "facts"],
                _ => vec!["new"],
            };
            assert_eq!(texts, expected, "entry {}", n + 1);
        }
    };
    check(texts(&ledger));
    drop(ledger);
    check(texts(&casebook.open().0));
    let report = verify(&casebook.dir(), Some(&casebook.unlock), VerifyMode::Batch).unwrap();
    assert_eq!((report.findings, report.erased), (vec![], 20));
}

#[test]
fn an_interrupted_erasure_is_completed_or_undone_on_opening() {
    let (casebook, ledger) = Casebook::with(Settings::default());
    ledger.append(entry(vec![part(1, Tier::Identity, "name")])).unwrap();
    let dir = casebook.dir();
    let keys = dir.join("keys");
    let before = std::fs::read(keys.join("records.keys")).unwrap();
    ledger.forget(record(1), Tier::Identity).unwrap();
    drop(ledger);
    let after = std::fs::read(keys.join("records.keys")).unwrap();
    let wrapped = key_record(&before, 1, Tier::Identity).unwrap();
    // Each state a power cut can leave: the files by name, and whether the name is still to be read.
    type State<'a> = &'a [(&'a str, &'a [u8])];
    let states: [(&str, State, &str); 5] = [
        (
            "the new file half written",
            &[("records.keys", &before), ("records.keys.new", &after[..40])],
            "name",
        ),
        ("the new file complete", &[("records.keys", &before), ("records.keys.new", &after)], "name"),
        ("the old one put aside", &[("records.keys.old", &before), ("records.keys.new", &after)], "—"),
        ("the new one in place", &[("records.keys", &after), ("records.keys.old", &before)], "—"),
        (
            "the old one half overwritten",
            &[("records.keys", &after), ("records.keys.old", &before[60..])],
            "—",
        ),
    ];
    for (what, state, said) in states {
        for (path, _) in files(&keys) {
            if path.file_name().unwrap().to_string_lossy().starts_with("records.keys") {
                std::fs::remove_file(path).unwrap();
            }
        }
        for (name, bytes) in state {
            std::fs::write(keys.join(name), bytes).unwrap();
        }
        let (ledger, report) = casebook.open();
        assert_eq!((report.damage, texts(&ledger)), (vec![], vec![vec![said.to_owned()]]), "{what}");
        drop(ledger);
        let left: Vec<_> = files(&keys)
            .into_iter()
            .map(|(path, bytes)| (path.file_name().unwrap().to_owned(), bytes))
            .collect();
        let names: Vec<_> = left.iter().map(|(name, _)| name.to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["casebook.key", "device.key", "records.keys"], "{what}");
        assert_eq!(left.iter().any(|(_, bytes)| contains(bytes, &wrapped[44..76])), said == "name", "{what}");
    }
}

#[test]
fn what_never_had_a_key_cannot_get_one_after_it_was_erased() {
    let (casebook, ledger) = Casebook::new();
    ledger.append(entry(vec![part(1, Tier::Identity, "name")])).unwrap();
    let which = [(record(1), Tier::Facts), (record(1), Tier::Identity), (record(1), Tier::Source)];
    assert_eq!(ledger.forget_all(&which).unwrap(), 1, "one of the three had a key");
    assert_eq!(ledger.forgotten(), 3);
    assert_eq!(ledger.forget_all(&which).unwrap(), 0);
    assert_eq!(ledger.forgotten(), 3, "the second time nothing is noted again");
    drop(ledger);
    let (ledger, report) = casebook.open();
    assert_eq!((report.damage, ledger.forgotten()), (vec![], 3));
    for tier in Tier::ALL {
        assert!(ledger.append(entry(vec![part(1, tier, "back")])).is_err(), "{}", tier.name());
    }
    let report = verify(&casebook.dir(), Some(&casebook.unlock), VerifyMode::Batch).unwrap();
    assert_eq!((report.findings, report.parts, report.erased), (vec![], 1, 1));
}

#[test]
fn a_tail_that_was_put_aside_goes_with_what_was_erased() {
    let (casebook, ledger) = Casebook::new();
    ledger.append(entry(vec![part(1, Tier::Identity, "name")])).unwrap();
    drop(ledger);
    let segment = casebook.dir().join("ledger/seg-00000001.hbl");
    let mut bytes = std::fs::read(&segment).unwrap();
    let torn = bytes[44..90].to_vec();
    bytes.extend_from_slice(&torn);
    std::fs::write(&segment, &bytes).unwrap();
    let (ledger, report) = casebook.open();
    let kept = casebook.dir().join(report.torn.unwrap().kept_in);
    assert!(kept.exists());
    ledger.forget(record(1), Tier::Identity).unwrap();
    assert!(!kept.exists());
}
