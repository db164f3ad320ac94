//! How long averaging over decomposable graphs takes: `cargo run --release -p estimate --example dga_speed -- TABLE.csv…` (one 0/1
//! column a list, then the count; ten times as many unseen people are tried as were seen, or forty for up to four lists).
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use estimate::OverlapTable;
use estimate::dga::{Settings, estimate};
use rustix::time::{ClockId, clock_gettime};

fn main() {
    for file in std::env::args().skip(1) {
        let mut reader = csv::Reader::from_path(&file).unwrap();
        let lists: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let lists = lists[..lists.len() - 1].to_vec();
        let cells: Vec<(u32, u64)> = reader
            .records()
            .map(|row| {
                let row = row.unwrap();
                let pattern = (0..lists.len()).fold(0, |sum, at| sum | (u32::from(&row[at] == "1") << at));
                (pattern, row[lists.len()].parse().unwrap())
            })
            .collect();
        let table = OverlapTable::new(lists, cells).unwrap();
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

fn cpu() -> f64 {
    let t = clock_gettime(ClockId::ProcessCPUTime);
    t.tv_sec as f64 + t.tv_nsec as f64 * 1e-9
}
