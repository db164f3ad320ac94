//! Names in Russian: runs of capitalised words, with their case endings taken off. A name is read as a whole: the endings
//! of its words must agree in gender and case, and a given name that is known settles both.

mod bend;
mod endings;

use crate::document::Document;
use crate::items::name::{Bearer, Name, case};
use crate::token::{Made, Shape};
use bend::{GIVEN, cases_of_noun, forms, nominative};

/// Names of a Russian sentence.
pub fn names(document: &Document<'_>, sentence: usize) -> Vec<Name> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let mut found = quoted(document, sentence);
    let mut at = bounds.from;
    while at < bounds.to {
        if let Some(inside) = found.iter().find(|name| name.from <= at && at < name.to) {
            at = inside.to;
            continue;
        }
        if !document.is_large(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < bounds.to && !found.iter().any(|name| name.from == end) {
            if document.is_large(end) && is_latin(document, end) == is_latin(document, at) {
                end += 1;
            } else if document.quote(end, end + 1) == "."
                && is_initial(document, end - 1)
                && document.is_large(end + 1)
                && end + 1 < bounds.to
            {
                end += 2;
            } else if is_particle(document, end) {
                end += 1;
            } else {
                break;
            }
        }
        // «Активиста Антона Г. задержали»: the point is the initial's.
        if end - at >= 2
            && end + 1 < bounds.to
            && is_initial(document, end - 1)
            && document.quote(end, end + 1) == "."
            && document.tokens.get(end + 1).is_some_and(|token| token.shape == Shape::Lower)
        {
            end += 1;
        }
        cut(document, sentence, at, end, at == bounds.from, &mut found);
        at = end;
    }
    if found.iter().all(|name| name.bearer != Bearer::Person) {
        small(document, sentence, &mut found);
    }
    found.sort_by_key(|name| name.from);
    found
}

/// Names that a hasty hand began small: «задержали веру сомову». Only a given name that is known beside a word with the ending
/// of a family name, in a line without any name in large letters.
fn small(document: &Document<'_>, sentence: usize, found: &mut Vec<Name>) {
    let Some(bounds) = document.sentences.get(sentence) else { return };
    if (bounds.from + 1..bounds.to).any(|at| document.is_large(at)) {
        return;
    }
    let is_family = |at: usize| {
        let word = document.folded(at);
        word.chars().count() >= 5 && forms(word).iter().any(|form| (24..GIVEN).contains(&form.weight))
    };
    let mut at = bounds.from;
    while at + 1 < bounds.to {
        let lower = |at: usize| document.tokens.get(at).is_some_and(|token| token.shape == Shape::Lower);
        if lower(at)
            && lower(at + 1)
            && known(document, at)
            && document.folded(at).chars().count() >= 4
            && is_family(at + 1)
            && !document.tagged.get(sentence).into_iter().flatten().any(|tagged| tagged.at == at + 1)
        {
            let (name, cases, sure, _) = nominative(document, &[at, at + 1], 0);
            if sure >= 30 {
                found.push(whole(document, at, at + 2, Bearer::Person, cases, 50, Some(name)));
                at += 2;
                continue;
            }
        }
        at += 1;
    }
}

/// The small words inside a name: «Нурлан Сатыбалды уулу».
fn is_particle(document: &Document<'_>, at: usize) -> bool {
    matches!(document.folded(at), "уулу" | "кызы" | "улы" | "оглы" | "оглу" | "гызы" | "угли" | "заде")
        && document.is_large(at.saturating_sub(1))
}

/// Whether a name is a woman's, as far as its words tell.
pub(crate) fn is_woman(name: &str) -> Option<bool> {
    let folded: Vec<String> = name.split_whitespace().map(crate::token::fold).collect();
    let given = folded.iter().find(|word| bend::is_given(word));
    let gender = given.map_or(bend::EITHER, |given| endings::gender_of(given));
    let ends = |ends: &[&str]| folded.iter().any(|word| ends.iter().any(|end| word.ends_with(end)));
    match gender {
        bend::FEMALE => Some(true),
        bend::MALE => Some(false),
        _ if ends(&["ова", "ева", "ина", "ая", "вна", "кызы"]) => Some(true),
        _ if ends(&["ов", "ев", "ин", "ий", "ович", "евич", "уулу"]) => Some(false),
        _ => None,
    }
}

/// The cases in which a role, a noun, may stand.
pub(crate) fn case_of_role(folded: &str) -> u8 {
    let cases = cases_of_noun(folded);
    // «журналистка» and «судья» are nominatives, «журналиста» is not: the ending does not tell.
    let a = folded.ends_with(['а', 'я']);
    cases | if a { case::NOM | case::GEN | case::ACC } else { 0 }
}

fn is_latin(document: &Document<'_>, at: usize) -> bool {
    document.folded(at).bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
}

fn is_initial(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| token.shape == Shape::Letter)
}

fn is(document: &Document<'_>, sentence: usize, at: usize, tag: &str) -> bool {
    document.tag_at(sentence, at, tag).is_some()
}

/// Names in quotation marks: «Честный выбор», "Медуза".
pub(super) fn quoted(document: &Document<'_>, sentence: usize) -> Vec<Name> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = bounds.from;
    while at < bounds.to {
        let close = match document.quote(at, at + 1) {
            "«" => "»",
            "“" => "”",
            "„" => "“",
            "\"" => "\"",
            _ => {
                at += 1;
                continue;
            }
        };
        let end = (at + 1..(at + 9).min(bounds.to)).find(|end| document.quote(*end, end + 1) == close);
        match end {
            // Speech in quotation marks begins large too, but goes on to a mark or a verb; a name is short.
            Some(end)
                if end > at + 1
                    && end - at <= 7
                    && document.is_large(at + 1)
                    && !speech(document, sentence, at + 1, end) =>
            {
                found.push(Name {
                    from: at,
                    to: end + 1,
                    bearer: Bearer::Org,
                    name: document.quote(at + 1, end).split_whitespace().collect::<Vec<_>>().join(" "),
                    cases: case::ANY,
                    sure: 80,
                    person: usize::MAX,
                });
                at = end + 1;
            }
            _ => at += 1,
        }
    }
    found
}

fn speech(document: &Document<'_>, sentence: usize, from: usize, to: usize) -> bool {
    (from..to).any(|at| {
        let mark = document.quote(at, at + 1);
        // «Мегаполис.Live»: a point inside a word ends no sentence.
        let inside = mark == "."
            && at + 1 < to
            && matches!((document.tokens.get(at), document.tokens.get(at + 1)),
                (Some(point), Some(next)) if point.span.end == next.span.start && next.made == Made::Word);
        (matches!(mark, "." | "!" | "?" | ":" | ";") && !inside)
            || ["say", "detain", "release", "not", "back"].iter().any(|tag| is(document, sentence, at, tag))
    })
}

/// Cuts a run of capitalised words into titles, organisations, places and names of persons.
fn cut(document: &Document<'_>, sentence: usize, at: usize, end: usize, opens: bool, found: &mut Vec<Name>) {
    let mut start = at;
    while start < end {
        let longest = [
            "title", "role", "opener", "month", "force", "orgword", "person", "quality", "listhead", "detain",
        ]
        .iter()
        .filter_map(|tag| document.tag_at(sentence, start, tag).map(|(_, len)| (*tag, len)))
        // «Минский» says of what kind, «Минск» and «Независимость» are what they are.
        .filter(|(tag, _)| *tag != "quality" || is_adjective(document.folded(start)))
        .max_by_key(|(_, len)| *len);
        let initial = is_initial(document, start) && document.quote(start + 1, start + 2) == ".";
        // A verb that opens the sentence: «Задержали Олжаса Бекова».
        let verb = opens
            && start == at
            && !known(document, start)
            && ["detain", "release", "court", "seize", "say", "adv", "kept", "hold", "verb", "thing"]
                .iter()
                .any(|tag| is(document, sentence, start, tag));
        if verb || (opens && start == at && is_noun_before(document, start, end)) {
            start += 1;
            continue;
        }
        let proper = !(opens && start == at) && is_like_role(document, start);
        if let Some((tag, len)) = longest
            && (tag != "opener" || opens)
            && !initial
            && !proper
        {
            // «Проект «Весы» опубликовал»: the name says which.
            if tag == "orgword"
                && found.iter().any(|name| name.from == start + len && name.bearer == Bearer::Org)
            {
                start += len;
                continue;
            }
            if tag == "orgword" {
                // «Центральная избирательная комиссия», «Генпрокуратура»: the word and what is large beside it.
                let to = (start + len)
                    .max(if len == 1 { start + 1 } else { start + len })
                    .min(end.max(start + len));
                found.push(whole(document, start, to, Bearer::Org, case::ANY, 60, None));
                start = to;
                continue;
            }
            start += len;
            continue;
        }
        if let Some((_, len)) = document.tag_at(sentence, start, "place") {
            let to = (start + len).min(end.max(start + len));
            found.push(place(document, sentence, start, to));
            start = to;
            continue;
        }
        break;
    }
    if start >= end {
        return;
    }
    // Another thing may begin inside the run: «Алматы Айгерим».
    let mut stop = start + 1;
    while stop < end
        && (is_like_role(document, stop)
            || !["place", "title", "role", "orgword", "listhead", "detain"]
                .iter()
                .any(|tag| is(document, sentence, stop, tag)))
    {
        stop += 1;
    }
    one(document, sentence, start, stop, opens && start == at, found);
    if stop < end {
        cut(document, sentence, stop, end, false, found);
    }
}

/// Whether a word ends as adjectives do: «Минского», «Первомайское».
fn is_adjective(word: &str) -> bool {
    let stems = ["ск", "цк", "н", "ист", "тивн", "ов", "ш", "щ", "ющ", "ж", "л", "в", "р", "к", "д", "м"];
    let ends = [
        "ый", "ий", "ой", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ая", "яя", "ую", "юю", "ое",
        "ее", "ые", "ие", "ых", "их", "ыми", "ими",
    ];
    ends.iter()
        .filter_map(|end| word.strip_suffix(end))
        .any(|stem| stem.chars().count() >= 3 && stems.iter().any(|last| stem.ends_with(last)))
}

/// «Плотников», «Рыбаковой»: a family name that begins like a trade.
fn is_like_role(document: &Document<'_>, at: usize) -> bool {
    let word = document.folded(at);
    [
        "ов",
        "ова",
        "ову",
        "овым",
        "овой",
        "ев",
        "ева",
        "еву",
        "евым",
        "евой",
        "ин",
        "ина",
        "ину",
        "иной",
        "иным",
        "енко",
        "ский",
        "ского",
        "ская",
        "скую",
        "ской",
        "ук",
        "чук",
    ]
    .iter()
    .any(|end| word.ends_with(end))
        && !forms(word).iter().all(|form| form.weight < 22)
}

/// «Вратарь Антон Гриб», «Друга Антона Гриба»: a word that opens the sentence before a given name and one more, and is no family
/// name by its ending; «Гриб Антон Петрович» is.
fn is_noun_before(document: &Document<'_>, at: usize, end: usize) -> bool {
    let family = |at: usize| forms(document.folded(at)).iter().any(|form| (22..GIVEN).contains(&form.weight));
    let patronymic = |at: usize| {
        let word = document.folded(at);
        [
            "ич",
            "ича",
            "ичу",
            "ичем",
            "вна",
            "вну",
            "вны",
            "вне",
            "вной",
            "ична",
            "ичну",
            "ичны",
            "ичне",
            "ичной",
        ]
        .iter()
        .any(|end| word.ends_with(end))
    };
    end >= at + 3
        && document.is_large(at + 1)
        && document.is_large(at + 2)
        && !is_initial(document, at)
        && !known(document, at)
        && !family(at)
        && known(document, at + 1)
        && !patronymic(at + 2)
}

fn one(document: &Document<'_>, sentence: usize, from: usize, to: usize, opens: bool, found: &mut Vec<Name>) {
    let words: Vec<usize> = (from..to).filter(|at| document.is_large(*at)).collect();
    let latin = is_latin(document, from);
    let acronym =
        words.len() == 1 && document.tokens.get(from).is_some_and(|token| token.shape == Shape::Upper);
    if latin || acronym {
        // Latin words in a Russian text are outlets and organisations: RusNews, HOLA News, МВД.
        if !document.tokens.get(from).is_some_and(|token| token.shape == Shape::Letter) {
            found.push(whole(document, from, to, Bearer::Org, case::ANY, 60, None));
        }
        return;
    }
    if words.len() > 4 {
        found.push(whole(document, from, to, Bearer::Org, case::ANY, 40, None));
        return;
    }
    let before = |at: usize| at.checked_sub(1);
    // «площади Независимости», «пл. Независимости».
    let short = before(from).filter(|last| document.quote(*last, from) == ".").and_then(before);
    // «по Ошской области Гульзат Эсенгулову»: the word has its name before it already.
    let after_place_word = short.or_else(|| before(from)).is_some_and(|last| {
        let named = before(last).is_some_and(|at| document.is_large(at) && is_adjective(document.folded(at)));
        document.ends_tag(sentence, last, &["placeword"]) && !(named && words.len() >= 2)
    });
    let after_in = before(from).is_some_and(|last| {
        matches!(document.folded(last), "в" | "во" | "из" | "под" | "около" | "возле" | "на" | "до")
    });
    if after_place_word {
        found.push(whole(document, from, to, Bearer::Place, case::ANY, 70, None));
        return;
    }
    // «в Первомайское отделение», «суд Московского района»: the name of an office, not of where it happened.
    let adjective = words.len() == 1 && is_adjective(document.folded(from));
    if adjective && is(document, sentence, to, "orgword") {
        found.push(whole(document, from, to + 1, Bearer::Org, case::ANY, 60, None));
        return;
    }
    if adjective && before(from).is_some_and(|last| document.folded(last).starts_with("суд")) {
        found.push(whole(document, from, to, Bearer::Org, case::ANY, 60, None));
        return;
    }
    if is(document, sentence, to, "placeword") && words.len() == 1 && !known(document, from) {
        found.push(whole(document, from, to, Bearer::Place, case::ANY, 60, None));
        return;
    }
    let hint = before(from)
        .filter(|last| document.ends_tag(sentence, *last, &["role", "title", "person"]))
        .map_or(0, |last| cases_of_noun(document.folded(last)));
    // «скрутили Ерсаина Куанышпаева» is Ерсаин, «задержание Ерсаина» too: what stands before it settles the case.
    let after = |tags: &[&str]| before(from).is_some_and(|last| document.ends_tag(sentence, last, tags));
    let hint = match hint {
        0 if after(&["detain.act.pl", "release.act", "move"]) => case::ACC,
        0 if after(&["detain.noun"]) => case::GEN,
        hint => hint,
    };
    let (mut name, cases, sure, given) = nominative(document, &words, hint);
    for at in (from..to).filter(|at| is_particle(document, *at)) {
        name = format!("{name} {}", document.quote(at, at + 1));
    }
    if document.quote(from, to).contains('.') {
        // Initials keep their points: «А. П. Гриб».
        let pointed = name.split(' ').map(|word| match word.chars().count() {
            1 => format!("{word}."),
            _ => word.to_owned(),
        });
        name = pointed.collect::<Vec<_>>().join(" ");
    }
    let role_before = before(from).is_some_and(|last| {
        document.ends_tag(sentence, last, &["role", "title", "person", "courtesy"])
            || document.quote(last, last + 1) == "»"
    });
    let says = is(document, sentence, to, "say")
        || before(from).is_some_and(|last| document.ends_tag(sentence, last, &["say"]));
    let org_before = before(from).is_some_and(|last| document.ends_tag(sentence, last, &["orgword"]));
    let detained = before(from).is_some_and(|last| document.ends_tag(sentence, last, &["detain"]));
    let mut sure = sure;
    sure += if role_before { 30 } else { 0 };
    sure += if says || detained { 25 } else { 0 };
    sure += if words.len() >= 2 { 20 } else { 0 };
    sure -= if after_in && !given { 70 } else { 0 };
    sure -= if opens && !given && words.len() == 1 { 30 } else { 0 };
    sure -= if org_before && !given && words.len() == 1 { 40 } else { 0 };
    if (words.len() >= 2 && sure >= 26) || (words.len() == 1 && sure >= 50) {
        found.push(whole(document, from, to, Bearer::Person, cases, sure.clamp(0, 100) as u8, Some(name)));
    } else if after_in {
        found.push(place(document, sentence, from, to));
    } else if words.len() == 1 {
        // Perhaps the family name of somebody named in full elsewhere.
        found.push(whole(document, from, to, Bearer::Person, cases, 10, Some(name)));
    } else {
        found.push(whole(document, from, to, Bearer::Org, case::ANY, 30, None));
    }
}

fn place(document: &Document<'_>, sentence: usize, from: usize, to: usize) -> Name {
    // The lexicon may say the nominative of a place: its tag is "place.Алматы".
    let lexicon = document.sentences.get(sentence).map(|one| document.lexicons.of(one.lang));
    let known = document
        .tag_at(sentence, from, "place")
        .and_then(|(tag, _)| lexicon.map(|lexicon| lexicon.name(tag)));
    let name = known.and_then(|tag| tag.strip_prefix("place.")).map(|name| name.replace('_', " "));
    whole(document, from, to, Bearer::Place, case::ANY, 80, name)
}

fn whole(
    document: &Document<'_>,
    from: usize,
    to: usize,
    bearer: Bearer,
    cases: u8,
    sure: u8,
    name: Option<String>,
) -> Name {
    let name =
        name.unwrap_or_else(|| document.quote(from, to).split_whitespace().collect::<Vec<_>>().join(" "));
    Name { from, to, bearer, name, cases, sure, person: usize::MAX }
}

fn known(document: &Document<'_>, at: usize) -> bool {
    forms(document.folded(at)).iter().any(|form| form.weight >= GIVEN)
}
