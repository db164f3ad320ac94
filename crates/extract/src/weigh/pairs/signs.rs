//! What stands between a drafted person and a candidate, as signs: short words that a speaker can read in the table.
//!
//! - `stands`: where the candidate stands
//! - `beside`: which words stand beside it

mod beside;
mod stands;

use super::Slot;
use super::field::{Field, Party};
use std::collections::BTreeSet;

/// Groups of words that are looked for beside a candidate.
const BESIDE: [&str; 14] = [
    "taken", "sure", "held", "place", "out", "term", "court", "said", "home", "deny", "cond", "stage",
    "free", "past",
];

/// How far apart two things stand, in words.
fn far(tokens: usize) -> &'static str {
    match tokens {
        0 => "next",
        1 => "1",
        2..=3 => "2-3",
        4..=6 => "4-6",
        7..=11 => "7-11",
        12..=20 => "12-20",
        _ => "far",
    }
}

impl Field<'_> {
    /// Signs of a person and a candidate of a slot. What the grammar chose is told apart: [`Self::choice`].
    pub(crate) fn signs(&self, party: &Party, slot: Slot, at: usize) -> BTreeSet<String> {
        let mut signs = BTreeSet::new();
        let Some(one) = self.all.get(at) else { return signs };
        let lang = self.document.sentences.get(one.sentence).map_or(self.document.lang, |here| here.lang);
        let rel = self.relation(party, slot, one, lang, &mut signs);
        signs.insert(format!("at {rel}"));
        signs.insert(format!("{} at {rel}", lang.tag()));
        for kind in &one.kinds {
            signs.insert(kind.clone());
            signs.insert(format!("{kind}, {rel}"));
        }
        self.told(party, one, &rel, &mut signs);
        self.beside(one, &mut signs);
        self.words(one, slot, &mut signs);
        self.others(party, slot, at, one, &mut signs);
        match slot {
            Slot::Role | Slot::Org | Slot::By => self.whose(party, one, &mut signs),
            Slot::Became => self.goes_on(one, &mut signs),
            _ => {}
        }
        signs
    }

    /// What the grammar chose, as signs.
    pub(crate) fn choice(&self, party: &Party, slot: Slot, at: usize, signs: &mut BTreeSet<String>) {
        let Some(one) = self.all.get(at) else { return };
        let lang = self.document.lang.tag();
        let rule = party.rule.split('.').next().unwrap_or("");
        let mut rule = rule.to_owned();
        if let Some(second) = party.rule.split('.').nth(1).filter(|_| rule == "detained") {
            rule = format!("{rule}.{second}");
        }
        let here =
            if one.sentence >= party.told.0 && one.sentence <= party.told.1 { "here" } else { "elsewhere" };
        let says = if self.is_chosen(party, slot, one) {
            signs.insert(format!("chosen, rule {rule}"));
            signs.insert(format!("chosen {here}"));
            signs.insert(format!("chosen {here}, {lang}"));
            "chosen"
        } else if self.has(party, slot) {
            "another chosen"
        } else {
            "none chosen"
        };
        signs.insert(says.to_owned());
        signs.insert(format!("{says}, {lang}"));
        let other = self.taken.get(&(slot, at)).is_some_and(|(first, more)| *more || *first != party.fact);
        if other {
            signs.insert("chosen for somebody else".to_owned());
            signs.insert(format!("chosen for somebody else, {says} for this one"));
        }
    }

    /// Signs by which it is told what words of an end mean.
    pub(crate) fn meaning(&self, at: usize) -> BTreeSet<String> {
        let mut signs = BTreeSet::new();
        let Some(one) = self.all.get(at) else { return signs };
        signs.extend(one.kinds.iter().cloned());
        self.beside(one, &mut signs);
        self.words(one, Slot::Became, &mut signs);
        self.goes_on(one, &mut signs);
        let lang = self.document.sentences.get(one.sentence).map_or(self.document.lang, |here| here.lang);
        signs.insert(format!("in {}", lang.tag()));
        signs
    }
}
