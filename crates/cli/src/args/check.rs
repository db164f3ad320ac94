//! Arguments of `check`.

use super::Why;
use clap::Args as ClapArgs;

/// Arguments of `check`.
#[derive(ClapArgs)]
#[command(after_help = "  habeas check                                      which units to ring next\n  \
habeas check \"Station Seven\" --ring                 I am ringing this one now\n  \
habeas check \"Station Seven\" --answer not_held --words \"no such person\" --about DETENTION\n  \
habeas check --undo CHECK --why \"the wrong station\"")]
pub struct CheckArgs {
    /// The unit: a name, in any script, or an id.
    #[arg(value_name = "UNIT")]
    pub unit: Option<String>,
    /// What was answered: held, not_held, no_answer, refused, released, moved, other.
    #[arg(long)]
    pub answer: Option<String>,
    /// The words that were said.
    #[arg(long)]
    pub words: Option<String>,
    /// About whom: a person, group or detention; everybody when it is not given.
    #[arg(long, value_name = "RECORD")]
    pub about: Vec<String>,
    /// When; now unless said.
    #[arg(long, value_name = "TIME")]
    pub when: Option<String>,
    /// Who asked, when it was somebody else.
    #[arg(long, value_name = "WHO")]
    pub asked_by: Option<String>,
    /// Take the unit for ten minutes, so that nobody else rings it.
    #[arg(long, conflicts_with_all = ["answer", "words", "undo"])]
    pub ring: bool,
    /// With --ring: also when it was asked a moment ago.
    #[arg(long, requires = "ring")]
    pub anyway: bool,
    /// Give the unit back.
    #[arg(long, conflicts_with_all = ["answer", "words", "undo", "ring"])]
    pub release: bool,
    /// Take a check back, with the custody that came of it.
    #[arg(long, value_name = "CHECK", conflicts_with_all = ["answer", "words", "unit"])]
    pub undo: Option<String>,
    /// At most so many lines.
    #[arg(long, default_value_t = 25)]
    pub limit: usize,
    /// Why.
    #[command(flatten)]
    pub why: Why,
}
