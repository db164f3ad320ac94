//! Dates as they stand in lists: whole or in parts, in several orders, possibly impossible.
//!
//! An impossible date (31 February, month 13) is kept as its digits: a slip of the pen still tells who it is.

use super::digits::digit;

/// Parts of a date; 0 = not known. Not checked against a calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Year, 0 when unknown.
    pub year: u16,
    /// Month as written, usually 1 to 12.
    pub month: u8,
    /// Day as written, usually 1 to 31.
    pub day: u8,
}

impl Date {
    /// Eight ASCII digits, YYYYMMDD.
    pub fn digits(self) -> [u8; 8] {
        let mut digits = [b'0'; 8];
        let number = u32::from(self.year) * 10_000 + u32::from(self.month) * 100 + u32::from(self.day);
        let mut rest = number;
        for place in digits.iter_mut().rev() {
            *place = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        digits
    }

    /// All three parts are there.
    pub fn whole(self) -> bool {
        self.year != 0 && self.month != 0 && self.day != 0
    }

    /// Days since year 0, months of 30.44 days: for distances only.
    pub fn days(self) -> f64 {
        f64::from(self.year) * 365.25 + f64::from(self.month) * 30.44 + f64::from(self.day)
    }
}

/// Reads a date. `None` when there are not one to three numbers of fitting size.
pub fn read(text: &str) -> Option<Date> {
    let mut parts = [0u32; 3];
    let mut widths = [0usize; 3];
    let mut count = 0;
    let mut inside = false;
    // What follows a T or a space after three parts is a time of day.
    for c in text.trim().chars() {
        match digit(c) {
            Some(value) => {
                if !inside {
                    if count == 3 {
                        break;
                    }
                    count += 1;
                    inside = true;
                }
                let (part, width) = (parts.get_mut(count - 1)?, widths.get_mut(count - 1)?);
                *part = part.checked_mul(10)?.checked_add(u32::from(value))?;
                *width += 1;
            }
            None if c.is_alphabetic() && !(count == 3 && c == 'T') => return None,
            None => inside = false,
        }
    }
    let [one, two, three] = parts;
    let make = |year: u32, month: u32, day: u32| {
        (year <= 9_999 && month <= 99 && day <= 99).then_some(Date {
            year: year as u16,
            month: month as u8,
            day: day as u8,
        })
    };
    match (count, widths) {
        (1, [8, ..]) => make(one / 10_000, one / 100 % 100, one % 100),
        (1, [6, ..]) => make(one / 100, one % 100, 0),
        (1, [4, ..]) => make(one, 0, 0),
        (2, [4, 1..=2, _]) => make(one, two, 0),
        (2, [1..=2, 4, _]) => make(two, one, 0),
        (3, [4, 1..=2, 1..=2]) => make(one, two, three),
        (3, [1..=2, 1..=2, 4]) if one <= 12 && two > 12 => make(three, one, two),
        (3, [1..=2, 1..=2, 4]) => make(three, two, one),
        _ => None,
    }
}
