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
    (Guess::Name, &["name", "fio", "фио", "имя", "фамилия", "аты", "есімі", "detainee", "задержанн"]),
    (
        Guess::Number,
        &["number", "count", "total", "detentions", "detained", "количеств", "число", "всего", "саны"],
    ),
    (
        Guess::Place,
        &["place", "city", "address", "where", "место", "город", "адрес", "орны", "қала", "мекен"],
    ),
];

/// Drafts a mapping from a table's columns and some of its rows. `zone` is the zone its times are likely meant in.
pub fn suggest(name: &str, columns: &[String], rows: &[Vec<String>], zone: &ZoneId) -> String {
    let guesses: Vec<Guess> =
        columns.iter().enumerate().map(|(at, column)| guess(column, at, rows, zone)).collect();
    let first = |wanted: Guess| guesses.iter().position(|g| *g == wanted).and_then(|at| columns.get(at));
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

fn guess(column: &str, at: usize, rows: &[Vec<String>], zone: &ZoneId) -> Guess {
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
    let by_name = WORDS
        .iter()
        .find(|(_, words)| words.iter().any(|word| lower.contains(word)))
        .map(|(guess, _)| *guess);
    let dates = most(&|cell| {
        When::parse(cell, zone).is_ok() && cell.len() >= 8 || parse_written_date(cell, zone).is_ok()
    });
    let numbers = most(&|cell| matches!(read_count_cell(cell), CellCount::Exact(_) | CellCount::Range(..)));
    match by_name {
        Some(Guess::Date) if !dates => Guess::Text,
        Some(Guess::Number | Guess::Age) if !numbers => Guess::Text,
        // A column such as "place_id" or "name_count" holds numbers, not what its name says.
        Some(Guess::Name | Guess::Place | Guess::Role) if numbers => Guess::Text,
        Some(guess) => guess,
        None if dates => Guess::Date,
        None => Guess::Text,
    }
}
