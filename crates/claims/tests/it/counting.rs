//! Counting as the manual tells it: small sheets, the numbers they give, and why.

use claims::counting::{
    Count, Episode, Judgement, Measure, Penalties, Reason, Sheet, Size, Subject, Why, count, difference,
};
use claims::legal::CustodyState;
use claims::when::{Bounds, Instant};
use claims::{HeardStep, HowKnown, RecordId, Truth, Verdict};
use proptest::prelude::*;

const DAY: i64 = 86_400;
const NOON: i64 = 20_000 * DAY + DAY / 2;

fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn at(seconds: i64) -> Bounds {
    Bounds::at(Instant::from_unix(seconds))
}

/// A sheet under construction: `person(1)` makes subject 1 and detention 101.
#[derive(Debug, Default, Clone)]
struct Story(Sheet);

impl Story {
    fn subject(mut self, n: u8, size: Size, within: &[u32]) -> Self {
        self.0.subjects.push(Subject { record: id(n), size, within: within.to_vec() });
        self
    }
    fn detained(mut self, detention: u8, subject: u32, start: Bounds) -> Self {
        self.0.episodes.push(Episode {
            detention: id(detention),
            subject,
            start,
            list: None,
            locality: None,
            steps: [].into(),
            penalties: Penalties::default(),
            charged: false,
        });
        self
    }
    fn listed(mut self, list: u8) -> Self {
        self.0.episodes.last_mut().unwrap().list = Some(RecordId::from_bytes([list; 16]));
        self
    }
    fn step(mut self, state: CustodyState, from: Bounds, confirmed: Option<i64>) -> Self {
        let confirmed = confirmed.map(Instant::from_unix);
        let episode = self.0.episodes.last_mut().unwrap();
        let step = HeardStep {
            state,
            unit: None,
            from,
            still_going: false,
            confirmed,
            how: HowKnown::Relative,
            said_by: None,
        };
        episode.steps = episode.steps.iter().copied().chain([step]).collect();
        self
    }
    fn judged(mut self, a: u8, b: u8, verdict: Verdict) -> Self {
        self.0.judgements.push(Judgement { a: id(a), b: id(b), verdict });
        self
    }
    fn count(&self, measure: Measure) -> Count {
        self.count_at(measure, NOON + 100 * DAY)
    }
    fn count_at(&self, measure: Measure, as_of: i64) -> Count {
        let as_of = Instant::from_unix(as_of);
        let truths: Vec<Truth> =
            self.0.episodes.iter().map(|e| e.answers(measure, as_of, 6 * 3600)).collect();
        count(&self.0, measure, &truths)
    }
}

const NAMED: Size = Size::One { named: true };
const UNNAMED: Size = Size::One { named: false };

fn several(low: u64, high: Option<u64>) -> Size {
    Size::Several { low, high }
}

#[track_caller]
fn check(story: &Story, measure: Measure, floor: u64, ceiling: Option<u64>, named: u64) {
    let got = story.count(measure);
    assert_eq!((got.floor, got.ceiling, got.named), (floor, ceiling, named), "{:#?}", got.lines);
}

#[test]
fn one_person_detained_twice_is_one_person_and_two_detentions() {
    let story =
        Story::default().subject(1, NAMED, &[]).detained(101, 0, at(NOON)).detained(102, 0, at(NOON + DAY));
    check(&story, Measure::Persons, 1, Some(1), 1);
    check(&story, Measure::Detentions, 2, Some(2), 2);
}

#[test]
fn two_reports_of_one_person_near_in_time_may_be_one_detention() {
    let story =
        Story::default().subject(1, NAMED, &[]).detained(101, 0, at(NOON)).detained(102, 0, at(NOON + 3600));
    check(&story, Measure::Detentions, 1, Some(2), 1);
    check(&story.clone().judged(101, 102, Verdict::Same), Measure::Detentions, 1, Some(1), 1);
    check(&story.clone().judged(101, 102, Verdict::Different), Measure::Detentions, 2, Some(2), 2);
}

#[test]
fn judgements_merge_and_undoing_restores() {
    let two = Story::default()
        .subject(1, NAMED, &[])
        .subject(2, NAMED, &[])
        .detained(101, 0, at(NOON))
        .detained(102, 1, at(NOON));
    check(&two, Measure::Persons, 2, Some(2), 2);
    check(&two.clone().judged(1, 2, Verdict::Same), Measure::Persons, 1, Some(1), 1);
    // The detentions of one person at one time may be one.
    check(&two.clone().judged(1, 2, Verdict::Same), Measure::Detentions, 1, Some(2), 1);
    check(&two.clone().judged(1, 2, Verdict::Unsure), Measure::Persons, 1, Some(2), 1);
    check(&two.clone().judged(1, 2, Verdict::Unsure), Measure::Detentions, 1, Some(2), 1);
}

#[test]
fn rows_of_one_list_are_distinct_detentions_but_not_distinct_people() {
    let story = Story::default()
        .subject(1, several(198, Some(198)), &[])
        .subject(2, several(300, Some(300)), &[])
        .detained(101, 0, at(NOON))
        .listed(7)
        .detained(102, 1, at(NOON))
        .listed(7);
    check(&story, Measure::Detentions, 498, Some(498), 0);
    check(&story, Measure::Persons, 300, Some(498), 0);
}

#[test]
fn a_superset_is_counted_once() {
    // "several others, including two of a radio and one of a bureau", and two people apart from them.
    let story = Story::default()
        .subject(1, NAMED, &[])
        .subject(2, NAMED, &[])
        .subject(3, several(2, None), &[])
        .subject(4, several(2, None), &[2])
        .subject(5, UNNAMED, &[2])
        .detained(101, 0, at(NOON))
        .detained(102, 1, at(NOON))
        .detained(103, 2, at(NOON))
        .detained(104, 3, at(NOON))
        .detained(105, 4, at(NOON))
        .judged(3, 1, Verdict::Different)
        .judged(3, 2, Verdict::Different)
        .judged(4, 5, Verdict::Different)
        .judged(4, 1, Verdict::Different)
        .judged(4, 2, Verdict::Different);
    check(&story, Measure::Persons, 5, None, 2);
}

#[test]
fn still_held_grows_stale_and_ends_with_a_release() {
    let story = Story::default().subject(1, NAMED, &[]).detained(101, 0, at(NOON)).step(
        CustodyState::AtPolice,
        at(NOON + 1800),
        Some(NOON + 1800),
    );
    let held = |hours: i64| {
        let got = story.count_at(Measure::StillHeld, NOON + hours * 3600);
        (got.floor, got.ceiling)
    };
    assert_eq!(held(-1), (0, Some(0)), "not yet detained");
    assert_eq!(held(2), (1, Some(1)), "confirmed an hour and a half ago");
    assert_eq!(held(8), (0, Some(1)), "nobody has heard since: possibly");
    let out = story.clone().step(CustodyState::Released, at(NOON + 3 * 3600), None);
    let got = out.count_at(Measure::StillHeld, NOON + 4 * 3600);
    assert_eq!((got.floor, got.ceiling), (0, Some(0)), "out");
    let before = out.count_at(Measure::StillHeld, NOON + 2 * 3600);
    assert_eq!((before.floor, before.ceiling), (1, Some(1)), "as of then, not yet out");
}

#[test]
fn what_happened_after_the_as_of_moment_is_not_counted() {
    let story = Story::default().subject(1, NAMED, &[]).detained(101, 0, at(NOON));
    assert_eq!(story.count_at(Measure::Persons, NOON - 1).outside, 1);
    let day = Bounds::between(Instant::from_unix(NOON), Instant::from_unix(NOON + 3600));
    let vague = Story::default().subject(1, NAMED, &[]).detained(101, 0, day);
    let got = vague.count_at(Measure::Persons, NOON + 1800);
    assert_eq!((got.floor, got.ceiling), (0, Some(1)), "some time within the hour");
    assert_eq!(got.lines[0].why, Why::NotCertain);
}

#[test]
fn judgements_that_contradict_are_shown_and_widen_the_range() {
    let story = Story::default()
        .subject(1, NAMED, &[])
        .subject(2, NAMED, &[])
        .subject(3, NAMED, &[])
        .detained(101, 0, at(NOON))
        .detained(102, 1, at(NOON))
        .detained(103, 2, at(NOON))
        .judged(1, 2, Verdict::Same)
        .judged(2, 3, Verdict::Same)
        .judged(1, 3, Verdict::Different);
    let got = story.count(Measure::Persons);
    assert_eq!((got.floor, got.ceiling), (1, Some(2)));
    assert_eq!(got.contradictory, vec![(id(1), id(3))]);
}

#[test]
fn a_difference_is_explained_by_its_reasons() {
    let before = Story::default()
        .subject(1, NAMED, &[])
        .subject(2, NAMED, &[])
        .subject(3, NAMED, &[])
        .detained(101, 0, at(NOON))
        .detained(102, 1, at(NOON))
        .detained(103, 2, at(NOON));
    let after = before
        .clone()
        .judged(1, 2, Verdict::Same)
        .subject(4, NAMED, &[])
        .detained(104, 3, at(NOON - 3600))
        .subject(5, NAMED, &[])
        .detained(105, 4, at(NOON + 3600));
    let as_of = NOON + 60;
    let earlier = before.count_at(Measure::Persons, as_of);
    let later = after.count_at(Measure::Persons, as_of + DAY);
    let got: Vec<(Reason, i64)> = difference(&earlier.lines, Instant::from_unix(as_of), &later.lines)
        .into_iter()
        .map(|change| (change.reason, change.by))
        .collect();
    assert_eq!(got, vec![(Reason::HappenedSince, 1), (Reason::FoundLate, 1), (Reason::JudgedSame, -1)]);
}

fn stories() -> impl Strategy<Value = Story> {
    let subject = prop_oneof![
        Just(NAMED),
        Just(UNNAMED),
        (0..4u64, 0..4u64).prop_map(|(low, more)| several(low, Some(low + more))),
        (0..4u64).prop_map(|low| several(low, None)),
    ];
    let verdict = prop_oneof![Just(Verdict::Same), Just(Verdict::Different), Just(Verdict::Unsure)];
    (
        prop::collection::vec((subject, 0..4u32), 1..7),
        prop::collection::vec((0..6u32, 0..30i64, any::<bool>()), 0..9),
        prop::collection::vec((1..7u8, 1..7u8, verdict.clone()), 0..6),
        prop::collection::vec((101..110u8, 101..110u8, verdict), 0..4),
    )
        .prop_map(|(subjects, detentions, people, episodes)| {
            let mut story = Story::default();
            let n = subjects.len() as u32;
            for (i, (size, within)) in subjects.into_iter().enumerate() {
                let within: Vec<u32> = if within < n && within != i as u32 { vec![within] } else { vec![] };
                story = story.subject(i as u8 + 1, size, &within);
            }
            for (i, (subject, hours, listed)) in detentions.into_iter().enumerate() {
                story = story.detained(101 + i as u8, subject % n, at(NOON + hours * 3600));
                if listed {
                    story = story.listed(1);
                }
            }
            for (a, b, verdict) in people.into_iter().chain(episodes) {
                story = story.judged(a, b, verdict);
            }
            story
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn every_count_keeps_its_own_rules(story in stories()) {
        let persons = story.count(Measure::Persons);
        let detentions = story.count(Measure::Detentions);
        for got in [&persons, &detentions] {
            let floor: u64 = got.lines.iter().map(|line| line.floor).sum();
            prop_assert_eq!(floor, got.floor, "the lines add up to the floor");
            let ceiling = got.lines.iter().try_fold(0u64, |sum, line| line.ceiling.map(|n| sum + n));
            // (Claims that contradict, such as a part larger than its whole, lift the ceiling to the floor.)
            prop_assert_eq!(ceiling.map(|n| n.max(got.floor)), got.ceiling, "the lines add up to the ceiling");
            prop_assert!(got.named <= got.floor);
        }
    }

    #[test]
    fn the_order_of_judgements_does_not_matter(story in stories()) {
        let mut other = story.clone();
        other.0.judgements.reverse();
        let (a, b) = (story.count(Measure::Persons), other.count(Measure::Persons));
        prop_assert_eq!((a.floor, a.ceiling, a.lines), (b.floor, b.ceiling, b.lines));
    }

    #[test]
    fn the_reasons_of_a_difference_add_up(before in stories(), after in stories()) {
        let as_of = Instant::from_unix(NOON + 5 * 3600);
        let (earlier, later) = (before.count(Measure::Persons), after.count(Measure::Persons));
        let sum: i64 = difference(&earlier.lines, as_of, &later.lines).iter().map(|change| change.by).sum();
        prop_assert_eq!(sum, later.floor as i64 - earlier.floor as i64);
    }
}
