//! Settings compiled: conditions parsed, probabilities turned into weights as Splink does it.

use super::SplinkRefusal;
use super::expr::Expr;
use super::parse::{Naming, parse};
use super::settings::{Comparison, Probability, Settings};
use crate::edge::Levels;

/// A model made by Splink, ready to be bound to a table.
#[derive(Debug, Clone)]
pub struct SplinkModel {
    /// The file it was made from.
    pub settings: Settings,
    /// Columns of the table that conditions and rules read.
    pub columns: Vec<String>,
    /// log2 odds of two random records being one person.
    pub prior: f64,
    /// In the order of the file.
    pub comparisons: Vec<Compared>,
    /// What a reader should know: levels that were never trained and are scored with Splink's defaults.
    pub doubts: Vec<String>,
    pub(super) rules: Vec<Blocked>,
}

/// A comparison.
#[derive(Debug, Clone)]
pub struct Compared {
    /// `output_column_name`, or the columns it reads.
    pub name: String,
    /// In the order in which they are tried.
    pub levels: Vec<Level>,
}

/// A level.
#[derive(Debug, Clone)]
pub struct Level {
    /// In words.
    pub label: String,
    /// Values are missing: no weight.
    pub is_null: bool,
    /// log2(m/u).
    pub weight: f64,
    /// m as used, for charts.
    pub m: f64,
    /// u as used, for charts.
    pub u: f64,
    /// Adjustment by term frequencies.
    pub tf: Option<Frequency>,
    pub(super) condition: Expr,
}

/// `weight · (log2 u − log2 max(frequency left, frequency right, least))`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frequency {
    /// The column, by its place in [`SplinkModel::columns`].
    pub column: usize,
    /// How much it counts.
    pub weight: f64,
    /// Frequencies below this count as this.
    pub least: f64,
    /// u of an exact match on that column.
    pub u: f64,
}

/// A blocking rule.
#[derive(Debug, Clone)]
pub(super) struct Blocked {
    pub(super) sql: String,
    pub(super) condition: Expr,
    /// Columns with lists of which one item is shared.
    pub(super) exploded: Vec<usize>,
}

/// Splink never divides by less.
const LEAST: f64 = 1e-300;

impl SplinkModel {
    /// Reads and compiles a settings file.
    pub fn read(text: &str) -> Result<Self, SplinkRefusal> {
        Self::compile(Settings::read(text)?)
    }

    /// Compiles settings.
    pub fn compile(settings: Settings) -> Result<Self, SplinkRefusal> {
        let known = ["dedupe_only", "link_only", "link_and_dedupe"];
        if !known.contains(&settings.link_type.as_str()) {
            return Err(SplinkRefusal::Json(format!(
                "link_type is {:?}; it must be one of {}",
                settings.link_type,
                known.join(", ")
            )));
        }
        let lambda = settings.probability_two_random_records_match.unwrap_or(0.0001);
        if !(lambda > 0.0 && lambda < 1.0) {
            return Err(SplinkRefusal::Json(format!(
                "probability_two_random_records_match is {lambda}; it must lie between 0 and 1"
            )));
        }
        if settings.comparisons.len() > Levels::COMPARISONS {
            return Err(SplinkRefusal::TooMany(format!(
                "the model has {} comparisons; {} fit",
                settings.comparisons.len(),
                Levels::COMPARISONS
            )));
        }
        let mut columns = Vec::new();
        let mut doubts = Vec::new();
        let comparisons = settings
            .comparisons
            .iter()
            .enumerate()
            .map(|(at, comparison)| compared(at, comparison, &mut columns, &mut doubts))
            .collect::<Result<_, _>>()?;
        let mut rules = Vec::new();
        for (at, rule) in settings.blocking_rules_to_generate_predictions.iter().enumerate() {
            let condition =
                parse(rule.sql(), Naming::Prefix, &mut columns).map_err(|unreadable| SplinkRefusal::Sql {
                    place: format!("blocking rule {}", at + 1),
                    position: unreadable.position,
                    sql: rule.sql().to_owned(),
                    says: unreadable.says,
                })?;
            let exploded = rule.exploded().iter().map(|column| placed(column, &mut columns)).collect();
            rules.push(Blocked { sql: rule.sql().to_owned(), condition, exploded });
        }
        let prior = (lambda / (1.0 - lambda)).log2();
        Ok(Self { settings, columns, prior, comparisons, doubts, rules })
    }
}

fn placed(column: &str, columns: &mut Vec<String>) -> usize {
    let column = column.trim_matches(['"', '`']);
    columns.iter().position(|known| known == column).unwrap_or_else(|| {
        columns.push(column.to_owned());
        columns.len() - 1
    })
}

fn compared(
    at: usize,
    comparison: &Comparison,
    columns: &mut Vec<String>,
    doubts: &mut Vec<String>,
) -> Result<Compared, SplinkRefusal> {
    let name = comparison.output_column_name.clone().unwrap_or_else(|| format!("comparison {}", at + 1));
    let file = &comparison.comparison_levels;
    if file.len() >= usize::from(Levels::MISSING) {
        return Err(SplinkRefusal::TooMany(format!(
            "{name} has {} levels; {} fit",
            file.len(),
            Levels::MISSING - 1
        )));
    }
    let scored = file.iter().filter(|level| level.is_null_level != Some(true)).count();
    let mut levels: Vec<Level> = Vec::new();
    // Splink counts levels from the top down to 0.
    let mut vector = scored;
    for (number, level) in file.iter().enumerate() {
        let label = level.label_for_charts.clone().unwrap_or_else(|| format!("level {}", number + 1));
        let place = format!("comparison {name}, level {label}");
        let sql = level.sql_condition.as_str();
        let condition = parse(sql, Naming::Suffix, columns).map_err(|unreadable| SplinkRefusal::Sql {
            place: place.clone(),
            position: unreadable.position,
            sql: sql.to_owned(),
            says: unreadable.says,
        })?;
        let is_null = level.is_null_level == Some(true);
        if is_null {
            levels.push(Level { label, is_null, weight: 0.0, m: 0.0, u: 0.0, tf: None, condition });
            continue;
        }
        vector = vector.saturating_sub(1);
        let mut known = |probability: &Option<Probability>, letter: &str, default: f64| match probability {
            Some(given) => given.number().ok_or_else(|| SplinkRefusal::Level {
                place: place.clone(),
                says: format!("{letter}_probability is {given:?}; it must lie between 0 and 1"),
            }),
            None => {
                doubts.push(format!(
                    "{place}: {letter} was never trained; Splink's own default {default:.4} is used"
                ));
                Ok(default)
            }
        };
        let (default_m, default_u) = defaults(scored, vector);
        let m = known(&level.m_probability, "m", default_m)?;
        let u = known(&level.u_probability, "u", default_u)?;
        let tf = level.tf_adjustment_column.as_ref().filter(|_| !matches!(condition, Expr::Truth(_))).map(
            |column| Frequency {
                column: placed(column, columns),
                weight: level.tf_adjustment_weight.unwrap_or(1.0),
                least: level.tf_minimum_u_value.unwrap_or(0.0),
                // Of an exact match, found below, or the level's own.
                u: if level.disable_tf_exact_match_detection == Some(true) { u } else { f64::NAN },
            },
        );
        levels.push(Level {
            label,
            is_null,
            weight: (m.max(LEAST) / u.max(LEAST)).log2(),
            m,
            u,
            tf,
            condition,
        });
    }
    let exact: Vec<(usize, f64)> =
        levels.iter().filter_map(|level| Some((level.condition.equality_of()?, level.u))).collect();
    for level in &mut levels {
        let place = format!("comparison {name}, level {}", level.label);
        let Some(tf) = level.tf.as_mut().filter(|tf| tf.u.is_nan() && tf.weight != 0.0) else { continue };
        let same = |column: usize| {
            column == tf.column
                || columns
                    .get(column)
                    .zip(columns.get(tf.column))
                    .is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
        };
        let Some((_, u)) = exact.iter().find(|(column, _)| same(*column)) else {
            return Err(SplinkRefusal::Level {
                place,
                says: "its term frequencies need a level of exact agreement on the same column, and there is none".to_owned(),
            });
        };
        tf.u = *u;
    }
    Ok(Compared { name, levels })
}

/// What Splink takes for m and u of a level that was never trained; `vector` counts from 0, the last level, upwards.
fn defaults(levels: usize, vector: usize) -> (f64, f64) {
    let rest = 0.05 / levels.saturating_sub(1).max(1) as f64;
    let top = vector + 1 == levels;
    let m = if top { 1.0 - rest * (levels.saturating_sub(1)) as f64 } else { rest };
    let m = if top { 0.95 } else { m };
    let weight = if top {
        10.0
    } else if levels <= 2 {
        -5.0
    } else {
        -5.0 + 8.0 / (levels - 2) as f64 * vector as f64
    };
    (m, m / weight.exp2())
}
