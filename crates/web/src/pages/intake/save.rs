//! Saving a call: what the form says becomes one note for the desk. However often the form is sent, one report is made;
//! what cannot be taken comes back as it was typed. A program of ours that asks for JSON is answered in JSON.

use super::beside::{beside, with_ticked};
use super::{Form, PATH, form};
use crate::app::{App, Page, Scene, html, link};
use crate::pages::form::{Fields, by, field, see_other};
use crate::say::Arg;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form as Posted, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use claims::RecordId;
use desk::record::{CallNote, Recorded, record_call};
use desk::sentence;
use desk::{Kind, Outcome, Reason, Stop};
use std::sync::Arc;

/// The longest note, in bytes of its text.
pub(super) const LONGEST_NOTE: usize = 6 << 20;
/// The largest body: each byte of a note may come as three characters.
pub(crate) const LARGEST_BODY: usize = 3 * LONGEST_NOTE + (1 << 20);
const JSON: &str = "application/json";

/// True when a program of ours asks, which is answered with data and not with a page.
fn asks_for_data(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value == JSON)
}

/// The address takes forms from people whose session has ended too: what they typed comes back to them.
pub(crate) async fn save_call(
    State(app): State<Arc<App>>,
    scene: Scene,
    headers: HeaderMap,
    posted: Result<Posted<Fields>, FormRejection>,
) -> Response {
    let data = asks_for_data(&headers);
    let fields = match posted {
        Ok(Posted(fields)) => fields,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return too_long(&scene, data);
        }
        Err(_) if !scene.inside => Vec::new(),
        Err(rejection) => return rejection.into_response(),
    };
    if !scene.inside {
        return signed_out(app, scene, fields, data).await;
    }
    if scene.stale {
        return of_an_earlier_session(app, scene, fields).await;
    }
    app.make(scene, move |scene| {
        // What was ticked beside the form is in its fields from here on.
        let fields = with_ticked(fields);
        if !field(&fields, "look").is_empty() {
            let mut form = form(scene, &fields)?;
            form.beside = Some(beside(scene, &note(scene, &fields)?)?);
            return answer(scene, StatusCode::OK, form, false);
        }
        match taken(scene, &fields) {
            Ok(made) => Ok(done(&made, field(&fields, "by"), data)),
            Err(Stop::Refusal(refusal)) => {
                let status = status_of(refusal.kind);
                let mut form = form(scene, &fields)?;
                let conflict = refusal.kind == Kind::Conflict;
                form.refuse(scene, Stop::Refusal(refusal))?;
                if conflict {
                    // Sent again as it is, it is to be a call of its own.
                    let before = desk::record::report_of_key(&scene.app.desk, field(&fields, "key"))?;
                    form.saved_before(before);
                    form.key = crate::door::hex(&scene.app.desk.fresh()?);
                }
                answer(scene, status, form, data)
            }
            Err(fault) => Err(fault),
        }
    })
    .await
}

/// What was typed is shown again to somebody whose session ended meanwhile: signing in elsewhere and pressing the button
/// once more is enough. Nothing of the casebook is told.
async fn signed_out(app: Arc<App>, scene: Scene, fields: Fields, data: bool) -> Response {
    app.make(scene, move |scene| {
        let mut form = form(scene, &fields)?;
        form.tell(scene, "intake-signed-out", &[]);
        answer(scene, StatusCode::UNAUTHORIZED, form, data)
    })
    .await
}

/// A form of an earlier session comes back with what was typed, and is saved when the button is pressed once more.
async fn of_an_earlier_session(app: Arc<App>, scene: Scene, fields: Fields) -> Response {
    app.make(scene, move |scene| {
        let mut form = form(scene, &fields)?;
        form.tell(scene, "intake-stale", &[]);
        answer(scene, StatusCode::FORBIDDEN, form, false)
    })
    .await
}

fn too_long(scene: &Scene, data: bool) -> Response {
    let made = form(scene, &Vec::new()).and_then(|mut form| {
        let most = Arg::Number((LONGEST_NOTE >> 20) as u64);
        form.tell(scene, "intake-too-long", &[("megabytes", most)]);
        answer(scene, StatusCode::PAYLOAD_TOO_LARGE, form, data)
    });
    made.unwrap_or_else(|stop| crate::stopped::answer(scene, stop))
}

fn status_of(kind: Kind) -> StatusCode {
    match kind {
        Kind::Refused => StatusCode::BAD_REQUEST,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Busy => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The form again, or the same in data.
fn answer(scene: &Scene, status: StatusCode, form: Form, data: bool) -> Outcome<Response> {
    if data {
        let told = form.notice.as_ref();
        let say = told.map(|notice| notice.heading.clone()).unwrap_or_default();
        let sentence = told.and_then(|notice| notice.sentence.clone());
        let field = told.and_then(|notice| notice.field);
        let saved = told.and_then(|notice| notice.saved.clone());
        let body = serde_json::json!({ "say": say, "sentence": sentence, "field": field, "saved": saved });
        return Ok((status, [(header::CONTENT_TYPE, JSON)], body.to_string()).into_response());
    }
    let page = Page { title: scene.say.the("intake-title"), view: form };
    Ok(html(status, scene.app.render(scene, "intake.html", page)?))
}

fn done(made: &Recorded, by: &str, data: bool) -> Response {
    let (report, again) = (made.report.to_string(), if made.new { "" } else { "1" });
    let fields = [("report", report.as_str()), ("by", by), ("twice", again)];
    let to = link(&format!("{PATH}/saved"), fields.into_iter().filter(|(_, value)| !value.is_empty()));
    if data {
        let body = serde_json::json!({ "href": to, "report": report, "receipt": made.receipt.to_string(), "new": made.new });
        return (StatusCode::OK, [(header::CONTENT_TYPE, JSON)], body.to_string()).into_response();
    }
    see_other(&to)
}

/// Logs what the form says.
fn taken(scene: &Scene, fields: &Fields) -> Outcome<Recorded> {
    let actor = by(scene, fields)?;
    // A call that waited on a device is sent under the handle of whoever took it down, or knowingly under another.
    if let Some(member) = &scene.member
        && !field(fields, "as").is_empty()
        && field(fields, "as") != member.handle
    {
        return Err(Stop::refused("as", sentence!("Somebody else took this call down on this device.")));
    }
    let why = Reason::parse(&scene.say.the("intake-why-usual"))?;
    let note = note(scene, fields)?;
    record_call(&scene.app.desk, &actor, &why, &note)
}

/// What the form says, as the desk takes it.
pub(super) fn note(scene: &Scene, fields: &Fields) -> Outcome<CallNote> {
    let given =
        |name: &str| Some(field(fields, name)).filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let report = |name: &str| -> Outcome<Option<RecordId>> {
        given(name).map(|id| super::super::record_in_path(scene, &id)).transpose()
    };
    // A browser sends line ends as two characters; the note has them as they were typed.
    let text = field(fields, "text").replace("\r\n", "\n");
    if text.len() > LONGEST_NOTE {
        return Err(Stop::refused(
            "text",
            sentence!("The note is longer than {most} MB.", most = LONGEST_NOTE >> 20),
        )
        .hint(sentence!("Save it as a file and import it; take down here what it is about.")));
    }
    let risks: Vec<&str> =
        fields.iter().filter(|(name, _)| name == "risk").map(|(_, risk)| risk.as_str()).collect();
    Ok(CallNote {
        text,
        report_type: given("report_type"),
        language: given("language"),
        source: given("source"),
        source_type: given("source_type"),
        name: given("name"),
        people: given("people"),
        when: given("when"),
        place: given("place"),
        unit: given("unit"),
        state: given("state"),
        how: None,
        force: given("force"),
        role: given("role"),
        risk: (!risks.is_empty()).then(|| risks.join(",")),
        lawyer: given("lawyer"),
        charge: given("charge"),
        contact: given("contact"),
        contact_kept: scene.app.options.contacts_kept,
        same_caller: report("same")?,
        adds_to: report("adds")?,
        receipt: given("receipt"),
        key: given("key"),
        waited: field(fields, "waited").parse().unwrap_or(0),
    })
}
