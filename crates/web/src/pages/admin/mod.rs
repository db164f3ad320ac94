//! Keeping the house: legal packs, settings, health, backup, and who did what. Each page asks the desk; none knows a rule.

mod audit;
mod export;
mod health;
mod leave;
mod looks;
mod packs;
mod settings;
mod tokens;
mod units;

pub(crate) use audit::audit_page;
pub(crate) use export::{agree_export, ask_export, export_page, take_export};
pub(crate) use health::{check_ledger, health_page, make_backup};
pub(crate) use looks::looks_page;
pub(crate) use packs::{packs_page, sign_one_pack, unsign_pack};
pub(crate) use settings::{change_one_setting, settings_page};
pub(crate) use tokens::{issue_one_token, revoke_one_token, tokens_page};
pub(crate) use units::{change_places, change_units, places_page, units_page};

use crate::app::{App, Page, Scene, link};
use crate::pages::form::{Fields, field, see_other};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct Admin {
    doors: Vec<Door>,
}

/// A page behind this one.
#[derive(Serialize)]
struct Door {
    href: &'static str,
    name: String,
    hint: String,
}

/// The pages behind this one: address, what opens it, name, and what it is for.
const DOORS: [(&str, &str, &str, &str); 10] = [
    ("/admin/health", "health.see", "admin-health", "admin-health-hint"),
    ("/admin/packs", "about.see", "admin-packs", "admin-packs-hint"),
    ("/admin/units", "unit.edit", "admin-units", "admin-units-hint"),
    ("/admin/places", "unit.edit", "admin-places", "admin-places-hint"),
    ("/admin/settings", "setting.change", "admin-settings", "admin-settings-hint"),
    ("/admin/audit", "audit.see", "admin-audit", "admin-audit-hint"),
    ("/admin/tokens", "token.issue", "admin-tokens", "admin-tokens-hint"),
    ("/admin/looks", "audit.see", "admin-looks", "admin-looks-hint"),
    ("/admin/export", "export.make", "admin-export", "admin-export-hint"),
    ("/import", "import.write", "import-title", "admin-import-hint"),
];

pub(crate) async fn admin_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin.html", |scene| {
        let say = &scene.say;
        let open = DOORS.into_iter().filter(|(_, action, ..)| scene.may(action));
        let doors = open.map(|(href, _, name, hint)| Door { href, name: say.the(name), hint: say.the(hint) });
        Ok(Page { title: say.the("admin-title"), view: Admin { doors: doors.collect() } })
    })
    .await
}

/// A variable of the environment in which the program runs.
fn env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Back to a page after a form, with the handle kept.
fn back(path: &'static str, fields: &Fields) -> Response {
    let by = Some(("by", field(fields, "by"))).filter(|by| !by.1.is_empty());
    see_other(&link(path, by))
}

/// The day it is, as names of files bear it.
fn today(scene: &Scene) -> String {
    scene.app.desk.now().in_zone(scene.zone()).chars().take(10).collect()
}
