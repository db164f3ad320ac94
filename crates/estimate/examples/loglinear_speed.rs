//! Log-linear estimates of tables and how long they take: `cargo run --release -p estimate --example loglinear_speed -- [bic|pairs|stepwise]
//! [replicates] [seeds] TABLE.csv…` (one 0/1 column a list, then the count).
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod table;

use estimate::loglinear::{Route, Settings, estimate};
use table::{cpu, read};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let replicates: usize = args[1].parse().unwrap();
    let seeds: u64 = args[2].parse().unwrap();
    for file in &args[3..] {
        let table = read(file);
        let route = match args[0].as_str() {
            "bic" => Route::Bic { order: table.width() - 1 },
            "pairs" => Route::Bic { order: 2 },
            _ => Route::Stepwise,
        };
        let settings = Settings { route, replicates, every: true, ..Settings::default() };
        for seed in 1..=seeds {
            let before = cpu();
            let found = estimate(&table, &settings, seed);
            let took = cpu() - before;
            match found {
                Err(refusal) => println!("{file}: {took:.4} s; {refusal}"),
                Ok(e) => {
                    let mut codes = [0; 4];
                    e.every.iter().for_each(|candidate| codes[usize::from(candidate.check.code())] += 1);
                    let limits = e.limits.map_or(String::new(), |l| {
                        format!(
                            "BCa {:.1} {:.1} (z0 {:.3}, a {:.4}, {} failed)",
                            l.lower95, l.upper95, l.bias, l.acceleration, l.failed
                        )
                    });
                    println!(
                        "{file}: {took:.4} s; {} {:.2} [{:.1} {:.1} Wald] {limits} codes {codes:?}",
                        e.model.name(),
                        e.total,
                        e.total - 1.96 * e.wald,
                        e.total + 1.96 * e.wald
                    );
                }
            }
        }
    }
}
