//! Arguments of `extract`; it needs no casebook.

use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Arguments of `extract`.
#[derive(ClapArgs)]
pub struct ExtractArgs {
    /// Reports: plain text or saved web pages.
    #[arg(required = true, value_name = "FILE")]
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
    /// Put new files in the place of old ones.
    #[arg(long, requires = "out")]
    pub force: bool,
}
