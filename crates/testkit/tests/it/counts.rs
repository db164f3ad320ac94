//! The planted truth lies between floor and ceiling: at every hour once every open question is answered, and at the
//! close of the day as recorded (unjudged records count as different people, so an unanswered question can lift an
//! hourly floor).

use ::testkit::{DaySize, PlantedTruth, SyntheticDay, election_day};
use claims::Truth;
use claims::counting::{Count, Measure, Sheet, Why, count};
use claims::when::Instant;
use std::collections::BTreeSet;

fn counted(sheet: &Sheet, measure: Measure, at: Instant, fresh_for: i64) -> Count {
    let truths: Vec<Truth> =
        sheet.episodes.iter().map(|episode| episode.answers(measure, at, fresh_for)).collect();
    count(sheet, measure, &truths)
}

/// The sheet once the user has answered everything left open.
fn answered(day: &SyntheticDay) -> Sheet {
    let answers = day.answers(*day.truth.instants.last().unwrap());
    testkit::sheet_of(day.saves().chain(&answers.saves))
}

fn check(what: &str, count: &Count, truth: u64) {
    let ceiling = count.ceiling.unwrap_or(u64::MAX);
    assert!(
        count.floor <= truth && truth <= ceiling,
        "{what} {}: floor {} true {truth} ceiling {:?}",
        count.measure.name(),
        count.floor,
        count.ceiling
    );
}

fn hold(day: &SyntheticDay, sheet: &Sheet, what: &str) {
    let truth = &day.truth;
    for at in &truth.instants {
        let what = format!("{what} at {at}");
        check(&what, &counted(sheet, Measure::Detentions, *at, 0), truth.detentions_by(*at));
        check(&what, &counted(sheet, Measure::Persons, *at, 0), truth.persons_by(*at));
        check(&what, &counted(sheet, Measure::Released, *at, 0), truth.released_by(*at));
        for fresh_for in [0, 3600, PlantedTruth::FRESH] {
            let what = format!("{what}, fresh for {fresh_for} s");
            check(&what, &counted(sheet, Measure::StillHeld, *at, fresh_for), truth.held_at(*at));
        }
    }
    let close = *truth.instants.last().unwrap();
    let punished: BTreeSet<usize> =
        truth.detentions.iter().filter(|d| d.punished).map(|d| d.person).collect();
    check(what, &counted(sheet, Measure::Punished, close, 0), punished.len() as u64);
}

#[test]
fn the_truth_lies_between_floor_and_ceiling() {
    for seed in 1..=20 {
        let day = election_day(seed, &DaySize::demo());
        let (sheet, close) = (day.sheet(), *day.truth.instants.last().unwrap());
        let what = format!("seed {seed} as recorded");
        check(&what, &counted(&sheet, Measure::Detentions, close, 0), day.truth.detentions_by(close));
        check(&what, &counted(&sheet, Measure::Persons, close, 0), day.truth.persons_by(close));
        hold(&day, &answered(&day), &format!("seed {seed} answered"));
    }
    for seed in 100..200 {
        let day = election_day(seed, &DaySize::small());
        hold(&day, &answered(&day), &format!("small seed {seed} answered"));
    }
}

#[test]
fn the_counts_say_something() {
    // Floors that were always 0 and ceilings that were always open would hold as well, and be worthless.
    let day = election_day(2031, &DaySize::demo());
    let sheet = answered(&day);
    let close = *day.truth.instants.last().unwrap();
    for (measure, truth) in [
        (Measure::Detentions, day.truth.detentions_by(close)),
        (Measure::Persons, day.truth.persons_by(close)),
        (Measure::StillHeld, day.truth.held_at(close)),
        (Measure::Released, day.truth.released_by(close)),
    ] {
        let count = counted(&sheet, measure, close, PlantedTruth::FRESH);
        let recorded = counted(&day.sheet(), measure, close, PlantedTruth::FRESH);
        println!(
            "{}: floor {} (as recorded {}), true {truth}, ceiling {:?}, named {}",
            measure.name(),
            count.floor,
            recorded.floor,
            count.ceiling,
            count.named
        );
        assert!(count.ceiling.is_some(), "{} has no ceiling", measure.name());
        if matches!(measure, Measure::Detentions | Measure::Persons) {
            assert!(
                count.floor * 10 >= truth * 6,
                "{}: a floor of {} for {truth}",
                measure.name(),
                count.floor
            );
        } else {
            assert!(count.floor > 0, "{}: a floor of 0", measure.name());
        }
    }
}

#[test]
fn a_raid_at_night_adds_to_detentions_and_not_to_persons() {
    // Nobody else is taken within six hours: certainly other detentions, perhaps of people taken again later.
    let day = election_day(2031, &DaySize::demo());
    let sheet = answered(&day);
    let close = *day.truth.instants.last().unwrap();
    let beyond = |measure| {
        let count = counted(&sheet, measure, close, 0);
        let groups = count.lines.iter().filter(|line| line.why == Why::GroupBeyond);
        groups.map(|line| line.floor).sum::<u64>()
    };
    assert_eq!((beyond(Measure::Detentions), beyond(Measure::Persons)), (6, 0));
}

#[test]
fn open_groups_leave_the_ceiling_open() {
    let day = election_day(4, &DaySize { unseen: 12, open_groups: 2, ..DaySize::demo() });
    let close = *day.truth.instants.last().unwrap();
    assert_eq!(counted(&day.sheet(), Measure::Persons, close, 0).ceiling, None);
}

#[test]
fn units_are_never_said_to_have_seen_more_than_they_did() {
    for seed in 1..=5 {
        let day = election_day(seed, &DaySize::demo());
        let sheet = answered(&day);
        let close = *day.truth.instants.last().unwrap();
        let mut some = 0;
        for unit in &day.truth.units {
            let truths: Vec<Truth> = sheet
                .episodes
                .iter()
                .map(|episode| Truth::certain(episode.steps.iter().any(|step| step.unit == Some(*unit))))
                .collect();
            let floor = count(&sheet, Measure::Detentions, &truths).floor;
            let truth = day.truth.brought_to(*unit, close);
            some += floor;
            assert!(floor <= truth, "seed {seed}: floor {floor}, true {truth}");
        }
        assert!(some > 50);
    }
}

#[test]
fn the_records_of_one_person_are_found_in_the_truth() {
    let day = election_day(6, &DaySize::demo());
    let known: BTreeSet<_> = day.truth.persons.iter().flat_map(|person| &person.records).collect();
    let never: BTreeSet<_> = day.truth.never.iter().collect();
    assert!(day.truth.persons.iter().any(|person| person.records.len() >= 3));
    assert!(day.truth.persons.iter().filter(|person| person.records.is_empty()).count() >= 40);
    for episode in &day.sheet().episodes {
        assert!(!never.contains(&episode.detention), "somebody never detained is counted");
    }
    for subject in &day.sheet().subjects {
        let group = day.truth.groups.iter().any(|group| group.record == subject.record);
        assert!(group || known.contains(&subject.record), "{} is nobody", subject.record);
    }
    for open in &day.open {
        let same =
            day.truth.persons.iter().any(|p| p.records.contains(&open.a) && p.records.contains(&open.b))
                || day
                    .truth
                    .detentions
                    .iter()
                    .any(|d| d.records.contains(&open.a) && d.records.contains(&open.b));
        assert_eq!(same, open.same);
    }
}
