//! Arguments of the commands that bring claims in and take them out.

use super::Why;
use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Arguments of `import`.
#[derive(ClapArgs)]
pub struct ImportArgs {
    /// The files.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// A mapping file for tables.
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Draft a mapping for an unknown table, and import nothing.
    #[arg(long)]
    pub suggest: bool,
    /// The sheet of a workbook.
    #[arg(long)]
    pub sheet: Option<String>,
    /// The encoding of a text table, such as windows-1251.
    #[arg(long)]
    pub encoding: Option<String>,
    /// Who made the report.
    #[arg(long)]
    pub source: Option<String>,
    /// What sort of source: media, monitor, relative, official…
    #[arg(long)]
    pub source_type: Option<String>,
    /// When the report was published.
    #[arg(long)]
    pub published: Option<String>,
    /// Where it was found.
    #[arg(long)]
    pub url: Option<String>,
    /// What sort of report: article, post, call, photo…
    #[arg(long = "type")]
    pub report_type: Option<String>,
    /// Who and why.
    #[command(flatten)]
    pub why: Why,
}

/// Arguments of `record`.
#[derive(ClapArgs)]
pub struct RecordArgs {
    /// The note, or `-` to read it from stdin.
    pub text: Option<String>,
    /// Name of the detained.
    #[arg(long)]
    pub name: Option<String>,
    /// How many, when not one person: "about ten".
    #[arg(long)]
    pub people: Option<String>,
    /// When liberty was taken.
    #[arg(long)]
    pub when: Option<String>,
    /// Where.
    #[arg(long)]
    pub place: Option<String>,
    /// To which unit.
    #[arg(long)]
    pub unit: Option<String>,
    /// The state now: apprehended, at_police, released…
    #[arg(long)]
    pub state: Option<String>,
    /// How that is known: relative, lawyer, police…
    #[arg(long)]
    pub how: Option<String>,
    /// Who detained.
    #[arg(long)]
    pub force: Option<String>,
    /// Role at the time: journalist, monitor, passer-by…
    #[arg(long)]
    pub role: Option<String>,
    /// minor, ill, pregnant…
    #[arg(long)]
    pub risk: Option<String>,
    /// none, assigned, on_the_way, admitted, refused.
    #[arg(long)]
    pub lawyer: Option<String>,
    /// The article of law.
    #[arg(long)]
    pub charge: Option<String>,
    /// Who tells it.
    #[arg(long)]
    pub source: Option<String>,
    /// How to reach the caller: kept apart, and erased after the days of the setting contacts_days.
    #[arg(long)]
    pub contact: Option<String>,
    /// What the source is to the detained.
    #[arg(long)]
    pub source_type: Option<String>,
    /// What sort of report: call, message, visit.
    #[arg(long = "type")]
    pub report_type: Option<String>,
    /// Record one claim about this record instead of a call.
    #[arg(long, value_name = "RECORD")]
    pub about: Option<String>,
    /// The claim: PROPERTY=VALUE, such as detention.place="Main square". Without --about it makes a new record.
    #[arg(long, value_name = "PROPERTY=VALUE")]
    pub set: Option<String>,
    /// The report the claim rests on.
    #[arg(long, value_name = "RECORD")]
    pub report: Option<String>,
    /// The words in that report: first byte, and the byte after the last (START-END).
    #[arg(long, value_name = "START-END")]
    pub quote: Option<String>,
    /// When the source said it.
    #[arg(long)]
    pub said_at: Option<String>,
    /// stated, relayed, pattern, opinion, inferred.
    #[arg(long)]
    pub modality: Option<String>,
    /// The source says that it is not so.
    #[arg(long)]
    pub denied: bool,
    /// A remark on the claim.
    #[arg(long)]
    pub note: Option<String>,
    /// List every property a claim can be about.
    #[arg(long)]
    pub properties: bool,
    /// Who and why.
    #[command(flatten)]
    pub why: Why,
}

/// Arguments of `export`.
#[derive(ClapArgs)]
pub struct ExportArgs {
    /// The file; stdout unless said.
    #[arg(long, short)]
    pub out: Option<PathBuf>,
    /// Leave out names, tellers and the words of reports: records by their numbers, times, places, custody, decisions.
    #[arg(long)]
    pub facts: bool,
    /// Write what is secret of the house, too: what reporters' report ids are made from, sums of tokens, and what this version
    /// cannot read, which may be either.
    #[arg(long, conflicts_with = "facts")]
    pub with_secrets: bool,
    /// Only ask for it: where two or more members work, one of them must agree, on the page "Export", before names leave.
    #[arg(long, requires = "why")]
    pub ask: bool,
    /// Why it is asked.
    #[arg(long, visible_alias = "reason", value_name = "REASON")]
    pub why: Option<String>,
}
