//! Names in a text: whose they are (a person's, an organisation's, a place's) and how they stand in it. What a language's
//! endings do to a name is that language's file; here mentions of one person are brought together over the whole text.

use crate::document::Document;
use crate::items::{english, kazakh, russian};
use crate::lang::Lang;
use std::collections::BTreeSet;

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearer {
    /// A person.
    Person,
    /// An organisation, an outlet, an office.
    Org,
    /// A town, a square, a street.
    Place,
}

/// Grammatical case, as far as the endings tell; several may be possible.
pub mod case {
    /// He, «Олег».
    pub const NOM: u8 = 1;
    /// «Олега».
    pub const GEN: u8 = 2;
    /// «Олегу».
    pub const DAT: u8 = 4;
    /// Object of a verb.
    pub const ACC: u8 = 8;
    /// «Олегом».
    pub const INS: u8 = 16;
    /// «об Олеге», «Алматыда».
    pub const LOC: u8 = 32;
    /// «Алматыдан».
    pub const ABL: u8 = 64;
    /// Nothing tells.
    pub const ANY: u8 = 127;
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// First token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// Whose.
    pub bearer: Bearer,
    /// The name in the nominative, without quotation marks.
    pub name: String,
    /// In which cases it may stand, bits of [`case`].
    pub cases: u8,
    /// How sure, 0 to 100.
    pub sure: u8,
    /// Which person of the text, once mentions are brought together; meaningless for others.
    pub person: usize,
}

/// A person of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The fullest form in which the text names them.
    pub name: String,
    /// Mentions, as places in the list of names.
    pub mentions: Vec<usize>,
    /// A family name alone that two people of the text bear: nobody knows which of them is meant.
    pub doubtful: bool,
}

/// The names that begin at tokens `from..to`; the list is in the order of the text.
pub fn within(names: &[Name], from: usize, to: usize) -> &[Name] {
    let first = names.partition_point(|name| name.from < from);
    let last = names.partition_point(|name| name.from < to);
    names.get(first..last).unwrap_or(&[])
}

/// All names of a text, by sentence and place, and the persons among them.
pub fn names(document: &Document<'_>) -> (Vec<Name>, Vec<Person>) {
    let mut names = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let found = match sentence.lang {
            Lang::En => english::names(document, number),
            Lang::Ru => russian::names(document, number),
            Lang::Kk => kazakh::names(document, number),
        };
        names.extend(found);
    }
    // A word that the text elsewhere says to be an organisation is one here too.
    let orgs: BTreeSet<String> = names
        .iter()
        .filter(|name| name.bearer == Bearer::Org && name.sure >= 60 && !name.name.contains(' '))
        .map(|name| name.name.clone())
        .collect();
    for name in names.iter_mut().filter(|name| name.sure < 25 && orgs.contains(&name.name)) {
        name.bearer = Bearer::Org;
    }
    // Initials alone are whoever the text names in full with the same.
    let initials = |name: &str| -> String {
        name.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next()).collect()
    };
    let bare = |name: &Name| {
        name.bearer == Bearer::Person
            && words(&name.name).is_empty()
            && initials(&name.name).chars().count() >= 2
    };
    if names.iter().any(bare) {
        let known: Vec<(String, String)> = names
            .iter()
            .filter(|name| name.bearer == Bearer::Person && words(&name.name).len() >= 2)
            .map(|name| (initials(&name.name), name.name.clone()))
            .collect();
        for name in &mut names {
            if bare(name)
                && let Some((_, full)) = known.iter().find(|(short, _)| *short == initials(&name.name))
            {
                name.name = full.clone();
                name.sure = 60;
            }
        }
    }
    // A word alone is somebody's name only if the text names somebody so in full.
    let full: BTreeSet<Vec<String>> = names
        .iter()
        .filter(|name| name.bearer == Bearer::Person && name.sure >= 25)
        .map(|name| words(&name.name))
        .filter(|words| words.len() >= 2)
        .collect();
    // "In addition to Lee": not a town, if the text names somebody so in full.
    let parts: BTreeSet<String> = full.iter().flatten().cloned().collect();
    for name in names.iter_mut().filter(|name| name.bearer == Bearer::Place && name.sure < 25) {
        if parts.contains(&crate::token::fold(&name.name)) {
            name.bearer = Bearer::Person;
        }
    }
    names.retain(|name| {
        if name.bearer != Bearer::Person || name.sure >= 25 {
            return true;
        }
        let short = words(&name.name);
        full.iter().any(|full| may_be_short_for(&short, full))
    });
    let persons = together(&mut names);
    (names, persons)
}

/// Words of a name that tell: at least two letters, folded; Latin accents off.
pub fn words(name: &str) -> Vec<String> {
    let split = name.split(|c: char| !c.is_alphabetic());
    split.filter(|word| word.chars().count() >= 2).map(crate::token::fold).collect()
}

/// Whether two words are one but for their endings: the same beginning, all but two letters of the shorter.
pub fn same_but_ending(a: &str, b: &str) -> bool {
    // In Latin letters nothing is bent: Lindov and Lindova are two people.
    if a.is_ascii() && b.is_ascii() && (a.strip_suffix('a') == Some(b) || b.strip_suffix('a') == Some(a)) {
        return false;
    }
    let (m, n) = (a.chars().count(), b.chars().count());
    let shorter = m.min(n);
    let wanted = if shorter <= 3 { shorter } else { (shorter - 2).max(3) };
    m.abs_diff(n) <= 4 && a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count() >= wanted
}

/// Whether a shorter form may name the bearer of a longer one, both given by their words.
fn may_be_short_for(short: &[String], long: &[String]) -> bool {
    !short.is_empty()
        && short.len() <= long.len()
        && short.iter().all(|word| long.iter().any(|other| same_but_ending(word, other)))
}

/// Gives each mention its person: the one whose name it is, or whose name it may be short for, or lengthen; of several the one
/// of whom the text has spoken most.
fn together(names: &mut [Name]) -> Vec<Person> {
    let mut persons: Vec<Person> = Vec::new();
    // The words of each person's name, made once: a long text holds thousands of mentions.
    let mut named: Vec<Vec<String>> = Vec::new();
    for (at, name) in names.iter_mut().enumerate().filter(|(_, name)| name.bearer == Bearer::Person) {
        let mine = words(&name.name);
        let known = persons
            .iter()
            .zip(&named)
            .enumerate()
            .filter(|(_, (person, theirs))| {
                person.name == name.name || may_be_short_for(&mine, theirs) || may_be_short_for(theirs, &mine)
            })
            .max_by_key(|(number, (person, theirs))| {
                // «Хамзина» is rather Динара Хамзина than Дамир Хамзин.
                let exact = mine.iter().all(|word| theirs.contains(word));
                (person.name == name.name, exact, person.mentions.len(), *number)
            });
        // "Lind said" of Anna Lind or of Karl Lind; what Cyrillic endings tell is not asked.
        let bears = |theirs: &Vec<String>| theirs.len() >= 2 && theirs.last() == mine.first();
        let doubtful = mine.len() == 1
            && name.name.is_ascii()
            && named.iter().filter(|theirs| bears(theirs)).count() >= 2;
        let known = if doubtful {
            persons
                .iter()
                .zip(&named)
                .enumerate()
                .find(|(_, (person, _))| person.doubtful && person.name == name.name)
        } else {
            known.filter(|(_, (person, _))| !person.doubtful)
        };
        let number = match known {
            Some((number, _)) => number,
            None => {
                persons.push(Person { name: name.name.clone(), mentions: Vec::new(), doubtful });
                named.push(mine.clone());
                persons.len() - 1
            }
        };
        if let (Some(person), Some(theirs)) = (persons.get_mut(number), named.get_mut(number)) {
            if mine.len() > theirs.len() {
                person.name = name.name.clone();
                *theirs = mine;
            }
            person.mentions.push(at);
        }
        name.person = number;
    }
    persons
}
