//! Names in English: runs of capitalised words, told apart by the words beside and inside them.

use crate::document::Document;
use crate::items::name::{Bearer, Name, case};
use crate::token::{Made, Shape};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Names of an English sentence.
pub fn names(document: &Document<'_>, sentence: usize) -> Vec<Name> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let (from, to) = (bounds.from, bounds.to);
    let mut found = Vec::new();
    let mut at = from;
    // A headline writes every word large: only what is a known given name begins a person there.
    let headline = is_headline(document, from, to);
    while at < to {
        let Some(end) = run(document, sentence, at, from, to) else {
            if let Some(name) = in_small_letters(document, sentence, at, to) {
                at = name.to;
                found.push(name);
                continue;
            }
            at += 1;
            continue;
        };
        name_of_run(document, sentence, at, end, headline, &mut found);
        at = end;
    }
    found
}

fn is_headline(document: &Document<'_>, from: usize, to: usize) -> bool {
    let tokens = document.tokens.get(from..to).unwrap_or(&[]);
    let words = tokens.iter().filter(|token| token.made == Made::Word && token.folded.chars().count() > 3);
    let (mut large, mut all) = (0, 0);
    for word in words {
        all += 1;
        large += usize::from(word.shape != Shape::Lower);
    }
    all >= 4 && large * 10 >= all * 8
}

fn is(document: &Document<'_>, sentence: usize, at: usize, tag: &str) -> bool {
    document.tag_at(sentence, at, tag).is_some()
}

/// "my brother adil sarov was taken": a chat writes names small. Only after a word for kin or trade that is somebody's, and before a
/// verb or a comma; both words known for nothing else, the first a given name.
fn in_small_letters(document: &Document<'_>, sentence: usize, at: usize, to: usize) -> Option<Name> {
    let end = at + 2;
    let plain = |at: usize| {
        let token = document.tokens.get(at);
        let lower = token.is_some_and(|token| token.made == Made::Word && token.shape == Shape::Lower);
        let told =
            ["be", "have", "adv", "detain", "say", "prep", "opener", "role", "person", "quality", "and"];
        lower
            && document.folded(at).chars().count() >= 4
            && !told.iter().any(|tag| is(document, sentence, at, tag))
    };
    if end >= to || !plain(at) || !plain(at + 1) || !known_given(document, at) {
        return None;
    }
    let role = at.checked_sub(1)?;
    let whose = role.checked_sub(1)?;
    let theirs = document.ends_tag(sentence, role, &["role", "person"])
        || matches!(document.folded(role), "friend" | "cousin" | "mum" | "dad");
    let verb = ["be", "be.past", "have"].iter().any(|tag| is(document, sentence, end, tag));
    let follows = verb || matches!(document.quote(end, end + 1), "," | "(");
    (theirs && follows && matches!(document.folded(whose), "my" | "our"))
        .then(|| whole(document, at, end, Bearer::Person, 60))
}

/// The end of the run of capitalised words that begins here; particles and points of initials may stand inside it.
fn run(document: &Document<'_>, sentence: usize, at: usize, first: usize, to: usize) -> Option<usize> {
    if !document.is_large(at) {
        return None;
    }
    // Words that open a sentence are no names, unless the given names know them.
    let opens = at == first || document.quote(at - 1, at).starts_with(['"', '“', '—', '•']);
    // "New York City police": a name of a place may begin with such a word.
    let place = document.tag_at(sentence, at, "place").is_some_and(|(_, len)| len > 1);
    if (opens && !place && is(document, sentence, at, "opener")) || document.folded(at) == "i" {
        return None;
    }
    let mut end = at + 1;
    while end < to {
        // A column of a pasted table ends a name.
        let gap = document
            .tokens
            .get(end - 1)
            .zip(document.tokens.get(end))
            .and_then(|(last, next)| document.text.get(last.span.end..next.span.start));
        if gap.is_some_and(|gap| gap.contains('\t')) {
            break;
        }
        let small = matches!(
            document.folded(end),
            "de" | "da"
                | "del"
                | "della"
                | "di"
                | "van"
                | "von"
                | "der"
                | "den"
                | "bin"
                | "ibn"
                | "al"
                | "el"
                | "la"
                | "le"
                | "du"
                | "dos"
        );
        if document.is_large(end) && !matches!(document.quote(end - 1, end), ",") {
            end += 1;
        } else if document.is_large(end + 1) && (small && end + 1 < to || point_inside(document, end)) {
            end += 2;
        } else if let Some(next) = by_name(document, end, to) {
            // 'Brian "Kaka" Lind'
            end = next;
        } else if let Some(next) = goes_on(document, sentence, at, end, to) {
            // "Ministry of Information", "Committee to Protect Journalists".
            end = next;
        } else if is_part_of_name(document, sentence, end, to) {
            // "Channel 26 Midway", "KPIX 5 News", "Metro 9".
            end += 1;
        } else {
            break;
        }
    }
    // "S.O.", "Mirlan U.": the point of a last initial belongs to it.
    let initial = document.tokens.get(end - 1).is_some_and(|token| token.shape == Shape::Letter);
    if initial && document.quote(end, end + 1) == "." && !document.tokens.get(end)?.spaced && end < to {
        end += 1;
    }
    Some(end)
}

/// A by-name in quotation marks between a given and a family name: where the family name ends.
fn by_name(document: &Document<'_>, at: usize, to: usize) -> Option<usize> {
    let open = matches!(document.quote(at, at + 1), "\"" | "“" | "(");
    let close = matches!(document.quote(at + 2, at + 3), "\"" | "”" | ")");
    let quoted = document.quote(at, at + 1) != "(";
    (open && close && quoted && document.is_large(at + 1) && at + 3 < to && document.is_large(at + 3))
        .then_some(at + 4)
}

/// The name of an office or a group goes on over small words: of, for, to, of the.
fn goes_on(document: &Document<'_>, sentence: usize, at: usize, end: usize, to: usize) -> Option<usize> {
    if !matches!(document.folded(end), "of" | "for" | "to" | "on") {
        return None;
    }
    let next = if document.folded(end + 1) == "the" { end + 2 } else { end + 1 };
    if next >= to || !document.is_large(next) || is(document, sentence, next, "month") {
        return None;
    }
    let office = (at..end).any(|at| is(document, sentence, at, "orgword.office"));
    let kind = at.checked_sub(1).is_some_and(|at| document.ends_tag(sentence, at, &["orgkind"]));
    (office || (kind && next == end + 1)).then_some(next + 1)
}

/// Whether a number stands inside a name, or ends the name of a channel.
fn is_part_of_name(document: &Document<'_>, sentence: usize, at: usize, to: usize) -> bool {
    let number = document.tokens.get(at).is_some_and(|token| {
        token.made == Made::Number
            && token.folded.len() <= 3
            && token.folded.bytes().all(|b| b.is_ascii_digit())
    });
    let Some(before) = at.checked_sub(1) else { return false };
    if !number || is(document, sentence, before, "month") || is(document, sentence, before, "numbered") {
        return false;
    }
    let channel = is(document, sentence, before, "orgword.channel");
    let upper = document.tokens.get(before).is_some_and(|token| token.shape == Shape::Upper);
    channel || (upper && at + 1 < to && document.is_large(at + 1))
}

/// A point that belongs to an initial or a short form: "J. Doe", "St. Paul".
fn point_inside(document: &Document<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| document.tokens.get(before));
    document.quote(at, at + 1) == "."
        && before.is_some_and(|token| token.shape == Shape::Letter || is_short(&token.folded))
}

fn is_short(folded: &str) -> bool {
    matches!(
        folded,
        "jr" | "sr"
            | "st"
            | "dr"
            | "mr"
            | "mrs"
            | "ms"
            | "lt"
            | "sgt"
            | "capt"
            | "gen"
            | "col"
            | "sen"
            | "rep"
            | "gov"
            | "det"
            | "cpl"
            | "maj"
    )
}

/// Cuts a run into titles, names of persons, organisations and places.
fn name_of_run(
    document: &Document<'_>,
    sentence: usize,
    at: usize,
    end: usize,
    headline: bool,
    found: &mut Vec<Name>,
) {
    let any = |tag: &str| (at..end).any(|at| is(document, sentence, at, tag));
    // "Norwegian Helsinki Committee", "Freedom Square": one word tells what the whole is.
    if any("orgword") {
        found.push(whole(document, at, end, Bearer::Org, 80));
        return;
    }
    if any("placeword") {
        found.push(whole(document, at, end, Bearer::Place, 80));
        return;
    }
    // Titles and days before the name, in the same run: "Interior Minister Erlan Turghymbaev".
    let mut start = at;
    let mut titled = false;
    while start < end {
        let longest = ["title", "role", "demonym", "month", "weekday", "opener", "courtesy"]
            .iter()
            .filter_map(|tag| document.tag_at(sentence, start, tag).map(|(_, len)| (*tag, len)))
            .max_by_key(|(_, len)| *len);
        let Some((tag, len)) = longest else { break };
        // "New York City": a word that opens sentences may begin the name of a place.
        if tag == "opener" && document.tag_at(sentence, start, "place").is_some_and(|(_, place)| place > 1) {
            break;
        }
        // A given name may be a month or a title too: April, Dean.
        if tag != "courtesy" && start + len >= end && known_given(document, start) && start > at {
            break;
        }
        if matches!(tag, "month" | "opener") && known_given(document, start) && start + 1 < end {
            break;
        }
        titled |= matches!(tag, "title" | "role" | "courtesy");
        start += len;
        if document.quote(start, start + 1) == "." {
            start += 1;
        }
    }
    if start >= end {
        return;
    }
    let poss = document.quote(end, end + 1);
    let owner = if matches!(poss, "'s" | "’s") { end + 1 } else { end };
    let whole_place = document.tag_at(sentence, start, "place").is_some_and(|(_, len)| start + len >= end);
    if !titled && !whole_place && is_employer(document, sentence, start, owner, headline) {
        found.push(whole(document, start, end, Bearer::Org, 70));
        return;
    }
    let places = (start..end).all(|at| is(document, sentence, at, "place") || !document.is_large(at));
    if places || document.tag_at(sentence, start, "place").is_some_and(|(_, len)| start + len >= end) {
        found.push(whole(document, start, end, Bearer::Place, 90));
        return;
    }
    let count = (start..end).filter(|at| document.is_large(*at)).count();
    let acronym = document
        .tokens
        .get(start..end)
        .unwrap_or(&[])
        .iter()
        .any(|token| token.shape == Shape::Upper && token.folded.len() > 2);
    let acronym = acronym && !is_shouted_family(document, sentence, start, end);
    let before = |back: usize| start.checked_sub(back).map_or("", |at| document.folded(at));
    let article = matches!(before(1), "the" | "a" | "an");
    let given = known_given(document, start);
    if (acronym && !given) || (article && !titled) || count > 4 {
        found.push(whole(document, start, end, Bearer::Org, 60));
        return;
    }
    let role_before = start
        .checked_sub(1)
        .is_some_and(|at| document.ends_tag(sentence, at, &["role", "title", "courtesy"]));
    let says = is(document, sentence, end, "say")
        || start.checked_sub(1).is_some_and(|at| document.ends_tag(sentence, at, &["say"]));
    let aged = document.quote(end, end + 1) == ","
        && document.tokens.get(end + 1).is_some_and(|t| t.made == Made::Number && t.folded.len() == 2);
    let appositive = document.quote(end, end + 1) == ","
        && (end + 1..end + 9)
            .any(|at| is(document, sentence, at, "role") || is(document, sentence, at, "title"));
    let after_in = matches!(before(1), "in" | "at" | "near" | "from" | "outside" | "to" | "on");
    let after_for = matches!(before(1), "for" | "with" | "of" | "by" | "'s");
    let mut sure: i32 = 0;
    sure += if given { 50 } else { 0 };
    sure += if titled || role_before { 30 } else { 0 };
    sure += if says { 25 } else { 0 };
    sure += if aged || appositive { 30 } else { 0 };
    sure += if count >= 2 { 25 } else { 0 };
    sure -= if after_in && !given { 60 } else { 0 };
    let of_somebody = before(1) == "of" && is_of_somebody(before(2));
    sure -= if after_for && !of_somebody && !given && !titled && !role_before { 20 } else { 0 };
    sure -= if headline && !given { 30 } else { 0 };
    if count >= 2 && sure >= 25 || count == 1 && sure >= 50 || sure >= 55 {
        found.push(whole(document, start, end, Bearer::Person, sure.clamp(0, 100) as u8));
    } else if count == 1 {
        // A word alone may be the family name of somebody whom the text names in full; `together` decides.
        let bearer = if after_in { Bearer::Place } else { Bearer::Person };
        found.push(whole(document, start, end, bearer, 10));
    } else {
        let bearer = if after_in { Bearer::Place } else { Bearer::Org };
        found.push(whole(document, start, end, bearer, 30));
    }
}

/// "3. KOLARIDIS Petra": a family name in capitals beside a given one, in a line of a list or where the given name is known.
fn is_shouted_family(document: &Document<'_>, sentence: usize, start: usize, end: usize) -> bool {
    let shape = |at: usize| document.tokens.get(at).map(|token| token.shape);
    let family = |at: usize| shape(at) == Some(Shape::Upper) && document.folded(at).chars().count() > 3;
    let given = |at: usize| shape(at) == Some(Shape::Title);
    let two =
        end == start + 2 && ((family(start) && given(start + 1)) || (given(start) && family(start + 1)));
    let known = || (start..end).any(|at| given(at) && known_given(document, at));
    // The number of the line and its point.
    let line = || {
        document.sentences.get(sentence).is_some_and(|one| {
            one.opens
                && one.from + 2 == start
                && document.tokens.get(one.from).is_some_and(|token| token.made == Made::Number)
        })
    };
    two && (known() || line())
}

/// Whether what stands beside a name says that people work for it: "reporter for X", "the newspaper X", "X reporter".
fn is_employer(document: &Document<'_>, sentence: usize, start: usize, end: usize, headline: bool) -> bool {
    // Before: a kind of organisation at once, or a word for working there, articles and qualities between.
    let mut at = start;
    let mut kind = false;
    for _ in 0..6 {
        let Some(before) = at.checked_sub(1) else { break };
        let quoted = matches!(document.quote(before, at), "\"" | "“" | "«");
        let small = document.tokens.get(before).is_some_and(|token| token.shape == Shape::Lower);
        if document.ends_tag(sentence, before, &["orgkind"]) && small {
            kind = true;
        } else {
            let described =
                small && document.ends_tag(sentence, before, &["determiner", "quality", "demonym"]);
            let placed = kind && document.ends_tag(sentence, before, &["place"]);
            if !(quoted || described || placed) {
                break;
            }
        }
        at = before;
    }
    let Some(before) = at.checked_sub(1) else { return kind };
    // "Anna Lee (City Ledger)": alone in brackets, right after a name.
    let large = |at: usize| document.is_large(at);
    if document.quote(before, before + 1) == "("
        && document.quote(end, end + 1) == ")"
        && before.checked_sub(1).is_some_and(large)
        && !known_given(document, start)
    {
        return true;
    }
    if kind || document.ends_tag(sentence, before, &["works"]) {
        return true;
    }
    if document.ends_tag(sentence, before, &["employed"])
        && !known_given(document, start)
        && !matches!(document.folded(before), "from")
        && before.checked_sub(1).is_some_and(|at| {
            document.ends_tag(
                sentence,
                at,
                &["role.journalist", "role.media_worker", "role.activist", "role.observer"],
            )
        })
    {
        return true;
    }
    // After: a role in small letters, with qualities between.
    if headline || (end - start >= 2 && known_given(document, start)) {
        return false;
    }
    for at in end..end + 4 {
        let small = document
            .tokens
            .get(at)
            .is_some_and(|token| token.shape == Shape::Lower && token.made == Made::Word);
        if !small {
            return false;
        }
        // "X youth movement".
        if let Some((_, len)) = document.tag_at(sentence, at, "orgkind")
            && !document.is_large(at + len)
            && document.tag_at(sentence, at + len, "role").is_none()
        {
            return true;
        }
        if let Some((_, len)) = document.tag_at(sentence, at, "role") {
            let next = at + len;
            // "Floyd protesters" are nobody's staff.
            return !is(document, sentence, at, "role.protester") && document.is_large(next);
        }
        if !is(document, sentence, at, "quality") && !is(document, sentence, at, "orgkind") {
            return false;
        }
    }
    false
}

fn known_given(document: &Document<'_>, at: usize) -> bool {
    let folded = document.folded(at);
    folded.chars().count() >= 3 && (given().contains(folded) || !names::lexicon::ids(folded).is_empty())
}

/// Given names of `data/en/given.txt`.
fn given() -> &'static BTreeSet<&'static str> {
    static GIVEN: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
        let lines = include_str!("../../data/en/given.txt").lines();
        lines.filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
    });
    &GIVEN
}

/// Words of which a person is, where the name follows on "of": "the arrest of Trymore Zvobwa".
fn is_of_somebody(word: &str) -> bool {
    matches!(
        word,
        "arrest"
            | "arrests"
            | "detention"
            | "case"
            | "cases"
            | "hearing"
            | "trial"
            | "conviction"
            | "sentencing"
            | "release"
            | "names"
            | "jailing"
            | "imprisonment"
            | "disappearance"
            | "abduction"
            | "wife"
            | "husband"
            | "mother"
            | "father"
            | "brother"
            | "sister"
            | "lawyer"
            | "fate"
            | "questioning"
    )
}

fn whole(document: &Document<'_>, from: usize, to: usize, bearer: Bearer, sure: u8) -> Name {
    let mut to = to;
    // "Rickleton's": the ending is not the name.
    let quote = document.quote(from, to);
    let name = quote.strip_suffix("'s").or_else(|| quote.strip_suffix("’s")).unwrap_or(quote);
    let mark = |at: usize| document.tokens.get(at).is_some_and(|token| token.made == Made::Mark);
    let initial = |at: usize| document.tokens.get(at).is_some_and(|token| token.shape == Shape::Letter);
    while to > from + 1 && mark(to - 1) && !initial(to - 2) {
        to -= 1;
    }
    Name { from, to, bearer, name: one_line(name), cases: case::ANY, sure, person: usize::MAX }
}

fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
