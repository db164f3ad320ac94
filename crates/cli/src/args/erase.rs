//! Arguments of erasing and holding.

use clap::Args as ClapArgs;

/// Arguments of `erase`.
#[derive(ClapArgs)]
#[command(group(clap::ArgGroup::new("act").required(true).args(["record", "confirm", "cancel", "list", "due"])))]
pub struct EraseArgs {
    /// The record: its id, the beginning of it, or FILE#ROW:KIND.
    pub record: Option<String>,
    /// What of it: facts, identity, source or all.
    #[arg(long, default_value = "all", value_name = "TIER")]
    pub tier: String,
    /// Another record to go with it; may be given several times.
    #[arg(long, requires = "record", value_name = "RECORD")]
    pub also: Vec<String>,
    /// Every record judged the same goes with it.
    #[arg(long, requires = "record")]
    pub all_same: bool,
    /// Confirm this request, as another person than the one who asked.
    #[arg(long, value_name = "REQUEST")]
    pub confirm: Option<String>,
    /// Cancel this request.
    #[arg(long, value_name = "REQUEST")]
    pub cancel: Option<String>,
    /// Show every request and every hold.
    #[arg(long)]
    pub list: bool,
    /// Carry out now what is due; habeas serve does it by itself.
    #[arg(long)]
    pub due: bool,
    /// The ground, without any name: it is kept.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Say what would be done; record nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `hold`.
#[derive(ClapArgs)]
#[command(group(clap::ArgGroup::new("act").required(true).args(["record", "lift"])))]
pub struct HoldArgs {
    /// The record.
    pub record: Option<String>,
    /// Lift this hold.
    #[arg(long, value_name = "HOLD")]
    pub lift: Option<String>,
    /// The ground.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Say what would be done; record nothing.
    #[arg(long)]
    pub dry_run: bool,
}
