//! What this is, and what it is not.

use crate::app::{App, Page, Scene};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct About {
    /// Where the ledger stands: the root that names every entry so far.
    root: String,
    /// The legal pack whose clocks run.
    pack: Option<Pack>,
    version: &'static str,
}

#[derive(Serialize)]
struct Pack {
    id: String,
    instrument: String,
    signed: bool,
    standing: String,
}

pub(crate) async fn about(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "about.html", |scene| {
        let app = &scene.app;
        let pack = app.pack.map(|pack| Pack {
            id: pack.id.clone(),
            instrument: pack.instrument.clone(),
            signed: pack.is_signed(),
            standing: pack.standing(),
        });
        let root = crate::door::hex(&app.desk.position().root);
        Ok(Page {
            title: scene.say.the("about-title"),
            view: About { root, pack, version: env!("CARGO_PKG_VERSION") },
        })
    })
    .await
}
