//! The two clocks of a detention: how long a person has really been deprived of liberty, and what the law of the
//! place counts. They differ by hours on purpose: where the law counts from delivery, police keep people in buses.
//! An uncertain beginning makes an uncertain deadline; alarms go by the earliest. An alarm from an unsigned pack
//! always says that it is one.

use super::pack::{Applies, Arrestable, Clock, Day, LegalPack, StartEvent};
use crate::when::{Bounds, Instant, When};

/// How long before a deadline it is called near, in seconds.
const NEAR: i64 = 30 * 60;

/// A charge, and when we learned that it was the one on record.
#[derive(Debug, Clone, Copy)]
pub struct ChargeOnRecord<'a> {
    /// When we learned it.
    pub learned: &'a When,
    /// The article as written.
    pub charge: &'a str,
}

/// What is known of one detention.
#[derive(Debug, Clone, Copy, Default)]
pub struct CustodyTimes<'a> {
    /// When the person could no longer leave.
    pub actual: Option<Bounds>,
    /// When the person was delivered to the station.
    pub delivered: Option<Bounds>,
    /// When the record of the offence reached the body that decides.
    pub protocol_received: Option<Bounds>,
    /// When the detention ended.
    pub ended: Option<Bounds>,
    /// Charges in the order they were put on record.
    pub charges: &'a [ChargeOnRecord<'a>],
    /// Whether the person is a minor.
    pub minor: bool,
}

/// How long something has lasted, in seconds; `None` is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Elapsed {
    /// At least so long.
    pub at_least: Option<i64>,
    /// At most so long.
    pub at_most: Option<i64>,
}

/// A statutory limit applied to a detention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The clock of the pack.
    pub clock: String,
    /// The charge that chose it, as written; none if the clock does not depend on one, or none is on record.
    pub charge: Option<String>,
    /// Its limit in hours.
    pub hours: u32,
    /// When the clock started.
    pub starts_at: Bounds,
    /// When the limit is reached.
    pub ends_at: Bounds,
    /// Another charge is on record now; the old deadline is kept to be shown.
    pub superseded: bool,
    /// Seconds from now to the earliest and the latest end; negative if past.
    pub remaining: Elapsed,
    /// The pack does not know whether the charge allows arrest, or does not know the charge; the shorter general
    /// limit was taken.
    pub charge_in_doubt: bool,
}

/// A clock of the pack that could not be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRunning {
    /// The clock of the pack.
    pub clock: String,
    /// Its limit in hours.
    pub hours: u32,
    /// What would set it running.
    pub start: StartEvent,
    /// Why not.
    pub why: WhyNotRunning,
}

/// Why a clock is not running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNotRunning {
    /// Its start event is not known to have happened: nobody knows of a delivery.
    NotStarted,
    /// It applies only if somebody finds its condition met.
    ByHand,
}

/// Something a dispatcher must see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// What.
    pub kind: AlarmKind,
    /// The clock it is about.
    pub clock: String,
    /// The instant it became true.
    pub since: Instant,
    /// The pack is a draft that no lawyer has signed.
    pub unsigned: bool,
}

/// What an alarm says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlarmKind {
    /// The limit is over, whatever the exact beginning was.
    Expired,
    /// The limit is over if the beginning was the earliest possible.
    MayHaveExpired,
    /// The earliest end is less than half an hour away.
    Near,
    /// The article on record was changed. Both deadlines are kept.
    ChargeChanged {
        /// The article before.
        from: String,
        /// The article after.
        to: String,
        /// The limit before, hours.
        hours_before: u32,
        /// The limit after, hours.
        hours_after: u32,
    },
    /// The person has really been held longer than the limit, though the law's clock started later or not yet.
    HeldLongerThanLimit,
}

/// Both clocks of a detention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadlines {
    /// The pack used.
    pub pack: String,
    /// The pack is a draft that no lawyer has signed.
    pub unsigned: bool,
    /// Actual deprivation of liberty so far.
    pub actual: Elapsed,
    /// Statutory limits; superseded ones first, in the order the charges were put on record.
    pub statutory: Vec<Deadline>,
    /// Clocks that could not be run.
    pub not_running: Vec<NotRunning>,
    /// What a dispatcher must see.
    pub alarms: Vec<Alarm>,
}

/// Runs both clocks of a detention as of `now`. Charges learned after `now` are left out.
pub fn deadlines(pack: &LegalPack, times: &CustodyTimes<'_>, now: Instant) -> Deadlines {
    let known = Known::of(times, now);
    let mut found = Deadlines {
        pack: pack.id.clone(),
        unsigned: !pack.is_signed(),
        actual: known.elapsed(),
        statutory: Vec::new(),
        not_running: Vec::new(),
        alarms: Vec::new(),
    };
    let changes = by_charge(pack, times, &known, now, &mut found);
    for clock in pack.clocks.iter().filter(|c| c.protects(times.minor)) {
        match clock.applies {
            Applies::Always => run(clock, None, &known, now, &mut found),
            Applies::ByHand => {
                found.not_running.push(NotRunning {
                    clock: clock.id.clone(),
                    hours: clock.hours,
                    start: clock.start,
                    why: WhyNotRunning::ByHand,
                });
            }
            Applies::General | Applies::Arrestable => {}
        }
    }
    found.alarms = alarms(&found, &known, now);
    found.alarms.extend(changes);
    found
}

/// The deadlines that hang on the charge, oldest first, and an alarm for every change of article.
fn by_charge(
    pack: &LegalPack,
    times: &CustodyTimes<'_>,
    known: &Known,
    now: Instant,
    found: &mut Deadlines,
) -> Vec<Alarm> {
    let chosen =
        |applies: Applies| pack.clocks.iter().find(|c| c.applies == applies && c.protects(times.minor));
    let general = chosen(Applies::General);
    // What was not yet known at `now` does not count; one article said twice is one article.
    let mut history: Vec<ChargeOnRecord<'_>> = Vec::new();
    for one in times.charges.iter().filter(|c| c.learned.bounds().earliest.is_none_or(|e| e <= now)) {
        let again = history.last().is_some_and(|last| same_article(last.charge, one.charge));
        if !again {
            history.push(*one);
        }
    }
    let Some(current) = history.len().checked_sub(1) else {
        if let Some(clock) = general {
            run(clock, None, known, now, found);
        }
        return Vec::new();
    };
    let mut changes = Vec::new();
    let mut before: Option<(&str, u32)> = None;
    for (at, one) in history.iter().enumerate() {
        let day = known.day(one.learned, pack, now);
        let arrestable = pack.charge(one.charge, day).map_or(Arrestable::Unknown, |c| c.arrestable);
        let clock =
            if arrestable == Arrestable::Yes { chosen(Applies::Arrestable).or(general) } else { general };
        let Some(clock) = clock else { continue };
        let doubt = arrestable == Arrestable::Unknown;
        run(clock, Some((one.charge, at < current, doubt)), known, now, found);
        if let Some((from, hours_before)) = before {
            changes.push(Alarm {
                kind: AlarmKind::ChargeChanged {
                    from: from.to_owned(),
                    to: one.charge.to_owned(),
                    hours_before,
                    hours_after: clock.hours,
                },
                clock: clock.id.clone(),
                since: one.learned.bounds().earliest.unwrap_or(now),
                unsigned: !pack.is_signed(),
            });
        }
        before = Some((one.charge, clock.hours));
    }
    changes
}

/// `20.2` and «ст. 20.2» are one article; words without a number are compared as they stand.
fn same_article(a: &str, b: &str) -> bool {
    let (x, y) = (super::pack::numbers(a), super::pack::numbers(b));
    if x.is_empty() && y.is_empty() { a.trim() == b.trim() } else { x == y }
}

/// Adds one deadline, or the reason why its clock is not running.
fn run(
    clock: &Clock,
    charge: Option<(&str, bool, bool)>,
    known: &Known,
    now: Instant,
    found: &mut Deadlines,
) {
    let Some(starts_at) = known.start(clock.start) else {
        if charge.is_some_and(|(_, superseded, _)| superseded) {
            return;
        }
        let idle = NotRunning {
            clock: clock.id.clone(),
            hours: clock.hours,
            start: clock.start,
            why: WhyNotRunning::NotStarted,
        };
        if !found.not_running.contains(&idle) {
            found.not_running.push(idle);
        }
        return;
    };
    let ends_at = starts_at.shifted(i64::from(clock.hours) * 3600);
    let until = |end: Option<Instant>| end.map(|end| end.seconds_since(now));
    let (charge, superseded, charge_in_doubt) =
        charge.map_or((None, false, false), |(charge, old, doubt)| (Some(charge.to_owned()), old, doubt));
    found.statutory.push(Deadline {
        clock: clock.id.clone(),
        charge,
        hours: clock.hours,
        starts_at,
        ends_at,
        superseded,
        remaining: Elapsed { at_least: until(ends_at.earliest), at_most: until(ends_at.latest) },
        charge_in_doubt,
    });
}

fn alarms(found: &Deadlines, known: &Known, now: Instant) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    let mut raise = |kind: AlarmKind, clock: &str, since: Instant| {
        alarms.push(Alarm { kind, clock: clock.to_owned(), since, unsigned: found.unsigned });
    };
    // After the end of a detention only what had already run out remains an alarm.
    let last = known.ended.and_then(|e| e.latest).map_or(now, |end| end.min(now));
    for deadline in found.statutory.iter().filter(|d| !d.superseded) {
        let surely = known.ended.and_then(|e| e.earliest).map_or(now, |end| end.min(now));
        let (earliest, latest) = (deadline.ends_at.earliest, deadline.ends_at.latest);
        match (earliest, latest) {
            (_, Some(end)) if end <= surely => raise(AlarmKind::Expired, &deadline.clock, end),
            (Some(end), _) if end <= last => raise(AlarmKind::MayHaveExpired, &deadline.clock, end),
            _ => {
                if let Some(end) = earliest.or(latest)
                    && known.ended.is_none()
                    && end.seconds_since(now) <= NEAR
                {
                    raise(AlarmKind::Near, &deadline.clock, end.saturating_add(-NEAR));
                }
            }
        }
        // The law's clock started later than the person was taken.
        let limit = i64::from(deadline.hours) * 3600;
        if let Some(taken) = known.actual.latest
            && found.actual.at_least.is_some_and(|held| held >= limit)
            && latest.is_none_or(|end| end > surely)
        {
            raise(AlarmKind::HeldLongerThanLimit, &deadline.clock, taken.saturating_add(limit));
        }
    }
    for idle in found
        .not_running
        .iter()
        .filter(|n| n.why == WhyNotRunning::NotStarted && n.start == StartEvent::Delivery)
    {
        let limit = i64::from(idle.hours) * 3600;
        if let (Some(taken), Some(held)) = (known.actual.latest, found.actual.at_least)
            && held >= limit
        {
            raise(AlarmKind::HeldLongerThanLimit, &idle.clock, taken.saturating_add(limit));
        }
    }
    alarms
}

/// The times of a detention, each tightened by the others.
struct Known {
    actual: Bounds,
    delivered: Option<Bounds>,
    protocol_received: Option<Bounds>,
    ended: Option<Bounds>,
    now: Instant,
    taken_or_delivered: bool,
}

impl Known {
    fn of(times: &CustodyTimes<'_>, now: Instant) -> Self {
        let mut actual = times.actual.unwrap_or(Bounds::UNKNOWN);
        let mut delivered = times.delivered;
        if let Some(delivered) = &mut delivered {
            // Nobody is delivered before being taken, so each limits the other.
            actual.latest = least(actual.latest, delivered.latest);
            delivered.earliest = most(delivered.earliest, actual.earliest);
        }
        Self {
            actual,
            delivered,
            protocol_received: times.protocol_received,
            ended: times.ended,
            now,
            taken_or_delivered: times.actual.is_some() || times.delivered.is_some(),
        }
    }

    fn start(&self, event: StartEvent) -> Option<Bounds> {
        match event {
            StartEvent::Delivery => self.delivered,
            StartEvent::ProtocolReceived => self.protocol_received,
            StartEvent::ActualDetention => self.taken_or_delivered.then_some(self.actual),
            // Not before the person was taken; when after that, the pack does not say.
            StartEvent::NotStated => {
                self.taken_or_delivered.then_some(Bounds { earliest: self.actual.earliest, latest: None })
            }
        }
    }

    fn elapsed(&self) -> Elapsed {
        let cut = |end: Option<Instant>| end.map_or(self.now, |end| end.min(self.now));
        let first_end = self.ended.map_or(self.now, |e| cut(e.earliest.or(self.actual.latest)));
        let last_end = self.ended.map_or(self.now, |e| cut(e.latest));
        Elapsed {
            at_least: self.actual.latest.map(|start| first_end.seconds_since(start).max(0)),
            at_most: self.actual.earliest.map(|start| last_end.seconds_since(start).max(0)),
        }
    }

    /// The day whose law applies: that of the detention; if it is not known, the day the charge was learned.
    fn day(&self, learned: &When, pack: &LegalPack, now: Instant) -> Day {
        let at = self.actual.earliest.or(self.actual.latest).or(learned.bounds().earliest).unwrap_or(now);
        Day::of(at, &pack.time_zone).unwrap_or(Day { year: 1970, month: 1, day: 1 })
    }
}

fn least(a: Option<Instant>, b: Option<Instant>) -> Option<Instant> {
    [a, b].into_iter().flatten().min()
}

fn most(a: Option<Instant>, b: Option<Instant>) -> Option<Instant> {
    [a, b].into_iter().flatten().max()
}
