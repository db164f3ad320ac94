//! The wire form: what is written is read back the same, bytes of today are bytes of tomorrow, and garbage is refused
//! without a panic.

use claims::legal::{CustodyState, ReleaseMode};
use claims::when::{Instant, When, ZoneId};
use claims::wire::{decode, decode_ruling, encode, encode_ruling};
use claims::{
    Access, Admission, Amount, Ask, AskErasure, Attestation, Beacon, BeaconKind, Claim, ClaimId, Credential,
    CredentialKind, Credibility, CustodyStep, Decision, DoneCall, Erased, ErasedRecord, ErasedRow, HowKnown,
    Leave, LeaveKind, Locator, MemberState, Modality, PackSignature, Polarity, Property, RecordId,
    RecordKind, Reliability, Ruling, Save, Saying, SettingChange, Shape, Spot, Tier, Tiers, Value, Verdict,
    WrittenName,
};
use proptest::prelude::*;

fn zone() -> ZoneId {
    ZoneId::parse("Asia/Almaty").unwrap()
}

fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn save(sayings: Vec<Saying>) -> Save {
    Save {
        record: id(1),
        author: "op-3".into(),
        why: "logged as told".into(),
        at: Instant::from_unix(1_900_000_000),
        sayings,
    }
}

/// One save with every kind of value, place and decision.
fn everything() -> Save {
    let when = |text: &str| When::parse(text, &zone()).unwrap();
    let values = [
        (Property::DetentionPlace, Value::Text("алаң".into())),
        (Property::PersonName, Value::Name(WrittenName::parse("Әсел Тау").unwrap())),
        (Property::DetentionWhen, Value::When(when("2031-06-08/.."))),
        (Property::PersonAge, Value::Number(-1)),
        (
            Property::GroupPeople,
            Value::Amount(Amount {
                word: "about ten".into(),
                low: None,
                high: Some(12),
                label: Some("here".into()),
            }),
        ),
        (Property::DetentionOf, Value::Ref(id(2))),
        (Property::DetentionLawyer, Value::Term("refused".into())),
        (
            Property::DetentionCustody,
            Value::Custody(Box::new(CustodyStep {
                state: CustodyState::Released,
                unit: Some(id(3)),
                from: Some(when("2031-06-08T10:00")),
                to: Some(when("2031-06-08/")),
                how: HowKnown::Lawyer,
                confirmed: None,
                release: Some(ReleaseMode::Fined),
            })),
        ),
        (Property::ReportBytes, Value::Bytes(vec![0, 255, 10].into())),
    ];
    let spots = [
        Spot::Whole,
        Spot::Quote { start: 3, end: 300 },
        Spot::Row { row: 7, column: Some("ФИО".into()) },
        Spot::Page(2),
        Spot::Timecode(61_000),
    ];
    let mut sayings: Vec<Saying> = Vec::new();
    for (i, (property, value)) in values.into_iter().enumerate() {
        let mut claim = Claim::new(ClaimId::from_bytes([i as u8 + 10; 16]), id(1), property, value);
        claim.source = (i % 2 == 0).then(|| id(4));
        claim.locator = spots.get(i).map(|spot| Locator { report: id(5), spot: spot.clone() });
        claim.said_at = (i == 1).then(|| when("2031-06-08"));
        claim.polarity = if i == 2 { Polarity::Denied } else { Polarity::Affirmed };
        claim.modality = if i == 3 { Modality::Inferred } else { Modality::Stated };
        claim.draft = i == 4;
        claim.note = (i == 5).then(|| "[sic]".into());
        sayings.push(Saying::Claim(claim));
    }
    let c = ClaimId::from_bytes([9; 16]);
    for (i, ruling) in [
        Ruling::Accept(c),
        Ruling::Retract(c),
        Ruling::Undo(c),
        Ruling::Judge { a: id(1), b: id(2), verdict: Verdict::Unsure },
        Ruling::GradeSource(Reliability::F),
        Ruling::GradeClaim(c, Credibility::Unknown),
        Ruling::Beacon(Beacon {
            kind: BeaconKind::Drand,
            value: "8b2c…".into(),
            at: Instant::from_unix(-5),
            place: "round 12".into(),
        }),
        Ruling::AdmitReporter(Admission { key: [7; 32], secret: [8; 32] }),
        Ruling::Attest(Box::new(Attestation {
            closure: true,
            scope: false,
            linkage: true,
            lists: vec![id(4), id(5)],
            question: "place = Алматы".into(),
        })),
        Ruling::Withdraw(id(3)),
        Ruling::SignPack(Box::new(PackSignature {
            pack: "KZ-admin-2015".into(),
            digest: [4; 32],
            name: "A. Example".into(),
            on: "2031-06-08".into(),
        })),
        Ruling::Set(Box::new(SettingChange {
            name: "fresh_for".into(),
            value: "2h".into(),
            before: "6h".into(),
        })),
        Ruling::Access(Box::new(Access::Member(MemberState {
            handle: "op-3".into(),
            roles: vec!["operator".into(), "liaison".into()],
            groups: vec!["Шығыс".into()],
            active: true,
        }))),
        Ruling::Access(Box::new(Access::Credential(Credential {
            kind: CredentialKind::Invitation,
            bytes: [3; 32].into(),
            note: "".into(),
            until: Some(Instant::from_unix(1_900_000_000)),
        }))),
        Ruling::Access(Box::new(Access::Ask(Ask::Recover))),
        Ruling::Access(Box::new(Access::Agree(c))),
        Ruling::Access(Box::new(Access::Looked(vec![id(1), id(2)]))),
        Ruling::Access(Box::new(Access::Limit(vec!["lawyers".into()]))),
        Ruling::Access(Box::new(Access::AskLeave(Box::new(Leave {
            kind: LeaveKind::Token,
            terms: r#"{"name":"bot-1"}"#.into(),
        })))),
        Ruling::Access(Box::new(Access::Used(c))),
        Ruling::Access(Box::new(Access::Done(DoneCall { key: [5; 32], call: [6; 32] }))),
        Ruling::Seen(c),
        Ruling::AskErasure(Box::new(AskErasure {
            records: vec![id(1), id(2)],
            tiers: Tiers::of(Tier::Identity).and(Tier::Source),
            delay: 259_200,
        })),
        Ruling::ConfirmErasure(c),
        Ruling::Hold(id(1)),
        Ruling::Erased(Box::new(Erased {
            request: c,
            records: vec![
                ErasedRecord { record: id(1), kind: Some(RecordKind::Person), tiers: Tiers::ALL, parts: 3 },
                ErasedRecord { record: id(2), kind: None, tiers: Tiers::of(Tier::Facts), parts: 0 },
            ],
            rows: vec![ErasedRow { report: id(5), row: 7 }],
            files: vec![[9; 16]],
        })),
    ]
    .into_iter()
    .enumerate()
    {
        sayings.push(Saying::Decision(Decision {
            id: ClaimId::from_bytes([i as u8 + 40; 16]),
            about: id(1),
            ruling,
        }));
    }
    save(sayings)
}

#[test]
fn everything_is_read_back_as_it_was_written() {
    let save = everything();
    assert_eq!(decode(id(1), &encode(&save)).unwrap(), save);
}

/// These bytes lie in ledgers. A change here is a change of the form: raise its version and keep reading this one.
#[test]
fn the_bytes_are_frozen() {
    let mut claim = Claim::new(
        ClaimId::from_bytes([7; 16]),
        id(1),
        Property::DetentionPlace,
        Value::Text("square".into()),
    );
    claim.locator = Some(Locator { report: id(5), spot: Spot::Quote { start: 3, end: 9 } });
    let bytes = encode(&save(vec![Saying::Claim(claim)]));
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let id = |n: &str| format!("50{}", n.repeat(16));
    let want = [
        "85",
        "01",
        "646f702d33",
        "6e6c6f6767656420617320746f6c64",
        "1a713fb300",
        "81",
        "8a00",
        &id("07"),
        "1902c0",
        "820066737175617265",
        "f6",
        &format!("84{}010309", id("05")),
        "f6",
        "0000",
        "f6",
    ]
    .concat();
    assert_eq!(hex, want);
}

#[test]
fn the_bytes_of_erasure_are_frozen() {
    let c = ClaimId::from_bytes([9; 16]);
    let (nine, one, five) = ("09".repeat(16), "01".repeat(16), "05".repeat(16));
    let check = |ruling: Ruling, want: String| {
        let bytes = encode_ruling(&ruling);
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, want, "{ruling:?}");
        assert_eq!(decode_ruling(&bytes), Some(ruling));
    };
    let ask = AskErasure { records: vec![id(1)], tiers: Tiers::ALL, delay: 259_200 };
    check(Ruling::AskErasure(Box::new(ask)), format!("84078150{one}0e1a0003f480"));
    check(Ruling::ConfirmErasure(c), format!("820850{nine}"));
    check(Ruling::Hold(id(1)), format!("820950{one}"));
    let done = Erased {
        request: c,
        records: vec![ErasedRecord {
            record: id(1),
            kind: Some(RecordKind::Detention),
            tiers: Tiers::of(Tier::Facts),
            parts: 3,
        }],
        rows: vec![ErasedRow { report: id(5), row: 7 }],
        files: Vec::new(),
    };
    let with_file = Erased { files: vec![*id(5).as_bytes()], ..done.clone() };
    check(Ruling::Erased(Box::new(done)), format!("840a50{nine}818450{one}070203818250{five}07"));
    check(
        Ruling::Erased(Box::new(with_file)),
        format!("850a50{nine}818450{one}070203818250{five}078150{five}"),
    );
    // A tier from the future: the decision is kept as it came, and not taken for a smaller one.
    let mut later = encode_ruling(&Ruling::AskErasure(Box::new(AskErasure {
        records: vec![],
        tiers: Tiers::NONE,
        delay: 1,
    })));
    later[3] = 0x10;
    assert_eq!(decode_ruling(&later), None);
}

#[test]
fn what_this_version_does_not_know_is_kept_verbatim() {
    let mut bytes = encode(&everything());
    // A saying of a kind from the future, between the others: [9, "later", {1: 2}].
    let future = [0x83, 9, 0x65, b'l', b'a', b't', b'e', b'r', 0xa1, 1, 2];
    let mut save = decode(id(1), &bytes).unwrap();
    save.sayings.insert(3, Saying::Unknown(future.as_slice().into()));
    bytes = encode(&save);
    let again = decode(id(1), &bytes).unwrap();
    assert_eq!(again, save);
    assert_eq!(encode(&again), bytes, "and written back as it came");
    // A form from the future is refused in words.
    let newer = [0x85, 2, 0x60, 0x60, 0, 0x80];
    assert!(decode(id(1), &newer).unwrap_err().to_string().contains("form 2"));
}

#[test]
fn codes_and_names_are_used_once() {
    let mut codes = std::collections::BTreeSet::new();
    let mut names = std::collections::BTreeSet::new();
    for property in Property::ALL {
        assert!(codes.insert(property.code()), "{} is used twice", property.code());
        assert!(names.insert(property.name()), "{} is used twice", property.name());
        assert_eq!(Property::from_code(property.code()), Some(*property));
        assert_eq!(Property::from_name(property.name()), Some(*property));
        assert!(property.name().starts_with(property.kind().name()), "{}", property.name());
        assert!(property.meaning().trim().ends_with(['.', '…']), "{}", property.name());
        let bytes = [Property::ReportBytes, Property::EvidenceBlob, Property::EvidencePdq];
        assert_eq!(property.shape() == Shape::Bytes, bytes.contains(property), "{}", property.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn garbage_is_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(id(1), &bytes);
    }

    #[test]
    fn damage_never_panics_and_never_loses_the_rest_silently(at in 0usize..2000, bit in 0u8..8) {
        let mut bytes = encode(&everything());
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        // Either refused, or read as a save of as many sayings as were written or claimed.
        if let Ok(read) = decode(id(1), &bytes) {
            let again = decode(id(1), &encode(&read)).unwrap();
            prop_assert_eq!(again.sayings.len(), read.sayings.len());
        }
    }

    #[test]
    fn any_text_survives(text in ".*", note in ".*", word in ".*") {
        let mut claim = Claim::new(ClaimId::from_bytes([1; 16]), id(1), Property::DetentionPlace, Value::Text(text.into()));
        claim.note = Some(note.into());
        let amount = Amount::worded(&word, Some(1), None);
        let people = Claim::new(ClaimId::from_bytes([2; 16]), id(1), Property::DetentionPeople, Value::Amount(amount));
        let save = save(vec![Saying::Claim(claim), Saying::Claim(people)]);
        prop_assert_eq!(decode(id(1), &encode(&save)).unwrap(), save);
    }
}

#[test]
fn the_bytes_of_withdrawing_signing_and_setting_are_frozen() {
    let check = |ruling: Ruling, want: String| {
        let bytes = encode_ruling(&ruling);
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, want, "{ruling:?}");
        assert_eq!(decode_ruling(&bytes), Some(ruling));
    };
    check(Ruling::Withdraw(id(1)), format!("821450{}", "01".repeat(16)));
    let signature = PackSignature { pack: "P".into(), digest: [2; 32], name: "N".into(), on: "2031".into() };
    check(Ruling::SignPack(Box::new(signature)), format!("851561505820{}614e6432303331", "02".repeat(32)));
    let change = SettingChange { name: "zone".into(), value: "UTC".into(), before: "".into() };
    check(Ruling::Set(Box::new(change)), "8416647a6f6e656355544360".to_owned());
}
