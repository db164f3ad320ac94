//! Words of names in Arabic script that a copy of a PDF file tore apart.

use linkage::explain::waterfall;
use linkage::table::Builder;
use linkage::{Config, Constraints, FieldKind, link};

/// Thirty made-up people on two lists; the first stands in both, with these names. How far the two agree.
fn level_of(one: &str, other: &str) -> String {
    const GIVEN: [&str; 5] = ["محمد", "سارة", "عبد الرحمن", "كمال", "هدى"];
    const FAMILY: [&str; 6] = ["الكحلانية", "درغام", "طيفور", "الوردالي", "هدروس", "صفرال"];
    let mut builder = Builder::new(["code", "name"]);
    for (list, first) in [("one", one), ("two", other)] {
        let number = builder.list(list);
        builder.row(&format!("{list}-0"), number, ["K0", first]);
        for person in 1..30 {
            let name = format!("{} {} {}", GIVEN[person % 5], GIVEN[person / 5 % 5], FAMILY[person % 6]);
            builder.row(&format!("{list}-{person}"), number, [format!("K{person}").as_str(), &name]);
        }
    }
    let table = builder.finish();
    let config = Config { fields: [("name".to_owned(), FieldKind::FullName)].into(), ..Config::default() };
    let linkage = link(&table, &config, &Constraints::default(), 1).unwrap();
    let fall = waterfall(&linkage.model, &table, 0, 30).unwrap();
    let step = fall.steps.iter().find(|step| step.field == "name").unwrap();
    step.level.as_ref().unwrap().to_string()
}

#[track_caller]
fn check(one: &str, other: &str, level: &str) {
    assert_eq!(level_of(one, other), level, "{one} / {other}");
}

#[test]
fn a_word_that_the_list_has_whole_is_put_together() {
    let same = "all names the same";
    check("محمد كمال الكحلانية", "محمد كمال الكحال نية", same);
    check("عبد الرحمن محمد درغام", "عبد ال رحمن محمد درغام", same);
    check("عبد الرحمن محمد درغام", "عبدال رحمن محمد درغام", same);
    check("سارة محمد الوردالي", "سارة محمد ال وردال ي", same);
}

#[test]
fn names_that_end_like_the_article_stay_apart() {
    let shorter = "one leaves out names, the others the same";
    check("كمال محمد درغام", "كمال درغام", shorter);
    check("هدى صفرال محمد", "هدى محمد", shorter);
}
