//! The steps of one custody, one under the other along one line of time. What is certain is a full bar, what may be is
//! hatched, an end that nobody tells is a broken line with a question mark, one still going on is an arrow; steps that
//! cannot both be so bear the sign ≠.

use super::{Drawing, Hours};
use crate::say::Say;
use claims::when::{Instant, ZoneId};
use claims::{Ended, Stay};

/// One step.
pub(crate) struct Line {
    /// Its number in the list beside.
    pub number: usize,
    /// What it says: the state, and where.
    pub words: String,
    /// When.
    pub stay: Stay,
}

/// Pixels of one step, and above the first.
const STEP: usize = 40;
const TOP: usize = 18;
/// Percent of the line below which a doubt (the seconds of a minute) is not drawn.
const SEEN: f64 = 1.2;
/// The most steps that are drawn; the list beside has all.
pub(super) const DRAWN: usize = 30;

/// Draws the steps; none when no time is known of any.
pub(crate) fn custody(lines: &[Line], say: &Say, zone: &ZoneId, label: &str) -> Option<String> {
    let lines = lines.get(..DRAWN).unwrap_or(lines);
    let hours = stretch(lines)?;
    let bottom = TOP + lines.len() * STEP;
    let mut drawing = Drawing::new("custody", bottom + 6, label);
    hours.draw(&mut drawing, say, zone, TOP, bottom);
    for (row, line) in lines.iter().enumerate() {
        step(&mut drawing, &hours, line, TOP + row * STEP);
    }
    Some(drawing.done())
}

/// From the first to the last moment that any of them knows, with room beside.
fn stretch(lines: &[Line]) -> Option<Hours> {
    let known = |line: &Line| {
        let end = match line.stay.ended {
            Ended::Known(end) => [end.earliest, end.latest],
            Ended::By(by) => [Some(by), None],
            _ => [None, None],
        };
        [line.stay.began.earliest, line.stay.began.latest, line.stay.known_until]
            .into_iter()
            .chain(end)
            .flatten()
    };
    let first = lines.iter().flat_map(known).min()?;
    let last = lines.iter().flat_map(known).max()?;
    let room = (last.seconds_since(first) / 12).max(900);
    Some(Hours::between(first.saturating_add(-room), last.saturating_add(room)))
}

fn step(drawing: &mut Drawing, hours: &Hours, line: &Line, y: usize) {
    let stay = &line.stay;
    let against = !stay.against.is_empty();
    let words = format!("{}. {}{}", line.number, if against { "≠ " } else { "" }, line.words);
    let kind = if against { " against" } else { "" };
    drawing.words(0.0, y + 16, if against { "step against" } else { "step" }, "start", &words);
    let (bar, height) = (y + 22, 12);
    let at = |moment: Instant| hours.place(moment);
    let may = |drawing: &mut Drawing, from: f64, to: f64| {
        if to - from > SEEN {
            drawing.bar(&format!("may{kind}"), from, to, bar, height);
        }
    };
    let Some(first) = stay.began.latest else {
        let from = stay.began.earliest.map_or(0.0, at);
        drawing.line("open", (from, bar + 6), (100.0, bar + 6));
        drawing.words(99.0, bar + 11, "open", "end", "?");
        return;
    };
    let (from, until) = (at(first), at(stay.known_until.unwrap_or(first)));
    match stay.began.earliest {
        Some(earliest) if earliest < first => may(drawing, at(earliest), from),
        Some(_) => {}
        None if stay.ended == Ended::Final => {}
        None => drawing.line("open", (0.0, bar + 6), (from, bar + 6)),
    }
    let sure = format!("sure{kind}");
    match stay.ended {
        Ended::Final => drawing.dot(&sure, from, bar + 6, 7),
        Ended::Known(end) => {
            let begins = until.max(end.earliest.map_or(until, at));
            drawing.bar(&sure, from, begins, bar, height);
            match end.latest.map(at) {
                Some(latest) => may(drawing, begins, latest),
                None => drawing.line("open", (begins, bar + 6), (100.0, bar + 6)),
            }
        }
        Ended::By(by) => {
            drawing.bar(&sure, from, until, bar, height);
            may(drawing, until, at(by));
        }
        Ended::Going => {
            drawing.bar(&sure, from, 98.0, bar, height);
            drawing.words(100.0, bar + 11, "going", "end", "▶");
        }
        Ended::Unknown => {
            drawing.bar(&sure, from, until, bar, height);
            drawing.line("open", (until, bar + 6), (97.0, bar + 6));
            drawing.words(99.0, bar + 11, "open", "end", "?");
        }
    }
}
