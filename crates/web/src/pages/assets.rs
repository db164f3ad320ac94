//! The style, the script and the mark: compiled in, named by their content, so that a browser may keep them for good.

use crate::app::App;
use crate::door::hex;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// One asset.
pub(crate) struct Asset {
    /// Where it is.
    pub address: String,
    kind: &'static str,
    bytes: &'static str,
}

/// All of them.
pub(crate) struct Assets {
    pub style: Asset,
    pub script: Asset,
    pub assign: Asset,
    pub keys: Asset,
    pub sort: Asset,
    pub slide: Asset,
    pub review: Asset,
    pub watch: Asset,
    pub records: Asset,
    pub passkey: Asset,
    pub outbox: Asset,
    pub intake: Asset,
    pub mark: Asset,
}

/// A small module of our own by the name of its file.
macro_rules! script {
    ($name:literal) => {
        Asset::new(
            $name,
            "js",
            "text/javascript; charset=utf-8",
            include_str!(concat!("../../assets/", $name, ".js")),
        )
    };
}

/// The one style: a sheet for every page, then one for each room that has its own.
const STYLE: &str = concat!(
    include_str!("../../assets/habeas.css"),
    include_str!("../../assets/access.css"),
    include_str!("../../assets/intake.css"),
    include_str!("../../assets/units.css"),
    include_str!("../../assets/records.css"),
    include_str!("../../assets/counts.css"),
    include_str!("../../assets/office.css"),
);

impl Assets {
    pub fn new() -> Self {
        Self {
            style: Asset::new("habeas", "css", "text/css; charset=utf-8", STYLE),
            script: script!("board"),
            assign: script!("assign"),
            keys: script!("drafts"),
            sort: script!("feeds"),
            slide: script!("counts"),
            review: script!("review"),
            watch: script!("watch"),
            records: script!("records"),
            passkey: script!("passkey"),
            outbox: script!("outbox"),
            intake: script!("intake"),
            mark: Asset::new("mark", "svg", "image/svg+xml", include_str!("../../assets/mark.svg")),
        }
    }
}

impl Asset {
    fn new(name: &str, ending: &str, kind: &'static str, bytes: &'static str) -> Self {
        let digest = hex(&Sha256::digest(bytes.as_bytes()));
        let short: String = digest.chars().take(12).collect();
        Self { address: format!("/assets/{name}-{short}.{ending}"), kind, bytes }
    }
}

/// An asset by its name.
pub(crate) async fn asset(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    app.assets.answer(&name)
}

impl Assets {
    /// The asset of a name.
    pub fn answer(&self, name: &str) -> Response {
        let address = format!("/assets/{name}");
        let assets = [
            &self.style,
            &self.script,
            &self.assign,
            &self.keys,
            &self.sort,
            &self.slide,
            &self.review,
            &self.watch,
            &self.records,
            &self.passkey,
            &self.outbox,
            &self.intake,
            &self.mark,
        ];
        let Some(asset) = assets.into_iter().find(|asset| asset.address == address) else {
            return (StatusCode::NOT_FOUND, "There is no such asset.\n").into_response();
        };
        let mut answer = asset.bytes.into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
        headers
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        answer
    }
}
