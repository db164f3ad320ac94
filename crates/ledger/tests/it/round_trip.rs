//! What is saved comes back, in order, from this process and from the next one.

use claims::Tier;
use ledger::{Settings, VerifyMode, verify};

use crate::desk::{Casebook, entry, part, texts};

#[test]
fn saved_entries_come_back_after_reopening() {
    let (casebook, ledger) = Casebook::new();
    let first = ledger
        .append(entry(vec![
            part(1, Tier::Facts, "held at the third police unit"),
            part(1, Tier::Identity, "A. Name"),
        ]))
        .unwrap();
    let second = ledger.append(entry(vec![part(2, Tier::Source, "")])).unwrap();
    assert_eq!((first.position, first.seq, second.position, second.seq), (1, 1, 2, 2));
    let said =
        vec![vec!["held at the third police unit".to_owned(), "A. Name".to_owned()], vec![String::new()]];
    assert_eq!(texts(&ledger), said);
    let position = ledger.position();
    assert_eq!(position.entries, 2);
    assert_eq!(ledger.close().unwrap(), position);

    let (ledger, report) = casebook.open();
    assert_eq!((report.entries, report.torn, report.damage, report.warnings), (2, None, vec![], vec![]));
    assert_eq!(texts(&ledger), said);
    assert_eq!(ledger.position(), position);
    let third = ledger.append(entry(vec![part(1, Tier::Identity, "A. Name, born 1990")])).unwrap();
    assert_eq!((third.position, third.seq), (3, 3));
    let opened = ledger.entry(3).unwrap().unwrap();
    assert_eq!((opened.claimed_at, opened.entry_hash, opened.seq), (1_560_067_260, third.entry_hash, 3));
    assert_eq!(ledger.entry(4).unwrap(), None);
    drop(ledger);

    for mode in [VerifyMode::Batch, VerifyMode::Strict] {
        let report = verify(&casebook.dir(), Some(&casebook.unlock), mode).unwrap();
        assert_eq!(report.findings, vec![]);
        assert_eq!((report.entries, report.parts, report.opened, report.checkpointed), (3, 4, 4, Some(3)));
        let stranger = verify(&casebook.dir(), None, mode).unwrap();
        assert_eq!((stranger.findings, stranger.entries, stranger.root), (vec![], 3, report.root));
    }
}

#[test]
fn segments_are_rotated_and_read_across() {
    let settings = Settings { segment_bytes: 2_000, checkpoint_every: 3, ..Settings::default() };
    let (casebook, ledger) = Casebook::with(settings);
    let drafts = (0..20).map(|n| entry(vec![part(n, Tier::Facts, &format!("fact {n}"))])).collect();
    let receipts = ledger.append_batch(drafts).unwrap();
    assert_eq!(receipts.iter().map(|r| r.position).collect::<Vec<_>>(), (1..=20).collect::<Vec<_>>());
    for n in 20..30 {
        ledger.append(entry(vec![part(n, Tier::Facts, &format!("fact {n}"))])).unwrap();
    }
    let said: Vec<_> = (0..30).map(|n| vec![format!("fact {n}")]).collect();
    assert_eq!(texts(&ledger), said);
    drop(ledger);
    let segments = std::fs::read_dir(casebook.dir().join("ledger"))
        .unwrap()
        .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().starts_with("seg-"))
        .count();
    assert!(segments > 5, "{segments}");
    let (ledger, report) = casebook.open();
    assert_eq!((report.entries, report.torn, report.damage), (30, None, vec![]));
    assert_eq!(texts(&ledger), said);
    assert_eq!(ledger.read_from(29).count(), 2);
    drop(ledger);
    assert_eq!(verify(&casebook.dir(), Some(&casebook.unlock), VerifyMode::Batch).unwrap().findings, vec![]);
}

#[test]
fn long_parts_and_many_parts_come_back() {
    let (casebook, ledger) = Casebook::new();
    let long = "длинный отчёт ".repeat(200_000);
    let many: Vec<_> = (0..3000).map(|n| part((n % 250) as u8, Tier::Facts, &format!("{n}"))).collect();
    ledger.append(entry(vec![part(1, Tier::Source, &long)])).unwrap();
    ledger.append(entry(many)).unwrap();
    drop(ledger);
    let (ledger, _) = casebook.open();
    let texts = texts(&ledger);
    assert_eq!(texts[0], vec![long]);
    assert_eq!(texts[1], (0..3000).map(|n| n.to_string()).collect::<Vec<_>>());
}
