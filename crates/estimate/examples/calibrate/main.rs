//! Does an estimate keep its word? Populations of known size are drawn by the thousand and assessed as a user's table would be:
//! `cargo xtask calibrate` runs it. What it found stands in docs/calibration.md.
//!
//! A run that was stopped goes on where it was. Populations take turns over all scenarios, so that at any time each is nearly as far as
//! the others; the same seed gives the same files with any number of threads.
#![allow(clippy::print_stdout, clippy::print_stderr, missing_docs)]

mod keep;
mod plan;
mod ranks;
mod report;
mod row;
mod tally;

use indicatif::{ProgressBar, ProgressStyle};
use keep::Kept;
use plan::{Plan, Task, cpu_of_thread};
use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = Plan::read(&words).and_then(|plan| {
        if !plan.only_report {
            run(&plan)?;
        }
        report::write(&plan)
    });
    match done {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(says) => {
            eprintln!("calibrate: {says}");
            ExitCode::from(2)
        }
    }
}

/// Works off the plan on so many threads; each population is assessed on one of them.
fn run(plan: &Plan) -> Result<(), String> {
    std::fs::create_dir_all(&plan.folder).map_err(|cause| format!("{}: {cause}", plan.folder.display()))?;
    let mut files: BTreeMap<String, Kept> = BTreeMap::new();
    for name in plan.names() {
        files.insert(name.clone(), Kept::open(&plan.folder, &name, &plan.head(&name))?);
    }
    let done: BTreeMap<&str, u64> = files.iter().map(|(name, kept)| (name.as_str(), kept.done)).collect();
    let tasks: Vec<Task> = plan.tasks(|name| done.get(name).copied().unwrap_or(0));
    let mut told = Told::new(tasks.len());
    let next = AtomicUsize::new(0);
    let (sender, results) = mpsc::channel();
    let seconds = plan.folder.join("seconds.tsv");
    let mut seconds = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&seconds)
        .map_err(|cause| format!("{}: {cause}", seconds.display()))?;
    std::thread::scope(|scope| {
        for _ in 0..plan.threads {
            let (sender, tasks, next) = (sender.clone(), &tasks, &next);
            scope.spawn(move || {
                let Ok(alone) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { return };
                while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (line, spent) = alone.install(|| {
                        let before = cpu_of_thread();
                        let line = plan.work(task);
                        (line, cpu_of_thread() - before)
                    });
                    if sender.send((task, line, spent)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (task, line, spent) in results {
            let told_of = |cause: std::io::Error| format!("{}: {cause}", task.name);
            if let Some(kept) = files.get_mut(&task.name) {
                kept.take(task.number, line?).map_err(told_of)?;
            }
            writeln!(seconds, "{}\t{}\t{spent:.3}", task.name, task.number).map_err(told_of)?;
            told.one(task);
        }
        Ok(())
    })
}

/// A bar on a terminal, a line a minute elsewhere.
struct Told {
    bar: Option<ProgressBar>,
    done: usize,
    of: usize,
    last: Instant,
}

impl Told {
    fn new(of: usize) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let style =
                ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} {elapsed_precise}, left {eta}");
            ProgressBar::new(of as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Self { bar, done: 0, of, last: Instant::now() }
    }

    fn one(&mut self, task: &Task) {
        self.done += 1;
        match &self.bar {
            Some(bar) => {
                bar.set_message(format!("{} {}", task.name, task.number));
                bar.inc(1);
            }
            None if self.last.elapsed() > Duration::from_secs(60) => {
                self.last = Instant::now();
                eprintln!("{} of {} populations ({} {})", self.done, self.of, task.name, task.number);
            }
            None => {}
        }
    }
}
