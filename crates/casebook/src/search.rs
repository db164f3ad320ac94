//! Search: by words in any script, by the beginning of an id, by filters; newest records first, whole words before
//! beginnings of words.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::facts::{Detention, Facts};
use crate::rows::ClaimRow;
use crate::scopes::records;
use crate::settle::{Stand, add_words, beginning, is_searched, stand};
use claims::legal::CustodyState;
use claims::when::{Bounds, Instant};
use claims::{Chains, Credibility, Property, RecordId, RecordKind, Truth, held_at};
use names::fold::search_key;
use rusqlite::params;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is looked for. Everything given must hold; an empty text lists what the filters let through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SearchQuery {
    /// Words, the last of which may be a beginning; or the first digits of an id (four or more).
    pub text: String,
    /// Only records of this kind.
    pub kind: Option<RecordKind>,
    /// Detentions at this unit, and the people and groups so detained.
    pub unit: Option<RecordId>,
    /// Detentions in this state as last heard.
    pub status: Option<CustodyState>,
    /// Detentions with a role that holds these words.
    pub role: Option<String>,
    /// Detentions that may have begun, events that may have taken place, between these instants.
    pub day: Option<(Instant, Instant)>,
    /// Reports in this language, and what they speak of.
    pub language: Option<String>,
    /// Only records on which sources contradict and nobody chose.
    pub contested: bool,
    /// Only records of which no two independent sources speak, and nothing is graded confirmed.
    pub unverified: bool,
    /// How many at most; 0 means 50.
    pub limit: usize,
    /// Go on after this place: the last hit's cursor.
    pub after: Option<Cursor>,
}

/// A place in a list of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// 0 ids, 1 whole words, 2 beginnings of words.
    pub part: u8,
    /// The record of the last hit.
    pub record: RecordId,
}

/// A record found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The record.
    pub record: RecordId,
    /// Its kind.
    pub kind: Option<RecordKind>,
    /// What to call it.
    pub label: Arc<str>,
    /// The text that matched, as written; the label when only filters were asked.
    pub matched: String,
    /// Its detention in short: of the detention itself, or the latest of a person or group.
    pub detention: Option<DetentionSummary>,
    /// True when sources contradict on it.
    pub contested: bool,
    /// Where to go on.
    pub cursor: Cursor,
}

/// A detention in short.
#[derive(Debug, Clone, PartialEq)]
pub struct DetentionSummary {
    /// The detention.
    pub detention: RecordId,
    /// When liberty was taken.
    pub since: Bounds,
    /// The state last heard of.
    pub state: CustodyState,
    /// The unit last heard of, with its label.
    pub unit: Option<(RecordId, Arc<str>)>,
    /// How many detentions there are of the person or group.
    pub of: usize,
}

const USUAL_LIMIT: usize = 50;
const MOST: usize = 1000;
/// The most candidates looked at in one search; the rest waits for the next page.
const LOOKED_AT: usize = 20_000;
/// The longest piece of a text shown as what matched, in bytes.
const SHOWN: usize = 240;

/// One search under way.
struct Search<'a> {
    book: &'a Casebook,
    facts: &'a Facts,
    query: &'a SearchQuery,
    words: Vec<String>,
    /// The unit asked for and those judged the same.
    units: Option<Vec<u32>>,
    roles: Option<BTreeSet<u32>>,
    language: Option<u32>,
    chains: Option<Arc<Chains>>,
    limit: usize,
    left: usize,
    seen: BTreeSet<u32>,
    hits: Vec<Hit>,
}

impl Casebook {
    /// Searches.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn search(&self, query: &SearchQuery) -> Result<Vec<Hit>, CasebookError> {
        let facts = self.facts()?;
        let mut folded = String::new();
        add_words(&mut folded, beginning(&query.text, 1000));
        let words: Vec<String> = folded.split(' ').filter(|w| !w.is_empty()).map(Into::into).collect();
        let limit = if query.limit == 0 { USUAL_LIMIT } else { query.limit.min(MOST) };
        let units = self.judged_same(&facts, RecordKind::Unit);
        let mut search = Search {
            book: self,
            facts: &facts,
            query,
            units: query.unit.map(|unit| {
                units.members(unit).into_iter().filter_map(|unit| self.ids.number(unit)).collect()
            }),
            roles: query.role.as_ref().map(|role| facts.keys.holding(&search_key(role))),
            // A language nobody used matches nothing.
            language: query.language.as_ref().map(|l| facts.keys.number(l.trim()).unwrap_or(u32::MAX)),
            chains: if query.unverified { Some(self.chains()?) } else { None },
            words,
            limit,
            left: LOOKED_AT,
            seen: BTreeSet::new(),
            hits: Vec::new(),
        };
        search.run()?;
        Ok(search.hits)
    }
}

impl Casebook {
    /// The latest detention of a person or group in short; a detention's own.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn detention_in_short(&self, record: RecordId) -> Result<Option<DetentionSummary>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(None) };
        let (facts, query) = (self.facts()?, SearchQuery::default());
        let search = Search {
            book: self,
            facts: &facts,
            query: &query,
            words: Vec::new(),
            units: None,
            roles: None,
            language: None,
            chains: None,
            limit: 0,
            left: 0,
            seen: BTreeSet::new(),
            hits: Vec::new(),
        };
        search.summary(n)
    }
}

impl Search<'_> {
    fn run(&mut self) -> Result<(), CasebookError> {
        let text = self.query.text.trim();
        if !text.is_empty() && self.words.is_empty() {
            return Ok(());
        }
        let part = self.query.after.map_or(0, |cursor| cursor.part);
        let after = self.query.after.and_then(|cursor| self.book.ids.number(cursor.record));
        if self.words.is_empty() {
            return self.list(after);
        }
        let digits = text.len() >= 4 && text.len() <= 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if digits && part == 0 {
            let from = self.query.after.filter(|cursor| cursor.part == 0).map(|cursor| cursor.record);
            for record in self.book.by_prefix(text, MOST) {
                if self.full() {
                    return Ok(());
                }
                let Some(n) = self.book.ids.number(record) else { continue };
                // Known ids only: a record that is merely mentioned has nothing to show.
                if from.is_none_or(|from| record > from) && self.facts.kind(n).is_some() {
                    self.offer(n, 0, Some(record.to_string()))?;
                }
            }
        }
        let whole = self.words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(" ");
        if part <= 1 {
            self.matching(&whole, 1, after.filter(|_| part == 1))?;
        }
        self.matching(&format!("{whole}*"), 2, after.filter(|_| part == 2))
    }

    fn full(&self) -> bool {
        self.hits.len() >= self.limit || self.left == 0
    }

    /// Walks the index, newest records first.
    fn matching(&mut self, expression: &str, part: u8, after: Option<u32>) -> Result<(), CasebookError> {
        if self.full() {
            return Ok(());
        }
        let whole = expression.strip_suffix('*').map(ToOwned::to_owned);
        let mut statement = self.book.connection.prepare_cached(
            "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC",
        )?;
        let mut also_whole = self
            .book
            .connection
            .prepare_cached("SELECT EXISTS(SELECT 1 FROM words WHERE words MATCH ?1 AND rowid = ?2)")?;
        let mut rows = statement.query(params![expression, after.map_or(i64::MAX, i64::from)])?;
        while let Some(row) = rows.next()? {
            if self.full() {
                break;
            }
            let n: u32 = row.get(0)?;
            if self.seen.contains(&n) {
                continue;
            }
            // On a later page, records shown for their whole words are not shown again for the beginning.
            if let Some(whole) = whole.as_ref().filter(|_| self.query.after.is_some()) {
                let shown: bool = also_whole.query_row(params![whole, n], |row| row.get(0))?;
                if shown {
                    continue;
                }
            }
            self.offer(n, part, None)?;
        }
        Ok(())
    }

    /// Lists without words: newest records first.
    fn list(&mut self, after: Option<u32>) -> Result<(), CasebookError> {
        let query = self.query;
        let by_detention =
            query.unit.is_some() || query.status.is_some() || query.role.is_some() || query.day.is_some();
        let before = after.map_or(u32::MAX, |n| n);
        if by_detention {
            // The detentions that pass, the people and groups in them, and events.
            let mut numbers: Vec<u32> = Vec::new();
            for detention in self.facts.detentions.values().filter(|d| self.passes(d)) {
                numbers.push(detention.n);
                numbers.extend(detention.subject_number());
            }
            if query.unit.is_none() && query.status.is_none() && query.role.is_none() {
                numbers.extend(self.facts.events.values().map(|event| event.n));
            }
            numbers.retain(|n| *n < before);
            numbers.sort_unstable();
            numbers.dedup();
            for n in numbers.into_iter().rev() {
                if self.full() {
                    break;
                }
                self.offer(n, 0, None)?;
            }
            return Ok(());
        }
        let contested = query.contested;
        let kind = query.kind.map(RecordKind::code);
        let sql = match (contested, kind) {
            (true, _) => "SELECT n FROM record WHERE contested = 1 AND n < ?1 AND ?2 IS ?2 ORDER BY n DESC",
            (_, Some(_)) => "SELECT n FROM record WHERE kind = ?2 AND n < ?1 ORDER BY n DESC",
            _ => "SELECT n FROM record WHERE kind IS NOT NULL AND n < ?1 AND ?2 IS ?2 ORDER BY n DESC",
        };
        let mut statement = self.book.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![before, kind])?;
        while let Some(row) = rows.next()? {
            if self.full() {
                break;
            }
            self.offer(row.get(0)?, 0, None)?;
        }
        Ok(())
    }

    /// Takes a record in if it passes the filters.
    fn offer(&mut self, n: u32, part: u8, matched: Option<String>) -> Result<(), CasebookError> {
        if !self.seen.insert(n) {
            return Ok(());
        }
        self.left = self.left.saturating_sub(1);
        let kind = self.facts.kind(n);
        if self.query.kind.is_some_and(|wanted| kind != Some(wanted)) || !self.passes_filters(n, kind)? {
            return Ok(());
        }
        let contested: bool = self
            .book
            .connection
            .prepare_cached("SELECT contested FROM record WHERE n = ?1")?
            .query_row([n], |row| row.get(0))?;
        if (self.query.contested && !contested) || (self.query.unverified && !self.unverified(n, kind)?) {
            return Ok(());
        }
        let label = self.book.label_of(n)?;
        let matched = match matched {
            Some(matched) => matched,
            None if self.words.is_empty() => label.to_string(),
            None => self.matched(n)?.unwrap_or_else(|| label.to_string()),
        };
        let record = self.book.ids.record(n);
        let detention = self.summary(n)?;
        let cursor = Cursor { part, record };
        self.hits.push(Hit { record, kind, label, matched, detention, contested, cursor });
        Ok(())
    }

    /// The detentions a record stands for.
    fn detentions(&self, n: u32) -> Vec<(RecordId, &Detention)> {
        let record = self.book.ids.record(n);
        if let Some(own) = self.facts.detentions.get(&record) {
            return vec![(record, own)];
        }
        let mut all: Vec<(RecordId, &Detention)> = self
            .facts
            .of_subject
            .get(&n)
            .into_iter()
            .flatten()
            .map(|detention| self.book.ids.record(*detention))
            .filter_map(|record| self.facts.detentions.get(&record).map(|detention| (record, detention)))
            .collect();
        all.sort_by_key(|(record, _)| *record);
        all
    }

    fn passes_filters(&self, n: u32, kind: Option<RecordKind>) -> Result<bool, CasebookError> {
        let query = self.query;
        if query.unit.is_some() || query.status.is_some() || query.role.is_some() {
            if !self.detentions(n).iter().any(|(_, detention)| self.passes(detention)) {
                return Ok(false);
            }
        } else if let Some(day) = query.day {
            let passes = match self.facts.events.get(&self.book.ids.record(n)) {
                Some(event) => meets(event.when, day),
                None => self.detentions(n).iter().any(|(_, detention)| self.passes(detention)),
            };
            if !passes {
                return Ok(false);
            }
        }
        let Some(language) = self.language else { return Ok(true) };
        let speaks = |report: &u32| {
            self.facts.reports.get(report).is_some_and(|report| {
                report.said.iter().any(|said| {
                    said.property == Property::ReportLanguage && said.key == crate::facts::Key::Text(language)
                })
            })
        };
        if kind == Some(RecordKind::Report) {
            return Ok(speaks(&n));
        }
        let rows = self.book.claims_about(n)?;
        Ok(rows.iter().filter_map(|row| self.book.contexts.of(row.told).report).any(|report| speaks(&report))
            || self.detentions(n).iter().any(|(_, detention)| detention.reports.iter().any(speaks)))
    }

    fn passes(&self, detention: &Detention) -> bool {
        if detention.out.is_some() {
            return false;
        }
        let unit = self.units.as_ref().is_none_or(|units| {
            detention.steps.iter().any(|(_, unit)| unit.is_some_and(|unit| units.contains(&unit)))
                || detention.units.iter().any(|(unit, _)| units.contains(unit))
        });
        if !unit {
            return false;
        }
        let role = self.roles.as_ref().is_none_or(|roles| {
            detention.said.iter().any(|said| {
                said.property == Property::DetentionRole
                    && matches!(said.key, crate::facts::Key::Text(key) if roles.contains(&key))
            })
        });
        role && self.query.day.is_none_or(|day| meets(detention.start, day))
            && self.query.status.is_none_or(|status| last_state(detention) == status)
    }

    /// No two independent sources say so, and nothing is graded confirmed.
    fn unverified(&self, n: u32, kind: Option<RecordKind>) -> Result<bool, CasebookError> {
        let Some(chains) = &self.chains else { return Ok(true) };
        let mut rows = self.book.claims_about(n)?;
        if matches!(kind, Some(RecordKind::Person | RecordKind::Group)) {
            for (_, detention) in self.detentions(n) {
                rows.extend(self.book.claims_about(detention.n)?);
            }
        }
        let rows = crate::facts::counting(&rows.iter().collect::<Vec<_>>(), &self.book.rulings);
        if rows.iter().any(|row| self.book.rulings.credibility(row.id) == Some(Credibility::Confirmed)) {
            return Ok(false);
        }
        let mut voices: BTreeSet<RecordId> = BTreeSet::new();
        for row in rows {
            let told = self.book.contexts.of(row.told);
            // A claim without a source is told by whoever made the report it quotes.
            let through = told.report.and_then(|report| self.facts.reports.get(&report));
            match (told.source, through) {
                (Some(source), _) => {
                    voices.insert(self.book.ids.record(source));
                }
                (None, Some(report)) => {
                    let makers = records(&report.said, Property::ReportSource);
                    voices.extend(makers.map(|n| self.book.ids.record(n)));
                }
                (None, None) => {}
            }
        }
        Ok(chains.independent(voices) < 2)
    }

    /// The text of a record in which most of the words stand.
    fn matched(&self, n: u32) -> Result<Option<String>, CasebookError> {
        let rows = self.book.claims_about(n)?;
        let mut best: Option<(usize, String)> = None;
        for row in rows.iter().filter(|row| is_searched(row.property)) {
            if matches!(stand(&self.book.rulings, row), Stand::Retracted(_)) {
                continue;
            }
            let body;
            let text = match &row.text {
                Some(text) => &**text,
                None => {
                    body = self.body(row)?;
                    &body
                }
            };
            for line in text.lines() {
                let found = self.words_in(line);
                if found > best.as_ref().map_or(0, |(found, _)| *found) {
                    best = Some((found, self.around(line)));
                }
            }
            if best.as_ref().is_some_and(|(found, _)| *found == self.words.len()) {
                break;
            }
        }
        Ok(best.map(|(_, text)| text))
    }

    fn body(&self, row: &ClaimRow) -> Result<String, CasebookError> {
        let bytes: Vec<u8> = self
            .book
            .connection
            .prepare_cached("SELECT substr(bytes, 1, 65536) FROM raw WHERE n = ?1")?
            .query_row([row.n], |row| row.get(0))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// How many of the words stand in a text; the last may be the beginning of one.
    fn words_in(&self, text: &str) -> usize {
        let mut folded = String::new();
        add_words(&mut folded, text);
        let there: Vec<&str> = folded.split(' ').collect();
        let last = self.words.len().saturating_sub(1);
        self.words
            .iter()
            .enumerate()
            .filter(|(i, word)| {
                there.iter().any(|found| found == word || (*i == last && found.starts_with(word.as_str())))
            })
            .count()
    }

    /// A long line is cut to the piece that holds the words.
    fn around(&self, line: &str) -> String {
        let line = line.trim();
        if line.len() <= SHOWN {
            return line.to_owned();
        }
        let mut from = 0;
        let mut best = (0, beginning(line, SHOWN));
        while let Some(rest) = line.get(from..).filter(|rest| !rest.is_empty()) {
            let piece = beginning(rest, SHOWN);
            let found = self.words_in(piece);
            if found > best.0 {
                best = (found, piece);
            }
            from += piece.len();
        }
        best.1.trim().to_owned()
    }

    fn summary(&self, n: u32) -> Result<Option<DetentionSummary>, CasebookError> {
        let all: Vec<(RecordId, &Detention)> =
            self.detentions(n).into_iter().filter(|(_, detention)| detention.out.is_none()).collect();
        let Some((record, latest)) = all.iter().max_by_key(|(record, d)| (d.start.latest, *record)) else {
            return Ok(None);
        };
        let unit = latest
            .steps
            .iter()
            .filter_map(|(_, unit)| *unit)
            .next_back()
            .or_else(|| latest.units.last().map(|(unit, _)| *unit));
        let unit = match unit {
            Some(unit) => Some((self.book.ids.record(unit), self.book.label_of(unit)?)),
            None => None,
        };
        let (since, state) = (latest.start, last_state(latest));
        Ok(Some(DetentionSummary { detention: *record, since, state, unit, of: all.len() }))
    }
}

/// The state last heard of, whenever that was.
fn last_state(detention: &Detention) -> CustodyState {
    const EVER: Instant = Instant::from_unix(i64::MAX);
    let steps: Vec<_> = detention.steps.iter().map(|(step, _)| *step).collect();
    let answer = held_at(detention.start, &steps, EVER, 0);
    if answer.held != Truth::No && answer.state == CustodyState::Reported && !detention.units.is_empty() {
        return CustodyState::AtPolice;
    }
    answer.state
}

fn meets(when: Bounds, (from, to): (Instant, Instant)) -> bool {
    when.can_meet(&Bounds::between(from, to))
}

impl SearchQuery {
    /// Only words.
    pub fn words(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}
