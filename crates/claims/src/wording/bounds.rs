//! What a wording says strictly, and what a named convention makes of it. Conventions disagree by a factor of two
//! on one word, so the name must be stored with every number made here. A convention without a rule for a word
//! gives nothing; it must never borrow another's.

use super::{Kind, Quantity, VagueWord};

/// A named rule that turns wording into bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Convention {
    /// This project's own rule.
    Habeas1,
    /// The Armed Conflict Location and Event Data project: one conservative number per word.
    Acled,
    /// The Crowd Counting Consortium.
    Ccc,
}

impl Convention {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Habeas1, Self::Acled, Self::Ccc];

    /// The name to store with a number.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Habeas1 => "habeas-1",
            Self::Acled => "acled",
            Self::Ccc => "ccc",
        }
    }

    /// The convention of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Limits of a number, both included; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct NumberBounds {
    /// The least.
    pub low: Option<u64>,
    /// The most.
    pub high: Option<u64>,
}

impl NumberBounds {
    const fn new(low: u64, high: u64) -> Self {
        Self { low: Some(low), high: Some(high) }
    }
    const fn from(low: u64) -> Self {
        Self { low: Some(low), high: None }
    }
}

/// What the words say by themselves, with no convention: “at least 40” has a least, “nearly 4,000” only a most,
/// “about 500” and “hundreds” neither.
pub fn strict(quantity: &Quantity) -> NumberBounds {
    let n = quantity.n;
    match quantity.kind {
        Kind::Exact => NumberBounds { low: n, high: n },
        Kind::AtLeast | Kind::Already => NumberBounds { low: n, high: None },
        Kind::MoreThan => NumberBounds { low: n.map(|n| n.saturating_add(1)), high: None },
        Kind::UpTo => NumberBounds { low: None, high: n },
        Kind::Nearly | Kind::FewerThan => NumberBounds { low: None, high: n.map(|n| n.saturating_sub(1)) },
        Kind::Range => NumberBounds { low: n, high: quantity.m },
        Kind::About | Kind::Vague(_) | Kind::Many => NumberBounds::default(),
    }
}

/// Bounds under a convention; `None` if it has no rule for the wording.
pub fn bounds(quantity: &Quantity, convention: Convention) -> Option<NumberBounds> {
    match convention {
        Convention::Habeas1 => habeas_1(quantity),
        Convention::Acled => acled(quantity),
        Convention::Ccc => ccc(quantity),
    }
}

fn habeas_1(quantity: &Quantity) -> Option<NumberBounds> {
    let n = quantity.n;
    Some(match quantity.kind {
        Kind::Exact => NumberBounds::new(n?, n?),
        Kind::AtLeast | Kind::Already => NumberBounds::from(n?),
        Kind::MoreThan => NumberBounds::from(n?.checked_add(1)?),
        Kind::About => around(n?)?,
        Kind::Nearly => NumberBounds::new(around(n?)?.low?, n?.checked_sub(1)?),
        Kind::UpTo => NumberBounds::new(0, n?),
        Kind::FewerThan => NumberBounds::new(0, n?.checked_sub(1)?),
        Kind::Range => NumberBounds::new(n?, quantity.m?),
        Kind::Many => NumberBounds::from(2),
        Kind::Vague(word) => {
            let (low, high) = match word {
                VagueWord::Several => (3, 9),
                VagueWord::Tens | VagueWord::Dozens => (20, 99),
                VagueWord::Hundreds => (200, 999),
                VagueWord::Thousands => (2_000, 9_999),
                VagueWord::Couple | VagueWord::Scores => return None,
            };
            // “Several hundred”: 300 to 999; “tens of thousands”: 20,000 to 99,999.
            let unit = n.unwrap_or(1);
            let most = u64::checked_add(high, 1)?.checked_mul(unit)?.checked_sub(1)?;
            NumberBounds::new(u64::checked_mul(low, unit)?, most)
        }
    })
}

/// N ± h, where h is half the unit N is rounded to, but between 10 and 20 % of N; fractions go outward.
fn around(n: u64) -> Option<NumberBounds> {
    if n == 0 {
        return Some(NumberBounds::new(0, 0));
    }
    // In tenths, so that halves and percents stay whole numbers.
    let (wide, unit) = (u128::from(n), u128::from(rounding_unit(n)));
    let h = (unit * 5).clamp(wide, wide * 2);
    let low = (wide * 10 - h) / 10;
    let high = (wide * 10 + h).div_ceil(10);
    Some(NumberBounds::new(u64::try_from(low).ok()?, u64::try_from(high).ok()?))
}

/// The largest of 1, 5, 10, 50, 100, 500 … that divides n.
fn rounding_unit(n: u64) -> u64 {
    let (mut best, mut unit) = (1u64, 1u64);
    loop {
        for candidate in [unit.checked_mul(5), unit.checked_mul(10)] {
            match candidate {
                Some(candidate) if n.is_multiple_of(candidate) => best = candidate,
                Some(_) => {}
                None => return best,
            }
        }
        match unit.checked_mul(10) {
            Some(next) if next <= n => unit = next,
            _ => return best,
        }
    }
}

/// One number for each word it knows: the conservative one.
fn acled(quantity: &Quantity) -> Option<NumberBounds> {
    let one = |n: u64| Some(NumberBounds::new(n, n));
    match (quantity.kind, quantity.n) {
        (Kind::Exact, Some(n)) => one(n),
        (Kind::Vague(VagueWord::Tens), None) => one(10),
        (Kind::Vague(VagueWord::Dozens), None) => one(12),
        (Kind::Vague(VagueWord::Hundreds), None) => one(100),
        (Kind::Vague(VagueWord::Thousands), None) => one(1_000),
        _ => None,
    }
}

/// “Dozens” and qualified numbers stay text there.
fn ccc(quantity: &Quantity) -> Option<NumberBounds> {
    let one = |n: u64| Some(NumberBounds::new(n, n));
    match (quantity.kind, quantity.n) {
        (Kind::Exact, Some(n)) => one(n),
        (Kind::Range, Some(n)) => Some(NumberBounds::new(n, quantity.m?)),
        (Kind::Vague(VagueWord::Hundreds), None) => one(200),
        (Kind::Vague(VagueWord::Thousands), None) => one(2_000),
        (Kind::Vague(VagueWord::Tens), Some(1_000)) => one(20_000),
        _ => None,
    }
}
