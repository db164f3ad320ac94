//! The phones in which names of all scripts meet, what it costs to confuse two of them, and which letters stand for
//! which. All of it is read once from the data files beside this crate; nothing here decides about names.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::letters::facts;

const PHONES: &str = include_str!("../data/phones.tsv");
const COSTS: &str = include_str!("../data/costs.tsv");
const LETTERS: &str = include_str!("../data/letters.tsv");

/// A phone: a small number below [`COUNT`].
pub(crate) type Phone = u8;

/// Rows and columns of the cost table; a power of two so that a lookup needs no check.
pub(crate) const COUNT: usize = 64;

/// What a phone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Vowel,
    Consonant,
    /// May be silent: a glide, an unwritten Arabic vowel.
    Optional,
}

/// The scripts whose letters have a table; everything else is compared letter by letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Script {
    /// No table.
    #[default]
    Other,
    Latin,
    Cyrillic,
    Arabic,
    Armenian,
    Georgian,
    Greek,
}

pub(crate) struct Tables {
    /// `substitute[a][b]`, in hundredths; symmetric, zero on the diagonal.
    pub substitute: [[u8; COUNT]; COUNT],
    /// What it costs to leave a phone out.
    pub gap: [u8; COUNT],
    /// The same where one of the names is in an Arabic script, which does not write short vowels.
    pub gap_arabic: [u8; COUNT],
    /// `gains[arabic][a][b]`: what taking one for the other saves against leaving out both.
    gains: [[[u8; COUNT]; COUNT]; 2],
    pub kind: [Kind; COUNT],
    /// The plainest Latin letter for a phone, for suffixes and keys; 0 for none.
    pub plain: [u8; COUNT],
    /// By letter; those of one letter stand together in `rules`.
    letters: Vec<(u16, u8)>,
    weights: [Weights; COUNT],
    rules: Vec<Rule>,
    by_symbol: [Phone; 128],
    symbols: [u8; COUNT],
}

/// What a phone adds to its word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Weights {
    /// In hundredths of a consonant.
    pub mass: u16,
    /// The same of consonants alone.
    pub bones: u16,
    /// What it costs to leave it out; the same where the other name is in an Arabic script.
    pub gaps: [u16; 2],
    /// Halves of a consonant by class, a byte each.
    pub classes: u64,
    /// Halves that may belong elsewhere.
    pub slack: u8,
}

impl std::ops::AddAssign for Weights {
    fn add_assign(&mut self, more: Weights) {
        self.mass += more.mass;
        self.bones += more.bones;
        let ([usual, arabic], [more_usual, more_arabic]) = (self.gaps, more.gaps);
        self.gaps = [usual + more_usual, arabic + more_arabic];
        self.classes += more.classes;
        self.slack += more.slack;
    }
}

/// One line of the letter table, without its first letter.
pub(crate) struct Rule {
    pub rest: Vec<char>,
    pub only_first: bool,
    pub only_last: bool,
    pub phones: Vec<Phone>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(read);

pub(crate) fn tables() -> &'static Tables {
    &TABLES
}

impl Tables {
    /// The phone written with this symbol in the data files.
    pub fn phone(&self, symbol: u8) -> Phone {
        self.by_symbol.get(usize::from(symbol & 127)).copied().unwrap_or(0)
    }

    /// The symbol of a phone in the data files.
    pub fn symbol(&self, phone: Phone) -> char {
        char::from(self.symbol_byte(phone))
    }

    /// The same as a byte.
    pub fn symbol_byte(&self, phone: Phone) -> u8 {
        self.symbols.get(usize::from(phone)).copied().unwrap_or(b'?')
    }

    /// The rules that begin with a letter, longest first.
    #[inline]
    pub fn rules(&self, first: char) -> &[Rule] {
        let Some(&(from, count)) = self.letters.get(first as usize) else { return &[] };
        let from = usize::from(from);
        self.rules.get(from..from + usize::from(count)).unwrap_or(&[])
    }

    /// The phone of a letter that stands alone, as an initial does.
    pub fn alone(&self, letter: char) -> Option<Phone> {
        self.rules(letter).iter().find(|rule| rule.rest.is_empty())?.phones.first().copied()
    }

    /// The costs of reading a phone for any other.
    #[inline]
    pub fn costs(&self, a: Phone) -> &[u8; COUNT] {
        // The mask makes the lookup total; the fallback is never taken.
        self.substitute.get(usize::from(a) & (COUNT - 1)).unwrap_or(&self.gap)
    }

    #[inline]
    pub fn cost(&self, a: Phone, b: Phone) -> u16 {
        at(self.costs(a), b)
    }

    /// What taking one phone for another saves against leaving out both; see [`row`].
    #[inline]
    pub fn gains(&self, arabic: bool) -> &[[u8; COUNT]; COUNT] {
        let [usual, without_vowels] = &self.gains;
        if arabic { without_vowels } else { usual }
    }

    /// What it costs to leave each phone out.
    #[inline]
    pub fn gaps(&self, arabic: bool) -> &[u8; COUNT] {
        if arabic { &self.gap_arabic } else { &self.gap }
    }

    #[inline]
    pub fn gap(&self, phone: Phone, arabic: bool) -> u16 {
        at(self.gaps(arabic), phone)
    }

    /// What a phone adds to its word.
    #[inline]
    pub fn weights(&self, phone: Phone) -> Weights {
        self.weights.get(usize::from(phone)).copied().unwrap_or_default()
    }

    pub fn kind(&self, phone: Phone) -> Kind {
        self.kind.get(usize::from(phone)).copied().unwrap_or(Kind::Consonant)
    }

    pub fn plain(&self, phone: Phone) -> u8 {
        self.plain.get(usize::from(phone)).copied().unwrap_or(0)
    }
}

/// The row of a phone in a table.
#[inline]
pub(crate) fn row(table: &[[u8; COUNT]; COUNT], phone: Phone) -> &[u8; COUNT] {
    // The mask makes the lookup total; the fallback is never taken.
    table.get(usize::from(phone) & (COUNT - 1)).unwrap_or(&[0; COUNT])
}

/// A cost from a row of a table.
#[inline]
pub(crate) fn at(row: &[u8; COUNT], phone: Phone) -> u16 {
    row.get(usize::from(phone) & (COUNT - 1)).map_or(100, |cost| u16::from(*cost))
}

/// The lines of a data file that are not comments, as fields.
fn lines(text: &str) -> impl Iterator<Item = Vec<&str>> {
    // "# " begins a comment; a lone "#" is a symbol.
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .map(|line| line.split('\t').collect())
}

fn read() -> Tables {
    let mut tables = Tables {
        substitute: [[100; COUNT]; COUNT],
        gap: [95; COUNT],
        gap_arabic: [95; COUNT],
        gains: [[[0; COUNT]; COUNT]; 2],
        kind: [Kind::Consonant; COUNT],
        plain: [0; COUNT],
        letters: Vec::new(),
        weights: [Weights::default(); COUNT],
        rules: Vec::new(),
        by_symbol: [0; 128],
        symbols: [b'?'; COUNT],
    };
    read_phones(&mut tables);
    read_costs(&mut tables);
    count_gains(&mut tables);
    weigh(&mut tables);
    read_letters(&mut tables);
    tables
}

fn read_phones(tables: &mut Tables) {
    // 0 stays free: "no phone".
    let mut next: Phone = 1;
    for fields in lines(PHONES) {
        let [symbol, kind, gap, plain, ..] = fields.as_slice() else { continue };
        let (Some(&symbol), Ok(gap)) = (symbol.as_bytes().first(), gap.parse::<u8>()) else { continue };
        let kind = match *kind {
            "v" => Kind::Vowel,
            "o" => Kind::Optional,
            _ => Kind::Consonant,
        };
        let at = usize::from(next);
        set(&mut tables.by_symbol, usize::from(symbol), next);
        set(&mut tables.symbols, at, symbol);
        set(&mut tables.kind, at, kind);
        set(&mut tables.gap, at, gap);
        let plain_vowel = kind == Kind::Vowel && !matches!(symbol, b'y' | b'E');
        set(&mut tables.gap_arabic, at, if plain_vowel { 10 } else { gap });
        set(&mut tables.plain, at, plain.as_bytes().first().copied().filter(|c| *c != b'-').unwrap_or(0));
        next = next.saturating_add(1).min(COUNT as Phone - 1);
    }
}

fn read_costs(tables: &mut Tables) {
    for a in 0..COUNT {
        for b in 0..COUNT {
            let cost = match (tables.kind.get(a), tables.kind.get(b)) {
                _ if a == b => 0,
                (Some(Kind::Vowel), Some(Kind::Vowel)) => 45,
                (Some(Kind::Consonant), Some(Kind::Consonant)) => 100,
                _ => 110,
            };
            set_cost(tables, a, b, cost);
        }
    }
    for fields in lines(COSTS) {
        let [a, b, cost, ..] = fields.as_slice() else { continue };
        let (Some(&a), Some(&b), Ok(cost)) = (a.as_bytes().first(), b.as_bytes().first(), cost.parse::<u8>())
        else {
            continue;
        };
        let (a, b) = (usize::from(tables.phone(a)), usize::from(tables.phone(b)));
        set_cost(tables, a, b, cost);
        set_cost(tables, b, a, cost);
    }
}

fn count_gains(tables: &mut Tables) {
    for arabic in [false, true] {
        let gaps = *tables.gaps(arabic);
        for phone in 0..COUNT as Phone {
            let costs = *tables.costs(phone);
            let mut gains = [0u8; COUNT];
            for (other, gain) in (0..).zip(&mut gains) {
                let both = at(&gaps, phone) + at(&gaps, other);
                *gain = both.saturating_sub(at(&costs, other)).min(255) as u8;
            }
            let [usual, without_vowels] = &mut tables.gains;
            set(if arabic { without_vowels } else { usual }, usize::from(phone), gains);
        }
    }
}

fn weigh(tables: &mut Tables) {
    for phone in 0..COUNT as Phone {
        let (kind, gap) = (tables.kind(phone), tables.gap(phone, false));
        let (class, halves, slack) = class(tables.symbol_byte(phone));
        let weights = Weights {
            mass: match kind {
                Kind::Consonant => 100,
                Kind::Vowel => 70,
                Kind::Optional => gap,
            },
            bones: if kind == Kind::Consonant { gap.max(60) } else { 0 },
            gaps: [gap, tables.gap(phone, true)],
            classes: halves << (8 * class),
            slack,
        };
        set(&mut tables.weights, usize::from(phone), weights);
    }
}

/// The class of a consonant, how many halves of it count there, and how many may belong elsewhere; a phone of unsure
/// class counts nowhere or half.
fn class(symbol: u8) -> (u32, u64, u8) {
    match symbol {
        b'b' | b'p' => (0, 2, 0),
        b'f' | b'v' => (1, 2, 0),
        b'w' => (1, 0, 1),
        b'd' | b't' | b'T' | b'D' => (2, 2, 0),
        b'1' => (2, 1, 1),
        b'k' | b'g' | b'q' => (3, 2, 0),
        b'G' | b'4' => (3, 1, 0),
        b'X' => (3, 1, 1),
        b'K' | b'%' => (3, 0, 2),
        b's' | b'z' | b'S' | b'2' | b'Z' | b'c' | b'j' => (4, 2, 0),
        b'&' | b'Q' => (4, 1, 1),
        b'C' => (4, 1, 1),
        b'J' => (4, 0, 2),
        b'l' => (5, 2, 0),
        b'r' => (6, 2, 0),
        b'm' | b'n' => (7, 2, 0),
        _ => (0, 0, 0),
    }
}

fn read_letters(tables: &mut Tables) {
    let mut found: BTreeMap<char, Vec<Rule>> = BTreeMap::new();
    for fields in lines(LETTERS) {
        let [script, letters, phones, ..] = fields.as_slice() else { continue };
        let script = match *script {
            "latn" => Script::Latin,
            "cyrl" => Script::Cyrillic,
            "arab" => Script::Arabic,
            "armn" => Script::Armenian,
            "geor" => Script::Georgian,
            "grek" => Script::Greek,
            _ => continue,
        };
        let mut rest: Vec<char> = letters.chars().collect();
        let only_first = rest.first() == Some(&'^');
        let only_last = rest.last() == Some(&'$');
        rest.retain(|c| !matches!(c, '^' | '$'));
        if rest.is_empty() {
            continue;
        }
        let first = rest.remove(0);
        if facts(first).script != script {
            continue;
        }
        let phones = phones.bytes().map(|symbol| tables.phone(symbol)).filter(|phone| *phone != 0).collect();
        found.entry(first).or_default().push(Rule { rest, only_first, only_last, phones });
    }
    for (first, mut rules) in found {
        rules.sort_by_key(|rule| std::cmp::Reverse((rule.rest.len(), rule.only_first, rule.only_last)));
        let place = (tables.rules.len() as u16, rules.len() as u8);
        tables.letters.resize(first as usize, (0, 0));
        tables.letters.push(place);
        tables.rules.append(&mut rules);
    }
}

fn set_cost(tables: &mut Tables, a: usize, b: usize, cost: u8) {
    if let Some(row) = tables.substitute.get_mut(a) {
        set(row, b, cost);
    }
}

fn set<T>(table: &mut [T], at: usize, value: T) {
    if let Some(slot) = table.get_mut(at) {
        *slot = value;
    }
}
