//! How many pairs a second one core compares: warm (both names read before) and cold (read and compared).
//! `cargo run --release -p names --example names_speed [-- PAIRS.csv]`; without a file, on invented pairs. Then the same
//! on random pairs of these names, which is what a search through a list meets: most are given up at a glance.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::needless_range_loop,
    missing_docs,
    dead_code
)]

#[path = "../evaluate/pairs.rs"]
mod pairs;
#[path = "../evaluate/synthetic/mod.rs"]
mod synthetic;

use std::hint::black_box;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let names: Vec<[String; 2]> = match std::env::args().nth(1) {
        Some(path) => pairs::read(&path)?.into_iter().map(|pair| pair.names).collect(),
        None => synthetic::pairs(2500, 1).into_iter().map(|pair| pair.names).collect(),
    };
    println!("pairs {}   bytes of a reading {}", names.len(), std::mem::size_of::<names::Reading>());
    measure("as given", &names);
    // A step that shares no factor with most counts: each name meets one from far away.
    let other = |at: usize| names[(at * 7919 + 13) % names.len()][1].clone();
    let random: Vec<[String; 2]> = (0..names.len()).map(|at| [names[at][0].clone(), other(at)]).collect();
    measure("random", &random);
    Ok(())
}

fn measure(which: &str, names: &[[String; 2]]) {
    let read: Vec<[names::Reading; 2]> =
        names.iter().map(|pair| [names::read(&pair[0]), names::read(&pair[1])]).collect();
    let (mut warm, mut cold): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        warm.push(rate(names.len() * 20, || {
            for _ in 0..20 {
                for [a, b] in &read {
                    black_box(names::score(a, b));
                }
            }
        }));
        if std::env::args().any(|a| a == "warm") {
            continue;
        }
        cold.push(rate(names.len() * 2, || {
            for _ in 0..2 {
                for [a, b] in names {
                    black_box(names::score(&names::read(a), &names::read(b)));
                }
            }
        }));
    }
    for (kind, mut rates) in
        [("warm", warm), ("cold", cold)].into_iter().filter(|(_, rates)| !rates.is_empty())
    {
        rates.sort_by(f64::total_cmp);
        println!(
            "{which}, {kind}: median {:.0} pairs/s, best {:.0}",
            rates[rates.len() / 2],
            rates[rates.len() - 1]
        );
    }
}

/// Pairs a second of processor time where the system tells it, so that a busy machine does not count; else by the clock.
fn rate(pairs: usize, work: impl FnOnce()) -> f64 {
    let (start, before) = (Instant::now(), on_processor());
    work();
    let seconds = match (before, on_processor()) {
        (Some(before), Some(after)) => (after - before) as f64 / 1e9,
        _ => start.elapsed().as_secs_f64(),
    };
    pairs as f64 / seconds
}

/// Nanoseconds this process has run, as Linux counts them.
fn on_processor() -> Option<u64> {
    std::fs::read_to_string("/proc/self/schedstat").ok()?.split_whitespace().next()?.parse().ok()
}
