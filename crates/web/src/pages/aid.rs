//! Help for one detention: its lawyer, and who else was called for whoever is held, with what came of it. Everything
//! said here can be taken back here.

use super::checks::{Refused, back};
use super::form::{Fields, by_and_why, field};
use super::{Choice, record_in_path};
use crate::app::{App, Page, Scene, html};
use crate::say::{Arg, Moment, Target, cut, user, user_block};
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casebook::{InterventionView, LawyerSaid};
use claims::{ClaimId, RecordId, RecordKind};
use desk::intervene::{
    CALLED, InterventionNote, KINDS, LAWYER_STATES, RESPONSES, assign_lawyer, interventions_of,
    lawyer_history, lawyers_on_duty, log_intervention, undo_intervention, undo_lawyer,
};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

/// Lawyers offered by name.
pub(super) const ON_DUTY: usize = 9;

#[derive(Serialize)]
struct AidView {
    id: String,
    who: Target,
    custody: Option<String>,
    unit: Option<Target>,
    lawyer: String,
    history: Vec<LawyerLine>,
    /// The last that was said of the lawyer, for the form to bring back; and what was said meanwhile, when it is not.
    seen: String,
    meanwhile: Option<String>,
    states: Vec<Choice>,
    name: String,
    on_duty: Vec<String>,
    calls: Vec<Call>,
    called: Vec<Choice>,
    kinds: Vec<Choice>,
    responses: Vec<Choice>,
    to: String,
    words: String,
    when: String,
    refused: Option<Refused>,
    /// Which form was refused: `lawyer` or `call`.
    refused_form: &'static str,
    done: Option<Done>,
    may_assign: bool,
    may_call: bool,
    by: String,
    why: String,
    why_undo: String,
}

#[derive(Serialize)]
struct LawyerLine {
    at: Moment,
    words: String,
    by: String,
}

/// What was just saved, and how it is taken back.
#[derive(Serialize)]
struct Done {
    words: String,
    action: String,
    field: &'static str,
    value: String,
}

/// One intervention in a list.
#[derive(Serialize)]
pub(super) struct Call {
    record: String,
    href: String,
    at: Moment,
    of: Vec<Target>,
    called: String,
    to: Vec<String>,
    kind: Option<String>,
    response: String,
    words: Vec<String>,
    by: String,
}

/// What was sent, when a form is shown again.
struct Sent<'f> {
    fields: &'f Fields,
    form: &'static str,
    refused: Option<Refused>,
    /// Somebody else said something since the form was opened.
    meanwhile: bool,
}

pub(crate) async fn aid(State(app): State<Arc<App>>, scene: Scene, Path(id): Path<String>) -> Response {
    app.page(scene, "aid.html", move |scene| draw(scene, detention(scene, &id)?, None)).await
}

/// The detention of an address.
fn detention(scene: &Scene, id: &str) -> Outcome<RecordId> {
    let record = record_in_path(scene, id)?;
    if scene.app.desk.casebook().kind(record)? != Some(RecordKind::Detention) {
        return Err(Stop::not_found(sentence!("{record} is not a detention that is here.", record)));
    }
    Ok(record)
}

fn draw(scene: &Scene, detention: RecordId, sent: Option<Sent<'_>>) -> Outcome<Page<AidView>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let asked = |name: &str| -> String {
        sent.as_ref().map_or_else(
            || scene.asked.query.get(name).unwrap_or_default().to_owned(),
            |sent| field(sent.fields, name).to_owned(),
        )
    };
    let choices = |of: &[&str], prefix: &str, taken: &str| -> Vec<Choice> {
        of.iter().map(|word| Choice::new(word, say.term(&format!("{prefix}{word}")), Some(taken))).collect()
    };
    let (named, custody) = {
        let casebook = desk.casebook();
        (casebook.named(detention)?, casebook.custody_of(detention, desk.now(), scene.app.options.fresh_for)?)
    };
    scene.looked_at(&[detention]);
    let history = lawyer_history(desk, detention)?;
    let identity = scene.may("identity.see");
    let of = desk::intervene::people_of(desk, detention)?;
    let calls = interventions_of(desk, &of)?;
    let shown = self::calls(scene, &calls, 100)?;
    let meanwhile = sent.as_ref().is_some_and(|sent| sent.meanwhile);
    let meanwhile = history.last().filter(|_| meanwhile).map(|last| {
        let (state, name) = casebook::lawyer_that_stands(&history);
        let said = lawyer_in_words(scene, state, name);
        let by = user(&last.by);
        say.text("aid-meanwhile", &[("who", Arg::Theirs(&by)), ("said", Arg::Ours(said))])
    });
    let (done, by) = (done(scene, detention, &history, &calls), user(&asked("by")));
    let why = Some(user(&asked("why"))).filter(|why| !why.is_empty()).unwrap_or_else(|| say.the("aid-why"));
    let view = AidView {
        id: detention.to_string(),
        who: Target::to(say, &named),
        custody: custody.as_ref().map(|now| say.state(now.held.state)),
        unit: custody.and_then(|now| now.unit).map(|unit| Target::to(say, &unit)),
        lawyer: history
            .iter()
            .rev()
            .find_map(|one| one.state.as_deref())
            .map_or_else(|| say.the("board-lawyer-unknown"), |state| say.term(&format!("lawyer_{state}"))),
        history: history
            .iter()
            .rev()
            .filter(|one| identity || one.name.is_none())
            .map(|one| LawyerLine {
                at: say.moment_beside(one.at, desk.now(), scene.zone()),
                words: match (&one.state, &one.name) {
                    (Some(state), _) => say.term(&format!("lawyer_{state}")),
                    (None, name) => user(cut(name.as_deref().unwrap_or_default(), 200).0),
                },
                by: user(&one.by),
            })
            .collect(),
        seen: last_said(&history),
        meanwhile,
        states: choices(&LAWYER_STATES, "lawyer_", &asked("state")),
        name: user(&asked("name")),
        on_duty: if identity {
            lawyers_on_duty(desk, ON_DUTY)?.iter().map(|name| user(name)).collect()
        } else {
            Vec::new()
        },
        calls: shown,
        called: choices(&CALLED, "called_", &asked("called")),
        kinds: choices(&KINDS, "", &asked("kind")),
        responses: choices(&RESPONSES, "response_", &asked("response")),
        to: user(&asked("to")),
        words: user_block(&asked("words")),
        when: user(&asked("when")),
        refused_form: sent.as_ref().map_or("", |sent| sent.form),
        refused: sent.and_then(|sent| sent.refused),
        done,
        may_assign: scene.may("lawyer.assign"),
        may_call: scene.may("intervention.write"),
        by,
        why,
        why_undo: say.the("checks-why-undo"),
    };
    Ok(Page { title: say.the("aid-title"), view })
}

/// The last that was said of a lawyer, as a form brings it back.
fn last_said(history: &[LawyerSaid]) -> String {
    history.last().map(|last| last.claim.to_string()).unwrap_or_default()
}

fn done(
    scene: &Scene,
    detention: RecordId,
    history: &[LawyerSaid],
    calls: &[InterventionView],
) -> Option<Done> {
    let (say, query) = (&scene.say, &scene.asked.query);
    if let Some(claims) = query.get("set") {
        let of: Vec<ClaimId> = claims.split(',').filter_map(|text| text.parse().ok()).collect();
        return history.iter().any(|one| of.contains(&one.claim)).then(|| Done {
            words: say.the("aid-lawyer-saved"),
            action: format!("/aid/{detention}/lawyer/undo"),
            field: "claims",
            value: claims.to_owned(),
        });
    }
    let logged: RecordId = query.get("logged")?.parse().ok()?;
    calls.iter().any(|one| one.record == logged).then(|| Done {
        words: say.the("aid-call-saved"),
        action: format!("/aid/{detention}/call/undo"),
        field: "intervention",
        value: logged.to_string(),
    })
}

/// Interventions as a list shows them, without those for records that are limited to groups of others.
pub(super) fn calls(scene: &Scene, of: &[InterventionView], most: usize) -> Outcome<Vec<Call>> {
    let mut out = Vec::new();
    for one in of {
        if out.len() < most && !super::checks::hides_any(scene, one.of.iter().map(|named| named.record))? {
            out.push(call(scene, one));
        }
    }
    Ok(out)
}

fn call(scene: &Scene, one: &InterventionView) -> Call {
    let say = &scene.say;
    let identity = scene.may("identity.see");
    Call {
        record: one.record.to_string(),
        href: format!("/record/{}", one.record),
        at: say.moment_beside(one.at(), scene.app.desk.now(), scene.zone()),
        of: one.of.iter().map(|named| Target::to(say, named)).collect(),
        called: match &one.called {
            Some(word) => say.term(&format!("called_{word}")),
            None => say.the("aid-somebody"),
        },
        to: one.to.iter().filter(|_| identity).map(|to| user(cut(to, 200).0)).collect(),
        kind: one.sort.as_deref().map(|kind| say.term(kind)),
        response: match &one.response {
            Some(word) => say.term(&format!("response_{word}")),
            None => say.the("aid-no-result"),
        },
        words: one.words.iter().map(|words| user(cut(words, 600).0)).collect(),
        by: user(one.by.first().map_or(&*one.recorded.1, |by| by)),
    }
}

/// Does what a form asks; a form that cannot be taken comes back as it was sent.
fn or_again(
    scene: &Scene,
    id: &str,
    fields: &Fields,
    form: &'static str,
    work: impl FnOnce(RecordId) -> Outcome<Response>,
) -> Outcome<Response> {
    let detention = detention(scene, id)?;
    match work(detention) {
        Ok(answer) => Ok(answer),
        Err(stop) => {
            let refused = Refused::of(&scene.say, stop)?;
            let sent = Sent { fields, form, refused: Some(refused), meanwhile: false };
            let page = draw(scene, detention, Some(sent))?;
            Ok(html(StatusCode::BAD_REQUEST, scene.app.render(scene, "aid.html", page)?))
        }
    }
}

pub(crate) async fn set_lawyer(
    State(app): State<Arc<App>>,
    scene: Scene,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        or_again(scene, &id, &fields, "lawyer", |detention| {
            let (actor, why) = by_and_why(scene, &fields)?;
            // Whoever opened the form before somebody else spoke chooses again, seeing both.
            let seen = fields.iter().find(|(name, _)| name == "seen").map(|(_, seen)| seen.as_str());
            let history = lawyer_history(&scene.app.desk, detention)?;
            if seen.is_some_and(|seen| seen != last_said(&history)) {
                let said = (field(&fields, "state"), field(&fields, "name").trim());
                let stands = casebook::lawyer_that_stands(&history);
                if (stands.0.unwrap_or_default(), stands.1.unwrap_or_default()) == said {
                    // Sent twice, or two people say the same: it is said already.
                    let to = format!("/aid/{detention}");
                    return Ok(back(
                        &to,
                        [("set", last_said(&history).as_str()), ("by", field(&fields, "by"))],
                    ));
                }
                let sent = Sent { fields: &fields, form: "lawyer", refused: None, meanwhile: true };
                let page = draw(scene, detention, Some(sent))?;
                return Ok(html(StatusCode::CONFLICT, scene.app.render(scene, "aid.html", page)?));
            }
            let name = Some(field(&fields, "name"));
            let set = assign_lawyer(&scene.app.desk, &actor, &why, detention, field(&fields, "state"), name)?;
            let claims: Vec<String> = set.claims.iter().map(ToString::to_string).collect();
            let to = format!("/aid/{detention}");
            Ok(back(&to, [("set", claims.join(",").as_str()), ("by", field(&fields, "by"))]))
        })
    })
    .await
}

pub(crate) async fn unset_lawyer(
    State(app): State<Arc<App>>,
    scene: Scene,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let detention = detention(scene, &id)?;
        let claims: Vec<ClaimId> =
            field(&fields, "claims").split(',').filter_map(|text| text.parse().ok()).collect();
        undo_lawyer(&scene.app.desk, &actor, &why, detention, &claims)?;
        Ok(back(&format!("/aid/{detention}"), [("by", field(&fields, "by"))]))
    })
    .await
}

pub(crate) async fn log_intervention_for(
    State(app): State<Arc<App>>,
    scene: Scene,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        or_again(scene, &id, &fields, "call", |detention| {
            let (actor, why) = by_and_why(scene, &fields)?;
            let sent = |name: &str| Some(field(&fields, name).to_owned());
            let note = InterventionNote {
                of: vec![detention],
                called: sent("called"),
                to: sent("to"),
                kind: sent("kind"),
                response: sent("response"),
                words: sent("words"),
                when: sent("when"),
                by: None,
            };
            let logged = log_intervention(&scene.app.desk, &actor, &why, &note)?.intervention.to_string();
            let to = format!("/aid/{detention}");
            Ok(back(&to, [("logged", logged.as_str()), ("by", field(&fields, "by"))]))
        })
    })
    .await
}

pub(crate) async fn undo_intervention_for(
    State(app): State<Arc<App>>,
    scene: Scene,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let detention = detention(scene, &id)?;
        let call = record_in_path(scene, field(&fields, "intervention"))?;
        undo_intervention(&scene.app.desk, &actor, &why, call)?;
        Ok(back(&format!("/aid/{detention}"), [("by", field(&fields, "by"))]))
    })
    .await
}

/// The lawyer of a line in words, with the name for whoever may see names.
pub(super) fn lawyer_in_words(scene: &Scene, state: Option<&str>, name: Option<&str>) -> String {
    let say = &scene.say;
    let state = match state {
        Some(word) => say.term(&format!("lawyer_{word}")),
        None => return say.the("board-lawyer-unknown"),
    };
    match name.filter(|_| scene.may("identity.see")) {
        Some(name) => {
            let name = user(cut(name, 60).0);
            say.text("lawyer-named", &[("state", Arg::Ours(state)), ("name", Arg::Theirs(&name))])
        }
        None => state,
    }
}
