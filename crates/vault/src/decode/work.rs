//! The worker's side: build the walls, read the file from stdin, answer on stdout, end. It must never be called in a
//! process that holds anything of a casebook.

use super::answer::Line;
use super::{LARGEST, MEMORY, SECONDS, picture};
use crate::canary;
use crate::walls::{Walls, confine};
use std::io::{Read as _, Write as _};

/// What a worker is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Say what is in the picture.
    Look,
    /// Decode it and encode it anew, without anything but the pixels.
    Copy,
    /// Try to get out: read this file, reach this address. For the test of the walls.
    Escape {
        /// A file that must not be readable.
        file: String,
        /// An address that must not be reachable.
        address: String,
    },
    /// Use memory or time without end. For the test of the limits.
    Exceed(String),
}

/// Does one task and says whether it could. `pixels` is the most that a picture may have.
pub fn work(task: &Task, pixels: u64) -> bool {
    let walls = confine(&Walls { memory: MEMORY, seconds: SECONDS, ..Walls::default() });
    match task {
        Task::Escape { file, address } => return say_all(&canary::escape(file, address)),
        Task::Exceed(what) => return canary::exceed(what),
        Task::Look | Task::Copy => {}
    }
    if !walls.is_empty() && !say(&Line::Walls(walls)) {
        return false;
    }
    let mut bytes = Vec::new();
    if std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).is_err()
        || bytes.len() as u64 > LARGEST
    {
        return false;
    }
    let copy = match task {
        Task::Copy => picture::copy(&bytes, pixels, &mut say),
        _ => picture::look(&bytes, pixels, &mut say).then(Vec::new),
    };
    let Some(copy) = copy else { return say(&Line::End { bytes: 0 }) };
    say(&Line::End { bytes: copy.len() as u64 }) && std::io::stdout().lock().write_all(&copy).is_ok()
}

fn say_all(lines: &[String]) -> bool {
    lines.iter().all(|line| writeln!(std::io::stdout().lock(), "{line}").is_ok())
}

/// Says a line at once: what was said survives a crash.
fn say(line: &Line) -> bool {
    let Ok(mut text) = serde_json::to_vec(line) else { return false };
    text.push(b'\n');
    let mut out = std::io::stdout().lock();
    out.write_all(&text).and_then(|()| out.flush()).is_ok()
}
