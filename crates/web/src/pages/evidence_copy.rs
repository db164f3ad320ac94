//! Handing out a working copy of evidence: a download under a name that we made, never inside a page. The original has
//! no address here. Each copy is a link of custody, so it takes a button, not a link.

use super::record_in_path;
use crate::app::{App, Scene};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use desk::evidence::{Vault, working_copy};
use desk::{Actor, Outcome, Reason, Stop};
use std::fmt;
use std::sync::Arc;

/// Opens the shelf.
pub type OpenVault = Arc<dyn Fn() -> Outcome<Vault> + Send + Sync>;

/// How the pages reach evidence.
#[derive(Clone)]
pub struct Evidence {
    /// Under whose handle copies are handed out.
    pub by: Actor,
    /// Opens the shelf when the first copy is asked for: a bucket that cannot be reached must not keep the board away.
    pub open: OpenVault,
}

impl fmt::Debug for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Evidence").field("by", &self.by).finish_non_exhaustive()
    }
}

pub(crate) async fn evidence_copy(
    State(app): State<Arc<App>>,
    scene: Scene,
    Path(id): Path<String>,
) -> Response {
    app.make(scene, move |scene| {
        let record = record_in_path(scene, &id)?;
        let Some(evidence) = &scene.app.options.evidence else {
            return Err(Stop::not_found("No shelf of evidence is open here."));
        };
        let vault = (evidence.open)()?;
        let why = Reason::parse("looked at in the pages")?;
        let copy = working_copy(&scene.app.desk, &vault, &evidence.by, &why, record)?;
        let kind = if copy.name.ends_with(".jpg") { "image/jpeg" } else { "image/png" };
        let name = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", copy.name))
            .map_err(|cause| Stop::fault("naming a download", cause))?;
        let mut answer = copy.bytes.to_vec().into_response();
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, name);
        Ok(answer)
    })
    .await
}
