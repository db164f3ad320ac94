//! The distinct words of a list of names, and which of them sound like a given word. A list of a million names has far
//! fewer words, so the fuzzy part of a search is done here, once for each word of the query.

use super::sound::{self, Key};
use crate::lexicon;
use std::collections::HashMap;

/// Likeness below which a word is no candidate, in hundredths.
const ALIKE: u8 = 60;
/// The same for two words written as one, which must fit better.
const ALIKE_JOINED: u8 = 85;
/// Two forms of one given name, by the lexicon.
const SAME_NAME: u8 = 92;
/// A word and its initial.
const INITIAL: u8 = 75;
/// Words of the list taken for one word of a query, the likeliest first.
const TAKEN: usize = 400;

/// Words by number, in order of first appearance.
#[derive(Default)]
pub struct Vocabulary {
    /// Phones of all words, one after the other.
    sounds: Vec<u8>,
    /// End of each word in `sounds`; the highest bit says it was written without short vowels.
    ends: Vec<u32>,
    signatures: Vec<u16>,
    /// Key and word, ascending.
    keys: Vec<(u32, u32)>,
    /// Given name of the lexicon and word, ascending.
    names: Vec<(u16, u32)>,
    /// Words of one letter, with its sound.
    initials: Vec<(u8, u32)>,
}

const SPARSE: u32 = 1 << 31;
/// Marks keys in which a consonant was left out.
const PARTIAL: u32 = 1 << 31;
/// The bits of a signature that tell of consonants.
const SOLID: u16 = 0b1_1111_1110;

/// Words that are being collected.
#[derive(Default)]
pub struct Collector {
    numbers: HashMap<Box<str>, u32>,
    vocabulary: Vocabulary,
}

impl Collector {
    /// The number of a word; a new one if it was not seen before.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.vocabulary.ends.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.into(), number);
        self.vocabulary.add(number, word);
        number
    }

    pub fn finish(self) -> Vocabulary {
        let mut vocabulary = self.vocabulary;
        vocabulary.keys.sort_unstable();
        vocabulary.keys.dedup();
        vocabulary.keys.shrink_to_fit();
        vocabulary.names.sort_unstable();
        vocabulary
    }
}

impl Vocabulary {
    fn add(&mut self, number: u32, word: &str) {
        let phones = sound::phones(word);
        self.sounds.extend_from_slice(phones.as_slice());
        let end = u32::try_from(self.sounds.len()).unwrap_or(SPARSE - 1);
        self.ends.push(if phones.sparse { end | SPARSE } else { end });
        self.signatures.push(phones.signature());
        phones.keys(|key, kind| {
            self.keys.push((if kind == Key::Whole { key } else { key | PARTIAL }, number));
        });
        lexicon::ids(word).iter().for_each(|name| self.names.push((*name, number)));
        if is_initial(word)
            && let Some(sound) = phones.as_slice().first()
        {
            self.initials.push((*sound, number));
        }
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes this takes.
    pub fn bytes(&self) -> usize {
        self.sounds.len()
            + 4 * self.ends.len()
            + 2 * self.signatures.len()
            + 8 * (self.keys.len() + self.names.len())
    }

    /// The sounds of a word, and whether it is written without short vowels.
    fn sounds(&self, number: u32) -> (&[u8], bool) {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let end = |at: usize| self.ends.get(at).copied().unwrap_or(0);
        let place = |end: u32| usize::try_from(end & !SPARSE).unwrap_or(0);
        let from = at.checked_sub(1).map_or(0, |before| place(end(before)));
        (self.sounds.get(from..place(end(at))).unwrap_or_default(), end(at) & SPARSE != 0)
    }

    /// Words that sound like this one or name the same, with their likeness in hundredths, likeliest first.
    /// `strictly`: only words with the same consonants.
    pub fn alike(&self, word: &str, strictly: bool, found: &mut Vec<(u8, u32)>, seen: &mut Vec<u32>) {
        found.clear();
        seen.clear();
        let phones = sound::phones(word);
        if phones.as_slice().is_empty() {
            return;
        }
        let own = phones.signature();
        phones.keys(|key, kind| {
            if kind == Key::Whole || !strictly {
                self.sharing(key, own, seen);
            }
            if kind != Key::Short && !strictly {
                self.sharing(key | PARTIAL, own, seen);
            }
        });
        seen.sort_unstable();
        seen.dedup();
        let least = if strictly { ALIKE_JOINED } else { ALIKE };
        for number in seen.iter() {
            let (sounds, sparse) = self.sounds(*number);
            let sparse = sparse || phones.sparse;
            let likeness = sound::likeness(phones.as_slice(), sounds, sparse, least);
            if likeness > 0 {
                found.push((likeness, *number));
            }
        }
        for name in lexicon::ids(word) {
            let from = self.names.partition_point(|(other, _)| other < name);
            let forms =
                self.names.get(from..).unwrap_or_default().iter().take_while(|(other, _)| other == name);
            for (_, number) in forms {
                match found.iter_mut().find(|(_, known)| known == number) {
                    Some((likeness, _)) => *likeness = SAME_NAME.max(*likeness),
                    None => found.push((SAME_NAME, *number)),
                }
            }
        }
        if !strictly && !is_initial(word) {
            let initials = self.initials.iter().filter(|(sound, _)| phones.begins_like(*sound));
            found.extend(initials.map(|(_, number)| (INITIAL, *number)));
        }
        found.sort_unstable_by_key(|(likeness, number)| (std::cmp::Reverse(*likeness), *number));
        // Words without short vowels are like too many; neither kind may crowd out the other.
        let mut taken = [0usize; 2];
        found.retain(|(_, number)| {
            let (_, sparse) = self.sounds(*number);
            let [full, without] = &mut taken;
            let count = if sparse { without } else { full };
            *count += 1;
            *count <= if phones.sparse { 2 * TAKEN } else { TAKEN }
        });
    }

    /// Adds the words with this key whose sounds are not too different as a whole.
    fn sharing(&self, key: u32, own: u16, seen: &mut Vec<u32>) {
        let from = self.keys.partition_point(|(other, _)| *other < key);
        for (_, number) in
            self.keys.get(from..).unwrap_or_default().iter().take_while(|(other, _)| *other == key)
        {
            let at = usize::try_from(*number).unwrap_or(usize::MAX);
            let other = self.signatures.get(at).copied().unwrap_or(0);
            if ((own ^ other) & SOLID).count_ones() <= 2 {
                seen.push(*number);
            }
        }
    }
}

/// Whether a word is an initial.
pub fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}
