//! A synthetic election day in the browser. Nobody in it exists; unless told otherwise nothing of it is kept.

use super::serve::{Ways, options, serve, serve_locked};
use crate::args::{Common, DemoArgs, Format};
use crate::exit::Done;
use crate::print;
use claims::when::{Instant, ZoneId};
use desk::keep::Settings;
use desk::{Desk, Edges, Outcome, Stop};
use ledger::{NewCasebook, Unlock};
use serde_json::json;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use web::KeyFile;

pub fn run(common: &Common, args: &DemoArgs) -> Outcome<Done> {
    if let (true, Some(dir), Some(evening)) = (args.locked, &args.keep, args.evening) {
        return locked(dir, Instant::from_unix(evening), args);
    }
    let day = testkit::election_day(args.seed, &testkit::DaySize::default());
    let (dir, throw_away) = match &args.keep {
        Some(dir) => (dir.clone(), None),
        None => {
            let dir = temporary()?;
            (dir.clone(), Some(ThrowAway(dir)))
        }
    };
    let last = day.entries.iter().map(|entry| entry.at).max();
    let evening = last.unwrap_or_else(|| Instant::from_unix(0)).saturating_add(60);
    let desk = Desk::found(&dir, NewCasebook::new(Unlock::KeyFile(dir.join(KEY))), zone()?, edges(evening))?;
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
    let again = locked_arguments(&dir, evening, throw_away.is_some());
    let done = serve(desk, &settings, args.listen, again, true);
    drop(throw_away);
    done
}

/// The arguments that serve this day locked.
fn locked_arguments(dir: &Path, evening: Instant, throw_away: bool) -> Vec<OsString> {
    let mut all: Vec<OsString> = vec!["demo".into(), "--locked".into(), "--keep".into(), dir.into()];
    all.extend(["--evening".into(), evening.unix().to_string().into()]);
    if throw_away {
        all.push("--throw-away".into());
    }
    all
}

/// Serves a day that is there already, locked. Anybody may open it: nobody in it exists.
fn locked(dir: &Path, evening: Instant, args: &DemoArgs) -> Outcome<Done> {
    // Only a directory that a demo made for itself is ever removed.
    let ours = dir.parent() == Some(&std::env::temp_dir())
        && dir.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX));
    let throw_away = (args.throw_away && ours).then(|| ThrowAway(dir.to_owned()));
    let settings = Settings::read(dir, &|name| std::env::var(name).ok(), &[])?;
    let again = locked_arguments(dir, evening, throw_away.is_some());
    let options = options(&settings, dir, args.listen, again, [0; 16], true)?;
    let dir = dir.to_owned();
    let opening =
        move |_: &web::Key| Desk::open(&dir, &Unlock::KeyFile(dir.join(KEY)), zone()?, edges(evening));
    let ways = Ways { passphrase: false, shares: false, key_file: KeyFile::ForAnybody };
    let done = serve_locked(opening, ways, options);
    drop(throw_away);
    done
}

/// The key file of the day, beside its ledger.
const KEY: &str = "demo.key";
/// How the directory of a day begins that is thrown away afterwards.
const PREFIX: &str = "habeas-demo-";

fn zone() -> Outcome<ZoneId> {
    ZoneId::parse(testkit::ZONE).map_err(|problem| Stop::refused_in_english("zone", problem.to_string()))
}

/// The demo's clock stands at the evening of its day and runs on from there.
fn edges(evening: Instant) -> Edges {
    let began = std::time::Instant::now();
    Edges {
        now: Box::new(move || evening.saturating_add(i64::try_from(began.elapsed().as_secs()).unwrap_or(0))),
        ..Edges::system()
    }
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
    Ok(std::env::temp_dir().join(format!("{PREFIX}{name}")))
}
