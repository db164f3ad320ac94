//! Progress of long work: a bar on a terminal, a line every ten seconds elsewhere, nothing when quiet.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

/// Progress of one file.
pub struct Progress {
    bar: Option<ProgressBar>,
    last: Instant,
    name: String,
    quiet: bool,
}

impl Progress {
    /// Begins.
    pub fn new(name: &str, quiet: bool) -> Self {
        let on_terminal = std::io::stderr().is_terminal() && !quiet;
        let bar = on_terminal.then(|| {
            let bar = ProgressBar::new(0);
            let style = ProgressStyle::with_template("{msg} {bar:30} {percent}% {elapsed_precise}")
                .unwrap_or_else(|_| ProgressStyle::default_bar());
            bar.set_style(style);
            bar
        });
        Self { bar, last: Instant::now(), name: name.to_owned(), quiet }
    }

    /// Shows how far it is.
    pub fn show(&mut self, rows: u64, done: u64, of: u64) {
        match &self.bar {
            Some(bar) => {
                bar.set_length(of.max(1));
                bar.set_position(done);
                bar.set_message(format!("{}: {rows} rows", self.name));
            }
            None if !self.quiet && self.last.elapsed() > Duration::from_secs(10) => {
                self.last = Instant::now();
                crate::print::say(&format!("{}: {rows} rows, {} %", self.name, done * 100 / of.max(1)));
            }
            None => {}
        }
    }

    /// Shows how many bytes are done.
    pub fn show_bytes(&mut self, done: u64, of: u64) {
        match &self.bar {
            Some(bar) => {
                bar.set_length(of.max(1));
                bar.set_position(done);
                bar.set_message(format!("{}: {} MB", self.name, done / 1_000_000));
            }
            None if !self.quiet && self.last.elapsed() > Duration::from_secs(10) => {
                self.last = Instant::now();
                let percent = done.saturating_mul(100) / of.max(1);
                crate::print::say(&format!("{}: {} MB, {percent} %", self.name, done / 1_000_000));
            }
            None => {}
        }
    }

    /// Ends.
    pub fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
