//! How alike two words are: their phones, and what is left when patronymic and family endings are taken off.

use super::distance::{Distances, distances};
use super::initials::initials;
use crate::lexicon::{self, Relation};
use crate::phones::Tables;
use crate::reading::{Classes, Ending, Reading, Token};

/// Similarities run from 0 to this.
pub(crate) const EQUAL: u16 = 200;

/// What the lexicon of given names says about two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Known {
    #[default]
    Nothing,
    OneName,
    TwoNames,
}

/// Two words held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Pair {
    /// 0 … [`EQUAL`].
    pub alike: u16,
    /// The same without the endings.
    pub stems: u16,
    /// Hundredths of a consonant.
    pub distance: u16,
    /// One has an ending the other lacks, and they are nearer without it.
    pub bent: bool,
    /// One or both are initials; `alike` says how well they fit.
    pub initial: bool,
    /// What the lexicon of given names says.
    pub known: Known,
}

/// `None`: two different words, so different that it does not matter how.
pub(crate) fn pair(a: &Reading, x: &Token, b: &Reading, y: &Token, tables: &Tables) -> Option<Pair> {
    if x.initial || y.initial {
        return Some(initials(a, x, b, y, tables));
    }
    let arabic = a.arabic || b.arabic;
    let one_name = lexicon_of(x, y) == Relation::Shared;
    let found = if x.sound == y.sound {
        Distances { whole: 0, stems: 0, stem_whole: 0, whole_stem: 0 }
    } else {
        let length = if arabic { (x.bones + y.bones) / 2 } else { x.mass.max(y.mass) };
        // Of two names the lexicon knows to be one, any distance will do.
        let limit = if one_name { u16::MAX } else { length.max(100) * 11 / 20 };
        distances(&a.spoken(x), &b.spoken(y), arabic, limit, tables)?
    };
    let whole = alike(found.whole, (x.mass, y.mass), (x.bones, y.bones), arabic);
    let stems = alike(found.stems, (x.stem_mass, y.stem_mass), (x.stem_bones, y.stem_bones), arabic);
    let (x_ends, y_ends) = (x.stem < x.length, y.stem < y.length);
    let turkic = a.turkic || b.turkic;
    let mut pair = Pair {
        known: Known::Nothing,
        alike: whole,
        stems: if x.sound == y.sound { EQUAL } else { stems },
        distance: found.whole,
        bent: false,
        initial: false,
    };
    match (x_ends, y_ends) {
        (true, true) if x.patronymic && y.patronymic => {
            // The long ending is the same for all: what matters is the father.
            // A slip in the ending itself costs what it costs.
            let slip = alike(found.whole, (x.stem_mass, y.stem_mass), (x.stem_bones, y.stem_bones), arabic);
            let best = pair.stems.max(slip);
            pair.alike = if x.ending.fits(y.ending) { best } else { best.min(EQUAL * 95 / 100) };
            pair.distance = found.whole.min(found.stems);
        }
        (true, true) if x.patronymic || y.patronymic => bend(&mut pair, stems, found.stems, turkic),
        (true, false) => {
            let less = alike(found.stem_whole, (x.stem_mass, y.mass), (x.stem_bones, y.bones), arabic);
            pair.stems = less;
            bend(&mut pair, less, found.stem_whole, turkic);
        }
        (false, true) => {
            let less = alike(found.whole_stem, (x.mass, y.stem_mass), (x.bones, y.stem_bones), arabic);
            pair.stems = less;
            bend(&mut pair, less, found.whole_stem, turkic);
        }
        _ => {}
    }
    match (x.ending.is_family(), y.ending.is_family()) {
        // -ов is the same for all: half of what counts is what stands before it.
        (true, true) => pair.alike = (pair.alike + pair.stems.min(pair.alike)) / 2,
        // Волк and Волков are two families, but for those whose lists write a name with and without it.
        _ if !turkic && !arabic && one_sided(x, y, found.whole) => {
            pair.alike = pair.alike.min(EQUAL * 62 / 100)
        }
        _ => {}
    }
    ask_lexicon(&mut pair, lexicon_of(x, y));
    if x.patronymic != y.patronymic && a.patronymic && b.patronymic {
        // Both give the father's name: his is not the son's.
        pair.alike = pair.alike * 3 / 5;
    }
    Some(pair)
}

/// A father's name is only asked for against a father's name.
fn lexicon_of(x: &Token, y: &Token) -> Relation {
    if x.names.is_empty() || y.names.is_empty() || x.patronymic != y.patronymic {
        Relation::Unknown
    } else if x.names_mask & y.names_mask == 0 {
        Relation::Different
    } else {
        lexicon::relation(x.names, y.names)
    }
}

/// How little two words look alike by their consonants alone: a cheap bound. From the mass of the longer word on they
/// are not worth a closer look.
#[inline]
pub(crate) fn doubt(x: &Token, y: &Token) -> u16 {
    let apart = apart(x.classes, y.classes);
    apart.saturating_sub(u16::from(x.slack + y.slack)) * WARM
}

/// By how many halves two counts of consonants differ, all classes together: eight bytes at a time, none above 127.
#[inline]
pub(crate) fn apart(one: Classes, other: Classes) -> u16 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (one, other) = (u64::from_le_bytes(one), u64::from_le_bytes(other));
    // 128 and the difference, in each byte; where it is less than 128, the other is the greater.
    let differences = (one | HIGH) - (other & !HIGH);
    let less = ((differences & HIGH) ^ HIGH) >> 7;
    let absolute = ((differences & !HIGH) ^ ((less << 7) - less)) + less;
    (absolute.wrapping_mul(ONES) >> 56) as u16
}

/// Whether two words are worth a closer look, doubt or not.
#[inline]
pub(crate) fn possible(x: &Token, y: &Token, doubt: u16) -> bool {
    (doubt <= x.stem_mass.max(y.stem_mass)) | x.initial | y.initial
        || x.names_mask & y.names_mask != 0 && lexicon_of(x, y) == Relation::Shared
}

/// How much of a word's weight one unit of [`Classes`] may be.
const WARM: u16 = 85;

/// Most that one slip of the hand costs.
const SLIP: u16 = 100;

/// One has -ов or a patronymic's ending and the other has not, or another kind. Where they are of one length and a slip
/// apart nothing is missing: an ending is badly written, or none is one (Youssef, Youssuf).
fn one_sided(x: &Token, y: &Token, distance: u16) -> bool {
    if x.length.abs_diff(y.length) < 2 && distance <= SLIP {
        return false;
    }
    let kind = |token: &Token| match token.ending {
        Ending::None => 0,
        ending if ending.is_patronymic() => 1,
        _ if token.firm => 2,
        _ => 0,
    };
    kind(x) != kind(y)
}

/// A listed form of the same name is that name; two listed names are two, however near.
fn ask_lexicon(pair: &mut Pair, relation: Relation) {
    match relation {
        Relation::Shared => {
            pair.known = Known::OneName;
            pair.alike = pair.alike.max(EQUAL * 9 / 10);
            pair.stems = pair.stems.max(EQUAL * 9 / 10);
            pair.distance = pair.distance.min(40);
        }
        Relation::Different if pair.alike < EQUAL * 97 / 100 => {
            pair.known = Known::TwoNames;
            pair.alike = pair.alike * 3 / 4;
        }
        _ => {}
    }
}

/// Without the ending they are nearer.
fn bend(pair: &mut Pair, less: u16, distance: u16, turkic: bool) {
    let less = less * if turkic { 96 } else { 78 } / 100;
    if less > pair.alike {
        pair.alike = less;
        pair.distance = distance + 10;
        pair.bent = true;
    }
}

/// Two words of the one name written together, against one word of the other; in the other order where they are not
/// alike in this one, since lists that put the family name first turn such words, too (Мөлдір Айша, Айшамөлдір).
pub(crate) fn joined(
    a: &Reading,
    x: &Token,
    x2: &Token,
    b: &Reading,
    y: &Token,
    tables: &Tables,
) -> Option<Pair> {
    let arabic = a.arabic || b.arabic;
    let (mass, bones) = ((x.mass + x2.mass, y.mass), (x.bones + x2.bones, y.bones));
    let limit = if arabic { (bones.0 + bones.1) / 4 } else { mass.0.max(mass.1) / 2 };
    let whole = b.spoken(y).unbent();
    let as_pair = |distance: u16| {
        let alike = alike(distance, mass, bones, arabic);
        let known = Known::Nothing;
        Pair { alike, stems: alike, distance, bent: false, initial: false, known }
    };
    let written =
        distances(&a.joined(x, x2), &whole, arabic, limit, tables).map(|found| as_pair(found.whole));
    // A word in two parts begins as the part that goes before: a look at one phone spares most of the work.
    let begins_so = match (a.phones(x2).first(), whole.phones.first()) {
        (Some(one), Some(other)) => tables.cost(*one, *other) <= LIKE_BEGINNING,
        _ => false,
    };
    if !begins_so || written.is_some_and(|pair| pair.alike >= TURNED) {
        return written;
    }
    let turned = a.turned(x, x2);
    let turned = distances(&turned.spoken(), &whole, arabic, limit, tables).map(|found| as_pair(found.whole));
    turned.filter(|pair| pair.alike >= TURNED).or(written)
}

/// What the first phones of one word may cost.
const LIKE_BEGINNING: u16 = 40;

/// Two words in the other order are taken for one word only if they are as alike as this.
const TURNED: u16 = EQUAL * 8 / 10;

fn alike(distance: u16, mass: (u16, u16), bones: (u16, u16), arabic: bool) -> u16 {
    let length = if arabic { u32::from(bones.0 + bones.1) / 2 } else { u32::from(mass.0.max(mass.1)) };
    let length = length.max(100);
    let lost = u32::from(distance) * u32::from(EQUAL) / length;
    (u32::from(EQUAL).saturating_sub(lost)) as u16
}
