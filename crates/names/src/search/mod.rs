//! Searching a list of names: candidates by rough sound, then the comparison itself. The list may hold a million names
//! in any mix of scripts. No IO; the same list and query give the same answer, whatever ran before.
//!
//! A word of the query is looked up among the distinct words of the list; names that hold several words alike, or a
//! rare one, are compared. What is very frequent is cut off, so that no query takes long.

mod sound;
mod vocabulary;

use crate::{Reading, Reason, Verdict, compare, read, score};
use sound::Phones;
use std::cmp::Reverse;
use std::sync::Mutex;
use vocabulary::{Collector, Vocabulary, is_initial};

/// Names compared for one query, at most.
const COMPARED: usize = 200;
/// Names whose first letters are looked at when the query has initials.
const LOOKED_AT: usize = 1_500;
/// What a word that begins like an initial of the query counts.
const INITIAL_CREDIT: u16 = 250;
/// What a word that two words of the query make together counts, of what it would count alone: mostly it is another word.
const JOINED: f32 = 0.3;
/// Rows walked for one word of a query, at most: beyond this a word is too frequent to help.
const WALKED: usize = 60_000;
/// Rows of a word that is taken all the same.
const RARE: usize = 100;
/// Words of a query that are looked up.
const WORDS: usize = 10;

/// A list of names, ready to be searched. Holds the names.
pub struct Index {
    names: String,
    /// End of each name in `names`.
    ends: Vec<u64>,
    vocabulary: Vocabulary,
    /// Where the rows of each word begin in `rows`; one more than there are words.
    starts: Vec<u32>,
    rows: Vec<u32>,
    /// Working space, one for each search that runs at a time.
    spare: Mutex<Vec<Scratch>>,
}

/// A name of the list that resembles the query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which name of the list, counted from 0.
    pub row: usize,
    /// As [`crate::score`]: 0 to 1.
    pub score: f32,
    /// What the score means.
    pub verdict: Verdict,
    /// Why, as [`crate::compare`] says it.
    pub reasons: Vec<Reason>,
}

/// Working space of one search.
#[derive(Default)]
struct Scratch {
    /// For each row what has been found so far, and the last word of the query that found something.
    found: Vec<(u16, u8)>,
    touched: Vec<u32>,
    alike: Vec<(u8, u32)>,
    seen: Vec<u32>,
}

impl Index {
    /// Reads a list of names, one a row.
    pub fn build<'a>(names: impl Iterator<Item = &'a str>) -> Index {
        let mut collector = Collector::default();
        let mut text = String::new();
        let mut ends = Vec::new();
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (name, row) in names.zip(0u32..) {
            text.push_str(name);
            ends.push(u64::try_from(text.len()).unwrap_or(u64::MAX));
            let mut words = 0;
            sound::words(name, |word| {
                words += 1;
                if words <= 2 * WORDS {
                    pairs.push((collector.number(word), row));
                }
            });
        }
        let vocabulary = collector.finish();
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0u32; vocabulary.len() + 1];
        for (word, _) in &pairs {
            if let Some(count) =
                starts.get_mut(usize::try_from(*word).unwrap_or(usize::MAX).saturating_add(1))
            {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let rows = pairs.into_iter().map(|(_, row)| row).collect();
        Index { names: text, ends, vocabulary, starts, rows, spare: Mutex::default() }
    }

    /// How many names the list has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes that the index takes beside the names themselves.
    pub fn bytes(&self) -> usize {
        self.vocabulary.bytes() + 4 * (self.starts.len() + self.rows.len())
    }

    /// A name of the list as it was written.
    pub fn name(&self, row: usize) -> &str {
        let end = |at: usize| self.ends.get(at).and_then(|end| usize::try_from(*end).ok());
        let from = row.checked_sub(1).map_or(Some(0), end);
        from.zip(end(row)).and_then(|(from, to)| self.names.get(from..to)).unwrap_or_default()
    }

    /// The `top` names of the list that resemble the query most, best first. A name that
    /// resembles it too little to be compared is not among them, so there may be fewer.
    pub fn search(&self, query: &str, top: usize) -> Vec<Hit> {
        let reading = read(query);
        let rows = self.candidates(query).into_iter();
        let mut scored: Vec<(f32, usize)> =
            rows.map(|row| (score(&reading, &read(self.name(row))), row)).collect();
        // Stable: of equal scores the likelier candidate stays first.
        scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        scored.into_iter().take(top).map(|(_, row)| self.hit(&reading, row)).collect()
    }

    fn hit(&self, query: &Reading, row: usize) -> Hit {
        let comparison = compare(query, &read(self.name(row)));
        Hit { row, score: comparison.score, verdict: comparison.verdict, reasons: comparison.reasons }
    }

    /// The rows that a search compares, likeliest first: at most 200.
    pub fn candidates(&self, query: &str) -> Vec<usize> {
        let mut words: Vec<(String, bool)> = Vec::new();
        sound::words(query, |word| words.push((word.to_owned(), false)));
        words.truncate(WORDS);
        // Two words of the query may be one in the list.
        if words.len() < 5 {
            let pairs = words.iter().zip(words.iter().skip(1));
            let joined: Vec<_> =
                pairs.map(|((one, _), (other, _))| (format!("{one}{other}"), true)).collect();
            words.extend(joined);
        }
        words.sort_unstable();
        words.dedup_by(|one, other| one.0 == other.0);
        let mut scratch = self.spare.lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default();
        scratch.found.resize(self.len(), (0, 0));
        for ((word, joined), turn) in words.iter().zip(1u8..) {
            self.walk(word, *joined, turn, &mut scratch);
        }
        let initials: Vec<Phones> =
            words.iter().filter(|(word, _)| is_initial(word)).map(|(word, _)| sound::phones(word)).collect();
        let found = self.chosen(&mut scratch, &initials);
        if let Ok(mut spare) = self.spare.lock() {
            spare.push(scratch);
        }
        found
    }

    /// Credits every row that holds a word like this one; a row is credited once, for the likeliest of its words.
    fn walk(&self, word: &str, joined: bool, turn: u8, scratch: &mut Scratch) {
        let mut alike = std::mem::take(&mut scratch.alike);
        self.vocabulary.alike(word, joined, &mut alike, &mut scratch.seen);
        // How much a word tells: the rarer it and its near spellings are, the more.
        let best = alike.first().map_or(0, |(likeness, _)| *likeness);
        let near = alike.iter().take_while(|(likeness, _)| *likeness + 15 >= best);
        let known: usize = near.map(|(_, number)| self.rows_of(*number).len()).sum();
        let share = (self.len() as f32 + 1.0) / (known as f32 + 1.0);
        let weight = share.log2().clamp(1.0, 20.0);
        let mut walked = 0;
        for (likeness, number) in &alike {
            let rows = self.rows_of(*number);
            // Past the limit the rare words still come: they cost little and tell much.
            if walked > WALKED && rows.len() > RARE {
                continue;
            }
            walked += rows.len();
            let likeness = f32::from(*likeness) / 100.0;
            let sure = if joined { JOINED } else { 1.0 };
            let credit = (weight * likeness * likeness * 100.0 * sure) as u16;
            for row in rows {
                let Some(place) = usize::try_from(*row).ok().and_then(|at| scratch.found.get_mut(at)) else {
                    continue;
                };
                if place.1 == turn {
                    continue;
                }
                if place.0 == 0 {
                    scratch.touched.push(*row);
                }
                *place = (place.0.saturating_add(credit), turn);
            }
        }
        scratch.alike = alike;
    }

    fn rows_of(&self, word: u32) -> &[u32] {
        let at = usize::try_from(word).unwrap_or(usize::MAX);
        let place = |at: usize| self.starts.get(at).and_then(|start| usize::try_from(*start).ok());
        let span = place(at).zip(place(at.saturating_add(1)));
        span.and_then(|(from, to)| self.rows.get(from..to)).unwrap_or_default()
    }

    /// The rows with most credit, in order of credit and then of row; the working space is left as it was found.
    fn chosen(&self, scratch: &mut Scratch, initials: &[Phones]) -> Vec<usize> {
        let Scratch { found, touched, .. } = scratch;
        let mut ranked: Vec<(Reverse<u16>, u32)> = Vec::with_capacity(touched.len());
        for row in touched.drain(..) {
            if let Some(place) = usize::try_from(row).ok().and_then(|at| found.get_mut(at)) {
                ranked.push((Reverse(place.0), row));
                *place = (0, 0);
            }
        }
        keep_first(&mut ranked, if initials.is_empty() { COMPARED } else { LOOKED_AT });
        if !initials.is_empty() {
            for (Reverse(credit), row) in &mut ranked {
                let name = usize::try_from(*row).map_or("", |row| self.name(row));
                let mut begins = 0;
                sound::words(name, |word| {
                    let first = sound::phones(word).as_slice().first().copied().unwrap_or(0);
                    begins =
                        3.min(begins + u16::from(initials.iter().any(|initial| initial.begins_like(first))));
                });
                *credit = credit.saturating_add(INITIAL_CREDIT * begins);
            }
            keep_first(&mut ranked, COMPARED);
        }
        ranked.sort_unstable();
        ranked.into_iter().filter_map(|(_, row)| usize::try_from(row).ok()).collect()
    }
}

fn keep_first(ranked: &mut Vec<(Reverse<u16>, u32)>, count: usize) {
    if ranked.len() > count {
        ranked.select_nth_unstable(count);
        ranked.truncate(count);
    }
}
