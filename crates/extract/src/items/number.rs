//! Numbers as they are written and hedged: 53, "about 4,000", «свыше ста», «100-ге жуық», "15 or 20", dozens.
//! Bounds follow the wording; the words themselves are always kept. Ages, hours, money, years and numbers of articles and
//! stations are numbers too, and are said to be such, so that nobody takes them for people.

use crate::document::Document;
use crate::lexicon::Tagged;
use crate::token::{Made, Token};

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// First token, hedging words included.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// First token of the number itself.
    pub core: usize,
    /// At least.
    pub min: Option<u64>,
    /// At most.
    pub max: Option<u64>,
    /// Hedged or vague.
    pub approx: bool,
    /// Whether something beside it says that it counts no people: a unit, a month, an article.
    pub measures: bool,
    /// Whether it is of the share kind: most, the rest, nearly all.
    pub share: bool,
}

/// What a number is before it is hedged.
#[derive(Clone, Copy, Debug)]
struct Plain {
    to: usize,
    min: Option<u64>,
    max: Option<u64>,
    vague: bool,
    share: bool,
}

/// Numbers of a sentence, from left to right, none inside another.
pub fn numbers(document: &Document<'_>, sentence: usize) -> Vec<Number> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = bounds.from;
    while at < bounds.to {
        match number(document, sentence, at, bounds.from, bounds.to) {
            Some(number) => {
                at = number.to.max(at + 1);
                found.push(number);
            }
            None => at += 1,
        }
    }
    found
}

/// Bounds of a plain number under a hedge. The wording rules are those of the reports' gold set: about is a tenth each way,
/// almost ends at the number, more than begins after it.
fn hedged(hedge: &str, min: u64, max: u64) -> (Option<u64>, Option<u64>) {
    match hedge {
        "about" => (Some(min - min / 10), Some(max.saturating_add(max / 10))),
        "atleast" => (Some(min), None),
        "more" => (Some(min.saturating_add(1)), None),
        "almost" => (Some(min - min / 10), Some(max)),
        "upto" => (None, Some(max)),
        "less" => (None, Some(max.saturating_sub(1))),
        _ => (Some(min), Some(max)),
    }
}

fn number(document: &Document<'_>, sentence: usize, at: usize, first: usize, end: usize) -> Option<Number> {
    // Words that hedge stand before the number: "about", «не менее», "more than".
    let mut core = at;
    let mut hedges: Vec<&str> = Vec::new();
    while hedges.len() < 3 {
        let Some(hedge) = tag_value(document, sentence, core, "hedge") else { break };
        hedges.push(hedge.0);
        core += hedge.1;
    }
    let plain = plain(document, sentence, core, end)?;
    let mut number = Number {
        from: at,
        to: plain.to,
        core,
        min: plain.min,
        max: plain.max,
        approx: plain.vague || !hedges.is_empty(),
        measures: false,
        share: plain.share,
    };
    // «70-тей», «жүздей»: an ending that hedges.
    let last = plain.to.checked_sub(1).map_or("", |last| document.folded(last));
    let kazakh = document.sentences.get(sentence).is_some_and(|one| one.lang == crate::lang::Lang::Kk);
    if kazakh && ["дай", "дей", "тай", "тей"].iter().any(|end| last.ends_with(end)) {
        hedges.push("about");
        number.approx = true;
    }
    // "15 or 20", "15-20", "15 to 20".
    if let Some((between, len)) = tag_value(document, sentence, number.to, "between")
        && let Some(other) = self::plain(document, sentence, number.to + len, end)
        && let (Some(low), Some(high)) = (number.min, other.max)
        && (low < high && (between == "or" || high < low.saturating_mul(4)))
        && !plain.vague
        && !tag_is_unit_between(document, sentence, number.to + len, other.to)
    {
        number.max = Some(high);
        number.to = other.to;
        number.approx = true;
    }
    // Words that hedge after it: «100-ге жуық», "60 plus", «шамалы».
    if let Some((hedge, len)) = tag_value(document, sentence, number.to, "hedge_after") {
        hedges.push(hedge);
        number.to += len;
        number.approx = true;
    }
    if let (Some(min), Some(max)) = (plain.min, number.max.or(plain.max))
        && !plain.vague
        && let Some(hedge) = hedges.iter().rev().find(|hedge| **hedge != "perhaps")
    {
        (number.min, number.max) = hedged(hedge, min, max);
    }
    if document.quote(number.to, number.to + 1) == "+" && !document.tokens.get(number.to)?.spaced {
        number.to += 1;
        number.max = None;
        number.approx = true;
    }
    number.measures = measures(document, sentence, &number, first, end);
    Some(number)
}

fn tag_is_unit_between(document: &Document<'_>, sentence: usize, from: usize, to: usize) -> bool {
    (from..to).any(|at| document.tag_at(sentence, at, "unit").is_some())
}

/// The last part of a tag's name under `name` at a token, and how many tokens it takes.
fn tag_value<'d>(
    document: &'d Document<'_>,
    sentence: usize,
    at: usize,
    name: &str,
) -> Option<(&'d str, usize)> {
    let (tag, len) = document.tag_at(sentence, at, name)?;
    let lexicon = document.lexicons.of(document.sentences.get(sentence)?.lang);
    let tag = lexicon.name(tag);
    Some((tag.get(name.len() + 1..).unwrap_or(""), len))
}

fn plain(document: &Document<'_>, sentence: usize, at: usize, end: usize) -> Option<Plain> {
    let token = document.tokens.get(at).filter(|_| at < end)?;
    if token.made == Made::Number {
        // "15-20" in one piece.
        if let Some((low, high)) = token.folded.split_once('-')
            && let (Ok(low), Ok(high)) = (low.parse::<u64>(), high.parse::<u64>())
            && 0 < low
            && low < high
            && high < low.saturating_mul(4)
        {
            return Some(Plain { to: at + 1, min: Some(low), max: Some(high), vague: true, share: false });
        }
        let (value, mut to) = digits(document, at, end)?;
        let mut value = value;
        if let Some((scale, len)) = tag_value(document, sentence, to, "scale")
            && let Ok(scale) = scale.parse::<u64>()
            && scale >= 1000
        {
            value = value.saturating_mul(scale);
            to += len;
        }
        return Some(Plain { to, min: Some(value), max: Some(value), vague: false, share: false });
    }
    if token.made != Made::Word {
        return None;
    }
    if let Some((bounds, len)) = tag_value(document, sentence, at, "vague") {
        let mut bounds = bounds.split('.');
        let number = |text: Option<&str>| text.and_then(|text| text.parse::<u64>().ok());
        let (min, max) = (number(bounds.next()), number(bounds.next()));
        return Some(Plain { to: at + len, min, max, vague: true, share: false });
    }
    if let Some((_, len)) = tag_value(document, sentence, at, "share") {
        return Some(Plain { to: at + len, min: None, max: None, vague: true, share: true });
    }
    words(document, sentence, at, end)
}

/// "Six hundred and seventeen", «сорок трёх», «төрт мың».
fn words(document: &Document<'_>, sentence: usize, at: usize, end: usize) -> Option<Plain> {
    let (mut total, mut current, mut to) = (0u64, 0u64, at);
    let mut any = false;
    let mut last = u64::MAX;
    while to < end {
        if let Some((value, len)) = tag_value(document, sentence, to, "scale")
            && let Ok(scale) = value.parse::<u64>()
        {
            if scale >= 1000 {
                total = total.saturating_add(current.max(1).saturating_mul(scale));
                current = 0;
                last = u64::MAX;
            } else {
                current = current.max(1).saturating_mul(scale);
                last = scale;
            }
            any = true;
            to += len;
            continue;
        }
        if let Some((value, len)) = tag_value(document, sentence, to, "num")
            && let Ok(value) = value.parse::<u64>()
        {
            // Each part of a number is smaller than the one before: "forty three", not "three four".
            if any
                && last != u64::MAX
                && value >= last.min(100)
                && !(last >= 20 && value < 10)
                && value * 10 > last
            {
                break;
            }
            current = current.saturating_add(value);
            last = value;
            any = true;
            to += len;
            continue;
        }
        if any
            && matches!(document.folded(to), "and" | "-")
            && tag_value(document, sentence, to + 1, "num").is_some()
            && last >= 100
        {
            to += 1;
            continue;
        }
        break;
    }
    let value = total.saturating_add(current);
    any.then_some(Plain { to, min: Some(value), max: Some(value), vague: false, share: false })
}

/// Digits: 53, 4,000, 20 000, 100-ге, 43-х. `None` for clock times, dates, ordinals and decimals.
fn digits(document: &Document<'_>, at: usize, end: usize) -> Option<(u64, usize)> {
    let token = document.tokens.get(at)?;
    let written = token.span.quote(document.text);
    let (body, rest) = match written
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.' | '\u{a0}' | '\u{202f}'))
    {
        Some(cut) => (written.get(..cut)?, written.get(cut..)?),
        None => (written, ""),
    };
    // An ending of the word: 100-ге, 43-х. Anything else is a code, an ordinal or a clock time.
    let is_ending = |rest: &str| {
        let letters = rest.trim_start_matches(['-', '\u{2010}', '\u{2011}']);
        rest.starts_with(['-', '\u{2010}', '\u{2011}'])
            && letters.chars().count() <= 4
            && letters.chars().all(|c| matches!(c, '\u{430}'..='\u{4ff}'))
            && !matches!(
                letters,
                "й" | "го"
                    | "му"
                    | "ой"
                    | "ая"
                    | "ое"
                    | "ші"
                    | "шы"
                    | "інші"
                    | "ыншы"
                    | "бап"
                    | "бабы"
                    | "үй"
                    | "уй"
            )
    };
    if !rest.is_empty() && !is_ending(rest) {
        return None;
    }
    let groups: Vec<&str> = body.split([',', '.', '\u{a0}', '\u{202f}']).collect();
    let mut value: u64 = match groups.as_slice() {
        [one] => one.parse().ok()?,
        [first, others @ ..] if first.len() <= 3 && others.iter().all(|group| group.len() == 3) => {
            groups.concat().parse().ok()?
        }
        _ => return None,
    };
    let mut to = at + 1;
    // «20 000»: groups of three after a space.
    while rest.is_empty() && body.len() <= 3 && value > 0 {
        let Some(next) = document.tokens.get(to).filter(|_| to < end) else { break };
        let group = next.span.quote(document.text);
        if next.made != Made::Number || group.len() != 3 || !group.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        value = value.saturating_mul(1000).saturating_add(group.parse().ok()?);
        to += 1;
    }
    Some((value, to))
}

/// Whether what stands beside a number says that it counts something else than people.
fn measures(document: &Document<'_>, sentence: usize, number: &Number, first: usize, end: usize) -> bool {
    let is = |at: usize, name: &str| document.tag_at(sentence, at, name).is_some();
    let after = number.to;
    if after < end && (is(after, "unit") || is(after, "month")) {
        return true;
    }
    let quote =
        |at: usize| document.tokens.get(at).map_or("", |token: &Token| token.span.quote(document.text));
    if after < end && matches!(quote(after), "%" | "‰" | "$" | "€" | "₽" | "₸" | "°") {
        return true;
    }
    // "(24)", ", 24," after a name is an age; so is the number after "aged".
    let Some(before) =
        number.core.checked_sub(1).filter(|before| *before >= first && number.core == number.from)
    else {
        return false;
    };
    let close = !document.tokens.get(number.core).is_some_and(|token| token.spaced);
    if matches!(quote(before), "$" | "€" | "£" | "#" | "№" | "§" | "₽" | "₸")
        || (close && matches!(quote(before), "/" | "." | ":" | "-"))
    {
        return true;
    }
    if document.tagged_as(sentence, "numbered").any(|tagged: &Tagged| tagged.at + tagged.len == number.core) {
        return true;
    }
    let is_year = number.min == number.max && number.min.is_some_and(|value| (1900..=2100).contains(&value));
    is_year
        && document
            .tokens
            .get(number.core)
            .is_some_and(|token| token.made == Made::Number && token.span.end - token.span.start == 4)
        && !is(after, "people")
}
