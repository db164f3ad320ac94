//! Arguments of the commands that look.

use super::AtPosition;
use clap::Args as ClapArgs;

/// Arguments of `show`.
#[derive(ClapArgs)]
pub struct ShowArgs {
    /// The record: its id, the beginning of it, FILE, or FILE#ROW:KIND.
    pub record: String,
    /// As known when.
    #[command(flatten)]
    pub at: AtPosition,
}

/// Arguments of `search`.
#[derive(ClapArgs)]
pub struct SearchArgs {
    /// The words.
    pub words: Vec<String>,
    /// Only records of this kind.
    #[arg(long)]
    pub kind: Option<String>,
    /// Only detentions at this unit.
    #[arg(long)]
    pub unit: Option<String>,
    /// Only people and detentions in this state.
    #[arg(long)]
    pub status: Option<String>,
    /// Only detentions in this role.
    #[arg(long)]
    pub role: Option<String>,
    /// Only what happened on this day (or within this period).
    #[arg(long)]
    pub day: Option<String>,
    /// Only reports in this language.
    #[arg(long)]
    pub language: Option<String>,
    /// Only records with contradicting claims nobody has decided.
    #[arg(long)]
    pub contested: bool,
    /// Only what no two independent sources say.
    #[arg(long)]
    pub unverified: bool,
    /// At most so many.
    #[arg(long, default_value_t = 25)]
    pub limit: usize,
    /// Go on after this place: "after" of the last hit (--format json).
    #[arg(long)]
    pub after: Option<String>,
}

/// Arguments of `board`.
#[derive(ClapArgs)]
pub struct BoardArgs {
    /// The moment; now unless said.
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
    /// For how long the last word of custody counts as known.
    #[arg(long, value_name = "6h")]
    pub fresh_for: Option<String>,
    /// As known when.
    #[command(flatten)]
    pub at: AtPosition,
}
