//! Asking outside authorities for time-stamps.

use crate::args::{Common, Format, TimestampArgs};
use crate::exit::Done;
use crate::{open, print};
use claims::when::Instant;
use desk::time::{Asked, TimeSettings, answer_brought_back, request_to_carry, timestamp};
use desk::{Outcome, Stop};
use serde_json::{Value as Json, json};

pub fn run(common: &Common, args: &TimestampArgs) -> Outcome<Done> {
    let (desk, settings) = open::desk(common)?;
    let time = TimeSettings::read(&settings, desk.dir())?;
    let actor = open::actor(&settings)?;
    if args.dry_run {
        for authority in &time.authorities {
            print::data(&format!("{} would be asked", authority.url))?;
        }
        print::say("Nobody was asked and nothing was recorded (--dry-run).");
        return Ok(Done::Well);
    }
    let asked = if let Some(file) = &args.request {
        let (request, bytes) = request_to_carry(&desk)?;
        std::fs::write(file, bytes).map_err(|cause| {
            Stop::refused_in_english("request", format!("{} could not be written: {cause}.", file.display()))
        })?;
        let entries = request.checkpoint.size;
        match common.format {
            Format::Json => {
                print::json(&json!({ "request": file.display().to_string(), "entries": entries }))?
            }
            _ => print::data(&format!("{}: a request over {entries} entries", file.display()))?,
        }
        print::say(&format!(
            "Bring back an answer and enter it with habeas timestamp --response FILE. To get one: curl -H \
             'Content-Type: application/timestamp-query' --data-binary @{} URL > FILE",
            file.display()
        ));
        desk.close()?;
        return Ok(Done::Well);
    } else if let Some(file) = &args.response {
        let answer = std::fs::read(file).map_err(|cause| {
            Stop::not_found_in_english(format!("{} could not be read: {cause}.", file.display()))
        })?;
        vec![answer_brought_back(&desk, &actor, &answer)?]
    } else {
        timestamp(&desk, &actor)?
    };
    if common.format == Format::Json {
        print::json(&Json::from(asked.iter().map(as_json).collect::<Vec<_>>()))?;
    } else {
        for one in &asked {
            match &one.outcome {
                Ok((size, attested)) => print::data(&format!(
                    "{size} entries timestamped: {} by {}",
                    Instant::from_unix(attested.time),
                    one.authority
                ))?,
                Err(why) => print::say(&format!("habeas: not timestamped by {}: {why}", one.authority)),
            }
        }
    }
    desk.close()?;
    Ok(if asked.iter().all(|one| one.outcome.is_ok()) { Done::Well } else { Done::WithProblems })
}

fn as_json(one: &Asked) -> Json {
    match &one.outcome {
        Ok((size, attested)) => json!({
            "authority": one.authority,
            "timestamped": true,
            "entries": size,
            "time": Instant::from_unix(attested.time).to_string(),
            "not_after": Instant::from_unix(attested.latest).to_string(),
            "policy": attested.policy,
            "serial": attested.serial,
        }),
        Err(why) => json!({ "authority": one.authority, "timestamped": false, "why": why }),
    }
}
