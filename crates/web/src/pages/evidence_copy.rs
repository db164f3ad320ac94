//! Handing out a working copy of evidence: as a download under a name that we made, or as a picture on the page of its
//! record. The original has no address here. Each look is a link of custody, so it takes a button.

use super::record_in_path;
use crate::app::{App, Scene};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use claims::RecordId;
use desk::evidence::{Vault, WorkingCopy, working_copy};
use desk::sentence;
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

/// The working copy as a picture inside a page of ours, and nowhere else. Looking at it is a link of custody, like a copy.
pub(crate) async fn evidence_picture(
    State(app): State<Arc<App>>,
    scene: Scene,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    app.make(scene, move |scene| {
        let record = record_in_path(scene, &id)?;
        if !is_part_of_a_page(&headers) {
            return Err(Stop::not_found(sentence!("A picture is shown on the page of its record only.")));
        }
        let copy = handed_out(scene, record, "looked at on the page of its record")?;
        let kind = media_of(&copy.name);
        let mut answer = copy.bytes.to_vec().into_response();
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        Ok(answer)
    })
    .await
}

/// True when the browser says that it wants a picture for a page of ours. One that does not say what it wants says at
/// least from which page it comes: a link in a message must not make a custody entry.
fn is_part_of_a_page(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-dest") {
        Some(wanted) => wanted == "image" && text("sec-fetch-site") == Some("same-origin"),
        None => match (text("referer"), text("host")) {
            (Some(from), Some(host)) => from.starts_with(&format!("http://{host}/record/")),
            _ => false,
        },
    }
}

fn handed_out(scene: &Scene, record: RecordId, why: &str) -> Outcome<WorkingCopy> {
    let Some(evidence) = &scene.app.options.evidence else {
        return Err(Stop::not_found(sentence!("No shelf of evidence is open here.")));
    };
    let by = match &scene.member {
        Some(member) => Actor::parse(&member.handle)?,
        None => evidence.by.clone(),
    };
    working_copy(&scene.app.desk, &(evidence.open)()?, &by, &Reason::parse(why)?, record)
}

fn media_of(name: &str) -> &'static str {
    if name.ends_with(".jpg") { "image/jpeg" } else { "image/png" }
}

pub(crate) async fn evidence_copy(
    State(app): State<Arc<App>>,
    scene: Scene,
    Path(id): Path<String>,
) -> Response {
    app.make(scene, move |scene| {
        let record = record_in_path(scene, &id)?;
        let copy = handed_out(scene, record, "looked at in the pages")?;
        let kind = media_of(&copy.name);
        let name = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", copy.name))
            .map_err(|cause| Stop::fault("naming a download", cause))?;
        let mut answer = copy.bytes.to_vec().into_response();
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, name);
        Ok(answer)
    })
    .await
}
