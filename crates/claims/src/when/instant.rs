//! A moment as whole seconds of UTC. It must never know a time zone by itself and never read the clock.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

use super::point;
use super::problem::short;
use super::{WhenProblem, ZoneId};

/// Whole seconds since 1970-01-01T00:00:00Z.
///
/// Stored shifted so that zero is free: `Option<Instant>` is then eight bytes, which matters because a claim
/// keeps up to four of them. The order of the stored numbers is the order of time. The one second that cannot
/// be told apart is the very first of an `i64`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(NonZeroU64);

const SHIFT: u64 = 1 << 63;

impl Instant {
    /// From Unix seconds.
    pub const fn from_unix(seconds: i64) -> Self {
        match NonZeroU64::new(seconds as u64 ^ SHIFT) {
            Some(n) => Self(n),
            None => Self(NonZeroU64::MIN),
        }
    }

    /// As Unix seconds.
    pub const fn unix(self) -> i64 {
        (self.0.get() ^ SHIFT) as i64
    }

    /// So many seconds later (or earlier, if negative); `None` beyond the range of an `i64`.
    pub fn checked_add(self, seconds: i64) -> Option<Self> {
        self.unix().checked_add(seconds).map(Self::from_unix)
    }

    /// So many seconds earlier; `None` beyond the range of an `i64`.
    pub fn checked_sub(self, seconds: i64) -> Option<Self> {
        self.unix().checked_sub(seconds).map(Self::from_unix)
    }

    /// So many seconds later, stopping at the ends of the range.
    pub fn saturating_add(self, seconds: i64) -> Self {
        Self::from_unix(self.unix().saturating_add(seconds))
    }

    /// Seconds from `earlier` to this instant; negative if `earlier` is in fact later.
    pub fn seconds_since(self, earlier: Self) -> i64 {
        self.unix().saturating_sub(earlier.unix())
    }

    /// Reads RFC 3339 with `Z` or an offset, e.g. `2019-06-09T12:30:00+06:00`. Seconds may be left out.
    /// `unix:…`, which [`fmt::Display`] writes for years that RFC 3339 does not have, is read back too.
    pub fn parse(text: &str) -> Result<Self, WhenProblem> {
        if let Some(number) = text.strip_prefix("unix:") {
            let seconds = number.parse::<i64>();
            return seconds.map(Self::from_unix).map_err(|_| WhenProblem::NotADate {
                text: short(text),
                reason: "a whole number of seconds must follow unix:",
            });
        }
        point::moment_with_offset(text)
    }

    /// RFC 3339 with the offset the zone used at that instant: `2019-06-09T12:30:00+06:00`.
    pub fn in_zone(self, zone: &ZoneId) -> String {
        match jiff::Timestamp::from_second(self.unix()) {
            Ok(stamp) => {
                let offset = zone.jiff().to_offset(stamp);
                if offset.seconds() % 60 != 0 {
                    // Local mean time of the 19th century has odd seconds, which RFC 3339 cannot write.
                    return self.to_string();
                }
                let civil = offset.to_datetime(stamp);
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
                format!("{}{sign}{hours:02}:{rest:02}", Clock(civil))
            }
            Err(_) => self.to_string(),
        }
    }
}

/// `2019-06-09T12:30:00`
struct Clock(jiff::civil::DateTime);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (d, t) = (self.0.date(), self.0.time());
        let (y, mo, da) = (d.year(), d.month(), d.day());
        write!(f, "{y:04}-{mo:02}-{da:02}T{:02}:{:02}:{:02}", t.hour(), t.minute(), t.second())
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_second(self.unix()) {
            Ok(stamp) if (-62_135_596_800..=253_402_207_200).contains(&self.unix()) => {
                write!(f, "{}Z", Clock(jiff::tz::Offset::UTC.to_datetime(stamp)))
            }
            _ => write!(f, "unix:{}", self.unix()),
        }
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Instant {
    type Err = WhenProblem;
    fn from_str(text: &str) -> Result<Self, WhenProblem> {
        Self::parse(text)
    }
}
