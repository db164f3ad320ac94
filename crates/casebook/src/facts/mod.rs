//! What counting, the board and the filters ask of records, resolved once from the claims that stand and kept in memory
//! until an entry touches the record. Made from nothing but the claims and decisions of that one record, so that it can
//! be renewed record by record; what joins records together (sameness, membership) is joined when asked.

mod detention;
mod others;

pub(crate) use detention::{Detention, DetentionSubject};
pub(crate) use others::{Check, Event, Group, Located, Person, Place, Report};

use crate::casebook::Casebook;
use crate::enquiries::EnquiryView;
use crate::errors::CasebookError;
use crate::rows::{ClaimRow, Contexts};
use crate::rulings::Rulings;
use crate::schema::{claims_of, record_of};
use crate::settle::{Settled, Stand, read_row, settled, stand};
use claims::{Property, RecordId, RecordKind, Shape};
use std::cell::RefMut;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// One thing said of a record, small: the property and its value as a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Said {
    pub property: Property,
    pub key: Key,
}

/// A value that compares: a folded text or a term by its number, a record by its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Key {
    Text(u32),
    Record(u32),
    Number(i64),
}

/// Folded texts by number.
#[derive(Default)]
pub(crate) struct Keys {
    numbers: HashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
    /// Folding is slow, and places and roles repeat.
    folded: HashMap<Box<str>, u32>,
}

impl Keys {
    pub fn intern(&mut self, text: &str) -> u32 {
        if let Some(n) = self.numbers.get(text) {
            return *n;
        }
        let text: Arc<str> = text.into();
        let n = self.texts.len() as u32;
        self.numbers.insert(text.clone(), n);
        self.texts.push(text);
        n
    }

    pub fn fold(&mut self, text: &str) -> u32 {
        const REMEMBERED: usize = 200;
        if let Some(n) = self.folded.get(text) {
            return *n;
        }
        let n = self.intern(&names::fold::search_key(text));
        if text.len() <= REMEMBERED {
            self.folded.insert(text.into(), n);
        }
        n
    }

    pub fn number(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The text of a number.
    pub fn text(&self, n: u32) -> &str {
        self.texts.get(n as usize).map_or("", |text| text)
    }

    /// The texts in which these folded words stand side by side.
    pub fn holding(&self, words: &str) -> BTreeSet<u32> {
        (0u32..)
            .zip(&self.texts)
            .filter(|(_, text)| crate::scopes::holds_words(text, words))
            .map(|(n, _)| n)
            .collect()
    }
}

/// An enquiry as far as it was read.
#[derive(Clone)]
pub(crate) enum Asked {
    Unread,
    /// None when nothing of it stands.
    Read(Option<Arc<EnquiryView>>),
}

/// Everything resolved.
#[derive(Default)]
pub(crate) struct Facts {
    pub keys: Keys,
    /// By record number.
    pub kinds: Vec<Option<RecordKind>>,
    pub labels: Vec<Option<Arc<str>>>,
    /// In the order of ids, so that whatever is made of them is the same everywhere.
    pub detentions: BTreeMap<RecordId, Detention>,
    pub events: BTreeMap<RecordId, Event>,
    pub people: HashMap<u32, Person>,
    pub groups: HashMap<u32, Group>,
    pub places: BTreeMap<RecordId, Place>,
    /// Where units and places are.
    pub located: HashMap<u32, Located>,
    /// What sort of unit each is.
    pub units: HashMap<u32, Box<str>>,
    pub reports: HashMap<u32, Report>,
    pub checks: BTreeMap<RecordId, Check>,
    /// Enquiries of families; those that nobody has asked for since they changed are not read yet.
    pub enquiries: HashMap<u32, Asked>,
    /// The detentions of each subject.
    pub of_subject: HashMap<u32, Vec<u32>>,
    /// What changed since the sheet was last carried on.
    pub moved: Moved,
}

/// What changed in the facts, as far as the sheet asks.
#[derive(Default)]
pub(crate) struct Moved {
    /// Every record that was looked at again.
    pub records: BTreeSet<u32>,
    /// Those that are now of another kind, or of one at all.
    pub kinds: BTreeSet<u32>,
    /// Units that are now of another sort.
    pub units: BTreeSet<u32>,
    /// True when a place is called otherwise or lies elsewhere.
    pub places: bool,
    /// True when what is a group, or which group lies in which, is different.
    pub groups: bool,
}

/// What the facts of one record are to the sheet beyond the record itself.
struct Standing {
    kind: Option<RecordKind>,
    place: Option<Place>,
    unit: Option<Box<str>>,
    part_of: Option<Vec<u32>>,
}

/// What the makers of facts read.
pub(crate) struct Sources<'a> {
    pub rulings: &'a Rulings,
    pub contexts: &'a Contexts,
}

impl Facts {
    pub fn kind(&self, n: u32) -> Option<RecordKind> {
        self.kinds.get(n as usize).copied().flatten()
    }

    /// What others in the sheet may hang on.
    fn standing(&self, n: u32, record: RecordId) -> Standing {
        Standing {
            kind: self.kind(n),
            place: self.places.get(&record).cloned(),
            unit: self.units.get(&n).cloned(),
            part_of: self.groups.get(&n).map(|group| group.part_of.clone()),
        }
    }

    /// Notes what is different now.
    fn note(&mut self, n: u32, record: RecordId, before: Standing) {
        let now = self.standing(n, record);
        self.moved.records.insert(n);
        if now.kind != before.kind {
            self.moved.kinds.insert(n);
            self.moved.groups |= [now.kind, before.kind].contains(&Some(RecordKind::Group));
        }
        if now.unit != before.unit {
            self.moved.units.insert(n);
        }
        self.moved.places |= now.place != before.place;
        self.moved.groups |= now.part_of != before.part_of;
    }

    fn forget(&mut self, n: u32, record: RecordId) {
        if let Some(old) = self.detentions.remove(&record)
            && let Some(subject) = old.subject_number()
            && let Some(list) = self.of_subject.get_mut(&subject)
        {
            list.retain(|detention| *detention != n);
        }
        self.events.remove(&record);
        self.people.remove(&n);
        self.groups.remove(&n);
        self.places.remove(&record);
        self.units.remove(&n);
        self.located.remove(&n);
        self.reports.remove(&n);
        self.checks.remove(&record);
        self.enquiries.remove(&n);
    }

    /// Takes in one record from all its claims.
    fn take(&mut self, n: u32, record: RecordId, rows: &[ClaimRow], sources: &Sources<'_>) {
        let mut kinds: Vec<RecordKind> = Vec::new();
        for row in rows {
            let kind = row.property.kind();
            if !row.twin() && !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        for kind in kinds {
            let of_kind: Vec<&ClaimRow> =
                rows.iter().filter(|row| !row.twin() && row.property.kind() == kind).collect();
            match kind {
                RecordKind::Detention => {
                    let detention = Detention::of(n, &of_kind, &mut self.keys, sources);
                    if let Some(subject) = detention.subject_number() {
                        self.of_subject.entry(subject).or_default().push(n);
                    }
                    self.detentions.insert(record, detention);
                }
                RecordKind::Event => {
                    self.events.insert(record, Event::of(n, &of_kind, &mut self.keys, sources));
                }
                RecordKind::Person => {
                    self.people.insert(n, Person::of(&of_kind, &mut self.keys, sources));
                }
                RecordKind::Group => {
                    self.groups.insert(n, Group::of(&of_kind, sources));
                }
                RecordKind::Place => {
                    self.located.insert(n, Located::of(&of_kind, Property::PlaceAt, sources));
                    self.places.insert(record, Place::of(n, &of_kind, &mut self.keys, sources));
                }
                RecordKind::Unit => {
                    self.located.insert(n, Located::of(&of_kind, Property::UnitAt, sources));
                    if let Some(sort) = others::unit_type(&of_kind, sources) {
                        self.units.insert(n, sort);
                    }
                }
                RecordKind::Report => {
                    self.reports.insert(n, Report::of(&of_kind, &mut self.keys, sources));
                }
                RecordKind::Check => {
                    if let Some(check) = Check::of(&of_kind, sources) {
                        self.checks.insert(record, check);
                    }
                }
                RecordKind::Enquiry => {
                    self.enquiries.insert(n, Asked::Unread);
                }
                _ => {}
            }
        }
    }
}

/// The claims that may make a fact: standing, affirmed, asserting.
pub(crate) fn counting<'a>(rows: &[&'a ClaimRow], rulings: &Rulings) -> Vec<&'a ClaimRow> {
    rows.iter()
        .copied()
        .filter(|row| !row.denied() && row.modality().asserts() && stand(rulings, row).stands())
        .collect()
}

/// The values of one property among counting claims: the chosen one alone when a person chose and the property has one
/// value; else all, each once, with the contested flag.
pub(crate) struct Values<'a> {
    pub rows: Vec<&'a ClaimRow>,
    pub contested: bool,
}

pub(crate) fn values<'a>(all: &[&'a ClaimRow], property: Property, sources: &Sources<'_>) -> Values<'a> {
    let mine: Vec<&ClaimRow> = all.iter().copied().filter(|row| row.property == property).collect();
    if mine.is_empty() {
        return Values { rows: Vec::new(), contested: false };
    }
    match settled(sources.rulings, &mine) {
        Settled::Accepted(row, _) if !property.many() => {
            let says = !row.denied() && row.modality().asserts();
            return Values { rows: if says { vec![row] } else { Vec::new() }, contested: false };
        }
        Settled::Contested => {
            let mut rows = counting(&mine, sources.rulings);
            rows.sort_by_key(|row| row.id);
            return Values { rows, contested: true };
        }
        _ => {}
    }
    let mut rows = counting(&mine, sources.rulings);
    rows.sort_by_key(|row| row.id);
    Values { rows, contested: false }
}

/// Everything said of a record as keys, each once.
pub(crate) fn said(all: &[&ClaimRow], keys: &mut Keys, sources: &Sources<'_>) -> Vec<Said> {
    let mut properties: Vec<Property> = Vec::new();
    for row in all {
        let kept =
            !matches!(row.property.shape(), Shape::When | Shape::Custody | Shape::Bytes | Shape::Amount)
                && !others::is_remark(row.property);
        if kept && !properties.contains(&row.property) {
            properties.push(row.property);
        }
    }
    properties.sort_unstable();
    let mut out: Vec<Said> = Vec::new();
    for property in properties {
        for row in values(all, property, sources).rows {
            let Some(key) = key_of(row, keys) else { continue };
            let said = Said { property, key };
            if !out.contains(&said) {
                out.push(said);
            }
        }
    }
    out
}

fn key_of(row: &ClaimRow, keys: &mut Keys) -> Option<Key> {
    Some(match row.property.shape() {
        Shape::Text | Shape::Name => Key::Text(keys.fold(row.text.as_deref()?)),
        Shape::Term => Key::Text(keys.intern(row.text.as_deref()?)),
        Shape::Ref => Key::Record(row.reference?),
        Shape::Number => Key::Number(row.low?),
        Shape::When | Shape::Amount | Shape::Custody | Shape::Bytes => return None,
    })
}

/// True when a claim makes its record exist.
pub(crate) fn exists(rows: &[&ClaimRow], rulings: &Rulings) -> Result<(), claims::counting::Why> {
    use claims::counting::Why;
    let (mut silent, mut denied, mut draft) = (false, false, false);
    for row in rows {
        match stand(rulings, row) {
            Stand::Stands(_) if row.denied() => denied = true,
            Stand::Stands(_) if row.modality().asserts() => return Ok(()),
            Stand::Stands(_) => silent = true,
            Stand::Draft => draft = true,
            Stand::Retracted(_) => {}
        }
    }
    Err(match (denied, silent, draft) {
        (true, _, _) => Why::Denied,
        (_, true, _) => Why::NotAsserted,
        (_, _, true) => Why::Draft,
        _ => Why::Retracted,
    })
}

impl Casebook {
    /// The facts, made or brought up to date.
    pub(crate) fn facts(&self) -> Result<RefMut<'_, Facts>, CasebookError> {
        let mut kept = self.facts.borrow_mut();
        let sources = Sources { rulings: &self.rulings, contexts: &self.contexts };
        if kept.is_none() {
            let mut facts = Facts::default();
            facts.kinds.resize(self.ids.len(), None);
            facts.labels.resize(self.ids.len(), None);
            self.name_all(&mut facts)?;
            let mut statement = self.connection.prepare_cached(
                "SELECT n, id, save, property, manner, text, low, high, ref, more, told FROM claim \
                 WHERE property NOT IN (1402, 1410) ORDER BY n",
            )?;
            let mut rows = statement.query([])?;
            let mut at = 0u32;
            let mut claims: Vec<ClaimRow> = Vec::new();
            while let Some(row) = rows.next()? {
                let claim = read_row(row)?;
                let record = record_of(claim.n);
                if record != at {
                    if !claims.is_empty() {
                        facts.take(at, self.ids.record(at), &claims, &sources);
                    }
                    claims.clear();
                    at = record;
                }
                claims.push(claim);
            }
            if !claims.is_empty() {
                facts.take(at, self.ids.record(at), &claims, &sources);
            }
            self.dirty.borrow_mut().clear();
            *kept = Some(facts);
        }
        let dirty = std::mem::take(&mut *self.dirty.borrow_mut());
        if let Some(facts) = kept.as_mut() {
            facts.kinds.resize(self.ids.len(), None);
            facts.labels.resize(self.ids.len(), None);
            for n in dirty {
                let record = self.ids.record(n);
                let before = facts.standing(n, record);
                facts.forget(n, record);
                let (first, last) = claims_of(n);
                let mut statement = self.connection.prepare_cached(
                    "SELECT n, id, save, property, manner, text, low, high, ref, more, told FROM claim \
                     WHERE n BETWEEN ?1 AND ?2 AND property NOT IN (1402, 1410)",
                )?;
                let mut rows = statement.query([first, last])?;
                let mut claims = Vec::new();
                while let Some(row) = rows.next()? {
                    claims.push(read_row(row)?);
                }
                facts.take(n, record, &claims, &sources);
                let (kind, label) = self.own_label(n)?;
                if let Some(slot) = facts.kinds.get_mut(n as usize) {
                    *slot = kind;
                }
                if let Some(slot) = facts.labels.get_mut(n as usize) {
                    *slot = label.map(Into::into);
                }
                facts.note(n, record, before);
            }
        }
        RefMut::filter_map(kept, Option::as_mut).map_err(|_| CasebookError::Damaged { what: "set of facts" })
    }

    fn name_all(&self, facts: &mut Facts) -> Result<(), CasebookError> {
        let mut statement =
            self.connection.prepare_cached("SELECT n, kind, label FROM record WHERE kind IS NOT NULL")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let n: u32 = row.get(0)?;
            if let Some(slot) = facts.kinds.get_mut(n as usize) {
                *slot = RecordKind::from_code(row.get(1)?);
            }
            if let Some(slot) = facts.labels.get_mut(n as usize) {
                *slot = row.get::<_, Option<String>>(2)?.map(Into::into);
            }
        }
        Ok(())
    }
}
