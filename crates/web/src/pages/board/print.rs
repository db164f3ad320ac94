//! The board on paper for a lawyer's pocket: one unit, who is held and since when, both clocks, risks, the lawyer, the last
//! check, and lines to write on.

use super::{Line, line};
use crate::app::{App, Page, Scene, link};
use crate::pages::Choice;
use crate::pages::checks::last_check;
use crate::say::{Arg, Moment, cut, user};
use axum::extract::State;
use axum::response::Response;
use desk::look::{BoardQuery, board};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

/// Lines to write on, for each person and at the end.
const BLANK: usize = 6;

#[derive(Serialize)]
struct Pocket {
    units: Vec<Choice>,
    unit: Option<Sheet>,
    at: Moment,
    a6: bool,
    other_size: String,
    pack: String,
    blank: Vec<usize>,
    by: Option<String>,
    /// The person who is printed has no name here when the reader may not see names.
    names: bool,
}

#[derive(Serialize)]
struct Sheet {
    name: String,
    count: String,
    check: String,
    lines: Vec<Line>,
}

pub(crate) async fn pocket(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "pocket.html", draw).await
}

fn draw(scene: &Scene) -> Outcome<Page<Pocket>> {
    let (say, app, query) = (&scene.say, &scene.app, &scene.asked.query);
    let asked = BoardQuery { at: None, position: None, fresh_for: app.options.fresh_for };
    let drawn = board(&app.desk, &asked)?;
    let wanted = query.get("unit");
    let mut units: Vec<Choice> = drawn
        .units
        .iter()
        .filter_map(|unit| {
            let key = unit.unit?.to_string();
            Some(Choice::new(&key, user(cut(&unit.label, 200).0), wanted))
        })
        .collect();
    scene.say.by_alphabet(&mut units, |one| &one.label);
    let unit = match wanted {
        None => None,
        Some(wanted) => {
            let found =
                drawn.units.iter().find(|unit| unit.unit.is_some_and(|unit| unit.to_string() == wanted));
            let unit =
                found.ok_or_else(|| Stop::not_found(sentence!("There is no such unit on the board.")))?;
            let mut lines = Vec::new();
            let mut seen = Vec::new();
            for held in &unit.held {
                if !scene.hides(held.detention)? {
                    seen.push(held.facts.person.unwrap_or(held.detention));
                    lines.push(line(scene, held, drawn.at));
                }
            }
            scene.looked_at(&seen);
            Some(Sheet {
                name: user(cut(&unit.label, 200).0),
                count: super::held_count(say, unit.held_count, unit.maybe_count),
                check: last_check(scene, unit.last_check.as_ref(), drawn.at),
                lines,
            })
        }
    };
    let a6 = query.get("size") == Some("a6");
    let member = scene.member.as_ref().map(|member| user(&member.handle));
    let view = Pocket {
        units,
        unit,
        at: say.moment(drawn.at, scene.zone()),
        a6,
        other_size: link(
            "/board/print",
            [("unit", wanted.unwrap_or_default()), ("size", if a6 { "a5" } else { "a6" })],
        ),
        pack: super::pack_in_words(scene),
        blank: (0..BLANK).collect(),
        by: member.map(|by| say.text("pocket-by", &[("by", Arg::Theirs(&by))])),
        names: scene.may("identity.see"),
    };
    Ok(Page { title: say.the("pocket-title"), view })
}
