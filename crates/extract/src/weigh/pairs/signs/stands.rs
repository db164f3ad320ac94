//! Where a candidate stands: seen from the person's mentions, from the words that prove the detention, and beside other candidates.

use super::{BESIDE, far};
use crate::items::name::{Bearer, within};
use crate::lang::Lang;
use crate::token::Made;
use crate::weigh::pairs::Slot;
use crate::weigh::pairs::candidates::Candidate;
use crate::weigh::pairs::field::{Field, Party, Place};
use std::collections::BTreeSet;

impl Field<'_> {
    /// Where a candidate stands, seen from the person's mentions.
    pub(super) fn relation(
        &self,
        party: &Party,
        slot: Slot,
        one: &Candidate,
        lang: Lang,
        signs: &mut BTreeSet<String>,
    ) -> String {
        let here = party.mentions.iter().filter(|mention| mention.sentence == one.sentence);
        let distance = |mention: &&Place| {
            if one.to <= mention.from { mention.from - one.to } else { one.from.saturating_sub(mention.to) }
        };
        if let Some(mention) = here.min_by_key(distance) {
            let inside = mention.first <= one.from && one.to <= mention.last;
            let (side, tokens, between) = if one.to <= mention.from {
                ("before", mention.from - one.to, (one.to, mention.from))
            } else if one.from >= mention.to {
                ("after", one.from - mention.to, (mention.to, one.from))
            } else {
                return "within the name".to_owned();
            };
            let tag = lang.tag();
            let dist = far(tokens);
            signs.insert(format!("{side} {dist}"));
            signs.insert(format!("{tag} {side} {dist}"));
            if inside {
                signs.insert(format!("joined {side}"));
                signs.insert(format!("joined {side} {dist}"));
            }
            let over = self.persons_between(between.0, between.1);
            let over = match over {
                0 => "direct",
                1 => "over one",
                _ => "over several",
            };
            signs.insert(format!("{side} {over}"));
            signs.insert(format!("{side} {over} {dist}"));
            let mut stands = BTreeSet::new();
            for token in between.0..between.1 {
                if self.document.tokens.get(token).is_some_and(|token| token.made == Made::Mark) {
                    stands.insert(match self.document.quote(token, token + 1) {
                        "," => "comma",
                        "(" | ")" => "bracket",
                        ":" => "colon",
                        "—" | "–" | "-" => "dash",
                        ";" => "semicolon",
                        "|" => "bar",
                        _ => "mark",
                    });
                }
            }
            if self
                .document
                .tagged_as(one.sentence, "and")
                .any(|and| between.0 <= and.at && and.at < between.1)
            {
                stands.insert("and");
            }
            let commas = (between.0..between.1).filter(|at| self.document.quote(*at, at + 1) == ",").count();
            signs.insert(format!("{side}, {} commas", commas.min(3)));
            if stands.is_empty() {
                signs.insert(format!("{side}, nothing between"));
            }
            for mark in stands {
                signs.insert(format!("{side}, {mark} between"));
            }
            for mark in self.marks.get(one.sentence).into_iter().flatten() {
                if between.0 <= mark.from && mark.to <= between.1 && BESIDE.contains(&mark.group) {
                    signs.insert(format!("{side}, {} between", mark.group));
                }
            }
            let nearer = within(&self.things.names, one.from.saturating_sub(tokens), one.to + tokens)
                .iter()
                .any(|name| {
                    name.bearer == Bearer::Person
                        && name.person != party.person
                        && self.sentence_of(name.from) == one.sentence
                });
            signs.insert(format!(
                "{}, {side}",
                if nearer { "somebody is nearer" } else { "nobody is nearer" }
            ));
            if slot == Slot::Became {
                signs.insert(format!("{side} {}", self.case(mention)));
            }
            return format!("{side} in sentence");
        }
        let before = party
            .mentions
            .iter()
            .filter(|mention| mention.sentence < one.sentence)
            .max_by_key(|mention| mention.sentence);
        let after = party
            .mentions
            .iter()
            .filter(|mention| mention.sentence > one.sentence)
            .min_by_key(|mention| mention.sentence);
        let paragraph = |at: usize| self.document.sentences.get(at).map(|one| one.paragraph);
        if let Some(mention) = before {
            let step = one.sentence - mention.sentence;
            let close =
                if paragraph(mention.sentence) == paragraph(one.sentence) { "" } else { " paragraph" };
            // Who else was named since.
            let since = self.document.sentences.get(one.sentence).map_or(0, |here| here.from);
            let since = self.persons_between(mention.last, since);
            let whose = self.pointing(one.sentence);
            signs.insert(format!("goes on {whose}"));
            signs
                .insert(format!("goes on {whose}, {} since", if since == 0 { "nobody" } else { "somebody" }));
            let only = self.parties.len() == 1;
            signs
                .insert(format!("goes on {whose}, {}", if only { "one drafted" } else { "several drafted" }));
            let steps = match step {
                1 => "1",
                2 => "2",
                3..=4 => "3-4",
                _ => "far",
            };
            if let Some(mention) = after {
                signs.insert(format!(
                    "later {steps}, and {} before the next mention",
                    (mention.sentence - one.sentence).min(3)
                ));
            }
            return format!("later{close} {steps}");
        }
        let Some(mention) = after else { return "nowhere".to_owned() };
        let step = mention.sentence - one.sentence;
        let close = if paragraph(mention.sentence) == paragraph(one.sentence) { "" } else { " paragraph" };
        let steps = match step {
            1 => "1",
            2 => "2",
            3..=4 => "3-4",
            _ => "far",
        };
        let whose = self.pointing(one.sentence);
        signs.insert(format!("earlier {whose}"));
        if one.sentence < 2 {
            signs.insert("earlier, in the opening".to_owned());
        }
        format!("earlier{close} {steps}")
    }

    fn case(&self, mention: &Place) -> &'static str {
        use crate::items::name::case;
        let names = within(&self.things.names, mention.from, mention.from + 1);
        match names.first().map_or(case::ANY, |name| name.cases) {
            case::ANY => "of any",
            cases if cases & case::NOM != 0 => "of nom",
            cases if cases & case::ACC != 0 => "of acc",
            cases if cases & case::DAT != 0 => "of dat",
            _ => "of other",
        }
    }

    /// How a candidate stands to the words that prove the detention.
    pub(super) fn told(&self, party: &Party, one: &Candidate, rel: &str, signs: &mut BTreeSet<String>) {
        let (from, to) = party.evidence;
        let place = if from <= one.from && one.to <= to {
            "inside the proof".to_owned()
        } else if party.told.0 <= one.sentence && one.sentence <= party.told.1 {
            if one.to <= from {
                format!("proof after {}", far(from - one.to))
            } else {
                format!("proof before {}", far(one.from.saturating_sub(to)))
            }
        } else if one.sentence < party.told.0 {
            format!("proof {} on", (party.told.0 - one.sentence).min(4))
        } else {
            format!("proof {} back", (one.sentence - party.told.1).min(4))
        };
        signs.insert(format!("{place}, {rel}"));
        signs.insert(place);
        let rule = party.rule.split('.').next().unwrap_or("");
        signs.insert(format!("rule {rule}, {rel}"));
    }

    /// Other candidates of the slot, and other people.
    pub(super) fn others(
        &self,
        party: &Party,
        slot: Slot,
        at: usize,
        one: &Candidate,
        signs: &mut BTreeSet<String>,
    ) {
        let same = |other: &&Candidate| other.slot == slot;
        let first = self.all.partition_point(|other| other.sentence < one.sentence);
        let last = self.all.partition_point(|other| other.sentence <= one.sentence);
        let in_sentence = self.all.get(first..last).unwrap_or(&[]).iter().filter(same).count();
        signs
            .insert(format!("{} in its sentence", if in_sentence == 1 { "alone" } else { "one of several" }));
        let mention = party.mentions.iter().filter(|mention| mention.sentence == one.sentence);
        let apart = |one: &Candidate, mention: &Place| {
            if one.to <= mention.from { mention.from - one.to } else { one.from.saturating_sub(mention.to) }
        };
        for mention in mention {
            let mine = apart(one, mention);
            let nearer = self
                .all
                .get(first..last)
                .unwrap_or(&[])
                .iter()
                .enumerate()
                .filter(|(number, other)| first + number != at && same(other))
                .any(|(_, other)| apart(other, mention) < mine);
            signs.insert(if nearer { "another is nearer" } else { "none is nearer" }.to_owned());
        }
        let drafted = match self.parties.len() {
            1 => "one drafted",
            2..=3 => "few drafted",
            _ => "many drafted",
        };
        signs.insert(drafted.to_owned());
        if one.sentence < 2 {
            signs.insert(format!("{drafted}, opening"));
        }
    }
}
