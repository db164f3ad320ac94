//! The page of people who were not seen: the same figures as the command, in three languages, with the button and without script.

use crate::estimate_book::batch;
use crate::habeas::Habeas;
use crate::served::{Answer, Served, until};

const ASKED: &str = "as_of=2031-06-09";

/// A header of an answer.
fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).map(str::trim)
}

#[test]
fn the_page_says_what_the_command_says_and_who_answers_for_it() {
    let habeas = Habeas::new("Asia/Almaty");
    habeas.run(&["import", &habeas.file("batch.json", batch())]).ends(0);
    let ask = [
        "estimate",
        "--measure",
        "persons",
        "--lists",
        "source",
        "--as-of",
        "2031-06-09",
        "--format",
        "json",
    ];
    let command = habeas.run(&ask).ends(0).json();
    let key = habeas.path().join("key").display().to_string();
    let mut served = Served::start(&habeas, &["serve"], &[("HABEAS_KEY_FILE", key.as_str())]);
    let cookie = served.sign_in();
    let page = |query: &str| served.get(&format!("/estimate?{query}"), &cookie);

    assert_eq!(served.get("/estimate", "").status, 401);
    let before = page(&format!("{ASKED}&lang=en")).body;
    for words in
        ["At least 123", "List b", "72 of 123 people are on two lists or more.", ">Estimate</button>"]
    {
        assert!(before.contains(words), "{words}: {before}");
    }
    assert!(!before.contains("in all"), "nothing is shown before it is asked for");
    // The page of counts leads here, with what was asked; only people are estimated.
    let count =
        |measure: &str| served.get(&format!("/count?measure={measure}&{ASKED}&lang=en"), &cookie).body;
    assert!(count("persons").contains("href=\"/estimate?as_of=2031-06-09\""));
    assert!(!count("detentions").contains("/estimate"));

    let begun = served.post(&format!("/estimate?{ASKED}"), &cookie, "");
    assert_eq!((begun.status, header(&begun, "location")), (303, Some("/estimate?as_of=2031-06-09")));
    let done = until("the estimate", || {
        let now = page(&format!("{ASKED}&lang=en"));
        // While it is reckoned the page asks again by itself, and says so to the lock.
        match header(&now, "refresh") {
            Some(refresh) => {
                assert_eq!(refresh, "2; url=/estimate?as_of=2031-06-09&again=1");
                None
            }
            None => Some(now.body),
        }
    });
    let whole = |name: &str| format!("{:.0}", command[name].as_f64().unwrap().round());
    assert!(done.contains(&format!("About {} in all", whole("median"))), "{done}");
    let between = format!("between {} and {}", whole("lower95"), whole("upper95"));
    assert!(done.contains(&between), "{between}: {done}");
    assert!(done.contains(command["table_sha256"].as_str().unwrap()));
    assert!(done.contains("Not for publication"), "{done}");
    // The policy of the pages lets no style through that stands in an element.
    assert!(done.contains("<svg") && !done.contains("style="), "{done}");
    for language in ["ru", "kk"] {
        let body = page(&format!("{ASKED}&lang={language}")).body;
        assert!(body.contains(&whole("median")) && !body.contains('⟦') && !body.contains("gate-"), "{body}");
        for english in ["Every list", "computations", "averaged", "Assumed"] {
            assert!(!body.contains(english), "{language}: {english}");
        }
    }

    // Somebody answers for the lists, and takes it back.
    let answer = |ticked: &str| {
        let fields = format!("by=op-4&why=three+lists+of+one+camp{ticked}");
        served.post(&format!("/estimate/attest?{ASKED}"), &cookie, &fields)
    };
    assert_eq!(answer("").status, 400, "it must be said what is answered for");
    assert_eq!(answer("&closure=1&scope=1").status, 303);
    let attested = page(&format!("{ASKED}&lang=en")).body;
    assert!(attested.contains("op-4") && !attested.contains("Not for publication"), "{attested}");
    let claim =
        attested.split("name=\"claim\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let undo = format!("by=op-4&why=one+list+is+older&claim={claim}");
    assert_eq!(served.post(&format!("/estimate/undo?{ASKED}"), &cookie, &undo).status, 303);
    assert!(page(&format!("{ASKED}&lang=en")).body.contains("Not for publication"));
    assert_eq!(served.post(&format!("/estimate/undo?{ASKED}"), &cookie, &undo).status, 409);

    // What allows nothing shows nothing, and nothing is begun for it.
    let empty = page("as_of=2031-06-09&place=Nowhere&lang=en").body;
    assert!(empty.contains("The count stands") && !empty.contains(">Estimate</button>"), "{empty}");
    assert_eq!(served.post("/estimate?as_of=2031-06-09&place=Nowhere", &cookie, "").status, 400);
    assert_eq!(page("as_of=yesterdayish").status, 400);
    assert_eq!(page("measure=detentions").status, 400);
}
