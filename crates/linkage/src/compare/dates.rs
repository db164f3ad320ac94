//! Levels of two dates or numbers that are not equal. Numbers are those of `labels`.

use crate::kind::FieldKind;
use crate::values::date::Date;

pub(super) fn level(dates: &[Date], one: u32, other: u32) -> u8 {
    let (Some(&a), Some(&b)) = (dates.get(one as usize), dates.get(other as usize)) else { return 8 };
    if a.year == b.year && a.year != 0 && !(a.whole() && b.whole()) {
        let month_open = a.month == 0 || b.month == 0;
        let day_open = a.day == 0 || b.day == 0;
        let days_differ = a.day != 0 && b.day != 0 && a.day != b.day;
        if month_open && !days_differ {
            return 2;
        }
        if a.month == b.month && day_open {
            return 1;
        }
    }
    if a.whole() && b.whole() && a.year == b.year && a.month == b.day && a.day == b.month {
        return 3;
    }
    let slips = if a.whole() && b.whole() { slips(a.digits(), b.digits()) } else { 3 };
    if slips <= 1 {
        return 3;
    }
    let same = |one: u16, other: u16| u8::from(one == other && one != 0);
    let days = same(u16::from(a.month), u16::from(b.month)) + same(u16::from(a.day), u16::from(b.day));
    if same(a.year, b.year) + days >= 2 {
        return 4;
    }
    if slips == 2 {
        return 5;
    }
    if a.year == 0 || b.year == 0 {
        return 8;
    }
    match (a.days() - b.days()).abs() {
        days if days <= 366.0 => 6,
        days if days <= 3_653.0 => 7,
        _ => 8,
    }
}

pub(super) fn number(kind: FieldKind, numbers: &[i64], one: u32, other: u32) -> u8 {
    let (Some(&a), Some(&b)) = (numbers.get(one as usize), numbers.get(other as usize)) else { return 2 };
    let apart = a.abs_diff(b);
    if kind == FieldKind::Number {
        return if apart * 10 <= a.unsigned_abs().max(b.unsigned_abs()) { 1 } else { 2 };
    }
    match apart {
        0 | 1 => 1,
        2 => 2,
        3..=5 => 3,
        6..=10 => 4,
        _ => 5,
    }
}

/// Changed digits and exchanged neighbours between two dates; 3 = three or more.
fn slips(a: [u8; 8], b: [u8; 8]) -> u8 {
    let apart = u64::from_le_bytes(a) ^ u64::from_le_bytes(b);
    // A byte of digits differs in its low four bits only.
    let places = ((apart + 0x7f7f_7f7f_7f7f_7f7f) & 0x8080_8080_8080_8080) >> 7;
    match places.count_ones() {
        count @ 0..=1 => count as u8,
        count @ 2..=4 => {
            let (mut slips, mut at) = (0, 0);
            while let (Some(x), Some(y)) = (a.get(at), b.get(at)) {
                if x == y {
                    at += 1;
                } else if a.get(at + 1) == Some(y) && b.get(at + 1) == Some(x) {
                    slips += 1;
                    at += 2;
                } else {
                    slips += 1;
                    at += 1;
                }
            }
            slips.min(3).min(count as u8)
        }
        _ => 3,
    }
}
