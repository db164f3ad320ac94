//! Reads annotated reports and says how well: `cargo run --release -p extract --example extract_eval -- DIR…` (each with `*.txt` and
//! `*.json` of the gold shape). `--misses` prints every mistake.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use extract::eval::{Score, score};
use extract::{About, Day, Lang};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let misses = words.iter().any(|word| word == "--misses");
    let wanted = words.iter().find_map(|word| word.strip_prefix("--lang=").and_then(Lang::of_tag));
    let mut by_lang: BTreeMap<Lang, Score> = BTreeMap::new();
    let (mut bytes, mut seconds) = (0usize, 0.0);
    for dir in words.iter().filter(|word| !word.starts_with("--")) {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|ext| ext == "txt")) {
            let gold: serde_json::Value =
                serde_json::from_str(&std::fs::read_to_string(file.with_extension("json")).unwrap()).unwrap();
            let text = std::fs::read_to_string(file).unwrap();
            let lang = Lang::of_tag(gold["lang"].as_str().unwrap_or("en")).unwrap();
            if wanted.is_some_and(|wanted| wanted != lang) {
                continue;
            }
            let published = gold["published"].as_str().unwrap_or("");
            let about = About { published: day(published), lang: None };
            let start = Instant::now();
            let reading = extract::read(&text, &about);
            seconds += start.elapsed().as_secs_f64();
            bytes += text.chars().count();
            let drafts = extract::gold::document(
                gold["doc_id"].as_str().unwrap(),
                reading.lang,
                published,
                &text,
                &reading.facts,
            );
            by_lang.entry(lang).or_default().add(score(&text, &gold, &drafts));
        }
    }
    let mut all = Score::default();
    for (lang, score) in by_lang {
        print(lang.tag(), &score);
        all.add(score);
    }
    print("all", &all);
    println!("{bytes} characters in {seconds:.3} s: {:.0} a second", bytes as f64 / seconds);
    if misses {
        all.misses.iter().for_each(|miss| println!("{miss}"));
    }
}

fn day(iso: &str) -> Option<Day> {
    let parts: Vec<&str> = iso.split('-').collect();
    match parts.as_slice() {
        [year, month, day] => {
            Some(Day { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? })
        }
        _ => None,
    }
}

fn print(title: &str, score: &Score) {
    println!("{title}: fabricated {}, traps {}", score.fabricated, score.traps);
    for (slot, tally) in &score.slots {
        println!(
            "  {slot:<14} P {:.3} R {:.3}   right {} wrong {} missed {}",
            tally.precision(),
            tally.recall(),
            tally.right,
            tally.wrong,
            tally.missed
        );
    }
}
