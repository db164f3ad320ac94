//! Figures side by side: numbers claimed by others, held against each other and against their own parts. They are
//! never averaged and never added to what is documented; this only says where they do not agree, and where one
//! repeats another's number under a new measure.

use crate::when::Bounds;
use crate::wording::{self, Convention};
use crate::{Amount, RecordId};

/// A figure with its claims settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The record.
    pub record: RecordId,
    /// What its list calls it, or a short id.
    pub label: String,
    /// What is counted: `detained`, `punished_by_court`…
    pub measure: Option<String>,
    /// `persons`, `detentions`, `events`.
    pub unit: Option<String>,
    /// How many, with the word used.
    pub amount: Option<Amount>,
    /// The parts of its breakdown.
    pub parts: Vec<Amount>,
    /// The place it speaks of.
    pub scope: Option<String>,
    /// The time it speaks of.
    pub period: Bounds,
    /// Who said it.
    pub speaker: Option<String>,
    /// Who relayed it.
    pub outlet: Option<String>,
    /// When it was said.
    pub said_on: Bounds,
}

/// Something to know before quoting a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flag {
    /// Its parts add up to its total.
    PartsAddUp {
        /// The figure.
        figure: RecordId,
        /// The parts.
        parts: Vec<u64>,
        /// Their sum, which is the total.
        total: u64,
    },
    /// Its parts do not add up to the round number, but the word beside it allows their sum.
    PartsFitWord {
        /// The figure.
        figure: RecordId,
        /// The parts.
        parts: Vec<u64>,
        /// Their sum.
        sum: u64,
        /// The round number.
        total: u64,
        /// The word used.
        word: String,
    },
    /// Only some of its parts make the total: the others measure something else.
    SomePartsAddUp {
        /// The figure.
        figure: RecordId,
        /// The parts that do.
        parts: Vec<u64>,
        /// The parts that do not belong.
        others: Vec<u64>,
        /// The total.
        total: u64,
    },
    /// Its parts contradict its total.
    PartsContradict {
        /// The figure.
        figure: RecordId,
        /// The parts.
        parts: Vec<u64>,
        /// Their sum.
        sum: u64,
        /// The total.
        total: u64,
    },
    /// It repeats another figure's number under another measure.
    MeasureChanged {
        /// The figure that repeats.
        figure: RecordId,
        /// The figure repeated.
        of: RecordId,
        /// The number.
        number: u64,
        /// The measure of the figure repeated.
        was: String,
        /// The measure now.
        now: String,
    },
    /// One part of it differs from the same part elsewhere, told of the same speaker and time.
    PartDiffers {
        /// The figure.
        figure: RecordId,
        /// The other figure.
        other: RecordId,
        /// The part.
        label: String,
        /// Its number here.
        here: u64,
        /// Its number there.
        there: u64,
    },
}

/// Holds figures against their own parts and against each other, in the order given.
pub fn compare(figures: &[Figure]) -> Vec<Flag> {
    let mut flags: Vec<Flag> = figures.iter().filter_map(parts_against_total).collect();
    for (at, figure) in figures.iter().enumerate() {
        for earlier in figures.iter().take(at) {
            flags.extend(measure_changed(earlier, figure));
            flags.extend(part_differs(earlier, figure));
        }
    }
    flags
}

/// A number worth comparing: exact, or the round number beside a word.
fn number_of(amount: &Amount) -> Option<u64> {
    amount.number().or_else(|| wording::read_quantity(&amount.word, None).first().and_then(|q| q.n))
}

fn numbers(parts: &[Amount]) -> Vec<u64> {
    parts.iter().filter_map(Amount::number).collect()
}

fn parts_against_total(figure: &Figure) -> Option<Flag> {
    let amount = figure.amount.as_ref()?;
    let parts = numbers(&figure.parts);
    let total = number_of(amount)?;
    if parts.len() < 2 || parts.len() != figure.parts.len() {
        return None;
    }
    let sum: u64 = parts.iter().fold(0, |sum, n| sum.saturating_add(*n));
    let figure = figure.record;
    if sum == total {
        return Some(Flag::PartsAddUp { figure, parts, total });
    }
    if word_allows(amount, sum) {
        return Some(Flag::PartsFitWord { figure, parts, sum, total, word: amount.word.to_string() });
    }
    if let Some((used, others)) = some_parts(&parts, total) {
        return Some(Flag::SomePartsAddUp { figure, parts: used, others, total });
    }
    Some(Flag::PartsContradict { figure, parts, sum, total })
}

/// True when the words beside a number allow this one: "nearly 4,000" allows 3,982.
fn word_allows(amount: &Amount, n: u64) -> bool {
    if amount.number().is_some() {
        return false;
    }
    wording::read_quantity(&amount.word, None)
        .first()
        .and_then(|quantity| wording::bounds(quantity, Convention::Habeas1))
        .is_some_and(|bounds| {
            bounds.low.is_none_or(|low| low <= n) && bounds.high.is_none_or(|high| n <= high)
        })
}

/// Two or more parts, not all, that make the total; the fewest left out wins.
fn some_parts(parts: &[u64], total: u64) -> Option<(Vec<u64>, Vec<u64>)> {
    if parts.len() > 12 {
        return None;
    }
    (1u32..1 << parts.len())
        .filter(|set| set.count_ones() >= 2)
        .filter(|set| picked(parts, *set).iter().fold(0u64, |sum, n| sum.saturating_add(*n)) == total)
        .max_by_key(|set| set.count_ones())
        .map(|set| (picked(parts, set), picked(parts, !set)))
}

fn picked(parts: &[u64], set: u32) -> Vec<u64> {
    parts.iter().enumerate().filter(|(i, _)| set & (1 << i) != 0).map(|(_, n)| *n).collect()
}

fn measure_changed(earlier: &Figure, figure: &Figure) -> Option<Flag> {
    let (was, now) = (earlier.measure.as_deref()?, figure.measure.as_deref()?);
    let number = number_of(figure.amount.as_ref()?)?;
    let same_number = number_of(earlier.amount.as_ref()?)? == number;
    // Round numbers meet by chance; an odd number, or the same parts, do not.
    let telling =
        number % 50 != 0 || (figure.parts.len() > 1 && numbers(&figure.parts) == numbers(&earlier.parts));
    let near = earlier.period.can_meet(&figure.period);
    (was != now && same_number && telling && near).then(|| Flag::MeasureChanged {
        figure: figure.record,
        of: earlier.record,
        number,
        was: was.to_owned(),
        now: now.to_owned(),
    })
}

fn part_differs(earlier: &Figure, figure: &Figure) -> Option<Flag> {
    let same_speaker = speaker(earlier)? == speaker(figure)?;
    if !same_speaker || !earlier.period.can_meet(&figure.period) {
        return None;
    }
    figure.parts.iter().find_map(|part| {
        let label = part.label.as_deref()?;
        let twin = earlier.parts.iter().find(|other| other.label.as_deref() == Some(label))?;
        let (here, there) = (part.number()?, twin.number()?);
        (here != there).then(|| Flag::PartDiffers {
            figure: figure.record,
            other: earlier.record,
            label: label.to_owned(),
            here,
            there,
        })
    })
}

/// The speaker without remarks in brackets: "N. N. (as restated)" is N. N.
fn speaker(figure: &Figure) -> Option<String> {
    let name = figure.speaker.as_deref()?;
    let plain = name.split(['(', '[']).next().unwrap_or(name).trim().to_lowercase();
    (!plain.is_empty()).then_some(plain)
}
