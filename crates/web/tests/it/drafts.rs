//! Drafts of a report, as a reader meets them: the passage with its words marked, a field for each value, buttons and an
//! undo, without any script.

use super::house::{House, claim, id, save, text, when};
use claims::{Property, Value};
use desk::Desk;

const ARTICLE: &str = "ALMATY, June 8, 2031 — Police detained journalist Aidar Testov of Orda Daily near Green \
    Bazaar on June 8. <script>alert(1)</script>\n\nActivist Gulnara Sampleova was detained on the same square.\n";

fn one_report(desk: &Desk) {
    let report = id(7);
    save(
        desk,
        vec![
            claim(1, report, Property::ReportType, Value::Term("article".into())),
            claim(2, report, Property::ReportBytes, Value::Bytes(ARTICLE.as_bytes().into())),
            claim(3, report, Property::ReportTitle, text("Rally")),
            claim(4, report, Property::ReportPublished, Value::When(when("2031-06-08"))),
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

fn between<'t>(page: &'t str, before: &str) -> &'t str {
    page.split_once(before)
        .unwrap_or_else(|| panic!("{before} is not in {page}"))
        .1
        .split('"')
        .next()
        .unwrap()
}

#[test]
fn a_draft_is_accepted_by_a_button_undone_by_another_and_refused_for_good() {
    let house = House::open(one_report);
    let cookie = house.sign_in();
    let page = house.page("/review/drafts?lang=en", &cookie);
    for words in [
        "2 drafts of this report wait",
        "value=\"Aidar Testov\"",
        "<mark>",
        "name=\"slot-place\"",
        "data-key=\"a\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("<script>alert") && !page.contains('⟦'), "{page}");
    assert!(house.page("/review/drafts?lang=ru", &cookie).contains("2 черновика этого сообщения ждут"));
    assert!(house.page("/review/drafts?lang=kk", &cookie).contains("2 жобасы шешім күтіп тұр"));

    let key = between(&page, "name=\"key\" value=\"").to_owned();
    let form = |verdict: &str, more: &str| format!("key={key}&verdict={verdict}&by=op-4&why=read{more}");
    assert_eq!(post(&house, "/review/drafts", "", &form("accept", "")).status, 401);
    let foreign = house.ask(&format!(
        "POST /review/drafts HTTP/1.1\r\nhost: {}\r\norigin: http://evil.example\r\ncookie: {cookie}\r\ncontent-length: 0\r\n\r\n",
        house.address
    ));
    assert_eq!(foreign.status, 403);
    assert_eq!(post(&house, "/review/drafts", &cookie, &form("perhaps", "")).status, 400);
    assert_eq!(post(&house, "/review/drafts", &cookie, &form("accept", "&slot-date=some+day")).status, 400);
    assert_eq!(
        post(&house, "/review/drafts", &cookie, &format!("key={key}&verdict=accept&by=&why=x")).status,
        400
    );
    assert!(
        !house.page("/search?q=Testov&kind=person", &cookie).contains("/record/"),
        "a draft is found by nobody"
    );

    let accepted = post(
        &house,
        "/review/drafts",
        &cookie,
        &form("accept", "&slot-person=Aidar+Testov&slot-place=Green+Bazaar+Square"),
    );
    assert_eq!(accepted.status, 303, "{}", accepted.text());
    let page = house.page(accepted.header("location").unwrap(), &cookie);
    for words in
        ["accepted with corrections", "One draft of this report waits", "Gulnara Sampleova", "value=\"op-4\""]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(house.page("/search?q=Testov&kind=person", &cookie).contains("/record/"));
    assert_eq!(post(&house, "/review/drafts", &cookie, &form("accept", "")).status, 409, "it was decided");

    let decision = between(&page, "name=\"decision\" value=\"").to_owned();
    let undo = format!("decision={decision}&by=op-4&why=mistaken");
    assert_eq!(post(&house, "/review/drafts/undo", &cookie, &undo).status, 303);
    assert_eq!(post(&house, "/review/drafts/undo", &cookie, &undo).status, 409);
    assert!(house.page("/review/drafts", &cookie).contains("2 drafts of this report wait"));
    assert_eq!(post(&house, "/review/drafts", &cookie, &form("refuse", "")).status, 303);
    let page = house.page("/review/drafts", &cookie);
    assert!(
        page.contains("One draft of this report waits") && !page.contains("value=\"Aidar Testov\""),
        "{page}"
    );
    assert_eq!(house.get("/review/drafts?report=nothing", &cookie).status, 404);
    assert_eq!(house.get("/review/drafts", "").status, 401);
}
