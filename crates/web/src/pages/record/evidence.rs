//! The files of an evidence record: what they are, their chain of custody, and the button for a working copy. The
//! original is never sent from here, and nothing is shown in the page.

use crate::app::Scene;
use crate::say::{Arg, Moment, user};
use claims::{RecordId, RecordKind};
use desk::evidence::{EvidenceView, Held, LinkView, Role};
use desk::{Kind, Outcome, Stop};
use serde::Serialize;

/// Links of custody on a page; the command line lists all.
const LINKS: usize = 200;

/// The section of a record's page.
#[derive(Serialize)]
pub(super) struct Evidence {
    files: Vec<File>,
    custody: Vec<Link>,
    more: Option<String>,
    /// Where to ask for a working copy; none when there can be none.
    copy: Option<String>,
}

#[derive(Serialize)]
struct File {
    role: String,
    media: String,
    size: String,
    sha256: String,
    tool: Option<String>,
}

#[derive(Serialize)]
struct Link {
    event: String,
    at: Moment,
    who: String,
    why: String,
    detail: String,
    sha256: Option<String>,
}

/// The section, for a record that holds files as of now.
pub(super) fn evidence(
    scene: &Scene,
    record: RecordId,
    kind: Option<RecordKind>,
    position: Option<u64>,
) -> Outcome<Option<Evidence>> {
    if kind != Some(RecordKind::Evidence) || position.is_some() {
        return Ok(None);
    }
    match desk::evidence::show(&scene.app.desk, record) {
        Ok(view) => Ok(Some(section(scene, &view))),
        // Described, but without a file.
        Err(Stop::Refusal(refusal)) if refusal.kind == Kind::NotFound => Ok(None),
        Err(stop) => Err(stop),
    }
}

fn section(scene: &Scene, view: &EvidenceView) -> Evidence {
    let say = &scene.say;
    let file = |held: &Held| File {
        role: say.the(match held.role {
            Role::Original => "file-role-original",
            Role::WorkingCopy => "file-role-working-copy",
            Role::Derived => "file-role-derived",
        }),
        media: user(&held.media),
        size: say.text("report-size", &[("bytes", Arg::Number(held.stored.length))]),
        sha256: held.sha256(),
        tool: Some(user(&held.tool)).filter(|tool| !tool.is_empty()),
    };
    let link = |of: &LinkView| {
        let held = view.files.iter().find(|held| Some(held.stored.blob) == of.link.blob);
        Link {
            event: match known(&of.link.event) {
                Some(id) => say.the(id),
                None => user(&of.link.event),
            },
            at: say.moment(of.at, scene.zone()),
            who: user(&of.author),
            why: user(&of.why),
            detail: user(&of.link.detail),
            sha256: held.map(|held| held.sha256().chars().take(12).collect()),
        }
    };
    let left = view.custody.len().saturating_sub(LINKS) as u64;
    let pictures = ["image/jpeg", "image/png", "image/webp"];
    let can = view.files.iter().any(|held| pictures.contains(&held.media.as_str()));
    Evidence {
        files: view.files.iter().map(file).collect(),
        custody: view.custody.iter().take(LINKS).map(link).collect(),
        more: (left > 0).then(|| say.text("record-more-claims", &[("number", Arg::Number(left))])),
        copy: (can && scene.app.options.evidence.is_some())
            .then(|| format!("/evidence/{}/copy", view.record)),
    }
}

/// The message of an event that this version knows.
fn known(event: &str) -> Option<&'static str> {
    Some(match event {
        "captured" => "custody-event-captured",
        "received" => "custody-event-received",
        "hashed" => "custody-event-hashed",
        "stored" => "custody-event-stored",
        "derived" => "custody-event-derived",
        "copied" => "custody-event-copied",
        "viewed" => "custody-event-viewed",
        "exported" => "custody-event-exported",
        "verified" => "custody-event-verified",
        "failed" => "custody-event-failed",
        _ => return None,
    })
}
