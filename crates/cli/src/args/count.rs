//! Arguments of the commands that count.

use clap::Args as ClapArgs;

/// What a count is narrowed to.
#[derive(ClapArgs, Clone)]
pub struct ScopeArgs {
    /// Only what happened from this day or moment on.
    #[arg(long)]
    pub from: Option<String>,
    /// Only what happened up to this day or moment.
    #[arg(long)]
    pub to: Option<String>,
    /// Only detentions at this unit.
    #[arg(long)]
    pub unit: Option<String>,
    /// Only detentions at this place, as written.
    #[arg(long)]
    pub place: Option<String>,
    /// Only detentions in the town that this place lies in.
    #[arg(long)]
    pub city: Option<String>,
    /// Only people in this role.
    #[arg(long)]
    pub role: Option<String>,
    /// Only what this source says.
    #[arg(long)]
    pub source: Option<String>,
    /// Only where PROPERTY is VALUE: event.type=rally, detention.place=…; may be repeated.
    #[arg(long = "where", value_name = "PROPERTY=VALUE")]
    pub filters: Vec<String>,
}

/// Arguments of `count`.
#[derive(ClapArgs, Clone)]
pub struct CountArgs {
    /// What to count: events, detentions, persons, still-held, released, delivered, transferred, charged, punished,
    /// arrested, fined, warned.
    #[arg(long, short, default_value = "detentions")]
    pub measure: String,
    /// As of which moment it happened; now unless said.
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
    /// As it was known at this ledger position.
    #[arg(long, value_name = "N")]
    pub position: Option<u64>,
    /// For how long the last word of custody counts as known.
    #[arg(long, value_name = "6h")]
    pub fresh_for: Option<String>,
    /// Narrowed to.
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// Print every record behind the number.
    #[arg(long)]
    pub receipt: bool,
    /// Break the number down by city, day, role or unit. Parts may overlap: they do not add up to the total.
    #[arg(long, value_name = "BY")]
    pub breakdown: Option<String>,
    /// Of a breakdown only what the public may see: small numbers are "<5", and rows from which they could be found
    /// are withheld.
    #[arg(long, requires = "breakdown")]
    pub public: bool,
}

/// Arguments of `diff`.
#[derive(ClapArgs)]
pub struct DiffArgs {
    /// The earlier ledger position.
    pub before: u64,
    /// The later one; now unless said.
    pub after: Option<u64>,
    /// The as-of moment of the earlier number; the same as the later one unless said.
    #[arg(long, value_name = "TIME")]
    pub before_as_of: Option<String>,
    /// What is counted.
    #[command(flatten)]
    pub count: CountArgs,
}
