//! Writes synthetic lists with planted truth to try the linkage on: `cargo run --release -p linkage --example link_lists -- DIR`.
#![allow(clippy::unwrap_used, missing_docs)]

use testkit::lists::{List, Pools, arabic_lists, detention_lists, register, testimony_list};

fn main() {
    let dir = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let write = |name: &str, lists: &[List]| {
        let mut text = String::new();
        for (at, list) in lists.iter().enumerate() {
            let csv = list.to_csv();
            text.push_str(if at == 0 { &csv } else { csv.split_once('\n').unwrap().1 });
        }
        std::fs::write(dir.join(name), text).unwrap();
    };
    let pools = Pools::invented();
    write("synth_100k.csv", &[register(42, 100_000, &pools)]);
    write("synth_1m.csv", &[register(42, 1_000_000, &pools)]);
    write("arabic_2.csv", &arabic_lists(7, 8_000, 2));
    write("arabic_5.csv", &arabic_lists(8, 8_000, 5));
    write("testimony.csv", &[testimony_list(9, 4_600, 50)]);
    write("detention.csv", &detention_lists(10, 3_000));
}
