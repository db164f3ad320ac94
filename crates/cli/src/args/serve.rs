//! Arguments of the commands that found, serve and set up a casebook.

use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Arguments of `demo`.
#[derive(ClapArgs)]
pub struct DemoArgs {
    /// The seed of the synthetic day: the same seed gives the same day.
    #[arg(long, default_value_t = 20_310_608)]
    pub seed: u64,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8484")]
    pub listen: std::net::SocketAddr,
    /// Keep the day in this directory instead of a temporary one.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Make the day and say what it holds, without serving it.
    #[arg(long)]
    pub no_serve: bool,
    /// Serve the day that lies in --keep, locked. What the lock button of the demo starts.
    #[arg(long, hide = true, requires = "keep", requires = "evening")]
    pub locked: bool,
    /// The moment at which the clock of the day stands.
    #[arg(long, hide = true, value_name = "SECONDS")]
    pub evening: Option<i64>,
    /// Remove the directory in the end: it was made for this demo alone.
    #[arg(long, hide = true)]
    pub throw_away: bool,
}

/// Arguments of `serve`.
#[derive(ClapArgs)]
pub struct ServeArgs {
    /// The address to listen on; only this machine unless you say otherwise.
    #[arg(long)]
    pub listen: Option<std::net::SocketAddr>,
    /// The name people elsewhere call it by, such as desk.example.org, through a proxy that ends TLS.
    #[arg(long, value_name = "NAME")]
    pub public_name: Option<String>,
    /// A PMTiles file of vector tiles with the streets of the places that matter, for the map page.
    #[arg(long, value_name = "FILE")]
    pub streets: Option<PathBuf>,
    /// Start locked: people open it in the browser, and nothing secret is typed or read here.
    #[arg(long)]
    pub locked: bool,
}

/// Arguments of `init`.
#[derive(ClapArgs)]
pub struct InitArgs {
    /// The directory; otherwise --casebook, HABEAS_CASEBOOK or the platform's data directory.
    pub dir: Option<PathBuf>,
    /// Do not remember the key file's path in the casebook.
    #[arg(long)]
    pub forget_key_path: bool,
    /// Open it with shares: how many there are.
    #[arg(long, value_name = "N", requires_all = ["need", "out"])]
    pub shares: Option<u8>,
    /// How many of the shares are needed.
    #[arg(long, value_name = "K", requires = "shares")]
    pub need: Option<u8>,
    /// The directory the share files are written into.
    #[arg(long, value_name = "DIR", requires = "shares")]
    pub out: Option<PathBuf>,
}

/// Arguments of `config`.
#[derive(ClapArgs)]
pub struct ConfigArgs {
    /// Show the settings and where they come from, or check them.
    #[arg(value_parser = ["show", "check"])]
    pub what: String,
}

/// Arguments of `decode-worker`.
#[derive(ClapArgs)]
pub struct DecodeArgs {
    /// look, copy; escape and exceed for the test of the walls.
    pub task: String,
    /// What the task needs.
    pub more: Vec<String>,
    /// The most pixels a picture may have.
    #[arg(long, default_value_t = 0)]
    pub pixels: u64,
}
