//! Deciding one thing of the queue, and taking a decision back. Each kind has the desk's own function; this only reads the
//! form and says where to go on.

use super::{PATH, address, hidden, refused};
use crate::app::{App, Scene, link};
use crate::pages::drafts::choice_of;
use crate::pages::form::{Fields, by_and_why, field, see_other};
use crate::pages::record_in_path;
use axum::extract::{Form, State};
use axum::response::Response;
use claims::{ClaimId, HowKnown, Verdict};
use desk::feed::{Mark, mark};
use desk::review::{
    CustodyWord, Waiting, WaitingKind, accept_draft, choose, find_claim, find_draft, judge, leave,
    leave_open, refuse_draft, retract, word_of_custody,
};
use desk::sentence;
use desk::{Actor, Outcome, Reason, Stop};
use std::sync::Arc;

pub(crate) async fn decide_waiting(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let waiting = Waiting::read(field(&fields, "item"))?;
        // What is hidden is answered in the words for what is not there.
        if hidden(scene, &waiting)? {
            return Err(Stop::not_found(sentence!("There is no such thing in the queue.")));
        }
        let decided = by_and_why(scene, &fields)
            .and_then(|(actor, why)| decide(scene, &fields, &actor, &why, &waiting));
        let (id, said) = match decided {
            Ok(decided) => decided,
            Err(Stop::Refusal(refusal)) => return refused(scene, &fields, waiting, &refusal),
            Err(fault) => return Err(fault),
        };
        let (id, of) = (id.to_string(), waiting.key());
        let told = [
            ("kind", field(&fields, "kind")),
            ("item", field(&fields, "next")),
            ("by", field(&fields, "by")),
            ("from", field(&fields, "from")),
            ("done", &id),
            ("said", said),
            ("of", &of),
        ];
        Ok(see_other(&link(PATH, told.into_iter().filter(|(_, value)| !value.is_empty()))))
    })
    .await
}

/// Decides; says what was decided and by which id it is undone.
fn decide(
    scene: &Scene,
    fields: &Fields,
    actor: &Actor,
    why: &Reason,
    waiting: &Waiting,
) -> Outcome<(ClaimId, &'static str)> {
    let desk = &scene.app.desk;
    let verdict = field(fields, "verdict");
    let odd = |allowed: &str| {
        Stop::refused("verdict", sentence!("{verdict:?} is none of {allowed}.", verdict, allowed))
    };
    match waiting {
        Waiting::Contradiction(about, property) => match verdict {
            "unsure" => Ok((leave_open(desk, actor, why, *about, *property)?.0, "unsure")),
            "accept" => {
                let claim = field(fields, "claim");
                if claim.is_empty() {
                    return Err(Stop::refused(
                        "claim",
                        sentence!("Choose one of the claims, or leave it open."),
                    ));
                }
                let claim = find_claim(desk, claim)?;
                let among = desk.casebook().claims_that_stand(*about, *property)?;
                if !among.iter().any(|of| of.id == claim) {
                    return Err(Stop::conflict(sentence!("That claim does not stand here any more.")));
                }
                Ok((choose(desk, actor, why, claim)?.0, "accepted"))
            }
            _ => Err(odd("accept or unsure")),
        },
        Waiting::Held(detention) => {
            let released = match verdict {
                "held" => false,
                "released" => true,
                _ => return Err(odd("held or released")),
            };
            let word = CustodyWord {
                who: field(fields, "who").to_owned(),
                how: HowKnown::from_name(field(fields, "how")).unwrap_or_default(),
                words: field(fields, "words").to_owned(),
                released,
            };
            let fresh = scene.app.options.fresh_for;
            let (id, _) = word_of_custody(desk, actor, why, *detention, &word, fresh)?;
            Ok((id, if released { "released" } else { "held" }))
        }
        Waiting::Duplicate(a, b) => {
            let of = Verdict::from_name(verdict).ok_or_else(|| odd("same, different or unsure"))?;
            judge(desk, actor, why, of, *a, *b)?;
            let held = desk.casebook().judgement_that_holds(*a, *b);
            let (id, _) =
                held.ok_or_else(|| Stop::conflict(sentence!("Somebody judged them otherwise meanwhile.")))?;
            Ok((id, of.name()))
        }
        Waiting::Draft(key) => match verdict {
            "refuse" => Ok((refuse_draft(desk, actor, why, key)?.decision, "refused")),
            "accept" => {
                let (_, draft, _) = find_draft(desk, key)?;
                let choice = choice_of(scene, &draft, fields)?;
                let said = if choice.slots.is_empty() { "accepted" } else { "corrected" };
                Ok((accept_draft(desk, actor, why, key, &choice)?.decision, said))
            }
            _ => Err(odd("accept or refuse")),
        },
        Waiting::Incoming(report) => {
            let (as_what, said) = match verdict {
                "relevant" => (Mark::Relevant, "relevant"),
                "noise" => (Mark::Noise, "noise"),
                "repeat" => (Mark::Repeat(record_in_path(scene, field(fields, "like"))?), "repeat"),
                _ => return Err(odd("relevant, noise or repeat")),
            };
            Ok((mark(desk, actor, why, *report, as_what)?.claim, said))
        }
        Waiting::Doubt(claim) => match verdict {
            "seen" => Ok((leave(desk, actor, why, *claim)?.0, "seen")),
            _ => Err(odd("seen")),
        },
    }
}

pub(crate) async fn take_back(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let desk = &scene.app.desk;
        let id = find_claim(desk, field(&fields, "decision"))?;
        let (actor, why) = by_and_why(scene, &fields)?;
        if !desk.casebook().still_holds(id)? {
            return Err(Stop::conflict(sentence!(
                "This is no decision that holds; it may have been undone already."
            )));
        }
        retract(desk, &actor, &why, id)?;
        let kind = WaitingKind::from_name(field(&fields, "kind")).map_or("", WaitingKind::name);
        Ok(see_other(&address(kind, field(&fields, "item"), field(&fields, "by"), field(&fields, "from"))))
    })
    .await
}
