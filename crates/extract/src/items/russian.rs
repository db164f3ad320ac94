//! Names in Russian: runs of capitalised words, with their case endings taken off. A name is read as a whole: the endings
//! of its words must agree in gender and case, and a given name that is known settles both.

use crate::document::Document;
use crate::items::name::{Bearer, Name, case};
use crate::token::{Made, Shape};

/// Male, female, or either.
const MALE: u8 = 1;
const FEMALE: u8 = 2;
const EITHER: u8 = 3;

/// One way to read a word of a name.
#[derive(Clone, Debug)]
struct Form {
    /// In the nominative, folded.
    lemma: String,
    gender: u8,
    cases: u8,
    /// How much it says for itself.
    weight: i32,
}

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
        if !is_large(document, at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < bounds.to && !found.iter().any(|name| name.from == end) {
            if is_large(document, end) && is_latin(document, end) == is_latin(document, at) {
                end += 1;
            } else if document.quote(end, end + 1) == "."
                && is_initial(document, end - 1)
                && is_large(document, end + 1)
                && end + 1 < bounds.to
            {
                end += 2;
            } else {
                break;
            }
        }
        cut(document, sentence, at, end, at == bounds.from, &mut found);
        at = end;
    }
    found.sort_by_key(|name| name.from);
    found
}

fn is_large(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        token.made == Made::Word && matches!(token.shape, Shape::Title | Shape::Upper | Shape::Letter)
    })
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
                    && is_large(document, at + 1)
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
        matches!(document.quote(at, at + 1), "." | "!" | "?" | ":" | ";")
            || ["say", "detain", "release", "not", "back"].iter().any(|tag| is(document, sentence, at, tag))
    })
}

/// Cuts a run of capitalised words into titles, organisations, places and names of persons.
fn cut(document: &Document<'_>, sentence: usize, at: usize, end: usize, opens: bool, found: &mut Vec<Name>) {
    let mut start = at;
    while start < end {
        let longest = ["title", "role", "opener", "month", "force", "orgword", "person", "quality"]
            .iter()
            .filter_map(|tag| document.tag_at(sentence, start, tag).map(|(_, len)| (*tag, len)))
            .max_by_key(|(_, len)| *len);
        if let Some((tag, len)) = longest
            && (tag != "opener" || opens)
        {
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
        && !["place", "title", "role", "orgword"].iter().any(|tag| is(document, sentence, stop, tag))
    {
        stop += 1;
    }
    one(document, sentence, start, stop, opens && start == at, found);
    if stop < end {
        cut(document, sentence, stop, end, false, found);
    }
}

fn one(document: &Document<'_>, sentence: usize, from: usize, to: usize, opens: bool, found: &mut Vec<Name>) {
    let words: Vec<usize> = (from..to).filter(|at| is_large(document, *at)).collect();
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
    let after_place_word =
        before(from).is_some_and(|last| ends_tag(document, sentence, last, &["placeword"]));
    let after_in = before(from).is_some_and(|last| {
        matches!(document.folded(last), "в" | "во" | "из" | "под" | "около" | "возле" | "на" | "до")
    });
    if after_place_word {
        found.push(whole(document, from, to, Bearer::Place, case::ANY, 70, None));
        return;
    }
    if is(document, sentence, to, "placeword") && words.len() == 1 && !known(document, from) {
        found.push(whole(document, from, to, Bearer::Place, case::ANY, 60, None));
        return;
    }
    let hint = before(from)
        .filter(|last| ends_tag(document, sentence, *last, &["role", "title", "person"]))
        .map_or(0, |last| cases_of_noun(document.folded(last)));
    let (name, cases, sure, given) = nominative(document, &words, hint);
    let role_before = before(from).is_some_and(|last| {
        ends_tag(document, sentence, last, &["role", "title", "person", "courtesy"])
            || document.quote(last, last + 1) == "»"
    });
    let says = is(document, sentence, to, "say")
        || before(from).is_some_and(|last| ends_tag(document, sentence, last, &["say"]));
    let org_before = before(from).is_some_and(|last| ends_tag(document, sentence, last, &["orgword"]));
    let detained = before(from).is_some_and(|last| ends_tag(document, sentence, last, &["detain"]));
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

fn ends_tag(document: &Document<'_>, sentence: usize, last: usize, tags: &[&str]) -> bool {
    tags.iter().any(|tag| document.tagged_as(sentence, tag).any(|tagged| tagged.at + tagged.len == last + 1))
}

fn known(document: &Document<'_>, at: usize) -> bool {
    forms(document.folded(at)).iter().any(|form| form.weight >= GIVEN)
}

const GIVEN: i32 = 50;

/// The name in the nominative, the cases it may stand in, how sure, and whether a given name is known.
fn nominative(document: &Document<'_>, words: &[usize], hint: u8) -> (String, u8, i32, bool) {
    let read: Vec<(usize, Vec<Form>)> = words.iter().map(|at| (*at, forms(document.folded(*at)))).collect();
    let mut best: Option<(i32, u8, Vec<String>)> = None;
    for gender in [MALE, FEMALE] {
        for case in [case::NOM, case::ACC, case::GEN, case::INS, case::DAT, case::LOC] {
            let mut total = match case {
                case::NOM => 3,
                case::ACC => 2,
                case::GEN => 1,
                _ => 0,
            };
            // What stands before it bends with it: «корреспондента Люка Ферье» is Люк.
            total += if hint & case != 0 { 25 } else { 0 };
            let mut lemmas = Vec::new();
            for (at, forms) in &read {
                let fits = forms.iter().filter(|form| form.gender & gender != 0 && form.cases & case != 0);
                let Some(form) = fits.max_by_key(|form| form.weight) else { break };
                total += form.weight;
                lemmas.push(written(document, *at, &form.lemma));
            }
            if lemmas.len() == read.len() && best.as_ref().is_none_or(|best| total > best.0) {
                best = Some((total, case, lemmas));
            }
        }
    }
    let given = words.iter().any(|at| known(document, *at));
    match best {
        Some((total, case, lemmas)) => {
            // Nominative and accusative may look the same; all cases in which the same reading holds are kept.
            let mut cases = case;
            let hint = if hint == 0 { case::ANY } else { hint };
            for other in [case::NOM, case::GEN, case::ACC, case::DAT, case::INS, case::LOC] {
                let same = read.iter().zip(&lemmas).all(|((at, forms), lemma)| {
                    forms
                        .iter()
                        .any(|form| form.cases & other != 0 && written(document, *at, &form.lemma) == *lemma)
                });
                cases |= if same && hint & other != 0 { other } else { 0 };
            }
            (lemmas.join(" "), cases, (total / words.len().max(1) as i32).min(60), given)
        }
        None => {
            let words: Vec<&str> = words.iter().map(|at| document.quote(*at, at + 1)).collect();
            (words.join(" "), case::ANY, 0, given)
        }
    }
}

/// The cases in which a noun may stand, by its ending.
fn cases_of_noun(folded: &str) -> u8 {
    let woman = ["ка", "ца", "ница", "ина", "ть"].iter().any(|end| folded.ends_with(end));
    let ends = |ends: &[&str]| ends.iter().any(|end| folded.ends_with(end));
    if woman || folded.ends_with('ь') {
        case::NOM
    } else if ends(&["ку", "цу", "ну"]) {
        case::ACC
    } else if ends(&["ов", "ев", "ых", "их"]) {
        case::GEN | case::ACC
    } else if ends(&["ом", "ем", "ым", "им", "ами", "ями"]) {
        case::INS
    } else if ends(&["ому", "ему", "ам", "ям"]) || ends(&["у", "ю"]) {
        case::DAT
    } else if ends(&["ого", "его", "а", "я"]) {
        case::GEN | case::ACC
    } else if ends(&["ой", "ей"]) {
        case::GEN | case::DAT | case::INS | case::LOC
    } else if ends(&["ы", "и"]) {
        case::NOM | case::GEN
    } else if ends(&["е"]) {
        case::LOC | case::DAT
    } else {
        case::NOM
    }
}

/// A lemma with the large letters and the ё of what is written.
fn written(document: &Document<'_>, at: usize, lemma: &str) -> String {
    let as_is = document.quote(at, at + 1);
    let mut out = String::with_capacity(lemma.len());
    let mut same = true;
    let mut theirs = as_is.chars();
    let mut raise = true;
    for letter in lemma.chars() {
        let other = theirs.next();
        let folds = other.is_some_and(|other| crate::token::fold(&other.to_string()).starts_with(letter));
        same &= folds;
        match other.filter(|_| same) {
            Some(other) => out.push(other),
            None if raise => out.extend(letter.to_uppercase()),
            None => out.push(letter),
        }
        raise = letter == '-';
    }
    if as_is.chars().count() >= 2 && as_is.chars().all(|c| !c.is_lowercase()) {
        return out.to_uppercase();
    }
    out
}

/// All ways to read a word of a name.
fn forms(folded: &str) -> Vec<Form> {
    if let Some((first, last)) = folded.split_once('-') {
        // Halves of a double name bend alike: «Салтыкова-Щедрина».
        let (first, last) = (forms(first), forms(last));
        let mut both = Vec::new();
        for one in &first {
            for other in &last {
                if one.gender & other.gender != 0 && one.cases & other.cases != 0 {
                    let lemma = format!("{}-{}", one.lemma, other.lemma);
                    let weight = one.weight.min(other.weight);
                    both.push(Form {
                        lemma,
                        gender: one.gender & other.gender,
                        cases: one.cases & other.cases,
                        weight,
                    });
                }
            }
        }
        return both;
    }
    let mut forms = Vec::new();
    given(folded, &mut forms);
    family(folded, &mut forms);
    // As it stands: what does not bend, or bends by no rule known here.
    let bends = folded.ends_with(['а', 'я', 'у', 'ю'])
        || folded.ends_with("ой")
        || folded.ends_with("ом")
        || folded.ends_with("ым");
    forms.push(Form {
        lemma: folded.to_owned(),
        gender: EITHER,
        cases: case::NOM,
        weight: if bends { 2 } else { 8 },
    });
    if !bends || folded.ends_with(['о', 'е', 'и', 'э', 'ы']) {
        forms.push(Form { lemma: folded.to_owned(), gender: EITHER, cases: case::ANY, weight: 5 });
    }
    forms
}

fn is_given(form: &str) -> bool {
    form.chars().count() >= 2 && !names::lexicon::ids(form).is_empty()
}

/// Endings of given names by how the nominative ends: what is written, what the nominative has in its place.
const GIVEN_ENDINGS: [(&str, &str, u8, u8); 30] = [
    ("а", "", MALE, case::GEN | case::ACC),
    ("у", "", MALE, case::DAT),
    ("ом", "", MALE, case::INS),
    ("ем", "", MALE, case::INS),
    ("е", "", MALE, case::LOC),
    ("я", "й", MALE, case::GEN | case::ACC),
    ("ю", "й", MALE, case::DAT),
    ("ем", "й", MALE, case::INS),
    ("е", "й", MALE, case::LOC),
    ("и", "й", MALE, case::LOC),
    ("я", "ь", MALE, case::GEN | case::ACC),
    ("ю", "ь", MALE, case::DAT),
    ("ем", "ь", MALE, case::INS),
    ("е", "ь", MALE, case::LOC),
    ("ла", "ел", MALE, case::GEN | case::ACC),
    ("лу", "ел", MALE, case::DAT),
    ("лом", "ел", MALE, case::INS),
    ("ы", "а", EITHER, case::GEN),
    ("и", "а", EITHER, case::GEN),
    ("е", "а", EITHER, case::DAT | case::LOC),
    ("у", "а", EITHER, case::ACC),
    ("ой", "а", EITHER, case::INS),
    ("ей", "а", EITHER, case::INS),
    ("и", "я", EITHER, case::GEN | case::DAT | case::LOC),
    ("е", "я", EITHER, case::DAT | case::LOC),
    ("ю", "я", EITHER, case::ACC),
    ("ей", "я", EITHER, case::INS),
    ("и", "ь", FEMALE, case::GEN | case::DAT | case::LOC),
    ("ью", "ь", FEMALE, case::INS),
    ("ви", "овь", FEMALE, case::GEN | case::DAT | case::LOC),
];

fn given(folded: &str, forms: &mut Vec<Form>) {
    // The one given name whose vowel goes.
    let lion =
        [("льва", case::GEN | case::ACC), ("льву", case::DAT), ("львом", case::INS), ("льве", case::LOC)];
    if let Some((_, cases)) = lion.iter().find(|(form, _)| *form == folded) {
        forms.push(Form { lemma: "лев".to_owned(), gender: MALE, cases: *cases, weight: GIVEN + 10 });
    }
    if is_given(folded) {
        let gender = gender_of(folded);
        // A woman's name on a consonant does not bend: «Айгерим».
        let cases = match (gender, folded.chars().last()) {
            (FEMALE, Some(last)) if !matches!(last, 'а' | 'я' | 'ь') => case::ANY,
            (_, Some('о' | 'е' | 'и' | 'у' | 'э' | 'ы' | 'ю')) => case::ANY,
            (FEMALE, Some('ь')) => case::NOM | case::ACC,
            _ => case::NOM,
        };
        forms.push(Form { lemma: folded.to_owned(), gender, cases, weight: GIVEN + 5 });
        if gender == EITHER && cases == case::NOM && !folded.ends_with(['а', 'я']) {
            // Not said whether a woman's: then it may stand in any case.
            forms.push(Form { lemma: folded.to_owned(), gender: FEMALE, cases: case::ANY, weight: GIVEN });
        }
    }
    for (ending, nominative, gender, cases) in GIVEN_ENDINGS {
        let Some(stem) = folded.strip_suffix(ending).filter(|stem| stem.chars().count() >= 2) else {
            continue;
        };
        let lemma = format!("{stem}{nominative}");
        if is_given(&lemma) {
            let gender = gender & gender_of(&lemma);
            if gender != 0 {
                forms.push(Form { lemma, gender, cases, weight: GIVEN });
            }
        }
    }
}

/// The gender of a given name by its ending, and by a short list of women's names on consonants.
fn gender_of(given: &str) -> u8 {
    const WOMEN: [&str; 40] = [
        "айгерим",
        "айнур",
        "жанар",
        "динар",
        "гульнар",
        "айжан",
        "акмарал",
        "салтанат",
        "назым",
        "меруерт",
        "гульжан",
        "жибек",
        "ботагоз",
        "камшат",
        "айгуль",
        "гульмира",
        "асель",
        "сауле",
        "айман",
        "шолпан",
        "зарина",
        "нургуль",
        "маржан",
        "бибигуль",
        "гаухар",
        "гаухартай",
        "жулдыз",
        "алтынай",
        "айзат",
        "толкын",
        "айсулу",
        "инкар",
        "дильназ",
        "айым",
        "любовь",
        "нинель",
        "карлыгаш",
        "рабигуль",
        "индира",
        "элизабет",
    ];
    const MEN: [&str; 22] = [
        "никита",
        "илья",
        "саша",
        "женя",
        "миша",
        "паша",
        "гриша",
        "лева",
        "кузьма",
        "фома",
        "лука",
        "савва",
        "данила",
        "коля",
        "вася",
        "петя",
        "витя",
        "толя",
        "сережа",
        "дима",
        "муса",
        "мустафа",
    ];
    if WOMEN.contains(&given) || given.ends_with("гуль") || given.ends_with("сулу") {
        return FEMALE;
    }
    if MEN.contains(&given) {
        return if matches!(given, "саша" | "женя") { EITHER } else { MALE };
    }
    match given.chars().last() {
        Some('а' | 'я') => FEMALE,
        Some('й') => MALE,
        _ if ["бек", "хан", "мир", "лан", "бай", "болат", "слав", "дар"]
            .iter()
            .any(|end| given.ends_with(end)) =>
        {
            MALE
        }
        _ => EITHER,
    }
}

/// Endings of family names and patronymics: written, nominative, gender, cases.
const FAMILY_ENDINGS: [(&str, &str, u8, u8, i32); 46] = [
    ("ов", "ов", MALE, case::NOM, 30),
    ("ова", "ов", MALE, case::GEN | case::ACC, 28),
    ("ову", "ов", MALE, case::DAT, 24),
    ("овым", "ов", MALE, case::INS, 30),
    ("ове", "ов", MALE, case::LOC, 24),
    ("ова", "ова", FEMALE, case::NOM, 30),
    ("овой", "ова", FEMALE, case::GEN | case::DAT | case::INS | case::LOC, 30),
    ("ову", "ова", FEMALE, case::ACC, 30),
    ("ев", "ев", MALE, case::NOM, 30),
    ("ева", "ев", MALE, case::GEN | case::ACC, 28),
    ("еву", "ев", MALE, case::DAT, 24),
    ("евым", "ев", MALE, case::INS, 30),
    ("еве", "ев", MALE, case::LOC, 24),
    ("ева", "ева", FEMALE, case::NOM, 30),
    ("евой", "ева", FEMALE, case::GEN | case::DAT | case::INS | case::LOC, 30),
    ("еву", "ева", FEMALE, case::ACC, 30),
    ("ин", "ин", MALE, case::NOM, 28),
    ("ина", "ин", MALE, case::GEN | case::ACC, 26),
    ("ину", "ин", MALE, case::DAT, 22),
    ("иным", "ин", MALE, case::INS, 28),
    ("ина", "ина", FEMALE, case::NOM, 28),
    ("иной", "ина", FEMALE, case::GEN | case::DAT | case::INS | case::LOC, 28),
    ("ину", "ина", FEMALE, case::ACC, 28),
    ("ий", "ий", MALE, case::NOM, 26),
    ("ого", "ий", MALE, case::GEN | case::ACC, 26),
    ("ому", "ий", MALE, case::DAT, 26),
    ("им", "ий", MALE, case::INS, 20),
    ("ом", "ий", MALE, case::LOC, 10),
    ("ая", "ая", FEMALE, case::NOM, 28),
    ("ой", "ая", FEMALE, case::GEN | case::DAT | case::INS | case::LOC, 22),
    ("ую", "ая", FEMALE, case::ACC, 28),
    ("ый", "ый", MALE, case::NOM, 28),
    ("ым", "ый", MALE, case::INS, 18),
    ("ич", "ич", MALE, case::NOM, 26),
    ("ича", "ич", MALE, case::GEN | case::ACC, 26),
    ("ичу", "ич", MALE, case::DAT, 26),
    ("ичем", "ич", MALE, case::INS, 26),
    ("вна", "вна", FEMALE, case::NOM, 30),
    ("вны", "вна", FEMALE, case::GEN, 30),
    ("вне", "вна", FEMALE, case::DAT | case::LOC, 30),
    ("вну", "вна", FEMALE, case::ACC, 30),
    ("вной", "вна", FEMALE, case::INS, 30),
    ("ко", "ко", EITHER, case::ANY, 28),
    ("ян", "ян", FEMALE, case::ANY, 24),
    ("их", "их", EITHER, case::ANY, 24),
    ("швили", "швили", EITHER, case::ANY, 30),
];

fn family(folded: &str, forms: &mut Vec<Form>) {
    for (ending, nominative, gender, cases, weight) in FAMILY_ENDINGS {
        let Some(stem) = folded.strip_suffix(ending).filter(|stem| stem.chars().count() >= 2) else {
            continue;
        };
        // -ский and -кий bend by «-ого»; other stems take -ый in the nominative: «Задорожного».
        let velar = stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'щ', 'ч']);
        if nominative == "ий" && !velar {
            if matches!(ending, "ого" | "ому") {
                forms.push(Form { lemma: format!("{stem}ый"), gender, cases, weight });
            }
            continue;
        }
        forms.push(Form { lemma: format!("{stem}{nominative}"), gender, cases, weight });
    }
    // Other family names of men bend like nouns: «Коваля», «Мельника», «Шевчуку».
    let nouns = [
        ("а", "", case::GEN | case::ACC),
        ("у", "", case::DAT),
        ("ом", "", case::INS),
        ("ем", "", case::INS),
        ("е", "", case::LOC),
        ("я", "ь", case::GEN | case::ACC),
        ("ю", "ь", case::DAT),
        ("ем", "ь", case::INS),
        ("я", "й", case::GEN | case::ACC),
        ("ю", "й", case::DAT),
    ];
    for (ending, nominative, cases) in nouns {
        let Some(stem) = folded.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3) else {
            continue;
        };
        let consonant = stem.chars().last().is_some_and(|c| !"аеиоуыэюяйь".contains(c));
        let fits =
            if nominative == "й" { stem.ends_with(['а', 'е', 'о', 'у', 'и']) } else { consonant };
        if fits {
            let tail: &str = nominative;
            forms.push(Form {
                lemma: format!("{stem}{tail}"),
                gender: MALE,
                cases,
                weight: if tail == "ь" { 10 } else { 14 },
            });
        }
    }
    // Women's and men's names on -а that bend: «Ковалеву» is above; «Сороку», «Лысенку» seldom.
    for (ending, cases) in
        [("у", case::ACC), ("ы", case::GEN), ("е", case::DAT | case::LOC), ("ой", case::INS)]
    {
        let Some(stem) = folded.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3) else {
            continue;
        };
        if stem.chars().last().is_some_and(|c| !"аеиоуыэюяйь".contains(c)) {
            forms.push(Form { lemma: format!("{stem}а"), gender: EITHER, cases, weight: 6 });
        }
    }
}
