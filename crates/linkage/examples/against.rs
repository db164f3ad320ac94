//! How soon, and how surely, new records are found among known ones:
//! `cargo run --release -p linkage --example against -- [register|detention|arabic|testimony] [ROWS]`. All persons are made
//! up. The model is learnt from a part of the known records. Prints the time to make the index; of the questions the median
//! and the 99th percentile, on the clock and as time on a processor, which other work on the machine does not stretch; and
//! how many of the true pairs of new with known records are found and linked.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use linkage::against::Room;
use linkage::table::Builder;
use linkage::{Against, Config, Constraints, Table, link};
use std::collections::HashMap;
use std::time::Instant;
use testkit::lists::{List, Pools, arabic_lists, detention_lists, register, testimony_list};

/// Columns that are compared: not the id, not the truth.
fn compared(list: &List) -> Vec<usize> {
    (0..list.columns.len()).filter(|at| !["unique_id", "cluster"].contains(&list.columns[*at])).collect()
}

type Row<'l> = (&'l List, &'l [Box<str>]);

fn table(rows: &[Row<'_>]) -> Table {
    let list = rows[0].0;
    let columns = compared(list);
    let mut builder = Builder::new(columns.iter().map(|at| list.columns[*at]));
    for (list, row) in rows {
        let number = builder.list(&list.name);
        builder.row(&row[0], number, columns.iter().map(|at| &*row[*at]));
    }
    builder.finish()
}

fn main() {
    let kind = std::env::args().nth(1).unwrap_or_else(|| "register".to_owned());
    let rows: usize = std::env::args().nth(2).and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let lists = match kind.as_str() {
        "detention" => detention_lists(10, rows),
        "arabic" => arabic_lists(7, rows, 2),
        "testimony" => vec![testimony_list(9, rows, rows / 50)],
        _ => vec![register(42, rows, &Pools::invented())],
    };
    // Every so manieth record comes later.
    let later_of = |at: usize| at % (rows / 2_000).max(10) == 7;
    let all: Vec<Row<'_>> =
        lists.iter().flat_map(|list| list.rows.iter().map(move |row| (list, &**row))).collect();
    let known: Vec<Row<'_>> =
        all.iter().enumerate().filter(|(at, _)| !later_of(*at)).map(|(_, row)| *row).collect();
    let later: Vec<Row<'_>> =
        all.iter().enumerate().filter(|(at, _)| later_of(*at)).map(|(_, row)| *row).take(2_000).collect();
    let sample = table(&known[..known.len().min(50_000)]);
    let model = link(&sample, &Config::inferred(&sample), &Constraints::default(), 1).unwrap().model;
    let whole = table(&known);
    let (start, before) = (Instant::now(), on_processor());
    let against = Against::new(&model, &whole).unwrap();
    let (clock, worked) = (start.elapsed().as_secs_f64(), (on_processor() - before) / 1e3);
    println!("{} records known; index {clock:.2} s on the clock, {worked:.2} s on a processor", whole.rows());

    let truth = |row: &Row<'_>| {
        let at = row.0.columns.iter().position(|column| *column == "cluster").unwrap();
        row.1[at].to_string()
    };
    let mut persons: HashMap<String, Vec<u32>> = HashMap::new();
    for (at, row) in known.iter().enumerate() {
        persons.entry(truth(row)).or_default().push(at as u32);
    }
    let columns = compared(&lists[0]);
    let (mut times, mut worked, mut room) = (Vec::new(), Vec::new(), Room::default());
    let (mut pairs, mut met, mut linked, mut right, mut worth_linking) = (0, 0, 0, 0, 0);
    let mut candidates = 0;
    for row in &later {
        let cells: Vec<&str> = columns.iter().map(|at| &*row.1[*at]).collect();
        let (start, before) = (Instant::now(), on_processor());
        let found = against.matches(&mut room, &row.0.name, &cells).unwrap();
        times.push(start.elapsed().as_secs_f64() * 1e3);
        worked.push(on_processor() - before);
        candidates += room.compared;
        let person = persons.get(&truth(row)).map(Vec::as_slice).unwrap_or_default();
        pairs += person.len();
        let link = |probability: f32| f64::from(probability) >= model.threshold;
        met += found.iter().filter(|found| person.contains(&found.row)).count();
        linked += found.iter().filter(|found| link(found.probability)).count();
        right += found.iter().filter(|found| link(found.probability) && person.contains(&found.row)).count();
        // What would be linked if every pair were compared.
        let all = against.compared(person, &row.0.name, &cells).unwrap();
        worth_linking += all.iter().filter(|found| link(found.probability)).count();
    }
    for (clock, mut times) in [("clock", times), ("processor", worked)] {
        let total: f64 = times.iter().sum();
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!(
            "{clock}: one record median {:.3} ms, p99 {:.3} ms, worst {:.3} ms; 1,000 records {:.3} s",
            at(0.5),
            at(0.99),
            at(1.0),
            total / later.len() as f64
        );
    }
    println!("compared with {:.1} records on average", candidates as f64 / later.len() as f64);
    println!(
        "true pairs {pairs}: {worth_linking} weigh enough, {met} met, {right} linked, of {linked} linked in all"
    );
}

/// Milliseconds of processor time of this thread.
fn on_processor() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}
