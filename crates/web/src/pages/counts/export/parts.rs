//! One number broken down, as a file.

use super::super::super::Names;
use super::super::parts::{label, shown_number, units};
use super::{Cell, Row, Sheet, ending, receipt};
use crate::app::Scene;
use crate::say::Arg;
use casebook::Division;
use claims::RecordId;
use claims::counting::cells::LEAST_SHOWN;
use desk::Outcome;
use desk::count::{Breakdown, CountQuery, Public};

pub(super) fn sheet(scene: &Scene, query: &CountQuery, of: &Breakdown, whole: bool) -> Outcome<Sheet> {
    let say = &scene.say;
    let records: Vec<RecordId> = units(of).chain(query.scope.unit).chain(query.scope.source).collect();
    let names = Names::of(scene, &records, query.position)?;
    let row = |label: String, number: (u64, Option<u64>), shown: Public, apart: bool| {
        let shown = if whole { Public::Open } else { shown };
        let words = shown_number(say, number, shown);
        let (cells, bar) = match shown {
            Public::Open => {
                let (floor, ceiling) = number;
                let most = ceiling.map_or_else(|| Cell::Words(say.the("count-open")), Cell::Number);
                (vec![Cell::Number(floor), most], Some((floor, ceiling.unwrap_or(floor).max(floor))))
            }
            _ => (vec![Cell::Words(words.clone()), Cell::Words(String::new())], None),
        };
        Row { label, cells, words, bar: bar.filter(|_| !apart), apart }
    };
    let mut rows: Vec<Row> = of
        .parts
        .iter()
        .map(|part| row(label(say, &names, &part.part), (part.floor, part.ceiling), part.public, false))
        .collect();
    if !whole && of.by != Division::Day {
        say.by_alphabet(&mut rows, |one| &one.label);
    }
    rows.push(row(say.the("counts-in-none"), of.in_none, of.in_none_public, true));
    rows.push(row(say.the("counts-total"), of.total, of.total_public, true));
    let measure = say.the(&format!("measure-{}", of.measure.name()));
    let by = say.the(&format!("counts-by-{}", of.by.name()));
    let mut notes = vec![say.the("counts-file-note")];
    if !whole {
        notes.push(say.the("counts-public-note"));
    }
    if of.left > 0 {
        notes.push(say.text("counts-left", &[("number", Arg::Number(of.left as u64))]));
    }
    let scope = super::super::scope_in_words(scene, &names, query);
    let mut receipt = receipt(scene, scope, query, Some(of.measure), (of.position.entries, of.position.root));
    if !whole {
        receipt.push((say.the("counts-least"), LEAST_SHOWN.to_string()));
    }
    receipt.extend(ending(scene, super::super::receipt(scene, query)));
    Ok(Sheet {
        title: say.text("counts-parts-of", &[("measure", Arg::Ours(measure)), ("by", Arg::Ours(by))]),
        head: vec![say.the("counts-col-part"), say.the("counts-at-least"), say.the("counts-at-most")],
        rows,
        notes,
        receipt_title: say.the("count-receipt"),
        receipt,
    })
}
