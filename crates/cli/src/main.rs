//! habeas: the binary. It reads arguments, opens the casebook, calls one function of the desk and prints what came out.
//! It must never hold a rule of its own. stdout is data, stderr is words.

mod args;
mod ask;
mod commands;
mod exit;
mod fetching;
mod hardening;
mod interrupt;
mod locking;
mod open;
mod print;
mod progress;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    hardening::close_to_others();
    if std::env::args_os().len() <= 1 {
        return print::introduction();
    }
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(problem) => return exit::usage(&problem),
    };
    exit::code(commands::run(args))
}
