//! How far two dates of birth are apart, as dates are taken down: known to the day, the month or the year, with slips
//! of the pen.

use claims::when::{Bounds, ZoneId};

/// A day, in seconds; a little more, for those with a change of clocks.
const DAY: i64 = 26 * 3_600;
/// A month, and a year, at most.
const MONTH: i64 = 32 * 86_400;
const YEAR: i64 = 367 * 86_400;

/// How far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// One day.
    SameDay,
    /// One month; of one at least the day is not known.
    SameMonth,
    /// One year; of one at least the month is not known.
    SameYear,
    /// Day and month exchanged, or one digit.
    OneSlip,
    /// Up to a year.
    WithinAYear,
    /// More.
    Far,
}

/// Year, month and day as far as known: 0 for what is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub year: i64,
    month: i64,
    day: i64,
}

/// The date in the middle of the bounds, as far as they tell one; none for some years. The first of January stands in
/// many papers for "some time in that year", and is read so.
pub(super) fn date(of: &Bounds) -> Option<Date> {
    let width = of.width()?;
    // Noon, wherever that was: the same date in UTC.
    let middle = of.earliest?.saturating_add(width / 2);
    let (year, month, day) = ZoneId::utc().day_of(middle)?;
    let year = i64::from(year);
    let (month, day) = (i64::from(month), i64::from(day));
    if width >= YEAR {
        None
    } else if width >= MONTH || (width < DAY && (month, day) == (1, 1)) {
        Some(Date { year, month: 0, day: 0 })
    } else {
        Some(Date { year, month, day: if width < DAY { day } else { 0 } })
    }
}

/// How far two dates of birth are apart.
pub(super) fn apart(one: Date, other: Date) -> Apart {
    let (whole, both) = (one.day != 0 && other.day != 0, one.month != 0 && other.month != 0);
    if one.year == other.year && !both {
        return Apart::SameYear;
    }
    if one.year == other.year && one.month == other.month && !whole {
        return Apart::SameMonth;
    }
    if whole && one == other {
        return Apart::SameDay;
    }
    let exchanged = one.year == other.year && one.month == other.day && one.day == other.month;
    if whole && (exchanged || one_digit(one, other)) {
        return Apart::OneSlip;
    }
    if (one.year - other.year).abs() <= 1 { Apart::WithinAYear } else { Apart::Far }
}

/// True when two whole dates differ in one digit.
fn one_digit(a: Date, b: Date) -> bool {
    let number = |of: Date| of.year * 10_000 + of.month * 100 + of.day;
    let (mut a, mut b, mut differ) = (number(a), number(b), 0);
    while a > 0 || b > 0 {
        differ += usize::from(a % 10 != b % 10);
        (a, b) = (a / 10, b / 10);
    }
    differ == 1
}
