//! Figures by others, side by side, with what to know before quoting one. They are never averaged and never summed.

use super::position_of;
use crate::app::{App, Page, Scene};
use crate::say::{Arg, Say, Shown, Target, cut, user};
use axum::extract::State;
use axum::response::Response;
use casebook::FigureView;
use claims::RecordId;
use claims::figures::Flag;
use desk::Outcome;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;

#[derive(Serialize)]
struct Figures {
    position: Option<u64>,
    flags: Vec<Note>,
    figures: Vec<Figure>,
}

/// Something to know, with the figures it is about.
#[derive(Serialize)]
struct Note {
    words: String,
    /// True when figures or parts contradict.
    against: bool,
    figures: Vec<Target>,
}

/// One figure, as the count page shows it too.
#[derive(Serialize)]
pub(super) struct Figure {
    href: String,
    anchor: String,
    pub(super) label: String,
    measure: String,
    unit: Option<String>,
    pub(super) amount: Option<Shown>,
    parts: Vec<Shown>,
    scope: Option<String>,
    period: Option<String>,
    pub(super) speaker: Option<String>,
    roles: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) said: Option<String>,
    chain: Vec<Target>,
    reports: Vec<Target>,
    notes: Vec<String>,
    contested: Vec<String>,
}

pub(crate) async fn figures(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "figures.html", look).await
}

fn look(scene: &Scene) -> Outcome<Page<Figures>> {
    let say = &scene.say;
    let position = position_of(scene, "position")?;
    let sheet = desk::look::figures(&scene.app.desk, position)?;
    let labels: HashMap<RecordId, String> =
        sheet.figures.iter().map(|figure| (figure.record, user(cut(&figure.label, 80).0))).collect();
    let view = Figures {
        position,
        flags: sheet.flags.iter().map(|flag| note(say, flag, &labels)).collect(),
        figures: sheet.figures.iter().map(|of| figure(say, of)).collect(),
    };
    Ok(Page { title: say.the("figures-title"), view })
}

/// A figure in words.
pub(super) fn figure(say: &Say, of: &FigureView) -> Figure {
    let text = |text: &String| user(cut(text, 300).0);
    let chain = of.sources.iter().flat_map(|source| std::iter::once(&source.source).chain(&source.chain));
    let mut links: Vec<Target> = Vec::new();
    for named in chain {
        let target = Target::to(say, named);
        if !links.contains(&target) {
            links.push(target);
        }
    }
    Figure {
        href: format!("/record/{}", of.record),
        anchor: format!("f-{}", of.record),
        label: text(&of.label),
        measure: of.measure.as_deref().map_or_else(|| say.the("figure-no-measure"), |term| say.term(term)),
        unit: of.unit.as_deref().map(|unit| say.term(&format!("unit_{unit}"))),
        amount: of.amount.as_ref().map(|amount| say.amount(amount)),
        parts: of.parts.iter().map(|part| say.amount(part)).collect(),
        scope: of.scope.as_ref().map(text),
        period: of.period.as_ref().map(|when| say.when(when)),
        speaker: of.speaker.as_ref().map(text),
        roles: of.speaker_role.iter().map(text).collect(),
        outlet: of.outlet.as_ref().map(text),
        said: of.said_on.as_ref().map(|when| say.when(when)),
        chain: links,
        reports: of
            .reports
            .iter()
            .map(|named| Target { href: format!("/report/{}", named.record), ..Target::to(say, named) })
            .collect(),
        notes: of.notes.iter().map(text).collect(),
        contested: of.contested.iter().map(|property| say.property(*property)).collect(),
    }
}

fn note(say: &Say, flag: &Flag, labels: &HashMap<RecordId, String>) -> Note {
    let target = |record: &RecordId| Target {
        href: format!("#f-{record}"),
        label: labels.get(record).cloned().unwrap_or_else(|| record.short()),
        kind: String::new(),
    };
    let sum = |parts: &[u64]| Arg::Ours(parts.iter().map(|n| say.number(*n)).collect::<Vec<_>>().join(" + "));
    let (words, against, figures) = match flag {
        Flag::PartsAddUp { figure, parts, total } => {
            let words =
                say.text("flag-parts-add-up", &[("parts", sum(parts)), ("total", Arg::Number(*total))]);
            (words, false, vec![figure])
        }
        Flag::PartsFitWord { figure, parts, sum: of_parts, total, word } => {
            let word = user(word);
            let words = say.text(
                "flag-parts-fit-word",
                &[
                    ("parts", sum(parts)),
                    ("sum", Arg::Number(*of_parts)),
                    ("total", Arg::Number(*total)),
                    ("word", Arg::Theirs(&word)),
                ],
            );
            (words, false, vec![figure])
        }
        Flag::SomePartsAddUp { figure, parts, others, total } => {
            let words = say.text(
                "flag-some-parts-add-up",
                &[("parts", sum(parts)), ("others", sum(others)), ("total", Arg::Number(*total))],
            );
            (words, true, vec![figure])
        }
        Flag::PartsContradict { figure, parts, sum: of_parts, total } => {
            let words = say.text(
                "flag-parts-contradict",
                &[("parts", sum(parts)), ("sum", Arg::Number(*of_parts)), ("total", Arg::Number(*total))],
            );
            (words, true, vec![figure])
        }
        Flag::MeasureChanged { figure, of, number, was, now } => {
            let words = say.text(
                "flag-measure-changed",
                &[
                    ("number", Arg::Number(*number)),
                    ("was", Arg::Ours(say.term(was))),
                    ("now", Arg::Ours(say.term(now))),
                ],
            );
            (words, true, vec![figure, of])
        }
        Flag::PartDiffers { figure, other, label, here, there } => {
            let words = say.text(
                "flag-part-differs",
                &[
                    ("part", Arg::Ours(say.term(label))),
                    ("here", Arg::Number(*here)),
                    ("there", Arg::Number(*there)),
                ],
            );
            (words, true, vec![figure, other])
        }
    };
    Note { words, against, figures: figures.into_iter().map(target).collect() }
}
