//! Levels of two words or names that are not equal. Numbers are those of `labels`.

use super::Field;
use super::forms::{Bytes, Card, words};
use super::near::may_be_slip;
use crate::similar::{
    edits_at_least, jaro_winkler, letters_in, may_be_alike, may_begin_alike, osa, within_one,
};

/// Names: given, family, patronymic. Where the comparison has a level for exchanged names, all others are one further
/// down.
pub(super) fn name(field: &Field, bytes: &Bytes, one: u32, other: u32) -> u8 {
    let (a, b) = (&bytes.card(one), &bytes.card(other));
    let same_sound = a.sound == b.sound && a.sound != 0;
    let level = match near(bytes, a, b, same_sound) {
        // Two usual names a letter apart are two names more often than a slip.
        Near::OneLetter => 1 + u8::from(!may_be_slip(&field.counts, one, other)),
        Near::Nearly => 2,
        _ if spaced(a, b) && shares_word(bytes, a, b) => 3,
        _ if a.length.min(b.length) == 1 && a.prefix(b) == 1 => 4,
        Near::Alike => 5,
        Near::No => 6,
    };
    level + u8::from(field.exchanged_with.is_some())
}

/// How near two different words are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Near {
    OneLetter,
    Nearly,
    Alike,
    No,
}

#[inline]
fn near(bytes: &Bytes, one: &Card, other: &Card, same_sound: bool) -> Near {
    let short = one.length.min(other.length);
    let edits = edits_at_least(one.letters, other.letters);
    if short >= 3 && edits <= 1 && within_one(bytes.read(one), bytes.read(other)) {
        return Near::OneLetter;
    }
    if same_sound && short >= 2 {
        return Near::Nearly;
    }
    let lengths = (one.length, other.length);
    let alike = if may_begin_alike(lengths, (one.letters, other.letters), one.prefix(other), ALIKE) {
        jaro_winkler(bytes.read(one), bytes.read(other))
    } else {
        0.0
    };
    let two_edits = || short >= 6 && edits <= 2 && osa(bytes.read(one), bytes.read(other), 2) <= 2;
    if short >= 3 && (alike >= 0.9 || two_edits()) {
        return Near::Nearly;
    }
    if alike >= ALIKE { Near::Alike } else { Near::No }
}

/// From this Jaro–Winkler similarity words are called alike.
const ALIKE: f32 = 0.8;

/// 2 = the same, 1 = nearly the same, 0 = not.
pub(super) fn alike(bytes: &Bytes, one: u32, other: u32) -> u8 {
    if one == other {
        return 2;
    }
    let (a, b) = (&bytes.card(one), &bytes.card(other));
    let same_sound = a.sound == b.sound && a.sound != 0;
    u8::from(matches!(near(bytes, a, b, same_sound), Near::OneLetter | Near::Nearly))
}

pub(super) fn place(bytes: &Bytes, one: u32, other: u32) -> u8 {
    let (a, b) = (&bytes.card(one), &bytes.card(other));
    let near = near(bytes, a, b, false);
    match near {
        Near::OneLetter => return 1,
        Near::Nearly => return 2,
        _ => {}
    }
    if spaced(a, b) {
        let (short, long) = if a.length <= b.length { (a, b) } else { (b, a) };
        // Words that are not among the bits of the longer text are not in it.
        let maybe_all = short.words & !long.words == 0;
        if maybe_all || short.words & long.words != 0 {
            let (short, long) = (bytes.read(short), bytes.read(long));
            if short.contains(&b' ') || long.contains(&b' ') {
                if maybe_all && words(short).all(|word| words(long).any(|other| other == word)) {
                    return 3;
                }
                if words(short).any(|word| words(long).any(|other| other == word)) {
                    return 4;
                }
            }
        }
    }
    if near == Near::Alike { 5 } else { 6 }
}

pub(super) fn code(bytes: &Bytes, one: u32, other: u32) -> u8 {
    let (a, b) = (&bytes.card(one), &bytes.card(other));
    let short = a.length.min(b.length);
    if edits_at_least(a.letters, b.letters) <= 2 {
        match osa(bytes.read(a), bytes.read(b), 2) {
            0 | 1 => return 1,
            2 if short >= 5 => return 2,
            _ => {}
        }
    }
    if a.prefix(b) < 2 {
        return 4;
    }
    let same = bytes.read(a).iter().zip(bytes.read(b)).take_while(|(x, y)| x == y).count();
    if same * 2 >= a.length.max(b.length) as usize { 3 } else { 4 }
}

pub(super) fn email(bytes: &Bytes, one: u32, other: u32) -> u8 {
    let (a, b) = (bytes.get(one), bytes.get(other));
    if edits_at_least(bytes.letters(one), bytes.letters(other)) <= 2 && osa(a, b, 2) <= 2 {
        return 1;
    }
    let (user_a, host_a) = at(a);
    let (user_b, host_b) = at(b);
    if user_a == user_b {
        2
    } else if within_one(user_a, user_b) || alike_users(user_a, user_b) {
        3
    } else if host_a == host_b || osa(host_a, host_b, 2) <= 2 {
        4
    } else {
        5
    }
}

fn alike_users(a: &[u8], b: &[u8]) -> bool {
    may_be_alike((a, letters_in(a)), (b, letters_in(b)), 0.9) && jaro_winkler(a, b) >= 0.9
}

fn at(email: &[u8]) -> (&[u8], &[u8]) {
    let at = email.iter().position(|byte| *byte == b'@').unwrap_or(email.len());
    let (user, host) = email.split_at(at);
    (user, host)
}

/// Whether one of the two may have several words.
#[inline]
fn spaced(one: &Card, other: &Card) -> bool {
    (one.letters | other.letters) & letters_in(b" ") != 0
}

/// Whether two texts of which at least one has several words have a word of three letters or more in common.
fn shares_word(bytes: &Bytes, one: &Card, other: &Card) -> bool {
    if one.words & other.words == 0 {
        return false;
    }
    let (a, b) = (bytes.read(one), bytes.read(other));
    (a.contains(&b' ') || b.contains(&b' ')) && words(a).any(|word| words(b).any(|other| other == word))
}
