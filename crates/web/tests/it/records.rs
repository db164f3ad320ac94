//! A record through time: the slider over what was known when, what changed between two places of the ledger, and the
//! drawing of a custody beside its list.

use super::house::{House, claim, id, name, one_detention, save, when};
use claims::legal::CustodyState;
use claims::{Claim, ClaimId, CustodyStep, Decision, Property, RecordId, Ruling, Value};
use desk::{Actor, Desk, Draft, Reason};

fn step(n: u16, unit: Option<u8>, state: CustodyState, from: &str, to: &str) -> Claim {
    let mut step = CustodyStep::of(state);
    step.unit = unit.map(id);
    step.from = (!from.is_empty()).then(|| when(from));
    step.to = (!to.is_empty()).then(|| when(to));
    claim(n, id(2), Property::DetentionCustody, Value::Custody(Box::new(step)))
}

fn decide(desk: &Desk, about: RecordId, n: u8, ruling: Ruling) {
    let mut draft = Draft::default();
    draft.decision(Decision { id: ClaimId::from_bytes([n; 16]), about, ruling });
    desk.save(&Actor::parse("op-4").unwrap(), &Reason::parse("asked the aunt again").unwrap(), draft)
        .unwrap();
}

/// Position 1: taken, said to be at unit 3. Position 2: another place. Position 3: the first place is withdrawn. Position 4: at
/// unit 7 at the same time, and out since the evening.
fn four_positions(desk: &Desk) {
    one_detention(desk);
    save(desk, vec![claim(30, id(2), Property::DetentionCharge, super::house::text("art. 488"))]);
    let market = claim(10, id(2), Property::DetentionPlace, super::house::text("at the market")).id;
    decide(desk, id(2), 0xD1, Ruling::Retract(market));
    save(
        desk,
        vec![
            claim(40, id(7), Property::UnitName, name("Second Station")),
            step(41, Some(3), CustodyState::AtPolice, "2031-06-08T16:50", "2031-06-08T18:30"),
            step(42, Some(7), CustodyState::AtPolice, "2031-06-08T17:40", "2031-06-08T19:00"),
            step(43, None, CustodyState::Released, "2031-06-08T19:30", ""),
        ],
    );
}

#[test]
fn what_was_known_when_is_a_slider_with_buttons() {
    let house = House::open(four_positions);
    let cookie = house.sign_in();
    let path = format!("/record/{}", id(2));
    let now = house.page(&path, &cookie);
    for words in [
        "name=\"stop\" min=\"1\" max=\"4\" value=\"4\"",
        "As known now, after change 4 of 4",
        "All 4 changes, and who made them",
        "Earlier change",
    ] {
        assert!(now.contains(words), "{words:?} is missing in\n{now}");
    }
    assert!(!now.contains("Later change") && !now.contains("What changed between"), "{now}");

    // The slider is a form: what it asks for has an address of its own.
    let answer = house.get(&format!("{path}?stop=3"), &cookie);
    assert_eq!((answer.status, answer.header("location")), (303, Some(&*format!("{path}?position=3"))));
    let answer = house.get(&format!("{path}?stop=4"), &cookie);
    assert_eq!(answer.header("location"), Some(&*path));
    let answer = house.get(&format!("{path}?known_at=2031-06-08T22:00"), &cookie);
    assert_eq!((answer.status, answer.header("location")), (303, Some(&*path)));
    assert_eq!(house.get(&format!("{path}?known_at=2031-06-08T20:00"), &cookie).status, 404);
    assert_eq!(house.get(&format!("{path}?stop=soon"), &cookie).status, 400);
    assert_eq!(house.get(&format!("{path}?stop=0"), &cookie).status, 303);

    let third = house.page(&format!("{path}?position=3"), &cookie);
    assert!(third.contains("As known after change 3 of 4") && third.contains("Later change"), "{third}");
    let (_, changed) = third.split_once("What changed between positions 2 and 3").unwrap();
    let (changed, _) = changed.split_once("</section>").unwrap();
    assert!(changed.contains("CONTESTED") && changed.contains("by the fountain"), "{changed}");
    assert!(changed.contains("withdrawn: ") && !changed.contains("art. 488"), "{changed}");

    // Either way round, over several changes.
    for query in ["position=1&since=3", "position=3&since=1"] {
        let page = house.page(&format!("{path}?{query}"), &cookie);
        let (_, changed) = page.split_once("What changed between positions 1 and 3").unwrap();
        let (changed, _) = changed.split_once("</section>").unwrap();
        assert!(changed.contains("new statement: ") && changed.contains("art. 488"), "{changed}");
    }
    let same = house.page(&format!("{path}?since=4"), &cookie);
    assert!(same.contains("Nothing changed."), "{same}");
    // Other kinds of records have it too.
    let unit = house.page(&format!("/record/{}?since=1", id(3)), &cookie);
    assert!(
        unit.contains("Refer to it by “Custody step”: 1 → 1") || unit.contains("What changed between"),
        "{unit}"
    );
}

#[test]
fn a_custody_is_drawn_with_what_is_uncertain_and_what_contradicts() {
    let house = House::open(four_positions);
    let cookie = house.sign_in();
    let page = house.page(&format!("/record/{}", id(2)), &cookie);
    let from = page.find("<svg class=\"custody\"").unwrap();
    let drawn = &page[from..from + page[from..].find("</svg>").unwrap() + 6];
    let drawn = drawn.replace("><", ">\n<");
    assert_eq!(drawn.trim(), include_str!("golden/custody.svg").trim(), "\n{drawn}");
    assert!(page.contains("≠ contradicts step "), "{page}");
    assert!(page.contains("nobody says until when"), "{page}");
    // The same on the page of whom it is about.
    let person = house.page(&format!("/record/{}", id(1)), &cookie);
    assert!(person.contains("<svg class=\"custody\"") && person.contains("Second Station"), "{person}");
}

#[test]
fn a_name_in_a_drawing_stays_a_name() {
    let house = House::open(|desk| {
        one_detention(desk);
        save(
            desk,
            vec![
                claim(
                    40,
                    id(7),
                    Property::UnitName,
                    name("</text></svg><script>alert(1)</script> \u{202e}x\"'"),
                ),
                step(41, Some(7), CustodyState::AtPolice, "2031-06-08T16:50", ""),
            ],
        );
    });
    let page = house.page(&format!("/record/{}", id(2)), &house.sign_in());
    let (_, drawn) = page.split_once("<svg class=\"custody\"").unwrap();
    let (drawn, _) = drawn.split_once("</svg>").unwrap();
    assert!(drawn.contains("&lt;/text&gt;&lt;/svg&gt;&lt;script&gt;"), "{drawn}");
    assert!(!drawn.contains("<script") && !drawn.contains('\u{202e}'), "{drawn}");
}

#[test]
fn what_stands_around_a_record_is_told_in_lines() {
    let house = House::open(|desk| {
        one_detention(desk);
        let (act, check, step_in, again) = (id(20), id(21), id(22), id(23));
        save(
            desk,
            vec![
                claim(50, act, Property::ActDetention, Value::Ref(id(2))),
                claim(51, act, Property::ActType, Value::Term("beating".into())),
                claim(52, check, Property::CheckAbout, Value::Ref(id(1))),
                claim(53, check, Property::CheckUnit, Value::Ref(id(3))),
                claim(54, check, Property::CheckAnswer, Value::Term("not_held".into())),
                claim(55, step_in, Property::InterventionFor, Value::Ref(id(2))),
                claim(56, step_in, Property::InterventionBy, super::house::text("the bar association")),
                claim(57, again, Property::DetentionOf, Value::Ref(id(1))),
                claim(58, again, Property::DetentionWhen, Value::When(when("2031-06-08T20:00"))),
            ],
        );
        // What was withdrawn relates to nothing.
        save(desk, vec![claim(59, id(24), Property::ActDetention, Value::Ref(id(2)))]);
        let withdrawn = claim(59, id(24), Property::ActDetention, Value::Ref(id(2))).id;
        decide(desk, id(24), 0xD2, Ruling::Retract(withdrawn));
    });
    let cookie = house.sign_in();
    let page = house.page(&format!("/record/{}", id(2)), &cookie);
    let (_, around) = page.split_once("What stands around it").unwrap();
    let (around, _) = around.split_once("What is known, and how").unwrap();
    for words in
        ["Other detentions of the same person", "20:00", "What was done to them", "beating", "Who stepped in"]
    {
        assert!(around.contains(words), "{words:?} is missing in\n{around}");
    }
    assert!(
        around.contains("the bar association") && around.contains("Example District Station"),
        "{around}"
    );
    assert!(!around.contains(&id(24).to_string()), "{around}");
}

#[test]
fn a_day_is_told_by_event_and_unit_and_never_guesses_an_hour() {
    let house = House::open(|desk| {
        four_positions(desk);
        save(
            desk,
            vec![
                claim(60, id(30), Property::EventTitle, super::house::text("Walk <b>& picket")),
                claim(61, id(2), Property::DetentionEvent, Value::Ref(id(30))),
                // Taken some time that day.
                claim(62, id(31), Property::DetentionWhen, Value::When(when("2031-06-08"))),
                claim(63, id(31), Property::DetentionRole, super::house::text("student")),
                claim(64, id(31), Property::DetentionEvent, Value::Ref(id(30))),
            ],
        );
    });
    let cookie = house.sign_in();
    let page = house.page("/timeline", &cookie);
    assert!(page.contains("<svg class=\"day\"") && !page.contains("Walk <b>"), "{page}");
    let (_, list) = page.split_once("Hour by hour").unwrap();
    let (list, unsure) = list.split_once("Hour not known").unwrap();
    for words in [
        "16:00",
        "Walk &lt;b&gt;&amp; picket</bdi></a>: 1 taken",
        "Example District Station",
        "1 brought in",
        "1 let go",
    ] {
        assert!(list.contains(words), "{words:?} is missing in\n{list}");
    }
    assert!(unsure.contains("Walk &lt;b&gt;&amp; picket: 1 taken"), "{unsure}");
    // Every drag has a button: an address.
    for words in
        ["from=2031-06-08T12:00&amp;hours=24", "from=2031-06-07T12:00&amp;hours=24", "hours=12", "hours=72"]
    {
        assert!(page.contains(words), "{words:?} is missing in\n{page}");
    }
    // Only one unit, an earlier state, another stretch.
    let one = house.page(&format!("/timeline?unit={}&hours=12&from=2031-06-08T12:00", id(7)), &cookie);
    let (_, list) = one.split_once("Hour by hour").unwrap();
    assert!(list.contains("Second Station</bdi></a>: 1 brought in"), "{list}");
    assert!(!list.contains("Example District Station"), "{list}");
    let then = house.page("/timeline?position=1", &cookie);
    assert!(
        then.contains("What was known at ledger position 1.") && !then.contains("Second Station"),
        "{then}"
    );
    let nothing = house.page("/timeline?from=2030-01-01", &cookie);
    assert!(nothing.contains("Nothing is known to have happened in this time."), "{nothing}");
    for bad in ["/timeline?hours=5", "/timeline?hours=x", "/timeline?from=soon", "/timeline?position=-1"] {
        assert_eq!(house.get(bad, &cookie).status, 400, "{bad}");
    }
}
