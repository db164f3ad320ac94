//! Load: signed reports over HTTP against a real server on loopback, at times fixed in advance. Nothing here is a test:
//! the machines are shared. Every run has an end in time and count, a casebook and a server of its own, and is followed
//! by a look whether everything that was acknowledged is there.
//!
//! - `desk`: an election day at one desk: boards, operators, pages
//! - `reports`: what is sent, signed before anything is sent
//! - `generator`: sends at fixed times and measures from them
//! - `slow`: sockets that never come to an end
//! - `server`: the process under load, and what it used
//! - `told`: what came out, in words and as JSON

mod desk;
mod generator;
mod reports;
mod server;
mod slow;
mod told;

use generator::Plan;
use server::Server;
use std::process::{Command, ExitCode};
use std::time::Duration;
use told::Run;

/// Reports signed for one run at most: some 250 MB of requests.
const MOST: usize = 300_000;
/// Longest run, in seconds.
const LONGEST: u64 = 60;
/// What the server has to take in, in reports a second.
const AIM: u32 = 3000;
/// What is offered, one after the other, to find the most that is taken in, in reports a second.
const STEPS: [u32; 5] = [3000, 4500, 6000, 8000, 11_000];

/// What is asked for.
#[derive(Debug, Clone)]
struct Asked {
    rate: u32,
    seconds: u64,
    overload: bool,
    slow: usize,
    json: Option<String>,
}

impl Asked {
    fn read(words: &[String]) -> Result<Self, String> {
        let mut asked = Self { rate: 3000, seconds: 10, overload: false, slow: 0, json: None };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut next = || words.next().cloned().ok_or_else(|| format!("{word} wants a value"));
            let number =
                |text: String| text.parse::<u64>().map_err(|_| format!("{word}: {text:?} is no number"));
            match word.as_str() {
                "--overload" => asked.overload = true,
                "--rate" => asked.rate = u32::try_from(number(next()?)?.clamp(1, 100_000)).unwrap_or(1),
                "--seconds" => asked.seconds = number(next()?)?.clamp(1, LONGEST),
                "--slow" => asked.slow = usize::try_from(number(next()?)?).unwrap_or(0).min(15_000),
                "--json" => asked.json = Some(next()?),
                other => {
                    return Err(format!(
                        "{other:?} is not known: [--rate N] [--seconds S] [--overload] [--slow N] [--json FILE]"
                    ));
                }
            }
        }
        Ok(asked)
    }
}

/// Runs what is asked. Builds itself and the server for release first.
pub fn run(words: &[String]) -> ExitCode {
    if cfg!(debug_assertions) {
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--release", "--quiet", "--package", "cli", "--package", "xtask"]);
        let mut again = Command::new(env!("CARGO"));
        again.args(["run", "--release", "--quiet", "--package", "xtask", "--", "load"]).args(words);
        for command in [&mut build, &mut again] {
            if !command.status().is_ok_and(|status| status.success()) {
                return ExitCode::FAILURE;
            }
        }
        return ExitCode::SUCCESS;
    }
    if words.first().is_some_and(|word| word == "desk") {
        return desk::run(words.get(1..).unwrap_or_default());
    }
    match Asked::read(words).and_then(|asked| measure(&asked)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("xtask load: something that was acknowledged is not there");
            ExitCode::FAILURE
        }
        Err(says) => {
            eprintln!("xtask load: {says}");
            ExitCode::FAILURE
        }
    }
}

/// Measures; false when an acknowledged report was lost.
fn measure(asked: &Asked) -> Result<bool, String> {
    server::raise_handles();
    let mut runs = Vec::new();
    if asked.overload {
        let mut peak = 0.0_f64;
        for rate in STEPS {
            let run = one(&format!("{rate}/s"), rate, asked.seconds.min(5), 0)?;
            peak = peak.max(run.acknowledged_a_second());
            runs.push(run);
        }
        // The generator has to live on the same processors: ten times what is asked for leaves some, ten times the peak
        // of a fast machine leaves little.
        let loads = [("10 times the aim", AIM * 10), ("10 times the peak", (peak * 10.0) as u32)];
        for (name, rate) in loads {
            let seconds = (MOST as u64 / u64::from(rate.max(1))).clamp(2, asked.seconds);
            let mut run = one(name, rate, seconds, 0)?;
            let goodput = run.acknowledged_a_second() / peak.max(1.0);
            println!("  goodput {:.0} % of the peak of {peak:.0}/s", goodput * 100.0);
            run.goodput = Some(goodput);
            runs.push(run);
        }
    } else {
        let name = if asked.slow > 0 { "with slow sockets" } else { "steady" };
        runs.push(one(name, asked.rate, asked.seconds, asked.slow)?);
    }
    if let Some(path) = &asked.json {
        std::fs::write(path, told::json(&runs)).map_err(|cause| format!("{path}: {cause}"))?;
    }
    Ok(runs.iter().all(|run| run.lost == 0))
}

/// One run: a fresh casebook, a fresh server, a plan, the server's death, and a look.
fn one(name: &str, rate: u32, seconds: u64, slow: usize) -> Result<Run, String> {
    let count = (rate as usize * seconds as usize).min(MOST);
    let server = Server::start()?;
    let requests = reports::signed(&server, count);
    let slow = (slow > 0).then(|| slow::Crowd::gather(server.address, slow));
    let before = server.used();
    let plan =
        Plan { address: server.address, rate, fresh: slow.is_some(), patience: Duration::from_secs(20) };
    let measured = generator::send(&plan, &requests)?;
    let used = server.used();
    let slow = slow.map(slow::Crowd::end);
    drop(requests);
    let casebook = server.kill();
    let lost = casebook.missing(&measured)?;
    let run = Run::of(name, &plan, &measured, (before, used), slow, lost);
    println!("{run}");
    Ok(run)
}
