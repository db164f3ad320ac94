//! Lists of detained people as four bodies keep them: the police in Russian Cyrillic, lawyers in Kazakh Cyrillic, monitors
//! in Latin letters (three ways), and the monitors again eight months later. Each knows a part of the people. Patronymics are
//! dropped or turned, ages shift with the list's date, dates are partial.

use super::typing::mistyped;
use super::{List, dealt, row};
use crate::chance::Chance;

const COLUMNS: [&str; 10] =
    ["unique_id", "cluster", "list", "full_name", "sex", "born", "age", "list_date", "detained_on", "unit"];

/// Kazakh letters and the Russian ones that stand for them.
const KAZAKH: [(char, &str); 9] = [
    ('ә', "а"),
    ('ғ', "г"),
    ('қ', "к"),
    ('ң', "н"),
    ('ө', "о"),
    ('ұ', "у"),
    ('ү', "у"),
    ('һ', "х"),
    ('і', "и"),
];

/// Cyrillic letters in a passport, in an English newspaper, and in the Kazakh Latin alphabet of 2021.
const LATIN: [(char, [&str; 3]); 41] = [
    ('а', ["a", "a", "a"]),
    ('ә', ["a", "a", "ä"]),
    ('б', ["b", "b", "b"]),
    ('в', ["v", "v", "v"]),
    ('г', ["g", "g", "g"]),
    ('ғ', ["g", "gh", "ğ"]),
    ('д', ["d", "d", "d"]),
    ('е', ["e", "ye", "e"]),
    ('ж', ["zh", "zh", "j"]),
    ('з', ["z", "z", "z"]),
    ('и', ["i", "i", "i"]),
    ('й', ["i", "y", "i"]),
    ('к', ["k", "k", "k"]),
    ('қ', ["k", "q", "q"]),
    ('л', ["l", "l", "l"]),
    ('м', ["m", "m", "m"]),
    ('н', ["n", "n", "n"]),
    ('ң', ["n", "ng", "ñ"]),
    ('о', ["o", "o", "o"]),
    ('ө', ["o", "o", "ö"]),
    ('п', ["p", "p", "p"]),
    ('р', ["r", "r", "r"]),
    ('с', ["s", "s", "s"]),
    ('т', ["t", "t", "t"]),
    ('у', ["u", "u", "u"]),
    ('ұ', ["u", "u", "ū"]),
    ('ү', ["u", "u", "ü"]),
    ('ф', ["f", "f", "f"]),
    ('х', ["kh", "kh", "h"]),
    ('һ', ["kh", "h", "h"]),
    ('ц', ["ts", "ts", "ts"]),
    ('ч', ["ch", "ch", "ch"]),
    ('ш', ["sh", "sh", "ş"]),
    ('щ', ["shch", "shch", "şş"]),
    ('ъ', ["ie", "", ""]),
    ('ы', ["y", "y", "y"]),
    ('і', ["i", "i", "ı"]),
    ('ь', ["", "'", ""]),
    ('э', ["e", "e", "e"]),
    ('ю', ["iu", "yu", "iu"]),
    ('я', ["ia", "ya", "ia"]),
];

struct Person {
    cluster: usize,
    given: String,
    family: String,
    father: String,
    woman: bool,
    /// Year, month, day.
    born: [i64; 3],
    /// Day of the year 2031.
    detained: i64,
    unit: &'static str,
}

/// The four lists of so many people, about as many rows in all as there are people and a half.
pub fn detention_lists(seed: u64, people: usize) -> Vec<List> {
    let mut chance = Chance::new(seed);
    let crowd: Vec<Person> = (0..people).map(|cluster| person(cluster, &mut chance)).collect();
    [
        ("police", "2031-02-10", 41, 50),
        ("lawyers", "2031-03-01", 60, 28),
        ("monitors", "2031-03-20", 79, 42),
        ("monitors-later", "2031-11-20", 324, 40),
    ]
    .into_iter()
    .map(|(list, date, day, coverage)| {
        let known: Vec<&Person> = crowd.iter().filter(|_| chance.percent(coverage)).collect();
        let rows = known.into_iter().map(|person| written(person, list, date, day, &mut chance)).collect();
        dealt(list, &COLUMNS, rows, &mut chance)
    })
    .collect()
}

fn person(cluster: usize, chance: &mut Chance) -> Person {
    const UNITS: [&str; 6] = [
        "Zhanabulak police",
        "Karabel police",
        "Sarydala police",
        "Temirbel police",
        "Tuzkent police",
        "Kokterek police",
    ];
    let woman = chance.percent(40);
    let (given, family, father) = parts_of_a_name(woman, chance);
    Person {
        cluster,
        given,
        family,
        father,
        woman,
        born: [chance.between(1955, 2012), chance.between(1, 12), chance.between(1, 28)],
        detained: chance.between(1, 40),
        unit: UNITS.get(chance.weighted(&[30, 25, 18, 12, 10, 5])).copied().unwrap_or_default(),
    }
}

/// Given name, family name and father's name in Kazakh letters: common elements of names joined at random, so that there
/// are common and rare ones; family names of syllables that are nobody's.
fn parts_of_a_name(woman: bool, chance: &mut Chance) -> (String, String, String) {
    const FIRST: [&str; 14] =
        ["нұр", "ай", "ер", "бек", "жан", "темір", "ал", "қай", "сер", "дәу", "мақ", "бай", "өмір", "ғал"];
    const OF_MEN: [&str; 8] = ["лан", "бек", "жан", "болат", "хан", "рат", "тас", "ғали"];
    const OF_WOMEN: [&str; 8] = ["гүл", "сұлу", "нар", "аш", "жан", "ай", "дана", "зия"];
    const ONE: [&str; 16] = [
        "тасқа",
        "бұла",
        "шоқы",
        "көге",
        "жезі",
        "мойна",
        "еспе",
        "қорда",
        "құйма",
        "талда",
        "сырғы",
        "керте",
        "ойма",
        "балғы",
        "дөңге",
        "үйме",
    ];
    const TWO: [&str; 12] =
        ["мыш", "тұр", "нық", "лаш", "сан", "рақ", "дыр", "қас", "шың", "бай", "кен", "лы"];
    const THREE: [&str; 6] = ["", "", "ты", "ба", "қан", "ше"];
    // Squared, so that the first elements are the common ones.
    let skewed = |of: &[&'static str], chance: &mut Chance| {
        let at = (chance.fraction() * chance.fraction() * of.len() as f64) as usize;
        of.get(at).copied().unwrap_or_default()
    };
    let ends = if woman { &OF_WOMEN } else { &OF_MEN };
    let given = format!("{}{}", skewed(&FIRST, chance), skewed(ends, chance));
    let father = format!("{}{}", skewed(&FIRST, chance), skewed(&OF_MEN, chance));
    let stem = format!("{}{}{}", skewed(&ONE, chance), skewed(&TWO, chance), chance.one(&THREE));
    let ending = if stem.ends_with(['ш', 'ы', 'е', 'і']) { "ев" } else { "ов" };
    let family = format!("{stem}{ending}{}", if woman { "а" } else { "" });
    (given, family, father)
}

fn written(person: &Person, list: &str, date: &str, day: i64, chance: &mut Chance) -> Box<[Box<str>]> {
    let mut name = name(person, list, chance);
    if chance.percent(7) {
        name = mistyped(&name, chance);
    }
    let [year, month, born_day] = person.born;
    let born = match chance.weighted(&[45, 15, 10, 30]) {
        0 => format!("{year}-{month:02}-{born_day:02}"),
        1 => format!("{year}-{month:02}"),
        2 => year.to_string(),
        _ => String::new(),
    };
    let had_birthday = (month - 1) * 30 + born_day <= day;
    let mut age = 2031 - year - i64::from(!had_birthday);
    if chance.percent(15) {
        age += chance.one(&[-1, 1, 1, 2]);
    }
    let detained = person.detained + if chance.percent(12) { chance.one(&[-1, 1]) } else { 0 };
    let detained = detained.max(1);
    let (month, day) = if detained > 31 { (2, detained - 31) } else { (1, detained) };
    let sex = match (list, person.woman) {
        ("police", true) => "ж",
        ("police", false) => "м",
        (_, true) => "f",
        (_, false) => "m",
    };
    row([
        String::new(),
        person.cluster.to_string(),
        list.to_owned(),
        name,
        if chance.percent(90) { sex.to_owned() } else { String::new() },
        born,
        if chance.percent(60) { age.to_string() } else { String::new() },
        date.to_owned(),
        if chance.percent(85) { format!("2031-{month:02}-{day:02}") } else { String::new() },
        if chance.percent(80) { person.unit.to_owned() } else { String::new() },
    ])
}

/// The name as this list writes it.
fn name(person: &Person, list: &str, chance: &mut Chance) -> String {
    let russian = |text: &str| in_russian(text);
    let kazakh_patronymic = format!("{}{}", person.father, if person.woman { "қызы" } else { "ұлы" });
    let russian_patronymic = {
        let father = russian(&person.father);
        let soft = father.ends_with(['й', 'ь']);
        let stem = father.trim_end_matches(['й', 'ь']);
        match (person.woman, soft) {
            (true, false) => format!("{stem}овна"),
            (false, false) => format!("{stem}ович"),
            (true, true) => format!("{stem}евна"),
            (false, true) => format!("{stem}евич"),
        }
    };
    let (given, family) = (&person.given, &person.family);
    let parts = match list {
        "police" => [
            russian(family),
            russian(given),
            if chance.percent(80) { russian_patronymic } else { String::new() },
        ],
        "lawyers" => [
            family.clone(),
            given.clone(),
            if chance.percent(50) { kazakh_patronymic } else { String::new() },
        ],
        _ => {
            let scheme = chance.below(3);
            // Passports are written from Kazakh or from Russian letters.
            let from_russian = scheme != 2 && chance.percent(50);
            let patronymic = match chance.below(10) {
                0..=1 => russian_patronymic,
                2 => kazakh_patronymic,
                _ => String::new(),
            };
            [family.clone(), given.clone(), patronymic]
                .map(|part| if from_russian { russian(&part) } else { part })
                .map(|part| in_latin(&part, scheme))
        }
    };
    let [family, given, patronymic] = parts.map(|part| capital(&part));
    let turned = if list == "police" { 10 } else { 45 };
    let words =
        if chance.percent(turned) { [given, family, patronymic] } else { [family, given, patronymic] };
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn in_russian(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .map(|c| {
            KAZAKH.iter().find(|(kazakh, _)| *kazakh == c).map_or(c.to_string(), |(_, r)| (*r).to_owned())
        })
        .collect()
}

fn in_latin(text: &str, scheme: usize) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in text.to_lowercase().chars() {
        let spelled =
            LATIN.iter().find(|(cyrillic, _)| *cyrillic == c).and_then(|(_, forms)| forms.get(scheme));
        match spelled {
            // Newspapers write “ye” where it is heard: at the beginning and after a vowel.
            Some(&"ye") if !(before == ' ' || "аәеиіоөуұүыэюяьъ".contains(before)) => {
                out.push('e')
            }
            Some(form) => out.push_str(form),
            None => out.push(c),
        }
        before = c;
    }
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
