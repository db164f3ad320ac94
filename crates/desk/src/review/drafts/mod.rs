//! Drafts: what a report seems to say, each with its quote, for a person to accept, correct or refuse. They are made anew
//! from the report's bytes whenever somebody asks, so nothing of a machine's guess is stored, searched or counted, and a
//! better grammar gives better drafts at once. What is stored are people's decisions, and the claims that came of them.

mod decide;
mod decided;
mod measure;
mod slots;

pub(super) use decide::take_back;
pub use decide::{Choice, DraftSaved, accept_draft, refuse_draft};
pub use decided::Ruled as DraftRuled;
pub use extract::span::Span;
pub use measure::{Measured, measure_drafts};
pub use slots::{DraftFact, DraftKind, Slot, slots_of};

use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::{DraftDecided, ReportView};
use claims::when::{When, ZoneId};
use claims::{ClaimId, RecordId};
use decided::Decided;
use extract::{About, Day};
use intake::reading::document::{Document, read_html, read_plain_text};
use intake::reading::{FileKind, HEAD_BYTES, Limits, recognise};
use sha2::{Digest, Sha256};
use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// Reports whose drafts are remembered.
const REMEMBERED: usize = 1024;
/// Bytes of their texts at most.
const REMEMBERED_BYTES: usize = 16 << 20;
/// Bytes of a report whose drafts are remembered; a longer one is read again.
const LONGEST_REMEMBERED: usize = 1 << 20;

/// How a draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftState {
    /// It waits for a person.
    Open,
    /// It was decided, by this decision.
    Decided(DraftRuled, ClaimId),
}

impl DraftState {
    /// The word.
    pub const fn name(self) -> &'static str {
        match self {
            DraftState::Open => "open",
            DraftState::Decided(how, _) => how.name(),
        }
    }
}

/// The drafts of one report.
#[derive(Debug, Clone)]
pub struct Drafts {
    /// The report.
    pub report: RecordId,
    /// What to call it.
    pub title: Arc<str>,
    /// The text that was read; offsets are of it.
    pub text: Arc<str>,
    /// Whether that text is the report byte for byte, so that claims can quote it. A web page is not.
    pub is_the_report: bool,
    /// The drafts in the order of the text, each with how it stands.
    pub list: Vec<(DraftFact, DraftState)>,
}

impl Drafts {
    /// Those that wait.
    pub fn open(&self) -> impl Iterator<Item = &DraftFact> {
        self.list.iter().filter(|(_, state)| *state == DraftState::Open).map(|(draft, _)| draft)
    }
}

/// Drafts of the reports that were read lately. In memory only; it is forgotten when something is erased.
#[derive(Default)]
pub(crate) struct Drafted {
    lately: Mutex<VecDeque<([u8; 32], Arc<Read>)>>,
    /// Held while a draft is decided, so that two people cannot both accept it.
    deciding: Mutex<()>,
}

impl Drafted {
    /// Forgets every report.
    pub fn forget(&self) {
        self.lately.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// A report as it was read.
struct Read {
    text: Arc<str>,
    is_the_report: bool,
    drafts: Vec<DraftFact>,
}

/// The drafts of a report. None of a report without text, or one that this version cannot read.
///
/// # Errors
/// Not found when there is no such report; a fault of the casebook.
pub fn drafts(desk: &Desk, report: RecordId) -> Outcome<Drafts> {
    Ok(drafts_read(desk, report)?.0)
}

/// The drafts of a report, and whether it had to be read for them.
fn drafts_read(desk: &Desk, report: RecordId) -> Outcome<(Drafts, bool)> {
    let (view, decided) = {
        let casebook = desk.casebook();
        let view = casebook
            .report(report)?
            .ok_or_else(|| Stop::not_found(sentence!("{report} is not a report that is here.", report)))?;
        (view, casebook.drafts_decided(report)?)
    };
    let decided: Vec<Decided> = decided.iter().filter_map(|of: &DraftDecided| Decided::read(of)).collect();
    let (read, anew) = read(desk, &view);
    let keys: HashSet<&str> = read.drafts.iter().map(|draft| draft.key.as_str()).collect();
    let state = |draft: &DraftFact| {
        let exact = decided.iter().rev().find(|of| of.key == draft.key);
        // One that a later grammar finds in a clause that begins elsewhere stays decided.
        let moved = || {
            decided.iter().rev().find(|of| {
                of.same_but_place(&draft.key)
                    && of.evidence.overlaps(draft.evidence)
                    && !keys.contains(of.key.as_str())
            })
        };
        exact.or_else(moved).map_or(DraftState::Open, |of| DraftState::Decided(of.how, of.id))
    };
    let list = read.drafts.iter().map(|draft| (draft.clone(), state(draft))).collect();
    let drafts = Drafts {
        report,
        title: view.title,
        text: Arc::clone(&read.text),
        is_the_report: read.is_the_report,
        list,
    };
    Ok((drafts, anew))
}

/// Reports that can be read, but those that came in by a feed as noise or as a repeat: ten reposts would give the same
/// drafts ten times.
struct ToRead<'a> {
    desk: &'a Desk,
    oldest_first: bool,
    folded: HashSet<RecordId>,
    ready: VecDeque<RecordId>,
    last: Option<RecordId>,
    over: bool,
}

/// Reports asked of the casebook at once.
const AT_ONCE: usize = 64;

impl<'a> ToRead<'a> {
    /// All of them the latest first, or those learned before a report.
    fn before(desk: &'a Desk, before: Option<RecordId>) -> Outcome<Self> {
        Self::from(desk, DraftsFrom { oldest_first: false, after: before })
    }

    fn from(desk: &'a Desk, from: DraftsFrom) -> Outcome<Self> {
        let folded = crate::feed::folded_away(desk)?;
        let DraftsFrom { oldest_first, after } = from;
        Ok(Self { desk, oldest_first, folded, ready: VecDeque::new(), last: after, over: false })
    }

    fn next(&mut self) -> Outcome<Option<RecordId>> {
        loop {
            match self.ready.pop_front() {
                Some(report) if self.folded.contains(&report) => {}
                Some(report) => return Ok(Some(report)),
                None if self.over => return Ok(None),
                None => {
                    let casebook = self.desk.casebook();
                    let more = match self.oldest_first {
                        true => casebook.oldest_to_read(self.last, AT_ONCE)?,
                        false => casebook.latest_to_read(self.last, AT_ONCE)?,
                    };
                    self.over = more.len() < AT_ONCE;
                    self.last = more.last().copied().or(self.last);
                    self.ready.extend(more);
                }
            }
        }
    }
}

/// Reports that have drafts, the latest first, at most `most` of them looked at.
///
/// # Errors
/// A fault of the casebook.
pub fn reports_with_drafts(desk: &Desk, most: usize) -> Outcome<Vec<Drafts>> {
    let mut reports = ToRead::before(desk, None)?;
    let mut found = Vec::new();
    for _ in 0..most {
        let Some(report) = reports.next()? else { break };
        let of = drafts(desk, report)?;
        if !of.list.is_empty() {
            found.push(of);
        }
    }
    Ok(found)
}

/// From where on reports are read for drafts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DraftsFrom {
    /// The oldest first; otherwise the latest.
    pub oldest_first: bool,
    /// After this report, in that order.
    pub after: Option<RecordId>,
}

/// Some reports read for drafts.
#[derive(Debug, Clone, Default)]
pub struct DraftsRead {
    /// Those with drafts that wait.
    pub waiting: Vec<Drafts>,
    /// How many reports were read for them.
    pub read: u64,
    /// After which report to read on; none when there is no other.
    pub next: Option<RecordId>,
}

/// Reports looked at in a row, remembered ones too, before whoever asks is told to go on.
const IN_A_ROW: u64 = 1000;

/// Reads reports until `most` have been read and at least one has drafts that wait, or there are no others, or `most_anew`
/// had to be read that were not remembered: then it is gone on with from `next`.
///
/// # Errors
/// A fault of the casebook.
pub fn read_for_drafts(desk: &Desk, from: DraftsFrom, most: u64, most_anew: u64) -> Outcome<DraftsRead> {
    let mut reports = ToRead::from(desk, from)?;
    let mut found = DraftsRead::default();
    let mut anew = 0;
    while anew < most_anew && found.read < IN_A_ROW && (found.read < most || found.waiting.is_empty()) {
        let Some(report) = reports.next()? else { return Ok(DraftsRead { next: None, ..found }) };
        found.read += 1;
        found.next = Some(report);
        let (of, newly) = drafts_read(desk, report)?;
        anew += u64::from(newly);
        if of.open().next().is_some() {
            found.waiting.push(of);
        }
    }
    if reports.next()?.is_none() {
        found.next = None;
    }
    Ok(found)
}

/// How many reports come from there on, and whether there are more: they are counted up to `most`.
///
/// # Errors
/// A fault of the casebook.
pub fn reports_from(desk: &Desk, from: DraftsFrom, most: u64) -> Outcome<(u64, bool)> {
    let mut reports = ToRead::from(desk, from)?;
    let mut number = 0;
    while reports.next()?.is_some() {
        if number == most {
            return Ok((number, true));
        }
        number += 1;
    }
    Ok((number, false))
}

/// The next report with drafts that wait, after this one, the latest first.
///
/// # Errors
/// A fault of the casebook.
pub fn next_report_with_drafts(desk: &Desk, after: Option<RecordId>) -> Outcome<Option<Drafts>> {
    let mut reports = ToRead::before(desk, after)?;
    while let Some(report) = reports.next()? {
        let of = drafts(desk, report)?;
        if of.open().next().is_some() {
            return Ok(Some(of));
        }
    }
    Ok(None)
}

/// How a decision on a draft decided, while it stands; none for anything else.
///
/// # Errors
/// A fault of the casebook.
pub fn draft_decision(desk: &Desk, id: ClaimId) -> Outcome<Option<DraftRuled>> {
    let casebook = desk.casebook();
    let Some(report) = casebook.record_of_claim(id)? else { return Ok(None) };
    let found = casebook.drafts_decided(report)?.into_iter().find(|of| of.claim == id);
    Ok(found.and_then(|of| Decided::read(&of)).map(|of| of.how))
}

/// The draft of a key, or of its beginning as far as one draft alone begins so, with its report.
///
/// # Errors
/// Not found, or a refusal when several begin so.
pub fn find_draft(desk: &Desk, key: &str) -> Outcome<(Drafts, DraftFact, DraftState)> {
    let key = key.trim();
    let gone = || {
        Stop::not_found(sentence!(
            "There is no draft {key:?}; the report may have been read otherwise since.",
            key
        ))
        .hint_in_english("habeas review drafts lists them.")
    };
    let prefix = key.split('-').next().unwrap_or_default();
    if prefix.len() != KEY_OF_REPORT || !prefix.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(gone());
    }
    let reports = desk.casebook().by_prefix(prefix, 20);
    let mut found: Option<(Drafts, DraftFact, DraftState)> = None;
    for report in reports {
        if desk.casebook().kind(report)? != Some(claims::RecordKind::Report) {
            continue;
        }
        let of = drafts(desk, report)?;
        let mut alike = of.list.iter().filter(|(draft, _)| draft.key.starts_with(key));
        let whole = of.list.iter().find(|(draft, _)| draft.key == key);
        let one = match (whole, alike.next(), alike.next()) {
            (Some(one), _, _) | (None, Some(one), None) => Some(one.clone()),
            (None, Some(_), Some(_)) => {
                return Err(Stop::refused("key", sentence!("Several drafts begin with {key}.", key)));
            }
            (None, None, _) => None,
        };
        if let Some((draft, state)) = one {
            if found.is_some() {
                return Err(Stop::refused("key", sentence!("Several drafts begin with {key}.", key)));
            }
            found = Some((of, draft, state));
        }
    }
    found.ok_or_else(gone)
}

/// Digits of a report's id with which its drafts' keys begin.
const KEY_OF_REPORT: usize = 8;

/// Reads a report, or remembers what was read.
fn read(desk: &Desk, view: &ReportView) -> (Arc<Read>, bool) {
    let published = view.published.as_ref().and_then(|when| day_of(when, desk.zone()));
    let mut sum = Sha256::new();
    sum.update(view.record.as_bytes());
    sum.update(format!("{published:?}\0"));
    sum.update(&view.bytes);
    let sum: [u8; 32] = sum.finalize().into();
    let lately = &desk.drafted().lately;
    if let Some((_, known)) =
        lately.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|(of, _)| *of == sum)
    {
        return (Arc::clone(known), false);
    }
    let read = Arc::new(read_anew(view, published));
    if view.bytes.len() <= LONGEST_REMEMBERED {
        let mut lately = lately.lock().unwrap_or_else(PoisonError::into_inner);
        lately.push_back((sum, Arc::clone(&read)));
        let mut size: usize = lately.iter().map(|(_, read)| read.text.len()).sum();
        while lately.len() > REMEMBERED || size > REMEMBERED_BYTES {
            size -= lately.pop_front().map_or(size, |(_, read)| read.text.len());
        }
    }
    (read, true)
}

fn read_anew(view: &ReportView, published: Option<Day>) -> Read {
    let Some(document) = document(view) else {
        return Read { text: "".into(), is_the_report: false, drafts: Vec::new() };
    };
    let reading = extract::read(&document.text, &About { published, lang: None });
    let report: String = view.record.to_string().chars().take(KEY_OF_REPORT).collect();
    let mut drafts: Vec<DraftFact> =
        reading.facts.iter().map(|fact| slots::draft(&report, &document.text, fact)).collect();
    // Two of one kind and main value at one place would share a key, and a decision on one would be one on the other.
    let mut seen = HashSet::new();
    drafts.retain(|draft| seen.insert(draft.key.clone()));
    Read { text: document.text.into(), is_the_report: document.offsets_are_file_bytes, drafts }
}

/// What a text that is no report yet seems to say: drafts of the same kind, of no report.
pub(crate) fn drafts_of_text(text: &str, published: Option<Day>) -> Vec<DraftFact> {
    let reading = extract::read(text, &About { published, lang: None });
    reading.facts.iter().map(|fact| slots::draft("", text, fact)).collect()
}

/// The day of a moment.
pub(crate) fn day_of_moment(when: &When, zone: &ZoneId) -> Option<Day> {
    day_of(when, zone)
}

/// The report's text, as importing read it.
fn document(view: &ReportView) -> Option<Document> {
    let name = view.files.first().map_or("", String::as_str);
    let head = view.bytes.get(..HEAD_BYTES.min(view.bytes.len()))?;
    if head.is_empty() {
        return None;
    }
    let limits = Limits::default();
    match recognise(name, head).unwrap_or(FileKind::Text) {
        FileKind::Html => read_html(name, &view.bytes, &limits),
        FileKind::Text => read_plain_text(name, &view.bytes, &limits),
        _ => return None,
    }
    .ok()
}

/// The day, where the time is of one.
fn day_of(when: &When, zone: &ZoneId) -> Option<Day> {
    let bounds = when.bounds();
    let (year, month, day) = zone.day_of(bounds.earliest?)?;
    (zone.day_of(bounds.latest?)? == (year, month, day)).then_some(Day { year, month, day })
}
