//! Arguments of the commands that decide.

use super::Why;
use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

/// Arguments of `judge`.
#[derive(ClapArgs)]
pub struct JudgeArgs {
    /// Two records and the verdict (same, different or unsure): the verdict first or last.
    #[arg(num_args = 3, required = true, value_names = ["VERDICT", "A", "B"])]
    pub of: Vec<String>,
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

/// Arguments of `review`.
#[derive(ClapArgs)]
pub struct ReviewArgs {
    /// Which list.
    #[command(subcommand)]
    pub list: ReviewList,
}

/// The lists.
#[derive(Subcommand)]
pub enum ReviewList {
    /// Who may be one person, the strongest first, with the reasons. Judge them with habeas judge.
    Duplicates(DuplicatesArgs),
    /// What reports seem to say, each with its quote. Decide with habeas draft.
    Drafts(DraftsArgs),
}

/// Arguments of `review drafts`.
#[derive(ClapArgs)]
pub struct DraftsArgs {
    /// A report; all of them otherwise.
    pub report: Option<String>,
    /// The decided ones too.
    #[arg(long)]
    pub all: bool,
    /// Look at so many reports, the latest first.
    #[arg(long, default_value_t = 200)]
    pub limit: usize,
}

/// Arguments of `draft`.
#[derive(ClapArgs)]
pub struct DraftArgs {
    /// What to decide.
    #[command(subcommand)]
    pub action: DraftAction,
}

/// Decisions on drafts.
#[derive(Subcommand)]
pub enum DraftAction {
    /// It is so: claims are made of it, citing the report. Undone by habeas retract with the decision's id.
    Accept {
        /// The draft's key, or its beginning.
        key: String,
        /// The person it is, when one is recorded already; otherwise a new one is.
        #[arg(long, value_name = "RECORD")]
        person: Option<String>,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// It is so with other values.
    Correct {
        /// The draft's key, or its beginning.
        key: String,
        /// A slot and its value, place=Green bazaar; an empty value leaves the slot out. As often as needed.
        #[arg(long, required = true, value_name = "SLOT=VALUE")]
        slot: Vec<String>,
        /// The person it is, when one is recorded already; otherwise a new one is.
        #[arg(long, value_name = "RECORD")]
        person: Option<String>,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// It is not so, or not to be recorded; it does not come again.
    Refuse {
        /// The draft's key, or its beginning.
        key: String,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
}

/// Arguments of `review duplicates`.
#[derive(ClapArgs)]
pub struct DuplicatesArgs {
    /// At most so many.
    #[arg(long, default_value_t = 25)]
    pub limit: usize,
    /// After so many.
    #[arg(long, default_value_t = 0)]
    pub skip: usize,
}
