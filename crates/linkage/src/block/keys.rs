//! The keys of each row.

use crate::compare::{Bytes, Field, Forms, Prepared};
use crate::kind::FieldKind;
use crate::table::MISSING;
use rustc_hash::FxHashMap;

/// One way of giving keys to rows.
pub(super) struct Stream<'a> {
    /// In words.
    pub name: String,
    /// The comparisons it looks at, one bit each.
    pub fields: u32,
    /// Where the keys come from.
    pub source: Source<'a>,
}

/// Where the keys of rows come from.
pub(super) enum Source<'a> {
    /// From the value of one comparison.
    Values(Values<'a>),
    /// A hash for each row, or [`MISSING`].
    Rows(Vec<u32>),
}

/// Keys of each value: numbers from 0 on.
pub(super) struct Values<'a> {
    /// Keys end to end, and where those of each value end.
    keys: Vec<u32>,
    ends: Vec<u32>,
    /// The comparison whose values they are.
    pub field: &'a Field,
    /// Rows with each key.
    pub sizes: Vec<u32>,
}

impl Values<'_> {
    /// Keys of a value.
    #[inline]
    pub fn of(&self, value: u32) -> &[u32] {
        let value = value as usize;
        let Some(&end) = self.ends.get(value) else { return &[] };
        let start = if value == 0 { 0 } else { self.ends.get(value - 1).copied().unwrap_or(0) };
        self.keys.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Rows with that key.
    #[inline]
    pub fn size(&self, key: u32) -> u32 {
        self.sizes.get(key as usize).copied().unwrap_or(0)
    }
}

impl Stream<'_> {
    /// Keys of a row.
    #[inline]
    pub fn keys(&self, row: u32) -> &[u32] {
        match &self.source {
            Source::Values(values) => values.of(values.field.cell(row)),
            Source::Rows(keys) => {
                let row = row as usize;
                keys.get(row..=row).filter(|key| *key != [MISSING]).unwrap_or(&[])
            }
        }
    }

    /// Rows of each key that more than one row has.
    pub fn sizes(&self) -> Vec<u32> {
        match &self.source {
            Source::Values(values) => values.sizes.clone(),
            Source::Rows(keys) => {
                let mut keys: Vec<u32> = keys.iter().copied().filter(|key| *key != MISSING).collect();
                keys.sort_unstable();
                keys.chunk_by(|x, y| x == y).map(|rows| rows.len() as u32).collect()
            }
        }
    }

    /// Whether more rows than so many have the key, as far as that is counted.
    #[inline]
    pub fn shared(&self, key: u32, above: u32) -> bool {
        match &self.source {
            Source::Values(values) => values.size(key) > above,
            Source::Rows(_) => true,
        }
    }
}

/// A key from year, month and day; `None` when a part is not known.
type DatePart = fn(u16, u8, u8) -> Option<u64>;

/// Collects the keys of values, numbering hashes densely.
#[derive(Default)]
struct Keys {
    numbers: FxHashMap<u64, u32>,
    keys: Vec<u32>,
    ends: Vec<u32>,
}

impl Keys {
    fn add(&mut self, hash: u64) {
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry(hash).or_insert(next);
        let start = self.ends.last().copied().unwrap_or(0) as usize;
        if !self.keys.get(start..).unwrap_or(&[]).contains(&number) {
            self.keys.push(number);
        }
    }

    fn close(&mut self) {
        self.ends.push(self.keys.len() as u32);
    }

    fn stream(self, name: String, fields: u32, field: &Field) -> Stream<'_> {
        let mut sizes = vec![0u32; self.numbers.len()];
        let mut start = 0;
        for (&end, &count) in self.ends.iter().zip(&field.counts) {
            for &key in self.keys.get(start..end as usize).unwrap_or(&[]) {
                if let Some(size) = sizes.get_mut(key as usize) {
                    *size += count;
                }
            }
            start = end as usize;
        }
        let values = Values { keys: self.keys, ends: self.ends, field, sizes };
        Stream { name, fields, source: Source::Values(values) }
    }
}

pub(super) fn streams(prepared: &Prepared) -> Vec<Stream<'_>> {
    let mut streams = Vec::new();
    let mut spelt: Vec<Option<Vec<u32>>> = Vec::new();
    for (at, field) in prepared.fields.iter().enumerate() {
        let bit = 1u32 << at;
        let name = &field.planned.name;
        let mut usual = None;
        match &field.forms {
            Forms::Words(bytes) => {
                let canon = usual_spelling(bytes, &field.counts);
                streams.push(spelling(name, bit, field, bytes, &canon));
                streams.push(by_value(format!("{name} sound"), bit, field, bytes.len(), |value, keys| {
                    let sound = bytes.sound(value);
                    if sound != 0 {
                        keys.add(u64::from(sound));
                    }
                }));
                streams.push(by_value(
                    format!("{name} beginning"),
                    bit,
                    field,
                    bytes.len(),
                    |value, keys| {
                        if let Some(start) = bytes.get(value).get(..3) {
                            keys.add(hash(start));
                        }
                    },
                ));
                usual = Some(canon);
            }
            Forms::Places(bytes) => {
                let canon = usual_spelling(bytes, &field.counts);
                streams.push(spelling(name, bit, field, bytes, &canon));
            }
            Forms::Codes(bytes) => {
                streams.push(by_value(name.clone(), bit, field, bytes.len(), |value, keys| {
                    keys.add(u64::from(value))
                }));
                streams.push(by_value(
                    format!("{name} first half"),
                    bit,
                    field,
                    bytes.len(),
                    |value, keys| {
                        let text = bytes.get(value);
                        if text.len() >= 4 {
                            keys.add(hash(text.get(..text.len() / 2).unwrap_or(&[])));
                        }
                    },
                ));
                streams.push(by_value(
                    format!("{name} second half"),
                    bit,
                    field,
                    bytes.len(),
                    |value, keys| {
                        let text = bytes.get(value);
                        if text.len() >= 4 {
                            keys.add(hash(text.get(text.len() - text.len() / 2..).unwrap_or(&[])));
                        }
                    },
                ));
            }
            Forms::Emails(bytes) => {
                let canon = usual_spelling(bytes, &field.counts);
                streams.push(spelling(name, bit, field, bytes, &canon));
                streams.push(by_value(format!("{name} before @"), bit, field, bytes.len(), |value, keys| {
                    let text = bytes.get(value);
                    let at = text.iter().position(|byte| *byte == b'@').unwrap_or(text.len());
                    keys.add(hash(text.get(..at).unwrap_or(&[])));
                }));
                streams.push(by_value(format!("{name} after @"), bit, field, bytes.len(), |value, keys| {
                    let text = bytes.get(value);
                    let at = text.iter().position(|byte| *byte == b'@').unwrap_or(text.len());
                    keys.add(hash(text.get(at..).unwrap_or(&[])));
                }));
            }
            Forms::Dates(dates) => {
                let parts: [(&str, DatePart); 5] = [
                    ("", |y, m, d| Some(u64::from(y) << 16 | u64::from(m) << 8 | u64::from(d))),
                    ("year and month", |y, m, _| {
                        (y != 0 && m != 0).then(|| u64::from(y) << 8 | u64::from(m))
                    }),
                    ("month and day", |_, m, d| {
                        (m != 0 && d != 0).then(|| u64::from(m.min(d)) << 8 | u64::from(d.max(m)))
                    }),
                    ("year and day", |y, _, d| (y != 0 && d != 0).then(|| u64::from(y) << 8 | u64::from(d))),
                    ("year", |y, _, _| (y != 0).then(|| u64::from(y))),
                ];
                for (part, key) in parts {
                    let label = if part.is_empty() { name.clone() } else { format!("{name} {part}") };
                    streams.push(by_value(label, bit, field, dates.len(), |value, keys| {
                        if let Some(date) = dates.get(value as usize)
                            && let Some(key) = key(date.year, date.month, date.day)
                        {
                            keys.add(key);
                        }
                    }));
                }
            }
            Forms::People(people) => {
                let mut counts = vec![0u32; people.words.len()];
                for (value, &count) in field.counts.iter().enumerate() {
                    for &word in people.of(value as u32) {
                        if let Some(place) = counts.get_mut(word as usize) {
                            *place += count;
                        }
                    }
                }
                let count = |word: u32| counts.get(word as usize).copied().unwrap_or(0);
                // The usual spelling a letter away, and the most usual one in whatever script. The first keeps names
                // apart that the second takes together, so that its blocks stay small.
                let slipped = usual_spelling(&people.words, &counts);
                let spelt: Vec<u32> = (0..people.words.len() as u32)
                    .map(|word| {
                        let all = people.near.of(word).iter().copied().chain([word]);
                        all.max_by_key(|&word| (count(word), std::cmp::Reverse(word))).unwrap_or(word)
                    })
                    .collect();
                let differ = spelt != slipped;
                for (label, usual) in [("words", &slipped), ("words in any spelling", &spelt)] {
                    if label != "words" && !differ {
                        continue;
                    }
                    let usual = |word: u32| usual.get(word as usize).copied().unwrap_or(word);
                    let pairs = format!("{name} two {label}");
                    streams.push(by_value(pairs, bit, field, people.ends.len(), |value, keys| {
                        let words = people.of(value);
                        for (at, &one) in words.iter().enumerate() {
                            for &other in words.iter().skip(at + 1) {
                                let (one, other) = (usual(one), usual(other));
                                keys.add(u64::from(one.min(other)) << 32 | u64::from(one.max(other)));
                            }
                        }
                    }));
                    let single = format!("{name} {label}");
                    streams.push(by_value(single, bit, field, people.ends.len(), |value, keys| {
                        people.of(value).iter().for_each(|&word| keys.add(u64::from(usual(word))));
                    }));
                }
            }
            Forms::Same if field.planned.kind == FieldKind::List => {}
            Forms::Numbers(_) | Forms::Same => {
                let values = field.counts.len();
                streams.push(by_value(name.clone(), bit, field, values, |value, keys| {
                    keys.add(u64::from(value))
                }));
            }
        }
        spelt.push(usual);
    }
    // Given and family name in either order.
    for (at, field) in prepared.fields.iter().enumerate() {
        let Some(other) = field.exchanged_with else { continue };
        let (Some(given), Some(Some(one)), Some(Some(two))) =
            (prepared.fields.get(other), spelt.get(at), spelt.get(other))
        else {
            continue;
        };
        let keys = (0..prepared.rows)
            .map(|row| match (one.get(field.cell(row) as usize), two.get(given.cell(row) as usize)) {
                (Some(&family), Some(&given)) => {
                    mixed(u64::from(family.min(given)) << 32 | u64::from(family.max(given))).min(MISSING - 1)
                }
                _ => MISSING,
            })
            .collect();
        let name = "names in either order".to_owned();
        streams.push(Stream { name, fields: 1 << at | 1 << other, source: Source::Rows(keys) });
    }
    streams
}

/// 32 well mixed bits of 64: different keys fall together once in four thousand million times, and then only make one
/// more pair to look at.
#[inline]
pub(super) fn mixed(key: u64) -> u32 {
    let key = (key ^ (key >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((key ^ (key >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}

fn by_value(
    name: String,
    fields: u32,
    field: &Field,
    values: usize,
    add: impl Fn(u32, &mut Keys),
) -> Stream<'_> {
    let mut keys = Keys::default();
    for value in 0..values as u32 {
        add(value, &mut keys);
        keys.close();
    }
    keys.stream(name, fields, field)
}

/// The usual spelling, and for rare values also what they share with other rare values a letter away.
fn spelling<'a>(name: &str, bit: u32, field: &'a Field, bytes: &Bytes, canon: &[u32]) -> Stream<'a> {
    const RARE: u32 = 8;
    let mut shared: FxHashMap<u64, u32> = FxHashMap::default();
    let rare = |value: u32| field.counts.get(value as usize).is_some_and(|count| (1..=RARE).contains(count));
    for value in (0..bytes.len() as u32).filter(|value| rare(*value)) {
        deletions(bytes.get(value), |hash| *shared.entry(hash).or_default() += 1);
    }
    by_value(format!("{name} spelling"), bit, field, bytes.len(), |value, keys| {
        keys.add(u64::from(canon.get(value as usize).copied().unwrap_or(value)));
        if rare(value) {
            deletions(bytes.get(value), |hash| {
                if shared.get(&hash).is_some_and(|count| *count >= 2) {
                    keys.add(hash | 1 << 63);
                }
            });
        }
    })
}

/// For each value the much more frequent value one letter away, or itself.
fn usual_spelling(bytes: &Bytes, counts: &[u32]) -> Vec<u32> {
    const MORE: u32 = 4;
    let count = |value: u32| counts.get(value as usize).copied().unwrap_or(0);
    let mut best: FxHashMap<u64, u32> = FxHashMap::default();
    for value in (0..bytes.len() as u32).filter(|value| count(*value) >= MORE) {
        deletions(bytes.get(value), |hash| {
            let known = best.entry(hash).or_insert(value);
            if count(value) > count(*known) {
                *known = value;
            }
        });
    }
    (0..bytes.len() as u32)
        .map(|value| {
            let mut usual = value;
            deletions(bytes.get(value), |hash| {
                if let Some(&near) = best.get(&hash)
                    && count(near) >= MORE * count(value).max(1)
                    && count(near) > count(usual)
                {
                    usual = near;
                }
            });
            usual
        })
        .collect()
}

/// Hashes of the value and of the value without each of its letters; only from four letters on.
pub(crate) fn deletions(text: &[u8], mut each: impl FnMut(u64)) {
    each(hash(text));
    if text.len() < 4 {
        return;
    }
    for skip in 0..text.len().min(30) {
        let mut state = START;
        for (at, byte) in text.iter().enumerate() {
            if at != skip {
                state = step(state, *byte);
            }
        }
        each(finish(state));
    }
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn step(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

fn finish(state: u64) -> u64 {
    (state ^ (state >> 32)) & !(1 << 63)
}

pub(crate) fn hash(text: &[u8]) -> u64 {
    finish(text.iter().fold(START, |state, byte| step(state, *byte)))
}
