//! Names of months and of days of the week in English, Russian and Kazakh, as they stand in dates. Lower case in,
//! number out. Only forms that cannot be another word of the same language are listed.

/// The month 1–12 that a lower-case word names, in any case form or usual abbreviation.
pub(super) fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    // Whole words first: they are too short to be matched by their beginnings.
    let whole = match word {
        "jan" => 1,
        "feb" => 2,
        "mar" => 3,
        "apr" => 4,
        "may" => 5,
        "jun" => 6,
        "jul" => 7,
        "aug" => 8,
        "sep" | "sept" => 9,
        "oct" => 10,
        "nov" => 11,
        "dec" => 12,
        "янв" | "қаң" => 1,
        "фев" | "ақп" => 2,
        "мар" | "нау" => 3,
        "апр" | "сәу" => 4,
        "май" | "мая" | "мае" | "маю" | "маем" | "мам" => 5,
        "июн" | "мау" => 6,
        "июл" | "шіл" => 7,
        "авг" | "там" => 8,
        "сен" | "сент" | "қыр" => 9,
        "окт" | "қаз" => 10,
        "ноя" | "нояб" | "қар" => 11,
        "дек" | "жел" => 12,
        _ => 0,
    };
    if whole != 0 {
        return Some(whole);
    }
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if let Some(at) = ENGLISH.iter().position(|name| *name == word) {
        return u8::try_from(at + 1).ok();
    }
    const STEMS: [(&str, u8); 23] = [
        ("январ", 1),
        ("феврал", 2),
        ("март", 3),
        ("апрел", 4),
        ("июн", 6),
        ("июл", 7),
        ("август", 8),
        ("сентябр", 9),
        ("октябр", 10),
        ("ноябр", 11),
        ("декабр", 12),
        ("қаңтар", 1),
        ("ақпан", 2),
        ("наурыз", 3),
        ("сәуір", 4),
        ("мамыр", 5),
        ("маусым", 6),
        ("шілде", 7),
        ("тамыз", 8),
        ("қыркүйек", 9),
        ("қазан", 10),
        ("қараша", 11),
        ("желтоқсан", 12),
    ];
    let (_, month) = STEMS
        .iter()
        .find(|(stem, _)| word.strip_prefix(stem).is_some_and(|ending| ending.chars().count() <= 4))?;
    Some(*month)
}

/// The day of the week, Monday = 1, that a lower-case word names.
pub(super) fn weekday(word: &str) -> Option<i8> {
    const DAYS: [(&str, i8); 22] = [
        ("monday", 1),
        ("tuesday", 2),
        ("wednesday", 3),
        ("thursday", 4),
        ("friday", 5),
        ("saturday", 6),
        ("sunday", 7),
        ("понедельник", 1),
        ("вторник", 2),
        ("среда", 3),
        ("среду", 3),
        ("четверг", 4),
        ("пятниц", 5),
        ("суббот", 6),
        ("воскресень", 7),
        ("дүйсенбі", 1),
        ("сейсенбі", 2),
        ("сәрсенбі", 3),
        ("бейсенбі", 4),
        ("жұма", 5),
        ("сенбі", 6),
        ("жексенбі", 7),
    ];
    let word = word.trim_end_matches('.');
    DAYS.iter().find(|(stem, _)| word.strip_prefix(stem).is_some_and(|e| e.chars().count() <= 2)).map(|d| d.1)
}
