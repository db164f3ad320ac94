//! Arguments of `feed`, and of the worker that fetches.

use clap::{Args as ClapArgs, Subcommand};

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
        /// Whose feed it is: every report from it names this source.
        #[arg(long, value_name = "SOURCE")]
        source: Option<String>,
        /// Its host is on our own network and may be connected to.
        #[arg(long)]
        private: bool,
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
}

/// Arguments of `fetch-worker`; the address comes on stdin.
#[derive(ClapArgs)]
pub struct FetchArgs {
    /// A host and port that may be private: wiki.intranet:80.
    #[arg(long, value_name = "HOST:PORT")]
    pub allow: Vec<String>,
}
