//! The hours of the synthetic day, in minutes after local midnight. Nothing here knows what time it is now.

use claims::when::{Instant, When, ZoneId};

/// The zone of the invented country.
pub const ZONE: &str = "Asia/Almaty";

/// The day.
pub const DAY: &str = "2031-06-08";

/// The first minute of the watch, 07:00.
pub(crate) const OPENS: i64 = 7 * 60;

/// The last minute of the watch, 21:00.
pub(crate) const CLOSES: i64 = 21 * 60;

/// Turns minutes of the day into instants and written times.
pub(crate) struct Clock {
    zone: ZoneId,
    midnight: Instant,
}

impl Clock {
    pub(crate) fn new() -> Self {
        let zone = ZoneId::parse(ZONE).unwrap_or_else(|_| ZoneId::utc());
        let midnight = When::parse(DAY, &zone).ok().and_then(|day| day.start().earliest);
        Self { zone, midnight: midnight.unwrap_or(Instant::from_unix(0)) }
    }

    pub(crate) fn at(&self, minute: i64) -> Instant {
        self.midnight.saturating_add(minute * 60)
    }

    pub(crate) fn zone(&self) -> &ZoneId {
        &self.zone
    }

    /// The day.
    pub(crate) fn day(&self) -> Option<When> {
        self.read(DAY.to_owned())
    }

    /// That minute.
    pub(crate) fn exact(&self, minute: i64) -> Option<When> {
        self.read(stamp(minute))
    }

    /// Once, not before the first and not after the second minute.
    pub(crate) fn within(&self, first: i64, last: i64) -> Option<When> {
        self.read(format!("{}..{}", stamp(first), stamp(last)))
    }

    /// From that minute on, and still going on when it was said.
    pub(crate) fn ongoing(&self, minute: i64) -> Option<When> {
        self.read(format!("{}/..", stamp(minute)))
    }

    fn read(&self, text: String) -> Option<When> {
        When::parse(&text, &self.zone).ok()
    }
}

fn stamp(minute: i64) -> String {
    format!("{DAY}T{}", hour_and_minute(minute))
}

/// `14:05`
pub(crate) fn hour_and_minute(minute: i64) -> String {
    let minute = minute.clamp(0, 24 * 60 - 1);
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
