//! Arguments of `extract`; it needs no casebook, unless drafts are held against what people accepted there.

use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Arguments of `extract`.
#[derive(ClapArgs)]
pub struct ExtractArgs {
    /// Reports: plain text or saved web pages.
    #[arg(required_unless_present = "eval", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Write one JSON file for each report into this directory, which is made if need be; only you will be able to read it.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// A table with the columns file, published and language, for reports whose day of publication is known.
    #[arg(long, value_name = "FILE")]
    pub index: Option<PathBuf>,
    /// The day of publication of reports that are not in the index: 2031-06-08. "Yesterday" is counted from it.
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// The main language of reports that are not in the index: en, ru or kk. Found by itself otherwise.
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Ask a second reader too: an OpenAI-compatible server on this machine, such as http://127.0.0.1:8080. It can only point
    /// at words of the report; what it adds is marked and never overrides. Off unless set.
    #[arg(long, value_name = "ADDRESS")]
    pub reader: Option<String>,
    /// The model that the second reader is asked for.
    #[arg(long, value_name = "NAME", default_value = "default", requires = "reader")]
    pub model: String,
    /// Let the second reader be on another machine: the reports leave this one.
    #[arg(long, requires = "reader")]
    pub reader_anywhere: bool,
    /// Seconds that the second reader may take for a report.
    #[arg(long, value_name = "SECONDS", default_value_t = 120, requires = "reader")]
    pub reader_patience: u64,
    /// Put new files in the place of old ones.
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Hold the drafts of the casebook's reports against what people accepted and refused, slot by slot.
    #[arg(long, conflicts_with_all = ["files", "out", "index", "published", "language"])]
    pub eval: bool,
}
