//! The walled process that decodes one picture. It opens no casebook and reads no settings.

use crate::args::DecodeArgs;
use crate::exit::Done;
use desk::{Outcome, Stop};
use vault::decode::{Task, work};

pub fn run(args: &DecodeArgs) -> Outcome<Done> {
    let task = match (args.task.as_str(), args.more.as_slice()) {
        ("look", []) => Task::Look,
        ("copy", []) => Task::Copy,
        ("escape", [file, address]) => Task::Escape { file: file.clone(), address: address.clone() },
        ("exceed", [what]) => Task::Exceed(what.clone()),
        _ => {
            return Err(Stop::refused_in_english(
                "task",
                "habeas starts this by itself; there is nothing to do by hand.",
            ));
        }
    };
    if work(&task, args.pixels) { Ok(Done::Well) } else { Ok(Done::WithProblems) }
}
