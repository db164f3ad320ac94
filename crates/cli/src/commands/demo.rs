//! A synthetic election day in the browser. Nobody in it exists; unless told otherwise nothing of it is kept.

use super::serve::serve;
use crate::args::{Common, DemoArgs, Format};
use crate::exit::Done;
use crate::print;
use claims::when::{Instant, ZoneId};
use desk::keep::Settings;
use desk::{Desk, Edges, Outcome, Stop};
use ledger::{NewCasebook, Unlock};
use serde_json::json;
use std::path::PathBuf;

pub fn run(common: &Common, args: &DemoArgs) -> Outcome<Done> {
    let day = testkit::election_day(args.seed, &testkit::DaySize::default());
    let (dir, throw_away) = match &args.keep {
        Some(dir) => (dir.clone(), None),
        None => {
            let dir = temporary()?;
            (dir.clone(), Some(ThrowAway(dir)))
        }
    };
    let zone = ZoneId::parse(testkit::ZONE).map_err(|problem| Stop::refused("zone", problem.to_string()))?;
    let last = day.entries.iter().map(|entry| entry.at).max();
    // The demo's clock stands at the evening of its day and runs on from there.
    let began = std::time::Instant::now();
    let evening = last.unwrap_or_else(|| Instant::from_unix(0)).saturating_add(60);
    let edges = Edges {
        now: Box::new(move || evening.saturating_add(i64::try_from(began.elapsed().as_secs()).unwrap_or(0))),
        ..Edges::system()
    };
    let key = dir.join("demo.key");
    let desk = Desk::found(&dir, NewCasebook::new(Unlock::KeyFile(key)), zone, edges)?;
    let (reports, entries) = (day.reports.len(), day.entries.len());
    desk.save_as_drafted(day.entries.into_iter().map(|entry| (entry.at, entry.saves)))?;
    let stats = desk.casebook().stats()?;
    if common.format == Format::Json {
        print::json(&json!({
            "seed": args.seed, "reports": reports, "entries": entries, "claims": stats.claims, "records": stats.records,
            "planted": { "persons": day.truth.persons.len(), "detentions": day.truth.detentions.len() },
        }))?;
    } else if !common.quiet {
        print::say(&format!(
            "A synthetic election day (seed {}): {reports} reports, {entries} entries, {} claims, {} records. Nobody in it exists.",
            args.seed, stats.claims, stats.records
        ));
    }
    if args.no_serve {
        desk.close()?;
        return Ok(Done::Well);
    }
    let settings = Settings::read(&dir, &|name| std::env::var(name).ok(), &[])?;
    let done = serve(desk, &settings, args.listen, true);
    drop(throw_away);
    done
}

/// A directory that only we can open, removed afterwards.
struct ThrowAway(PathBuf);

impl Drop for ThrowAway {
    fn drop(&mut self) {
        // A directory that cannot be removed holds nothing but invented people.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn temporary() -> Outcome<PathBuf> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes)
        .map_err(|cause| Stop::fault("drawing a name", std::io::Error::other(cause.to_string())))?;
    let name: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(std::env::temp_dir().join(format!("habeas-demo-{name}")))
}
