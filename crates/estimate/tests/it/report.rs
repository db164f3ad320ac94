//! The page: what stands in it, and what must not.

use super::{korea, table};
use estimate::report::{About, Claimed, page};
use estimate::{Choice, Method, OverlapTable, Question, assess};

fn report(table: &OverlapTable, choice: Choice, about: &About) -> String {
    page(&assess(table, &Question::new(choice, 7), &mut |_, _| {}).unwrap(), about)
}

#[test]
fn it_shows_the_estimate_beside_what_is_documented_and_claimed() {
    let about = About {
        title: "Palembang".into(),
        version: "9.9".into(),
        named: Some(120),
        claimed: vec![Claimed { by: "A ministry".into(), low: 150, high: None, as_of: "3 May".into() }],
        notes: vec!["One row was left out.".into()],
    };
    let page = report(&korea(), Choice::All, &about);
    for words in [
        "About 13",
        "<strong>123</strong> people are documented",
        "A ministry",
        "claimed, 3 May",
        "verified names",
        "One row was left out.",
        "How the lists overlap",
        "How likely each total is",
        "Where each computation went",
        "With other settings",
        "K = 5",
        "Gate",
        "G10",
        "habeas 9.9",
        "People fall into kinds",
        "R-hat",
        "SHA-256",
        "sparse threshold",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"));
    assert!(page.len() < 300_000, "{}", page.len());
    // Every drawing has a table after it.
    for drawing in page.split("<svg").skip(1) {
        let after = drawing.split("<svg").next().unwrap();
        assert!(after.contains("<table"), "{}", &after[..200]);
    }
    assert_eq!(page, report(&korea(), Choice::All, &about));
}

#[test]
fn what_is_withheld_is_nowhere_in_it() {
    let apart = report(&table(3, "100=30 010=30 110=20 001=40"), Choice::All, &About::default());
    assert!(apart.contains("At least 120") && apart.contains("nobody in common") && apart.contains("(G2)"));
    for words in ["in all</p>", "How likely", "95 % interval", "Where each computation"] {
        assert!(!apart.contains(words), "{words}");
    }
    let bound = report(&korea(), Choice::One(Method::Chao), &About::default());
    assert!(bound.contains("at least 142 in all") && !bound.contains("About "));
}

#[test]
fn hostile_names_of_lists_do_nothing() {
    let lists =
        vec!["<script>alert(1)</script>".to_owned(), "\u{202e}evil".to_owned(), "\"><img src=x>".repeat(30)];
    let korea = korea();
    let table = OverlapTable::new(lists, korea.cells().iter().copied()).unwrap();
    let about = About { title: "<b>\u{0}".into(), ..About::default() };
    let page = report(&table, Choice::One(Method::Dga), &about);
    assert!(
        !page.contains("<script>")
            && !page.contains("<img")
            && !page.contains('\u{202e}')
            && !page.contains("<b>")
    );
    assert!(page.contains("&lt;script&gt;") && page.contains("⟨U+202E⟩evil"));
}
