//! What counting needs to know of a casebook, and nothing more: who was detained in which episode, when, and what is
//! judged about sameness. Made by the casebook from claims that stand (not drafts, not retracted, not denied); where
//! claims contradict and none is accepted, the sheet holds the widest reading.

use crate::RecordId;
use crate::custody::{HeardStep, Truth};
use crate::decision::Verdict;
use crate::when::{Bounds, Instant};
use std::sync::Arc;

/// Who is counted: a person, or a number of people known together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The record: a Person or Group; the Detention itself when it has only a number.
    pub record: RecordId,
    /// One person or several.
    pub size: Size,
    /// The groups it belongs to (indices of subjects): a person's groups, or the larger groups of a group.
    pub within: Vec<u32>,
}

/// One person or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// One person.
    One {
        /// True when a written name is known.
        named: bool,
    },
    /// Several.
    Several {
        /// The least that strictly is said; a plural without a number is 2, nothing known is 0.
        low: u64,
        /// The most that strictly is said.
        high: Option<u64>,
    },
}

/// One detention.
#[derive(Debug, Clone, PartialEq)]
pub struct Episode {
    /// The Detention record.
    pub detention: RecordId,
    /// Who (an index of subjects).
    pub subject: u32,
    /// When liberty was taken; `latest` is no later than the moment by which it had been reported.
    pub start: Bounds,
    /// The list whose rows are distinct detentions by its maker's rule.
    pub list: Option<RecordId>,
    /// The city, when it is known for certain.
    pub locality: Option<RecordId>,
    /// The steps of custody, as heard; shared, since a sheet is copied when it goes on while somebody counts it.
    pub steps: Arc<[HeardStep]>,
    /// Penalties imposed.
    pub penalties: Penalties,
    /// True when a charge is known.
    pub charged: bool,
}

/// Which penalties are claimed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Penalties {
    /// Warned by a court.
    pub warned: bool,
    /// Fined.
    pub fined: bool,
    /// Put under arrest of days.
    pub arrested: bool,
    /// Some other penalty.
    pub other: bool,
}

/// What has been decided about two records: the latest decision that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// One record: a person, group or detention.
    pub a: RecordId,
    /// The other.
    pub b: RecordId,
    /// The verdict.
    pub verdict: Verdict,
}

/// Everything there is to count.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Who, in the order of their records.
    pub subjects: Vec<Subject>,
    /// The detentions, in the order of their records. Those of subjects that nobody claims to have been detained do not
    /// appear.
    pub episodes: Vec<Episode>,
    /// Judgements about subjects and detentions.
    pub judgements: Vec<Judgement>,
}

impl Sheet {
    /// Where a detention stands among the episodes.
    pub fn episode(&self, detention: RecordId) -> Option<usize> {
        self.place_of(detention).ok()
    }

    /// Where a detention stands among the episodes, or where it would.
    ///
    /// # Errors
    /// The place it would have.
    pub fn place_of(&self, detention: RecordId) -> Result<usize, usize> {
        self.episodes.binary_search_by_key(&detention, |episode| episode.detention)
    }
}

/// Something in the sheet that is not counted, with the reason; made by the casebook beside the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The record.
    pub record: RecordId,
    /// Why.
    pub why: super::Why,
}

impl Episode {
    /// Is this detention known to answer `measure` as of `at`? `fresh_for` is in seconds and matters for
    /// still-held only.
    pub fn answers(&self, measure: super::Measure, at: Instant, fresh_for: i64) -> Truth {
        use super::Measure;
        use crate::legal::CustodyState as State;
        let began = match (self.start.earliest, self.start.latest) {
            (_, Some(latest)) if latest <= at => Truth::Yes,
            (Some(earliest), _) if earliest > at => Truth::No,
            _ => Truth::Maybe,
        };
        // A step that has been heard of by `at` answers yes; one that came later, or none, leaves it open.
        let heard = |wanted: fn(State) -> bool| {
            let known = self.steps.iter().any(|step| {
                wanted(step.state)
                    && [step.from.latest, step.confirmed, step.said_by]
                        .into_iter()
                        .flatten()
                        .min()
                        .is_some_and(|by| by <= at)
            });
            if known { Truth::Yes } else { Truth::Maybe }
        };
        let known = |fact: bool| if fact { Truth::Yes } else { Truth::Maybe };
        let penalties = self.penalties;
        match measure {
            Measure::Events | Measure::Detentions | Measure::Persons => began,
            Measure::StillHeld => crate::custody::held_at(self.start, &self.steps, at, fresh_for).held,
            Measure::Released => began.and(heard(|state| state == State::Released)),
            Measure::Delivered => began.and(heard(delivered)),
            Measure::Transferred => began.and(heard(|state| state == State::InTransit)),
            Measure::Charged => began.and(known(self.charged)),
            Measure::Punished => {
                began.and(known(penalties.warned || penalties.fined || penalties.arrested || penalties.other))
            }
            Measure::Arrested => {
                began.and(known(penalties.arrested).or(heard(|state| state == State::ServingShortArrest)))
            }
            Measure::Fined => began.and(known(penalties.fined)),
            Measure::Warned => began.and(known(penalties.warned)),
        }
    }
}

/// True when the state shows that the person had been delivered to a police unit or beyond.
fn delivered(state: crate::legal::CustodyState) -> bool {
    use crate::legal::CustodyState as State;
    matches!(
        state,
        State::AtPolice
            | State::HeldOvernight
            | State::BeforeCourt
            | State::ServingShortArrest
            | State::CriminalCustody
    )
}
