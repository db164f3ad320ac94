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
    /// How many entries an outside authority timestamped, of how many; none when nobody is configured.
    covered: Option<u64>,
    entries: u64,
    /// The address that locks at once. Words, not a link: nobody shall press it in passing, no browser fetch it ahead.
    panic: String,
    /// After how long it locks by itself.
    lock_after: Option<String>,
    /// Minutes in which a member may ask for nothing and stay in.
    minutes: u64,
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
            signed: desk::keep::signature_of(&app.desk, pack).is_some(),
            standing: desk::keep::signature_of(&app.desk, pack)
                .map_or_else(|| pack.standing(), |of| format!("{}, {}", of.lawyer, of.date)),
        });
        let stamps = app.desk.stamps()?;
        let entries = app.desk.position().entries;
        let covered = (stamps.authorities > 0).then(|| stamps.covered().min(entries));
        let root = crate::door::hex(&app.desk.position().root);
        let locking = &app.options.locking;
        let panic = crate::serve::link_to(app.address, app.options.public.as_ref(), &locking.panic_path());
        let seconds = locking.after.map(|after| i64::try_from(after.as_secs()).unwrap_or(i64::MAX));
        let lock_after = seconds.map(|seconds| scene.say.length(seconds));
        let version = env!("CARGO_PKG_VERSION");
        let minutes = app.options.sign_out_after.as_secs() / 60;
        Ok(Page {
            title: scene.say.the("about-title"),
            view: About { root, pack, version, covered, entries, panic, lock_after, minutes },
        })
    })
    .await
}
