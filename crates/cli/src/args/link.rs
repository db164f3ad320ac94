//! What can be said to `habeas link`.

use super::splink::{ExportSplinkArgs, SplinkArgs};
use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

/// Arguments of `link`.
#[derive(ClapArgs)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, after_help = AFTER)]
pub struct LinkArgs {
    /// What to do instead of linking.
    #[command(subcommand)]
    pub action: Option<LinkAction>,
    /// Everything else.
    #[command(flatten)]
    pub run: LinkRunArgs,
}

const AFTER: &str = "One file is searched for records of one person; several files are several lists. CSV (any \
separator and encoding), XLSX, ODS and Parquet are read. At least one of --clusters, --edges, --model, --report, \
--waterfalls, --replicates or --print-config is needed. Nothing needs a casebook, and nothing leaves this machine.";

/// What to do instead of linking.
#[derive(Subcommand)]
pub enum LinkAction {
    /// Answer whether pairs are the same, the most useful ones first; the model learns from each answer.
    Label(Box<LabelArgs>),
    /// Say why two records of an earlier run are taken for one person, or are not.
    Explain(ExplainArgs),
    /// Write a model as settings for Splink, so that the same weights can be used on more than one machine.
    ExportSplink(ExportSplinkArgs),
}

/// The lists and how to read them.
#[derive(ClapArgs, Clone)]
pub struct ListArgs {
    /// The lists: CSV, XLSX, ODS or Parquet files (with label also the model of an earlier run, alone).
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What is known about the columns: a TOML file, as --print-config writes it.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The column that names each record; without it a column called id or the like, or row numbers.
    #[arg(long, value_name = "COLUMN")]
    pub id: Option<String>,
    /// A column that is not to be compared; may be repeated.
    #[arg(long, value_name = "COLUMN")]
    pub ignore: Vec<String>,
    /// The column that says who is who. Never used for linking: only the result is measured against it.
    #[arg(long, value_name = "COLUMN")]
    pub truth: Option<String>,
    /// Each list has a person at most once.
    #[arg(long)]
    pub one_to_one: bool,
    /// The probability at and above which two records are linked, 0 to 1, instead of the model's own.
    #[arg(long, value_name = "P")]
    pub threshold: Option<f64>,
    /// The seed of everything that is drawn by chance: the same seed gives the same bytes.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// How many threads to use; the result does not depend on it.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Pairs that are the same: a CSV with the two ids in its first columns (or columns id_a, id_b, list_a, list_b).
    #[arg(long, value_name = "FILE")]
    pub must_link: Vec<PathBuf>,
    /// Pairs that are different, in the same form.
    #[arg(long, value_name = "FILE")]
    pub cannot_link: Vec<PathBuf>,
}

/// Arguments of a linkage.
#[derive(ClapArgs)]
pub struct LinkRunArgs {
    /// The lists.
    #[command(flatten)]
    pub lists: ListArgs,
    /// Answers from `habeas link label`: they bind, and they teach the model.
    #[arg(long, value_name = "FILE")]
    pub labels: Option<PathBuf>,
    /// An earlier run's model: its weights are used, its records are linked to, its cluster ids live on.
    #[arg(long, value_name = "MODEL")]
    pub against: Option<PathBuf>,
    /// The files are the whole of their lists: drop the earlier records of these lists that are not in them, and what
    /// corrected records said before. Rarity is counted anew.
    #[arg(long, requires = "against")]
    pub drop_missing: bool,
    /// A model of Splink's.
    #[command(flatten)]
    pub splink: SplinkArgs,
    /// What is to be written.
    #[command(flatten)]
    pub out: LinkOutArgs,
    /// Do everything but write.
    #[arg(long)]
    pub dry_run: bool,
    /// Put what is written in the place of existing files.
    #[arg(long)]
    pub force: bool,
}

/// What is to be written; at least one of them.
#[derive(ClapArgs)]
#[group(required = true, multiple = true)]
pub struct LinkOutArgs {
    /// Write each record's cluster here, as CSV.
    #[arg(long, value_name = "OUT")]
    pub clusters: Option<PathBuf>,
    /// Write each compared pair that is close here, as CSV.
    #[arg(long, value_name = "OUT")]
    pub edges: Option<PathBuf>,
    /// Write the model here, as JSON. A file OUT.rows beside it holds the records, for a later --against.
    #[arg(long, value_name = "OUT")]
    pub model: Option<PathBuf>,
    /// Write a report for people here, as one HTML file.
    #[arg(long, value_name = "OUT")]
    pub report: Option<PathBuf>,
    /// Write why each pair weighs what it weighs here, step by step: a JSON object on each line.
    #[arg(long, value_name = "OUT")]
    pub waterfalls: Option<PathBuf>,
    /// Draw so many plausible linkages: every doubtful pair kept or cut by its probability, decisions obeyed.
    #[arg(long, value_name = "M", requires = "replicates_out", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub replicates: Option<u32>,
    /// Write the clusters of each drawn linkage into this folder, as replicate-0001.csv and so on; it is made if it is not
    /// there.
    #[arg(long, value_name = "DIR", requires = "replicates")]
    pub replicates_out: Option<PathBuf>,
    /// Print the config that is used on stdout, and link nothing.
    #[arg(long)]
    pub print_config: bool,
}

/// Arguments of `link explain`.
#[derive(ClapArgs)]
pub struct ExplainArgs {
    /// The model of an earlier run; its records lie beside it.
    #[arg(value_name = "MODEL")]
    pub model: PathBuf,
    /// The id of one record; LIST:ID where several lists have it.
    #[arg(value_name = "ID")]
    pub one: String,
    /// The id of the other.
    #[arg(value_name = "ID")]
    pub other: String,
}

/// Arguments of `link label`.
#[derive(ClapArgs)]
pub struct LabelArgs {
    /// The lists.
    #[command(flatten)]
    pub lists: ListArgs,
    /// The answers: read if the file is there, and each new one is added to it at once.
    #[arg(long, value_name = "FILE")]
    pub labels: PathBuf,
    /// Write the model that was learnt here, as JSON.
    #[arg(long, value_name = "OUT")]
    pub model: Option<PathBuf>,
    /// Stop after so many answers.
    #[arg(long, value_name = "N")]
    pub count: Option<usize>,
    /// Put the model in the place of an existing file.
    #[arg(long)]
    pub force: bool,
}
