//! Health of the ledger: what is checked while it is open, a full verification when somebody asks, and a backup for two people.

use super::leave::{Asks, asked, asker, asks};
use super::{env, today};
use crate::app::{App, Page, Scene, html};
use crate::pages::form::{Fields, by_and_why, field, see_other};
use crate::pages::import::Problem;
use crate::say::{Arg, Moment, cut, user};
use axum::body::{Body, Bytes};
use axum::extract::{Form, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use claims::LeaveKind;
use desk::keep::{BackedUp, backup_agreed_to, backup_alone, doctor, last_kept, verify};
use desk::leave::{Leaving, Left, ask_to_leave};
use desk::{Outcome, Stop};
use serde::Serialize;
use std::fs::File;
use std::io::Read;
use std::sync::Arc;

/// Findings that are listed.
const FINDINGS: usize = 50;

#[derive(Serialize)]
struct Health {
    checks: Vec<CheckView>,
    well: bool,
    root: String,
    snapshot: Option<Moment>,
    backup: Option<Backup>,
    verified: Option<Verified>,
    may_backup: bool,
    asks: Asks,
    problem: Option<Problem>,
    by: String,
    why: String,
}

#[derive(Serialize)]
struct CheckView {
    what: String,
    well: bool,
    says: String,
}

#[derive(Serialize)]
struct Backup {
    at: Moment,
    by: String,
    second: Option<String>,
    entries: String,
}

#[derive(Serialize)]
struct Verified {
    well: bool,
    words: String,
    findings: Vec<String>,
    more: u64,
}

pub(crate) async fn health_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_health.html", |scene| look(scene, None, &Vec::new(), None)).await
}

/// Verifies the ledger as a stranger would, and shows what was found.
pub(crate) async fn check_ledger(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_health.html", |scene| {
        let report = verify(scene.app.desk.dir(), None, false)?;
        let number = report.findings.len() as u64;
        let sound = report.is_sound();
        let verified = Verified {
            well: sound,
            words: scene.say.text(
                "admin-verified",
                &[("entries", Arg::Number(report.entries)), ("number", Arg::Number(number))],
            ),
            findings: report
                .findings
                .iter()
                .take(FINDINGS)
                .map(|finding| user(cut(&finding.to_string(), 500).0))
                .collect(),
            more: number.saturating_sub(FINDINGS as u64),
        };
        look(scene, Some(verified), &Vec::new(), None)
    })
    .await
}

fn look(
    scene: &Scene,
    verified: Option<Verified>,
    typed: &Fields,
    problem: Option<Problem>,
) -> Outcome<Page<Health>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let checks: Vec<CheckView> = doctor(desk)?
        .into_iter()
        .map(|check| CheckView {
            what: user(&check.what),
            well: check.well,
            says: user(cut(&check.says, 800).0),
        })
        .collect();
    let kept = last_kept(desk);
    let view = Health {
        well: checks.iter().all(|check| check.well),
        checks,
        root: crate::door::hex(&desk.position().root),
        snapshot: kept.snapshot.map(|at| say.moment(at, scene.zone())),
        backup: kept.backup.map(|Left { ruled, of }| Backup {
            at: say.moment(ruled.at, scene.zone()),
            by: user(&ruled.author),
            second: Some(user(&of.before)).filter(|second| !second.is_empty()),
            entries: user(&of.value),
        }),
        verified,
        may_backup: scene.may("backup.make"),
        asks: asks(scene, LeaveKind::Backup),
        problem,
        by: field(typed, "by").to_owned(),
        why: field(typed, "why").to_owned(),
    };
    Ok(Page { title: say.the("admin-health"), view })
}

/// Sends a backup that was agreed to, or one where nobody else is; otherwise asks for one. It is sealed, for whoever has the
/// recovery key.
pub(crate) async fn make_backup(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| match made(scene, &fields) {
        Ok(Some((file, made))) => Ok(sent(scene, file, made.bytes)),
        Ok(None) => Ok(see_other("/admin/health")),
        Err(Stop::Refusal(refusal)) if refusal.kind != desk::Kind::Conflict => {
            let page = look(scene, None, &fields, Some(Problem::of(&scene.say, &refusal)))?;
            Ok(html(StatusCode::BAD_REQUEST, scene.app.render(scene, "admin_health.html", page)?))
        }
        Err(stop) => Err(stop),
    })
    .await
}

fn made(scene: &Scene, fields: &Fields) -> Outcome<Option<(File, BackedUp)>> {
    let (desk, who) = (&scene.app.desk, asker(scene));
    if let Some(asked) = asked(fields)? {
        return backup_agreed_to(desk, who, asked, &env).map(Some);
    }
    let (actor, why) = by_and_why(scene, fields)?;
    if asks(scene, LeaveKind::Backup).alone {
        return backup_alone(desk, &actor, &why, &env).map(Some);
    }
    ask_to_leave(desk, who, &actor, &why, &Leaving::Backup)?;
    Ok(None)
}

fn sent(scene: &Scene, file: File, bytes: u64) -> Response {
    let pieces = futures_util::stream::unfold(Some(file), |file| async move {
        let file = file?;
        let read = tokio::task::spawn_blocking(move || {
            let mut file = file;
            let mut piece = vec![0; 256 << 10];
            file.read(&mut piece).map(|n| {
                piece.truncate(n);
                (file, piece)
            })
        });
        match read.await {
            Ok(Ok((_, piece))) if piece.is_empty() => None,
            Ok(Ok((file, piece))) => Some((Ok(Bytes::from(piece)), Some(file))),
            Ok(Err(cause)) => Some((Err(cause), None)),
            Err(_) => Some((Err(std::io::Error::other("reading broke off")), None)),
        }
    });
    let mut answer = Body::from_stream(pieces).into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes));
    let name = format!("attachment; filename=\"habeas-{}.backup\"", today(scene));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    answer
}
