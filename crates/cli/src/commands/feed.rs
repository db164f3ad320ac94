//! Feeds and drop folders: what is watched, looking, and the queue of what came in.

use crate::args::{Common, FeedAction, FeedArgs, Format, Heap, MarkWord, Why};
use crate::exit::Done;
use crate::interrupt::Interrupt;
use crate::{open, print};
use desk::feed::{Chain, Item, Look, Mark, Watched, Way, look, mark, queue, unwatch, watch, watched};
use desk::look::find_record;
use desk::{Actor, Desk, Outcome, Reason, Stop};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

pub fn run(common: &Common, args: &FeedArgs) -> Outcome<Done> {
    match &args.action {
        FeedAction::Add { what, source, private, why } => {
            let is_address = what.starts_with("http://") || what.starts_with("https://");
            let way = match (is_address, private) {
                (true, true) => Way::Private,
                (true, false) => Way::Public,
                (false, _) => Way::Folder,
            };
            change(common, why, "watched from now on", |desk, actor, why| {
                watch(desk, actor, why, what, source.as_deref(), way)
            })
        }
        FeedAction::Remove { what, why } => {
            change(common, why, "no longer watched", |desk, actor, why| unwatch(desk, actor, why, what))
        }
        FeedAction::List => list(common),
        FeedAction::Poll { once, every } => poll(common, (!once).then_some(*every)),
        FeedAction::Queue { heap, limit } => show_queue(common, *heap, *limit),
        FeedAction::Mark { mark, report, of, why } => mark_one(common, *mark, report, of.as_deref(), why),
    }
}

fn change(
    common: &Common,
    why: &Why,
    otherwise: &str,
    act: impl FnOnce(&Desk, &Actor, &Reason) -> Outcome<Watched>,
) -> Outcome<Done> {
    refuse_dry_run(why)?;
    let reason = open::reason(why.why.as_ref(), Some(otherwise))?;
    let (desk, settings) = open::desk(common)?;
    let one = act(&desk, &open::actor(&settings)?, &reason)?;
    print::say(&format!("{}: {otherwise}.", one.what));
    desk.close()?;
    Ok(Done::Well)
}

/// There is little to try out here: what would be recorded is what was typed.
fn refuse_dry_run(why: &Why) -> Outcome<()> {
    if why.dry_run {
        return Err(Stop::refused_in_english(
            "dry-run",
            "There is nothing to try out; the change can be undone.",
        ));
    }
    Ok(())
}

fn list(common: &Common) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let all = watched(&desk)?;
    match common.format {
        Format::Json => print::json(&all.iter().map(watched_as_json).collect())?,
        Format::Csv => {
            let row = |one: &Watched| {
                vec![one.what.clone(), one.source.label.to_string(), one.way.name().to_owned()]
            };
            print::data(&print::csv(&["what", "source", "way"], &all.iter().map(row).collect::<Vec<_>>())?)?;
        }
        Format::Text if all.is_empty() => print::data("Nothing is watched.")?,
        Format::Text => {
            for one in &all {
                let way = if one.way == Way::Private { "  (on our own network)" } else { "" };
                print::data(&print::plain(&format!("{}  {}{way}", one.what, one.source.label)))?;
            }
        }
    }
    desk.close()?;
    Ok(Done::Well)
}

fn watched_as_json(one: &Watched) -> Value {
    json!({
        "what": one.what, "way": one.way.name(), "source": &*one.source.label,
        "source_record": one.source.record.to_string(), "claim": one.claim.to_string(),
    })
}

fn poll(common: &Common, every: Option<u64>) -> Outcome<Done> {
    let (desk, settings) = open::desk(common).map_err(served)?;
    let actor = open::actor(&settings)?;
    let (fetcher, interrupt) = (open::fetcher(&settings)?, Interrupt::listen());
    let problems = loop {
        let brought = look(&desk, &actor, &fetcher, &|| interrupt.go_on())?;
        tell(common, &brought)?;
        let Some(seconds) = every else { break !brought.problems.is_empty() };
        let waiting = Instant::now();
        while interrupt.go_on() && waiting.elapsed() < Duration::from_secs(seconds) {
            std::thread::sleep(Duration::from_millis(200));
        }
        if !interrupt.go_on() {
            break false;
        }
    };
    desk.close()?;
    Ok(if problems { Done::WithProblems } else { Done::Well })
}

/// A server that has the casebook open can look by itself.
fn served(stop: Stop) -> Stop {
    match stop {
        Stop::Refusal(refusal) if refusal.kind == desk::Kind::Busy && refusal.hint.is_none() => {
            Stop::Refusal(refusal).hint_in_english(
                "habeas serve looks by itself every feeds_every, and when its page Incoming is told to.",
            )
        }
        other => other,
    }
}

fn tell(common: &Common, look: &Look) -> Outcome<()> {
    for problem in &look.problems {
        print::say(problem);
    }
    let news = look.number("news") + look.number("changed");
    let (repeats, noise) = (look.number("repeat"), look.number("noise"));
    if common.format == Format::Json {
        let reports: Vec<Value> = look
            .came
            .iter()
            .map(|came| {
                json!({
                    "report": came.report.to_string(), "name": came.name, "sorted": came.sorted.name(),
                    "of": came.sorted.like().map(|of| of.to_string()),
                })
            })
            .collect();
        return print::json(&json!({
            "news": news, "repeats": repeats, "noise": noise, "known": look.known,
            "problems": look.problems, "reports": reports,
        }));
    }
    print::data(&format!("{news} news, {repeats} repeats, {noise} noise; {} were here already", look.known))
}

fn show_queue(common: &Common, heap: Heap, limit: usize) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let queue = queue(&desk)?;
    let chains = match heap {
        Heap::Waiting => &queue.waiting,
        Heap::Noise => &queue.noise,
        Heap::Done => &queue.done,
    };
    let shown = chains.get(..limit.min(chains.len())).unwrap_or_default();
    match common.format {
        Format::Json => print::json(&json!({
            "waiting": queue.waiting.len(), "noise": queue.noise.len(), "done": queue.done.len(),
            "chains": shown.iter().map(chain_as_json).collect::<Vec<_>>(),
        }))?,
        Format::Csv => {
            let rows: Vec<Vec<String>> = shown
                .iter()
                .flat_map(|chain| {
                    let head = chain.head.report.record.to_string();
                    std::iter::once(&chain.head).chain(&chain.repeats).map(move |item| {
                        vec![
                            item.report.record.to_string(),
                            head.clone(),
                            item.sorted.map_or_else(String::new, |sorted| sorted.name().to_owned()),
                            item.marked.map_or_else(String::new, |(mark, _)| mark.name().to_owned()),
                            item.report.label.to_string(),
                        ]
                    })
                })
                .collect();
            print::data(&print::csv(&["report", "chain", "sorted", "marked", "title"], &rows)?)?;
        }
        Format::Text => {
            print::data(&format!(
                "{} wait, {} noise, {} decided",
                queue.waiting.len(),
                queue.noise.len(),
                queue.done.len()
            ))?;
            for Chain { head, repeats } in shown {
                let word = match (head.marked, head.sorted) {
                    (Some((mark, _)), _) => mark.name(),
                    (None, Some(sorted)) => sorted.name(),
                    (None, None) => "imported",
                };
                let repeats =
                    if repeats.is_empty() { String::new() } else { format!("  +{}", repeats.len()) };
                print::data(&print::plain(&format!(
                    "{}  {word:<8}  {}{repeats}",
                    head.report.record, head.report.label
                )))?;
            }
        }
    }
    desk.close()?;
    Ok(Done::Well)
}

fn chain_as_json(chain: &Chain) -> Value {
    let item = |item: &Item| {
        json!({
            "report": item.report.record.to_string(), "title": &*item.report.label,
            "sorted": item.sorted.map(|sorted| sorted.name()),
            "of": item.sorted.and_then(|sorted| sorted.like()).map(|of| of.to_string()),
            "marked": item.marked.map(|(mark, _)| mark.name()),
            "mark": item.marked.map(|(_, claim)| claim.to_string()),
        })
    };
    json!({ "head": item(&chain.head), "repeats": chain.repeats.iter().map(item).collect::<Vec<_>>() })
}

fn mark_one(common: &Common, word: MarkWord, report: &str, of: Option<&str>, why: &Why) -> Outcome<Done> {
    refuse_dry_run(why)?;
    let reason = open::reason(why.why.as_ref(), Some("sorted by hand"))?;
    let (desk, settings) = open::desk(common)?;
    let report = find_record(&desk, report)?;
    let as_what = match (word, of) {
        (MarkWord::Relevant, None) => Mark::Relevant,
        (MarkWord::Noise, None) => Mark::Noise,
        (MarkWord::Repeat, Some(of)) => Mark::Repeat(find_record(&desk, of)?),
        (MarkWord::Repeat, None) => {
            return Err(
                Stop::refused_in_english("of", "Say which report it repeats.").hint_in_english("--of REPORT")
            );
        }
        (_, Some(_)) => return Err(Stop::refused_in_english("of", "Only a repeat is of another report.")),
    };
    let marked = mark(&desk, &open::actor(&settings)?, &reason, report, as_what)?;
    match common.format {
        Format::Json => print::json(&json!({
            "claim": marked.claim.to_string(), "position": marked.saved.position,
        }))?,
        _ => print::data(&format!(
            "marked {}; position {}; claim {}",
            as_what.name(),
            marked.saved.position,
            marked.claim
        ))?,
    }
    desk.close()?;
    Ok(Done::Well)
}
