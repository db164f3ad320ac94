//! What speaks for or against two records being one person, and how much: the weights of Fellegi and Sunter, as
//! `linkage` uses them. For each way in which two records agree or differ, *m* is how often two records of one person do
//! so and *u* how often two people do; log2(m/u) bits are added. What is not known adds nothing.
//!
//! A casebook has too few judged pairs to learn from, and weights that moved with every call would give a list that
//! nobody can check. So m and u are set by hand, here and in docs/duplicates.md, the same for every casebook.

use super::likeness::{Person, Taken};
use super::written_dates::{Apart, apart};
use claims::RecordId;
use names::Comparison;
use std::collections::BTreeSet;

/// Two detentions whose beginnings lie within so many seconds are near in time.
const NEAR: i64 = 2 * 86_400;
/// Ages are guessed, and people have birthdays: so many years apart they still fit.
const AGES_FIT: i64 = 1;
/// From more years than this on they do not.
const AGES_DIFFER: i64 = 5;
/// What the model of names counts on: one true pair in four (docs/names.md). Taken out of its score, since what is
/// known before anything is compared has a step of its own.
const NAMES_EXPECT: f32 = -1.585;
/// Nothing weighs more than this: the odds of a score are no surer than some thousand to one.
const SUREST: f32 = 0.999;

/// Something beside the names that speaks for or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Born on one day.
    BornSameDay,
    /// Born in one month, as far as is known.
    BornSameMonth,
    /// Born in one year, as far as is known.
    BornSameYear,
    /// Dates of birth that one slip of the pen keeps apart: a digit, or day and month exchanged.
    BornOneSlip,
    /// Dates of birth that differ, within a year.
    BornNear,
    /// Dates of birth that cannot be one.
    BirthDiffers,
    /// Ages, or an age and a date of birth, that fit.
    AgeFits,
    /// Ages, or an age and a date of birth, that do not.
    AgeDiffers,
    /// Both female, or both male.
    SameSex,
    /// One is called female, the other male.
    SexDiffers,
    /// Of one nationality.
    SameNationality,
    /// Of nationalities written differently.
    NationalityDiffers,
    /// Detained on the same day.
    SameDay,
    /// Detained within two days of each other.
    NearInTime,
    /// Detained at other times.
    FarInTime,
    /// Detained at a place written alike.
    SamePlace,
    /// Detained on one day at places written differently.
    OtherPlace,
    /// Held at the same unit.
    SameUnit,
    /// Detained on one day and held at different units.
    OtherUnit,
    /// Told of by one and the same report, as two.
    SameReport,
    /// Of day, place and unit two agree: people are often detained together.
    TwoGoTogether,
    /// Day, place and unit all agree.
    AllGoTogether,
}

impl Sign {
    /// Every sign.
    pub const ALL: [Sign; 22] = [
        Sign::BornSameDay,
        Sign::BornSameMonth,
        Sign::BornSameYear,
        Sign::BornOneSlip,
        Sign::BornNear,
        Sign::BirthDiffers,
        Sign::AgeFits,
        Sign::AgeDiffers,
        Sign::SameSex,
        Sign::SexDiffers,
        Sign::SameNationality,
        Sign::NationalityDiffers,
        Sign::SameDay,
        Sign::NearInTime,
        Sign::FarInTime,
        Sign::SamePlace,
        Sign::OtherPlace,
        Sign::SameUnit,
        Sign::OtherUnit,
        Sign::SameReport,
        Sign::TwoGoTogether,
        Sign::AllGoTogether,
    ];

    /// How often it is seen among two records of one person (m), and among two people (u), where both records say
    /// something of it. Set by hand. Going together has no m and u of its own: what the three add up to is taken back
    /// in part, since the people of one square are taken to one station.
    pub const fn chances(self) -> (f32, f32) {
        match self {
            Sign::BornSameDay => (0.70, 0.000_1),
            Sign::BornSameMonth => (0.75, 0.002),
            Sign::BornSameYear => (0.85, 0.03),
            Sign::BornOneSlip => (0.08, 0.003),
            Sign::BornNear => (0.04, 0.06),
            Sign::BirthDiffers => (0.04, 0.90),
            Sign::AgeFits => (0.80, 0.10),
            Sign::AgeDiffers => (0.05, 0.60),
            Sign::SameSex => (0.98, 0.65),
            Sign::SexDiffers => (0.02, 0.35),
            Sign::SameNationality => (0.95, 0.80),
            Sign::NationalityDiffers => (0.12, 0.20),
            Sign::SameDay => (0.70, 0.25),
            Sign::NearInTime => (0.18, 0.12),
            Sign::FarInTime => (0.25, 0.63),
            Sign::SamePlace => (0.55, 0.10),
            Sign::OtherPlace => (0.45, 0.90),
            Sign::SameUnit => (0.65, 0.15),
            Sign::OtherUnit => (0.35, 0.85),
            Sign::SameReport => (0.03, 0.15),
            Sign::TwoGoTogether => (1.0, 1.6),
            Sign::AllGoTogether => (1.0, 3.0),
        }
    }

    /// What it adds, in bits: log2(m/u).
    pub fn bits(self) -> f32 {
        let (m, u) = self.chances();
        (m / u).log2()
    }

    /// The word in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Sign::BornSameDay => "born_same_day",
            Sign::BornSameMonth => "born_same_month",
            Sign::BornSameYear => "born_same_year",
            Sign::BornOneSlip => "born_one_slip",
            Sign::BornNear => "born_near",
            Sign::BirthDiffers => "birth_differs",
            Sign::AgeFits => "age_fits",
            Sign::AgeDiffers => "age_differs",
            Sign::SameSex => "same_sex",
            Sign::SexDiffers => "sex_differs",
            Sign::SameNationality => "same_nationality",
            Sign::NationalityDiffers => "nationality_differs",
            Sign::SameDay => "same_day",
            Sign::NearInTime => "near_in_time",
            Sign::FarInTime => "far_in_time",
            Sign::SamePlace => "same_place",
            Sign::OtherPlace => "other_place",
            Sign::SameUnit => "same_unit",
            Sign::OtherUnit => "other_unit",
            Sign::SameReport => "same_report",
            Sign::TwoGoTogether => "two_go_together",
            Sign::AllGoTogether => "all_go_together",
        }
    }

    /// In plain English, for the command line.
    pub const fn words(self) -> &'static str {
        match self {
            Sign::BornSameDay => "born on the same day",
            Sign::BornSameMonth => "born in the same month, as far as is known",
            Sign::BornSameYear => "born in the same year, as far as is known",
            Sign::BornOneSlip => "dates of birth differ by one slip of the pen",
            Sign::BornNear => "dates of birth differ, within a year",
            Sign::BirthDiffers => "dates of birth differ",
            Sign::AgeFits => "ages fit",
            Sign::AgeDiffers => "ages do not fit",
            Sign::SameSex => "of one sex",
            Sign::SexDiffers => "one is female, one male",
            Sign::SameNationality => "of one nationality",
            Sign::NationalityDiffers => "nationalities are written differently",
            Sign::SameDay => "detained on the same day",
            Sign::NearInTime => "detained within two days",
            Sign::FarInTime => "detained at other times",
            Sign::SamePlace => "detained at the same place",
            Sign::OtherPlace => "detained on one day at places written differently",
            Sign::SameUnit => "held at the same unit",
            Sign::OtherUnit => "held on one day at different units",
            Sign::SameReport => "one report tells of both, as of two",
            Sign::TwoGoTogether => "day, place and unit go together",
            Sign::AllGoTogether => "day, place and unit go together",
        }
    }
}

/// A sign, with what is written on either side where a few words show it.
pub(super) type Seen<'p> = (Sign, Option<(&'p str, &'p str)>);

/// What is known before anything is compared, in bits. Each recorded person is expected to be recorded a second time
/// with a chance of one in five; of `sharing` people who share the rarest words of the two names each may be that one.
/// Counted in doublings, so that one more bearer of a name does not move every pair of them.
pub(super) fn before(sharing: usize) -> f32 {
    -2.0 - sharing.max(2).ilog2() as f32
}

/// What the names add: the odds of their score, without the share of true pairs that the score counts on.
pub(super) fn names_add(score: f32) -> f32 {
    let share = score.clamp(1.0 - SUREST, SUREST);
    (share / (1.0 - share)).log2() - NAMES_EXPECT
}

/// Everything together.
pub(super) fn weight(sharing: usize, score: f32, seen: &[Seen<'_>]) -> f32 {
    // In the order of the steps, so that both are the same to the last bit.
    [before(sharing), names_add(score)].into_iter().chain(seen.iter().map(|(sign, _)| sign.bits())).sum()
}

/// One step from what is known before anything is compared to the weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What is looked at.
    pub of: StepOf,
    /// What it adds.
    pub bits: f32,
}

/// What a step looks at.
#[derive(Debug, Clone, PartialEq)]
pub enum StepOf {
    /// Nothing yet: how many people share the rarest words of the two names.
    Before {
        /// About so many: a power of two.
        sharing: usize,
    },
    /// The names.
    Names,
    /// Something beside them, with what is written on either side where a few words show it.
    Beside(Sign, Option<(String, String)>),
}

/// The weight of a pair, step by step.
pub(super) fn steps(sharing: usize, name: &Comparison, seen: Vec<Seen<'_>>) -> Vec<Step> {
    let sharing = 1 << sharing.max(2).ilog2();
    let first = [
        Step { of: StepOf::Before { sharing }, bits: before(sharing) },
        Step { of: StepOf::Names, bits: names_add(name.score) },
    ];
    let rest = seen.into_iter().map(|(sign, written)| Step {
        of: StepOf::Beside(sign, written.map(|(a, b)| (a.to_owned(), b.to_owned()))),
        bits: sign.bits(),
    });
    first.into_iter().chain(rest).collect()
}

/// What beside the names speaks for or against two people being one.
pub(super) fn signs<'p>(a: &'p Person, b: &'p Person) -> Vec<Seen<'p>> {
    let mut seen: Vec<Seen<'p>> = Vec::new();
    match birth(a, b) {
        Some(of_birth) => seen.push(of_birth),
        None => seen.extend(age(a, b)),
    }
    if let (Some(one), Some(other)) = (a.sex.as_deref(), b.sex.as_deref()) {
        let told_apart = |of: &str| of == "female" || of == "male";
        if one == other {
            seen.push((Sign::SameSex, None));
        } else if told_apart(one) && told_apart(other) {
            seen.push((Sign::SexDiffers, None));
        }
    }
    if let Some(alike) = share(&a.nationalities, &b.nationalities) {
        seen.push((if alike { Sign::SameNationality } else { Sign::NationalityDiffers }, None));
    }
    let pairs = a.detentions.iter().flat_map(|one| b.detentions.iter().map(move |other| (one, other)));
    let of_detentions = pairs.map(|(one, other)| together(one, other));
    // The two detentions that are most alike, the first of equals: one person may have been detained several times.
    let sum = |seen: &[Seen<'_>]| seen.iter().map(|(sign, _)| sign.bits()).sum::<f32>();
    seen.extend(
        of_detentions
            .reduce(|best, next| if sum(&next) > sum(&best) { next } else { best })
            .unwrap_or_default(),
    );
    seen
}

/// Whether two sets have something in common; none when one of them is empty.
fn share<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> Option<bool> {
    (!a.is_empty() && !b.is_empty()).then(|| !a.is_disjoint(b))
}

fn birth<'p>(a: &'p Person, b: &'p Person) -> Option<Seen<'p>> {
    let pairs = a.births.iter().flat_map(|one| b.births.iter().map(move |other| (one, other)));
    let of = pairs.map(|(one, other)| {
        let sign = match apart(one.date, other.date) {
            Apart::SameDay => Sign::BornSameDay,
            Apart::SameMonth => Sign::BornSameMonth,
            Apart::SameYear => Sign::BornSameYear,
            Apart::OneSlip => Sign::BornOneSlip,
            Apart::WithinAYear => Sign::BornNear,
            Apart::Far => Sign::BirthDiffers,
        };
        (sign, Some((one.written.as_str(), other.written.as_str())))
    });
    // Of several dates those that agree best; the signs stand in that order.
    of.min_by_key(|(sign, _)| *sign)
}

/// Ages against ages, or an age against the year of birth on the other side.
fn age<'p>(a: &Person, b: &Person) -> Option<Seen<'p>> {
    let of_a = a.ages.iter().flat_map(|one| b.ages.iter().chain(&b.ages_by_birth).map(move |it| one - it));
    let of_b = b.ages.iter().flat_map(|one| a.ages_by_birth.iter().map(move |it| one - it));
    let least = of_a.chain(of_b).map(i64::abs).min()?;
    match least {
        ..=AGES_FIT => Some((Sign::AgeFits, None)),
        least if least > AGES_DIFFER => Some((Sign::AgeDiffers, None)),
        _ => None,
    }
}

/// How two detentions stand beside each other.
fn together<'p>(one: &'p Taken, other: &'p Taken) -> Vec<Seen<'p>> {
    let mut seen: Vec<Seen<'p>> = Vec::new();
    let mut agree = 0;
    let mut one_day = false;
    if let (Some((from, to)), Some((other_from, other_to))) = (one.start, other.start) {
        let sign = if one.day.is_some() && one.day == other.day {
            Sign::SameDay
        } else if (other_from - to).max(from - other_to) <= NEAR {
            Sign::NearInTime
        } else {
            Sign::FarInTime
        };
        one_day = sign == Sign::SameDay;
        agree += usize::from(sign != Sign::FarInTime);
        seen.push((sign, None));
    }
    match alike_places(&one.places, &other.places) {
        Some(true) => {
            agree += 1;
            seen.push((Sign::SamePlace, one.written_place.as_deref().zip(other.written_place.as_deref())));
        }
        Some(false) if one_day => seen.push((Sign::OtherPlace, None)),
        _ => {}
    }
    match share::<RecordId>(&one.units, &other.units) {
        Some(true) => {
            agree += 1;
            seen.push((Sign::SameUnit, None));
        }
        Some(false) if one_day => seen.push((Sign::OtherUnit, None)),
        _ => {}
    }
    if share(&one.reports, &other.reports) == Some(true) {
        seen.push((Sign::SameReport, None));
    }
    match agree {
        2 => seen.push((Sign::TwoGoTogether, None)),
        3 => seen.push((Sign::AllGoTogether, None)),
        _ => {}
    }
    seen
}

/// Places are alike when all words of one are in the other: "Green bazaar" and "Almaty, Green bazaar".
fn alike_places(a: &[BTreeSet<String>], b: &[BTreeSet<String>]) -> Option<bool> {
    (!a.is_empty() && !b.is_empty())
        .then(|| a.iter().any(|one| b.iter().any(|other| one.is_subset(other) || other.is_subset(one))))
}
