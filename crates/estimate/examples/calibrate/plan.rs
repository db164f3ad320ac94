//! What is run, in which order, and how one piece of it is done.

use crate::ranks;
use crate::row::{COLUMNS, Row};
use estimate::run::Effort;
use estimate::{Choice, Method, OverlapTable, Question, assess};
use rustix::time::{ClockId, clock_gettime};
use std::path::PathBuf;
use testkit::populations::{Scenario, scenarios};

/// The name of the file of ranks.
pub const RANKS: &str = "ranks";

/// Published tables on which a wrong median must not be shown, and what long runs say of them: the medians of estimate's tests.
pub const KNOWN: [(&str, u64, usize, &str); 3] = [
    (
        "silent_kosovo",
        10_412,
        4,
        "1000=1131 0100=845 1100=177 0010=936 1010=228 0110=217 1110=181 0001=306 1001=106 0101=31 1101=18 0011=123 1011=42 \
         0111=32 1111=27",
    ),
    (
        "silent_uk5",
        22_242,
        5,
        "10000=54 01000=463 00100=995 00010=695 00001=316 11000=15 10100=19 10010=3 01100=62 01010=19 01001=1 00110=76 \
         00101=11 00011=8 11100=1 11010=1 01110=4 11110=1",
    ),
    (
        "silent_netherlands",
        48_002,
        5,
        "10000=756 01000=1299 00100=4466 00010=650 00001=632 11000=1 10100=81 10010=5 10001=73 01100=44 01001=4 00110=82 \
         00101=125 00011=2 10110=2 10101=11 00111=1",
    ),
];

/// What was asked for.
pub struct Plan {
    scenarios: Vec<Scenario>,
    populations: u64,
    ranks: u64,
    known: u64,
    seed: u64,
    effort: Effort,
    /// Populations at a time.
    pub threads: usize,
    /// Where the results lie.
    pub folder: PathBuf,
    /// Whether only what is there already is added up.
    pub only_report: bool,
}

/// One population, or one seed of a known table.
pub struct Task {
    /// Its file.
    pub name: String,
    /// Its number in it.
    pub number: u64,
}

/// Populations of a scenario from which lists are left out one by one (G7): that takes five times as long as all the rest, and G7 withheld
/// none of the first hundreds. And lists at most.
const LEFT_OUT: u64 = 10;
const FEW_LISTS: usize = 6;

const HELP: &str = "cargo xtask calibrate [--scenarios NAME,…] [--populations 1000] [--ranks 1000] [--threads 2] [--out DIR] [--seed N] [--quick]\n\
                    cargo xtask calibrate --silent [--seeds 1000]     one table, many seeds: is a wrong median ever shown?\n\
                    cargo xtask calibrate --report                    add up what is there";

impl Plan {
    /// Reads a command's words.
    pub fn read(words: &[String]) -> Result<Self, String> {
        let effort = Effort { ess: 400.0, replicates: 200, ..Effort::default() };
        let mut plan = Self {
            scenarios: scenarios(),
            populations: 1000,
            ranks: 1000,
            known: 0,
            seed: 20_261_129,
            effort,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            folder: PathBuf::from("target/calibration"),
            only_report: false,
        };
        let (mut silent, mut seeds) = (false, 1000);
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().cloned().ok_or_else(|| format!("{word} needs a value.\n{HELP}"));
            let number =
                |value: String| value.parse::<u64>().map_err(|_| format!("{word} {value} is not a number."));
            match word.as_str() {
                "--scenarios" => {
                    let wanted = value()?;
                    let all = scenarios();
                    plan.scenarios = wanted
                        .split(',')
                        .map(|name| {
                            all.iter().find(|scenario| scenario.name == name).cloned().ok_or_else(|| {
                                let names: Vec<&str> = all.iter().map(|scenario| scenario.name).collect();
                                format!("there is no scenario {name}; there are {}.", names.join(", "))
                            })
                        })
                        .collect::<Result<_, _>>()?;
                }
                "--populations" => plan.populations = number(value()?)?,
                "--ranks" => plan.ranks = number(value()?)?,
                "--seeds" => seeds = number(value()?)?,
                "--seed" => plan.seed = number(value()?)?,
                "--threads" => plan.threads = number(value()?)?.clamp(1, 256) as usize,
                "--out" => plan.folder = PathBuf::from(value()?),
                "--silent" => silent = true,
                "--report" => plan.only_report = true,
                "--quick" => {
                    plan.populations = plan.populations.min(10);
                    plan.ranks = plan.ranks.min(20);
                    seeds = seeds.min(10);
                }
                _ => return Err(format!("{word} is not known.\n{HELP}")),
            }
        }
        if silent {
            (plan.known, plan.populations, plan.ranks) = (seeds, 0, 0);
        }
        Ok(plan)
    }

    /// The files of this plan.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        if self.populations > 0 {
            names.extend(self.scenarios.iter().map(|scenario| scenario.name.to_owned()));
        }
        if self.ranks > 0 {
            names.push(RANKS.to_owned());
        }
        if self.known > 0 {
            names.extend(KNOWN.map(|known| known.0.to_owned()));
        }
        names
    }

    /// What stands at the head of a file: lines under another head are not added to.
    pub fn head(&self, name: &str) -> String {
        let Effort { ess, replicates, most_rounds, classes, .. } = self.effort;
        let columns = if name == RANKS { "number\ttruth\tseen\trank\trhat\tess" } else { COLUMNS };
        format!(
            "# {name}, seed {}, habeas {}, ess {ess}, replicates {replicates}, rounds {most_rounds}, classes {classes}\n{columns}",
            self.seed,
            env!("CARGO_PKG_VERSION")
        )
    }

    /// What is to be done, when so many of each file are: they take turns, so that each is as far as its pace says.
    pub fn tasks(&self, done: impl Fn(&str) -> u64) -> Vec<Task> {
        let wanted = |name: &str| match name {
            RANKS => self.ranks,
            _ if KNOWN.iter().any(|known| known.0 == name) => self.known,
            _ => self.populations,
        };
        let mut tasks: Vec<(f64, Task)> = Vec::new();
        for name in self.names() {
            let numbers = done(&name)..wanted(&name);
            tasks.extend(
                numbers.map(|number| (number as f64 * pace(&name), Task { name: name.clone(), number })),
            );
        }
        tasks.sort_by(|a, b| a.0.total_cmp(&b.0));
        tasks.into_iter().map(|(_, task)| task).collect()
    }

    /// Does one piece of work: its line.
    pub fn work(&self, task: &Task) -> Result<String, String> {
        if task.name == RANKS {
            return ranks::line(self.seed, task.number).map_err(|refusal| refusal.to_string());
        }
        let (truth, table) = self.table(&task.name, task.number)?;
        let mut question = Question {
            effort: self.effort,
            // G9 takes nothing away, and needs five runs more.
            sensitivity: false,
            leave_out: task.number < LEFT_OUT && table.width() <= FEW_LISTS,
            ..Question::new(Choice::Auto, task.number)
        };
        if KNOWN.iter().any(|known| known.0 == task.name) {
            (question.choice, question.leave_out) = (Choice::One(Method::Lcmcr), false);
        }
        Ok(self.row(task.number, truth, &table, &question))
    }

    /// The table of a number of a file, and how many people there are.
    pub fn table(&self, name: &str, number: u64) -> Result<(u64, OverlapTable), String> {
        if let Some((_, truth, width, cells)) = KNOWN.iter().find(|known| known.0 == name) {
            return Ok((*truth, published(*width, cells)?));
        }
        let scenario = self.scenarios.iter().find(|scenario| scenario.name == name);
        let scenario = scenario.ok_or_else(|| format!("{name} is no scenario"))?;
        let population = scenario.draw(number, self.seed);
        let lists = (1..=population.lists).map(|list| list.to_string()).collect();
        let table = OverlapTable::new(lists, population.cells).map_err(|refusal| refusal.to_string())?;
        Ok((population.truth, table))
    }

    fn row(&self, number: u64, truth: u64, table: &OverlapTable, question: &Question) -> String {
        let outcome = assess(table, question, &mut |_, _| {});
        Row::of(number, truth, (table.n(), table.on_several()), &outcome).line()
    }

    /// The scenarios of this plan.
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }
}

/// Turns between two populations: those that take minutes come more seldom.
fn pace(name: &str) -> f64 {
    match name {
        "growing_20" => 30.0,
        "growing_15" | "growing_25" | "wide3_small" | "silent_netherlands" => 12.0,
        "growing_10" | "three_kinds_medium" => 3.0,
        "sim2" => 1.5,
        RANKS => 0.125,
        _ => 1.0,
    }
}

/// A published table, written `pattern=count`.
fn published(width: usize, cells: &str) -> Result<OverlapTable, String> {
    let cells = cells.split_whitespace().filter_map(|cell| {
        let (pattern, count) = cell.split_once('=')?;
        let bits = pattern.bytes().enumerate().fold(0, |sum, (at, bit)| sum | (u32::from(bit == b'1') << at));
        Some((bits, count.parse().ok()?))
    });
    OverlapTable::new((1..=width).map(|at| at.to_string()).collect(), cells)
        .map_err(|refusal| refusal.to_string())
}

/// Seconds of the processor that this thread has used.
pub fn cpu_of_thread() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}
