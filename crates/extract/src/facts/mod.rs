//! From what frames found to drafts. Each kind of fact has its file; what they share is the reading of clauses here.

mod allfree;
mod attribute;
mod captor;
mod count;
mod detention;
mod harm;
mod place;
mod said;
mod trade;
mod where_when;

use crate::document::Document;
use crate::fact::Fact;
use crate::frame::{Field, Frames, Match};
use crate::items::Things;
use crate::lang::Lang;
use crate::lexicon::{self, Mistake};
use crate::weigh::signs;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A sentence with the frames that fit in it.
pub(crate) struct Clause {
    /// Which sentence.
    pub sentence: usize,
    /// What fits, with the name of the frame.
    pub found: Vec<(&'static str, Match)>,
}

/// The persons that a text names, with the signs by which it is weighed who was detained.
pub fn seen(document: &Document<'_>, things: &Things) -> Vec<signs::Seen> {
    let clauses: Vec<Clause> = (0..document.sentences.len()).map(|at| clause(document, things, at)).collect();
    let looked = signs::Looked::at(document, things, &clauses);
    (0..things.persons.len()).filter_map(|person| looked.seen(person)).collect()
}

/// Detentions that the grammar alone drafts.
pub(crate) fn by_grammar(document: &Document<'_>, things: &Things) -> Vec<Fact> {
    let clauses: Vec<Clause> = (0..document.sentences.len()).map(|at| clause(document, things, at)).collect();
    detention::draft(document, things, &clauses, None)
}

fn of_detention(
    document: &Document<'_>,
    things: &Things,
    clauses: &[Clause],
    also: &BTreeSet<usize>,
) -> Vec<Fact> {
    let mut facts = detention::draft(document, things, clauses, Some(also));
    allfree::fill(document, clauses, &mut facts);
    captor::fill(document, things, clauses, &mut facts);
    trade::fill(document, things, &mut facts);
    facts
}

/// Detentions before what is said of people is weighed, for training; these persons are drafted whatever is found of them.
pub(crate) fn detentions(document: &Document<'_>, things: &Things, also: &BTreeSet<usize>) -> Vec<Fact> {
    let clauses: Vec<Clause> = (0..document.sentences.len()).map(|at| clause(document, things, at)).collect();
    of_detention(document, things, &clauses, also)
}

pub(crate) use attribute::fill as attributes;

/// Drafts of a text, in the order of the text.
pub fn draft(document: &Document<'_>, things: &Things) -> Vec<Fact> {
    let clauses: Vec<Clause> = (0..document.sentences.len()).map(|at| clause(document, things, at)).collect();
    let mut facts = of_detention(document, things, &clauses, &BTreeSet::new());
    attribute::fill(document, things, &mut facts, crate::weigh::pairs::built_in());
    facts.extend(count::draft(document, things, &clauses));
    facts.extend(harm::draft(document, things, &clauses));
    facts.extend(said::draft(document, things, &clauses));
    facts.sort_by_key(|fact| (fact.evidence.start, fact.evidence.end));
    facts
}

fn clause(document: &Document<'_>, things: &Things, at: usize) -> Clause {
    let (Some(sentence), Some(here)) = (document.sentences.get(at), things.sentences.get(at)) else {
        return Clause { sentence: at, found: Vec::new() };
    };
    let tagged = document.tagged.get(at).map_or(&[] as &[_], Vec::as_slice);
    let field = Field::new(document.text, &document.tokens, sentence.from, sentence.to, tagged, &here.items);
    let frames = frames(sentence.lang);
    let found = field
        .matches(frames)
        .into_iter()
        .filter_map(|found| frames.list.get(found.frame).map(|frame| (frame.name.as_str(), found)))
        .collect();
    Clause { sentence: at, found }
}

/// The frames of a language.
pub fn frames(lang: Lang) -> &'static Frames {
    static FRAMES: LazyLock<[Frames; 3]> = LazyLock::new(|| {
        let lexicons = lexicon::built_in();
        let read = |at: usize| {
            let (file, lang, data) = FILES.get(at).copied().unwrap_or(("", Lang::En, ""));
            Frames::read(file, data, lexicons.of(lang)).unwrap_or_default()
        };
        [read(0), read(1), read(2)]
    });
    let [en, ru, kk] = &*FRAMES;
    match lang {
        Lang::En => en,
        Lang::Ru => ru,
        Lang::Kk => kk,
    }
}

const FILES: [(&str, Lang, &str); 3] = [
    ("data/en/frames.tsv", Lang::En, include_str!("../../data/en/frames.tsv")),
    ("data/ru/frames.tsv", Lang::Ru, include_str!("../../data/ru/frames.tsv")),
    ("data/kk/frames.tsv", Lang::Kk, include_str!("../../data/kk/frames.tsv")),
];

/// What is wrong in the frames that are built in.
pub fn check() -> Vec<Mistake> {
    let lexicons = lexicon::built_in();
    FILES
        .iter()
        .filter_map(|(file, lang, data)| Frames::read(file, data, lexicons.of(*lang)).err())
        .flatten()
        .collect()
}

/// Whether a frame's name is `kind` or below it.
pub(crate) fn is_kind(name: &str, kind: &str) -> bool {
    name.strip_prefix(kind).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
