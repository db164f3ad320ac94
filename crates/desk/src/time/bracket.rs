//! The bracket of an entry's time. Its ends come from outside, each with its source; what the device claims stands
//! beside them and never moves them.

use super::stamps::{Stamp, Stamps};
use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use casebook::BeaconView;
use claims::BeaconKind;
use claims::when::Instant;
use std::collections::{BTreeMap, BTreeSet};

/// Why an entry cannot be older.
#[derive(Debug, Clone, PartialEq)]
pub struct Floor {
    /// It was made after this moment.
    pub at: Instant,
    /// The beacon.
    pub beacon: BeaconView,
    /// Whether the beacon's time was checked here (a time-stamp), or is to be looked up where it says.
    pub checked: bool,
}

/// Between which moments an entry was made.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeBracket {
    /// The entry's number.
    pub position: u64,
    /// What its device claims, to the minute: no proof. Unknown when the entry is damaged.
    pub claimed: Option<Instant>,
    /// The newest beacon it comes after.
    pub not_before: Option<Floor>,
    /// The first time-stamp over a checkpoint that contains it.
    pub not_after: Option<Stamp>,
}

impl TimeBracket {
    /// The latest moment, from the time-stamp.
    pub fn latest(&self) -> Option<Instant> {
        self.not_after.as_ref().map(|stamp| Instant::from_unix(stamp.attested.latest))
    }

    /// What is wrong with it, in words: ends that cross, or a claim outside them.
    pub fn odd(&self) -> Option<&'static str> {
        let (floor, ceiling) = (self.not_before.as_ref().map(|floor| floor.at), self.latest());
        if floor.zip(ceiling).is_some_and(|(floor, ceiling)| floor > ceiling) {
            return Some("the beacon is later than the time-stamp: one of them is not what it says");
        }
        // Claimed times are rounded down to the minute.
        let early =
            self.claimed.zip(floor).is_some_and(|(claimed, floor)| claimed.saturating_add(59) < floor);
        let late = self.claimed.zip(ceiling).is_some_and(|(claimed, ceiling)| claimed > ceiling);
        (early || late).then_some("the time the device claims lies outside: its clock was wrong, or worse")
    }

    /// The bracket in one line.
    pub fn in_words(&self) -> String {
        let floor = self.not_before.as_ref().map(|floor| {
            let kind = floor.beacon.beacon.kind.name();
            let how = if floor.checked { "" } else { ", to be looked up" };
            format!("not before {} ({kind}{how})", floor.at)
        });
        let ceiling = match self.latest() {
            Some(latest) => format!("not after {latest} (time-stamp)"),
            None => "not timestamped".to_owned(),
        };
        floor.map_or(ceiling.clone(), |floor| format!("{floor}, {ceiling}"))
    }
}

/// The bracket of one entry.
///
/// # Errors
/// A refusal when there is no such entry; busy when storage fails.
pub fn time_bracket(desk: &Desk, position: u64) -> Outcome<TimeBracket> {
    let entries = desk.position().entries;
    if position == 0 || position > entries {
        return Err(Stop::not_found_in_english(format!(
            "There is no entry {position}; the ledger has {entries}, from 1."
        )));
    }
    let brackets = time_brackets(desk, [position])?;
    brackets
        .into_iter()
        .next()
        .ok_or_else(|| Stop::not_found_in_english(format!("There is no entry {position}.")))
}

/// The brackets of several entries, in the order asked for.
///
/// # Errors
/// Busy when storage fails.
pub fn time_brackets(desk: &Desk, positions: impl IntoIterator<Item = u64>) -> Outcome<Vec<TimeBracket>> {
    let stamps = desk.stamps()?;
    let beacons = desk.casebook().beacons();
    let mut floors: Vec<Floor> = beacons.into_iter().filter_map(|beacon| floor(&stamps, beacon)).collect();
    floors.sort_by_key(|floor| std::cmp::Reverse(floor.at));
    positions.into_iter().map(|position| bracket(desk, &stamps, &floors, position)).collect()
}

/// What a beacon is worth. What an entry says of a time-stamp is not believed, only the time-stamp itself.
fn floor(stamps: &Stamps, beacon: BeaconView) -> Option<Floor> {
    let checked = beacon.beacon.kind == BeaconKind::Timestamp;
    let at = if checked {
        let stamp = stamps.good.iter().find(|stamp| hex(&stamp.answer) == *beacon.beacon.value)?;
        Instant::from_unix(stamp.attested.earliest)
    } else {
        beacon.beacon.at
    };
    Some(Floor { at, beacon, checked })
}

fn bracket(desk: &Desk, stamps: &Stamps, floors: &[Floor], position: u64) -> Outcome<TimeBracket> {
    let head = desk.ledger().entry_head(position)?;
    let mut not_before = None;
    if let Some(head) = &head {
        // The newest first. Only a device's own chain shows which of two entries came first: another's may have been
        // made earlier and have arrived later.
        for floor in floors.iter().filter(|floor| floor.beacon.position < position) {
            let theirs = desk.ledger().entry_head(floor.beacon.position)?;
            if theirs.is_some_and(|theirs| theirs.header.device == head.header.device) {
                not_before = Some(floor.clone());
                break;
            }
        }
    }
    Ok(TimeBracket {
        position,
        claimed: head.map(|head| Instant::from_unix(head.header.claimed_at)),
        not_before,
        not_after: stamps.over(position).cloned(),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The brackets of the entries that say anything of a record, by their numbers.
///
/// # Errors
/// Busy when storage fails.
pub fn brackets_of(desk: &Desk, view: &casebook::RecordView) -> Outcome<BTreeMap<u64, TimeBracket>> {
    let claims = view.properties.iter().flat_map(|property| &property.claims);
    let positions: BTreeSet<u64> = claims.map(|claim| claim.position).collect();
    let brackets = time_brackets(desk, positions)?;
    Ok(brackets.into_iter().map(|bracket| (bracket.position, bracket)).collect())
}
