//! The command tree: one definition gives parsing, help and completions. The arguments of a command stand with its
//! family, one file each.

mod attest;
mod check;
mod count;
mod erase;
mod estimate;
mod evidence;
mod extract;
mod feed;
mod link;
mod look;
mod names;
mod people;
mod record;
mod review;
mod serve;
mod splink;
mod token;

pub use attest::{BeaconAction, BeaconArgs, ProveArgs, TimeArgs, TimestampArgs, VerifyArgs};
pub use check::CheckArgs;
pub use count::{CountArgs, DiffArgs, ScopeArgs};
pub use erase::{EraseArgs, HoldArgs};
pub use estimate::{Attestation, EstimateArgs};
pub use evidence::{
    EvidenceAddArgs, EvidenceArgs, EvidenceCheckArgs, EvidenceCommand, EvidenceDeriveArgs, EvidenceOutArgs,
};
pub use extract::ExtractArgs;
pub use feed::{FeedAction, FeedArgs, FetchArgs, Heap, MarkWord};
pub use link::{ExplainArgs, LabelArgs, LinkAction, LinkArgs, LinkRunArgs, ListArgs};
pub use look::{BoardArgs, SearchArgs, ShowArgs};
pub use names::{NamesArgs, NamesCommand, NamesCompareArgs, NamesSearchArgs};
pub use people::{PeopleAction, PeopleArgs};
pub use record::{ExportArgs, ImportArgs, RecordArgs};
pub use review::{
    DecideArgs, DraftAction, DraftArgs, DraftsArgs, DuplicatesArgs, GradeArgs, JudgeArgs, ReporterAction,
    ReporterArgs, ReviewArgs, ReviewList,
};
pub use serve::{ConfigArgs, DecodeArgs, DemoArgs, InitArgs, ServeArgs};
pub use splink::ExportSplinkArgs;
pub use token::{TokenAction, TokenArgs};

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Who was detained, by whom, where, when, are they out, and how do we know.
#[derive(Parser)]
#[command(name = "habeas", version, max_term_width = 100, after_help = AFTER)]
pub struct Args {
    /// Settings for every command.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "Exit codes: 0 done · 1 done, problems found · 2 usage · 3 refused · 4 not found · 5 conflict · \
6 storage or network, retry · 70 internal fault.\nSettings come from settings.toml in the casebook, then HABEAS_* \
variables, then flags; see habeas config show.";

/// Settings for every command.
#[derive(ClapArgs, Clone)]
pub struct Common {
    /// The casebook's directory.
    #[arg(long, global = true, env = "HABEAS_CASEBOOK", value_name = "DIR")]
    pub casebook: Option<PathBuf>,
    /// The key file that opens the casebook.
    #[arg(long, global = true, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// A file with a share of what opens the casebook; once for each share.
    #[arg(long, global = true, value_name = "FILE")]
    pub share: Vec<PathBuf>,
    /// The handle under which entries are saved: op-3, never a civil name.
    #[arg(long, global = true, value_name = "HANDLE")]
    pub by: Option<String>,
    /// The time zone in which times without one are meant.
    #[arg(long, global = true, value_name = "ZONE")]
    pub zone: Option<String>,
    /// The form of what is printed.
    #[arg(long, global = true, value_enum, default_value = "text")]
    pub format: Format,
    /// Say nothing but errors on stderr.
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// The form of what is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Open a synthetic election day in the browser; nothing is kept.
    Demo(DemoArgs),
    /// Serve the casebook's pages on this machine.
    Serve(ServeArgs),
    /// Lock the server that has the casebook open: keys and casebook leave its memory at once.
    Lock,
    /// Found a casebook.
    Init(InitArgs),
    /// Import a table, a report or a batch of claims.
    Import(ImportArgs),
    /// Log a call, or record one claim.
    Record(Box<RecordArgs>),
    /// Show one record: every property, every claim, every quote.
    Show(ShowArgs),
    /// Find records by their words, in any script.
    Search(SearchArgs),
    /// Compare names, or search a list of names, in any script. Needs no casebook.
    Names(NamesArgs),
    /// Watch feeds and a drop folder: what is new comes in as reports, sorted into news, repeats and noise.
    Feed(FeedArgs),
    /// Read reports and draft who was detained, each with its quote. Needs no casebook, no network.
    Extract(ExtractArgs),
    /// Estimate how many were not seen, from lists that overlap, or say why that cannot be said. A file of a table needs no casebook.
    Estimate(Box<EstimateArgs>),
    /// Count, with a receipt.
    Count(CountArgs),
    /// Figures claimed by others, side by side.
    Figures(AtPosition),
    /// Who is held now, per unit, most urgent first.
    Board(BoardArgs),
    /// Log what a unit answered; without an answer, the log of a unit; without a unit, which units to ring next.
    Check(CheckArgs),
    /// Judge whether two records are the same.
    Judge(JudgeArgs),
    /// Lists that wait for people: who may be one person, and what reports seem to say.
    Review(ReviewArgs),
    /// Accept, correct or refuse a draft of what a report says.
    Draft(DraftArgs),
    /// Grade a source (A–F) or a claim (1–6).
    Grade(GradeArgs),
    /// Take one of several contradicting claims, or a draft.
    Accept(DecideArgs),
    /// Withdraw a claim, or undo a decision.
    Retract(DecideArgs),
    /// Say whose signed reports are taken in over the network.
    Reporter(ReporterArgs),
    /// Issue, list and revoke the tokens by which programs use the API.
    Token(TokenArgs),
    /// Who works here, in which roles; limit a record to a group; who looked at whom.
    People(PeopleArgs),
    /// Explain why a count differs from what it was at an earlier position.
    Diff(DiffArgs),
    /// How the casebook opens; another passphrase, key file or shares; a fresh casebook key.
    Keys(crate::commands::keys::KeysArgs),
    /// Ask that a record be erased, confirm it as a second person, or see what waits.
    Erase(EraseArgs),
    /// Put a legal hold on a record, or lift one: what is held is not erased.
    Hold(HoldArgs),
    /// Check the ledger; needs no key.
    Verify(VerifyArgs),
    /// Ask outside authorities for a time-stamp over everything saved so far, or carry a request out by hand.
    Timestamp(TimestampArgs),
    /// Record a value from outside that nobody could know before a time, or list those recorded.
    Beacon(BeaconArgs),
    /// Say between which moments an entry was made, as far as outsiders attest it.
    Time(TimeArgs),
    /// Prove to a stranger that an entry is in the ledger, or that nothing was taken away since a checkpoint.
    Prove(ProveArgs),
    /// Make a backup: one sealed file that repairs itself. Also while the casebook is served; needs no key.
    Backup(crate::commands::backup::BackupArgs),
    /// Bring a casebook back from a backup, into a new directory.
    Restore(crate::commands::restore::RestoreArgs),
    /// Find which rows of any tables are the same person, and say why; needs no casebook.
    Link(Box<LinkArgs>),
    /// Write every claim and decision out.
    Export(ExportArgs),
    /// Show or check the settings.
    Config(ConfigArgs),
    /// Keep files as evidence, hand out copies, check what is kept.
    Evidence(EvidenceArgs),
    /// Decode one picture behind a wall; habeas starts this by itself.
    #[command(hide = true)]
    DecodeWorker(DecodeArgs),
    /// Fetch one page in a process of its own; habeas starts this by itself.
    #[command(hide = true)]
    FetchWorker(FetchArgs),
    /// Check the casebook's health.
    Doctor,
    /// Write shell completions.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Who and why, for commands that write.
#[derive(ClapArgs, Clone)]
pub struct Why {
    /// Why this is done.
    #[arg(long, visible_alias = "reason", value_name = "REASON")]
    pub why: Option<String>,
    /// Say what would be recorded, and record nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// A ledger position.
#[derive(ClapArgs, Clone)]
pub struct AtPosition {
    /// As it was known at this ledger position.
    #[arg(long, value_name = "N")]
    pub position: Option<u64>,
}
