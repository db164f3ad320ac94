//! How soon the program is ready again after it was killed, on a casebook of a million claims, at the worst moment: so much
//! was said since the last snapshot that the next would have been written in a moment.

use super::{Scratch, median, row};
use claims::when::ZoneId;
use desk::{Desk, Edges};
use ledger::{NewCasebook, Unlock};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const CLAIMS: usize = 1_000_000;
/// Claims said after the snapshot of a million claims before the next one is due, and what a busy server says while it
/// looks for that only every few seconds.
const BEHIND: usize = 40_000;

pub(super) fn run() -> Result<(), String> {
    let scratch = Scratch::new("killed");
    std::fs::create_dir_all(scratch.path()).map_err(|e| e.to_string())?;
    let me = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut victim = Command::new(me)
        .args(["bench-victim".as_ref(), scratch.path().as_os_str()])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| e.to_string())?;
    let said = victim.stdout.take().map(|out| BufReader::new(out).lines().map_while(Result::ok).last());
    let status = victim.wait().map_err(|e| e.to_string())?;
    if status.success() || said.flatten().as_deref() != Some("saved") {
        return Err("the victim did not live to be killed".to_owned());
    }
    let mut opens = Vec::new();
    for _ in 0..5 {
        // Each opening is of the state the kill left: a copy, since closing would write a snapshot.
        let copy = Scratch::new("killed-copy");
        let copied = Command::new("cp").arg("-a").arg(scratch.path()).arg(copy.path()).status();
        if !copied.is_ok_and(|status| status.success()) {
            return Err("the casebook could not be copied".to_owned());
        }
        let key = Unlock::KeyFile(copy.path().join("key"));
        let zone = ZoneId::parse(testkit::ZONE).map_err(|e| e.to_string())?;
        let began = Instant::now();
        let desk = Desk::open(copy.path(), &key, zone, Edges::system()).map_err(|e| e.to_string())?;
        opens.push(began.elapsed().as_secs_f64());
        let claims = desk.casebook().stats().map_err(|e| e.to_string())?.claims;
        if claims < (CLAIMS + BEHIND) as u64 {
            return Err(format!("{claims} claims came back"));
        }
    }
    row(
        "ready again after a kill, a million claims",
        &format!("{:.2} s", median(&mut opens)),
        &format!("wall, median of 5; {BEHIND} claims newer than the snapshot"),
    );
    Ok(())
}

/// Founds and fills a casebook, then dies as by SIGKILL: nothing is closed, no destructor runs.
pub fn be_killed(dir: &str) -> Result<(), String> {
    let dir = Path::new(dir);
    let words = |e: desk::Stop| e.to_string();
    let zone = ZoneId::parse(testkit::ZONE).map_err(|e| e.to_string())?;
    let key = || Unlock::KeyFile(dir.join("key"));
    let desk = Desk::found(dir, NewCasebook::new(key()), zone, Edges::system()).map_err(words)?;
    for (seed, claims) in [(1, CLAIMS), (2, BEHIND)] {
        let mut waiting = Vec::new();
        for plan in testkit::bulk(seed, claims) {
            waiting.push((plan.at, plan.saves));
            if waiting.len() == 2000 {
                desk.save_as_drafted(std::mem::take(&mut waiting)).map_err(words)?;
            }
        }
        desk.save_as_drafted(waiting).map_err(words)?;
        if seed == 1 {
            desk.keep_snapshot().map_err(words)?;
        }
    }
    println!("saved");
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL)
        .map_err(|e| e.to_string())
}
