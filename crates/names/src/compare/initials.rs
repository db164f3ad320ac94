//! One letter for a name: which words it may stand for.

use std::sync::LazyLock;

use super::pair::{Known, Pair};
use crate::lexicon;
use crate::phones::{Phone, Script, Tables, tables};
use crate::reading::{Reading, Token};

/// Costs from which on a letter is no longer that of the word's beginning.
const FOREIGN: u16 = 30;

/// How well a letter fits. By sound, and by a like sound.
const BY_SOUND: u16 = 160;
pub(super) const BY_LIKE_SOUND: u16 = 130;
/// By the first of two letters only, or one that is left out elsewhere: weaker, for more names begin so.
const BY_LETTER: u16 = 120;
/// By the form that a neighbour's language has for the name, or a title: weaker still.
pub(super) const BY_FORM: u16 = 110;

pub(super) fn initials(a: &Reading, x: &Token, b: &Reading, y: &Token, tables: &Tables) -> Pair {
    let (p, q) = (a.phones(x), b.phones(y));
    // A glide or an article before the letter may be unwritten on one side.
    let mut best = u16::MAX;
    for skip_p in 0..p.len().min(if x.initial { 2 } else { 3 }) {
        for skip_q in 0..q.len().min(if y.initial { 2 } else { 3 }) {
            let (Some(&first), Some(&second)) = (p.get(skip_p), q.get(skip_q)) else { continue };
            let before: u16 =
                p.iter().take(skip_p).chain(q.iter().take(skip_q)).map(|s| tables.gap(*s, false)).sum();
            best = best.min(before + tables.cost(first, second));
        }
    }
    let begins = |initial: &Token, letter: &[Phone], of: &Reading, word: &[Phone]| {
        initial.initial
            && letter.len() == 1
            && of.script == Script::Latin
            && two_letters(letter, word, tables)
    };
    let alike = match best {
        0..20 => BY_SOUND,
        20..=FOREIGN => BY_LIKE_SOUND,
        _ if begins(x, p, a, q) || begins(y, q, b, p) => BY_LETTER,
        _ if of_another_form(x, p, a.script, y) || of_another_form(y, q, b.script, x) => BY_FORM,
        _ if of_title(x, p, b) || of_title(y, q, a) => BY_FORM,
        _ => 0,
    };
    Pair { alike, stems: alike, distance: best.min(100), bent: false, initial: true, known: Known::Nothing }
}

/// A Latin initial may be the first of the two letters that a sound is written with: K. for Kh, S. for Sh, Z. for Zh;
/// or a letter that other lists leave out: H. of Hayk, Y. of Yegor.
fn two_letters(letter: &[Phone], word: &[Phone], tables: &Tables) -> bool {
    let (Some(&letter), Some(&first)) = (letter.first(), word.first()) else { return false };
    let sounds: &[u8] = match tables.symbol_byte(letter) {
        b'k' => b"h",
        b's' => b"S2c",
        b'z' => b"ZJj",
        b'K' => b"QcSh",
        b't' => b"cC",
        b'd' => b"jZ1",
        b'g' => b"4",
        b'p' => b"f",
        b'h' => b"aei@oA8",
        b'J' | b'y' | b'i' => b"!eE0Y",
        _ => b"",
    };
    sounds.contains(&tables.symbol_byte(first))
}

/// An office that writes in a neighbour's language abbreviates the neighbour's form: О. for Олена is Елена, М. for
/// Мікалай is Николай. Only letters that begin a listed form of that very name, in the script of the initial: the Z of
/// Zhanna is no З.
fn of_another_form(initial: &Token, letter: &[Phone], script: Script, word: &Token) -> bool {
    word.names.iter().any(|id| of_name(initial, letter, script, word, *id))
}

fn of_name(initial: &Token, letter: &[Phone], script: Script, word: &Token, id: u16) -> bool {
    let ([letter], true, false) = (letter, initial.initial, word.initial) else { return false };
    BEGINNINGS.get(usize::from(id)).is_some_and(|(cyrillic, latin)| match script {
        Script::Cyrillic => cyrillic & bit(*letter) != 0,
        Script::Latin => latin & bit(*letter) != 0,
        _ => false,
    })
}

/// S. of "S. Kassar" may be the Sayyid that the other list writes out and that reading left out.
fn of_title(initial: &Token, letter: &[Phone], other: &Reading) -> bool {
    initial.initial && matches!(letter, [letter] if other.honours & bit(*letter) != 0)
}

/// The neighbour's form of the other word by which an initial fits that fits no better.
pub(super) fn form(a: &Reading, x: &Token, b: &Reading, y: &Token) -> Option<String> {
    let of = |initial: &Token, letter: &[Phone], script: Script, word: &Token| {
        let id = *word.names.iter().find(|id| of_name(initial, letter, script, word, **id))?;
        lexicon::form_beginning(id, |c| {
            c.is_ascii() == (script == Script::Latin) && tables().alone(c).as_ref() == letter.first()
        })
    };
    of(x, a.phones(x), a.script, y).or_else(|| of(y, b.phones(y), b.script, x))
}

fn bit(phone: Phone) -> u64 {
    1u64.checked_shl(u32::from(phone)).unwrap_or(0)
}

/// For each name of the lexicon a bit for each phone that one of its East Slavic forms begins with when a single letter
/// of it is read: Cyrillic letters, then Latin ones.
static BEGINNINGS: LazyLock<Vec<(u64, u64)>> = LazyLock::new(|| {
    let bits = |letters: &[char], latin: bool| {
        let letters = letters.iter().filter(|letter| letter.is_ascii() == latin);
        letters.filter_map(|letter| tables().alone(*letter)).fold(0, |bits, phone| bits | bit(phone))
    };
    lexicon::beginnings().iter().map(|letters| (bits(letters, false), bits(letters, true))).collect()
});
