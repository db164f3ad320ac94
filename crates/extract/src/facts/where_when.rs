//! The day of a clause: what stands in it, else what was said last before it in the same paragraph, else what opens the text.

use crate::document::Document;
use crate::fact::Day;
use crate::items::Things;
use crate::items::told;
use crate::items::when::When;
use crate::lang::Lang;
use crate::span::Span;

/// A day with its words.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub day: Option<Day>,
    pub last: Option<Day>,
    pub rule: Option<&'static str>,
    pub words: Vec<Span>,
    /// Whether the sentence itself says it.
    pub own: bool,
    /// Whether the sentence speaks of an earlier year.
    pub earlier: bool,
}

fn of(document: &Document<'_>, when: &When) -> Found {
    let rule = (!when.rule.is_empty() && when.day.is_some()).then_some(when.rule);
    Found {
        day: when.day,
        last: when.last,
        rule,
        words: vec![document.span(when.from, when.to)],
        own: false,
        earlier: false,
    }
}

/// The day of what happens at token `at` of a sentence. Unless the sentence itself `tells` of it, only what stands elsewhere.
pub(super) fn day(
    document: &Document<'_>,
    things: &Things,
    sentence: usize,
    at: usize,
    tells: bool,
) -> Found {
    let all = |number: usize| things.sentences.get(number).map_or(&[] as &[When], |one| one.days.as_slice());
    let paragraph = |number: usize| document.sentences.get(number).map(|sentence| sentence.paragraph);
    // The day on which something was said is not the day of what is said.
    let days = |number: usize| {
        let elsewhere = number != sentence && things.sentences.get(number).is_some_and(|one| one.only_after);
        // Where a report was written is dated; what it tells may have a day of its own.
        let told = |when: &When| !when.clock && when.day.is_some() && !is_dateline(document, number, when);
        let dated = all(number).iter().any(told);
        all(number)
            .iter()
            .filter(move |when| !(elsewhere || when.aside || dated && is_dateline(document, number, when)))
            // "Three days later" is of its own paragraph.
            .filter(move |when| when.rule != told::RULE || paragraph(number) == paragraph(sentence))
    };
    // A day belongs to what follows it rather than to what stands before it.
    let near = |when: &&When| when.from.abs_diff(at) + if when.from > at { 6 } else { 0 };
    let here = || days(sentence).filter(|when| tells && !when.clock);
    if let Some(when) = here().filter(|when| when.day.is_some()).min_by_key(near) {
        return Found { own: true, ..of(document, when) };
    }
    if tells && has_other_year(document, things, sentence, at) {
        return Found { earlier: true, ..Found::default() };
    }
    let clock: Vec<Span> = all(sentence)
        .iter()
        .filter(|when| tells && (when.clock || when.day.is_none()))
        .map(|when| document.span(when.from, when.to))
        .take(1)
        .collect();
    let before = (0..sentence)
        .rev()
        .take_while(|number| paragraph(*number) == paragraph(sentence) || sentence - number <= 2);
    for number in before {
        // A heading gives the day first, and then that of the list.
        let mut those: Vec<&When> = days(number).filter(|when| !when.clock && when.day.is_some()).collect();
        if number > 0 {
            those.reverse();
        }
        if let Some(when) = those.first() {
            let mut found = of(document, when);
            found.words.extend(clock);
            return found;
        }
    }
    // A line of a live report begins with its hour, and is of the day on which it is published.
    let line = document.sentences.get(sentence).map(|one| one.paragraph);
    let opens_with_clock =
        (0..=sentence).rev().take_while(|number| paragraph(*number) == line).any(|number| {
            let first = document.sentences.get(number).map(|one| one.from);
            document.sentences.get(number).is_some_and(|one| one.opens)
                && days(number).any(|when| when.clock && Some(when.from) == first)
        });
    if let (true, Some(published)) = (opens_with_clock, document.about.published) {
        return Found {
            day: Some(published),
            rule: Some("day of publication of a live report"),
            words: clock,
            ..Found::default()
        };
    }
    // The day that the text opens with holds for what has none of its own, while the text has named no other.
    let opening = (0..things.sentences.len().min(3))
        .filter(|number| *number != sentence)
        .find_map(|number| days(number).find(|when| !when.clock && when.day.is_some()));
    let other = |when: &When| {
        !when.clock && when.day.is_some_and(|day| opening.is_some_and(|one| one.day != Some(day)))
    };
    if let Some(when) = opening
        && !(3..sentence).any(|number| all(number).iter().any(other))
    {
        let mut found = of(document, when);
        found.words.extend(clock);
        return found;
    }
    // A text that has come back to the day it opens with.
    let latest = (0..sentence).rev().flat_map(|number| days(number).rev());
    let mut latest = latest.filter(|when| !when.clock && when.day.is_some());
    if let (Some(first), Some(when)) = (opening, latest.next())
        && (first.day, None, None) == (when.day, first.last, when.last)
    {
        let mut found = of(document, when);
        found.words.extend(clock);
        return found;
    }
    // A long text that has given one day so far goes on with that day.
    let mut so_far = (0..sentence).flat_map(days).filter(|when| !when.clock && when.day.is_some());
    if let Some(first) = so_far.next()
        && so_far.all(|when| when.day == first.day)
        && first.last.is_none()
    {
        let mut found = of(document, first);
        found.words.extend(clock);
        return found;
    }
    Found { words: clock, ..Found::default() }
}

/// "ALMATY, June 9 –": the day of writing, that opens a paragraph after nothing but names.
fn is_dateline(document: &Document<'_>, sentence: usize, when: &When) -> bool {
    let Some(bounds) = document.sentences.get(sentence).filter(|one| one.opens) else { return false };
    let opens = when.from - bounds.from <= 5
        && (bounds.from..when.from)
            .all(|at| document.is_large(at) || matches!(document.quote(at, at + 1), "," | "(" | "."));
    opens && matches!(document.quote(when.to, when.to + 1), "–" | "—" | "-" | ":" | ")" | "(")
}

/// Whether a sentence speaks of another time, by its year or month only: "in September 2020", "in the 2016 campaign".
fn has_other_year(document: &Document<'_>, things: &Things, sentence: usize, at: usize) -> bool {
    let Some(here) = things.sentences.get(sentence) else { return false };
    let english = document.sentences.get(sentence).is_some_and(|one| one.lang == Lang::En);
    let year = |number: &crate::items::number::Number| {
        number.measures
            && number.to == number.from + 1
            && document.folded(number.from).len() == 4
            && number.min.is_some_and(|year| (1900..=2100).contains(&year))
    };
    let told = |number: &crate::items::number::Number| {
        let before = number.from.checked_sub(1);
        number.from.abs_diff(at) <= 14
            && before.is_some_and(|before| {
                matches!(document.folded(before), "in" | "since" | "the" | "during" | "of")
                    || document.tag_at(sentence, before, "month").is_some()
            })
    };
    let in_day = |at: usize| here.days.iter().any(|day| day.from <= at && at < day.to);
    english && here.numbers.iter().any(|number| year(number) && told(number) && !in_day(number.from))
}
