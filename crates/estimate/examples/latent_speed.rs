//! How many independent draws the latent class model gives in a second of processor time:
//! `cargo run --release -p estimate --example latent_speed -- [--k K] [--seeds N] TABLE.csv…` (one 0/1 column a list, then `count`).
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod table;

use estimate::latent::{Settings, estimate};
use table::{cpu, read};

fn main() {
    let mut words = std::env::args().skip(1);
    let (mut settings, mut seeds, mut files, mut from) = (Settings::default(), 1u64, Vec::new(), 1u64);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--k" => settings.classes = words.next().unwrap().parse().unwrap(),
            "--ess" => settings.ess = words.next().unwrap().parse().unwrap(),
            "--seeds" => seeds = words.next().unwrap().parse().unwrap(),
            "--from" => from = words.next().unwrap().parse().unwrap(),
            "--rounds" => settings.most_rounds = words.next().unwrap().parse().unwrap(),
            _ => files.push(word),
        }
    }
    for file in files {
        let table = read(&file);
        for seed in from..from + seeds {
            let before = cpu();
            let p = estimate(&table, &settings, seed, &mut |_| {}).unwrap();
            let seconds = cpu() - before;
            let s = p.summary;
            println!(
                "{:<24} seed {seed} median {:.0} mean {:.1} [{:.0}; {:.0}] rhat {:.3} ess {:.0}/{:.0} apart {:.3} reached {} rounds {} gradients {} {seconds:.2} s, {:.0} ESS/s",
                file.rsplit('/').next().unwrap(),
                s.median,
                s.mean,
                s.lower95,
                s.upper95,
                p.total.rhat,
                p.total.ess_bulk,
                p.total.ess_tail,
                p.medians_apart,
                p.reached,
                p.rounds,
                p.gradients,
                p.total.ess_bulk.min(p.total.ess_tail) / seconds
            );
        }
    }
}
