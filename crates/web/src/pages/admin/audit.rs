//! Who did what, when and why: the ledger without any value in it.

use crate::app::{App, Page, Scene};
use crate::pages::record::ruling_words;
use crate::pages::{Names, record_of, time_of};
use crate::say::{Moment, Target, cut, user};
use axum::extract::State;
use axum::response::Response;
use casebook::{Act, AuditQuery};
use claims::RecordId;
use desk::look::audit;
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

/// Entries on a page.
const ENTRIES: u64 = 50;
/// Properties that are listed of one entry.
const SAID: usize = 8;

#[derive(Serialize)]
struct Audit {
    acts: Vec<ActView>,
    fields: Asked,
    before: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Asked {
    who: String,
    record: String,
    day: String,
}

#[derive(Serialize)]
struct ActView {
    position: u64,
    at: Moment,
    by: String,
    why: String,
    decided: Vec<String>,
    said: Vec<String>,
    more_said: u64,
    records: Vec<Target>,
    more: u64,
}

pub(crate) async fn audit_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_audit.html", look).await
}

fn look(scene: &Scene) -> Outcome<Page<Audit>> {
    let (say, query) = (&scene.say, &scene.asked.query);
    let skip: u64 = match query.get("skip") {
        None => 0,
        Some(text) => text
            .parse()
            .map_err(|_| Stop::refused("skip", sentence!("{text:?} is not a whole number", text)))?,
    };
    let day = time_of(scene, "day")?.map(|when| when.bounds());
    let asked = AuditQuery {
        by: query.get("who").map(str::to_owned),
        record: record_of(scene, "record")?,
        from: day.and_then(|of| of.earliest),
        to: day.and_then(|of| of.latest),
        skip,
        most: ENTRIES + 1,
    };
    let mut acts = audit(&scene.app.desk, &asked)?;
    let more = acts.len() as u64 > ENTRIES;
    acts.truncate(ENTRIES as usize);
    let may_name = scene.may("identity.see");
    let records: Vec<RecordId> =
        acts.iter().flat_map(|act| act.records.iter().map(|(record, _)| *record)).collect();
    let names = if may_name { Some(Names::of(scene, &records, None)?) } else { None };
    let at = |skip: u64| scene.asked.with("skip", Some(&skip.to_string()));
    let field = |name: &str| query.get(name).unwrap_or_default().to_owned();
    let view = Audit {
        acts: acts.iter().map(|act| act_view(scene, act, names.as_ref())).collect(),
        fields: Asked { who: field("who"), record: field("record"), day: field("day") },
        before: (skip > 0).then(|| at(skip.saturating_sub(ENTRIES))),
        next: more.then(|| at(skip + ENTRIES)),
    };
    Ok(Page { title: say.the("admin-audit"), view })
}

fn act_view(scene: &Scene, act: &Act, names: Option<&Names>) -> ActView {
    let say = &scene.say;
    // Known by a number for whoever may not see who it is.
    let target = |record: RecordId, kind| match names {
        Some(names) => names.one(say, record),
        None => Target { href: format!("/record/{record}"), label: record.short(), kind: say.kind(kind) },
    };
    ActView {
        position: act.position,
        at: say.moment(act.at, scene.zone()),
        by: user(&act.author),
        why: user(cut(&act.why, 300).0),
        decided: act.decided.iter().take(SAID).map(|ruled| ruling_words(say, &ruled.ruling)).collect(),
        said: act.said.iter().take(SAID).map(|property| say.property(*property)).collect(),
        more_said: act.said.len().saturating_sub(SAID) as u64,
        records: act
            .records
            .iter()
            .filter(|(_, kind)| kind.is_some())
            .map(|(record, kind)| target(*record, *kind))
            .collect(),
        more: act.more,
    }
}
