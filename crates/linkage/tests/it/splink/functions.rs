//! Functions of SQL against what DuckDB 2.0 answered, through conditions on two records.

use super::{one_comparison, rows};
use linkage::splink::{SplinkModel, damerau_levenshtein, jaccard, jaro, jaro_winkler, levenshtein};

#[test]
fn distances_are_those_of_duckdb() {
    let check = |a: &str, b: &str, winkler: f64, of_jaro: f64, edits: usize, damerau: usize| {
        assert!((jaro_winkler(a, b) - winkler).abs() < 1e-12, "{a} {b}: {}", jaro_winkler(a, b));
        assert!((jaro(a, b) - of_jaro).abs() < 1e-12, "{a} {b}: {}", jaro(a, b));
        assert_eq!(levenshtein(a, b), edits, "{a} {b}");
        assert_eq!(damerau_levenshtein(a, b), damerau, "{a} {b}");
    };
    check("Әсел", "Асель", 0.7833333333333333, 0.7833333333333333, 2, 2);
    check("ёж", "жё", 0.0, 0.0, 2, 1);
    check("", "", 0.0, 0.0, 0, 0);
    check("a", "", 0.0, 0.0, 1, 1);
    check("ca", "abc", 0.0, 0.0, 3, 2);
    check("martha", "marhta", 0.9611111111111111, 0.9444444444444445, 2, 1);
    assert_eq!(jaccard("Әсел", "Асель"), Some(0.5));
    assert_eq!(jaccard("", "a"), None);
}

/// Whether the condition is TRUE for a left and a right record with the columns a, b, c.
fn holds(condition: &str, left: [&str; 3], right: [&str; 3]) -> bool {
    let model = SplinkModel::read(&one_comparison(&[condition])).unwrap();
    // A condition that reads fewer columns still binds.
    let table = rows(&["a", "b", "c"], &[&left, &right]);
    let scored = model.predict(&table, f64::NEG_INFINITY).unwrap();
    scored[0].levels.level(0) == Some(0)
}

#[test]
fn null_is_neither_true_nor_false() {
    let check = |condition: &str, expected: bool| {
        assert_eq!(holds(condition, ["x", "", ""], ["x", "y", ""]), expected, "{condition}");
    };
    check("b_l = b_r", false);
    check("NOT b_l = b_r", false);
    check("b_l IS NULL", true);
    check("b_r IS NOT NULL", true);
    check("b_l = b_r OR a_l = a_r", true);
    check("b_l = b_r AND a_l = a_r", false);
    check("(b_l = b_r) IS NULL", true);
    check("b_l IN ('y', 'z')", false);
    check("b_r IN ('y', 'z')", true);
    check("b_r NOT IN ('z')", true);
    check("b_r NOT IN ('z', c_r)", false);
    check("coalesce(b_l, 'y') = b_r", true);
    check("concat(a_l, b_l) = 'x'", true);
    check("(a_l || b_l) IS NULL", true);
    check("least(3, length(a_l)) = 1", true);
    check("CASE WHEN b_l = b_r THEN 1 WHEN a_l = a_r THEN 2 ELSE 3 END = 2", true);
}

#[test]
fn numbers_and_dates_are_computed() {
    let check = |condition: &str, expected: bool| {
        let (left, right) = (["anna-maria", "2020-02-03", "7"], ["ann@a.example", "2020-03-01", "9.5"]);
        assert_eq!(holds(condition, left, right), expected, "{condition}");
    };
    check("ABS(c_l - c_r) <= 2.5", true);
    check("ABS(c_l - c_r) < 2.5", false);
    check("abs(epoch(try_strptime(b_l, '%Y-%m-%d')) - epoch(try_strptime(b_r, '%Y-%m-%d'))) = 2332800", true);
    check("epoch(try_strptime(b_l, '%Y-%m-%d')) = 1580688000", true);
    check("try_strptime(b_l, '%Y%m%d') IS NULL", true);
    check("try_strptime('2020-1-5', '%Y-%m-%d') IS NOT NULL AND a_l <> a_r", true);
    check("try_strptime('2020-02-30', '%Y-%m-%d') IS NULL AND a_l <> a_r", true);
    check("try_strptime('02020-02-03', '%Y-%m-%d') IS NULL AND a_l <> a_r", true);
    check("try_strptime('3 February 2020', '%d %B %Y') = CAST('2020-02-03' AS DATE) AND a_l <> a_r", true);
    check("NULLIF(regexp_extract(a_r, '^[^@]+', 0), '') = 'ann'", true);
    check("regexp_extract(a_r, '@(.)', 1) = 'a'", true);
    check("NULLIF(regexp_extract(a_l, '[0-9]', 0), '') IS NULL", true);
    check("SUBSTRING(a_l, 1, 3) = SUBSTRING(a_r, 1, 3)", true);
    check(
        "substr(a_l, 0, 2) = 'a' AND substr(a_l, -3, 2) = 'ri' AND substr(a_l, 2, -1) = 'a' AND a_l <> a_r",
        true,
    );
    check("substr(a_l, 7) = 'aria' AND a_l <> a_r", true);
    check("TRY_CAST('2.5' AS INTEGER) = 3 AND c_l::INTEGER = 7 AND a_l <> a_r", true);
    check("array_length(list_intersect('[x, y]', '[\"y\", \"x\"]')) >= 2 AND a_l <> a_r", true);
    check("c_l BETWEEN 7 AND 8 AND c_r NOT BETWEEN 7 AND 8", true);
    check("-c_l + 2 * 3 = -1 AND c_l / 0 IS NULL AND a_l <> a_r", true);
}
