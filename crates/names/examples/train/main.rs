//! Fits the calibrator that is shipped: `cargo run --release -p names --example train -- PAIRS.csv > crates/names/data/model.tsv`.
//! Only pairs that may be learned from are used; rows of the non-commercial compilation are left out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    dead_code,
    clippy::string_slice,
    clippy::needless_range_loop
)]

#[path = "../evaluate/boost.rs"]
mod boost;
#[path = "../evaluate/pairs.rs"]
mod pairs;
#[path = "../evaluate/synthetic.rs"]
mod synthetic;

use boost::{Example, Recipe, train};

const PRIOR: f32 = 3.15;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: train PAIRS.csv")?;
    let pairs: Vec<pairs::Labelled> = pairs::read(&path)?.into_iter().filter(|pair| pair.free).collect();
    let same = pairs.iter().filter(|p| p.same).count() as f32;
    let weight = same * PRIOR / (pairs.len() as f32 - same).max(1.0);
    let real = pairs.iter().map(|p| example(&p.names, p.same, weight));
    let invented = synthetic::pairs(4000, 7);
    let same = invented.iter().filter(|p| p.same).count() as f32;
    let weight = same * PRIOR / (invented.len() as f32 - same).max(1.0);
    let examples: Vec<Example> =
        real.chain(invented.iter().map(|p| example(&p.names, p.same, weight))).collect();
    print!("{}", train(&examples, &Recipe::default()).to_text());
    Ok(())
}

fn example(names: &[String; 2], same: bool, weight: f32) -> Example {
    let features = names::compare::numbers(&names::read(&names[0]), &names::read(&names[1]));
    Example { features, same, weight: if same { 1.0 } else { weight } }
}
