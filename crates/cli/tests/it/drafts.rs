//! Drafts of a report: listed with their quotes, counted by nobody, decided by people, and undone. Every command is a
//! process of its own, so each answer comes after a restart.

use crate::habeas::Habeas;
use serde_json::Value as Json;

const ARTICLE: &str = "Rally in Almaty\n\nALMATY, June 8, 2031 — Police detained journalist Aidar Testov of Orda Daily \
    near Green Bazaar on June 8. He was released after three hours without charge.\n\nActivist Gulnara Sampleova was \
    detained on the same square and fined.\n\nAt least 40 people were detained in Almaty on June 8, the rights group \
    Sunrise said.\n";

fn imported(habeas: &Habeas, name: &str, content: &str) -> String {
    let file = habeas.file(name, content);
    let made = habeas.run(&[
        "import",
        &file,
        "--published",
        "2031-06-08",
        "--source",
        "Orda Daily",
        "--format",
        "json",
    ]);
    made.ends(0).json()[0]["report"].as_str().unwrap().to_owned()
}

fn listed(habeas: &Habeas, more: &[&str]) -> Vec<Json> {
    let args = [&["review", "drafts", "--format", "json"][..], more].concat();
    habeas.run(&args).ends(0).json()["drafts"].as_array().unwrap().clone()
}

fn slot<'d>(draft: &'d Json, name: &str) -> Option<&'d str> {
    draft["slots"].as_array().unwrap().iter().find(|slot| slot["slot"] == name)?["value"].as_str()
}

/// The key of the one draft with that value.
fn key_of(drafts: &[Json], name: &str, value: &str) -> String {
    let mut found = drafts.iter().filter(|draft| slot(draft, name) == Some(value));
    let key = found.next().unwrap_or_else(|| panic!("{name} {value}: {drafts:#?}"))["key"].as_str().unwrap();
    assert!(found.next().is_none(), "{name} {value}: {drafts:#?}");
    key.to_owned()
}

fn persons(habeas: &Habeas) -> (u64, Option<u64>) {
    habeas.floor_and_ceiling(&["--measure", "persons", "--as-of", "2031-06-09T12:00"])
}

#[test]
fn a_draft_counts_only_once_somebody_accepted_it_and_no_more_once_that_is_undone() {
    let habeas = Habeas::new("Asia/Almaty");
    let file = habeas.file("article.txt", ARTICLE);
    let said =
        habeas.run(&["import", &file, "--published", "2031-06-08", "--source", "Orda Daily"]).ends(0).out;
    assert!(said.contains("drafts that wait for a person: "), "{said}");
    let drafts = listed(&habeas, &[]);
    // A draft is counted by nobody, found by nobody, and is not a claim.
    assert_eq!(persons(&habeas), (0, Some(0)));
    let words = habeas.run(&["search", "Sampleova", "--format", "json"]).ends(0).out;
    assert!(!words.contains("\"person\""), "{words}");
    for draft in &drafts {
        let (from, to) = (&draft["evidence"]["b0"], &draft["evidence"]["b1"]);
        let quoted = &ARTICLE[from.as_u64().unwrap() as usize..to.as_u64().unwrap() as usize];
        assert_eq!(draft["evidence"]["quote"], quoted);
        assert_eq!(draft["state"], "open");
    }

    let testov = key_of(&drafts, "person", "Aidar Testov");
    let made = habeas.run(&["draft", "accept", &testov, "--format", "json"]).ends(0).json();
    assert_eq!(persons(&habeas), (1, Some(1)));
    let shown = habeas.run(&["show", made["record"].as_str().unwrap()]).ends(0).out;
    for words in ["Almaty", "journalist", "Orda Daily", "“He was released", "by owner"] {
        assert!(shown.to_lowercase().contains(&words.to_lowercase()), "{words}: {shown}");
    }
    // It cannot be accepted twice, and waits no more.
    assert!(habeas.run(&["draft", "accept", &testov]).ends(5).err.contains("accepted already"));
    assert!(listed(&habeas, &[]).iter().all(|draft| draft["key"] != testov.as_str()));

    // Withdrawing the one decision withdraws all that came of it.
    let decision = made["decision"].as_str().unwrap();
    habeas.run(&["retract", decision, "--why", "another Testov"]).ends(0);
    assert_eq!(persons(&habeas), (0, Some(0)));
    assert!(listed(&habeas, &[]).iter().any(|draft| draft["key"] == testov.as_str()), "it waits again");
}

#[test]
fn what_is_refused_never_comes_again_and_decisions_outlive_a_rebuild() {
    let habeas = Habeas::new("Asia/Almaty");
    let report = imported(&habeas, "article.txt", ARTICLE);
    let drafts = listed(&habeas, &[&report]);
    let sampleova = key_of(&drafts, "person", "Gulnara Sampleova");
    let testov = key_of(&drafts, "person", "Aidar Testov");
    let figure = key_of(&drafts, "speaker", "Sunrise");
    habeas.run(&["draft", "refuse", &sampleova, "--why", "she was the lawyer"]).ends(0);
    habeas.run(&["draft", "correct", &testov, "--slot", "place=Old Square", "--slot", "role="]).ends(0);
    habeas.run(&["draft", "accept", &figure]).ends(0);
    let decided = |habeas: &Habeas| {
        let all = listed(habeas, &["--all"]);
        let state = |key: &str| {
            let draft = all.iter().find(|draft| draft["key"] == key).unwrap();
            draft["state"].as_str().unwrap().to_owned()
        };
        [state(&sampleova), state(&testov), state(&figure)]
    };
    assert_eq!(decided(&habeas), ["refused", "corrected", "accepted"]);
    std::fs::remove_file(habeas.casebook().join("sealed/casebook")).ok();
    assert_eq!(decided(&habeas), ["refused", "corrected", "accepted"], "also from the ledger alone");
    let waiting = listed(&habeas, &[]);
    assert!(waiting.iter().all(|draft| slot(draft, "person") != Some("Gulnara Sampleova")), "{waiting:#?}");
    // The same report once more brings nothing back.
    imported(&habeas, "again.txt", ARTICLE);
    assert_eq!(listed(&habeas, &[]).len(), waiting.len());
    assert_eq!(persons(&habeas), (1, Some(1)));
    let figures = habeas.run(&["figures"]).ends(0).out;
    assert!(figures.contains("At least 40") && figures.contains("Sunrise"), "{figures}");

    // Refusals and corrections teach: where the present drafts fail.
    let table = habeas.run(&["extract", "--eval", "--format", "json"]).ends(0).json();
    let row = |slot: &str| {
        let rows = table["slots"].as_array().unwrap();
        let row = rows.iter().find(|row| row["slot"] == slot).unwrap_or_else(|| panic!("{slot}: {table:#}"));
        [&row["right"], &row["wrong"], &row["missed"]].map(|n| n.as_u64().unwrap())
    };
    assert_eq!(row("detention"), [1, 1, 0]);
    assert_eq!(row("detention.person"), [1, 0, 0]);
    assert_eq!(row("detention.place"), [0, 1, 1]);
    assert_eq!(row("detention.role"), [0, 1, 0]);
    assert_eq!(row("figure.number"), [1, 0, 0]);
}

#[test]
fn a_draft_may_be_of_somebody_who_is_known_already() {
    let habeas = Habeas::new("Asia/Almaty");
    let call =
        habeas.run(&["record", "--name", "Айдар Тестов", "--when", "2031-06-08T10:00", "--format", "json"]);
    let person = call.ends(0).json()["person"].as_str().unwrap().to_owned();
    imported(&habeas, "article.txt", ARTICLE);
    let drafts = listed(&habeas, &[]);
    let testov = drafts.iter().find(|draft| slot(draft, "person") == Some("Aidar Testov")).unwrap();
    assert_eq!(testov["alike"][0]["person"], person.as_str(), "{testov:#}");
    let key = testov["key"].as_str().unwrap();
    let made = habeas.run(&["draft", "accept", key, "--person", &person, "--format", "json"]).ends(0).json();
    assert_eq!(made["person"], person.as_str());
    assert_eq!(persons(&habeas), (1, Some(1)), "one person, told of twice");
    let shown = habeas.run(&["show", &person]).ends(0).out;
    assert!(shown.contains("Айдар Тестов") && shown.contains("Aidar Testov"), "{shown}");
}

#[test]
fn a_web_page_is_cited_as_a_whole_since_its_bytes_are_not_its_words() {
    let habeas = Habeas::new("Asia/Almaty");
    let page = format!(
        "<!doctype html><html lang=en><head><title>Rally</title><script>alert(1)</script></head><body><article><p>{}</p></article></body></html>",
        ARTICLE.replace("\n\n", "</p><p>")
    );
    imported(&habeas, "page.html", &page);
    let drafts = listed(&habeas, &[]);
    let testov = key_of(&drafts, "person", "Aidar Testov");
    assert!(drafts.iter().all(|draft| draft["offsets_are_of_the_report"] == false));
    let made = habeas.run(&["draft", "accept", &testov, "--format", "json"]).ends(0).json();
    let shown = habeas.run(&["show", made["record"].as_str().unwrap()]).ends(0).out;
    assert!(shown.contains("of the text that was read from it"), "{shown}");
}

#[test]
fn refusals_say_what_is_wrong() {
    let habeas = Habeas::new("Asia/Almaty");
    imported(&habeas, "article.txt", ARTICLE);
    let testov = key_of(&listed(&habeas, &[]), "person", "Aidar Testov");
    let check = |args: &[&str], code: i32, words: &str| {
        let ended = habeas.run(&[&["draft"], args].concat()).ends(code);
        assert!(ended.err.contains(words), "{args:?}: {}", ended.err);
    };
    check(&["accept", "nothing"], 4, "There is no draft");
    check(&["accept", "00000000-00000000-1"], 4, "There is no draft");
    check(&["correct", &testov, "--slot", "shoes=brown"], 3, "has no \"shoes\"");
    check(&["correct", &testov, "--slot", "place"], 3, "not a slot and its value");
    check(&["correct", &testov, "--slot", "outcome=free as a bird"], 3, "outcome");
    check(&["correct", &testov, "--slot", "date=some day"], 3, "date");
    assert_eq!(persons(&habeas), (0, Some(0)), "nothing was recorded by that");
    // Nothing to read is no draft, and no fault.
    habeas.file("empty.txt", " \n");
    let report = imported(&habeas, "blank.txt", "\n\n.\n");
    assert!(listed(&habeas, &[&report]).is_empty());
}
