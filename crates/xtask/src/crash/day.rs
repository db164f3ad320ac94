//! A day's work on a bare ledger with tiny segments, done by a child process that says what was acknowledged as soon
//! as it was. The parent kills it and looks at what is left.

use claims::{RecordId, Tier};
use ledger::{Disk, EntryDraft, Ledger, NewCasebook, PartDraft, Settings, Unlock, VerifyMode, verify};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

fn settings() -> Settings {
    Settings { storage: Arc::new(Disk), segment_bytes: 6000, checkpoint_every: 4, ..Settings::default() }
}

fn unlock(dir: &Path) -> Unlock {
    Unlock::KeyFile(dir.join("key"))
}

fn record(n: u64) -> RecordId {
    let mut id = [3; 16];
    for (to, from) in id.iter_mut().zip(n.to_le_bytes()) {
        *to = from;
    }
    RecordId::from_bytes(id)
}

/// What a save says, so that it can be known again.
fn text(n: u64) -> String {
    format!("save {n} {}", "x".repeat((n * 397 % 1200) as usize))
}

/// Founds a casebook in `dir` and works, saying each acknowledgement.
///
/// # Errors
/// What the ledger says.
pub fn work(dir: &Path, seed: u64) -> Result<(), String> {
    let words = |e: ledger::LedgerError| e.to_string();
    let say = |what: String| {
        let mut out = std::io::stdout();
        writeln!(out, "{what}").and_then(|()| out.flush()).map_err(|e| e.to_string())
    };
    let home = dir.join("case");
    let mut chance = ChaCha20Rng::seed_from_u64(seed);
    let mut below = |limit: u64| chance.next_u64() % limit;
    let new = NewCasebook { settings: settings(), ..NewCasebook::new(unlock(dir)) };
    let mut ledger = Ledger::create(&home, new).map_err(words)?;
    say("founded".to_owned())?;
    let mut saved = 0;
    for _ in 0..14 {
        match below(8) {
            0 => {
                ledger.seal_file("snapshot", &vec![9; below(5000) as usize]).map_err(words)?;
                say("sealed".to_owned())?;
            }
            1 if saved > 0 => {
                let n = below(saved);
                ledger.forget(record(n), Tier::Identity).map_err(words)?;
                say(format!("erased {n}"))?;
            }
            2 => {
                ledger.close().map_err(words)?;
                ledger = Ledger::open(&home, &unlock(dir), settings()).map_err(words)?.0;
            }
            _ => {
                let count = 1 + below(3);
                let draft = |n: u64| EntryDraft {
                    claimed_at: 0,
                    parts: vec![
                        PartDraft { record: record(n), tier: Tier::Facts, plaintext: text(n).into_bytes() },
                        PartDraft { record: record(n), tier: Tier::Identity, plaintext: b"a name".to_vec() },
                    ],
                };
                ledger.append_batch((saved..saved + count).map(draft).collect()).map_err(words)?;
                saved += count;
                say(format!("saved {saved}"))?;
            }
        }
    }
    ledger.close().map_err(words)?;
    Ok(())
}

/// Holds what a killed day left against what it said.
///
/// # Errors
/// What was lost.
pub fn check(dir: &Path, said: &str) -> Result<(), String> {
    let home = dir.join("case");
    if !said.contains("founded") {
        // Founding was interrupted: it either happened or can be done again.
        return match Ledger::open(&home, &unlock(dir), settings()) {
            Ok(_) => Ok(()),
            Err(_) => Ledger::create(&home, NewCasebook::new(unlock(dir)))
                .map(drop)
                .map_err(|e| format!("founding cannot be done again: {e}")),
        };
    }
    let number = |line: &str, word: &str| line.strip_prefix(word).and_then(|n| n.trim().parse::<u64>().ok());
    let saved = said.lines().filter_map(|line| number(line, "saved")).max().unwrap_or(0);
    let erased: BTreeSet<u64> = said.lines().filter_map(|line| number(line, "erased")).collect();
    let (ledger, report) = Ledger::open(&home, &unlock(dir), settings()).map_err(|e| e.to_string())?;
    if let Some(damage) = report.damage.first() {
        return Err(format!("called damaged: {damage}"));
    }
    let mut count = 0;
    for entry in ledger.read_from(1) {
        let entry = entry.map_err(|e| e.to_string())?;
        let [facts, name] = entry.parts.as_slice() else { return Err(format!("entry {count} is partial")) };
        if facts.plaintext.as_ref().is_none_or(|plain| plain.as_slice() != text(count).as_bytes()) {
            return Err(format!("save {count} reads otherwise"));
        }
        if name.plaintext.is_some() && erased.contains(&count) {
            return Err(format!("the name of {count} was erased and is there"));
        }
        count += 1;
    }
    if count < saved {
        return Err(format!("{count} of {saved} acknowledged saves are there"));
    }
    if said.contains("sealed") {
        ledger.open_file("snapshot").map_err(|e| e.to_string())?;
    }
    let next = PartDraft { record: record(99_999), tier: Tier::Facts, plaintext: b"work goes on".to_vec() };
    ledger.append(EntryDraft { claimed_at: 0, parts: vec![next] }).map_err(|e| e.to_string())?;
    ledger.close().map_err(|e| e.to_string())?;
    let report = verify(&home, Some(&unlock(dir)), VerifyMode::Batch).map_err(|e| e.to_string())?;
    match report.findings.first() {
        Some(finding) => Err(format!("verify: {finding}")),
        None => Ok(()),
    }
}
