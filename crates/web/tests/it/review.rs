//! One queue: a reviewer works through ten things by forms alone, takes two decisions back, and the numbers come back
//! exactly.

use super::house::{Answer, House, claim, id, name, quoted, save, text, when};
use claims::counting::Measure;
use claims::legal::CustodyState;
use claims::{CustodyStep, HowKnown, Property, Value};
use desk::Desk;
use desk::count::{CountQuery, count};

const SAID: &str =
    "Дана Тестова was taken at the fountain, says one. She was taken at the market, says another.";
const ARTICLE: &str = "ALMATY, June 8, 2031 — Police detained journalist Aidar Testov of Orda Daily near Green Bazaar \
    on June 8. Activist Gulnara Sampleova was detained on the same square.\n";

/// Two contradictions, two who were last heard of in the morning, two pairs that may be one person, two drafts, two doubts.
pub(super) fn ten_things(desk: &Desk) {
    let (report, article, unit) = (id(40), id(41), id(42));
    let at_market = SAID.find("at the market").unwrap() as u64;
    let mut claims = vec![
        claim(1, report, Property::ReportBytes, Value::Bytes(SAID.as_bytes().into())),
        claim(2, report, Property::ReportTitle, text("Two voices")),
        claim(3, report, Property::ReportDoubt, text("row 3: \"21+8\" may be a sum")),
        claim(4, report, Property::ReportDoubt, text("row 7: three stations in one cell")),
        claim(5, article, Property::ReportType, Value::Term("article".into())),
        claim(6, article, Property::ReportBytes, Value::Bytes(ARTICLE.as_bytes().into())),
        claim(7, article, Property::ReportTitle, text("Rally")),
        claim(8, article, Property::ReportPublished, Value::When(when("2031-06-08"))),
        claim(9, unit, Property::UnitName, name("Example District Station")),
    ];
    let people = [
        "Дана Тестова",
        "Ерлан Примеров",
        "Сергей Образцов",
        "Сергей Образцов",
        "Гүлнар Мысалова",
        "Гульнар Мысалова",
    ];
    for (n, who) in (0u8..).zip(people) {
        let (person, detention, at) = (id(50 + n), id(60 + n), 100 + u16::from(n) * 10);
        claims.push(claim(at, person, Property::PersonName, name(who)));
        claims.push(claim(at + 1, detention, Property::DetentionOf, Value::Ref(person)));
        let when = when(if n < 2 { "2031-06-08T09:30" } else { "2031-06-08T19:30" });
        claims.push(claim(at + 2, detention, Property::DetentionWhen, Value::When(when)));
        if n < 2 {
            let mut step = CustodyStep::of(CustodyState::AtPolice);
            (step.unit, step.how) = (Some(unit), HowKnown::Relative);
            step.confirmed = Some(super::house::when("2031-06-08T10:00"));
            let custody = Value::Custody(Box::new(step));
            let mut custody = claim(at + 3, detention, Property::DetentionCustody, custody);
            custody.said_at = Some(super::house::when("2031-06-08T10:00"));
            claims.push(custody);
            let fountain = claim(at + 4, detention, Property::DetentionPlace, text("at the fountain"));
            claims.push(quoted(fountain, report, 0, at_market - 20));
            let market = claim(at + 5, detention, Property::DetentionPlace, text("at the market"));
            claims.push(quoted(market, report, at_market, at_market + 13));
        }
    }
    save(desk, claims);
}

fn post(house: &House, path: &str, cookie: &str, form: &str) -> Answer {
    let host = house.address;
    house.ask(&format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    ))
}

fn value_of(page: &str, field: &str) -> String {
    let before = format!("name=\"{field}\" value=\"");
    let rest = page.split_once(&before).unwrap_or_else(|| panic!("{field} is not in {page}")).1;
    rest.split('"').next().unwrap().to_owned()
}

fn numbers(desk: &Desk) -> Vec<(u64, Option<u64>, usize)> {
    let of = |measure| count(desk, &CountQuery::of(measure)).unwrap();
    [Measure::Persons, Measure::Detentions, Measure::StillHeld, Measure::Released]
        .map(of)
        .into_iter()
        .map(|receipt| (receipt.floor, receipt.ceiling, receipt.lines.len()))
        .collect()
}

/// What a page that is open says to do, as a form.
fn answer_to(page: &str, kind: &str) -> String {
    match kind {
        "contradiction" => format!("verdict=accept&claim={}", value_of(page, "claim")),
        "held" => "verdict=released&who=her+lawyer&how=lawyer&words=She+walked+out".to_owned(),
        "duplicate" => "verdict=same".to_owned(),
        "draft" => "verdict=accept".to_owned(),
        "doubt" => "verdict=seen".to_owned(),
        other => panic!("nobody planted {other}"),
    }
}

#[test]
fn ten_things_are_worked_through_by_forms_and_two_are_taken_back() {
    let house = House::open(ten_things);
    let cookie = house.sign_in();
    let desk = house.desk.clone().unwrap();
    let first = house.page("/review?lang=en", &cookie);
    for words in [
        "10 things wait for a person",
        "Nothing heard for long <b class=\"count\">2</b>",
        "Contradictions <b class=\"count\">2</b>",
        "May be one person <b class=\"count\">2</b>",
        "Doubts <b class=\"count\">2</b>",
        "Last heard 10 h 59 min ago (a relative)",
        "data-key=\"a\"",
        "data-key=\"j\"",
    ] {
        assert!(first.contains(words), "{words:?} is missing in\n{first}");
    }
    assert!(!first.contains('⟦'), "{first}");
    // The quotes of a contradiction stand beside its values, and are marked in the source's text.
    let open = house.page("/review?kind=contradiction", &cookie);
    assert!(open.contains("<q dir=\"auto\">at the market</q>"), "{open}");
    assert!(open.contains("<mark>at the market</mark><sup>2</sup>"), "{open}");
    let start = numbers(&desk);

    let (mut kinds, mut path) = (Vec::new(), "/review?by=op-4".to_owned());
    let mut after: Vec<String> = Vec::new();
    for _ in 0..10 {
        let page = house.page(&path, &cookie);
        let article = page.split_once("<article class=\"waiting\"").unwrap().1;
        // Before it may stand the form that takes the last decision back.
        let item = value_of(article, "item");
        let kind = item.split(':').next().unwrap().to_owned();
        let form = format!(
            "item={item}&next={}&kind=&by=op-4&why=read&{}",
            value_of(article, "next"),
            answer_to(article, &kind)
        );
        let done = post(&house, "/review", &cookie, &form);
        assert_eq!(done.status, 303, "{item}: {}", done.text());
        path = done.header("location").unwrap().to_owned();
        after.push(path.clone());
        kinds.push(kind);
    }
    assert_eq!(
        kinds,
        [
            "held",
            "held",
            "contradiction",
            "contradiction",
            "duplicate",
            "duplicate",
            "draft",
            "draft",
            "doubt",
            "doubt"
        ]
    );
    let page = house.page(&path, &cookie);
    assert!(page.contains("Nothing waits.") && page.contains("Nothing waits here."), "{page}");
    assert_ne!(numbers(&desk), start);

    // The release of the first, and the second pair: taken back where they were decided.
    let end = numbers(&desk);
    for at in [0, 5] {
        let page = house.page(&after[at], &cookie);
        let undo = format!(
            "decision={}&item={}&kind=&by=op-4&why=mistaken",
            value_of(&page, "decision"),
            value_of(&page, "item")
        );
        assert_eq!(post(&house, "/review/take-back", &cookie, &undo).status, 303);
        assert_eq!(post(&house, "/review/take-back", &cookie, &undo).status, 409, "it was taken back");
    }
    let page = house.page("/review", &cookie);
    assert!(page.contains("2 things wait for a person"), "{page}");
    let now = numbers(&desk);
    assert_ne!(now, end);
    // Decided again as before, the numbers are those of the end.
    for kind in ["held", "duplicate"] {
        let page = house.page(&format!("/review?kind={kind}"), &cookie);
        let article = page.split_once("<article class=\"waiting\"").unwrap().1;
        let form =
            format!("item={}&by=op-4&why=read&{}", value_of(article, "item"), answer_to(article, kind));
        assert_eq!(post(&house, "/review", &cookie, &form).status, 303);
    }
    assert_eq!(numbers(&desk), end);
}

#[test]
fn taking_everything_back_gives_the_numbers_of_the_beginning() {
    let house = House::open(ten_things);
    let cookie = house.sign_in();
    let desk = house.desk.clone().unwrap();
    let start = numbers(&desk);
    let mut undo = Vec::new();
    for kind in ["held", "contradiction", "duplicate", "draft", "doubt"] {
        let page = house.page(&format!("/review?kind={kind}"), &cookie);
        let article = page.split_once("<article class=\"waiting\"").unwrap().1;
        let form =
            format!("item={}&by=op-4&why=read&{}", value_of(article, "item"), answer_to(article, kind));
        let done = post(&house, "/review", &cookie, &form);
        assert_eq!(done.status, 303, "{}", done.text());
        let page = house.page(done.header("location").unwrap(), &cookie);
        undo.push(format!("decision={}&by=op-4&why=mistaken", value_of(&page, "decision")));
    }
    assert_ne!(numbers(&desk), start);
    for form in undo {
        assert_eq!(post(&house, "/review/take-back", &cookie, &form).status, 303);
    }
    assert_eq!(numbers(&desk), start);
}

#[test]
fn what_is_left_open_leaves_the_top_and_comes_back_when_something_new_is_said() {
    let house = House::open(ten_things);
    let cookie = house.sign_in();
    let desk = house.desk.clone().unwrap();
    let page = house.page("/review?kind=contradiction", &cookie);
    let article = page.split_once("<article class=\"waiting\"").unwrap().1;
    let item = value_of(article, "item");
    let form = format!("item={item}&kind=contradiction&by=op-4&why=nobody+knows&verdict=unsure");
    let done = post(&house, "/review", &cookie, &form);
    assert_eq!(done.status, 303, "{}", done.text());
    let page = house.page("/review?kind=contradiction&lang=en", &cookie);
    assert!(page.contains("Contradictions <b class=\"count\">1</b>") && page.contains("left open"), "{page}");
    assert!(!house.page("/review", &cookie).contains(&item), "it is not asked about among the rest");
    let about = item.split(':').nth(1).unwrap().parse().unwrap();
    save(&desk, vec![claim(900, about, Property::DetentionPlace, text("at the bus stop"))]);
    let page = house.page("/review?kind=contradiction", &cookie);
    assert!(page.contains("Contradictions <b class=\"count\">2</b>"), "{page}");
}

#[test]
fn a_form_that_says_nothing_is_refused_and_nothing_is_saved() {
    let house = House::open(ten_things);
    let cookie = house.sign_in();
    let desk = house.desk.clone().unwrap();
    let position = desk.position().entries;
    let held = value_of(&house.page("/review?kind=held", &cookie), "item");
    let contested = value_of(&house.page("/review?kind=contradiction", &cookie), "item");
    let doubt = value_of(&house.page("/review?kind=doubt", &cookie), "item");
    for (form, status) in [
        (format!("item={held}&verdict=released&who=&by=op-4&why=x"), 400),
        (format!("item={held}&verdict=perhaps&who=me&by=op-4&why=x"), 400),
        (format!("item={contested}&verdict=accept&by=op-4&why=x"), 400),
        (format!("item={contested}&verdict=unsure&by=&why=x"), 400),
        (format!("item={doubt}&verdict=seen&by=op-4&why="), 400),
        ("item=nonsense:1&verdict=seen&by=op-4&why=x".to_owned(), 400),
        ("item=held:00&verdict=held&who=me&by=op-4&why=x".to_owned(), 400),
    ] {
        assert_eq!(post(&house, "/review", &cookie, &form).status, status, "{form}");
    }
    // What was typed is there again, with the sentence that says what is wrong.
    let form =
        format!("item={held}&verdict=released&who=&words=she+walked+out&how=lawyer&by=op-4&why=heard+it");
    let page = post(&house, "/review", &cookie, &form).text();
    for words in [
        "value=\"she walked out\"",
        "value=\"heard it\"",
        "value=\"op-4\"",
        "Say who told it",
        "role=\"alert\"",
    ] {
        assert!(page.contains(words), "{words:?} is missing in\n{page}");
    }
    assert!(page.contains("<option value=\"lawyer\" selected>"), "{page}");
    assert_eq!(desk.position().entries, position);
    assert_eq!(house.get("/review", "").status, 401);
    assert_eq!(house.get("/review?item=%3Cscript%3E", &cookie).status, 400);
}

#[test]
fn several_doubts_are_left_with_one_reason_and_taken_back_together() {
    let house = House::open(ten_things);
    let cookie = house.sign_in();
    let page = house.page("/review/doubts", &cookie);
    assert!(page.contains("2 doubts wait") && page.contains("may be a sum"), "{page}");
    let ticks: Vec<String> = page
        .split("name=\"doubt\" value=\"")
        .skip(1)
        .map(|rest| format!("doubt={}", rest.split('"').next().unwrap()))
        .collect();
    assert_eq!(ticks.len(), 2);
    let leave = |form: &str| post(&house, "/review/doubts", &cookie, form);
    assert_eq!(leave("by=op-4&why=read").status, 400, "nothing ticked");
    let refused = leave(&format!("by=op-4&why=&{}", ticks[0]));
    assert_eq!(refused.status, 400);
    assert!(refused.text().contains(" checked"), "what was ticked stays ticked");
    let left = leave(&format!("by=op-4&why=read+both&{}", ticks.join("&")));
    assert_eq!(left.status, 303);
    let page = house.page(left.header("location").unwrap(), &cookie);
    assert!(page.contains("2 doubts were left") && page.contains("No doubt waits"), "{page}");
    assert_eq!(leave(&format!("by=op-5&why=late&{}", ticks[0])).status, 400, "somebody was faster");
    let undo = format!("entry={}&by=op-4&why=one+was+none", value_of(&page, "entry"));
    assert_eq!(post(&house, "/review/doubts/undo", &cookie, &undo).status, 303);
    assert_eq!(post(&house, "/review/doubts/undo", &cookie, &undo).status, 409);
    assert!(house.page("/review/doubts", &cookie).contains("2 doubts wait"));
}

/// What the page says of how far it has read.
fn told(page: &str) -> String {
    let (_, rest) = page.split_once("Reports read for these drafts: ").unwrap();
    rest.split('.').next().unwrap().to_owned()
}

/// Drafts are read report by report, from the latest or the oldest on, and the page says how many were not read yet.
#[test]
fn drafts_of_all_reports_are_reached_from_either_end() {
    const REPORTS: u8 = 100;
    let house = House::open(|desk| {
        let claims = (0..REPORTS).flat_map(|n| {
            let report = super::house::id(100 + n);
            let at = u16::from(n) * 4;
            let letters = [b'a' + n / 26, b'a' + n % 26].map(char::from);
            let words = format!(
                "ALMATY, June 8, 2031 — Police detained journalist Aidar Test{}{}ov near Green Bazaar on June 8.\n",
                letters[0], letters[1]
            );
            [
                claim(at + 1, report, Property::ReportType, Value::Term("article".into())),
                claim(at + 2, report, Property::ReportBytes, Value::Bytes(words.as_bytes().into())),
                claim(at + 3, report, Property::ReportPublished, Value::When(when("2031-06-08"))),
            ]
        });
        save(desk, claims.collect());
    });
    let cookie = house.sign_in();
    let named = |n: u8| format!("Test{}{}ov", char::from(b'a' + n / 26), char::from(b'a' + n % 26));
    let (first, last) = (named(0), named(REPORTS - 1));
    for (order, one, other) in [("", &last, &first), ("old", &first, &last)] {
        let mut at = format!("/review?kind=draft&from={order}&lang=en");
        let mut read = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        loop {
            let page = house.page(&at, &cookie);
            if read.is_empty() {
                assert!(page.contains(one.as_str()) && !page.contains(other.as_str()), "{order}: {page}");
            }
            read.push(told(&page));
            // The whole list of this part, by its links.
            let mut here = page.clone();
            for _ in 0..60 {
                seen.extend((0..REPORTS).map(&named).filter(|name| here.contains(name.as_str())));
                let Some((before, _)) = here.split_once("\" rel=\"next\" data-key=\"j\"") else { break };
                let next = before.rsplit_once("href=\"").unwrap().1.replace("&amp;", "&");
                here = house.page(&next, &cookie);
            }
            let Some((before, _)) = page.split_once("\" rel=\"next\">Read on") else { break };
            at = before.rsplit_once("href=\"").unwrap().1.replace("&amp;", "&") + "&lang=en";
        }
        assert_eq!(read, ["48; not read yet: 52", "48; not read yet: 4", "4; not read yet: 0"], "{order}");
        assert_eq!(seen.len(), usize::from(REPORTS), "{order}");
    }
    assert_eq!(house.get("/review?kind=draft&from=old-x", &cookie).status, 404);
}
