//! Everything in a text that may be somebody's role, organisation, place, day, captor or end, found by the finders of `items` and the
//! words of the languages.

use super::super::marks::Mark;
use super::Slot;
use crate::document::Document;
use crate::fact::Day;
use crate::items::Things;
use crate::items::name::Bearer;
use crate::lang::Lang;
use crate::lexicon::{self, Files, Lexicon, Lexicons, Mistake};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words that may be the value of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// For which slot.
    pub slot: Slot,
    /// Sentence.
    pub sentence: usize,
    /// First token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// The value: a role's code, a name in the nominative; empty where the words are the value.
    pub value: String,
    /// The day.
    pub day: Option<Day>,
    /// By which rule the day was found.
    pub rule: &'static str,
    /// What it is, for signs: the role, the tag of the words, the rule of the day.
    pub kinds: Vec<String>,
}

/// Which words may say what became of somebody: groups of the signs, first parts of the tags of the grammar.
const ENDS: [&str; 24] = [
    "out",
    "home",
    "held",
    "place",
    "term",
    "court",
    "hurt",
    "release",
    "listout",
    "jailnoun",
    "courtterm",
    "courtverb",
    "fine",
    "custody",
    "hold",
    "cell",
    "hospital",
    "hospitalword",
    "hospitalplace",
    "lockup",
    "custodyplace",
    "brief",
    "still",
    "detainee",
];

const FILES: Files = [
    ("data/en/attributes.tsv", include_str!("../../../data/en/attributes.tsv")),
    ("data/ru/attributes.tsv", include_str!("../../../data/ru/attributes.tsv")),
    ("data/kk/attributes.tsv", include_str!("../../../data/kk/attributes.tsv")),
];
/// The groups of these files.
const GROUPS: [&str; 3] = ["spot", "captorword", "trade"];

fn lexicon(lang: Lang) -> &'static Lexicon {
    static READ: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::read(FILES));
    READ.of(lang)
}

/// What is wrong in the tables that are built in: lines that cannot be read, and groups that nothing asks for.
pub fn check() -> Vec<Mistake> {
    let known = |group: &str| GROUPS.contains(&group);
    lexicon::unread(FILES).chain(lexicon::unknown(FILES, known)).collect()
}

/// All candidates of a text, in its order.
pub(crate) fn candidates(document: &Document<'_>, things: &Things, marks: &[Vec<Mark>]) -> Vec<Candidate> {
    let mut all = Vec::new();
    for sentence in 0..document.sentences.len() {
        let finder = Finder { document, things, sentence, words: words(document, sentence) };
        finder.roles(&mut all);
        finder.names(&mut all);
        finder.days(&mut all);
        finder.forces(&mut all);
        finder.words_of_force(&mut all);
        finder.described(&mut all);
        finder.spots(&mut all);
        finder.ends(marks.get(sentence).map_or(&[], Vec::as_slice), &mut all);
    }
    all
}

/// The words of the own lists that stand in a sentence: first token, the token after the last, group.
fn words(document: &Document<'_>, sentence: usize) -> Vec<(usize, usize, &'static str)> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let lexicon = lexicon(bounds.lang);
    let found = lexicon.find(&document.tokens, bounds.from, bounds.to);
    found.into_iter().map(|tagged| (tagged.at, tagged.at + tagged.len, lexicon.name(tagged.tag))).collect()
}

/// Places without a name in a sentence, each with its tokens.
pub(crate) fn spots(document: &Document<'_>, sentence: usize) -> Vec<(usize, usize)> {
    let all = words(document, sentence).into_iter().filter(|word| word.2 == "spot");
    all.map(|(from, to, _)| (from, to)).collect()
}

/// What people do, as the words of a sentence say it: first token, the token after the last, the value of the role.
pub(crate) fn trades(
    document: &Document<'_>,
    things: &Things,
    sentence: usize,
) -> Vec<(usize, usize, String)> {
    let mut all = Vec::new();
    Finder { document, things, sentence, words: words(document, sentence) }.roles(&mut all);
    all.into_iter().map(|one| (one.from, one.to, one.value)).collect()
}

struct Finder<'a> {
    words: Vec<(usize, usize, &'static str)>,
    document: &'a Document<'a>,
    things: &'a Things,
    sentence: usize,
}

impl Finder<'_> {
    fn made(&self, slot: Slot, from: usize, to: usize) -> Candidate {
        Candidate {
            slot,
            sentence: self.sentence,
            from,
            to,
            value: String::new(),
            day: None,
            rule: "",
            kinds: Vec::new(),
        }
    }

    fn roles(&self, all: &mut Vec<Candidate>) {
        let Some(bounds) = self.document.sentences.get(self.sentence) else { return };
        let lexicon = self.document.lexicons.of(bounds.lang);
        let mut found: Vec<(usize, usize, String)> = Vec::new();
        for tagged in self.document.tagged_as(self.sentence, "role") {
            let value = lexicon.name(tagged.tag).strip_prefix("role.").unwrap_or("").to_owned();
            found.push((tagged.at, tagged.at + tagged.len, value));
        }
        let known = |at: usize, end: usize, found: &[(usize, usize, String)]| {
            found.iter().any(|(from, to, _)| *from < end && at < *to)
        };
        for (at, end, _) in self.words.iter().filter(|word| word.2 == "trade") {
            if !known(*at, *end, &found) {
                found.push((*at, *end, "other".to_owned()));
            }
        }
        let larger = |one: &(usize, usize, String)| {
            found.iter().any(|(from, to, _)| *from <= one.0 && one.1 <= *to && to - from > one.1 - one.0)
        };
        for (from, to, value) in found.iter().filter(|one| !larger(one)) {
            let mut kinds = vec![format!("is {value}")];
            if self.document.tag_at(self.sentence, *from, "role").is_none() {
                kinds.push("no word of the grammar".to_owned());
            }
            all.push(Candidate { value: value.clone(), kinds, ..self.made(Slot::Role, *from, *to) });
        }
    }

    fn names(&self, all: &mut Vec<Candidate>) {
        let Some(bounds) = self.document.sentences.get(self.sentence) else { return };
        for name in crate::items::name::within(&self.things.names, bounds.from, bounds.to) {
            let slot = match name.bearer {
                Bearer::Person => continue,
                Bearer::Org => Slot::Org,
                Bearer::Place => Slot::Place,
            };
            let cases = match name.cases {
                crate::items::name::case::ANY => "any",
                cases if cases & crate::items::name::case::LOC != 0 => "loc",
                cases if cases & crate::items::name::case::NOM != 0 => "nom",
                cases if cases & crate::items::name::case::GEN != 0 => "gen",
                _ => "other",
            };
            let kinds = vec![format!("case {cases}"), format!("sure {}", name.sure / 25)];
            all.push(Candidate { value: name.name.clone(), kinds, ..self.made(slot, name.from, name.to) });
        }
    }

    fn days(&self, all: &mut Vec<Candidate>) {
        let Some(here) = self.things.sentences.get(self.sentence) else { return };
        let published = self.document.about.published.is_some();
        for when in here.days.iter().filter(|when| !when.clock && when.last.is_none()) {
            if when.day.is_none() && published {
                continue;
            }
            let mut kinds = vec![format!("rule {}", when.rule)];
            if when.aside {
                kinds.push("aside".to_owned());
            }
            if here.only_after {
                kinds.push("tells what followed".to_owned());
            }
            all.push(Candidate {
                day: when.day,
                rule: when.rule,
                kinds,
                ..self.made(Slot::Day, when.from, when.to)
            });
        }
    }

    fn forces(&self, all: &mut Vec<Candidate>) {
        let Some(here) = self.things.sentences.get(self.sentence) else { return };
        let forces: Vec<_> = here.items.iter().filter(|item| item.what == "force").collect();
        let mut seen = BTreeSet::new();
        for item in &forces {
            let larger = |other: &&&crate::frame::Item| {
                other.from <= item.from && item.to <= other.to && other.to - other.from > item.to - item.from
            };
            if forces.iter().any(|other| larger(&other)) || !seen.insert((item.from, item.to)) {
                continue;
            }
            let case = item.traits.first().copied().unwrap_or("any");
            let kinds = vec![format!("case {case}")];
            all.push(Candidate { kinds, ..self.made(Slot::By, item.from, item.to) });
        }
    }

    /// People without a name may be those who detain: "four men", «двое в форме».
    fn described(&self, all: &mut Vec<Candidate>) {
        let Some(here) = self.things.sentences.get(self.sentence) else { return };
        let force = |from: usize, to: usize| {
            here.items.iter().any(|item| item.what == "force" && item.from < to && from < item.to)
        };
        let beings = here.people.iter().flat_map(|group| &group.members);
        for being in beings.filter(|being| being.name.is_none() && being.from < being.to) {
            if force(being.from, being.to) {
                continue;
            }
            let mut kinds = vec!["described".to_owned()];
            kinds.push(format!("described, {}", if being.group { "several" } else { "one" }));
            if being.official {
                kinds.push("described in office".to_owned());
            }
            if !being.roles.is_empty() {
                kinds.push("described by a role".to_owned());
            }
            all.push(Candidate { kinds, ..self.made(Slot::By, being.from, being.to) });
        }
    }

    /// Words for those who detain that no frame knows.
    fn words_of_force(&self, all: &mut Vec<Candidate>) {
        let Some(here) = self.things.sentences.get(self.sentence) else { return };
        let mut last = 0;
        for &(from, to, _) in self.words.iter().filter(|word| word.2 == "captorword") {
            let known =
                here.items.iter().any(|item| item.what == "force" && item.from < to && from < item.to);
            if known || from < last {
                continue;
            }
            last = to;
            let kinds = vec!["word of force".to_owned()];
            all.push(Candidate { kinds, ..self.made(Slot::By, from, to) });
        }
    }

    /// Places that have no name: "the market", «у проходной».
    fn spots(&self, all: &mut Vec<Candidate>) {
        for &(from, to, _) in self.words.iter().filter(|word| word.2 == "spot") {
            let named = crate::items::name::within(&self.things.names, from, to);
            if named.iter().any(|name| name.bearer == Bearer::Place) {
                continue;
            }
            let value = self.document.quote(from, to).to_owned();
            all.push(Candidate { value, kinds: vec!["spot".to_owned()], ..self.made(Slot::Place, from, to) });
        }
    }

    fn ends(&self, marks: &[Mark], all: &mut Vec<Candidate>) {
        let Some(bounds) = self.document.sentences.get(self.sentence) else { return };
        let lexicon = self.document.lexicons.of(bounds.lang);
        let mut found: Vec<(usize, usize, &str)> =
            marks.iter().map(|mark| (mark.from, mark.to, mark.group)).collect();
        for tagged in self.document.tagged.get(self.sentence).into_iter().flatten() {
            let root = lexicon.name(tagged.tag).split('.').next().unwrap_or("");
            found.push((tagged.at, tagged.at + tagged.len, root));
        }
        found.retain(|(_, _, group)| ENDS.contains(group));
        found.sort_unstable();
        // What overlaps is one candidate of several kinds.
        let mut at = 0;
        while let Some((from, mut to, _)) = found.get(at).copied() {
            let first = at;
            while let Some((_, end, _)) = found.get(at).filter(|next| next.0 < to) {
                to = to.max(*end);
                at += 1;
            }
            let kinds: BTreeSet<&str> =
                found.get(first..at).unwrap_or(&[]).iter().map(|(_, _, group)| *group).collect();
            let kinds = kinds.into_iter().map(|kind| format!("is {kind}")).collect();
            all.push(Candidate { kinds, ..self.made(Slot::Became, from, to) });
        }
    }
}
