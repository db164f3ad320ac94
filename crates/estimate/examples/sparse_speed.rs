//! The Bayesian threshold on tables and how long it takes: `cargo run --release -p estimate --example sparse_speed -- VARIANCE THRESHOLD
//! ORDER TABLE.csv…` (one 0/1 column a list, then the count; a variance of `inf` for no prior).
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod table;

use estimate::sparse::{Settings, estimate};
use table::{cpu, read};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let settings = Settings {
        variance: args[0].parse().unwrap(),
        threshold: args[1].parse().unwrap(),
        order: args[2].parse().unwrap(),
        ..Settings::default()
    };
    for file in &args[3..] {
        let table = read(file);
        let before = cpu();
        let found = estimate(&table, &settings, 1);
        let took = cpu() - before;
        match found {
            Err(refusal) => println!("{file}: {took:.3} s; {refusal}"),
            Ok(p) => println!(
                "{file}: {took:.3} s; {} {:.0} [{:.0} {:.0}], mean {:.0}, {:?}, {} draws a chain",
                p.model.name(),
                p.summary.median,
                p.summary.lower95,
                p.summary.upper95,
                p.summary.mean,
                p.agreement,
                p.draws[0].len()
            ),
        }
    }
}
