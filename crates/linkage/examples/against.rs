//! How soon one record is found among many: `cargo run --release -p linkage --example against -- ROWS`. All persons are
//! made up. Prints the time to make the index, and of the questions the median and the 99th percentile, on the clock and as
//! time on a processor, which other work on the machine does not stretch.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use linkage::table::Builder;
use linkage::{Against, Config, Constraints, Table, link};
use std::time::Instant;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    /// Low numbers often, high ones seldom.
    fn rank(&mut self, sides: usize) -> usize {
        let flat = (self.roll(1 << 20) as f64 + 1.0) / (1 << 20) as f64;
        ((sides as f64).powf(flat) - 1.0) as usize
    }
}

/// The name of a number: three or four syllables.
fn name(mut number: usize, salt: usize) -> String {
    const HEADS: [&str; 20] = [
        "b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "sh", "kr", "st",
        "br",
    ];
    const TAILS: [&str; 12] = ["a", "e", "i", "o", "u", "an", "er", "in", "ol", "ar", "en", "is"];
    number = number.wrapping_mul(7919).wrapping_add(salt) % 13_824_000;
    let mut out = String::new();
    for _ in 0..3 {
        out.push_str(HEADS[number % 20]);
        out.push_str(TAILS[number / 20 % 12]);
        number /= 240;
    }
    out
}

fn person(dice: &mut Dice) -> [String; 5] {
    [
        name(dice.rank(4_000), 11),
        name(dice.rank(60_000), 77),
        format!("{}-{:02}-{:02}", 1935 + dice.roll(70), 1 + dice.roll(12), 1 + dice.roll(28)),
        name(dice.rank(400), 5),
        format!("{:05}", dice.rank(24_000)),
    ]
}

fn table(rows: &[[String; 5]]) -> Table {
    let mut builder = Builder::new(["first_name", "surname", "dob", "city", "postcode"]);
    let list = builder.list("people");
    for (at, row) in rows.iter().enumerate() {
        builder.row(&at.to_string(), list, row.iter().map(String::as_str));
    }
    builder.finish()
}

/// The same person as somebody else writes them.
fn again(dice: &mut Dice, of: &[String; 5]) -> [String; 5] {
    let mut cells = of.clone();
    let name = dice.roll(2);
    let at = dice.roll(cells[name].len());
    cells[name].remove(at);
    match dice.roll(3) {
        0 => cells[3].clear(),
        1 => cells[4].clear(),
        _ => {}
    }
    cells
}

fn main() {
    let rows: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let mut dice = Dice(3);
    let mut people: Vec<[String; 5]> = (0..rows).map(|_| person(&mut dice)).collect();
    for _ in 0..(rows / 20).min(5_000) {
        let of = people[dice.roll(20_000.min(rows))].clone();
        let at = dice.roll(20_000.min(rows));
        people[at] = again(&mut dice, &of);
    }
    let sample = table(&people[..20_000.min(rows)]);
    let model = link(&sample, &Config::inferred(&sample), &Constraints::default(), 1).unwrap().model;
    let whole = table(&people);
    let start = Instant::now();
    let mut against = Against::new(&model, whole).unwrap();
    println!("{rows} records; index {:.1} s", start.elapsed().as_secs_f64());
    let mut times = Vec::new();
    let mut worked = Vec::new();
    let mut first = 0;
    let questions = 2_000;
    for _ in 0..questions {
        let row = dice.roll(rows);
        let cells = again(&mut dice, &people[row]);
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let (start, before) = (Instant::now(), on_processor());
        let found = against.matches(&cells).unwrap();
        times.push(start.elapsed().as_secs_f64() * 1e3);
        worked.push(on_processor() - before);
        first += usize::from(found.iter().take(3).any(|found| found.row as usize == row));
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
            total / questions as f64
        );
    }
    println!("found among the first three: {first} of {questions}");
}

/// Milliseconds of processor time of this thread.
fn on_processor() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}
