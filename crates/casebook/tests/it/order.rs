//! The casebook is a function of the set of entries: any order, any grouping, any repetition gives the same content.

use crate::story::*;
use casebook::{Arrived, Casebook, CasebookError, Scope, SearchQuery};
use claims::legal::CustodyState;
use claims::{
    Access, Admission, Attestation, Beacon, BeaconKind, Claim, Credibility, CustodyStep, Decision, Locator,
    MemberState, Polarity, Property, RecordId, Reliability, Ruling, Saying, Spot, Value, Verdict,
};
use proptest::prelude::*;

/// One thing said, as small numbers; meaning is given in `entry`.
type Told = (u8, u8, u8, u8, bool);

fn saying(n: u32, (what, about, with, more, flag): Told) -> (RecordId, Saying) {
    let (about, with) = (about % 8, with % 8);
    // Few claim ids, so that decisions meet claims, and ids meet twice.
    let target = cid(u32::from(more) % 24);
    let claim = |record: RecordId, property, value| {
        let mut claim = Claim::new(cid(n % 24), record, property, value);
        claim.draft = flag && more % 3 == 0;
        if more % 5 == 0 {
            claim.polarity = Polarity::Denied;
        }
        if more % 2 == 0 {
            claim.source = Some(rec(100 + with % 3));
            claim.locator = Some(Locator { report: rec(90), spot: Spot::Quote { start: 0, end: 4 } });
            claim.said_at = Some(when("2019-06-09T20:00"));
        }
        (record, Saying::Claim(claim))
    };
    let decision = |record: RecordId, ruling| {
        (record, Saying::Decision(Decision { id: cid(n % 24 + 100), about: record, ruling }))
    };
    let (person, detention) = (rec(10 + about), rec(30 + about));
    match what % 24 {
        0 => claim(
            person,
            Property::PersonName,
            name(
                ["Айгуль С.", "Berik S.", "Камила", "Айгүл Тестова", "Aigul Testova", "Testova Kamila"]
                    [usize::from(with + more % 6) % 6],
            ),
        ),
        1 => claim(detention, Property::DetentionOf, Value::Ref(rec(10 + with))),
        2 => claim(
            detention,
            Property::DetentionWhen,
            day(["2019-06-09", "2019-06-10", "2019-06"][usize::from(with % 3)]),
        ),
        3 => claim(detention, Property::DetentionPlace, text(["Almaty", "Шымкент"][usize::from(with % 2)])),
        4 => {
            let mut held = CustodyStep::of(CustodyState::AtPolice);
            held.unit = Some(rec(60 + with % 2));
            held.confirmed = Some(when("2019-06-09T18:00"));
            claim(detention, Property::DetentionCustody, step(held))
        }
        5 => {
            claim(rec(50 + about % 2), Property::GroupPeople, amount("several", Some(u64::from(with)), None))
        }
        6 => claim(person, Property::PersonMemberOf, Value::Ref(rec(50 + with % 2))),
        7 => claim(rec(90), Property::ReportBytes, Value::Bytes(b"text of a report".to_vec().into())),
        8 => claim(rec(60 + about % 2), Property::UnitName, name("Station One")),
        9 => decision(detention, Ruling::Accept(target)),
        10 => decision(detention, Ruling::Retract(target)),
        11 => decision(detention, Ruling::Undo(cid(u32::from(more) % 24 + 100))),
        12 => {
            let verdict = [Verdict::Same, Verdict::Different, Verdict::Unsure][usize::from(more % 3)];
            decision(person, Ruling::Judge { a: person, b: rec(10 + with), verdict })
        }
        13 => decision(detention, Ruling::GradeClaim(target, Credibility::Confirmed)),
        14 if more % 3 == 0 => {
            let value = if with % 2 == 0 { "a value" } else { "" };
            let (at, place) = (at("2019-06-09T12:00:00Z"), "somewhere".into());
            decision(
                rec(110 + about % 2),
                Ruling::Beacon(Beacon { kind: BeaconKind::Newspaper, value: value.into(), at, place }),
            )
        }
        14 if more % 5 == 0 => {
            let (lists, question) = (vec![rec(100), rec(101)], "".into());
            let of = Attestation { closure: with % 2 == 0, scope: true, linkage: false, lists, question };
            decision(rec(100 + about % 2), Ruling::Attest(Box::new(of)))
        }
        14 if more % 7 == 1 => decision(rec(90), Ruling::Withdraw(rec(90))),
        14 if more % 7 == 0 => {
            let access = match with % 3 {
                0 => Access::Member(MemberState { handle: "op".into(), active: true, ..Default::default() }),
                1 => Access::Looked(vec![rec(10)]),
                _ => Access::Limit(vec!["night".into()]),
            };
            decision(rec(120 + about % 2), Ruling::Access(Box::new(access)))
        }
        14 if more % 7 == 3 => decision(detention, Ruling::Seen(target)),
        14 if more % 2 == 0 => decision(rec(100), Ruling::GradeSource(Reliability::B)),
        14 => decision(
            rec(100 + about % 2),
            Ruling::AdmitReporter(Admission { key: [with % 2; 32], secret: [more; 32] }),
        ),
        15 => (person, Saying::Unknown(vec![0x83, 0x18, more, about, 0x01].into())),
        16 => claim(detention, Property::DetentionList, Value::Ref(rec(90 + with % 2))),
        17 => claim(
            rec(70 + about % 3),
            Property::PlaceName,
            name(["Almaty", "Шымкент"][usize::from(with % 2)]),
        ),
        18 => claim(rec(70 + about % 3), Property::PlaceWithin, Value::Ref(rec(70 + with % 3))),
        19 => {
            claim(rec(60 + about % 2), Property::UnitType, term(["police", "court"][usize::from(with % 2)]))
        }
        20 => claim(detention, Property::DetentionUnit, Value::Ref(rec(60 + with % 2))),
        21 => claim(rec(50 + about % 3), Property::GroupPartOf, Value::Ref(rec(50 + with % 3))),
        22 if more % 2 == 0 => {
            claim(person, Property::PersonRisk, term(["ill", "minor"][usize::from(with % 2)]))
        }
        22 => claim(detention, Property::DetentionOf, Value::Ref(rec(50 + with % 3))),
        _ if more % 3 == 0 => {
            decision(rec(60), Ruling::Judge { a: rec(60), b: rec(61), verdict: Verdict::Same })
        }
        _ if more % 3 == 1 => {
            let (a, b) = (detention, rec(30 + with));
            decision(detention, Ruling::Judge { a, b, verdict: Verdict::Same })
        }
        _ => claim(detention, Property::DetentionPeople, amount("several", Some(u64::from(with)), None)),
    }
}

fn ledger(told: &[Told]) -> Vec<Arrived> {
    let mut story = Story::default();
    for (n, one) in told.iter().enumerate() {
        let (record, saying) = saying(n as u32, *one);
        story.entry(record, "told", vec![saying]);
    }
    // Some moments of recording meet, so that the entry hash must decide.
    for (n, entry) in story.entries.iter_mut().enumerate() {
        entry.saves[0].at = at("2019-06-10T09:00:00+06:00").saturating_add((n as i64 / 5) * 60);
    }
    story.entries
}

/// People decide faster than the clock of the ledger ticks: within one second the later save is the later word, whatever
/// ids chance gave the claims, and in whatever order they arrived.
#[test]
fn within_one_second_the_later_save_is_the_later_word() {
    for (property, ids) in [
        (Property::ReportTriage, [3, 2, 1]),
        (Property::ReportTriage, [1, 3, 2]),
        (Property::ReportDraft, [3, 1, 2]),
    ] {
        let mut story = Story::default();
        for (word, id) in ["first", "second", "third"].into_iter().zip(ids) {
            let claim = Claim::new(cid(id), rec(90), property, text(word));
            story.entry(rec(90), "a click", vec![Saying::Claim(claim)]);
        }
        for entry in &mut story.entries {
            entry.saves[0].at = at("2019-06-10T09:00:00+06:00");
        }
        for arrival in [[0, 1, 2], [2, 0, 1], [2, 1, 0]] {
            let mut book = Casebook::empty().unwrap();
            for place in arrival {
                book.project(std::slice::from_ref(&story.entries[place])).unwrap();
            }
            let said: Vec<Box<str>> = match property {
                Property::ReportTriage => {
                    book.came_in().unwrap().remove(0).said.into_iter().map(|said| said.text).collect()
                }
                _ => book.drafts_decided(rec(90)).unwrap().into_iter().map(|said| said.text).collect(),
            };
            let said: Vec<&str> = said.iter().map(|word| &**word).collect();
            assert_eq!(said, ["first", "second", "third"], "{property:?} {ids:?} {arrival:?}");
        }
    }
}

/// What no two orders may tell apart.
fn content(book: &Casebook) -> String {
    let mut records: Vec<String> = Vec::new();
    for n in 0..=110 {
        if let Some(mut view) = book.record(rec(n)).unwrap() {
            for property in &mut view.properties {
                property.claims.iter_mut().for_each(|claim| claim.position = 0);
            }
            // A record that is only mentioned leaves no trace but its id.
            if view.kind.is_some() || !view.judgements.is_empty() || view.unknown > 0 {
                records.push(format!("{view:?}"));
            }
        }
    }
    let sheet = book.sheet().unwrap();
    let scope = Scope {
        from: Some(at("2019-06-09T00:00:00+06:00")),
        filters: vec![(Property::PersonName, "Berik S.".into())],
        unit: Some(rec(60)),
        place: Some("almaty".into()),
        ..Scope::default()
    };
    let query = SearchQuery { text: "ber".into(), limit: 1000, ..SearchQuery::default() };
    // Hits come newest first, which is local; which ones come is not.
    let mut hits: Vec<String> = book
        .search(&query)
        .unwrap()
        .into_iter()
        .map(|hit| format!("{:?} {} {:?}", hit.record, hit.label, hit.detention))
        .collect();
    hits.sort();
    let now = at("2019-06-10T12:00:00+06:00");
    let rest = format!(
        "{sheet:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{hits:?}",
        book.left_out().unwrap(),
        book.doubts().unwrap(),
        book.scopes(&sheet, &scope).unwrap(),
        book.board(now, 6 * 3600).unwrap(),
    );
    // Who is found by a similar name, and who stands together under one key.
    let alike = book.people_sharing_keys("Тестова Айгуль", 4).unwrap();
    let (mut sets, passed_over) = book.people_by_key(5, 3).unwrap();
    sets.sort();
    let cases: Vec<_> = alike.iter().map(|record| book.person_case(*record).unwrap()).collect();
    records.push(format!("{alike:?}\n{sets:?}\n{passed_over}\n{cases:?}"));
    let reporters = book.reporters().unwrap();
    let reporters: Vec<_> =
        reporters.iter().map(|r| (r.name.clone(), r.source, r.admission.secret, r.admitted)).collect();
    records.push(format!("{rest}\n{reporters:?}"));
    records.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_any_grouping_any_repetition(
        told in prop::collection::vec(any::<Told>(), 1..60),
        shuffle in any::<u64>(),
        pieces in 1usize..6,
        repeat in any::<prop::sample::Index>(),
    ) {
        let entries = ledger(&told);
        let rebuilt = Casebook::rebuild(&entries).unwrap();
        let mut shuffled = entries.clone();
        let mut state = shuffle | 1;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(i, (state >> 33) as usize % (i + 1));
        }
        shuffled.push(entries[repeat.index(entries.len())].clone());
        let mut grown = Casebook::empty().unwrap();
        for piece in shuffled.chunks(shuffled.len().div_ceil(pieces)) {
            grown.project(piece).unwrap();
            // Asking in between must not change what comes after.
            content(&grown);
        }
        prop_assert_eq!(content(&grown), content(&rebuilt));
        prop_assert_eq!(grown.digest().unwrap(), rebuilt.digest().unwrap());
        prop_assert_eq!(grown.position(), entries.len() as u64);
    }

    /// Counting and the board carry on from save to save; what they hold is what making them anew gives, and what is not
    /// touched stays the very same sheet.
    #[test]
    fn what_is_carried_on_is_what_is_made_anew(
        told in prop::collection::vec(any::<Told>(), 1..32),
        step in 1usize..4,
    ) {
        let entries = ledger(&told);
        let mut grown = Casebook::empty().unwrap();
        let all = |book: &Casebook| {
            let board = book.board(at("2019-06-10T12:00:00+06:00"), 6 * 3600).unwrap();
            let (sheet, left, doubts) = (book.sheet().unwrap(), book.left_out().unwrap(), book.doubts().unwrap());
            format!("{sheet:#?}\n{left:?}\n{doubts:?}\n{board:#?}\n{:?}", book.chains().unwrap())
        };
        for (n, piece) in entries.chunks(step).enumerate() {
            grown.project(piece).unwrap();
            let made = Casebook::rebuild(&entries[..(n * step + piece.len())]).unwrap();
            prop_assert_eq!(all(&grown), all(&made));
            prop_assert!(std::sync::Arc::ptr_eq(&grown.sheet().unwrap(), &grown.sheet().unwrap()));
        }
    }

    #[test]
    fn as_known_at_is_what_the_earlier_entries_make(
        told in prop::collection::vec(any::<Told>(), 1..40),
        cut in any::<prop::sample::Index>(),
    ) {
        let entries = ledger(&told);
        let cut = cut.index(entries.len() + 1);
        let whole = Casebook::rebuild(&entries).unwrap();
        let before = Casebook::rebuild(&entries[..cut]).unwrap();
        let mut known = whole.as_known_at(cut as u64).unwrap();
        prop_assert_eq!(known.digest().unwrap(), before.digest().unwrap());
        prop_assert_eq!(known.position(), cut as u64);
        prop_assert_eq!(content(&known), content(&before));
        known.project(&entries[cut..]).unwrap();
        prop_assert_eq!(known.digest().unwrap(), whole.digest().unwrap());
    }

    #[test]
    fn a_snapshot_holds_everything(told in prop::collection::vec(any::<Told>(), 1..40)) {
        let entries = ledger(&told);
        let (early, late) = entries.split_at(entries.len() / 2);
        let mut book = Casebook::empty().unwrap();
        book.project(early).unwrap();
        let mut opened = Casebook::from_snapshot(book.snapshot().unwrap()).unwrap();
        prop_assert_eq!(opened.position(), early.len() as u64);
        prop_assert_eq!(opened.digest().unwrap(), book.digest().unwrap());
        opened.project(late).unwrap();
        book.project(late).unwrap();
        prop_assert_eq!(content(&opened), content(&book));
        prop_assert_eq!(opened.digest().unwrap(), Casebook::rebuild(&entries).unwrap().digest().unwrap());
    }
}

#[test]
fn bytes_that_are_not_a_snapshot_are_refused() {
    let book = || {
        let mut story = Story::default();
        story.say(rec(1), Property::PersonName, name("Айгуль Синтетова"));
        story.book().snapshot().unwrap()
    };
    let mut other_version = book();
    // The user version lies at byte 60 of the file's head, big endian.
    other_version[60..64].copy_from_slice(&77u32.to_be_bytes());
    let mut other_application = book();
    other_application[68..72].copy_from_slice(&[0; 4]);
    let cut = book()[..2000].to_vec();
    assert!(matches!(
        Casebook::from_snapshot(other_version),
        Err(CasebookError::OtherVersion { found: 77, .. })
    ));
    for bytes in [other_application, cut, Vec::new(), b"SQLite format 3\0".to_vec(), vec![0; 100_000]] {
        assert!(Casebook::from_snapshot(bytes).is_err());
    }
    assert!(Casebook::from_snapshot(book()).is_ok());
}

#[test]
fn a_different_set_has_a_different_digest() {
    let digest = |text_: &str, flag: bool| {
        let mut story = Story::default();
        story.say_with(rec(1), Property::DetentionPlace, text(text_), |claim| claim.draft = flag);
        story.book().digest().unwrap()
    };
    assert_eq!(digest("Almaty", false), digest("Almaty", false));
    assert_ne!(digest("Almaty", false), digest("Алматы", false));
    assert_ne!(digest("Almaty", false), digest("Almaty", true));
}
