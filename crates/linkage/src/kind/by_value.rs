//! What the values of a column look like.

use super::FieldKind;
use crate::table::Column;
use crate::values::date;

/// Shares over the rows of at most 2,000 distinct values.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    distinct: usize,
    filled: u64,
    /// Values that hold only digits (and signs between them).
    digits: f64,
    /// Values with letters only (and spaces, hyphens, apostrophes, dots).
    letters: f64,
    /// Values with an @ between words.
    at: f64,
    /// Values that read as a date of three parts.
    dates: f64,
    /// Values that read as a year, or year and month.
    partial_dates: f64,
    /// Integers that could be years, months, days, ages.
    years: f64,
    months: f64,
    days: f64,
    ages: f64,
    /// Mean number of digits and of words.
    mean_digits: f64,
    mean_words: f64,
}

impl Shape {
    pub(super) fn of(column: &Column) -> Self {
        let mut shape = Self { distinct: column.values.len(), filled: column.filled(), ..Self::default() };
        let seen = 2_000;
        if column.values.is_empty() {
            return shape;
        }
        let mut rows = 0.0;
        for (value, &rows_with) in column.values.iter().zip(&column.counts).take(seen) {
            let weight = f64::from(rows_with);
            rows += weight;
            let count = |what: fn(char) -> bool| value.chars().filter(|c| what(*c)).count();
            let (digits, letters) = (count(char::is_numeric), count(char::is_alphabetic));
            shape.digits += weight * f64::from(u8::from(digits > 0 && letters == 0));
            shape.letters += weight * f64::from(u8::from(letters > 0 && digits == 0 && !value.contains('@')));
            let at = value.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty());
            shape.at += weight * f64::from(u8::from(at));
            let date = date::read(value).filter(|date| date.year >= 1_000);
            shape.dates += weight * f64::from(u8::from(date.is_some_and(|date| date.day != 0)));
            shape.partial_dates += weight * f64::from(u8::from(date.is_some_and(|date| date.day == 0)));
            if let Ok(number) = value.parse::<u32>() {
                let between = |low, high| weight * f64::from(u8::from((low..=high).contains(&number)));
                shape.years += between(1500, 2100);
                shape.months += between(1, 12);
                shape.days += between(1, 31);
                shape.ages += between(0, 110);
            }
            shape.mean_digits += weight * digits as f64;
            shape.mean_words += weight * value.split_whitespace().count() as f64;
        }
        for share in [
            &mut shape.digits,
            &mut shape.letters,
            &mut shape.at,
            &mut shape.dates,
            &mut shape.partial_dates,
            &mut shape.years,
            &mut shape.months,
            &mut shape.days,
            &mut shape.ages,
            &mut shape.mean_digits,
            &mut shape.mean_words,
        ] {
            *share /= rows;
        }
        shape
    }

    /// Whether the values can be what the header says.
    pub(super) fn allows(&self, kind: FieldKind) -> bool {
        if self.distinct == 0 {
            return true;
        }
        match kind {
            FieldKind::GivenName | FieldKind::FamilyName | FieldKind::Patronymic | FieldKind::FullName => {
                self.letters > 0.6
            }
            FieldKind::Date => self.dates + self.partial_dates > 0.6,
            FieldKind::Year => self.years > 0.6 && self.distinct < 1_000,
            FieldKind::Month => self.months > 0.6 && self.distinct <= 100,
            FieldKind::Day => self.days > 0.3 && self.distinct <= 200,
            FieldKind::Age => self.ages > 0.6 && self.distinct <= 200,
            FieldKind::Sex => self.distinct <= 20,
            FieldKind::Email => self.at > 0.5,
            FieldKind::Phone => self.digits > 0.5,
            FieldKind::List => self.distinct <= 50,
            FieldKind::Place => self.digits < 0.8,
            _ => true,
        }
    }

    /// The kind that fits the values best when the header says nothing.
    pub(super) fn kind(&self) -> FieldKind {
        let telling = self.distinct as f64 / self.filled.max(1) as f64;
        if self.at > 0.5 {
            FieldKind::Email
        } else if self.dates > 0.2 && self.dates + self.partial_dates > 0.8 {
            FieldKind::Date
        } else if self.years > 0.9 && self.distinct < 1_000 {
            FieldKind::Year
        } else if self.distinct <= 12 && self.letters > 0.5 && self.distinct <= 4 {
            FieldKind::Sex
        } else if self.digits > 0.8 && self.mean_digits >= 9.0 && telling > 0.5 {
            FieldKind::Phone
        } else if self.digits > 0.8 && self.mean_digits >= 4.0 {
            FieldKind::Code
        } else if self.digits > 0.8 && self.ages > 0.9 && self.distinct > 31 {
            FieldKind::Age
        } else if self.digits > 0.8 {
            FieldKind::Number
        } else if self.letters > 0.8 && self.mean_words >= 1.9 && telling > 0.2 {
            FieldKind::FullName
        } else if self.letters > 0.8 && self.mean_words < 1.9 && telling > 0.02 {
            FieldKind::FamilyName
        } else if self.letters > 0.8 {
            FieldKind::Place
        } else {
            FieldKind::Text
        }
    }
}
