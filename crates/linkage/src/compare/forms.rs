//! Reading each distinct value once into what is compared.

use super::census::Counting;
use super::mend::mended;
use super::near::Near;
use super::people::People;
use super::{Field, Prepared, is_word_name};
use crate::kind::FieldKind;
use crate::plan::Planned;
use crate::refusal::Refusal;
use crate::similar::letters_in;
use crate::table::{Column, MISSING, Table};
use crate::values::date::{self, Date};
use crate::values::{digits, letters};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::sync::Arc;

/// Byte strings end to end, with what is looked at before the bytes are.
#[derive(Debug, Default)]
pub struct Bytes {
    bytes: Vec<u8>,
    cards: Vec<Card>,
}

/// What tells most strings apart without a look at them; two of them lie in a line of the nearest memory.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Card {
    /// Which bytes occur; see [`crate::similar::letters_in`].
    pub letters: u64,
    /// Which words of three letters or more occur, a bit for each (several words may share one).
    pub words: u64,
    start: u32,
    /// Bytes.
    pub length: u32,
    /// Number of the sound (0 = none).
    pub sound: u32,
    /// The first four bytes, zeros after the end.
    first: [u8; 4],
}

impl Card {
    /// How many of the first four bytes two strings begin with in common.
    #[inline]
    pub fn prefix(&self, other: &Self) -> u32 {
        let apart = u32::from_le_bytes(self.first) ^ u32::from_le_bytes(other.first);
        (apart.trailing_zeros() / 8).min(self.length).min(other.length)
    }
}

impl Bytes {
    /// The bytes of a value.
    #[inline]
    pub fn get(&self, number: u32) -> &[u8] {
        self.read(&self.card(number))
    }

    /// The bytes that a card is of.
    #[inline]
    pub(super) fn read(&self, card: &Card) -> &[u8] {
        let start = card.start as usize;
        self.bytes.get(start..start + card.length as usize).unwrap_or(&[])
    }

    /// What is looked at first of a value.
    #[inline]
    pub(super) fn card(&self, number: u32) -> Card {
        self.cards.get(number as usize).copied().unwrap_or_default()
    }

    /// Hash of the sound of a value, the same for spellings in several scripts; 0 = none.
    #[inline]
    pub fn sound(&self, number: u32) -> u32 {
        self.cards.get(number as usize).map_or(0, |card| card.sound)
    }

    /// Which bytes occur in a value; see [`crate::similar::letters_in`].
    #[inline]
    pub fn letters(&self, number: u32) -> u64 {
        self.cards.get(number as usize).map_or(0, |card| card.letters)
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    fn push(&mut self, bytes: impl Iterator<Item = u8>, sound: u32) {
        let start = self.bytes.len();
        self.bytes.extend(bytes);
        let new = self.bytes.get(start..).unwrap_or(&[]);
        let mut card = Card {
            letters: letters_in(new),
            words: words_in(new),
            start: start as u32,
            length: new.len() as u32,
            sound,
            first: [0; 4],
        };
        card.first.iter_mut().zip(new).for_each(|(first, byte)| *first = *byte);
        self.cards.push(card);
    }
}

/// Words of several letters in a text.
pub(super) fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b' ').filter(|word| word.len() >= 3)
}

fn words_in(text: &[u8]) -> u64 {
    words(text)
        .fold(0, |set, word| set | 1 << (crate::block::hash(word).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58))
}

/// What is compared for each value of a comparison.
#[derive(Debug)]
pub enum Forms {
    /// Given names, family names, patronymics.
    Words(Arc<Bytes>),
    /// Places and texts.
    Places(Bytes),
    /// Codes, numbers of persons and telephones.
    Codes(Bytes),
    /// E-mail addresses.
    Emails(Bytes),
    /// Whole names.
    People(People),
    /// Dates.
    Dates(Vec<Date>),
    /// Years, months, days, ages, quantities.
    Numbers(Vec<i64>),
    /// Values that are the same or not.
    Same,
}

/// Comparable texts numbered as they come.
#[derive(Default)]
struct Numbering {
    numbers: FxHashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Numbering {
    fn number(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return MISSING;
        }
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.numbers.insert(text.into(), number);
        self.texts.push(text.into());
        number
    }
}

/// Reads the values. `counting`: for each comparison where counts come from; the rows at hand where there is none.
pub(super) fn prepare(
    table: &Table,
    planned: &[Planned],
    counting: Vec<Counting<'_>>,
) -> Result<Prepared, Refusal> {
    let mut counting = counting.into_iter();
    let mut names = Numbering::default();
    let mut fields: Vec<Field> = Vec::with_capacity(planned.len());
    // Names are numbered together first: exchanged names are then found by number.
    let mut name_numbers: Vec<Vec<u32>> = Vec::new();
    for one in planned {
        name_numbers.push(if is_word_name(one.kind) && !one.several {
            let column = first_column(table, one)?;
            column.values.iter().map(|value| names.number(&letters::plain(value))).collect()
        } else {
            Vec::new()
        });
    }
    let name_bytes = Arc::new(bytes(&names.texts, true));
    for (one, numbers) in planned.iter().zip(name_numbers) {
        let counting = counting.next().unwrap_or(Counting::Here);
        fields.push(match one.kind {
            FieldKind::List => lists(table, one)?,
            _ if one.several => people(table, one, counting)?,
            FieldKind::GivenName | FieldKind::FamilyName | FieldKind::Patronymic => {
                let column = first_column(table, one)?;
                let forms = Forms::Words(Arc::clone(&name_bytes));
                field(one, cells(column, &numbers), names.texts.len(), forms, counting, |n| text(&names, n))
            }
            FieldKind::FullName => people(table, one, counting)?,
            FieldKind::Date => dates(table, one, counting)?,
            FieldKind::Year | FieldKind::Month | FieldKind::Day | FieldKind::Age | FieldKind::Number => {
                numbers_field(table, one, counting)?
            }
            kind => {
                let column = first_column(table, one)?;
                let mut seen = Numbering::default();
                let read = |value: &str| match kind {
                    FieldKind::Code | FieldKind::NationalId => letters::plain(value).replace(' ', ""),
                    FieldKind::Phone => {
                        value.chars().filter_map(digits::digit).map(|d| char::from(b'0' + d)).collect()
                    }
                    FieldKind::Email => value.trim().to_lowercase(),
                    FieldKind::Sex => sex(value),
                    _ => letters::plain(value),
                };
                let numbers: Vec<u32> = column.values.iter().map(|value| seen.number(&read(value))).collect();
                let forms = match kind {
                    FieldKind::Email => Forms::Emails(bytes(&seen.texts, false)),
                    FieldKind::Place | FieldKind::Text => Forms::Places(bytes(&seen.texts, false)),
                    FieldKind::Sex | FieldKind::List => Forms::Same,
                    _ => Forms::Codes(bytes(&seen.texts, false)),
                };
                field(one, cells(column, &numbers), seen.texts.len(), forms, counting, |n| text(&seen, n))
            }
        });
    }
    for at in 0..fields.len() {
        let Some(given) = fields.get(at).filter(|field| field.planned.kind == FieldKind::FamilyName) else {
            continue;
        };
        let Some(partner) = given.planned.columns.get(1).cloned() else { continue };
        let found = fields.iter().position(|f| f.planned.columns.first() == Some(&partner));
        if let (Some(field), Some(found)) = (fields.get_mut(at), found) {
            field.exchanged_with = Some(found);
        }
    }
    Ok(Prepared::of(fields, table.rows()))
}

fn column<'a>(table: &'a Table, name: &str) -> Result<&'a Column, Refusal> {
    table.column(name).ok_or_else(|| Refusal::ModelColumn(name.to_owned()))
}

fn first_column<'a>(table: &'a Table, planned: &Planned) -> Result<&'a Column, Refusal> {
    column(table, planned.columns.first().map_or("", String::as_str))
}

fn text(numbering: &Numbering, number: u32) -> String {
    numbering.texts.get(number as usize).map(|text| text.to_string()).unwrap_or_default()
}

fn cells(column: &Column, numbers: &[u32]) -> Vec<u32> {
    column.cells.iter().map(|&cell| numbers.get(cell as usize).copied().unwrap_or(MISSING)).collect()
}

fn bytes(texts: &[Box<str>], with_sound: bool) -> Bytes {
    let mut bytes = Bytes::default();
    for text in texts {
        let sound = if with_sound { sound(text) } else { 0 };
        bytes.push(letters::bytes(text), sound);
    }
    bytes.bytes.shrink_to_fit();
    bytes
}

/// Hash of the folded form in which the usual spellings of a name meet, whatever the script.
fn sound(text: &str) -> u32 {
    let folded = names::fold::search_key(text);
    if folded.len() < 2 {
        return 0;
    }
    let mut hash = 0x811c_9dc5u32;
    for byte in folded.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash.max(1)
}

/// The list of each row: a column, or the files that the rows come from.
fn lists(table: &Table, planned: &Planned) -> Result<Field, Refusal> {
    let (cells, count) = match planned.columns.first() {
        Some(name) => {
            let column = column(table, name)?;
            (column.cells.clone(), column.values.len())
        }
        None => (table.list_of.iter().map(|&list| u32::from(list)).collect(), table.lists.len()),
    };
    Ok(field(planned, cells, count, Forms::Same, Counting::Here, |_| String::new()))
}

/// Woman, man, or what is written.
fn sex(written: &str) -> String {
    let plain = letters::plain(written);
    let first = plain.split(' ').next().unwrap_or("");
    match first {
        "m" | "male" | "man" | "masculino" | "hombre" | "h" | "homme" | "masculin" | "м" | "муж"
        | "мужской" | "мужчина" | "ч" | "чоловіча" | "ұл" | "boy" | "varon" | "ер" | "еркек" | "эркек"
        | "ذكر" | "مرد" => "m".to_owned(),
        "f" | "female" | "woman" | "femenino" | "mujer" | "femme" | "feminin" | "w" | "weiblich" | "ж"
        | "қыз" | "girl" | "жен" | "женский" | "женщина" | "жіноча" | "әйел" | "аял" | "انثي" | "زن" => {
            "f".to_owned()
        }
        _ => plain,
    }
}

fn field(
    planned: &Planned,
    cells: Vec<u32>,
    values: usize,
    forms: Forms,
    mut counting: Counting<'_>,
    key: impl Fn(u32) -> String,
) -> Field {
    let mut counts = vec![0u32; values];
    let mut filled = 0u32;
    for &cell in &cells {
        if let Some(count) = counts.get_mut(cell as usize) {
            *count += 1;
            filled += 1;
        }
    }
    counting.settle(&mut counts, &mut filled, key);
    let rarity_of = |count: u32| (f64::from(filled.max(1)) / f64::from(count.max(1))).log2() as f32;
    let rarity: Vec<f32> = counts.iter().map(|&count| rarity_of(count)).collect();
    let rarity_near = match &forms {
        Forms::Words(bytes) => {
            let mut sounding: FxHashMap<u32, u32> = FxHashMap::default();
            for (number, &count) in counts.iter().enumerate() {
                *sounding.entry(bytes.sound(number as u32)).or_default() += count;
            }
            let sounding = counting.sounds(sounding);
            (0..counts.len() as u32)
                .map(|number| match (bytes.sound(number), counts.get(number as usize)) {
                    (0, Some(&count)) => rarity_of(count),
                    (sound, _) => rarity_of(sounding.get(&sound).copied().unwrap_or(1)),
                })
                .collect()
        }
        _ => rarity.clone(),
    };
    Field { planned: planned.clone(), cells, counts, forms, rarity, rarity_near, exchanged_with: None }
}

fn people(table: &Table, planned: &Planned, mut counting: Counting<'_>) -> Result<Field, Refusal> {
    let column = first_column(table, planned)?;
    let beyond: Vec<&Column> =
        planned.columns.iter().skip(1).map(|name| self::column(table, name)).collect::<Result<_, _>>()?;
    let mut words = Numbering::default();
    let mut seen: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
    let mut people = People::default();
    let mut cells = Vec::with_capacity(column.cells.len());
    let arabic = |text: &str| text.chars().any(|c| matches!(c, '\u{620}'..='\u{6ff}'));
    let in_arabic = column.values.iter().take(1_000).filter(|value| arabic(value)).count();
    people.in_line = counting.in_line(in_arabic * 2 > column.values.len().min(1_000));
    // Only names in Arabic script are torn, and nothing is torn in columns whose words are taken out of others.
    let vocabulary: FxHashSet<Box<str>> = if people.in_line && beyond.is_empty() {
        let plain = column.values.iter().map(letters::plain);
        plain.flat_map(|plain| plain.split(' ').map(Box::from).collect::<Vec<_>>()).collect()
    } else {
        FxHashSet::default()
    };
    let word_lists: Vec<Vec<u32>> = column
        .values
        .iter()
        .map(|value| {
            let plain = letters::plain(value);
            let plain = if vocabulary.is_empty() {
                Cow::Borrowed(plain.as_str())
            } else {
                mended(&plain, |word| counting.knows(word, |word| vocabulary.contains(word)))
            };
            let telling = plain.split(' ').filter(|word| !PARTICLES.contains(word));
            telling.map(|word| words.number(word)).filter(|word| *word != MISSING).collect()
        })
        .collect();
    let taken: Vec<Vec<Vec<u32>>> = beyond
        .iter()
        .map(|column| {
            let read =
                |value: &str| letters::plain(value).split(' ').map(|word| words.number(word)).collect();
            column.values.iter().map(read).collect()
        })
        .collect();
    for row in 0..table.rows() {
        let Some(list) = word_lists.get(column.cell(row) as usize) else {
            cells.push(MISSING);
            continue;
        };
        let mut list = list.clone();
        for (column, values) in beyond.iter().zip(&taken) {
            for word in values.get(column.cell(row) as usize).into_iter().flatten() {
                if let Some(at) = list.iter().position(|other| other == word) {
                    list.remove(at);
                }
            }
        }
        if list.is_empty() {
            cells.push(MISSING);
            continue;
        }
        // The same words in another order are another value: the first word is the given name more often than not.
        let number = match seen.get(&list) {
            Some(&number) => number,
            None => {
                let number = people.ends.len() as u32;
                people.words_of.extend(&list);
                people.ends.push(people.words_of.len() as u32);
                seen.insert(list, number);
                number
            }
        };
        cells.push(number);
    }
    people.words = bytes(&words.texts, true);
    people.whole = planned.kind == FieldKind::FullName && planned.columns.len() == 1;
    let mut field = field(planned, cells, people.ends.len(), Forms::Same, Counting::Here, |_| String::new());
    let mut counts = vec![0u32; words.texts.len()];
    let mut filled = 0;
    for (name, &count) in field.counts.iter().enumerate() {
        filled += count;
        for &word in people.of(name as u32) {
            if let Some(place) = counts.get_mut(word as usize) {
                *place += count;
            }
        }
    }
    let mut of_sound: FxHashMap<u32, u32> = FxHashMap::default();
    for (word, &count) in (0u32..).zip(&counts) {
        let sound = people.words.sound(word);
        if sound != 0 {
            *of_sound.entry(sound).or_default() += count;
        }
    }
    let of_sound = counting.sounds(of_sound);
    counting.settle(&mut counts, &mut filled, |word| text(&words, word));
    people.near = Near::find(&words.texts, &people.words, &counts, counting.is_then());
    people.rarity = word_rarity(&people.words, &counts, &of_sound, filled);
    field.rarity = (0..people.ends.len() as u32)
        .map(|name| {
            people.of(name).iter().map(|&word| people.rarity.get(word as usize).copied().unwrap_or(0.0)).sum()
        })
        .collect();
    field.forms = Forms::People(people);
    Ok(field)
}

/// Small words between names that are written or left out at will.
const PARTICLES: [&str; 16] =
    ["de", "del", "la", "las", "los", "el", "y", "e", "da", "dos", "do", "das", "van", "von", "der", "di"];

fn word_rarity(words: &Bytes, counts: &[u32], of_sound: &FxHashMap<u32, u32>, filled: u32) -> Vec<f32> {
    (0u32..)
        .zip(counts)
        .map(|(word, &count)| {
            let near = of_sound.get(&words.sound(word)).copied().unwrap_or(0).max(count).max(1);
            (f64::from(filled.max(1)) / f64::from(near)).log2().max(0.0) as f32
        })
        .collect()
}

fn dates(table: &Table, planned: &Planned, counting: Counting<'_>) -> Result<Field, Refusal> {
    let columns: Vec<&Column> =
        planned.columns.iter().map(|name| column(table, name)).collect::<Result<_, _>>()?;
    let mut seen: FxHashMap<Date, u32> = FxHashMap::default();
    let mut dates = Vec::new();
    let mut number = |date: Option<Date>| match date {
        None => MISSING,
        Some(date) => *seen.entry(date).or_insert_with(|| {
            dates.push(date);
            dates.len() as u32 - 1
        }),
    };
    let cells = match columns.as_slice() {
        [year, month, day] => {
            let part = |column: &Column, row: u32| {
                column.written(row).and_then(digits::number).filter(|n| (0..=9_999).contains(n)).unwrap_or(0)
            };
            (0..table.rows())
                .map(|row| {
                    let (year, month, day) = (part(year, row), part(month, row), part(day, row));
                    let date = Date { year: year as u16, month: month.min(99) as u8, day: day.min(99) as u8 };
                    number((date != Date::default()).then_some(date))
                })
                .collect()
        }
        [column, ..] => {
            let numbers: Vec<u32> = column.values.iter().map(|value| number(date::read(value))).collect();
            cells(column, &numbers)
        }
        [] => Vec::new(),
    };
    let names: Vec<String> =
        if counting.is_here() { Vec::new() } else { dates.iter().map(written).collect() };
    let name = |number: u32| names.get(number as usize).cloned().unwrap_or_default();
    Ok(field(planned, cells, dates.len(), Forms::Dates(dates), counting, name))
}

/// What names a date in a census.
fn written(date: &Date) -> String {
    format!("{}-{}-{}", date.year, date.month, date.day)
}

fn numbers_field(table: &Table, planned: &Planned, counting: Counting<'_>) -> Result<Field, Refusal> {
    let column = first_column(table, planned)?;
    let mut seen: FxHashMap<i64, u32> = FxHashMap::default();
    let mut values = Vec::new();
    let mut number = |value: Option<i64>| match value {
        None => MISSING,
        Some(value) => *seen.entry(value).or_insert_with(|| {
            values.push(value);
            values.len() as u32 - 1
        }),
    };
    let cells = match planned.columns.get(1) {
        // An age on a dated list says the year of birth; lists of different years then agree.
        Some(list_date) if planned.kind == FieldKind::Age => {
            let list_date = self::column(table, list_date)?;
            let born = |row: u32| {
                let age = column.written(row).and_then(digits::number)?;
                let year = list_date.written(row).and_then(date::read).map(|date| i64::from(date.year));
                Some(year.filter(|year| *year > 0)? - age)
            };
            (0..table.rows()).map(|row| number(born(row))).collect()
        }
        _ => {
            let numbers: Vec<u32> = column.values.iter().map(|value| number(digits::number(value))).collect();
            cells(column, &numbers)
        }
    };
    let names = values.clone();
    let name = |number: u32| names.get(number as usize).map(i64::to_string).unwrap_or_default();
    Ok(field(planned, cells, values.len(), Forms::Numbers(values), counting, name))
}
