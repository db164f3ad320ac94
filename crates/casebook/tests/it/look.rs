//! Search across scripts, the board, figures, checks, reports, and content that means harm.

use crate::story::*;
use casebook::{Casebook, Hit, Scope, SearchQuery, Standing};
use claims::legal::CustodyState;
use claims::{
    Amount, Credibility, CustodyStep, HowKnown, Locator, Property, RecordId, RecordKind, Ruling, Saying,
    Spot, Truth, Value,
};

fn found(book: &Casebook, query: &SearchQuery) -> Vec<RecordId> {
    let mut records: Vec<RecordId> = book.search(query).unwrap().into_iter().map(|hit| hit.record).collect();
    records.sort();
    records
}

#[test]
fn a_name_is_found_in_any_script_and_by_its_beginning() {
    let mut story = Story::default();
    story.say(rec(1), Property::PersonName, name("Қасым Синтетов"));
    story.say(rec(2), Property::PersonName, name("Жанар Оспанова"));
    story.say(rec(3), Property::PersonDescription, text("a tall man with a camera"));
    let book = story.book();
    let cases = [
        ("Касым", vec![rec(1)]),
        ("Kasym", vec![rec(1)]),
        ("Qasym", vec![rec(1)]),
        ("Kassym", vec![rec(1)]),
        ("синтетов касы", vec![rec(1)]),
        ("Касым Оспанова", vec![]),
        ("Ospan", vec![rec(2)]),
        ("camera", vec![rec(3)]),
        ("01000000", vec![rec(1)]),
        ("\"", vec![]),
        ("* OR words:", vec![]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(&book, &SearchQuery::words(text)), expected, "{text}");
    }
    let hit: Hit = book.search(&SearchQuery::words("kasym")).unwrap().remove(0);
    assert_eq!(
        (&*hit.label, hit.matched.as_str(), hit.kind),
        ("Қасым Синтетов", "Қасым Синтетов", Some(RecordKind::Person))
    );
}

#[test]
fn a_withdrawn_name_is_not_found_and_a_restored_one_is() {
    let mut story = Story::default();
    let claim = story.say(rec(1), Property::PersonName, name("Жанар Оспанова"));
    let query = SearchQuery::words("жанар");
    let retract = story.decide(rec(1), Ruling::Retract(claim), "wrong");
    assert_eq!(found(&story.book(), &query), []);
    story.decide(rec(1), Ruling::Undo(retract), "right");
    assert_eq!(found(&story.book(), &query), [rec(1)]);
}

#[test]
fn pages_of_hits_show_each_record_once() {
    let mut story = Story::default();
    for n in 1..=60 {
        let called = if n % 3 == 0 { "Marat Synthetic" } else { "Maratova Synthetic" };
        story.say(rec(n), Property::PersonName, name(called));
    }
    let book = story.book();
    for text in ["marat", "synth", ""] {
        let mut seen: Vec<RecordId> = Vec::new();
        let mut query = SearchQuery { text: text.into(), limit: 7, ..SearchQuery::default() };
        loop {
            let page = book.search(&query).unwrap();
            let Some(last) = page.last() else { break };
            query.after = Some(last.cursor);
            seen.extend(page.iter().map(|hit| hit.record));
        }
        if text == "marat" {
            // Whole words come before beginnings of words.
            assert!(seen.iter().take(20).all(|record| record.as_bytes()[0] % 3 == 0));
        }
        let listed = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((listed, seen.len()), (60, 60), "{text:?}");
    }
}

#[test]
fn filters() {
    let mut story = Story::default();
    let (report, person, other) = (rec(90), rec(11), rec(12));
    story.say(report, Property::ReportLanguage, term("kk"));
    for (detention, who, unit, role) in [(1, person, 50, "local journalist"), (2, other, 51, "student")] {
        story.say_with(rec(detention), Property::DetentionOf, Value::Ref(who), |claim| {
            claim.source = Some(rec(80));
            if who == person {
                claim.locator = Some(Locator { report, spot: Spot::Whole });
            }
        });
        story.say(rec(detention), Property::DetentionUnit, Value::Ref(rec(unit)));
        story.say(rec(detention), Property::DetentionRole, text(role));
    }
    story.say(rec(2), Property::DetentionCustody, step(CustodyStep::of(CustodyState::Released)));
    story.say(rec(1), Property::DetentionWhen, day("2019-06-09"));
    story.say(rec(2), Property::DetentionWhen, day("2019-06-07"));
    for who in [person, other] {
        story.say_with(who, Property::PersonName, name("Synthetic Name"), |claim| {
            claim.source = Some(rec(80))
        });
    }
    let age =
        story.say_with(person, Property::PersonAge, Value::Number(17), |claim| claim.source = Some(rec(81)));
    story.say(person, Property::PersonAge, Value::Number(19));
    let day_9 = (at("2019-06-09T00:00:00+06:00"), at("2019-06-09T23:59:59+06:00"));
    let people = SearchQuery { kind: Some(RecordKind::Person), ..SearchQuery::default() };
    let book = story.book();
    assert_eq!(found(&book, &people), [person, other]);
    let cases = [
        SearchQuery { unit: Some(rec(50)), ..people.clone() },
        SearchQuery { status: Some(CustodyState::AtPolice), ..people.clone() },
        SearchQuery { role: Some("journalist".into()), ..people.clone() },
        SearchQuery { day: Some(day_9), ..people.clone() },
        SearchQuery { language: Some("kk".into()), ..people.clone() },
        SearchQuery { contested: true, ..people.clone() },
        SearchQuery { text: "synthetic".into(), unit: Some(rec(50)), ..people.clone() },
    ];
    for query in cases {
        assert_eq!(found(&book, &query), [person], "{query:?}");
    }
    let unverified = SearchQuery { unverified: true, ..people };
    assert_eq!(found(&book, &unverified), [other]);
    // One repeats the other: no second voice.
    story.say(rec(81), Property::SourceRelays, Value::Ref(rec(80)));
    assert_eq!(found(&story.book(), &unverified), [person, other]);
    story.decide(person, Ruling::GradeClaim(age, Credibility::Confirmed), "the birth certificate");
    assert_eq!(found(&story.book(), &unverified), [other]);
    let hit = story
        .book()
        .search(&SearchQuery {
            unit: Some(rec(50)),
            kind: Some(RecordKind::Person),
            ..SearchQuery::default()
        })
        .unwrap()
        .remove(0);
    let summary = hit.detention.unwrap();
    assert_eq!(
        (summary.detention, summary.state, summary.unit.unwrap().0),
        (rec(1), CustodyState::AtPolice, rec(50))
    );
}

#[test]
fn the_board_serves_minors_first_and_forgets_nobody() {
    let mut story = Story::default();
    story.say(rec(50), Property::UnitName, name("Station Five"));
    let held = |state, confirmed: &str| {
        let mut held = CustodyStep::of(state);
        held.unit = Some(rec(50));
        held.how = HowKnown::Lawyer;
        held.confirmed = Some(when(confirmed));
        step(held)
    };
    for (n, state) in [(1, CustodyState::AtPolice), (2, CustodyState::AtPolice), (3, CustodyState::Released)]
    {
        story.say(rec(n), Property::DetentionOf, Value::Ref(rec(10 + n)));
        story.say(rec(n), Property::DetentionWhen, day("2019-06-09T12:00"));
        story.say(rec(n), Property::DetentionCustody, held(state, &format!("2019-06-09T1{n}:00")));
        story.say(rec(10 + n), Property::PersonName, name(&format!("Synthetic {n}")));
    }
    story.say(rec(11), Property::PersonAge, Value::Number(16));
    story.say(rec(1), Property::DetentionLawyer, term("none"));
    story.say(rec(1), Property::DetentionCharge, text("article 488"));
    story.say(rec(4), Property::DetentionRole, text("cameraman"));
    story.say(rec(70), Property::CheckUnit, Value::Ref(rec(50)));
    story.say(rec(70), Property::CheckWhen, day("2019-06-09T15:00"));
    story.say(rec(70), Property::CheckAnswer, term("not_held"));
    story.say(rec(70), Property::CheckWords, text("nobody of that name"));
    let book = story.book();
    let board = book.board(at("2019-06-10T10:00:00+06:00"), 24 * 3600).unwrap();
    let unit = &board[0];
    assert_eq!((&*unit.label, unit.held_count, unit.released_count), ("Station Five", 2, 1));
    let lines: Vec<_> =
        unit.held.iter().map(|line| (line.detention, line.truth, &*line.facts.label)).collect();
    assert_eq!(lines, [(rec(1), Truth::Yes, "Synthetic 1"), (rec(2), Truth::Yes, "Synthetic 2")]);
    let first = &unit.held[0].facts;
    assert_eq!(
        (&*first.risk[0], first.lawyer.as_deref(), &*first.charges[0].0),
        ("minor", Some("none"), "article 488")
    );
    // Nobody stated when they were brought in: after liberty was taken, and by the first time somebody knew it.
    let delivered = unit.held[1].delivered.unwrap();
    assert_eq!(delivered.earliest, Some(at("2019-06-09T12:00:00+06:00")));
    assert_eq!(delivered.latest, Some(at("2019-06-09T12:00:59+06:00")));
    assert_eq!(board.last().unwrap().held[0].delivered, None, "not known to have been brought anywhere");
    let check = unit.last_check.as_ref().unwrap();
    assert_eq!(
        (check.answer.as_deref(), check.words.as_deref()),
        (Some("not_held"), Some("nobody of that name"))
    );
    // Held nobody knows where: the last unit.
    let nowhere = board.last().unwrap();
    assert_eq!((nowhere.unit, nowhere.maybe_count, nowhere.held[0].detention), (None, 1, rec(4)));
    // Two days later nothing was heard: maybe, and still there; after a long time counted, not listed.
    let board = book.board(at("2019-06-12T10:00:00+06:00"), 24 * 3600).unwrap();
    assert_eq!((board[0].held.len(), board[0].held_count, board[0].maybe_count), (2, 0, 2));
    let board = book.board(at("2019-09-12T10:00:00+06:00"), 24 * 3600).unwrap();
    assert_eq!((board[0].held.len(), board[0].maybe_count, board[0].long_ago_count), (0, 2, 2));
    assert_eq!(book.checks().unwrap()[0].answer.as_deref(), Some("not_held"));
}

#[test]
fn a_figure_shows_what_its_sources_agree_on() {
    let mut story = Story::default();
    let figure = rec(1);
    story.say(figure, Property::FigureLabel, text("F07"));
    story.say(figure, Property::FigureMeasure, term("detained"));
    story.say(figure, Property::FigureAmount, amount("около 500", Some(450), Some(550)));
    for (label, n) in [("arrest", 305), ("fine", 677)] {
        let part = Amount { label: Some(label.into()), ..Amount::exact(n) };
        story.say(figure, Property::FigurePart, Value::Amount(part));
    }
    story.say(figure, Property::FigureSaidOn, day("2019-06-10"));
    story.say(figure, Property::FigureSpeaker, text("One"));
    story.say(figure, Property::FigureSpeaker, text("Another"));
    let figures = story.book().figures().unwrap();
    let view = &figures[0];
    assert_eq!((view.label.as_str(), view.measure.as_deref()), ("F07", Some("detained")));
    assert_eq!(view.amount.as_ref().map(|amount| &*amount.word), Some("около 500"));
    assert_eq!(view.parts.iter().map(|part| part.number()).collect::<Vec<_>>(), [Some(305), Some(677)]);
    assert_eq!((view.said_on.clone(), view.speaker.clone()), (Some(when("2019-06-10")), None));
    assert_eq!((view.contested.as_slice(), view.claims.len()), ([Property::FigureSpeaker].as_slice(), 8));
}

#[test]
fn a_report_shows_its_bytes_and_passages() {
    let mut story = Story::default();
    let report = rec(90);
    let body = "<script>alert(1)</script>\r\nБерик ұсталды.".as_bytes();
    story.say(report, Property::ReportTitle, text("A call"));
    story.say(report, Property::ReportBytes, Value::Bytes(body.into()));
    for (n, start, end) in [(1, 0, 8), (2, 27, 37), (3, 27, 37)] {
        story.say_with(rec(n), Property::PersonName, name("Берик"), |claim| {
            claim.locator = Some(Locator { report, spot: Spot::Quote { start, end } });
        });
    }
    let book = story.book();
    let view = book.report(report).unwrap().unwrap();
    assert_eq!((view.bytes.as_slice(), &*view.title), (body, "A call"));
    let passages: Vec<_> = view.passages.iter().map(|p| (p.start, p.end, p.claims.len())).collect();
    assert_eq!(passages, [(0, 8, 1), (27, 37, 2)]);
    assert_eq!(book.report(rec(1)).unwrap(), None);
    assert_eq!(found(&book, &SearchQuery::words("ұсталды")), [report]);
}

#[test]
fn content_that_means_harm_is_kept_as_it_is() {
    let mut story = Story::default();
    let long = "слово ".repeat(500_000);
    let texts =
        ["'; DROP TABLE claim; --", "\u{202e}gnirts\u{2066}", "nul\0inside", long.as_str(), "\"*^:(){}", ""];
    for (n, hostile) in (1..).zip(texts) {
        story.say(rec(n), Property::DetentionNote, text(hostile));
        story.say(rec(n), Property::DetentionRole, text(hostile));
        story.say(rec(n), Property::GroupDescription, text(hostile));
        story.say(rec(n), Property::DetentionPeople, amount(hostile, Some(u64::MAX), Some(u64::MAX)));
    }
    story.say(rec(40), Property::PersonAge, Value::Number(i64::MIN));
    story.entry(rec(41), "\0", vec![Saying::Unknown(Vec::new().into())]);
    let mut book = story.book();
    for (n, hostile) in (1..).zip(texts) {
        let view = book.record(rec(n)).unwrap().unwrap();
        assert_eq!(
            view.property(Property::DetentionNote).unwrap().standing,
            Standing::Settled(text(hostile))
        );
        assert!(view.label.chars().count() <= 200 && !view.label.contains('\0'));
        book.search(&SearchQuery::words(hostile)).unwrap();
        let scope = Scope { place: Some(hostile.into()), role: Some(hostile.into()), ..Scope::default() };
        book.scopes(&book.sheet().unwrap(), &scope).unwrap();
    }
    let again = Casebook::from_snapshot(book.snapshot().unwrap()).unwrap();
    assert_eq!(again.digest().unwrap(), book.digest().unwrap());
    assert_eq!(again.stats().unwrap().unknown, 1);
}
