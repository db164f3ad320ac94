//! Lengths of time in words: "5 h 12 min", "at least 2 d 4 h".

use super::{Arg, Say};
use claims::legal::Elapsed;

impl Say {
    /// A length of time, two units at most; less than a minute is said so.
    pub fn length(&self, seconds: i64) -> String {
        let minutes = seconds.unsigned_abs() / 60;
        let (days, hours) = (minutes / 1440, minutes / 60);
        match (days, hours) {
            (0, 0) if minutes == 0 => self.the("length-moment"),
            (0, 0) => self.text("length-minutes", &[("minutes", Arg::Number(minutes))]),
            (0, hours) => self.text(
                "length-hours",
                &[("hours", Arg::Number(hours)), ("minutes", Arg::Number(minutes % 60))],
            ),
            (days, hours) if days < 10 => {
                self.text("length-days", &[("days", Arg::Number(days)), ("hours", Arg::Number(hours % 24))])
            }
            (days, _) => self.text("length-many-days", &[("days", Arg::Number(days))]),
        }
    }

    /// How long something has lasted, when both ends may be uncertain; none when nothing is known.
    pub fn elapsed(&self, elapsed: Elapsed) -> Option<String> {
        match (elapsed.at_least, elapsed.at_most) {
            // A time to the minute is a minute wide; nobody needs to hear of that.
            (Some(least), Some(most)) if most - least < 60 => Some(self.length(most)),
            (Some(least), Some(most)) => {
                let (least, most) = (self.length(least), self.length(most));
                Some(self.text("length-between", &[("least", Arg::Ours(least)), ("most", Arg::Ours(most))]))
            }
            (Some(least), None) => {
                Some(self.text("length-at-least", &[("length", Arg::Ours(self.length(least)))]))
            }
            (None, Some(most)) => {
                Some(self.text("length-at-most", &[("length", Arg::Ours(self.length(most)))]))
            }
            (None, None) => None,
        }
    }
}
