//! People found by how their names sound, in any script, and what is known of them beside the name.

use crate::story::*;
use casebook::WhatChanged;
use claims::{ClaimId, Property, Ruling, Value, Verdict};

/// The story, and the claim of each name.
fn people() -> (Story, Vec<ClaimId>) {
    let mut story = Story::default();
    let names = ["Қасым Тестұлы", "Касым Тестулы", "Qasym Testuly", "Айгүл Тестұлы", "Қасым Басқанов"];
    let claims = (11..).zip(names).map(|(n, written)| story.say(rec(n), Property::PersonName, name(written)));
    let claims = claims.collect();
    story.say(rec(50), Property::DetentionOf, Value::Ref(rec(11)));
    story.say(rec(50), Property::DetentionPlace, text("Main square"));
    story.say(rec(11), Property::PersonBirth, day("1990-05-06"));
    (story, claims)
}

#[test]
fn those_who_share_most_of_a_name_come_first_in_any_script() {
    let book = people().0.book();
    let found = book.people_sharing_keys("Kassym Testuly", 3).unwrap();
    assert_eq!(found, [rec(11), rec(12), rec(13)]);
    assert!(book.people_sharing_keys("", 3).unwrap().is_empty());
    assert!(book.people_sharing_keys("\u{202e}\u{0} 123 ,,,", 3).unwrap().is_empty());
    let (sets, passed_over) = book.people_by_key(10, 10).unwrap();
    let together = |sets: &[(i64, Vec<_>)]| sets.iter().any(|(_, set)| *set == [rec(11), rec(12), rec(13)]);
    assert!(together(&sets), "{sets:?}");
    assert_eq!(passed_over, 0);
    // The same, asked key by key.
    for (key, set) in &sets {
        assert_eq!(book.people_with_key(*key, 10).unwrap().as_ref(), Some(set));
        assert_eq!(book.people_with_key(*key, set.len() - 1).unwrap(), None);
        assert!(set.iter().all(|person| book.name_keys_of(*person).unwrap().contains(key)));
    }
    let (sets, passed_over) = book.people_by_key(2, 2).unwrap();
    assert!(!together(&sets) && passed_over > 0, "{sets:?}");
}

#[test]
fn a_name_that_was_withdrawn_is_not_found_until_that_is_undone() {
    let (mut story, claims) = people();
    let withdrawn = story.decide(rec(12), Ruling::Retract(claims[1]), "misheard");
    let book = story.book();
    assert_eq!(book.people_sharing_keys("Kassym Testuly", 2).unwrap(), [rec(11), rec(13)]);
    assert_eq!(book.person_case(rec(12)).unwrap(), None);
    story.decide(rec(12), Ruling::Undo(withdrawn), "it was right");
    assert_eq!(story.book().people_sharing_keys("Kassym Testuly", 2).unwrap(), [rec(11), rec(12)]);
}

#[test]
fn a_case_holds_what_is_known_beside_the_name() {
    let book = people().0.book();
    let case = book.person_case(rec(11)).unwrap().unwrap();
    assert_eq!(case.names, ["Қасым Тестұлы"]);
    assert_eq!(case.births[0].0, "1990-05-06");
    assert_eq!((case.detentions.len(), &*case.detentions[0].places), (1, &["Main square".to_owned()][..]));
    assert_eq!(book.person_case(rec(50)).unwrap(), None, "a detention is no person");
}

#[test]
fn a_judgement_reaches_those_judged_the_same() {
    let (mut story, _) = people();
    story.judge(rec(11), rec(12), Verdict::Same);
    let apart = story.judge(rec(12), rec(13), Verdict::Different);
    let book = story.book();
    assert_eq!(book.judged(rec(11), rec(12)), Some(Verdict::Same));
    assert_eq!(book.judged(rec(13), rec(11)), Some(Verdict::Different), "through the one judged the same");
    assert_eq!(book.judged(rec(11), rec(14)), None);
    assert_eq!(book.judgement_that_holds(rec(13), rec(12)), Some((apart, Verdict::Different)));
    story.decide(rec(12), Ruling::Undo(apart), "another look");
    assert_eq!(story.book().judged(rec(13), rec(11)), None);
}

/// What a reader must look at again: people, whoever a detention is said to be of, and keys that others share now.
#[test]
fn what_changed_is_told_once() {
    let (mut story, claims) = people();
    let mut book = story.book();
    assert_eq!(book.take_changes(10).unwrap(), None, "everything may have changed");
    assert_eq!(book.take_changes(10).unwrap(), Some(WhatChanged::default()));
    let known = story.entries.len();
    story.say(rec(50), Property::DetentionPlace, text("Another square"));
    story.judge(rec(13), rec(12), Verdict::Different);
    story.decide(rec(15), Ruling::Retract(claims[4]), "misheard");
    book.project(&story.entries[known..]).unwrap();
    let changed = book.take_changes(10).unwrap().unwrap();
    // Whoever was judged is looked at again too: a little more than needed.
    assert_eq!(changed.people.into_iter().collect::<Vec<_>>(), [rec(11), rec(12), rec(13), rec(15)]);
    let family = changed.keys.iter().map(|key| (key.before, key.now)).collect::<Vec<_>>();
    assert!(family.contains(&(1, 0)) && family.contains(&(4, 3)), "{family:?}");
    // Taken in a second time, nothing changes.
    book.project(&story.entries).unwrap();
    assert_eq!(book.take_changes(10).unwrap(), Some(WhatChanged::default()));
}
