//! How fast and how surely a list of a million names is searched.
//!
//!     cargo run --release -p names --example search_speed [-- PERSONS.jsonl [NAMES [misses]]]
//!
//! Without a file the persons searched for are made up, each written by two schemes. With a file of JSON lines, each line
//! is a person with `forms`, a list of objects with a `name`: every form is searched for, and every other form should be
//! found. With a file that ends in .csv, rows with `label` 1 are two forms of one person, `name_a` and `name_b`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "../tests/it/synthetic.rs"]
mod synthetic;

use names::schemes::Scheme;
use names::search::Index;
use std::collections::HashMap;
use std::time::Instant;
use synthetic::{Dice, given, kazakh, mixed};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Whose forms they are: one person may stand in several pairs.
    let mut whose: Vec<String> = Vec::new();
    let persons: Vec<Vec<String>> = match arguments.first() {
        Some(path) if path.ends_with(".csv") => pairs(path, &mut whose),
        Some(path) => {
            std::fs::read_to_string(path).expect("the file of persons").lines().map(forms).collect()
        }
        None => (0..2000).map(made_up).collect(),
    };
    let total: usize = arguments.get(1).map_or(1_000_000, |count| count.parse().expect("a number of names"));
    let show_misses = arguments.get(2).is_some();

    let given = given("ru");
    let mut list: Vec<String> = (0..total as u64).map(|number| mixed(number, &given)).collect();
    let mut places: Vec<Vec<usize>> = Vec::new();
    let mut dice = Dice(7);
    for forms in &persons {
        places.push(
            forms
                .iter()
                .map(|form| {
                    let at = dice.roll(list.len());
                    let moved = std::mem::replace(&mut list[at], form.clone());
                    list.push(moved);
                    at
                })
                .collect(),
        );
    }
    // A later person may have taken an earlier one's place.
    for (forms, places) in persons.iter().zip(&mut places) {
        for (form, place) in forms.iter().zip(places) {
            if &list[*place] != form {
                *place = list.len();
                list.push(form.clone());
            }
        }
    }

    let mut owners: HashMap<usize, &str> = HashMap::new();
    for (at, places) in places.iter().enumerate() {
        if let Some(person) = whose.get(at) {
            owners.extend(places.iter().map(|place| (*place, person.as_str())));
        }
    }

    names::read("warm up");
    names::lexicon::ids("warm up");
    let began = Instant::now();
    let index = Index::build(list.iter().map(String::as_str));
    let names = index.len();
    println!("{names} names, built in {:.2} s", began.elapsed().as_secs_f64());
    let text: usize = list.iter().map(String::len).sum();
    println!(
        "{:.1} B a name for the index, {:.1} B for the names themselves",
        index.bytes() as f64 / names as f64,
        text as f64 / names as f64
    );

    let (mut pairs, mut blocked, mut found) = (0u32, 0u32, 0u32);
    // Of the variants that the comparison itself takes for likely or same: pseudonyms and torn names are no spellings.
    let (mut fair, mut fair_blocked, mut fair_found) = (0u32, 0u32, 0u32);
    // The same, other rows of the person who is sought not counted among the ten.
    let mut alone_found = 0u32;
    let (mut candidates, mut queries) = (0usize, 0usize);
    // How far down the candidates a variant stood: first, then 1, 2 to 3, 4 to 7, …
    let mut ranks = [0u32; 16];
    let mut times = Vec::new();
    let mut block_times = Vec::new();
    for (forms, places) in persons.iter().zip(&places) {
        for (query, own) in forms.iter().zip(places) {
            let began = processor_ms();
            let rows = index.candidates(query);
            block_times.push(processor_ms() - began);
            let began = processor_ms();
            let hits = index.search(query, 10 + 1);
            times.push(processor_ms() - began);
            queries += 1;
            candidates += rows.len();
            // The query's own row is no find.
            let top: Vec<usize> = hits.iter().map(|hit| hit.row).filter(|row| row != own).take(10).collect();
            // What stands further down, for whom other rows of the same person come first; not timed.
            let deep: Vec<usize> =
                index.search(query, 100).iter().map(|hit| hit.row).filter(|row| row != own).collect();
            for (form, place) in forms.iter().zip(places) {
                if place == own || form == query {
                    continue;
                }
                pairs += 1;
                blocked += u32::from(rows.contains(place));
                found += u32::from(top.contains(place));
                let spelling = names::score(&names::read(query), &names::read(form)) >= names::LIKELY;
                fair += u32::from(spelling);
                fair_blocked += u32::from(spelling && rows.contains(place));
                fair_found += u32::from(spelling && top.contains(place));
                let own_person =
                    |row: &usize| owners.get(row).is_some_and(|who| owners.get(own) == Some(who));
                let strangers =
                    deep.iter().take_while(|row| *row != place).filter(|row| !own_person(row)).count();
                alone_found += u32::from(spelling && deep.contains(place) && strangers < 10);
                if let Some(rank) = rows.iter().position(|row| row == place) {
                    ranks[rank.checked_ilog2().map_or(0, |power| power as usize + 1)] += 1;
                }
                if show_misses && spelling && !top.contains(place) {
                    println!("{} {query} | {form}", if rows.contains(place) { "rank " } else { "block" });
                }
            }
        }
    }
    println!("{pairs} variants in {queries} queries");
    println!(
        "blocking completeness {:.4} at {:.4} % of the list",
        f64::from(blocked) / f64::from(pairs),
        100.0 * candidates as f64 / queries as f64 / names as f64
    );
    println!(
        "of the {fair} that compare as likely or same: completeness {:.4}, top-10 recall {:.4}",
        f64::from(fair_blocked) / f64::from(fair),
        f64::from(fair_found) / f64::from(fair)
    );
    println!(
        "the same, other rows of the same person not counted among the ten: {:.4}",
        f64::from(alone_found) / f64::from(fair)
    );
    println!("places among the candidates, by powers of two: {ranks:?}");
    println!("top-10 recall {:.4}", f64::from(found) / f64::from(pairs));
    show("candidates", &mut block_times);
    show("search", &mut times);
}

/// Milliseconds this thread has been on a processor, so that others on the machine do not count.
fn processor_ms() -> f64 {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    spent.tv_sec as f64 * 1e3 + spent.tv_nsec as f64 / 1e6
}

fn show(what: &str, times: &mut [f64]) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "{what}, processor time: median {:.2} ms, p90 {:.2}, p99 {:.2}, longest {:.2}",
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
}

fn made_up(number: u64) -> Vec<String> {
    let mut dice = Dice(number + 1_000_000_007);
    let name = kazakh(&mut dice);
    let schemes: Vec<Scheme> = Scheme::of("kk").collect();
    let other = dice.pick(&schemes).render(&name);
    vec![name, other]
}

fn forms(line: &str) -> Vec<String> {
    let person: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
    let forms = person["forms"].as_array().expect("forms");
    let mut forms: Vec<String> =
        forms.iter().filter_map(|form| form["name"].as_str()).map(str::to_owned).collect();
    forms.sort();
    forms.dedup();
    forms
}

fn pairs(path: &str, whose: &mut Vec<String>) -> Vec<Vec<String>> {
    let mut rows = csv::Reader::from_path(path).expect("the file of pairs");
    let header = rows.headers().expect("a header").clone();
    let column = |name: &str| {
        header.iter().position(|other| other == name).unwrap_or_else(|| panic!("no column {name}"))
    };
    let (label, a, b, person) = (column("label"), column("name_a"), column("name_b"), column("pid_a"));
    let rows = rows.records().map(|row| row.expect("a row")).filter(|row| &row[label] == "1");
    rows.map(|row| {
        whose.push(row[person].to_owned());
        vec![row[a].to_owned(), row[b].to_owned()]
    })
    .collect()
}
