//! Trains the weights of the second look (`data/weights.tsv`) on annotated reports: `cargo xtask train extract`, or
//! `cargo run --release -p extract --example extract_train -- [--out FILE] DIR…`. The same reports give the same bytes. Prints how well it
//! does on reports left out (tenfold, by report); `--show` names whom it has wrong.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use extract::weigh::train::{Example, One, examples, fit};
use extract::{About, Day};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Reports from this number on were written when the grammar was there and nobody fitted it to them: they weigh double.
const NEWER: u32 = 200;
/// Signs that fewer persons have weigh nothing.
const LEAST: usize = 4;
/// The sum from which a person is drafted. On reports left out a lower one drafts more wrong people than it is worth.
const BAR: f64 = 2.4;

struct Read {
    one: One,
    lang: String,
    file: String,
    newer: bool,
}

fn main() {
    let (mut dirs, mut out, mut show, mut dump) = (Vec::new(), None, false, None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--out" => out = words.next(),
            "--dump" => dump = words.next(),
            "--show" => show = true,
            _ => dirs.push(word),
        }
    }
    let (ones, reports) = read(&dirs);
    let sums = left_out(&ones);
    let detained = ones.iter().filter(|read| read.one.example.detained).count();
    println!("{reports} reports, {} persons, {detained} of them detained; on reports left out:", ones.len());
    println!("bar    which        P     R     (grammar alone P     R)     traps (grammar alone)");
    for bar in [0.0, 1.0, 2.0, BAR, 3.0] {
        rows(&ones, &sums, bar);
    }
    if show {
        for (read, sum) in ones.iter().zip(&sums).filter(|(read, _)| !read.one.drafted) {
            if read.one.example.detained != (*sum >= BAR && read.one.told) {
                println!("{} {:.2} {} {}", read.file, sum, read.one.name, read.one.example.detained);
            }
        }
    }
    if let Some(dump) = dump {
        let rows: Vec<String> = ones.iter().zip(&sums).map(|(read, sum)| {
            serde_json::json!({"file": read.file, "lang": read.lang, "name": read.one.name, "y": read.one.example.detained,
                "drafted": read.one.drafted, "told": read.one.told, "trap": read.one.trap, "sum": sum, "signs": read.one.example.signs}).to_string()
        }).collect();
        std::fs::write(dump, rows.join("\n")).unwrap();
    }
    if let Some(out) = out {
        let all: Vec<&Example> = ones.iter().map(|read| &read.one.example).collect();
        let mut weights = fit(&all, LEAST);
        weights.bar = BAR;
        let head = format!(
            "# How much each sign says that a named person was detained (log odds). Made by `cargo xtask train extract` from the {reports}\n# \
             reports in texts/tune; do not edit by hand. What the signs are: src/weigh/signs.rs. What it reaches: docs/models.md.\n"
        );
        std::fs::write(out, head + &weights.table()).unwrap();
    }
}

/// Each person's sum by weights that were fitted without the person's report.
fn left_out(ones: &[Read]) -> Vec<f64> {
    let mut sums = vec![0.0; ones.len()];
    for fold in 0..10 {
        let kept: Vec<&Example> =
            ones.iter().map(|read| &read.one.example).filter(|one| one.report % 10 != fold).collect();
        let weights = fit(&kept, LEAST);
        for (sum, read) in sums.iter_mut().zip(ones).filter(|(_, read)| read.one.example.report % 10 == fold)
        {
            *sum = weights.sum(&read.one.example.signs);
        }
    }
    sums
}

#[derive(Default)]
struct Row {
    right: u32,
    wrong: u32,
    traps: u32,
    grammar_right: u32,
    grammar_wrong: u32,
    grammar_traps: u32,
    all: u32,
}

fn rows(ones: &[Read], sums: &[f64], bar: f64) {
    let mut by: BTreeMap<String, Row> = BTreeMap::new();
    for (read, sum) in ones.iter().zip(sums) {
        let one = &read.one;
        let drafted = one.drafted || (*sum >= bar && one.told);
        let age = if read.newer { "newer" } else { "older" };
        for key in ["all".to_owned(), format!("{} {age}", read.lang), format!("all {age}")] {
            let row = by.entry(key).or_default();
            let trap = u32::from(one.trap);
            match (drafted, one.example.detained) {
                (true, true) => row.right += 1,
                (true, false) => (row.wrong, row.traps) = (row.wrong + 1, row.traps + trap),
                _ => {}
            }
            match (one.drafted, one.example.detained) {
                (true, true) => row.grammar_right += 1,
                (true, false) => {
                    (row.grammar_wrong, row.grammar_traps) =
                        (row.grammar_wrong + 1, row.grammar_traps + trap);
                }
                _ => {}
            }
            row.all += u32::from(one.example.detained);
        }
    }
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    for (which, row) in by {
        println!(
            "{bar:<6} {which:<12} {:.3} {:.3} ({:.3} {:.3}) {} ({})",
            share(row.right, row.right + row.wrong),
            share(row.right, row.all),
            share(row.grammar_right, row.grammar_right + row.grammar_wrong),
            share(row.grammar_right, row.all),
            row.traps,
            row.grammar_traps,
        );
    }
}

fn read(dirs: &[String]) -> (Vec<Read>, usize) {
    let (mut ones, mut report) = (Vec::new(), 0);
    for dir in dirs {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|ext| ext == "txt")) {
            let gold: serde_json::Value =
                serde_json::from_str(&std::fs::read_to_string(file.with_extension("json")).unwrap()).unwrap();
            let text = std::fs::read_to_string(file).unwrap();
            let about = About { published: day(gold["published"].as_str().unwrap_or("")), lang: None };
            let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
            let newer = stem
                .split('_')
                .nth(2)
                .and_then(|number| number.parse().ok())
                .is_some_and(|n: u32| n >= NEWER);
            let lang = gold["lang"].as_str().unwrap_or("").to_owned();
            report += 1;
            let of = examples(report, &text, &about, &gold, if newer { 2.0 } else { 1.0 });
            ones.extend(of.into_iter().map(|one| Read {
                one,
                lang: lang.clone(),
                file: stem.clone(),
                newer,
            }));
        }
    }
    (ones, report)
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
