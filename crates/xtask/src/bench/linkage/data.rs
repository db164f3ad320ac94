//! The lists: those beside the checkout, and synthetic ones that are made here.

use super::root;
use std::path::{Path, PathBuf};
use std::process::Command;
use testkit::lists::{Pool, Pools, register};

/// A list to be linked.
pub struct Data {
    pub name: String,
    pub path: PathBuf,
    /// Only pairs across the two lists of the column `source` count.
    pub across: bool,
}

/// Lists that may lie beside the checkout.
const SHARED: [&str; 9] = [
    "fake_1000",
    "fake_20000",
    "febrl1",
    "febrl2",
    "febrl3",
    "febrl4",
    "rldata500",
    "rldata10000",
    "historical_50k",
];

/// Synthetic registers by the recipe of FEBRL; the last is made only when it is asked for.
pub const SYNTHETIC: [(&str, usize); 3] =
    [("synth_100k", 100_000), ("synth_1m", 1_000_000), ("synth_5m", 5_000_000)];

/// The seed of the registers.
const SEED: u64 = 42;

/// Every list that was asked for; for one that is absent, the words to say so.
pub fn all(
    only: &[String],
    with_5m: bool,
    folder: Option<&Path>,
    python: &Path,
) -> Result<Vec<Result<Data, String>>, String> {
    let known =
        |name: &String| SHARED.contains(&name.as_str()) || SYNTHETIC.iter().any(|(known, _)| known == name);
    if let Some(strange) = only.iter().find(|name| !known(name)) {
        return Err(format!("there is no data set {strange}"));
    }
    let wanted = |name: &str, unasked: bool| {
        if only.is_empty() { unasked } else { only.iter().any(|given| given == name) }
    };
    let mut found = Vec::new();
    for name in SHARED.into_iter().filter(|name| wanted(name, true)) {
        let file = format!("data/linkage/{name}.csv");
        let given = folder.map(|folder| folder.join(format!("{name}.csv"))).filter(|path| path.exists());
        let beside = root().canonicalize().ok().and_then(|root| {
            root.ancestors().map(|dir| dir.join("../shared").join(&file)).find(|path| path.exists())
        });
        found.push(match given.or(beside) {
            Some(path) => Ok(Data { name: name.to_owned(), path, across: name == "febrl4" }),
            None => Err(format!("../shared/{file} is not beside this checkout")),
        });
    }
    let pools = census(python);
    for (name, rows) in SYNTHETIC.into_iter().filter(|(name, _)| wanted(name, with_5m || *name != "synth_5m"))
    {
        let folder = root().join("target/bench-linkage");
        std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        let path = folder.join(format!("{name}.csv"));
        if !path.exists() {
            eprintln!("making {name}");
            write(&path, SEED, rows, &pools)?;
        }
        found.push(Ok(Data { name: name.to_owned(), path, across: false }));
    }
    Ok(found)
}

/// `--make synth --rows N --seed S OUT.csv`.
pub fn make(words: &[String]) -> Result<(), String> {
    let says = "--make synth --rows N --seed S OUT.csv";
    let (mut rows, mut seed, mut out) = (100_000, SEED, None);
    let mut words = words.iter();
    if words.next().map(String::as_str) != Some("synth") {
        return Err(says.to_owned());
    }
    while let Some(word) = words.next() {
        match word.as_str() {
            "--rows" => rows = words.next().and_then(|n| n.parse().ok()).ok_or(says)?,
            "--seed" => seed = words.next().and_then(|n| n.parse().ok()).ok_or(says)?,
            _ => out = Some(PathBuf::from(word)),
        }
    }
    let pools = census(&root().join("target/python-linkage/bin/python3"));
    write(&out.ok_or(says)?, seed, rows, &pools)
}

fn write(path: &Path, seed: u64, rows: usize, pools: &Pools) -> Result<(), String> {
    std::fs::write(path, register(seed, rows, pools).to_csv()).map_err(|e| format!("{}: {e}", path.display()))
}

/// The frequency lists of the US Census of 1990, in the public domain, as the package `names` ships them; invented names
/// where it is not installed.
fn census(python: &Path) -> Pools {
    let folder = Command::new(python)
        .args(["-c", "import names, os; print(os.path.dirname(names.__file__))"])
        .output()
        .ok()
        .filter(|output| output.status.success())
        .map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    let pool = |file: &str| -> Option<Pool> {
        let text = std::fs::read_to_string(folder.as_ref()?.join(file)).ok()?;
        let pool = Pool::new(text.lines().filter_map(|line| {
            let mut words = line.split_whitespace();
            let name = words.next()?.to_lowercase();
            // Percent with three places; what is rounded to nothing there still occurs.
            let share: f64 = words.next()?.parse().ok()?;
            Some((name, (share * 1000.0).round().max(1.0) as u64))
        }));
        (!pool.is_empty()).then_some(pool)
    };
    match (pool("dist.female.first"), pool("dist.male.first"), pool("dist.all.last")) {
        (Some(women), Some(men), Some(family)) => Pools::with_names(women, men, family),
        _ => {
            eprintln!("the census lists are not installed: names are invented");
            Pools::invented()
        }
    }
}
