//! Two names held against each other: a score, a verdict, and the reasons for it. Never says that two people are one;
//! it says that two written names may be one name.

mod assign;
pub mod calibrate;
mod distance;
pub mod features;
mod initials;
mod pair;
mod reasons;

use crate::phones;
use crate::reading::Reading;
use features::Features;

pub use reasons::Reason;

/// From here on two names are called the same. Stricter than precision .99 where one pair in four is true: on the
/// development pairs each kind of relative stays under one false match in a hundred, other strangers near one in a thousand.
pub const SAME: f32 = 0.66;
/// From here on they are likely the same; from a fifth of it on, unsure.
pub const LIKELY: f32 = 0.35;

/// What a score means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Different names.
    Different,
    /// A person must look.
    Unsure,
    /// Rather one name.
    Likely,
    /// One name, in one of a hundred cases wrongly.
    Same,
}

impl Verdict {
    /// The verdict of a score.
    pub fn of(score: f32) -> Verdict {
        match score {
            s if s >= SAME => Verdict::Same,
            s if s >= LIKELY => Verdict::Likely,
            s if s >= LIKELY / 5.0 => Verdict::Unsure,
            _ => Verdict::Different,
        }
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Verdict::Same => "same",
            Verdict::Likely => "likely",
            Verdict::Unsure => "unsure",
            Verdict::Different => "different",
        })
    }
}

/// Two names compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// 0 … 1, see [`score`].
    pub score: f32,
    /// What the score means.
    pub verdict: Verdict,
    /// Why, in the order of the shorter name's words.
    pub reasons: Vec<Reason>,
}

/// The share of pairs like this one that are one name, 0 … 1, where one pair in four is true. Symmetric; no allocation.
pub fn score(a: &Reading, b: &Reading) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (short, long) = features::ordered(a, b);
    match features::features(short, long, phones::tables()) {
        Ok((numbers, _)) => calibrate::share(&numbers),
        Err(hopeless) => calibrate::share_of_hopeless(hopeless),
    }
}

/// The numbers the calibrator sees; for training and measuring.
pub fn numbers(a: &Reading, b: &Reading) -> Features {
    let (short, long) = features::ordered(a, b);
    features::features(short, long, phones::tables())
        .map_or_else(|hopeless| hopeless.features(), |(numbers, _)| numbers)
}

/// As [`score`], with verdict and reasons.
pub fn compare(a: &Reading, b: &Reading) -> Comparison {
    if a.is_empty() || b.is_empty() {
        return Comparison {
            score: 0.0,
            verdict: Verdict::Different,
            reasons: vec![Reason::NothingToCompare],
        };
    }
    let (short, long) = features::ordered(a, b);
    let in_order = std::ptr::eq(short, a);
    let (score, reasons) = match features::features(short, long, phones::tables()) {
        Ok((numbers, found)) => (calibrate::share(&numbers), reasons::reasons(short, long, &found, in_order)),
        Err(hopeless) => (calibrate::share_of_hopeless(hopeless), reasons::apart(short, long, in_order)),
    };
    Comparison { score, verdict: Verdict::of(score), reasons }
}
