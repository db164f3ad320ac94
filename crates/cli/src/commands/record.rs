//! Logging a call, or recording one claim.

use crate::args::{Common, Format, RecordArgs};
use crate::exit::Done;
use crate::{open, print};
use claims::Property;
use desk::look::find_record;
use desk::record::{CallNote, ClaimNote, record_call, record_claim};
use desk::review::people_alike;
use desk::{Outcome, Stop};
use serde_json::json;
use std::io::Read as _;

/// The longest note read from stdin, in bytes.
const LONGEST: u64 = 16 << 20;

pub fn run(common: &Common, args: &RecordArgs) -> Outcome<Done> {
    if args.properties {
        let rows: Vec<Vec<String>> = Property::ALL
            .iter()
            .map(|p| {
                vec![
                    p.name().to_owned(),
                    format!("{:?}", p.shape()).to_lowercase(),
                    p.tier().name().to_owned(),
                    p.meaning().to_owned(),
                ]
            })
            .collect();
        print::data(&print::text_table(&["property", "value", "tier", "meaning"], &rows))?;
        return Ok(Done::Well);
    }
    match &args.set {
        Some(set) => claim(common, args, set),
        None => call(common, args),
    }
}

fn call(common: &Common, args: &RecordArgs) -> Outcome<Done> {
    let text = match args.text.as_deref() {
        Some("-") => {
            let mut bytes = Vec::new();
            let fault = |cause| Stop::fault("reading the note", cause);
            std::io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes).map_err(fault)?;
            if bytes.len() as u64 > LONGEST {
                return Err(Stop::refused_in_english(
                    "text",
                    "The note is longer than 16 MB; import it as a file.",
                ));
            }
            String::from_utf8(bytes).map_err(|_| {
                Stop::refused_in_english(
                    "text",
                    "The note is not UTF-8; import it as a file, which guesses the encoding.",
                )
            })?
        }
        Some(text) => text.to_owned(),
        None => String::new(),
    };
    let note = CallNote {
        text,
        report_type: args.report_type.clone(),
        language: None,
        source: args.source.clone(),
        source_type: args.source_type.clone(),
        name: args.name.clone(),
        people: args.people.clone(),
        when: args.when.clone(),
        place: args.place.clone(),
        unit: args.unit.clone(),
        state: args.state.clone(),
        how: args.how.clone(),
        force: args.force.clone(),
        role: args.role.clone(),
        risk: args.risk.clone(),
        lawyer: args.lawyer.clone(),
        charge: args.charge.clone(),
        contact: args.contact.clone(),
        contact_kept: 0,
        ..CallNote::default()
    };
    let (desk, settings) = open::desk(common)?;
    let note = CallNote { contact_kept: open::contacts_kept(&settings)?, ..note };
    let actor = open::actor(&settings)?;
    let why = open::reason(args.why.why.as_ref(), Some("logged as told"))?;
    // Before anything is saved: whoever is told may be known already.
    let alike = match &note.name {
        Some(name) => people_alike(&desk, name, 5)?,
        None => Vec::new(),
    };
    if !common.quiet {
        for one in &alike {
            let reasons: Vec<String> = one.name.reasons.iter().map(ToString::to_string).collect();
            print::say(&format!(
                "perhaps known already: {} ({}): names {}: {}",
                print::plain(&one.written),
                one.person.record,
                one.name.verdict,
                print::plain(&reasons.join("; "))
            ));
        }
    }
    if args.why.dry_run {
        print::say("Nothing was recorded (--dry-run).");
        return Ok(Done::Well);
    }
    let made = record_call(&desk, &actor, &why, &note)?;
    match common.format {
        Format::Json => print::json(&json!({
            "report": made.report.to_string(),
            "person": made.person.map(|id| id.to_string()),
            "detention": made.detention.map(|id| id.to_string()),
            "claims": made.claims,
            "receipt": made.receipt.to_string(),
            "position": made.saved.position,
            "alike": alike.iter().map(|one| json!({
                "person": one.person.record.to_string(),
                "written": one.written,
                "score": (f64::from(one.name.score) * 10_000.0).round() / 10_000.0,
                "verdict": one.name.verdict.to_string(),
            })).collect::<Vec<_>>(),
        }))?,
        _ => {
            print::data(&format!("recorded {} claims at position {}", made.claims, made.saved.position))?;
            print::data(&format!("  report {}", made.report))?;
            if let Some(person) = made.person {
                print::data(&format!("  person {person}"))?;
            }
            if let Some(detention) = made.detention {
                print::data(&format!("  detention {detention}"))?;
            }
            print::data(&format!("  receipt code for the caller: {}", made.receipt))?;
        }
    }
    desk.close()?;
    Ok(Done::Well)
}

fn claim(common: &Common, args: &RecordArgs, set: &str) -> Outcome<Done> {
    let (property, value) = set.split_once('=').ok_or_else(|| {
        Stop::refused_in_english(
            "set",
            "Write --set PROPERTY=VALUE, such as detention.place=\"Main square\".",
        )
    })?;
    let quote = match &args.quote {
        None => None,
        Some(text) => {
            let range = text
                .split_once('-')
                .and_then(|(a, b)| Some((a.trim().parse().ok()?, b.trim().parse().ok()?)));
            Some(range.ok_or_else(|| {
                Stop::refused_in_english("quote", "Write --quote START-END in bytes, such as 120-134.")
            })?)
        }
    };
    let (desk, settings) = open::desk(common)?;
    let named =
        |reference: &Option<String>| reference.as_deref().map(|text| find_record(&desk, text)).transpose();
    let note = ClaimNote {
        about: named(&args.about)?,
        property: property.trim().to_owned(),
        value: value.to_owned(),
        source: named(&args.source)?,
        report: named(&args.report)?,
        quote,
        said_at: args.said_at.clone(),
        modality: args.modality.clone(),
        denied: args.denied,
        note: args.note.clone(),
    };
    let actor = open::actor(&settings)?;
    let why = open::reason(args.why.why.as_ref(), Some("recorded by hand"))?;
    if args.why.dry_run {
        print::say("Nothing was recorded (--dry-run).");
        return Ok(Done::Well);
    }
    let (saved, record, claim) = record_claim(&desk, &actor, &why, &note)?;
    match common.format {
        Format::Json => {
            print::json(
                &json!({ "record": record.to_string(), "claim": claim.to_string(), "position": saved.position }),
            )?;
        }
        _ => print::data(&format!("claim {claim} about {record}, position {}", saved.position))?,
    }
    desk.close()?;
    Ok(Done::Well)
}
