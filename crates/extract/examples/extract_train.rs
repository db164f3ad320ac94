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

mod reports;

use extract::Lang;
use extract::weigh::train::{BAR, Example, FLOOR, LEAST, One, Report, Sort, fit, learn};
use extract::weigh::{believed, harder};
use std::collections::BTreeMap;

struct Read {
    one: One,
    lang: String,
    file: String,
    sort: Sort,
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
    let texts = reports::read(&dirs);
    let mut unseen: BTreeMap<String, u32> = BTreeMap::new();
    let mut missing: Vec<String> = Vec::new();
    let dumping = dump.is_some();
    let persons = |(number, text): (usize, &Report)| {
        let (lang, file, sort) = (text.lang.clone(), text.file.clone(), text.sort);
        let read = move |one| Read { one, lang: lang.clone(), file: file.clone(), sort };
        let persons = text.persons(number);
        let key = [format!("{} {}", text.lang, of(sort)), format!("all {}", of(sort))];
        for key in key {
            *unseen.entry(key).or_insert(0) += persons.unseen.len() as u32;
        }
        if dumping {
            missing.push(serde_json::json!({"file": text.file, "lang": text.lang, "text": text.text, "unseen": persons.unseen}).to_string());
        }
        persons.ones.into_iter().map(read).collect::<Vec<_>>()
    };
    let ones: Vec<Read> = texts.iter().enumerate().flat_map(persons).collect();
    let annotated = texts.iter().filter(|text| matches!(text.sort, Sort::Older | Sort::Newer)).count();
    let reports = format!("{annotated} annotated and {} marked texts", texts.len() - annotated);
    let sums = left_out(&ones);
    let detained = ones.iter().filter(|read| read.one.example.detained).count();
    println!("{reports}, {} persons, {detained} of them detained; on reports left out:", ones.len());
    println!("bar    which        P     R     (grammar alone P     R)     traps (grammar alone)");
    for bar in [0.0, 0.3, BAR, 0.9, 1.2] {
        rows(&ones, &sums, &unseen, bar);
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
                "drafted": read.one.drafted, "told": read.one.told, "spans": read.one.spans, "trap": read.one.trap, "sum": sum, "signs": read.one.example.signs}).to_string()
        }).collect();
        std::fs::write(format!("{dump}.texts"), missing.join("\n")).unwrap();
        std::fs::write(dump, rows.join("\n")).unwrap();
    }
    if let Some(out) = out {
        let all: Vec<&Example> = ones.iter().map(|read| &read.one.example).collect();
        let weights = learn(&all);
        let head = format!(
            "# How much each sign says that a named person was detained (log odds). Made by `cargo xtask train extract` from the {reports}\n# \
             in texts/tune and texts/marked; do not edit by hand. What the signs are: src/weigh/signs.rs. What it reaches: docs/models.md.\n"
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

fn of(sort: Sort) -> String {
    format!("{sort:?}").to_lowercase()
}

/// Whom the names of a text do not hold is missed at every bar.
fn rows(ones: &[Read], sums: &[f64], unseen: &BTreeMap<String, u32>, bar: f64) {
    let mut by: BTreeMap<String, Row> = BTreeMap::new();
    for (read, sum) in ones.iter().zip(sums) {
        let one = &read.one;
        let lang = Lang::of_tag(&read.lang).unwrap_or_default();
        let drafted = *sum >= if one.drafted { FLOOR - believed(lang) } else { bar + harder(lang) };
        let sort = of(read.sort);
        for key in [format!("{} {sort}", read.lang), format!("all {sort}")] {
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
    for (which, mut row) in by {
        row.all += unseen.get(&which).copied().unwrap_or(0);
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
