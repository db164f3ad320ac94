//! Why a number is another than it was a day before, as a file: both numbers, and the reasons between them, which add up.

use super::super::super::Names;
use super::super::super::count::words::reason;
use super::super::super::count::{answer_number, signed};
use super::super::DAY;
use super::super::since::{whole, words};
use super::{Cell, Row, Sheet, ending, for_the_office, receipt};
use crate::app::Scene;
use crate::say::Arg;
use claims::RecordId;
use desk::Outcome;
use desk::count::{CountQuery, Receipt, since};

pub(super) fn sheet(scene: &Scene, query: &CountQuery) -> Outcome<Sheet> {
    for_the_office(scene)?;
    let say = &scene.say;
    let found = since(&scene.app.desk, query, DAY)?;
    let records: Vec<RecordId> = query.scope.unit.into_iter().chain(query.scope.source).collect();
    let names = Names::of(scene, &records, query.position)?;
    let at = |of: &Receipt| {
        let most = of.ceiling.map_or_else(|| Cell::Words(say.the("count-open")), Cell::Number);
        Row {
            label: say.moment(of.as_of, scene.zone()).words,
            cells: vec![Cell::Number(of.floor), most],
            words: answer_number(say, of.floor, of.ceiling),
            bar: Some((of.floor, of.ceiling.unwrap_or(of.floor).max(of.floor))),
            apart: false,
        }
    };
    let mut rows = vec![at(&found.before)];
    rows.extend(found.changes.iter().map(|change| Row {
        label: reason(say, change.reason),
        cells: vec![Cell::Change(change.by), Cell::Words(String::new())],
        words: signed(change.by),
        bar: None,
        apart: true,
    }));
    rows.push(at(&found.after));
    let mut notes = vec![words(scene, query, &found)];
    let gone = found.erased.len() as u64;
    if gone > 0 {
        notes.push(say.text("count-erased-between", &[("number", Arg::Number(gone))]));
    }
    let scope = super::super::scope_in_words(scene, &names, query);
    let mut receipt = receipt(
        scene,
        scope,
        query,
        Some(query.measure),
        (found.after.position.entries, found.after.position.root),
    );
    receipt.push((say.the("counts-col-since"), before(scene, &found.before)));
    receipt.push((say.the("counts-col-since"), signed(whole(found.after.floor) - whole(found.before.floor))));
    receipt.extend(ending(scene, super::super::receipt(scene, query)));
    Ok(Sheet {
        title: format!(
            "{}: {}",
            say.the(&format!("measure-{}", query.measure.name())),
            say.the("counts-since-title")
        ),
        head: vec![say.the("counts-col-why"), say.the("counts-at-least"), say.the("counts-at-most")],
        rows,
        notes,
        receipt_title: say.the("count-receipt"),
        receipt,
    })
}

/// The earlier answer: of which moment, from which position.
fn before(scene: &Scene, of: &Receipt) -> String {
    let words = scene.say.moment(of.as_of, scene.zone()).words;
    format!("{words}; {}: {}", scene.say.the("count-position"), of.position.entries)
}
