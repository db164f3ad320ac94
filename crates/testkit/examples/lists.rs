//! Writes synthetic lists for record linkage: `cargo run --release -p testkit --example lists -- KIND SEED SIZE DIR`,
//! where KIND is register (SIZE rows), detention, arabic (SIZE people, five releases) or testimony (SIZE rows, 60 pairs).

use testkit::lists::{self, List, Pools};

fn main() -> Result<(), String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [kind, seed, size, dir] = words.as_slice() else {
        return Err("KIND SEED SIZE DIR are needed".to_owned());
    };
    let number = |text: &str| text.parse::<u64>().map_err(|_| format!("{text} is not a number"));
    let (seed, size) = (number(seed)?, number(size)? as usize);
    let made: Vec<List> = match kind.as_str() {
        "register" => vec![lists::register(seed, size, &Pools::invented())],
        "detention" => lists::detention_lists(seed, size),
        "arabic" => lists::arabic_lists(seed, size, 5),
        "testimony" => vec![lists::testimony_list(seed, size, 60)],
        other => return Err(format!("{other} is not a kind: register, detention, arabic, testimony")),
    };
    std::fs::create_dir_all(dir).map_err(|e| e.to_string())?;
    for list in made {
        let path = std::path::Path::new(dir).join(format!("{kind}-{}.csv", list.name));
        std::fs::write(&path, list.to_csv()).map_err(|e| e.to_string())?;
        println!("{}: {} rows", path.display(), list.rows.len());
    }
    Ok(())
}
