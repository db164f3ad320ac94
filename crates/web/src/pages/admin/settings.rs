//! Settings: what is in force and where it comes from; the few that are safe are changed here, with a reason. Secrets are
//! never shown.

use super::{back, env};
use crate::app::{App, Page, Scene, html};
use crate::pages::form::{Fields, by_and_why, field};
use crate::pages::import::Problem;
use crate::say::{Moment, cut, user};
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::keep::{CHANGEABLE, Origin, Setting, Settings, change_setting, setting_changes};
use desk::leave::LEFT;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

const PATH: &str = "/admin/settings";
/// Changes that are listed.
const LISTED: usize = 40;

#[derive(Serialize)]
struct SettingsView {
    safe: Vec<Safe>,
    all: Vec<Row>,
    changes: Vec<Change>,
    by: String,
    why: String,
    problem: Option<Problem>,
}

/// A setting that is changed here.
#[derive(Serialize)]
struct Safe {
    name: &'static str,
    words: String,
    value: String,
    origin: String,
    /// Set where the program is started, which overrules this page.
    fixed: bool,
}

#[derive(Serialize)]
struct Row {
    name: &'static str,
    value: String,
    origin: String,
    help: &'static str,
}

#[derive(Serialize)]
struct Change {
    name: String,
    before: String,
    value: String,
    by: String,
    why: String,
    at: Moment,
}

pub(crate) async fn settings_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_settings.html", |scene| look(scene, &Vec::new(), None)).await
}

fn look(scene: &Scene, typed: &Fields, problem: Option<Problem>) -> Outcome<Page<SettingsView>> {
    let say = &scene.say;
    let settings = Settings::read(scene.app.desk.dir(), &env, &[])?;
    let safe = settings.all().filter(|setting| CHANGEABLE.contains(&setting.spec.name)).map(|setting| Safe {
        name: setting.spec.name,
        words: say.the(word(setting.spec.name)),
        value: if field(typed, "setting") == setting.spec.name {
            field(typed, "value").to_owned()
        } else {
            setting.value.clone()
        },
        origin: origin(scene, setting),
        fixed: setting.origin == Origin::Environment,
    });
    let all = settings.all().filter(|setting| !CHANGEABLE.contains(&setting.spec.name)).map(|setting| Row {
        name: setting.spec.name,
        value: match (setting.spec.secret, setting.value.is_empty()) {
            (_, true) => "—".to_owned(),
            (true, false) => say.the("admin-secret"),
            (false, false) => user(cut(&setting.value, 300).0),
        },
        origin: origin(scene, setting),
        help: setting.spec.help,
    });
    let changes = setting_changes(&scene.app.desk)
        .into_iter()
        .filter(|(_, of)| LEFT.iter().all(|kind| kind.name() != &*of.name));
    let changes = changes.take(LISTED).map(|(ruled, of)| Change {
        name: user(&of.name),
        before: user(&of.before),
        value: user(&of.value),
        by: user(&ruled.author),
        why: user(cut(&ruled.why, 500).0),
        at: say.moment(ruled.at, scene.zone()),
    });
    let view = SettingsView {
        safe: safe.collect(),
        all: all.collect(),
        changes: changes.collect(),
        by: match field(typed, "by") {
            "" => scene.asked.query.get("by").unwrap_or_default().to_owned(),
            by => by.to_owned(),
        },
        why: field(typed, "why").to_owned(),
        problem,
    };
    Ok(Page { title: say.the("admin-settings"), view })
}

fn word(name: &str) -> &'static str {
    match name {
        "language" => "admin-set-language",
        "fresh_for" => "admin-set-fresh-for",
        "legal_pack" => "admin-set-legal-pack",
        "sign_out_after" => "admin-set-sign-out-after",
        _ => "admin-set-lock-after",
    }
}

fn origin(scene: &Scene, setting: &Setting) -> String {
    scene.say.the(match setting.origin {
        Origin::Default => "admin-from-default",
        Origin::File => "admin-from-file",
        Origin::Environment => "admin-from-environment",
        Origin::Flag => "admin-from-flag",
    })
}

pub(crate) async fn change_one_setting(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let done = by_and_why(scene, &fields).and_then(|(actor, why)| {
            let (name, value) = (field(&fields, "setting"), field(&fields, "value"));
            change_setting(&scene.app.desk, &actor, &why, &env, name, value)
        });
        match done {
            Ok(_) => Ok(back(PATH, &fields)),
            Err(Stop::Refusal(refusal)) if refusal.kind == desk::Kind::Refused => {
                let page = look(scene, &fields, Some(Problem::of(&scene.say, &refusal)))?;
                let text = scene.app.render(scene, "admin_settings.html", page)?;
                Ok(html(StatusCode::BAD_REQUEST, text))
            }
            Err(stop) => Err(stop),
        }
    })
    .await
}
