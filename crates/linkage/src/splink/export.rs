//! Our own model as Splink settings, as far as SQL reaches. A level that SQL cannot say is refused by name, or, if the user
//! asks for it, written as the nearest that SQL can say, with a remark.

use super::SplinkRefusal;
use super::settings::{Comparison, Probability, Rule, Settings, SettingsLevel};
use crate::kind::FieldKind;
use crate::model::{self, Model};
use serde_json::{Map, Value, json};

/// Settings, and what in them is not quite the model.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// For Splink.
    pub settings: Settings,
    /// What differs, one sentence each.
    pub remarks: Vec<String>,
}

/// How a level is said in SQL.
enum Form {
    /// It says the same, of values as they are written.
    Exact(String),
    /// It says nearly the same; why not quite.
    Near(String, &'static str),
}

/// The model as Splink settings. `within_lists` and several lists decide the link type.
///
/// # Errors
/// Without `approximate`: the first thing of the model that SQL cannot say. With it: a comparison of which nothing can be
/// said, such as a date in three columns.
pub fn export(model: &Model, several_lists: bool, approximate: bool) -> Result<Exported, SplinkRefusal> {
    let mut remarks = Vec::new();
    let mut remark = |place: String, says: &str| {
        if approximate {
            remarks.push(format!("{place}: {says}"));
            Ok(())
        } else {
            Err(SplinkRefusal::Level { place, says: format!("{says}; --approximate writes the nearest") })
        }
    };
    for term in &model.dependence {
        let name = |at: usize| model.comparisons.get(at).map_or("", |one| one.name.as_str());
        remark(
            format!("comparisons {} and {}", name(term.one), name(term.other)),
            "they go together, and Splink has no term for that: it is left out",
        )?;
    }
    let comparisons = model
        .comparisons
        .iter()
        .map(|comparison| comparison_of(comparison, model.calibration.slope, &mut remark))
        .collect::<Result<Vec<_>, _>>()?;
    remark(
        "blocking".to_owned(),
        "keys that tolerate typing errors have no SQL: pairs must share two values as written",
    )?;
    // From the raw weight to the weight: the line's shift and slope go into prior, m and u.
    let prior =
        (model.prior / (1.0 - model.prior)).log2() * model.calibration.slope + model.calibration.shift;
    let odds = prior.exp2();
    let link_type = match (several_lists, model.config.within_lists) {
        (true, false) => "link_only",
        (true, true) => "link_and_dedupe",
        (false, _) => "dedupe_only",
    };
    let mut other = Map::new();
    for (key, value) in [
        ("sql_dialect", json!("duckdb")),
        ("unique_id_column_name", json!("unique_id")),
        ("retain_matching_columns", json!(true)),
        ("retain_intermediate_calculation_columns", json!(false)),
    ] {
        other.insert(key.to_owned(), value);
    }
    let settings = Settings {
        link_type: link_type.to_owned(),
        probability_two_random_records_match: Some((odds / (1.0 + odds)).clamp(1e-12, 1.0 - 1e-12)),
        blocking_rules_to_generate_predictions: blocking(model),
        comparisons,
        other,
    };
    Ok(Exported { settings, remarks })
}

fn comparison_of(
    comparison: &model::Comparison,
    slope: f64,
    remark: &mut impl FnMut(String, &str) -> Result<(), SplinkRefusal>,
) -> Result<Comparison, SplinkRefusal> {
    let column = comparison.columns.first().map_or("", String::as_str);
    let (l, r) = (quoted(column, "l"), quoted(column, "r"));
    let mut levels = vec![SettingsLevel {
        sql_condition: format!("{l} IS NULL OR {r} IS NULL"),
        label_for_charts: Some(format!("{column} is missing")),
        is_null_level: Some(true),
        ..SettingsLevel::default()
    }];
    if comparison.kind == FieldKind::Date && comparison.columns.len() > 1 {
        return Err(SplinkRefusal::Level {
            place: format!("comparison {}", comparison.name),
            says: "a date in three columns has no SQL; join the columns into one date before linking"
                .to_owned(),
        });
    }
    let last = comparison.levels.len().saturating_sub(1);
    for (at, level) in comparison.levels.iter().enumerate() {
        let place = || format!("comparison {}, level {}", comparison.name, level.label);
        let sql = match form(comparison, &level.label, &l, &r) {
            _ if at == last => "ELSE".to_owned(),
            Some(Form::Exact(sql)) => sql,
            Some(Form::Near(sql, why)) => {
                remark(place(), why)?;
                sql
            }
            None => {
                return Err(SplinkRefusal::Level {
                    place: place(),
                    says: "SQL has no form for it, not even a near one".to_owned(),
                });
            }
        };
        let mut written = SettingsLevel {
            sql_condition: sql,
            label_for_charts: Some(level.label.clone()),
            ..SettingsLevel::default()
        };
        // Splink looks at m/u alone, so both may be made smaller together to stay below 1.
        if let (Some(m), Some(u)) = (level.m, level.u)
            && m > 0.0
            && u > 0.0
        {
            let ratio = (slope * (m / u).log2()).exp2();
            let u = u.min(1.0 / ratio).min(1.0);
            written.m_probability = Some(Probability::Number((u * ratio).min(1.0)));
            written.u_probability = Some(Probability::Number(u));
        }
        if level.tf > 0.0 && at != last {
            remark(place(), "Splink counts the frequency of the value, not of what sounds or looks like it")?;
            written.tf_adjustment_column = Some(column.to_owned());
            written.tf_adjustment_weight = Some(level.tf * slope);
            // At most ten bits: Splink has a bound on one side.
            written.tf_minimum_u_value = Some((-level.usual_rarity - 10.0).exp2());
        }
        levels.push(written);
    }
    Ok(Comparison {
        output_column_name: Some(comparison.name.clone()),
        comparison_description: None,
        comparison_levels: levels,
        other: Map::new(),
    })
}

/// `"name_l"`.
fn quoted(column: &str, side: &str) -> String {
    format!("\"{}_{side}\"", column.replace('"', "\"\""))
}

const FOLDED: &str = "values are compared as they are written, without folding of scripts, accents and case";
const SOUNDS: &str = "names that sound alike in two scripts are not found by SQL";
const WORDS: &str = "words are compared as they are written, in any order";
const DATES: &str = "dates must be written as 1990-12-31, and parts that are not given are read by length";

fn form(comparison: &model::Comparison, label: &str, l: &str, r: &str) -> Option<Form> {
    use FieldKind as K;
    let exact = |sql: String| Some(Form::Exact(sql));
    let near = |sql: String, why: &'static str| Some(Form::Near(sql, why));
    let edits = |most: u8| format!("damerau_levenshtein({l}, {r}) <= {most}");
    let like = |least: f64| format!("jaro_winkler_similarity({l}, {r}) >= {least}");
    let long = |least: u8| format!("LENGTH({l}) >= {least} AND LENGTH({r}) >= {least}");
    // The columns may be texts.
    let (of_l, of_r) = (format!("TRY_CAST({l} AS DOUBLE)"), format!("TRY_CAST({r} AS DOUBLE)"));
    let apart = |most: u8| format!("ABS({of_l} - {of_r}) <= {most}");
    let common = |least: u8| {
        format!("array_length(list_intersect(string_split({l}, ' '), string_split({r}, ' '))) >= {least}")
    };
    let numbers = matches!(comparison.kind, K::Year | K::Month | K::Day | K::Age | K::Number);
    match (comparison.kind, label) {
        (K::Sex | K::List, "same") => exact(format!("{l} = {r}")),
        (K::List, "on different lists") => exact(format!("{l} <> {r}")),
        (_, "same") if numbers => exact(apart(0)),
        (_, "one apart") => exact(apart(1)),
        (_, "two apart") => exact(apart(2)),
        (_, "within five") => exact(apart(5)),
        (_, "within ten") => exact(apart(10)),
        (_, "within a tenth") => {
            exact(format!("ABS({of_l} - {of_r}) * 10 <= GREATEST(ABS({of_l}), ABS({of_r}))"))
        }
        (_, "same" | "all names the same") => near(format!("{l} = {r}"), FOLDED),
        (K::FamilyName, "given and family name exchanged") => {
            let given = comparison.columns.get(1)?;
            let (given_l, given_r) = (quoted(given, "l"), quoted(given, "r"));
            near(format!("{l} = {given_r} AND {given_l} = {r}"), FOLDED)
        }
        (_, "one letter apart") => near(format!("{} AND {}", long(3), edits(1)), FOLDED),
        (_, "nearly the same") => {
            near(format!("({} AND {}) OR ({} AND {})", long(3), like(0.9), long(6), edits(2)), SOUNDS)
        }
        (_, "one of several names the same" | "a word the same" | "one name the same") => {
            near(common(1), WORDS)
        }
        (_, "initial") => near(
            format!("(LENGTH({l}) = 1 OR LENGTH({r}) = 1) AND SUBSTRING({l}, 1, 1) = SUBSTRING({r}, 1, 1)"),
            FOLDED,
        ),
        (_, "alike") => near(like(0.8), FOLDED),
        (K::FullName, "all names, one spelt differently") => near(like(0.95), SOUNDS),
        (K::FullName, "all names, several spelt differently") => near(like(0.9), SOUNDS),
        (K::FullName, "one leaves out names, the others the same") => near(common(3), WORDS),
        (K::FullName, "one leaves out names, others spelt differently") => near(like(0.85), SOUNDS),
        (K::FullName, "all but one name, the first the same") => near(
            format!("regexp_extract({l}, '^[^ ]+', 0) = regexp_extract({r}, '^[^ ]+', 0) AND {}", common(2)),
            WORDS,
        ),
        (K::FullName, "all but the first name" | "two or more names the same") => near(common(2), WORDS),
        (_, "one inside the other") => {
            near(format!("{} AND LENGTH({l}) <> LENGTH({r}) AND {}", common(1), like(0.85)), WORDS)
        }
        (_, "one sign apart") => near(edits(1), FOLDED),
        (_, "two signs apart") => near(format!("{} AND {}", long(5), edits(2)), FOLDED),
        (_, "same beginning") => {
            let half = format!("CAST(FLOOR(GREATEST(LENGTH({l}), LENGTH({r})) / 2) AS INTEGER)");
            near(format!("SUBSTRING({l}, 1, {half}) = SUBSTRING({r}, 1, {half}) AND {}", long(3)), FOLDED)
        }
        (K::Email, _) => email(label, l, r),
        (K::Date, _) => date(label, l, r),
        _ => None,
    }
}

fn email(label: &str, l: &str, r: &str) -> Option<Form> {
    let part = |of: &str, pattern: &str| format!("NULLIF(regexp_extract({of}, '{pattern}', 0), '')");
    let (user_l, user_r) = (part(l, "^[^@]+"), part(r, "^[^@]+"));
    let sql = match label {
        "one or two signs apart" => format!("damerau_levenshtein({l}, {r}) <= 2"),
        "same before the @" => format!("{user_l} = {user_r}"),
        "alike before the @" => format!("jaro_winkler_similarity({user_l}, {user_r}) >= 0.9"),
        "same after the @" => format!("{} = {}", part(l, "@.*$"), part(r, "@.*$")),
        _ => return None,
    };
    Some(Form::Near(sql, FOLDED))
}

fn date(label: &str, l: &str, r: &str) -> Option<Form> {
    let same = |from: u8, letters: u8| {
        format!("SUBSTRING({l}, {from}, {letters}) = SUBSTRING({r}, {from}, {letters})")
    };
    let time = |of: &str| format!("EPOCH(try_strptime({of}, '%Y-%m-%d'))");
    let within = |days: u32| format!("ABS({} - {}) <= {}", time(l), time(r), days * 86_400);
    let whole = format!("LENGTH({l}) = 10 AND LENGTH({r}) = 10");
    let sql = match label {
        "year and month the same, day not given" => {
            format!("{} AND (LENGTH({l}) = 7 OR LENGTH({r}) = 7)", same(1, 7))
        }
        "year the same, the rest not given" => {
            format!("{} AND (LENGTH({l}) = 4 OR LENGTH({r}) = 4)", same(1, 4))
        }
        "one digit apart, or day and month exchanged" => format!(
            "{whole} AND (damerau_levenshtein({l}, {r}) <= 1 OR ({} AND SUBSTRING({l}, 6, 2) = SUBSTRING({r}, 9, 2) AND \
             SUBSTRING({l}, 9, 2) = SUBSTRING({r}, 6, 2)))",
            same(1, 4)
        ),
        "two digits apart" => format!("{whole} AND damerau_levenshtein({l}, {r}) <= 2"),
        "two of year, month and day the same" => format!(
            "({y} AND {m}) OR ({y} AND {d}) OR ({m} AND {d})",
            y = same(1, 4),
            m = same(6, 2),
            d = same(9, 2)
        ),
        "within a year" => within(366),
        "within ten years" => within(3_653),
        _ => return None,
    };
    Some(Form::Near(sql, DATES))
}

/// Pairs that share two values, for up to twelve pairs of the most telling columns.
pub(super) fn blocking(model: &Model) -> Vec<Rule> {
    let telling: Vec<String> = model
        .comparisons
        .iter()
        .filter(|one| {
            !matches!(
                one.kind,
                FieldKind::Sex | FieldKind::List | FieldKind::Month | FieldKind::Day | FieldKind::Age
            )
        })
        .filter_map(|one| one.columns.first())
        .map(|column| {
            let column = column.replace('"', "\"\"");
            format!("l.\"{column}\" = r.\"{column}\"")
        })
        .take(6)
        .collect();
    let full = |sql: String| Rule::Full {
        blocking_rule: sql,
        arrays_to_explode: None,
        other: Map::from_iter([("sql_dialect".to_owned(), Value::from("duckdb"))]),
    };
    let mut rules = Vec::new();
    for (at, one) in telling.iter().enumerate() {
        rules.extend(telling.iter().skip(at + 1).map(|other| full(format!("{one} AND {other}"))));
    }
    if rules.is_empty() {
        rules.extend(telling.into_iter().map(full));
    }
    rules
}
