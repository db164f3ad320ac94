//! Looking at everything that is watched, once: what is new is sorted and saved as a report. One feed that fails stops
//! none of the others; one looks at a time.

use super::fetch::Fetcher;
use super::folder;
use super::item::{bytes_of, plain, text_of};
use super::sorted::Sorted;
use super::sorting::Sorting;
use super::watch::{Watched, Way, watched};
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::import::{CameBy, ImportChoices, import_text};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::RecordId;
use claims::when::{Instant, When};
use extract::About;
use intake::feeds::items;
use std::sync::{PoisonError, TryLockError};

/// Problems kept of one look.
const PROBLEMS: usize = 100;

/// What a look brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When it ended.
    pub at: Instant,
    /// What came in, in that order.
    pub came: Vec<Came>,
    /// How many were here already.
    pub known: usize,
    /// What could not be fetched or read, in sentences.
    pub problems: Vec<String>,
}

/// A report that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// The report.
    pub report: RecordId,
    /// What its feed or file calls it.
    pub name: String,
    /// What was made of it.
    pub sorted: Sorted,
}

/// How looking stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looks {
    /// A look is under way.
    pub now: bool,
    /// What the last one brought, since the program was started.
    pub last: Option<Look>,
}

impl Look {
    /// How many were sorted so: `news` and changed copies, `repeat`, `noise`.
    pub fn number(&self, sorted: &str) -> usize {
        self.came.iter().filter(|came| came.sorted.name() == sorted).count()
    }
}

/// How looking stands.
pub fn last_look(desk: &Desk) -> Looks {
    let feeds = desk.feeds();
    let now = matches!(feeds.sorting.try_lock(), Err(TryLockError::WouldBlock));
    Looks { now, last: feeds.last.lock().unwrap_or_else(PoisonError::into_inner).clone() }
}

/// Looks once, and ends early once `go_on` says no.
///
/// # Errors
/// Not found when nothing is watched; a conflict when somebody is looking.
pub fn look(desk: &Desk, actor: &Actor, fetcher: &Fetcher, go_on: &dyn Fn() -> bool) -> Outcome<Look> {
    let all = watched(desk)?;
    if all.is_empty() {
        return Err(Stop::not_found(sentence!("Nothing is watched."))
            .hint_in_english("habeas feed add ADDRESS, or a folder."));
    }
    let mut sorting = match desk.feeds().sorting.try_lock() {
        Ok(sorting) => sorting,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(TryLockError::WouldBlock) => return Err(Stop::conflict(sentence!("A look is under way."))),
    };
    let why = Reason::parse("came in by a feed")?;
    let found = Look { at: desk.now(), came: Vec::new(), known: 0, problems: Vec::new() };
    let mut looking = Looking { desk, actor, why, fetcher, go_on, sorting: &mut sorting, found };
    let outcome = looking.at_all(&all);
    let mut found = looking.found;
    if outcome.is_err() {
        // It may hold a text of which no report came.
        *sorting = Sorting::default();
    }
    outcome?;
    found.at = desk.now();
    let mut last = desk.feeds().last.lock().unwrap_or_else(PoisonError::into_inner);
    // What was erased meanwhile must not be told of.
    *last = (!sorting.is_stale(desk)).then(|| found.clone());
    Ok(found)
}

/// While serving: looks when so many seconds have passed since it was last looked by itself. Nothing happens when
/// nothing is watched, or `every` is 0.
///
/// # Errors
/// As [`look`]; it is then looked again after the interval.
pub fn look_when_due(
    desk: &Desk,
    actor: &Actor,
    fetcher: &Fetcher,
    every: i64,
    go_on: &dyn Fn() -> bool,
) -> Outcome<()> {
    let now = desk.now();
    {
        let mut tried = desk.feeds().tried.lock().unwrap_or_else(PoisonError::into_inner);
        if every <= 0 || tried.is_some_and(|tried| now.seconds_since(tried) < every) {
            return Ok(());
        }
        *tried = Some(now);
    }
    if watched(desk)?.is_empty() || last_look(desk).now {
        return Ok(());
    }
    look(desk, actor, fetcher, go_on).map(|_| ())
}

/// One text that is there, and what is known beside it.
#[derive(Default)]
pub(super) struct Post<'p> {
    /// What its feed or file calls it.
    pub name: &'p str,
    pub bytes: &'p [u8],
    pub title: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
}

/// A look under way.
pub(super) struct Looking<'d> {
    desk: &'d Desk,
    actor: &'d Actor,
    why: Reason,
    fetcher: &'d Fetcher,
    go_on: &'d dyn Fn() -> bool,
    sorting: &'d mut Sorting,
    found: Look,
}

impl Looking<'_> {
    fn at_all(&mut self, all: &[Watched]) -> Outcome<()> {
        self.sorting.catch_up(self.desk)?;
        for one in all {
            if !self.goes_on() {
                break;
            }
            match one.way {
                Way::Folder => folder::look(self, one)?,
                Way::Public | Way::Private => self.feed(one)?,
            }
        }
        Ok(())
    }

    /// False once it is to end.
    pub fn goes_on(&self) -> bool {
        (self.go_on)()
    }

    /// Notes what went wrong.
    pub fn problem(&mut self, says: String) {
        if self.found.problems.len() < PROBLEMS {
            self.found.problems.push(plain(&says));
        }
    }

    /// How much went wrong so far.
    pub fn problems(&self) -> usize {
        self.found.problems.len()
    }

    fn feed(&mut self, one: &Watched) -> Outcome<()> {
        let fetched = self.fetcher.fetch(&one.what, &one.allowed(), self.go_on);
        let found = fetched.and_then(|bytes| items(&bytes).map_err(|problem| problem.to_string()));
        let (found, doubts) = match found {
            Ok(found) => found,
            Err(why) => {
                self.problem(format!("{}: {why}.", one.what));
                return Ok(());
            }
        };
        for doubt in doubts {
            self.problem(format!("{}: {doubt}.", one.what));
        }
        // Feeds give the newest first; what came first is the original.
        for item in found.iter().rev() {
            if !self.goes_on() {
                break;
            }
            let url = if item.link.is_empty() { one.what.clone() } else { item.link.clone() };
            let published = intake::feeds::day_and_time(&item.published)
                .filter(|published| When::parse(published, self.desk.zone()).is_ok());
            let title: String = plain(&item.title).chars().take(300).collect();
            let title = Some(title).filter(|title| !title.trim().is_empty());
            let post = Post { name: &item.id, bytes: &bytes_of(item), title, url: Some(url), published };
            self.take(one, post)?;
        }
        Ok(())
    }

    /// Saves one text as a report, with what sorting made of it.
    pub fn take(&mut self, one: &Watched, post: Post<'_>) -> Outcome<()> {
        let Post { name, bytes, title, url, published } = post;
        let Some(text) = text_of(name, bytes) else {
            self.problem(format!("{name}: no report can be read from it; it was left out."));
            return Ok(());
        };
        let mut choices = ImportChoices {
            url,
            published,
            report_type: Some("post".to_owned()),
            dry_run: true,
            ..ImportChoices::default()
        };
        let name: String = plain(name).chars().take(200).collect();
        match import_text(self.desk, self.actor, &self.why, &name, bytes, &choices) {
            Ok(imported) if imported.already => {
                self.found.known += 1;
                return Ok(());
            }
            Ok(_) => {}
            Err(Stop::Refusal(refusal)) => {
                self.problem(format!("{name}: {}", refusal.say.english()));
                return Ok(());
            }
            Err(stop) => return Err(stop),
        }
        if self.sorting.is_stale(self.desk) {
            self.sorting.catch_up(self.desk)?;
        }
        let about = About { published: choices.published.as_deref().and_then(day_of), lang: None };
        let sorted = self.sorting.sort(&text, &about);
        choices.came = Some(CameBy { source: one.source.record, title, sorted: sorted.words() });
        choices.dry_run = false;
        let imported = import_text(self.desk, self.actor, &self.why, &name, bytes, &choices)?;
        let report = imported.report.unwrap_or_default();
        self.sorting.is_of(report);
        self.found.came.push(Came { report, name, sorted });
        Ok(())
    }
}

fn day_of(published: &str) -> Option<extract::Day> {
    let mut parts = published.get(..10)?.split('-').map(str::parse::<i64>);
    let mut next = || parts.next()?.ok();
    extract::items::when::day(next()?, next()?, next()?)
}
