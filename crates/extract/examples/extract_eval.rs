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
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Scores the texts of a file of marked ones (texts/README.md), of which only people are known.
fn marked(file: &Path, wanted: Option<Lang>, by_lang: &mut BTreeMap<Lang, Score>) {
    let stem = file.file_stem().unwrap().to_str().unwrap();
    let lang = stem.split('_').find_map(Lang::of_tag).unwrap();
    if wanted.is_some_and(|wanted| wanted != lang) || !stem.ends_with(['2', '3']) {
        return;
    }
    for (number, one) in std::fs::read_to_string(file).unwrap().split("\n---\n").enumerate() {
        let (text, mut gold) = extract::weigh::marked::read(one);
        let id = format!("{stem}:{number}");
        gold["doc_id"] = id.clone().into();
        for fact in gold["facts"].as_array_mut().unwrap() {
            let point = |byte: u64| text[..byte as usize].chars().count();
            let mut proof = fact["name_mentions"].clone();
            for span in proof.as_array_mut().into_iter().flatten() {
                span["start"] = point(span["b0"].as_u64().unwrap()).into();
                span["end"] = point(span["b1"].as_u64().unwrap()).into();
            }
            fact["ev"] = proof;
        }
        let reading = extract::read(&text, &About { published: None, lang: None });
        let drafts = extract::gold::document(&id, reading.lang, "", &text, &reading.facts);
        by_lang.entry(lang).or_default().add(score(&text, &gold, &drafts));
    }
}

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
            if !file.with_extension("json").exists() {
                marked(file, wanted, &mut by_lang);
                continue;
            }
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
