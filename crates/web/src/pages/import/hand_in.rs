//! The page of imports: hand in a file or a text; what waits; what came in lately.

use super::{PATH, read_aside};
use crate::app::{App, Page, Scene, html, link};
use crate::pages::form::see_other;
use crate::pages::form::{self, Fields, field};
use crate::say::{Arg, Moment, Say, cut, user};
use crate::upload::{self, Part, apart};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use desk::import::{FileInHand, ImportChoices, SlipState, Ticket, hand_in, handed_in, slips};
use desk::{Outcome, Stop};
use desk::{Sentence, sentence};
use serde::Serialize;
use std::sync::Arc;

/// Imports that are listed.
const LISTED: usize = 40;
/// Bytes of a refused text that are given back into the form.
const GIVEN_BACK: usize = 256 << 10;

#[derive(Serialize)]
struct Import {
    most: u64,
    slips: Vec<Waiting>,
    came: Vec<Came>,
    fields: Typed,
    problem: Option<Problem>,
}

/// What was typed, given back when it is refused.
#[derive(Serialize, Default)]
struct Typed {
    by: String,
    title: String,
    text: String,
    source: String,
    published: String,
    url: String,
}

/// Why it was refused, in the reader's language.
#[derive(Serialize)]
pub(in crate::pages) struct Problem {
    pub field: &'static str,
    pub say: String,
    pub hint: Option<String>,
}

impl Problem {
    pub(in crate::pages) fn of(say: &Say, refusal: &desk::Refusal) -> Self {
        Self {
            field: refusal.field.unwrap_or_default(),
            say: cut(&say.sentence(&refusal.say), 1500).0.to_owned(),
            hint: say.advice(refusal),
        }
    }
}

#[derive(Serialize)]
struct Waiting {
    href: String,
    name: String,
    words: String,
    at: Moment,
    by: String,
}

#[derive(Serialize)]
struct Came {
    href: String,
    label: String,
    at: Moment,
    by: String,
    why: String,
    undone: bool,
}

pub(crate) async fn import_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "import.html", |scene| {
        let by = scene.asked.query.get("by").unwrap_or_default().to_owned();
        look(scene, Typed { by, ..Typed::default() }, None)
    })
    .await
}

fn look(scene: &Scene, fields: Typed, problem: Option<Problem>) -> Outcome<Page<Import>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let zone = scene.zone();
    let slips = slips(desk)
        .into_iter()
        .map(|slip| Waiting {
            href: format!("{PATH}/{}", slip.ticket),
            name: user(&slip.name),
            words: say.the(state_word(&slip.state)),
            at: say.moment(slip.since, zone),
            by: user(slip.by.handle()),
        })
        .collect();
    let came = handed_in(desk, LISTED)?
        .into_iter()
        .map(|(of, named)| Came {
            href: format!("{PATH}/report/{}", of.report),
            label: user(cut(&named.label, 200).0),
            at: say.moment(of.at, zone),
            by: user(&of.author),
            why: user(cut(&of.why, 200).0),
            undone: of.withdrawn.is_some(),
        })
        .collect();
    let view = Import { most: (upload::CAP >> 20) as u64, slips, came, fields, problem };
    Ok(Page { title: say.the("import-title"), view })
}

/// How a file of the tray stands, in a few words.
pub(super) fn state_word(state: &SlipState) -> &'static str {
    match state {
        SlipState::Reading(..) => "import-is-read",
        SlipState::Read(_) => "import-waits",
        SlipState::Refused(_) => "import-refused",
        SlipState::Saving(..) => "import-is-saved",
        SlipState::Done(imported) if imported.stopped => "import-stopped",
        SlipState::Done(_) => "import-done",
        SlipState::Broken => "import-broken",
    }
}

/// Takes a file, or a text that was pasted.
pub(crate) async fn hand_in_file(
    State(app): State<Arc<App>>,
    scene: Scene,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let parts = upload::read(&headers, body).await;
    app.make(scene, move |scene| {
        let (file, fields) = match parts {
            Ok(parts) => apart(parts),
            Err(stop) => return again(scene, &Vec::new(), stop),
        };
        match take(scene, file, &fields) {
            Ok(ticket) => {
                read_aside(&scene.app, ticket)?;
                let to = link(
                    &format!("{PATH}/{ticket}"),
                    Some(("by", field(&fields, "by"))).filter(|by| !by.1.is_empty()),
                );
                Ok(see_other(&to))
            }
            Err(stop) => again(scene, &fields, stop),
        }
    })
    .await
}

/// The form again, with what was typed and why it was refused.
fn again(scene: &Scene, fields: &Fields, stop: Stop) -> Outcome<Response> {
    let Stop::Refusal(refusal) = stop else { return Err(stop) };
    let of = |name: &str| field(fields, name).to_owned();
    let typed = Typed {
        by: of("by"),
        title: of("title"),
        text: cut(field(fields, "text"), GIVEN_BACK).0.to_owned(),
        source: of("source"),
        published: of("published"),
        url: of("url"),
    };
    let page = look(scene, typed, Some(Problem::of(&scene.say, &refusal)))?;
    let status =
        if refusal.kind == desk::Kind::Conflict { StatusCode::CONFLICT } else { StatusCode::BAD_REQUEST };
    Ok(html(status, scene.app.render(scene, "import.html", page)?))
}

fn take(scene: &Scene, file: Option<Part>, fields: &Fields) -> Outcome<Ticket> {
    let by = form::by(scene, fields)?;
    let filled = |name: &str| Some(field(fields, name).trim().to_owned()).filter(|value| !value.is_empty());
    let choices = ImportChoices {
        source: filled("source"),
        published: filled("published"),
        url: filled("url"),
        ..ImportChoices::default()
    };
    // A time that cannot be read is said now, not after the file.
    if let Some(published) = &choices.published {
        claims::when::When::parse(published, scene.zone()).map_err(|problem| {
            Stop::refused("published", Sentence::from(&problem))
                .hint(sentence!("Write it as 2031-06-08T18:00, or 2031-06-08 for a whole day."))
        })?;
    }
    let text = field(fields, "text").trim();
    let held = match file {
        Some(part) => {
            FileInHand::in_memory(part.file.as_deref().unwrap_or_default(), Arc::from(&*part.bytes))
        }
        None if !text.is_empty() => {
            let title = filled("title").unwrap_or_else(|| scene.say.the("import-pasted"));
            FileInHand::in_memory(&format!("{title}.txt"), Arc::from(text.as_bytes()))
        }
        None => {
            let say = sentence!("Choose a file, or paste a text.");
            return Err(Stop::refused(if field(fields, "pasted").is_empty() { "file" } else { "text" }, say));
        }
    };
    hand_in(&scene.app.desk, &by, held, choices)
}

/// A number of bytes in words.
pub(super) fn size_words(scene: &Scene, bytes: usize) -> String {
    let kilobytes = (bytes as u64).div_ceil(1024);
    if kilobytes < 10_240 {
        scene.say.text("import-kilobytes", &[("number", Arg::Number(kilobytes))])
    } else {
        scene.say.text("import-megabytes", &[("number", Arg::Number(kilobytes / 1024))])
    }
}
