//! Examples for the weights of pairs, from the annotated and the marked reports, and how well drafts hold against them.

use super::super::Weights;
use super::super::train::{Example, Report, Sort, fit_with, marked_at};
use super::field::Field;
use super::{Pairs, Slot};
use crate::document::Document;
use crate::eval::names_match;
use crate::fact::{Detention, Fact, Kind, Outcome};
use crate::span::Span;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How large weights are held down.
pub const PENALTY: f64 = 6.0;
/// Signs that fewer pairs have weigh nothing.
pub const LEAST: usize = 6;

/// A person and a candidate, and whether the one is the other's.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The slot.
    pub slot: Slot,
    /// Signs and truth.
    pub example: Example,
}

/// Right, wrong and missed, of one slot of one draft; all nought where the annotation does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The draft is right.
    pub right: u32,
    /// The draft is wrong.
    pub wrong: u32,
    /// What the annotation says is not drafted.
    pub missed: u32,
}

fn text<'v>(fact: &'v Value, key: &str) -> &'v str {
    fact.get(key).and_then(Value::as_str).unwrap_or("")
}

fn spans(fact: &Value, key: &str) -> Vec<Span> {
    let list = fact.get(key).and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    let at = |span: &Value, key: &str| usize::try_from(span.get(key)?.as_u64()?).ok();
    list.iter().filter_map(|span| Some(Span { start: at(span, "b0")?, end: at(span, "b1")? })).collect()
}

fn over(a: &[Span], b: &[Span]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.start < b.end && b.start < a.end))
}

fn words(fact: &Value, key: &str) -> Vec<String> {
    match fact.get(key) {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(all)) => all.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

/// The code of the gold shape for an end that a mark names; nothing for one that has no code.
fn ends(fact: &Value) -> Vec<String> {
    let mut all = words(fact, "outcome");
    all.extend(words(fact, "outcome_alt"));
    let code = |word: String| match word.as_str() {
        "court_arrest" => vec!["admin_arrest".to_owned()],
        "sentenced" => vec!["criminal_custody".to_owned()],
        "house_arrest" => vec!["held".to_owned(), "criminal_custody".to_owned()],
        _ => vec![word],
    };
    all.into_iter().flat_map(code).collect()
}

fn place_is(fact: &Value, value: &str) -> bool {
    text(fact, "place").split([',', ';']).any(|piece| names_match(piece, value))
}

/// Whether the annotation says this of the person; nothing where it leaves that open.
fn is_true(
    fact: &Value,
    slot: Slot,
    one: &super::candidates::Candidate,
    document: &Document<'_>,
) -> Option<bool> {
    let here = [document.span(one.from, one.to)];
    let marked = |key: &str| over(&spans(fact, key), &here);
    Some(match slot {
        Slot::Role => marked("role_q") || one.value != "other" && words(fact, "roles").contains(&one.value),
        Slot::Org => {
            let org = text(fact, "org");
            marked("org_q") || !org.is_empty() && names_match(org, &one.value)
        }
        Slot::Place => {
            let is = marked("place_q") || place_is(fact, &one.value);
            // A mark gives the nearest place only: of which city that is it leaves open.
            if !is
                && fact.get("roles").is_none()
                && !marked("held_q")
                && !one.kinds.iter().any(|kind| kind == "spot")
            {
                return None;
            }
            is
        }
        Slot::Day => match text(fact, "date") {
            "" => marked("when_q"),
            date => one.day.is_some_and(|day| crate::gold::iso(day) == date),
        },
        Slot::By => {
            let by = text(fact, "by");
            marked("by_q") || !by.is_empty() && names_match(by, here.first()?.quote(document.text))
        }
        Slot::Became => {
            let ends = ends(fact);
            let unsaid = ends.iter().all(|end| end == "unknown" || end.is_empty());
            // A mark says where somebody is kept and not that nothing else is known of them.
            if unsaid && !spans(fact, "held_q").is_empty() {
                return None;
            }
            !unsaid && marked("outcome_q")
        }
        Slot::End(outcome) => {
            if !marked("outcome_q") {
                return None;
            }
            ends(fact).iter().any(|end| end == outcome.word())
        }
    })
}

/// How one slot of a draft holds against the annotation. Outcomes are one slot, told by any of theirs.
pub fn judge(fact: &Value, slot: Slot, of: &Detention, text_of: &str) -> Judged {
    let verdict = |wanted: bool, got: bool, right: bool| match (wanted, got) {
        (false, false) => Judged::default(),
        (false, true) => Judged { wrong: 1, ..Judged::default() },
        (true, false) => Judged { missed: 1, ..Judged::default() },
        (true, true) if right => Judged { right: 1, ..Judged::default() },
        (true, true) => Judged { wrong: 1, missed: 1, ..Judged::default() },
    };
    let said = |key: &str, quotes: &[Span]| over(&spans(fact, key), quotes);
    let wanted = |key: &str, marks: &str| !text(fact, key).is_empty() || !spans(fact, marks).is_empty();
    match slot {
        Slot::Role => {
            let quotes: Vec<Span> = of.roles.iter().flat_map(|role| role.quotes.clone()).collect();
            let codes = words(fact, "roles");
            let right = of
                .roles
                .iter()
                .any(|role| codes.contains(&role.value) || words(fact, "roles_alt").contains(&role.value));
            let wanted = !codes.is_empty() || !spans(fact, "role_q").is_empty();
            let annotated = fact.get("roles").is_some();
            // What nobody is said to be is not scored where roles are codes.
            if annotated && !wanted {
                return Judged::default();
            }
            verdict(wanted, !of.roles.is_empty(), right || !annotated && said("role_q", &quotes))
        }
        Slot::Org => {
            let got = of.org.as_ref();
            let right = got.is_some_and(|org| {
                said("org_q", &org.quotes) && text(fact, "org").is_empty()
                    || names_match(text(fact, "org"), &org.value)
            });
            verdict(wanted("org", "org_q"), got.is_some(), right)
        }
        Slot::Place => {
            let got = of.place.as_ref();
            let right = got.is_some_and(|place| {
                place_is(fact, &place.value)
                    || text(fact, "place").is_empty() && said("place_q", &place.quotes)
            });
            verdict(wanted("place", "place_q"), got.is_some(), right)
        }
        Slot::Day => {
            let date = text(fact, "date");
            if fact.get("roles").is_none() {
                // Marked texts have no day of publication.
                return verdict(wanted("date", "when_q"), !of.when.is_empty(), said("when_q", &of.when));
            }
            let got = of.date.map(crate::gold::iso).unwrap_or_default();
            verdict(!date.is_empty(), !got.is_empty(), got == date)
        }
        Slot::By => {
            let got = of.by.as_ref();
            let right = got.is_some_and(|by| {
                said("by_q", &by.quotes)
                    || names_match(
                        text(fact, "by"),
                        by.quotes.first().map_or("", |quote| quote.quote(text_of)),
                    )
            });
            verdict(wanted("by", "by_q"), got.is_some(), right)
        }
        Slot::Became | Slot::End(_) => {
            let ends = ends(fact);
            let got = of.outcome.word();
            let first = ends.first().map_or("unknown", String::as_str);
            let unsaid = first == "unknown" || first.is_empty();
            if first == "deported" || unsaid && got == "held" && !spans(fact, "held_q").is_empty() {
                return Judged::default();
            }
            let right = ends.iter().any(|end| end == got);
            verdict(!unsaid || right && got != "unknown", got != "unknown", right)
        }
    }
}

/// What the annotation says of a person with this name, who is named in these places.
fn annotated<'g>(gold: &'g Value, name: &str, places: &[Span]) -> Option<&'g Value> {
    let facts = gold.get("facts").and_then(Value::as_array)?;
    let mut detentions = facts.iter().filter(|fact| {
        text(fact, "type") == "detention" && fact.get("named").and_then(Value::as_bool) == Some(true)
    });
    if gold.get("placed").and_then(Value::as_bool) == Some(true) {
        let places: Vec<(usize, usize)> = places.iter().map(|span| (span.start, span.end)).collect();
        return detentions.find(|fact| marked_at(fact, &places));
    }
    detentions.find(|fact| names_match(text(fact, "name"), name))
}

/// What the annotation says of a drafted person.
fn known<'g>(gold: &'g Value, fact: &Fact) -> Option<&'g Value> {
    let Kind::Detention(of) = &fact.kind else { return None };
    let places: Vec<Span> = of.name_surface.iter().chain(&of.name_mentions).copied().collect();
    if of.named { annotated(gold, &of.name, &places) } else { None }
}

/// A report with its drafts, before anything is weighed, and what its annotation says of each.
pub struct Drafted {
    report: Report,
    number: usize,
}

impl Drafted {
    /// Of a report; `number` is its own, for cross-validation.
    pub fn of(report: Report, number: usize) -> Self {
        Self { report, number }
    }

    /// Its number.
    pub fn number(&self) -> usize {
        self.number
    }

    /// The report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Every person that is drafted with every candidate in reach.
    pub fn pairs(&self) -> Vec<Pair> {
        // A text in which only names are marked says nothing of anybody.
        if !self.report.says_more() {
            return Vec::new();
        }
        let document = Document::of(&self.report.text, &self.report.about);
        let things = crate::items::recognise(&document);
        // Whoever was detained, found or not: what is said of them is said alike.
        let also: BTreeSet<usize> = things
            .persons
            .iter()
            .enumerate()
            .filter(|(_, person)| {
                let names = person.mentions.iter().filter_map(|mention| things.names.get(*mention));
                let spans: Vec<Span> = names.map(|name| document.span(name.from, name.to)).collect();
                annotated(&self.report.gold, &person.name, &spans).is_some()
            })
            .map(|(number, _)| number)
            .collect();
        let facts = crate::facts::detentions(&document, &things, &also);
        let field = Field::of(&document, &things, &facts);
        let fitted = self.report.sort == Sort::Older;
        let mut pairs = Vec::new();
        for party in &field.parties {
            let Some(gold) = facts.get(party.fact).and_then(|fact| known(&self.report.gold, fact)) else {
                continue;
            };
            for slot in Slot::ASKED {
                for at in field.in_reach(party, slot) {
                    let Some(one) = field.all.get(at) else { continue };
                    let Some(detained) = is_true(gold, slot, one, &document) else { continue };
                    let mut signs = field.signs(party, slot, at);
                    if !fitted {
                        field.choice(party, slot, at, &mut signs);
                    }
                    let weight = self.report.sort.weight();
                    pairs.push(Pair {
                        slot,
                        example: Example { report: self.number, signs, detained, weight },
                    });
                }
            }
            for at in field.in_reach(party, Slot::Became) {
                let Some(one) = field.all.get(at) else { continue };
                for slot in Slot::ENDS {
                    let Some(detained) = is_true(gold, slot, one, &document) else { continue };
                    let (signs, weight) = (field.meaning(at), self.report.sort.weight());
                    pairs.push(Pair {
                        slot,
                        example: Example { report: self.number, signs, detained, weight },
                    });
                }
            }
        }
        pairs
    }

    /// Of each drafted person and slot: whether the annotation says something there, and whether a candidate in reach is it.
    pub fn reach(&self) -> Vec<(Slot, bool, String)> {
        if !self.report.says_more() {
            return Vec::new();
        }
        let document = Document::of(&self.report.text, &self.report.about);
        let things = crate::items::recognise(&document);
        let facts = crate::facts::detentions(&document, &things, &BTreeSet::new());
        let field = Field::of(&document, &things, &facts);
        let mut found = Vec::new();
        for party in &field.parties {
            let Some(fact) = facts.get(party.fact) else { continue };
            let Some(gold) = known(&self.report.gold, fact) else { continue };
            let Kind::Detention(of) = &fact.kind else { continue };
            for slot in Slot::ASKED {
                let wanted = judge(gold, slot, &Detention::default(), &self.report.text).missed > 0;
                if !wanted {
                    continue;
                }
                let any = field.in_reach(party, slot).into_iter().any(|at| {
                    field.all.get(at).and_then(|one| is_true(gold, slot, one, &document)) == Some(true)
                });
                let says = format!("{} {}: {}", self.report.file, of.name, shown(gold, slot, of, &document));
                found.push((slot, any, says));
            }
        }
        found
    }

    /// Of each drafted person who was detained: how each slot holds against the annotation, with these weights or without any.
    pub fn judged(&self, pairs: Option<&Pairs>) -> Vec<(Slot, Judged, String)> {
        if !self.report.says_more() {
            return Vec::new();
        }
        let document = Document::of(&self.report.text, &self.report.about);
        let things = crate::items::recognise(&document);
        let mut facts = crate::facts::detentions(&document, &things, &BTreeSet::new());
        if let Some(pairs) = pairs {
            crate::facts::attributes(&document, &things, &mut facts, pairs);
        }
        let mut judged = Vec::new();
        for fact in &facts {
            let Some(gold) = known(&self.report.gold, fact) else { continue };
            let Kind::Detention(of) = &fact.kind else { continue };
            for slot in Slot::ASKED {
                let says = format!("{} {}: {}", self.report.file, of.name, shown(gold, slot, of, &document));
                judged.push((slot, judge(gold, slot, of, &self.report.text), says));
            }
        }
        judged
    }
}

fn shown(gold: &Value, slot: Slot, of: &Detention, document: &Document<'_>) -> String {
    let quotes =
        |spans: &[Span]| spans.iter().map(|span| span.quote(document.text)).collect::<Vec<_>>().join(" … ");
    let (key, got) = match slot {
        Slot::Role => {
            ("role_q", of.roles.iter().map(|role| quotes(&role.quotes)).collect::<Vec<_>>().join(","))
        }
        Slot::Org => ("org_q", of.org.as_ref().map(|one| quotes(&one.quotes)).unwrap_or_default()),
        Slot::Place => ("place_q", of.place.as_ref().map(|one| quotes(&one.quotes)).unwrap_or_default()),
        Slot::By => ("by_q", of.by.as_ref().map(|one| quotes(&one.quotes)).unwrap_or_default()),
        Slot::Day => ("when_q", format!("{} {:?}", quotes(&of.when), of.date.map(crate::gold::iso))),
        Slot::Became | Slot::End(_) => {
            ("outcome_q", format!("{} {}", of.outcome.word(), quotes(&of.outcome_quotes)))
        }
    };
    format!("{got} FOR {} {} {}", quotes(&spans(gold, key)), text(gold, "outcome"), text(gold, "date"))
}

/// The bar of most slots. On reports left out of training, of days more are righted than are made wrong from there on; at a bar
/// of 1 half as many ends and roles again are filled, and one in four of what is filled is wrong.
pub const BAR: f64 = 1.5;
/// Ends and captors are said aloud of people: theirs are higher, so that the gold set's development part has no wrong end, and
/// no captor more wrong than without them.
const BAR_OF_ENDS: f64 = 2.4;
const BAR_OF_CAPTORS: f64 = 2.0;

/// The bar of a slot and its floor.
fn bounds(slot: Slot) -> (f64, f64) {
    match slot {
        Slot::Role | Slot::Org | Slot::Place => (BAR, KEPT),
        Slot::Became => (BAR_OF_ENDS, KEPT),
        Slot::Day => (BAR, -1.0),
        Slot::By => (BAR_OF_CAPTORS, -1.0),
        // "In the station" tells of a way rather than of an end.
        Slot::End(Outcome::Held) => (1.0, KEPT),
        Slot::End(_) => (0.0, KEPT),
    }
}

/// A floor so low that the grammar's choice is always kept.
const KEPT: f64 = -9.0;

/// The weights that pairs give, with bars and floors.
pub fn learn<'p>(pairs: impl IntoIterator<Item = &'p Pair>) -> Pairs {
    let mut by_slot: BTreeMap<Slot, Vec<&Example>> = BTreeMap::new();
    for pair in pairs {
        by_slot.entry(pair.slot).or_default().push(&pair.example);
    }
    let learned = by_slot.into_iter().map(|(slot, examples)| {
        let (bar, floor) = bounds(slot);
        (slot, Weights { bar, floor, ..fit_with(&examples, LEAST, PENALTY) })
    });
    Pairs::of(learned.collect())
}
