//! People without a name whom no line of the grammar reads: joined with somebody detained, or nobody knows their name. What only
//! stands near is not joined.

use super::{Draft, Drafting, Who};
use crate::fact::Said;
use crate::frame::Match;
use crate::items::described::{Described, How};
use crate::items::name::{Bearer, within as names_within};
use crate::items::people::Being;
use crate::lang::Lang;
use crate::token::{Made, Shape};

/// The rule of somebody who is drafted because they are joined with somebody detained.
pub(super) const JOINED: &str = "detained.joined";
/// By how much less than the bar the sum of a person may be of whom somebody described may be spoken.
pub(super) const PLAUSIBLE: f64 = 1.5;
/// Tokens between two who are joined, at most.
const APART: usize = 16;

impl Drafting<'_> {
    /// Drafts those who stand joined with somebody whom the same sentence says to be detained: "Anna Lee and a boy in a red cap".
    pub(super) fn joined(&mut self) {
        for (sentence, here) in self.things.sentences.iter().enumerate() {
            for one in &here.described {
                let known = self.drafts.iter().any(|draft| overlaps(draft, one));
                if known || !self.may_be_new(sentence, one) {
                    continue;
                }
                let found = self.partner(sentence, one).or_else(|| self.nameless(sentence, one));
                if let Some(with) = found {
                    self.draft_described(sentence, one, with);
                }
            }
        }
    }

    /// Drafts somebody described, with the words that prove it.
    pub(super) fn draft_described(
        &mut self,
        sentence: usize,
        one: &Described,
        (rule, from, to): (&'static str, usize, usize),
    ) {
        let being = self.being_described(sentence, one);
        let found = Match { frame: 0, from, to, kept: Vec::new() };
        let evidence = self.document.span(from, to);
        let who = Who::Draft(self.drafts.len());
        self.one_detained(sentence, rule, &found, evidence, who, &being, false);
    }

    /// Where the words end that describe somebody: "a woman with a drum".
    pub(super) fn description_ends(&self, sentence: usize, being: &Being) -> usize {
        let described =
            self.things.sentences.get(sentence).map_or(&[] as &[Described], |here| &here.described);
        let further = described.iter().find(|one| one.to == being.to && being.from <= one.head);
        further.map_or(being.to, |one| one.end.max(being.to))
    }

    fn being_described(&self, sentence: usize, one: &Described) -> Being {
        let document = self.document;
        let mut being = Being {
            from: one.from,
            to: one.to,
            first: one.from,
            group: one.group,
            size: one.size,
            ..Being::default()
        };
        if let Some((tag, len)) = document.tag_at(sentence, one.head, "role")
            && let Some(bounds) = document.sentences.get(sentence)
        {
            let role = document.lexicons.of(bounds.lang).name(tag).trim_start_matches("role.").to_owned();
            being.roles.push(Said::at(role, document.span(one.head, one.head + len)));
        }
        being
    }

    /// Whether somebody without a name is told of in particular: one, or a few, of whom more is said than what they are.
    pub(super) fn is_particular(&self, sentence: usize, being: &Being) -> bool {
        let Some(here) = self.things.sentences.get(sentence) else { return false };
        let one = here.described.iter().find(|one| one.from < being.to && being.from < one.to);
        being.name.is_none()
            && !being.counted
            && !being.official
            && one.is_some_and(|one| {
                let few = one.size.is_some_and(|size| size <= 4);
                (one.how == How::New || one.how == How::Counted && few || one.end > one.to)
                    && self.may_be_new(sentence, one)
            })
    }

    /// Whether a description may be of somebody new who is not one of those who detain, nor a word for somebody named beside it.
    pub(super) fn may_be_new(&self, sentence: usize, one: &Described) -> bool {
        let Some(here) = self.things.sentences.get(sentence) else { return false };
        let document = self.document;
        let within = |from: usize, to: usize| from < one.to && one.from < to;
        let near = here.people.partition_point(|group| group.to <= one.from);
        let near = || here.people.iter().skip(near).take_while(|group| group.from < one.to);
        let beings = || near().flat_map(|group| &group.members);
        let named = beings().any(|being| {
            let role = being.roles.iter().flat_map(|role| &role.quotes);
            let span = document.span(one.from, one.to);
            being.name.is_some()
                && (within(being.first, being.to)
                    || role.into_iter().any(|quote| quote.start < span.end && span.start < quote.end))
        });
        let official = beings().any(|being| being.official && within(being.first, being.to))
            || (one.from..one.to).any(|at| document.tag_at(sentence, at, "title").is_some());
        let owner = matches!(document.quote(one.to, one.to + 1), "'s" | "’s");
        let lang = document.sentences.get(sentence).map(|one| one.lang);
        let stands = match one.how {
            How::New => true,
            How::Counted => {
                let whole = ["people.any", "role"]
                    .iter()
                    .any(|tag| document.tag_at(sentence, one.head, tag).is_some());
                let member = matches!(document.folded(one.head), "others" | "members" | "member" | "people");
                one.size.is_some_and(|size| size <= 4) && !whole && !member
            }
            How::Whose => document.tag_at(sentence, one.head, "kin").is_some() || lang == Some(Lang::En),
            How::Bare => {
                lang != Some(Lang::En) && document.tag_at(sentence, one.head, "person.one").is_some()
            }
            How::Known => false,
        };
        stands && !one.force && !named && !official && !owner && !self.names_follow(sentence, one)
    }

    /// Whether the name follows the description: "a girl, Anna", "a student called Till", «парень по имени Олег».
    pub(super) fn names_follow(&self, sentence: usize, one: &Described) -> bool {
        let document = self.document;
        let Some(bounds) = document.sentences.get(sentence) else { return false };
        let close = |from: usize| {
            (from..(from + 5).min(bounds.to)).find(|&at| {
                let name = names_within(&self.things.names, at, at + 1).first();
                let unknown = name.is_none()
                    && at == from
                    && document.quote(from - 1, from) == ","
                    && from - 1 == one.to
                    && document.is_large(at)
                    && document.folded(at).chars().count() > 2
                    && !self.in_name(at);
                // «28 жастағы К.»: a letter is no name.
                let known = |name: &crate::items::name::Name| {
                    name.bearer == Bearer::Person && !crate::items::name::words(&name.name).is_empty()
                };
                unknown || name.is_some_and(known)
            })
        };
        // «депутат горсовета Рената Клюева»: only words between.
        let word = |at: &usize| {
            document.tokens.get(*at).is_some_and(|token| token.made == Made::Word) && *at < bounds.to
        };
        let beside = (one.to..one.to + 3).take_while(word).find(|&at| {
            let names = names_within(&self.things.names, at, at + 1);
            names.first().is_some_and(|name| name.bearer == Bearer::Person)
        });
        let verb = |from: usize, to: usize| {
            (from..to).any(|at| {
                ["detain", "release", "prep", "and", "say"]
                    .iter()
                    .any(|tag| document.tag_at(sentence, at, tag).is_some())
            })
        };
        if bounds.lang == Lang::Ru && beside.is_some_and(|at| !verb(one.to, at)) {
            return true;
        }
        [one.to, one.end].into_iter().any(|from| {
            let mark = document.quote(from, from + 1);
            if (from..from + 4).any(|at| matches!(document.folded(at), "звали" | "зовут")) {
                return true;
            }
            let called = document.tag_at(sentence, from, "called").is_some()
                || matches!(
                    document.folded(from),
                    "named" | "called" | "по" | "атты" | "есімді" | "деген" | "аты" | "есімі"
                );
            if !called && !matches!(mark, "," | "—" | "–" | "-" | "(" | ":") {
                return false;
            }
            let Some(at) = close(from + 1) else { return false };
            let name_end =
                |at: usize| names_within(&self.things.names, at, at + 1).first().map_or(at, |name| name.to);
            let and = (from..at).any(|at| {
                document.tag_at(sentence, at, "and").is_some() || document.quote(at, at + 1) == ";"
            });
            // "a boy, Anna Lee and Max Orr": the name is the next of the row.
            let row = mark == "," && document.tag_at(sentence, name_end(at), "and").is_some() && !called;
            !and && !row
        })
    }

    /// Whether the words that follow say that nobody knows the name, where detentions are told of: "a boy in a red cap; nobody
    /// here knows him", «бір қария болды, атын айтпады»; the rule and the words that prove it.
    fn nameless(&self, sentence: usize, one: &Described) -> Option<(&'static str, usize, usize)> {
        let document = self.document;
        let tells = |at: usize| {
            self.told.contains(&at)
                || self.drafts.iter().any(|draft| draft.sentence == at)
                || ["detain", "release", "cell", "custodyplace", "vehicle", "lockup"]
                    .iter()
                    .any(|tag| document.tagged_as(at, tag).next().is_some())
        };
        let told = (sentence.saturating_sub(3)..=sentence).any(tells);
        let to = self.noname_after(sentence, one.to).or_else(|| self.noname_before(sentence, one))?;
        let detained = (sentence.saturating_sub(3)..=sentence + 1)
            .any(|at| self.told.contains(&at) || self.drafts.iter().any(|draft| draft.sentence == at));
        let denied = ["not", "neg", "modal"]
            .iter()
            .any(|tag| document.tagged_as(sentence, tag).any(|tagged| tagged.at < one.from));
        // "A waitress (name not given) says": who tells of it.
        let says = document.tagged_as(sentence, "say").any(|tagged| tagged.at >= to && tagged.at < to + 12);
        (told && detained && !denied && !says && one.how != How::Whose).then_some((
            "detained.noname",
            one.from,
            to,
        ))
    }

    /// Where somebody ends of whom the words before say that nobody knows the name: «атын жасыруды сұраған жігіт».
    fn noname_before(&self, sentence: usize, one: &Described) -> Option<usize> {
        let kazakh = self.document.sentences.get(sentence).is_some_and(|here| here.lang == Lang::Kk);
        let mut all = self.document.tagged_as(sentence, "noname");
        all.any(|tagged| kazakh && tagged.at < one.from && tagged.at + tagged.len + 3 >= one.from)
            .then_some(one.to)
    }

    /// Where the words end, close behind a token, that say that nobody knows a name.
    pub(super) fn noname_after(&self, sentence: usize, from: usize) -> Option<usize> {
        let document = self.document;
        let near = |at: usize| {
            document
                .tagged_as(at, "noname")
                .find(|tagged| tagged.at >= from && tagged.at < from + 14)
                .map(|tagged| tagged.at + tagged.len)
        };
        let nobody = |from: usize, to: usize| {
            names_within(&self.things.names, from, to).iter().all(|name| name.bearer != Bearer::Person)
        };
        near(sentence).filter(|to| nobody(from, *to))
    }

    /// With whom of the detained of this sentence somebody described is joined; the rule and the words that prove it.
    fn partner(&self, sentence: usize, one: &Described) -> Option<(&'static str, usize, usize)> {
        let bounds = self.document.sentences.get(sentence)?;
        // Both ends of everybody in this sentence of whom a draft proves it by this sentence.
        let mut ends: Vec<(usize, usize, (usize, usize))> = Vec::new();
        for draft in self
            .drafts
            .iter()
            .filter(|draft| draft.sentence.abs_diff(sentence) <= 1 && !draft.detention.background)
        {
            let proof = self.tokens_of(sentence, draft);
            match draft.who {
                Who::Person(person) => {
                    let (first, last) = (one.from.saturating_sub(2 * APART), one.end + 2 * APART);
                    let (first, last) = (first.max(bounds.from), last.min(bounds.to));
                    let names = names_within(&self.things.names, first, last);
                    ends.extend(
                        names
                            .iter()
                            .filter(|name| name.person == person && name.bearer == Bearer::Person)
                            .map(|name| (name.from, name.to, proof)),
                    );
                }
                Who::Draft(_) => ends.extend(draft.words.map(|(from, to)| (from, to, proof))),
            }
        }
        ends.into_iter().find_map(|(from, to, proof)| {
            let bare = one.how == How::Bare && one.end == one.to;
            let joined = if bare && self.is_field(to, one) {
                false
            } else if to <= one.from {
                self.in_row(sentence, to, one.from, true)
            } else {
                one.end <= from && self.in_row(sentence, one.end, from, false)
            };
            joined.then_some((JOINED, proof.0.min(from).min(one.from), proof.1.max(to).max(one.to)))
        })
    }

    /// Whether a field of a line rather than the next of a row: «A; студент; площадь».
    fn is_field(&self, from: usize, one: &Described) -> bool {
        (from..one.from).any(|at| self.document.quote(at, at + 1) == ";")
    }

    fn tokens_of(&self, sentence: usize, draft: &Draft) -> (usize, usize) {
        let Some(bounds) = self.document.sentences.get(sentence).filter(|_| draft.sentence == sentence)
        else {
            return (usize::MAX, 0);
        };
        let at = |byte: usize| self.document.tokens.partition_point(|token| token.span.end <= byte);
        let (from, to) = (at(draft.evidence.start), at(draft.evidence.end.saturating_sub(1)) + 1);
        (from.max(bounds.from), to.min(bounds.to))
    }

    /// Whether two stand in one row: an "and" or a semicolon stands right before the second, and between them only what says who the
    /// first is, and others of the row.
    fn in_row(&self, sentence: usize, from: usize, to: usize, described_last: bool) -> bool {
        let document = self.document;
        if to <= from || to - from > APART {
            return false;
        }
        let tag =
            |at: usize, tags: &[&str]| tags.iter().any(|tag| document.tag_at(sentence, at, tag).is_some());
        let joiner = |at: usize| {
            tag(at, &["and"])
            || matches!(document.quote(at, at + 1), "&" | "+")
            || described_last && document.quote(at, at + 1) == ";"
            // "Ann (20), Bob (24), a boy of 17".
            || described_last && document.quote(at, at + 1) == "," && document.quote(at.wrapping_sub(1), at) == ")"
            || matches!(document.folded(at), "n" | "plus" | "плюс")
        };
        let words = ["also", "еще", "также", "тағы", "then"];
        let mut last = to;
        while last > from
            && !joiner(last - 1)
            && (words.contains(&document.folded(last - 1))
                || !described_last
                    && tag(
                        last - 1,
                        &[
                            "role",
                            "title",
                            "courtesy",
                            "determiner",
                            "quality",
                            "person",
                            "orgword",
                            "orgkind",
                            "demonym",
                        ],
                    )
                || self.in_name(last - 1))
        {
            last -= 1;
        }
        if last == from || !joiner(last - 1) || !described_last && last - 1 > from {
            return false;
        }
        let (mut depth, mut at, mut aside, mut unknown) = (0usize, from, false, 0);
        while at < last {
            let mark = document.quote(at, at + 1);
            match mark {
                "(" | "[" => depth += 1,
                ")" | "]" => depth = depth.saturating_sub(1),
                "," | ";" => aside = false,
                "." | "!" | "?" if depth == 0 => return false,
                _ => {}
            }
            let word = document
                .tokens
                .get(at)
                .filter(|token| token.made == Made::Word && token.shape == Shape::Lower);
            if depth == 0 && word.is_some() && !aside && !joiner(at) && !self.in_name(at) {
                if tag(at, &["who"]) {
                    aside = true;
                } else if tag(
                    at,
                    &[
                        "be", "have", "say", "verb", "move", "put", "not", "neg", "modal", "force", "clause",
                        "stop",
                    ],
                ) {
                    return false;
                } else if !tag(
                    at,
                    &[
                        "role",
                        "person",
                        "kin",
                        "determiner",
                        "quality",
                        "demonym",
                        "orgword",
                        "orgkind",
                        "title",
                        "courtesy",
                        "employed",
                        "prep",
                    ],
                ) {
                    unknown += 1;
                }
            }
            at += 1;
        }
        unknown <= 3
    }

    fn in_name(&self, at: usize) -> bool {
        let first = self.things.names.partition_point(|name| name.to <= at);
        self.things.names.get(first).is_some_and(|name| name.from <= at)
    }
}

fn overlaps(draft: &Draft, one: &Described) -> bool {
    draft.words.is_some_and(|(from, to)| from < one.to && one.from < to)
}
