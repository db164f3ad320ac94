//! Durable appends: how many entries a second are acknowledged, and how long one waits, at 1, 50 and 200 writers.

use super::{Scratch, cpu, median, percentile, row, size_of};
use claims::{RecordId, Tier};
use ledger::{EntryDraft, Ledger, NewCasebook, PartDraft, Unlock};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Bytes a save says, per tier: a call with a name is about this large.
const PLAIN: usize = 400;
/// How long each run lasts.
const LASTS: Duration = Duration::from_secs(3);
const RUNS: usize = 5;

pub(super) fn run() -> Result<(), String> {
    for writers in [1usize, 50, 200] {
        let (mut rates, mut p50s, mut p99s, mut costs, mut bytes) = (vec![], vec![], vec![], vec![], 0.0);
        for _ in 0..RUNS {
            let scratch = Scratch::new("append");
            let ledger = found(&scratch)?;
            let before = cpu();
            let began = Instant::now();
            let mut times = write(&ledger, writers)?;
            let seconds = began.elapsed().as_secs_f64();
            let count = times.len() as f64;
            rates.push(count / seconds);
            costs.push((cpu() - before) / count * 1e6);
            p50s.push(percentile(&mut times, 50.0));
            p99s.push(percentile(&mut times, 99.0));
            bytes = size_of(&scratch.path().join("ledger")) as f64 / count;
        }
        row(
            &format!("durable appends, {writers} writers"),
            &format!(
                "{:.0}/s; p50 {:.2} ms, p99 {:.2} ms; {:.0} µs CPU and {bytes:.0} bytes an entry",
                median(&mut rates),
                median(&mut p50s),
                median(&mut p99s),
                median(&mut costs)
            ),
            "2 parts of 400 bytes an entry, fsync before every acknowledgement, median of 5 runs of 3 s",
        );
    }
    Ok(())
}

fn found(scratch: &Scratch) -> Result<Arc<Ledger>, String> {
    let key = scratch.path().join("key");
    std::fs::create_dir_all(scratch.path()).map_err(|e| e.to_string())?;
    let dir = scratch.path().to_owned();
    Ledger::create(&dir, NewCasebook::new(Unlock::KeyFile(key))).map(Arc::new).map_err(|e| e.to_string())
}

fn write(ledger: &Arc<Ledger>, writers: usize) -> Result<Vec<f64>, String> {
    let until = Instant::now() + LASTS;
    let threads: Vec<_> = (0..writers)
        .map(|writer| {
            let ledger = Arc::clone(ledger);
            std::thread::spawn(move || {
                let mut times = Vec::new();
                let mut n = 0u64;
                while Instant::now() < until {
                    n += 1;
                    let mut id = [0; 16];
                    let (left, right) = id.split_at_mut(8);
                    left.copy_from_slice(&(writer as u64).to_be_bytes());
                    right.copy_from_slice(&n.to_be_bytes());
                    let part = |tier| PartDraft {
                        record: RecordId::from_bytes(id),
                        tier,
                        plaintext: vec![7; PLAIN],
                    };
                    let draft = EntryDraft {
                        claimed_at: 1_900_000_000,
                        parts: vec![part(Tier::Facts), part(Tier::Identity)],
                    };
                    let began = Instant::now();
                    if ledger.append(draft).is_err() {
                        break;
                    }
                    times.push(began.elapsed().as_secs_f64());
                }
                times
            })
        })
        .collect();
    let mut times = Vec::new();
    for thread in threads {
        times.extend(thread.join().map_err(|_| "a writer stopped".to_owned())?);
    }
    if times.is_empty() { Err("nothing was appended".to_owned()) } else { Ok(times) }
}
