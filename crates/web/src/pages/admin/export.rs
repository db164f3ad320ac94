//! Records leave the house: one member asks for exactly one export, another agrees within a day, and then it is sent, once, line
//! by line. Nothing readable is ever put on a disk of ours.

use super::leave::{Asks, Taken, Theirs, asked, asker, asks, taken, theirs};
use super::today;
use crate::app::{App, Page, Scene, html};
use crate::pages::form::{Fields, by_and_why, field, see_other};
use crate::pages::import::Problem;
use axum::body::{Body, Bytes};
use axum::extract::{Form, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use claims::LeaveKind;
use desk::keep::{ExportFor, ExportForm, Secrets, export};
use desk::leave::{Leaving, agree_to_leave, agreed_to, ask_to_leave, take_alone, use_up};
use desk::{Outcome, Stop, sentence};
use serde::Serialize;
use std::io::Write;
use std::sync::Arc;
use tokio::sync::mpsc::{Sender, channel};

/// Bytes that are sent at once.
const PIECE: usize = 64 * 1024;
/// Pieces that may wait for a slow line.
const WAITING: usize = 4;

#[derive(Serialize)]
struct Export {
    asks: Asks,
    asked: Vec<Theirs>,
    taken: Vec<Taken>,
    csv: bool,
    /// What may be in it: field, words, ticked.
    parts: Vec<(&'static str, String, bool)>,
    /// Everything, also what is limited to groups; or what this member's groups see.
    everything: bool,
    problem: Option<Problem>,
    by: String,
    why: String,
}

pub(crate) async fn export_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_export.html", |scene| look(scene, &Vec::new(), None)).await
}

/// What may be in an export: the field of the form, the message, the right.
const PARTS: [(&str, &str, &str); 3] = [
    ("names", "leave-names", "identity.see"),
    ("tellers", "leave-tellers", "source.see"),
    ("reports", "leave-reports", "report.see"),
];

fn ticked(fields: &Fields, part: &str) -> bool {
    fields.iter().any(|(name, value)| name == "part" && value == part)
}

fn look(scene: &Scene, typed: &Fields, problem: Option<Problem>) -> Outcome<Page<Export>> {
    let say = &scene.say;
    let mine = PARTS.into_iter().filter(|(_, _, right)| scene.may(right));
    let view = Export {
        asks: asks(scene, LeaveKind::Export),
        asked: theirs(scene),
        taken: taken(scene),
        csv: field(typed, "form") == ExportForm::Csv.name(),
        parts: mine.map(|(part, words, _)| (part, say.the(words), ticked(typed, part))).collect(),
        everything: scene.member.is_none(),
        problem,
        by: field(typed, "by").to_owned(),
        why: field(typed, "why").to_owned(),
    };
    Ok(Page { title: say.the("admin-export"), view })
}

/// The page again with what was typed and what is wrong with it; what is no matter of the form goes on.
fn again(scene: &Scene, fields: &Fields, stop: Stop) -> Outcome<Response> {
    match stop {
        Stop::Refusal(refusal) if refusal.kind != desk::Kind::NotFound => {
            let page = look(scene, fields, Some(Problem::of(&scene.say, &refusal)))?;
            Ok(html(StatusCode::BAD_REQUEST, scene.app.render(scene, "admin_export.html", page)?))
        }
        stop => Err(stop),
    }
}

/// The export that a form describes: its form, and the parts that were ticked, as far as whoever asks sees them.
fn described(scene: &Scene, fields: &Fields) -> Outcome<(ExportForm, ExportFor)> {
    let form = ExportForm::from_name(field(fields, "form"))
        .ok_or_else(|| Stop::refused("form", sentence!("An export is made as jsonl or csv.")))?;
    let [identity, source, report] = PARTS.map(|(part, _, right)| ticked(fields, part) && scene.may(right));
    let groups = match for_whom(scene) {
        ExportFor::Member { groups, .. } => groups,
        ExportFor::Holder if identity && source && report => return Ok((form, ExportFor::Holder)),
        ExportFor::Holder => scene.app.desk.members().groups_of_limits(),
    };
    Ok((form, ExportFor::Member { identity, source, report, groups }))
}

/// Asks for exactly one export.
pub(crate) async fn ask_export(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let asked = by_and_why(scene, &fields).and_then(|(actor, why)| {
            let (form, of) = described(scene, &fields)?;
            ask_to_leave(&scene.app.desk, asker(scene), &actor, &why, &Leaving::Export(form, of))
        });
        match asked {
            Ok(_) => Ok(see_other("/admin/export")),
            Err(stop) => again(scene, &fields, stop),
        }
    })
    .await
}

/// Agrees to what somebody else asked: an export, a backup or a token, exactly as it stands on the page.
pub(crate) async fn agree_export(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let nothing = || Stop::not_found(sentence!("Nothing of the kind waits for a second person."));
        let asked = asked(&fields)?.ok_or_else(nothing)?;
        let Some(me) = &scene.member else {
            let stop = Stop::conflict(sentence!(
                "Whoever came in by the one-time link agrees to nothing: a member does."
            ));
            return again(scene, &fields, stop);
        };
        let agreed = by_and_why(scene, &fields)
            .and_then(|(_, why)| agree_to_leave(&scene.app.desk, me.record, &why, asked));
        match agreed {
            Ok(_) => Ok(see_other("/admin/export")),
            Err(stop) => again(scene, &fields, stop),
        }
    })
    .await
}

/// Takes an export: the one that was agreed to, which is used up; or, where nobody else is, the one that the form describes.
/// It is written down, then it is sent.
pub(crate) async fn take_export(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| match to_send(scene, &fields) {
        Ok((form, of)) => Ok(sent(scene, form, of)),
        Err(stop) => again(scene, &fields, stop),
    })
    .await
}

fn to_send(scene: &Scene, fields: &Fields) -> Outcome<(ExportForm, ExportFor)> {
    let desk = &scene.app.desk;
    if let Some(asked) = asked(fields)? {
        let Leaving::Export(form, of) = agreed_to(desk, asker(scene), asked)?.what else {
            return Err(Stop::refused(
                "asked",
                sentence!("Something else was agreed to, and not an export."),
            ));
        };
        use_up(desk, asker(scene), asked)?;
        // Whose rights shrank meanwhile takes no more than they see now.
        return Ok((form, of.no_more_than(&for_whom(scene))));
    }
    let (form, of) = described(scene, fields)?;
    let (actor, why) = by_and_why(scene, fields)?;
    if scene.member.is_some() {
        return Err(Stop::refused(
            "asked",
            sentence!("This leaves the house: somebody else must agree to exactly this first."),
        ));
    }
    take_alone(desk, &actor, &why, &Leaving::Export(form, of.clone()))?;
    Ok((form, of))
}

/// What somebody may take: no more than their pages show.
fn for_whom(scene: &Scene) -> ExportFor {
    match &scene.member {
        None => ExportFor::Holder,
        Some(member) => ExportFor::Member {
            identity: member.may("identity.see"),
            source: member.may("source.see"),
            report: member.may("report.see"),
            groups: member.groups.clone(),
        },
    }
}

fn sent(scene: &Scene, form: ExportForm, of: ExportFor) -> Response {
    let (sender, mut pieces) = channel(WAITING);
    let desk = Arc::clone(&scene.app.desk);
    tokio::task::spawn_blocking(move || {
        let mut line = Line { sender, held: Vec::with_capacity(PIECE) };
        // Whoever takes it sees that it broke off: the answer has no end then.
        if let Err(stop) = export(&desk, form, &of, Secrets::LeftOut, &mut line) {
            let broken = std::io::Error::other(stop.to_string());
            drop(line.sender.blocking_send(Err(broken)));
        }
    });
    let pieces = futures_util::stream::poll_fn(move |context| pieces.poll_recv(context));
    let mut answer = Body::from_stream(pieces).into_response();
    let kind = match form {
        ExportForm::JsonLines => "application/jsonl; charset=utf-8",
        ExportForm::Csv => "text/csv; charset=utf-8",
    };
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let name = format!("attachment; filename=\"habeas-{}.{}\"", today(scene), form.name());
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    answer
}

/// Where the export is written: pieces of an answer, held back until they are worth sending.
struct Line {
    sender: Sender<std::io::Result<Bytes>>,
    held: Vec<u8>,
}

impl Line {
    fn send(&mut self) -> std::io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(PIECE));
        let gone = |_| std::io::Error::other("whoever asked has gone");
        self.sender.blocking_send(Ok(Bytes::from(piece))).map_err(gone)
    }
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.send()
    }
}
