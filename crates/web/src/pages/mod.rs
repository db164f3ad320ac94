//! The pages: one file each, with a template of the same name. A page asks one function of the desk and turns the
//! answer into words; it knows no rule.

mod about;
mod aid;
mod assets;
mod board;
mod check_queue;
mod checks;
mod contacts;
mod count;
mod counts;
mod drafts;
mod duplicates;
mod estimate;
mod events;
mod evidence_copy;
mod feeds;
mod figures;
mod form;
mod frame;
mod intake;

mod import;
mod lock;
mod map;
mod record;
mod report;
mod search;
mod sign_in;
mod timeline;

pub(crate) use about::about;
pub(crate) use aid::{aid, log_intervention_for, set_lawyer, undo_intervention_for, unset_lawyer};
pub(crate) use assets::{Assets, asset};
pub(crate) use board::{board, board_keys};
pub(crate) use check_queue::{check_queue, release_unit, ring_unit};
pub(crate) use checks::{checks, log_one_check, undo_one_check};
pub(crate) use contacts::{contacts, look_at};
pub(crate) use count::count;
pub(crate) use counts::counts;
pub(crate) use drafts::{decide_draft, drafts_page, undo_draft};
pub(crate) use duplicates::{duplicates, judge_pair, undo_judgement};
pub(crate) use estimate::{attest_lists, begin_estimate, estimate, undo_attestation};
pub(crate) use events::events;
pub use evidence_copy::{Evidence, OpenVault};
pub(crate) use evidence_copy::{evidence_copy, evidence_picture};
pub(crate) use feeds::{feeds, look_now, mark_report, undo_mark, watch_feed};
pub(crate) use figures::figures;
pub(crate) use frame::{Frame, templates};
pub(crate) use import::{
    bring_import_back, change_slip, hand_in_file, import_page, imported_report, slip_page, undo_import,
};
pub(crate) use intake::{
    LARGEST_BODY as LARGEST_CALL, intake, save_call, saved_call, suggest_beside, undo as undo_call,
};
pub(crate) use lock::{leave, lock, locking, panic};
pub(crate) use map::{map, place_on_map};
pub(crate) use record::record;
pub(crate) use report::{raw, report};
pub(crate) use search::search;
pub(crate) use sign_in::{sign_in, sign_out};
pub(crate) use timeline::timeline;

use crate::app::Scene;
use crate::say::{Say, Target};
use casebook::Named;
use claims::when::{Instant, When};
use claims::{Property, RecordId};
use desk::{Outcome, Stop};
use serde::Serialize;
use std::collections::HashMap;

/// One choice of a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

impl Choice {
    /// A choice that is taken when `taken` names it.
    fn new(value: &str, label: String, taken: Option<&str>) -> Self {
        Self { value: value.to_owned(), label, chosen: taken == Some(value) }
    }
}

/// A field that holds a ledger position.
fn position_of(scene: &Scene, field: &'static str) -> Outcome<Option<u64>> {
    match scene.asked.query.get(field) {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| {
            Stop::refused(field, format!("{text:?} is not a ledger position; positions are whole numbers."))
        }),
    }
}

/// A field that holds a time, in the casebook's zone unless it says otherwise.
fn time_of(scene: &Scene, field: &'static str) -> Outcome<Option<When>> {
    match scene.asked.query.get(field) {
        None => Ok(None),
        Some(text) => When::parse(text, scene.zone()).map(Some).map_err(|problem| {
            Stop::refused(field, problem.to_string())
                .hint("Write it as 2031-06-08T18:00, or 2031-06-08 for a whole day.")
        }),
    }
}

/// A field that holds a record's id, or the beginning of one.
fn record_of(scene: &Scene, field: &'static str) -> Outcome<Option<RecordId>> {
    match scene.asked.query.get(field) {
        None => Ok(None),
        Some(text) => desk::look::find_record(&scene.app.desk, text).map(Some),
    }
}

/// A record of an address: `/record/ID`.
fn record_in_path(scene: &Scene, id: &str) -> Outcome<RecordId> {
    desk::look::find_record(&scene.app.desk, id)
}

/// A moment as a form field takes it: local, to the minute.
fn field_moment(scene: &Scene, at: Instant) -> String {
    at.in_zone(scene.zone()).chars().take(16).collect()
}

/// What the records of a page are called, asked for all at once.
struct Names(HashMap<RecordId, Named>);

impl Names {
    fn of(scene: &Scene, records: &[RecordId], position: Option<u64>) -> Outcome<Self> {
        let named = desk::look::name_records(&scene.app.desk, records, position)?;
        Ok(Self(named.into_iter().map(|named| (named.record, named)).collect()))
    }

    fn one(&self, say: &Say, record: RecordId) -> Target {
        match self.0.get(&record) {
            Some(named) => Target::to(say, named),
            None => Target { href: format!("/record/{record}"), label: record.short(), kind: say.kind(None) },
        }
    }

    fn several<'r>(&self, say: &Say, records: impl IntoIterator<Item = &'r RecordId>) -> Vec<Target> {
        records.into_iter().map(|record| self.one(say, *record)).collect()
    }
}

/// The property a filter names.
fn property_named(name: &str) -> Outcome<Property> {
    Property::from_name(name.trim()).ok_or_else(|| {
        Stop::refused(
            "filter",
            format!("{name:?} is not a property; write one such as event.topic or detention.role."),
        )
    })
}
