//! Time brackets of entries, and beacons.

use crate::args::{BeaconAction, BeaconArgs, Common, Format, TimeArgs};
use crate::exit::Done;
use crate::{open, print};
use desk::Outcome;
use desk::keep::find_entry;
use desk::time::{BeaconNote, add_beacon, beacons, time_bracket};
use serde_json::{Value as Json, json};

pub fn run(common: &Common, args: &TimeArgs) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let brackets = args
        .entries
        .iter()
        .map(|entry| time_bracket(&desk, find_entry(&desk, entry)?))
        .collect::<Outcome<Vec<_>>>()?;
    let stamps = desk.stamps()?;
    if common.format == Format::Json {
        print::json(&json!({
            "entries": brackets.iter().map(print::bracket).collect::<Vec<_>>(),
            "timestamps": stamps.good.iter().map(print::stamp).collect::<Vec<_>>(),
            "authorities": stamps.authorities,
        }))?;
        return Ok(Done::Well);
    }
    if common.format == Format::Csv {
        let header = ["entry", "not_before", "not_after", "claimed_unproven", "source"];
        let rows: Vec<Vec<String>> = brackets
            .iter()
            .map(|bracket| {
                vec![
                    bracket.position.to_string(),
                    bracket.not_before.as_ref().map_or_else(String::new, |floor| floor.at.to_string()),
                    bracket.latest().map_or_else(String::new, |latest| latest.to_string()),
                    bracket.claimed.map_or_else(String::new, |claimed| claimed.to_string()),
                    bracket
                        .not_before
                        .as_ref()
                        .map_or_else(String::new, |floor| floor.beacon.beacon.place.to_string()),
                ]
            })
            .collect();
        print::data(&print::csv(&header, &rows)?)?;
        return Ok(Done::Well);
    }
    for bracket in &brackets {
        print::data(&format!("entry {}: {}", bracket.position, bracket.in_words()))?;
        if let Some(floor) = &bracket.not_before {
            let beacon = &floor.beacon.beacon;
            print::data(&print::plain(&format!(
                "  not before {}: {} {}, {} (entry {})",
                floor.at,
                beacon.kind.name(),
                beacon.value,
                beacon.place,
                floor.beacon.position
            )))?;
        }
        if let Some(stamp) = &bracket.not_after {
            let [request, answer] = &stamp.files;
            print::data(&format!(
                "  not after: {} attests the first {} entries; {request}, {answer}",
                stamp.authority, stamp.size
            ))?;
        }
        if let Some(claimed) = bracket.claimed {
            print::data(&format!("  claimed by the device, unproven: {claimed}"))?;
        }
        if let Some(odd) = bracket.odd() {
            print::data(&format!("  LOOK: {odd}"))?;
        }
    }
    if brackets.is_empty() {
        for line in stamps.in_words(desk.position().entries) {
            print::data(&line)?;
        }
    }
    Ok(Done::Well)
}

/// Beacons.
pub fn beacon(common: &Common, args: &BeaconArgs) -> Outcome<Done> {
    match &args.action {
        BeaconAction::Add { kind, value, at, place, why } => {
            let reason = open::reason(why.why.as_ref(), None)?;
            let (desk, settings) = open::desk(common)?;
            let actor = open::actor(&settings)?;
            let note =
                BeaconNote { kind: kind.clone(), value: value.clone(), at: at.clone(), place: place.clone() };
            if why.dry_run {
                desk::time::read_beacon(&desk, &note)?;
                print::say("Nothing was recorded (--dry-run).");
                return Ok(Done::Well);
            }
            let saved = add_beacon(&desk, &actor, &reason, &note)?;
            match common.format {
                Format::Json => print::json(&json!({ "position": saved.position }))?,
                _ => print::data(&format!("recorded; position {}", saved.position))?,
            }
            desk.close()?;
            Ok(Done::Well)
        }
        BeaconAction::List => {
            let (desk, _) = open::desk(common)?;
            let all = beacons(&desk);
            if common.format == Format::Json {
                let list: Vec<Json> = all
                    .iter()
                    .map(|of| {
                        json!({
                            "id": of.id.to_string(), "kind": of.beacon.kind.name(), "value": &*of.beacon.value,
                            "at": of.beacon.at.to_string(), "where": &*of.beacon.place, "position": of.position,
                            "author": &*of.author, "why": &*of.why,
                        })
                    })
                    .collect();
                print::json(&Json::from(list))?;
                return Ok(Done::Well);
            }
            let header = ["position", "kind", "at", "value", "where"];
            let rows: Vec<Vec<String>> = all
                .iter()
                .map(|of| {
                    vec![
                        of.position.to_string(),
                        of.beacon.kind.name().to_owned(),
                        of.beacon.at.to_string(),
                        of.beacon.value.to_string(),
                        of.beacon.place.to_string(),
                    ]
                })
                .collect();
            match common.format {
                Format::Csv => print::data(&print::csv(&header, &rows)?)?,
                _ => print::data(&print::text_table(&header, &rows))?,
            }
            Ok(Done::Well)
        }
    }
}
