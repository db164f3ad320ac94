//! The pairs that a model's blocking rules make: equalities become keys, the rest of a rule is tried on each pair.

use super::SplinkRefusal;
use super::bind::{Bound, Pair};
use super::eval::{Cells, Value, holds, items, value};
use super::expr::{Expr, Side, Two};
use rustc_hash::FxHashMap;

/// Pairs that one rule may make before it is refused.
const MOST: u64 = 300_000_000;

/// The cells of one row on both sides, with one item in place of each exploded list.
struct Exploded<'a> {
    bound: &'a Bound<'a>,
    row: u32,
    items: &'a [(usize, &'a str)],
}

impl Cells for Exploded<'_> {
    fn cell(&self, column: usize, _: Side) -> Value<'_> {
        match self.items.iter().find(|(exploded, _)| *exploded == column) {
            Some((_, item)) => Value::Text(std::borrow::Cow::Borrowed(item)),
            None => self.bound.cell(column, self.row),
        }
    }
}

/// All pairs, each once, as Splink orients them: the record with the smaller id (or of the first list) is left.
pub(super) fn pairs(bound: &Bound<'_>) -> Result<Vec<(u32, u32)>, SplinkRefusal> {
    let rank = ranks(bound);
    let mut found: Vec<(u32, u32)> = Vec::new();
    if bound.rules.is_empty() {
        one_rule(bound, &rank, 0, &Expr::Truth(true), &mut found)?;
    }
    for (number, rule) in bound.rules.iter().enumerate() {
        one_rule(bound, &rank, number, rule, &mut found)?;
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn one_rule(
    bound: &Bound<'_>,
    rank: &[u64],
    number: usize,
    rule: &Expr,
    found: &mut Vec<(u32, u32)>,
) -> Result<(), SplinkRefusal> {
    let mut keys: (Vec<&Expr>, Vec<&Expr>) = (Vec::new(), Vec::new());
    let mut rest: Vec<&Expr> = Vec::new();
    for part in rule.conjuncts() {
        match part {
            Expr::Two(Two::Equal, a, b) => match (a.sides(), b.sides()) {
                ((true, false), (false, true)) => {
                    keys.0.push(a);
                    keys.1.push(b);
                }
                ((false, true), (true, false)) => {
                    keys.0.push(b);
                    keys.1.push(a);
                }
                _ => rest.push(part),
            },
            Expr::Truth(true) => {}
            _ => rest.push(part),
        }
    }
    let exploded = bound.model.rules.get(number).map_or(&[][..], |rule| &rule.exploded);
    let mut blocks: FxHashMap<String, (Vec<u32>, Vec<u32>)> = FxHashMap::default();
    for row in 0..bound.table.rows() {
        for chosen in combinations(bound, exploded, row) {
            let chosen: Vec<(usize, &str)> =
                chosen.iter().map(|(column, item)| (*column, item.as_str())).collect();
            let cells = Exploded { bound, row, items: &chosen };
            if let Some(key) = key_of(&keys.0, &cells) {
                blocks.entry(key).or_default().0.push(row);
            }
            if let Some(key) = key_of(&keys.1, &cells) {
                blocks.entry(key).or_default().1.push(row);
            }
        }
    }
    let made: u64 = blocks.values().map(|(left, right)| left.len() as u64 * right.len() as u64).sum();
    if made / 2 > MOST {
        let rule =
            bound.model.rules.get(number).map_or("none: all pairs", |rule| rule.sql.as_str()).to_owned();
        return Err(SplinkRefusal::TooManyPairs { number: number + 1, rule, pairs: made / 2 });
    }
    let within = bound.model.settings.link_type != "link_only";
    for (left, right) in blocks.into_values() {
        for &l in &left {
            for &r in &right {
                let ranked = |row: u32| rank.get(row as usize).copied().unwrap_or(u64::MAX);
                let apart = within || bound.table.list(l) != bound.table.list(r);
                if apart && ranked(l) < ranked(r) {
                    let pair = Pair { bound, left: l, right: r };
                    // Lists of exploded columns were compared item by item already.
                    if !exploded.is_empty() || rest.iter().all(|part| holds(part, &pair)) {
                        found.push((l, r));
                    }
                }
            }
        }
    }
    Ok(())
}

/// Every choice of one item for each exploded column; one empty choice when there is none.
fn combinations(bound: &Bound<'_>, exploded: &[usize], row: u32) -> Vec<Vec<(usize, String)>> {
    let mut choices = vec![Vec::new()];
    for &column in exploded {
        let list = match bound.cell(column, row) {
            Value::Text(text) => items(&text),
            Value::List(list) => list,
            _ => Vec::new(),
        };
        choices = choices
            .iter()
            .flat_map(|chosen: &Vec<(usize, String)>| {
                list.iter().map(|item| [chosen.as_slice(), &[(column, item.clone())]].concat())
            })
            .collect();
    }
    choices
}

/// The key; nothing if a part of it is NULL, since NULL equals nothing.
fn key_of(parts: &[&Expr], cells: &impl Cells) -> Option<String> {
    use std::fmt::Write;
    let mut key = String::new();
    for part in parts {
        let written = match value(part, cells) {
            Value::Null => return None,
            Value::Text(text) => text.into_owned(),
            Value::Number(number) | Value::Time(number) => format!("{number}"),
            Value::Truth(truth) => truth.to_string(),
            Value::List(list) => format!("{list:?}"),
        };
        // The length in front keeps ("ab", "c") apart from ("a", "bc").
        write!(key, "{}:{written}", written.len()).ok()?;
    }
    Some(key)
}

/// The order by which Splink puts one record left: ids as numbers if all are, as texts otherwise; with several lists, the
/// list first.
fn ranks(bound: &Bound<'_>) -> Vec<u64> {
    let table = bound.table;
    let mut rows: Vec<u32> = (0..table.rows()).collect();
    let several = table.lists.len() > 1;
    let numbers: Option<Vec<i64>> =
        if several { None } else { table.ids.iter().map(|id| id.parse().ok()).collect() };
    match numbers {
        Some(numbers) => rows.sort_by_key(|row| numbers.get(*row as usize).copied().unwrap_or(i64::MAX)),
        None if several && bound.model.settings.link_type != "link_only" => rows.sort_by_key(|row| {
            let list = table.lists.get(usize::from(table.list(*row))).map_or("", String::as_str);
            format!("{list}-__-{}", table.ids.get(*row))
        }),
        None => {
            rows.sort_by(|a, b| (table.list(*a), table.ids.get(*a)).cmp(&(table.list(*b), table.ids.get(*b))))
        }
    }
    let mut rank = vec![0; rows.len()];
    for (at, row) in rows.into_iter().enumerate() {
        if let Some(place) = rank.get_mut(row as usize) {
            *place = at as u64;
        }
    }
    rank
}
