//! A person who is limited to a group, page by page: whoever is of the group finds them where they are looked for, and for
//! everybody else they are not there; a number counts them all the same, since it names nobody.

use super::access::{member, owner, post};
use super::house::{House, claim, id, name, one_detention, save, saved, without_tokens};
use claims::Property;
use desk::access::{Role, limit_record, read_groups};
use desk::check::{CheckNote, log_check};
use desk::intervene::{InterventionNote, log_intervention};
use desk::{Actor, Reason};

/// The person and the report are limited to the east; a check and a call were logged about them. Cookies of one of the east
/// and one of the west.
fn one_limited() -> (House, String, String) {
    let house = House::open(|desk| {
        one_detention(desk);
        save(desk, vec![claim(60, id(7), Property::UnitName, name("Second Station"))]);
    });
    let desk = house.desk.as_ref().unwrap();
    let (actor, why) = (Actor::parse("op-3").unwrap(), Reason::parse("on duty").unwrap());
    let check = CheckNote {
        answer: Some("held".to_owned()),
        about: vec![id(2)],
        words: Some("yes, Testov is here".to_owned()),
        ..CheckNote::default()
    };
    log_check(desk, &actor, &why, id(3), &check).unwrap();
    let call = InterventionNote {
        of: vec![id(2)],
        called: Some("doctor".to_owned()),
        words: Some("asked about Testov".to_owned()),
        ..InterventionNote::default()
    };
    log_intervention(desk, &actor, &why, &call).unwrap();
    let roles = [Role::Operator, Role::Dispatcher, Role::Liaison, Role::Verifier, Role::Coordinator];
    let (inside, outside) =
        (member(&house, "east-1", &roles, "east"), member(&house, "west-1", &roles, "west"));
    let (owner, why) = owner();
    for record in [1, 4] {
        limit_record(desk, &owner, &why, id(record), &read_groups("east").unwrap()).unwrap();
    }
    (house, inside, outside)
}

/// Words and addresses that would point to the person or the detention.
fn points_to(page: &str) -> Option<&'static str> {
    let (person, detention) = (id(1).to_string(), id(2).to_string());
    if page.contains(&person[..20]) || page.contains(&detention[..20]) {
        return Some("an id");
    }
    ["Тестов", "Testov", "by the fountain"].into_iter().find(|words| page.contains(words))
}

#[test]
fn each_page_shows_them_to_their_group_and_to_nobody_else() {
    let (house, inside, outside) = one_limited();
    let unit = id(3);
    // The page, and whether those of the group find the person on it.
    let pages = [
        ("/".to_owned(), true),
        ("/board/wall?names=1".to_owned(), true),
        (format!("/board/print?unit={unit}"), true),
        (format!("/checks?unit={unit}"), true),
        ("/checks".to_owned(), true),
        ("/checks/queue".to_owned(), false),
        (format!("/record/{unit}"), true),
        ("/search?q=Aslan".to_owned(), true),
        ("/search?kind=detention".to_owned(), true),
        ("/search?kind=check".to_owned(), false),
        ("/search?kind=intervention".to_owned(), false),
        ("/search?kind=report".to_owned(), false),
        ("/timeline?day=2031-06-08".to_owned(), false),
        ("/map".to_owned(), false),
        (format!("/map?unit={unit}"), false),
        ("/count?measure=persons&as_of=2031-06-08T20:00".to_owned(), true),
        ("/counts?by=unit".to_owned(), false),
        ("/review".to_owned(), false),
        ("/review/duplicates".to_owned(), false),
        ("/review/drafts".to_owned(), false),
        ("/family".to_owned(), false),
        ("/contacts".to_owned(), false),
        ("/figures".to_owned(), false),
    ];
    for (path, found) in &pages {
        let page = house.page(path, &inside);
        if *found {
            assert!(points_to(&page).is_some(), "{path} hides them from their own group: {page}");
        }
        let page = house.page(path, &outside);
        assert_eq!(points_to(&page), None, "{path}: {page}");
    }
    for path in [format!("/record/{}", id(1)), format!("/aid/{}", id(2)), format!("/report/{}", id(4))] {
        assert_eq!(house.get(&path, &inside).status, 200, "{path}");
        assert_eq!(house.get(&path, &outside).status, 404, "{path}");
    }
    // A number counts everybody.
    let persons = |cookie: &str| {
        let page = house.page("/count?measure=persons", cookie);
        page.split("<p class=\"big\"><strong>").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    assert_eq!(persons(&inside), persons(&outside));
}

#[test]
fn what_is_sent_about_them_by_others_is_refused_like_what_never_was() {
    let (house, inside, outside) = one_limited();
    let desk = house.desk.as_ref().unwrap();
    let before = saved(desk);
    let never = |path: &str| {
        path.replace(&id(2).to_string(), &id(99).to_string()).replace(&id(1).to_string(), &id(98).to_string())
    };
    let forms = [
        (format!("/aid/{}/lawyer", id(2)), "state=assigned&name=X&why=w".to_owned()),
        (format!("/aid/{}/call", id(2)), "called=doctor&words=x&why=w".to_owned()),
        ("/checks".to_owned(), format!("unit={}&answer=not_held&about={}&why=w", id(3), id(2))),
        ("/review/judge".to_owned(), format!("a={}&b={}&same=yes&why=w", id(1), id(3))),
    ];
    for (path, form) in &forms {
        let hidden = post(&house, path, &outside, form);
        let other = post(&house, &never(path), &outside, &never(form));
        assert!(matches!(hidden.status, 400 | 404), "{path}: {} {}", hidden.status, hidden.text());
        assert_eq!(hidden.status, other.status, "{path}");
        let same = |text: String| {
            [(1, 0), (2, 0), (98, 0), (99, 0)]
                .iter()
                .fold(without_tokens(&text), |text, (n, _)| text.replace(&id(*n).to_string(), "#"))
        };
        assert_eq!(same(hidden.text()), same(other.text()), "{path}");
        assert_eq!(
            points_to(&hidden.text().replace(&id(2).to_string(), "").replace(&id(1).to_string(), "")),
            None,
            "{path}"
        );
    }
    assert_eq!(saved(desk), before, "nothing was saved");
    assert_eq!(post(&house, &forms[0].0, &inside, &forms[0].1).status, 303);
}

#[test]
fn a_relative_is_told_nothing_of_them_by_somebody_of_another_group() {
    let (house, inside, outside) = one_limited();
    let ask = |cookie: &str| {
        let form = "name=Aslan+Testov&relation=mother&why=asks";
        let answer = post(&house, "/family", cookie, form);
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.header("location").unwrap().split('?').next().unwrap().to_owned()
    };
    let (theirs, others) = (ask(&inside), ask(&outside));
    assert!(house.page(&theirs, &inside).contains("Аслан Тестов"));
    let page = house.page(&others, &outside);
    assert!(!page.contains("Аслан") && !page.contains(&id(1).to_string()), "{page}");
    assert_eq!(house.get(&format!("{others}?person={}", id(1)), &outside).status, 404);
    assert!(
        house.page(&format!("{others}?person=none"), &outside).contains("We know nothing of this person")
    );
    for answer in ["located", "reported", "released", "confirmed"] {
        let said = format!("person={}&answer={answer}&why=read", id(1));
        assert_eq!(post(&house, &format!("{others}/answer"), &outside, &said).status, 404, "{answer}");
    }
}
