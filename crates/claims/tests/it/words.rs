//! Small words as tables: written names, source chains, custody as of a moment, figures held against each other.

use claims::figures::{Figure, Flag, compare};
use claims::legal::CustodyState;
use claims::when::{Bounds, Instant};
use claims::when::{When, ZoneId};
use claims::{
    Amount, Chains, CustodyStep, Ended, HeardStep, HowKnown, RecordId, Truth, WrittenName, held_at, stays,
};

fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

#[test]
fn names_stay_as_written_but_cannot_hide() {
    let check = |raw: &str, kept: &str| assert_eq!(WrittenName::parse(raw).unwrap().as_str(), kept);
    check("  Әсел   Тау ", "Әсел   Тау");
    check("Qasyma-Bek UULU", "Qasyma-Bek UULU");
    check("\u{202e}lesA\u{202c}", "lesA");
    check("A\u{0}B", "AB");
    check("и\u{306}", "й");
    assert!(WrittenName::parse(" \u{200b} ").is_err());
    assert!(WrittenName::parse(&"x".repeat(301)).unwrap_err().to_string().contains("301"));
}

#[test]
fn two_outlets_copying_one_post_are_one_source() {
    let mut chains = Chains::default();
    let (post, agency, outlet, other, witness) = (id(1), id(2), id(3), id(4), id(5));
    chains.relay(agency, post);
    chains.relay(outlet, agency);
    chains.relay(other, post);
    assert!(chains.dependent(outlet, other));
    assert_eq!(chains.independent([outlet, other, agency]), 1);
    assert_eq!(chains.independent([outlet, witness]), 2);
    assert_eq!(chains.path(outlet), vec![outlet, agency, post]);
    // Sources that only repeat each other are one voice, and do not hang the program.
    chains.relay(id(8), id(9));
    chains.relay(id(9), id(8));
    assert_eq!(chains.independent([id(8), id(9)]), 1);
}

fn heard(state: CustodyState, confirmed: Option<i64>, said_by: Option<i64>) -> HeardStep {
    HeardStep {
        state,
        unit: None,
        from: Bounds::UNKNOWN,
        still_going: false,
        confirmed: confirmed.map(Instant::from_unix),
        how: HowKnown::Relative,
        said_by: said_by.map(Instant::from_unix),
    }
}

#[test]
fn custody_as_of_a_moment() {
    const HOUR: i64 = 3600;
    let start = Bounds::at(Instant::from_unix(0));
    let check = |says: &str, steps: &[HeardStep], at: i64, want: Truth| {
        let got = held_at(start, steps, Instant::from_unix(at), 6 * HOUR);
        assert_eq!(got.held, want, "{says}: {got:?}");
    };
    use CustodyState::{AtPolice, Released, Reported};
    check("before it began", &[], -1, Truth::No);
    check("only reported", &[heard(Reported, None, Some(HOUR))], 2 * HOUR, Truth::Maybe);
    check("seen an hour ago", &[heard(AtPolice, Some(HOUR), None)], 2 * HOUR, Truth::Yes);
    check("seen long ago", &[heard(AtPolice, Some(HOUR), None)], 20 * HOUR, Truth::Maybe);
    check(
        "released, and said so by now",
        &[heard(AtPolice, Some(HOUR), None), heard(Released, None, Some(3 * HOUR))],
        4 * HOUR,
        Truth::No,
    );
    check(
        "as of before the release was known",
        &[heard(AtPolice, Some(HOUR), None), heard(Released, None, Some(3 * HOUR))],
        2 * HOUR,
        Truth::Maybe,
    );
    check(
        "seen again after it",
        &[heard(AtPolice, Some(5 * HOUR), None), heard(Released, None, Some(3 * HOUR))],
        6 * HOUR,
        Truth::Maybe,
    );
    let open = HeardStep { still_going: true, ..heard(AtPolice, Some(HOUR), None) };
    check("said to be still going on", &[open], 50 * HOUR, Truth::Yes);
    let got = held_at(start, &[heard(AtPolice, Some(HOUR), None)], Instant::from_unix(7 * HOUR), 6 * HOUR);
    assert_eq!(got.stale_for(Instant::from_unix(7 * HOUR)), Some(6 * HOUR), "last confirmed 6 h ago");
    assert_eq!(got.confirmed.unwrap().1, HowKnown::Relative, "by a relative");
}

#[test]
fn steps_of_custody_in_time() {
    use CustodyState::{AtPolice, BeforeCourt, Released, Reported};
    let zone = ZoneId::parse("Asia/Almaty").unwrap();
    let when = |hour: &str| When::parse(&format!("2031-06-08T{hour}"), &zone).unwrap();
    let at = |hour: &str| when(hour).bounds().latest.unwrap();
    let step = |state, unit: u8, from: &str, to: &str, confirmed: &str| CustodyStep {
        unit: (unit > 0).then(|| id(unit)),
        from: (!from.is_empty()).then(|| when(from)),
        to: (!to.is_empty()).then(|| when(to)),
        confirmed: (!confirmed.is_empty()).then(|| when(confirmed)),
        ..CustodyStep::of(state)
    };
    let check = |says: &str, steps: &[CustodyStep], ends: &[&str], against: &[&[usize]]| {
        let told: Vec<_> = steps.iter().map(|step| (step, None)).collect();
        let got = stays(&told);
        let words: Vec<String> = got
            .iter()
            .map(|stay| match stay.ended {
                Ended::Known(_) => "known".to_owned(),
                Ended::By(by) => format!("by {}", by.in_zone(&zone).get(11..16).unwrap()),
                Ended::Going => "going".to_owned(),
                Ended::Unknown => "unknown".to_owned(),
                Ended::Final => "final".to_owned(),
            })
            .collect();
        assert_eq!(words, ends, "{says}");
        let clashes: Vec<Vec<usize>> = got.into_iter().map(|stay| stay.against).collect();
        assert_eq!(clashes, against, "{says}");
    };
    check("nobody says when it ended", &[step(AtPolice, 1, "16:00", "", "17:00")], &["unknown"], &[&[]]);
    check(
        "somewhere else later: it had ended by then",
        &[step(AtPolice, 1, "16:00", "", "17:00"), step(BeforeCourt, 2, "19:00", "20:00", "")],
        &["by 19:00", "known"],
        &[&[], &[]],
    );
    check(
        "somebody knew them to be still there",
        &[
            step(AtPolice, 1, "16:00", "", "16:30"),
            step(AtPolice, 1, "16:00", "", "18:00"),
            step(AtPolice, 2, "17:00", "", ""),
            step(BeforeCourt, 3, "20:00", "", ""),
        ],
        &["by 20:00", "by 20:00", "by 20:00", "unknown"],
        &[&[], &[], &[], &[]],
    );
    check(
        "in two units at once",
        &[step(AtPolice, 1, "16:00", "", "18:00"), step(AtPolice, 2, "17:00", "", "19:00")],
        &["unknown", "unknown"],
        &[&[1], &[0]],
    );
    check(
        "seen after having been let go",
        &[step(Released, 0, "17:00", "", ""), step(AtPolice, 1, "16:00", "", "18:00")],
        &["final", "unknown"],
        &[&[1], &[0]],
    );
    check(
        "seen, then let go",
        &[step(AtPolice, 1, "16:00", "", "18:00"), step(Released, 0, "19:00", "", "")],
        &["by 19:00", "final"],
        &[&[], &[]],
    );
    check(
        "hearsay places nobody elsewhere",
        &[step(AtPolice, 1, "16:00", "", "17:00"), step(Reported, 0, "18:00", "", "")],
        &["unknown", "unknown"],
        &[&[], &[]],
    );
    // Without a time of its own a step was so by the moment it was told.
    let told = stays(&[(&step(AtPolice, 1, "", "", ""), Some(at("15:00")))]);
    assert_eq!(told[0].began, Bounds { earliest: None, latest: Some(at("15:00")) });
    let open =
        CustodyStep { from: Some(When::parse("2031-06-08/..", &zone).unwrap()), ..CustodyStep::of(AtPolice) };
    assert_eq!(stays(&[(&open, None)])[0].ended, Ended::Going);
}

fn figure(n: u8, measure: &str, amount: Amount, parts: &[(&str, u64)], speaker: &str) -> Figure {
    let part = |(label, n): &(&str, u64)| Amount { label: Some((*label).into()), ..Amount::exact(*n) };
    Figure {
        record: id(n),
        label: format!("F{n}"),
        measure: Some(measure.to_owned()),
        unit: Some("persons".to_owned()),
        amount: Some(amount),
        parts: parts.iter().map(part).collect(),
        scope: None,
        period: Bounds::UNKNOWN,
        speaker: Some(speaker.to_owned()),
        outlet: None,
        said_on: Bounds::UNKNOWN,
    }
}

#[test]
fn figures_are_held_against_their_parts_and_each_other() {
    let parts = [("arrest", 300), ("fine", 41), ("warning", 12)];
    let check = |says: &str, figures: &[Figure], want: &[Flag]| assert_eq!(compare(figures), want, "{says}");
    let whole = figure(1, "punished", Amount::exact(353), &parts, "A. Prosecutor");
    check(
        "parts add up",
        std::slice::from_ref(&whole),
        &[Flag::PartsAddUp { figure: id(1), parts: vec![300, 41, 12], total: 353 }],
    );
    check(
        "the same number under another measure",
        &[whole.clone(), figure(2, "detained", Amount::exact(353), &[], "another")],
        &[
            Flag::PartsAddUp { figure: id(1), parts: vec![300, 41, 12], total: 353 },
            Flag::MeasureChanged {
                figure: id(2),
                of: id(1),
                number: 353,
                was: "punished".into(),
                now: "detained".into(),
            },
        ],
    );
    check(
        "round numbers meet by chance",
        &[figure(1, "a", Amount::exact(500), &[], "x"), figure(2, "b", Amount::exact(500), &[], "y")],
        &[],
    );
    check(
        "a part told otherwise",
        &[
            whole.clone(),
            figure(
                3,
                "punished",
                Amount::worded("more than 340", Some(341), None),
                &[("arrest", 330)],
                "A. Prosecutor (as restated)",
            ),
        ],
        &[
            Flag::PartsAddUp { figure: id(1), parts: vec![300, 41, 12], total: 353 },
            Flag::PartDiffers { figure: id(3), other: id(1), label: "arrest".into(), here: 330, there: 300 },
        ],
    );
    let nearly = Amount::worded("nearly 4000", None, Some(3999));
    check(
        "the word allows the sum",
        &[figure(4, "detained", nearly.clone(), &[("a", 3000), ("b", 950)], "x")],
        &[Flag::PartsFitWord {
            figure: id(4),
            parts: vec![3000, 950],
            sum: 3950,
            total: 4000,
            word: "nearly 4000".into(),
        }],
    );
    check(
        "the word does not",
        &[figure(4, "detained", nearly, &[("a", 3000), ("b", 200)], "x")],
        &[Flag::PartsContradict { figure: id(4), parts: vec![3000, 200], sum: 3200, total: 4000 }],
    );
    check(
        "two measures in one sentence",
        &[figure(
            5,
            "liable",
            Amount::exact(550),
            &[("first day", 400), ("delivered", 200), ("second day", 150)],
            "x",
        )],
        &[Flag::SomePartsAddUp { figure: id(5), parts: vec![400, 150], others: vec![200], total: 550 }],
    );
}

#[test]
fn coordinates_are_read_as_people_write_them() {
    use claims::Coordinates;
    let check = |written: &str, read: &str| match written.parse::<Coordinates>() {
        Ok(at) => assert_eq!(at.to_string(), read, "{written}"),
        Err(problem) => assert!(problem.to_string().contains(read), "{written}: {problem}"),
    };
    check("43.238, 76.945", "43.238, 76.945");
    check("43.238 76.945", "43.238, 76.945");
    check("43.238N; 76.945E", "43.238, 76.945");
    check("33.9S 18.4w", "-33.9, -18.4");
    check("-0.5,0", "-0.5, 0");
    check("43.2380049° N", "Write degrees as decimal");
    check("90, 180", "90, 180");
    check("91, 0", "lies between -90 and 90");
    check("0, 181", "lies between -180 and 180");
    check("nan, inf", "decimal numbers");
    check("43,238, 76,945", "Write two numbers");
    check("", "Write two numbers");
    check("somewhere", "Write two numbers");
    check("1e5, 0", "decimal numbers");
}
