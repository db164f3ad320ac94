//! Our side: start a worker, tell it the address, take its bytes up to a size, and end it in time.

use super::{MOST, PATIENCE};
use std::io::{Read, Write as _};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// What stands at an address, or a sentence why it was not fetched. `allowed` are hosts that may be private.
pub fn fetch(address: &str, allowed: &[String]) -> Result<Vec<u8>, String> {
    let failed = |cause: std::io::Error| format!("the fetcher could not be started: {cause}");
    let program = std::env::current_exe().map_err(failed)?;
    let mut command = Command::new(program);
    command.arg("fetch-worker").env_clear().current_dir("/");
    for host in allowed {
        command.args(["--allow", host]);
    }
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A worker that ended early no longer listens; how it ended says why.
        let _ = stdin.write_all(address.as_bytes());
    }
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let (done, told) = mpsc::channel();
    let reading = std::thread::spawn(move || {
        let bytes = at_most(out, MOST + 1);
        let words = at_most(err, 2_000);
        // Nobody may be listening any more.
        let _ = done.send((bytes, words));
    });
    let answer = told.recv_timeout(PATIENCE + Duration::from_secs(5));
    if answer.is_err() {
        // It may have ended by itself.
        let _ = child.kill();
    }
    let status = child.wait().map_err(failed)?;
    let _ = reading.join();
    let (bytes, words) = answer.map_err(|_| "it did not answer in time".to_owned())?;
    if status.success() && bytes.len() as u64 <= MOST {
        return Ok(bytes);
    }
    let words = String::from_utf8_lossy(&words);
    let words = words.trim().trim_start_matches("habeas: ").trim_end_matches('.');
    Err(if words.is_empty() { "the fetcher ended early".to_owned() } else { crate::print::plain(words) })
}

fn at_most(from: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(from) = from {
        // What was read before a failure is kept.
        let _ = from.take(most).read_to_end(&mut bytes);
    }
    bytes
}
