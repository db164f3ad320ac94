//! What is left in memory after a ledger was closed: no key of it. The keys are told by a rule that gives one byte at a
//! time, so that the test itself never holds one.

use std::fs::File;
use std::os::unix::fs::FileExt;

use claims::Tier;
use ledger::{Ledger, NewCasebook, Settings, Stretching, Unlock};

use crate::desk::{entry, part, record, scratch, texts};

/// The random byte at a place of the stream the ledger draws from.
fn random(place: u64) -> u8 {
    let mixed = (place ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB) >> 56) as u8
}

fn settings(mut place: u64) -> Settings {
    let entropy = move |buffer: &mut [u8]| {
        for byte in buffer {
            *byte = random(place);
            place += 1;
        }
        Ok(())
    };
    Settings { entropy: Box::new(entropy), ..Settings::default() }
}

/// Where in the stream each key is drawn: id and salt come first, then the casebook key and the nonce it is wrapped
/// with, the device's seed and its nonce, and the key of the first part.
const KEYS: [(&str, u64); 3] = [("casebook key", 48), ("device seed", 48 + 56), ("record key", 48 + 112)];

/// How often sixteen bytes in a row of each key lie in this process's memory.
fn found() -> [usize; 3] {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let memory = File::open("/proc/self/mem").unwrap();
    let mut buffer = vec![0u8; 1 << 20];
    let mut counts = [0; 3];
    for line in maps.lines() {
        let mut fields = line.split(' ');
        let range = fields.next().unwrap();
        if !fields.next().unwrap().starts_with("rw") || line.contains("[v") {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let (mut at, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        while at < to {
            let want = buffer.len().min((to - at) as usize);
            // Other tests may let go of memory meanwhile.
            let Ok(count) = memory.read_at(&mut buffer[..want], at) else { break };
            for (key, (_, start)) in KEYS.iter().enumerate() {
                for half in [start, &(start + 16)] {
                    let (one, two) = (random(*half), random(half + 1));
                    let begins = buffer[..count].windows(16).filter(|w| w[0] == one && w[1] == two);
                    counts[key] += begins
                        .filter(|w| w.iter().enumerate().all(|(n, b)| *b == random(half + n as u64)))
                        .count();
                }
            }
            // Pieces overlap, so that no key is cut in two.
            at += (count.max(16) - 15) as u64;
            if count < want || count < 16 {
                break;
            }
        }
    }
    buffer.fill(0);
    std::hint::black_box(&buffer);
    counts
}

#[test]
fn no_key_is_left_in_memory_after_closing() {
    if !cfg!(target_os = "linux") {
        println!("skipped: memory is read by /proc/self/mem");
        return;
    }
    let temp = scratch();
    let (dir, key_file) = (temp.path().join("case"), temp.path().join("key"));
    std::fs::write(&key_file, [0x42; 32]).unwrap();
    let unlock = Unlock::KeyFile(key_file);
    let new =
        NewCasebook { unlock: unlock.clone(), stretching: Stretching::default(), settings: settings(0) };
    let ledger = Ledger::create(&dir, new).unwrap();
    ledger.append(entry(vec![part(1, Tier::Facts, "one"), part(2, Tier::Identity, "two")])).unwrap();
    ledger.seal_file("snapshot", b"content").unwrap();
    let [casebook_key, seed, record_key] = found();
    // Each in its locked page, in two halves; record keys are unwrapped for each use only.
    assert!(casebook_key >= 2 && seed >= 2, "the search finds what is there: {casebook_key}, {seed}");
    assert_eq!(record_key, 0, "a record key stays unwrapped");
    drop(ledger);
    assert_eq!(found(), [0; 3], "after founding and closing");

    let (ledger, _) = Ledger::open(&dir, &unlock, settings(1 << 20)).unwrap();
    assert_eq!(texts(&ledger), [["one", "two"]]);
    ledger.append(entry(vec![part(1, Tier::Facts, "three")])).unwrap();
    assert_eq!(*ledger.open_file("snapshot").unwrap(), b"content");
    ledger.forget(record(2), Tier::Identity).unwrap();
    assert!(found()[0] >= 2);
    ledger.rotate_keys(&unlock).unwrap();
    assert_eq!(found()[0], 0, "after the casebook key was replaced");
    drop(ledger);
    assert_eq!(found(), [0; 3], "after opening, reading, replacing and closing");
}

#[test]
fn keys_lie_in_locked_pages_or_a_warning_says_so() {
    let temp = scratch();
    let unlock = Unlock::KeyFile(temp.path().join("key"));
    let dir = temp.path().join("case");
    drop(Ledger::create(&dir, NewCasebook::new(unlock.clone())).unwrap());
    let (_ledger, report) = Ledger::open(&dir, &unlock, Settings::default()).unwrap();
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else {
        println!("skipped: the system does not say what is locked");
        return;
    };
    let locked = status.lines().find_map(|line| line.strip_prefix("VmLck:")).unwrap().trim();
    let warned = report.warnings.iter().any(|warning| warning.contains("ulimit -l"));
    assert!(warned || locked != "0 kB", "{locked} locked, and no warning: {:?}", report.warnings);
    // Such pages are also left out of core dumps (dd) and not copied to children (dc).
    let maps = std::fs::read_to_string("/proc/self/smaps").unwrap();
    let flags = maps.lines().filter(|line| line.starts_with("VmFlags:"));
    let marked = flags.filter(|line| line.contains(" lo") && line.contains(" dd") && line.contains(" dc"));
    assert!(warned || marked.count() >= 1);
}
