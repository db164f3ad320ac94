//! The process that fetches one page. It opens no casebook and reads no settings.

use crate::args::FetchArgs;
use crate::exit::Done;
use crate::fetching::work;
use desk::{Outcome, Stop};
use std::io::{Read as _, Write as _};

pub fn run(args: &FetchArgs) -> Outcome<Done> {
    let mut address = String::new();
    let fault = |cause| Stop::fault("fetching", cause);
    std::io::stdin().take(4_000).read_to_string(&mut address).map_err(fault)?;
    match work(&address, &args.allow) {
        Ok(bytes) => {
            std::io::stdout().lock().write_all(&bytes).map_err(fault)?;
            Ok(Done::Well)
        }
        Err(why) => Err(Stop::refused("address", format!("{why}."))),
    }
}
