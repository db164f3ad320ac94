//! Several names in one cell: words found in each other.

use super::forms::Bytes;
use super::near::Near;

/// Names as lists of words, the words kept once.
#[derive(Debug, Default)]
pub struct People {
    /// Word numbers of all names, end to end.
    pub words_of: Vec<u32>,
    /// Where each name ends in `words_of`.
    pub ends: Vec<u32>,
    /// The words.
    pub words: Bytes,
    /// Which words are spellings of one another.
    pub near: Near,
    /// −log2 of the share of names with that word or one of its sound.
    pub rarity: Vec<f32>,
    /// Whole names (given name, father's …) and not only some names of one sort.
    pub whole: bool,
    /// The order tells who is who: own name, father's, grandfather's, family's.
    pub in_line: bool,
}

/// How the words of two names meet.
#[derive(Clone, Copy, Debug, Default)]
struct Meeting {
    same: u8,
    near: u8,
    only_a: u8,
    only_b: u8,
    /// The first words met.
    first: bool,
    /// All words met in the same order.
    ordered: bool,
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
        let mut meeting = Meeting { ordered: true, ..Meeting::default() };
        let (mut left_a, mut left_b) = ((1u16 << a.len()) - 1, (1u16 << b.len()) - 1);
        let rarity = |word: u32| self.rarity.get(word as usize).copied().unwrap_or(0.0);
        let mut partner = [u8::MAX; MOST];
        for exact in [true, false] {
            for (i, &x) in a.iter().enumerate() {
                if left_a & (1 << i) == 0 {
                    continue;
                }
                let met = b
                    .iter()
                    .enumerate()
                    .find(|&(j, &y)| left_b & (1 << j) != 0 && if exact { x == y } else { self.near(x, y) });
                let Some((j, &y)) = met else { continue };
                left_a &= !(1 << i);
                left_b &= !(1 << j);
                meeting.first |= i == 0 && j == 0;
                meeting.rarity += rarity(x).min(rarity(y));
                if let Some(place) = partner.get_mut(i) {
                    *place = j as u8;
                }
                if exact {
                    meeting.same += 1;
                } else {
                    meeting.near += 1;
                }
            }
            if left_a == 0 || left_b == 0 {
                break;
            }
        }
        let mut last = 0;
        for &place in partner.iter().filter(|place| **place != u8::MAX) {
            meeting.ordered &= place >= last;
            last = place;
        }
        meeting.only_a = left_a.count_ones() as u8;
        meeting.only_b = left_b.count_ones() as u8;
        meeting
    }

    fn near(&self, x: u32, y: u32) -> bool {
        let (a, b) = (self.words.get(x), self.words.get(y));
        if a.len().min(b.len()) == 1 {
            return a.first() == b.first();
        }
        self.near.are(x, y)
    }

    pub(super) fn level(&self, one: u32, other: u32) -> u8 {
        let met = self.meet(one, other);
        let all = met.same + met.near;
        if !self.whole {
            // Father's and mother's family name in each other's place are another family.
            if all >= 2 && !met.ordered {
                return 6;
            }
            return match (met.only_a, met.only_b) {
                (0, 0) => met.near.min(2),
                (0, _) | (_, 0) if all >= 1 && met.first => 3 + u8::from(met.near > 0),
                (0, _) | (_, 0) if all >= 1 => 5,
                _ if all >= 1 => 6,
                _ => 7,
            };
        }
        // The same words in another line of descent are somebody else: a son who has his grandfather's name.
        if self.in_line && all >= 2 && !(met.first && met.ordered) {
            return if met.first { 7 } else { 6 };
        }
        match (met.only_a, met.only_b) {
            (0, 0) => met.near.min(2),
            (0, _) | (_, 0) if all >= 2 => 3 + u8::from(met.near > 0),
            (1, 1) if all >= 2 => 6 - u8::from(met.first),
            _ if all >= 2 => 7,
            _ if all == 1 => 8,
            _ => 9,
        }
    }

    pub(super) fn rarity(&self, one: u32, other: u32) -> f32 {
        self.meet(one, other).rarity
    }
}
