//! Legal packs and the two clocks: what is shown for a detention at a given moment.

use claims::legal::{
    Alarm, AlarmKind, ChargeOnRecord, CustodyState, CustodyTimes, Day, Deadlines, LegalPack, PackKind,
    ReleaseMode, WhyNotRunning, deadlines, for_day, shipped,
};
use claims::when::{Bounds, Instant, When, ZoneId};

fn pack(id: &str) -> &'static LegalPack {
    shipped().iter().find(|p| p.id == id).unwrap_or_else(|| panic!("no pack {id}"))
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A time of 28 May 2012 in Moscow, or a stretch of it: `14:00`, `14:00..15:00`.
fn moscow(text: &str) -> Bounds {
    let zone = ZoneId::parse("Europe/Moscow").unwrap();
    let parts: Vec<String> = text.split("..").map(|t| format!("2012-05-28T{t}:00")).collect();
    When::parse(&parts.join(".."), &zone).unwrap().bounds()
}

fn at(text: &str) -> Instant {
    moscow(text).earliest.unwrap()
}

fn hours(seconds: Option<i64>) -> Option<f64> {
    seconds.map(|s| s as f64 / 3600.0)
}

/// Every alarm as a word, with the clock.
fn alarms(found: &Deadlines) -> Vec<String> {
    let word = |alarm: &Alarm| match &alarm.kind {
        AlarmKind::Expired => format!("expired {}", alarm.clock),
        AlarmKind::MayHaveExpired => format!("may have expired {}", alarm.clock),
        AlarmKind::Near => format!("near {}", alarm.clock),
        AlarmKind::HeldLongerThanLimit => format!("held longer than {}", alarm.clock),
        AlarmKind::ChargeChanged { from, to, hours_before, hours_after } => {
            format!("{from} {hours_before} h became {to} {hours_after} h")
        }
    };
    found.alarms.iter().map(word).collect()
}

#[test]
fn every_shipped_pack_reads_and_is_a_draft() {
    let ids: Vec<&str> = shipped().iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["kz-admin-2015", "kz-criminal-2015", "by-admin-2007", "by-admin-2021", "ru-admin"]);
    for pack in shipped() {
        assert!(!pack.is_signed(), "{}: only a lawyer may sign", pack.id);
        assert_eq!(pack.standing(), "draft, unsigned");
        assert!(
            !pack.stages.is_empty() && !pack.clocks.is_empty() && !pack.facilities.is_empty(),
            "{}",
            pack.id
        );
        assert!(pack.holiday(day("2019-03-08")).is_some(), "{}", pack.id);
        for state in pack.stages.iter().map(|s| s.state) {
            assert_eq!(CustodyState::from_code(state.code()), Some(state));
        }
    }
    let kz = pack("kz-admin-2015");
    assert_eq!(kz.state_of("Задержан"), Some(CustodyState::Apprehended));
    assert_eq!(kz.state_of("somewhere"), None);
    assert!(
        kz.documents.iter().any(|d| d.copy_to_detainee && d.fields.iter().any(|f| f == "time to the minute"))
    );
    assert_eq!(kz.exempt.len(), 5);
    assert!(kz.holiday(day("2019-12-01")).is_some() && kz.holiday(day("2022-12-01")).is_none());
}

#[test]
fn the_pack_is_that_of_the_day() {
    let table = [
        ("BY", PackKind::Admin, "2020-08-09", Some("by-admin-2007")),
        ("BY", PackKind::Admin, "2021-02-28", Some("by-admin-2007")),
        ("BY", PackKind::Admin, "2021-03-01", Some("by-admin-2021")),
        ("by", PackKind::Admin, "2024-01-01", Some("by-admin-2021")),
        ("BY", PackKind::Criminal, "2021-03-01", None),
        ("KZ", PackKind::Admin, "2019-06-09", Some("kz-admin-2015")),
        ("KZ", PackKind::Criminal, "2019-06-09", Some("kz-criminal-2015")),
        ("KZ", PackKind::Admin, "2014-12-31", None),
        ("RU", PackKind::Admin, "2012-05-28", Some("ru-admin")),
        ("UZ", PackKind::Admin, "2019-06-09", None),
    ];
    for (country, kind, date, id) in table {
        let found = for_day(shipped(), country, kind, day(date)).map(|p| p.id.as_str());
        assert_eq!(found, id, "{country} {kind} {date}");
    }
}

#[test]
fn a_signed_pack_goes_before_a_draft() {
    let text = include_str!("../../data/legal/ru-admin.toml");
    let signed =
        text.replacen("\n[[", "\n[signature]\nlawyer = \"A. Zangerova\"\ndate = \"2026-01-31\"\n[[", 1);
    let signed = LegalPack::parse(&signed).unwrap();
    assert_eq!(signed.standing(), "signed by A. Zangerova, 2026-01-31");
    let packs = [signed.clone(), pack("ru-admin").clone()];
    assert!(for_day(&packs, "RU", PackKind::Admin, day("2012-05-28")).unwrap().is_signed());
    let times = CustodyTimes { delivered: Some(moscow("14:00")), ..CustodyTimes::default() };
    let found = deadlines(&signed, &times, at("18:00"));
    assert!(!found.unsigned && !found.alarms.is_empty() && found.alarms.iter().all(|a| !a.unsigned));
    let found = deadlines(pack("ru-admin"), &times, at("18:00"));
    assert!(found.unsigned && !found.alarms.is_empty() && found.alarms.iter().all(|a| a.unsigned));
}

#[test]
fn charges_are_those_of_the_day() {
    // pack, charge as written, day, version found, arrestable
    let table = [
        ("kz-admin-2015", "488", "2019-06-09", Some("yes")),
        ("kz-admin-2015", "ст. 488", "2020-06-05", Some("yes")),
        ("kz-admin-2015", "ст. 488", "2020-06-06", Some("unknown")),
        ("kz-admin-2015", "ст. 488 ч. 6", "2024-01-01", Some("yes")),
        ("kz-admin-2015", "art. 488, part 6", "2019-06-09", Some("yes")),
        ("kz-admin-2015", "art. 999", "2019-06-09", None),
        ("kz-admin-2015", "no number", "2019-06-09", None),
        ("ru-admin", "ст. 20.2 КоАП", "2012-05-28", Some("no")),
        ("ru-admin", "20.2.2", "2012-05-28", Some("unknown")),
        ("ru-admin", "20.2 ч. 8", "2012-05-28", Some("no")),
        ("ru-admin", "20.2 ч. 8", "2021-01-23", Some("yes")),
        ("by-admin-2007", "23.34", "2020-08-09", Some("yes")),
    ];
    for (id, charge, date, arrestable) in table {
        let found = pack(id).charge(charge, day(date)).map(|c| c.arrestable.name());
        assert_eq!(found, arrestable, "{id} {charge} {date}");
    }
}

#[test]
fn changing_the_charge_moves_the_deadline_and_keeps_the_old_one() {
    let zone = ZoneId::parse("Europe/Moscow").unwrap();
    let first = When::parse("2012-05-28T15:00", &zone).unwrap();
    let second = When::parse("2012-05-28T16:30", &zone).unwrap();
    let charges = [
        ChargeOnRecord { learned: &first, charge: "ст. 20.2" },
        ChargeOnRecord { learned: &second, charge: "19.3" },
    ];
    let times = CustodyTimes {
        actual: Some(moscow("13:00")),
        delivered: Some(moscow("14:00")),
        charges: &charges,
        ..CustodyTimes::default()
    };
    // Before the change was learned, three hours.
    let found = deadlines(pack("ru-admin"), &times, at("15:30"));
    assert_eq!(found.statutory.len(), 1);
    assert_eq!((found.statutory[0].hours, found.statutory[0].superseded), (3, false));
    assert_eq!(hours(found.statutory[0].remaining.at_least), Some(1.5));
    assert_eq!(alarms(&found), [""; 0]);
    // After it, forty-eight, and the three hours stay to be seen.
    let found = deadlines(pack("ru-admin"), &times, at("17:30"));
    let shown: Vec<_> = found
        .statutory
        .iter()
        .map(|d| (d.charge.as_deref(), d.hours, d.superseded, hours(d.remaining.at_least)))
        .collect();
    assert_eq!(shown, [(Some("ст. 20.2"), 3, true, Some(-0.5)), (Some("19.3"), 48, false, Some(44.5))]);
    assert_eq!(found.statutory[1].clock, "admin_arrestable_or_identification");
    assert_eq!(alarms(&found), ["ст. 20.2 3 h became 19.3 48 h"]);
    assert_eq!(found.alarms[0].since, second.bounds().earliest.unwrap());
    assert!(found.alarms[0].unsigned);
    // The same article said twice is no change.
    let charges = [
        ChargeOnRecord { learned: &first, charge: "ст. 20.2" },
        ChargeOnRecord { learned: &second, charge: "20.2" },
    ];
    let found = deadlines(pack("ru-admin"), &CustodyTimes { charges: &charges, ..times }, at("16:45"));
    assert_eq!(found.statutory.len(), 1);
    assert_eq!(alarms(&found), ["near admin_general", "held longer than admin_general"]);
}

#[test]
fn hours_in_a_bus_count_only_on_the_actual_clock_where_the_law_counts_from_delivery() {
    let bus = CustodyTimes { actual: Some(moscow("13:00")), ..CustodyTimes::default() };
    let found = deadlines(pack("ru-admin"), &bus, at("15:00"));
    assert_eq!(hours(found.actual.at_least).map(|h| (h * 10.0).round() / 10.0), Some(2.0));
    assert!(found.statutory.is_empty() && found.alarms.is_empty());
    assert_eq!(found.not_running[0].why, WhyNotRunning::NotStarted);
    // Past three hours in the bus: the law's clock has not begun, but somebody must see it.
    let found = deadlines(pack("ru-admin"), &bus, at("16:30"));
    assert_eq!(alarms(&found), ["held longer than admin_general"]);
    // Delivered at last: the law has three hours again.
    let times = CustodyTimes { delivered: Some(moscow("16:00")), ..bus };
    let found = deadlines(pack("ru-admin"), &times, at("16:30"));
    assert_eq!(hours(found.statutory[0].remaining.at_least), Some(2.5));
    assert_eq!(alarms(&found), ["held longer than admin_general"]);

    // Belarus counts from actual detention: the same bus, and the limit is over.
    let found = deadlines(pack("by-admin-2007"), &times, at("16:30"));
    let general = &found.statutory[0];
    assert_eq!((general.clock.as_str(), hours(general.remaining.at_least)), ("admin_general", Some(-0.5)));
    assert_eq!(alarms(&found), ["expired admin_general"]);
}

#[test]
fn an_uncertain_beginning_makes_an_uncertain_deadline_and_the_alarm_goes_by_the_earliest() {
    let times = CustodyTimes { delivered: Some(moscow("14:00..15:30")), ..CustodyTimes::default() };
    let table = [
        ("16:20", vec![]),
        ("16:40", vec!["near admin_general"]),
        ("17:10", vec!["may have expired admin_general"]),
        ("18:29", vec!["may have expired admin_general"]),
        ("18:31", vec!["expired admin_general"]),
    ];
    for (now, expected) in table {
        let found = deadlines(pack("ru-admin"), &times, at(now));
        assert_eq!(alarms(&found), expected, "{now}");
        let ends = found.statutory[0].ends_at;
        assert_eq!((ends.earliest, ends.latest), (Some(at("17:00")), Some(at("18:30"))), "{now}");
    }
    // Taken some time before delivery, nobody knows when: the actual clock has a least but no most.
    let found = deadlines(pack("ru-admin"), &times, at("16:30"));
    assert_eq!((hours(found.actual.at_least), found.actual.at_most), (Some(1.0), None));
    // In Belarus the limit then ends at the latest three hours after delivery; when at the earliest is not known.
    let found = deadlines(pack("by-admin-2007"), &times, at("18:31"));
    assert_eq!(
        (found.statutory[0].ends_at.earliest, found.statutory[0].ends_at.latest),
        (None, Some(at("18:30")))
    );
    assert_eq!(alarms(&found), ["expired admin_general"]);
}

#[test]
fn a_charge_the_pack_does_not_know_takes_the_short_limit_and_says_so() {
    let zone = ZoneId::parse("Europe/Moscow").unwrap();
    let learned = When::parse("2012-05-28T15:00", &zone).unwrap();
    for (charge, hours, doubt) in
        [("5.35", 3, true), ("20.2.2", 3, true), ("20.2", 3, false), ("19.3", 48, false)]
    {
        let charges = [ChargeOnRecord { learned: &learned, charge }];
        let times =
            CustodyTimes { delivered: Some(moscow("14:00")), charges: &charges, ..CustodyTimes::default() };
        let found = deadlines(pack("ru-admin"), &times, at("16:00"));
        assert_eq!(
            (found.statutory[0].hours, found.statutory[0].charge_in_doubt),
            (hours, doubt),
            "{charge}"
        );
    }
}

#[test]
fn minors_have_their_own_clock() {
    let shown = |minor: bool| -> Vec<String> {
        let times = CustodyTimes { actual: Some(moscow("14:00")), minor, ..CustodyTimes::default() };
        let found = deadlines(pack("kz-criminal-2015"), &times, at("15:00"));
        found.statutory.iter().map(|d| format!("{} {}", d.clock, d.hours)).collect()
    };
    assert_eq!(shown(false), ["protocol_after_detention 3", "judge 48", "constitutional_maximum 72"]);
    assert_eq!(shown(true), ["protocol_after_detention 3", "judge_minor 24", "constitutional_maximum 72"]);
}

#[test]
fn a_limit_whose_start_is_not_stated_is_never_certainly_over() {
    let times = CustodyTimes { actual: Some(moscow("10:00")), ..CustodyTimes::default() };
    let found = deadlines(pack("kz-criminal-2015"), &times, at("14:00"));
    assert_eq!(
        alarms(&found),
        ["may have expired protocol_after_detention", "held longer than protocol_after_detention"]
    );
}

#[test]
fn after_release_the_clocks_stand_still() {
    let times = CustodyTimes {
        actual: Some(moscow("13:00")),
        delivered: Some(moscow("14:00")),
        ended: Some(moscow("15:30")),
        ..CustodyTimes::default()
    };
    let found = deadlines(pack("ru-admin"), &times, at("23:00"));
    assert_eq!(found.actual.at_most, Some(9000));
    assert_eq!(alarms(&found), [""; 0]);
    let late = CustodyTimes { ended: Some(moscow("18:00")), ..times };
    assert_eq!(alarms(&deadlines(pack("ru-admin"), &late, at("23:00"))), ["expired admin_general"]);
}

#[test]
fn mistakes_in_a_pack_are_said_with_their_line() {
    let good = include_str!("../../data/legal/ru-admin.toml");
    let line = |needle: &str| good.lines().position(|l| l == needle).unwrap() + 1;
    let table = [
        ("hours = 3", "hours = 0", "hours = 3", "invalid value: integer `0`, expected a nonzero u32"),
        (
            "applies = \"general\"",
            "applies = \"mostly\"",
            "applies = \"general\"",
            "“mostly” is not a condition of a clock; the codes are: always, general, arrestable, by_hand",
        ),
        (
            "valid_from = \"2002-07-01\"",
            "valid_from = \"2002-02-30\"",
            "valid_from = \"2002-07-01\"",
            "“2002-02-30”: February 2002 has 28 days, there is no day 30",
        ),
        (
            "time_zone = \"Europe/Moscow\"",
            "time_zone = \"+03:00\"",
            "time_zone = \"Europe/Moscow\"",
            "there is no time zone “+03:00”; zones are named like Asia/Almaty",
        ),
        ("start = \"delivery\"", "strat = \"delivery\"", "start = \"delivery\"", "unknown field `strat`"),
    ];
    for (from, to, at_line, words) in table {
        assert!(good.contains(from), "{from}");
        let said = LegalPack::parse(&good.replacen(from, to, 1)).unwrap_err().to_string();
        let begins = format!("the legal pack cannot be read at line {}: {words}", line(at_line));
        assert!(said.starts_with(&begins), "{said}\n{begins}");
    }
    let said = LegalPack::parse("id = \"x\"\n???").unwrap_err().to_string();
    assert!(said.starts_with("the legal pack cannot be read at line 2: "), "{said}");
    let table = [
        (
            "id = \"admin_arrestable_or_identification\"",
            "id = \"admin_general\"",
            "two clocks are called admin_general",
        ),
        ("ref = \"19.3\"", "ref = \"20.2\"", "two versions of the charge “20.2” are in force at once"),
        ("ref = \"19.3\"", "ref = \"disobedience\"", "the charge “disobedience” has no article number"),
        (
            "valid_from = \"2002-07-01\"",
            "valid_from = \"2002-07-01\"\nvalid_to = \"2001-07-01\"",
            "it ends before it begins",
        ),
    ];
    for (from, to, words) in table {
        let said = LegalPack::parse(&good.replacen(from, to, 1)).unwrap_err().to_string();
        assert_eq!(said, format!("the legal pack ru-admin contradicts itself: {words}"));
    }
}

#[test]
fn states_and_modes_keep_their_codes() {
    let states: Vec<String> =
        CustodyState::ALL.iter().map(|s| format!("{} {}", s.code(), s.name())).collect();
    assert_eq!(
        states,
        [
            "1 reported",
            "2 apprehended",
            "3 in_transit",
            "4 at_police",
            "5 held_overnight",
            "6 before_court",
            "7 serving_short_arrest",
            "8 criminal_custody",
            "9 hospital",
            "10 whereabouts_unknown",
            "11 released",
            "12 deceased"
        ]
    );
    for state in CustodyState::ALL {
        assert_eq!(state.name().parse(), Ok(*state));
        assert!(!(state.is_held() && state.is_final()));
        assert!(!state.is_delivered() || state.is_held());
    }
    let held: Vec<&str> = CustodyState::ALL.iter().filter(|s| !s.is_held()).map(|s| s.name()).collect();
    assert_eq!(held, ["reported", "whereabouts_unknown", "released", "deceased"]);
    assert_eq!(ReleaseMode::ALL.len(), 12);
    for mode in ReleaseMode::ALL {
        assert_eq!(
            (ReleaseMode::from_name(mode.name()), ReleaseMode::from_code(mode.code())),
            (Some(*mode), Some(*mode))
        );
    }
    let said = "freed".parse::<CustodyState>().unwrap_err().to_string();
    assert!(
        said.starts_with("“freed” is not a custody state; the codes are: reported, apprehended,"),
        "{said}"
    );
}
