//! Arguments of keeping evidence.

use super::Why;
use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

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
