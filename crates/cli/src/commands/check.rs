//! Checks of units: logging one, the log of a unit, and which units to ring next.

use crate::args::{CheckArgs, Common, Format};
use crate::exit::Done;
use crate::{open, print};
use casebook::CheckView;
use claims::when::Instant;
use desk::check::{
    CheckNote, Due, checks_of, find_unit, log_check, queue, release, ring, ringing_of, undo_check,
};
use desk::keep::Settings;
use desk::look::find_record;
use desk::{Desk, Outcome, Stop};
use serde_json::{Value, json};

pub fn run(common: &Common, args: &CheckArgs) -> Outcome<Done> {
    if args.why.dry_run {
        return Err(Stop::refused_in_english(
            "dry-run",
            "There is nothing to try out; a check can be taken back.",
        ));
    }
    let (desk, settings) = open::desk(common)?;
    let reason = |usual: &str| open::reason(args.why.why.as_ref(), Some(usual));
    if let Some(check) = &args.undo {
        let check = find_record(&desk, check)?;
        let saved = undo_check(&desk, &open::actor(&settings)?, &reason("logged by mistake")?, check)?;
        done(common, "taken back", check.to_string(), saved.position)?;
        desk.close()?;
        return Ok(Done::Well);
    }
    let Some(unit) = &args.unit else {
        let fresh_for = Settings::seconds(settings.get("fresh_for"))?;
        next(common, &desk, fresh_for, args.limit)?;
        desk.close()?;
        return Ok(Done::Well);
    };
    let unit = find_unit(&desk, unit)?;
    if args.ring {
        let taken = ring(&desk, &open::actor(&settings)?, &reason("ringing it now")?, unit, args.anyway)?;
        match common.format {
            Format::Json => print::json(
                &json!({ "claim": taken.claim.to_string(), "by": &*taken.by, "until": taken.until.to_string() }),
            )?,
            _ => print::data(&format!("yours until {}", taken.until.in_zone(desk.zone())))?,
        }
    } else if args.release {
        let ringing = ringing_of(&desk, unit)?;
        let claim = ringing.ok_or_else(|| Stop::conflict_in_english("Nobody is ringing this unit."))?.claim;
        let saved = release(&desk, &open::actor(&settings)?, &reason("given back")?, claim)?;
        done(common, "given back", unit.to_string(), saved.position)?;
    } else if args.answer.is_some() || args.words.is_some() {
        let about = args.about.iter().map(|text| find_record(&desk, text)).collect::<Outcome<Vec<_>>>()?;
        let note = CheckNote {
            about,
            when: args.when.clone(),
            answer: args.answer.as_deref().map(|word| word.to_lowercase().replace([' ', '-'], "_")),
            words: args.words.clone(),
            asked_by: args.asked_by.clone(),
        };
        let logged = log_check(&desk, &open::actor(&settings)?, &reason("logged as told")?, unit, &note)?;
        match common.format {
            Format::Json => print::json(&json!({
                "check": logged.check.to_string(), "confirms": logged.confirms, "position": logged.saved.position,
            }))?,
            _ => {
                print::data(&format!("check {}, position {}", logged.check, logged.saved.position))?;
                if logged.confirms > 0 {
                    print::data(&format!("  the last word on the custody of {}", logged.confirms))?;
                }
            }
        }
    } else {
        told(common, &desk, unit, args.limit)?;
    }
    desk.close()?;
    Ok(Done::Well)
}

fn done(common: &Common, what: &str, of: String, position: u64) -> Outcome<()> {
    match common.format {
        Format::Json => print::json(&json!({ "record": of, "position": position })),
        _ => print::data(&format!("{what}; position {position}")),
    }
}

fn told(common: &Common, desk: &Desk, unit: claims::RecordId, limit: usize) -> Outcome<()> {
    let told = checks_of(desk, Some(unit), 0, limit)?;
    let at = |check: &CheckView| -> Instant {
        let at = check.when.as_ref().and_then(|when| when.bounds().latest).unwrap_or(check.recorded_at);
        at.min(check.recorded_at)
    };
    let about = |check: &CheckView| -> String {
        let names: Vec<&str> = check.about.iter().map(|named| &*named.label).collect();
        if names.is_empty() { "everybody".to_owned() } else { names.join(", ") }
    };
    match common.format {
        Format::Json => print::json(&told.checks.iter().map(|check| json!({
            "check": check.record.to_string(), "at": at(check).to_string(), "answer": check.answer, "words": check.words,
            "about": check.about.iter().map(|named| named.record.to_string()).collect::<Vec<_>>(), "by": check.by,
        })).collect()),
        Format::Csv => {
            let rows: Vec<Vec<String>> = told
                .checks
                .iter()
                .map(|check| {
                    vec![
                        check.record.to_string(),
                        at(check).to_string(),
                        check.answer.clone().unwrap_or_default(),
                        check.words.join(" / "),
                        about(check),
                        check.by.clone().unwrap_or_default(),
                    ]
                })
                .collect();
            print::data(&print::csv(&["check", "at", "answer", "words", "about", "by"], &rows)?)
        }
        Format::Text if told.checks.is_empty() => print::data("Nobody is recorded to have asked here."),
        Format::Text => {
            for check in &told.checks {
                let when: String = at(check).in_zone(desk.zone()).chars().take(16).collect();
                print::data(&print::plain(&format!(
                    "{}  {}  {}  about {}{}{}",
                    check.record.short(),
                    when.replace('T', " "),
                    check.answer.as_deref().unwrap_or("no answer recorded"),
                    about(check),
                    check.by.as_ref().map_or_else(String::new, |by| format!("  by {by}")),
                    check.words.iter().map(|words| format!("\n      {words:?}")).collect::<String>(),
                )))?;
            }
            Ok(())
        }
    }
}

fn next(common: &Common, desk: &Desk, fresh_for: i64, limit: usize) -> Outcome<()> {
    let queue = queue(desk, fresh_for)?;
    let parts = [("due", &queue.due), ("ringing", &queue.rung), ("asked", &queue.asked)];
    let as_json = |due: &Due| -> Value {
        json!({
            "unit": due.unit.to_string(), "label": &*due.label, "held": due.held, "possibly_held": due.maybe,
            "served_first": due.first,
            "last_check": due.last.as_ref().map(|last| json!({ "at": last.at.to_string(), "answer": last.answer })),
            "ringing": due.ringing.as_ref().map(|one| json!({ "by": &*one.by, "until": one.until.to_string() })),
        })
    };
    if common.format == Format::Json {
        let list = |of: &[Due]| of.iter().take(limit).map(as_json).collect::<Vec<_>>();
        return print::json(&json!({
            "at": queue.at.to_string(), "due": list(&queue.due), "ringing": list(&queue.rung), "asked": list(&queue.asked),
        }));
    }
    let mut rows = Vec::new();
    for (part, list) in parts {
        for due in list.iter().take(limit) {
            let asked = due.last.as_ref().map_or_else(
                || "never".to_owned(),
                |last| format!("{} ago", print::span_in_words(queue.at.seconds_since(last.at))),
            );
            let state = match &due.ringing {
                Some(one) => {
                    let until: String = one.until.in_zone(desk.zone()).chars().skip(11).take(5).collect();
                    format!("{} is ringing until {until}", one.by)
                }
                None => part.to_owned(),
            };
            rows.push(vec![
                due.label.to_string(),
                due.held.to_string(),
                due.maybe.to_string(),
                due.first.to_string(),
                asked,
                state,
            ]);
        }
    }
    let header = ["unit", "held", "possibly", "first", "last asked", "state"];
    match common.format {
        Format::Csv => print::data(&print::csv(&header, &rows)?),
        _ if rows.is_empty() => print::data("No unit is due."),
        _ => print::data(&print::plain(&print::text_table(&header, &rows))),
    }
}
