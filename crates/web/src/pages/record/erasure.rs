//! How a record stands with erasure, in one sentence each: asked, waiting, held, due, begun, gone. What is said here is
//! of the same moment as the rest of the page.

use crate::app::Scene;
use crate::say::{Arg, Moment, user};
use casebook::{ErasureView, GoneView, SignedOff};
use claims::{ErasureState, RecordId, Tiers};
use desk::erase::OnRecord;
use serde::Serialize;

/// One sentence.
#[derive(Serialize)]
pub(super) struct Word {
    /// `asked`, `waiting`, `held`, `due`, `begun`, `gone`, `hold`.
    state: &'static str,
    words: String,
    /// Who did what, with the ground: lines under the sentence.
    by: Vec<By>,
}

#[derive(Serialize)]
struct By {
    words: String,
    why: Option<String>,
    at: Moment,
}

/// What is so of a record.
pub(super) fn erasure(scene: &Scene, record: RecordId, of: &OnRecord) -> Vec<Word> {
    let gone = of.gone.iter().map(|gone| went(scene, gone, "gone"));
    let begun = of.begun.iter().map(|gone| went(scene, gone, "begun"));
    let asked = of.requests.iter().map(|request| asked(scene, request));
    // A hold is named once, also when no request waits for it.
    let holds = of.holds.iter().map(|(on, by)| {
        let id = if *on == record { "erasure-hold" } else { "erasure-hold-same" };
        Word {
            state: "hold",
            words: scene.say.text(id, &[("record", Arg::Ours(on.short()))]),
            by: vec![signed(scene, by, "erasure-by-hold")],
        }
    });
    gone.chain(begun).chain(asked).chain(holds).collect()
}

fn went(scene: &Scene, gone: &GoneView, state: &'static str) -> Word {
    let say = &scene.say;
    let id = format!("erasure-{state}");
    let what = [("tiers", Arg::Ours(tiers(scene, gone.tiers))), ("number", Arg::Number(gone.parts))];
    let by = By { words: say.the("erasure-ground"), why: Some(user(&gone.why)), at: moment(scene, gone.at) };
    Word { state, words: say.text(&id, &what), by: vec![by] }
}

fn asked(scene: &Scene, request: &ErasureView) -> Word {
    let say = &scene.say;
    let (state, id) = match request.state {
        ErasureState::Waiting(_) => ("waiting", "erasure-waiting"),
        ErasureState::Held(_) => ("held", "erasure-held"),
        ErasureState::Due(_) => ("due", "erasure-due"),
        _ => ("asked", "erasure-asked"),
    };
    let mut gaps = vec![("tiers", Arg::Ours(tiers(scene, request.tiers)))];
    if let Some(due) = request.state.due() {
        gaps.push(("when", Arg::Ours(moment(scene, due).words)));
    }
    let mut by = vec![signed(scene, &request.asked, "erasure-by-asked")];
    by.extend(request.confirmed.iter().map(|confirmed| signed(scene, confirmed, "erasure-by-confirmed")));
    Word { state, words: say.text(id, &gaps), by }
}

fn signed(scene: &Scene, by: &SignedOff, id: &str) -> By {
    let author = user(&by.author);
    By {
        words: scene.say.text(id, &[("who", Arg::Theirs(&author))]),
        why: Some(user(&by.why)),
        at: moment(scene, by.at),
    }
}

fn moment(scene: &Scene, at: claims::when::Instant) -> Moment {
    scene.say.moment(at, scene.zone())
}

/// Which tiers, in words.
fn tiers(scene: &Scene, tiers: Tiers) -> String {
    if tiers == Tiers::ALL {
        return scene.say.the("tiers-all");
    }
    let words: Vec<String> =
        tiers.each().map(|tier| scene.say.the(&format!("tier-{}", tier.name()))).collect();
    words.join(", ")
}
