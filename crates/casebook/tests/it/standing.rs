//! Which claims stand, what they amount to, and how decisions and their undoing change that.

use crate::story::*;
use casebook::{Casebook, ClaimState, Standing};
use claims::{Polarity, Property, RecordKind, Ruling, Saying, Value, Verdict};

fn standing(book: &Casebook, record: claims::RecordId, property: Property) -> Standing {
    book.record(record).unwrap().unwrap().property(property).unwrap().standing.clone()
}

#[test]
fn two_values_contradict_until_a_person_chooses_and_again_when_the_choice_is_undone() {
    let mut story = Story::default();
    let detention = rec(1);
    let first = story.say(detention, Property::DetentionPlace, text("Almaty"));
    assert_eq!(
        standing(&story.book(), detention, Property::DetentionPlace),
        Standing::Settled(text("Almaty"))
    );
    story.say(detention, Property::DetentionPlace, text("Алматы"));
    // The same city in another script is not a contradiction.
    assert_eq!(
        standing(&story.book(), detention, Property::DetentionPlace),
        Standing::Settled(text("Almaty"))
    );
    let other = story.say(detention, Property::DetentionPlace, text("Shymkent"));
    assert_eq!(standing(&story.book(), detention, Property::DetentionPlace), Standing::Contested);
    story.decide(detention, Ruling::Accept(first), "two witnesses");
    let later = story.decide(detention, Ruling::Accept(other), "the court paper says so");
    let accepted = |book: &Casebook| match standing(book, detention, Property::DetentionPlace) {
        Standing::Accepted { claim, why, author, .. } => (claim, why, author),
        standing => panic!("{standing:?}"),
    };
    assert_eq!(accepted(&story.book()), (other, "the court paper says so".into(), "asel".into()));
    let undo = story.decide(detention, Ruling::Undo(later), "wrong paper");
    assert_eq!(accepted(&story.book()).0, first);
    story.decide(detention, Ruling::Undo(undo), "it was the right paper after all");
    assert_eq!(accepted(&story.book()).0, other);
}

#[test]
fn a_claim_stands_is_withdrawn_and_stands_again() {
    let mut story = Story::default();
    let person = rec(1);
    let claim = story.say(person, Property::PersonAge, Value::Number(34));
    let retract = story.decide(person, Ruling::Retract(claim), "another person");
    let state = |story: &Story| {
        let view = story.book().record(person).unwrap().unwrap();
        view.properties[0].claims[0].state.clone()
    };
    assert!(
        matches!(state(&story), ClaimState::Retracted { by, why, .. } if &*by == "asel" && &*why == "another person")
    );
    assert_eq!(standing(&story.book(), person, Property::PersonAge), Standing::Unknown);
    let undo = story.decide(person, Ruling::Undo(retract), "it is this person");
    assert_eq!(state(&story), ClaimState::Stands);
    let undo_of_undo = story.decide(person, Ruling::Undo(undo), "no, not");
    assert!(matches!(state(&story), ClaimState::Retracted { .. }));
    story.decide(person, Ruling::Undo(undo_of_undo), "yes, it is");
    assert_eq!(state(&story), ClaimState::Stands);
    let history = story.book().record(person).unwrap().unwrap().properties[0].claims[0].history.clone();
    assert_eq!(history.len(), 1);
    assert!(history[0].undone);
}

#[test]
fn undos_that_undo_each_other_end_somewhere() {
    let mut story = Story::default();
    let person = rec(1);
    let claim = story.say(person, Property::PersonAge, Value::Number(34));
    let (a, b) = (cid(900_000), cid(900_001));
    for (id, target) in [(a, b), (b, a), (cid(900_002), cid(900_002))] {
        let undo = claims::Decision { id, about: person, ruling: Ruling::Undo(target) };
        story.entry(person, "ring", vec![Saying::Decision(undo)]);
    }
    story.decide(person, Ruling::Undo(claim), "not a decision");
    let mut last = story.decide(person, Ruling::Retract(claim), "withdrawn");
    for _ in 0..5000 {
        last = story.decide(person, Ruling::Undo(last), "again");
    }
    let mut book = Casebook::empty().unwrap();
    book.project(&story.entries).unwrap();
    // An even number of undos: the first decision holds again.
    assert_eq!(standing(&book, person, Property::PersonAge), Standing::Unknown);
}

#[test]
fn drafts_count_only_when_accepted() {
    let mut story = Story::default();
    let person = rec(1);
    let draft =
        story.say_with(person, Property::PersonName, name("Айгуль Синтетова"), |claim| {
            claim.draft = true
        });
    let book = story.book();
    assert_eq!(standing(&book, person, Property::PersonName), Standing::Unknown);
    let view = book.record(person).unwrap().unwrap();
    assert_eq!(view.properties[0].claims[0].state, ClaimState::Draft);
    assert_eq!(&*view.label, "Айгуль Синтетова");
    story.decide(person, Ruling::Accept(draft), "read the report");
    let view = story.book().record(person).unwrap().unwrap();
    assert_eq!(view.properties[0].claims[0].state, ClaimState::Stands);
    assert!(view.properties[0].claims[0].accepted);
}

#[test]
fn said_and_denied_contradict() {
    let mut story = Story::default();
    let detention = rec(1);
    story.say(detention, Property::DetentionOf, Value::Ref(rec(2)));
    story.say_with(detention, Property::DetentionOf, Value::Ref(rec(3)), |claim| {
        claim.polarity = Polarity::Denied
    });
    // Denying another value contradicts nothing.
    assert_eq!(
        standing(&story.book(), detention, Property::DetentionOf),
        Standing::Settled(Value::Ref(rec(2)))
    );
    story.say_with(detention, Property::DetentionOf, Value::Ref(rec(2)), |claim| {
        claim.polarity = Polarity::Denied
    });
    assert_eq!(standing(&story.book(), detention, Property::DetentionOf), Standing::Contested);
}

#[test]
fn names_stand_beside_each_other() {
    let mut story = Story::default();
    let person = rec(1);
    story.say(person, Property::PersonName, name("Қасым Синтетов"));
    story.say(person, Property::PersonName, name("Kasym Sintetov"));
    let view = story.book().record(person).unwrap().unwrap();
    assert_eq!(view.property(Property::PersonName).unwrap().standing, Standing::Several);
    assert_eq!((&*view.label, view.kind), ("Қасым Синтетов", Some(RecordKind::Person)));
}

#[test]
fn judgements_keep_their_history_and_can_be_undone() {
    let mut story = Story::default();
    let (a, b) = (rec(1), rec(2));
    story.say(a, Property::PersonName, name("A Synthetic"));
    story.say(b, Property::PersonName, name("B Synthetic"));
    story.judge(a, b, Verdict::Same);
    let second = story.judge(b, a, Verdict::Different);
    let verdict = |story: &Story| {
        let view = story.book().record(a).unwrap().unwrap();
        (view.judgements[0].verdict, view.judgements[0].history.len(), view.judgements[0].other.record)
    };
    assert_eq!(verdict(&story), (Some(Verdict::Different), 2, b));
    story.decide(b, Ruling::Undo(second), "looked again");
    assert_eq!(verdict(&story), (Some(Verdict::Same), 2, b));
}

#[test]
fn of_two_choices_in_one_second_the_later_entry_counts() {
    // Ids are drawn at random, so the later choice may bear the lesser one.
    for (first_id, second_id) in [(cid(500), cid(600)), (cid(600), cid(500))] {
        let mut story = Story::default();
        let detention = rec(1);
        let one = story.say(detention, Property::DetentionPlace, text("Almaty"));
        let two = story.say(detention, Property::DetentionPlace, text("Shymkent"));
        for (id, claim) in [(first_id, one), (second_id, two)] {
            let accept = claims::Decision { id, about: detention, ruling: Ruling::Accept(claim) };
            story.entry(detention, "chosen", vec![Saying::Decision(accept)]);
        }
        let moment = story.entries[2].saves[0].at;
        story.entries[3].saves[0].at = moment;
        let chosen = |book: &Casebook| match standing(book, detention, Property::DetentionPlace) {
            Standing::Accepted { claim, .. } => claim,
            standing => panic!("{standing:?}"),
        };
        assert_eq!(chosen(&story.book()), two);
        story.entries.reverse();
        assert_eq!(chosen(&story.book()), two);
    }
}

#[test]
fn what_a_report_says_goes_and_comes_back_with_it() {
    let mut story = Story::default();
    let (report, person) = (rec(9), rec(1));
    let cite = |claim: &mut claims::Claim| {
        claim.locator = Some(claims::Locator { report, spot: claims::Spot::Row { row: 2, column: None } });
    };
    story.say_with(report, Property::ReportTitle, text("Night list"), cite);
    story.say_with(person, Property::PersonAge, Value::Number(34), cite);
    story.say(person, Property::PersonName, name("Айгуль Тестова"));
    let age = |story: &Story| standing(&story.book(), person, Property::PersonAge);
    let withdrawn = story.decide(report, Ruling::Withdraw(report), "the wrong file");
    assert_eq!(age(&story), Standing::Unknown);
    // Neither the report itself goes, nor what others say.
    let title = standing(&story.book(), report, Property::ReportTitle);
    assert!(matches!(title, Standing::Several | Standing::Settled(_)), "{title:?}");
    assert_ne!(standing(&story.book(), person, Property::PersonName), Standing::Unknown);
    // What comes of it later is withdrawn too, and all of it comes back together.
    let late = story.say_with(person, Property::PersonSex, term("female"), cite);
    assert_eq!(standing(&story.book(), person, Property::PersonSex), Standing::Unknown);
    let undo = story.decide(report, Ruling::Undo(withdrawn), "the right file after all");
    assert_eq!(age(&story), Standing::Settled(Value::Number(34)));
    story.decide(report, Ruling::Undo(undo), "no");
    assert_eq!(age(&story), Standing::Unknown);
    // Somebody may take one claim of it all the same.
    story.decide(person, Ruling::Accept(late), "her lawyer says so");
    assert_ne!(standing(&story.book(), person, Property::PersonSex), Standing::Unknown);
}
