//! Live updates: the ledger position, whenever it moves, as server-sent events. The page decides what to fetch anew.

use crate::app::App;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

/// How soon somebody whose session ended, without anything being saved, is told nothing more.
const STILL_IN: Duration = Duration::from_secs(2);
/// A word now and then, so that a broken line is noticed.
const STILL_HERE: Duration = Duration::from_secs(15);

pub(crate) async fn events(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let position = app.position.clone();
    let events =
        stream::unfold((app, headers, position, true), |(app, headers, mut position, first)| async move {
            loop {
                let moved = match first {
                    true => true,
                    false => match tokio::time::timeout(STILL_IN, position.changed()).await {
                        Ok(Ok(())) => true,
                        Ok(Err(_)) => return None,
                        Err(_) => false,
                    },
                };
                // Somebody who was shut out or signed out elsewhere is told nothing more.
                if !app.is_inside(&headers) {
                    return None;
                }
                if moved {
                    break;
                }
            }
            let now = *position.borrow_and_update();
            let event = Event::default().event("position").id(now.to_string()).data(now.to_string());
            Some((Ok::<_, Infallible>(event), (app, headers, position, false)))
        });
    Sse::new(events).keep_alive(KeepAlive::new().interval(STILL_HERE)).into_response()
}
