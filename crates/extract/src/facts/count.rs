//! Claimed numbers: how many were detained, released, fined, gathered; the number with its hedging words, and who says so.

use super::{Clause, is_kind, place, where_when};
use crate::document::Document;
use crate::fact::{Count, Fact, Kind, Said};
use crate::frame::Match;
use crate::items::Things;
use crate::items::number::Number;
use crate::lang::Lang;
use crate::token::{Made, Shape};
use std::collections::BTreeSet;

pub(super) fn draft(document: &Document<'_>, things: &Things, clauses: &[Clause]) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut last: Option<(usize, Said<String>)> = None;
    let tells = |(name, _): &(&str, Match)| {
        (is_kind(name, "count") || is_kind(name, "detained")) && !name.ends_with(".continued")
    };
    let told: BTreeSet<usize> = clauses
        .iter()
        .filter(|clause| clause.found.iter().any(tells))
        .map(|clause| clause.sentence)
        .collect();
    // Who was named last with an office: "the minister" without a name is the same.
    let mut office: Option<String> = None;
    // A release says once whose all of it is: "the ministry reports the following".
    let mut whole: Option<Said<String>> = None;
    for clause in clauses {
        let Some(here) = things.sentences.get(clause.sentence) else { continue };
        if let Some((_, found)) = clause.found.iter().find(|(name, _)| is_kind(name, "source.all"))
            && let Some((from, to)) = found.kept("speaker")
        {
            whole = whole
                .or_else(|| Some(Said::at(document.quote(from, to).to_owned(), document.span(from, to))));
        }
        office = official(things, clause).or(office);
        let mut any = None;
        for (name, found) in clause.found.iter().filter(|(name, _)| is_kind(name, "count")) {
            let Some(number) = found.item("n").and_then(|number| here.numbers.get(number)) else { continue };
            let denied = clause.found.iter().any(|(name, other)| {
                is_kind(name, "blocked") && other.from < found.to && found.from < other.to
            });
            if number.measures
                || denied
                || is_numbering(document, clause.sentence, number)
                || is_known(document, clause.sentence, number, found)
            {
                continue;
            }
            // "Three of them", «из них 12»: only where the text just spoke of people detained.
            let goes_on = |number: usize| told.contains(&number);
            let before = clause.sentence.checked_sub(1).is_some_and(goes_on);
            if name.ends_with(".continued") && !before && !goes_on(clause.sentence) {
                continue;
            }
            // Who is only counted, and not said to be detained, is worth a draft where they are more than a few.
            let few = number.max.is_none_or(|most| most <= 3) && number.min.is_none_or(|least| least <= 3);
            let of_them = || found.kept("people").is_some_and(|(from, _)| is_of_them(document, from));
            if is_kind(name, "count.people") && (few || number.share || of_them()) {
                continue;
            }
            if is_nobody_counted(document, here, clause.sentence, number, found) {
                continue;
            }
            if !taken.insert(number.core) {
                continue;
            }
            let says = source(document, things, clause, number.from, office.as_deref());
            any = any.or(says.clone());
            // "count.detained.2": what is counted is the second word.
            let of = name.split('.').nth(1).unwrap_or("").to_owned();
            let role = found.kept("people").and_then(|(from, _)| {
                let (tag, _) = document.tag_at(clause.sentence, from, "role")?;
                let lexicon = document.lexicons.of(document.sentences.get(clause.sentence)?.lang);
                lexicon.name(tag).split('.').nth(1).map(str::to_owned)
            });
            let of = match role {
                Some(role) if of == "people" => format!("{role}s"),
                Some(role) => format!("{role}s {of}"),
                None => of,
            };
            let (from, to) = (
                number.from,
                found
                    .kept("people")
                    .map_or(number.to, |kept| if kept.0 == number.to { kept.1 } else { number.to }),
            );
            let mut value = document.span(from, to);
            // Quotation marks around the number are the source's hedge.
            let opening = from.checked_sub(1).map(|at| document.quote(at, at + 1)).unwrap_or("");
            let closing = document.quote(to, to + 1);
            if matches!((opening, closing), ("\"", "\"") | ("“", "”") | ("«", "»")) {
                value = document.span(from - 1, to + 1);
            }
            let when = where_when::day(document, things, clause.sentence, from, true);
            let count = Count {
                of,
                min: number.min,
                max: number.max,
                approx: number.approx,
                value: vec![value],
                source: says
                    .or_else(|| reported(document, things, clause, clauses))
                    .or_else(|| carried(document, last.as_ref(), clause.sentence))
                    .or_else(|| whole.clone()),
                date: when.day.map(|day| (day, when.last)),
                place: place::named(document, things, clause.sentence, from),
                duration: Vec::new(),
            };
            let evidence = document.span(found.from, found.to);
            facts.push(Fact { kind: Kind::Count(count), evidence, rule: (*name).to_owned(), confidence: 80 });
        }
        if let Some(says) = any {
            last = Some((clause.sentence, says));
        }
    }
    once(document, facts)
}

/// A figure in the heading that the text repeats is one figure.
fn once(document: &Document<'_>, mut facts: Vec<Fact>) -> Vec<Fact> {
    let Some(heading) = document.sentences.first().map(|first| first.span(&document.tokens)) else {
        return facts;
    };
    if heading.quote(document.text).ends_with(['.', '!', '?']) {
        return facts;
    }
    let bounds = |fact: &Fact| match &fact.kind {
        Kind::Count(count) => Some((count.min, count.max)),
        _ => None,
    };
    let later: Vec<_> =
        facts.iter().filter(|fact| !heading.holds(fact.evidence)).filter_map(bounds).collect();
    facts.retain(|fact| {
        !heading.holds(fact.evidence) || bounds(fact).is_none_or(|pair| !later.contains(&pair))
    });
    facts
}

/// "The two", "the fourteen": people of whom the text spoke, no figure; and so is "one" without a word for whom.
fn is_known(document: &Document<'_>, sentence: usize, number: &Number, found: &Match) -> bool {
    let definite = number.from.checked_sub(1).is_some_and(|before| {
        document.tag_at(sentence, before, "definite").is_some() && found.kept("people").is_none()
    });
    let one = number.min == Some(1) && number.max == Some(1);
    let whom = |from: usize| {
        ["people.any", "people.one"].iter().any(|tag| document.tag_at(sentence, from, tag).is_some())
    };
    definite || (one && found.kept("people").is_none_or(|(from, _)| whom(from)))
}

/// The number of a line in a list: «2. Гульжан Турысбекова».
fn is_numbering(document: &Document<'_>, sentence: usize, number: &Number) -> bool {
    let first = document.sentences.get(sentence).is_some_and(|one| one.from == number.from);
    first && number.to == number.from + 1 && matches!(document.quote(number.to, number.to + 1), "." | ")")
}

/// "Of them", «из них»: people of whom the text spoke.
fn is_of_them(document: &Document<'_>, at: usize) -> bool {
    matches!(document.folded(at), "of" | "из")
}

/// A number that counts nobody detained or present: those who detain, a man or two who are drafts of their own, an age between commas,
/// things (a word that no list knows stands right after it).
fn is_nobody_counted(
    document: &Document<'_>,
    here: &crate::items::Sentence,
    sentence: usize,
    number: &Number,
    found: &Match,
) -> bool {
    let force = here
        .items
        .iter()
        .any(|item| item.what == "force" && item.from <= number.core && number.core < item.to);
    let people = found.kept("people");
    let tagged = |at: usize, tag: &str| document.tag_at(sentence, at, tag).is_some();
    let few = number.min == number.max && number.max.is_some_and(|many| many <= 3);
    let lang = document.sentences.get(sentence).map(|one| one.lang);
    let described = lang != Some(Lang::Kk)
        && people.is_some_and(|(from, _)| {
            tagged(from, "person") && !tagged(from, "people.any") && !tagged(from, "role")
        });
    let mark = |at: usize| document.quote(at, at + 1);
    let aside =
        number.from.checked_sub(1).is_some_and(|before| mark(before) == ",") && mark(number.to) == ",";
    let next = document.tokens.get(number.to);
    let word = next.is_some_and(|token| token.made == Made::Word && token.shape == Shape::Lower);
    let known =
        document.tagged.get(sentence).is_some_and(|all| all.iter().any(|tagged| tagged.at == number.to));
    let bent = lang != Some(Lang::En);
    let one = number.min == Some(1) && number.max == Some(1);
    force || one || (few && described) || (people.is_none() && (aside || (bent && word && !known)))
}

/// Who gave the figures of the sentence before, for one that goes on with them: "another 305 were fined".
fn carried(
    document: &Document<'_>,
    last: Option<&(usize, Said<String>)>,
    sentence: usize,
) -> Option<Said<String>> {
    let (at, says) = last?;
    let paragraph = |number: usize| document.sentences.get(number).map(|one| one.paragraph);
    (sentence - at <= 1 && paragraph(*at) == paragraph(sentence)).then(|| says.clone())
}

/// Who says it, where the sentence says who: the nearest, rather on the same side of a semicolon.
fn source(
    document: &Document<'_>,
    things: &Things,
    clause: &Clause,
    at: usize,
    office: Option<&str>,
) -> Option<Said<String>> {
    let apart =
        |from: usize| (from.min(at)..from.max(at)).any(|token| document.quote(token, token + 1) == ";");
    let speakers = clause.found.iter().filter(|(name, _)| is_kind(name, "said") || is_kind(name, "source"));
    let near = speakers.filter_map(|(_, found)| found.kept("speaker").map(|kept| (found, kept)));
    let (found, (from, to)) = near.min_by_key(|(_, (from, _))| (apart(*from), from.abs_diff(at)))?;
    let here = things.sentences.get(clause.sentence)?;
    // "Ministry" is the last word of "the Health Ministry".
    let larger = here.items.iter().find(|item| item.what == "org" && item.from < from && to <= item.to);
    let (from, to) = larger.map_or((from, to), |org| (org.from, org.to));
    let people =
        found.item("speaker").and_then(|number| here.people.get(number)).filter(|people| people.from == from);
    let unnamed =
        found.item("speaker").is_none() && document.tag_at(clause.sentence, from, "title").is_some();
    let pronoun = people.is_some_and(|people| people.back.is_some());
    let words = || document.quote(from, to).to_owned();
    let value = match person(things, clause, found) {
        Some(name) => name,
        None if unnamed || pronoun => office.map_or_else(words, str::to_owned),
        None => words(),
    };
    Some(Said::at(value, document.span(from, to)))
}

/// Somebody in office who is named in a sentence.
pub(super) fn official(things: &Things, clause: &Clause) -> Option<String> {
    let here = things.sentences.get(clause.sentence)?;
    let all = here.people.iter().flat_map(|people| &people.members).filter(|being| being.official);
    let mut named = all.filter_map(|being| things.names.get(being.name?));
    named.find_map(|name| things.persons.get(name.person)).map(|person| person.name.clone())
}

/// The person named as speaker.
fn person(things: &Things, clause: &Clause, found: &Match) -> Option<String> {
    let (from, _) = found.kept("speaker")?;
    let people = things.sentences.get(clause.sentence)?.people.get(found.item("speaker")?)?;
    let being = people.members.first().filter(|_| people.from == from)?;
    let name = things.names.get(being.name?)?;
    things.persons.get(name.person).map(|person| person.name.clone())
}

/// Whom the next sentence names for it: "This was said by …".
fn reported(
    document: &Document<'_>,
    things: &Things,
    clause: &Clause,
    clauses: &[Clause],
) -> Option<Said<String>> {
    let next = clauses.iter().find(|next| next.sentence == clause.sentence + 1)?;
    let (_, found) = next.found.iter().find(|(name, _)| is_kind(name, "reported"))?;
    let (from, to) = found.kept("speaker")?;
    let value = person(things, next, found).unwrap_or_else(|| document.quote(from, to).to_owned());
    Some(Said::at(value, document.span(from, to)))
}
