//! Hostile evidence: markup in names, marks that turn the writing direction, texts of five megabytes, quotes that
//! overlap in every way or lie outside the text.

use super::house::{House, claim, id, name, quoted, save, text};
use claims::{Property, Value};
use desk::Desk;

const SCRIPT: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

fn hostile(desk: &Desk) {
    let (person, detention, report, source, unit) = (id(1), id(2), id(3), id(4), id(5));
    let bytes = format!("</mark></div>{SCRIPT} \u{202E}reversed\u{202C} — конец");
    let long = "слово ".repeat(1_000_000);
    save(
        desk,
        vec![
            claim(1, person, Property::PersonName, name(&format!("Eve {SCRIPT}"))),
            claim(2, person, Property::PersonNote, text(&long)),
            claim(3, person, Property::PersonDescription, text("tall \u{202E}llams\u{202C} man\u{0}")),
            claim(4, detention, Property::DetentionOf, Value::Ref(person)),
            claim(5, detention, Property::DetentionUnit, Value::Ref(unit)),
            claim(6, unit, Property::UnitName, name(&format!("Unit {SCRIPT}"))),
            claim(7, source, Property::SourceName, name(&format!("Source {SCRIPT}"))),
            claim(8, report, Property::ReportTitle, text(&format!("Title {SCRIPT}"))),
            claim(9, report, Property::ReportBytes, Value::Bytes(bytes.as_bytes().into())),
            claim(10, report, Property::ReportUrl, text("javascript:alert(3)")),
            claim(11, report, Property::ReportLanguage, Value::Term("en\" onload=\"alert(4)".into())),
            quoted(claim(12, detention, Property::DetentionPlace, text(SCRIPT)), report, 0, 40),
            quoted(claim(13, detention, Property::DetentionPlace, text("b")), report, 3, 20),
            quoted(claim(14, detention, Property::DetentionPlace, text("c")), report, 19, 999_999),
            // In the middle of a letter, and empty, and backwards.
            quoted(
                claim(15, detention, Property::DetentionPlace, text("d")),
                report,
                5,
                bytes.len() as u64 - 1,
            ),
            quoted(claim(16, detention, Property::DetentionPlace, text("e")), report, 9, 9),
            quoted(claim(17, detention, Property::DetentionPlace, text("f")), report, 30, 10),
            claim(18, id(6), Property::ReportBytes, Value::Bytes(long.as_bytes().into())),
            quoted(
                claim(19, person, Property::PersonNote, text("at the end")),
                id(6),
                long.len() as u64 - 11,
                long.len() as u64,
            ),
            claim(20, id(7), Property::ReportBytes, Value::Bytes([0xff, 0xfe, 0x41, 0xd0].as_slice().into())),
            claim(21, id(8), Property::ReportRow, text("{\"<b>\":\"<script>alert(5)</script>\",\"n\":7}")),
        ],
    );
}

#[test]
fn nothing_that_people_wrote_becomes_markup() {
    let house = House::open(hostile);
    let cookie = house.sign_in();
    let pages = [
        "/".to_owned(),
        "/?all=1".to_owned(),
        "/search?q=Eve".to_owned(),
        "/search?q=%3Cscript%3Ealert(9)%3C/script%3E".to_owned(),
        format!("/record/{}", id(1)),
        format!("/record/{}", id(2)),
        format!("/record/{}", id(3)),
        format!("/report/{}", id(3)),
        format!("/report/{}", id(7)),
        format!("/report/{}", id(8)),
        "/count".to_owned(),
        "/count?role=%22%3E%3Cscript%3Ealert(9)%3C/script%3E".to_owned(),
        "/?x=%22%3E%3Cscript%3Ealert(9)%3C/script%3E".to_owned(),
    ];
    for path in &pages {
        let page = house.page(path, &cookie);
        for forbidden in ["<script>", "<img", "onload=\"alert", "href=\"javascript", "\u{202E}", "\0"] {
            assert!(!page.contains(forbidden), "{path} contains {forbidden:?}");
        }
        assert!(page.len() < 300_000, "{path}: {} bytes", page.len());
    }
    let record = house.page(&format!("/record/{}", id(1)), &cookie);
    assert!(record.contains("tall [U+202E]llams[U+202C] man[U+0000]"), "{record}");
    assert!(record.contains("more characters"), "a long text says how much is left out");
    let report = house.page(&format!("/report/{}", id(3)), &cookie);
    assert!(report.contains("[U+202E]reversed[U+202C]") && report.contains("&lt;/mark&gt;"), "{report}");
    let broken = house.get("/record/%3Cscript%3Ealert(1)%3C%2Fscript%3E", &cookie);
    assert_eq!(broken.status, 404);
    assert!(!broken.text().contains("<script>"));
}

#[test]
fn a_long_report_comes_in_parts_with_its_quotes() {
    let house = House::open(hostile);
    let cookie = house.sign_in();
    let address = format!("/report/{}", id(6));
    let first = house.page(&address, &cookie);
    assert!(first.contains("part 1 of ") && first.contains("rel=\"next\""));
    assert!(!first.contains("at the end"));
    let last = house.page(&format!("{address}?byte=10999980"), &cookie);
    assert!(last.contains("<mark>") && last.contains("at the end") && last.contains("rel=\"prev\""));
    assert!(!last.contains('\u{fffd}'), "no letter is cut");
    let raw = house.get(&format!("{address}/raw"), &cookie);
    assert_eq!(raw.body.len(), 11_000_000);
    let table = house.page(&format!("/report/{}", id(8)), &cookie);
    assert!(
        table.contains("&lt;b&gt;") && table.contains("&lt;script&gt;alert(5)&lt;/script&gt;"),
        "{table}"
    );
    let other = house.get(&format!("/report/{}/raw", id(7)), &cookie);
    assert_eq!(other.header("content-type"), Some("application/octet-stream"));
}
