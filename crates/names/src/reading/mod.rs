//! A written name, read once: its words, what they are (given name, patronymic, initial …), and the phones by which it
//! is compared. Reading never fails and keeps nothing but what comparing needs and the words that reasons quote.

mod clean;
mod join;
mod spell;
mod suffix;
mod tag;
mod variants;

use crate::lexicon;
use crate::phones::{self, Phone, Script};

pub(crate) use suffix::Ending;
pub use tag::Component;

/// Most words of a name that are compared; longer names lose their last words.
pub(crate) const MOST_TOKENS: usize = 8;
/// Most phones of a word.
pub(crate) const MOST_PHONES: usize = 24;
const ROOM: usize = 96;
/// Phones behind the last, so that a word can be looked at in a piece of fixed size.
const PADDING: usize = 16;

/// Counts of consonants in halves, by class; a phone of unsure class counts nowhere or half.
pub(crate) type Classes = [u8; 8];

/// One word of a name as the comparison sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Token {
    pub start: u8,
    pub length: u8,
    /// A number made from the phones: equal words have equal numbers, others hardly ever.
    pub sound: u32,
    /// Phones before the ending.
    pub stem: u8,
    pub ending: Ending,
    /// The ending is -ов or -ев, which is no part of a name by chance.
    pub firm: bool,
    pub initial: bool,
    /// Written with a hyphen behind the word before.
    pub hyphen: bool,
    /// Which given names the word may be a form of.
    pub names: &'static [u16],
    /// A patronymic by its ending or by a word of its own (oğlu, kyzy).
    pub patronymic: bool,
    pub component: Component,
    /// Weight of its phones in hundredths: vowels count half, optional phones hardly.
    pub mass: u16,
    /// Weight of the consonants alone.
    pub bones: u16,
    /// How often consonants of each class stand before the ending, in halves.
    pub classes: Classes,
    /// Halves that may belong elsewhere.
    pub slack: u8,
    /// A bit for each of `names`, folded into 64.
    pub names_mask: u64,
    /// The same two for the phones before the ending.
    pub stem_mass: u16,
    pub stem_bones: u16,
    /// What it costs to leave it out; the same where the other name is in an Arabic script.
    pub gaps: [Gaps; 2],
}

/// What it costs to leave out a word, and what stands before its ending, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Gaps {
    pub whole: u16,
    pub stem: u16,
}

/// A word, or two written together, as distances are measured.
pub(crate) struct Spoken<'a> {
    pub phones: &'a [Phone],
    /// The same and what stands behind.
    rest: &'a [Phone],
    pub length: usize,
    /// Phones before the ending.
    pub stem: usize,
    gaps: [Gaps; 2],
}

impl<'a> Spoken<'a> {
    /// The phones, and behind them whatever comes, in a piece of fixed size; no word of up to 16 phones lacks it.
    pub fn padded<const WIDTH: usize>(&self) -> Option<&'a [Phone; WIDTH]> {
        self.rest.first_chunk()
    }

    pub fn gaps(&self, arabic: bool) -> Gaps {
        let [usual, without_vowels] = self.gaps;
        if arabic { without_vowels } else { usual }
    }

    /// What stands behind its first phones, whose gaps are given. No more than stand before the ending.
    pub fn behind(&self, count: usize, gaps: u16) -> Spoken<'a> {
        let less =
            |all: Gaps| Gaps { whole: all.whole.saturating_sub(gaps), stem: all.stem.saturating_sub(gaps) };
        Spoken {
            phones: self.phones.get(count..).unwrap_or(&[]),
            rest: self.rest.get(count..).unwrap_or(&[]),
            length: self.length.saturating_sub(count),
            stem: self.stem.saturating_sub(count),
            gaps: self.gaps.map(less),
        }
    }

    /// The same, its ending taken for a part of it.
    pub fn unbent(self) -> Spoken<'a> {
        let gaps = self.gaps.map(|gaps| Gaps { whole: gaps.whole, stem: gaps.whole });
        Spoken { stem: self.length, gaps, ..self }
    }
}

/// Two neighbours in the other order, as if written together.
pub(crate) struct Turned {
    phones: [Phone; 2 * MOST_PHONES + PADDING],
    length: usize,
    gaps: [Gaps; 2],
}

impl Turned {
    pub fn spoken(&self) -> Spoken<'_> {
        Spoken {
            phones: self.phones.get(..self.length).unwrap_or(&[]),
            rest: &self.phones,
            length: self.length,
            stem: self.length,
            gaps: self.gaps,
        }
    }
}

/// A name, read. Small and flat, so that many can be kept and compared at memory speed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    tokens: [Token; MOST_TOKENS],
    phones: [Phone; ROOM + PADDING],
    count: u8,
    /// As for words, of the whole name.
    pub(crate) sound: u32,
    pub(crate) arabic: bool,
    pub(crate) script: Script,
    /// Looks Kazakh or Kyrgyz or the like, where family endings come and go.
    pub(crate) turkic: bool,
    /// Gives a father's name.
    pub(crate) patronymic: bool,
    /// Gives it as a woman's.
    pub(crate) daughter: bool,
    /// Holds a by-name, "Abu Yusuf", which says nothing about the name.
    pub(crate) by_name: bool,
    /// A bit for each phone that a left-out title (Sayyid, Sheikh) begins with.
    pub(crate) honours: u64,
    text: Box<str>,
}

/// Reads a name in any script. Never fails: what is not understood is compared letter by letter.
///
/// Sizes: at most eight words of 24 phones are kept.
pub fn read(written: &str) -> Reading {
    let tables = phones::tables();
    let words = clean::words(written);
    let honours = join::honours(&words)
        .filter_map(|letter| tables.alone(letter))
        .fold(0u64, |bits, phone| bits | 1 << (phone & 63));
    let parts = variants::once(join::parts(words), tables);
    let mut reading = Reading {
        tokens: [Token::default(); MOST_TOKENS],
        phones: [0; ROOM + PADDING],
        count: 0,
        sound: 0,
        arabic: false,
        script: Script::Other,
        turkic: false,
        patronymic: false,
        daughter: false,
        by_name: false,
        honours,
        text: Box::default(),
    };
    let mut kept: Vec<&join::Part> = Vec::with_capacity(parts.len());
    let mut used = 0usize;
    for part in &parts {
        let mut sounds = spell::phones(&part.word, tables);
        if part.article {
            sounds.splice(0..0, [tables.phone(b'('), tables.phone(b')')]);
        }
        sounds.truncate(MOST_PHONES);
        let (at, length) = (usize::from(reading.count), sounds.len());
        let (Some(slot), Some(room)) =
            (reading.tokens.get_mut(at), reading.phones.get_mut(used..used + length))
        else {
            break;
        };
        if sounds.is_empty() {
            continue;
        }
        room.copy_from_slice(&sounds);
        let (mut ending, mut stem) =
            if part.word.initial { (Ending::None, length) } else { suffix::ending(&sounds, tables) };
        if ending == Ending::None && at >= 2 && length >= 4 && suffix::armenian_father(&part.word.letters) {
            (ending, stem) = (Ending::Child, length - 1);
        }
        let patronymic = !part.word.initial && (part.patronymic || ending.is_patronymic());
        let names = if part.word.initial { &[] } else { lexicon::ids(&part.word.letters) };
        let names = if patronymic && names.is_empty() { suffix::fathers(&part.word.letters) } else { names };
        let (before, behind) = sounds.split_at_checked(stem).unwrap_or((&sounds, &[]));
        let mut weights = phones::Weights::default();
        before.iter().for_each(|phone| weights += tables.weights(*phone));
        let of_stem = weights;
        behind.iter().for_each(|phone| weights += tables.weights(*phone));
        let ([gap, gap_arabic], [stem_gap, stem_gap_arabic]) = (weights.gaps, of_stem.gaps);
        *slot = Token {
            start: used as u8,
            length: length as u8,
            sound: sound(&sounds),
            stem: stem as u8,
            ending,
            firm: stem + 2 <= length
                && ending.is_family()
                && !part.word.letters.ends_with("ová")
                && sounds.get(stem + 1).is_some_and(|p| matches!(tables.plain(*p), b'v' | b'f')),
            initial: part.word.initial,
            hyphen: part.word.hyphen,
            names,
            patronymic,
            component: Component::Unknown,
            mass: weights.mass,
            bones: weights.bones,
            classes: of_stem.classes.to_le_bytes(),
            slack: of_stem.slack,
            names_mask: names.iter().fold(0, |mask, id| mask | 1 << (id % 64)),
            stem_mass: of_stem.mass,
            stem_bones: of_stem.bones,
            gaps: [Gaps { whole: gap, stem: stem_gap }, Gaps { whole: gap_arabic, stem: stem_gap_arabic }],
        };
        used += length;
        reading.count += 1;
        reading.turkic =
            reading.turkic || part.patronymic || suffix::is_turkic(&part.word.letters, &sounds, tables);
        reading.patronymic |= patronymic;
        reading.daughter |= ending == Ending::Daughter;
        reading.by_name |= part.by_name;
        reading.arabic |= part.word.script == Script::Arabic;
        reading.script = reading.script.max(part.word.script);
        kept.push(part);
    }
    // The same in whatever order the words stand.
    reading.sound =
        reading.tokens().iter().fold(0, |sum, token| token.sound.wrapping_mul(0x9e37_79b1).wrapping_add(sum));
    tag::components(&mut reading, &kept);
    let mut text = String::with_capacity(kept.iter().map(|part| part.word.shown.len() + 1).sum());
    for part in &kept {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&part.word.shown);
    }
    reading.text = text.into_boxed_str();
    reading
}

fn sound(sounds: &[Phone]) -> u32 {
    sounds.iter().fold(0x811c_9dc5, |sum, phone| (sum ^ u32::from(*phone)).wrapping_mul(0x0100_0193))
}

impl Reading {
    pub(crate) fn tokens(&self) -> &[Token] {
        self.tokens.get(..usize::from(self.count)).unwrap_or(&[])
    }

    pub(crate) fn tokens_mut(&mut self) -> &mut [Token] {
        self.tokens.get_mut(..usize::from(self.count)).unwrap_or(&mut [])
    }

    pub(crate) fn phones(&self, token: &Token) -> &[Phone] {
        let start = usize::from(token.start);
        self.phones.get(start..start + usize::from(token.length)).unwrap_or(&[])
    }

    pub(crate) fn spoken(&self, token: &Token) -> Spoken<'_> {
        Spoken {
            phones: self.phones(token),
            rest: self.phones.get(usize::from(token.start)..).unwrap_or(&[]),
            length: usize::from(token.length),
            stem: usize::from(token.stem),
            gaps: token.gaps,
        }
    }

    /// A token and the one behind it, as if written together.
    pub(crate) fn joined(&self, first: &Token, second: &Token) -> Spoken<'_> {
        let start = usize::from(first.start);
        let length = usize::from(first.length) + usize::from(second.length);
        let phones = self.phones.get(start..start + length).unwrap_or(&[]);
        let both = |one: Gaps, other: Gaps| one.whole + other.whole;
        let ([one, one_arabic], [other, other_arabic]) = (first.gaps, second.gaps);
        let gaps =
            [both(one, other), both(one_arabic, other_arabic)].map(|all| Gaps { whole: all, stem: all });
        Spoken { phones, rest: self.phones.get(start..).unwrap_or(&[]), length, stem: length, gaps }
    }

    /// The same, the second word before the first.
    pub(crate) fn turned(&self, first: &Token, second: &Token) -> Turned {
        let mut phones = [0; 2 * MOST_PHONES + PADDING];
        for (slot, phone) in phones.iter_mut().zip(self.phones(second).iter().chain(self.phones(first))) {
            *slot = *phone;
        }
        let both = |one: Gaps, other: Gaps| one.whole + other.whole;
        let ([one, one_arabic], [other, other_arabic]) = (first.gaps, second.gaps);
        let gaps =
            [both(one, other), both(one_arabic, other_arabic)].map(|all| Gaps { whole: all, stem: all });
        Turned { phones, length: usize::from(first.length) + usize::from(second.length), gaps }
    }

    /// Phones of all words.
    pub(crate) fn spoken_length(&self) -> usize {
        self.tokens().last().map_or(0, |token| usize::from(token.start) + usize::from(token.length))
    }

    pub(crate) fn all_phones(&self) -> &[Phone] {
        &self.phones
    }

    /// The words that were compared, as written, each with what it seems to be.
    pub fn words(&self) -> impl Iterator<Item = (&str, Component)> {
        self.text.split('\n').zip(self.tokens()).map(|(word, token)| (word, token.component))
    }

    /// The phones of each word in the symbols of the data files, for those who mend the tables.
    pub fn spelled(&self) -> String {
        let tables = phones::tables();
        let word =
            |token: &Token| -> String { self.phones(token).iter().map(|p| tables.symbol(*p)).collect() };
        self.tokens().iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// True if there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}
