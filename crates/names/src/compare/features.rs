//! What the calibrator sees of two names: small numbers, none of which depends on the order of words, the case, or
//! which name is called the first.

use super::assign::{Assignment, Board, Hopeless, Link};
use super::pair::{Known, doubt};
use crate::phones::{Phone, Script, Tables};
use crate::reading::{Reading, Token};
use std::cmp::Ordering;

/// How many numbers there are.
pub const FEATURES: usize = 32;

/// The numbers of one pair, each 0 … 255; similarities are 0 … 200.
pub type Features = [u8; FEATURES];

/// Names of the numbers, for reports.
pub const FEATURE_NAMES: [&str; FEATURES] = [
    "lowest",
    "second",
    "highest",
    "mean",
    "short_words",
    "long_words",
    "left_names",
    "left_patronymics",
    "initials",
    "lowest_initial",
    "start",
    "lowest_patronymic",
    "lowest_other",
    "arabic",
    "lowest_mixed",
    "distance",
    "by_names",
    "gender",
    "lowest_mass",
    "joins",
    "bent",
    "scripts",
    "lexicon_same",
    "lexicon_veto",
    "lowest_stem",
    "left_mass",
    "worst_distance",
    "unlike",
    "fixed",
    "long_mass",
    "unfit_initials",
    "left_initials",
];

// Where the numbers stand that are known before words are compared.
const FATHERS: usize = 11;
const ARABIC: usize = 13;
const BY_NAMES: usize = 16;

/// Which two readings go first, so that the result cannot depend on it.
pub(crate) fn ordered<'a>(a: &'a Reading, b: &'a Reading) -> (&'a Reading, &'a Reading) {
    let key = |reading: &Reading| (reading.tokens().len(), reading.spoken_length(), reading.sound);
    match key(a).cmp(&key(b)) {
        Ordering::Less => (a, b),
        Ordering::Greater => (b, a),
        // The same sounds, nearly always.
        Ordering::Equal if b.all_phones() < a.all_phones() => (b, a),
        Ordering::Equal => (a, b),
    }
}

/// `short` and `long` as [`ordered`] gives them.
pub(crate) fn features(
    short: &Reading,
    long: &Reading,
    tables: &Tables,
) -> Result<(Features, Assignment), Hopeless> {
    let mut board = Board::new(short, long);
    board.lay(short, long, tables)?;
    let found = board.assign(short, long)?;
    Ok((measure(short, long, &found, tables), found))
}

impl Hopeless {
    /// All that the calibrator sees of two names of which some words have no counterpart.
    pub fn features(self) -> Features {
        let mut numbers = [0; FEATURES];
        let seen = [
            (2, self.hopeful * 40),
            (3, 80 - self.doubt.min(8) * 10),
            (4, self.words),
            (FATHERS, if self.outset.fathers { 0 } else { 255 }),
            (ARABIC, self.outset.arabic),
            (BY_NAMES, self.outset.by_names),
        ];
        for (at, value) in seen {
            if let Some(number) = numbers.get_mut(at) {
                *number = value;
            }
        }
        numbers
    }
}

/// 0: no by-name (Abu Yusuf), 1: on one side, 2: on both; 3: none, and both are women with their father's name, who may
/// have married.
fn by_names(a: &Reading, b: &Reading) -> u8 {
    match u8::from(a.by_name) + u8::from(b.by_name) {
        0 if a.daughter && b.daughter => 3,
        count => count,
    }
}

/// How many of two names are in Arabic script.
fn arabic(a: &Reading, b: &Reading) -> u8 {
    u8::from(a.arabic) + u8::from(b.arabic)
}

/// What can be said about two names without comparing their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Outset {
    by_names: u8,
    arabic: u8,
    /// Both give the father's name.
    fathers: bool,
}

impl Outset {
    /// Different outsets.
    pub const COUNT: usize = 4 * 3 * 2;

    pub fn of(a: &Reading, b: &Reading) -> Outset {
        Outset { by_names: by_names(a, b), arabic: arabic(a, b), fathers: a.patronymic && b.patronymic }
    }

    /// The number of this one, below [`Outset::COUNT`].
    pub fn number(self) -> usize {
        usize::from(self.by_names) + 4 * usize::from(self.arabic) + 12 * usize::from(self.fathers)
    }

    /// The one with a number.
    pub fn numbered(number: usize) -> Outset {
        Outset { by_names: (number % 4) as u8, arabic: (number / 4 % 3) as u8, fathers: number / 12 % 2 == 1 }
    }
}

fn measure(short: &Reading, long: &Reading, found: &Assignment, tables: &Tables) -> Features {
    let mut sums = Sums::default();
    for link in found.links() {
        let (Some(x), Some(y)) =
            (short.tokens().get(usize::from(link.short)), long.tokens().get(usize::from(link.long)))
        else {
            continue;
        };
        sums.add(link, x, y);
        if !link.pair.initial && link.pair.known != Known::OneName {
            sums.begin(short.phones(x), long.phones(y), tables);
            if !link.short_two && !link.long_two {
                sums.unlike = sums.unlike.max(doubt(x, y));
            }
        }
    }
    for (at, token) in long.tokens().iter().enumerate() {
        if found.left_over & (1 << at) != 0 {
            sums.leave(token);
            sums.lonely |= sums.initial_long && !token.initial && !token.patronymic;
        }
    }
    for (at, token) in short.tokens().iter().enumerate() {
        if found.alone & (1 << at) != 0 {
            sums.leave(token);
        }
    }
    // An initial stands for a word that has no better counterpart; if one of its own name is left, and nothing but given
    // names met, it stood for another.
    if sums.lonely && sums.one_name == sums.full {
        sums.unfit += 1;
        sums.lowest_initial = 0;
        sums.alike[2] = 0;
        sums.alike.sort_unstable();
    }
    sums.features(short, long)
}

struct Sums {
    alike: [u16; 3],
    highest: u16,
    weighted: u32,
    weight: u32,
    lowest_initial: u16,
    lowest_patronymic: Option<u16>,
    lowest_other: Option<u16>,
    lowest_mixed: Option<u16>,
    lowest_stem: u16,
    start: u16,
    unlike: u16,
    lowest_full: u16,
    lowest_mass: u16,
    initials: u8,
    unfit: u8,
    one_name: u8,
    two_names: u8,
    full: u8,
    distance: u16,
    worst: u16,
    gender: u8,
    joins: u8,
    bent: u8,
    left_names: u8,
    left_patronymics: u8,
    left_initials: u8,
    left_mass: u16,
    /// An initial of the longer name was taken for a word of the shorter.
    initial_long: bool,
    /// And yet a whole word of the longer name found none.
    lonely: bool,
}

impl Default for Sums {
    fn default() -> Self {
        Self {
            alike: [200; 3],
            highest: 0,
            weighted: 0,
            weight: 0,
            lowest_initial: 200,
            lowest_patronymic: None,
            lowest_other: None,
            lowest_mixed: None,
            lowest_stem: 200,
            start: 0,
            unlike: 0,
            lowest_full: 200,
            lowest_mass: 0,
            initials: 0,
            unfit: 0,
            one_name: 0,
            two_names: 0,
            full: 0,
            distance: 0,
            worst: 0,
            gender: 0,
            joins: 0,
            bent: 0,
            left_names: 0,
            left_patronymics: 0,
            left_initials: 0,
            left_mass: 0,
            initial_long: false,
            lonely: false,
        }
    }
}

impl Sums {
    fn add(&mut self, link: &Link, x: &Token, y: &Token) {
        let pair = &link.pair;
        if pair.initial {
            self.initials += 1;
            self.initial_long |= y.initial && !x.initial;
            self.lowest_initial = self.lowest_initial.min(pair.alike);
            if pair.alike == 0 {
                self.unfit += 1;
                self.lowest_initial = 0;
                self.alike[2] = 0;
                self.alike.sort_unstable();
            }
            return;
        }
        self.full += 1;
        match pair.known {
            Known::OneName => self.one_name += 1,
            Known::TwoNames => self.two_names += 1,
            Known::Nothing => {}
        }
        let mass = x.mass.min(y.mass);
        // Of words that are alike to the same degree the shortest counts, whichever comes first.
        match (self.full == 1, pair.alike.cmp(&self.lowest_full)) {
            (true, _) | (false, Ordering::Less) => {
                self.lowest_full = pair.alike;
                self.lowest_mass = mass;
            }
            (false, Ordering::Equal) => self.lowest_mass = self.lowest_mass.min(mass),
            (false, Ordering::Greater) => {}
        }
        self.alike[2] = pair.alike.min(self.alike[2]);
        self.alike.sort_unstable();
        self.highest = self.highest.max(pair.alike);
        self.weighted += u32::from(pair.alike) * u32::from(mass);
        self.weight += u32::from(mass);
        self.distance += pair.distance;
        self.worst = self.worst.max(pair.distance);
        self.lowest_stem = self.lowest_stem.min(pair.stems);
        let kind = match (x.patronymic, y.patronymic) {
            (true, true) => &mut self.lowest_patronymic,
            (false, false) => &mut self.lowest_other,
            _ => &mut self.lowest_mixed,
        };
        *kind = Some(kind.map_or(pair.alike, |lowest| lowest.min(pair.alike)));
        if x.patronymic && y.patronymic && !x.ending.fits(y.ending) {
            self.gender += 1;
        }
        if link.short_two || link.long_two {
            self.joins += 1;
        }
        if pair.bent {
            self.bent += 1;
        }
    }

    /// Offices and scribes rarely change how a name begins: what the worst beginning costs, one phone left out or none.
    fn begin(&mut self, p: &[Phone], q: &[Phone], tables: &Tables) {
        let (Some(&x), Some(&y)) = (p.first(), q.first()) else { return };
        if x == y {
            return;
        }
        let without = |left: Phone, next: Option<&Phone>, other: Phone| {
            next.map_or(u16::MAX, |next| tables.gap(left, false) + tables.cost(*next, other))
        };
        let cost = tables.cost(x, y).min(without(x, p.get(1), y)).min(without(y, q.get(1), x));
        self.start = self.start.max(cost);
    }

    fn leave(&mut self, token: &Token) {
        if token.initial {
            self.left_initials += 1;
        } else if token.patronymic {
            self.left_patronymics += 1;
        } else {
            self.left_names += 1;
            self.left_mass += token.mass;
        }
    }

    fn features(&self, short: &Reading, long: &Reading) -> Features {
        let mean = self.weighted.checked_div(self.weight).unwrap_or(0);
        let lowest = if self.full == 0 { 0 } else { self.alike[0] };
        let scripts = match (short.script.min(long.script), short.script.max(long.script)) {
            (a, b) if a == b => 0,
            (Script::Latin, Script::Cyrillic) => 1,
            (_, Script::Arabic) => 2,
            _ => 3,
        };
        let byte = |value: u32| value.min(255) as u8;
        let similarity = |value: Option<u16>| value.map_or(255, |value| value as u8);
        let fixed = (u32::from(lowest) * 3 + mean * 2) / 5;
        [
            byte(u32::from(lowest)),
            byte(u32::from(self.alike[1])),
            byte(u32::from(self.highest)),
            byte(mean),
            byte(short.tokens().len() as u32),
            byte(long.tokens().len() as u32),
            self.left_names,
            self.left_patronymics,
            self.initials,
            byte(u32::from(self.lowest_initial)),
            byte(u32::from(self.start)),
            similarity(self.lowest_patronymic),
            similarity(self.lowest_other),
            arabic(short, long),
            similarity(self.lowest_mixed),
            byte(u32::from(self.distance) / 2),
            by_names(short, long),
            self.gender,
            byte(u32::from(self.lowest_mass) / 5),
            self.joins,
            self.bent,
            scripts,
            self.one_name,
            self.two_names,
            byte(u32::from(self.lowest_stem)),
            byte(u32::from(self.left_mass) / 10),
            byte(u32::from(self.worst)),
            byte(u32::from(self.unlike) / 2),
            byte(fixed),
            byte(long.tokens().iter().map(|token| u32::from(token.mass)).sum::<u32>() / 10),
            self.unfit,
            self.left_initials,
        ]
    }
}
