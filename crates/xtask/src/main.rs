//! Developer chores: `cargo xtask test` is the gate, `cargo xtask bench` measures.

mod agree;
mod api;
mod bench;
mod calibrate;
mod crash;
mod cuts;
mod eval;
mod evidence;
mod load;
mod look;
mod outlines;
mod rot;
mod test;
mod train;

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.first().map(String::as_str) {
        Some("test") => test::run(),
        Some("agree") => agree::run(words.get(1..).unwrap_or_default()),
        Some("eval") => eval::run(words.get(1..).unwrap_or_default()),
        Some("calibrate") => calibrate::run(words.get(1..).unwrap_or_default()),
        Some("train") => train::run(words.get(1..).unwrap_or_default()),
        Some("rot") => rot::run(),
        Some("outlines") => outlines::run(words.get(1..).unwrap_or_default()),
        Some("cuts") => cuts::run(words.get(1..).unwrap_or_default()),
        Some("evidence") => evidence::run(words.get(1..).unwrap_or_default()),
        Some("crash") => crash::run(words.get(1..).unwrap_or_default()),
        Some("bench") => bench::run(words.get(1..).unwrap_or_default()),
        // The process that "bench killed" kills; the one that "bench linkage" measures in.
        Some("bench-victim") => match bench::be_killed(words.get(1).map_or("", String::as_str)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(says) => {
                eprintln!("xtask bench: {says}");
                ExitCode::FAILURE
            }
        },
        Some("bench-measured") => match bench::be_measured(words.get(1..).unwrap_or_default()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(says) => {
                eprintln!("xtask bench: {says}");
                ExitCode::FAILURE
            }
        },
        Some("look") => look::run(words.get(1..).unwrap_or_default()),
        Some("api") => api::run(),
        Some("load") => load::run(words.get(1..).unwrap_or_default()),
        _ => {
            println!("cargo xtask test            install what is missing, then run everything");
            println!(
                "cargo xtask look            every page in a browser, in every language: --pictures, --only PART, --languages en,ar"
            );
            println!("cargo xtask bench [NAME]    measure: append, million, alike, killed, import");
            println!(
                "cargo xtask bench linkage   link with Splink and with habeas, side by side: --runs N, --only NAME, --resume"
            );
            println!(
                "cargo xtask eval extract    how well reports are read, by language and slot, and every miss"
            );
            println!(
                "cargo xtask train extract   make the weights of the second look again, and say how well they do"
            );
            println!(
                "cargo xtask calibrate       estimate populations of known size: --populations N, --scenarios A,B,"
            );
            println!("                            --silent, --report, --threads N, --out DIR, --quick");
            println!("cargo xtask cuts [N]        cut the power under the ledger N times (100,000)");
            println!("cargo xtask agree [--cases N]  hold both verifiers against N spoiled ledgers (10,000)");
            println!(
                "cargo xtask rot             flip every bit of a small ledger, and samples of a large one"
            );
            println!(
                "cargo xtask outlines FILE   country outlines of a TopoJSON file in the form of the map page"
            );
            println!(
                "cargo xtask crash           kill the program at every write to the disk (--sample: at some)"
            );
            println!(
                "cargo xtask evidence        a film of --gib N goes through the vault in bounded memory"
            );
            println!(
                "cargo xtask load [OPTION…]  post signed reports to a real server: --rate N, --seconds S,"
            );
            println!("                            --overload, --slow N, --json FILE");
            println!(
                "cargo xtask load desk       an election day at one desk: --claims N, --boards N, --operators N,"
            );
            println!("                            --seconds S");
            println!("cargo xtask api             hold the API against its description, by schemathesis");
            ExitCode::from(2)
        }
    }
}
