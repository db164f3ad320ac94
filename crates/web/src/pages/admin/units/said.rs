//! One unit or place with all that is said of it: by which name it goes, who says so, and what was taken back.

use super::Room;
use crate::app::Scene;
use crate::pages::form::{Fields, field};
use crate::pages::record_in_path;
use crate::say::{Shown, cut, user};
use casebook::{ClaimState, ClaimView};
use desk::Outcome;
use desk::record::said_of;
use serde::Serialize;

/// One of them.
#[derive(Serialize)]
pub(super) struct Said {
    pub(super) id: String,
    label: String,
    lines: Vec<Line>,
}

/// One thing that was said of it.
#[derive(Serialize)]
struct Line {
    claim: String,
    property: String,
    value: Shown,
    source: Option<String>,
    state: String,
    /// It was chosen among others.
    chosen: bool,
    stands: bool,
    /// Something that was decided on it can be undone.
    decided: bool,
}

/// The one that the address, or a form that was refused, names.
pub(super) fn of_one(scene: &Scene, room: Room, typed: &Fields) -> Outcome<Option<Said>> {
    let asked = scene.asked.query.get("of").filter(|of| !of.is_empty());
    let Some(of) = asked.or(Some(field(typed, "of")).filter(|of| !of.is_empty())) else { return Ok(None) };
    let record = record_in_path(scene, of)?;
    let casebook = scene.app.desk.casebook();
    let ours = casebook.kind(record)? == Some(room.kind);
    let label = casebook.named(record)?.label;
    drop(casebook);
    if !ours {
        return Ok(None);
    }
    let lines = said_of(&scene.app.desk, record)?.iter().map(|of| line(scene, of)).collect();
    Ok(Some(Said { id: record.to_string(), label: user(cut(&label, 200).0), lines }))
}

fn line(scene: &Scene, of: &ClaimView) -> Line {
    let say = &scene.say;
    let stands = matches!(of.state, ClaimState::Stands);
    let state = match &of.state {
        ClaimState::Stands if of.accepted => "claim-accepted",
        ClaimState::Stands => "claim-stands",
        ClaimState::Draft => "claim-draft",
        ClaimState::Retracted { .. } => "claim-retracted",
    };
    Line {
        claim: of.id.to_string(),
        property: say.property(of.property),
        value: say.value(&of.value, of.refers_to.as_ref()),
        source: of.source.as_ref().map(|source| user(cut(&source.source.label, 200).0)),
        state: say.the(state),
        chosen: stands && of.accepted,
        stands,
        decided: of.accepted || matches!(of.state, ClaimState::Retracted { .. }),
    }
}
