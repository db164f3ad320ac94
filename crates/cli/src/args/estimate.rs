//! Arguments of `estimate`.

use super::{ScopeArgs, Why};
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

const AFTER: &str = "A table has a column of 0 and 1 for each list, and a column count (or n, or Freq) that says how many people a row \
stands for. A clusters file of habeas link is taken as it is. When a gate does not pass, no estimate is printed: the people who are \
documented, and the reason, stand in its place.\nExit codes: 0 an estimate is shown, perhaps with warnings; 1 it is withheld, or there is only a bound; 3 a table that \
cannot be used.";

/// Arguments of `estimate`.
#[derive(ClapArgs)]
#[command(after_help = AFTER)]
pub struct EstimateArgs {
    /// The overlap table: CSV, TSV, XLSX or ODS; none with --measure.
    #[arg(required_unless_present = "measure", conflicts_with = "measure")]
    pub table: Option<PathBuf>,
    /// Make the table from the casebook instead: persons, with --lists source.
    #[arg(long, value_name = "MEASURE", requires = "lists", conflicts_with_all = ["count_column", "strata", "derived", "replicates", "cache"])]
    pub measure: Option<String>,
    /// With --measure: as of which moment it happened; now unless said.
    #[arg(long, value_name = "TIME", requires = "measure")]
    pub as_of: Option<String>,
    /// With --measure: as it was known at this ledger position.
    #[arg(long, value_name = "N", requires = "measure")]
    pub position: Option<u64>,
    /// With --measure: narrowed to.
    #[command(flatten)]
    pub narrowed: ScopeArgs,
    /// With --measure and --attest: why, for the decision that is recorded.
    #[command(flatten)]
    pub why: Why,
    /// The method; auto holds latent classes against the others.
    #[arg(long, value_enum, default_value = "auto")]
    pub method: MethodWord,
    /// The seed of all draws: the same table, seed and version give the same bytes.
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
    /// Write the report to this file: one HTML page that needs nothing else.
    #[arg(long, value_name = "OUT.html")]
    pub report: Option<PathBuf>,
    /// Write the draws of the total to this file.
    #[arg(long, value_name = "OUT.csv")]
    pub draws: Option<PathBuf>,
    /// Put new files in the place of old ones.
    #[arg(long)]
    pub force: bool,
    /// Columns that are lists; found if none are named. With --measure: source, for each source is a list.
    #[arg(long, value_delimiter = ',', value_name = "COLUMN,…")]
    pub lists: Vec<String>,
    /// The column that counts people.
    #[arg(id = "count_column", long = "count", value_name = "COLUMN")]
    pub count: Option<String>,
    /// Estimate each value of this column by itself, and add the draws up.
    #[arg(long, value_name = "COLUMN")]
    pub strata: Option<String>,
    /// Lists that come from one another count as one; may be repeated.
    #[arg(long, value_name = "LIST=LIST")]
    pub derived: Vec<String>,
    /// Tables of other linkages of the same people (habeas link --replicates): they are combined into one interval.
    #[arg(long, num_args = 1.., value_name = "FILE", conflicts_with = "strata")]
    pub replicates: Vec<PathBuf>,
    /// What you answer for: closure (nobody entered or left), scope (all lists are about the same people), linkage (no match is in doubt).
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT,…")]
    pub attest: Vec<Attestation>,
    /// Latent classes at most.
    #[arg(long, default_value_t = 10, value_name = "K", value_parser = clap::value_parser!(u8).range(2..=30))]
    pub classes: u8,
    /// Independent draws wanted.
    #[arg(long, default_value_t = 1000, value_name = "DRAWS", value_parser = clap::value_parser!(u32).range(400..=100_000))]
    pub ess: u32,
    /// Keep results in this folder, by the table's hash, and take them from it.
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// Threads at most; the result is the same for any number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// The encoding of the table, if it is not recognised: windows-1251.
    #[arg(long)]
    pub encoding: Option<String>,
}

/// A method, or several.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MethodWord {
    /// Latent classes, held against the others.
    Auto,
    /// All methods.
    All,
    /// Bayesian latent classes.
    Lcmcr,
    /// Averaging over decomposable graphs, to six lists.
    Dga,
    /// A log-linear model by BIC, by steps from six lists on.
    Loglinear,
    /// Chao's lower bound.
    Chao,
    /// Bayesian threshold for sparse tables, to twelve lists.
    Sparse,
}

impl MethodWord {
    /// The method, or several.
    pub fn choice(self) -> estimate::Choice {
        use estimate::{Choice, Method};
        match self {
            Self::Auto => Choice::Auto,
            Self::All => Choice::All,
            Self::Lcmcr => Choice::One(Method::Lcmcr),
            Self::Dga => Choice::One(Method::Dga),
            Self::Loglinear => Choice::One(Method::Loglinear),
            Self::Chao => Choice::One(Method::Chao),
            Self::Sparse => Choice::One(Method::Sparse),
        }
    }

    /// The word.
    pub fn word(self) -> &'static str {
        match self.choice() {
            estimate::Choice::Auto => "auto",
            estimate::Choice::All => "all",
            estimate::Choice::One(method) => method.word(),
        }
    }
}

/// What a person answers for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Attestation {
    /// Nobody entered or left while the lists were made.
    Closure,
    /// All lists are about the same people, place and time.
    Scope,
    /// No match is in doubt.
    Linkage,
}
