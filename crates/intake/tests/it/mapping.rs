//! Mappings as the manual tells them: cells and what becomes of them, and what can be wrong in a mapping file.

use claims::when::ZoneId;
use claims::{Amount, Claim, Property, RecordId, RecordKind, Value};
use intake::mapping::{Applied, Applier, Known, Mapping, recognise, shipped, suggest};
use intake::reading::Limits;
use intake::reading::table::{Choices, RowBuffer, read_table};
use proptest::prelude::*;

fn report() -> RecordId {
    RecordId::from_bytes([0xee; 16])
}

/// Reads a whole table through a mapping, with counted ids.
fn apply(mapping: &Mapping, csv: &str, known: &dyn Known) -> Vec<Applied> {
    let mut table = read_table("t.csv", csv.as_bytes(), &Choices::default(), &Limits::default()).unwrap();
    let mut applier = Applier::new(mapping, table.header(), report()).unwrap();
    let mut n = 0u128;
    let mut ids = || {
        n += 1;
        n.to_be_bytes()
    };
    let mut row = RowBuffer::default();
    let mut all = Vec::new();
    while table.next_row(&mut row).unwrap() {
        all.push(applier.row(&row, &mut ids, known));
    }
    all
}

fn mapping(body: &str) -> Mapping {
    Mapping::parse(&format!("name = \"test\"\nzone = \"Asia/Almaty\"\n{body}")).unwrap()
}

fn value_of(applied: &Applied, property: Property) -> Vec<Value> {
    applied
        .claims
        .iter()
        .filter(|claim| claim.property == property)
        .map(|claim| claim.value.clone())
        .collect()
}

#[test]
fn every_shipped_mapping_is_sound_and_recognised_by_its_header() {
    let all = shipped().unwrap();
    assert_eq!(all.len(), 4);
    for mapping in &all {
        assert!(!mapping.title.is_empty(), "{}", mapping.name);
        assert_eq!(recognise(&mapping.header).unwrap().unwrap().name, mapping.name);
        for column in mapping.columns() {
            let optional = !mapping.header.iter().any(|name| name == column);
            assert!(
                !optional || mapping.name == "figures" || mapping.name == "mentions",
                "{}: {column}",
                mapping.name
            );
        }
    }
    assert!(recognise(&["some".to_owned(), "table".to_owned()]).unwrap().is_none());
}

#[test]
fn cells_become_claims_and_doubts() {
    let count = mapping(
        "[[record]]\nhandle = \"d\"\nkind = \"detention\"\nclaim = [{ property = \"detention.people\", column = \"n\" }]",
    );
    let check = |cell: &str, want: Option<Amount>, doubt: &str| {
        let applied = apply(&count, &format!("n\n\"{cell}\"\n"), &()).remove(0);
        let got = value_of(&applied, Property::DetentionPeople).into_iter().next();
        assert_eq!(got, want.map(Value::Amount), "{cell}");
        let says: Vec<&str> = applied.doubts.iter().map(|d| d.says.as_str()).collect();
        assert_eq!(says.is_empty(), doubt.is_empty(), "{cell}: {says:?}");
        assert!(says.iter().all(|s| s.contains(doubt)), "{cell}: {says:?}");
    };
    check("12", Some(Amount::exact(12)), "");
    check("10-12", Some(Amount::worded("10-12", Some(10), Some(12))), "");
    check("21+8", Some(Amount::worded("21+8", None, None)), "it may mean 29");
    check("около 20", Some(Amount::worded("около 20", None, None)), "approximate");
    check("?", Some(Amount::worded("?", None, None)), "no number");
}

#[test]
fn a_station_cell_becomes_a_unit_only_when_it_plainly_names_one() {
    let units = mapping(
        "[[record]]\nhandle = \"d\"\nkind = \"detention\"\nclaim = [{ property = \"detention.unit\", column = \"u\", read = \"unit\" }]",
    );
    let check = |cell: &str, unit: Option<&str>, written: Option<&str>, doubts: usize| {
        let applied = apply(&units, &format!("u,x\n\"{cell}\",1\n"), &()).remove(0);
        let names: Vec<String> = value_of(&applied, Property::UnitName)
            .into_iter()
            .map(|value| match value {
                Value::Name(name) => name.to_string(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(names.first().map(String::as_str), unit, "{cell}");
        let text = value_of(&applied, Property::DetentionUnitText);
        assert_eq!(
            text,
            written.map(|text| Value::Text(text.into())).into_iter().collect::<Vec<_>>(),
            "{cell}"
        );
        assert_eq!(applied.doubts.len(), doubts, "{cell}: {:?}", applied.doubts);
    };
    check("РУВД Зеленое", Some("РУВД Зеленое"), None, 0);
    check("РУВД Зеленое, РУВД Синее", None, Some("РУВД Зеленое, РУВД Синее"), 1);
    check("автозак??", None, Some("автозак??"), 1);
    check("РУВД Зеленое - 21+8, РУВД Синее - 4", None, Some("РУВД Зеленое - 21+8, РУВД Синее - 4"), 2);
    check("78 (14), 6 [не сходится]", None, Some("78 (14), 6 [не сходится]"), 2);
}

#[test]
fn a_unit_known_by_name_is_not_made_again() {
    struct One;
    impl Known for One {
        fn named(&self, kind: RecordKind, folded: &str) -> Option<RecordId> {
            let zhana = names::fold::search_key("Жана РУВД");
            (kind == RecordKind::Unit && folded == zhana).then(|| RecordId::from_bytes([7; 16]))
        }
    }
    let units = mapping(
        "[[record]]\nhandle = \"d\"\nkind = \"detention\"\nclaim = [{ property = \"detention.unit\", column = \"u\", read = \"unit\" }]",
    );
    let rows = apply(&units, "u,x\nЖаңа РУВД,1\nСиняя РУВД,2\nСиняя  РУВД,3\n", &One);
    assert_eq!(value_of(&rows[0], Property::DetentionUnit), vec![Value::Ref(RecordId::from_bytes([7; 16]))]);
    assert!(value_of(&rows[0], Property::UnitName).is_empty());
    assert_eq!(value_of(&rows[1], Property::DetentionUnit), value_of(&rows[2], Property::DetentionUnit));
    assert!(value_of(&rows[2], Property::UnitName).is_empty());
}

#[test]
fn every_claim_cites_its_row_and_column() {
    let people = mapping(
        "source = { column = \"who\", type = \"media\" }\nditto = [\"same\"]\nunknown = [\"[unnamed]\"]\n\
         [[record]]\nhandle = \"p\"\nkind = \"person\"\nclaim = [{ property = \"person.name\", column = \"name\" }]\n\
         [[record]]\nhandle = \"d\"\nkind = \"detention\"\nclaim = [{ property = \"detention.of\", record = \"p\" }, { property = \"detention.when\", column = \"day\" }]",
    );
    let rows = apply(
        &people,
        "name,day,who\nАйбала Тау,2031-06-08 evening,A paper\n[unnamed],09.06.2031,same\n",
        &(),
    );
    for (at, applied) in rows.iter().enumerate() {
        for claim in &applied.claims {
            let locator = claim.locator.as_ref().unwrap();
            assert_eq!(locator.report, report());
            assert!(
                matches!(&locator.spot, claims::Spot::Row { row, .. } if *row == at as u64 + 2),
                "{locator:?}"
            );
        }
    }
    assert_eq!(value_of(&rows[0], Property::PersonName).len(), 1);
    assert_eq!(value_of(&rows[1], Property::PersonName).len(), 0, "[unnamed] is not a name");
    assert_eq!(rows[0].doubts.len(), 1, "an hour that cannot be read is a doubt: {:?}", rows[0].doubts);
    let source = |applied: &Applied| applied.claims.iter().rev().find_map(|claim: &Claim| claim.source);
    assert_eq!(source(&rows[0]), source(&rows[1]), "same means the row above");
}

#[test]
fn a_broken_mapping_says_what_is_broken() {
    let check = |toml: &str, says: &str| {
        let problem = Mapping::parse(toml).unwrap_err().to_string();
        assert!(problem.contains(says), "{says:?} in {problem}");
    };
    check("name = ", "line");
    check("name = \"x\"\nzone = \"Almaty\"", "Asia/Almaty");
    check("name = \"x\"\nzone = \"UTC\"\ncolour = 1", "colour");
    let record = |body: &str| format!("name = \"x\"\nzone = \"UTC\"\n[[record]]\nhandle = \"p\"\n{body}");
    check(&record("kind = \"prisoner\""), "prisoner");
    check(
        &record("kind = \"person\"\nclaim = [{ property = \"person.nose\", column = \"a\" }]"),
        "person.name",
    );
    check(&record("kind = \"person\"\nclaim = [{ property = \"person.name\" }]"), "column");
    check(
        &record("kind = \"detention\"\nclaim = [{ property = \"detention.of\", record = \"q\" }]"),
        "\"q\"",
    );
    let lacking = mapping(
        "[[record]]\nhandle = \"p\"\nkind = \"person\"\nclaim = [{ property = \"person.name\", column = \"fio\" }]",
    );
    let table =
        read_table("t.csv", "a,b\n1,2\n".as_bytes(), &Choices::default(), &Limits::default()).unwrap();
    let problem = Applier::new(&lacking, table.header(), report()).err().unwrap().to_string();
    assert!(problem.contains("fio") && problem.contains("a, b"), "{problem}");
}

#[test]
fn a_suggestion_is_a_mapping() {
    let zone = ZoneId::parse("Asia/Almaty").unwrap();
    let check = |columns: &[&str], row: &[&str], parts: &[&str]| {
        let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
        let rows = vec![row.iter().map(ToString::to_string).collect::<Vec<_>>()];
        let toml = suggest("list", &columns, &rows, &zone);
        Mapping::parse(&toml).unwrap_or_else(|e| panic!("{e}\n{toml}"));
        for part in parts {
            assert!(toml.contains(part), "{part} in\n{toml}");
        }
    };
    check(
        &["ФИО", "Дата задержания", "ОВД"],
        &["А Б", "08.06.2031", "РУВД 1"],
        &["person.name", "detention.when", "detention.unit"],
    );
    check(
        &["Day", "City", "Detained"],
        &["2031-06-08", "Tuz", "12"],
        &["detention.people", "detention.place"],
    );
    check(&["аты-жөні", "күні", "жасы"], &["Айбала Тау", "2031-06-08", "17"], &["person.name", "person.age"]);
    check(
        &["lawsuit_name", "targeted_journalists", "date"],
        &["A v. B", "Aybala Tau", "2031-06-08"],
        &["column = \"targeted_journalists\""],
    );
    check(&["a\"b", "c\nd", "e]]"], &["1", "2", "3"], &[]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_cells_pass_through_every_shipped_mapping(cells in prop::collection::vec(".{0,40}", 20)) {
        for mapping in shipped().unwrap() {
            let mut columns: Vec<&str> = mapping.header.iter().map(String::as_str).collect();
            for column in mapping.columns() {
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
            let quote = |text: &str| format!("\"{}\"", text.replace('"', "\"\"").replace('\0', ""));
            let row: Vec<String> = columns.iter().enumerate().map(|(i, _)| quote(&cells[i % cells.len()])).collect();
            let csv = format!("{}\n{}\n", columns.join(","), row.join(","));
            let mut table = read_table("t.csv", csv.as_bytes(), &Choices::default(), &Limits::default()).unwrap();
            let mut applier = Applier::new(&mapping, table.header(), report()).unwrap();
            let mut n = 0u128;
            let mut ids = || { n += 1; n.to_be_bytes() };
            let mut buffer = RowBuffer::default();
            while table.next_row(&mut buffer).unwrap_or(false) {
                let applied = applier.row(&buffer, &mut ids, &());
                for claim in &applied.claims {
                    prop_assert_eq!(claim.value.shape(), claim.property.shape());
                }
            }
        }
    }

    #[test]
    fn any_text_is_refused_or_read_as_a_mapping(text in ".{0,300}") {
        let _ = Mapping::parse(&text);
    }
}
