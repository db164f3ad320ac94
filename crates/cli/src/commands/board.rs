//! The board: who is held now, per unit, most urgent first.

use crate::args::{BoardArgs, Common, Format};
use crate::exit::Done;
use crate::{open, print};
use claims::Truth;
use desk::Outcome;
use desk::keep::Settings;
use desk::look::{Board, BoardQuery, board};
use serde_json::json;

pub fn run(common: &Common, args: &BoardArgs) -> Outcome<Done> {
    let (desk, settings) = open::desk(common)?;
    let at = match &args.as_of {
        Some(text) => super::count::moment(&desk, "as-of", text)?.bounds().latest,
        None => None,
    };
    let fresh_for = Settings::seconds(args.fresh_for.as_deref().unwrap_or(settings.get("fresh_for")))?;
    let drawn = board(&desk, &BoardQuery { at, position: args.at.position, fresh_for })?;
    match common.format {
        Format::Json => print::json(&json_of(&drawn))?,
        Format::Csv => print::data(&print::csv(&HEADER, &rows(&drawn))?)?,
        Format::Text => print::data(&text_of(&drawn, &desk))?,
    }
    Ok(Done::Well)
}

const HEADER: [&str; 9] =
    ["unit", "detention", "who", "since", "state", "held", "risk", "lawyer", "last word"];

fn since(bounds: claims::when::Bounds) -> String {
    bounds.earliest.or(bounds.latest).map_or_else(String::new, |at| at.to_string())
}

fn held(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "held",
        Truth::Maybe => "possibly held",
        Truth::No => "out",
    }
}

fn rows(drawn: &Board) -> Vec<Vec<String>> {
    drawn
        .units
        .iter()
        .flat_map(|unit| {
            unit.held.iter().map(|line| {
                vec![
                    unit.label.to_string(),
                    line.detention.to_string(),
                    line.facts.label.to_string(),
                    since(line.since),
                    line.state.name().to_owned(),
                    held(line.truth).to_owned(),
                    line.facts.risk.join(", "),
                    line.facts.lawyer.as_deref().unwrap_or_default().to_owned(),
                    last_word(line.last_confirmed, drawn.at),
                ]
            })
        })
        .collect()
}

fn last_word(
    confirmed: Option<(claims::when::Instant, claims::HowKnown)>,
    at: claims::when::Instant,
) -> String {
    match confirmed {
        Some((when, how)) => {
            let ago = print::span_in_words(at.seconds_since(when));
            match how {
                claims::HowKnown::Unknown => format!("{ago} ago"),
                how => format!("{ago} ago by {}", how.name()),
            }
        }
        None => "never".to_owned(),
    }
}

fn json_of(drawn: &Board) -> serde_json::Value {
    json!({
        "at": drawn.at.to_string(),
        "position": drawn.position,
        "units": drawn.units.iter().map(|unit| json!({
            "unit": unit.unit.map(|unit| unit.to_string()),
            "label": &*unit.label,
            "held_count": unit.held_count,
            "possibly_held_count": unit.maybe_count,
            "long_ago_count": unit.long_ago_count,
            "released": unit.released_count,
            "last_check": unit.last_check.as_ref().map(|check| json!({ "at": check.at.to_string(), "answer": check.answer, "words": check.words })),
            "held": unit.held.iter().map(|line| json!({
                "detention": line.detention.to_string(),
                "person": line.facts.person.map(|person| person.to_string()),
                "label": &*line.facts.label,
                "since": { "earliest": line.since.earliest.map(|at| at.to_string()), "latest": line.since.latest.map(|at| at.to_string()) },
                "state": line.state.name(),
                "held": held(line.truth),
                "risks": line.facts.risk,
                "lawyer": line.facts.lawyer,
                "last_confirmed": line.last_confirmed.map(|(at, how)| json!({ "at": at.to_string(), "how": how.name() })),
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

fn text_of(drawn: &Board, desk: &desk::Desk) -> String {
    let mut out = vec![format!("Board as of {}, position {}", drawn.at.in_zone(desk.zone()), drawn.position)];
    for unit in &drawn.units {
        let name = if unit.unit.is_some() { &*unit.label } else { "Unit not known" };
        out.push(String::new());
        out.push(format!(
            "{name} — {} held, {} possibly, {} out",
            unit.held_count, unit.maybe_count, unit.released_count
        ));
        if let Some(check) = &unit.last_check {
            let ago = print::span_in_words(drawn.at.seconds_since(check.at));
            out.push(format!(
                "  last check {ago} ago: {} {}",
                check.answer.as_deref().unwrap_or("no answer recorded"),
                check.words.as_deref().unwrap_or("")
            ));
        }
        for line in &unit.held {
            let risk = if line.facts.risk.is_empty() {
                String::new()
            } else {
                format!("  !! {}", line.facts.risk.join(", "))
            };
            let since = since_in_words(line.since, drawn.at, desk);
            out.push(format!(
                "  {}  {}{risk}\n      {since}; {}; last word {}; lawyer: {}",
                line.detention.short(),
                line.facts.label,
                line.state.name().replace('_', " "),
                last_word(line.last_confirmed, drawn.at),
                line.facts.lawyer.as_deref().unwrap_or("not known"),
            ));
        }
    }
    if drawn.units.is_empty() {
        out.push("Nobody is known to be held.".to_owned());
    }
    print::plain(&out.join("\n"))
}

/// Since when, without making a whole day into its first minute.
fn since_in_words(since: claims::when::Bounds, at: claims::when::Instant, desk: &desk::Desk) -> String {
    let stamp = |at: claims::when::Instant| {
        at.in_zone(desk.zone()).chars().take(16).collect::<String>().replace('T', " ")
    };
    match (since.earliest, since.latest) {
        (Some(from), Some(to)) if to.seconds_since(from) < 3600 => {
            format!("for {}", print::span_in_words(at.seconds_since(from)))
        }
        (Some(from), Some(to)) => format!("since some time between {} and {}", stamp(from), stamp(to)),
        (None, Some(by)) => format!("since {} at the latest", stamp(by)),
        (Some(from), None) => format!("not before {}", stamp(from)),
        (None, None) => "since when is not known".to_owned(),
    }
}
