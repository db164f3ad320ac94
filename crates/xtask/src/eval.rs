//! `cargo xtask eval extract`: how well reports are read, on the made-up texts of this repository and on real material where it lies
//! beside the checkout. Prints each language's row and every miss; of the texts that are kept unseen, the rows only.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Runs what was asked for.
pub fn run(words: &[String]) -> ExitCode {
    match words.first().map(String::as_str) {
        Some("extract") => {
            let has = |option: &str| words.iter().any(|word| word == option);
            extract(has("--quiet"), !has("--without-held"))
        }
        _ => {
            println!(
                "cargo xtask eval extract [--quiet] [--without-held]   how well reports are read; --quiet leaves out the misses,\n\
                 --without-held the texts that are kept unseen: look at them seldom"
            );
            ExitCode::from(2)
        }
    }
}

fn extract(quiet: bool, held: bool) -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let texts = root.join("crates/extract/texts");
    let gold = root.join("../shared/data/extract/dev");
    let press = root.join("../shared/data/press_us_2020/uspft_incidents_export_2020-06.csv");
    let mut well = true;
    let mut part = |title: &str, example: &str, path: PathBuf, misses: bool| {
        println!("\n== {title}");
        if !path.exists() {
            println!("skipped: {} is not beside this checkout", path.display());
            return;
        }
        let mut command = Command::new("cargo");
        command.args(["run", "--quiet", "--release", "-p", "extract", "--example", example, "--"]).arg(&path);
        if misses && !quiet {
            command.arg("--misses");
        }
        well &= command.current_dir(&root).status().is_ok_and(|status| status.success());
    };
    part("the gold set, development part", "extract_eval", gold, true);
    part("made-up reports that the grammar was tuned on", "extract_eval", texts.join("tune"), true);
    part("ordinary reports of a day, made up", "extract_eval", texts.join("ordinary"), true);
    part("people without a name", "extract_eval", texts.join("nameless"), true);
    if held {
        part("made-up reports that nobody looked at while tuning", "extract_eval", texts.join("held"), false);
    }
    part(
        "arrest reports of the US Press Freedom Tracker (real people: keep what is printed to yourself)",
        "extract_press",
        press,
        true,
    );
    if well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
