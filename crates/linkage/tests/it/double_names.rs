//! Two family names, of father and mother, of which either may be left out.

use linkage::explain::waterfall;
use linkage::table::Builder;
use linkage::{Config, Constraints, FieldKind, link};

/// Forty made-up people on two lists; the first stands in both, with these family names. How far the two agree.
fn level_of(one: &str, other: &str) -> String {
    const FAMILY: [&str; 7] =
        ["Quirondo", "Zaldueta", "Montanza", "Belarte", "Calubia", "Durillo", "Escante"];
    let mut builder = Builder::new(["code", "surnames"]);
    for (list, first) in [("one", one), ("two", other)] {
        let number = builder.list(list);
        builder.row(&format!("{list}-0"), number, ["K0", first]);
        for person in 1..40 {
            let names = format!("{} {}", FAMILY[person % 7], FAMILY[person * 3 % 5]);
            builder.row(&format!("{list}-{person}"), number, [format!("K{person}").as_str(), &names]);
        }
    }
    let table = builder.finish();
    let config =
        Config { fields: [("surnames".to_owned(), FieldKind::FamilyName)].into(), ..Config::default() };
    let linkage = link(&table, &config, &Constraints::default(), 1).unwrap();
    let fall = waterfall(&linkage.model, &table, 0, 40).unwrap();
    let step = fall.steps.iter().find(|step| step.field == "surnames").unwrap();
    step.level.as_ref().unwrap().to_string()
}

#[test]
fn leaving_out_the_first_of_two_names_is_told_from_leaving_out_the_second() {
    let check = |one: &str, other: &str, level: &str| {
        assert_eq!(level_of(one, other), level, "{one} / {other}");
        assert_eq!(level_of(other, one), level, "{other} / {one}");
    };
    check("Zaldueta Belarte", "Zaldueta y Belarte", "same");
    check("Zaldueta Belarte", "Zaldueta-Belarte", "same");
    check("Zaldueta Belarte", "Zaldueta", "one leaves out names, the others the same");
    check("Zaldueta Belarte", "Zalduetta", "one leaves out names, others spelt differently");
    check("Zaldueta Belarte", "Belarte", "one leaves out the first name, another is the same");
    check("Zaldueta Belarte", "Zaldueta Durillo", "a name the same, another different");
    check("Zaldueta Belarte", "Belarte Zaldueta", "a name the same, another different");
    check("Zaldueta Belarte", "Durillo", "no name the same");
}
