//! Having an address fetched: by a process of its own, this binary again, that is given the address and nothing else. Its
//! bytes are taken up to a size, and it is ended in time.

use super::item::plain;
use std::io::{Read, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// The most bytes of an answer.
pub const MOST: u64 = 5 << 20;
/// The longest a whole fetch may take, redirects and all.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Starts the processes that fetch.
#[derive(Debug, Clone)]
pub struct Fetcher {
    /// This binary.
    pub program: PathBuf,
    /// A PEM file of certificates that are trusted instead of the system's.
    pub roots: Option<PathBuf>,
}

impl Fetcher {
    /// What stands at an address, or a sentence without its full stop why it was not fetched. `allowed` are hosts and
    /// ports that may be private. It is given up once `go_on` says no.
    ///
    /// # Errors
    /// The sentence.
    pub fn fetch(
        &self,
        address: &str,
        allowed: &[String],
        go_on: &dyn Fn() -> bool,
    ) -> Result<Vec<u8>, String> {
        let failed = |cause: std::io::Error| format!("the fetcher could not be started: {cause}");
        let mut command = Command::new(&self.program);
        command.arg("fetch-worker").env_clear().current_dir("/");
        for host in allowed {
            command.args(["--allow", host]);
        }
        if let Some(roots) = &self.roots {
            command.arg("--roots").arg(roots);
        }
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().map_err(failed)?;
        if let Some(mut stdin) = child.stdin.take() {
            // A worker that ended early no longer listens; how it ended says why.
            let _ = stdin.write_all(address.as_bytes());
        }
        let answer = wait_for(&mut child, go_on);
        let status = child.wait().map_err(failed)?;
        let (bytes, words) = answer?;
        if status.success() && bytes.len() as u64 <= MOST {
            return Ok(bytes);
        }
        let words = String::from_utf8_lossy(&words);
        let words = words.trim().trim_start_matches("habeas: ").trim_end_matches('.');
        Err(if words.is_empty() { "the fetcher ended early".to_owned() } else { plain(words) })
    }
}

/// What it says on stdout and stderr; it is ended when it takes too long.
fn wait_for(child: &mut Child, go_on: &dyn Fn() -> bool) -> Result<(Vec<u8>, Vec<u8>), String> {
    const LOOK_UP: Duration = Duration::from_millis(200);
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let (done, told) = mpsc::channel();
    let reading = std::thread::spawn(move || {
        let bytes = at_most(out, MOST + 1);
        let words = at_most(err, 2_000);
        // Nobody may be listening any more.
        let _ = done.send((bytes, words));
    });
    let begun = Instant::now();
    let answer = loop {
        match told.recv_timeout(LOOK_UP) {
            Ok(answer) => break Ok(answer),
            Err(RecvTimeoutError::Timeout) if !go_on() => break Err("it was given up".to_owned()),
            Err(RecvTimeoutError::Timeout) if begun.elapsed() < PATIENCE + Duration::from_secs(5) => {}
            Err(_) => break Err("it did not answer in time".to_owned()),
        }
    };
    if answer.is_err() {
        // It may have ended by itself.
        let _ = child.kill();
    }
    let _ = reading.join();
    answer
}

fn at_most(from: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(from) = from {
        // What was read before a failure is kept.
        let _ = from.take(most).read_to_end(&mut bytes);
    }
    bytes
}
