//! The intake desk: one screen on which a call is taken down while it is told. Nothing is mandatory, free text comes
//! first, and a form that is refused comes back as it was typed. Works by plain forms; scripts add keys, a draft that
//! is kept while typing, and saving without a network.

mod beside;
mod offline;
mod save;
mod saved;

pub(crate) use beside::suggest_beside;
pub(crate) use offline::{empty_form, manifest, worker};
pub(crate) use save::{LARGEST_BODY, save_call};
pub(crate) use saved::{saved_call, undo};

use super::form::{Fields, field};
use crate::app::{App, Page, Scene};
use crate::door::hex;
use crate::pages::Choice;
use crate::say::{Arg, Target};
use axum::extract::State;
use axum::response::Response;
use beside::Beside;
use claims::RecordId;
use claims::legal::CustodyState;
use desk::record::{ReceiptCode, call_again, receipt_of, reports_of_receipt, units_to_offer};
use desk::sentence;
use desk::{Kind, Outcome, Stop};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

const PATH: &str = "/intake";
/// The fields of the form that hold what was said, in the order of the page.
const SAID: [&str; 16] = [
    "text",
    "source",
    "source_type",
    "language",
    "name",
    "people",
    "when",
    "place",
    "unit",
    "state",
    "force",
    "role",
    "lawyer",
    "charge",
    "report_type",
    "contact",
];
/// Who is served first.
const RISKS: [&str; 6] = ["minor", "ill", "pregnant", "injured", "disabled", "elderly"];
const LAWYER: [&str; 5] = ["none", "assigned", "on_the_way", "admitted", "refused"];
const TELLERS: [&str; 9] =
    ["relative", "victim", "eyewitness", "lawyer", "monitor", "media", "social_media", "official", "other"];
const WAYS: [&str; 4] = ["call", "message", "visit", "post"];

/// The form as it is shown.
#[derive(Serialize)]
pub(super) struct Form {
    /// The same each time this form is sent: it makes one report.
    key: String,
    /// An earlier call of the same caller.
    same: Option<String>,
    /// An earlier call to which this one adds.
    adds: Option<String>,
    /// What is in the fields, by their names.
    value: BTreeMap<&'static str, String>,
    /// What is wrong with a field, by its name.
    wrong: BTreeMap<&'static str, String>,
    by: String,
    tellers: Vec<Choice>,
    languages: Vec<Choice>,
    states: Vec<Choice>,
    lawyers: Vec<Choice>,
    risks: Vec<Choice>,
    ways: Vec<Choice>,
    units: Vec<String>,
    /// What happened to what was sent, above the form.
    notice: Option<Notice>,
    /// The calls of a receipt code that was asked for.
    earlier: Option<EarlierCalls>,
    receipt: String,
    /// What can be said before saving, when it was asked for.
    beside: Option<Beside>,
}

/// Why a form came back.
#[derive(Serialize)]
pub(super) struct Notice {
    /// In the reader's language.
    heading: String,
    /// The desk's own sentence, in English, and what to do about it.
    sentence: Option<String>,
    /// The field at fault.
    field: Option<&'static str>,
    /// What was saved under this key before.
    saved: Option<String>,
}

#[derive(Serialize)]
struct EarlierCalls {
    code: String,
    reports: Vec<Target>,
    same: String,
}

/// An empty form, or one that goes on from an earlier call.
pub(crate) async fn intake(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "intake.html", look).await
}

fn look(scene: &Scene) -> Outcome<Page<Form>> {
    let mut fields: Fields = Vec::new();
    let mut put = |name: &str, value: &str| fields.push((name.to_owned(), value.to_owned()));
    let query = &scene.asked.query;
    put("by", query.get("by").unwrap_or_default());
    if let Some(same) = query.get("same") {
        let report = super::record_in_path(scene, same)?;
        let again = call_again(&scene.app.desk, report)?;
        put("same", &report.to_string());
        // Whoever may not see who tells what goes on with the same caller all the same.
        let (source, source_type) = match scene.may("source.see") {
            true => (again.source.as_str(), again.source_type.as_str()),
            false => ("", ""),
        };
        for (name, value) in [
            ("source", source),
            ("source_type", source_type),
            ("language", &again.language),
            ("when", &again.when),
            ("place", &again.place),
            ("unit", &again.unit),
        ] {
            put(name, value);
        }
    }
    let mut form = form(scene, &fields)?;
    if let Some(receipt) = query.get("receipt") {
        form.receipt = receipt.to_owned();
        match ReceiptCode::parse(receipt).and_then(|code| earlier(scene, &code)) {
            Ok((earlier, first)) => {
                form.earlier = Some(earlier);
                form.adds = Some(first.to_string());
            }
            Err(stop) => form.refuse(scene, stop)?,
        }
    }
    Ok(Page { title: scene.say.the("intake-title"), view: form })
}

fn earlier(scene: &Scene, code: &ReceiptCode) -> Outcome<(EarlierCalls, RecordId)> {
    let desk = &scene.app.desk;
    let found = reports_of_receipt(desk, code)?;
    let first = found.first().copied().ok_or_else(|| Stop::not_found(sentence!("No call has this code.")))?;
    let named = desk::look::name_records(desk, &found, None)?;
    let reports = named.iter().map(|named| report_link(scene, named)).collect();
    let same = crate::app::link(PATH, [("same", first.to_string().as_str())]);
    Ok((EarlierCalls { code: code.to_string(), reports, same }, first))
}

fn report_link(scene: &Scene, named: &casebook::Named) -> Target {
    Target { href: format!("/report/{}", named.record), ..Target::to(&scene.say, named) }
}

/// The form with these values; the key that was sent, or a new one.
pub(super) fn form(scene: &Scene, fields: &Fields) -> Outcome<Form> {
    let say = &scene.say;
    let value: BTreeMap<&'static str, String> =
        SAID.into_iter().map(|name| (name, field(fields, name).to_owned())).collect();
    let taken = |name: &str| value.get(name).map(String::as_str).filter(|value| !value.is_empty());
    let terms = |name: &str, all: &[&str]| -> Vec<Choice> {
        all.iter().map(|term| Choice::new(term, say.term(term), taken(name))).collect()
    };
    let states = CustodyState::ALL
        .iter()
        .map(|state| Choice::new(state.name(), say.state(*state), taken("state")))
        .collect();
    let risks = RISKS
        .iter()
        .map(|risk| {
            let ticked = fields.iter().any(|(name, value)| name == "risk" && value == risk);
            Choice::new(risk, say.term(risk), ticked.then_some(*risk))
        })
        .collect();
    let key = match field(fields, "key") {
        "" => hex(&scene.app.desk.fresh()?),
        key => key.to_owned(),
    };
    let sent = |name: &str| Some(field(fields, name)).filter(|value| !value.is_empty()).map(str::to_owned);
    Ok(Form {
        key,
        same: sent("same"),
        adds: sent("adds"),
        wrong: BTreeMap::new(),
        by: field(fields, "by").to_owned(),
        tellers: terms("source_type", &TELLERS),
        languages: terms("language", &["kk", "ru", "en"]),
        states,
        lawyers: terms("lawyer", &LAWYER),
        risks,
        ways: terms("report_type", &WAYS),
        // Whoever is not inside sees nothing of the casebook, also not what units there are.
        units: if scene.inside { units_to_offer(&scene.app.desk)? } else { Vec::new() },
        value,
        notice: None,
        earlier: None,
        receipt: String::new(),
        beside: None,
    })
}

impl Form {
    /// Says above the form, and at the field, what was wrong. A fault stays a fault.
    pub(super) fn refuse(&mut self, scene: &Scene, stop: Stop) -> Outcome<()> {
        let Stop::Refusal(refusal) = stop else { return Err(stop) };
        let field =
            refusal.field.filter(|field| SAID.contains(field) || matches!(*field, "by" | "receipt" | "as"));
        let ours = match (refusal.kind, field) {
            (Kind::Conflict, _) => "intake-refused-conflict".to_owned(),
            (Kind::Busy, _) => "intake-refused-busy".to_owned(),
            (Kind::NotFound, _) => "intake-refused-not-found".to_owned(),
            (Kind::Refused, Some(field)) => format!("intake-refused-{field}"),
            (Kind::Refused, None) => "intake-refused".to_owned(),
        };
        let heading =
            if scene.say.has(&ours) { scene.say.the(&ours) } else { scene.say.the("intake-refused") };
        if let Some(field) = field {
            self.wrong.insert(field, heading.clone());
        }
        let sentence = Some(scene.say.refusal(&refusal));
        self.notice = Some(Notice { heading, sentence, field, saved: None });
        Ok(())
    }

    /// Says above the form what happened, in one of our own sentences.
    pub(super) fn tell(&mut self, scene: &Scene, id: &str, args: &[(&str, Arg<'_>)]) {
        let heading = scene.say.text(id, args);
        self.notice = Some(Notice { heading, sentence: None, field: None, saved: None });
    }

    /// Links what was saved under the same key before.
    pub(super) fn saved_before(&mut self, report: Option<RecordId>) {
        if let (Some(notice), Some(report)) = (&mut self.notice, report) {
            notice.saved = Some(format!("/report/{report}"));
        }
    }
}

/// The receipt code of a call, for the page after it was saved.
fn code_of(scene: &Scene, report: RecordId) -> Outcome<ReceiptCode> {
    receipt_of(&scene.app.desk, report)?
        .ok_or_else(|| Stop::not_found(sentence!("{report} is no call that was logged here.", report)))
}
