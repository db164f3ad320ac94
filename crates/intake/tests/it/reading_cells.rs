//! Cells whose writers were in doubt.

use intake::reading::DoubtKind;
use intake::reading::cell::{CellCount, WhyUnclear, read_count_cell, split_units_cell};
use proptest::prelude::*;

#[test]
fn counts_are_read_when_plain_and_kept_when_not() {
    use CellCount::{Empty, Exact, Range};
    use WhyUnclear::*;
    let unclear = |raw: &str, why, possible: &[u64]| CellCount::Unclear {
        raw: raw.into(),
        why,
        possible: possible.into(),
    };
    for (raw, expected) in [
        ("12", Exact(12)),
        (" 12 ", Exact(12)),
        ("0", Exact(0)),
        ("12.0", Exact(12)),
        ("1 000", Exact(1000)),
        ("1\u{a0}000", Exact(1000)),
        ("12 чел.", Exact(12)),
        ("3 человека", Exact(3)),
        ("12 people", Exact(12)),
        ("١٢", Exact(12)),
        ("10-12", Range(10, 12)),
        ("10–12", Range(10, 12)),
        ("10 — 12", Range(10, 12)),
        ("", Empty),
        (" \n", Empty),
        ("21+8", unclear("21+8", NotAddedUp, &[29])),
        ("1 + 2 + 3", unclear("1 + 2 + 3", NotAddedUp, &[6])),
        ("~10", unclear("~10", Approximate, &[10])),
        ("около 20", unclear("около 20", Approximate, &[20])),
        ("Около 20 человек", unclear("Около 20 человек", Approximate, &[20])),
        ("не менее 100", unclear("не менее 100", AtLeast, &[100])),
        ("100+", unclear("100+", AtLeast, &[100])),
        ("more than 5", unclear("more than 5", AtLeast, &[5])),
        ("до 50", unclear("до 50", AtMost, &[50])),
        ("nearly 4000", unclear("nearly 4000", AtMost, &[4000])),
        ("около 10-12", unclear("около 10-12", Approximate, &[10, 12])),
        ("5?", unclear("5?", Unsure, &[5])),
        ("5??", unclear("5??", Unsure, &[5])),
        ("?", unclear("?", Unknown, &[])),
        ("—", unclear("—", Unknown, &[])),
        ("[не сходится]", unclear("[не сходится]", Remark, &[])),
        ("12 [не сходится]", unclear("12 [не сходится]", Remark, &[12])),
        ("1,000", unclear("1,000", Separator, &[1000, 1])),
        ("12,5", unclear("12,5", Fraction, &[])),
        ("12-10", unclear("12-10", Backwards, &[12, 10])),
        ("-5", unclear("-5", Negative, &[])),
        ("десять", unclear("десять", Words, &[])),
        ("hundreds", unclear("hundreds", Words, &[])),
        ("12 34", unclear("12 34", Words, &[])),
        ("99999999999999999999999", unclear("99999999999999999999999", TooLarge, &[])),
    ] {
        assert_eq!(read_count_cell(raw), expected, "{raw:?}");
    }
}

/// A unit as (name, count).
type Unit = (&'static str, Option<u64>);

/// Station names are invented; the shapes are those of real tables.
#[test]
fn cells_of_units_are_split() {
    let cases: &[(&str, &[Unit], &[DoubtKind])] = &[
        ("", &[], &[]),
        ("ОВД Заречное", &[("ОВД Заречное", None)], &[]),
        (" ОВД Заречное ", &[("ОВД Заречное", None)], &[]),
        ("53", &[("53", None)], &[]),
        ("ОП 5", &[("ОП 5", None)], &[]),
        ("ОВД А, ОВД Б, ОВД В", &[("ОВД А", None), ("ОВД Б", None), ("ОВД В", None)], &[]),
        ("ОВД А\nОВД Б\r\nОВД В", &[("ОВД А", None), ("ОВД Б", None), ("ОВД В", None)], &[]),
        ("38 (8), 77 (7), 2 (2)", &[("38", Some(8)), ("77", Some(7)), ("2", Some(2))], &[]),
        ("ОВД А - 10, ОВД Б -9", &[("ОВД А", Some(10)), ("ОВД Б", Some(9))], &[]),
        ("ОВД А - 4,  ОВД Б – 3.", &[("ОВД А", Some(4)), ("ОВД Б", Some(3))], &[]),
        ("ОВД Нижне-Верхнее Северное", &[("ОВД Нижне-Верхнее Северное", None)], &[]),
        ("ОП 2 (Заречск)", &[("ОП 2 (Заречск)", None)], &[]),
        ("ОВД «Нижний, город»", &[("ОВД «Нижний, город»", None)], &[]),
        ("ОВД А: 5", &[("ОВД А", Some(5))], &[]),
        ("автозак??", &[("автозак", None)], &[DoubtKind::WriterUnsure]),
        ("ОВД А - 21+8, ОВД Б - 3", &[("ОВД А", None), ("ОВД Б", Some(3))], &[DoubtKind::NotAddedUp(29)]),
        ("ОВД А (5?)", &[("ОВД А", None)], &[DoubtKind::WriterUnsure]),
        ("ОВД А - около 20", &[("ОВД А", None)], &[DoubtKind::Approximate]),
        (
            "78 (14), 22, 6 [не сходится, проверить]",
            &[("78", Some(14)), ("22", None), ("6", None)],
            &[DoubtKind::Remark],
        ),
        (
            "ОП 5, ОП 7 (Заречск) [непонятно]",
            &[("ОП 5", None), ("ОП 7 (Заречск)", None)],
            &[DoubtKind::Remark],
        ),
        ("[неизвестно]", &[], &[DoubtKind::Remark]),
        ("Иванов - ОВД А", &[("Иванов - ОВД А", None)], &[DoubtKind::DashUnclear]),
        (
            "ОВД А - 4, Иванов -ОВД Б",
            &[("ОВД А", Some(4)), ("Иванов -ОВД Б", None)],
            &[DoubtKind::DashUnclear],
        ),
        ("45 (5), 32,10", &[("45", Some(5)), ("32", None), ("10", None)], &[DoubtKind::CommaUnclear]),
        (
            "Прокуратура; УВД, дежурная часть",
            &[("Прокуратура", None), ("УВД, дежурная часть", None)],
            &[DoubtKind::CommaUnclear],
        ),
        (
            "ОВД А - 1, ОВД Б - 2; ОВД В - 3",
            &[("ОВД А", Some(1)), ("ОВД Б", Some(2)), ("ОВД В", Some(3))],
            &[],
        ),
        ("ОВД А (5, ОВД Б", &[("ОВД А (5", None), ("ОВД Б", None)], &[DoubtKind::BracketUnbalanced]),
        (",,;\n", &[], &[]),
    ];
    for (raw, expected, doubts) in cases {
        let (units, found) = split_units_cell(raw);
        let units: Vec<(&str, Option<u64>)> =
            units.iter().map(|unit| (unit.name.as_str(), unit.count)).collect();
        assert_eq!(units, *expected, "{raw:?}");
        assert_eq!(found.into_iter().map(|doubt| doubt.kind).collect::<Vec<_>>(), *doubts, "{raw:?}");
    }
}

#[test]
fn a_count_left_open_keeps_its_raw_text() {
    let (units, doubts) = split_units_cell("ОВД А - 21+8");
    assert_eq!(units[0].count_raw.as_deref(), Some("21+8"));
    assert_eq!(doubts[0].raw, "ОВД А - 21+8");
    assert_eq!(doubts[0].to_string(), "a sum left open; not added up (it would be 29): \"ОВД А - 21+8\"");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_cell(raw in any::<String>()) {
        let _ = read_count_cell(&raw);
        let (units, _) = split_units_cell(&raw);
        for unit in units {
            prop_assert!(raw[unit.offset..].starts_with(&unit.name), "{:?} in {:?}", unit, raw);
        }
    }

    #[test]
    fn any_cell_of_units_is_split_without_losing_names(raw in "[А-В0-9 (),;\\[\\]«»?+.\n:-]{0,24}") {
        let (units, doubts) = split_units_cell(&raw);
        for unit in &units {
            prop_assert!(raw[unit.offset..].starts_with(&unit.name), "{:?} in {:?}", unit, raw);
            prop_assert!(!unit.name.is_empty());
        }
        // Every letter of the cell is in a name, a number or a doubt.
        for letter in ['А', 'Б', 'В'] {
            let kept: usize = units.iter().map(|unit| unit.name.matches(letter).count() + unit.count_raw.as_ref().map_or(0, |raw| raw.matches(letter).count())).sum();
            let doubted: usize = doubts.iter().map(|doubt| doubt.raw.matches(letter).count()).sum();
            prop_assert!(kept + doubted >= raw.matches(letter).count(), "{} in {:?}: {:?} {:?}", letter, raw, units, doubts);
        }
    }

    #[test]
    fn a_plain_number_is_itself(number in any::<u64>()) {
        prop_assert_eq!(read_count_cell(&number.to_string()), CellCount::Exact(number));
    }

    #[test]
    fn a_sum_is_never_added_up(left in 0u64..1000, right in 0u64..1000) {
        let raw = format!("{left}+{right}");
        let expected = CellCount::Unclear { raw: raw.clone(), why: WhyUnclear::NotAddedUp, possible: vec![left + right] };
        prop_assert_eq!(read_count_cell(&raw), expected);
    }
}
