//! The command tree: one definition gives parsing, help and completions.

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
    /// Count, with a receipt.
    Count(CountArgs),
    /// Figures claimed by others, side by side.
    Figures(AtPosition),
    /// Who is held now, per unit, most urgent first.
    Board(BoardArgs),
    /// Judge whether two records are the same.
    Judge(JudgeArgs),
    /// Grade a source (A–F) or a claim (1–6).
    Grade(GradeArgs),
    /// Take one of several contradicting claims, or a draft.
    Accept(DecideArgs),
    /// Withdraw a claim, or undo a decision.
    Retract(DecideArgs),
    /// Say whose signed reports are taken in over the network.
    Reporter(ReporterArgs),
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
    /// Write every claim and decision out.
    Export(ExportArgs),
    /// Show or check the settings.
    Config(ConfigArgs),
    /// Keep files as evidence, hand out copies, check what is kept.
    Evidence(EvidenceArgs),
    /// Decode one picture behind a wall; habeas starts this by itself.
    #[command(hide = true)]
    DecodeWorker(DecodeArgs),
    /// Check the casebook's health.
    Doctor,
    /// Write shell completions.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Arguments of `demo`.
#[derive(ClapArgs)]
pub struct DemoArgs {
    /// The seed of the synthetic day: the same seed gives the same day.
    #[arg(long, default_value_t = 20_310_608)]
    pub seed: u64,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8484")]
    pub listen: std::net::SocketAddr,
    /// Keep the day in this directory instead of a temporary one.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Make the day and say what it holds, without serving it.
    #[arg(long)]
    pub no_serve: bool,
    /// Serve the day that lies in --keep, locked. What the lock button of the demo starts.
    #[arg(long, hide = true, requires = "keep", requires = "evening")]
    pub locked: bool,
    /// The moment at which the clock of the day stands.
    #[arg(long, hide = true, value_name = "SECONDS")]
    pub evening: Option<i64>,
    /// Remove the directory in the end: it was made for this demo alone.
    #[arg(long, hide = true)]
    pub throw_away: bool,
}

/// Arguments of `serve`.
#[derive(ClapArgs)]
pub struct ServeArgs {
    /// The address to listen on; only this machine unless you say otherwise.
    #[arg(long)]
    pub listen: Option<std::net::SocketAddr>,
    /// Start locked: people open it in the browser, and nothing secret is typed or read here.
    #[arg(long)]
    pub locked: bool,
}

/// Arguments of `init`.
#[derive(ClapArgs)]
pub struct InitArgs {
    /// The directory; otherwise --casebook, HABEAS_CASEBOOK or the platform's data directory.
    pub dir: Option<PathBuf>,
    /// Do not remember the key file's path in the casebook.
    #[arg(long)]
    pub forget_key_path: bool,
    /// Open it with shares: how many there are.
    #[arg(long, value_name = "N", requires_all = ["need", "out"])]
    pub shares: Option<u8>,
    /// How many of the shares are needed.
    #[arg(long, value_name = "K", requires = "shares")]
    pub need: Option<u8>,
    /// The directory the share files are written into.
    #[arg(long, value_name = "DIR", requires = "shares")]
    pub out: Option<PathBuf>,
}

/// Who and why, for commands that write.
#[derive(ClapArgs, Clone)]
pub struct Why {
    /// Why this is done.
    #[arg(long, value_name = "REASON")]
    pub why: Option<String>,
    /// Say what would be recorded, and record nothing.
    #[arg(long)]
    pub dry_run: bool,
}

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

/// A ledger position.
#[derive(ClapArgs, Clone)]
pub struct AtPosition {
    /// As it was known at this ledger position.
    #[arg(long, value_name = "N")]
    pub position: Option<u64>,
}

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

/// Arguments of `judge`.
#[derive(ClapArgs)]
pub struct JudgeArgs {
    /// same, different or unsure.
    #[arg(value_parser = ["same", "different", "unsure"])]
    pub verdict: String,
    /// One record.
    pub a: String,
    /// The other.
    pub b: String,
    /// Who and why.
    #[command(flatten)]
    pub why: Why,
}

/// Arguments of `grade`.
#[derive(ClapArgs)]
pub struct GradeArgs {
    /// A source's record, or a claim's id.
    pub what: String,
    /// A–F for a source, 1–6 for a claim; F and 6 mean that it cannot be judged.
    pub grade: String,
    /// Who and why.
    #[command(flatten)]
    pub why: Why,
}

/// Arguments of `accept` and `retract`.
#[derive(ClapArgs)]
pub struct DecideArgs {
    /// The claim's id (or, to retract, a decision's), or the beginning of it.
    pub id: String,
    /// Who and why.
    #[command(flatten)]
    pub why: Why,
}

/// Arguments of `reporter`.
#[derive(ClapArgs)]
pub struct ReporterArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: ReporterAction,
}

/// What to do about reporters.
#[derive(Subcommand)]
pub enum ReporterAction {
    /// Take in reports signed with this key from now on.
    Admit {
        /// The reporter's handle: office-2, never a civil name. Its reports are saved under it.
        name: String,
        /// Its Ed25519 public key, in base64 or hexadecimal digits.
        #[arg(long)]
        key: String,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// Show every reporter, the dismissed too.
    List,
    /// Take in no more reports of this reporter; those that are here stay.
    Dismiss {
        /// Its handle.
        name: String,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// Make a pair of keys for a reporter; prints the public one.
    Key {
        /// The file of the private key; it must not exist yet.
        out: PathBuf,
    },
}

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

/// Arguments of `verify`.
#[derive(ClapArgs)]
pub struct VerifyArgs {
    /// Check every signature singly, as for a court.
    #[arg(long)]
    pub strict: bool,
    /// Check only what a stranger can, without any key.
    #[arg(long)]
    pub no_key: bool,
    /// Believe time-stamps under this certificate file, beside those of the settings; may be repeated.
    #[arg(long, value_name = "FILE")]
    pub ca: Vec<PathBuf>,
    /// Repair what is damaged from an intact copy: a casebook's directory, or only its ledger directory, even on a
    /// read-only stick. The casebook must be closed.
    #[arg(long, value_name = "COPY", conflicts_with_all = ["proof", "no_key", "strict"])]
    pub against: Option<PathBuf>,
    /// With --against: only say what would be repaired.
    #[arg(long, requires = "against")]
    pub dry_run: bool,
    /// Check a proof made by habeas prove instead of a casebook: offline, without any key.
    #[arg(long, value_name = "FILE")]
    pub proof: Option<PathBuf>,
    /// With --proof: a checkpoint from another hand, which the proof must rest on.
    #[arg(long, value_name = "FILE", requires = "proof")]
    pub checkpoint: Option<PathBuf>,
    /// With --proof: the casebook it must be of, 32 digits.
    #[arg(long, value_name = "ID", requires = "proof")]
    pub expect_casebook: Option<String>,
    /// With --proof: the device that must have founded the casebook, 64 digits.
    #[arg(long, value_name = "DEVICE", requires = "proof")]
    pub expect_device: Option<String>,
}

/// Arguments of `timestamp`.
#[derive(ClapArgs)]
pub struct TimestampArgs {
    /// Write a request to be carried to an authority by hand, and ask nobody.
    #[arg(long, value_name = "FILE", conflicts_with = "response")]
    pub request: Option<PathBuf>,
    /// Take an answer that was brought back.
    #[arg(long, value_name = "FILE")]
    pub response: Option<PathBuf>,
    /// Say who would be asked, and ask nobody.
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `beacon`.
#[derive(ClapArgs)]
pub struct BeaconArgs {
    /// Add or list.
    #[command(subcommand)]
    pub action: BeaconAction,
}

/// What to do about beacons.
#[derive(Subcommand)]
pub enum BeaconAction {
    /// Record a beacon: whatever is saved after it on this device is later than it.
    Add {
        /// bitcoin, drand, newspaper or other.
        #[arg(long)]
        kind: String,
        /// The value: a block's hash, a round's randomness, a headline.
        #[arg(long)]
        value: String,
        /// When it became known: 2031-06-08T18:00:00Z.
        #[arg(long, value_name = "TIME")]
        at: String,
        /// Where anybody can look it up.
        #[arg(long = "where", value_name = "SOURCE")]
        place: String,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// The beacons recorded.
    List,
}

/// Arguments of `time`.
#[derive(ClapArgs)]
pub struct TimeArgs {
    /// The entries: numbers (the positions of their claims) or hashes of 64 digits; all the time-stamps unless said.
    pub entries: Vec<String>,
}

/// Arguments of `prove`.
#[derive(ClapArgs)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["entry", "since"]))]
pub struct ProveArgs {
    /// The entry: its number (the position of its claims), or the 64 digits of its hash.
    pub entry: Option<String>,
    /// Prove it under the checkpoint that an outside authority timestamped first, instead of one of now.
    #[arg(long, conflicts_with = "since")]
    pub timestamped: bool,
    /// Prove instead that the ledger still holds everything this earlier checkpoint named.
    #[arg(long, value_name = "CHECKPOINT")]
    pub since: Option<PathBuf>,
    /// The file, by custom NAME.tlog-proof; stdout unless said.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Arguments of `export`.
#[derive(ClapArgs)]
pub struct ExportArgs {
    /// The file; stdout unless said.
    #[arg(long, short)]
    pub out: Option<PathBuf>,
}

/// Arguments of `config`.
#[derive(ClapArgs)]
pub struct ConfigArgs {
    /// Show the settings and where they come from, or check them.
    #[arg(value_parser = ["show", "check"])]
    pub what: String,
}

/// Arguments of `evidence`.
#[derive(ClapArgs)]
pub struct EvidenceArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: EvidenceCommand,
}

/// The commands of `evidence`.
#[derive(Subcommand)]
pub enum EvidenceCommand {
    /// Keep files byte for byte, sealed on the shelf.
    Add(EvidenceAddArgs),
    /// Show what is known of one: its files, its chain of custody, what the file says of itself.
    Show(EvidenceShowArgs),
    /// List every record that holds files.
    List,
    /// Write the original to a new file; recorded as exported.
    Get(EvidenceOutArgs),
    /// Write a working copy: the picture encoded anew, without metadata; recorded as copied or viewed.
    Copy(EvidenceOutArgs),
    /// Keep a file that was made of an original elsewhere.
    Derive(EvidenceDeriveArgs),
    /// Compare every file on the shelf with its hashes.
    Check(EvidenceCheckArgs),
    /// List pictures that resemble one.
    Like(EvidenceShowArgs),
}

/// Arguments of `evidence add`.
#[derive(ClapArgs)]
pub struct EvidenceAddArgs {
    /// The files.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// A record the evidence shows.
    #[arg(long, value_name = "RECORD")]
    pub about: Option<String>,
    /// From whom it was received; sealed apart, with the sources.
    #[arg(long, value_name = "TEXT")]
    pub received_from: Option<String>,
    /// When it was captured.
    #[arg(long, value_name = "TIME")]
    pub captured_at: Option<String>,
    /// Who and why.
    #[command(flatten)]
    pub why: Why,
}

/// One record that holds evidence.
#[derive(ClapArgs)]
pub struct EvidenceShowArgs {
    /// The record.
    pub record: String,
}

/// A record and a file to write.
#[derive(ClapArgs)]
pub struct EvidenceOutArgs {
    /// The record.
    pub record: String,
    /// The file to make; nothing is overwritten.
    pub out: PathBuf,
    /// Who and why.
    #[command(flatten)]
    pub why: Why,
}

/// Arguments of `evidence derive`.
#[derive(ClapArgs)]
pub struct EvidenceDeriveArgs {
    /// The record that holds the original.
    pub record: String,
    /// The file that was made of it.
    pub file: PathBuf,
    /// With which tool and version.
    #[arg(long)]
    pub tool: String,
    /// What was done: parameters, in words or as typed.
    #[arg(long, default_value = "")]
    pub done: String,
    /// Who and why.
    #[command(flatten)]
    pub why: Why,
}

/// Arguments of `evidence check`.
#[derive(ClapArgs)]
pub struct EvidenceCheckArgs {
    /// The records; all when none is named.
    pub records: Vec<String>,
    /// Record the result in each record's chain of custody.
    #[arg(long)]
    pub record: bool,
    /// Remove blobs that no record of this casebook names. Not on a shelf that several casebooks or nodes share.
    #[arg(long, conflicts_with = "records")]
    pub remove_nobodys: bool,
    /// Who and why.
    #[command(flatten)]
    pub why: Why,
}

/// Arguments of `decode-worker`.
#[derive(ClapArgs)]
pub struct DecodeArgs {
    /// look, copy; escape and exceed for the test of the walls.
    pub task: String,
    /// What the task needs.
    pub more: Vec<String>,
    /// The most pixels a picture may have.
    #[arg(long, default_value_t = 0)]
    pub pixels: u64,
}
