//! `cargo xtask load desk`: an election day at one desk. A casebook of many claims, boards that are open, operators who
//! save once a second, and people who look at pages meanwhile; real sockets, the real program, one machine.
//!
//! Everything has its moment, fixed before it begins, and is measured from it: whoever has to wait for the server is
//! charged to the server.

mod people;

use super::server;
use claims::when::ZoneId;
use desk::{Desk, Edges};
use ledger::{NewCasebook, Unlock};
use people::{Boards, Line, PAGES, Pages, Saves};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What is asked for.
#[derive(Debug, Clone)]
struct Asked {
    claims: usize,
    boards: usize,
    operators: usize,
    seconds: u64,
}

impl Asked {
    fn read(words: &[String]) -> Result<Self, String> {
        let mut asked = Self { claims: 100_000, boards: 200, operators: 50, seconds: 20 };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let next = words.next().ok_or_else(|| format!("{word} wants a number"))?;
            let number = next.parse::<usize>().map_err(|_| format!("{word}: {next:?} is no number"))?;
            match word.as_str() {
                "--claims" => asked.claims = number.clamp(1000, 2_000_000),
                "--boards" => asked.boards = number.min(1000),
                "--operators" => asked.operators = number.clamp(1, 500),
                "--seconds" => asked.seconds = number.clamp(2, 300) as u64,
                other => {
                    return Err(format!(
                        "{other:?} is not known: [--claims N] [--boards N] [--operators N] [--seconds S]"
                    ));
                }
            }
        }
        Ok(asked)
    }
}

/// Runs what is asked, and says how it stands against the aims.
pub fn run(words: &[String]) -> ExitCode {
    match Asked::read(words).and_then(|asked| measure(&asked)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(says) => {
            eprintln!("xtask load desk: {says}");
            ExitCode::FAILURE
        }
    }
}

/// The server under load; ended when it is dropped.
struct Served {
    child: Child,
    dir: PathBuf,
    address: SocketAddr,
    once: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

/// Fills a casebook with a synthetic day; returns when its last entry was.
fn fill(dir: &Path, claims: usize) -> Result<(), String> {
    let words = |stop: desk::Stop| stop.to_string();
    let zone = ZoneId::parse(testkit::ZONE).map_err(|cause| cause.to_string())?;
    let unlock = NewCasebook::new(Unlock::KeyFile(dir.join("key")));
    let desk = Desk::found(&dir.join("casebook"), unlock, zone, Edges::system()).map_err(words)?;
    let mut waiting = Vec::new();
    for plan in testkit::bulk_until(1, claims, desk.now()) {
        waiting.push((plan.at, plan.saves));
        if waiting.len() == 2000 {
            desk.save_as_drafted(std::mem::take(&mut waiting)).map_err(words)?;
        }
    }
    desk.save_as_drafted(waiting).map_err(words)?;
    desk.close().map_err(words)
}

fn serve(dir: PathBuf) -> Result<Served, String> {
    let mut child = server::command(&dir)?
        .args(["serve", "--listen", "127.0.0.1:0", "--quiet", "--zone", testkit::ZONE])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|cause| cause.to_string())?;
    let mut line = String::new();
    if let Some(out) = child.stdout.take() {
        BufReader::new(out).read_line(&mut line).map_err(|cause| cause.to_string())?;
    }
    let found = line.trim().strip_prefix("http://").and_then(|rest| {
        let (address, path) = rest.split_once('/')?;
        Some((address.parse().ok()?, format!("/{path}")))
    });
    match found {
        Some((address, once)) => Ok(Served { child, dir, address, once }),
        None => {
            let _ = child.kill();
            let _ = child.wait();
            Err(format!("the server did not say where it listens: {line:?}"))
        }
    }
}

fn measure(asked: &Asked) -> Result<(), String> {
    server::raise_handles();
    let dir = std::env::temp_dir().join(format!("habeas-load-desk-{}", std::process::id()));
    // Left over from a run that was stopped.
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).map_err(|cause| format!("{}: {cause}", dir.display()))?;
    println!("filling a casebook with {} claims", asked.claims);
    fill(&dir, asked.claims)?;
    let served = serve(dir)?;
    let mut line = Line::open(served.address, "")?;
    let cookie = line.sign_in(&served.once)?;
    let mut line = Line::open(served.address, &cookie)?;
    // The first page of the day makes what later ones find ready.
    let first = line.get("/", true)?;
    let began = Instant::now();
    let plain = line.get("/", false)?;
    println!(
        "first page: {:.1} KB compressed, {:.1} KB as it is (aim: 60 KB); alone it takes {:.0} ms",
        first.bytes as f64 / 1024.0,
        plain.bytes as f64 / 1024.0,
        began.elapsed().as_secs_f64() * 1000.0
    );
    let records = line.records()?;
    alone(&mut line, records.first().map_or("/", String::as_str))?;
    let start = Instant::now() + Duration::from_secs(2);
    let end = start + Duration::from_secs(asked.seconds);
    let over = Arc::new(AtomicBool::new(false));
    let boards = Boards::open(served.address, &cookie, asked.boards, &over);
    let pages = Pages::open(served.address, &cookie, records, start, end);
    let saves = Saves::open(served.address, &cookie, asked.operators, start, end);
    let saves = saves.done();
    // Whoever saved last waits for the boards a moment longer.
    std::thread::sleep(Duration::from_secs(3));
    over.store(true, Ordering::Relaxed);
    let (pages, boards) = (pages.done(), boards.done());
    println!(
        "{} claims, {} boards, {} operators who save once a second, for {} s; load average {}",
        asked.claims,
        asked.boards,
        asked.operators,
        asked.seconds,
        std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim()
    );
    for (kind, mut times) in pages.by_kind {
        let (p50, p99) = (percentile(&mut times, 50.0), percentile(&mut times, 99.0));
        println!("  {kind}: p50 {p50:.0} ms, p99 {p99:.0} ms, of {}", times.len());
    }
    let seen = boards.seen(&saves.acknowledged);
    for (what, mut times, aim) in [
        ("page", pages.times, 100.0),
        ("save acknowledged", saves.times, 150.0),
        ("board shows what was saved, from the acknowledgement", seen, 1000.0),
    ] {
        let (n, p50) = (times.len(), percentile(&mut times, 50.0));
        let (p99, most) = (percentile(&mut times, 99.0), percentile(&mut times, 100.0));
        println!(
            "  {what}: p50 {p50:.0} ms, p99 {p99:.0} ms, at most {most:.0} ms, of {n} (aim: p99 {aim:.0} ms)"
        );
    }
    println!(
        "  not answered as they should be: {} pages, {} saves, {} boards",
        pages.failed, saves.failed, boards.failed
    );
    Ok(())
}

/// Each page alone, in milliseconds: the first time, again, and after somebody saved something.
fn alone(line: &mut Line, record: &str) -> Result<(), String> {
    println!("  alone, in ms: first, again, after a save");
    let mut saves = 0_u64;
    for (kind, path) in PAGES {
        let path = if path.is_empty() { record } else { path };
        let mut took = Vec::new();
        for turn in 0..3 {
            if turn == 2 {
                saves += 1;
                let key = format!("{:016x}{saves:016x}", std::process::id());
                let saved = line.save_call("alone", &key)?;
                if saved.status != 303 {
                    return Err(format!("a call was not saved: {}", saved.status));
                }
            }
            let began = Instant::now();
            line.look(path)?;
            took.push(format!("{:.1}", began.elapsed().as_secs_f64() * 1000.0));
        }
        println!("    {kind}: {}", took.join(", "));
    }
    Ok(())
}

fn percentile(times: &mut [f64], p: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = (times.len().saturating_sub(1) as f64 * p / 100.0).round() as usize;
    times.get(at).copied().unwrap_or(f64::NAN)
}
