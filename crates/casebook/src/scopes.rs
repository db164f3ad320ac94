//! What a question is narrowed to, and whether a detention or an event certainly, possibly or certainly not belongs.
//! What the sources do not say stays *maybe*: it may belong.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::facts::{Detention, Facts, Key, Said};
use claims::counting::Sheet;
use claims::when::{Bounds, Instant};
use claims::{Property, RecordId, RecordKind, Shape, Truth};
use names::fold::search_key;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a question is narrowed to. Everything given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scope {
    /// Not before this instant.
    pub from: Option<Instant>,
    /// Not after this instant.
    pub to: Option<Instant>,
    /// Properties with a value: of the detention itself, its event (`event.*`), the reports that speak of it
    /// (`report.*`) or the person detained (`person.*`). Texts and names compare by their folded words, terms exactly,
    /// records by id or label.
    pub filters: Vec<(Property, String)>,
    /// Detained at, or taken to, this unit or one judged the same.
    pub unit: Option<RecordId>,
    /// In a place whose name holds these words.
    pub place: Option<String>,
    /// In the town that this place lies in, as far as places are known; else at a place written just so.
    pub city: Option<String>,
    /// Of people with a role that holds these words.
    pub role: Option<String>,
    /// Told by this source, or by one that repeats it.
    pub source: Option<RecordId>,
}

/// A scope with its words looked up.
struct Asked<'a> {
    book: &'a Casebook,
    facts: &'a Facts,
    scope: &'a Scope,
    filters: Vec<(Property, BTreeSet<Key>)>,
    /// The unit asked for and those judged the same.
    units: Option<Vec<u32>>,
    /// The folded texts that hold the words of the place, and of the role.
    place: Option<BTreeSet<u32>>,
    /// The folded texts that mean the town asked for.
    city: Option<BTreeSet<u32>>,
    role: Option<BTreeSet<u32>>,
    /// Sources whose words come, wholly or through others, from the one asked for.
    voices: BTreeSet<u32>,
    events: RefCell<HashMap<u32, Truth>>,
}

impl Casebook {
    /// For each episode of the sheet: does it belong to the scope?
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn scopes(&self, sheet: &Sheet, scope: &Scope) -> Result<Vec<Truth>, CasebookError> {
        if *scope == Scope::default() {
            return Ok(vec![Truth::Yes; sheet.episodes.len()]);
        }
        let facts = self.facts()?;
        let asked = Asked::new(self, &facts, scope)?;
        let mut detentions = facts.detentions.iter().peekable();
        Ok(sheet
            .episodes
            .iter()
            .map(|episode| {
                // Both are in the order of ids.
                while detentions.peek().is_some_and(|(record, _)| **record < episode.detention) {
                    detentions.next();
                }
                match detentions.peek().filter(|(record, _)| **record == episode.detention) {
                    Some((_, detention)) => asked.time(episode.start).and(asked.detention(detention)),
                    None => Truth::Maybe,
                }
            })
            .collect())
    }

    /// Events at which somebody was detained, whether each belongs to the scope, and when it was. Events judged the
    /// same are one.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn events(&self, scope: &Scope) -> Result<Vec<(RecordId, Truth, Bounds)>, CasebookError> {
        let facts = self.facts()?;
        let asked = Asked::new(self, &facts, scope)?;
        let same = self.judged_same(&facts, RecordKind::Event);
        let mut at_event: HashMap<u32, Vec<&Detention>> = HashMap::new();
        for detention in facts.detentions.values().filter(|detention| detention.out.is_none()) {
            for event in detention.records(Property::DetentionEvent) {
                at_event.entry(event).or_default().push(detention);
            }
        }
        let mut out: BTreeMap<RecordId, (Truth, Bounds)> = BTreeMap::new();
        for (record, event) in facts.events.iter().filter(|(_, event)| event.exists) {
            let Some(detentions) = at_event.get(&event.n) else { continue };
            let certain = detentions.iter().any(|d| d.records(Property::DetentionEvent).count() == 1);
            let through = detentions.iter().map(|d| asked.event_through(d)).max().unwrap_or(Truth::No);
            let truth = Truth::certain(certain)
                .or(Truth::Maybe)
                .and(asked.extent(event.when))
                .and(asked.of_event(&event.said))
                .and(through);
            let slot = out.entry(same.of(*record)).or_insert((Truth::No, event.when));
            slot.0 = slot.0.or(truth);
        }
        Ok(out.into_iter().map(|(record, (truth, when))| (record, truth, when)).collect())
    }
}

/// Yes when every value of a one-valued property is asked for, or any of a many-valued one; maybe when only some are,
/// or nothing is known.
fn says(said: &[Said], property: Property, wanted: impl Fn(Key) -> bool) -> Truth {
    let (mut all, mut any, mut known) = (true, false, false);
    for one in said.iter().filter(|one| one.property == property) {
        known = true;
        if wanted(one.key) {
            any = true;
        } else {
            all = false;
        }
    }
    match (known, any) {
        (false, _) => Truth::Maybe,
        (true, false) => Truth::No,
        (true, true) if all || property.many() => Truth::Yes,
        (true, true) => Truth::Maybe,
    }
}

/// True when the words of `inner` stand in `outer` side by side.
pub(crate) fn holds_words(outer: &str, inner: &str) -> bool {
    if inner.is_empty() {
        return true;
    }
    let outer: Vec<&str> = outer.split(' ').collect();
    let inner: Vec<&str> = inner.split(' ').collect();
    outer.windows(inner.len()).any(|window| window == inner.as_slice())
}

impl<'a> Asked<'a> {
    fn new(book: &'a Casebook, facts: &'a Facts, scope: &'a Scope) -> Result<Self, CasebookError> {
        let units = book.judged_same(facts, RecordKind::Unit);
        let holding = |words: &Option<String>| {
            words.as_ref().map(|words| {
                let words = search_key(words);
                facts.keys.holding(&words)
            })
        };
        let voices = match scope.source {
            Some(source) => {
                let chains = book.chains()?;
                let told = book.contexts.all().filter_map(|told| told.source);
                let reported =
                    facts.reports.values().flat_map(|report| records(&report.said, Property::ReportSource));
                let mut known: BTreeSet<u32> = told.chain(reported).collect();
                known.retain(|n| chains.path(book.ids.record(*n)).contains(&source));
                known
            }
            None => BTreeSet::new(),
        };
        let mut asked = Self {
            book,
            facts,
            scope,
            filters: Vec::new(),
            units: scope.unit.map(|unit| {
                units.members(unit).into_iter().filter_map(|unit| book.ids.number(unit)).collect()
            }),
            place: holding(&scope.place),
            city: scope.city.as_ref().map(|city| crate::divisions::texts_of_city(facts, city)),
            role: holding(&scope.role),
            voices,
            events: RefCell::new(HashMap::new()),
        };
        for (property, text) in &scope.filters {
            let keys = asked.keys(*property, text)?;
            asked.filters.push((*property, keys));
        }
        Ok(asked)
    }

    /// The keys a filter's text means.
    fn keys(&self, property: Property, text: &str) -> Result<BTreeSet<Key>, CasebookError> {
        let text = text.trim();
        Ok(match property.shape() {
            Shape::Text | Shape::Name => {
                self.facts.keys.number(&search_key(text)).map(Key::Text).into_iter().collect()
            }
            Shape::Term => self.facts.keys.number(text).map(Key::Text).into_iter().collect(),
            Shape::Number => text.parse().ok().map(Key::Number).into_iter().collect(),
            Shape::Ref => match text.parse::<RecordId>() {
                Ok(record) => self.book.ids.number(record).map(Key::Record).into_iter().collect(),
                Err(_) => {
                    let folded = search_key(text);
                    let mut candidates: BTreeSet<u32> = BTreeSet::new();
                    let all = self
                        .facts
                        .detentions
                        .values()
                        .map(|d| &d.said)
                        .chain(self.facts.events.values().map(|e| &e.said))
                        .chain(self.facts.reports.values().map(|r| &r.said))
                        .chain(self.facts.people.values().map(|p| &p.said));
                    for said in all {
                        candidates.extend(records(said, property));
                    }
                    let mut keys = BTreeSet::new();
                    for n in candidates {
                        if self.book.bears_name(n, &folded)? {
                            keys.insert(Key::Record(n));
                        }
                    }
                    keys
                }
            },
            Shape::When | Shape::Amount | Shape::Custody | Shape::Bytes => BTreeSet::new(),
        })
    }

    fn time(&self, start: Bounds) -> Truth {
        let (from, to) = (self.scope.from, self.scope.to);
        if from.is_none() && to.is_none() {
            return Truth::Yes;
        }
        let no = from.zip(start.latest).is_some_and(|(from, latest)| latest < from)
            || to.zip(start.earliest).is_some_and(|(to, earliest)| earliest > to);
        let yes = from.is_none_or(|from| start.earliest.is_some_and(|earliest| earliest >= from))
            && to.is_none_or(|to| start.latest.is_some_and(|latest| latest <= to));
        if no { Truth::No } else { Truth::certain(yes).or(Truth::Maybe) }
    }

    /// For events: the whole of it must lie inside.
    fn extent(&self, when: Bounds) -> Truth {
        self.time(when)
    }

    fn detention(&self, detention: &Detention) -> Truth {
        let mut truth = self.place_of(detention, &self.place).and(self.place_of(detention, &self.city));
        truth = truth.and(self.role_of(detention)).and(self.unit_of(detention));
        truth = truth.and(self.source_of(detention));
        for (property, keys) in &self.filters {
            if truth == Truth::No {
                return truth;
            }
            truth = truth.and(match property.kind() {
                RecordKind::Event => self.through_event(detention, *property, keys),
                _ => self.without_event(detention, *property, keys),
            });
        }
        truth
    }

    /// What a detention, its subject and its reports say of a property that is not the event's.
    fn without_event(&self, detention: &Detention, property: Property, keys: &BTreeSet<Key>) -> Truth {
        let wanted = |key: Key| keys.contains(&key);
        match property.kind() {
            RecordKind::Detention => says(&detention.said, property, wanted),
            RecordKind::Report => self.through_reports(detention, property, keys),
            RecordKind::Person => match detention.subject_number().and_then(|n| self.facts.people.get(&n)) {
                Some(person) => says(&person.said, property, wanted),
                None => Truth::Maybe,
            },
            _ => Truth::Maybe,
        }
    }

    /// What of the scope an event can only answer through a detention at it.
    fn event_through(&self, detention: &Detention) -> Truth {
        let mut truth = self.role_of(detention).and(self.unit_of(detention)).and(self.source_of(detention));
        for (property, keys) in &self.filters {
            truth = truth.and(match property.kind() {
                RecordKind::Event => Truth::Yes,
                _ => self.without_event(detention, *property, keys),
            });
        }
        truth
    }

    /// What of the scope the event itself answers.
    fn of_event(&self, said: &[Said]) -> Truth {
        let at = |places: &Option<BTreeSet<u32>>| match places {
            Some(places) => says(said, Property::EventPlace, |key| is_text_of(key, places)),
            None => Truth::Yes,
        };
        let mut truth = at(&self.place).and(at(&self.city));
        for (property, keys) in
            self.filters.iter().filter(|(property, _)| property.kind() == RecordKind::Event)
        {
            truth = truth.and(says(said, *property, |key| keys.contains(&key)));
        }
        truth
    }

    fn through_event(&self, detention: &Detention, property: Property, keys: &BTreeSet<Key>) -> Truth {
        let (mut all, mut any, mut known) = (Truth::Yes, Truth::No, false);
        for event in detention.records(Property::DetentionEvent) {
            // Thousands of detentions share an event; one property is the usual question.
            let single = self.filters.len() == 1;
            let remembered = if single { self.events.borrow().get(&event).copied() } else { None };
            let truth = match remembered {
                Some(truth) => truth,
                None => {
                    let record = self.book.ids.record(event);
                    let truth = match self.facts.events.get(&record) {
                        Some(event) => says(&event.said, property, |key| keys.contains(&key)),
                        None => Truth::Maybe,
                    };
                    self.events.borrow_mut().insert(event, truth);
                    truth
                }
            };
            known = true;
            all = all.and(truth);
            any = any.or(truth);
        }
        match (known, all == any) {
            (false, _) => Truth::Maybe,
            (true, true) => any,
            (true, false) => Truth::Maybe,
        }
    }

    /// Any report that speaks of the detention may answer.
    fn through_reports(&self, detention: &Detention, property: Property, keys: &BTreeSet<Key>) -> Truth {
        detention
            .reports
            .iter()
            .map(|report| match self.facts.reports.get(report) {
                Some(report) => says(&report.said, property, |key| keys.contains(&key)),
                None => Truth::Maybe,
            })
            .max()
            .unwrap_or(Truth::Maybe)
    }

    fn place_of(&self, detention: &Detention, places: &Option<BTreeSet<u32>>) -> Truth {
        let Some(places) = places else { return Truth::Yes };
        let wanted = |key: Key| is_text_of(key, places);
        if detention.said.iter().any(|one| one.property == Property::DetentionPlace) {
            return says(&detention.said, Property::DetentionPlace, wanted);
        }
        // A detention whose own place nobody gives took place where its event did, as far as that is known.
        detention
            .records(Property::DetentionEvent)
            .filter_map(|n| self.facts.events.get(&self.book.ids.record(n)))
            .map(|event| says(&event.said, Property::EventPlace, wanted))
            .max()
            .unwrap_or(Truth::Maybe)
    }

    fn role_of(&self, detention: &Detention) -> Truth {
        match &self.role {
            Some(roles) => says(&detention.said, Property::DetentionRole, |key| is_text_of(key, roles)),
            None => Truth::Yes,
        }
    }

    fn unit_of(&self, detention: &Detention) -> Truth {
        let Some(wanted) = &self.units else { return Truth::Yes };
        let steps = detention.steps.iter().filter_map(|(_, unit)| *unit);
        let mut known = false;
        for unit in steps.chain(detention.units.iter().map(|(unit, _)| *unit)) {
            known = true;
            if wanted.contains(&unit) {
                return Truth::Yes;
            }
        }
        if known { Truth::No } else { Truth::Maybe }
    }

    fn source_of(&self, detention: &Detention) -> Truth {
        if self.scope.source.is_none() {
            return Truth::Yes;
        }
        let through = detention
            .reports
            .iter()
            .filter_map(|report| self.facts.reports.get(report))
            .flat_map(|report| records(&report.said, Property::ReportSource));
        let mut known = false;
        for source in detention.sources.iter().copied().chain(through) {
            known = true;
            if self.voices.contains(&source) {
                return Truth::Yes;
            }
        }
        if known { Truth::No } else { Truth::Maybe }
    }
}

fn is_text_of(key: Key, texts: &BTreeSet<u32>) -> bool {
    matches!(key, Key::Text(n) if texts.contains(&n))
}

/// Records said of one property.
pub(crate) fn records(said: &[Said], property: Property) -> impl Iterator<Item = u32> + '_ {
    said.iter().filter(move |one| one.property == property).filter_map(|one| match one.key {
        Key::Record(n) => Some(n),
        _ => None,
    })
}
