//! Who detained, where the clause that names the detained does not say: the force that the same sentence, or the same paragraph,
//! says did it; or the only one of a whole report. It fills what is empty and never changes what a clause said.

use super::{Clause, is_kind};
use crate::document::Document;
use crate::eval::names_match;
use crate::fact::{Day, Detention, Fact, Kind, Said};
use crate::frame::Match;
use crate::items::Things;
use crate::token::Shape;
use std::collections::{BTreeMap, BTreeSet};

/// Sentences of one paragraph over which a force that acts is still the one meant: before, and after.
const BEFORE: usize = 5;
const AFTER: usize = 2;
/// Sentences with which a report opens.
const LEAD: usize = 6;

/// A force that acts: its tokens, and whether the clause says that it detained somebody by name, and so nobody else.
#[derive(Clone, Copy)]
struct Act {
    from: usize,
    to: usize,
    of_somebody: bool,
}

/// Forces that act, by sentence.
type Acts = BTreeMap<usize, Vec<Act>>;

pub(super) fn fill(document: &Document<'_>, things: &Things, clauses: &[Clause], facts: &mut [Fact]) {
    let acts = acts(document, things, clauses);
    if acts.is_empty() {
        return;
    }
    let only = only(document, &acts);
    // Several paragraphs in a row that each begin with a number or an hour are notes of different events.
    let notes = is_of_notes(document, things);
    for fact in facts.iter_mut() {
        let at =
            document.sentences.partition_point(|one| one.span(&document.tokens).end <= fact.evidence.start);
        let rule = fact.rule.clone();
        let start = fact.evidence.start;
        let Kind::Detention(detention) = &mut fact.kind else { continue };
        // A court that a later sentence tells of is not who took them away.
        let court = |by: &Said<String>| {
            !is_kind(&rule, "detained.court")
                && by.quotes.first().is_some_and(|quote| {
                    let token = document.tokens.partition_point(|token| token.span.end <= quote.start);
                    let of = document.sentences.partition_point(|one| one.to <= token);
                    of != at && is_court(document, of, token)
                })
        };
        if detention.by.as_ref().is_some_and(|by| !court(by))
            || detention.background
            || is_kind(&rule, "list")
        {
            continue;
        }
        let same_day = |sentence: usize| is_of_day(things, sentence, detention);
        // "With them", "next to her": of the same event as those named before.
        let along = document.tagged_as(at, "along").next().is_some();
        let nearest = |sentence: usize| {
            let all = acts.get(&sentence)?.iter();
            let all = all.filter(|act| sentence == at || along || !act.of_somebody);
            all.min_by_key(|act| document.span(act.from, act.to).start.abs_diff(start)).copied()
        };
        // "Later", "also", "elsewhere": what follows is told apart from what stands before.
        let apart = document.tagged_as(at, "apart").next().is_some();
        let paragraph = |number: usize| document.sentences.get(number).map(|one| one.paragraph);
        let inside = |number: &usize| paragraph(*number) == paragraph(at) && same_day(*number);
        let before = || (at.saturating_sub(BEFORE)..at).rev().filter(inside).find_map(nearest);
        let after = || (at + 1..=at + AFTER).filter(inside).find_map(nearest);
        // Who was let go or sentenced was taken by somebody of whom only their own paragraph may tell.
        let later = ["released", "detained.let", "detained.freed", "detained.court"];
        let told_later = later.iter().any(|kind| is_kind(&rule, kind));
        // The lead of a report, or the paragraph before.
        let near = |sentence: usize| sentence < at && (sentence < LEAD || at - sentence <= AFTER);
        let whole =
            || only.filter(|(sentence, _)| !notes && !told_later && near(*sentence) && same_day(*sentence));
        let found = nearest(at)
            .or_else(|| if apart { None } else { before().or_else(after) })
            .or_else(|| if apart { None } else { whole().map(|(_, act)| act) });
        if let Some(Act { from, to, .. }) = found {
            detention.by = Some(Said::at(document.quote(from, to).to_owned(), document.span(from, to)));
        }
    }
}

fn acts(document: &Document<'_>, things: &Things, clauses: &[Clause]) -> Acts {
    let mut acts = Acts::new();
    for clause in clauses {
        let people = things.sentences.get(clause.sentence).map_or(&[][..], |here| here.people.as_slice());
        let named = |found: &Match| {
            let group = found.item("who").and_then(|number| people.get(number));
            group.is_some_and(|group| group.members.iter().any(|being| being.name.is_some()))
        };
        let detains = |(name, found): &&(&str, Match)| is_kind(name, "detained") && named(found);
        let of_somebody = clause.found.iter().any(|found| detains(&found));
        for (name, found) in &clause.found {
            let tells = is_kind(name, "captor") || is_kind(name, "detained");
            let blocked = clause.found.iter().any(|(name, other)| {
                is_kind(name, "blocked") && other.from < found.to && found.from < other.to
            });
            let court = |from: usize| is_court(document, clause.sentence, from);
            if let Some((from, to)) = found.kept("by").filter(|kept| tells && !blocked && !court(kept.0)) {
                acts.entry(clause.sentence).or_default().push(Act { from, to, of_somebody });
            }
        }
    }
    // "Guards" is a part of "border guards".
    for all in acts.values_mut() {
        let whole = all.clone();
        let larger = |one: &Act| {
            whole
                .iter()
                .any(|act| act.from <= one.from && one.to <= act.to && act.to - act.from > one.to - one.from)
        };
        all.retain(|one| !larger(one));
    }
    acts
}

/// The force of a report that speaks of one only that acted against people in general: its first mention.
fn only(document: &Document<'_>, acts: &Acts) -> Option<(usize, Act)> {
    let all = acts.iter().flat_map(|(sentence, all)| all.iter().map(|act| (*sentence, *act)));
    let mut all = all.filter(|(_, act)| !act.of_somebody);
    let first = all.next()?;
    let words = document.quote(first.1.from, first.1.to);
    all.all(|(_, act)| names_match(words, document.quote(act.from, act.to))).then_some(first)
}

/// Whether the words at a token name a court.
fn is_court(document: &Document<'_>, sentence: usize, at: usize) -> bool {
    let is = |at: usize| {
        ["court", "courtword", "courtsays"].iter().any(|tag| document.tag_at(sentence, at, tag).is_some())
    };
    is(at) || is(at + 1)
}

/// Whether a sentence tells of no other day than that of a detention.
fn is_of_day(things: &Things, sentence: usize, detention: &Detention) -> bool {
    let Some(date) = detention.date else { return true };
    let days = things.sentences.get(sentence).map_or(&[][..], |here| here.days.as_slice());
    let theirs: BTreeSet<Day> = days.iter().filter(|when| !when.clock).filter_map(|when| when.day).collect();
    theirs.is_empty() || theirs.contains(&date)
}

/// Whether a text is a row of notes: three paragraphs or more that open with a number, an hour or a place and a point.
fn is_of_notes(document: &Document<'_>, things: &Things) -> bool {
    let opens = document.sentences.iter().enumerate().filter(|(_, one)| one.opens);
    let notes = opens.filter(|(number, one)| {
        let Some(here) = things.sentences.get(*number) else { return false };
        let upper = document.tokens.get(one.from).is_some_and(|token| token.shape == Shape::Upper)
            && (one.from + 1..=one.from + 2).any(|at| matches!(document.quote(at, at + 1), "." | ":"));
        let cells =
            (one.from..one.to).filter(|at| matches!(document.quote(*at, *at + 1), ";" | "|" | "\t")).count();
        let hour = here.days.iter().any(|when| when.from <= one.from + 1 && when.clock);
        let numbered = here.numbers.iter().any(|number| number.from == one.from)
            && matches!(document.quote(one.from + 1, one.from + 2), "." | ")");
        hour || numbered || upper || cells >= 2
    });
    notes.count() >= 3
}
