//! Uncertain times: what may be written, what it is read as, and what may be concluded from it.

use claims::when::{Bounds, End, Instant, When, WhenKind, WhenProblem, ZoneId, parse_written_date};
use proptest::prelude::*;

fn almaty() -> ZoneId {
    ZoneId::parse("Asia/Almaty").unwrap()
}

fn when(text: &str) -> When {
    When::parse(text, &almaty()).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

/// Checks the limits of a text, `-` for an unknown one.
fn check(text: &str, earliest: &str, latest: &str) {
    let show = |at: Option<Instant>| at.map_or_else(|| "-".to_owned(), |at| at.to_string());
    let read = when(text);
    let found = read.bounds();
    assert_eq!(
        (show(found.earliest), show(found.latest)),
        (earliest.to_owned(), latest.to_owned()),
        "{text}"
    );
    assert_eq!(read.to_string(), text);
}

#[test]
fn a_day_begins_where_its_zone_says() {
    check("2019-06-09", "2019-06-08T18:00:00Z", "2019-06-09T17:59:59Z");
    check("2024-06-09", "2024-06-08T19:00:00Z", "2024-06-09T18:59:59Z");
    // The day the country moved its clocks back an hour, at midnight: the 29th of February lasted 25 hours.
    check("2024-02-29", "2024-02-28T18:00:00Z", "2024-02-29T18:59:59Z");
    check("2024-03-01", "2024-02-29T19:00:00Z", "2024-03-01T18:59:59Z");
}

#[test]
fn every_form_has_its_limits() {
    check("2019-06", "2019-05-31T18:00:00Z", "2019-06-30T17:59:59Z");
    check("2019", "2018-12-31T18:00:00Z", "2019-12-31T17:59:59Z");
    check("2019-06-09~", "2019-06-08T18:00:00Z", "2019-06-09T17:59:59Z");
    check("2019-06-XX?", "2019-05-31T18:00:00Z", "2019-06-30T17:59:59Z");
    check("2019-22", "2019-05-31T18:00:00Z", "2019-08-31T17:59:59Z");
    check("201X", "2009-12-31T18:00:00Z", "2019-12-31T17:59:59Z");
    check("[2019-06-09,2019-06-11]", "2019-06-08T18:00:00Z", "2019-06-11T17:59:59Z");
    check("{2019-06-09..2019-06-11}", "2019-06-08T18:00:00Z", "2019-06-11T17:59:59Z");
    check("[..2019-06-09]", "-", "2019-06-09T17:59:59Z");
    check("2019-06-09/2019-06-13", "2019-06-08T18:00:00Z", "2019-06-13T17:59:59Z");
    check("2019-06-09/..", "2019-06-08T18:00:00Z", "-");
    check("2019-06-09/", "2019-06-08T18:00:00Z", "-");
    check("../2019-06-09", "-", "2019-06-09T17:59:59Z");
    check("2019-06-09T12:30", "2019-06-09T06:30:00Z", "2019-06-09T06:30:59Z");
    check("2019-06-09T12:30:05", "2019-06-09T06:30:05Z", "2019-06-09T06:30:05Z");
    check("2019-06-09T12:30+06:00", "2019-06-09T06:30:00Z", "2019-06-09T06:30:59Z");
    check("2019-06-09T12:30Z", "2019-06-09T12:30:00Z", "2019-06-09T12:30:59Z");
    check("2019-06-09T12:30:05.250-03", "2019-06-09T15:30:05Z", "2019-06-09T15:30:05Z");
    check("2019-06-09T12:30[Europe/Minsk]", "2019-06-09T09:30:00Z", "2019-06-09T09:30:59Z");
    check("2019-06-09T12:30+06:00[Asia/Almaty]/..", "2019-06-09T06:30:00Z", "-");
    check("2019-06-09T12:00+06:00..2019-06-09T14:00+06:00", "2019-06-09T06:00:00Z", "2019-06-09T08:00:59Z");
    check("..2019-06-09T19:30", "-", "2019-06-09T13:30:59Z");
    check("2019-06-09T19:30..", "2019-06-09T13:30:00Z", "-");
    // Taken at noon or so, let go some hours later.
    check("2019-06-09T12:00..2019-06-09T12:20/2019-06-09T15:00..", "2019-06-09T06:00:00Z", "-");
}

#[test]
fn a_clock_reading_that_comes_twice_keeps_both_meanings() {
    // Clocks in Almaty went back from 00:00 to 23:00 at the end of 29 February 2024.
    check("2024-02-29T23:30", "2024-02-29T17:30:00Z", "2024-02-29T18:30:59Z");
    // Clocks in Berlin skipped from 02:00 to 03:00.
    let berlin = ZoneId::parse("europe/berlin").unwrap();
    let skipped = When::parse("2019-03-31T02:30", &berlin).unwrap().bounds();
    assert_eq!(skipped, Bounds::between(instant("2019-03-31T00:30:00Z"), instant("2019-03-31T01:30:59Z")));
}

#[test]
fn still_held_and_end_unknown_stay_different() {
    let (held, unknown) = (when("2019-06-09/.."), when("2019-06-09/"));
    assert_ne!(held, unknown);
    assert_eq!((held.end(), unknown.end()), (End::StillGoing, End::Unknown));
    assert!(held.is_still_going() && !unknown.is_still_going());
    assert_eq!(when("2019-06-09").end(), End::SameAsStart);
    assert_eq!(when("2019-06-09/2019-06-13").end(), End::Known(when("2019-06-13").bounds()));
    // Only the first is a claim about the time until it was said.
    let (said, noon) = (instant("2019-06-12T00:00:00Z"), when("2019-06-11T12:00").span());
    assert!(held.span_as_of(said).certainly_overlaps(&noon));
    assert!(!unknown.span_as_of(said).certainly_overlaps(&noon));
    assert!(unknown.span_as_of(said).can_overlap(&noon));
    assert!(!held.certainly_overlaps(&when("2019-06-11")), "without knowing when it was said");
}

#[test]
fn an_end_cannot_come_before_its_beginning() {
    // Within one day: an interval of minutes that ends on a day begins no later than that.
    let read = when("2019-06-09T12:30/2019-06-09");
    assert_eq!(
        read.end(),
        End::Known(Bounds::between(instant("2019-06-09T06:30:00Z"), instant("2019-06-09T17:59:59Z")))
    );
    for text in ["2019-06-13/2019-06-09", "2019-06-09T14:00..2019-06-09T12:00"] {
        assert_eq!(
            When::parse(text, &almaty()),
            Err(WhenProblem::EndsBeforeStart { text: text.into() }),
            "{text}"
        );
    }
}

#[test]
fn the_kind_and_the_marks_are_kept() {
    let table = [
        ("2019-06-09", WhenKind::Day, false, false),
        ("2019-06-09~", WhenKind::Day, true, false),
        ("2019-06-XX?", WhenKind::Day, false, true),
        ("2019-06%", WhenKind::Month, true, true),
        ("2019-21", WhenKind::Season, false, false),
        ("19XX", WhenKind::Year, false, false),
        ("{2019,2020}", WhenKind::Set, false, false),
        ("2019-06-09T12:30", WhenKind::Minute, false, false),
        ("2019-06-09T12:30:00", WhenKind::Second, false, false),
        ("2019-06-09T12:30..2019-06-09T13:30", WhenKind::Pair, false, false),
        ("2019-06-09~/..", WhenKind::Interval, true, false),
    ];
    for (text, kind, about, doubted) in table {
        let read = when(text);
        assert_eq!((read.kind(), read.is_about(), read.is_doubted()), (kind, about, doubted), "{text}");
    }
}

#[test]
fn problems_are_said_in_words() {
    let table = [
        ("", "the date is empty"),
        ("  ", "the date is empty"),
        ("2019-02-31", "“2019-02-31”: February 2019 has 28 days, there is no day 31"),
        ("2020-02-30", "“2020-02-30”: February 2020 has 29 days, there is no day 30"),
        ("2019-02-31~", "“2019-02-31~”: February 2019 has 28 days, there is no day 31"),
        ("2019-06-00", "“2019-06-00”: June 2019 has 30 days, there is no day 0"),
        ("2019-13-45", "“2019-13-45”: there is no month 13"),
        ("2019-13", "“2019-13”: there is no month 13"),
        ("0000", "the year 0000 is outside 1000 to 2200; check whether digits were swapped"),
        ("0000-06-09", "the year 0000 is outside 1000 to 2200; check whether digits were swapped"),
        ("9201-06-09", "the year 9201 is outside 1000 to 2200; check whether digits were swapped"),
        ("Y17E7", "the year 170000000 is outside 1000 to 2200; check whether digits were swapped"),
        (
            "2019-06-09T25:00",
            "“2019-06-09T25:00” is not a clock time (there is no such hour); write 12:30 or 12:30:05, hours 00 to 23",
        ),
        (
            "2019-06-09T24:00",
            "“2019-06-09T24:00” is not a clock time (hour 24 is 00 of the next day); write 12:30 or 12:30:05, hours 00 to 23",
        ),
        ("/", "“/” gives neither a beginning nor an end; leave the date out instead"),
        ("..", "“..” gives neither a beginning nor an end; leave the date out instead"),
        ("../..", "“../..” gives neither a beginning nor an end; leave the date out instead"),
        (
            "2019-06-09T12:30+05:00[Asia/Almaty]",
            "“2019-06-09T12:30+05:00[Asia/Almaty]”: Asia/Almaty did not use the offset written at that time",
        ),
        (
            "2019-06-09T12:30[Asia/Nowhere]",
            "there is no time zone “Asia/Nowhere”; zones are named like Asia/Almaty",
        ),
    ];
    for (text, words) in table {
        assert_eq!(When::parse(text, &almaty()).unwrap_err().to_string(), words, "{text}");
    }
    for text in [
        "hundreds",
        "09.06.2019",
        "2019-6-9",
        "2019-06-09T12",
        "20190609",
        "2019-06-091",
        "вчера",
        "2019-06-09T12:30~",
    ] {
        assert!(When::parse(text, &almaty()).is_err(), "{text}");
    }
    assert!(matches!(When::parse(&"9".repeat(500), &almaty()), Err(WhenProblem::TooLong { .. })));
}

#[test]
fn dates_as_people_write_them() {
    let table = [
        ("04.12.2011", "2011-12-04"),
        ("9.6.2019", "2019-06-09"),
        ("09.06.2019 г.", "2019-06-09"),
        ("2019.06.09", "2019-06-09"),
        ("2019/06/09", "2019-06-09"),
        ("13/04/2019", "2019-04-13"),
        ("04/13/2019", "2019-04-13"),
        ("04/04/2019", "2019-04-04"),
        ("9 июня 2019", "2019-06-09"),
        ("9 июня 2019 года", "2019-06-09"),
        ("9-го июня 2019 г.", "2019-06-09"),
        ("в воскресенье, 9 июня 2019", "2019-06-09"),
        ("8 мая 2020", "2020-05-08"),
        ("3 марта 2020", "2020-03-03"),
        ("June 9, 2019", "2019-06-09"),
        ("9th of June 2019", "2019-06-09"),
        ("Sunday 9 June 2019", "2019-06-09"),
        ("9 маусым 2019", "2019-06-09"),
        ("2019 жылғы 9 маусым", "2019-06-09"),
        ("2019 жылдың 9 маусымында", "2019-06-09"),
        ("июнь 2019", "2019-06"),
        ("June 2019", "2019-06"),
        ("2019", "2019"),
        ("09.06.2019, 19:30", "2019-06-09T19:30"),
        ("9 июня 2019 в 9:05", "2019-06-09T09:05"),
        ("9–13 июня 2019", "2019-06-09/2019-06-13"),
        ("2019-06-09", "2019-06-09"),
        ("2019-06-XX?", "2019-06-XX?"),
        ("2019-06-09/..", "2019-06-09/.."),
    ];
    for (text, iso) in table {
        let read = parse_written_date(text, &almaty()).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        assert_eq!(read.written(), iso, "{text}");
    }
}

#[test]
fn a_date_with_two_readings_is_never_guessed() {
    let table = [
        ("03/04/2019", "“03/04/2019” can be 2019-04-03 or 2019-03-04; only the writer knows which"),
        ("3-4-2019", "“3-4-2019” can be 2019-04-03 or 2019-03-04; only the writer knows which"),
        ("09.06.19", "“09.06.19” gives the year with two digits; if 2019-06-09 is meant, write it so"),
        ("9 июня", "“9 июня” gives no year"),
        ("31.02.2019", "“31.02.2019”: February 2019 has 28 days, there is no day 31"),
        ("31 февраля 2019", "“31 февраля 2019”: February 2019 has 28 days, there is no day 31"),
        (
            "понедельник, 9 июня 2019",
            "“понедельник, 9 июня 2019”: 2019-06-09 was another day of the week; one of the two is wrong",
        ),
        ("", "the date is empty"),
    ];
    for (text, words) in table {
        assert_eq!(parse_written_date(text, &almaty()).unwrap_err().to_string(), words, "{text}");
    }
    for text in
        ["около 9 июня 2019", "9 июня 2019, 10 июня 2019", "автозак??", "21+8", "9", "12:30", "99.99.9999"]
    {
        assert!(parse_written_date(text, &almaty()).is_err(), "{text}");
    }
}

#[test]
fn what_is_certain_and_what_is_possible() {
    // text, other, certainly before, certainly overlaps, can overlap
    let table = [
        ("2019-06-09", "2019-06-10", true, false, false),
        ("2019-06-09", "2019-06-09", false, false, true),
        ("2019-06-09~", "2019-06-10", false, false, true),
        ("2019-06-09~", "2019-06-12", true, false, false),
        ("2019-06-09?", "2019-06-12", false, false, false),
        ("2019-06", "2019-06-10", false, false, true),
        ("2019-06-08/2019-06-13", "2019-06-10", false, true, true),
        ("2019-06-09/2019-06-13", "2019-06-09", false, false, true),
        ("2019-06-09/", "2019-06-30", false, false, true),
        ("2019-06-09/..", "2019-06-30", false, false, true),
        ("2019-06-09/..", "2019-06-01", false, false, false),
        ("../2019-06-09", "2019-06-10", true, false, false),
        ("2019-06-09T12:30", "2019-06-09T12:31", true, false, false),
    ];
    for (a, b, before, overlaps, can) in table {
        let (x, y) = (when(a), when(b));
        assert_eq!(
            (x.certainly_before(&y), x.certainly_overlaps(&y), x.can_overlap(&y)),
            (before, overlaps, can),
            "{a} {b}"
        );
        assert_eq!(x.can_overlap(&y), y.can_overlap(&x), "{a} {b}");
        assert_eq!(x.certainly_overlaps(&y), y.certainly_overlaps(&x), "{a} {b}");
    }
    // text, range, certainly within, can be within
    let table = [
        ("2019-06-09", "2019-06-09", true, true),
        ("2019-06-09", "2019-06", true, true),
        ("2019-06", "2019-06-09", false, true),
        ("2019-06-09~", "2019-06-09", false, true),
        ("2019-06-09?", "2019-06", false, true),
        ("2019-06-10", "2019-06-09", false, false),
        ("2019-06-09/2019-06-13", "2019-06-09", false, false),
        ("2019-06-09/..", "2019-06", false, true),
        ("2019-06-09T23:00..2019-06-10T01:00", "2019-06-09", false, true),
    ];
    for (a, b, certainly, can) in table {
        let range = when(b).bounds();
        assert_eq!(
            (when(a).certainly_within(&range), when(a).can_be_within(&range)),
            (certainly, can),
            "{a} {b}"
        );
    }
}

#[test]
fn instants_print_as_they_are_read() {
    let at = instant("2019-06-09T12:30:05+06:00");
    assert_eq!(at.to_string(), "2019-06-09T06:30:05Z");
    assert_eq!(at.in_zone(&almaty()), "2019-06-09T12:30:05+06:00");
    assert_eq!(instant("2024-06-09T12:30:00Z").in_zone(&almaty()), "2024-06-09T17:30:00+05:00");
    assert_eq!(at.unix(), 1_560_061_805);
    assert_eq!(at.checked_add(60).unwrap().seconds_since(at), 60);
    assert_eq!(Instant::from_unix(i64::MAX).checked_add(1), None);
    assert!(Instant::from_unix(-5) < Instant::from_unix(0) && Instant::from_unix(0) < Instant::from_unix(5));
    assert_eq!(almaty().day_of(instant("2019-06-08T18:00:00Z")), Some((2019, 6, 9)));
    for text in
        ["2019-06-09", "2019-06-09T12:30", "2019-02-31T12:30:00Z", "unix:x", "2019-06-09T12:30:00+15:00"]
    {
        assert!(Instant::parse(text).is_err(), "{text}");
    }
    assert_eq!(size_of::<Option<Instant>>(), 8);
    assert!(size_of::<When>() <= 72, "{}", size_of::<When>());
}

#[test]
fn zones_are_kept_by_name() {
    assert_eq!(ZoneId::parse(" asia/almaty ").unwrap().name(), "Asia/Almaty");
    assert_eq!(ZoneId::parse("UTC").unwrap().name(), "UTC");
    for name in ["", "Almaty", "+06:00", "../../etc/passwd"] {
        assert!(matches!(ZoneId::parse(name), Err(WhenProblem::UnknownZone { .. })), "{name}");
    }
    let minsk = When::parse("2019-06-09", &ZoneId::parse("Europe/Minsk").unwrap()).unwrap();
    assert_ne!(minsk, when("2019-06-09"), "the same day in another zone is another stretch of time");
}

fn a_day() -> impl Strategy<Value = (i16, u8, u8)> {
    (1000i16..=2200, 1u8..=12, 1u8..=28)
}

proptest! {
    #[test]
    fn what_is_printed_reads_back((y, m, d) in a_day(), h in 0u8..24, min in 0u8..60, form in 0usize..9) {
        let day = format!("{y:04}-{m:02}-{d:02}");
        let text = match form {
            0 => day,
            1 => format!("{day}~"),
            2 => format!("{day}/.."),
            3 => format!("{day}/"),
            4 => format!("{day}T{h:02}:{min:02}"),
            5 => format!("{day}T{h:02}:{min:02}+06:00"),
            6 => format!("{day}T{h:02}:{min:02}..{day}T23:59:59"),
            7 => format!("{y:04}-{m:02}-XX?"),
            _ => format!("../{day}"),
        };
        let read = When::parse(&text, &almaty()).unwrap();
        prop_assert_eq!(read.to_string(), text);
        let again = When::parse(read.written(), read.zone()).unwrap();
        prop_assert_eq!(again.bounds(), read.bounds());
        prop_assert_eq!(again, read);
    }

    #[test]
    fn the_limits_hold_the_whole_day((y, m, d) in a_day(), h in 0u8..24, min in 0u8..60, s in 0u8..60, zone in 0usize..5) {
        let zone = ["Asia/Almaty", "Europe/Minsk", "Asia/Tehran", "America/Sao_Paulo", "Pacific/Apia"][zone];
        let zone = ZoneId::parse(zone).unwrap();
        let day = When::parse(&format!("{y:04}-{m:02}-{d:02}"), &zone).unwrap().bounds();
        let second = When::parse(&format!("{y:04}-{m:02}-{d:02}T{h:02}:{min:02}:{s:02}"), &zone).unwrap();
        let read = second.bounds();
        // A reading the clock skipped is kept with both meanings, so one of them may fall outside the day.
        prop_assert!(day.can_meet(&read), "{:?} {:?}", day, second);
        if read.width() == Some(0) {
            prop_assert!(day.contains(read.earliest.unwrap()), "{:?} {:?}", day, second);
        }
        let month = When::parse(&format!("{y:04}-{m:02}"), &zone).unwrap();
        let day = When::parse(&format!("{y:04}-{m:02}-{d:02}"), &zone).unwrap();
        prop_assert!(day.certainly_within(&month.bounds()));
    }

    #[test]
    fn certain_implies_possible(a in 0usize..12, b in 0usize..12) {
        let texts = ["2019-06-09", "2019-06-10~", "2019-06-XX", "2019-06-09/2019-06-13", "2019-06-09/..", "2019-06-08/",
            "2019-06-09T12:30", "2019-06-09T12:00..2019-06-09T14:00", "../2019-06-10", "2019-06-11?", "2018", "2019-06-09T12:30/2019-06-09T12:40"];
        let (x, y) = (when(texts[a]), when(texts[b]));
        prop_assert!(!x.certainly_overlaps(&y) || x.can_overlap(&y));
        prop_assert!(!(x.certainly_before(&y) && x.can_overlap(&y)));
        prop_assert!(!x.certainly_within(&y.bounds()) || x.can_be_within(&y.bounds()));
    }

    #[test]
    fn instants_survive_printing(seconds in any::<i64>(), recent in 0i64..4_000_000_000) {
        for at in [Instant::from_unix(seconds), Instant::from_unix(recent)] {
            prop_assert_eq!(Instant::parse(&at.to_string()).unwrap(), at);
        }
        let at = Instant::from_unix(recent);
        prop_assert_eq!(Instant::parse(&at.in_zone(&almaty())).unwrap(), at);
        prop_assert_eq!(When::at(at, &almaty()).unwrap().bounds(), Bounds::at(at));
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,40}", near in "[0-9XT:/.~?%\\-+Z\\[\\]{}, ]{0,30}", dots in "[0-9]{1,4}[./-][0-9]{1,4}[./-][0-9]{1,4}( [0-9:]{0,8})?") {
        for text in [text, near, dots] {
            if let Ok(read) = When::parse(&text, &almaty()) {
                prop_assert_eq!(read.to_string(), text.trim());
                let found = read.bounds();
                prop_assert!(found.earliest.is_none() || found.latest.is_none() || found.earliest <= found.latest);
            }
            if let Ok(read) = parse_written_date(&text, &almaty()) {
                prop_assert!(When::parse(read.written(), &almaty()).is_ok());
            }
            let _ = Instant::parse(&text);
            let _ = ZoneId::parse(&text);
        }
    }
}
