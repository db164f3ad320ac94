//! The independent verifier in `tools/verify_ledger.py` agrees with this room about ledgers that were spoiled in every
//! way: on the verdict, and on which entries and files are damaged. `HABEAS_AGREE` sets how many; `cargo xtask agree`
//! makes 10,000.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use ledger::{FindingKind, VerifyMode, verify};

use crate::desk::scratch;
use crate::mutant::{Dice, Mutant, damage, write};

/// A report in the form both sides give.
fn ours(dir: &std::path::Path, mode: VerifyMode) -> (String, String) {
    let report = verify(dir, None, mode).unwrap();
    let torn = report.findings.iter().any(|finding| finding.kind == FindingKind::TornTail);
    let runs: Vec<String> =
        report.damaged_entries().iter().map(|(first, last)| format!("[{first}, {last}]")).collect();
    let files: Vec<String> = report.damaged_files().iter().map(|file| format!("\"{file}\"")).collect();
    let line = format!(
        "{{\"sound\": {}, \"torn\": {torn}, \"entries\": {}, \"damaged_entries\": [{}], \"damaged_files\": [{}]",
        report.is_sound(),
        report.entries,
        runs.join(", "),
        files.join(", ")
    );
    (line, format!("{:#?}", report.findings))
}

#[test]
fn a_stranger_s_verifier_agrees_on_spoiled_ledgers() {
    let Ok(python) = std::env::var("HABEAS_PYTHON") else {
        println!("skipped: HABEAS_PYTHON is not set; cargo xtask test sets it");
        return;
    };
    let cases: u64 = std::env::var("HABEAS_AGREE").ok().and_then(|n| n.parse().ok()).unwrap_or(600);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/verify_ledger.py");
    let mut verifier = Command::new(python)
        .args([script, "--json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut asks = verifier.stdin.take().unwrap();
    let mut answers = BufReader::new(verifier.stdout.take().unwrap()).lines();
    let temp = scratch();
    let (mut damaged, mut torn) = (0, 0);
    for seed in 0..cases {
        let mut dice = Dice(seed);
        let mut ledger = Mutant::sound(&mut dice);
        let sound = seed % 16 == 0;
        let (deeds, flips) = if sound { (0, 0) } else { (dice.below(3), dice.below(3)) };
        (0..deeds).for_each(|_| ledger.spoil(&mut dice));
        let mut files = ledger.files();
        let mut done = std::mem::take(&mut ledger.done);
        done.extend((0..flips).map(|_| damage(&mut files, &mut dice)));
        write(temp.path(), &files);
        writeln!(asks, "{}", temp.path().display()).unwrap();
        let mode = if seed % 2 == 0 { VerifyMode::Batch } else { VerifyMode::Strict };
        let (ours, findings) = ours(temp.path(), mode);
        let theirs = answers.next().unwrap().unwrap();
        assert!(
            theirs.starts_with(&ours),
            "case {seed}: {done:#?}\nours   {ours}\ntheirs {theirs}\n{findings}"
        );
        assert!(!sound || ours.starts_with("{\"sound\": true, \"torn\": false"), "case {seed}: {findings}");
        damaged += u64::from(ours.contains("\"sound\": false"));
        torn += u64::from(ours.contains("\"torn\": true"));
    }
    drop(asks);
    verifier.wait().unwrap();
    println!(
        "{cases} ledgers, {damaged} of them damaged, {torn} with a torn tail: both verifiers agree on every one"
    );
    assert!(damaged > cases / 3 && torn > 0, "{damaged} {torn}");
}
