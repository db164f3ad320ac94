//! Records leave the house: one member asks, another agrees within a day, and then what the asker may see is sent line by line.
//! Nothing readable is ever put on a disk of ours.

use super::{agreed, today};
use crate::app::{App, Page, Scene, html};
use crate::pages::form::{Fields, by_and_why, field, see_other};
use crate::pages::import::Problem;
use crate::say::{Moment, user};
use axum::body::{Body, Bytes};
use axum::extract::{Form, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use casebook::same_handle;
use claims::{Ask, ClaimId};
use desk::access::{self, Member};
use desk::keep::{ExportFor, ExportForm, export, export_by_two, exports_taken};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::io::Write;
use std::sync::Arc;
use tokio::sync::mpsc::{Sender, channel};

/// Exports that are listed.
const LISTED: usize = 20;
/// Bytes that are sent at once.
const PIECE: usize = 64 * 1024;
/// Pieces that may wait for a slow line.
const WAITING: usize = 4;

#[derive(Serialize)]
struct Export {
    /// What of the casebook would be in it, for whoever looks.
    holds: String,
    mine: Option<Mine>,
    asked: Vec<AskedView>,
    taken: Vec<Taken>,
    problem: Option<Problem>,
    by: String,
    second: String,
    why: String,
}

/// Where one's own request stands.
#[derive(Serialize)]
struct Mine {
    asked: Option<Moment>,
    agreed: Option<String>,
}

#[derive(Serialize)]
struct AskedView {
    id: String,
    by: String,
    at: Moment,
    why: String,
}

#[derive(Serialize)]
struct Taken {
    at: Moment,
    by: String,
    second: String,
    what: String,
    why: String,
}

pub(crate) async fn export_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_export.html", |scene| look(scene, &Vec::new(), None)).await
}

fn look(scene: &Scene, typed: &Fields, problem: Option<Problem>) -> Outcome<Page<Export>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let handle = scene.member.as_ref().map(|member| member.handle.as_str());
    let members = desk.members();
    let now = desk.now();
    let waits = |asked: &&access::Asked| {
        asked.what == Ask::Export
            && asked.agreed.is_none()
            && now.seconds_since(asked.at) < access::AGREED_FOR
    };
    let is_mine = |asked: &&access::Asked| handle.is_some_and(|handle| same_handle(&asked.by, handle));
    let others = members.asked.iter().filter(waits).filter(|asked| !is_mine(asked));
    let asked = others.map(|asked| AskedView {
        id: asked.id.to_string(),
        by: user(&asked.by),
        at: say.moment(asked.at, scene.zone()),
        why: user(&asked.why),
    });
    let asked = asked.collect();
    let waiting = members.asked.iter().filter(waits).filter(is_mine).map(|asked| asked.at).max();
    drop(members);
    let mine = handle.map(|handle| Mine {
        asked: waiting.map(|at| say.moment(at, scene.zone())),
        agreed: access::export_agreed_by(desk, handle).map(|by| user(&by)),
    });
    let taken = exports_taken(desk).into_iter().take(LISTED).map(|(ruled, of)| Taken {
        at: say.moment(ruled.at, scene.zone()),
        by: user(&ruled.author),
        second: user(&of.before),
        what: user(&of.value),
        why: user(&ruled.why),
    });
    let view = Export {
        holds: say.the(match (scene.may("identity.see"), scene.may("source.see")) {
            (true, true) if scene.member.is_none() => "export-holds-everything",
            (true, true) => "export-holds-all",
            (true, false) => "export-holds-names",
            (false, _) => "export-holds-facts",
        }),
        mine,
        asked,
        taken: taken.collect(),
        problem,
        by: field(typed, "by").to_owned(),
        second: field(typed, "second").to_owned(),
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

/// Asks for one's own export.
pub(crate) async fn ask_export(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let asked = by_and_why(scene, &fields).and_then(|(actor, why)| match &scene.member {
            Some(me) => access::ask(&scene.app.desk, &actor, &why, Ask::Export, me.record),
            None => Err(Stop::conflict(sentence!(
                "Whoever came in by the one-time link has no request of their own."
            ))),
        });
        match asked {
            Ok(_) => Ok(see_other("/admin/export")),
            Err(stop) => again(scene, &fields, stop),
        }
    })
    .await
}

/// Agrees to somebody else's export, and to nothing else that may wait.
pub(crate) async fn agree_export(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let nothing = || Stop::not_found(sentence!("Nothing of the kind waits for a second person."));
        let asked: ClaimId = field(&fields, "asked").parse().map_err(|_| nothing())?;
        let what = scene.app.desk.members().asked.iter().find(|of| of.id == asked).map(|of| of.what);
        if what != Some(Ask::Export) {
            return Err(nothing());
        }
        let agreed = by_and_why(scene, &fields)
            .and_then(|(actor, why)| access::agree(&scene.app.desk, &actor, &why, asked));
        match agreed {
            Ok(_) => Ok(see_other("/admin/export")),
            Err(stop) => again(scene, &fields, stop),
        }
    })
    .await
}

/// Takes the export: what these two are is written down, then it is sent.
pub(crate) async fn take_export(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let form = ExportForm::from_name(field(&fields, "form"))
            .ok_or_else(|| Stop::refused("form", sentence!("An export is made as jsonl or csv.")))?;
        let taken = by_and_why(scene, &fields).and_then(|(actor, why)| {
            let second = agreed(scene, &fields)?;
            export_by_two(&scene.app.desk, &actor, &second, &why, form)
        });
        match taken {
            Ok(()) => Ok(sent(scene, form)),
            Err(stop) => again(scene, &fields, stop),
        }
    })
    .await
}

/// What somebody may take: no more than their pages show.
fn for_whom(member: Option<&Member>) -> ExportFor {
    match member {
        None => ExportFor::Holder,
        Some(member) => ExportFor::Member {
            identity: member.may("identity.see"),
            source: member.may("source.see"),
            report: member.may("report.see"),
            groups: member.groups.clone(),
        },
    }
}

fn sent(scene: &Scene, form: ExportForm) -> Response {
    let (sender, mut pieces) = channel(WAITING);
    let (desk, of) = (Arc::clone(&scene.app.desk), for_whom(scene.member.as_ref()));
    tokio::task::spawn_blocking(move || {
        let mut line = Line { sender, held: Vec::with_capacity(PIECE) };
        // Whoever takes it sees that it broke off: the answer has no end then.
        if let Err(stop) = export(&desk, form, &of, &mut line) {
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
