//! Family liaison: the safe answer has four forms and nothing else, the second relative finds the first answer, and who
//! was not known is found when a report brings them.

use super::checks::{actor, between, desk_by_the_clock, post, why};
use super::house::{House, claim, id, name, one_detention, save, when};
use claims::legal::CustodyState;
use claims::{CustodyStep, HowKnown, Property, RecordId, Value};
use desk::family::{EnquiryNote, SafeAnswer, answer_enquiry, ask, found, open_matches, safe_answer};
use desk::{Kind, Stop};
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

const FRESH: i64 = 6 * 3600;

fn asked_for(name: &str) -> EnquiryNote {
    EnquiryNote { name: name.to_owned(), relation: Some("mother".to_owned()), ..EnquiryNote::default() }
}

/// The record of a number.
fn numbered(n: u16) -> RecordId {
    let mut bytes = [0xAB; 16];
    bytes[..2].copy_from_slice(&n.to_be_bytes());
    RecordId::from_bytes(bytes)
}

#[test]
fn whatever_is_known_the_answer_has_one_of_four_forms() {
    let (desk, _clock, _dir) = desk_by_the_clock(|desk| {
        save(desk, vec![claim(1, id(3), Property::UnitName, name("Station Seven"))]);
    });
    let places = [
        (None, None),
        (Some(id(3)), None),
        (None, Some("2031-06-08T20:00")),
        (Some(id(3)), Some("2031-06-08T20:00")),
    ];
    let mut cases = Vec::new();
    let mut claims = Vec::new();
    for state in CustodyState::ALL.iter().copied() {
        for how in HowKnown::ALL {
            for (unit, confirmed) in places {
                let n = cases.len() as u16;
                let (person, detention) = (numbered(2 * n), numbered(2 * n + 1));
                let step =
                    CustodyStep { unit, how, confirmed: confirmed.map(when), ..CustodyStep::of(state) };
                let of = 10 + 6 * n;
                claims.extend([
                    claim(of, person, Property::PersonName, name("Аслан Тестов")),
                    claim(of + 1, person, Property::PersonRisk, Value::Term("ill".into())),
                    claim(of + 2, detention, Property::DetentionOf, Value::Ref(person)),
                    claim(of + 3, detention, Property::DetentionWhen, Value::When(when("2031-06-08T16:00"))),
                    claim(of + 4, detention, Property::DetentionCharge, Value::Text("art. 488".into())),
                    claim(of + 5, detention, Property::DetentionCustody, Value::Custody(Box::new(step))),
                ]);
                cases.push((person, state, how, unit));
            }
        }
    }
    save(&desk, claims);
    let mut forms = BTreeSet::new();
    for (person, state, how, unit) in cases {
        let told = match safe_answer(&desk, Some(person), FRESH) {
            Ok(told) => told,
            Err(Stop::Refusal(_)) => {
                assert_eq!(state, CustodyState::Deceased, "only of the dead nothing is said");
                continue;
            }
            Err(fault) => panic!("{fault}"),
        };
        assert_ne!(state, CustodyState::Deceased);
        assert_eq!(SafeAnswer::read(&told.code()), Some(told));
        forms.insert(told.name());
        match told {
            SafeAnswer::Located { unit: at, .. } => {
                assert_eq!(Some(at), unit, "{state:?} {how:?}: a place that nobody named");
                assert_ne!(how, HowKnown::Unknown);
            }
            SafeAnswer::Released => assert_eq!(state, CustodyState::Released),
            SafeAnswer::Reported | SafeAnswer::NotKnown => {}
        }
    }
    assert_eq!(forms, BTreeSet::from(["located", "released", "reported"]));
    assert_eq!(safe_answer(&desk, None, FRESH).unwrap(), SafeAnswer::NotKnown);
    for nothing in ["", "located", "located x y", "reported he is ill", "held", "released now"] {
        assert_eq!(SafeAnswer::read(nothing), None, "{nothing:?}");
    }
}

#[test]
fn what_was_said_first_is_said_again_and_what_changed_is_refused() {
    let (desk, clock, _dir) = desk_by_the_clock(one_detention);
    let first = ask(&desk, &actor("op-3"), &why(), &asked_for("Aslan Testov"), 0).unwrap().enquiry;
    let offered = found(&desk, first).unwrap();
    assert_eq!(offered.candidates[0].person.record, id(1), "found across scripts");
    let told = safe_answer(&desk, Some(id(1)), FRESH).unwrap();
    assert!(matches!(told, SafeAnswer::Located { unit, .. } if unit == id(3)), "{told:?}");
    answer_enquiry(&desk, &actor("op-3"), &why(), first, Some(id(1)), told, FRESH).unwrap();

    clock.fetch_add(600, Ordering::Relaxed);
    let second = ask(&desk, &actor("op-4"), &why(), &asked_for("Аслан Тестов"), 0).unwrap().enquiry;
    let others = found(&desk, second).unwrap().others;
    assert_eq!(others.len(), 1);
    assert_eq!((&*others[0].answers[0].code, &*others[0].answers[0].by), (told.code().as_str(), "op-3"));
    // Somebody else's name finds neither.
    let third = ask(&desk, &actor("op-4"), &why(), &asked_for("Бота Другова"), 0).unwrap().enquiry;
    assert!(found(&desk, third).unwrap().others.is_empty());

    // While the operator reads, word comes of a release: what was on the screen is not logged as said.
    let mut out = CustodyStep::of(CustodyState::Released);
    out.confirmed = Some(when("2031-06-08T21:05"));
    save(&desk, vec![claim(60, id(2), Property::DetentionCustody, Value::Custody(Box::new(out)))]);
    match answer_enquiry(&desk, &actor("op-4"), &why(), second, Some(id(1)), told, FRESH) {
        Err(Stop::Refusal(refusal)) => assert_eq!(refusal.kind, Kind::Conflict),
        other => panic!("{other:?}"),
    }
    assert_eq!(safe_answer(&desk, Some(id(1)), FRESH).unwrap(), SafeAnswer::Released);
    let again: Vec<_> = open_matches(&desk, FRESH).unwrap().iter().map(|one| one.enquiry.record).collect();
    assert!(again.contains(&first), "the mother can be told that they are out: {again:?}");
}

#[test]
fn an_enquiry_about_somebody_not_known_comes_back_with_a_later_report() {
    let (desk, clock, _dir) = desk_by_the_clock(|_| {});
    let enquiry = ask(&desk, &actor("op-3"), &why(), &asked_for("Gulnara Sampleova"), 0).unwrap().enquiry;
    answer_enquiry(&desk, &actor("op-3"), &why(), enquiry, None, SafeAnswer::NotKnown, FRESH).unwrap();
    assert!(open_matches(&desk, FRESH).unwrap().is_empty());
    clock.fetch_add(600, Ordering::Relaxed);
    save(&desk, vec![claim(1, id(1), Property::PersonName, name("Гульнара Сэмплова"))]);
    save(&desk, vec![claim(2, id(9), Property::PersonName, name("Somebody Quite Else"))]);
    let matches = open_matches(&desk, FRESH).unwrap();
    assert_eq!(matches.len(), 1, "{matches:?}");
    assert_eq!((matches[0].enquiry.record, matches[0].person.record), (enquiry, id(1)));
    // Answered once more with what was known by then, it is at rest.
    answer_enquiry(&desk, &actor("op-3"), &why(), enquiry, None, SafeAnswer::NotKnown, FRESH).unwrap();
    assert!(open_matches(&desk, FRESH).unwrap().is_empty());
}

#[test]
fn an_operator_reads_one_sentence_aloud_and_logs_it_without_any_script() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let empty = post(&house, "/family", &cookie, "name=&relation=aunt&contact=555&by=op-4&why=asks");
    assert_eq!(empty.status, 400);
    assert!(empty.text().contains("value=\"aunt\"") && empty.text().contains("value=\"555\""));
    let form = "name=Aslan+Testov&born=17&relation=mother&contact=%2B7+555+0101&by=op-4&why=asks";
    let asked = post(&house, "/family", &cookie, form);
    assert_eq!(asked.status, 303, "{}", asked.text());
    let to = asked.header("location").unwrap().to_owned();
    assert!(!to.contains("Testov"), "no name stands in an address: {to}");
    let page = house.page(&format!("{to}&lang=en"), &cookie);
    assert!(page.contains("Аслан Тестов") && page.contains("not answered yet"), "{page}");
    assert!(!page.contains("555"), "how to reach them is apart: {page}");
    assert!(!page.contains("Read this aloud"), "nothing is said before somebody was chosen");

    let path = to.split('?').next().unwrap();
    let person = id(1);
    let page = house.page(&format!("{path}?person={person}&by=op-4"), &cookie);
    // The sentences, word for word.
    for words in [
        "This person was confirmed to be at \u{2068}Example District Station\u{2069}, on 8 June 2031, 17:00.",
        "Подтверждено, что этот человек находился здесь: \u{2068}Example District Station\u{2069}, 8 июня 2031, 17:00.",
        "Бұл адамның мына жерде болғаны расталды: \u{2068}Example District Station\u{2069}, 2031 ж. 8 маусым, 17:00.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let nobody = house.page(&format!("{path}?person=none"), &cookie);
    for words in [
        "We know nothing of this person. That does not mean that they were not detained. We have written down that you asked.",
        "Мы ничего не знаем об этом человеке. Это не значит, что его не задержали. Мы записали, что вы спрашивали.",
        "Бұл адам туралы бізде ештеңе жоқ. Бұл оның ұсталмағанын білдірмейді. Сұрағаныңызды жазып қойдық.",
    ] {
        assert!(nobody.contains(words), "{words}: {nobody}");
    }
    // What is in the box names nobody and no detail.
    let (_, aloud) = page.split_once("id=\"say\"").unwrap();
    let (aloud, _) = aloud.split_once("</section>").unwrap();
    for detail in ["Тестов", "minor", "fountain", "market", "refused", "aunt"] {
        assert!(!aloud.contains(detail), "{detail}: {aloud}");
    }
    let answer = between(aloud, "name=\"answer\" value=\"").replace(' ', "+");
    let said = format!("person={person}&answer={answer}&by=op-4&why=read");
    assert_eq!(post(&house, &format!("{path}/answer"), &cookie, &said).status, 303);
    let wrong = format!("person={person}&answer=reported&by=op-4&why=read");
    assert_eq!(post(&house, &format!("{path}/answer"), &cookie, &wrong).status, 409);
    let odd = format!("person={person}&answer=he+is+ill&by=op-4&why=read");
    assert_eq!(post(&house, &format!("{path}/answer"), &cookie, &odd).status, 400);
    let page = house.page("/family", &cookie);
    assert!(
        page.contains("Told") && page.contains("confirmed to be at") && page.contains("mother"),
        "{page}"
    );

    let second = post(&house, "/family", &cookie, "name=Тестов+Аслан&relation=brother&by=op-5&why=asks");
    let page = house.page(second.header("location").unwrap(), &cookie);
    assert!(page.contains("Somebody asked before") && page.contains("confirmed to be at"), "{page}");
    assert!(
        !house.page("/search?q=Testov&kind=enquiry", &cookie).contains("/record/"),
        "search finds no enquiry"
    );
    for path in ["/family", path] {
        assert_eq!(house.get(path, "").status, 401);
    }
}

#[test]
fn an_answer_logged_by_mistake_is_taken_back_and_the_enquiry_waits_again() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let desk = house.desk.as_ref().unwrap();
    let enquiry = ask(desk, &actor("op-3"), &why(), &asked_for("Aslan Testov"), 0).unwrap().enquiry;
    let told = safe_answer(desk, Some(id(1)), FRESH).unwrap();
    answer_enquiry(desk, &actor("op-3"), &why(), enquiry, Some(id(1)), told, FRESH).unwrap();
    let path = format!("/family/{enquiry}");
    let page = house.page(&path, &cookie);
    let form = format!("answer={}&by=op-3&why=the+wrong+one", between(&page, "name=\"answer\" value=\""));
    let undo = || post(&house, &format!("{path}/undo"), &cookie, &form).status;
    assert_eq!(undo(), 303);
    assert_eq!(undo(), 404, "it was taken back already");
    assert!(house.page(&path, &cookie).contains("not answered yet"));
    assert_eq!(found(desk, enquiry).unwrap().enquiry.about, None, "nor is it about anybody");
    assert_eq!(open_matches(desk, FRESH).unwrap().len(), 1, "the enquiry waits again");
    assert!(house.page("/admin/audit", &cookie).contains("the wrong one"));
}

/// Enquiries are read once and kept until something touches them: after each of many steps, what is kept is what reading all
/// of them anew gives, in the same order.
#[test]
fn the_enquiries_that_are_kept_are_those_read_anew() {
    let (desk, clock, _dir) = desk_by_the_clock(one_detention);
    let mut asked = Vec::new();
    let mut answered = Vec::new();
    let mut steps = 7_u64;
    for step in 0..120 {
        // A fixed walk through everything that can happen to them.
        steps = steps.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = |of: usize| (steps >> 33) as usize % of.max(1);
        match (steps >> 60) % 4 {
            0 | 1 => {
                let names = ["Aslan Testov", "Аслан Тестов", "Бота Другова", "Dana Sampleova"];
                let note = asked_for(names[pick(names.len())]);
                asked.push(ask(&desk, &actor("op-3"), &why(), &note, 0).unwrap().enquiry);
            }
            2 if !asked.is_empty() => {
                let enquiry = asked[pick(asked.len())];
                let person = (step % 2 == 0).then(|| id(1));
                let told = safe_answer(&desk, person, FRESH).unwrap();
                answer_enquiry(&desk, &actor("op-4"), &why(), enquiry, person, told, FRESH).unwrap();
                answered.push(enquiry);
            }
            _ if !answered.is_empty() => {
                let enquiry = answered.swap_remove(pick(answered.len()));
                let all = desk::family::enquiries(&desk).unwrap();
                let one = all.iter().find(|one| one.record == enquiry).unwrap();
                let last = one.answers.last().unwrap().id;
                desk::family::take_answer_back(&desk, &actor("op-5"), &why(), enquiry, last).unwrap();
            }
            _ => {}
        }
        clock.fetch_add(i64::from(step % 3), Ordering::Relaxed);
        let kept = desk::family::enquiries(&desk).unwrap();
        let anew = desk.casebook().enquiries_anew().unwrap();
        assert_eq!(kept.len(), anew.len(), "step {step}");
        for (kept, anew) in kept.iter().zip(&anew) {
            assert_eq!(**kept, *anew, "step {step}");
        }
    }
    assert!(asked.len() > 40, "{}", asked.len());
}
