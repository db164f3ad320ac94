//! A stretch of time drawn from the beginning of the line to its end, with marks at even hours or days of the zone.

use super::Drawing;
use crate::say::{Arg, Say};
use claims::when::{Instant, ZoneId};

/// Seconds between two marks, finest first; from a day on they stand at midnight.
const STEPS: [i64; 16] = [
    60,
    300,
    900,
    1800,
    3600,
    2 * 3600,
    3 * 3600,
    6 * 3600,
    12 * 3600,
    DAY,
    2 * DAY,
    7 * DAY,
    30 * DAY,
    91 * DAY,
    365 * DAY,
    10 * 365 * DAY,
];
const DAY: i64 = 86_400;
/// The most marks.
const MARKS: i64 = 7;

/// A stretch of time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hours {
    from: Instant,
    to: Instant,
}

impl Hours {
    /// Between two moments, the second later by a minute at least.
    pub fn between(from: Instant, to: Instant) -> Self {
        Self { from, to: to.max(from.saturating_add(60)) }
    }

    /// Seconds.
    pub fn seconds(&self) -> i64 {
        self.to.seconds_since(self.from)
    }

    /// Where a moment stands, in percent of the line; what lies outside stands at its ends.
    pub fn place(&self, at: Instant) -> f64 {
        let share = at.seconds_since(self.from) as f64 / self.seconds().max(1) as f64;
        (share * 100.0).clamp(0.0, 100.0)
    }

    /// The marks, with whether each is a midnight.
    fn marks(&self, zone: &ZoneId) -> Vec<(Instant, bool)> {
        let step = STEPS.into_iter().find(|step| self.seconds() / step < MARKS).unwrap_or(100 * 365 * DAY);
        let Some(of_day) = second_of_day(self.from, zone) else { return Vec::new() };
        let behind = if step >= DAY { of_day } else { of_day % step };
        let mut at = self.from.saturating_add(if behind == 0 { 0 } else { step.min(DAY) - behind });
        let mut marks = Vec::new();
        while at <= self.to && (marks.len() as i64) <= MARKS + 1 {
            marks.push((at, second_of_day(at, zone) == Some(0)));
            at = at.saturating_add(step);
        }
        marks
    }

    /// Draws the marks: lines from `top` to `bottom`, the hours (or the day, at midnight) above them.
    pub fn draw(&self, drawing: &mut Drawing, say: &Say, zone: &ZoneId, top: usize, bottom: usize) {
        for (at, midnight) in self.marks(zone) {
            let x = self.place(at);
            drawing.line("axis", (x, top), (x, bottom));
            let anchor = match x {
                x if x < 6.0 => "start",
                x if x > 94.0 => "end",
                _ => "middle",
            };
            let iso = at.in_zone(zone);
            let words =
                if midnight { say.day_of_axis(&iso) } else { iso.get(11..16).unwrap_or_default().to_owned() };
            drawing.words(x, top.saturating_sub(4), "tick", anchor, &words);
        }
    }
}

/// Seconds since local midnight.
fn second_of_day(at: Instant, zone: &ZoneId) -> Option<i64> {
    let iso = at.in_zone(zone);
    let mut parts = iso.get(11..19)?.split(':').map(|part| part.parse::<i64>().ok());
    Some(parts.next()?? * 3600 + parts.next()?? * 60 + parts.next()??)
}

impl Say {
    /// A day without its year, from the form `2031-06-08…`.
    fn day_of_axis(&self, iso: &str) -> String {
        let number = |range| iso.get(range).and_then(|digits: &str| digits.parse::<u32>().ok());
        match (number(5..7), number(8..10)) {
            (Some(month @ 1..=12), Some(day)) => {
                let month = self.the(&format!("month-{month}"));
                self.text("axis-day", &[("day", Arg::Ours(day.to_string())), ("month", Arg::Ours(month))])
            }
            _ => iso.to_owned(),
        }
    }
}
