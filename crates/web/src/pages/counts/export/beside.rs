//! Every measure side by side, as a file: how many, how many a day before, and what others say of it.

use super::super::super::Names;
use super::super::super::count::answer_number;
use super::super::super::figures::{Figure, figure};
use super::super::since::whole;
use super::super::{DAY, with};
use super::{Cell, Row, Sheet, ending, for_the_office, receipt};
use crate::app::Scene;
use claims::RecordId;
use desk::Outcome;
use desk::count::{CountQuery, SideBySide, earlier, side_by_side};

pub(super) fn sheet(scene: &Scene, query: &CountQuery, now: &SideBySide) -> Outcome<Sheet> {
    for_the_office(scene)?;
    let say = &scene.say;
    let before = side_by_side(&scene.app.desk, &earlier(&scene.app.desk, query, DAY)?)?;
    let records: Vec<RecordId> = query.scope.unit.into_iter().chain(query.scope.source).collect();
    let names = Names::of(scene, &records, query.position)?;
    let most =
        |ceiling: Option<u64>| ceiling.map_or_else(|| Cell::Words(say.the("count-open")), Cell::Number);
    let rows = now
        .measures
        .iter()
        .map(|of| {
            let then = before.measures.iter().find(|then| then.measure == of.measure);
            let moved = then.map(|then| whole(of.floor) - whole(then.floor));
            let others: Vec<String> = of.figures.iter().map(|of| said(&figure(say, of))).collect();
            Row {
                label: say.the(&format!("measure-{}", of.measure.name())),
                cells: vec![
                    Cell::Number(of.floor),
                    most(of.ceiling),
                    moved.map_or_else(|| Cell::Words(String::new()), Cell::Change),
                    Cell::Words(others.join("; ")),
                ],
                words: answer_number(say, of.floor, of.ceiling),
                bar: Some((of.floor, of.ceiling.unwrap_or(of.floor).max(of.floor))),
                apart: false,
            }
        })
        .collect();
    let scope = super::super::scope_in_words(scene, &names, query);
    let mut receipt = receipt(scene, scope, query, None, (now.position.entries, now.position.root));
    let then = say.moment(before.as_of, scene.zone()).words;
    receipt.push((say.the("counts-col-since"), then));
    receipt.extend(ending(scene, again(scene, query)));
    Ok(Sheet {
        title: say.the("counts-side"),
        head: vec![
            say.the("field-measure"),
            say.the("counts-at-least"),
            say.the("counts-at-most"),
            say.the("counts-col-since"),
            say.the("count-beside"),
        ],
        rows,
        notes: vec![say.the("counts-side-note")],
        receipt_title: say.the("count-receipt"),
        receipt,
    })
}

/// The page of this question, as of the moment and the position that the file tells of.
fn again(scene: &Scene, query: &CountQuery) -> String {
    let as_of = query.as_of.as_ref().map(|when| when.written().to_owned()).unwrap_or_default();
    let position = query.position.map(|position| position.to_string()).unwrap_or_default();
    with(scene, &[("as_of", &as_of), ("position", &position)])
}

/// A figure of somebody else: `700 — speaker, when`.
fn said(of: &Figure) -> String {
    let whose = of.speaker.as_ref().or(of.outlet.as_ref()).unwrap_or(&of.label).clone();
    let amount = of.amount.iter().map(|amount| amount.words.clone());
    let words: Vec<String> = amount.chain([whose]).chain(of.said.clone()).collect();
    words.join(", ")
}
