//! The second look: weights are learned the same way each time, and what they say is quoted and never overrules the grammar.

use extract::weigh::pairs::learn::{Drafted, Pair};
use extract::weigh::pairs::{self, Pairs, Slot};
use extract::weigh::train::{Example, Report, fit, learn};
use extract::weigh::{RULE, Weights, built_in};
use extract::{About, Kind};

fn example(report: usize, signs: &[&str], detained: bool) -> Example {
    Example { report, signs: signs.iter().map(|sign| (*sign).to_owned()).collect(), detained, weight: 1.0 }
}

fn some() -> Vec<Example> {
    let mut all = Vec::new();
    for report in 0..40 {
        all.push(example(report, &["taken before next", "plain"], true));
        all.push(example(report, &["said after next", "plain"], false));
    }
    all
}

#[test]
fn what_divides_the_examples_is_learned_and_what_does_not_is_not() {
    let all = some();
    let weights = fit(&all.iter().collect::<Vec<_>>(), 3);
    let of = |sign: &str| weights.by_sign.get(sign).copied().unwrap_or_default();
    assert!(of("taken before next") > 0.5, "{weights:?}");
    assert!(of("said after next") < -0.5, "{weights:?}");
    assert!(of("plain").abs() < 0.1, "{weights:?}");
}

#[test]
fn the_same_examples_give_the_same_table_and_a_table_is_read_as_it_was_written() {
    let all = some();
    let once = fit(&all.iter().collect::<Vec<_>>(), 3);
    let again = fit(&all.iter().collect::<Vec<_>>(), 3);
    assert_eq!(once.table(), again.table());
    let mut with_bar = once;
    with_bar.bar = 2.0;
    assert_eq!(Weights::read(&with_bar.table()).table(), with_bar.table());
}

#[test]
fn marks_are_taken_out_of_a_text_and_say_who_was_detained_and_what_is_said_of_them() {
    let check = |marked: &str, text: &str, says: &[(&str, &str, &[&str])]| {
        let (read, gold) = extract::weigh::marked::read(marked);
        assert_eq!(read, text);
        let mut found = Vec::new();
        for fact in gold["facts"].as_array().expect("facts") {
            let name = fact["name"].as_str().expect("a name");
            for (key, value) in fact.as_object().expect("a fact") {
                let Some(list) = value.as_array() else { continue };
                let quotes: Vec<&str> =
                    list.iter().map(|one| one["quote"].as_str().expect("words")).collect();
                for one in list {
                    let at = |key: &str| one[key].as_u64().expect("a place") as usize;
                    assert_eq!(&text[at("b0")..at("b1")], one["quote"], "{marked}");
                }
                found.push((name.to_owned(), key.clone(), quotes.join("|")));
            }
            let word = |key: &str| fact[key].as_str().unwrap_or("").to_owned();
            found.push((name.to_owned(), "outcome".to_owned(), word("outcome")));
            let is = |key: &str| fact[key].as_bool() == Some(true);
            let sort = if !is("named") {
                "unnamed"
            } else if is("optional") {
                "doubtful"
            } else {
                ""
            };
            found.push((name.to_owned(), "sort".to_owned(), sort.to_owned()));
        }
        for (name, key, quotes) in says {
            let wanted = ((*name).to_owned(), (*key).to_owned(), quotes.join("|"));
            assert!(found.contains(&wanted), "{marked}: {wanted:?} is not in {found:?}");
        }
    };
    check(
        "[1,2 by: Gendarmes] came for {1 Leyla Aksu} and [2 role: printer] {2 Cem}. {1 Aksu} [1 outcome=released: is home].",
        "Gendarmes came for Leyla Aksu and printer Cem. Aksu is home.",
        &[
            ("Leyla Aksu", "name_mentions", &["Leyla Aksu", "Aksu"]),
            ("Leyla Aksu", "by_q", &["Gendarmes"]),
            ("Cem", "by_q", &["Gendarmes"]),
            ("Cem", "role_q", &["printer"]),
            ("Cem", "outcome", &["unknown"]),
            ("Leyla Aksu", "outcome", &["released"]),
            ("Leyla Aksu", "outcome_q", &["is home"]),
        ],
    );
    check(
        "{u3 a driver}, {?2 Oran Beck} and {Vera Sol} [sic]",
        "a driver, Oran Beck and Vera Sol [sic]",
        &[
            ("a driver", "sort", &["unnamed"]),
            ("Oran Beck", "sort", &["doubtful"]),
            ("Vera Sol", "sort", &[""]),
        ],
    );
    check("an open { and [1 by: an open mark", "an open { and [1 by: an open mark", &[]);
}

#[test]
fn a_namesake_of_a_marked_person_is_somebody_else() {
    let marked = "Police arrested {1 Peter Brandt} on Monday. His wife Anna Brandt waited outside.\n";
    let persons = Report::marked("en_9", marked).first().expect("a text").persons(0).ones;
    let of = |name: &str| persons.iter().find(|one| one.name == name).map(|one| one.example.detained);
    assert_eq!((of("Peter Brandt"), of("Anna Brandt")), (Some(true), Some(false)), "{persons:?}");
}

#[test]
fn an_english_name_is_known_by_what_it_is_of_or_by_its_given_name() {
    let check = |marked: &str, name: &str| {
        let persons = Report::marked("en_9", marked).first().expect("a text").persons(0).ones;
        let found = persons.iter().find(|one| one.name == name).map(|one| one.example.detained);
        assert_eq!(found, Some(true), "{marked}: {persons:?}");
    };
    check("An inspector confirmed the arrest of {1 Ozwil Zvobwa} on Monday.\n", "Ozwil Zvobwa");
    check("Both were held. They have kept {1 Tadhg} since Sunday.\n", "Tadhg");
}

#[test]
fn what_is_denied_tells_the_contrary() {
    let check = |file: &str, text: &str, name: &str, wanted: &[&str], never: &[&str]| {
        let persons = Report::marked(file, text).first().expect("a text").persons(0).ones;
        let one = persons.iter().find(|one| one.name == name);
        let signs = &one.unwrap_or_else(|| panic!("{text}: {persons:?}")).example.signs;
        for sign in wanted {
            assert!(signs.contains(*sign), "{text}: no \"{sign}\" in {signs:?}");
        }
        for sign in never {
            assert!(!signs.contains(*sign), "{text}: \"{sign}\" in {signs:?}");
        }
    };
    let (taken, untaken): (&[&str], &[&str]) = (&["taken in sentence"], &["untaken in sentence"]);
    check("en_9", "Police arrested Anna Bell.\n", "Anna Bell", taken, untaken);
    check("en_9", "Police did not arrest Anna Bell.\n", "Anna Bell", untaken, taken);
    check("en_9", "Anna Bell wasn't detained.\n", "Anna Bell", untaken, taken);
    check("ru_9", "Анну Белову задержали.\n", "Анна Белова", taken, untaken);
    check("ru_9", "Анну Белову не задержали.\n", "Анна Белова", untaken, taken);
    check("kk_9", "Полиция Анна Белованы ұстады.\n", "Анна Белова", taken, untaken);
    check("kk_9", "Полиция Анна Белованы ұстаған жоқ.\n", "Анна Белова", untaken, taken);
    check("kk_9", "Полиция Анна Белованы ұстамады.\n", "Анна Белова", untaken, taken);
    // Whoever was not let go is held still.
    check("en_9", "Anna Bell was not released.\n", "Anna Bell", &["held in sentence"], &["out in sentence"]);
    check("ru_9", "Анну Белову не отпустили.\n", "Анна Белова", &["held in sentence"], &["out in sentence"]);
    // A comma ends what is denied.
    check("en_9", "Not so, arrested was Anna Bell.\n", "Anna Bell", taken, untaken);
}

#[test]
fn a_row_says_what_lies_between_a_name_and_the_word_that_tells() {
    let check = |text: &str, name: &str, wanted: &str| {
        let persons = Report::marked("en_9", text).first().expect("a text").persons(0).ones;
        let one = persons.iter().find(|one| one.name == name);
        let signs = &one.unwrap_or_else(|| panic!("{text}: {persons:?}")).example.signs;
        assert!(signs.contains(wanted), "{text}: no \"{wanted}\" in {signs:?}");
    };
    check("Police arrested Anna Bell.\n", "Anna Bell", "sure before by nothing");
    check("Police arrested Anna Bell and Karl Dow.\n", "Karl Dow", "sure before by P&");
    check("Karl Dow, said Anna Bell, was arrested.\n", "Karl Dow", "sure undergone after by ,sP,.");
}

#[test]
fn a_place_or_a_paper_with_a_large_letter_is_nobody() {
    let check = |text: &str, never: &str| {
        let persons = Report::marked("en_9", text).first().expect("a text").persons(0).ones;
        assert!(!persons.iter().any(|one| one.name.contains(never)), "{text}: {persons:?}");
    };
    check("Anna Bell was held overnight amid New York City protests.\n", "York");
    check("A Business Insider reporter, Anna Bell, was arrested.\n", "Insider");
}

#[test]
fn a_table_that_cannot_be_read_drafts_nobody() {
    for table in ["", "bar", "bar\tNaN", "bar\tinf\n", "base 3\nbar two"] {
        assert_eq!(Weights::read(table).bar, f64::INFINITY, "{table:?}");
    }
}

#[test]
fn the_table_that_is_built_in_has_a_bar_and_signs() {
    assert!(built_in().bar.is_finite() && built_in().by_sign.len() > 100, "{}", built_in().by_sign.len());
}

#[test]
fn what_is_drafted_by_weight_is_marked_and_its_proof_names_the_person() {
    let texts = concat!(env!("CARGO_MANIFEST_DIR"), "/../extract/texts/tune");
    let mut weighed = 0;
    for entry in std::fs::read_dir(texts).expect("the made-up reports") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ext| ext != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a report");
        for fact in extract::read(&text, &About::default()).facts.iter().filter(|fact| fact.rule == RULE) {
            let Kind::Detention(of) = &fact.kind else { panic!("{}: {fact:?}", path.display()) };
            weighed += 1;
            assert!(of.named && fact.confidence < 50, "{}: {fact:?}", path.display());
            let mut spans = of.name_surface.iter().chain(&of.name_mentions);
            assert!(spans.any(|span| fact.evidence.holds(*span)), "{}: {fact:?}", path.display());
        }
    }
    assert!(weighed > 12, "{weighed}");
}

/// The texts from which the tables are made.
fn texts() -> Vec<Report> {
    let texts = concat!(env!("CARGO_MANIFEST_DIR"), "/../extract/texts");
    let mut reports = Vec::new();
    for dir in ["tune", "marked"] {
        let folder = std::fs::read_dir(format!("{texts}/{dir}")).expect("the made-up reports");
        let mut files: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|ext| ext == "txt")) {
            let stem = file.file_stem().expect("a name").to_string_lossy();
            let text = std::fs::read_to_string(file).expect("a report");
            match std::fs::read_to_string(file.with_extension("json")) {
                Ok(gold) => reports.push(Report::annotated(&stem, &text, &gold).expect("an annotation")),
                Err(_) => reports.extend(Report::marked(&stem, &text)),
            }
        }
    }
    reports
}

/// A table without its remarks.
fn bare(file: &str) -> String {
    file.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_table_that_is_built_in_is_what_the_texts_give_byte_for_byte() {
    let persons: Vec<_> =
        texts().iter().enumerate().flat_map(|(number, one)| one.persons(number).ones).collect();
    let table = learn(&persons.iter().map(|one| &one.example).collect::<Vec<_>>()).table();
    assert!(
        table == bare(include_str!("../../data/weights.tsv")),
        "words, frames or texts changed: run cargo xtask train extract and look at what it reaches"
    );
}

#[test]
fn the_table_of_pairs_is_what_the_texts_give_byte_for_byte() {
    let drafted = texts().into_iter().enumerate().map(|(number, report)| Drafted::of(report, number));
    let pairs: Vec<Pair> = drafted.flat_map(|one| one.pairs()).collect();
    assert!(
        pairs::learn::learn(&pairs).table() == bare(include_str!("../../data/pairs.tsv")),
        "words, frames, weights or texts changed: run cargo xtask train extract and look at what it reaches"
    );
}

#[test]
fn a_table_of_pairs_is_read_as_it_was_written_and_without_one_nothing_is_filled() {
    let table = "role\tbase\t-1.000\nrole\tbar\t1.000\nrole\tfloor\t-9.000\nrole\tbefore next\t2.500\n";
    let read = Pairs::read(&format!("# a remark\n{table}no slot\tbar\t1\n"));
    assert_eq!(read.table(), table);
    for broken in ["", "role", "role\tbar\tNaN", "role bar 1"] {
        let bar = Pairs::read(broken).slot(Slot::Role).map_or(f64::INFINITY, |weights| weights.bar);
        assert_eq!(bar, f64::INFINITY, "{broken:?}");
    }
}

#[test]
fn what_no_frame_says_of_the_detained_is_filled_by_weight_and_quoted() {
    let check = |text: &str, place: &str, role: &str| {
        let reading = extract::read(text, &About::default());
        let of = reading.facts.iter().find_map(|fact| match &fact.kind {
            Kind::Detention(of) if of.named => Some(of),
            _ => None,
        });
        let of = of.unwrap_or_else(|| panic!("nobody is drafted: {text}"));
        let said = of.place.as_ref().map(|said| (said.value.as_str(), said.quotes[0].quote(text)));
        assert_eq!(said, Some((place, place)), "{text}: {of:?}");
        let roles: Vec<&str> = of.roles.iter().map(|said| said.quotes[0].quote(text)).collect();
        assert_eq!(roles.join(" "), role, "{text}: {of:?}");
    };
    check(
        "Митинг начался в полдень. Прапорщики увели Антона Гриба в автозак прямо у проходной завода. Его задержали одного. \
         Больше никого не тронули.",
        "проходной",
        "",
    );
    check(
        "Митинг начался в полдень. Антона Гриба, крановщика, задержали у рынка. Больше никого не тронули. В отделе он провёл ночь.",
        "рынка",
        "крановщика",
    );
}
