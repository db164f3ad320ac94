//! The pages: one file each, with a template of the same name. A page asks one function of the desk and turns the
//! answer into words; it knows no rule.

mod about;
mod access;
mod admin;
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
mod family;
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
mod review;
mod search;
mod streets;
mod timeline;

pub(crate) use about::about;
pub(crate) use access::{
    Ceremonial, account, add_codes, agree_to, ask_recovery, ask_who, change_password, change_person,
    end_sessions, fresh_form_token, invite_person, join, join_page, kept_but_the_file, kept_for_later,
    not_kept, not_sent, passkey_begin, passkey_joined, passkey_joining, passkey_registered,
    passkey_registering, passkey_signed_in, people, remove_way, resume, sign_in, sign_in_page, sign_out,
};
pub(crate) use admin::{
    admin_page, agree_export, ask_export, audit_page, change_one_setting, change_places, change_units,
    check_ledger, export_page, health_page, issue_one_token, looks_page, make_backup, packs_page,
    places_page, revoke_one_token, settings_page, sign_one_pack, take_export, tokens_page, units_page,
    unsign_pack,
};
pub(crate) use aid::{aid, log_intervention_for, set_lawyer, undo_intervention_for, unset_lawyer};
pub(crate) use assets::{Assets, asset};
pub(crate) use board::{board, board_keys, pocket, wall};
pub(crate) use check_queue::{check_queue, release_unit, ring_unit};
pub(crate) use checks::{checks, log_one_check, undo_one_check};
pub(crate) use contacts::{contacts, look_at};
pub(crate) use count::count;
pub(crate) use counts::{counts, export_counts};
pub(crate) use drafts::{decide_draft, drafts_page, undo_draft};
pub(crate) use duplicates::{duplicates, judge_pair, undo_judgement};
pub(crate) use estimate::{attest_lists, begin_estimate, estimate, undo_attestation};
pub(crate) use events::events;
pub use evidence_copy::{Evidence, OpenVault};
pub(crate) use evidence_copy::{evidence_copy, evidence_picture};
pub(crate) use family::{answer_family, ask_family, enquiry, family, take_back_answer};
pub(crate) use feeds::{feeds, look_now, mark_report, undo_mark, watch_feed};
pub(crate) use figures::figures;
pub(crate) use frame::{Frame, templates};
pub(crate) use import::{
    bring_import_back, change_slip, compare_import, hand_in_file, import_page, imported_report, linkage_page,
    slip_page, undo_import,
};
pub(crate) use intake::{
    LARGEST_BODY as LARGEST_CALL, empty_form, intake, manifest, save_call, saved_call, suggest_beside,
    undo as undo_call, worker,
};
pub(crate) use lock::{leave, lock, locking, panic};
pub(crate) use map::{map, place_on_map};
pub(crate) use record::record;
pub(crate) use report::{raw, report};
pub(crate) use review::{decide_waiting, doubts_page, leave_doubts, review, take_back, take_doubts_back};
pub(crate) use search::search;
pub(crate) use timeline::timeline;

use crate::app::Scene;
use crate::say::{Say, Target};
use casebook::Named;
use claims::when::{Instant, When};
use claims::{Property, RecordId, RecordKind};
use desk::{Outcome, Stop};
use desk::{Sentence, sentence};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

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
            Stop::refused(
                field,
                sentence!("{text:?} is not a ledger position; positions are whole numbers.", text),
            )
        }),
    }
}

/// A field that holds a time, in the casebook's zone unless it says otherwise.
fn time_of(scene: &Scene, field: &'static str) -> Outcome<Option<When>> {
    match scene.asked.query.get(field) {
        None => Ok(None),
        Some(text) => When::parse(text, scene.zone()).map(Some).map_err(|problem| {
            Stop::refused(field, Sentence::from(&problem))
                .hint(sentence!("Write it as 2031-06-08T18:00, or 2031-06-08 for a whole day."))
        }),
    }
}

/// A field that holds a record's id, or the beginning of one.
fn record_of(scene: &Scene, field: &'static str) -> Outcome<Option<RecordId>> {
    match scene.asked.query.get(field) {
        None => Ok(None),
        Some(text) => record_in_path(scene, text).map(Some),
    }
}

/// A record of an address: `/record/ID`.
fn record_in_path(scene: &Scene, id: &str) -> Outcome<RecordId> {
    let record = desk::look::find_record(&scene.app.desk, id)?;
    // What is hidden is answered in the words for what is not there.
    if scene.hides(record)? {
        let typed = id.trim();
        return Err(Stop::not_found(match typed.parse::<RecordId>() {
            Ok(_) => sentence!("There is no record {record}.", record = typed),
            Err(_) => {
                sentence!("There is no record {file:?}, and no imported file of that name.", file = typed)
            }
        }));
    }
    Ok(record)
}

/// A moment as a form field takes it: local, to the minute.
fn field_moment(scene: &Scene, at: Instant) -> String {
    at.in_zone(scene.zone()).chars().take(16).collect()
}

/// What the records of a page are called, asked for all at once.
struct Names {
    named: HashMap<RecordId, Named>,
    /// True for somebody whose role does not need to know who it is; the same for who told something, and for reports.
    hides: bool,
    hides_sources: bool,
    hides_reports: bool,
    /// Those limited to groups of others: a number counts them, and nothing says who they are.
    limited: HashSet<RecordId>,
}

impl Names {
    fn of(scene: &Scene, records: &[RecordId], position: Option<u64>) -> Outcome<Self> {
        let named = desk::look::name_records(&scene.app.desk, records, position)?;
        let named: HashMap<RecordId, Named> = named.into_iter().map(|named| (named.record, named)).collect();
        let mut limited = HashSet::new();
        for record in records {
            if scene.hides(*record)? {
                limited.insert(*record);
            }
        }
        let may = |action: &str| scene.may(action);
        let (hides, hides_sources, hides_reports) =
            (!may("identity.see"), !may("source.see"), !may("report.see"));
        if !hides {
            let shown = named.values().filter(|named| is_about_somebody(named.kind));
            let shown = shown.map(|named| named.record).filter(|record| !limited.contains(record));
            scene.looked_at(&shown.collect::<Vec<_>>());
        }
        Ok(Self { named, hides, hides_sources, hides_reports, limited })
    }

    fn one(&self, say: &Say, record: RecordId) -> Target {
        if self.limited.contains(&record) {
            let kind = self.named.get(&record).and_then(|named| named.kind);
            return Target { href: String::new(), label: say.the("limited-to-others"), kind: say.kind(kind) };
        }
        match self.named.get(&record) {
            Some(named) if self.hides_it(named.kind) => {
                Target { href: String::new(), label: record.short(), kind: say.kind(named.kind) }
            }
            Some(named) => Target::to(say, named),
            None => Target { href: format!("/record/{record}"), label: record.short(), kind: say.kind(None) },
        }
    }

    fn hides_it(&self, kind: Option<RecordKind>) -> bool {
        self.hides && bears_a_name(kind)
            || self.hides_sources && kind == Some(RecordKind::Source)
            || self.hides_reports && kind == Some(RecordKind::Report)
    }

    fn several<'r>(&self, say: &Say, records: impl IntoIterator<Item = &'r RecordId>) -> Vec<Target> {
        records.into_iter().map(|record| self.one(say, *record)).collect()
    }
}

/// True for records that are called by somebody's name.
fn bears_a_name(kind: Option<RecordKind>) -> bool {
    use RecordKind::{Event, Figure, Place, Unit};
    !matches!(kind, Some(Event | Figure | Place | Unit))
}

/// True for records whose name, on a page, says who it is about: seeing it is a view of an identity.
pub(crate) fn is_about_somebody(kind: Option<RecordKind>) -> bool {
    use RecordKind::{Contact, Organization, Report, Source, Statement};
    bears_a_name(kind) && !matches!(kind, None | Some(Report | Source | Contact | Organization | Statement))
}

/// The property a filter names.
fn property_named(name: &str) -> Outcome<Property> {
    Property::from_name(name.trim()).ok_or_else(|| {
        Stop::refused(
            "filter",
            sentence!("{name:?} is not a property; write one such as event.topic or detention.role.", name),
        )
    })
}
