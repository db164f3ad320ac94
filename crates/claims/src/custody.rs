//! Custody as steps, and "held as of T": a state, where, from when to when, how it is known, when it was last
//! confirmed. What was last heard grows stale; the answer says how stale, it never guesses a release.

use crate::RecordId;
use crate::legal::{CustodyState, ReleaseMode};
use crate::when::{Bounds, End, Instant, When};

/// How a custody step is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[repr(u8)]
pub enum HowKnown {
    /// Not recorded.
    #[default]
    Unknown = 0,
    /// The detained person said so.
    Themselves = 1,
    /// A relative.
    Relative = 2,
    /// A lawyer.
    Lawyer = 3,
    /// Somebody who saw it.
    Witness = 4,
    /// An officer or a list put up by officers.
    Police = 5,
    /// A court paper.
    Court = 6,
    /// A journalist or a published text.
    Media = 7,
    /// A monitor on the spot.
    Monitor = 8,
}

impl HowKnown {
    /// All values.
    pub const ALL: [HowKnown; 9] = [
        HowKnown::Unknown,
        HowKnown::Themselves,
        HowKnown::Relative,
        HowKnown::Lawyer,
        HowKnown::Witness,
        HowKnown::Police,
        HowKnown::Court,
        HowKnown::Media,
        HowKnown::Monitor,
    ];

    /// The word in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            HowKnown::Unknown => "unknown",
            HowKnown::Themselves => "themselves",
            HowKnown::Relative => "relative",
            HowKnown::Lawyer => "lawyer",
            HowKnown::Witness => "witness",
            HowKnown::Police => "police",
            HowKnown::Court => "court",
            HowKnown::Media => "media",
            HowKnown::Monitor => "monitor",
        }
    }

    /// The value of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.name() == name)
    }

    /// The value of a code; unknown codes read as not recorded.
    pub fn from_code(code: u8) -> Self {
        Self::ALL.into_iter().find(|how| *how as u8 == code).unwrap_or_default()
    }
}

/// One step of custody, as one source tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct CustodyStep {
    /// The state.
    pub state: CustodyState,
    /// The unit, when it is one we know.
    pub unit: Option<RecordId>,
    /// From when.
    pub from: Option<When>,
    /// Until when.
    pub to: Option<When>,
    /// How it is known.
    pub how: HowKnown,
    /// When somebody last knew it to be so.
    pub confirmed: Option<When>,
    /// How the person got out, when the state is released.
    pub release: Option<ReleaseMode>,
}

impl CustodyStep {
    /// A step of which only the state is known.
    pub fn of(state: CustodyState) -> Self {
        Self {
            state,
            unit: None,
            from: None,
            to: None,
            how: HowKnown::Unknown,
            confirmed: None,
            release: None,
        }
    }
}

/// A custody step as counting needs it: instants only, with the time by which its source had said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeardStep {
    /// The state.
    pub state: CustodyState,
    /// The unit, when it is one we know.
    pub unit: Option<RecordId>,
    /// When it began.
    pub from: Bounds,
    /// True when it was said to be still going on.
    pub still_going: bool,
    /// When somebody last knew it to be so.
    pub confirmed: Option<Instant>,
    /// How it is known.
    pub how: HowKnown,
    /// It was so by this instant, since it had been said by then; none when that is not known either.
    pub said_by: Option<Instant>,
}

impl HeardStep {
    /// A step as one source tells it, said by `said_by` at the latest.
    pub fn new(step: &CustodyStep, said_by: Option<Instant>) -> Self {
        let bounds = |when: &Option<When>| when.as_ref().map_or(Bounds::UNKNOWN, |when| when.start());
        let open = |when: &Option<When>| when.as_ref().is_some_and(|when| when.end() == End::StillGoing);
        Self {
            state: step.state,
            unit: step.unit,
            from: bounds(&step.from),
            still_going: open(&step.from) || open(&step.to) || open(&step.confirmed),
            confirmed: bounds(&step.confirmed).latest,
            how: step.how,
            said_by,
        }
    }
}

/// Yes, no, or the sources do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// Certainly not.
    No,
    /// Possibly.
    Maybe,
    /// Certainly.
    Yes,
}

impl Truth {
    /// Both.
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }
    /// Either.
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }
    /// Yes for true, no for false.
    pub const fn certain(value: bool) -> Truth {
        if value { Truth::Yes } else { Truth::No }
    }
}

/// What is known of a detention's custody as of an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldAt {
    /// Held then: yes, no, or not known.
    pub held: Truth,
    /// The state last heard of.
    pub state: CustodyState,
    /// When it was last confirmed, and how.
    pub confirmed: Option<(Instant, HowKnown)>,
    /// The unit last heard of.
    pub unit: Option<RecordId>,
}

impl HeldAt {
    /// Seconds since the last confirmation.
    pub fn stale_for(&self, now: Instant) -> Option<i64> {
        self.confirmed.map(|(at, _)| now.seconds_since(at).max(0))
    }
}

/// Is this detention still going on at `at`?
///
/// `start` bounds the loss of liberty. A state counts as known for `fresh_for` seconds after it was last confirmed;
/// after that the answer is *maybe*, with the age of the last word. A release ends it from the moment by which it
/// certainly had happened; between its earliest and latest moment the answer is *maybe*. A release and a later
/// confirmation of being held contradict: *maybe*. A step said to be still going on stays known until somebody says
/// otherwise.
pub fn held_at(start: Bounds, steps: &[HeardStep], at: Instant, fresh_for: i64) -> HeldAt {
    let mut out = HeldAt { held: Truth::Maybe, state: CustodyState::Reported, confirmed: None, unit: None };
    if start.earliest.is_some_and(|earliest| earliest > at) {
        out.held = Truth::No;
        return out;
    }
    let began = start.latest.filter(|latest| *latest <= at);
    out.confirmed = began.map(|began| (began, HowKnown::Unknown));
    let mut last_held: Option<Instant> = None;
    let mut still_going = false;
    let mut released = Truth::No;
    let mut released_by: Option<Instant> = None;
    let mut last_state = None;
    for step in steps {
        if matches!(step.state, CustodyState::Released | CustodyState::Deceased) {
            let latest = [step.from.latest, step.confirmed, step.said_by].into_iter().flatten().min();
            let earliest = step.from.earliest.or(start.earliest);
            let this = match (earliest, latest) {
                (_, Some(latest)) if latest <= at => Truth::Yes,
                (Some(earliest), _) if earliest > at => Truth::No,
                _ => Truth::Maybe,
            };
            if this == Truth::Yes {
                released_by = released_by.max(latest);
            }
            released = released.or(this);
            continue;
        }
        // The moment at which the source last knew it to be so.
        let known =
            step.confirmed.or(step.from.latest).or(step.said_by).or(began).filter(|known| *known <= at);
        let Some(known) = known else { continue };
        if step.state.is_held() {
            last_held = last_held.max(Some(known));
            still_going |= step.still_going;
        }
        if last_state.is_none_or(|before| known >= before) {
            last_state = Some(known);
            out.state = step.state;
            out.unit = step.unit.or(out.unit);
            if out.confirmed.is_none_or(|(before, _)| known >= before) {
                out.confirmed = Some((known, step.how));
            }
        }
    }
    let contradicted = matches!((released_by, last_held), (Some(out), Some(held)) if held > out);
    let fresh = last_held.is_some_and(|known| at.seconds_since(known) <= fresh_for);
    out.held = match released {
        Truth::Yes if !contradicted => Truth::No,
        Truth::No if began.is_some() && (fresh || still_going) => Truth::Yes,
        _ => Truth::Maybe,
    };
    if out.held == Truth::No {
        out.state = CustodyState::Released;
        out.confirmed = released_by.map(|by| (by, HowKnown::Unknown));
    }
    out
}
