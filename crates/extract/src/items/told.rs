//! Days that only another day of the text tells: "a day later", "on the 19th", «накануне», «келесі күні». They are counted from the day
//! that was told last before them.

use super::Sentence;
use super::when::{When, day, day_of, number_of};
use crate::document::Document;
use crate::fact::Day;
use crate::lang::Lang;
use crate::token::Made;

/// By which rule such a day is found.
pub const RULE: &str = "counted from the day told before";

/// Sentences over which a day is still the one that was told last.
const REACH: usize = 6;

/// "on the 19th", «19-го»: a day of the month without its month.
pub(super) fn bare(document: &Document<'_>, sentence: usize, at: usize, end: usize) -> Option<When> {
    let english = document.sentences.get(sentence)?.lang == Lang::En;
    let article = usize::from(english && document.folded(at) == "the");
    if english && (article == 0 || !follows_day(document, sentence, at)) {
        return None;
    }
    date(document, at + article, end)?;
    let to = at + article + 1;
    let ends = to >= end
        || document.tokens.get(to).is_none_or(|token| token.made != Made::Word)
        || ["prep", "and", "clause", "where", "say", "cameout", "release", "person", "breaks"]
            .iter()
            .any(|tag| document.tag_at(sentence, to, tag).is_some())
        || (!english && document.is_large(to));
    ends.then_some(When { from: at, to, day: None, last: None, rule: "", clock: false, aside: false })
}

/// Whether "on", or a day of the week with a comma, stands before a token.
fn follows_day(document: &Document<'_>, sentence: usize, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back);
    let weekday = |at: usize| document.ends_tag(sentence, at, &["weekday", "daypart"]);
    before(1).is_some_and(|one| {
        document.folded(one) == "on" || document.quote(one, one + 1) == "," && before(2).is_some_and(weekday)
    })
}

/// The number of "19th" and «19-го».
fn date(document: &Document<'_>, at: usize, end: usize) -> Option<i64> {
    let token = document.tokens.get(at).filter(|token| at < end && token.made == Made::Number)?;
    let digits = token.folded.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '-');
    let ending = token.folded.get(digits.len()..)?.trim_start_matches('-');
    let ordinal = matches!(ending, "st" | "nd" | "rd" | "th" | "го");
    digits.parse().ok().filter(|date| ordinal && (1..=31).contains(date))
}

/// Gives days to words that tell one by another.
pub(super) fn settle(document: &Document<'_>, sentences: &mut [Sentence]) {
    let mut last: Option<(Day, usize)> = None;
    for (number, sentence) in sentences.iter_mut().enumerate() {
        for when in sentence.days.iter_mut().filter(|when| !when.clock) {
            if let Some(day) = when.day {
                if !when.aside {
                    last = Some((when.last.unwrap_or(day), number));
                }
                continue;
            }
            let base = last.filter(|(_, at)| number - at <= REACH).map(|(day, _)| day);
            when.day = shifted(document, number, when, base).or_else(|| dated(document, when, base));
            if let Some(day) = when.day {
                when.rule = RULE;
                if !when.aside {
                    last = Some((day, number));
                }
            }
        }
    }
}

/// "A day later" than the day told before; «накануне» of a report that has told none, the day before it was published.
fn shifted(document: &Document<'_>, sentence: usize, when: &When, base: Option<Day>) -> Option<Day> {
    let (tag, len) = document.tag_at(sentence, when.from, "told")?;
    let lexicon = document.lexicons.of(document.sentences.get(sentence)?.lang);
    let shift: i64 = lexicon.name(tag).strip_prefix("told.")?.parse().ok()?;
    if shift < 0 && of_something(document, sentence, when.from + len) {
        return None;
    }
    let base = base.or_else(|| document.about.published.filter(|_| shift < 0))?;
    Some(day_of(number_of(base) + shift))
}

/// «накануне выборов»: the eve of something, and not of the day before.
fn of_something(document: &Document<'_>, sentence: usize, at: usize) -> bool {
    let Some(token) = document.tokens.get(at).filter(|token| token.made == Made::Word) else {
        return document.tokens.get(at).is_some_and(|token| token.made == Made::Number);
    };
    let russian = document.sentences.get(sentence).is_some_and(|one| one.lang == Lang::Ru);
    let verb = ["ли", "ла", "ло", "л", "лся", "лась", "лись", "лось", "ны", "на", "но", "н"];
    russian
        && !verb.iter().any(|end| token.folded.ends_with(end))
        && !document.is_large(at)
        && !["prep", "daypart", "force", "court", "court_noun", "and", "unresolved"]
            .iter()
            .any(|tag| document.tag_at(sentence, at, tag).is_some())
        && !matches!(
            &*token.folded,
            "в" | "во"
                | "на"
                | "у"
                | "из"
                | "с"
                | "по"
                | "около"
                | "после"
                | "он"
                | "она"
                | "его"
                | "ее"
                | "их"
                | "они"
        )
}

/// The day of that date next to the day told before, or the last one before publication.
fn dated(document: &Document<'_>, when: &When, base: Option<Day>) -> Option<Day> {
    let date = (when.from..when.to).find_map(|at| date(document, at, when.to))?;
    let published = document.about.published;
    let near = base.or(published)?;
    let months = [0, -1, 1].map(|shift| {
        let month = i64::from(near.year) * 12 + i64::from(near.month) - 1 + shift;
        day(month.div_euclid(12), month.rem_euclid(12) + 1, date)
    });
    let known = |day: &Day| published.is_none_or(|published| *day <= published);
    let all = months.into_iter().flatten().filter(known);
    all.min_by_key(|day| number_of(*day).abs_diff(number_of(near)))
}
