//! Our side of the wall: start a worker, give it the file, take what it says up to a size, and end it in time.

use super::answer::{Look, read};
use super::{COPY, LARGEST, WORDS};
use std::io::{Read, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Starts workers.
#[derive(Debug, Clone)]
pub struct Worker {
    /// This binary.
    pub program: PathBuf,
    /// The most pixels a picture may have.
    pub pixels: u64,
    /// The longest a worker may take by the clock; [`super::PATIENCE`] unless a test is in a hurry.
    pub patience: Duration,
}

/// Why there is no working copy, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotDecoded(pub String);

impl Worker {
    /// What is in a picture. Whatever happens to the worker comes back as a doubt.
    pub fn look(&self, file: &mut dyn Read) -> Look {
        match self.run("look", file, WORDS) {
            Ok(said) => {
                let (mut look, end) = read(said.out.get(..said.out.len().min(WORDS)).unwrap_or_default());
                if end.is_none() {
                    look.doubts.push(format!("It could not be decoded: {}.", said.ended));
                }
                look
            }
            Err(NotDecoded(why)) => Look { doubts: vec![why], ..Look::default() },
        }
    }

    /// A copy of a picture's pixels without anything else: JPEG for a JPEG, otherwise PNG.
    ///
    /// # Errors
    /// A sentence why there is none.
    pub fn copy(&self, file: &mut dyn Read) -> Result<Vec<u8>, NotDecoded> {
        let said = self.run("copy", file, WORDS + COPY)?;
        let (look, end) = read(said.out.get(..said.out.len().min(WORDS)).unwrap_or_default());
        let broken = || {
            let doubt = look.doubts.first().cloned();
            NotDecoded(doubt.unwrap_or_else(|| format!("It could not be decoded: {}.", said.ended)))
        };
        let length =
            end.filter(|length| *length > 0).and_then(|n| usize::try_from(n).ok()).ok_or_else(broken)?;
        let start = said.out.len().checked_sub(length).ok_or_else(broken)?;
        let copy = said.out.get(start..).unwrap_or_default();
        let kind = crate::kind::kind_of(copy);
        if !said.well || length > COPY || !matches!(kind.media, "image/jpeg" | "image/png") {
            return Err(broken());
        }
        Ok(copy.to_vec())
    }

    fn run(&self, task: &str, file: &mut dyn Read, most: usize) -> Result<Said, NotDecoded> {
        let failed =
            |cause: std::io::Error| NotDecoded(format!("The decoder could not be started: {cause}."));
        let mut child = Command::new(&self.program)
            .args(["decode-worker", task, "--pixels", &self.pixels.to_string()])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let child = Mutex::new(child);
        std::thread::scope(|scope| {
            let out = scope.spawn(|| at_most(stdout, most));
            let err = scope.spawn(|| at_most(stderr, 4096));
            let watch = scope.spawn(|| wait_for(&child, self.patience));
            if let Some(mut stdin) = stdin {
                // A worker that ended early no longer listens; how it ended says why.
                let mut buffer = [0; 64 * 1024];
                let mut left = LARGEST + 1;
                while let Ok(n) = file.read(&mut buffer)
                    && n > 0
                    && left > 0
                    && stdin.write_all(buffer.get(..n).unwrap_or_default()).is_ok()
                {
                    left = left.saturating_sub(n as u64);
                }
            }
            let (out, too_much) = out.join().unwrap_or_default();
            if too_much {
                end(&child);
            }
            let (err, _) = err.join().unwrap_or_default();
            let status = watch.join().ok().flatten();
            let well = status.is_some_and(|status| status.success());
            Ok(Said {
                out,
                well,
                ended: if too_much { "it said too much".to_owned() } else { how(status, &err) },
            })
        })
    }
}

struct Said {
    out: Vec<u8>,
    well: bool,
    ended: String,
}

/// Everything that comes, up to a size; and whether there was more.
fn at_most(from: Option<impl Read>, most: usize) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    if let Some(from) = from {
        // What was read before a failure is kept.
        let _ = from.take(most as u64 + 1).read_to_end(&mut bytes);
    }
    let too_much = bytes.len() > most;
    bytes.truncate(most);
    (bytes, too_much)
}

fn end(child: &Mutex<Child>) {
    // It may have ended by itself.
    let _ = child.lock().map(|mut child| child.kill());
}

/// Waits for the worker, and ends it when its time is over.
fn wait_for(child: &Mutex<Child>, patience: Duration) -> Option<ExitStatus> {
    let begun = Instant::now();
    loop {
        let ended = child.lock().ok()?.try_wait();
        match ended {
            Ok(Some(status)) => return Some(status),
            Ok(None) if begun.elapsed() > patience => {
                end(child);
                return child.lock().ok()?.wait().ok();
            }
            Ok(None) => std::thread::sleep(Duration::from_millis(3)),
            Err(_) => return None,
        }
    }
}

/// How a worker ended, in words.
fn how(status: Option<ExitStatus>, err: &[u8]) -> String {
    #[cfg(unix)]
    let signal = status.and_then(|status| std::os::unix::process::ExitStatusExt::signal(&status));
    #[cfg(not(unix))]
    let signal: Option<i32> = None;
    let err = String::from_utf8_lossy(err);
    match signal {
        _ if err.contains("memory allocation of") => {
            format!("it needs more than {} MiB of memory", super::MEMORY >> 20)
        }
        // Killed at the hard limit of computing time, or by our own patience.
        Some(9 | 24) => format!("it takes more than {} seconds of computing", super::SECONDS),
        Some(signal) => format!("the decoder crashed (signal {signal})"),
        None => "the decoder gave up".to_owned(),
    }
}
