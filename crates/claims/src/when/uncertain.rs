//! A time as a source gave it: the text itself, and its limits in instants. The text is never rewritten, and the
//! limits are worked out once, when it is read.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::point::{Grain, Point, point};
use super::problem::short;
use super::{Bounds, Instant, Span, WhenProblem, ZoneId};

/// What form a time was given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhenKind {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// A calendar day.
    Day,
    /// A calendar month.
    Month,
    /// A season, quarter or half of a year.
    Season,
    /// A year, or a decade or century with unknown digits.
    Year,
    /// One of, or all of, several dates.
    Set,
    /// Once, between two limits.
    Pair,
    /// With a beginning and an end.
    Interval,
}

/// How a time ends. “Still going on” and “end not known” are different facts about a person in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// It ended, within these limits.
    Known(Bounds),
    /// `/..`: it was still going on when this was said.
    StillGoing,
    /// `/`: it may have ended or not; nobody said.
    Unknown,
    /// Not an interval: it has no end of its own.
    SameAsStart,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Close {
    Known,
    StillGoing,
    Unknown,
    SameAsStart,
}

/// An uncertain time: what was written, and the instants it allows. See the module's table for the forms.
#[derive(Clone)]
pub struct When {
    written: Box<str>,
    zone: ZoneId,
    start: Bounds,
    end: Bounds,
    kind: WhenKind,
    close: Close,
    /// The unit “about” reaches on each side, for the start and the end.
    slack: [Option<Grain>; 2],
    doubted: bool,
    about: bool,
}

const LONGEST: usize = 200;

impl When {
    /// Reads a time; spaces around it are dropped, everything else is kept as written.
    ///
    /// # Errors
    /// A [`WhenProblem`] that says in a sentence what is wrong.
    pub fn parse(text: &str, zone: &ZoneId) -> Result<Self, WhenProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(WhenProblem::Empty);
        }
        if text.len() > LONGEST {
            return Err(WhenProblem::TooLong { text: short(text) });
        }
        if let Some((start, end)) = split_interval(text) {
            return Self::interval(text, start, end, zone);
        }
        let side = side(text, text, zone)?;
        let kind = kind_of(side.grain);
        let slack = side.slack();
        Ok(Self {
            written: text.into(),
            zone: zone.clone(),
            start: side.bounds,
            end: side.bounds,
            kind,
            close: Close::SameAsStart,
            slack: [slack, slack],
            doubted: side.doubted,
            about: side.about,
        })
    }

    fn interval(text: &str, start: &str, end: &str, zone: &ZoneId) -> Result<Self, WhenProblem> {
        let opened = matches!(start, "" | "..");
        let nothing = || WhenProblem::SaysNothing { text: short(text) };
        let first = if opened { None } else { Some(side(text, start, zone)?) };
        let (last, close) = match end {
            "" => (None, Close::Unknown),
            ".." => (None, Close::StillGoing),
            end => (Some(side(text, end, zone)?), Close::Known),
        };
        if first.is_none() && last.is_none() {
            return Err(nothing());
        }
        let mut begins = first.map_or(Bounds::UNKNOWN, |p| p.bounds);
        let mut ends = last.map_or(Bounds::UNKNOWN, |p| p.bounds);
        if matches!((begins.earliest, ends.latest), (Some(a), Some(b)) if b < a) {
            return Err(WhenProblem::EndsBeforeStart { text: short(text) });
        }
        // It cannot have ended before it began, nor begun after it ended.
        if let Some(begin) = begins.earliest {
            ends.earliest = Some(ends.earliest.map_or(begin, |e| e.max(begin)));
        }
        if let Some(end) = ends.latest {
            begins.latest = Some(begins.latest.map_or(end, |l| l.min(end)));
        }
        let doubted = [first, last].iter().flatten().any(|p| p.doubted);
        let about = [first, last].iter().flatten().any(|p| p.about);
        Ok(Self {
            written: text.into(),
            zone: zone.clone(),
            start: begins,
            end: ends,
            kind: WhenKind::Interval,
            close,
            slack: [first.and_then(|p| p.slack()), last.and_then(|p| p.slack())],
            doubted,
            about,
        })
    }

    /// Once, not before the first instant and not after the second: the form for doubt within a day
    /// (“after some hours”). The text is written with the zone's offsets.
    ///
    /// # Errors
    /// [`WhenProblem::EndsBeforeStart`] if the second is earlier than the first.
    pub fn between(earliest: Instant, latest: Instant, zone: &ZoneId) -> Result<Self, WhenProblem> {
        Self::parse(&format!("{}..{}", earliest.in_zone(zone), latest.in_zone(zone)), zone)
    }

    /// A second, written with the zone's offset.
    ///
    /// # Errors
    /// [`WhenProblem::YearOutOfRange`] for a year this work cannot mean.
    pub fn at(instant: Instant, zone: &ZoneId) -> Result<Self, WhenProblem> {
        Self::parse(&instant.in_zone(zone), zone)
    }

    /// The text as it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The zone the text was read in; keep it beside the text to read it again.
    pub fn zone(&self) -> &ZoneId {
        &self.zone
    }

    /// The form it was given in.
    pub fn kind(&self) -> WhenKind {
        self.kind
    }

    /// Marked as doubtful (`?` or `%`).
    pub fn is_doubted(&self) -> bool {
        self.doubted
    }

    /// Marked as approximate (`~` or `%`).
    pub fn is_about(&self) -> bool {
        self.about
    }

    /// The first and last instant the text touches, as written: “about” does not widen them (ISO 8601-2 gives
    /// it no width). The relations below do allow for it.
    pub fn bounds(&self) -> Bounds {
        let latest = match self.close {
            Close::Known | Close::SameAsStart => self.end.latest,
            Close::StillGoing | Close::Unknown => None,
        };
        Bounds { earliest: self.start.earliest, latest }
    }

    /// When it began.
    pub fn start(&self) -> Bounds {
        self.start
    }

    /// How it ended.
    pub fn end(&self) -> End {
        match self.close {
            Close::Known => End::Known(self.end),
            Close::StillGoing => End::StillGoing,
            Close::Unknown => End::Unknown,
            Close::SameAsStart => End::SameAsStart,
        }
    }

    /// Written with an open end (`/..`): still going on when it was said.
    pub fn is_still_going(&self) -> bool {
        self.close == Close::StillGoing
    }

    /// Beginning and end with room for “about”: one unit of the date's own fineness on each side (a day for a
    /// day, 31 days for a month, 366 for a year).
    pub fn span(&self) -> Span {
        let [a, b] = self.slack;
        let mut span = Span {
            start: a.map_or(self.start, |g| self.start.loosened(g.unit())),
            end: b.map_or(self.end, |g| self.end.loosened(g.unit())),
        };
        if let (Close::StillGoing | Close::Unknown, Some(_)) = (self.close, a) {
            span.end.earliest = span.start.earliest;
        }
        span
    }

    /// As [`Self::span`], for a time said to be still going on by someone speaking at `said`: it had not ended
    /// before then.
    pub fn span_as_of(&self, said: Instant) -> Span {
        let mut span = self.span();
        if self.close == Close::StillGoing {
            span.end.earliest = Some(span.end.earliest.map_or(said, |e| e.max(said)));
        }
        span
    }

    /// It was over before the other began, in every reading. A doubted date is never certain of anything.
    pub fn certainly_before(&self, other: &Self) -> bool {
        !self.doubted && !other.doubted && self.span().certainly_before(&other.span())
    }

    /// Both were going on at a same instant, in every reading. Two events of one day do not certainly overlap.
    pub fn certainly_overlaps(&self, other: &Self) -> bool {
        !self.doubted && !other.doubted && self.span().certainly_overlaps(&other.span())
    }

    /// Both can have been going on at a same instant.
    pub fn can_overlap(&self, other: &Self) -> bool {
        self.reach().can_overlap(&other.reach())
    }

    /// It lay wholly inside the range in every reading.
    pub fn certainly_within(&self, range: &Bounds) -> bool {
        !self.doubted && self.span().certainly_within(range)
    }

    /// It can have lain wholly inside the range.
    pub fn can_be_within(&self, range: &Bounds) -> bool {
        self.reach().can_be_within(range)
    }

    /// The span for questions of possibility: a doubted date gets room as well.
    fn reach(&self) -> Span {
        let mut span = self.span();
        if self.doubted && !self.about {
            let unit = match self.kind {
                WhenKind::Month => Grain::Month.unit(),
                WhenKind::Season => Grain::Season.unit(),
                WhenKind::Year => Grain::Year.unit(),
                _ => Grain::Day.unit(),
            };
            span.start = span.start.loosened(unit);
            span.end = span.end.loosened(unit);
        }
        span
    }
}

impl Point {
    fn slack(&self) -> Option<Grain> {
        self.about.then_some(self.grain)
    }
}

fn kind_of(grain: Grain) -> WhenKind {
    match grain {
        Grain::Second => WhenKind::Second,
        Grain::Minute => WhenKind::Minute,
        Grain::Day => WhenKind::Day,
        Grain::Month => WhenKind::Month,
        Grain::Season => WhenKind::Season,
        Grain::Year => WhenKind::Year,
        Grain::Set => WhenKind::Set,
        Grain::Pair => WhenKind::Pair,
    }
}

/// The slash of an interval; a slash inside the brackets of a zone name is not one.
fn split_interval(text: &str) -> Option<(&str, &str)> {
    let mut inside = false;
    let at = text.bytes().position(|b| {
        match b {
            b'[' => inside = true,
            b']' => inside = false,
            _ => {}
        }
        b == b'/' && !inside
    })?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// One side of an interval, or a whole text: a point, or a pair of limits.
fn side(whole: &str, text: &str, zone: &ZoneId) -> Result<Point, WhenProblem> {
    let is_set = text.starts_with(['{', '[']);
    let Some((first, second)) = (if is_set { None } else { text.split_once("..") }) else {
        return point(text, zone);
    };
    let read = |part: &str| if part.is_empty() { Ok(None) } else { point(part, zone).map(Some) };
    let (first, second) = (read(first)?, read(second)?);
    if first.is_none() && second.is_none() {
        return Err(WhenProblem::SaysNothing { text: short(whole) });
    }
    let bounds = Bounds {
        earliest: first.and_then(|p| p.bounds.earliest),
        latest: second.and_then(|p| p.bounds.latest),
    };
    if matches!((bounds.earliest, bounds.latest), (Some(a), Some(b)) if b < a) {
        return Err(WhenProblem::EndsBeforeStart { text: short(whole) });
    }
    let marked = |mark: fn(&Point) -> bool| [&first, &second].iter().any(|p| p.as_ref().is_some_and(mark));
    Ok(Point { bounds, grain: Grain::Pair, about: marked(|p| p.about), doubted: marked(|p| p.doubted) })
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.written)
    }
}
impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "When({} in {})", self.written, self.zone)
    }
}
// What was written and where it was meant is all of it: the rest follows.
impl PartialEq for When {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written && self.zone == other.zone
    }
}
impl Eq for When {}
impl Hash for When {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.written.hash(state);
        self.zone.hash(state);
    }
}
