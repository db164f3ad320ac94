//! Which words of names are spellings of one another, found once for all words of a list.
//!
//! Two usual names a letter apart (Anna and Anja, Ahmad and Muhammad in Arabic letters) are two names; a rare word a
//! letter from another is a slip. Words that are not in Latin letters, or in two scripts, are compared as names.

use super::forms::Bytes;
use crate::similar::{edits_at_least, jaro_winkler, may_be_alike, osa, within_one};
use rustc_hash::FxHashMap;

/// For each word the others that are spellings of it, in order.
#[derive(Debug, Default)]
pub struct Near {
    ends: Vec<u32>,
    words: Vec<u32>,
}

/// A group of words with a common key is looked at pair by pair up to this size.
const LARGEST: usize = 64;
/// From this share of one name on, two spellings are taken for one word.
const ONE_NAME: f32 = 0.5;

impl Near {
    /// The spellings of a word.
    pub fn of(&self, word: u32) -> &[u32] {
        let word = word as usize;
        let end = self.ends.get(word).copied().unwrap_or(0) as usize;
        let start = if word == 0 { 0 } else { self.ends.get(word - 1).copied().unwrap_or(0) as usize };
        self.words.get(start..end).unwrap_or(&[])
    }

    /// Whether one is a spelling of the other.
    #[inline]
    pub fn are(&self, one: u32, other: u32) -> bool {
        self.of(one).binary_search(&other).is_ok()
    }

    /// Finds the spellings among words that occur so often. `each_alone`: whether two words are spellings of one another
    /// must not depend on which others there are, so large groups are looked through as well.
    pub(super) fn find(texts: &[Box<str>], bytes: &Bytes, counts: &[u32], each_alone: bool) -> Self {
        let foreign = texts.iter().any(|text| !text.is_ascii());
        let readings: Vec<names::Reading> =
            if foreign { texts.iter().map(|text| names::read(text)).collect() } else { Vec::new() };
        let latin = |word: u32| texts.get(word as usize).is_some_and(|text| text.is_ascii());
        let mut groups: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        let mut by_reading: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for word in 0..texts.len() as u32 {
            let mut keys = Vec::new();
            let text = bytes.get(word);
            crate::block::deletions(text, |hash| keys.push(hash));
            if bytes.sound(word) != 0 {
                keys.push(u64::from(bytes.sound(word)) | 1 << 63);
            }
            if let Some(start) = text.get(..4) {
                keys.push(crate::block::hash(start) ^ 0x5555);
            }
            match readings.get(word as usize) {
                Some(reading) if each_alone => {
                    reading.keys().for_each(|key| by_reading.entry(u64::from(key)).or_default().push(word));
                }
                Some(reading) => keys.extend(reading.keys().map(|key| u64::from(key) | 1 << 62)),
                None => {}
            }
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                groups.entry(key).or_default().push(word);
            }
        }
        let mut pairs: Vec<u64> = Vec::new();
        let most = if each_alone { usize::MAX } else { LARGEST };
        for group in groups.values().filter(|group| group.len() > 1 && group.len() <= most) {
            for (at, &one) in group.iter().enumerate() {
                pairs.extend(group.iter().skip(at + 1).map(|&other| u64::from(one) << 32 | u64::from(other)));
            }
        }
        // Words in Latin letters are read as names only if there are others: they must not meet by that.
        for group in by_reading.values() {
            for (at, &one) in group.iter().enumerate() {
                let others = group.iter().skip(at + 1).filter(|other| **other != one);
                let met = others.filter(|other| !(latin(one) && latin(**other)));
                pairs.extend(met.map(|other| u64::from(one.min(*other)) << 32 | u64::from(one.max(*other))));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut near: Vec<(u32, u32)> = Vec::new();
        for pair in pairs {
            let (one, other) = ((pair >> 32) as u32, pair as u32);
            let both = (readings.get(one as usize), readings.get(other as usize));
            let same = match both {
                (Some(a), Some(b)) if !(latin(one) && latin(other)) => {
                    names::score(a, b) >= ONE_NAME || slip(bytes, counts, one, other)
                }
                _ => latin_near(bytes, counts, one, other),
            };
            if same {
                near.push((one, other));
                near.push((other, one));
            }
        }
        near.sort_unstable();
        let mut found = Self::default();
        let mut rest = near.into_iter().peekable();
        for word in 0..texts.len() as u32 {
            while let Some((_, other)) = rest.next_if(|(one, _)| *one == word) {
                found.words.push(other);
            }
            found.ends.push(found.words.len() as u32);
        }
        found
    }
}

/// A letter apart, and one of the two so rare that it may be a slip for the other.
fn slip(bytes: &Bytes, counts: &[u32], one: u32, other: u32) -> bool {
    let (a, b) = (bytes.get(one), bytes.get(other));
    a.len().min(b.len()) >= 3
        && edits_at_least(bytes.letters(one), bytes.letters(other)) <= 1
        && within_one(a, b)
        && may_be_slip(counts, one, other)
}

/// Whether one of two values is so rare beside the other that it may be a slip for it.
#[inline]
pub(super) fn may_be_slip(counts: &[u32], one: u32, other: u32) -> bool {
    let count = |value: u32| counts.get(value as usize).copied().unwrap_or(0);
    let (few, many) = (count(one).min(count(other)), count(one).max(count(other)));
    few <= 3 || few * 20 <= many
}

fn latin_near(bytes: &Bytes, counts: &[u32], one: u32, other: u32) -> bool {
    let (a, b) = (bytes.get(one), bytes.get(other));
    let (in_a, in_b) = (bytes.letters(one), bytes.letters(other));
    let short = a.len().min(b.len());
    if slip(bytes, counts, one, other) {
        return true;
    }
    if short >= 4 && bytes.sound(one) != 0 && bytes.sound(one) == bytes.sound(other) {
        return true;
    }
    short >= 6
        && edits_at_least(in_a, in_b) <= 2
        && may_be_alike((a, in_a), (b, in_b), 0.92)
        && jaro_winkler(a, b) >= 0.92
        && osa(a, b, 2) <= 2
        && may_be_slip(counts, one, other)
}
