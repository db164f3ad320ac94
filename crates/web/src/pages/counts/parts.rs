//! One number broken down: by town, day, role or unit; each part is a question of its own and leads to its receipt.

use super::super::Names;
use super::super::count::answer_number;
use super::{Bar, bar, chart, longest, public, receipt, with};
use crate::app::Scene;
use crate::say::{Arg, Say, Target, cut, user};
use casebook::{Division, Part};
use claims::RecordId;
use claims::counting::cells::LEAST_SHOWN;
use desk::count::{Breakdown, Public};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Parts {
    caption: String,
    total: PartRow,
    rows: Vec<PartRow>,
    none: PartRow,
    left: u64,
    public: bool,
    /// This page for the public, or for the office.
    other: String,
    line: Option<String>,
    /// The same as files.
    files: Vec<Target>,
}

#[derive(Serialize)]
struct PartRow {
    label: String,
    theirs: bool,
    href: Option<String>,
    number: String,
    bar: Option<Bar>,
}

/// The units among the parts.
pub(super) fn units(of: &Breakdown) -> impl Iterator<Item = RecordId> + '_ {
    of.parts.iter().filter_map(|part| match part.part {
        Part::Unit(unit) => Some(unit),
        _ => None,
    })
}

/// What a part is called.
pub(super) fn label(say: &Say, names: &Names, part: &Part) -> String {
    match part {
        Part::Unit(unit) => names.one(say, *unit).label,
        Part::City(words) | Part::Role(words) => user(cut(words, 200).0),
        Part::Day(year, month, day) => say.day(&format!("{year:04}-{month:02}-{day:02}")),
    }
}

/// A number as it is shown: to the office whole, to the public as small cells allow.
pub(super) fn shown_number(say: &Say, (floor, ceiling): (u64, Option<u64>), shown: Public) -> String {
    match shown {
        Public::Open => answer_number(say, floor, ceiling),
        Public::Small => format!("<{LEAST_SHOWN}"),
        Public::Withheld => say.the("counts-withheld"),
    }
}

pub(super) fn rows(scene: &Scene, names: &Names, of: &Breakdown) -> Parts {
    let say = &scene.say;
    let public = public(scene);
    let cell = |cell: Public| if public { cell } else { Public::Open };
    let open = of.parts.iter().filter(|part| cell(part.public) == Public::Open);
    let numbers: Vec<(u64, Option<u64>)> = open.map(|part| (part.floor, part.ceiling)).collect();
    let longest = longest(numbers.iter());
    let row =
        |label: String, theirs: bool, href: Option<String>, number, shown: Public, drawn: bool| PartRow {
            label,
            theirs,
            href,
            number: shown_number(say, number, cell(shown)),
            bar: (drawn && cell(shown) == Public::Open).then(|| bar(number.0, number.1, longest)),
        };
    let mut rows: Vec<PartRow> = of
        .parts
        .iter()
        .map(|part| {
            let label = label(say, names, &part.part);
            let theirs = !matches!(part.part, Part::Day(..));
            // Who sees only what the public sees is not led to the number behind it.
            let href = (!public).then(|| receipt(scene, &part.query));
            row(label, theirs, href, (part.floor, part.ceiling), part.public, true)
        })
        .collect();
    if public && of.by != Division::Day {
        // The order of size would tell of what is withheld.
        say.by_alphabet(&mut rows, |one| &one.label);
    }
    let measure = say.the(&format!("measure-{}", of.measure.name()));
    let by = say.the(&format!("counts-by-{}", of.by.name()));
    Parts {
        caption: say.text("counts-parts-of", &[("measure", Arg::Ours(measure)), ("by", Arg::Ours(by))]),
        total: row(say.the("counts-total"), false, None, of.total, of.total_public, false),
        none: row(say.the("counts-in-none"), false, None, of.in_none, of.in_none_public, false),
        line: (of.by == Division::Day && !public && of.parts.len() > 1).then(|| chart::days(say, of)),
        rows,
        left: of.left as u64,
        public,
        other: with(scene, &[("show", if public { "" } else { "public" })]),
        files: super::export::links(scene, "parts"),
    }
}
