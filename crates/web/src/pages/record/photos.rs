//! Photos and papers that show a record, or belong to it, with the last link of their custody. No picture is loaded with
//! the page: a button asks for one working copy, which is a link of custody; it comes blurred, and a second press shows
//! it clearly. Faces are never on a screen because somebody opened a page.

use crate::app::Scene;
use crate::say::{Arg, Shown, Target};
use casebook::{RecordView, Relation, RelationKind};
use claims::{RecordId, RecordKind};
use desk::evidence::EvidenceView;
use desk::{Kind, Outcome, Stop};
use serde::Serialize;

/// Photos on a page.
const PHOTOS: usize = 24;
/// What a working copy can be made of.
const PICTURES: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];

/// One item.
#[derive(Serialize)]
pub(super) struct Photo {
    anchor: String,
    to: Target,
    says: Vec<Shown>,
    /// Files and the last link of custody, in words.
    custody: Option<String>,
    /// Where the picture is, when it was asked for.
    image: Option<String>,
    /// Where to ask for it, and to put it away again.
    show: Option<String>,
    hide: String,
}

/// The photos around a record as of now; an earlier state shows none.
pub(super) fn photos(
    scene: &Scene,
    around: &[Relation],
    view: &RecordView,
    now: bool,
) -> Outcome<Vec<Photo>> {
    let say = &scene.say;
    let mut photos = Vec::new();
    if !now || !scene.may("evidence.see") {
        return Ok(photos);
    }
    let of_kind = around.iter().filter(|of| of.kind == RelationKind::Evidence);
    for line in of_kind.flat_map(|of| &of.lines).take(PHOTOS) {
        let says = line.says.iter().map(|(_, value, to)| say.value(value, to.as_ref())).collect();
        photos.push(photo(scene, line.named.record, Target::to(say, &line.named), says)?);
    }
    if view.kind == Some(RecordKind::Evidence) {
        let to = Target {
            href: format!("/record/{}", view.record),
            label: crate::say::user(crate::say::cut(&view.label, 300).0),
            kind: say.kind(view.kind),
        };
        let own = photo(scene, view.record, to, Vec::new())?;
        photos.extend((own.show.is_some() || own.image.is_some()).then_some(own));
    }
    Ok(photos)
}

fn photo(scene: &Scene, record: RecordId, to: Target, says: Vec<Shown>) -> Outcome<Photo> {
    let held = match desk::evidence::show(&scene.app.desk, record) {
        Ok(held) => Some(held),
        // Described, but without a file.
        Err(Stop::Refusal(refusal)) if refusal.kind == Kind::NotFound => None,
        Err(stop) => return Err(stop),
    };
    let picture = |held: &EvidenceView| held.files.iter().any(|file| PICTURES.contains(&file.media.as_str()));
    let can = scene.app.options.evidence.is_some() && held.as_ref().is_some_and(picture);
    let id = record.to_string();
    let asked = can && scene.asked.query.get("photo") == Some(&id);
    let anchor = format!("photo-{id}");
    Ok(Photo {
        to,
        says,
        custody: held.as_ref().map(|held| custody(scene, held)),
        image: asked.then(|| format!("/evidence/{id}/picture")),
        show: (can && !asked).then(|| format!("{}#{anchor}", scene.asked.with("photo", Some(&id)))),
        hide: format!("{}#{anchor}", scene.asked.with("photo", None)),
        anchor,
    })
}

/// How many files, how many links of custody, and when the last was.
fn custody(scene: &Scene, held: &EvidenceView) -> String {
    let say = &scene.say;
    let last = held.custody.last().map(|link| say.moment(link.at, scene.zone()).words).unwrap_or_default();
    say.text(
        "photo-custody",
        &[
            ("files", Arg::Number(held.files.len() as u64)),
            ("links", Arg::Number(held.custody.len() as u64)),
            ("when", Arg::Ours(last)),
        ],
    )
}
