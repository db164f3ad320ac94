//! Trains the weights of what is said of the detained (`data/pairs.tsv`): `cargo xtask train extract`, or
//! `cargo run --release -p extract --example extract_pairs -- [--out FILE] [--show SLOT] DIR…`. Prints how well each slot does on reports left
//! out (tenfold, by report), beside the grammar alone; `--show SLOT` prints each case, `--show reach` which truths no candidate is, `--bars 1,1.5,2`
//! what other bars would do.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod reports;

use extract::weigh::pairs::Pairs;
use extract::weigh::pairs::learn::{Drafted, Judged, Pair, learn};
use extract::weigh::train::Sort;
use std::collections::BTreeMap;

fn main() {
    let (mut dirs, mut out, mut show, mut bars) = (Vec::new(), None, None, None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--out" => out = words.next(),
            "--bars" => bars = words.next(),
            "--show" => show = words.next(),
            _ => dirs.push(word),
        }
    }
    let texts: Vec<Drafted> = reports::read(&dirs)
        .into_iter()
        .enumerate()
        .map(|(number, report)| Drafted::of(report, number))
        .collect();
    if show.as_deref() == Some("reach") {
        let mut rows: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        for text in &texts {
            for (slot, any, says) in text.reach() {
                let row = rows
                    .entry(format!("{} {:?} {}", slot.word(), text.report().sort, text.report().lang))
                    .or_default();
                row.0 += u32::from(any);
                row.1 += 1;
                if !any {
                    println!("{} OUT OF REACH {:?} {says}", slot.word(), text.report().sort);
                }
            }
        }
        for (key, (any, all)) in rows {
            println!("{key}: {any} of {all} = {:.2}", f64::from(any) / f64::from(all));
        }
        return;
    }
    let pairs: Vec<Vec<Pair>> = texts.iter().map(Drafted::pairs).collect();
    let folds: Vec<Pairs> = (0..10)
        .map(|fold| {
            let kept = pairs.iter().enumerate().filter(|(number, _)| number % 10 != fold);
            learn(kept.flat_map(|(_, pairs)| pairs))
        })
        .collect();
    if let Some(bars) = &bars {
        for bar in bars.split(',') {
            let bar: f64 = bar.parse().unwrap();
            println!("bar {bar}");
            let folds: Vec<Pairs> = folds.iter().map(|pairs| pairs.at(bar, f64::NEG_INFINITY)).collect();
            rows(&texts, &folds, None, true);
        }
        return;
    }
    rows(&texts, &folds, show.as_deref(), false);
    if let Some(out) = out {
        let table = learn(pairs.iter().flatten()).table();
        let head = "# How much each sign says that a candidate (a role, a place, a day …) is a detained person's (log odds): slot, sign, weight.\n\
             # Made by `cargo xtask train extract`; do not edit by hand. What the signs are: src/weigh/pairs/signs.rs. What it reaches: docs/models.md.\n";
        std::fs::write(out, head.to_owned() + &table).unwrap();
    }
}

fn rows(texts: &[Drafted], folds: &[Pairs], show: Option<&str>, short: bool) {
    let mut rows: BTreeMap<(&str, String), (Judged, Judged)> = BTreeMap::new();
    for text in texts {
        let weights = &folds[text.number() % 10];
        let (alone, weighed) = (text.judged(None), text.judged(Some(weights)));
        for ((slot, alone, was), (_, weighed, says)) in alone.into_iter().zip(weighed) {
            let name = slot.word();
            let age = match text.report().sort {
                Sort::Older => "older",
                Sort::Newer => "newer",
                _ => "marked",
            };
            for key in [format!("{age} {}", text.report().lang), format!("{age} all")] {
                let row = rows.entry((name, key)).or_default();
                add(&mut row.0, alone);
                add(&mut row.1, weighed);
            }
            if show == Some(name) && (alone != weighed || weighed.wrong + weighed.missed > 0) {
                let sort = |one: Judged| match (one.right, one.wrong, one.missed) {
                    (1, _, _) => "right",
                    (_, 1, _) => "WRONG",
                    (_, _, 1) => "missed",
                    _ => "fine",
                };
                println!("{} > {}  {says}  (was {was})", sort(alone), sort(weighed));
            }
        }
    }
    println!("slot      texts          P     R     (grammar alone P     R)");
    for ((slot, key), (alone, weighed)) in rows.iter().filter(|((_, key), _)| !short || key.ends_with("all"))
    {
        let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
        println!(
            "{slot:<9} {key:<12} {:.3} {:.3} ({:.3} {:.3})  right {} wrong {} missed {} (right {} wrong {})",
            share(weighed.right, weighed.right + weighed.wrong),
            share(weighed.right, weighed.right + weighed.missed),
            share(alone.right, alone.right + alone.wrong),
            share(alone.right, alone.right + alone.missed),
            weighed.right,
            weighed.wrong,
            weighed.missed,
            alone.right,
            alone.wrong,
        );
    }
}

fn add(row: &mut Judged, one: Judged) {
    row.right += one.right;
    row.wrong += one.wrong;
    row.missed += one.missed;
}
