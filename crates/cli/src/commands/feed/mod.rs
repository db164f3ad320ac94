//! Feeds and a drop folder: what is new comes in as reports, each with what sorting made of it. Noise and repeats are kept
//! too; nobody is counted until a person has accepted something.

mod folder;
mod list;

use crate::args::{Common, FeedAction, FeedArgs, Format};
use crate::exit::Done;
use crate::{fetching, open, print};
use claims::Property;
use claims::when::When;
use desk::import::{ImportChoices, import_text};
use desk::{Actor, Desk, Outcome, Stop};
use extract::triage::{Pile, Triage};
use extract::{About, read};
use intake::feeds::{FeedItem, items};
use intake::reading::document::{read_html, read_plain_text};
use intake::reading::{FileKind, HEAD_BYTES, Limits, recognise};
use list::Watched;
use serde_json::{Value, json};
use std::path::Path;

pub fn run(common: &Common, args: &FeedArgs) -> Outcome<Done> {
    let dir = open::directory(common)?;
    open::present(&dir)?;
    match &args.action {
        FeedAction::Add { what, source, private } => add(&dir, what, source.as_deref(), *private),
        FeedAction::List => {
            let watched = list::read(&dir)?;
            let row = |one: &Watched| vec![one.what.clone(), one.source.clone(), one.private.clone()];
            let rows: Vec<Vec<String>> = watched.iter().map(row).collect();
            let heads = ["what", "source", "private"];
            match common.format {
                Format::Json => print::json(&Value::Array(
                    watched
                        .iter()
                        .map(|one| json!({ "what": one.what, "source": one.source, "private": one.private }))
                        .collect(),
                ))?,
                Format::Csv => print::data(&print::csv(&heads, &rows)?)?,
                Format::Text => {
                    let line = |one: &Watched| print::plain(&format!("{}  {}", one.what, one.source));
                    print::data(&watched.iter().map(line).collect::<Vec<_>>().join("\n"))?;
                }
            }
            Ok(Done::Well)
        }
        FeedAction::Poll { once, every } => poll(common, &dir, (!once).then_some(*every)),
    }
}

fn add(dir: &Path, what: &str, source: Option<&str>, private: bool) -> Outcome<Done> {
    let mut watched = list::read(dir)?;
    let (what, host) = match url::Url::parse(what) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.username().is_empty() => {
            let host = url.host_str().unwrap_or_default();
            (url.to_string(), format!("{host}:{}", url.port_or_known_default().unwrap_or(0)))
        }
        _ => {
            let folder = std::fs::canonicalize(what).ok().filter(|path| path.is_dir());
            let folder = folder.ok_or_else(|| {
                Stop::refused("what", format!("{what} is neither an address nor a folder."))
                    .hint("Write https://… or name a folder that is there.")
            })?;
            (folder.display().to_string(), String::new())
        }
    };
    if what.contains(['\t', '\n']) || source.is_some_and(|source| source.contains(['\t', '\n'])) {
        return Err(Stop::refused("what", "A name may hold no tab and no line break."));
    }
    if watched.iter().any(|one| one.what == what) {
        return Err(Stop::conflict(format!("{what} is watched already.")));
    }
    let private = if private { host } else { String::new() };
    watched.push(Watched { what, source: source.unwrap_or_default().to_owned(), private });
    list::write(dir, &watched)?;
    Ok(Done::Well)
}

/// What a look brought.
#[derive(Default)]
struct Brought {
    news: u32,
    repeats: u32,
    noise: u32,
    known: u32,
    problems: Vec<String>,
    reports: Vec<Value>,
}

/// An open casebook under a look.
struct Poll<'d> {
    desk: &'d Desk,
    actor: Actor,
    pile: Pile,
    /// The report of each text of the pile.
    of: Vec<String>,
    brought: Brought,
}

fn poll(common: &Common, dir: &Path, every: Option<u64>) -> Outcome<Done> {
    let watched = list::read(dir)?;
    if watched.is_empty() {
        return Err(Stop::not_found("Nothing is watched.").hint("habeas feed add ADDRESS, or a folder."));
    }
    let (desk, settings) = open::desk(common)?;
    let actor = open::actor(&settings)?;
    let mut poll =
        Poll { desk: &desk, actor, pile: Pile::new(), of: Vec::new(), brought: Brought::default() };
    // What is here already is what new texts may repeat.
    let here = desk.casebook().bytes_claimed(None, Property::ReportBytes)?;
    for (report, bytes) in here {
        if let Some(text) = text_of("", &bytes) {
            poll.lay(&text, &About::default(), report.to_string());
        }
    }
    let interrupt = loop {
        for one in &watched {
            if one.is_feed() { poll.feed(one)? } else { folder::look(&mut poll, one)? }
        }
        let brought = std::mem::take(&mut poll.brought);
        let problems = !brought.problems.is_empty();
        tell(common, brought)?;
        match every {
            None => break problems,
            Some(seconds) => std::thread::sleep(std::time::Duration::from_secs(seconds)),
        }
    };
    desk.close()?;
    Ok(if interrupt { Done::WithProblems } else { Done::Well })
}

fn tell(common: &Common, brought: Brought) -> Outcome<()> {
    for problem in &brought.problems {
        print::say(&print::plain(problem));
    }
    if common.format == Format::Json {
        return print::json(&json!({
            "news": brought.news, "repeats": brought.repeats, "noise": brought.noise,
            "known": brought.known, "problems": brought.problems, "reports": brought.reports,
        }));
    }
    print::data(&format!(
        "{} news, {} repeats, {} noise; {} were here already",
        brought.news, brought.repeats, brought.noise, brought.known
    ))
}

impl Poll<'_> {
    fn feed(&mut self, one: &Watched) -> Outcome<()> {
        let allowed: Vec<String> =
            Some(one.private.clone()).filter(|host| !host.is_empty()).into_iter().collect();
        let found =
            fetching::fetch(&one.what, &allowed).and_then(|bytes| items(&bytes).map_err(|p| p.to_string()));
        let (found, doubts) = match found {
            Ok(found) => found,
            // One feed that fails stops none of the others.
            Err(why) => {
                self.brought.problems.push(format!("{}: {why}.", one.what));
                return Ok(());
            }
        };
        self.brought.problems.extend(doubts.into_iter().map(|doubt| format!("{}: {doubt}", one.what)));
        // Feeds give the newest first; what came first is the original.
        for item in found.iter().rev() {
            let bytes = bytes_of(item);
            let url = if item.link.is_empty() { one.what.clone() } else { item.link.clone() };
            let published = intake::feeds::day_and_time(&item.published)
                .filter(|published| When::parse(published, self.desk.zone()).is_ok());
            self.take(&item.id, &bytes, &one.source, Some(url), published)?;
        }
        Ok(())
    }

    fn lay(&mut self, text: &str, about: &About, report: String) -> Triage {
        let triage = self.pile.lay(text, &read(text, about));
        self.of.push(report);
        triage
    }

    /// Saves one text as a report, with what sorting made of it.
    fn take(
        &mut self,
        name: &str,
        bytes: &[u8],
        source: &str,
        url: Option<String>,
        published: Option<String>,
    ) -> Outcome<()> {
        let Some(text) = text_of(name, bytes) else {
            self.brought.problems.push(format!("{name}: no report can be read from it; it was left out."));
            return Ok(());
        };
        let mut choices = ImportChoices {
            source: Some(source.to_owned()).filter(|source| !source.is_empty()),
            url,
            published,
            report_type: Some("post".to_owned()),
            dry_run: true,
            ..ImportChoices::default()
        };
        let why = open::reason(None, Some("came in by a feed"))?;
        let name: String = print::plain(name).chars().take(200).collect();
        let tried = import_text(self.desk, &self.actor, &why, &name, bytes, &choices);
        match tried {
            Ok(imported) if imported.already => {
                self.brought.known += 1;
                return Ok(());
            }
            Ok(_) => {}
            Err(Stop::Refusal(refusal)) => {
                self.brought.problems.push(format!("{name}: {}", refusal.say));
                return Ok(());
            }
            Err(stop) => return Err(stop),
        }
        let day = choices.published.as_deref().and_then(|published| {
            let mut parts = published.get(..10)?.split('-').map(str::parse::<i64>);
            let mut next = || parts.next()?.ok();
            extract::items::when::day(next()?, next()?, next()?)
        });
        let triage = self.lay(&text, &About { published: day, lang: None }, String::new());
        let first = triage.like.and_then(|like| self.of.get(like.first).cloned()).unwrap_or_default();
        let (word, note) = in_words(&triage, &first);
        choices.notes.push(note.clone());
        choices.dry_run = false;
        let imported = import_text(self.desk, &self.actor, &why, &name, bytes, &choices)?;
        let report = imported.report.map(|report| report.to_string()).unwrap_or_default();
        if let Some(last) = self.of.last_mut() {
            last.clone_from(&report);
        }
        match word {
            "news" => self.brought.news += 1,
            "repeat" => self.brought.repeats += 1,
            _ => self.brought.noise += 1,
        }
        self.brought.reports.push(json!({
            "report": report, "triage": word, "score": triage.weight.score, "chain": first, "note": note, "name": name,
        }));
        Ok(())
    }
}

/// In one word, and in a sentence to be kept with the report.
fn in_words(triage: &Triage, first: &str) -> (&'static str, String) {
    let score = triage.weight.score;
    match triage.like {
        Some(like) if like.changed => ("news", format!("sorted: news, a changed copy of report {first}")),
        Some(_) => ("repeat", format!("sorted: repeat of report {first}, the same source chain")),
        None if triage.is_news() => ("news", format!("sorted: news, weight {score} of 100")),
        None => ("noise", format!("sorted: noise, weight {score} of 100")),
    }
}

/// The bytes of an item, the same for the same item.
fn bytes_of(item: &FeedItem) -> Vec<u8> {
    let is_html = item.body.contains("</") || item.body.contains("<p") || item.body.contains("<br");
    let text = if is_html {
        let title = item.title.replace('&', "&amp;").replace('<', "&lt;");
        format!(
            "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body>\n{}\n</body></html>\n",
            item.body
        )
    } else if item.body.is_empty() || item.body == item.title {
        format!("{}\n", item.title)
    } else {
        format!("{}\n\n{}\n", item.title, item.body)
    };
    text.into_bytes()
}

/// The text of a report; none of tables and batches.
fn text_of(name: &str, bytes: &[u8]) -> Option<String> {
    let limits = Limits::default();
    let head = bytes.get(..HEAD_BYTES.min(bytes.len()))?;
    let document = match recognise(name, head).ok()? {
        FileKind::Html => read_html(name, bytes, &limits),
        FileKind::Text => read_plain_text(name, bytes, &limits),
        _ => return None,
    };
    document.ok().map(|document| document.text)
}
