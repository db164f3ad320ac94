//! `cargo xtask bench linkage`: Splink and habeas on the same lists in one run, each measured from outside as a whole
//! process: reading the file, training, scoring, clustering, writing edges and clusters. The truth is read by nobody but
//! `scores`, which knows neither of them.

mod data;
mod done;
mod measured;
mod scores;

pub use measured::be_measured;

use data::{Data, SYNTHETIC};
use measured::{Cost, measure};
use scores::{Scores, Truth};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What was asked for.
struct Asked {
    runs: usize,
    only: Vec<String>,
    write: bool,
    /// Where the lists are, if not beside the checkout.
    data: Option<PathBuf>,
    /// A program that was built before, if not this checkout's.
    habeas: Option<PathBuf>,
    /// Runs that an interrupted measurement made are not made again.
    resume: bool,
    /// The list of five million rows too.
    with_5m: bool,
}

/// From so many bytes on a list is large, and is linked no more than three times: its times vary least, and it takes longest.
const LARGE: u64 = 50 << 20;

/// One linker on one list.
struct Row {
    who: &'static str,
    costs: Vec<Cost>,
    scores: Vec<Scores>,
}

/// Measures, prints the table, and writes it into docs/benchmarks.md.
pub fn run(words: &[String]) -> Result<(), String> {
    if words.first().is_some_and(|word| word == "--make") {
        return data::make(words.get(1..).unwrap_or_default());
    }
    let asked = asked(words)?;
    let python = python()?;
    let habeas = match &asked.habeas {
        Some(program) => program.clone(),
        None => habeas()?,
    };
    let scratch = super::Scratch::new("linkage");
    std::fs::create_dir_all(scratch.path()).map_err(|e| e.to_string())?;
    let mut table = String::from(
        "| data | | CPU-s | wall s | RSS MB | P | R | edge F1 | cluster pair F1 | B³ F1 |\n|---|---|---|---|---|---|---|---|---|---|\n",
    );
    let mut seen = 0;
    let began = std::time::Instant::now();
    let mut done = done::Done::open(&root().join("target/bench-linkage"), &habeas, asked.resume)?;
    for data in data::all(&asked.only, asked.with_5m, asked.data.as_deref(), &python)? {
        let data = match data {
            Ok(data) => data,
            Err(absent) => {
                eprintln!("skipped: {absent}");
                continue;
            }
        };
        seen += 1;
        let truth = Truth::read(&data.path, data.across)?;
        let mut splink = Row { who: "Splink 5", costs: Vec::new(), scores: Vec::new() };
        let mut ours = Row { who: "habeas", costs: Vec::new(), scores: Vec::new() };
        let large = std::fs::metadata(&data.path).is_ok_and(|meta| meta.len() >= LARGE);
        let runs = if large { asked.runs.min(3) } else { asked.runs };
        for run in 1..=runs {
            let minutes = began.elapsed().as_secs_f64() / 60.0;
            eprintln!("{}: run {run} of {runs}, {minutes:.1} min so far", data.name);
            one(&mut splink, (&data, run), &truth, (scratch.path(), &mut done), |edges, clusters| {
                let mut command = Command::new(&python);
                command.arg(root().join("tools/splink_bench.py")).arg(&data.name).arg(&data.path);
                command.arg(edges).arg(clusters).arg(run.to_string());
                command
            });
            one(&mut ours, (&data, run), &truth, (scratch.path(), &mut done), |edges, clusters| {
                let mut command = Command::new(&habeas);
                command.arg("link").arg(&data.path).args([
                    "--quiet",
                    "--force",
                    "--id",
                    "unique_id",
                    "--ignore",
                    "cluster",
                ]);
                if data.across {
                    let config = scratch.path().join("across.toml");
                    // Splink is told that only pairs across the lists are wanted; so is habeas.
                    let _ = std::fs::write(&config, "within_lists = false\n");
                    command.arg("--config").arg(config);
                }
                command.arg("--edges").arg(edges).arg("--clusters").arg(clusters);
                command
            });
        }
        splink.lines(&mut table, &data.name, None);
        let other = splink.cpu();
        ours.lines(&mut table, "", Some(other));
        // What is there so far, for who waits; the whole is written at the end.
        eprintln!("{table}");
    }
    if seen == 0 {
        return Err(
            "there was nothing to measure: are the lists beside this checkout, or under --data?".to_owned()
        );
    }
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let text = format!(
        "Medians of {} runs (of at most three for the lists of a million rows and more), Splink with as many seeds (habeas gives the same bytes each time), {cores} cores, load average \
         before the last run {}. CPU seconds are user and system time of the whole process and its children, by getrusage; \
         wall time and memory of the same runs.\n\n{table}",
        asked.runs,
        load()
    );
    println!("{text}");
    if asked.write { keep(&text) } else { Ok(()) }
}

fn asked(words: &[String]) -> Result<Asked, String> {
    let mut asked = Asked {
        runs: 5,
        only: Vec::new(),
        write: true,
        data: None,
        habeas: None,
        resume: false,
        with_5m: false,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut next = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--runs" => {
                let runs = next()?;
                asked.runs = runs
                    .parse()
                    .ok()
                    .filter(|n| *n > 0)
                    .ok_or_else(|| format!("--runs {runs}: a number of runs"))?;
            }
            "--only" => asked.only.push(next()?.clone()),
            "--data" => asked.data = Some(PathBuf::from(next()?)),
            "--resume" => asked.resume = true,
            "--with-5m" => asked.with_5m = true,
            "--habeas" | "--program" => asked.habeas = Some(PathBuf::from(next()?)),
            "--print" => asked.write = false,
            other => {
                return Err(format!(
                    "{other} is not known here: --runs N, --only NAME (also {}), --data DIR, --program HABEAS, --with-5m (the largest list too), --resume (go on where an earlier run was stopped), --print (leave docs/benchmarks.md as it is), \
                     --make synth --rows N --seed S OUT.csv",
                    SYNTHETIC.map(|(name, _)| name).join(", ")
                ));
            }
        }
    }
    Ok(asked)
}

/// One run of one linker: measured, then scored. One that fails is said, and the others go on.
fn one(
    row: &mut Row,
    (data, run): (&Data, usize),
    truth: &Truth,
    (scratch, done): (&Path, &mut done::Done),
    command: impl FnOnce(&Path, &Path) -> Command,
) {
    let (edges, clusters) = (scratch.join("edges.csv"), scratch.join("clusters.csv"));
    let figures = match done.known(&data.name, row.who, run) {
        Some(figures) => Ok(figures),
        None => measure(&command(&edges, &clusters))
            .and_then(|cost| Ok((cost, truth.score(&edges, &clusters)?)))
            .and_then(|figures| done.note(&data.name, row.who, run, figures)),
    };
    let _ = std::fs::remove_file(edges);
    let _ = std::fs::remove_file(clusters);
    match figures {
        Ok((cost, scores)) => {
            eprintln!("    {}: {:.2} CPU-s, {:.2} s, {:.0} MB", row.who, cost.cpu, cost.wall, cost.resident);
            row.costs.push(cost);
            row.scores.push(scores);
        }
        Err(says) => eprintln!("    {} on {}: {says}", row.who, data.name),
    }
}

impl Row {
    fn cpu(&self) -> f64 {
        super::median(&mut self.costs.iter().map(|cost| cost.cpu).collect::<Vec<_>>())
    }

    fn lines(&self, table: &mut String, name: &str, against: Option<f64>) {
        if self.costs.is_empty() {
            let _ = writeln!(table, "| {name} | {} | failed | | | | | | | |", self.who);
            return;
        }
        let cost = |of: fn(&Cost) -> f64| super::median(&mut self.costs.iter().map(of).collect::<Vec<_>>());
        let score =
            |of: fn(&Scores) -> f64| super::median(&mut self.scores.iter().map(of).collect::<Vec<_>>());
        let ratio = against
            .filter(|other| *other > 0.0)
            .map(|other| {
                let times = other / self.cpu().max(1e-9);
                if times < 10.0 { format!(" ({times:.1}×)") } else { format!(" ({times:.0}×)") }
            })
            .unwrap_or_default();
        let _ = writeln!(
            table,
            "| {name} | {} | {:.3}{ratio} | {:.3} | {:.0} | {:.4} | {:.4} | {:.4} | {:.4} | {:.4} |",
            self.who,
            cost(|cost| cost.cpu),
            cost(|cost| cost.wall),
            cost(|cost| cost.resident),
            score(|score| score.precision),
            score(|score| score.recall),
            score(|score| score.edge_f1),
            score(|score| score.cluster_f1),
            score(|score| score.b_cubed)
        );
    }
}

/// The checkout.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The program, built for release.
fn habeas() -> Result<PathBuf, String> {
    let built =
        Command::new(env!("CARGO")).args(["build", "--release", "--quiet", "--package", "cli"]).status();
    if !built.is_ok_and(|status| status.success()) {
        return Err("habeas could not be built".to_owned());
    }
    let me = std::env::current_exe().map_err(|e| e.to_string())?;
    // Beside this program, which may be a debug build: target/debug/xtask, target/release/habeas.
    let target = me.parent().and_then(Path::parent).ok_or("the target directory cannot be found")?;
    let habeas = target.join("release/habeas");
    if habeas.exists() { Ok(habeas) } else { Err(format!("{} is not there", habeas.display())) }
}

/// Python with Splink in a folder of its own, installed if it is not there.
fn python() -> Result<PathBuf, String> {
    const PACKAGES: [&str; 3] = ["splink==5.*", "duckdb==2.*", "names==0.3.0"];
    let folder = root().join("target/python-linkage");
    let python = folder.join("bin/python3");
    let works = || {
        let check = ["-c", "import splink, duckdb, names"];
        Command::new(&python).args(check).output().is_ok_and(|out| out.status.success())
    };
    if works() {
        return Ok(python);
    }
    eprintln!("installing {} from PyPI", PACKAGES.join(", "));
    let made = Command::new("python3").args(["-m", "venv"]).arg(&folder).status().is_ok_and(|s| s.success());
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    if made && Command::new(&python).args(pip).args(PACKAGES).status().is_ok_and(|s| s.success()) && works() {
        return Ok(python);
    }
    Err("Splink could not be installed from PyPI, so there is nothing to measure against".to_owned())
}

fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or("unknown").to_owned()
}

const BEGIN: &str = "<!-- written by cargo xtask bench linkage -->";
const END: &str = "<!-- until here -->";

/// Puts the table between its marks in docs/benchmarks.md, or at the end.
fn keep(text: &str) -> Result<(), String> {
    let path = root().join("docs/benchmarks.md");
    let page = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let block = format!("{BEGIN}\n\n{text}\n{END}");
    let page = match (page.split_once(BEGIN), page.split_once(END)) {
        (Some((before, _)), Some((_, after))) => format!("{before}{block}{after}"),
        _ => format!("{}\n\n## Linkage\n\n    cargo xtask bench linkage\n\n{block}\n", page.trim_end()),
    };
    std::fs::write(&path, page).map_err(|e| format!("{}: {e}", path.display()))
}
