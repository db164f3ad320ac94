//! The keys of the board, and the lawyers who are assigned with one of them: a part of the board's page that its script
//! asks for by itself, since only whoever has the script can use it.

use crate::app::{App, Page, Scene, html};
use crate::pages::aid::ON_DUTY;
use crate::say::{cut, user};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use std::sync::Arc;

pub(crate) async fn board_keys(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.make(scene, |scene| {
        let names = match scene.may("identity.see") {
            true => desk::intervene::lawyers_on_duty(&scene.app.desk, ON_DUTY)?,
            false => Vec::new(),
        };
        let view: Vec<String> = names.iter().map(|name| user(cut(name, 60).0)).collect();
        let page = Page { title: scene.say.the("keys-title"), view };
        Ok(html(StatusCode::OK, scene.app.render(scene, "keys.html", page)?))
    })
    .await
}
