//! What stands around a record, in lines: other detentions, who was taken together, acts, checks, proceedings. Photos and
//! papers have a section of their own.

use crate::app::Scene;
use crate::say::{Arg, Shown, Target};
use casebook::{Relation, RelationKind};
use serde::Serialize;

/// One relation.
#[derive(Serialize)]
pub(super) struct Around {
    name: String,
    lines: Vec<Line>,
    more: Option<String>,
}

#[derive(Serialize)]
struct Line {
    to: Target,
    says: Vec<Shown>,
}

/// The relations in words.
pub(super) fn around(scene: &Scene, all: &[Relation]) -> Vec<Around> {
    let say = &scene.say;
    let line = |of: &casebook::RelationLine| Line {
        to: Target::to(say, &of.named),
        says: of.says.iter().map(|(_, value, to)| say.value(value, to.as_ref())).collect(),
    };
    let relation = |of: &Relation| {
        let left = of.total.saturating_sub(of.lines.len() as u64);
        Around {
            name: say.the(&format!("around-{}", of.kind.name())),
            lines: of.lines.iter().map(line).collect(),
            more: (left > 0).then(|| say.text("used-by-more", &[("number", Arg::Number(left))])),
        }
    };
    all.iter().filter(|of| of.kind != RelationKind::Evidence).map(relation).collect()
}
