//! From the numbers of a pair to the share of such pairs that are one name: a sum of small trees in whole numbers,
//! trained by the recipe beside this crate and read from a data file.

use std::sync::LazyLock;

use super::assign::Hopeless;
use super::features::{FEATURES, Features, Outset};
use super::initials::BY_LIKE_SOUND;
use super::{LIKELY, SAME};

const MODEL: &str = include_str!("../../data/model.tsv");

/// Levels of a tree; all nodes of a level ask the same question.
pub const DEPTH: usize = 4;
/// Leaf values are log odds in units of 1 / SCALE.
pub const SCALE: f32 = 1024.0;

/// Likeness of two words (0 … 200) up to which they are two words, whatever else fits.
const APART: u8 = 124;
/// Above it the share of such a pair is pressed together, so that it stays below [`LIKELY`].
const LEVEL: f32 = 0.25;

/// An initial that fits less well than this fits by its letter or by another form of the name only.
const WEAK: u8 = BY_LIKE_SOUND as u8;

/// From a share on, presses it together so that it stays below a limit. Not one value for all: what is better stays better.
fn press(share: f32, from: f32, below: f32) -> f32 {
    if share > from { from + (share - from) * (below - 0.01 - from) / (1.0 - from) } else { share }
}

/// One tree: `feature > threshold` at each level gives a bit of the leaf's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tree {
    /// Which number is asked for.
    pub features: [u8; DEPTH],
    /// Above it, the bit is one.
    pub thresholds: [u8; DEPTH],
    /// Log odds in units of 1 / [`SCALE`].
    pub leaves: [i16; 1 << DEPTH],
}

/// A sum of trees.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Model {
    /// Log odds before anything is seen.
    pub base: i32,
    /// The trees.
    pub trees: Vec<Tree>,
}

impl Model {
    /// Log odds of one name, in units of 1 / [`SCALE`].
    pub fn log_odds(&self, features: &Features) -> i32 {
        let mut sum = self.base;
        for tree in &self.trees {
            let mut leaf = 0usize;
            for (feature, threshold) in tree.features.iter().zip(&tree.thresholds) {
                let value = features.get(usize::from(*feature) & (FEATURES - 1)).copied().unwrap_or(0);
                leaf = leaf << 1 | usize::from(value > *threshold);
            }
            sum += i32::from(tree.leaves.get(leaf & ((1 << DEPTH) - 1)).copied().unwrap_or(0));
        }
        sum
    }

    /// The share of pairs with these numbers that are one name; but where one word has no like counterpart, however well
    /// the others fit, a person must look: Волк and Волков are two families. Nor is it more than likely where an initial
    /// fits by another form of the name only: four in ten invented pairs of two people with such a letter looked the same.
    pub fn share(&self, features: &Features) -> f32 {
        let odds = self.log_odds(features) as f32 / SCALE;
        let share = 1.0 / (1.0 + (-odds).exp());
        let [lowest, _, _, _, _, _, _, _, initials, lowest_initial, _, _, _, arabic, ..] = *features;
        if lowest <= APART && arabic == 0 {
            press(share, LEVEL, LIKELY)
        } else if initials > 0 && (1..WEAK).contains(&lowest_initial) {
            press(share, LIKELY, SAME)
        } else {
            share
        }
    }

    /// Makes one tree of those that ask the same questions; the sums stay what they are.
    fn unite(&mut self) {
        let mut united: Vec<Tree> = Vec::with_capacity(self.trees.len());
        for tree in &self.trees {
            let asks =
                |other: &&mut Tree| (other.features, other.thresholds) == (tree.features, tree.thresholds);
            let sums = united.iter_mut().find(asks).and_then(|other| {
                let mut sums = other.leaves;
                for (sum, leaf) in sums.iter_mut().zip(tree.leaves) {
                    *sum = sum.checked_add(leaf)?;
                }
                other.leaves = sums;
                Some(())
            });
            if sums.is_none() {
                united.push(*tree);
            }
        }
        self.trees = united;
    }

    /// The model as a text of lines: base, then a tree a line.
    pub fn to_text(&self) -> String {
        let mut text = format!(
            "# Calibrator: log odds in 1/{SCALE}. Made by the example `train`; numbers only.\nbase\t{}\n",
            self.base
        );
        for tree in &self.trees {
            let numbers = tree
                .features
                .iter()
                .map(|n| i32::from(*n))
                .chain(tree.thresholds.iter().map(|n| i32::from(*n)));
            let line: Vec<String> =
                numbers.chain(tree.leaves.iter().map(|n| i32::from(*n))).map(|n| n.to_string()).collect();
            text.push_str(&line.join("\t"));
            text.push('\n');
        }
        text
    }

    /// Reads what [`Model::to_text`] wrote; lines that are no trees are left out.
    pub fn from_text(text: &str) -> Model {
        let mut model = Model::default();
        for line in text.lines() {
            if let Some(base) = line.strip_prefix("base\t") {
                model.base = base.parse().unwrap_or(0);
                continue;
            }
            let numbers: Vec<i16> = line.split('\t').filter_map(|n| n.parse().ok()).collect();
            if numbers.len() != DEPTH * 2 + (1 << DEPTH) {
                continue;
            }
            let mut tree = Tree::default();
            let (asked, leaves) = numbers.split_at(DEPTH * 2);
            let (features, thresholds) = asked.split_at(DEPTH);
            tree.features.iter_mut().zip(features).for_each(|(slot, n)| *slot = *n as u8);
            tree.thresholds.iter_mut().zip(thresholds).for_each(|(slot, n)| *slot = *n as u8);
            tree.leaves.iter_mut().zip(leaves).for_each(|(slot, n)| *slot = *n);
            model.trees.push(tree);
        }
        model
    }
}

struct Shipped {
    model: Model,
    /// Shares of hopeless pairs by what a glance says: they need no trees.
    hopeless: [f32; GLANCES],
}

/// Different values of [`Hopeless`].
const GLANCES: usize = Outset::COUNT * 4 * 5 * 9;

static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    let mut model = Model::from_text(MODEL);
    model.unite();
    let mut hopeless = [0.0; GLANCES];
    for (at, share) in (0usize..).zip(&mut hopeless) {
        let glance = Hopeless {
            outset: Outset::numbered(at / 180),
            hopeful: (at / 45 % 4) as u8,
            words: (at / 9 % 5) as u8,
            doubt: (at % 9) as u8,
        };
        *share = model.share(&glance.features());
    }
    Shipped { model, hopeless }
});

/// The share of pairs with these numbers that are one name.
pub(crate) fn share(features: &Features) -> f32 {
    SHIPPED.model.share(features)
}

/// The same for two names of which some words have no counterpart.
pub(crate) fn share_of_hopeless(glance: Hopeless) -> f32 {
    let at = glance.outset.number() * 180
        + usize::from(glance.hopeful) * 45
        + usize::from(glance.words) * 9
        + usize::from(glance.doubt);
    SHIPPED.hopeless.get(at).copied().unwrap_or(0.0)
}
