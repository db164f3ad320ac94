//! Recording a beacon: a value from outside that nobody could know before a time. Every entry saved after it on this
//! device carries its hash along, and so was made later.

use super::timestamp::record;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Saved};
use crate::stop::{Outcome, Stop};
use casebook::BeaconView;
use claims::when::Instant;
use claims::{Beacon, BeaconKind};

/// A beacon as typed.
#[derive(Debug, Clone, Default)]
pub struct BeaconNote {
    /// bitcoin, drand, newspaper, other.
    pub kind: String,
    /// The value.
    pub value: String,
    /// When it became known: RFC 3339 with an offset or `Z`.
    pub at: String,
    /// Where anybody can look it up.
    pub place: String,
}

/// Records a beacon.
///
/// # Errors
/// A refusal naming the field: an unknown kind, a value too short to be unforeseeable, a time in the future.
pub fn add_beacon(desk: &Desk, actor: &Actor, why: &Reason, note: &BeaconNote) -> Outcome<Saved> {
    record(desk, actor, why, read_beacon(desk, note)?)
}

/// Reads a beacon without recording it.
///
/// # Errors
/// As [`add_beacon`].
pub fn read_beacon(desk: &Desk, note: &BeaconNote) -> Outcome<Beacon> {
    // A time-stamp enters itself, after it was checked.
    let kind = BeaconKind::from_name(note.kind.trim()).filter(|kind| *kind != BeaconKind::Timestamp);
    let kind = kind.ok_or_else(|| {
        Stop::refused_in_english(
            "kind",
            format!("{:?} is not bitcoin, drand, newspaper or other.", note.kind),
        )
    })?;
    let value = note.value.trim();
    let hex = value.len() == 64 && value.bytes().all(|b| b.is_ascii_hexdigit());
    if kind == BeaconKind::Bitcoin && !hex {
        return Err(Stop::refused_in_english("value", "The hash of a block has 64 digits of 0–9 and a–f."));
    }
    if !(8..=1000).contains(&value.chars().count()) {
        return Err(Stop::refused_in_english(
            "value",
            "Write the value in 8 to 1,000 characters: what is shorter could have been guessed.",
        ));
    }
    let at = Instant::parse(note.at.trim()).map_err(|problem| {
        Stop::refused_in_english("at", format!("{problem}")).hint_in_english("--at 2031-06-08T18:00:00Z")
    })?;
    if at > desk.now() {
        return Err(Stop::refused_in_english(
            "at",
            format!("{at} has not come yet, by this machine's clock."),
        ));
    }
    let place = note.place.trim();
    if place.is_empty() || place.chars().count() > 500 {
        return Err(Stop::refused_in_english(
            "where",
            "Say in up to 500 characters where anybody can look the value up: it proves nothing otherwise.",
        ));
    }
    Ok(Beacon { kind, value: value.into(), at, place: place.into() })
}

/// The beacons that hold, in the order they were recorded.
pub fn beacons(desk: &Desk) -> Vec<BeaconView> {
    desk.casebook().beacons()
}
