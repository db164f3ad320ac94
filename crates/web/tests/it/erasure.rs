//! What a page says of erasure is what is so: before anybody asked, while it waits, while it is held, when the disk
//! refuses, and after.

use super::house::{House, claim, id, name, one_detention, save};
use claims::{ClaimId, Property, RecordId, Tier, Tiers};
use desk::erase::{AskChoices, ask, cancel, carry_out_due, confirm, hold, lift};
use desk::{Actor, Desk, Reason};
use std::sync::atomic::{AtomicBool, Ordering};

const NAME: &str = "Аслан Тестов";
/// What a page says of a record whose keys are gone, in each language.
const GONE: [(&str, &str); 3] =
    [("en", "can no longer be opened"), ("ru", "больше нельзя открыть"), ("kk", "енді ашу мүмкін емес")];

fn actor(handle: &str) -> Actor {
    Actor::parse(handle).unwrap()
}

fn why(text: &str) -> Reason {
    Reason::parse(text).unwrap()
}

fn asked(desk: &Desk, tiers: Tiers, delay: i64) -> ClaimId {
    let choices = AskChoices { records: vec![id(1)], all_same: false, tiers, delay };
    ask(desk, &actor("op-1"), &why("letter 14"), &choices).unwrap().request.unwrap().asked.id
}

fn confirmed(desk: &Desk, request: ClaimId) {
    confirm(desk, &actor("op-2"), &why("read the letter"), request).unwrap();
}

/// Whether a key of a record lies in the key store (docs/ledger-format.md, 6.3).
fn has_key(desk: &Desk, record: RecordId) -> bool {
    let bytes = std::fs::read(desk.dir().join("keys/records.keys")).unwrap();
    bytes[32..].chunks_exact(96).any(|line| line[0] == 1 && line[4..20] == *record.as_bytes())
}

/// The page in each language: every one of the words, and not a word of those that would not be so.
#[track_caller]
fn says(house: &House, cookie: &str, expected: [&[&str]; 3]) {
    for ((lang, gone), words) in GONE.into_iter().zip(expected) {
        let page = house.page(&format!("/record/{}?lang={lang}", id(1)), cookie);
        assert!(page.contains(NAME), "{lang}: it can be read");
        assert!(!page.contains(gone), "{lang}: it says that what it shows is gone\n{page}");
        for word in words {
            assert!(page.contains(word), "{lang}: {word:?} is missing in\n{page}");
        }
    }
}

#[test]
fn a_page_says_what_is_so_before_while_it_waits_held_and_after() {
    let house = House::open(one_detention);
    let (desk, cookie) = (house.desk.clone().unwrap(), house.sign_in());
    let before = house.page(&format!("/record/{}", id(1)), &cookie);
    assert!(!before.contains("class=\"note erasure"), "nobody asked");

    let slow = asked(&desk, Tiers::ALL, 3600);
    says(
        &house,
        &cookie,
        [
            &["Somebody asked that this be erased (everything)", "op-1", "letter 14"],
            &["Запрошено стирание (всё)", "op-1", "letter 14"],
            &["Өшіру сұралды (бәрі)", "op-1", "letter 14"],
        ],
    );
    confirmed(&desk, slow);
    says(
        &house,
        &cookie,
        [
            &["its keys are destroyed on", "22:00", "op-1", "op-2", "read the letter"],
            &["ключи уничтожатся", "22:00", "op-1", "op-2"],
            &["жойылады", "22:00", "op-1", "op-2"],
        ],
    );
    let held = hold(&desk, &actor("op-3"), &why("court case 7"), id(1)).unwrap();
    says(
        &house,
        &cookie,
        [
            &[
                "nothing is erased while the hold lies",
                "A legal hold lies on this record",
                "op-3",
                "court case 7",
            ],
            &["пока он действует, ничего не сотрётся", "op-3", "court case 7"],
            &["тыйым тұрғанда ештеңе өшірілмейді", "op-3", "court case 7"],
        ],
    );
    assert!(carry_out_due(&desk, &actor("op-1")).unwrap().is_empty());
    lift(&desk, &actor("op-3"), &why("case closed"), held).unwrap();
    cancel(&desk, &actor("op-4"), &why("stays"), slow).unwrap();
    let after_all = house.page(&format!("/record/{}", id(1)), &cookie);
    assert!(!after_all.contains("class=\"note erasure"), "nothing waits any more");

    let quick = asked(&desk, Tiers::of(Tier::Identity), 0);
    confirmed(&desk, quick);
    says(
        &house,
        &cookie,
        [
            &["To be erased (identity): its time came on"],
            &["Будет стёрто (личность): срок наступил"],
            &["Өшіріледі (жеке басы): уақыты"],
        ],
    );
    // Only who it was goes; what happened stays, and the page says which is which.
    assert_eq!(carry_out_due(&desk, &actor("op-1")).unwrap().len(), 1);
    for (lang, gone) in GONE {
        let page = house.page(&format!("/record/{}?lang={lang}", id(1)), &cookie);
        assert!(page.contains(gone) && !page.contains(NAME), "{lang}: {page}");
    }
    let rest = asked(&desk, Tiers::ALL, 0);
    confirmed(&desk, rest);
    carry_out_due(&desk, &actor("op-1")).unwrap();
    for (lang, gone) in GONE {
        for path in ["", "&position=1"] {
            // The detention still refers to it, so there is a page; there is nothing on it but that.
            let page = house.page(&format!("/record/{}?lang={lang}{path}", id(1)), &cookie);
            assert!(page.contains(gone) && page.contains("letter 14") && !page.contains(NAME), "{page}");
        }
    }
}

#[test]
fn nobody_is_told_that_a_record_is_gone_while_it_can_be_read() {
    let house = House::open(one_detention);
    let (desk, cookie) = (house.desk.clone().unwrap(), house.sign_in());
    let request = asked(&desk, Tiers::ALL, 0);
    confirmed(&desk, request);
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for path in ["", "?position=1"] {
            let (house, desk, cookie, over) = (&house, &desk, &cookie, &over);
            scope.spawn(move || {
                let (mut gone, mut looked) = (0, 0);
                while gone < 3 {
                    let last = over.load(Ordering::SeqCst);
                    let answer = house.get(&format!("/record/{}{path}", id(1)), cookie);
                    let page = answer.text();
                    assert!(
                        !(page.contains(NAME) && page.contains(GONE[0].1)),
                        "it says that what it shows is gone: {page}"
                    );
                    if page.contains(GONE[0].1) {
                        assert!(!has_key(desk, id(1)), "a page says gone, and the key is there");
                        gone += 1;
                    } else {
                        assert!(gone == 0 && !last, "what was gone is back: {page}");
                    }
                    looked += 1;
                }
                assert!(looked > 3, "it was looked at before");
            });
        }
        std::thread::sleep(std::time::Duration::from_millis(150));
        carry_out_due(&desk, &actor("op-1")).unwrap();
        over.store(true, Ordering::SeqCst);
    });
}

#[test]
fn when_the_disk_refuses_the_page_says_that_the_keys_are_still_there() {
    let house = House::open(one_detention);
    let (desk, cookie) = (house.desk.clone().unwrap(), house.sign_in());
    let request = asked(&desk, Tiers::ALL, 0);
    confirmed(&desk, request);
    // A directory where the new snapshot is to be written: it cannot be.
    desk.keep_snapshot().unwrap();
    let snapshot = desk.dir().join("sealed/casebook.new");
    std::fs::create_dir(&snapshot).unwrap();
    assert!(carry_out_due(&desk, &actor("op-1")).is_err());
    assert!(has_key(&desk, id(1)));
    says(
        &house,
        &cookie,
        [
            &["was begun and is not finished: the keys are still there"],
            &["ключи ещё на месте"],
            &["кілттер әлі орнында"],
        ],
    );
    std::fs::remove_dir(&snapshot).unwrap();
    carry_out_due(&desk, &actor("op-1")).unwrap();
    assert!(!has_key(&desk, id(1)), "what was begun is finished by the next call");
    let page = house.page(&format!("/record/{}", id(1)), &cookie);
    assert!(page.contains(GONE[0].1) && !page.contains(NAME), "{page}");
}

#[test]
fn a_record_of_which_nothing_is_left_has_a_page_that_says_so() {
    let house =
        House::open(|desk| save(desk, vec![claim(1, id(30), Property::PersonName, name("Тест Алғашқы"))]));
    let (desk, cookie) = (house.desk.clone().unwrap(), house.sign_in());
    let choices = AskChoices { records: vec![id(30)], all_same: false, tiers: Tiers::ALL, delay: 0 };
    let request = ask(&desk, &actor("op-1"), &why("letter 15"), &choices).unwrap().request.unwrap().asked.id;
    confirmed(&desk, request);
    carry_out_due(&desk, &actor("op-1")).unwrap();
    for path in ["", "?position=1"] {
        let answer = house.get(&format!("/record/{}{path}", id(30)), &cookie);
        let page = answer.text();
        assert_eq!(answer.status, 410, "{path}: {page}");
        assert!(page.contains("An erased record") && page.contains("letter 15"), "{page}");
        assert!(page.contains(GONE[0].1) && !page.contains("Алғашқы"), "{page}");
    }
}
