//! Drafts of what reports say, one at a time: the passage, each value beside its words, and the buttons. Nothing of a
//! draft counts until a person accepts it; what was decided can be undone on the same page. Works by plain forms; keys
//! are a convenience.

use super::form::{Fields, by_and_why, field, see_other};
use crate::app::{App, Page, Scene, link};
use crate::say::{Arg, Say, Target, cut, user, user_block};
use axum::extract::{Form, State};
use axum::response::Response;
use claims::{ClaimId, RecordId};
use desk::review::{
    Choice, DraftFact, DraftState, Drafts, Span, accept_draft, drafts, find_claim, next_report_with_drafts,
    people_alike, refuse_draft, retract, slots_of,
};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

const PATH: &str = "/review/drafts";
/// People of a like name, at most.
const ALIKE: usize = 4;
/// Bytes of the report shown before and after what is drafted.
const AROUND: usize = 900;
/// Longest value that a field shows, in bytes; it is what a form may bring back.
const FIELD: usize = 1500;

#[derive(Serialize)]
struct DraftsView {
    count: String,
    decided: Option<DecidedJustNow>,
    draft: Option<DraftView>,
    by: String,
    why: String,
    next: Option<String>,
    before: Option<String>,
    other_report: Option<String>,
}

#[derive(Serialize)]
struct DecidedJustNow {
    words: String,
    decision: String,
    record: Option<Target>,
    why: String,
}

#[derive(Serialize)]
pub(super) struct DraftView {
    key: String,
    kind: String,
    report: String,
    title: String,
    flags: Vec<String>,
    text: Vec<Piece>,
    /// Whether the words can be quoted from the report byte for byte.
    whole: bool,
    slots: Vec<SlotView>,
    alike: Vec<Known>,
    takes_person: bool,
}

#[derive(Serialize)]
struct Piece {
    text: String,
    /// It belongs to the clause that says so.
    clause: bool,
    /// Numbers of the slots whose words it is.
    marks: Vec<usize>,
}

#[derive(Serialize)]
struct SlotView {
    number: usize,
    name: &'static str,
    label: String,
    value: String,
    /// The value in the reader's words, where it is a term.
    means: Option<String>,
    quote: Option<String>,
}

#[derive(Serialize)]
struct Known {
    id: String,
    chosen: bool,
    to: Target,
    written: String,
}

pub(crate) async fn drafts_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "drafts.html", look).await
}

fn look(scene: &Scene) -> Outcome<Page<DraftsView>> {
    let (say, query, desk) = (&scene.say, &scene.asked.query, &scene.app.desk);
    let asked = query.get("report").map(|text| super::record_in_path(scene, text)).transpose()?;
    let mut of = match asked {
        Some(report) => Some(drafts(desk, report)?),
        None => next_report_with_drafts(desk, None)?,
    };
    // A report that is done with makes room for the next one.
    if let Some(report) = asked
        && of.as_ref().is_some_and(|of| of.open().next().is_none())
        && let Some(next) = next_report_with_drafts(desk, Some(report))?
    {
        of = Some(next);
    }
    let by = query.get("by").unwrap_or_default().to_owned();
    let at = |report: RecordId, field: Option<(&str, &str)>| {
        let report = report.to_string();
        let fields = [("report", report.as_str()), ("by", by.as_str())];
        link(PATH, fields.into_iter().filter(|(_, value)| !value.is_empty()).chain(field))
    };
    let mut view = DraftsView {
        count: say.text("drafts-count", &[("number", Arg::Number(0))]),
        decided: decided_just_now(scene)?,
        draft: None,
        by: by.clone(),
        why: say.the("drafts-why-usual"),
        next: None,
        before: None,
        other_report: None,
    };
    if let Some(of) = &of {
        let open: Vec<&DraftFact> = of.open().collect();
        view.count = say.text("drafts-count", &[("number", Arg::Number(open.len() as u64))]);
        let place = place_of(of, &open, query.get("key"), query.get("after"));
        if let Some(draft) = open.get(place) {
            view.draft = Some(draft_view(scene, of, draft)?);
        }
        let turn = |place: Option<usize>| {
            place.and_then(|place| open.get(place)).map(|draft| at(of.report, Some(("key", &draft.key))))
        };
        view.next = turn(Some(place + 1));
        view.before = turn(place.checked_sub(1));
        if view.next.is_none() {
            let other = next_report_with_drafts(desk, Some(of.report))?;
            view.other_report = other.map(|other| at(other.report, None));
        }
    }
    Ok(Page { title: say.the("drafts-title"), view })
}

/// Which of those that wait is shown: the one asked for, the one that follows the one just decided, or the first.
fn place_of(of: &Drafts, open: &[&DraftFact], key: Option<&str>, after: Option<&str>) -> usize {
    let asked = key.and_then(|key| open.iter().position(|draft| draft.key == key));
    let follows = || {
        let done = of.list.iter().position(|(draft, _)| Some(draft.key.as_str()) == after)?;
        let next = of.list.iter().skip(done).find(|(_, state)| *state == DraftState::Open)?;
        open.iter().position(|draft| draft.key == next.0.key)
    };
    asked.or_else(follows).unwrap_or(0)
}

/// One draft with its passage.
pub(super) fn draft_view(scene: &Scene, of: &Drafts, draft: &DraftFact) -> Outcome<DraftView> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let mut slots = Vec::new();
    for (number, name) in (1..).zip(slots_of(draft.kind).iter().copied()) {
        // How many is asked of several people alone.
        if name == "people" && !draft.group {
            continue;
        }
        let slot = draft.slot(name);
        let words: Vec<&str> = slot
            .map(|slot| slot.quotes.iter().map(|span| span.quote(&of.text)).collect())
            .unwrap_or_default();
        slots.push(SlotView {
            number,
            name,
            label: say.the(&format!("slot-{name}")),
            value: slot.map(|slot| user(cut(&slot.value, FIELD).0)).unwrap_or_default(),
            means: slot
                .filter(|_| matches!(name, "measure" | "role" | "outcome"))
                .map(|slot| say.term(&slot.value))
                .filter(|words| slot.is_some_and(|slot| *words != slot.value)),
            quote: (!words.is_empty()).then(|| user(cut(&words.join(" … "), 300).0)),
        });
    }
    let who = draft.slot("person").or_else(|| draft.slot("victim")).filter(|_| draft.named && !draft.group);
    let alike = match who {
        Some(name) => scene.seen(people_alike(desk, &name.value, ALIKE)?, |one| one.person.record)?,
        None => Vec::new(),
    };
    scene.looked_at(&alike.iter().map(|it| it.person.record).chain([of.report]).collect::<Vec<_>>());
    let mut flags = Vec::new();
    if draft.background {
        flags.push(say.the("drafts-background"));
    }
    if draft.unconfirmed {
        flags.push(say.the("drafts-unconfirmed"));
    }
    Ok(DraftView {
        key: draft.key.clone(),
        kind: say.the(&format!("draft-{}", draft.kind.name())),
        report: format!("/report/{}", of.report),
        title: user(cut(&of.title, 300).0),
        flags,
        text: pieces(of, draft),
        whole: !of.is_the_report,
        slots,
        takes_person: !alike.is_empty(),
        alike: alike
            .into_iter()
            .map(|it| Known {
                id: it.person.record.to_string(),
                chosen: false,
                to: Target::to(say, &it.person),
                written: user(cut(&it.written, 300).0),
            })
            .collect(),
    })
}

/// The report around a draft, cut where the words of a slot begin and end. Every byte of the window appears once.
fn pieces(of: &Drafts, draft: &DraftFact) -> Vec<Piece> {
    let text = &of.text;
    let spans = || {
        (1..).zip(slots_of(draft.kind)).flat_map(|(number, name)| {
            let quotes = draft.slot(name).map(|slot| slot.quotes.as_slice()).unwrap_or_default();
            quotes.iter().map(move |span| (number, *span))
        })
    };
    let clause = draft.evidence;
    let mut from = clause.start.saturating_sub(AROUND);
    let mut to = clause.end.saturating_add(AROUND).min(text.len());
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let mut borders = BTreeSet::from([from, to]);
    for span in spans().map(|(_, span)| span).chain([clause]) {
        borders.extend([span.start, span.end].map(|at| at.clamp(from, to)));
    }
    let borders: Vec<usize> = borders.into_iter().collect();
    let mut out = Vec::with_capacity(borders.len());
    for pair in borders.windows(2) {
        let &[start, end] = pair else { continue };
        let here = Span { start, end };
        let mut marks: Vec<usize> =
            spans().filter(|(_, span)| span.holds(here)).map(|(number, _)| number).collect();
        marks.dedup();
        out.push(Piece { text: user_block(here.quote(text)), clause: clause.holds(here), marks });
    }
    out
}

fn decided_just_now(scene: &Scene) -> Outcome<Option<DecidedJustNow>> {
    let desk = &scene.app.desk;
    let Some(id) = scene.asked.query.get("decided").and_then(|text| text.parse::<ClaimId>().ok()) else {
        return Ok(None);
    };
    let Some(how) = desk::review::draft_decision(desk, id)? else { return Ok(None) };
    let say: &Say = &scene.say;
    let record = match scene.asked.query.get("record") {
        Some(text) => {
            let record = super::record_in_path(scene, text)?;
            let named = desk.casebook().named(record)?;
            Some(Target::to(say, &named))
        }
        None => None,
    };
    Ok(Some(DecidedJustNow {
        words: say.the(&format!("drafted-{}", how.name())),
        decision: id.to_string(),
        record,
        why: say.the("drafts-why-undo"),
    }))
}

impl DraftView {
    /// With what a person had typed when the desk refused it.
    pub(super) fn retyped(&mut self, fields: &Fields) {
        let typed = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        for slot in &mut self.slots {
            if let Some(value) = typed(&format!("slot-{}", slot.name)) {
                slot.value.clone_from(value);
            }
        }
        for known in &mut self.alike {
            known.chosen = typed("person") == Some(&known.id);
        }
    }
}

/// What a person made of a draft on the page: the slots that differ from what was shown, and who it is.
pub(super) fn choice_of(scene: &Scene, draft: &DraftFact, fields: &Fields) -> Outcome<Choice> {
    let mut choice = Choice::default();
    for (name, value) in fields {
        let Some(name) = name.strip_prefix("slot-") else { continue };
        // What the page showed is no correction, though it shows invisible marks and cuts what is long.
        let shown = draft.slot(name).map_or_else(String::new, |slot| user(cut(&slot.value, FIELD).0));
        if value.trim() != shown.trim() {
            choice.slots.insert(name.to_owned(), value.clone());
        }
    }
    choice.person = match field(fields, "person") {
        "" => None,
        record => Some(super::record_in_path(scene, record)?),
    };
    Ok(choice)
}

/// The names of the form's fields depend on what is drafted.
pub(crate) async fn decide_draft(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let desk = &scene.app.desk;
        let (key, by) = (field(&fields, "key"), field(&fields, "by"));
        let (actor, why) = by_and_why(scene, &fields)?;
        let (of, draft, _) = desk::review::find_draft(desk, key)?;
        let done = match field(&fields, "verdict") {
            "refuse" => refuse_draft(desk, &actor, &why, key)?,
            "accept" => {
                let choice = choice_of(scene, &draft, &fields)?;
                accept_draft(desk, &actor, &why, key, &choice)?
            }
            other => {
                return Err(Stop::refused("verdict", sentence!("{other:?} is not accept or refuse.", other)));
            }
        };
        let (report, decided) = (of.report.to_string(), done.decision.to_string());
        let record = done.record.map(|record| record.to_string());
        let told = [("report", report.as_str()), ("by", by), ("decided", &decided), ("after", &draft.key)];
        Ok(back(told.into_iter().chain(record.as_deref().map(|record| ("record", record)))))
    })
    .await
}

pub(crate) async fn undo_draft(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let desk = &scene.app.desk;
        let by = field(&fields, "by");
        let id = find_claim(desk, field(&fields, "decision"))?;
        if desk::review::draft_decision(desk, id)?.is_none() {
            return Err(Stop::conflict(sentence!(
                "This is no decision that holds; it may have been undone already."
            )));
        }
        let report = desk.casebook().record_of_claim(id)?.map(|report| report.to_string());
        let (actor, why) = by_and_why(scene, &fields)?;
        retract(desk, &actor, &why, id)?;
        Ok(back([("by", by)].into_iter().chain(report.as_deref().map(|report| ("report", report)))))
    })
    .await
}

fn back<'f>(fields: impl Iterator<Item = (&'f str, &'f str)>) -> Response {
    see_other(&link(PATH, fields))
}
