//! Checks: the log of who asked which unit and what was answered, and a form that takes a minute. A form that cannot be
//! taken comes back filled in, with the sentence at its field.

use super::aid::{Call, calls};
use super::form::{Fields, by_and_why, field, see_other};
use super::{Choice, Names};
use crate::app::{App, Page, Scene, html, link};
use crate::say::{Arg, Moment, Say, Target, cut, user, user_block};
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use casebook::{CheckView, LastCheck, Ringing, served_first};
use claims::RecordId;
use claims::when::Instant;
use desk::check::{
    ANSWERS, CheckNote, check_that_stands, checks_of, find_unit, log_check, ringing_of, undo_check,
};
use desk::intervene::interventions_of;
use desk::look::{BoardQuery, board};
use desk::{Kind, Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

const PATH: &str = "/checks";
/// Checks on a page.
const LISTED: usize = 30;
/// People of the unit who can be ticked; the most urgent of them.
const TICKED: usize = 40;

#[derive(Serialize)]
struct Checks {
    units: Vec<Choice>,
    unit: Option<UnitHead>,
    form: CheckForm,
    refused: Option<Refused>,
    logged: Option<Logged>,
    ringing: Option<RingingNow>,
    log: Vec<Entry>,
    calls: Vec<Call>,
    total: String,
    before: Option<String>,
    next: Option<String>,
    by: String,
    why: String,
    why_undo: String,
}

#[derive(Serialize)]
struct UnitHead {
    to: Target,
    board: String,
    last: String,
}

/// The form as it is shown: empty, or as it was sent.
#[derive(Serialize)]
struct CheckForm {
    about: Vec<Held>,
    more_held: u64,
    answers: Vec<Choice>,
    words: String,
    when: String,
    asked_by: String,
}

#[derive(Serialize)]
struct Held {
    id: String,
    label: String,
    risks: Vec<String>,
    ticked: bool,
}

/// Why a form was not taken.
#[derive(Serialize)]
pub(super) struct Refused {
    pub(super) field: &'static str,
    pub(super) sentence: String,
    pub(super) hint: Option<String>,
}

impl Refused {
    /// What a refusal says; anything else stays a stop.
    ///
    /// # Errors
    /// A conflict, something that is not there, or a fault.
    pub(super) fn of(say: &Say, stop: Stop) -> Outcome<Self> {
        match stop {
            Stop::Refusal(refusal) if refusal.kind == Kind::Refused => Ok(Self {
                field: refusal.field.unwrap_or_default(),
                sentence: say.sentence(&refusal.say),
                hint: say.advice(&refusal),
            }),
            other => Err(other),
        }
    }
}

#[derive(Serialize)]
struct Logged {
    check: String,
    words: String,
}

#[derive(Serialize)]
struct RingingNow {
    words: String,
    claim: String,
}

#[derive(Serialize)]
struct Entry {
    check: String,
    href: String,
    at: Moment,
    unit: Option<Target>,
    about: Vec<Target>,
    answer: Option<String>,
    words: Vec<String>,
    by: Option<String>,
}

pub(crate) async fn checks(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "checks.html", |scene| draw(scene, None)).await
}

/// What was sent, when the form is shown again.
struct Sent<'f> {
    fields: &'f Fields,
    refused: Refused,
}

fn draw(scene: &Scene, sent: Option<Sent<'_>>) -> Outcome<Page<Checks>> {
    let (say, query, desk) = (&scene.say, &scene.asked.query, &scene.app.desk);
    let asked = |name: &str| -> String {
        sent.as_ref().map_or_else(
            || query.get(name).unwrap_or_default().to_owned(),
            |sent| field(sent.fields, name).to_owned(),
        )
    };
    let chosen = match asked("unit") {
        text if text.is_empty() => None,
        // A unit that cannot be found is what the form is shown again for.
        text if sent.is_some() => find_unit(desk, &text).ok(),
        text => Some(find_unit(desk, &text)?),
    };
    let key = chosen.map(|unit| unit.to_string());
    let mut units: Vec<Choice> = desk::check::units(desk)?
        .iter()
        .map(|unit| Choice::new(&unit.record.to_string(), user(cut(&unit.label, 200).0), key.as_deref()))
        .collect();
    scene.say.by_alphabet(&mut units, |one| &one.label);
    let skip = query.get("skip").and_then(|text| text.parse::<usize>().ok()).unwrap_or(0);
    let told = checks_of(desk, chosen, skip, LISTED)?;
    let by = asked("by");
    let turn = |skip: usize| {
        let skip = if skip > 0 { skip.to_string() } else { String::new() };
        let fields = [("unit", key.as_deref().unwrap_or_default()), ("skip", &skip), ("by", &by)];
        link(PATH, fields.into_iter().filter(|(_, value)| !value.is_empty()))
    };
    let answer = asked("answer");
    let (unit, about, more_held, held) = match chosen {
        Some(unit) => of_unit(scene, unit, sent.as_ref())?,
        None => (None, Vec::new(), 0, Vec::new()),
    };
    // Of a unit that holds nobody there is nobody to have stepped in for.
    let called = match (chosen, held.is_empty()) {
        (Some(_), true) => Vec::new(),
        _ => calls(scene, &interventions_of(desk, &held)?, LISTED)?,
    };
    let mut log = Vec::new();
    for check in &told.checks {
        if !hides_any(scene, check.about.iter().map(|named| named.record))? {
            log.push(entry(scene, check)?);
        }
    }
    let why =
        Some(user(&asked("why"))).filter(|why| !why.is_empty()).unwrap_or_else(|| say.the("checks-why"));
    let view = Checks {
        units,
        unit,
        form: CheckForm {
            about,
            more_held,
            answers: ANSWERS
                .into_iter()
                .map(|word| Choice::new(word, say.term(&format!("answer_{word}")), Some(answer.as_str())))
                .collect(),
            words: user_block(&asked("words")),
            when: user(&asked("when")),
            asked_by: user(&asked("asked_by")),
        },
        refused: sent.map(|sent| sent.refused),
        logged: logged(scene)?,
        ringing: match chosen {
            Some(unit) => ringing_of(desk, unit)?.map(|ringing| ringing_now(scene, &ringing)),
            None => None,
        },
        calls: called,
        log,
        total: say.text("checks-total", &[("number", Arg::Number(told.total as u64))]),
        before: (skip > 0).then(|| turn(skip.saturating_sub(LISTED))),
        next: (told.total > skip + LISTED).then(|| turn(skip + LISTED)),
        by: user(&by),
        why,
        why_undo: say.the("checks-why-undo"),
    };
    Ok(Page { title: say.the("checks-title"), view })
}

/// The unit that was chosen, who is held there to be ticked, how many more, and the records of all that are listed.
type OfUnit = (Option<UnitHead>, Vec<Held>, u64, Vec<RecordId>);

fn of_unit(scene: &Scene, unit: RecordId, sent: Option<&Sent<'_>>) -> Outcome<OfUnit> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let drawn =
        board(desk, &BoardQuery { at: None, position: None, fresh_for: scene.app.options.fresh_for })?;
    let there = drawn.units.into_iter().find(|one| one.unit == Some(unit));
    let named = desk::look::name_records(desk, &[unit], None)?;
    let about_asked = scene.asked.query.get("about");
    let ticked = |id: &str| match sent {
        Some(sent) => sent.fields.iter().any(|(name, value)| name == "about" && value == id),
        None => about_asked == Some(id),
    };
    let (mut about, mut more, mut last, mut records) = (Vec::new(), 0, None, Vec::new());
    if let Some(there) = there {
        if !there.held.is_empty() {
            scene.looked_at(&[unit]);
        }
        let all = there.held_count + there.maybe_count;
        records
            .extend(there.held.iter().flat_map(|line| line.facts.person.into_iter().chain([line.detention])));
        for line in there.held.iter().take(TICKED) {
            if scene.hides(line.detention)? {
                continue;
            }
            let id = line.detention.to_string();
            about.push(Held {
                ticked: ticked(&id),
                label: user(cut(&line.facts.label, 120).0),
                risks: line
                    .facts
                    .risk
                    .iter()
                    .filter(|risk| served_first(risk))
                    .map(|r| say.term(r))
                    .collect(),
                id,
            });
        }
        more = all.saturating_sub(about.len() as u64);
        last = there.last_check;
    }
    let head = named.first().map(|named| UnitHead {
        to: Target::to(say, named),
        board: link("/", [("unit", unit.to_string().as_str())]),
        last: last_check(scene, last.as_ref(), drawn.at),
    });
    Ok((head, about, more, records))
}

/// When a unit was last asked, and what it answered, in a sentence.
pub(super) fn last_check(scene: &Scene, last: Option<&LastCheck>, at: Instant) -> String {
    let say = &scene.say;
    let Some(check) = last else { return say.the("board-no-check") };
    let ago = say.length(at.seconds_since(check.at));
    let answer = match check.answer.as_deref() {
        Some(answer) => say.term(&format!("answer_{answer}")),
        None => say.the("board-check-no-record"),
    };
    // What was said about somebody who is limited to a group of others is not repeated; what cannot be looked up is hidden.
    let words = check.words.as_deref().filter(|_| !scene.hides(check.check).unwrap_or(true));
    match words {
        Some(words) => {
            // The sentence has quotation marks of its own.
            let words = words.trim_matches(|c: char| "«»\"“”„ ".contains(c));
            let words = user(cut(words, 160).0);
            say.text(
                "board-check-words",
                &[("ago", Arg::Ours(ago)), ("answer", Arg::Ours(answer)), ("words", Arg::Theirs(&words))],
            )
        }
        None => say.text("board-check", &[("ago", Arg::Ours(ago)), ("answer", Arg::Ours(answer))]),
    }
}

/// "op-3 is ringing until 18:40".
pub(super) fn ringing_in_words(scene: &Scene, ringing: &Ringing) -> String {
    let until = scene.say.moment_beside(ringing.until, scene.app.desk.now(), scene.zone()).words;
    let by = user(&ringing.by);
    scene.say.text("ringing-until", &[("by", Arg::Theirs(&by)), ("until", Arg::Ours(until))])
}

fn ringing_now(scene: &Scene, ringing: &Ringing) -> RingingNow {
    RingingNow { words: ringing_in_words(scene, ringing), claim: ringing.claim.to_string() }
}

/// True when one of these is limited to groups of others: what was said of it is said on no list.
pub(super) fn hides_any(scene: &Scene, records: impl IntoIterator<Item = RecordId>) -> Outcome<bool> {
    for record in records {
        if scene.hides(record)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn entry(scene: &Scene, check: &CheckView) -> Outcome<Entry> {
    let say = &scene.say;
    let at = check.when.as_ref().and_then(|when| when.bounds().latest).unwrap_or(check.recorded_at);
    let at = at.min(check.recorded_at);
    let about: Vec<RecordId> = check.about.iter().map(|named| named.record).collect();
    let names = Names::of(scene, &about, None)?;
    Ok(Entry {
        check: check.record.to_string(),
        href: format!("/record/{}", check.record),
        at: say.moment_beside(at, scene.app.desk.now(), scene.zone()),
        unit: check.unit.as_ref().map(|unit| Target::to(say, unit)),
        about: names.several(say, &about),
        answer: check.answer.as_deref().map(|answer| say.term(&format!("answer_{answer}"))),
        words: check.words.iter().map(|words| user(cut(words, 600).0)).collect(),
        by: check.by.as_deref().map(|by| user(cut(by, 60).0)),
    })
}

fn logged(scene: &Scene) -> Outcome<Option<Logged>> {
    let query = &scene.asked.query;
    let Some(check) = query.get("logged").and_then(|text| text.parse::<RecordId>().ok()) else {
        return Ok(None);
    };
    let confirms = query.get("confirms").and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    Ok(check_that_stands(&scene.app.desk, check)?.map(|_| Logged {
        check: check.to_string(),
        words: match confirms {
            0 => scene.say.the("checks-logged"),
            number => scene.say.text("checks-logged-confirms", &[("number", Arg::Number(number))]),
        },
    }))
}

pub(crate) async fn log_one_check(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| match log(scene, &fields) {
        Ok(answer) => Ok(answer),
        Err(stop) => {
            let refused = Refused::of(&scene.say, stop)?;
            let page = draw(scene, Some(Sent { fields: &fields, refused }))?;
            Ok(html(StatusCode::BAD_REQUEST, scene.app.render(scene, "checks.html", page)?))
        }
    })
    .await
}

fn log(scene: &Scene, fields: &Fields) -> Outcome<Response> {
    let desk = &scene.app.desk;
    let (actor, why) = by_and_why(scene, fields)?;
    let unit = find_unit(desk, field(fields, "unit"))?;
    let about = fields.iter().filter(|(name, value)| name == "about" && !value.is_empty());
    let about = about.map(|(_, id)| super::record_in_path(scene, id)).collect::<Outcome<Vec<_>>>()?;
    let sent = |name: &str| Some(field(fields, name).to_owned());
    let note = CheckNote {
        about,
        when: sent("when"),
        answer: sent("answer"),
        words: sent("words"),
        asked_by: sent("asked_by"),
    };
    let done = log_check(desk, &actor, &why, unit, &note)?;
    let (unit, check, confirms) = (unit.to_string(), done.check.to_string(), done.confirms.to_string());
    let told =
        [("unit", unit.as_str()), ("logged", &check), ("confirms", &confirms), ("by", field(fields, "by"))];
    Ok(back(PATH, told))
}

pub(crate) async fn undo_one_check(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let check = super::record_in_path(scene, field(&fields, "check"))?;
        undo_check(&scene.app.desk, &actor, &why, check)?;
        Ok(back(PATH, [("unit", field(&fields, "unit")), ("by", field(&fields, "by"))]))
    })
    .await
}

/// To another page of ours, with the fields that are not empty.
pub(super) fn back<'f>(path: &str, fields: impl IntoIterator<Item = (&'f str, &'f str)>) -> Response {
    let to = link(path, fields.into_iter().filter(|(_, value)| !value.is_empty()));
    see_other(&to)
}
