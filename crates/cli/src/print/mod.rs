//! What people see on the terminal. Data goes to stdout, words to stderr.

mod record;
mod table;
mod time;

pub use record::record;
pub use table::{csv, objects, text_table};
pub use time::{bracket, stamp};

use std::io::Write as _;
use std::process::ExitCode;

/// Says something on stderr.
pub fn say(words: &str) {
    // When stderr is gone there is nobody to tell.
    let _ = writeln!(std::io::stderr().lock(), "{}", plain(words));
}

/// Prints data on stdout.
///
/// # Errors
/// A fault when stdout is closed; a closed pipe is a normal end.
pub fn data(text: &str) -> desk::Outcome<()> {
    let mut out = std::io::stdout().lock();
    let fault = |cause: std::io::Error| desk::Stop::fault("writing to stdout", cause);
    out.write_all(text.as_bytes()).map_err(fault)?;
    if !text.ends_with('\n') {
        out.write_all(b"\n").map_err(fault)?;
    }
    out.flush().map_err(fault)
}

/// Prints JSON on stdout.
///
/// # Errors
/// As [`data`].
pub fn json(value: &serde_json::Value) -> desk::Outcome<()> {
    data(&serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string()))
}

/// Text without what could steer a terminal or turn its writing around.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !claims::is_invisible_control(*c)).collect()
}

/// What is shown without arguments.
pub fn introduction() -> ExitCode {
    let words = "habeas: who was detained, by whom, where, when, are they out — and how do we know?

It keeps every report with its source, and carries it to a number with a receipt.

  habeas demo                       a synthetic election day in the browser
  habeas init                       found a casebook (asks for a passphrase; or --key-file FILE)
  habeas import FILE…               a table, a report, or a batch of claims
  habeas record \"NOTE\" --name …     log a call
  habeas search WORDS               find, in any script
  habeas count --measure persons    a number with its receipt
  habeas names search --names FILE  the names of a list that may be one name, in any script
  habeas board                      who is held now, per unit
  habeas serve                      the pages, on this machine only
  habeas backup FILE                one sealed file that repairs itself; habeas restore brings it back
  habeas link LIST.csv --clusters OUT.csv   which rows are one person; needs no casebook
  habeas estimate TABLE.csv         how many were not seen, or why nobody can say; needs no casebook
  habeas lock                       close them at once: keys and casebook leave the memory

  habeas --help                     every command; habeas COMMAND --help explains one";
    match data(words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(6),
    }
}

/// How long ago, in words: `6 h 10 min`.
pub fn span_in_words(seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    match (minutes / 1440, minutes / 60 % 24, minutes % 60) {
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}
