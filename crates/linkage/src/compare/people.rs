//! Whole names in one cell: words found in each other, in any order.

use super::forms::Bytes;
use crate::similar::{edits_at_least, jaro_winkler, may_be_alike, within_one};

/// Names as lists of words, the words kept once.
#[derive(Debug, Default)]
pub struct People {
    /// Word numbers of all names, end to end.
    pub words_of: Vec<u32>,
    /// Where each name ends in `words_of`.
    pub ends: Vec<u32>,
    /// The words.
    pub words: Bytes,
    /// −log2 of the share of names with that word or one of its sound.
    pub rarity: Vec<f32>,
}

/// How the words of two names meet.
#[derive(Clone, Copy, Debug, Default)]
struct Meeting {
    same: u8,
    near: u8,
    only_a: u8,
    only_b: u8,
    first: bool,
    rarity: f32,
}

const MOST: usize = 8;

impl People {
    /// The words of a name, at most eight.
    pub fn of(&self, name: u32) -> &[u32] {
        let name = name as usize;
        let end = self.ends.get(name).copied().unwrap_or(0) as usize;
        let start = if name == 0 { 0 } else { self.ends.get(name - 1).copied().unwrap_or(0) as usize };
        self.words_of.get(start..end.min(start + MOST)).unwrap_or(&[])
    }

    fn meet(&self, one: u32, other: u32) -> Meeting {
        let (a, b) = (self.of(one), self.of(other));
        let mut meeting = Meeting::default();
        let (mut left_a, mut left_b) = ((1u16 << a.len()) - 1, (1u16 << b.len()) - 1);
        let rarity = |word: u32| self.rarity.get(word as usize).copied().unwrap_or(0.0);
        for pass in 0..2 {
            for (i, &x) in a.iter().enumerate() {
                if left_a & (1 << i) == 0 {
                    continue;
                }
                for (j, &y) in b.iter().enumerate() {
                    if left_b & (1 << j) == 0 {
                        continue;
                    }
                    let met = if pass == 0 { x == y } else { self.near(x, y) };
                    if met {
                        left_a &= !(1 << i);
                        left_b &= !(1 << j);
                        meeting.first |= i == 0 && j == 0;
                        meeting.rarity += rarity(x).min(rarity(y));
                        if pass == 0 {
                            meeting.same += 1;
                        } else {
                            meeting.near += 1;
                        }
                        break;
                    }
                }
            }
            if left_a == 0 || left_b == 0 {
                break;
            }
        }
        meeting.only_a = left_a.count_ones() as u8;
        meeting.only_b = left_b.count_ones() as u8;
        meeting
    }

    fn near(&self, x: u32, y: u32) -> bool {
        let (a, b) = (self.words.get(x), self.words.get(y));
        let short = a.len().min(b.len());
        if short == 1 {
            return a.first() == b.first();
        }
        let (in_a, in_b) = (self.words.letters(x), self.words.letters(y));
        if short >= 3 && edits_at_least(in_a, in_b) <= 1 && within_one(a, b) {
            return true;
        }
        if short >= 5 && may_be_alike((a, in_a), (b, in_b), 0.9) && jaro_winkler(a, b) >= 0.9 {
            return true;
        }
        let sound = self.words.sound(x);
        sound != 0 && sound == self.words.sound(y)
    }

    pub(super) fn level(&self, one: u32, other: u32) -> u8 {
        let met = self.meet(one, other);
        let all = met.same + met.near;
        match (met.only_a, met.only_b) {
            (0, 0) => met.near.min(2),
            (0, _) | (_, 0) if all >= 2 => {
                if met.near == 0 {
                    3
                } else {
                    4
                }
            }
            (1, 1) if all >= 2 => {
                if met.first {
                    5
                } else {
                    6
                }
            }
            _ if all >= 2 => 7,
            _ if all == 1 => 8,
            _ => 9,
        }
    }

    pub(super) fn rarity(&self, one: u32, other: u32, level: u8) -> f32 {
        if level >= 9 { 0.0 } else { self.meet(one, other).rarity }
    }
}
