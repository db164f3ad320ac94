//! Erasing and holding: who asks, who confirms, what waits, what is carried out; and what cannot be recalled.

use crate::args::{Common, EraseArgs, Format, HoldArgs};
use crate::exit::Done;
use crate::{open, print};
use casebook::ErasureView;
use claims::{RecordId, Tiers};
use desk::erase::{
    AskChoices, Asked, CANNOT_RECALL, ask, cancel, carry_out_due, confirm, find_request, how_in_words, lift,
    plan, requests, would_be_carried_out,
};
use desk::keep::Settings;
use desk::look::find_record;
use desk::record::expire_contacts;
use desk::review::find_claim;
use desk::{Desk, Outcome, Stop};
use serde_json::{Value as Json, json};

pub fn run(common: &Common, args: &EraseArgs) -> Outcome<Done> {
    if args.list {
        return list(common);
    }
    if args.due {
        return carry_out(common, args.dry_run);
    }
    let reason = open::reason(args.reason.as_ref(), None)?;
    let (desk, settings) = open::desk(common)?;
    let actor = open::actor(&settings)?;
    if let Some(reference) = &args.confirm {
        let request = find_request(&desk, reference)?;
        let request = if args.dry_run { request } else { confirm(&desk, &actor, &reason, request.asked.id)? };
        show(common, &request, args.dry_run)?;
    } else if let Some(reference) = &args.cancel {
        let request = find_request(&desk, reference)?;
        let request = if args.dry_run { request } else { cancel(&desk, &actor, &reason, request.asked.id)? };
        show(common, &request, args.dry_run)?;
    } else {
        let mut records = Vec::new();
        for reference in args.record.iter().chain(&args.also) {
            records.push(find_record(&desk, reference)?);
        }
        let tiers = Tiers::from_name(&args.tier).ok_or_else(|| {
            Stop::refused_in_english(
                "tier",
                format!("{:?} is not a tier; write facts, identity, source or all.", args.tier),
            )
        })?;
        let delay = Settings::seconds(settings.get("erase_after"))?;
        if let Some(notice) = short_delay(&settings) {
            print::say(&format!("habeas: {notice}"));
        }
        let choices = AskChoices { records, all_same: args.all_same, tiers, delay };
        let asked = if args.dry_run {
            plan(&desk, &reason, &choices)?
        } else {
            ask(&desk, &actor, &reason, &choices)?
        };
        tell(common, &asked)?;
    }
    desk.close()?;
    Ok(Done::Well)
}

/// Puts a hold on a record, or lifts one.
pub fn hold(common: &Common, args: &HoldArgs) -> Outcome<Done> {
    let reason = open::reason(args.reason.as_ref(), None)?;
    let (desk, settings) = open::desk(common)?;
    let actor = open::actor(&settings)?;
    let (word, id) = if let Some(reference) = &args.lift {
        let id = find_claim(&desk, reference)?;
        if !args.dry_run {
            lift(&desk, &actor, &reason, id)?;
        }
        ("lifted", id.to_string())
    } else {
        let record = find_record(&desk, args.record.as_deref().unwrap_or_default())?;
        if args.dry_run {
            ("would hold", record.to_string())
        } else {
            ("held; lift it by", desk::erase::hold(&desk, &actor, &reason, record)?.to_string())
        }
    };
    match common.format {
        Format::Json => print::json(&json!({ "hold": id, "what": word }))?,
        _ => print::data(&format!("{word} {id}"))?,
    }
    desk.close()?;
    Ok(Done::Well)
}

/// What was asked, what it will leave, and what nothing can recall.
fn tell(common: &Common, asked: &Asked) -> Outcome<()> {
    let record = |named: &casebook::Named| {
        format!("{} ({})", named.record, named.kind.map_or("record", claims::RecordKind::name))
    };
    if common.format == Format::Json {
        let mentions: Vec<Json> = asked
            .reach
            .mentions
            .iter()
            .map(|mention| {
                json!({
                    "record": mention.named.record.to_string(),
                    "kind": mention.named.kind.map(claims::RecordKind::name),
                    "how": mention.how.iter().map(|how| how_in_words(*how)).collect::<Vec<_>>(),
                    "rows": mention.rows,
                })
            })
            .collect();
        return print::json(&json!({
            "request": asked.request.as_ref().map(|request| request.asked.id.to_string()),
            "records": asked.records.iter().map(|(named, claims)| json!({
                "record": named.record.to_string(), "claims": claims,
            })).collect::<Vec<_>>(),
            "tiers": asked.tiers.words(),
            "delay_seconds": asked.delay,
            "held": asked.holds.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "judged_the_same": asked.reach.same.iter().map(|named| named.record.to_string()).collect::<Vec<_>>(),
            "stands_elsewhere": mentions,
            "cannot_recall": CANNOT_RECALL,
        }));
    }
    match &asked.request {
        Some(request) => print::data(&format!("asked: request {}", request.asked.id))?,
        None => print::data("Nothing was recorded (--dry-run). This would be asked:")?,
    }
    for (named, claims) in &asked.records {
        print::data(&format!("  {}: {}, {claims} claims", record(named), asked.tiers.words()))?;
    }
    for held in &asked.holds {
        print::data(&format!("  a legal hold lies on {held}: nothing is erased until it is lifted"))?;
    }
    if let Some(request) = &asked.request {
        print::data(&format!(
            "Another person confirms it: habeas erase --confirm {} --by HANDLE --reason TEXT",
            request.asked.id
        ))?;
    }
    print::data(&format!("It is carried out {} after that, unless somebody objects.", hours(asked.delay)))?;
    if !asked.reach.same.is_empty() {
        print::data("Judged the same, and not asked for (--all-same takes them along):")?;
        for named in &asked.reach.same {
            print::data(&format!("  {}", record(named)))?;
        }
    }
    if !asked.reach.mentions.is_empty() {
        print::data("The same text stands elsewhere, and stays there unless asked for with --also:")?;
        for mention in &asked.reach.mentions {
            let how: Vec<String> = mention.how.iter().map(|how| how_in_words(*how)).collect();
            print::data(&format!("  {}: {}", record(&mention.named), how.join("; ")))?;
        }
    }
    print::data("What cannot be recalled:")?;
    for sentence in CANNOT_RECALL {
        print::data(&format!("  {sentence}"))?;
    }
    Ok(())
}

fn hours(seconds: u32) -> String {
    match seconds {
        0 => "at once".to_owned(),
        s if s % 3600 == 0 => format!("{} hours", s / 3600),
        s => format!("{s} seconds"),
    }
}

fn line(request: &ErasureView) -> Vec<String> {
    let records: Vec<String> = request.records.iter().map(RecordId::to_string).collect();
    vec![
        request.asked.id.to_string(),
        request.state.name().to_owned(),
        request.state.due().map(|due| due.to_string()).unwrap_or_default(),
        request.tiers.words(),
        records.join(" "),
        request.asked.author.to_string(),
        request.confirmed.as_ref().map(|by| by.author.to_string()).unwrap_or_default(),
        request.asked.why.to_string(),
    ]
}

const HEAD: [&str; 8] = ["request", "state", "due", "tiers", "records", "asked by", "confirmed by", "reason"];

fn as_json(request: &ErasureView) -> Json {
    HEAD.iter()
        .zip(line(request))
        .map(|(name, cell)| ((*name).to_owned(), json!(cell)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn show(common: &Common, request: &ErasureView, dry_run: bool) -> Outcome<()> {
    match common.format {
        Format::Json => print::json(&as_json(request)),
        _ => {
            if dry_run {
                print::say("Nothing was recorded (--dry-run).");
            }
            let due = request.state.due().map(|due| format!(", due {due}")).unwrap_or_default();
            print::data(&format!("request {}: {}{due}", request.asked.id, request.state.name()))
        }
    }
}

fn list(common: &Common) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let all = requests(&desk);
    let holds = desk.casebook().all_holds();
    match common.format {
        Format::Json => print::json(&json!({
            "requests": all.iter().map(as_json).collect::<Vec<_>>(),
            "holds": holds.iter().map(|(record, by)| json!({
                "hold": by.id.to_string(), "record": record.to_string(), "by": by.author, "reason": by.why,
            })).collect::<Vec<_>>(),
        }))?,
        Format::Csv => print::data(&print::csv(&HEAD, &all.iter().map(line).collect::<Vec<_>>())?)?,
        Format::Text => {
            if all.is_empty() && holds.is_empty() {
                print::data("Nothing was asked to be erased, and nothing is held.")?;
            }
            if !all.is_empty() {
                print::data(&print::text_table(&HEAD, &all.iter().map(line).collect::<Vec<_>>()))?;
            }
            for (record, by) in &holds {
                print::data(&format!("hold {} on {record}, by {}: {}", by.id, by.author, by.why))?;
            }
        }
    }
    desk.close()?;
    Ok(Done::Well)
}

fn carry_out(common: &Common, dry_run: bool) -> Outcome<Done> {
    let (desk, settings) = open::desk(common)?;
    if dry_run {
        for request in would_be_carried_out(&desk) {
            print::data(&format!("would be carried out: request {}", request.asked.id))?;
        }
        return Ok(Done::Well);
    }
    let actor = open::actor(&settings)?;
    let contacts = expire_contacts(&desk, &actor)?;
    if contacts > 0 {
        print::say(&format!("habeas: {contacts} contacts of callers were erased, as their time had come."));
    }
    let done = carry_out_due(&desk, &actor)?;
    report(common, &desk, &done)?;
    desk.close()?;
    Ok(Done::Well)
}

fn report(common: &Common, desk: &Desk, done: &[desk::erase::CarriedOut]) -> Outcome<()> {
    if common.format == Format::Json {
        return print::json(&json!(
            done.iter()
                .map(|of| json!({
                    "request": of.request.to_string(),
                    "records": of.records.iter().map(|record| json!({
                        "record": record.record.to_string(),
                        "tiers": record.tiers.words(),
                        "parts": record.parts,
                    })).collect::<Vec<_>>(),
                }))
                .collect::<Vec<_>>()
        ));
    }
    if done.is_empty() {
        let next =
            desk::erase::next_due(desk).map(|at| format!(" The next is due {at}.")).unwrap_or_default();
        return print::data(&format!("Nothing is due.{next}"));
    }
    for of in done {
        print::data(&format!("carried out: request {}", of.request))?;
        for record in &of.records {
            print::data(&format!(
                "  {}: {}, {} parts can no longer be opened",
                record.record,
                record.tiers.words(),
                record.parts
            ))?;
        }
    }
    print::data("The keys are gone from this machine's casebook. What cannot be recalled:")?;
    for sentence in CANNOT_RECALL {
        print::data(&format!("  {sentence}"))?;
    }
    Ok(())
}

/// The delay that gives everybody time to object.
const LEAST: i64 = 72 * 3600;

/// A notice when the delay is shorter than it should be.
pub(super) fn short_delay(settings: &Settings) -> Option<String> {
    match Settings::seconds(settings.get("erase_after")) {
        Err(_) => Some(format!(
            "erase_after: {:?} is not a duration; write 72h or 5d.",
            settings.get("erase_after")
        )),
        Ok(delay) if delay < LEAST => Some(format!(
            "erase_after is {}, less than 72 hours: whoever could object may learn of an erasure too late.",
            settings.get("erase_after")
        )),
        Ok(_) => None,
    }
}
