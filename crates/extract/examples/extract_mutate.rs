//! Spoils reports many times over and holds every quote against them: `cargo run --release -p extract --example extract_mutate -- 100000`.
//! Prints how many were read, the slowest, and stops at the first quote that is not there.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "../tests/it/mutate.rs"]
mod mutate;

use extract::{About, read};
use mutate::{Chance, spoiled};
use serde_json::json;
use std::time::Instant;

fn main() {
    let cases: u64 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/texts/tune");
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().filter(|file| file.extension().is_some_and(|ext| ext == "txt"));
    let reports: Vec<String> = texts.map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let (mut facts, mut slowest, mut letters) = (0, (0.0, 0), 0);
    // A second number is the case to begin with.
    let first: u64 = std::env::args().nth(2).and_then(|text| text.parse().ok()).unwrap_or(0);
    for case in first..first + cases {
        let mut chance = Chance::new(case);
        let mut text = spoiled(&reports, &mut chance);
        if case % 5_000 == 0 {
            // One line of a megabyte.
            text = text.replace('\n', " ");
            text = text.repeat(1_000_000 / text.len().max(1));
        }
        let start = Instant::now();
        let reading = read(&text, &About::default());
        let seconds = start.elapsed().as_secs_f64() / (text.len() as f64 / 3_000.0).max(1.0);
        slowest = if seconds > slowest.0 { (seconds, case) } else { slowest };
        facts += reading.facts.len();
        letters += text.len();
        let drafts = extract::gold::document("x", reading.lang, "", &text, &reading.facts);
        let score = extract::eval::score(&text, &json!({ "facts": [] }), &drafts);
        assert!(score.fabricated == 0, "case {case}: {:?}\n{text:?}", score.misses);
    }
    println!(
        "{cases} spoiled reports, {letters} bytes, {facts} drafts: every quote stands where it is said to stand"
    );
    println!("slowest: case {}, {:.1} ms for each 3,000 bytes", slowest.1, slowest.0 * 1e3);
}
