//! Checks as a dispatcher meets them: the queue, "I am ringing this one", the form, the log and taking back.

use super::house::{Answer, House, NOW, claim, id, name, one_detention, save, when};
use claims::when::{Instant, ZoneId};
use claims::{Property, Value};
use desk::check::{CheckNote, Queue, checks_of, log_check, queue, release, ring};
use desk::{Actor, Desk, Edges, Kind, Reason, Stop};
use ledger::{NewCasebook, Unlock};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Sends a form.
pub fn post(house: &House, path: &str, cookie: &str, form: &str) -> Answer {
    let host = house.address;
    house.ask(&format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    ))
}

/// What stands between these words and the next quotation mark.
pub fn between<'t>(page: &'t str, before: &str) -> &'t str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("{before} is not in {page}"));
    rest.split('"').next().unwrap()
}

/// A desk whose clock the test moves, by seconds.
pub fn desk_by_the_clock(fill: impl FnOnce(&Desk)) -> (Desk, Arc<AtomicI64>, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let clock = Arc::new(AtomicI64::new(Instant::parse(NOW).unwrap().unix()));
    let hands = Arc::clone(&clock);
    let now = Box::new(move || Instant::from_unix(hands.load(Ordering::Relaxed)));
    let edges = Edges { now, ..Edges::system() };
    let unlock = Unlock::KeyFile(dir.path().join("key"));
    let zone = ZoneId::parse("Asia/Almaty").unwrap();
    let desk = Desk::found(&dir.path().join("book"), NewCasebook::new(unlock), zone, edges).unwrap();
    fill(&desk);
    (desk, clock, dir)
}

pub fn actor(handle: &str) -> Actor {
    Actor::parse(handle).unwrap()
}

pub fn why() -> Reason {
    Reason::parse("on duty").unwrap()
}

#[track_caller]
fn conflict<T: std::fmt::Debug>(done: Result<T, Stop>, words: &str) {
    match done {
        Err(Stop::Refusal(refusal)) => {
            assert_eq!(refusal.kind, Kind::Conflict, "{refusal:?}");
            assert!(refusal.say.english().contains(words), "{words:?}: {refusal:?}");
        }
        other => panic!("not a conflict: {other:?}"),
    }
}

fn names(of: &[desk::check::Due]) -> Vec<String> {
    of.iter().map(|due| due.label.to_string()).collect()
}

#[test]
fn a_unit_is_rung_by_one_person_for_ten_minutes() {
    let (desk, clock, _dir) = desk_by_the_clock(one_detention);
    let look = || -> Queue { queue(&desk, 6 * 3600).unwrap() };
    assert_eq!(names(&look().due), ["Example District Station"]);
    assert_eq!((look().due[0].held, look().due[0].first), (1, 1), "a minor is held");

    let taken = ring(&desk, &actor("op-3"), &why(), id(3), false).unwrap();
    assert_eq!(taken.until.seconds_since(desk.now()), 600);
    conflict(ring(&desk, &actor("op-4"), &why(), id(3), false), "op-3 is ringing this unit now");
    conflict(ring(&desk, &actor("op-4"), &why(), id(3), true), "op-3");
    assert_eq!(ring(&desk, &actor("op-3"), &why(), id(3), false).unwrap().claim, taken.claim, "it is theirs");
    assert!(look().due.is_empty() && &*look().rung[0].ringing.as_ref().unwrap().by == "op-3");

    // It runs out by itself.
    clock.fetch_add(601, Ordering::Relaxed);
    assert_eq!(names(&look().due), ["Example District Station"]);
    conflict(release(&desk, &actor("op-3"), &why(), taken.claim), "any more");
    // Given back early.
    let taken = ring(&desk, &actor("op-4"), &why(), id(3), false).unwrap();
    release(&desk, &actor("op-4"), &why(), taken.claim).unwrap();
    assert_eq!(look().due.len(), 1);
    // Logging the answer ends it, and nobody need ask again for ten minutes.
    ring(&desk, &actor("op-4"), &why(), id(3), false).unwrap();
    let note = CheckNote { answer: Some("no_answer".to_owned()), ..CheckNote::default() };
    log_check(&desk, &actor("op-4"), &why(), id(3), &note).unwrap();
    assert!(look().due.is_empty() && look().rung.is_empty());
    assert_eq!(names(&look().asked), ["Example District Station"]);
    clock.fetch_add(120, Ordering::Relaxed);
    conflict(ring(&desk, &actor("op-3"), &why(), id(3), false), "asked 2 min ago");
    ring(&desk, &actor("op-3"), &why(), id(3), true).unwrap();
    clock.fetch_add(600, Ordering::Relaxed);
    assert_eq!(look().due.len(), 1);
    // Nothing is left that keeps anybody from ringing.
    assert!(desk.casebook().ringing(desk.now()).unwrap().is_empty());
}

#[test]
fn of_two_who_take_a_unit_at_once_the_first_entry_holds() {
    let (desk, _clock, _dir) = desk_by_the_clock(one_detention);
    // As if both had looked before either saved.
    for (n, by) in [(201, "op-7"), (202, "op-8")] {
        let until = when("2031-06-08T21:10:00");
        let mut draft = desk::Draft::default();
        draft.claim(claim(n, id(3), Property::UnitRinging, Value::When(until)));
        desk.save(&actor(by), &why(), draft).unwrap();
    }
    assert_eq!(&*desk.casebook().ringing(desk.now()).unwrap()[&id(3)].by, "op-7");
}

#[test]
fn units_come_in_the_order_of_need() {
    let (desk, clock, _dir) = desk_by_the_clock(|desk| {
        // Unit, how many, whether one of them is a minor.
        let mut claims = Vec::new();
        let mut n = 0u16;
        let mut fresh = || {
            n += 1;
            n
        };
        for (unit, people, minor) in [(20u8, 1u8, false), (21, 3, false), (22, 1, true), (23, 2, false)] {
            claims.push(claim(fresh(), id(unit), Property::UnitName, name(&format!("Unit {unit}"))));
            for person in 0..people {
                let (who, of) = (id(unit * 4 + person), id(100 + unit * 4 + person));
                let step = claims::CustodyStep {
                    unit: Some(id(unit)),
                    confirmed: Some(when("2031-06-08T20:50")),
                    ..claims::CustodyStep::of(claims::legal::CustodyState::AtPolice)
                };
                claims.extend([
                    claim(fresh(), who, Property::PersonName, name(&format!("Held {unit} {person}"))),
                    claim(fresh(), of, Property::DetentionOf, Value::Ref(who)),
                    claim(fresh(), of, Property::DetentionWhen, Value::When(when("2031-06-08T20:00"))),
                    claim(fresh(), of, Property::DetentionCustody, Value::Custody(Box::new(step))),
                ]);
                if minor {
                    claims.push(claim(fresh(), who, Property::PersonRisk, Value::Term("minor".into())));
                }
            }
        }
        save(desk, claims);
    });
    let due = || names(&queue(&desk, 6 * 3600).unwrap().due);
    assert_eq!(
        due(),
        ["Unit 22", "Unit 21", "Unit 23", "Unit 20"],
        "none was asked: the minor, then the most"
    );
    let asked = |unit: u8, at: &str| {
        let note = CheckNote {
            answer: Some("refused".to_owned()),
            when: Some(at.to_owned()),
            ..CheckNote::default()
        };
        log_check(&desk, &actor("op-3"), &why(), id(unit), &note).unwrap();
    };
    asked(22, "2031-06-08T20:30");
    asked(21, "2031-06-08T18:30");
    assert_eq!(due(), ["Unit 23", "Unit 20", "Unit 21", "Unit 22"], "never asked, then longest ago");
    asked(23, "2031-06-08T20:10");
    asked(20, "2031-06-08T20:20");
    clock.fetch_add(60, Ordering::Relaxed);
    assert_eq!(due(), ["Unit 21", "Unit 22", "Unit 23", "Unit 20"], "within one hour the minor comes first");
}

#[test]
fn an_answer_about_somebody_is_the_last_word_until_it_is_taken_back() {
    let (desk, clock, _dir) = desk_by_the_clock(one_detention);
    let custody = || desk.casebook().custody_of(id(2), desk.now(), 6 * 3600).unwrap().unwrap().held;
    let before = custody();
    let ask = |answer: &str| {
        clock.fetch_add(60, Ordering::Relaxed);
        let note = CheckNote { answer: Some(answer.to_owned()), about: vec![id(2)], ..CheckNote::default() };
        log_check(&desk, &actor("op-3"), &why(), id(3), &note).unwrap()
    };
    assert_eq!(ask("no_answer").confirms, 0);
    assert_eq!(custody(), before);
    let held = ask("held");
    assert_eq!(held.confirms, 1);
    assert_eq!(custody().confirmed, Some((desk.now(), claims::HowKnown::Police)));
    let out = ask("released");
    assert_eq!(custody().held, claims::Truth::No);
    desk::check::undo_check(&desk, &actor("op-3"), &why(), out.check).unwrap();
    assert_eq!(custody().held, claims::Truth::Yes);
    desk::check::undo_check(&desk, &actor("op-3"), &why(), held.check).unwrap();
    assert_eq!(custody(), before);
    conflict(desk::check::undo_check(&desk, &actor("op-3"), &why(), held.check), "already");
    assert_eq!(checks_of(&desk, Some(id(3)), 0, 9).unwrap().total, 1, "the one without an answer is left");
    for (note, field) in [
        (CheckNote::default(), "answer"),
        (CheckNote { answer: Some("perhaps".to_owned()), ..CheckNote::default() }, "answer"),
        (CheckNote { words: Some("x".repeat(2001)), ..CheckNote::default() }, "words"),
        (
            CheckNote {
                words: Some("no".to_owned()),
                when: Some("2031-06-09T09:00".to_owned()),
                ..CheckNote::default()
            },
            "when",
        ),
        (CheckNote { words: Some("no".to_owned()), about: vec![id(4)], ..CheckNote::default() }, "about"),
    ] {
        match log_check(&desk, &actor("op-3"), &why(), id(3), &note) {
            Err(Stop::Refusal(refusal)) => assert_eq!(refusal.field, Some(field), "{refusal:?}"),
            other => panic!("{note:?}: {other:?}"),
        }
    }
}

#[test]
fn a_dispatcher_takes_a_unit_logs_the_answer_and_takes_it_back_without_any_script() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let page = house.page("/checks/queue?lang=en", &cookie);
    for words in ["Whom to ring next", "1 due, 0 being rung", "Example District Station", "served first: 1"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let unit = id(3).to_string();
    let ring = |by: &str| {
        post(&house, "/checks/ring", &cookie, &format!("unit={unit}&by={by}&why=taken+from+the+queue"))
    };
    let taken = ring("op-4");
    assert_eq!(taken.status, 303, "{}", taken.text());
    let page = house.page(taken.header("location").unwrap(), &cookie);
    for words in ["op-4", "is ringing, until", "Аслан Тестов", "“held here”", "value=\"op-4\""]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(ring("op-5").status, 409);
    assert!(house.page("/checks/queue", &cookie).contains("Being rung now"));

    // A form that cannot be taken comes back as it was typed.
    let detention = id(2);
    let form = format!("unit={unit}&about={detention}&words=no+such+person&by=op-4&why=told");
    let refused = post(&house, "/checks", &cookie, &format!("{form}&answer=not_held&when=yesterday"));
    assert_eq!(refused.status, 400);
    let text = refused.text();
    for words in [
        "What you typed is still here",
        "no such person",
        "value=\"yesterday\"",
        "value=\"not_held\" checked",
        "id=\"no-when\"",
        &format!("value=\"{detention}\" checked"),
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let logged = post(&house, "/checks", &cookie, &format!("{form}&answer=not_held&when="));
    assert_eq!(logged.status, 303, "{}", logged.text());
    let page = house.page(logged.header("location").unwrap(), &cookie);
    for words in
        ["The check is saved.", "“not held here”", "no such person", "One check is recorded", "asked by"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("is ringing, until"), "logging the answer ends the ringing");
    assert!(house.page("/?lang=ru", &cookie).contains("«здесь нет» («\u{2068}no such person\u{2069}»)"));
    assert!(house.page("/checks/queue?lang=ru", &cookie).contains("Спрашивали в последние десять минут"));
    assert!(house.page("/checks?lang=kk", &cookie).contains("1 қоңырау жазылған"));

    let check = between(&page, "name=\"check\" value=\"").to_owned();
    let undo = format!("check={check}&unit={unit}&by=op-4&why=mistaken");
    assert_eq!(post(&house, "/checks/undo", &cookie, &undo).status, 303);
    assert_eq!(post(&house, "/checks/undo", &cookie, &undo).status, 409);
    assert!(house.page("/", &cookie).contains("Nobody is recorded to have asked here."));

    for (path, form, status) in [
        ("/checks", "unit=nowhere&answer=held&by=op-4&why=x", 400),
        ("/checks", "answer=held&by=op-4&why=x", 400),
        ("/checks", &format!("unit={unit}&answer=held&by=&why=x"), 400),
        ("/checks/release", "claim=00000000000000000000000000000001&by=op-4&why=x", 409),
        ("/checks/undo", &format!("check={unit}&by=op-4&why=x"), 404),
    ] {
        let answer = post(&house, path, &cookie, form);
        assert_eq!(answer.status, status, "{path} {form}: {}", answer.text());
    }
    assert_eq!(house.get("/checks?unit=nowhere", &cookie).status, 400);
    for path in ["/checks", "/checks/queue"] {
        assert_eq!(house.get(path, "").status, 401);
    }
}

#[test]
fn what_a_unit_said_is_shown_and_never_obeyed() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let unit = id(3);
    let words = "%3Cscript%3Ealert%281%29%3C%2Fscript%3E+%E2%80%AEno";
    let form = format!("unit={unit}&answer=other&words={words}&by=op-4&why=told");
    assert_eq!(post(&house, "/checks", &cookie, &form).status, 303);
    for path in ["/checks", "/", "/checks/queue"] {
        let page = house.page(path, &cookie);
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; [U+202E]no"), "{path}: {page}");
    }
}

#[test]
fn units_stand_in_the_order_of_the_reader_s_alphabet() {
    let all = ["Отдел 10", "Ұлытау", "Отдел 2", "Әйтеке", "Қорғас", "Яблоневка", "Кентау", "Алматы"];
    let house = House::open(|desk| {
        let named = (0u8..)
            .zip(all)
            .map(|(n, unit)| claim(100 + u16::from(n), id(100 + n), Property::UnitName, name(unit)));
        save(desk, named.collect());
    });
    let cookie = house.sign_in();
    let check = |language: &str, expected: [&str; 8]| {
        let page = house.page(&format!("/checks?lang={language}"), &cookie);
        let mut found: Vec<(usize, &str)> =
            all.iter().map(|unit| (page.find(&format!(">{unit}<")).unwrap(), *unit)).collect();
        found.sort_unstable();
        assert_eq!(found.iter().map(|(_, unit)| *unit).collect::<Vec<_>>(), expected, "{language}");
    };
    // ә after а, қ after к, ұ after у: not behind я, where their code points are.
    check("kk", ["Алматы", "Әйтеке", "Кентау", "Қорғас", "Отдел 2", "Отдел 10", "Ұлытау", "Яблоневка"]);
    check("ru", ["Алматы", "Әйтеке", "Кентау", "Қорғас", "Отдел 2", "Отдел 10", "Ұлытау", "Яблоневка"]);
}
