//! Moments and uncertain times in words, in the casebook's zone.

use super::{Arg, Say};
use claims::when::{Bounds, End, Instant, When, WhenKind, ZoneId};
use serde::Serialize;

/// A moment for a page: for people and for machines.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Moment {
    /// RFC 3339 with offset.
    pub iso: String,
    /// In words.
    pub words: String,
}

impl Say {
    /// A moment: "9 June 2031, 14:05".
    pub fn moment(&self, at: Instant, zone: &ZoneId) -> Moment {
        let iso = at.in_zone(zone);
        let words = match parts(&iso) {
            Some((day, time)) => {
                let day = self.day(day);
                self.text("moment", &[("day", Arg::Ours(day)), ("time", Arg::Ours(time.to_owned()))])
            }
            None => iso.clone(),
        };
        Moment { iso, words }
    }

    /// The time of day, or the day and time when it is not the same local day as `beside`.
    pub fn moment_beside(&self, at: Instant, beside: Instant, zone: &ZoneId) -> Moment {
        let iso = at.in_zone(zone);
        let same = zone.day_of(at) == zone.day_of(beside);
        match parts(&iso) {
            Some((_, time)) if same => Moment { words: time.to_owned(), iso },
            _ => self.moment(at, zone),
        }
    }

    /// A local day, `2031-06-08`, in words.
    pub fn day(&self, iso: &str) -> String {
        let mut fields = iso.split('-').map(|field| field.parse::<u32>().unwrap_or_default());
        let (year, month, day) = (fields.next(), fields.next(), fields.next());
        match (year, month, day) {
            (Some(year), Some(month @ 1..=12), Some(day)) => self.text(
                "day",
                &[
                    ("day", Arg::Ours(day.to_string())),
                    ("month", Arg::Ours(self.the(&format!("month-{month}")))),
                    ("year", Arg::Ours(year.to_string())),
                ],
            ),
            _ => iso.to_owned(),
        }
    }

    /// The limits of an uncertain moment in words; none when nothing is known.
    pub fn bounds(&self, bounds: Bounds, zone: &ZoneId) -> Option<String> {
        let one = |at: Instant| self.moment(at, zone).words;
        match (bounds.earliest, bounds.latest) {
            (None, None) => None,
            (Some(from), None) => Some(self.text("time-from", &[("from", Arg::Ours(one(from)))])),
            (None, Some(to)) => Some(self.text("time-by", &[("to", Arg::Ours(one(to)))])),
            (Some(from), Some(to)) => Some(self.between(from, to, zone)),
        }
    }

    fn between(&self, from: Instant, to: Instant, zone: &ZoneId) -> String {
        if to.seconds_since(from) < 60 {
            return self.moment(from, zone).words;
        }
        let (first, last) = (from.in_zone(zone), to.in_zone(zone));
        if let (Some((first_day, first_time)), Some((last_day, last_time))) = (parts(&first), parts(&last)) {
            let whole = first_time == "00:00" && last_time == "23:59";
            if whole && first_day == last_day {
                return self.day(first_day);
            }
            if whole {
                let (from, to) = (self.day(first_day), self.day(last_day));
                return self.text("time-days", &[("from", Arg::Ours(from)), ("to", Arg::Ours(to))]);
            }
            if first_day == last_day {
                return self.text(
                    "time-within-day",
                    &[
                        ("day", Arg::Ours(self.day(first_day))),
                        ("from", Arg::Ours(first_time.to_owned())),
                        ("to", Arg::Ours(last_time.to_owned())),
                    ],
                );
            }
        }
        let (from, to) = (self.moment(from, zone).words, self.moment(to, zone).words);
        self.text("time-between", &[("from", Arg::Ours(from)), ("to", Arg::Ours(to))])
    }

    /// An uncertain time in words: its limits, whether it is doubted, how it ends.
    pub fn when(&self, when: &When) -> String {
        let zone = when.zone();
        let mut words = if when.kind() == WhenKind::Interval {
            let from = self.bounds(when.start(), zone).unwrap_or_else(|| self.the("time-unknown"));
            match when.end() {
                End::StillGoing => self.text("time-still-going", &[("from", Arg::Ours(from))]),
                End::Unknown => self.text("time-end-unknown", &[("from", Arg::Ours(from))]),
                End::Known(end) => {
                    let to = self.bounds(end, zone).unwrap_or_else(|| self.the("time-unknown"));
                    self.text("time-days", &[("from", Arg::Ours(from)), ("to", Arg::Ours(to))])
                }
                End::SameAsStart => from,
            }
        } else {
            self.bounds(when.bounds(), zone).unwrap_or_else(|| self.the("time-unknown"))
        };
        if when.is_about() {
            words = self.text("time-about", &[("when", Arg::Ours(words))]);
        }
        if when.is_doubted() {
            words = self.text("time-doubted", &[("when", Arg::Ours(words))]);
        }
        words
    }
}

/// `2031-06-08T14:05:00+05:00` → day and minute.
fn parts(iso: &str) -> Option<(&str, &str)> {
    let (day, rest) = iso.split_once('T')?;
    Some((day, rest.get(..5)?))
}
