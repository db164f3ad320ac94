//! A draft mapping for a table nobody has mapped yet: guesses from column names and cells, written so that a monitor
//! can read and mend it. It is a proposal; nothing is imported by it until a person passes it with `--mapping`.

use crate::reading::cell::{CellCount, read_count_cell};
use claims::when::{When, ZoneId, parse_written_date};
use std::fmt::Write as _;

/// What a column seems to hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guess {
    Name,
    Date,
    Number,
    Unit,
    Place,
    Organization,
    Role,
    Age,
    Source,
    Text,
}

/// Words in column names, lower case: English, Russian, Kazakh.
const WORDS: &[(Guess, &[&str])] = &[
    (Guess::Age, &["age", "возраст", "жасы"]),
    (Guess::Date, &["date", "day", "when", "дата", "день", "күні", "уақыт"]),
    (Guess::Unit, &["ovd", "police", "station", "unit", "рувд", "овд", "отдел", "полиц", "бөлім"]),
    (Guess::Organization, &["organi", "employer", "outlet", "организац", "издание", "ұйым"]),
    (Guess::Source, &["source", "reported_by", "источник", "дереккөз"]),
    (Guess::Role, &["role", "occupation", "profession", "роль", "профессия", "мамандық"]),
    (
        Guess::Name,
        &[
            "name",
            "fio",
            "фио",
            "имя",
            "фамилия",
            "аты",
            "есімі",
            "detainee",
            "journalist",
            "victim",
            "person",
            "задержанн",
        ],
    ),
    (
        Guess::Number,
        &["number", "count", "total", "detentions", "detained", "количеств", "число", "всего", "саны"],
    ),
    (
        Guess::Place,
        &["place", "city", "address", "where", "место", "город", "адрес", "орны", "қала", "мекен"],
    ),
];

/// Words beside "name" in the name of a column that holds no person's name.
const THINGS: &[&str] =
    &["lawsuit", "file", "event", "unit", "place", "source", "outlet", "organization", "street", "city"];

/// Drafts a mapping from a table's columns and some of its rows. `zone` is the zone its times are likely meant in.
pub fn suggest(name: &str, columns: &[String], rows: &[Vec<String>], zone: &ZoneId) -> String {
    let guesses: Vec<(Guess, u32)> =
        columns.iter().enumerate().map(|(at, column)| guess(column, at, rows, zone)).collect();
    // Of several columns for one thing the one whose name says it most plainly; then the first.
    let first = |wanted: Guess| {
        let fitting =
            guesses.iter().zip(columns).filter(|((guess, strength), _)| *guess == wanted && *strength > 0);
        fitting.rev().max_by_key(|((_, strength), _)| *strength).map(|(_, column)| column)
    };
    let mut out = String::new();
    let quote = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let _ = writeln!(out, "# A draft: read it against the table, mend it, then pass it with --mapping.");
    let _ = writeln!(out, "name = {}", quote(name));
    let _ = writeln!(out, "title = \"\"");
    let listed: Vec<String> = columns.iter().map(|column| quote(column)).collect();
    let _ = writeln!(out, "header = [{}]", listed.join(", "));
    let _ = writeln!(out, "zone = {}", quote(zone.name()));
    let _ = writeln!(out, "# Say true only if the table's maker says that no detention stands in two rows.");
    let _ = writeln!(out, "distinct_rows = false");
    if let Some(column) = first(Guess::Source) {
        let _ = writeln!(out, "source = {{ column = {}, type = \"other\" }}", quote(column));
    }
    let person = first(Guess::Name);
    if let Some(column) = person {
        let _ = writeln!(out, "\n[[record]]\nhandle = \"person\"\nkind = \"person\"\nclaim = [");
        let _ = writeln!(out, "  {{ property = \"person.name\", column = {} }},", quote(column));
        if let Some(age) = first(Guess::Age) {
            let _ = writeln!(out, "  {{ property = \"person.age\", column = {} }},", quote(age));
        }
        let _ = writeln!(out, "]");
    }
    let _ = writeln!(out, "\n[[record]]\nhandle = \"detention\"\nkind = \"detention\"\nclaim = [");
    if person.is_some() {
        let _ = writeln!(out, "  {{ property = \"detention.of\", record = \"person\" }},");
    } else if let Some(column) = first(Guess::Number) {
        let _ = writeln!(out, "  {{ property = \"detention.people\", column = {} }},", quote(column));
    }
    for (wanted, line) in [
        (Guess::Date, "property = \"detention.when\""),
        (Guess::Place, "property = \"detention.place\""),
        (Guess::Unit, "property = \"detention.unit\", read = \"unit\""),
        (Guess::Role, "property = \"detention.role\""),
        (Guess::Organization, "property = \"detention.organization\", kind = \"organization\""),
    ] {
        if let Some(column) = first(wanted) {
            let _ = writeln!(out, "  {{ {line}, column = {} }},", quote(column));
        }
    }
    let _ = writeln!(out, "]");
    let used = [
        Guess::Name,
        Guess::Age,
        Guess::Date,
        Guess::Place,
        Guess::Unit,
        Guess::Role,
        Guess::Organization,
        Guess::Source,
    ]
    .map(first);
    let number = if person.is_none() { first(Guess::Number) } else { None };
    let unused: Vec<&str> = columns
        .iter()
        .filter(|column| !used.contains(&Some(*column)) && number != Some(*column))
        .map(String::as_str)
        .collect();
    if !unused.is_empty() {
        let list = unused.join(", ").replace(['\n', '\r'], " ");
        let _ = writeln!(out, "\n# Not mapped (the raw row is kept all the same): {list}");
    }
    out
}

/// What a column seems to hold, and how plainly: 0 for not worth mapping.
fn guess(column: &str, at: usize, rows: &[Vec<String>], zone: &ZoneId) -> (Guess, u32) {
    let cells: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.get(at))
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
        .collect();
    let most = |test: &dyn Fn(&str) -> bool| {
        !cells.is_empty() && cells.iter().filter(|cell| test(cell)).count() * 10 >= cells.len() * 8
    };
    let lower = column.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    // The whole name, one of its words, or a part of one.
    let plainness = |words: &[&str]| {
        let said = |word: &str| {
            if lower == word {
                4
            } else if parts.contains(&word) {
                3
            } else if parts.iter().any(|part| part.starts_with(word)) {
                2
            } else {
                u32::from(lower.contains(word))
            }
        };
        words.iter().map(|word| said(word)).max().unwrap_or(0)
    };
    let by_name = WORDS
        .iter()
        .map(|(guess, words)| (*guess, plainness(words)))
        .filter(|(_, strength)| *strength > 0)
        .rev()
        .max_by_key(|(_, strength)| *strength);
    let dates = most(&|cell| {
        When::parse(cell, zone).is_ok() && cell.len() >= 8 || parse_written_date(cell, zone).is_ok()
    });
    let numbers = most(&|cell| matches!(read_count_cell(cell), CellCount::Exact(_) | CellCount::Range(..)));
    // A column that is empty in most rows is not what the table is about.
    let scarce = cells.len() * 5 < rows.len();
    match by_name {
        Some((guess, strength)) => {
            let misfit = match guess {
                Guess::Date => !dates,
                Guess::Number | Guess::Age => !numbers,
                // A column such as "place_id" or "name_count" holds numbers, not what its name says.
                Guess::Name | Guess::Place | Guess::Role => numbers,
                _ => false,
            };
            // "lawsuit_name" names something, but nobody.
            let of_a_thing = guess == Guess::Name && parts.iter().any(|part| THINGS.contains(part));
            match (misfit || scarce, of_a_thing) {
                (true, _) => (Guess::Text, 0),
                (false, true) => (guess, 1),
                (false, false) => (guess, strength),
            }
        }
        None if dates => (Guess::Date, 1),
        None => (Guess::Text, 0),
    }
}
