//! What can be said to `habeas link` about models of Splink.

use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Linking with a model that Splink made.
#[derive(ClapArgs)]
pub struct SplinkArgs {
    /// Splink settings or a trained model (JSON, version 4 or 5): pairs, levels and weights are Splink's, nothing is
    /// trained. A condition that cannot be read is refused with its place. Clusters are put together as always.
    #[arg(long, value_name = "SETTINGS", conflicts_with_all = ["model", "against", "labels", "print_config"])]
    pub splink: Option<PathBuf>,
}

/// Arguments of `link export-splink`.
#[derive(ClapArgs)]
pub struct ExportSplinkArgs {
    /// A model that `habeas link --model` wrote.
    #[arg(value_name = "MODEL")]
    pub model: PathBuf,
    /// Write the settings here, as JSON for Splink 4 and 5.
    #[arg(long, value_name = "SETTINGS")]
    pub out: PathBuf,
    /// Write the records here, folded and with their sounds, as CSV, and the settings for these columns: every level then
    /// weighs in Splink what it weighs in habeas link --splink. The records are read from beside the model.
    #[arg(long, value_name = "OUT", conflicts_with = "approximate")]
    pub prepared: Option<PathBuf>,
    /// Where SQL cannot say what a level means, write the nearest and say what differs, instead of refusing.
    #[arg(long)]
    pub approximate: bool,
    /// The model was made from several lists.
    #[arg(long)]
    pub several_lists: bool,
    /// Put the settings in the place of an existing file.
    #[arg(long)]
    pub force: bool,
}
