//! One file a command: each opens the desk, calls one use case, and prints.

pub mod backup;
mod board;
mod check;
mod config;
mod count;
mod decide;
mod decode_worker;
mod demo;
mod drafts;
mod erase;
mod estimate;
mod evidence;
mod export;
mod extract;
mod feed;
mod fetch_worker;
mod figures;
mod import;
mod init;
pub mod keys;
mod link;
mod lock;
mod names;
mod people;
mod prove;
mod record;
mod recovery;
pub mod repair;
mod reporter;
pub mod restore;
mod review;
mod search;
mod serve;
mod show;
mod time;
mod timestamp;
mod token;
mod verify;

use crate::args::{Args, Command};
use crate::exit::Done;
use desk::Outcome;

/// Runs a command.
pub fn run(args: Args) -> Outcome<Done> {
    let common = &args.common;
    match args.command {
        Command::Demo(of) => demo::run(common, &of),
        Command::Serve(of) => serve::run(common, &of),
        Command::Lock => lock::run(common),
        Command::Init(of) => init::run(common, &of),
        Command::Import(of) => import::run(common, &of),
        Command::Record(of) => record::run(common, &of),
        Command::Show(of) => show::run(common, &of),
        Command::Search(of) => search::run(common, &of),
        Command::Names(of) => names::run(common, &of),
        Command::Feed(of) => feed::run(common, &of),
        Command::Estimate(of) => estimate::run(common, &of),
        Command::Extract(of) => extract::run(common, &of),
        Command::Count(of) => count::run(common, &of),
        Command::Figures(of) => figures::run(common, &of),
        Command::Board(of) => board::run(common, &of),
        Command::Check(of) => check::run(common, &of),
        Command::Judge(of) => decide::judge(common, &of),
        Command::Review(of) => review::run(common, &of),
        Command::Draft(of) => drafts::decide(common, &of),
        Command::Grade(of) => decide::grade(common, &of),
        Command::Accept(of) => decide::accept(common, &of),
        Command::Retract(of) => decide::retract(common, &of),
        Command::People(of) => people::run(common, &of),
        Command::Reporter(of) => reporter::run(common, &of),
        Command::Token(of) => token::run(common, &of),
        Command::Diff(of) => count::diff(common, &of),
        Command::Timestamp(of) => timestamp::run(common, &of),
        Command::Beacon(of) => time::beacon(common, &of),
        Command::Time(of) => time::run(common, &of),
        Command::Prove(of) => prove::run(common, &of),
        Command::Keys(of) => keys::run(common, &of),
        Command::Erase(of) => erase::run(common, &of),
        Command::Hold(of) => erase::hold(common, &of),
        Command::Verify(of) => verify::run(common, &of),
        Command::Backup(of) => backup::run(common, &of),
        Command::Restore(of) => restore::run(common, &of),
        Command::Link(of) => link::run(common, &of),
        Command::Export(of) => export::run(common, &of),
        Command::Config(of) => config::run(common, &of),
        Command::Evidence(of) => evidence::run(common, &of),
        Command::DecodeWorker(of) => decode_worker::run(&of),
        Command::FetchWorker(of) => fetch_worker::run(&of),
        Command::Doctor => config::doctor(common),
        Command::Completions { shell } => {
            let mut command = <Args as clap::CommandFactory>::command();
            clap_complete::generate(shell, &mut command, "habeas", &mut std::io::stdout());
            Ok(Done::Well)
        }
    }
}
