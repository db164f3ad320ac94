//! `cargo xtask train extract`: makes the weights of the second look (`crates/extract/data/weights.tsv`) and of what is said of the
//! detained (`pairs.tsv`, told by the first) again from the made-up reports of this
//! repository, and prints how well they do on reports left out. The same reports, words and frames give the same bytes.

use std::path::Path;
use std::process::{Command, ExitCode};

/// Trains what was asked for.
pub fn run(words: &[String]) -> ExitCode {
    if words.first().map(String::as_str) != Some("extract") {
        println!("cargo xtask train extract   from crates/extract/texts/tune and texts/marked");
        return ExitCode::from(2);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let train = |example: &str, out: &str| {
        let trained = Command::new("cargo")
            .args(["run", "--quiet", "--release", "-p", "extract", "--example", example, "--"])
            .args(["--out", out, "crates/extract/texts/tune", "crates/extract/texts/marked"])
            .current_dir(&root)
            .status();
        trained.is_ok_and(|status| status.success())
    };
    let well = train("extract_train", "crates/extract/data/weights.tsv")
        && train("extract_pairs", "crates/extract/data/pairs.tsv");
    if well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
