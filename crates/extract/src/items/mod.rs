//! The pieces of a sentence that frames speak of: people, places, days, numbers, organisations, forces.

pub mod described;
pub mod english;
pub mod kazakh;
pub mod name;
pub mod number;
pub mod people;
pub mod russian;
pub mod told;
pub mod when;
mod whose_day;

use crate::document::Document;
use crate::frame::Item;
use described::Described;
use name::{Bearer, Name, Person, case};
use number::Number;
use people::{Back, People};
use when::When;

/// What was recognised in a text.
#[derive(Debug, Default)]
pub struct Things {
    /// Names, in the order of the text.
    pub names: Vec<Name>,
    /// The persons that the names are of.
    pub persons: Vec<Person>,
    /// Of each sentence.
    pub sentences: Vec<Sentence>,
}

/// What was recognised in one sentence.
#[derive(Debug, Default)]
pub struct Sentence {
    /// People, joined where "and" joins them.
    pub people: Vec<People>,
    /// People described, whether a line of the grammar can read them or not.
    pub described: Vec<Described>,
    /// Numbers.
    pub numbers: Vec<Number>,
    /// Days and times.
    pub days: Vec<When>,
    /// Whether it tells only of what came after a detention: a release, a court.
    pub only_after: bool,
    /// All of them as pieces for frames.
    pub items: Vec<Item>,
}

/// Recognises the pieces of every sentence.
pub fn recognise(document: &Document<'_>) -> Things {
    let (names, persons) = name::names(document);
    let mut sentences = Vec::with_capacity(document.sentences.len());
    for number in 0..document.sentences.len() {
        sentences.push(sentence(document, number, &names));
    }
    told::settle(document, &mut sentences);
    Things { names, persons, sentences }
}

fn sentence(document: &Document<'_>, number: usize, names: &[Name]) -> Sentence {
    let Some(bounds) = document.sentences.get(number) else { return Sentence::default() };
    let first = names.partition_point(|name| name.from < bounds.from);
    let last = names.partition_point(|name| name.from < bounds.to);
    let here = names.get(first..last).unwrap_or(&[]);
    let numbers = number::numbers(document, number);
    let mut days = when::days(document, number);
    whose_day::mark(document, number, &mut days);
    let mut described = described::described(document, number, here, &numbers);
    let mut people = people::people(document, number, here, &numbers, &described);
    // Mentions were counted from the first name of the sentence.
    for member in people.iter_mut().flat_map(|people| people.members.iter_mut()) {
        member.name = member.name.map(|name| name + first);
    }
    let mut items = Vec::new();
    for (at, people) in people.iter().enumerate() {
        let mut traits = traits_of(people.cases);
        if bounds.lang == crate::lang::Lang::Ru && bounds.from < people.from {
            // «у Антона», «с Антоном», «сторонники Антона»: neither who does it nor to whom it is done.
            let before = people.from - 1;
            let bare = people.members.first().is_some_and(|being| being.from == people.from);
            if document.ends_tag(number, before, &["governs"])
                || (bare && document.ends_tag(number, before, &["owned"]))
            {
                traits.retain(|one| !matches!(*one, "nom" | "acc"));
                traits.push("aside");
            }
        }
        if people.members.len() > 1
            || people.back == Some(Back::Several)
            || people.members.iter().any(|one| one.group)
        {
            traits.push("several");
        }
        match people.back {
            Some(_) => traits.push("back"),
            None if people.members.iter().any(|being| being.name.is_some()) => traits.push("named"),
            None => traits.push("unnamed"),
        }
        if people.members.iter().any(|being| being.official) {
            traits.push("official");
        }
        items.push(Item {
            from: people.from,
            to: people.to,
            what: "people",
            traits: traits.clone(),
            number: at,
        });
        // Without the asides too, where a frame wants them itself.
        if let Some(being) = people.members.last()
            && being.to < people.to
        {
            items.push(Item { from: people.from, to: being.to, what: "people", traits, number: at });
        }
    }
    for (at, number) in numbers.iter().enumerate() {
        let what = if number.measures { "measure" } else { "number" };
        items.push(Item { from: number.from, to: number.to, what, traits: Vec::new(), number: at });
    }
    for (at, when) in days.iter().enumerate() {
        let what = if when.clock { "time" } else { "day" };
        items.push(Item { from: when.from, to: when.to, what, traits: Vec::new(), number: at });
    }
    for (at, name) in here.iter().enumerate() {
        let what = match name.bearer {
            Bearer::Person => continue,
            Bearer::Org => "org",
            Bearer::Place => "place",
        };
        items.push(Item {
            from: name.from,
            to: name.to,
            what,
            traits: traits_of(name.cases),
            number: first + at,
        });
    }
    for tagged in document.tagged_as(number, "force") {
        let (from, to) = force(document, here, bounds.from, tagged.at, tagged.at + tagged.len);
        // "by three men in masks"
        let counted = numbers.iter().find(|one| one.to == from);
        let traits = case_of_force(document, number, tagged.tag);
        if let Some(counted) = counted {
            items.push(Item { from: counted.from, to, what: "force", traits: traits.clone(), number: 0 });
        }
        items.push(Item { from, to, what: "force", traits, number: 0 });
    }
    items.extend(described_forces(document, number, &numbers));
    let forces = items.iter().filter(|item| item.what == "force").map(|item| (item.from, item.to));
    described::mark_forces(&mut described, forces.collect());
    if bounds.lang == crate::lang::Lang::Kk {
        items.extend(kazakh::stops(document, number));
    }
    Sentence {
        people,
        described,
        numbers,
        days,
        items,
        only_after: whose_day::tells_of_what_followed(document, number),
    }
}

/// Forces that have no name of their own: "four men in masks", «сотрудники КНБ», «азаматтық киімдегі үш кісі».
fn described_forces(document: &Document<'_>, sentence: usize, numbers: &[Number]) -> Vec<Item> {
    let mut items = Vec::new();
    for (head, beside) in [("wearer", "wear"), ("staff", "staffof")] {
        for tagged in document.tagged_as(sentence, head) {
            let (mut from, mut to) = (tagged.at, tagged.at + tagged.len);
            let counted = |at: usize| numbers.iter().find(|one| one.to == at);
            // «человек десять в чёрном»
            let number = numbers.iter().find(|one| one.from == to && !one.measures).map_or(to, |one| one.to);
            match document.tag_at(sentence, number, beside) {
                Some((_, len)) => to = number + len,
                None => {
                    // In Kazakh what describes stands first, and a number may stand between.
                    from = counted(from).map_or(from, |one| one.from);
                    let before = document.tagged_as(sentence, beside).find(|one| one.at + one.len == from);
                    let Some(before) = before else { continue };
                    from = before.at;
                }
            }
            from = counted(from).map_or(from, |one| one.from);
            let traits = case_of_force(document, sentence, tagged.tag);
            items.push(Item { from, to, what: "force", traits, number: 0 });
        }
    }
    items
}

/// The case that the tag of a force tells: `force.nom`, `wearer.ins`.
fn case_of_force(document: &Document<'_>, sentence: usize, tag: crate::lexicon::Tag) -> Vec<&'static str> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let name = document.lexicons.of(bounds.lang).name(tag);
    ["nom", "ins"].into_iter().filter(|case| name.ends_with(&format!(".{case}"))).collect()
}

/// A force with the name before it: "St. Paul police", "Minnesota State Patrol officers".
fn force(document: &Document<'_>, names: &[Name], first: usize, at: usize, to: usize) -> (usize, usize) {
    // Only English puts the place before: "St. Paul police"; elsewhere it is a word of its own.
    let english = document.tokens.get(at).is_some_and(|token| token.folded.is_ascii());
    let before = names
        .iter()
        .find(|name| english && name.to == at && name.bearer != Bearer::Person && name.from >= first);
    (before.map_or(at, |name| name.from), to)
}

fn traits_of(cases: u8) -> Vec<&'static str> {
    let all = [
        (case::NOM, "nom"),
        (case::GEN, "gen"),
        (case::DAT, "dat"),
        (case::ACC, "acc"),
        (case::INS, "ins"),
        (case::LOC, "loc"),
        (case::ABL, "abl"),
    ];
    all.into_iter().filter(|(bit, _)| cases & bit != 0).map(|(_, name)| name).collect()
}
