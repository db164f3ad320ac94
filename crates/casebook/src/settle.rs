//! What is derived of one record from everything said of it: its kind, its label, whether sources contradict, and its
//! words for search. A pure function of the claims and decisions; run for every record an entry touched.

use crate::changes::Changes;
use crate::errors::CasebookError;
use crate::ids::Ids;
use crate::name_keys::NameKeys;
use crate::rows::{ClaimRow, Contexts};
use crate::rulings::{Ruled, Rulings};
use crate::schema::{self, claims_of, record_of, rows_of};
use claims::{ClaimId, Property, RecordKind, Ruling, Shape};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use std::collections::HashMap;

/// How a claim stands.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stand<'r> {
    /// It counts; with the decision that accepted it, if one did.
    Stands(Option<&'r Ruled>),
    /// It waits for a person.
    Draft,
    /// It was withdrawn.
    Retracted(&'r Ruled),
}

impl Stand<'_> {
    pub fn stands(&self) -> bool {
        matches!(self, Stand::Stands(_))
    }
}

/// How a claim stands under the decisions.
pub(crate) fn stand<'r>(rulings: &'r Rulings, row: &ClaimRow) -> Stand<'r> {
    stand_of(rulings, row.id, row.draft(), (row.n, row.told))
}

/// How a claim stands: its id, whether it is a draft, its number and its context.
pub(crate) fn stand_of(rulings: &Rulings, claim: ClaimId, draft: bool, at: (i64, i64)) -> Stand<'_> {
    match (rulings.on_claim(claim), rulings.on_report_of(at.0, at.1)) {
        // A report that was withdrawn takes with it all it says, but for what somebody accepted since.
        (Some(ruled), Some(withdrawn)) if ruled.rank < withdrawn.rank => Stand::Retracted(withdrawn),
        (None, Some(withdrawn)) => Stand::Retracted(withdrawn),
        (ruled, _) => stand_by(ruled, draft),
    }
}

fn stand_by(ruled: Option<&Ruled>, draft: bool) -> Stand<'_> {
    match ruled {
        Some(ruled) if matches!(ruled.ruling, Ruling::Accept(_)) => Stand::Stands(Some(ruled)),
        Some(ruled) => Stand::Retracted(ruled),
        None if draft => Stand::Draft,
        None => Stand::Stands(None),
    }
}

/// What the standing claims on one property amount to.
pub(crate) enum Settled<'a, 'r> {
    /// Nobody says anything.
    Unknown,
    /// Those who speak agree, or there is only one; or the values stand beside each other by nature.
    Agreed(&'a ClaimRow),
    /// A person chose.
    Accepted(&'a ClaimRow, &'r Ruled),
    /// They contradict.
    Contested,
}

/// Settles one property from all its claims.
pub(crate) fn settled<'a, 'r>(rulings: &'r Rulings, claims: &[&'a ClaimRow]) -> Settled<'a, 'r> {
    let mut standing: Vec<(&ClaimRow, Option<&Ruled>)> = Vec::with_capacity(claims.len());
    for row in claims.iter().copied().filter(|row| !row.twin()) {
        if let Stand::Stands(accepted) = stand(rulings, row) {
            standing.push((row, accepted));
        }
    }
    // Patterns and opinions contradict nothing; they only speak where nobody states anything.
    if standing.iter().any(|(row, _)| row.modality().asserts()) {
        standing.retain(|(row, accepted)| row.modality().asserts() || accepted.is_some());
    }
    let chosen = standing
        .iter()
        .filter_map(|(row, accepted)| accepted.map(|ruled| (*row, ruled)))
        .max_by_key(|(_, ruled)| ruled.rank);
    let Some((first, _)) = standing.iter().min_by_key(|(row, _)| (row.denied(), row.id)) else {
        return Settled::Unknown;
    };
    let many = first.property.many();
    if let Some((row, ruled)) = chosen.filter(|_| !many) {
        return Settled::Accepted(row, ruled);
    }
    if first.denied() {
        return Settled::Unknown;
    }
    let contested = if many {
        // Values stand beside each other; only "so" and "not so" of one value contradict.
        standing.iter().any(|(row, _)| {
            row.denied() && standing.iter().any(|(other, _)| !other.denied() && other.same_value(row))
        })
    } else {
        standing.iter().any(|(row, _)| row.denied() == first.same_value(row))
    };
    match chosen {
        Some((row, ruled)) if contested => Settled::Accepted(row, ruled),
        _ if contested => Settled::Contested,
        _ => Settled::Agreed(first),
    }
}

/// The least bytes of a report that are searched: long reports are found by their beginning.
const SEARCHED_BYTES: usize = 64 * 1024;
/// The longest part of one text that is searched.
const SEARCHED_TEXT: usize = 256 * 1024;
/// The longest label, in characters.
const LONGEST_LABEL: usize = 160;

const COLUMNS: &str = "SELECT n, id, save, property, manner, text, low, high, ref, more, told FROM claim";

/// Reads a row whose columns are n, id, save, property, manner, text, low, high, ref, more, told; the rest is left out.
pub(crate) fn read_row(row: &Row<'_>) -> Result<ClaimRow, CasebookError> {
    let code: u16 = row.get(3)?;
    Ok(ClaimRow {
        n: row.get(0)?,
        id: ClaimId::from_bytes(row.get(1)?),
        save: row.get(2)?,
        property: Property::from_code(code).ok_or(CasebookError::Damaged { what: "property" })?,
        manner: row.get(4)?,
        text: row.get(5)?,
        zone: None,
        low: row.get(6)?,
        high: row.get(7)?,
        reference: row.get(8)?,
        more: match row.get_ref(9)? {
            ValueRef::Blob(bytes) => Some(bytes.into()),
            _ => None,
        },
        told: row.get(10)?,
        spot: None,
        note: None,
    })
}

/// Derives one record again.
pub(crate) fn one(
    connection: &Connection,
    record: u32,
    rulings: &Rulings,
    contexts: &Contexts,
    changes: &mut Changes,
) -> Result<(), CasebookError> {
    let (first, last) = claims_of(record);
    let mut statement =
        connection.prepare_cached("SELECT n, id, save, property, manner, text, low, high, ref, more, told FROM claim WHERE n BETWEEN ?1 AND ?2")?;
    let mut rows = statement.query([first, last])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        claims.push(read_row(row)?);
    }
    let derived = derive(connection, record, &claims, rulings, contexts, &mut Remembered::default())?;
    connection
        .prepare_cached("UPDATE record SET kind = ?2, label = ?3, contested = ?4 WHERE n = ?1")?
        .execute(params![record, derived.kind.map(RecordKind::code), derived.label, derived.contested])?;
    connection.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([record])?;
    if !derived.doc.is_empty() {
        connection
            .prepare_cached("INSERT INTO words(rowid, doc) VALUES (?1, ?2)")?
            .execute(params![record, derived.doc])?;
    }
    put_name_keys(connection, record, &derived.name_keys, changes)?;
    // Also where a claim was withdrawn: whoever it spoke of is not who it was.
    if claims.iter().any(|row| row.property.kind() == RecordKind::Person) {
        changes.of_person(record);
    }
    let subjects = claims.iter().filter(|row| row.property == Property::DetentionOf);
    subjects.filter_map(|row| row.reference).for_each(|subject| changes.of_person(subject));
    Ok(())
}

/// Gives a record these keys of names, and no others.
fn put_name_keys(
    connection: &Connection,
    record: u32,
    wanted: &[i64],
    changes: &mut Changes,
) -> Result<(), CasebookError> {
    let mut find = connection.prepare_cached("SELECT key FROM name_key WHERE n = ?1")?;
    let mut known = find.query_map([record], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    known.sort_unstable();
    for key in known.iter().filter(|key| wanted.binary_search(key).is_err()) {
        connection
            .prepare_cached("DELETE FROM name_key WHERE key = ?1 AND n = ?2")?
            .execute(params![key, record])?;
        changes.of_key(*key, -1);
    }
    for key in wanted.iter().filter(|key| known.binary_search(key).is_err()) {
        connection
            .prepare_cached("INSERT INTO name_key(key, n) VALUES (?1, ?2)")?
            .execute(params![key, record])?;
        changes.of_key(*key, 1);
    }
    Ok(())
}

/// Derives every record again, in one walk.
pub(crate) fn all(
    connection: &Connection,
    ids: &Ids,
    rulings: &Rulings,
    contexts: &Contexts,
) -> Result<(), CasebookError> {
    schema::renew_derived(connection)?;
    // A plain insert: a replacing one would open a savepoint each time, and make the search index write itself out.
    let mut put = connection
        .prepare("INSERT INTO record(n, id, kind, label, contested) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut index = connection.prepare("INSERT INTO words(rowid, doc) VALUES (?1, ?2)")?;
    let mut name_keys: Vec<(i64, u32)> = Vec::new();
    let mut remembered = Remembered::default();
    let mut write = |record: u32, claims: &[ClaimRow]| -> Result<(), CasebookError> {
        let derived = derive(connection, record, claims, rulings, contexts, &mut remembered)?;
        put.execute(params![
            record,
            ids.record(record).as_bytes(),
            derived.kind.map(RecordKind::code),
            derived.label,
            derived.contested
        ])?;
        if !derived.doc.is_empty() {
            index.execute(params![record, derived.doc])?;
        }
        name_keys.extend(derived.name_keys.into_iter().map(|key| (key, record)));
        Ok(())
    };
    let mut statement = connection.prepare(&format!("{COLUMNS} WHERE property <> 1410 ORDER BY n"))?;
    let mut rows = statement.query([])?;
    let mut claims: Vec<ClaimRow> = Vec::new();
    let mut at = 0u32;
    let end = ids.len() as u32;
    while let Some(row) = rows.next()? {
        let claim = read_row(row)?;
        let record = record_of(claim.n);
        while at < record {
            write(at, &claims)?;
            claims.clear();
            at += 1;
        }
        claims.push(claim);
    }
    while at < end {
        write(at, &claims)?;
        claims.clear();
        at += 1;
    }
    // In the order of the table, so that each goes to its end.
    name_keys.sort_unstable();
    let mut key = connection.prepare("INSERT INTO name_key(key, n) VALUES (?1, ?2)")?;
    for (name_key, record) in name_keys {
        key.execute((name_key, record))?;
    }
    schema::derived_renewed(connection)
}

/// What deriving many records makes again and again: the keys of names, and the folded words of short texts. Places, roles
/// and charges are few.
#[derive(Default)]
struct Remembered {
    names: NameKeys,
    folded: HashMap<Box<str>, Box<str>>,
}

impl Remembered {
    /// Texts remembered, and how long they may be.
    const TEXTS: usize = 100_000;
    const LONGEST: usize = 60;

    fn add_words(&mut self, doc: &mut String, text: &str) {
        if text.len() > Self::LONGEST {
            return add_words(doc, text);
        }
        if !self.folded.contains_key(text) {
            if self.folded.len() > Self::TEXTS {
                self.folded.clear();
            }
            let mut words = String::new();
            add_words(&mut words, text);
            self.folded.insert(text.into(), words.into());
        }
        let words = self.folded.get(text).map_or("", |words| words);
        if !doc.is_empty() && !words.is_empty() {
            doc.push(' ');
        }
        doc.push_str(words);
    }
}

struct Derived {
    kind: Option<RecordKind>,
    label: Option<String>,
    contested: bool,
    doc: String,
    /// In order, each once.
    name_keys: Vec<i64>,
}

/// How well a text names its record: lesser is better.
type LabelKey = (bool, u8, bool, i64, ClaimId);

fn derive(
    connection: &Connection,
    record: u32,
    claims: &[ClaimRow],
    rulings: &Rulings,
    contexts: &Contexts,
    remembered: &mut Remembered,
) -> Result<Derived, CasebookError> {
    let mut kind = claims.iter().filter(|row| !row.twin()).map(|row| row.property.kind()).min();
    if kind.is_none() && claims.is_empty() {
        let (first, last) = rows_of(record);
        let rows: bool = connection
            .prepare_cached("SELECT EXISTS(SELECT 1 FROM claim WHERE n BETWEEN ?1 AND ?2)")?
            .query_row([first, last], |row| row.get(0))?;
        kind = rows.then_some(RecordKind::Report);
    }
    let (mut doc, mut name_keys) = (String::new(), Vec::new());
    let mut best: Option<(LabelKey, &str)> = None;
    for row in claims.iter().filter(|row| !row.twin()) {
        let stand = stand(rulings, row);
        if matches!(stand, Stand::Retracted(_)) {
            continue;
        }
        if let (Some(rank), Some(text), false) = (label_rank(row.property), &row.text, row.denied()) {
            let accepted = matches!(stand, Stand::Stands(Some(_)));
            let key = (!stand.stands(), rank, !accepted, contexts.at(row.save).unix(), row.id);
            if best.as_ref().is_none_or(|(before, _)| key < *before) {
                best = Some((key, text));
            }
        }
        if let (Property::PersonName, Some(text), false) = (row.property, &row.text, row.denied()) {
            name_keys.extend_from_slice(remembered.names.of(text));
        }
        if is_searched(row.property) {
            match &row.text {
                Some(text) => remembered.add_words(&mut doc, beginning(text, SEARCHED_TEXT)),
                None if row.property == Property::ReportBytes => {
                    let bytes: Vec<u8> = connection
                        .prepare_cached("SELECT substr(bytes, 1, ?2) FROM raw WHERE n = ?1")?
                        .query_row(params![row.n, SEARCHED_BYTES as i64], |row| row.get(0))?;
                    add_words(&mut doc, &String::from_utf8_lossy(&bytes));
                }
                None => {}
            }
        }
    }
    name_keys.sort_unstable();
    name_keys.dedup();
    Ok(Derived {
        kind,
        label: best.map(|(_, text)| shown(text)),
        contested: contested_properties(claims, rulings).next().is_some(),
        doc,
        name_keys,
    })
}

/// The properties of a record on which its sources contradict.
pub(crate) fn contested_properties<'a>(
    claims: &'a [ClaimRow],
    rulings: &'a Rulings,
) -> impl Iterator<Item = Property> + 'a {
    let mut properties: Vec<Property> = Vec::new();
    for (i, row) in claims.iter().enumerate() {
        // Most properties have one claim; those cannot contradict.
        if !properties.contains(&row.property)
            && claims.iter().skip(i + 1).any(|other| other.property == row.property)
        {
            properties.push(row.property);
        }
    }
    properties.into_iter().filter(move |property| {
        let mine: Vec<&ClaimRow> = claims.iter().filter(|row| row.property == *property).collect();
        matches!(settled(rulings, &mine), Settled::Contested)
    })
}

/// The best texts to call a record by, best first; none for texts that do not say what it is.
fn label_rank(property: Property) -> Option<u8> {
    use Property as P;
    Some(match property {
        P::PersonName | P::OrganizationName | P::UnitName | P::PlaceName | P::SourceName => 0,
        P::EventTitle | P::ReportTitle | P::FigureLabel => 1,
        P::PersonDescription | P::GroupDescription | P::EvidenceCaption | P::StatementWords => 2,
        P::GroupPeople | P::FigureAmount | P::DetentionPeople => 3,
        P::ActType
        | P::CheckAnswer
        | P::InterventionCalled
        | P::InterventionType
        | P::ProceedingStage
        | P::EvidenceType => 4,
        P::EventType | P::ReportFile | P::EvidenceFile | P::ReportUrl | P::DetentionRole => 5,
        _ => return None,
    })
}

/// Texts that search finds. Contacts of sources stay apart, and raw table rows are found through their claims.
pub(crate) fn is_searched(property: Property) -> bool {
    use Property as P;
    match property {
        P::ReportRow | P::ReportDigest | P::ReportDraft | P::ReportTriage | P::ReportUrl => false,
        P::CheckConfirms => false,
        // Whom a family asks for is found by the liaison alone, not by search.
        P::EnquiryName | P::EnquiryBorn | P::EnquiryRelation | P::EnquiryAsker | P::EnquiryAnswer => false,
        P::SourceContact | P::SourceFeed | P::SourceToken => false,
        P::EvidenceDigest | P::EvidenceCustody | P::EvidenceExif => false,
        P::ReportBytes => true,
        _ => matches!(property.shape(), Shape::Text | Shape::Name),
    }
}

/// Adds the folded words of a text to an index document.
pub(crate) fn add_words(doc: &mut String, text: &str) {
    let key = names::fold::search_key(text);
    if !doc.is_empty() && !key.is_empty() {
        doc.push(' ');
    }
    // The index parts words at ASCII marks; folded words hold none of them, except marks inside a word.
    doc.extend(key.chars().filter(|c| *c == ' ' || !c.is_ascii() || c.is_ascii_alphanumeric()));
}

/// The beginning of a text, cut between characters.
pub(crate) fn beginning(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let mut end = bytes;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// A text as a label: one line, without controls, not too long.
fn shown(text: &str) -> String {
    let mut label = String::new();
    for word in text.split_whitespace() {
        if !label.is_empty() {
            label.push(' ');
        }
        label.extend(word.chars().filter(|c| !claims::is_invisible_control(*c)));
        if label.chars().count() > LONGEST_LABEL {
            let cut: String = label.chars().take(LONGEST_LABEL).collect();
            return cut + "…";
        }
    }
    label
}
