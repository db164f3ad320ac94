//! Pages: quotes byte for byte, cells of tables, chains of sources, what refers to what, sayings not understood.

use crate::story::*;
use claims::{Credibility, Locator, Property, Reliability, Ruling, Saying, Spot, Value};

#[test]
fn a_quote_is_read_from_the_report_byte_for_byte() {
    let body = "Әйгерім Синтетова ұсталды — «18:40», Алматы.\u{202e}\0 end";
    let find = |part: &str| body.find(part).map(|at| (at as u64, (at + part.len()) as u64)).unwrap();
    let mut story = Story::default();
    let (person, report) = (rec(1), rec(2));
    for part in ["Әйгерім Синтетова", "«18:40»", body] {
        let (start, end) = find(part);
        story.say_with(person, Property::PersonNote, text("n"), |claim| {
            claim.locator = Some(Locator { report, spot: Spot::Quote { start, end } });
        });
    }
    let quotes = |story: &Story| -> Vec<Option<String>> {
        let view = story.book().record(person).unwrap().unwrap();
        view.properties[0].claims.iter().map(|claim| claim.quote.clone()).collect()
    };
    // The report arrives after the claims that quote it.
    assert_eq!(quotes(&story), [None, None, None]);
    story.say(report, Property::ReportBytes, Value::Bytes(body.as_bytes().into()));
    assert_eq!(quotes(&story), [Some("Әйгерім Синтетова".into()), Some("«18:40»".into()), Some(body.into())]);
}

#[test]
fn a_place_the_report_does_not_have_gives_no_quote() {
    let mut story = Story::default();
    let report = rec(2);
    story.say(report, Property::ReportBytes, Value::Bytes(b"short".as_slice().into()));
    for (start, end) in [(0, 6), (5, 5), (4, 2), (u64::MAX, u64::MAX), (0, u64::MAX)] {
        story.say_with(rec(1), Property::PersonNote, text("n"), |claim| {
            claim.locator = Some(Locator { report, spot: Spot::Quote { start, end } });
        });
    }
    let view = story.book().record(rec(1)).unwrap().unwrap();
    assert!(view.properties[0].claims.iter().all(|claim| claim.quote.is_none()));
}

#[test]
fn a_cell_is_read_from_the_kept_row() {
    let mut story = Story::default();
    let report = rec(2);
    let rows = [
        (1, r#"["место","число"]"#),
        (2, r#"["Площадь","21+8"]"#),
        (3, r#"{"место": "автозак??", "число": 4}"#),
        (4, "not json"),
    ];
    for (row, cells) in rows {
        story.say_with(report, Property::ReportRow, text(cells), |claim| {
            claim.locator = Some(Locator { report, spot: Spot::Row { row, column: None } });
        });
    }
    let asked = [
        (2, Some("число"), Some("21+8")),
        (3, Some("место"), Some("автозак??")),
        (3, Some("число"), Some("4")),
        (2, None, Some(r#"["Площадь","21+8"]"#)),
        (2, Some("нет такой"), None),
        (4, Some("число"), None),
        (9, Some("число"), None),
    ];
    for (row, column, _) in asked {
        story.say_with(rec(1), Property::DetentionNote, text("n"), |claim| {
            claim.locator = Some(Locator { report, spot: Spot::Row { row, column: column.map(Into::into) } });
        });
    }
    let view = story.book().record(rec(1)).unwrap().unwrap();
    let found: Vec<Option<&str>> =
        view.properties[0].claims.iter().map(|claim| claim.quote.as_deref()).collect();
    assert_eq!(found, asked.map(|(_, _, quote)| quote));
}

#[test]
fn a_claim_shows_who_says_it_through_whom_and_with_which_grades() {
    let mut story = Story::default();
    let (person, outlet, agency, ministry) = (rec(1), rec(10), rec(11), rec(12));
    for (source, called) in [(outlet, "Outlet One"), (agency, "Agency Two"), (ministry, "Ministry")] {
        story.say(source, Property::SourceName, name(called));
    }
    story.say(outlet, Property::SourceRelays, Value::Ref(agency));
    story.say(agency, Property::SourceRelays, Value::Ref(ministry));
    let claim =
        story.say_with(person, Property::PersonAge, Value::Number(30), |claim| claim.source = Some(outlet));
    story.decide(outlet, Ruling::GradeSource(Reliability::C), "seen before");
    story.decide(outlet, Ruling::GradeSource(Reliability::B), "better than thought");
    story.decide(person, Ruling::GradeClaim(claim, Credibility::Probable), "fits");
    let book = story.book();
    let view = book.claim(claim).unwrap().unwrap();
    let source = view.source.unwrap();
    let labels: Vec<&str> = source.chain.iter().map(|named| &*named.label).collect();
    assert_eq!((&*source.source.label, labels), ("Outlet One", vec!["Agency Two", "Ministry"]));
    assert_eq!((source.reliability, view.credibility), (Some(Reliability::B), Some(Credibility::Probable)));
}

#[test]
fn a_record_lists_what_refers_to_it() {
    let mut story = Story::default();
    let person = rec(1);
    story.say(person, Property::PersonName, name("Berik Synthetic"));
    for detention in [rec(21), rec(20)] {
        story.say(detention, Property::DetentionOf, Value::Ref(person));
    }
    story.say(rec(30), Property::ActVictim, Value::Ref(person));
    let view = story.book().record(person).unwrap().unwrap();
    let used: Vec<_> = view.used_by.iter().map(|used| (used.property, used.total)).collect();
    assert_eq!(used, [(Property::DetentionOf, 2), (Property::ActVictim, 1)]);
    // A detention is called as the one detained.
    assert_eq!(&*view.used_by[0].records[0].label, "Berik Synthetic");
}

#[test]
fn what_is_not_understood_is_kept_and_counted() {
    let mut story = Story::default();
    let raw: Box<[u8]> = vec![0x82, 0x18, 0x63, 0x01].into();
    story.entry(rec(1), "from a later version", vec![Saying::Unknown(raw.clone())]);
    let book = story.book();
    assert_eq!(book.record(rec(1)).unwrap().unwrap().unknown, 1);
    assert_eq!(book.unknown(rec(1)).unwrap(), [raw]);
    assert_eq!(book.record(rec(9)).unwrap(), None);
}
