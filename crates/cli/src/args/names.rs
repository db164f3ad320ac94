//! Arguments of the commands that compare names; they need no casebook.

use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

/// Arguments of `names`.
#[derive(ClapArgs)]
pub struct NamesArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: NamesCommand,
}

/// What to do with names.
#[derive(Subcommand)]
pub enum NamesCommand {
    /// Compare pairs of names: the table again, with a score from 0 to 1, a verdict and the reasons.
    Compare(NamesCompareArgs),
    /// Find the names of a list that may be the same as a name, in any script, best first.
    Search(NamesSearchArgs),
}

/// Arguments of `names compare`.
#[derive(ClapArgs)]
pub struct NamesCompareArgs {
    /// A table with a pair in each row: CSV, TSV, XLSX or ODS.
    pub pairs: PathBuf,
    /// The column of the first name.
    #[arg(long, default_value = "name_a", value_name = "COLUMN")]
    pub a: String,
    /// The column of the second name.
    #[arg(long, default_value = "name_b", value_name = "COLUMN")]
    pub b: String,
    /// Write to this file instead of the terminal; only you will be able to read it.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Put the new file in the place of an old one.
    #[arg(long, requires = "out")]
    pub force: bool,
    /// The encoding of the table, if it is not recognised: windows-1251.
    #[arg(long)]
    pub encoding: Option<String>,
}

/// Arguments of `names search`.
#[derive(ClapArgs)]
pub struct NamesSearchArgs {
    /// The list: one name a line, or a table with a column of names.
    #[arg(long, value_name = "FILE")]
    pub names: PathBuf,
    /// The column of names, if the table has several.
    #[arg(long, value_name = "COLUMN")]
    pub column: Option<String>,
    /// How many to show for each name.
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub top: u16,
    /// The encoding of the list, if it is not recognised: windows-1251.
    #[arg(long)]
    pub encoding: Option<String>,
    /// The name. Several words are one name; to search for several names, quote each: "Askar Omarov" "Алия Омарова".
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
}
