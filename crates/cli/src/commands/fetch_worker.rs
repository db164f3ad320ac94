//! The process that fetches one page. It opens no casebook and reads no settings.

use crate::args::FetchArgs;
use crate::exit::Done;
use crate::fetching::{confine, work};
use crate::print;
use desk::{Outcome, Stop};
use std::io::{Read as _, Write as _};

pub fn run(args: &FetchArgs) -> Outcome<Done> {
    if let [file, address] = args.escape.as_slice() {
        confine(&args.allow);
        return print::data(&vault::escape(file, address).join("\n")).map(|()| Done::Well);
    }
    let mut address = String::new();
    let fault = |cause| Stop::fault("fetching", cause);
    std::io::stdin().take(4_000).read_to_string(&mut address).map_err(fault)?;
    match work(&address, &args.allow, args.roots.as_deref()) {
        Ok(bytes) => {
            std::io::stdout().lock().write_all(&bytes).map_err(fault)?;
            Ok(Done::Well)
        }
        Err(why) => Err(Stop::refused_in_english("address", format!("{why}."))),
    }
}
