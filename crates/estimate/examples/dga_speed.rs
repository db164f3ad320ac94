//! How long averaging over decomposable graphs takes: `cargo run --release -p estimate --example dga_speed -- TABLE.csv…` (one 0/1
//! column a list, then the count; ten times as many unseen people are tried as were seen, or forty for up to four lists).
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod table;

use estimate::dga::{Settings, estimate};
use table::{cpu, read};

fn main() {
    for file in std::env::args().skip(1) {
        let table = read(&file);
        let times = if table.width() <= 4 { 10 } else { 40 };
        let settings = Settings { most_unseen: Some(table.n() as usize * times), ..Settings::default() };
        let before = cpu();
        let p = estimate(&table, &settings).unwrap();
        println!(
            "{file}: {:.3} s; {} [{}; {}], mean {:.6}, {} graphs weighed, last twentieth {:.1e}",
            cpu() - before,
            p.quantile(0.5),
            p.quantile(0.025),
            p.quantile(0.975),
            p.mean(),
            p.graphs.len(),
            p.tail()
        );
    }
}
