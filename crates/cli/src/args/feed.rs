//! Arguments of `feed`, and of the worker that fetches.

use super::Why;
use clap::{Args as ClapArgs, Subcommand, ValueEnum};

/// Arguments of `feed`.
#[derive(ClapArgs)]
pub struct FeedArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: FeedAction,
}

/// What to do with feeds.
#[derive(Subcommand)]
pub enum FeedAction {
    /// Watch a feed (RSS or Atom), or a folder into which reports are dropped.
    Add {
        /// https://… or a folder.
        #[arg(value_name = "ADDRESS|FOLDER")]
        what: String,
        /// Whose feed it is: every report from it names this source; otherwise the host or the folder.
        #[arg(long, value_name = "SOURCE")]
        source: Option<String>,
        /// Its host is on our own network and may be connected to.
        #[arg(long)]
        private: bool,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// Watch something no longer; what came from it stays.
    Remove {
        /// As feed list shows it.
        #[arg(value_name = "ADDRESS|FOLDER")]
        what: String,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// What is watched.
    List,
    /// Look once, or again and again: what is new is saved as reports.
    Poll {
        /// Look once and end.
        #[arg(long)]
        once: bool,
        /// Seconds between looks.
        #[arg(long, default_value_t = 300, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(10..))]
        every: u64,
    },
    /// What came in and how it is sorted, by source chain, the latest first.
    Queue {
        /// Which part of it.
        #[arg(value_enum, default_value = "waiting")]
        heap: Heap,
        /// Chains, at most.
        #[arg(long, default_value_t = 50, value_name = "N")]
        limit: usize,
    },
    /// Say that a report is relevant, noise, or a repeat of another.
    Mark {
        /// What it is.
        #[arg(value_enum)]
        mark: MarkWord,
        /// The report's id, or the beginning of it.
        report: String,
        /// The report that it repeats.
        #[arg(long, value_name = "REPORT")]
        of: Option<String>,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
}

/// A part of the queue.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Heap {
    /// News on which nobody has decided.
    Waiting,
    /// Noise on which nobody has decided.
    Noise,
    /// What is decided.
    Done,
}

/// What a person may say of a report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MarkWord {
    /// To be read.
    Relevant,
    /// Not to be read.
    Noise,
    /// It says what another report says.
    Repeat,
}

/// Arguments of `fetch-worker`; the address comes on stdin.
#[derive(ClapArgs)]
pub struct FetchArgs {
    /// A host and port that may be private: wiki.intranet:80.
    #[arg(long, value_name = "HOST:PORT")]
    pub allow: Vec<String>,
    /// A PEM file of certificates to trust instead of the system's.
    #[arg(long, value_name = "FILE")]
    pub roots: Option<std::path::PathBuf>,
    /// Try to get out of the walls instead: read this file, reach this address. For the test of the walls.
    #[arg(long, num_args = 2, value_names = ["FILE", "ADDRESS"])]
    pub escape: Vec<String>,
}
