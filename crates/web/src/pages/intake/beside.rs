//! What stands beside the form before it is saved: people who may be meant, and what the note seems to say, to tick. The
//! same piece of page with and without scripts; nothing of it is stored.

use super::save::note;
use crate::app::{App, Page, Scene, html};
use crate::pages::form::Fields;
use crate::say::{Arg, Say, Target, cut, user};
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::Outcome;
use desk::record::{AlikePerson, CallNote, FromNote, Suggested, suggest};
use serde::Serialize;
use std::sync::Arc;

/// Longest value or quote shown, in bytes.
const SHOWN: usize = 300;

/// Fields that a value of a note may go into.
const TICKED: [&str; 7] = ["name", "people", "role", "force", "place", "when", "state"];

/// Beside the form.
#[derive(Serialize)]
pub(super) struct Beside {
    /// How many of both, in one sentence.
    said: String,
    alike: Vec<Met>,
    nearby: Vec<Met>,
    values: Vec<Value>,
}

/// Somebody who may be meant.
#[derive(Serialize)]
struct Met {
    to: Target,
    written: String,
    /// Custody in short.
    held: Option<String>,
    same_place: bool,
}

/// A value to tick.
#[derive(Serialize)]
struct Value {
    /// `FIELD:VALUE`.
    tick: String,
    field: &'static str,
    label: String,
    value: String,
    /// The value in the reader's words, where it is a term.
    shown: String,
    quote: String,
}

#[derive(Serialize)]
struct Piece {
    beside: Beside,
}

/// The piece of page alone, for the script that asks while somebody types.
pub(crate) async fn suggest_beside(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let view = Piece { beside: beside(scene, &note(scene, &fields)?)? };
        let page = Page { title: String::new(), view };
        Ok(html(StatusCode::OK, scene.app.render(scene, "intake_beside.html", page)?))
    })
    .await
}

/// What can be said of this note.
pub(super) fn beside(scene: &Scene, note: &CallNote) -> Outcome<Beside> {
    let Suggested { alike, nearby, values } = suggest(&scene.app.desk, note)?;
    let say = &scene.say;
    // Whoever may not see names is told neither who they are nor that there are any.
    let (alike, nearby) = match scene.may("identity.see") {
        true => (scene.seen(alike, |one| one.record)?, scene.seen(nearby, |one| one.record)?),
        false => (Vec::new(), Vec::new()),
    };
    scene.looked_at(&alike.iter().chain(&nearby).map(|one| one.record).collect::<Vec<_>>());
    let people = Arg::Number((alike.len() + nearby.len()) as u64);
    let said =
        say.text("intake-beside-said", &[("people", people), ("values", Arg::Number(values.len() as u64))]);
    Ok(Beside {
        said,
        alike: alike.into_iter().map(|one| met(say, one)).collect(),
        nearby: nearby.into_iter().map(|one| met(say, one)).collect(),
        values: values.into_iter().map(|one| value(say, one)).collect(),
    })
}

fn met(say: &Say, one: AlikePerson) -> Met {
    let held = one.detention.map(|of| {
        let state = say.state(of.state);
        match of.unit {
            Some((_, unit)) => {
                let unit = user(cut(&unit, SHOWN).0);
                say.text("intake-beside-held", &[("state", Arg::Ours(state)), ("unit", Arg::Theirs(&unit))])
            }
            None => state,
        }
    });
    let label = user(cut(&one.label, SHOWN).0);
    let written = one.name.map_or_else(|| label.clone(), |alike| user(cut(&alike.written, SHOWN).0));
    let to = Target { href: format!("/record/{}", one.record), label, kind: String::new() };
    Met { to, written, held, same_place: one.same_place }
}

fn value(say: &Say, one: FromNote) -> Value {
    let shown = match one.field {
        "state" => claims::legal::CustodyState::from_name(&one.value)
            .map_or_else(|| user(&one.value), |state| say.state(state)),
        _ => user(cut(&one.value, SHOWN).0),
    };
    Value {
        tick: format!("{}:{}", one.field, one.value),
        field: one.field,
        label: say.the(&format!("intake-{}", one.field)),
        value: one.value,
        shown,
        quote: user(cut(&one.quote, SHOWN).0),
    }
}

/// Puts what was ticked into the fields of its name: a further name after the others, anything else in place of what
/// stood there.
pub(super) fn with_ticked(mut fields: Fields) -> Fields {
    let ticked: Vec<(String, String)> = fields
        .iter()
        .filter(|(name, _)| name == "take")
        .filter_map(|(_, tick)| tick.split_once(':'))
        .filter(|(field, _)| TICKED.contains(field))
        .map(|(field, value)| (field.to_owned(), value.to_owned()))
        .collect();
    fields.retain(|(name, _)| name != "take");
    for (field, value) in ticked {
        match fields.iter_mut().find(|(name, _)| *name == field) {
            Some((_, there)) if field == "name" && !there.trim().is_empty() => {
                if !there.split(';').any(|name| name.trim() == value.trim()) {
                    *there = format!("{}; {value}", there.trim());
                }
            }
            Some((_, there)) => *there = value,
            None => fields.push((field, value)),
        }
    }
    fields
}
