//! Levels of two words or names that are not equal. Numbers are those of `labels`.

use super::forms::Bytes;
use crate::similar::{jaro_winkler, osa, within_one};

/// Names: given, family, patronymic. `exchange` = the kind has a level for exchanged names, one further down.
pub(super) fn name(bytes: &Bytes, one: u32, other: u32, exchange: bool) -> u8 {
    let (a, b) = (bytes.get(one), bytes.get(other));
    let near = near(a, b, bytes.sound(one) == bytes.sound(other) && bytes.sound(one) != 0);
    let level = match near {
        Some(level) => level,
        None if shares_word(a, b) => 3,
        None if a.len().min(b.len()) == 1 && a.first() == b.first() => 4,
        None if jaro_winkler(a, b) >= 0.8 => 5,
        None => 6,
    };
    level + u8::from(exchange)
}

/// 1 = one letter apart, 2 = nearly the same.
#[inline]
fn near(a: &[u8], b: &[u8], same_sound: bool) -> Option<u8> {
    let short = a.len().min(b.len());
    if short >= 3 && within_one(a, b) {
        return Some(1);
    }
    if same_sound && short >= 2 {
        return Some(2);
    }
    if short >= 3 && (jaro_winkler(a, b) >= 0.9 || (short >= 6 && osa(a, b, 2) <= 2)) {
        return Some(2);
    }
    None
}

/// 2 = the same, 1 = nearly the same, 0 = not.
pub(super) fn alike(bytes: &Bytes, one: u32, other: u32) -> u8 {
    if one == other {
        return 2;
    }
    u8::from(near(bytes.get(one), bytes.get(other), bytes.sound(one) == bytes.sound(other)).is_some())
}

pub(super) fn place(bytes: &Bytes, one: u32, other: u32) -> u8 {
    let (a, b) = (bytes.get(one), bytes.get(other));
    if let Some(level) = near(a, b, false) {
        return level;
    }
    if a.contains(&b' ') || b.contains(&b' ') {
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        if words(short).all(|word| words(long).any(|other| other == word)) {
            return 3;
        }
        if shares_word(a, b) {
            return 4;
        }
    }
    if jaro_winkler(a, b) >= 0.8 { 5 } else { 6 }
}

pub(super) fn code(bytes: &Bytes, one: u32, other: u32) -> u8 {
    let (a, b) = (bytes.get(one), bytes.get(other));
    match osa(a, b, 2) {
        0 | 1 => return 1,
        2 if a.len().min(b.len()) >= 5 => return 2,
        _ => {}
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    if same >= 2 && same * 2 >= a.len().max(b.len()) { 3 } else { 4 }
}

pub(super) fn email(bytes: &Bytes, one: u32, other: u32) -> u8 {
    let (a, b) = (bytes.get(one), bytes.get(other));
    if osa(a, b, 2) <= 2 {
        return 1;
    }
    let (user_a, host_a) = at(a);
    let (user_b, host_b) = at(b);
    if user_a == user_b {
        2
    } else if within_one(user_a, user_b) || jaro_winkler(user_a, user_b) >= 0.9 {
        3
    } else if host_a == host_b || osa(host_a, host_b, 2) <= 2 {
        4
    } else {
        5
    }
}

fn at(email: &[u8]) -> (&[u8], &[u8]) {
    let at = email.iter().position(|byte| *byte == b'@').unwrap_or(email.len());
    let (user, host) = email.split_at(at);
    (user, host)
}

fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b' ').filter(|word| word.len() >= 3)
}

/// Whether two texts of which at least one has several words have a word of three letters or more in common.
fn shares_word(a: &[u8], b: &[u8]) -> bool {
    (a.contains(&b' ') || b.contains(&b' ')) && words(a).any(|word| words(b).any(|other| other == word))
}
