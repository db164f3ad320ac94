//! Family liaison: an enquiry in, candidates for the operator alone, and one of four safe answers out, in words to be read
//! aloud in three languages. The page shows the operator what is needed to choose; what may be said is in the box.

use super::checks::{Refused, back, hides_any};
use super::form::{Fields, by_and_why, field};
use super::record_in_path;
use crate::app::{App, Page, Scene, html};
use crate::say::{Arg, Language, Moment, Say, Target, cut, user};
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casebook::EnquiryView;
use claims::RecordId;
use desk::family::{
    Candidate, EnquiryNote, SafeAnswer, answer_enquiry, ask, enquiries, found, open_matches, safe_answer,
    take_answer_back,
};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

/// The languages in which an answer is read aloud: those that have every word of it.
const ALOUD: [Language; 3] = [Language::English, Language::Russian, Language::Kazakh];
/// Enquiries listed.
const LISTED: usize = 30;

#[derive(Serialize)]
struct Family {
    name: String,
    born: String,
    relation: String,
    asker: String,
    contact: String,
    refused: Option<Refused>,
    matches: Vec<Match>,
    latest: Vec<Line>,
    total: String,
    by: String,
    why: String,
}

#[derive(Serialize)]
struct Match {
    line: Line,
    person: Target,
}

/// One enquiry in a list.
#[derive(Serialize)]
struct Line {
    href: String,
    name: String,
    born: Option<String>,
    relation: Option<String>,
    asker: Option<String>,
    at: Moment,
    by: String,
    answers: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    id: String,
    words: String,
    at: Moment,
    by: String,
}

#[derive(Serialize)]
struct Enquiry {
    id: String,
    line: Line,
    others: Vec<Line>,
    people: Vec<Person>,
    chosen: Option<Chosen>,
    none_href: String,
    by: String,
    why: String,
    why_undo: String,
}

#[derive(Serialize)]
struct Person {
    href: String,
    to: Target,
    written: String,
    beside: Vec<String>,
    chosen: bool,
}

/// The person chosen, or nobody, and what may be said.
#[derive(Serialize)]
struct Chosen {
    person: String,
    answer: String,
    form: String,
    phrases: Vec<Phrase>,
    /// Why nothing may be said from here.
    withheld: Option<String>,
}

#[derive(Serialize)]
struct Phrase {
    lang: &'static str,
    name: &'static str,
    words: String,
}

pub(crate) async fn family(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "family.html", |scene| draw(scene, None)).await
}

fn draw(scene: &Scene, sent: Option<(&Fields, Refused)>) -> Outcome<Page<Family>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let typed = |name: &str| match &sent {
        Some((fields, _)) => user(field(fields, name)),
        // A name is never carried in an address: addresses are kept in histories.
        None if name == "by" => user(scene.asked.query.get("by").unwrap_or_default()),
        None => String::new(),
    };
    let mut all = Vec::new();
    for one in enquiries(desk)? {
        if !hides_any(scene, one.about)? {
            all.push(one);
        }
    }
    let (mut matches, mut shown) = (Vec::new(), Vec::new());
    for one in open_matches(desk, scene.app.options.fresh_for)? {
        if hides_any(scene, one.enquiry.about.into_iter().chain([one.person.record]))? {
            continue;
        }
        shown.extend([one.enquiry.record, one.person.record]);
        matches.push(Match { line: line(scene, &one.enquiry)?, person: Target::to(say, &one.person) });
    }
    shown.extend(all.iter().take(LISTED).map(|one| one.record));
    scene.looked_at(&shown);
    let view = Family {
        name: typed("name"),
        born: typed("born"),
        relation: typed("relation"),
        asker: typed("asker"),
        contact: typed("contact"),
        matches,
        latest: all.iter().take(LISTED).map(|one| line(scene, one)).collect::<Outcome<_>>()?,
        total: say.text("family-total", &[("number", Arg::Number(all.len() as u64))]),
        by: typed("by"),
        why: Some(typed("why")).filter(|why| !why.is_empty()).unwrap_or_else(|| say.the("family-why")),
        refused: sent.map(|(_, refused)| refused),
    };
    Ok(Page { title: say.the("family-title"), view })
}

fn line(scene: &Scene, one: &EnquiryView) -> Outcome<Line> {
    let say = &scene.say;
    let short = |text: &str| user(cut(text, 200).0);
    let mut answers = Vec::new();
    for answer in &one.answers {
        let told = SafeAnswer::read(&answer.code);
        answers.push(Told {
            id: answer.id.to_string(),
            words: match told {
                Some(told) => phrase(scene, say, told)?,
                None => say.the("family-answer-unknown"),
            },
            at: say.moment_beside(answer.at, scene.app.desk.now(), scene.zone()),
            by: user(&answer.by),
        });
    }
    Ok(Line {
        href: format!("/family/{}", one.record),
        name: short(&one.name),
        born: one.born.as_deref().map(short),
        relation: one.relation.as_deref().map(short),
        asker: one.asker.as_deref().map(short),
        at: say.moment_beside(one.at, scene.app.desk.now(), scene.zone()),
        by: user(&one.by),
        answers,
    })
}

/// What is read aloud: one of four sentences, with nothing in it but a unit's name and a time.
fn phrase(scene: &Scene, say: &Say, answer: SafeAnswer) -> Outcome<String> {
    Ok(match answer {
        SafeAnswer::NotKnown => say.the("family-say-not-known"),
        SafeAnswer::Reported => say.the("family-say-reported"),
        SafeAnswer::Released => say.the("family-say-released"),
        SafeAnswer::Located { unit, at } => {
            let named = scene.app.desk.casebook().named(unit)?;
            let at = say.moment(at, scene.zone()).words;
            let unit = user(cut(&named.label, 200).0);
            say.text("family-say-located", &[("unit", Arg::Theirs(&unit)), ("at", Arg::Ours(at))])
        }
    })
}

pub(crate) async fn ask_family(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| match take(scene, &fields) {
        Ok(answer) => Ok(answer),
        Err(stop) => {
            let refused = Refused::of(&scene.say, stop)?;
            let page = draw(scene, Some((&fields, refused)))?;
            Ok(html(StatusCode::BAD_REQUEST, scene.app.render(scene, "family.html", page)?))
        }
    })
    .await
}

fn take(scene: &Scene, fields: &Fields) -> Outcome<Response> {
    let (actor, why) = by_and_why(scene, fields)?;
    let sent = |name: &str| Some(field(fields, name).to_owned());
    let note = EnquiryNote {
        name: field(fields, "name").to_owned(),
        born: sent("born"),
        relation: sent("relation"),
        asker: sent("asker"),
        contact: sent("contact"),
    };
    let asked = ask(&scene.app.desk, &actor, &why, &note, 0)?;
    Ok(back(&format!("/family/{}", asked.enquiry), [("by", field(fields, "by"))]))
}

pub(crate) async fn enquiry(State(app): State<Arc<App>>, scene: Scene, Path(id): Path<String>) -> Response {
    app.page(scene, "enquiry.html", move |scene| show(scene, record_in_path(scene, &id)?)).await
}

fn show(scene: &Scene, enquiry: RecordId) -> Outcome<Page<Enquiry>> {
    let (say, desk, query) = (&scene.say, &scene.app.desk, &scene.asked.query);
    let mut found = found(desk, enquiry)?;
    if hides_any(scene, found.enquiry.about)? {
        return Err(Stop::not_found(sentence!("There is no record {record}.", record = enquiry)));
    }
    let mut hidden = Vec::new();
    for one in &found.candidates {
        if scene.hides(one.person.record)? {
            hidden.push(one.person.record);
        }
    }
    // Who is limited to groups of others is not offered: to this operator they are not known.
    found.candidates.retain(|one| !hidden.contains(&one.person.record));
    let mut others = Vec::new();
    for one in found.others {
        if !hides_any(scene, one.about)? {
            others.push(one);
        }
    }
    found.others = others;
    let shown = found.candidates.iter().map(|one| one.person.record);
    scene.looked_at(
        &shown.chain(found.others.iter().map(|one| one.record)).chain([enquiry]).collect::<Vec<_>>(),
    );
    let asked = query.get("person");
    let person = match asked {
        None | Some("none") => None,
        Some(text) => Some(record_in_path(scene, text)?),
    };
    let here = |person: &str| scene.asked.with("person", Some(person));
    let view = Enquiry {
        id: enquiry.to_string(),
        line: line(scene, &found.enquiry)?,
        others: found.others.iter().take(LISTED).map(|one| line(scene, one)).collect::<Outcome<_>>()?,
        people: found
            .candidates
            .iter()
            .map(|one| {
                let id = one.person.record;
                Person {
                    href: here(&id.to_string()),
                    to: Target::to(say, &one.person),
                    written: user(cut(&one.written, 200).0),
                    beside: beside(say, one),
                    chosen: person == Some(id),
                }
            })
            .collect(),
        chosen: asked.map(|_| chosen(scene, person)).transpose()?,
        none_href: here("none"),
        by: user(query.get("by").unwrap_or_default()),
        why: say.the("family-why-answer"),
        why_undo: say.the("family-why-undo"),
    };
    Ok(Page { title: say.the("family-title"), view })
}

/// What the operator sees beside a name, to tell one from another.
fn beside(say: &Say, one: &Candidate) -> Vec<String> {
    let Some(case) = &one.case else { return Vec::new() };
    let mut out: Vec<String> = case.births.iter().map(|(birth, _)| user(cut(birth, 60).0)).collect();
    out.extend(case.ages.iter().filter_map(|age| {
        let age = u64::try_from(*age).ok()?;
        Some(say.text("family-age", &[("number", Arg::Number(age))]))
    }));
    for of in case.detentions.iter().take(3) {
        let words = of.when.iter().chain(&of.places).map(|text| user(cut(text, 80).0));
        let units = of.units.iter().map(|unit| user(cut(&unit.label, 80).0));
        let words: Vec<String> = words.chain(units).collect();
        if !words.is_empty() {
            out.push(words.join(", "));
        }
    }
    out
}

fn chosen(scene: &Scene, person: Option<RecordId>) -> Outcome<Chosen> {
    let mut view = Chosen {
        person: person.map_or_else(|| "none".to_owned(), |person| person.to_string()),
        answer: String::new(),
        form: String::new(),
        phrases: Vec::new(),
        withheld: None,
    };
    let answer = match safe_answer(&scene.app.desk, person, scene.app.options.fresh_for) {
        Ok(answer) => answer,
        Err(Stop::Refusal(_)) => {
            view.withheld = Some(scene.say.the("family-withheld"));
            return Ok(view);
        }
        Err(fault) => return Err(fault),
    };
    view.answer = answer.code();
    view.form = scene.say.the(&format!("family-form-{}", answer.name().replace('_', "-")));
    for language in ALOUD {
        let Some(say) = scene.app.say_in(language) else { continue };
        let words = phrase(scene, &say, answer)?;
        view.phrases.push(Phrase { lang: language.code(), name: language.own_name(), words });
    }
    Ok(view)
}

pub(crate) async fn answer_family(
    State(app): State<Arc<App>>,
    scene: Scene,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let enquiry = record_in_path(scene, &id)?;
        let person = match field(&fields, "person") {
            "none" => None,
            text => Some(record_in_path(scene, text)?),
        };
        let told = SafeAnswer::read(field(&fields, "answer")).ok_or_else(|| {
            Stop::refused(
                "answer",
                sentence!("This is none of the four answers; go back and choose who is meant."),
            )
        })?;
        let fresh_for = scene.app.options.fresh_for;
        answer_enquiry(&scene.app.desk, &actor, &why, enquiry, person, told, fresh_for)?;
        Ok(back(&format!("/family/{enquiry}"), [("by", field(&fields, "by"))]))
    })
    .await
}

/// Takes back an answer that was logged by mistake.
pub(crate) async fn take_back_answer(
    State(app): State<Arc<App>>,
    scene: Scene,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let enquiry = record_in_path(scene, &id)?;
        let answer = field(&fields, "answer");
        let answer = answer.parse().map_err(|_| Stop::not_found(sentence!("There is no such answer.")))?;
        take_answer_back(&scene.app.desk, &actor, &why, enquiry, answer)?;
        Ok(back(&format!("/family/{enquiry}"), [("by", field(&fields, "by"))]))
    })
    .await
}
