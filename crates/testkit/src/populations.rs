//! Populations of known size that several incomplete lists see, for estimating how many were not seen: kinds of people with a
//! probability of being on each list, and what such models leave out: people who differ by degrees, lists that avoid or copy
//! each other, matches that were missed or made wrongly. Each scenario is data; a number and a seed give one population of it.
//!
//! The scenarios `sim1` to `sim5`, the three kinds, and the wide ones have the sizes and probabilities that HRDAG published for
//! trying out its own program (StanLCMCR, 2026); the others are ours.

use crate::chance::Chance;
use std::collections::BTreeMap;

/// What is known beforehand of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// People of a few kinds, independent lists within each: what latent classes assume.
    InModel,
    /// What no method can promise to get right.
    OutOfModel,
    /// Three kinds of which one is hardly seen: other populations give nearly the same lists.
    HardToTell,
    /// The lists do not say how many there are.
    CannotBeTold,
}

/// How the lists differ from independent ones within a kind of people.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Twist {
    None,
    /// Each person's log odds are shifted by a normal of this deviation (Rasch).
    Degrees(f64),
    /// Who is on the first list has odds of being on the second times this.
    Avoid(usize, usize, f64),
    /// The second list copies this share of the first.
    Copy(usize, usize, f64),
    /// This share of the records of people on several lists is taken for somebody else.
    Missed(f64),
    /// This share of the people seen is taken for another person seen.
    False(f64),
}

/// So many people, and their probability of being on each list.
pub type Class = (usize, Vec<f64>);

/// A population, from which many can be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its name, as in a file's.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub says: &'static str,
    /// What is known of it beforehand.
    pub ground: Ground,
    /// Whether in every kind of people at least a fifth of those seen are on two lists or more.
    pub well_overlapped: bool,
    /// The kinds.
    pub classes: Vec<Class>,
    twist: Twist,
}

/// One population, as its lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Population {
    /// How many people there are.
    pub truth: u64,
    /// How many lists.
    pub lists: usize,
    /// Bit `j` for list `j`, and how many people were on just those; sorted, without those on none.
    pub cells: Vec<(u32, u64)>,
}

impl Scenario {
    /// How many people there are.
    pub fn truth(&self) -> u64 {
        self.classes.iter().map(|class| class.0 as u64).sum()
    }

    /// How many lists.
    pub fn lists(&self) -> usize {
        self.classes.first().map_or(0, |class| class.1.len())
    }

    /// Population number `number` of a seed.
    pub fn draw(&self, number: u64, seed: u64) -> Population {
        let mut chance = Chance::new(mixed(self.name, number, seed));
        let mut people: Vec<u32> = Vec::new();
        for (size, odds) in &self.classes {
            people.extend((0..*size).map(|_| self.person(odds, &mut chance)));
        }
        people.retain(|pattern| *pattern != 0);
        match self.twist {
            Twist::Missed(share) => torn(&mut people, share, &mut chance),
            Twist::False(share) => joined(&mut people, share, &mut chance),
            _ => {}
        }
        let mut cells: BTreeMap<u32, u64> = BTreeMap::new();
        for pattern in people {
            *cells.entry(pattern).or_default() += 1;
        }
        Population { truth: self.truth(), lists: self.lists(), cells: cells.into_iter().collect() }
    }

    /// The lists one person is on.
    fn person(&self, probabilities: &[f64], chance: &mut Chance) -> u32 {
        let shift =
            if let Twist::Degrees(spread) = self.twist { libm::exp(spread * normal(chance)) } else { 1.0 };
        let mut on = 0u32;
        for (list, p) in probabilities.iter().enumerate() {
            let times = match self.twist {
                Twist::Degrees(_) => shift,
                Twist::Avoid(first, second, times) if list == second && on >> first & 1 == 1 => times,
                _ => 1.0,
            };
            let p = p * times / (1.0 - p + p * times);
            on |= u32::from(chance.fraction() < p) << list;
        }
        if let Twist::Copy(from, to, share) = self.twist
            && on >> from & 1 == 1
            && chance.fraction() < share
        {
            on |= 1 << to;
        }
        on
    }
}

/// Records that linkage did not find: each becomes a person of its own, as long as its person keeps one.
fn torn(people: &mut Vec<u32>, share: f64, chance: &mut Chance) {
    let mut torn = Vec::new();
    for pattern in people.iter_mut() {
        for list in 0..u32::BITS {
            let record = 1 << list;
            if *pattern & record != 0 && *pattern != record && chance.fraction() < share {
                *pattern ^= record;
                torn.push(record);
            }
        }
    }
    people.extend(torn);
}

/// People whom linkage took for others: their records go to somebody else who was seen.
fn joined(people: &mut Vec<u32>, share: f64, chance: &mut Chance) {
    for at in 0..people.len() {
        if chance.fraction() < share {
            let other = chance.below(people.len());
            if let Some(pattern) = people.get(at).copied().filter(|_| other != at)
                && let Some(theirs) = people.get_mut(other)
            {
                *theirs |= pattern;
                if let Some(own) = people.get_mut(at) {
                    *own = 0;
                }
            }
        }
    }
    people.retain(|pattern| *pattern != 0);
}

/// A standard normal (Box and Muller 1958).
fn normal(chance: &mut Chance) -> f64 {
    let radius = libm::sqrt(-2.0 * libm::log(1.0 - chance.fraction()));
    radius * libm::cos(std::f64::consts::TAU * chance.fraction())
}

/// One number of a name and two numbers (FNV-1a).
fn mixed(name: &str, number: u64, seed: u64) -> u64 {
    let bytes = name.bytes().chain(number.to_le_bytes()).chain(seed.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

const SIM1: [&[f64]; 2] = [&[0.033, 0.033, 0.099, 0.132, 0.033], &[0.660, 0.825, 0.759, 0.990, 0.693]];
const BETWEEN: &[f64] = &[0.275, 0.250, 0.200, 0.300, 0.325];
const INDEPENDENT: &[f64] = &[0.10, 0.15, 0.20, 0.12, 0.18];
/// Lists that `sim1` grows by.
const GROWN: [[f64; 20]; 2] = [
    [
        0.00601, 0.0084, 0.00544, 0.0043, 0.00831, 0.00885, 0.00383, 0.00104, 0.00848, 0.00587, 0.00122,
        0.0076, 0.00867, 0.00894, 0.00155, 0.00478, 0.00671, 0.00711, 0.0093, 0.00686,
    ],
    [
        0.00758, 0.00698, 0.00125, 0.00903, 0.00673, 0.00277, 0.0028, 0.00434, 0.00129, 0.00739, 0.00254,
        0.00545, 0.000273, 0.00699, 0.00752, 0.00662, 0.00924, 0.00129, 0.00872, 0.00907,
    ],
];
const WIDE3: [[f64; 22]; 2] = [
    [
        0.00151976, 0.00151976, 0.00151976, 0.00303951, 0.00303951, 0.00303951, 0.00303951, 0.00455927,
        0.00455927, 0.00607903, 0.00607903, 0.00911854, 0.01823708, 0.01975684, 0.02583587, 0.02583587,
        0.03039514, 0.04863222, 0.06, 0.07, 0.075, 0.08,
    ],
    [
        0.01215805, 0.03647416, 0.075, 0.05167173, 0.05167173, 0.00303951, 0.00303951, 0.08, 0.06079027,
        0.07, 0.00607903, 0.03951368, 0.01215805, 0.00607903, 0.01823708, 0.00911854, 0.00911854, 0.00607903,
        0.06, 0.00607903, 0.00303951, 0.04863222,
    ],
];

/// All scenarios, in the order of the reports.
pub fn scenarios() -> Vec<Scenario> {
    use Ground::{CannotBeTold, HardToTell, InModel, OutOfModel};
    let classes = |classes: &[(usize, &[f64])]| -> Vec<Class> {
        classes.iter().map(|(size, p)| (*size, p.to_vec())).collect()
    };
    let of = |name, ground, well_overlapped, of: &[(usize, &[f64])], twist, says| Scenario {
        name,
        says,
        ground,
        well_overlapped,
        classes: classes(of),
        twist,
    };
    let [few, many] = SIM1;
    let three = |times: usize| [(1400 * times, few), (400 * times, BETWEEN), (200 * times, many)];
    let grown = |lists: usize| -> Vec<Class> {
        let longer = |first: &[f64], more: &[f64]| first.iter().chain(more).copied().take(lists).collect();
        let [more_few, more_many] = &GROWN;
        vec![(1800, longer(few, more_few)), (200, longer(many, more_many))]
    };
    let wide = |name, lists, says| Scenario {
        classes: grown(lists),
        ..of(name, InModel, false, &[], Twist::None, says)
    };
    let [p1, p2] = &WIDE3;
    let plain = Twist::None;
    vec![
        of(
            "sim1",
            InModel,
            false,
            &[(1800, few), (200, many)],
            plain,
            "Two kinds: a tenth is nearly always seen.",
        ),
        of(
            "sim2",
            InModel,
            false,
            &[(1600, &[0.013, 0.013, 0.099, 0.132, 0.033]), (400, &[0.560, 0.825, 0.759, 0.990, 0.593])],
            plain,
            "Two kinds: a fifth is nearly always seen, the others hardly.",
        ),
        of(
            "sim3",
            InModel,
            true,
            &[(1600, &[0.113, 0.113, 0.199, 0.232, 0.133]), (400, &[0.860, 0.925, 0.859, 0.990, 0.793])],
            plain,
            "Two kinds, the larger one seen twice as often as in sim2.",
        ),
        of(
            "sim4",
            InModel,
            true,
            &[
                (1600, &[0.1, 0.05, 0.15, 0.2, 0.1]),
                (200, &[0.5, 0.4, 0.6, 0.4, 0.5]),
                (200, &[0.8, 0.9, 0.6, 0.7, 0.7]),
            ],
            plain,
            "Three kinds.",
        ),
        of(
            "sim5",
            InModel,
            true,
            &[(1600, &[0.113, 0.113, 0.199, 0.832, 0.733]), (400, &[0.860, 0.925, 0.859, 0.190, 0.193])],
            plain,
            "Two kinds, each seen by other lists.",
        ),
        of(
            "independent",
            InModel,
            true,
            &[(2000, INDEPENDENT)],
            plain,
            "One kind: the lists know nothing of each other.",
        ),
        wide("growing_10", 10, "sim1 with five small lists more."),
        wide("growing_15", 15, "sim1 with ten small lists more."),
        wide("growing_20", 20, "sim1 with fifteen small lists more."),
        wide("growing_25", 25, "sim1 with twenty small lists more."),
        of(
            "wide3_small",
            InModel,
            true,
            &[(200, p1), (100, p2)],
            plain,
            "Three hundred people, 22 small lists.",
        ),
        of(
            "three_kinds_small",
            HardToTell,
            false,
            &three(1),
            plain,
            "sim1 with a kind in between; 2,000 people.",
        ),
        of("three_kinds_medium", HardToTell, false, &three(10), plain, "The same with 20,000 people."),
        of(
            "rasch",
            OutOfModel,
            false,
            &[(2000, INDEPENDENT)],
            Twist::Degrees(1.0),
            "People differ by degrees (log odds, deviation 1), the same for all lists.",
        ),
        of(
            "avoiding",
            OutOfModel,
            false,
            &[(2000, INDEPENDENT)],
            Twist::Avoid(2, 4, 0.2),
            "Being on the third list makes the odds of the fifth a fifth.",
        ),
        of(
            "derived",
            OutOfModel,
            false,
            &[(2000, INDEPENDENT)],
            Twist::Copy(2, 4, 0.6),
            "The fifth list copies 60 % of the third, and nobody said so.",
        ),
        of(
            "missed_matches",
            OutOfModel,
            false,
            &[(2000, INDEPENDENT)],
            Twist::Missed(0.05),
            "One in twenty records of people on several lists was not matched.",
        ),
        of(
            "false_matches",
            OutOfModel,
            false,
            &[(2000, INDEPENDENT)],
            Twist::False(0.05),
            "One in twenty people seen was taken for somebody else.",
        ),
        of(
            "disconnected",
            CannotBeTold,
            false,
            &[(1000, &[0.25, 0.2, 0.0, 0.0, 0.0]), (1000, &[0.0, 0.0, 0.3, 0.2, 0.25])],
            plain,
            "Two places, and no list sees both.",
        ),
        of(
            "two_lists",
            CannotBeTold,
            false,
            &[(1500, &[0.3, 0.25, 0.0]), (500, &[0.6, 0.5, 0.004])],
            plain,
            "Two lists, and a third of a handful.",
        ),
        of(
            "hardly_meeting",
            CannotBeTold,
            false,
            &[(5000, &[0.012, 0.009, 0.015, 0.01, 0.011])],
            plain,
            "Five lists of one in a hundred each.",
        ),
        of(
            "by_a_thread",
            CannotBeTold,
            false,
            &[(1500, &[0.2, 0.25, 0.3, 0.0]), (998, &[0.0, 0.0, 0.0, 0.3]), (2, &[1.0, 0.0, 0.0, 1.0])],
            plain,
            "A place that one list alone sees, which shares two people with the others.",
        ),
    ]
}
