//! The board: risk first, both clocks, the lawyer, the last word, in three languages; as-of and position.

use super::house::{House, claim, id, name, one_detention, save, when};
use claims::{Property, Value};

#[test]
fn a_line_says_everything_in_words() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let check = |lang: &str, expected: &[&str]| {
        let page = house.page(&format!("/?lang={lang}"), &cookie);
        assert!(page.contains(&format!("<html lang=\"{lang}\" dir=\"ltr\">")));
        for words in expected {
            assert!(page.contains(words), "{lang}: {words:?} is missing in\n{page}");
        }
    };
    check(
        "en",
        &[
            "Example District Station",
            "1 held",
            "Аслан Тестов",
            "minor",
            "16:30",
            "at a police unit",
            "4 h 30 min",
            "3 h limit passed",
            "alarm from a draft, unsigned pack",
            "refused entry",
            "3 h 59 min ago by a relative",
            "Nobody is recorded to have asked here.",
            "every person and event here is synthetic",
        ],
    );
    check(
        "ru",
        &[
            "несовершеннолетний",
            "4 ч 30 мин",
            "предел 3 ч",
            "неподписанному пакету",
            "не пустили",
            "3 ч 59 мин назад, родственник",
        ],
    );
    check(
        "kk",
        &[
            "кәмелетке толмаған",
            "4 сағ 30 мин",
            "3 сағ шегі",
            "қол қойылмаған",
            "жіберілмеді",
            "3 сағ 59 мин бұрын, туысы",
        ],
    );
}

#[test]
fn the_language_is_remembered_and_the_page_kept() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let answer = house.get("/count?measure=detentions&lang=kk", &cookie);
    let chosen = answer
        .headers
        .iter()
        .find(|(name, value)| name == "set-cookie" && value.starts_with("habeas_lang=kk"));
    assert!(chosen.is_some());
    assert!(answer.text().contains("href=\"/count?measure=detentions&amp;lang=ru\""));
    let later = house.page("/about", &format!("{cookie}; habeas_lang=kk"));
    assert!(later.contains("lang=\"kk\""));
    let odd = house.page("/about?lang=zz", &cookie);
    assert!(odd.contains("<html lang=\"en\""), "an unknown language is passed over");
}

#[test]
fn an_earlier_moment_and_an_earlier_position_are_shown_as_such() {
    let house = House::open(|desk| {
        one_detention(desk);
        save(
            desk,
            vec![
                claim(40, id(30), Property::PersonName, name("Later Known")),
                claim(41, id(31), Property::DetentionOf, Value::Ref(id(30))),
                claim(42, id(31), Property::DetentionWhen, Value::When(when("2031-06-08T20:00"))),
            ],
        );
    });
    let cookie = house.sign_in();
    let now = house.page("/", &cookie);
    assert!(now.contains("Later Known") && now.contains("data-live="));
    let earlier = house.page("/?at=2031-06-08T17:05", &cookie);
    assert!(!earlier.contains("Later Known") && earlier.contains("Аслан Тестов"));
    assert!(
        earlier.contains("does not change by itself")
            && !earlier.contains("/assets/board-")
            && !earlier.contains("http-equiv")
    );
    assert!(earlier.contains("value=\"2031-06-08T17:05\""), "the form holds what was asked");
    let then = house.page("/?position=1", &cookie);
    assert!(!then.contains("Later Known") && then.contains("Аслан Тестов"));
    let nowhere = house.page("/?unit=none", &cookie);
    assert!(
        nowhere.contains("Whereabouts unknown")
            && nowhere.contains("Later Known")
            && !nowhere.contains("Аслан Тестов")
    );
}

#[test]
fn bad_questions_are_refused_in_words() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let check = |path: &str, status: u16, words: &str| {
        let answer = house.get(path, &cookie);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.text().contains(words), "{path}: {}", answer.text());
    };
    check("/?at=2019-13-45", 400, "cannot be answered as asked");
    check("/?position=99", 404, "There is no position 99");
    check("/?position=x", 400, "not a ledger position");
    check("/count?measure=lies", 400, "is not a measure");
    check("/count?filter=nonsense", 400, "PROPERTY=VALUE");
    check("/count?filter=nobody.cares=1", 400, "is not a property");
    check("/record/ffffffffffffffffffffffffffffffff", 404, "There is no record");
    check("/report/01010101010101010101010101010101", 404, "There is no report");
    check("/search?kind=ghost", 400, "is not a kind");
    check("/search?after=junk", 400, "broken");
    check("/nothing", 404, "There is no such page");
}

#[test]
fn the_board_is_narrowed_by_what_a_dispatcher_asks() {
    let house = House::open(|desk| {
        one_detention(desk);
        save(
            desk,
            vec![
                claim(40, id(30), Property::PersonName, name("Second Held")),
                claim(41, id(31), Property::DetentionOf, Value::Ref(id(30))),
                claim(42, id(31), Property::DetentionWhen, Value::When(when("2031-06-08T20:00"))),
                claim(43, id(31), Property::DetentionUnit, Value::Ref(id(3))),
                claim(44, id(31), Property::DetentionLawyer, Value::Term("admitted".into())),
                claim(45, id(31), Property::DetentionRole, Value::Text("Журналист".into())),
            ],
        );
    });
    let cookie = house.sign_in();
    // What is asked: whether the first (a minor, refused a lawyer, over the limit) and the second are shown.
    let check = |query: &str, first: bool, second: bool| {
        let page = house.page(&format!("/?{query}"), &cookie);
        assert_eq!(page.contains("Аслан Тестов"), first, "{query}: {page}");
        assert_eq!(page.contains("Second Held"), second, "{query}: {page}");
    };
    check("more=1", true, true);
    check("lawyerless=1", true, false);
    check("role=zhurnalist", false, true);
    check("place=fountain", true, false);
    check("place=Example", true, true);
    check("risk=first", true, false);
    check("risk=pregnant", false, false);
    check("within=130", false, true);
    check("within=10", false, false);
    check("stale=1", false, false);
    check("lawyerless=1&risk=minor", true, false);
    assert!(house.page("/?lawyerless=1", &cookie).contains("One line matches."));
    assert_eq!(house.get("/?within=soon", &cookie).status, 400);
}

#[test]
fn the_wall_shows_no_name_until_somebody_asks_and_then_says_so() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let wall = house.page("/board/wall?lang=en", &cookie);
    for words in ["Example District Station", "served first: 1", "limit passed: 1", "without a lawyer: 1"] {
        assert!(wall.contains(words), "{words}: {wall}");
    }
    assert!(!wall.contains("Аслан") && !wall.contains("/record/"), "{wall}");
    assert!(!house.page("/board/wall?fragment=1", &cookie).contains("Аслан"));
    let named = house.page("/board/wall?names=1", &cookie);
    assert!(named.contains("Аслан Тестов") && named.contains("Names are on this wall"), "{named}");
    assert!(house.page("/board/wall?names=1&lang=ru", &cookie).contains("На этом экране имена"));
}

#[test]
fn a_lawyer_gets_a_paper_with_everything_and_room_to_write() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let unit = id(3);
    let paper = house.page(&format!("/board/print?unit={unit}&lang=en"), &cookie);
    for words in [
        "Аслан Тестов",
        "minor",
        "16:30",
        "3 h limit passed",
        "Lawyer: refused entry",
        "Nobody is recorded to have asked here.",
        "class=\"blank\"",
        "a draft that no lawyer has signed",
        "Printed",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    assert!(house.page(&format!("/board/print?unit={unit}&size=a6"), &cookie).contains("pocket a6"));
    assert!(house.page("/board/print", &cookie).contains("Choose a unit"));
    assert_eq!(house.get("/board/print?unit=nowhere", &cookie).status, 404);
}
