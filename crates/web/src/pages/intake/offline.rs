//! What a browser keeps so that the form opens without a network: the empty form of each language, which holds nothing of
//! the casebook, and the service worker that keeps it. Open before signing in, since there is nothing in it.

use super::form;
use crate::app::{App, Page, Scene};
use crate::door::hex;
use crate::pages::Assets;
use crate::say::Language;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::Outcome;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What the empty form is made of, so that a new program is told from an old one.
const MADE_OF: &str = concat!(
    include_str!("../../../templates/base.html"),
    include_str!("../../../templates/intake.html"),
    include_str!("../../../i18n/en/intake.ftl"),
    include_str!("../../../i18n/ru/intake.ftl"),
    include_str!("../../../i18n/kk/intake.ftl"),
    include_str!("../../../assets/sw.js"),
);

/// The empty form of a language.
pub(crate) async fn empty_form(
    State(app): State<Arc<App>>,
    mut scene: Scene,
    Path(code): Path<String>,
) -> Response {
    // Like a stranger's page, whoever asks: no name, no unit, no position.
    scene.inside = false;
    scene.member = None;
    scene.session = None;
    scene.asked = crate::app::Asked { path: super::PATH.to_owned(), ..crate::app::Asked::default() };
    let Some(scene) = Language::of(&code).and_then(|language| app.in_language(scene, language)) else {
        return (StatusCode::NOT_FOUND, "There is no such language.\n").into_response();
    };
    app.page(scene, "intake.html", |scene| -> Outcome<Page<super::Form>> {
        let mut form = form(scene, &Vec::new())?;
        // Kept for many calls: each draws a key of its own.
        form.key = String::new();
        Ok(Page { title: scene.say.the("intake-title"), view: form })
    })
    .await
}

/// The service worker. It lies at the root, since it may only keep what lies below it.
pub(crate) async fn worker(State(app): State<Arc<App>>) -> Response {
    let shell = shell(&app.assets);
    let script = format!("const SHELL = {shell};\n{}", include_str!("../../../assets/sw.js"));
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    let fresh = HeaderValue::from_static("no-cache");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, fresh)], script).into_response()
}

fn shell(assets: &Assets) -> serde_json::Value {
    let kept = [&assets.style, &assets.outbox, &assets.intake, &assets.mark];
    let addresses: Vec<&str> = kept.into_iter().map(|asset| asset.address.as_str()).collect();
    let sum = Sha256::digest(format!("{addresses:?}{MADE_OF}").as_bytes());
    let name: String = hex(&sum).chars().take(16).collect();
    let languages: Vec<&str> = Language::ALL.into_iter().map(Language::code).collect();
    json!({
        "name": format!("habeas-shell-{name}"),
        "assets": addresses,
        "outbox": assets.outbox.address,
        "languages": languages,
    })
}

/// What makes the pages an app that can be installed.
pub(crate) async fn manifest(State(app): State<Arc<App>>, scene: Scene) -> Response {
    let manifest = json!({
        "name": "habeas",
        "short_name": "habeas",
        "id": super::PATH,
        "start_url": super::PATH,
        "scope": "/",
        "display": "standalone",
        "lang": scene.say.language.code(),
        "dir": scene.say.language.direction(),
        "background_color": "#f3f6f2",
        "theme_color": "#0b5a48",
        "icons": [{
            "src": app.assets.mark.address, "sizes": "any", "type": "image/svg+xml", "purpose": "any",
        }],
    });
    let kind = HeaderValue::from_static("application/manifest+json");
    let fresh = HeaderValue::from_static("no-cache");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, fresh)], manifest.to_string()).into_response()
}
