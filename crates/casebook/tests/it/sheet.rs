//! What becomes of claims in the sheet: one rule, one test.

use crate::story::*;
use casebook::{Casebook, OpenQuestion, Scope};
use claims::counting::{Episode, Measure, Size, Why, count};
use claims::legal::CustodyState;
use claims::{
    Amount, Claim, CustodyStep, HowKnown, Modality, Polarity, Property, RecordId, Ruling, Truth, Value,
    Verdict,
};

fn only(book: &Casebook) -> Episode {
    let sheet = book.sheet().unwrap();
    assert_eq!(sheet.episodes.len(), 1, "{sheet:?}");
    sheet.episodes[0].clone()
}

fn size_of(book: &Casebook, record: RecordId) -> Option<Size> {
    book.sheet().unwrap().subjects.iter().find(|subject| subject.record == record).map(|subject| subject.size)
}

#[test]
fn what_makes_no_detention_is_left_out_with_the_reason() {
    type Fill = fn(&mut Claim);
    let cases: [(Fill, Option<Why>); 6] = [
        (|claim| claim.draft = true, Some(Why::Draft)),
        (|claim| claim.polarity = Polarity::Denied, Some(Why::Denied)),
        (|claim| claim.modality = Modality::Pattern, Some(Why::NotAsserted)),
        (|claim| claim.modality = Modality::Opinion, Some(Why::NotAsserted)),
        (|claim| claim.modality = Modality::Inferred, None),
        (|claim| claim.modality = Modality::Relayed, None),
    ];
    for (fill, expected) in cases {
        let mut story = Story::default();
        story.say_with(rec(1), Property::DetentionOf, Value::Ref(rec(2)), fill);
        let book = story.book();
        let left: Vec<Why> = book.left_out().unwrap().into_iter().map(|left| left.why).collect();
        assert_eq!(left, expected.clone().into_iter().collect::<Vec<_>>());
        assert_eq!(book.sheet().unwrap().episodes.len(), usize::from(expected.is_none()));
    }
    let mut story = Story::default();
    let claim = story.say(rec(1), Property::DetentionOf, Value::Ref(rec(2)));
    story.say(rec(3), Property::DetentionPlace, text("Almaty"));
    story.decide(rec(1), Ruling::Retract(claim), "a mistake");
    let left = story.book().left_out().unwrap();
    let left: Vec<_> = left.into_iter().map(|left| (left.record, left.why)).collect();
    assert_eq!(left, [(rec(1), Why::Retracted), (rec(3), Why::NobodyNamed)]);
}

#[test]
fn who_was_detained() {
    let detention = rec(1);
    let mut story = Story::default();
    story.say(detention, Property::DetentionRole, text("photographer"));
    assert_eq!(size_of(&story.book(), detention), Some(Size::One { named: false }));
    story.say(detention, Property::DetentionPeople, amount("около 10", Some(8), Some(12)));
    assert_eq!(size_of(&story.book(), detention), Some(Size::Several { low: 8, high: Some(12) }));
    story.say(detention, Property::DetentionOf, Value::Ref(rec(2)));
    assert_eq!(size_of(&story.book(), rec(2)), Some(Size::One { named: false }));
    let person = story.say(rec(2), Property::PersonName, name("Берик Синтетов"));
    assert_eq!(size_of(&story.book(), rec(2)), Some(Size::One { named: true }));
    story.decide(rec(2), Ruling::Retract(person), "another");
    assert_eq!(size_of(&story.book(), rec(2)), Some(Size::One { named: false }));
}

#[test]
fn words_without_a_number() {
    let cases = [
        ("several", None, None, (2, None)),
        ("hundreds", None, None, (2, None)),
        ("журналисты", None, None, (2, None)),
        ("unknown", None, None, (0, None)),
        ("неизвестно", None, None, (0, None)),
        ("21+8", None, None, (0, None)),
        ("автозак??", None, None, (0, None)),
        ("", None, None, (0, None)),
        ("up to fifty", None, Some(50), (0, Some(50))),
        ("at least 3", Some(3), None, (3, None)),
    ];
    for (word, low, high, (least, most)) in cases {
        let mut story = Story::default();
        story.say(rec(1), Property::DetentionPeople, amount(word, low, high));
        assert_eq!(size_of(&story.book(), rec(1)), Some(Size::Several { low: least, high: most }), "{word}");
    }
}

#[test]
fn a_group_has_the_widest_size_its_sources_give_until_one_is_accepted() {
    let (detention, group) = (rec(1), rec(2));
    let mut story = Story::default();
    story.say(detention, Property::DetentionOf, Value::Ref(group));
    story.say(group, Property::GroupDescription, text("monitors"));
    assert_eq!(size_of(&story.book(), group), Some(Size::Several { low: 0, high: None }));
    let five = story.say(group, Property::GroupPeople, Value::Amount(Amount::exact(5)));
    story.say(group, Property::GroupPeople, amount("seven to nine", Some(7), Some(9)));
    assert_eq!(size_of(&story.book(), group), Some(Size::Several { low: 5, high: Some(9) }));
    story.decide(group, Ruling::Accept(five), "counted on the film");
    assert_eq!(size_of(&story.book(), group), Some(Size::Several { low: 5, high: Some(5) }));
}

#[test]
fn members_lie_within_the_nearest_counted_group() {
    // person in inner, inner in middle (not detained as such), middle in outer.
    let (person, inner, middle, outer) = (rec(10), rec(11), rec(12), rec(13));
    let mut story = Story::default();
    for (n, subject) in [(1, person), (2, inner), (3, outer)] {
        story.say(rec(n), Property::DetentionOf, Value::Ref(subject));
    }
    story.say(person, Property::PersonMemberOf, Value::Ref(inner));
    story.say(inner, Property::GroupPartOf, Value::Ref(middle));
    story.say(middle, Property::GroupPartOf, Value::Ref(outer));
    story.say(outer, Property::GroupPeople, amount("several", None, None));
    story.say(outer, Property::GroupPartOf, Value::Ref(inner));
    let sheet = story.book().sheet().unwrap();
    let within: Vec<Vec<RecordId>> = sheet
        .subjects
        .iter()
        .map(|subject| subject.within.iter().map(|i| sheet.subjects[*i as usize].record).collect())
        .collect();
    // The last claim makes a ring, which must end.
    assert_eq!(within, [vec![inner], vec![outer], vec![inner]]);
}

#[test]
fn contested_subjects_are_kept_as_a_doubt() {
    let detention = rec(1);
    let mut story = Story::default();
    story.say(detention, Property::DetentionOf, Value::Ref(rec(3)));
    let other = story.say(detention, Property::DetentionOf, Value::Ref(rec(2)));
    for person in [2, 3] {
        story.say(rec(person), Property::PersonName, name("Synthetic One"));
    }
    let book = story.book();
    assert_eq!(book.sheet().unwrap().subjects[0].record, rec(3));
    assert_eq!(book.doubts().unwrap()[0].what, OpenQuestion::WhoIsContested(vec![rec(2), rec(3)]));
    story.decide(detention, Ruling::Accept(other), "the lawyer knows him");
    let book = story.book();
    assert_eq!((book.sheet().unwrap().subjects[0].record, book.doubts().unwrap().len()), (rec(2), 0));
}

#[test]
fn the_start_is_no_later_than_what_was_said_of_it() {
    let detention = rec(1);
    let start = |story: &Story| {
        let start = only(&story.book()).start;
        (start.earliest.map(|at| at.in_zone(&zone())), start.latest.map(|at| at.in_zone(&zone())))
    };
    let some = |text: &str| Some(text.to_owned());
    let mut story = Story::default();
    story.say(detention, Property::DetentionRole, text("passer-by"));
    // Nothing but the moment of recording.
    assert_eq!(start(&story), (None, some("2019-06-10T09:01:00+06:00")));
    story.say(detention, Property::DetentionWhen, day("2019-06-09"));
    assert_eq!(start(&story), (some("2019-06-09T00:00:00+06:00"), some("2019-06-09T23:59:59+06:00")));
    story.say_with(detention, Property::DetentionPlace, text("Almaty"), |claim| {
        claim.said_at = Some(when("2019-06-09T15:00"));
    });
    assert_eq!(start(&story), (some("2019-06-09T00:00:00+06:00"), some("2019-06-09T15:00:59+06:00")));
    // A second day contradicts: the hull, still lowered; nothing below the earliest.
    story.say(detention, Property::DetentionWhen, day("2019-06-08"));
    assert_eq!(start(&story).0, some("2019-06-08T00:00:00+06:00"));
    let late = story.say(detention, Property::DetentionWhen, day("2019-06-11"));
    story.decide(detention, Ruling::Accept(late), "a slip of the pen stands as it is");
    assert_eq!(start(&story), (some("2019-06-11T00:00:00+06:00"), some("2019-06-11T00:00:00+06:00")));
}

#[test]
fn custody_steps_and_units() {
    let detention = rec(1);
    let mut story = Story::default();
    story.say(rec(50), Property::UnitName, name("Station Five"));
    story.say(rec(40), Property::UnitName, name("The fifth station"));
    story.say(rec(41), Property::UnitType, term("court"));
    story.judge(rec(50), rec(40), Verdict::Same);
    let mut held = CustodyStep::of(CustodyState::AtPolice);
    held.unit = Some(rec(50));
    held.confirmed = Some(when("2019-06-09T18:40"));
    held.how = HowKnown::Relative;
    story.say_with(detention, Property::DetentionCustody, step(held), |claim| {
        claim.said_at = Some(when("2019-06-09T19:00"));
    });
    story.say(detention, Property::DetentionRole, text("monitor"));
    // The same unit under its other record adds no step; the court does.
    story.say(detention, Property::DetentionUnit, Value::Ref(rec(40)));
    story.say(detention, Property::DetentionUnit, Value::Ref(rec(41)));
    let steps = only(&story.book()).steps;
    let short: Vec<_> = steps.iter().map(|step| (step.state, step.unit, step.how)).collect();
    assert_eq!(
        short,
        [
            (CustodyState::AtPolice, Some(rec(40)), HowKnown::Relative),
            (CustodyState::BeforeCourt, Some(rec(41)), HowKnown::Unknown)
        ]
    );
    assert_eq!(steps[0].said_by, Some(at("2019-06-09T19:00:59+06:00")));
    assert_eq!(steps[0].confirmed, Some(at("2019-06-09T18:40:59+06:00")));
    assert_eq!(steps[1].said_by, Some(at("2019-06-10T09:08:00+06:00")));
}

#[test]
fn penalties_charges_lists() {
    let mut story = Story::default();
    let detention = rec(1);
    story.say(detention, Property::DetentionRole, text("monitor"));
    story.say(detention, Property::DetentionPenalty, term("fined"));
    story.say(detention, Property::DetentionPenalty, term("expelled"));
    story.say(detention, Property::DetentionCharge, text("article 488"));
    story.say(detention, Property::DetentionList, Value::Ref(rec(90)));
    let episode = only(&story.book());
    let penalties = episode.penalties;
    assert_eq!(
        (
            penalties.fined,
            penalties.other,
            penalties.warned,
            penalties.arrested,
            episode.charged,
            episode.list
        ),
        (true, true, false, false, true, Some(rec(90)))
    );
}

#[test]
fn a_city_is_known_only_where_that_is_certain() {
    let (country, one, two, square) = (rec(60), rec(61), rec(62), rec(63));
    let mut story = Story::default();
    for (place, called) in
        [(country, "Kazakhstan"), (one, "Алматы"), (two, "Shymkent"), (square, "Square One")]
    {
        story.say(place, Property::PlaceName, name(called));
    }
    for (inner, outer) in [(one, country), (two, country), (square, one)] {
        story.say(inner, Property::PlaceWithin, Value::Ref(outer));
    }
    let places = ["Almaty", "Square One", "Shymkent", "Kazakhstan", "Almaty, near the square"];
    for (n, place) in (1..).zip(places) {
        story.say(rec(n), Property::DetentionPlace, text(place));
        story.say(rec(n), Property::DetentionRole, text("monitor"));
    }
    let localities: Vec<Option<RecordId>> =
        story.book().sheet().unwrap().episodes.iter().map(|episode| episode.locality).collect();
    assert_eq!(localities, [Some(one), Some(one), Some(two), None, None]);
}

#[test]
fn undoing_a_judgement_restores_the_count() {
    let mut story = Story::default();
    for (detention, person) in [(1, 11), (2, 12)] {
        story.say(rec(detention), Property::DetentionOf, Value::Ref(rec(person)));
        story.say(rec(person), Property::PersonName, name("Айгуль Синтетова"));
    }
    let persons = |story: &Story| {
        let sheet = story.book().sheet().unwrap();
        count(&sheet, Measure::Persons, &vec![Truth::Yes; sheet.episodes.len()])
    };
    let before = persons(&story);
    assert_eq!((before.floor, before.named), (2, 2));
    let same = story.judge(rec(11), rec(12), Verdict::Same);
    assert_eq!(persons(&story).floor, 1);
    story.decide(rec(11), Ruling::Undo(same), "two sisters");
    assert_eq!(persons(&story), before);
}

#[test]
fn scopes_say_yes_maybe_and_no() {
    let mut story = Story::default();
    let (yes, maybe, no, open) = (rec(1), rec(2), rec(3), rec(4));
    for detention in [yes, maybe, no, open] {
        story.say(detention, Property::DetentionOf, Value::Ref(rec(20)));
    }
    story.say(yes, Property::DetentionPlace, text("Алматы, площадь"));
    story.say(maybe, Property::DetentionPlace, text("Almaty"));
    story.say(maybe, Property::DetentionPlace, text("Shymkent"));
    story.say(no, Property::DetentionPlace, text("Shymkent"));
    for (detention, day_) in [(yes, "2019-06-09"), (maybe, "2019-06"), (no, "2019-06-08")] {
        story.say(detention, Property::DetentionWhen, day(day_));
    }
    story.say(yes, Property::DetentionUnit, Value::Ref(rec(50)));
    story.say(no, Property::DetentionUnit, Value::Ref(rec(51)));
    story.judge(rec(50), rec(52), Verdict::Same);
    for unit in [50, 51, 52] {
        story.say(rec(unit), Property::UnitName, name("Station"));
    }
    for (detention, event) in [(yes, 70), (maybe, 70), (no, 71)] {
        story.say(detention, Property::DetentionEvent, Value::Ref(rec(event)));
    }
    story.say(rec(70), Property::EventAgreement, text("Согласована"));
    story.say(rec(70), Property::EventWhen, day("2019-06-09"));
    story.say(rec(71), Property::EventAgreement, text("не согласована"));
    story.say(rec(72), Property::EventAgreement, text("согласована"));
    let with = |source: u8, detention: RecordId, story: &mut Story| {
        story.say_with(detention, Property::DetentionRole, text("journalist"), |claim| {
            claim.source = Some(rec(source));
        });
    };
    with(80, yes, &mut story);
    with(81, no, &mut story);
    story.say(rec(80), Property::SourceRelays, Value::Ref(rec(82)));
    let book = story.book();
    let sheet = book.sheet().unwrap();
    let ask = |scope: Scope| book.scopes(&sheet, &scope).unwrap();
    use Truth::{Maybe, No, Yes};
    let filter =
        |property, value: &str| Scope { filters: vec![(property, value.into())], ..Scope::default() };
    let june_9 = Scope {
        from: Some(at("2019-06-09T00:00:00+06:00")),
        to: Some(at("2019-06-09T23:59:59+06:00")),
        ..Scope::default()
    };
    let cases = [
        (Scope::default(), [Yes, Yes, Yes, Yes]),
        (Scope { place: Some("almaty".into()), ..Scope::default() }, [Yes, Maybe, No, Maybe]),
        (filter(Property::DetentionPlace, "ALMATY"), [No, Maybe, No, Maybe]),
        (june_9, [Yes, Maybe, No, Maybe]),
        (Scope { unit: Some(rec(52)), ..Scope::default() }, [Yes, Maybe, No, Maybe]),
        (filter(Property::EventAgreement, "согласована"), [Yes, Yes, No, Maybe]),
        (Scope { role: Some("Journalist".into()), ..Scope::default() }, [Yes, Maybe, Yes, Maybe]),
        (Scope { source: Some(rec(82)), ..Scope::default() }, [Yes, Maybe, No, Maybe]),
        (filter(Property::DetentionUnit, &rec(51).to_string()), [No, Maybe, Yes, Maybe]),
        (filter(Property::DetentionUnit, "station"), [Yes, Maybe, Yes, Maybe]),
        (filter(Property::DetentionForce, "nobody ever said this"), [Maybe; 4]),
    ];
    for (scope, expected) in cases {
        assert_eq!(ask(scope.clone()), expected, "{scope:?}");
    }
    let events = book.events(&filter(Property::EventAgreement, "согласована")).unwrap();
    let events: Vec<_> = events.into_iter().map(|(record, truth, _)| (record, truth)).collect();
    // Nobody was detained at the third.
    assert_eq!(events, [(rec(70), Yes), (rec(71), No)]);
}
