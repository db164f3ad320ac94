//! What a form can be told before it is saved: who may be meant that is known already, and what the note seems to say.
//! Nothing is stored, and nothing is filled in by itself.

use super::call::CallNote;
use super::told::{given, names_of};
use crate::desk::Desk;
use crate::review::{Alike, DraftKind, day_of_moment, drafts_of_text, people_alike};
use crate::stop::Outcome;
use casebook::{DetentionSummary, SearchQuery};
use claims::when::When;
use claims::{RecordId, RecordKind};
use names::fold::search_key;

/// People shown for one name, and for all names.
const ALIKE: usize = 5;
const ALL_ALIKE: usize = 8;
/// Names of one form that are looked for.
const NAMES: usize = 6;
/// Detentions of nobody by name at the same unit or place.
const NEARBY: usize = 4;
/// Values shown from one note.
const VALUES: usize = 24;
/// Bytes of a note that are read for it: what a caller tells, not a book.
const READ: usize = 64 * 1024;

/// What can be said before saving.
#[derive(Debug, Clone, Default)]
pub struct Suggested {
    /// Who may be meant, the likeliest first.
    pub alike: Vec<AlikePerson>,
    /// Detentions at the same unit or place, when nobody is named.
    pub nearby: Vec<AlikePerson>,
    /// What the note seems to say, in the order of the note.
    pub values: Vec<FromNote>,
}

/// Somebody who may be meant.
#[derive(Debug, Clone)]
pub struct AlikePerson {
    /// The record.
    pub record: RecordId,
    /// What it is called.
    pub label: String,
    /// The latest detention in short.
    pub detention: Option<DetentionSummary>,
    /// Why the names may be one; none where nobody was named.
    pub name: Option<Alike>,
    /// The unit or place that was typed is one of theirs.
    pub same_place: bool,
}

/// A value that the note seems to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromNote {
    /// The field of the form.
    pub field: &'static str,
    /// The value.
    pub value: String,
    /// The words that say so.
    pub quote: String,
}

/// What can be said of a form as it is typed.
///
/// # Errors
/// A fault of the casebook.
pub fn suggest(desk: &Desk, note: &CallNote) -> Outcome<Suggested> {
    let mut suggested = Suggested { values: values_of(desk, &note.text), ..Suggested::default() };
    let typed: Vec<String> = [&note.unit, &note.place]
        .into_iter()
        .filter_map(|field| given(field).map(search_key))
        .filter(|key| !key.is_empty())
        .collect();
    let names: Vec<&str> = names_of(&note.name).take(NAMES).collect();
    for name in &names {
        for one in people_alike(desk, name, ALIKE)? {
            if suggested.alike.iter().any(|known| known.record == one.person.record) {
                continue;
            }
            let (detention, same_place) = where_held(desk, one.person.record, &typed)?;
            suggested.alike.push(AlikePerson {
                record: one.person.record,
                label: String::from(&*one.person.label),
                detention,
                name: Some(one),
                same_place,
            });
        }
    }
    let score = |one: &AlikePerson| one.name.as_ref().map_or(0.0, |alike| alike.name.score);
    suggested.alike.sort_by(|a, b| b.same_place.cmp(&a.same_place).then(score(b).total_cmp(&score(a))));
    suggested.alike.truncate(ALL_ALIKE);
    if names.is_empty() && !typed.is_empty() {
        suggested.nearby = nearby(desk, note)?;
    }
    Ok(suggested)
}

/// Somebody's latest detention, and whether what was typed is where they were taken.
fn where_held(desk: &Desk, person: RecordId, typed: &[String]) -> Outcome<(Option<DetentionSummary>, bool)> {
    let casebook = desk.casebook();
    let detention = casebook.detention_in_short(person)?;
    let mut same = false;
    if !typed.is_empty()
        && let Some(case) = casebook.person_case(person)?
    {
        let places = case.detentions.iter().flat_map(|one| {
            let units = one.units.iter().map(|unit| search_key(&unit.label));
            one.places.iter().map(|place| search_key(place)).chain(units)
        });
        same = places.filter(|place| !place.is_empty()).any(|place| typed.contains(&place));
    }
    Ok((detention, same))
}

/// Detentions at the unit that was typed, or of whose place the words speak.
fn nearby(desk: &Desk, note: &CallNote) -> Outcome<Vec<AlikePerson>> {
    let casebook = desk.casebook();
    let unit = match given(&note.unit) {
        Some(unit) => casebook.known_as(RecordKind::Unit, &search_key(unit))?,
        None => None,
    };
    let query = match (unit, given(&note.place)) {
        (Some(_), _) => {
            SearchQuery { unit, kind: Some(RecordKind::Detention), limit: NEARBY, ..SearchQuery::default() }
        }
        (None, Some(place)) => SearchQuery {
            text: place.to_owned(),
            kind: Some(RecordKind::Detention),
            limit: NEARBY,
            ..SearchQuery::default()
        },
        (None, None) => return Ok(Vec::new()),
    };
    let hits = casebook.search(&query)?;
    let near = hits.into_iter().map(|hit| AlikePerson {
        record: hit.record,
        label: String::from(&*hit.label),
        detention: hit.detention,
        name: None,
        same_place: true,
    });
    Ok(near.collect())
}

/// What a note seems to say, each with its words, for the fields of the form.
fn values_of(desk: &Desk, text: &str) -> Vec<FromNote> {
    let mut end = READ.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end).unwrap_or_default();
    if text.trim().is_empty() {
        return Vec::new();
    }
    let today = When::at(desk.now(), desk.zone()).ok().and_then(|now| day_of_moment(&now, desk.zone()));
    let mut values: Vec<FromNote> = Vec::new();
    for draft in drafts_of_text(text, today) {
        if draft.kind != DraftKind::Detention {
            continue;
        }
        for slot in &draft.slots {
            let field = match slot.name {
                // Words that only describe somebody are no name.
                "person" if draft.named && !draft.group => "name",
                "people" => "people",
                "role" => "role",
                "force" => "force",
                "place" => "place",
                "date" => "when",
                "outcome" => "state",
                _ => continue,
            };
            let quotes: Vec<&str> = slot.quotes.iter().map(|span| span.quote(text)).collect();
            let quote =
                if quotes.is_empty() { draft.evidence.quote(text).to_owned() } else { quotes.join(" … ") };
            let value = FromNote { field, value: slot.value.clone(), quote };
            if !values.iter().any(|known| known.field == field && known.value == value.value) {
                values.push(value);
            }
        }
    }
    values.truncate(VALUES);
    values
}
