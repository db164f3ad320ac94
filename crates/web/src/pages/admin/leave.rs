//! What leaves the house, as pages show it: one's own requests and how they stand, and what others ask, exactly.

use crate::app::Scene;
use crate::pages::form::{Fields, field};
use crate::say::{Arg, Moment, user};
use claims::when::Instant;
use claims::{ClaimId, LeaveKind};
use desk::keep::{ExportFor, ExportForm};
use desk::leave::{Asker, Leaving, Left, Standing, WantsToLeave, is_alone, left};
use desk::{Outcome, Stop, sentence};
use serde::Serialize;

/// Requests of one's own that are listed.
const LISTED: usize = 10;
/// Things that left, as they are listed.
const LEFT: usize = 20;

/// Requests, as a page shows them.
#[derive(Serialize)]
pub(super) struct Asks {
    /// Whoever looks is the owner, and has nobody to ask.
    pub alone: bool,
    pub mine: Vec<Mine>,
}

/// A request of one's own.
#[derive(Serialize)]
pub(super) struct Mine {
    id: String,
    what: Vec<String>,
    at: Moment,
    why: String,
    /// It may be taken now.
    ready: bool,
    words: String,
    until: Option<Moment>,
}

/// A request of somebody else that waits.
#[derive(Serialize)]
pub(super) struct Theirs {
    id: String,
    by: String,
    what: Vec<String>,
    at: Moment,
    why: String,
}

/// Something that left.
#[derive(Serialize)]
pub(super) struct Taken {
    at: Moment,
    by: String,
    /// With whom; nobody when it was taken alone.
    second: Option<String>,
    what: String,
    why: String,
}

/// Who asks: the member who is signed in, or the owner.
pub(super) fn asker(scene: &Scene) -> Asker {
    scene.member.as_ref().map_or(Asker::Owner, |member| Asker::Member(member.record))
}

/// The request a form is about; none when it is about none.
///
/// # Errors
/// Not found when it is no id.
pub(super) fn asked(fields: &Fields) -> Outcome<Option<ClaimId>> {
    let given = Some(field(fields, "asked")).filter(|id| !id.is_empty());
    let nothing = |_| Stop::not_found(sentence!("Nothing of the kind was asked."));
    given.map(|id| id.parse().map_err(nothing)).transpose()
}

/// One's own requests of a sort.
pub(super) fn asks(scene: &Scene, kind: LeaveKind) -> Asks {
    let desk = &scene.app.desk;
    let (members, now, who) = (desk.members(), desk.now(), asker(scene));
    let own = |of: &&WantsToLeave| of.what.kind() == kind && of.is_of(desk, who);
    let mine = members.leaves.iter().rev().filter(own).take(LISTED).map(|of| mine(scene, of, now)).collect();
    Asks { alone: who == Asker::Owner && is_alone(desk), mine }
}

fn mine(scene: &Scene, of: &WantsToLeave, now: Instant) -> Mine {
    let (say, zone) = (&scene.say, scene.zone());
    let standing = of.standing(now);
    let by = of.agreed.as_ref().map(|(by, _)| by.as_str()).unwrap_or_default();
    let words = match standing {
        Standing::Agreed(_) => say.text("leave-agreed", &[("by", Arg::Theirs(by))]),
        other => say.the(&format!("leave-{}", other.name())),
    };
    Mine {
        id: of.id.to_string(),
        what: words_of(scene, &of.what),
        at: say.moment(of.at, zone),
        why: user(&of.why),
        ready: matches!(standing, Standing::Agreed(_)),
        words,
        until: match standing {
            Standing::Agreed(until) => Some(say.moment(until, zone)),
            _ => None,
        },
    }
}

/// What others ask and nobody has agreed to: for a member, who alone can.
pub(super) fn theirs(scene: &Scene) -> Vec<Theirs> {
    let Some(me) = &scene.member else { return Vec::new() };
    let (say, desk) = (&scene.say, &scene.app.desk);
    let (members, now) = (desk.members(), desk.now());
    let waits = |of: &&WantsToLeave| of.about != me.record && of.standing(now) == Standing::Waits;
    let others = members.leaves.iter().filter(waits).map(|of| Theirs {
        id: of.id.to_string(),
        by: user(&of.by),
        what: words_of(scene, &of.what),
        at: say.moment(of.at, scene.zone()),
        why: user(&of.why),
    });
    others.collect()
}

/// What left lately.
pub(super) fn taken(scene: &Scene) -> Vec<Taken> {
    let say = &scene.say;
    let shown = left(&scene.app.desk, None).into_iter().take(LEFT).map(|Left { ruled, of }| Taken {
        at: say.moment(ruled.at, scene.zone()),
        by: user(&ruled.author),
        second: Some(user(&of.before)).filter(|second| !second.is_empty()),
        what: format!("{}: {}", of.name, user(&of.value)),
        why: user(&ruled.why),
    });
    shown.collect()
}

/// Exactly what would leave, line by line.
fn words_of(scene: &Scene, what: &Leaving) -> Vec<String> {
    let say = &scene.say;
    match what {
        Leaving::Backup => vec![say.the("leave-backup")],
        Leaving::Token(wanted) => {
            let name = Arg::Theirs(&wanted.name);
            let head = match wanted.seconds {
                Some(life) => {
                    let days = u64::try_from(life / (24 * 3600)).unwrap_or_default();
                    say.text("leave-token", &[("name", name), ("days", Arg::Number(days))])
                }
                None => say.text("leave-token-for-good", &[("name", name)]),
            };
            let known = |scope: &str| desk::token::SCOPES.iter().any(|(name, _)| *name == scope);
            let scopes = wanted.scopes.iter().map(|scope| match known(scope) {
                true => say.the(&format!("scope-{}", scope.replace('.', "-"))),
                false => user(scope),
            });
            std::iter::once(head).chain(scopes).collect()
        }
        Leaving::Export(form, of) => {
            let mut lines = vec![say.the(match form {
                ExportForm::JsonLines => "export-form-jsonl",
                ExportForm::Csv => "export-form-csv",
            })];
            match of {
                ExportFor::Holder => lines.push(say.the("leave-everything")),
                ExportFor::Member { identity, source, report, groups } => {
                    let parts =
                        [(*identity, "leave-names"), (*source, "leave-tellers"), (*report, "leave-reports")];
                    lines.extend(parts.iter().filter(|(is, _)| *is).map(|(_, id)| say.the(id)));
                    if !of.names_people() {
                        lines.push(say.the("leave-facts"));
                    }
                    if !groups.is_empty() {
                        let names = groups.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
                        lines.push(say.text("leave-groups", &[("groups", Arg::Theirs(&names))]));
                    }
                }
            }
            lines
        }
    }
}
