use linkage::explain::waterfall;
use linkage::table::Builder;
use linkage::values::date::{Date, read};
use linkage::{Config, Constraints, FieldKind, link};

fn check(written: &str, expected: Option<(u16, u8, u8)>) {
    let expected = expected.map(|(year, month, day)| Date { year, month, day });
    assert_eq!(read(written), expected, "{written:?}");
}

#[test]
fn dates_are_read_whole_or_in_parts() {
    check("1991-02-03", Some((1991, 2, 3)));
    check("19910203", Some((1991, 2, 3)));
    check("3.2.1991", Some((1991, 2, 3)));
    check("02/13/1991", Some((1991, 2, 13)));
    check("1991-02-03T10:15:00", Some((1991, 2, 3)));
    check("1991-02-03 10:15", Some((1991, 2, 3)));
    check("1991", Some((1991, 0, 0)));
    check("1991-02", Some((1991, 2, 0)));
    check("١٩٩١-٠٢-٠٣", Some((1991, 2, 3)));
    check("1994-11-71", Some((1994, 11, 71)));
    check("unknown", None);
    check("", None);
    check("3 Feb 1991", None);
    check("99999999999", None);
}

/// Forty people in two lists; the first stands in both, with these two cells in the column that is looked at.
fn level_of(column: &str, one: &str, other: &str, cells: &[&str]) -> (FieldKind, Option<String>) {
    let mut builder = Builder::new(["code", column]);
    for (list, first) in [("one", one), ("two", other)] {
        let number = builder.list(list);
        builder.row(&format!("{list}-0"), number, ["K0", first]);
        for person in 1..40 {
            let cell = cells[(person * 7) % cells.len()];
            builder.row(&format!("{list}-{person}"), number, [format!("K{person}").as_str(), cell]);
        }
    }
    let table = builder.finish();
    let linkage = link(&table, &Config::inferred(&table), &Constraints::default(), 1).unwrap();
    let fall = waterfall(&linkage.model, &table, 0, 40).unwrap();
    let step = fall.steps.iter().find(|step| step.field == column).unwrap();
    (linkage.model.config.fields[column], step.level.as_ref().map(|level| level.to_string()))
}

#[test]
fn dates_with_parts_missing_are_dates() {
    let cells = ["1987", "1990-05", "1987-05-03", "1971-12-30", "1966", "2001-02"];
    let check = |one: &str, other: &str, level: &str| {
        assert_eq!(
            level_of("born", one, other, &cells),
            (FieldKind::Date, Some(level.to_owned())),
            "{one} {other}"
        );
    };
    check("1987", "1987-05-03", "year the same, the rest not given");
    check("1987-05", "1987-05-03", "year and month the same, day not given");
    check("1987", "1987", "same");
    check("1987", "1999-05", "different");
}

#[test]
fn sex_is_one_value_in_any_script() {
    let cells = ["м", "f", "әйел", "ذكر", "male", "ж"];
    let check = |one: &str, other: &str, level: &str| {
        assert_eq!(
            level_of("sex", one, other, &cells),
            (FieldKind::Sex, Some(level.to_owned())),
            "{one} {other}"
        );
    };
    for (one, other) in
        [("м", "male"), ("еркек", "m"), ("ذكر", "муж."), ("әйел", "F"), ("أنثى", "женский"), ("Ж", "female")]
    {
        check(one, other, "same");
    }
    check("ذكر", "أنثى", "different");
    check("ұл", "қыз", "different");
}

/// Forty people of different ages on two lists five years apart; the first has these two ages.
fn ages_on_dated_lists(one: &str, other: &str) -> (Option<String>, Vec<String>) {
    let mut builder = Builder::new(["code", "age", "list_date"]);
    for (list, date, first, later) in [("old", "2019-06-09", one, 0), ("new", "2024-06-01", other, 5)] {
        let number = builder.list(list);
        builder.row(&format!("{list}-0"), number, ["K0", first, date]);
        for person in 1..40 {
            let age = (18 + person + later).to_string();
            builder.row(&format!("{list}-{person}"), number, [format!("K{person}").as_str(), &age, date]);
        }
    }
    let table = builder.finish();
    let linkage = link(&table, &Config::inferred(&table), &Constraints::default(), 1).unwrap();
    let fall = waterfall(&linkage.model, &table, 0, 40).unwrap();
    let step = fall.steps.iter().find(|step| step.field == "age").unwrap();
    (step.level.as_ref().map(|level| level.to_string()), linkage.doubts)
}

#[test]
fn ages_are_counted_from_the_date_of_their_list() {
    let level = |one: &str, other: &str| ages_on_dated_lists(one, other).0;
    assert_eq!(level("30", "35").as_deref(), Some("same"));
    assert_eq!(level("30", "36").as_deref(), Some("one apart"));
    assert_eq!(level("30", "30").as_deref(), Some("within five"));
    assert_eq!(level("30", "").as_deref(), None);
    let notes = ages_on_dated_lists("30", "35").1.join("\n");
    assert!(notes.contains("compared as the year of birth that follows from \"list_date\""), "{notes}");
}
