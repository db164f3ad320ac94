//! Case endings of Kazakh: which letters, after which sounds, in harmony with the vowels before them. An ending that does not
//! agree with what stands before it is none: «Сұлтан» is no ablative. Nothing here knows which words are names.

use crate::items::name::case;

/// What the last sound before an ending may be.
const VOWEL: u8 = 1;
const NASAL: u8 = 2;
const SONORANT: u8 = 4;
const BUZZING: u8 = 8;
const DULL: u8 = 16;
/// The ending of belonging: «қызы», «ұлы».
const OWNED: u8 = 32;

/// Endings: letters, case, after which sounds, and whether few names end so of themselves.
const ENDINGS: [(&str, u8, u8, bool); 45] = [
    ("ның", case::GEN, VOWEL | NASAL | OWNED, true),
    ("нің", case::GEN, VOWEL | NASAL | OWNED, true),
    ("дың", case::GEN, SONORANT | BUZZING, true),
    ("дің", case::GEN, SONORANT | BUZZING, true),
    ("тың", case::GEN, DULL, true),
    ("тің", case::GEN, DULL, true),
    ("ны", case::ACC, VOWEL, true),
    ("ні", case::ACC, VOWEL, true),
    ("ды", case::ACC, NASAL | SONORANT | BUZZING, true),
    ("ді", case::ACC, NASAL | SONORANT | BUZZING, true),
    ("ты", case::ACC, DULL, true),
    ("ті", case::ACC, DULL, true),
    ("н", case::ACC, OWNED, true),
    ("ға", case::DAT, VOWEL | NASAL | SONORANT | BUZZING, false),
    ("ге", case::DAT, VOWEL | NASAL | SONORANT | BUZZING, false),
    ("қа", case::DAT, DULL, false),
    ("ке", case::DAT, DULL, false),
    ("на", case::DAT, OWNED, true),
    ("не", case::DAT, OWNED, true),
    ("да", case::LOC, VOWEL | NASAL | SONORANT | BUZZING, false),
    ("де", case::LOC, VOWEL | NASAL | SONORANT | BUZZING, false),
    ("та", case::LOC, DULL, false),
    ("те", case::LOC, DULL, false),
    ("нда", case::LOC, OWNED, true),
    ("нде", case::LOC, OWNED, true),
    ("дағы", case::LOC, VOWEL | NASAL | SONORANT | BUZZING, true),
    ("дегі", case::LOC, VOWEL | NASAL | SONORANT | BUZZING, true),
    ("тағы", case::LOC, DULL, true),
    ("тегі", case::LOC, DULL, true),
    ("дан", case::ABL, VOWEL | SONORANT | BUZZING, false),
    ("ден", case::ABL, VOWEL | SONORANT | BUZZING, false),
    ("тан", case::ABL, DULL, false),
    ("тен", case::ABL, DULL, false),
    ("нан", case::ABL, NASAL | OWNED, false),
    ("нен", case::ABL, NASAL | OWNED, false),
    ("мен", case::INS, VOWEL | NASAL | SONORANT | OWNED, false),
    ("бен", case::INS, BUZZING, false),
    ("пен", case::INS, DULL, false),
    ("лар", case::NOM, VOWEL | SONORANT, false),
    ("лер", case::NOM, VOWEL | SONORANT, false),
    ("дар", case::NOM, NASAL | BUZZING, false),
    ("дер", case::NOM, NASAL | BUZZING, false),
    ("тар", case::NOM, DULL, false),
    ("тер", case::NOM, DULL, false),
    ("сыз", case::NOM, 0, false),
];

/// The ways to take an ending off: what is left, the case, and whether the ending is a telling one.
pub(super) fn cuts(folded: &str, typed: bool) -> impl Iterator<Item = (&str, u8, bool)> {
    ENDINGS.iter().filter_map(move |(ending, cases, after, strong)| {
        if *cases == case::NOM {
            return None;
        }
        let stem = match folded.strip_suffix(ending) {
            Some(stem) => stem,
            // Typed without the letters of its own: «Мырзагалиди» for «Мырзағалиді».
            None if typed => folded.strip_suffix(plain(ending)?)?,
            None => return None,
        };
        (fits(stem, *after) && in_harmony(stem, ending)).then_some((stem, *cases, *strong))
    })
}

fn plain(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "ның" => "нын",
        "нің" => "нин",
        "дың" => "дын",
        "дің" => "дин",
        "тың" => "тын",
        "тің" => "тин",
        "ні" => "ни",
        "ді" => "ди",
        "ті" => "ти",
        "ға" => "га",
        "қа" => "ка",
        _ => return None,
    })
}

fn fits(stem: &str, after: u8) -> bool {
    let mut letters = stem.chars().rev();
    let Some(mut last) = letters.next() else { return false };
    if matches!(last, 'ь' | 'ъ') {
        last = letters.next().unwrap_or(last);
    }
    let owned = ["қызы", "ұлы", "кызы", "улы"].iter().any(|end| stem.ends_with(end));
    let sound = match last {
        'а' | 'ә' | 'е' | 'о' | 'ө' | 'ұ' | 'ү' | 'ы' | 'і' | 'э' | 'я' | 'ё' => VOWEL,
        'и' | 'у' | 'ю' => VOWEL | SONORANT,
        'м' | 'н' | 'ң' => NASAL,
        'л' | 'р' | 'й' => SONORANT,
        'з' | 'ж' => BUZZING,
        _ => DULL,
    };
    // After the ending of belonging its own endings come; the others hardly ever.
    if owned { after & (OWNED | VOWEL) != 0 } else { after & sound != 0 }
}

/// Vowels of an ending follow the last of the stem; in loans from Russian either may be written.
fn in_harmony(stem: &str, ending: &str) -> bool {
    // Family names in -ов and -ев are heard, and written, either way: «Нұрбековті», «Ізбасаровты».
    if ["ов", "ев", "ёв", "ин", "ын"].iter().any(|end| stem.ends_with(end)) {
        return true;
    }
    let Some(last) = stem.chars().rev().find(|c| "аәеоөұүыіэяёиую".contains(*c)) else {
        return true;
    };
    let front = ending.chars().any(|c| matches!(c, 'е' | 'і'));
    let back = ending.chars().any(|c| matches!(c, 'а' | 'ы'));
    match last {
        'а' | 'о' | 'ұ' | 'ы' => !front,
        'ә' | 'ө' | 'ү' | 'і' => !back,
        _ => true,
    }
}

/// The case of any word, by its ending: for people without a name. What bears none is in the nominative.
pub fn case_of(folded: &str, typed: bool) -> u8 {
    match folded {
        "ол" | "олар" => return case::NOM,
        "оны" => return case::ACC,
        "оның" | "онын" => return case::GEN,
        "оған" | "оган" => return case::DAT,
        "онымен" => return case::INS,
        "одан" => return case::ABL,
        _ => {}
    }
    // The ending of belonging takes endings of its own: «тілшісін», «адвокатының», «екеуін».
    let owned = [
        ("ның", case::GEN),
        ("нің", case::GEN),
        ("нын", case::GEN),
        ("нин", case::GEN),
        ("нда", case::LOC),
        ("нде", case::LOC),
        ("нан", case::ABL),
        ("нен", case::ABL),
        ("на", case::DAT),
        ("не", case::DAT),
        ("мен", case::INS),
        ("н", case::ACC),
    ];
    for (ending, cases) in owned {
        if folded.strip_suffix(ending).is_some_and(|stem| {
            stem.ends_with(['ы', 'і']) || (typed && stem.ends_with('и')) || stem.ends_with("уі")
        }) {
            return cases;
        }
    }
    let mut found = case::NOM;
    let mut longest = 0;
    for (stem, cases, _) in cuts(folded, typed) {
        let length = folded.len() - stem.len();
        if length > longest && stem.chars().count() >= 3 {
            (found, longest) = (cases, length);
        }
    }
    found
}
