//! How fast the ledger is on this machine: `cargo run --release -p ledger --example ledger_speed [ENTRIES]`.
//! It must never work on a real casebook: it makes its own in a temporary directory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::time::{Duration, Instant};

use claims::{RecordId, Tier};
use ledger::{EntryDraft, Ledger, NewCasebook, PartDraft, Settings, Unlock, VerifyMode, verify};

fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

fn measure<T>(what: &str, count: u64, work: impl FnOnce() -> T) -> T {
    let (wall, before) = (Instant::now(), cpu());
    let value = work();
    let (wall, used) = (wall.elapsed().as_secs_f64(), (cpu() - before).as_secs_f64());
    let rate = count as f64 / used;
    println!(
        "{what:<44} {wall:>7.2} s, {used:>7.2} CPU s, {rate:>12.0} per CPU second, {:>7.2} µs each",
        1e6 / rate
    );
    value
}

fn main() {
    let entries: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("case");
    let unlock = Unlock::KeyFile(temp.path().join("key"));
    let ledger = Ledger::create(&dir, NewCasebook::new(unlock.clone())).unwrap();
    let draft = |n: u64| EntryDraft {
        claimed_at: 1_560_067_260,
        parts: vec![PartDraft {
            record: RecordId::from_bytes(
                u128::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_be_bytes(),
            ),
            tier: Tier::Facts,
            plaintext: vec![b'x'; 200],
        }],
    };
    measure("append, batches of 1,000, a new key each", entries, || {
        for batch in 0..entries / 1000 {
            ledger.append_batch((batch * 1000..(batch + 1) * 1000).map(draft).collect()).unwrap();
        }
    });
    measure("append again, known keys", entries, || {
        for batch in 0..entries / 1000 {
            ledger.append_batch((batch * 1000..(batch + 1) * 1000).map(draft).collect()).unwrap();
        }
    });
    measure("append one by one, 64 threads", 6400, || {
        std::thread::scope(|scope| {
            for thread in 0..64 {
                let ledger = &ledger;
                scope.spawn(move || {
                    (0..100).for_each(|n| assert!(ledger.append(draft(thread * 100 + n)).is_ok()))
                });
            }
        });
    });
    let total = ledger.position().entries;
    measure("a thousand earlier positions", 1000, || {
        (0..1000).for_each(|n| assert!(ledger.position_at(total - n * 17).is_some()));
    });
    let snapshot = vec![7; 256 << 20];
    measure("seal a file of 256 MiB (count: MiB)", 256, || ledger.seal_file("snapshot", &snapshot).unwrap());
    let opened = measure("open it (count: MiB)", 256, || ledger.open_file("snapshot").unwrap());
    assert!(*opened == snapshot);
    drop((opened, snapshot, ledger));

    let (ledger, _) =
        measure("open the ledger", total, || Ledger::open(&dir, &unlock, Settings::default()).unwrap());
    measure("read and decrypt, keys unwrapped on the way", total, || {
        assert_eq!(
            ledger.read_from(1).filter(|e| e.as_ref().unwrap().parts[0].plaintext.is_some()).count() as u64,
            total
        );
    });
    measure("read and decrypt again", total, || assert_eq!(ledger.read_from(1).count() as u64, total));
    drop(ledger);
    for (what, unlock, mode) in [
        ("verify, batch, no keys", None, VerifyMode::Batch),
        ("verify, batch, with keys", Some(&unlock), VerifyMode::Batch),
        ("verify, strict, no keys", None, VerifyMode::Strict),
    ] {
        let report = measure(what, total, || verify(&dir, unlock, mode).unwrap());
        assert!(report.is_sound());
    }

    // What a report of six claims is: three parts, 1,100 bytes.
    let dir = temp.path().join("six");
    let ledger = Ledger::create(&dir, NewCasebook::new(unlock)).unwrap();
    let part = |n: u64, tier, length| PartDraft {
        record: RecordId::from_bytes(u128::from(n).to_be_bytes()),
        tier,
        plaintext: vec![b'x'; length],
    };
    for batch in 0..entries / 1000 {
        let of = |n: u64| EntryDraft {
            claimed_at: 1_560_067_260,
            parts: vec![
                part(n, Tier::Facts, 700),
                part(n, Tier::Identity, 200),
                part(n % 50, Tier::Source, 200),
            ],
        };
        ledger.append_batch((batch * 1000..(batch + 1) * 1000).map(of).collect()).unwrap();
    }
    ledger.close().unwrap();
    for (what, mode) in [
        ("verify, batch, no keys, six claims an entry", VerifyMode::Batch),
        ("verify, strict, no keys, six claims an entry", VerifyMode::Strict),
    ] {
        let report = measure(what, entries, || verify(&dir, None, mode).unwrap());
        assert!(report.is_sound());
    }
}
