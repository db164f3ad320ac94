//! Streets on the map page: what of the operator's file is drawn, the steps that it makes possible, and whose data it is.

use super::map::seen;
use crate::app::Scene;
use crate::draw::{ACROSS, STREETS, View};
use crate::say::{Arg, cut, user};
use crate::streets::{Credit, Section};
use claims::Coordinates;
use serde::Serialize;

/// The steps and how many kilometres across each is.
const STEPS: [(&str, f64); 3] = [("map-city", 24.0), ("map-district", 6.0), ("map-street", 1.2)];
/// A button that brings the map to a scale.
#[derive(Serialize)]
pub(super) struct Step {
    words: String,
    href: String,
}

/// A view around a point: as near as there is something to see.
pub(super) fn down_to(scene: &Scene, middle: Coordinates, across: f64) -> View {
    let finest = if scene.app.options.streets.is_some() { STREETS } else { ACROSS.0 };
    View::down_to(finest, middle, across)
}

/// What the file has in a view.
pub(super) fn section(scene: &Scene, view: &View) -> Option<Section> {
    scene.app.options.streets.as_ref()?.section(view, scene.say.language.code())
}

/// The buttons of the steps; none without a file.
pub(super) fn steps(scene: &Scene, view: &View) -> Vec<Step> {
    if scene.app.options.streets.is_none() {
        return Vec::new();
    }
    let step = |(words, across): (&str, f64)| Step {
        words: scene.say.the(words),
        href: seen(scene, &view.at(view.middle(), across)),
    };
    STEPS.into_iter().map(step).collect()
}

/// What is said of what is missing.
pub(super) fn notes(scene: &Scene, view: &View, section: Option<&Section>) -> Vec<String> {
    let mut notes = Vec::new();
    match section {
        None => {
            let file = scene.app.options.streets.as_ref();
            if file.is_some_and(|file| !file.is_too_wide(view)) {
                notes.push("map-streets-none");
            }
        }
        Some(section) => {
            if section.left_out {
                notes.push("map-streets-left");
            }
            if section.unread {
                notes.push("map-streets-unread");
            }
        }
    }
    notes.into_iter().map(|id| scene.say.the(id)).collect()
}

/// Whose data the streets are, where some are drawn.
pub(super) fn credit(scene: &Scene, section: Option<&Section>) -> Option<String> {
    let file = section.and(scene.app.options.streets.as_ref())?;
    Some(match file.credit() {
        Credit::OpenStreetMap => scene.say.the("map-streets-osm"),
        Credit::Said(words) => {
            let who = user(cut(words, 200).0);
            scene.say.text("map-streets-said", &[("who", Arg::Theirs(&who))])
        }
        Credit::Unsaid => scene.say.the("map-streets-unsaid"),
    })
}
