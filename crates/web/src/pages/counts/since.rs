//! Why a number is another than it was a day ago.

use super::super::Names;
use super::super::count::{Changed, changed_words, signed};
use super::DAY;
use crate::app::Scene;
use crate::say::Arg;
use claims::RecordId;
use desk::Outcome;
use desk::count::{CountQuery, Difference, since};
use serde::Serialize;

/// Records named per reason of a difference.
const NAMED: usize = 12;

#[derive(Serialize)]
pub(super) struct Since {
    words: String,
    changes: Vec<Changed>,
    erased: Option<String>,
}

/// A number as it is subtracted.
pub(super) fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The two numbers in one sentence.
pub(super) fn words(scene: &Scene, asked: &CountQuery, found: &Difference) -> String {
    let say = &scene.say;
    let id = if found.changes.is_empty() { "counts-since-nothing" } else { "counts-since" };
    let gaps = [
        ("measure", Arg::Ours(say.the(&format!("measure-{}", asked.measure.name())))),
        ("when", Arg::Ours(say.moment(found.before.as_of, scene.zone()).words)),
        ("before", Arg::Number(found.before.floor)),
        ("now", Arg::Number(found.after.floor)),
        ("by", Arg::Ours(signed(whole(found.after.floor) - whole(found.before.floor)))),
    ];
    say.text(id, &gaps)
}

/// The difference as the page shows it.
pub(super) fn changes(scene: &Scene, asked: &CountQuery) -> Outcome<Since> {
    let say = &scene.say;
    let found = since(&scene.app.desk, asked, DAY)?;
    let records: Vec<RecordId> =
        found.changes.iter().flat_map(|change| change.records.iter().take(NAMED).copied()).collect();
    let names = Names::of(scene, &records, asked.position)?;
    let words = words(scene, asked, &found);
    let gone = found.erased.len() as u64;
    Ok(Since {
        words,
        changes: found
            .changes
            .iter()
            .map(|change| Changed {
                words: changed_words(say, change),
                records: names.several(say, change.records.iter().take(NAMED)),
                more: change.records.len().saturating_sub(NAMED) as u64,
            })
            .collect(),
        erased: (gone > 0).then(|| say.text("count-erased-between", &[("number", Arg::Number(gone))])),
    })
}
