//! The board: per unit, who is held now or may be, most urgent first. What was last heard grows stale; nobody is taken
//! off the board because nobody called.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::facts::{DetentionSubject, Facts};
use crate::ids::ByDraw;
use claims::counting::Sheet;
use claims::legal::CustodyState;
use claims::when::{Bounds, Instant};
use claims::{HeardStep, HowKnown, Property, RecordId, RecordKind, Truth, held_at};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// What one unit looks like at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardUnit {
    /// The unit; none for people held nobody knows where.
    pub unit: Option<RecordId>,
    /// Its name; empty for none.
    pub label: Arc<str>,
    /// Who is held or may be, most urgent first; the first [`LISTED`] of them.
    pub held: Vec<BoardLine>,
    /// How many are certainly held, those not listed too.
    pub held_count: u64,
    /// How many may be, those not listed too.
    pub maybe_count: u64,
    /// How many of whom nothing was heard for [`LONG_AGO`] seconds: they may be held, and are not listed.
    pub long_ago_count: u64,
    /// How many are known to be out.
    pub released_count: u64,
    /// When somebody last asked here, the answer and its words.
    pub last_check: Option<LastCheck>,
}

/// The last time somebody asked a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastCheck {
    /// The check.
    pub check: RecordId,
    /// When, at the latest.
    pub at: Instant,
    /// held, not_held, no_answer, refused, released, moved, other.
    pub answer: Option<Box<str>>,
    /// What was said.
    pub words: Option<Box<str>>,
}

/// One detention on the board.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardLine {
    /// The detention.
    pub detention: RecordId,
    /// Held: certainly, or possibly.
    pub truth: Truth,
    /// The state last heard of.
    pub state: CustodyState,
    /// When liberty was taken.
    pub since: Bounds,
    /// When it was last confirmed, and how it is known.
    pub last_confirmed: Option<(Instant, HowKnown)>,
    /// When they were delivered to a police unit, if they are known to have been: where some statutory clocks begin.
    pub delivered: Option<Bounds>,
    /// What does not depend on the moment.
    pub facts: Arc<LineFacts>,
}

/// What a line says apart from the moment.
#[derive(Debug, Clone, PartialEq)]
pub struct LineFacts {
    /// Who: a Person or Group record; none when only a number or a role is known.
    pub person: Option<RecordId>,
    /// What to call them.
    pub label: Arc<str>,
    /// How many, for a group or a number: least and most.
    pub people: Option<(u64, Option<u64>)>,
    /// minor, ill, pregnant…: most urgent first.
    pub risk: Vec<Box<str>>,
    /// What is known of a lawyer: the word last recorded.
    pub lawyer: Option<Box<str>>,
    /// The lawyer's name as written, when there is a lawyer and somebody gave it.
    pub lawyer_name: Option<Box<str>>,
    /// Charges as written, with the moment by which each was learned, in that order.
    pub charges: Vec<(Box<str>, Instant)>,
    /// What the person was at the time.
    pub roles: Vec<Box<str>>,
    /// Where it was, as written.
    pub places: Vec<Box<str>>,
}

/// The most lines per unit.
pub const LISTED: usize = 200;
/// Seconds (30 days) after which somebody of whom nothing is heard is counted but not listed.
pub const LONG_AGO: i64 = 30 * 86_400;

/// Who is served first: the lower, the sooner.
pub(crate) fn urgency(risk: &str) -> u8 {
    match risk {
        "minor" => 0,
        "ill" => 1,
        "injured" => 2,
        "pregnant" => 3,
        "disabled" => 4,
        "elderly" => 5,
        _ => 6,
    }
}

/// Who is served before all others: a minor, somebody ill, injured or pregnant.
pub fn served_first(risk: &str) -> bool {
    urgency(risk) <= urgency("pregnant")
}

/// Detentions judged the same are one line of the board: their steps together, under the least id.
#[derive(Default)]
pub(crate) struct Together {
    /// By the place in the sheet of the detention that stands for them.
    heads: HashMap<u32, (Bounds, Vec<HeardStep>)>,
    /// The places of the others.
    others: HashSet<u32>,
}

impl Together {
    /// True for a detention that another one stands for.
    pub fn is_other(&self, place: u32) -> bool {
        self.others.contains(&place)
    }

    /// When it began and the steps of all that a detention stands for, when it stands for others.
    pub fn head(&self, place: u32) -> Option<&(Bounds, Vec<HeardStep>)> {
        self.heads.get(&place)
    }
}

/// Without any risk.
pub(crate) const NO_RISK: u8 = 7;

/// A line before it is written out: urgency, certainty, last word, detention.
type Sorted = (u8, Reverse<Truth>, Reverse<Option<Instant>>, RecordId, usize);

#[derive(Default)]
struct Gathered {
    lines: Vec<Sorted>,
    held: u64,
    maybe: u64,
    long_ago: u64,
    released: u64,
}

impl Casebook {
    /// The board at a moment. Custody counts as known for `fresh_for` seconds after it was last confirmed. Units come in
    /// the order of how many people they hold, then of ids; people held nobody knows where come last.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn board(&self, at: Instant, fresh_for: i64) -> Result<Vec<BoardUnit>, CasebookError> {
        let sheet = self.sheet()?;
        let urgency = self.urgencies()?;
        let facts = self.facts()?;
        let together = self.together(&sheet, &facts);
        let mut units: HashMap<Option<RecordId>, Gathered, ByDraw> = HashMap::default();
        let mut answers = Vec::new();
        for (index, episode) in sheet.episodes.iter().enumerate() {
            if together.others.contains(&(index as u32)) {
                continue;
            }
            let answer = match together.heads.get(&(index as u32)) {
                Some((start, steps)) => held_at(*start, steps, at, fresh_for),
                None => held_at(episode.start, &episode.steps, at, fresh_for),
            };
            if episode.start.earliest.is_some_and(|earliest| earliest > at) {
                continue;
            }
            let unit = answer.unit.or_else(|| episode.steps.iter().rev().find_map(|step| step.unit));
            let gathered = units.entry(unit).or_default();
            match answer.held {
                Truth::No => {
                    gathered.released += 1;
                    continue;
                }
                Truth::Yes => gathered.held += 1,
                Truth::Maybe => gathered.maybe += 1,
            }
            let heard = answer.confirmed.map(|(at, _)| at).or(episode.start.latest);
            if answer.held == Truth::Maybe && heard.is_some_and(|heard| at.seconds_since(heard) > LONG_AGO) {
                gathered.long_ago += 1;
                continue;
            }
            let risk = urgency.get(episode.subject as usize).copied().unwrap_or(NO_RISK);
            gathered.lines.push((
                risk,
                Reverse(answer.held),
                Reverse(heard),
                episode.detention,
                answers.len(),
            ));
            answers.push((index, answer));
        }
        let mut checks = last_checks(self, &facts, at);
        let mut board = Vec::with_capacity(units.len());
        for unit in checks.keys() {
            units.entry(Some(*unit)).or_default();
        }
        for (unit, mut gathered) in units {
            if gathered.lines.len() > LISTED {
                gathered.lines.select_nth_unstable(LISTED);
                gathered.lines.truncate(LISTED);
            }
            gathered.lines.sort_unstable();
            let mut held = Vec::with_capacity(gathered.lines.len());
            for (_, _, _, detention, place) in &gathered.lines {
                let Some((index, answer)) = answers.get(*place) else { continue };
                let Some(episode) = sheet.episodes.get(*index) else { continue };
                let Some(n) = self.ids.number(*detention) else { continue };
                held.push(BoardLine {
                    detention: *detention,
                    truth: answer.held,
                    state: answer.state,
                    since: episode.start,
                    last_confirmed: answer.confirmed,
                    delivered: match together.heads.get(&(*index as u32)) {
                        Some((start, steps)) => delivered(*start, steps, at),
                        None => delivered(episode.start, &episode.steps, at),
                    },
                    facts: self.line_facts(n, *detention, &facts)?,
                });
            }
            board.push(BoardUnit {
                unit,
                label: match unit {
                    Some(unit) => self.named(unit)?.label,
                    None => "".into(),
                },
                held,
                held_count: gathered.held,
                maybe_count: gathered.maybe,
                long_ago_count: gathered.long_ago,
                released_count: gathered.released,
                last_check: unit.and_then(|unit| checks.remove(&unit)),
            });
        }
        board.sort_by_key(|unit| {
            (unit.unit.is_none(), Reverse(unit.held_count), Reverse(unit.maybe_count), unit.unit)
        });
        Ok(board)
    }

    /// The last check of a unit by `at`; of units judged the same under the one that stands for them.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn last_check(&self, unit: RecordId, at: Instant) -> Result<Option<LastCheck>, CasebookError> {
        let facts = self.facts()?;
        Ok(last_checks(self, &facts, at).remove(&unit))
    }

    /// The detentions judged the same, made once until the next projection.
    pub(crate) fn together(&self, sheet: &Sheet, facts: &Facts) -> Arc<Together> {
        if let Some(together) = &self.kept.borrow().together {
            return Arc::clone(together);
        }
        let same = self.judged_same(facts, RecordKind::Detention);
        let mut together = Together::default();
        if !same.is_empty() {
            for other in same.others() {
                // One whose head is not counted stands for itself.
                let (Some(i), Some(head)) = (sheet.episode(other), sheet.episode(same.of(other))) else {
                    continue;
                };
                let (Some(episode), Some(first)) = (sheet.episodes.get(i), sheet.episodes.get(head)) else {
                    continue;
                };
                together.others.insert(i as u32);
                let (start, steps) =
                    together.heads.entry(head as u32).or_insert_with(|| (first.start, first.steps.to_vec()));
                start.latest = start.latest.into_iter().chain(episode.start.latest).min();
                start.earliest = start.earliest.into_iter().chain(episode.start.earliest).max();
                steps.extend(episode.steps.iter().copied());
            }
        }
        let together = Arc::new(together);
        self.kept.borrow_mut().together = Some(Arc::clone(&together));
        together
    }

    fn line_facts(&self, n: u32, record: RecordId, facts: &Facts) -> Result<Arc<LineFacts>, CasebookError> {
        if let Some(line) = self.kept.borrow().line(n) {
            return Ok(line.clone());
        }
        let detention = facts.detentions.get(&record);
        let (mut person, mut people, mut risk) = (None, None, Vec::new());
        match detention.map(|detention| &detention.subject) {
            Some(DetentionSubject::Record(subject)) => {
                person = Some(self.ids.record(*subject));
                people = facts.groups.get(subject).map(|group| (group.low, group.high));
                risk = facts.people.get(subject).map(|person| person.risks.clone()).unwrap_or_default();
            }
            Some(DetentionSubject::Number(low, high)) => people = Some((*low, *high)),
            _ => {}
        }
        let rows = self.claims_about(n)?;
        let rows = crate::facts::counting(&rows.iter().collect::<Vec<_>>(), &self.rulings);
        let mut charges: Vec<(Box<str>, Instant)> = Vec::new();
        let mut roles: Vec<Box<str>> = Vec::new();
        let mut places: Vec<Box<str>> = Vec::new();
        for row in &rows {
            let Some(text) = &row.text else { continue };
            match row.property {
                Property::DetentionCharge => {
                    let said = self.contexts.said_by(row.save, row.told);
                    match charges.iter_mut().find(|(known, _)| known == text) {
                        Some((_, first)) => *first = said.min(*first),
                        None => charges.push((text.clone(), said)),
                    }
                }
                Property::DetentionPlace if !places.contains(text) => places.push(text.clone()),
                Property::DetentionRole if !roles.contains(text) => roles.push(text.clone()),
                _ => {}
            }
        }
        charges.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        let lawyers = self.lawyers_in_order(&rows)?;
        let (lawyer, lawyer_name) = crate::lawyers::stands(&lawyers);
        let line = Arc::new(LineFacts {
            person,
            label: self.label_of(n)?,
            people,
            risk,
            lawyer: lawyer.map(Into::into),
            lawyer_name: lawyer_name.map(Into::into),
            charges,
            roles,
            places,
        });
        let of = detention.and_then(|detention| detention.subject_number());
        self.kept.borrow_mut().keep_line(n, line.clone(), of);
        Ok(line)
    }
}

/// The last check of each unit by `at`, units judged the same together.
fn last_checks(book: &Casebook, facts: &Facts, at: Instant) -> BTreeMap<RecordId, LastCheck> {
    let units = book.judged_same(facts, RecordKind::Unit);
    let mut last: BTreeMap<RecordId, LastCheck> = BTreeMap::new();
    for (record, check) in &facts.checks {
        let when = check.when.latest.unwrap_or(check.recorded).min(check.recorded);
        if when > at {
            continue;
        }
        let unit = units.of(book.ids.record(check.unit));
        if last.get(&unit).is_none_or(|known| known.at <= when) {
            let (answer, words) = (check.answer.clone(), check.words.clone());
            last.insert(unit, LastCheck { check: *record, at: when, answer, words });
        }
    }
    last
}

/// When somebody was delivered, as heard of by `at`: the stated beginning of the first delivered step; without one, some
/// time between the loss of liberty and the first moment at which somebody knew them to be there.
fn delivered(start: Bounds, steps: &[HeardStep], at: Instant) -> Option<Bounds> {
    let there = steps.iter().filter(|step| step.state.is_delivered());
    let known_by =
        |step: &HeardStep| [step.from.latest, step.confirmed, step.said_by].into_iter().flatten().min();
    let heard = there.filter(|step| known_by(step).is_some_and(|by| by <= at));
    let first = heard.min_by_key(|step| known_by(step))?;
    let latest = known_by(first)?;
    let earliest = first.from.earliest.max(start.earliest).map(|earliest| earliest.min(latest));
    Some(Bounds { earliest, latest: Some(latest) })
}
