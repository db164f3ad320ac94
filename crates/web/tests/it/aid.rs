//! Lawyers and interventions: two keys' worth of a form, the last word, taking back, and what came of a call.

use super::checks::{actor, between, desk_by_the_clock, post, why};
use super::house::{House, id, one_detention};
use desk::intervene::{
    InterventionNote, assign_lawyer, interventions_of, lawyers_on_duty, log_intervention, undo_intervention,
    undo_lawyer,
};
use desk::{Desk, Kind, Stop};
use std::sync::atomic::Ordering;

/// State and name on the board.
fn lawyer(desk: &Desk) -> (Option<String>, Option<String>) {
    let units = desk.casebook().board(desk.now(), 6 * 3600).unwrap();
    let facts = &units[0].held[0].facts;
    (facts.lawyer.as_deref().map(Into::into), facts.lawyer_name.as_deref().map(Into::into))
}

fn both(state: &str, name: Option<&str>) -> (Option<String>, Option<String>) {
    (Some(state.to_owned()), name.map(ToOwned::to_owned))
}

#[test]
fn the_last_word_on_a_lawyer_holds_and_taking_it_back_brings_the_one_before() {
    let (desk, clock, _dir) = desk_by_the_clock(one_detention);
    assert_eq!(lawyer(&desk), both("refused", None));
    let set = |state: &str, name: Option<&str>| {
        assign_lawyer(&desk, &actor("op-3"), &why(), id(2), state, name).unwrap().claims
    };
    // All within one second: the order of saving decides, not the ids that chance gave.
    for _ in 0..4 {
        set("assigned", Some("Дана Защитова"));
        set("assigned", Some("Erlan Advokatov"));
        assert_eq!(lawyer(&desk), both("assigned", Some("Erlan Advokatov")));
    }
    let on_the_way = set("on_the_way", None);
    assert_eq!(lawyer(&desk), both("on_the_way", Some("Erlan Advokatov")), "it is the same lawyer");
    undo_lawyer(&desk, &actor("op-3"), &why(), id(2), &on_the_way).unwrap();
    assert_eq!(lawyer(&desk), both("assigned", Some("Erlan Advokatov")));
    match undo_lawyer(&desk, &actor("op-3"), &why(), id(2), &on_the_way) {
        Err(Stop::Refusal(refusal)) => assert_eq!(refusal.kind, Kind::Conflict),
        other => panic!("{other:?}"),
    }
    clock.fetch_add(60, Ordering::Relaxed);
    set("assigned", None);
    assert_eq!(lawyer(&desk), both("assigned", None), "somebody else, whose name nobody gave");
    clock.fetch_add(60, Ordering::Relaxed);
    set("admitted", Some("Дана  ЗАЩИТОВА"));
    set("none", None);
    assert_eq!(lawyer(&desk), both("none", None));
    // Each name once, as it was last written.
    assert_eq!(lawyers_on_duty(&desk, 9).unwrap(), ["Дана  ЗАЩИТОВА".into(), "Erlan Advokatov".into()]);
    assert_eq!(lawyers_on_duty(&desk, 1).unwrap().len(), 1);
    clock.fetch_add(49 * 3600, Ordering::Relaxed);
    assert!(lawyers_on_duty(&desk, 9).unwrap().is_empty(), "of the day before yesterday");
    for (state, name, field) in [
        ("perhaps", None, "state"),
        ("assigned", Some("x".repeat(121)), "name"),
        ("none", Some("Erlan".to_owned()), "name"),
    ] {
        match assign_lawyer(&desk, &actor("op-3"), &why(), id(2), state, name.as_deref()) {
            Err(Stop::Refusal(refusal)) => assert_eq!(refusal.field, Some(field)),
            other => panic!("{state} {name:?}: {other:?}"),
        }
    }
    assert!(
        assign_lawyer(&desk, &actor("op-3"), &why(), id(1), "none", None).is_err(),
        "a person has no lawyer"
    );
}

#[test]
fn an_intervention_says_for_whom_to_whom_and_what_came_of_it() {
    let (desk, _clock, _dir) = desk_by_the_clock(one_detention);
    let note = InterventionNote {
        of: vec![id(2)],
        called: Some("embassy".to_owned()),
        to: Some("Consul on duty".to_owned()),
        kind: Some("inquiry".to_owned()),
        response: Some("promise".to_owned()),
        words: Some("we will ask".to_owned()),
        ..InterventionNote::default()
    };
    let logged = log_intervention(&desk, &actor("op-3"), &why(), &note).unwrap();
    let of_person = |record| interventions_of(&desk, &[record]).unwrap();
    let one = &of_person(id(2))[0];
    assert_eq!(one.called.as_deref(), Some("embassy"));
    assert_eq!((one.response.as_deref(), one.by.as_slice()), (Some("promise"), &["op-3".to_owned()][..]));
    assert!(of_person(id(1)).is_empty(), "it was for the detention");
    undo_intervention(&desk, &actor("op-3"), &why(), logged.intervention).unwrap();
    assert!(interventions_of(&desk, &[]).unwrap().is_empty());
    let fine = || note.clone();
    for (note, field) in [
        (InterventionNote { of: Vec::new(), ..fine() }, "for"),
        (InterventionNote { of: vec![id(3)], ..fine() }, "for"),
        (InterventionNote { called: Some("king".to_owned()), ..fine() }, "called"),
        (InterventionNote { called: None, to: None, ..fine() }, "called"),
        (InterventionNote { kind: Some("magic".to_owned()), ..fine() }, "kind"),
        (InterventionNote { response: Some("maybe".to_owned()), ..fine() }, "response"),
        (InterventionNote { words: Some("x".repeat(2001)), ..fine() }, "words"),
        (InterventionNote { when: Some("2031-07-01".to_owned()), ..fine() }, "when"),
    ] {
        match log_intervention(&desk, &actor("op-3"), &why(), &note) {
            Err(Stop::Refusal(refusal)) => assert_eq!(refusal.field, Some(field)),
            other => panic!("{note:?}: {other:?}"),
        }
    }
}

#[test]
fn a_dispatcher_assigns_a_lawyer_calls_an_embassy_and_takes_both_back_without_any_script() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let board = house.page("/?lang=en", &cookie);
    let aid = format!("/aid/{}", between(&board, "href=\"/aid/"));
    let page = house.page(&aid, &cookie);
    for words in ["Аслан Тестов", "at a police unit", "Lawyer: refused entry", "embassy or consulate"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let set = post(
        &house,
        &format!("{aid}/lawyer"),
        &cookie,
        "state=on_the_way&name=Dana+%3Cb%3E&by=op-4&why=asked+for",
    );
    assert_eq!(set.status, 303, "{}", set.text());
    let page = house.page(set.header("location").unwrap(), &cookie);
    assert!(page.contains("Saved: the lawyer.") && page.contains("Lawyer: on the way"), "{page}");
    let board = house.page("/", &cookie);
    assert!(board.contains("on the way: \u{2068}Dana &lt;b&gt;\u{2069}"), "{board}");
    assert!(board.contains("data-keys=\"/board/keys\""));
    let keys = house.page("/board/keys?fragment=1", &cookie);
    assert!(keys.contains("<li><bdi>Dana &lt;b&gt;</bdi></li>"), "offered for one key: {keys}");
    let undo = format!("claims={}&by=op-4&why=mistaken", between(&page, "name=\"claims\" value=\""));
    assert_eq!(post(&house, &format!("{aid}/lawyer/undo"), &cookie, &undo).status, 303);
    assert_eq!(post(&house, &format!("{aid}/lawyer/undo"), &cookie, &undo).status, 409);
    assert!(house.page("/", &cookie).contains("refused entry"));

    // Refused forms come back as they were typed.
    let refused = post(&house, &format!("{aid}/lawyer"), &cookie, "state=none&name=Dana&by=op-4&why=x");
    assert_eq!(refused.status, 400);
    let text = refused.text();
    assert!(text.contains("value=\"Dana\"") && text.contains("id=\"no-name\""), "{text}");
    let refused = post(&house, &format!("{aid}/call"), &cookie, "words=they+will+ask&by=op-4&why=x");
    assert_eq!(refused.status, 400);
    assert!(refused.text().contains(">they will ask</textarea>"), "{}", refused.text());

    let call = "called=embassy&to=Consul&kind=inquiry&response=promise&words=we+will+ask&by=op-4&why=x";
    let logged = post(&house, &format!("{aid}/call"), &cookie, call);
    assert_eq!(logged.status, 303, "{}", logged.text());
    let page = house.page(logged.header("location").unwrap(), &cookie);
    for words in ["The intervention is saved.", "Consul", "promised to", "we will ask"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let unit = id(3);
    let checks = house.page(&format!("/checks?unit={unit}"), &cookie);
    assert!(checks.contains("Who was called for them") && checks.contains("we will ask"), "{checks}");
    let undo = format!("intervention={}&by=op-4&why=x", between(&page, "name=\"intervention\" value=\""));
    assert_eq!(post(&house, &format!("{aid}/call/undo"), &cookie, &undo).status, 303);
    assert_eq!(post(&house, &format!("{aid}/call/undo"), &cookie, &undo).status, 409);
    assert!(!house.page(&aid, &cookie).contains("we will ask"));
    assert!(house.page(&format!("{aid}?lang=ru"), &cookie).contains("посольство или консульство"));
    assert!(house.page(&format!("{aid}?lang=kk"), &cookie).contains("елшілік"));
    for path in [format!("/aid/{}", id(1)), "/aid/nothing".to_owned()] {
        assert_eq!(house.get(&path, &cookie).status, 404, "{path}");
    }
    assert_eq!(house.get(&aid, "").status, 401);
}
