//! A register in the manner of FEBRL: one clean record of each person, and duplicates with one to four changes.

use super::pools::Pools;
use super::typing::{digit_changed, mistyped};
use super::{List, dealt, row};
use crate::chance::Chance;

const COLUMNS: [&str; 9] =
    ["unique_id", "cluster", "first_name", "surname", "dob", "sex", "city", "postcode", "phone"];
/// Of a thousand persons: how many have 1, 2, … 8 records.
const RECORDS: [usize; 8] = [620, 220, 80, 40, 20, 10, 6, 4];

/// A day of the calendar.
#[derive(Clone, Copy)]
struct Day {
    year: i64,
    month: i64,
    day: i64,
}

#[derive(Clone)]
struct Person {
    first_name: String,
    surname: String,
    dob: Option<Day>,
    sex: &'static str,
    city: String,
    postcode: String,
    phone: String,
}

/// So many records. Of a hundred persons 62 have one record, 22 two, the others up to eight. `seed` is the only chance.
pub fn register(seed: u64, records: usize, pools: &Pools) -> List {
    let mut chance = Chance::new(seed);
    let mut rows = Vec::with_capacity(records);
    let mut cluster = 0_usize;
    while rows.len() < records {
        let clean = person(pools, &mut chance);
        let many = chance.weighted(&RECORDS) + 1;
        for copy in 0..many.min(records - rows.len()) {
            let mut written = clean.clone();
            if copy > 0 {
                for _ in 0..=chance.weighted(&[4, 3, 2, 1]) {
                    change(&mut written, pools, &mut chance);
                }
            }
            rows.push(written.row(cluster));
        }
        cluster += 1;
    }
    dealt("r", &COLUMNS, rows, &mut chance)
}

impl Person {
    fn row(self, cluster: usize) -> Box<[Box<str>]> {
        row([
            String::new(),
            cluster.to_string(),
            self.first_name,
            self.surname,
            self.dob.map(Day::written).unwrap_or_default(),
            self.sex.to_owned(),
            self.city,
            self.postcode,
            self.phone,
        ])
    }
}

fn person(pools: &Pools, chance: &mut Chance) -> Person {
    let woman = chance.percent(35);
    let (first, sex) = if woman { (&pools.women, "f") } else { (&pools.men, "m") };
    let first_name = first.draw(chance).to_owned();
    let surname = pools.family.draw(chance).to_owned();
    let (city, postcode) = address(pools, chance);
    let phone =
        if chance.percent(45) { format!("7{:08}", (chance.fraction() * 1e8) as u64) } else { String::new() };
    Person { first_name, surname, dob: Some(born(chance)), sex, city, postcode, phone }
}

/// 1935-01-01 and a triangular number of days from 0 to 27,000, most often 20,000.
fn born(chance: &mut Chance) -> Day {
    let (most, width) = (20_000.0_f64, 27_000.0_f64);
    let dart = chance.fraction();
    let days = if dart < most / width {
        (dart * width * most).sqrt()
    } else {
        width - ((1.0 - dart) * width * (width - most)).sqrt()
    };
    Day::after(1935, days as i64)
}

fn address(pools: &Pools, chance: &mut Chance) -> (String, String) {
    let city = pools.cities.position(chance);
    let postcode = format!("{city:03}{:02}", chance.below(60));
    (pools.cities.named(city).to_owned(), postcode)
}

/// One change of a duplicate.
fn change(person: &mut Person, pools: &Pools, chance: &mut Chance) {
    match chance.weighted(&[22, 20, 16, 10, 10, 8, 6, 3, 3, 2]) {
        0 => person.surname = mistyped(&person.surname, chance),
        1 => person.first_name = mistyped(&person.first_name, chance),
        2 => person.dob = person.dob.and_then(|day| day.changed(chance)),
        3 => person.postcode = mistyped_number(&person.postcode, chance),
        4 => match chance.weighted(&[3, 3, 1, 1, 1]) {
            0 => person.dob = None,
            1 => {
                person.city = String::new();
                person.postcode = String::new();
            }
            2 => person.first_name = String::new(),
            3 => person.surname = String::new(),
            _ => person.sex = "",
        },
        5 if chance.percent(50) => person.phone = String::new(),
        5 => person.phone = mistyped_number(&person.phone, chance),
        6 => person.city = mistyped(&person.city, chance),
        7 => std::mem::swap(&mut person.first_name, &mut person.surname),
        8 => person.first_name = person.first_name.chars().take(1).collect(),
        _ => (person.city, person.postcode) = address(pools, chance),
    }
}

/// A digit changed, or two turned.
fn mistyped_number(text: &str, chance: &mut Chance) -> String {
    if chance.percent(70) {
        return digit_changed(text, chance);
    }
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() > 1 {
        let at = chance.below(letters.len() - 1);
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

impl Day {
    fn after(year: i64, mut days: i64) -> Self {
        let mut year = year;
        loop {
            let long = if leap(year) { 366 } else { 365 };
            if days < long {
                break;
            }
            days -= long;
            year += 1;
        }
        for month in 1.. {
            let long = length(year, month);
            if days < long {
                return Self { year, month, day: days + 1 };
            }
            days -= long;
        }
        Self { year, month: 12, day: 31 }
    }

    fn written(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// A digit .30, day and month swapped .20 (else the year beside), another year .20, 1 January .15, removed .15.
    fn changed(self, chance: &mut Chance) -> Option<Self> {
        let beside = |chance: &mut Chance, by: i64| if chance.percent(50) { by } else { -by };
        match chance.weighted(&[30, 20, 20, 15, 15]) {
            0 => {
                let day = match chance.below(3) {
                    0 => Self { year: self.year - self.year % 10 + chance.between(0, 9), ..self },
                    1 => Self { month: chance.between(1, 12), ..self },
                    _ => Self { day: self.day - self.day % 10 + chance.between(0, 9), ..self },
                };
                Some(Self { day: day.day.clamp(1, length(day.year, day.month)), ..day })
            }
            1 if self.day <= 12 => Some(Self { month: self.day, day: self.month, ..self }),
            1 => Some(self.in_year(self.year + beside(chance, 1))),
            2 => {
                let by = chance.one(&[1, 2, 10]);
                Some(self.in_year(self.year + beside(chance, by)))
            }
            3 => Some(Self { month: 1, day: 1, ..self }),
            _ => None,
        }
    }

    fn in_year(self, year: i64) -> Self {
        Self { year, day: self.day.min(length(year, self.month)), ..self }
    }
}

fn leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
