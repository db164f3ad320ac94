//! Levels of two words or names that are not equal. Numbers are those of `labels`.

use super::Field;
use super::forms::Bytes;
use super::near::may_be_slip;
use crate::similar::{edits_at_least, jaro_winkler, letters_in, may_be_alike, osa, within_one};

/// Names: given, family, patronymic. Where the comparison has a level for exchanged names, all others are one further
/// down.
pub(super) fn name(field: &Field, bytes: &Bytes, one: u32, other: u32) -> u8 {
    let (a, b) = (bytes.get(one), bytes.get(other));
    let same_sound = bytes.sound(one) == bytes.sound(other) && bytes.sound(one) != 0;
    let level = match near(bytes, one, other, same_sound) {
        // Two usual names a letter apart are two names more often than a slip.
        Near::OneLetter => 1 + u8::from(!may_be_slip(&field.counts, one, other)),
        Near::Nearly => 2,
        _ if spaced(bytes, one, other) && shares_word(a, b) => 3,
        _ if a.len().min(b.len()) == 1 && a.first() == b.first() => 4,
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
fn near(bytes: &Bytes, one: u32, other: u32, same_sound: bool) -> Near {
    let (a, b) = (bytes.get(one), bytes.get(other));
    let (in_a, in_b) = (bytes.letters(one), bytes.letters(other));
    let short = a.len().min(b.len());
    let edits = edits_at_least(in_a, in_b);
    if short >= 3 && edits <= 1 && within_one(a, b) {
        return Near::OneLetter;
    }
    if same_sound && short >= 2 {
        return Near::Nearly;
    }
    let alike = if may_be_alike((a, in_a), (b, in_b), ALIKE) { jaro_winkler(a, b) } else { 0.0 };
    if short >= 3 && (alike >= 0.9 || (short >= 6 && edits <= 2 && osa(a, b, 2) <= 2)) {
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
    let same_sound = bytes.sound(one) == bytes.sound(other) && bytes.sound(one) != 0;
    u8::from(matches!(near(bytes, one, other, same_sound), Near::OneLetter | Near::Nearly))
}

pub(super) fn place(bytes: &Bytes, one: u32, other: u32) -> u8 {
    let (a, b) = (bytes.get(one), bytes.get(other));
    let near = near(bytes, one, other, false);
    match near {
        Near::OneLetter => return 1,
        Near::Nearly => return 2,
        _ => {}
    }
    if spaced(bytes, one, other) && (a.contains(&b' ') || b.contains(&b' ')) {
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        if words(short).all(|word| words(long).any(|other| other == word)) {
            return 3;
        }
        if shares_word(a, b) {
            return 4;
        }
    }
    if near == Near::Alike { 5 } else { 6 }
}

pub(super) fn code(bytes: &Bytes, one: u32, other: u32) -> u8 {
    let (a, b) = (bytes.get(one), bytes.get(other));
    let edits = edits_at_least(bytes.letters(one), bytes.letters(other));
    match if edits > 2 { 3 } else { osa(a, b, 2) } {
        0 | 1 => return 1,
        2 if a.len().min(b.len()) >= 5 => return 2,
        _ => {}
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    if same >= 2 && same * 2 >= a.len().max(b.len()) { 3 } else { 4 }
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

fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b' ').filter(|word| word.len() >= 3)
}

/// Whether one of the two may have several words.
#[inline]
fn spaced(bytes: &Bytes, one: u32, other: u32) -> bool {
    (bytes.letters(one) | bytes.letters(other)) & letters_in(b" ") != 0
}

/// Whether two texts of which at least one has several words have a word of three letters or more in common.
fn shares_word(a: &[u8], b: &[u8]) -> bool {
    (a.contains(&b' ') || b.contains(&b' ')) && words(a).any(|word| words(b).any(|other| other == word))
}
