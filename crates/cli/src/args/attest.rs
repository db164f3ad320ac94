//! Arguments of the commands by which strangers can check the ledger and its times.

use super::Why;
use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

/// Arguments of `verify`.
#[derive(ClapArgs)]
pub struct VerifyArgs {
    /// Check every signature singly, as for a court.
    #[arg(long)]
    pub strict: bool,
    /// Check only what a stranger can, without any key.
    #[arg(long)]
    pub no_key: bool,
    /// Believe time-stamps under this certificate file, beside those of the settings; may be repeated.
    #[arg(long, value_name = "FILE")]
    pub ca: Vec<PathBuf>,
    /// Repair what is damaged from an intact copy: a casebook's directory, or only its ledger directory, even on a
    /// read-only stick. The casebook must be closed.
    #[arg(long, value_name = "COPY", conflicts_with_all = ["proof", "no_key", "strict"])]
    pub against: Option<PathBuf>,
    /// With --against: only say what would be repaired.
    #[arg(long, requires = "against")]
    pub dry_run: bool,
    /// Check a proof made by habeas prove instead of a casebook: offline, without any key.
    #[arg(long, value_name = "FILE")]
    pub proof: Option<PathBuf>,
    /// With --proof: a checkpoint from another hand, which the proof must rest on.
    #[arg(long, value_name = "FILE", requires = "proof")]
    pub checkpoint: Option<PathBuf>,
    /// With --proof: the casebook it must be of, 32 digits.
    #[arg(long, value_name = "ID", requires = "proof")]
    pub expect_casebook: Option<String>,
    /// With --proof: the device that must have founded the casebook, 64 digits.
    #[arg(long, value_name = "DEVICE", requires = "proof")]
    pub expect_device: Option<String>,
}

/// Arguments of `timestamp`.
#[derive(ClapArgs)]
pub struct TimestampArgs {
    /// Write a request to be carried to an authority by hand, and ask nobody.
    #[arg(long, value_name = "FILE", conflicts_with = "response")]
    pub request: Option<PathBuf>,
    /// Take an answer that was brought back.
    #[arg(long, value_name = "FILE")]
    pub response: Option<PathBuf>,
    /// Say who would be asked, and ask nobody.
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `beacon`.
#[derive(ClapArgs)]
pub struct BeaconArgs {
    /// Add or list.
    #[command(subcommand)]
    pub action: BeaconAction,
}

/// What to do about beacons.
#[derive(Subcommand)]
pub enum BeaconAction {
    /// Record a beacon: whatever is saved after it on this device is later than it.
    Add {
        /// bitcoin, drand, newspaper or other.
        #[arg(long)]
        kind: String,
        /// The value: a block's hash, a round's randomness, a headline.
        #[arg(long)]
        value: String,
        /// When it became known: 2031-06-08T18:00:00Z.
        #[arg(long, value_name = "TIME")]
        at: String,
        /// Where anybody can look it up.
        #[arg(long = "where", value_name = "SOURCE")]
        place: String,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// The beacons recorded.
    List,
}

/// Arguments of `time`.
#[derive(ClapArgs)]
pub struct TimeArgs {
    /// The entries: numbers (the positions of their claims) or hashes of 64 digits; all the time-stamps unless said.
    pub entries: Vec<String>,
}

/// Arguments of `prove`.
#[derive(ClapArgs)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["entry", "since"]))]
pub struct ProveArgs {
    /// The entry: its number (the position of its claims), or the 64 digits of its hash.
    pub entry: Option<String>,
    /// Prove it under the checkpoint that an outside authority timestamped first, instead of one of now.
    #[arg(long, conflicts_with = "since")]
    pub timestamped: bool,
    /// Prove instead that the ledger still holds everything this earlier checkpoint named.
    #[arg(long, value_name = "CHECKPOINT")]
    pub since: Option<PathBuf>,
    /// The file, by custom NAME.tlog-proof; stdout unless said.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
