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
#[path = "../evaluate/synthetic/mod.rs"]
mod synthetic;

use boost::{Recipe, train, weighed};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: train PAIRS.csv")?;
    let pairs: Vec<pairs::Labelled> = pairs::read(&path)?.into_iter().filter(|pair| pair.free).collect();
    let invented = synthetic::training();
    let mut examples = weighed(&pairs.iter().map(|p| (p.same, &p.names)).collect::<Vec<_>>());
    examples.extend(weighed(&invented.iter().map(|p| (p.same, &p.names)).collect::<Vec<_>>()));
    print!("{}", train(&examples, &Recipe::default()).to_text());
    Ok(())
}
