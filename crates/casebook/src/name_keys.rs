//! Keys under which people with similar written names are found: one for each word of a name, and one for each two
//! words together, made of consonants that survive a change of script. Derived from the claims, record by record, like
//! the words of the search. A shared key is a reason to compare two names, never to join two people.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::settle::{Stand, stand};
use claims::{Property, RecordId, RecordKind};
use std::collections::{BTreeSet, HashMap};

/// Words of a name that are put together in twos; more words than that are rarely names.
const WORDS: usize = 6;
/// People who share a single word are walked through up to so many; a word of more tells too little.
const WORD_SHARED: usize = 3_000;
/// People who share two words are walked through up to so many.
const TWO_SHARED: usize = 30_000;
/// What two shared words count, beside one for each word.
const TWO: u32 = 3;

/// Makes keys, and remembers those of each word: names are many, their words are few. The same name in the same letters
/// comes again too: one list copies another.
#[derive(Default)]
pub(crate) struct NameKeys {
    words: HashMap<Box<str>, WordKeys>,
    names: HashMap<Box<str>, Box<[i64]>>,
}

/// What one word gives.
struct WordKeys {
    keys: Vec<u32>,
    /// A father's name: alone it is no reason to compare two people.
    patronymic: bool,
}

impl NameKeys {
    /// Words and names remembered; a casebook that has more begins anew.
    const REMEMBERED: usize = 400_000;

    /// The keys of a written name, in order: of one word as it is, of two words above all those of one.
    pub fn of(&mut self, written: &str) -> &[i64] {
        if self.words.len() > Self::REMEMBERED {
            self.words.clear();
        }
        if self.names.len() > Self::REMEMBERED {
            self.names.clear();
        }
        if !self.names.contains_key(written) {
            let keys = self.make(written);
            self.names.insert(written.into(), keys);
        }
        self.names.get(written).map_or(&[], |keys| keys)
    }

    fn make(&mut self, written: &str) -> Box<[i64]> {
        let mut into: BTreeSet<i64> = BTreeSet::new();
        let parts = || written.split(parts_words).filter(|word| !word.is_empty()).take(WORDS);
        for word in parts().filter(|word| !self.words.contains_key(*word)).collect::<Vec<_>>() {
            self.words.insert(word.into(), WordKeys::of(word));
        }
        let known: Vec<&WordKeys> = parts().filter_map(|word| self.words.get(word)).collect();
        let only = known.iter().all(|word| word.patronymic || word.keys.is_empty());
        let telling = known.iter().filter(|word| only || !word.patronymic);
        into.extend(telling.flat_map(|word| &word.keys).copied().map(i64::from));
        // Beside another word a father's name tells much, and may be all there is beside it.
        let all: BTreeSet<u32> = known.iter().flat_map(|word| &word.keys).copied().collect();
        for (at, a) in all.iter().enumerate() {
            into.extend(all.iter().skip(at + 1).map(|b| two(*a, *b)));
        }
        into.into_iter().collect()
    }
}

impl WordKeys {
    fn of(word: &str) -> Self {
        let read = names::read(word);
        let patronymic = read.words().all(|(_, component)| component == names::Component::Patronymic);
        Self { keys: read.keys().take(WORDS).collect(), patronymic }
    }
}

/// What stands between the words of a name.
fn parts_words(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '‐' | '‑' | '–' | '—' | ',' | ';' | '.' | '/' | '(' | ')' | '«' | '»' | '"' | '“' | '”'
        )
}

/// The key of two words, the lesser first.
fn two(a: u32, b: u32) -> i64 {
    (i64::from(a & 0x3fff_ffff) + 1) << 32 | i64::from(b)
}

/// A key, and the people who share it.
pub type PeopleOfKey = (i64, Vec<RecordId>);

/// Whether a key stands for two words of a name together: those are rarer than one word.
pub fn is_key_of_two_words(key: i64) -> bool {
    key >> 32 != 0
}

impl Casebook {
    /// People whose written names share most keys with this one, `most` at most: first those who share most, then in
    /// the order of ids. The same for any order in which entries arrived. Keys that very many share are passed over.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn people_sharing_keys(&self, name: &str, most: usize) -> Result<Vec<RecordId>, CasebookError> {
        let mut made = NameKeys::default();
        // What each shared key counts, key by key; a sort brings those of one person together.
        let mut shared: Vec<(u32, u32)> = Vec::new();
        let mut find = self.connection.prepare_cached("SELECT n FROM name_key WHERE key = ?1 LIMIT ?2")?;
        for key in made.of(name).iter().copied() {
            let (limit, counts) = if is_key_of_two_words(key) { (TWO_SHARED, TWO) } else { (WORD_SHARED, 1) };
            let found = find
                .query_map((key, limit as i64 + 1), |row| row.get::<_, u32>(0))?
                .collect::<Result<Vec<_>, _>>()?;
            if found.len() <= limit {
                shared.extend(found.into_iter().map(|n| (n, counts)));
            }
        }
        shared.sort_unstable_by_key(|(n, _)| *n);
        let together = shared.chunk_by(|one, other| one.0 == other.0).filter_map(|same| {
            let (n, _) = same.first()?;
            Some((std::cmp::Reverse(same.iter().map(|(_, counts)| counts).sum::<u32>()), *n))
        });
        let mut ranked: Vec<(std::cmp::Reverse<u32>, RecordId)> =
            together.map(|(counts, n)| (counts, self.ids.record(n))).collect();
        if ranked.len() > most {
            ranked.select_nth_unstable(most);
            ranked.truncate(most);
        }
        ranked.sort_unstable();
        Ok(ranked.into_iter().map(|(_, record)| record).collect())
    }

    /// The keys of a person's names, in order.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn name_keys_of(&self, person: RecordId) -> Result<Vec<i64>, CasebookError> {
        let Some(n) = self.ids.number(person) else { return Ok(Vec::new()) };
        let mut find =
            self.connection.prepare_cached("SELECT key FROM name_key WHERE n = ?1 ORDER BY key")?;
        let keys = find.query_map([n], |row| row.get(0))?.collect::<Result<Vec<_>, _>>();
        Ok(keys?)
    }

    /// The people who share a key, in the order of ids; none when there are more than `most`.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn people_with_key(&self, key: i64, most: usize) -> Result<Option<Vec<RecordId>>, CasebookError> {
        let mut find = self.connection.prepare_cached("SELECT n FROM name_key WHERE key = ?1 LIMIT ?2")?;
        let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
        let found = find.query_map((key, limit), |row| row.get(0))?.collect::<Result<Vec<u32>, _>>()?;
        let mut people: Vec<RecordId> = found.into_iter().map(|n| self.ids.record(n)).collect();
        people.sort_unstable();
        Ok((people.len() <= most).then_some(people))
    }

    /// Sets of people who share a key, from two to `two_words` (or `one_word`) members; each in the order of ids, beside
    /// its key, in the order of keys. And how many keys were passed over since more people share them.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn people_by_key(
        &self,
        one_word: usize,
        two_words: usize,
    ) -> Result<(Vec<PeopleOfKey>, u64), CasebookError> {
        let mut statement = self.connection.prepare_cached("SELECT key, n FROM name_key ORDER BY key")?;
        let mut rows = statement.query([])?;
        let (mut sets, mut passed_over) = (Vec::new(), 0);
        let (mut at, mut members): (i64, Vec<u32>) = (-1, Vec::new());
        let mut close = |key: i64, members: &mut Vec<u32>| {
            let most = if is_key_of_two_words(key) { two_words } else { one_word };
            if members.len() > most {
                passed_over += 1;
            } else if members.len() > 1 {
                let mut set: Vec<RecordId> = members.iter().map(|n| self.ids.record(*n)).collect();
                set.sort_unstable();
                sets.push((key, set));
            }
            members.clear();
        };
        while let Some(row) = rows.next()? {
            let key = row.get(0)?;
            if key != at {
                close(at, &mut members);
                at = key;
            }
            members.push(row.get(1)?);
        }
        close(at, &mut members);
        Ok((sets, passed_over))
    }

    /// The written names of a person that nobody withdrew or denies, each once, in the order of claim ids. None for a
    /// record that is no person.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn names_of_person(&self, record: RecordId) -> Result<Vec<String>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(Vec::new()) };
        if self.kind_of(n)? != Some(RecordKind::Person) {
            return Ok(Vec::new());
        }
        let mut claims = self.claims_on(n, Property::PersonName)?;
        claims.sort_by_key(|claim| claim.id);
        let mut names: Vec<String> = Vec::new();
        for claim in claims.iter().filter(|claim| !claim.twin() && !claim.denied()) {
            if matches!(stand(&self.rulings, claim), Stand::Retracted(_)) {
                continue;
            }
            if let Some(text) = claim.text.as_deref()
                && !names.iter().any(|known| known == text)
            {
                names.push(text.to_owned());
            }
        }
        Ok(names)
    }
}
