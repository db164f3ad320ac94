//! The endings of Russian given and family names: what is written, and what the nominative has in its place.

use super::bend::{EITHER, FEMALE, Form, GIVEN, MALE, is_given};
use crate::items::name::case;
use crate::lang::Lang;
use crate::lexicon::built_in;

/// Endings of given names by how the nominative ends: what is written, what the nominative has in its place.
pub(super) const GIVEN_ENDINGS: [(&str, &str, u8, u8); 30] = [
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

pub(super) fn given(folded: &str, forms: &mut Vec<Form>) {
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

/// The gender of a given name by its ending, and by the names of which the ending says nothing or the wrong thing (`name.*` in words.tsv).
pub(super) fn gender_of(given: &str) -> u8 {
    let words = built_in().of(Lang::Ru);
    let says = |tag: &str| words.bears(given, tag);
    if says("name.either") {
        return EITHER;
    }
    if says("name.woman") || given.ends_with("гуль") || given.ends_with("сулу") {
        return FEMALE;
    }
    if says("name.man") {
        return MALE;
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
pub(super) const FAMILY_ENDINGS: [(&str, &str, u8, u8, i32); 50] = [
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
    ("енку", "енко", EITHER, case::ACC, 24),
    ("енки", "енко", EITHER, case::GEN, 24),
    ("енке", "енко", EITHER, case::DAT | case::LOC, 24),
    ("енкой", "енко", EITHER, case::INS, 24),
    ("ян", "ян", FEMALE, case::ANY, 24),
    ("их", "их", EITHER, case::ANY, 24),
    ("швили", "швили", EITHER, case::ANY, 30),
];

pub(super) fn family(folded: &str, forms: &mut Vec<Form>) {
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
