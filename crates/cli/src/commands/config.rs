//! Settings and health.

use crate::args::{Common, ConfigArgs, Format};
use crate::exit::Done;
use crate::{open, print};
use claims::legal;
use desk::Outcome;
use desk::keep::{Origin, Settings, doctor as check_health};
use desk::time::TimeSettings;
use serde_json::json;

pub fn run(common: &Common, args: &ConfigArgs) -> Outcome<Done> {
    let settings = open::settings(common)?;
    if args.what == "check" {
        let problems = problems(common, &settings);
        for problem in &problems {
            print::data(problem)?;
        }
        if problems.is_empty() {
            print::data("The settings are in order.")?;
            return Ok(Done::Well);
        }
        return Ok(Done::WithProblems);
    }
    let rows: Vec<Vec<String>> = settings
        .all()
        .map(|setting| {
            let value = match (setting.spec.secret, setting.value.is_empty()) {
                (true, false) => "(not shown)".to_owned(),
                _ => setting.value.clone(),
            };
            let origin = match setting.origin {
                Origin::Default => "built in".to_owned(),
                Origin::File => "settings.toml".to_owned(),
                Origin::Environment => setting.spec.env.to_owned(),
                Origin::Flag => "flag".to_owned(),
            };
            vec![
                setting.spec.name.to_owned(),
                value,
                origin,
                setting.spec.env.to_owned(),
                setting.spec.help.to_owned(),
            ]
        })
        .collect();
    let header = ["setting", "value", "from", "variable", "meaning"];
    match common.format {
        Format::Json => {
            let list: Vec<_> = rows
                .iter()
                .map(|row| {
                    header
                        .iter()
                        .zip(row)
                        .map(|(k, v)| ((*k).to_owned(), json!(v)))
                        .collect::<serde_json::Map<_, _>>()
                })
                .collect();
            print::json(&json!(list))?;
        }
        Format::Csv => print::data(&print::csv(&header, &rows)?)?,
        Format::Text => print::data(&print::text_table(&header, &rows))?,
    }
    Ok(Done::Well)
}

fn problems(common: &Common, settings: &Settings) -> Vec<String> {
    let mut problems = Vec::new();
    if let Err(stop) = open::zone(settings) {
        problems.push(stop.to_string());
    }
    if let Err(stop) = open::actor(settings) {
        problems.push(stop.to_string());
    }
    if let Err(stop) = Settings::seconds(settings.get("fresh_for")) {
        problems.push(stop.to_string());
    }
    for bad in [Settings::seconds(settings.get("lock_after")).err(), crate::locking::exit_to(settings).err()]
    {
        problems.extend(bad.map(|stop| stop.to_string()));
    }
    problems.extend(crate::commands::erase::short_delay(settings));
    let time = open::directory(common).and_then(|dir| TimeSettings::read(settings, &dir));
    problems.extend(time.err().map(|stop| stop.to_string()));
    if settings.get("listen").parse::<std::net::SocketAddr>().is_err() {
        problems
            .push(format!("listen: {:?} is not an address such as 127.0.0.1:8484.", settings.get("listen")));
    }
    if !["en", "ru", "kk"].contains(&settings.get("language")) {
        problems.push(format!("language: {:?} is not en, ru or kk.", settings.get("language")));
    }
    let pack = settings.get("legal_pack");
    match legal::shipped().iter().find(|known| known.id.eq_ignore_ascii_case(pack)) {
        None => {
            let known: Vec<&str> = legal::shipped().iter().map(|pack| pack.id.as_str()).collect();
            problems.push(format!("legal_pack: {pack:?} is not known; the packs are {}.", known.join(", ")));
        }
        Some(pack) if !pack.is_signed() => {
            problems.push(format!("legal_pack: {} is {}; its alarms say so.", pack.id, pack.standing()));
        }
        Some(_) => {}
    }
    problems
}

/// The casebook's health.
pub fn doctor(common: &Common) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let checks = check_health(&desk)?;
    let well = checks.iter().all(|check| check.well);
    match common.format {
        Format::Json => print::json(&json!(
            checks
                .iter()
                .map(|check| json!({ "what": check.what, "well": check.well, "says": check.says }))
                .collect::<Vec<_>>()
        ))?,
        _ => {
            for check in &checks {
                print::data(&format!(
                    "{} {}: {}",
                    if check.well { "ok  " } else { "LOOK" },
                    check.what,
                    check.says
                ))?;
            }
        }
    }
    Ok(if well { Done::Well } else { Done::WithProblems })
}
