//! Parts of pages that many have open: when something is saved, two hundred boards ask for the same lines at once. They
//! are made, worded and compressed once for all who see the same with the same rights, in the same language.
//!
//! Must never: show somebody what was made for other rights; show less than the position that the page was told of.

use crate::app::{App, Asked, Page, Scene, html};
use crate::say::Language;
use crate::squeeze::{Squeezed, squeezed};
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use claims::RecordId;
use desk::Outcome;
use desk::access::Role;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Mutex as Turn;

/// How long a part is shown to others: its clocks are told to the minute.
const FRESH: Duration = Duration::from_secs(10);
/// Different parts kept at most; filters and units make many.
const KEPT: usize = 64;

/// Which part it is, and with which eyes it is seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Of {
    asked: String,
    language: Language,
    /// The roles and groups of a member; none for the owner.
    eyes: Option<(Vec<Role>, BTreeSet<String>)>,
}

impl Of {
    fn scene(scene: &Scene) -> Self {
        let eyes = scene.member.as_ref().map(|member| (member.roles.clone(), member.groups.clone()));
        Self { asked: whole(&scene.asked), language: scene.say.language, eyes }
    }
}

/// A part as it was made.
#[derive(Debug, Clone)]
struct Made {
    /// It shows at least what was saved up to here.
    position: u64,
    at: Instant,
    plain: Bytes,
    squeezed: Option<Bytes>,
    /// Whose identity it shows.
    named: Arc<Vec<RecordId>>,
}

/// A part, or the turn to make it.
type Slot = Arc<Turn<Option<Made>>>;

/// The parts that were made lately.
#[derive(Default)]
pub(crate) struct OpenParts(Mutex<HashMap<Of, Slot>>);

impl OpenParts {
    fn slot(&self, of: Of) -> Slot {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= KEPT && !all.contains_key(&of) {
            // Whatever nobody waits for can be made again.
            all.retain(|_, slot| Arc::strong_count(slot) > 1);
        }
        Arc::clone(all.entry(of).or_default())
    }
}

impl App {
    /// A part of a page, for a page that asks for itself anew: made now, or a moment ago for somebody with the same rights
    /// when nothing that this page was told of is missing in it.
    pub async fn open_part<V: Serialize + 'static>(
        self: Arc<Self>,
        scene: Scene,
        template: &'static str,
        look: impl FnOnce(&Scene) -> Outcome<Page<V>> + Send + 'static,
    ) -> Response {
        let Some(told) = scene.asked.told else {
            return self
                .make(scene, move |scene| {
                    let page = look(scene)?;
                    Ok(html(StatusCode::OK, scene.app.render(scene, template, page)?))
                })
                .await;
        };
        let slot = self.open_parts.slot(Of::scene(&scene));
        let mut turn = slot.lock().await;
        if let Some(made) = turn.as_ref().filter(|made| made.position >= told && made.at.elapsed() < FRESH) {
            let made = made.clone();
            drop(turn);
            scene.looked_at(&made.named);
            return made.answer();
        }
        let (sender, made) = tokio::sync::oneshot::channel();
        let answer = self
            .make(scene, move |scene| {
                let (position, at) = (scene.app.desk.level(), Instant::now());
                let page = look(scene)?;
                let plain = Bytes::from(scene.app.render(scene, template, page)?);
                let squeezed = squeezed(&plain).map(Bytes::from);
                let made = Made { position, at, plain, squeezed, named: Arc::new(scene.named()) };
                let answer = made.answer();
                // Nobody waits for it when whoever asked has gone.
                drop(sender.send(made));
                Ok(answer)
            })
            .await;
        *turn = made.await.ok();
        answer
    }
}

impl Made {
    fn answer(&self) -> Response {
        let mut answer = html(StatusCode::OK, self.plain.clone());
        if let Some(squeezed) = &self.squeezed {
            answer.extensions_mut().insert(Squeezed(squeezed.clone()));
        }
        answer
    }
}

/// The path and the query as one text.
fn whole(asked: &Asked) -> String {
    asked.with_each(&[])
}
