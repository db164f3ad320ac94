//! What the desk refuses, in the reader's language: every sentence, with all its gaps.

use super::house::House;
use desk::sentence::code;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const LANGUAGES: [&str; 3] = ["ru", "kk", "ar"];

fn rooms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The Rust files below a folder, without what tests of their own say.
fn sources(dir: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text.split("#[cfg(test)]").next().unwrap().to_owned()));
        }
    }
    found
}

/// The text literal that stands at the beginning of what follows, spaces and line ends aside.
fn literal(rest: &str) -> Option<String> {
    let mut chars = rest.trim_start().strip_prefix('"')?.chars();
    let mut text = String::new();
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => match chars.next()? {
                '\n' => {
                    let left = chars.as_str().trim_start();
                    chars = left.chars();
                }
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
}

/// Every template that can be said on a page: of the desk and of the pages, and the phrases of the rooms below that
/// stand inside them (why a date is none, what a file is).
fn templates() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for room in ["desk/src", "web/src"] {
        for (path, text) in sources(&rooms().join(room)) {
            if path.ends_with("desk/src/sentence.rs") {
                continue;
            }
            for (at, call) in text.match_indices("sentence!(") {
                let rest = &text[at + call.len()..];
                let template = literal(rest).unwrap_or_else(|| panic!("{}: {}", path.display(), &rest[..60]));
                found.insert(template);
            }
        }
    }
    assert!(found.len() > 300, "only {} sentences were read", found.len());
    // Of the rooms below: why a text is no date, what a file is and what to do about it.
    let marks = [
        "Err(",
        "bad(",
        "ok_or(",
        "reason: ",
        "reason = ",
        "not_a_date(text, ",
        "found: ",
        "advice: ",
        "asked: ",
    ];
    let kinds = ["a ", "an ", "plain ", "keep ", "copy ", "save ", "unpack ", "export "];
    for room in ["claims/src/when", "claims/src/legal", "intake/src/reading"] {
        for (path, text) in sources(&rooms().join(room)) {
            let marks = if room.ends_with("legal") { &marks[3..4] } else { &marks[..] };
            for (at, mark) in marks.iter().flat_map(|mark| text.match_indices(mark)) {
                found.extend(literal(&text[at + mark.len()..]));
            }
            if path.ends_with("kind.rs") {
                let all = text.match_indices('"').filter_map(|(at, _)| literal(&text[at..]));
                found.extend(all.filter(|phrase| kinds.iter().any(|kind| phrase.starts_with(kind))));
            }
        }
    }
    found.extend(desk::problems::OF_THE_READER_OF_DATES.map(str::to_owned));
    // Gaps alone are the same in every language.
    found.retain(|template| outside_gaps(template).chars().any(char::is_alphabetic));
    found
}

fn outside_gaps(template: &str) -> String {
    template.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, after)| after)).collect()
}

fn gaps(template: &str) -> BTreeSet<String> {
    let names = template.split('{').skip(1).filter_map(|piece| piece.split_once('}'));
    names.map(|(name, _)| name.trim_matches([' ', '$', ':', '?']).to_owned()).collect()
}

/// The messages of a language: code → text.
fn messages(language: &str) -> BTreeMap<String, String> {
    let file = rooms().join("web/i18n").join(language).join("refusals.ftl");
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let all = lines.map(|line| line.split_once(" = ").unwrap_or_else(|| panic!("{line}")));
    all.map(|(id, text)| (id.strip_prefix("r-").unwrap().to_owned(), text.to_owned())).collect()
}

#[test]
fn every_refusal_is_in_every_language_with_the_same_gaps() {
    let templates = templates();
    let mut by_code = BTreeMap::new();
    for template in &templates {
        if let Some(other) = by_code.insert(code(template), template) {
            panic!("two sentences begin with the same nine words: {other:?} and {template:?}");
        }
    }
    for language in LANGUAGES {
        let theirs = messages(language);
        let missing: Vec<_> = by_code.iter().filter(|(code, _)| !theirs.contains_key(*code)).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
        let unused: Vec<_> = theirs.keys().filter(|code| !by_code.contains_key(*code)).collect();
        assert!(unused.is_empty(), "{language} has what nobody says: {unused:?}");
        for (code, text) in &theirs {
            assert_eq!(gaps(text), gaps(by_code[code]), "{language}: the gaps of {code} differ");
        }
    }
}

/// What the machine itself says (a disk, a ledger that is damaged) may stand in English; no use case of a page may.
#[test]
fn only_what_the_command_line_alone_can_meet_is_said_in_english() {
    let of_the_machine = [
        "stop.rs",
        "sentence.rs",
        "problems.rs",
        "backup.rs",
        "prove.rs",
        "recovery.rs",
        "repair.rs",
        "restore.rs",
        "settings.rs",
        "shares.rs",
        "add.rs",
        "copy.rs",
        "derive.rs",
        "get.rs",
        "held.rs",
        "like.rs",
        "list.rs",
        "open.rs",
        "batch.rs",
        "submitted_report.rs",
    ];
    let folders = ["erase", "time", "reporter"];
    for room in ["desk/src", "web/src"] {
        for (path, text) in sources(&rooms().join(room)) {
            let file = path.file_name().unwrap().to_str().unwrap();
            let folder = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
            let may = of_the_machine.contains(&file) || folders.contains(&folder);
            // Advice for the command line is for no page.
            let says = text.replace(".hint_in_english(", "").contains("in_english(");
            assert!(may || !says, "{}: a page would say this in English", path.display());
        }
    }
}

#[test]
fn a_refusal_is_read_in_the_readers_language() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let pages = [
        (
            "/?at=yesterday",
            "yesterday",
            ["cannot be read as a date", "не читается как дата", "күн ретінде оқылмайды", "لا يُقرأ"],
        ),
        (
            "/record/00000000000000000000000000000009",
            "0009",
            ["There is no record", "нет", "жазбасы жоқ", "لا يوجد سجل"],
        ),
        (
            "/?within=soon",
            "soon",
            ["is not a number of minutes", "не число минут", "минут саны емес", "ليس عدد دقائق"],
        ),
    ];
    for (address, typed, said) in pages {
        for (language, words) in ["en", "ru", "kk", "ar"].into_iter().zip(said) {
            let mark = if address.contains('?') { '&' } else { '?' };
            let page = house.get(&format!("{address}{mark}lang={language}"), &cookie).text();
            assert!(page.contains(words), "{address} in {language}: {page}");
            assert!(page.contains(typed), "{address} in {language} does not say what was typed");
            assert_eq!(language == "en", page.contains(said[0]), "{address} in {language}");
        }
    }
}

/// Whatever is typed for a date, the reason it is none is in the list that is translated.
#[test]
fn the_reader_of_dates_gives_no_other_reasons() {
    use claims::when::{When, WhenProblem, ZoneId};
    let known = templates();
    let zone = ZoneId::parse("Asia/Almaty").unwrap();
    let pieces = [
        "2031", "-", "06", "08", "T", "15:00", "X", "/", "..", "Z", "+06", "Y", "E", "S", "{", "}", "[", "]",
        ",", "1", "?", " ",
    ];
    let mut reasons = BTreeSet::new();
    for a in pieces {
        for b in pieces {
            for c in pieces {
                for d in ["", "-08", "]", "/2032", "06", ",2032]"] {
                    if let Err(
                        WhenProblem::NotADate { reason, .. } | WhenProblem::NoSuchTime { reason, .. },
                    ) = When::parse(&format!("{a}{b}{c}{d}"), &zone)
                    {
                        reasons.insert(reason);
                    }
                }
            }
        }
    }
    assert!(reasons.len() > 15, "{reasons:?}");
    let strange: Vec<_> = reasons.iter().filter(|reason| !known.contains(**reason)).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

/// The desk says in English what the rooms below say of their own errors.
#[test]
fn the_rooms_problems_read_as_they_do_in_the_rooms() {
    use claims::when::ZoneId;
    use claims::when::{When, parse_written_date};
    use claims::{Coordinates, WrittenName};
    use desk::Sentence;
    let zone = ZoneId::parse("Asia/Almaty").unwrap();
    for text in [
        "",
        "June",
        "2031-13-01",
        "2031-02-30",
        "9999-01-01",
        "2031-06-08T25:00",
        "2031-06-09..2031-06-08",
        "..",
        "soon",
    ] {
        let problem = When::parse(text, &zone).unwrap_err();
        assert_eq!(Sentence::from(&problem).english(), problem.to_string());
    }
    for text in ["06/07/2031", "6 June 31", "6 June", "Monday, 8 June 2031"] {
        let problem = parse_written_date(text, &zone).unwrap_err();
        assert_eq!(Sentence::from(&problem).english(), problem.to_string());
    }
    for name in [String::new(), "a".repeat(400)] {
        let problem = WrittenName::parse(&name).unwrap_err();
        assert_eq!(Sentence::from(&problem).english(), problem.to_string());
    }
    for point in ["1", "a, b", "91, 0", "0, 181"] {
        let problem = point.parse::<Coordinates>().unwrap_err();
        assert_eq!(Sentence::from(&problem).english(), problem.to_string());
    }
    for (name, bytes) in
        [("a.pdf", &b"%PDF-1.4"[..]), ("a.csv", b""), ("a.zip", b"PK\x03\x04"), ("a.txt", b"a\0b")]
    {
        let problem = intake::reading::recognise(name, bytes).unwrap_err();
        assert_eq!(Sentence::from(&problem).english(), problem.to_string());
    }
}
