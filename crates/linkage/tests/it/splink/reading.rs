//! What is read, what is kept, and what is refused with its place.

use super::{golden, one_comparison, rows};
use linkage::splink::{Settings, SplinkModel, SplinkRefusal};
use proptest::prelude::*;

#[test]
fn every_shape_of_splinks_own_comparisons_is_read() {
    let shapes = [
        r#""city_l" IS NULL OR "city_r" IS NULL"#,
        r#"("first_name_l" IS NULL OR "first_name_r" IS NULL) AND ("surname_l" IS NULL OR "surname_r" IS NULL)"#,
        r#""dob_l" = "dob_r""#,
        r#""first_name_l" = "surname_r" AND "first_name_r" = "surname_l""#,
        r#"(jaro_winkler_similarity("first_name_l", "first_name_r") >= 0.88) AND (jaro_winkler_similarity("surname_l", "surname_r") >= 0.88)"#,
        r#"levenshtein("dob_l", "dob_r") <= 1"#,
        r#"damerau_levenshtein("postcode_l", "postcode_r") <= 2"#,
        r#"try_strptime("dob_l", '%Y%m%d') IS NULL OR try_strptime("dob_r", '%Y%m%d') IS NULL"#,
        r#"ABS(EPOCH(try_strptime("dob_l", '%Y-%m-%d')) - EPOCH(try_strptime("dob_r", '%Y-%m-%d'))) <= 2629800.0"#,
        r#"ABS("age_l" - "age_r") <= 3"#,
        r#"NULLIF(regexp_extract("email_l", '^[^@]+', 0), '') = NULLIF(regexp_extract("email_r", '^[^@]+', 0), '')"#,
        r#"jaro_winkler_similarity(NULLIF(regexp_extract("email_l", '^[^@]+', 0), ''), NULLIF(regexp_extract("email_r", '^[^@]+', 0), '')) >= 0.88"#,
        r#"NULLIF(regexp_extract("p_l", '^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? [0-9]', 0), '') = NULLIF(regexp_extract("p_r", '^[A-Za-z]{1,2}', 0), '')"#,
        r#"array_length(list_intersect("tokens_l", "tokens_r")) >= 1"#,
        r#"jaccard("a_l", "a_r") >= 0.9 and jaro_similarity(a_l, a_r) > .5"#,
    ];
    for shape in shapes {
        // “.5” without a digit before it is not SQL that Splink writes.
        let shape = shape.replace("> .5", "> 0.5");
        SplinkModel::read(&one_comparison(&[&shape])).unwrap_or_else(|refusal| panic!("{shape}: {refusal}"));
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let check = |sql: &str, at: usize, words: &str| match SplinkModel::read(&one_comparison(&[sql])) {
        Err(SplinkRefusal::Sql { place, position, says, .. }) => {
            assert_eq!(place, format!("comparison name, level as {sql}"));
            assert_eq!((position, says.contains(words)), (at, true), "{sql}: {position}: {says}");
        }
        other => panic!("{sql}: {:?}", other.map(|model| model.comparisons)),
    };
    check("soundex(name_l) = soundex(name_r)", 1, "soundex is not known");
    check("name_l = surname", 10, "neither in _l nor in _r");
    check("name_l == ", 11, "the end");
    check("(name_l = name_r", 17, ") was expected");
    check("name_l = name_r)", 16, "not expected after");
    check("name_l = 'x", 10, "not closed");
    check("name_l IS TRUE", 11, "IS NULL");
    check("name_l LIKE 'a%'", 8, "LIKE is not expected");
    check("cast(name_l as blob) = 1", 16, "blob");
    check("levenshtein(name_l) < 1", 1, "does not take 1 arguments");
    check("regexp_extract(name_l, name_r) = 'x'", 1, "pattern");
    check("regexp_extract(name_l, '[') = 'x'", 1, "cannot be read");
    check("try_strptime(name_l, '%j') IS NULL", 1, "%j");
    check("имя_l = имя_r ; drop", 15, "not expected");
    check("list_max(list_transform(name_l, x -> x)) > 1", 33, "neither in _l nor in _r");
    check("", 1, "a value was expected");
    check(&"(".repeat(100), 61, "nested deeper");
    check(&format!("name_l = name_r{}", " or name_l = name_r".repeat(2000)), 1, "words");
}

#[test]
fn a_refusal_is_a_sentence_that_says_where() {
    let refusal = SplinkModel::read(&one_comparison(&["metaphone(name_l) = 'X'"])).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "comparison name, level as metaphone(name_l) = 'X': character 1 of metaphone(name_l) = 'X': \
         the function metaphone is not known"
    );
    let mut settings: serde_json::Value =
        serde_json::from_str(&one_comparison(&["name_l = name_r"])).unwrap();
    settings["blocking_rules_to_generate_predictions"] =
        serde_json::json!([{"blocking_rule": "l.name = x.name"}]);
    let refusal = SplinkModel::read(&settings.to_string()).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "blocking rule 1: character 10 of l.name = x.name: x is a column of neither record: l.x or r.x?"
    );
}

#[test]
fn probabilities_and_columns_are_checked() {
    let with = |change: fn(&mut serde_json::Value)| {
        let mut settings: serde_json::Value =
            serde_json::from_str(&one_comparison(&["name_l = name_r"])).unwrap();
        change(&mut settings);
        SplinkModel::read(&settings.to_string())
    };
    let says = |change| with(change).unwrap_err().to_string();
    let level = |settings: &mut serde_json::Value| {
        settings["comparisons"][0]["comparison_levels"][0]["m_probability"] = serde_json::json!(1.5);
    };
    assert!(says(level).contains("level as name_l = name_r: m_probability"));
    assert!(says(|s| s["link_type"] = serde_json::json!("other")).contains("link_type"));
    assert!(
        says(|s| s["probability_two_random_records_match"] = serde_json::json!(0))
            .contains("between 0 and 1")
    );
    assert!(says(|s| s["comparisons"] = serde_json::json!(7)).contains("cannot be read"));
    let frequencies = |settings: &mut serde_json::Value| {
        settings["comparisons"][0]["comparison_levels"][0]["tf_adjustment_column"] =
            serde_json::json!("city");
    };
    assert!(says(frequencies).contains("exact agreement on the same column"));
    let model = with(|_| ()).unwrap();
    let refusal = model.predict(&rows(&["other"], &[&["a"], &["b"]]), 0.0).unwrap_err();
    assert_eq!(refusal, SplinkRefusal::NoSuchColumn("name".to_owned()));
    // Another case of letters is the same column, as in SQL.
    assert!(model.predict(&rows(&["NAME"], &[&["a"], &["b"]]), 0.0).is_ok());
}

#[test]
fn levels_that_were_never_trained_stay_without_probabilities() {
    let mut settings: serde_json::Value =
        serde_json::from_str(&one_comparison(&["name_l = name_r"])).unwrap();
    settings["comparisons"][0]["comparison_levels"][0].as_object_mut().unwrap().remove("m_probability");
    settings["something_new"] = serde_json::json!({"kept": true});
    let model = SplinkModel::read(&settings.to_string()).unwrap();
    assert_eq!(model.doubts.len(), 1);
    assert!(model.doubts[0].contains("m was never trained"), "{:?}", model.doubts);
    let written: serde_json::Value = serde_json::from_str(&model.settings.write().unwrap()).unwrap();
    assert_eq!(written, settings);
}

#[test]
fn a_trained_model_is_written_as_it_was_read() {
    let text = std::fs::read_to_string(golden("model.json")).unwrap();
    let before: serde_json::Value = serde_json::from_str(&text).unwrap();
    let after: serde_json::Value =
        serde_json::from_str(&Settings::read(&text).unwrap().write().unwrap()).unwrap();
    assert_eq!(before, after);
}

proptest! {
    #[test]
    fn no_condition_makes_it_panic(sql in ".{0,80}") {
        let _ = SplinkModel::read(&one_comparison(&[&sql]));
    }

    #[test]
    fn no_words_of_sql_make_it_panic(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "(", ")", "a_l", "b_r", "=", "'x'", "and", "or", "not", "is", "null", "substr", "abs", ",", "1e9", "-", "::",
                "int", "case", "when", "then", "else", "end", "in", "between", "cast", "as", "regexp_extract", "'%Y'",
            ]),
            0..25,
        )
    ) {
        let sql = words.join(" ");
        if let Ok(model) = SplinkModel::read(&one_comparison(&[&sql])) {
            let _ = model.predict(&rows(&["a", "b"], &[&["1", "[x"], &["ё", "2020-01-01"], &["", "y"]]), 0.0);
        }
    }

    #[test]
    fn no_bytes_of_json_make_it_panic(text in "[\\[\\]{}\":,a-z0-9\\\\u]{0,60}") {
        prop_assert!(SplinkModel::read(&text).is_err());
    }
}
