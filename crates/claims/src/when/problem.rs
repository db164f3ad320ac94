//! Why a text is not a time, in sentences a person at a desk can act on. Never holds more than a short piece of
//! the text, so that an error line cannot carry a whole report.

/// A text that could not be read as a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenProblem {
    /// Nothing but spaces.
    #[error("the date is empty")]
    Empty,
    /// Too long to be a date.
    #[error("this is too long to be a date: {text}…")]
    TooLong {
        /// The beginning of it.
        text: Box<str>,
    },
    /// Not one of the forms that can be read.
    #[error("“{text}” cannot be read as a date ({reason}); write a day as 2019-06-09")]
    NotADate {
        /// What was written.
        text: Box<str>,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A month beyond twelve.
    #[error("“{text}”: there is no month {month}")]
    NoSuchMonth {
        /// What was written.
        text: Box<str>,
        /// The number in the month's place.
        month: u8,
    },
    /// A day the month does not have.
    #[error("“{text}”: {} {year} has {days} days, there is no day {day}", month_name(*.month))]
    NoSuchDay {
        /// What was written.
        text: Box<str>,
        /// The year as written.
        year: i16,
        /// The month, 1–12.
        month: u8,
        /// The number in the day's place.
        day: u8,
        /// How many days the month has.
        days: u8,
    },
    /// A year outside [`super::FIRST_YEAR`]..=[`super::LAST_YEAR`].
    #[error("the year {year} is outside 1000 to 2200; check whether digits were swapped")]
    YearOutOfRange {
        /// The year as written.
        year: Box<str>,
    },
    /// A clock time that no clock shows.
    #[error("“{text}” is not a clock time ({reason}); write 12:30 or 12:30:05, hours 00 to 23")]
    NoSuchTime {
        /// What was written.
        text: Box<str>,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The second part is earlier than the first.
    #[error("“{text}” ends before it begins")]
    EndsBeforeStart {
        /// What was written.
        text: Box<str>,
    },
    /// `/`, `..` or `../..`: neither limit is given.
    #[error("“{text}” gives neither a beginning nor an end; leave the date out instead")]
    SaysNothing {
        /// What was written.
        text: Box<str>,
    },
    /// A time zone name that the zone tables do not hold.
    #[error("there is no time zone “{name}”; zones are named like Asia/Almaty")]
    UnknownZone {
        /// The name as given.
        name: Box<str>,
    },
    /// An offset from UTC that the named zone did not use then.
    #[error("“{text}”: {zone} did not use the offset written at that time")]
    OffsetDisagrees {
        /// What was written.
        text: Box<str>,
        /// The zone named in the brackets.
        zone: Box<str>,
    },
    /// Day and month can be swapped and both readings exist.
    #[error("“{text}” can be {day_first} or {month_first}; only the writer knows which")]
    Ambiguous {
        /// What was written.
        text: Box<str>,
        /// The reading with the day first, as an ISO date.
        day_first: Box<str>,
        /// The reading with the month first, as an ISO date.
        month_first: Box<str>,
    },
    /// A year of two digits.
    #[error("“{text}” gives the year with two digits; if {reading} is meant, write it so")]
    CenturyMissing {
        /// What was written.
        text: Box<str>,
        /// The reading in the century of 2000, as an ISO date.
        reading: Box<str>,
    },
    /// A day and month with no year.
    #[error("“{text}” gives no year")]
    YearMissing {
        /// What was written.
        text: Box<str>,
    },
    /// The day of the week named is not that of the date.
    #[error("“{text}”: {date} was another day of the week; one of the two is wrong")]
    WeekdayDisagrees {
        /// What was written.
        text: Box<str>,
        /// The date read, as an ISO date.
        date: Box<str>,
    },
}

/// The first 60 characters: enough to find the cell, too few to leak a report.
pub(super) fn short(text: &str) -> Box<str> {
    text.chars().take(60).collect()
}

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::from(month).checked_sub(1).and_then(|m| NAMES.get(m)).copied().unwrap_or("the month")
}
