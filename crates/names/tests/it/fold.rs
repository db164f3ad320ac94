//! What must meet in a search, what must not, and the laws of folding.

use names::fold::{search_key, words};
use proptest::prelude::*;

/// Each line: spellings of one name (invented combinations of common names) that a search must bring together.
const MEET: &[&[&str]] = &[
    &["Қасым", "Касым", "Kasym", "Qasym", "Kassym", "Касим", "KASIM", "Qasım"],
    &["Жомарт", "Zhomart", "Jomart", "Джомарт", "Dzhomart", "Djomart"],
    &["Нұр-Сұлтан", "Нур-Султан", "Nur-Sultan", "Nur Sultan", "Nour-Sultan"],
    &["Ерлан", "Erlan", "Yerlan", "Ierlan", "ЕРЛАН"],
    &["Ержанов", "Yerzhanov", "Erjanov", "Erzhanoff", "Yerjanow"],
    &["Айгүл", "Айгуль", "Aigul", "Aygul", "Aigul'", "Aıgúl", "Aygül"],
    &["Әлия", "Алия", "Aliya", "Aliia", "Alija", "Alia"],
    &["Өмірбек", "Омирбек", "Omirbek", "Ömirbek", "Omyrbek"],
    &["Ғалым", "Галым", "Galym", "Ghalym", "Ğalym", "Galim"],
    &["Шыңғыс", "Шынгыс", "Shyngys", "Şyñğys"],
    &["Хасан", "Khasan", "Hasan", "Ҳасан", "Һасан"],
    &["Сергей", "Sergey", "Sergei", "Sergej", "Сергeй"],
    &["Юрий", "Yuriy", "Iurii", "Yuri", "Yury"],
    &["Наталья", "Natalya", "Natalia", "Наталія", "Natalija", "Natal'ya"],
    &["Татьяна", "Tatyana", "Tatiana", "Tatjana"],
    &["Фёдор", "Федор", "Fyodor", "Fedor", "Fiodor"],
    &["Щербак", "Shcherbak", "Scherbak", "Sherbak", "Chtcherbak", "Schtscherbak", "Szczerbak"],
    &["Шевчук", "Shevchuk", "Schewtschuk", "Szewczuk"],
    &["Чехов", "Chekhov", "Tchekhov", "Čehov"],
    &["Цветаев", "Tsvetaev", "Tsvetayev", "Цвєтаєв"],
    &["Ксения", "Kseniya", "Xenia", "Ksenija", "Kseniia"],
    &["Василий", "Vasily", "Vassiliy", "Wassili", "Vasilii"],
    &["Евген", "Євген", "Yevgen", "Ievgen", "Evgen"],
    &["Дмитрий", "Dmitry", "Dmitri", "Dmitriy", "Dmitrij"],
    &["Пётр", "Петр", "Petr", "Pyotr", "Piotr"],
    &["Бүркіт", "Буркит", "Burkit", "Bürkıt"],
    &["Тўра", "Тура", "Tura", "Toura"],
    &[
        "Philip Smith",
        "PHILIP  SMITH",
        "Philip\u{200b} Smith",
        "\u{202e}Philip Smith\u{202c}",
        "Ｐｈｉｌｉｐ Smith",
    ],
    &["محمد", "مُحَمَّد", "محـمد"],
    &["علی", "علي", "على"],
    &["ОВД № 12", "ovd 12", "ОВД-12", "ОВД ١٢"],
];

/// Pairs that must stay apart: different names, or numbers that a careless folding would merge.
const DIFFER: &[(&str, &str)] = &[
    ("Айгүл", "Айгерім"),
    ("Асан", "Хасан"),
    ("Нурлан", "Ерлан"),
    ("Марат", "Мурат"),
    ("Алия", "Алина"),
    ("Жанар", "Янар"),
    ("Шамиль", "Чамиль"),
    ("Сергей", "Герей"),
    ("ОВД 11", "ОВД 1"),
    ("ОВД 2", "ОВД 22"),
    ("გიორგი", "ნინო"),
    ("田中", "山本"),
    ("محمد", "محمود"),
];

#[test]
fn spellings_of_one_name_meet() {
    for spellings in MEET {
        let key = search_key(spellings[0]);
        for other in *spellings {
            assert_eq!(search_key(other), key, "{} and {other}", spellings[0]);
        }
    }
}

#[test]
fn different_names_stay_apart() {
    for (a, b) in DIFFER {
        assert_ne!(search_key(a), search_key(b), "{a} and {b}");
    }
}

#[test]
fn keys_read_as_documented() {
    for (text, key) in [
        ("Қасым-Жомарт", "kasim zhomart"),
        ("Щербак, Пётр (1990)", "sherbak petr 1990"),
        ("O'Brien", "obren"),
        ("d’Artagnan", "dartagnan"),
        ("ИП 2/3", "ip 2 3"),
        ("2019-06-09", "2019 06 09"),
        ("გიორგი", "გიორგი"),
        ("...—«»", ""),
        ("'", ""),
        ("", ""),
    ] {
        assert_eq!(search_key(text), key, "{text}");
    }
    assert_eq!(words("Ким, Ю Ра — 12"), ["kim", "iu", "ra", "12"]);
}

/// Cyrillic letters and the Latin letters that look the same.
const LOOKALIKES: [(char, char); 20] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('У', 'Y'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('к', 'k'),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_never_panics_and_is_idempotent(text in any::<String>()) {
        let key = search_key(&text);
        prop_assert_eq!(&search_key(&key), &key);
        prop_assert_eq!(words(&text).join(" "), key);
    }

    #[test]
    fn folding_of_letters_is_idempotent(text in "[a-zA-Zа-яА-ЯәғқңөұүһіїєґўъёЁşçğıšžüöâû'’ -]{0,24}") {
        let key = search_key(&text);
        prop_assert_eq!(search_key(&key), key);
    }

    #[test]
    fn folding_of_odd_scripts_is_idempotent(text in "[\\p{L}\\p{M}\\p{N}]{0,8}") {
        let key = search_key(&text);
        prop_assert_eq!(search_key(&key), key);
    }

    #[test]
    fn case_does_not_matter(text in "[а-яёәғқңөұүһі]{1,12}|[a-z]{1,12}") {
        prop_assert_eq!(search_key(&text.to_uppercase()), search_key(&text));
    }

    /// At least one letter of the word cannot be mistaken, and any of the others may be swapped.
    #[test]
    fn latin_lookalikes_in_a_cyrillic_word_change_nothing(
        before in "[А-Яа-яәғқңөұү]{0,6}", sure in "[бгджзлфцчшщыэюяғқң]", after in "[А-Яа-яәғқңөұү]{0,6}", swaps in any::<u32>()
    ) {
        let word = format!("{before}{sure}{after}");
        let swapped: String = word.chars().enumerate().map(|(i, c)| {
            let double = LOOKALIKES.iter().find(|(cyrillic, _)| *cyrillic == c).map(|(_, latin)| *latin);
            if swaps >> (i % 32) & 1 == 1 { double.unwrap_or(c) } else { c }
        }).collect();
        prop_assert_eq!(search_key(&swapped), search_key(&word), "{} for {}", swapped, word);
    }

    #[test]
    fn cyrillic_lookalikes_in_a_latin_word_change_nothing(
        before in "[A-Za-z]{0,6}", sure in "[bdfglnrtuvz]", after in "[A-Za-z]{0,6}", swaps in any::<u32>()
    ) {
        let word = format!("{before}{sure}{after}");
        let swapped: String = word.chars().enumerate().map(|(i, c)| {
            let double = LOOKALIKES.iter().find(|(_, latin)| *latin == c).map(|(cyrillic, _)| *cyrillic);
            if swaps >> (i % 32) & 1 == 1 { double.unwrap_or(c) } else { c }
        }).collect();
        prop_assert_eq!(search_key(&swapped), search_key(&word), "{} for {}", swapped, word);
    }

    #[test]
    fn invisible_characters_change_nothing(
        text in "[A-Za-zА-Яа-яіşç ]{1,12}", at in any::<prop::sample::Index>(),
        hidden in prop::sample::select(vec!['\u{200b}', '\u{200d}', '\u{202e}', '\u{2066}', '\u{feff}', '\u{ad}'])
    ) {
        let chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len() + 1);
        let mut with = String::new();
        with.extend(&chars[..at]);
        with.push(hidden);
        with.extend(&chars[at..]);
        prop_assert_eq!(search_key(&with), search_key(&text));
    }
}
