//! Time zones by name. A zone is always stored as its id (`Asia/Almaty`), never as an offset: Kazakhstan changed
//! its offset in 2024, and a stored +06:00 would quietly move every later hour. Nothing is read from disk.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::OnceLock;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

use super::problem::short;
use super::{Instant, WhenProblem};

/// A time zone of the IANA tables, which are compiled in. Cheap to clone.
#[derive(Clone)]
pub struct ZoneId(TimeZone);

fn tables() -> &'static TimeZoneDatabase {
    // Only a table built from compiled-in bytes: the same on every machine.
    static TABLES: OnceLock<TimeZoneDatabase> = OnceLock::new();
    TABLES.get_or_init(TimeZoneDatabase::bundled)
}

impl ZoneId {
    /// The zone of that name, e.g. `Asia/Almaty`, `Europe/Minsk`, `UTC`. Letter case does not matter.
    pub fn parse(name: &str) -> Result<Self, WhenProblem> {
        let name = name.trim();
        if name.eq_ignore_ascii_case("utc") {
            return Ok(Self::utc());
        }
        match tables().get(name) {
            Ok(zone) if zone.iana_name().is_some() => Ok(Self(zone)),
            _ => Err(WhenProblem::UnknownZone { name: short(name) }),
        }
    }

    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The id as the tables spell it.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    pub(super) fn jiff(&self) -> &TimeZone {
        &self.0
    }

    /// The local calendar day an instant falls on, as `(year, month, day)`; `None` outside years -9999 to 9999.
    pub fn day_of(&self, instant: Instant) -> Option<(i16, u8, u8)> {
        let stamp = jiff::Timestamp::from_second(instant.unix()).ok()?;
        let date = self.0.to_offset(stamp).to_datetime(stamp).date();
        Some((date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?))
    }

    /// First second of a local day. Where the clock skips midnight, the day begins after the gap.
    pub(super) fn first_second(&self, day: Date) -> Option<Instant> {
        let at = self.0.to_ambiguous_timestamp(day.at(0, 0, 0, 0)).compatible().ok()?;
        Some(Instant::from_unix(at.as_second()))
    }

    /// Last second of a local day. Where midnight comes twice, the day lasts until the second one.
    pub(super) fn last_second(&self, day: Date) -> Option<Instant> {
        let next = self.0.to_ambiguous_timestamp(day.tomorrow().ok()?.at(0, 0, 0, 0));
        let next = match next.offset() {
            AmbiguousOffset::Fold { .. } => next.later(),
            AmbiguousOffset::Gap { .. } | AmbiguousOffset::Unambiguous { .. } => next.compatible(),
        };
        Some(Instant::from_unix(next.ok()?.as_second() - 1))
    }

    /// The instants a local clock reading can mean: one, or two when the clock was put back or forward.
    pub(super) fn readings(&self, civil: DateTime) -> Option<(Instant, Instant)> {
        let at = self.0.to_ambiguous_timestamp(civil);
        if let AmbiguousOffset::Unambiguous { .. } = at.offset() {
            let only = Instant::from_unix(at.compatible().ok()?.as_second());
            return Some((only, only));
        }
        let (a, b) = (at.earlier().ok()?.as_second(), at.later().ok()?.as_second());
        Some((Instant::from_unix(a.min(b)), Instant::from_unix(a.max(b))))
    }
}

impl PartialEq for ZoneId {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}
impl Eq for ZoneId {}
impl Hash for ZoneId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}
impl fmt::Display for ZoneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
impl fmt::Debug for ZoneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ZoneId({})", self.name())
    }
}
impl FromStr for ZoneId {
    type Err = WhenProblem;
    fn from_str(name: &str) -> Result<Self, WhenProblem> {
        Self::parse(name)
    }
}
