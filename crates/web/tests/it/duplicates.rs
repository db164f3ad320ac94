//! The list of those who may be one person, as a reader meets it: side by side, with reasons, three buttons and an undo,
//! without any script.

use super::house::{House, claim, id, name, save, text, when};
use claims::{Property, Value};
use desk::Desk;

const SCRIPT: &str = "<script>alert(1)</script>";

fn two_spellings(desk: &Desk) {
    save(
        desk,
        vec![
            claim(1, id(1), Property::PersonName, name("Қасым-Жомарт Сыңарбеков")),
            claim(2, id(2), Property::PersonName, name("Kassym-Jomart Synarbekov")),
            claim(3, id(3), Property::PersonName, name("Бейбарыс Ерасылов")),
            claim(4, id(11), Property::DetentionOf, Value::Ref(id(1))),
            claim(5, id(12), Property::DetentionOf, Value::Ref(id(2))),
            claim(6, id(11), Property::DetentionWhen, Value::When(when("2031-06-08"))),
            claim(7, id(12), Property::DetentionWhen, Value::When(when("2031-06-08"))),
            claim(8, id(11), Property::DetentionPlace, text(&format!("Square {SCRIPT}"))),
        ],
    );
}

fn post(house: &House, path: &str, cookie: &str, form: &str) -> super::house::Answer {
    let host = house.address;
    house.ask(&format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    ))
}

#[test]
fn a_pair_is_judged_by_a_button_and_undone_by_another() {
    let house = House::open(two_spellings);
    let cookie = house.sign_in();
    let list = |lang: &str| house.page(&format!("/review/duplicates?lang={lang}"), &cookie);
    let check = |lang: &str, words: &[&str]| {
        let page = list(lang);
        for word in words {
            assert!(page.contains(word), "{lang}: {word:?} is missing in\n{page}");
        }
        assert!(!page.contains('⟦') && !page.contains(SCRIPT), "{page}");
    };
    check(
        "en",
        &[
            "One pair waits for a judgement.",
            "Қасым-Жомарт Сыңарбеков",
            "Kassym-Jomart Synarbekov",
            "spelled otherwise",
            "detained on the same day",
            "name=\"verdict\" value=\"different\"",
        ],
    );
    check("ru", &["1 пара ждёт решения.", "другое написание", "задержаны в один день", "Разные"]);
    check("kk", &["1 жұп шешім күтіп тұр.", "басқаша жазылған", "бір күні ұсталған", "Бөлек адамдар"]);
    assert!(!list("en").contains("Бейбарыс"));

    let pair = format!("a={}&b={}", id(1), id(2));
    let whole = format!("{pair}&verdict=different&by=op-4&why=the+second+is+older");
    // Only from our own page, signed in, and with somebody who says why.
    assert_eq!(post(&house, "/review/judge", "", &whole).status, 401);
    let foreign = house.ask(&format!(
        "POST /review/judge HTTP/1.1\r\nhost: {}\r\norigin: http://evil.example\r\ncookie: {cookie}\r\ncontent-length: 0\r\n\r\n",
        house.address
    ));
    assert_eq!(foreign.status, 403);
    for lacking in
        ["&verdict=different&by=&why=x", "&verdict=different&by=op-4&why=", "&verdict=x&by=op-4&why=x"]
    {
        assert_eq!(
            post(&house, "/review/judge", &cookie, &format!("{pair}{lacking}")).status,
            400,
            "{lacking}"
        );
    }
    assert!(list("en").contains("One pair waits"), "nothing was judged by that");
    // Without a handle the list comes back with what was typed into the form of that pair.
    let again =
        post(&house, "/review/judge", &cookie, &format!("{pair}&verdict=different&by=&why=the+older+one"))
            .text();
    assert!(again.contains("One pair waits") && again.contains("value=\"the older one\""), "{again}");
    assert!(again.contains("id=\"problem\"") && again.contains("aria-describedby=\"problem\""), "{again}");

    let judged = post(&house, "/review/judge", &cookie, &whole);
    assert_eq!(judged.status, 303, "{}", judged.text());
    let there = judged.header("location").unwrap().to_owned();
    let page = house.page(&there, &cookie);
    assert!(page.contains("Nobody is proposed.") && page.contains("judged different"), "{page}");
    let (_, rest) = page.split_once("name=\"decision\" value=\"").unwrap();
    let decision = &rest[..32];
    assert!(page.contains("value=\"op-4\""), "the handle is kept for the next one");

    let undo = format!("decision={decision}&by=op-4&why=mistaken");
    assert_eq!(post(&house, "/review/undo", &cookie, &undo).status, 303);
    assert!(list("en").contains("One pair waits for a judgement."));
    assert_eq!(post(&house, "/review/undo", &cookie, &undo).status, 409, "it was undone already");
    assert_eq!(house.get("/review/duplicates?skip=x", &cookie).status, 400);
    assert_eq!(house.get("/review/duplicates?skip=999999", &cookie).status, 200);
    assert_eq!(house.get("/review/duplicates", "").status, 401);
}
