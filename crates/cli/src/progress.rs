//! Progress of long work: a bar on a terminal, a line every ten seconds elsewhere, nothing when quiet.

use crate::interrupt::Interrupt;
use desk::keep::Step;
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

    /// Shows what part is done; 0 of 0 if that is not known.
    pub fn show_part(&mut self, done: u64, of: u64) {
        match &self.bar {
            Some(bar) => {
                bar.set_length(of.max(1));
                bar.set_position(done);
                bar.set_message(self.name.clone());
            }
            None if !self.quiet && self.last.elapsed() > Duration::from_secs(10) => {
                self.last = Instant::now();
                let percent = done.saturating_mul(100) / of.max(1);
                crate::print::say(&format!("{}: {percent} %", self.name));
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

/// Progress of work in several steps, which Ctrl-C stops.
pub struct Steps {
    quiet: bool,
    interrupt: Interrupt,
    now: Option<(Step, Progress)>,
}

impl Steps {
    /// Begins.
    pub fn new(quiet: bool, interrupt: Interrupt) -> Self {
        Self { quiet, interrupt, now: None }
    }

    /// Shows how far a step is; whether to go on.
    pub fn show(&mut self, step: Step, done: u64, of: u64) -> bool {
        if self.now.as_ref().is_none_or(|(now, _)| *now != step) {
            let name = match step {
                Step::Checking => "checking",
                Step::Copying => "sealing",
                Step::Protecting => "adding repair data",
                Step::Restoring => "restoring",
            };
            let before = self.now.replace((step, Progress::new(name, self.quiet)));
            if let Some((_, before)) = before {
                before.end();
            }
        }
        if let Some((_, progress)) = &mut self.now {
            match step {
                Step::Copying | Step::Restoring => progress.show_bytes(done, of),
                Step::Checking | Step::Protecting => progress.show_part(done, of),
            }
        }
        self.interrupt.go_on()
    }

    /// Ends.
    pub fn end(self) {
        if let Some((_, progress)) = self.now {
            progress.end();
        }
    }
}
