//! Drafts of what reports say: listed with their quotes, and decided by people.

use crate::args::{Common, DraftAction, DraftArgs, DraftsArgs, Format};
use crate::exit::Done;
use crate::{open, print};
use claims::RecordId;
use desk::look::find_record;
use desk::review::{
    Choice, DraftFact, DraftState, Drafts, Span, accept_draft, drafts, measure_drafts, people_alike,
    refuse_draft, reports_with_drafts,
};
use desk::{Desk, Outcome, Stop};
use serde_json::{Value as Json, json};

/// People of a like name, at most, beside a draft.
const ALIKE: usize = 3;

pub(super) fn list(common: &Common, args: &DraftsArgs) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let found = match &args.report {
        Some(report) => vec![drafts(&desk, find_record(&desk, report)?)?],
        None => reports_with_drafts(&desk, args.limit)?,
    };
    let shown = |state: DraftState| args.all || state == DraftState::Open;
    let rows = || {
        found.iter().flat_map(|of| {
            of.list.iter().filter(|(_, state)| shown(*state)).map(move |(draft, state)| (of, draft, *state))
        })
    };
    match common.format {
        Format::Json => {
            let list = rows().map(|(of, draft, state)| as_json(&desk, of, draft, state));
            print::json(&json!({ "drafts": list.collect::<Outcome<Vec<_>>>()? }))?;
        }
        Format::Csv => {
            let list: Vec<Vec<String>> = rows()
                .flat_map(|(of, draft, state)| {
                    draft.slots.iter().map(move |slot| {
                        vec![
                            of.report.to_string(),
                            draft.key.clone(),
                            draft.kind.name().to_owned(),
                            state.name().to_owned(),
                            slot.name.to_owned(),
                            slot.value.clone(),
                            quotes(&of.text, &slot.quotes),
                        ]
                    })
                })
                .collect();
            let head = ["report", "key", "kind", "state", "slot", "value", "quote"];
            print::data(&print::csv(&head, &list)?)?;
        }
        Format::Text => {
            let mut last: Option<RecordId> = None;
            for (of, draft, state) in rows() {
                if last.replace(of.report) != Some(of.report) {
                    print::data(&format!("report {}  {}", of.report, print::plain(&of.title)))?;
                }
                for line in in_words(&desk, of, draft, state)? {
                    print::data(&line)?;
                }
            }
            if last.is_none() {
                print::data("No draft waits.")?;
            }
        }
    }
    desk.close()?;
    Ok(Done::Well)
}

fn quotes(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| span.quote(text)).collect::<Vec<_>>().join(" … ")
}

fn in_words(desk: &Desk, of: &Drafts, draft: &DraftFact, state: DraftState) -> Outcome<Vec<String>> {
    let decided = match state {
        DraftState::Open => String::new(),
        DraftState::Decided(how, id) => format!("  {} ({id})", how.name()),
    };
    let flags: String = [(draft.background, "  told as background"), (draft.unconfirmed, "  not confirmed")]
        .iter()
        .filter_map(|(is, words)| is.then_some(*words))
        .collect();
    let one_line = |text: &str| print::plain(text).replace('\n', " ⏎ ");
    let mut lines = vec![
        format!("  {}  {}{flags}{decided}", draft.key, draft.kind.name()),
        format!("    “{}”", one_line(draft.evidence.quote(&of.text))),
    ];
    for slot in &draft.slots {
        let quote = quotes(&of.text, &slot.quotes);
        let said = if quote.is_empty() || quote == slot.value {
            String::new()
        } else {
            format!("  ← “{}”", one_line(&quote))
        };
        lines.push(format!("    {:<13}{}{said}", slot.name, one_line(&slot.value)));
    }
    lines.extend(alike(desk, draft, state)?.into_iter().map(|(record, written)| {
        format!("    perhaps known already: {} ({record})", print::plain(&written))
    }));
    Ok(lines)
}

/// People of a like name who are recorded already; asked only while the draft waits.
fn alike(desk: &Desk, draft: &DraftFact, state: DraftState) -> Outcome<Vec<(RecordId, String)>> {
    match draft.slot("person").filter(|_| draft.named && state == DraftState::Open) {
        Some(name) => Ok(people_alike(desk, &name.value, ALIKE)?
            .into_iter()
            .map(|it| (it.person.record, it.written))
            .collect()),
        None => Ok(Vec::new()),
    }
}

fn as_json(desk: &Desk, of: &Drafts, draft: &DraftFact, state: DraftState) -> Outcome<Json> {
    let span = |span: &Span| json!({ "quote": span.quote(&of.text), "b0": span.start, "b1": span.end });
    let decision = match state {
        DraftState::Open => None,
        DraftState::Decided(_, id) => Some(id.to_string()),
    };
    Ok(json!({
        "key": draft.key,
        "report": of.report.to_string(),
        "offsets_are_of_the_report": of.is_the_report,
        "kind": draft.kind.name(),
        "state": state.name(),
        "decision": decision,
        "evidence": span(&draft.evidence),
        "slots": draft.slots.iter().map(|slot| json!({
            "slot": slot.name,
            "value": slot.value,
            "quotes": slot.quotes.iter().map(span).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "named": draft.named,
        "group": draft.group,
        "background": draft.background,
        "unconfirmed": draft.unconfirmed,
        "confidence": f64::from(draft.confidence) / 100.0,
        "rule": draft.rule,
        "alike": alike(desk, draft, state)?.into_iter().map(|(record, written)| json!({
            "person": record.to_string(), "written": written,
        })).collect::<Vec<_>>(),
    }))
}

pub(super) fn decide(common: &Common, args: &DraftArgs) -> Outcome<Done> {
    let nothing: &[String] = &[];
    let (key, why, slots, person, otherwise) = match &args.action {
        DraftAction::Accept { key, person, why } => {
            (key, why, nothing, person.as_ref(), "read beside the report: it says so")
        }
        DraftAction::Correct { key, slot, person, why } => {
            (key, why, slot.as_slice(), person.as_ref(), "read beside the report: it says so otherwise")
        }
        DraftAction::Refuse { key, why } => {
            (key, why, nothing, None, "read beside the report: it does not say so")
        }
    };
    let mut choice = Choice::default();
    for pair in slots {
        let (name, value) = pair.split_once('=').ok_or_else(|| {
            Stop::refused_in_english(
                "slot",
                format!("{pair:?} is not a slot and its value: place=Green bazaar."),
            )
        })?;
        choice.slots.insert(name.trim().to_owned(), value.to_owned());
    }
    let (reason, dry_run) = (&why.why, why.dry_run);
    let reason = open::reason(reason.as_ref(), Some(otherwise))?;
    let (desk, settings) = open::desk(common)?;
    let actor = open::actor(&settings)?;
    choice.person = person.map(|person| find_record(&desk, person)).transpose()?;
    if dry_run {
        print::say("Nothing was recorded (--dry-run).");
        return Ok(Done::Well);
    }
    let done = match &args.action {
        DraftAction::Refuse { .. } => refuse_draft(&desk, &actor, &reason, key)?,
        DraftAction::Accept { .. } | DraftAction::Correct { .. } => {
            accept_draft(&desk, &actor, &reason, key, &choice)?
        }
    };
    match common.format {
        Format::Json => print::json(&json!({
            "decision": done.decision.to_string(),
            "record": done.record.map(|record| record.to_string()),
            "person": done.person.map(|person| person.to_string()),
            "claims": done.claims,
            "position": done.saved.position,
        }))?,
        _ => {
            let record = done.record.map(|record| format!(", record {record}")).unwrap_or_default();
            print::data(&format!(
                "decided; claims: {}{record}; position {}; decision {}",
                done.claims, done.saved.position, done.decision
            ))?;
        }
    }
    desk.close()?;
    Ok(Done::Well)
}

/// `extract --eval`: present drafts against what people decided.
pub(super) fn measure(common: &Common) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let (reports, table) = measure_drafts(&desk)?;
    let share = |of: Option<f64>| of.map_or_else(|| "–".to_owned(), |of| format!("{of:.2}"));
    match common.format {
        Format::Json => {
            let rows = table.iter().map(|(slot, of)| {
                json!({
                    "slot": slot, "right": of.right, "wrong": of.wrong, "missed": of.missed,
                    "precision": of.precision(), "recall": of.recall(),
                })
            });
            print::json(&json!({ "reports": reports, "slots": rows.collect::<Vec<_>>() }))?;
        }
        Format::Csv => {
            let rows: Vec<Vec<String>> = table
                .iter()
                .map(|(slot, of)| {
                    let [right, wrong, missed] = [of.right, of.wrong, of.missed].map(|n| n.to_string());
                    vec![slot.clone(), right, wrong, missed, share(of.precision()), share(of.recall())]
                })
                .collect();
            let head = ["slot", "right", "wrong", "missed", "precision", "recall"];
            print::data(&print::csv(&head, &rows)?)?;
        }
        Format::Text => {
            if table.is_empty() {
                print::data("Nobody has decided on a draft yet.")?;
            } else {
                print::data(&format!("reports with decisions: {reports}"))?;
                print::data("slot                      precision  recall  right  wrong  missed")?;
            }
            for (slot, of) in &table {
                let (precision, recall) = (share(of.precision()), share(of.recall()));
                print::data(&format!(
                    "{slot:<25} {precision:>9}  {recall:>6}  {:>5}  {:>5}  {:>6}",
                    of.right, of.wrong, of.missed
                ))?;
            }
        }
    }
    desk.close()?;
    Ok(Done::Well)
}
