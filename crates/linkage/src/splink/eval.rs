//! The value of an expression on two records, with SQL's three-valued logic: what touches NULL is NULL, and a condition
//! holds only if it is TRUE.

use super::distance::{damerau_levenshtein, jaccard, jaro, jaro_winkler, levenshtein};
use super::expr::{Expr, Function, Math, Side, Two, Type};
use super::time;
use std::borrow::Cow;

/// A value of SQL.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Missing.
    Null,
    /// A text.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// TRUE or FALSE.
    Truth(bool),
    /// A moment, in seconds since 1970.
    Time(f64),
    /// A list of texts.
    List(Vec<String>),
}

use Value::{List, Null, Number, Text, Time, Truth};

/// Where the cells of the two records come from.
pub trait Cells {
    /// The cell of this column; `Value::Null` where it is missing.
    fn cell(&self, column: usize, side: Side) -> Value<'_>;
}

/// Whether the condition is TRUE.
pub fn holds(expr: &Expr, cells: &impl Cells) -> bool {
    matches!(value(expr, cells), Truth(true))
}

/// The value.
pub fn value<'a>(expr: &'a Expr, cells: &'a impl Cells) -> Value<'a> {
    match expr {
        Expr::Column(column, side) => cells.cell(*column, *side),
        Expr::Text(text) => Text(Cow::Borrowed(text)),
        Expr::Number(number) => Number(*number),
        Expr::Truth(truth) => Truth(*truth),
        Expr::Null => Null,
        Expr::Not(of) => match value(of, cells) {
            Truth(truth) => Truth(!truth),
            _ => Null,
        },
        Expr::Negative(of) => number(&value(of, cells)).map_or(Null, |number| Number(-number)),
        Expr::Two(Two::And, a, b) => match value(a, cells) {
            Truth(false) => Truth(false),
            Truth(true) => truth(value(b, cells)),
            _ if value(b, cells) == Truth(false) => Truth(false),
            _ => Null,
        },
        Expr::Two(Two::Or, a, b) => match value(a, cells) {
            Truth(true) => Truth(true),
            Truth(false) => truth(value(b, cells)),
            _ if value(b, cells) == Truth(true) => Truth(true),
            _ => Null,
        },
        Expr::Two(operator, a, b) => two(*operator, &value(a, cells), &value(b, cells)),
        Expr::IsNull(of, is) => Truth((value(of, cells) == Null) == *is),
        Expr::In(of, list, is) => among(&value(of, cells), list.iter().map(|item| value(item, cells)), *is),
        Expr::Case(branches, rest) => branches
            .iter()
            .find(|(when, _)| holds(when, cells))
            .map_or_else(|| value(rest, cells), |(_, then)| value(then, cells)),
        Expr::Cast(of, to) => cast(value(of, cells), *to),
        Expr::Call(function, of) => call(function, of, cells),
    }
}

fn truth(value: Value<'_>) -> Value<'_> {
    if matches!(value, Truth(_)) { value } else { Null }
}

fn two<'a>(operator: Two, a: &Value<'a>, b: &Value<'a>) -> Value<'a> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let order = || order(a, b);
    let numbers = || number(a).zip(number(b));
    let found = match operator {
        Two::Equal => order().map(|order| Truth(order == Equal)),
        Two::Unequal => order().map(|order| Truth(order != Equal)),
        Two::Less => order().map(|order| Truth(order == Less)),
        Two::AtMost => order().map(|order| Truth(order != Greater)),
        Two::More => order().map(|order| Truth(order == Greater)),
        Two::AtLeast => order().map(|order| Truth(order != Less)),
        Two::Plus => numbers().map(|(a, b)| Number(a + b)),
        Two::Minus => numbers().map(|(a, b)| Number(a - b)),
        Two::Times => numbers().map(|(a, b)| Number(a * b)),
        Two::Over => numbers().filter(|(_, b)| *b != 0.0).map(|(a, b)| Number(a / b)),
        Two::Joined => text(a).zip(text(b)).map(|(a, b)| Text(Cow::Owned(format!("{a}{b}")))),
        Two::And | Two::Or => None,
    };
    found.unwrap_or(Null)
}

/// How two values compare; nothing if one is NULL, or if they cannot be compared.
fn order(a: &Value<'_>, b: &Value<'_>) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Null, _) | (_, Null) => None,
        (Text(a), Text(b)) => Some(a.cmp(b)),
        (Truth(a), Truth(b)) => Some(a.cmp(b)),
        (List(a), List(b)) => Some(a.cmp(b)),
        (Time(a), Time(b)) => a.partial_cmp(b),
        (Time(a), Text(b)) => a.partial_cmp(&time::cast(b)?),
        (Text(a), Time(b)) => time::cast(a)?.partial_cmp(b),
        _ => number(a)?.partial_cmp(&number(b)?),
    }
}

fn among<'a>(of: &Value<'a>, list: impl Iterator<Item = Value<'a>>, is: bool) -> Value<'a> {
    let mut unknown = *of == Null;
    for item in list {
        match order(of, &item) {
            Some(std::cmp::Ordering::Equal) => return Truth(is),
            Some(_) => {}
            None => unknown = true,
        }
    }
    if unknown { Null } else { Truth(!is) }
}

/// A number, or a text that is one: cells are read as texts.
fn number(value: &Value<'_>) -> Option<f64> {
    match value {
        Number(number) | Time(number) => Some(*number),
        Text(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        Truth(truth) => Some(f64::from(u8::from(*truth))),
        Null | List(_) => None,
    }
}

fn text<'a>(value: &'a Value<'_>) -> Option<Cow<'a, str>> {
    match value {
        Text(text) => Some(Cow::Borrowed(text)),
        Number(number) => Some(Cow::Owned(number.to_string())),
        Truth(truth) => Some(Cow::Owned(truth.to_string())),
        Null | List(_) | Time(_) => None,
    }
}

/// Cells hold lists as DuckDB and JSON write them: `[a, b]`, with or without quotes. Anything else is a list of one.
fn list(value: &Value<'_>) -> Option<Vec<String>> {
    match value {
        List(list) => Some(list.clone()),
        Text(text) => Some(items(text)),
        _ => None,
    }
}

/// The items of a list as it is written in a cell.
pub fn items(text: &str) -> Vec<String> {
    let text = text.trim();
    if let Ok(items) = serde_json::from_str::<Vec<String>>(text) {
        return items;
    }
    match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        Some("") => Vec::new(),
        Some(inside) => {
            inside.split(',').map(|item| item.trim().trim_matches(['\'', '"']).to_owned()).collect()
        }
        None => vec![text.to_owned()],
    }
}

fn cast(value: Value<'_>, to: Type) -> Value<'_> {
    match to {
        Type::Text => text(&value).map_or(Null, |text| Text(Cow::Owned(text.into_owned()))),
        Type::Number => number(&value).map_or(Null, Number),
        Type::Whole => match &value {
            Number(number) => Number(number.round_ties_even()),
            other => number(other).map_or(Null, |number| Number(number.round())),
        },
        Type::Time => match &value {
            Time(_) => value,
            Text(text) => time::cast(text).map_or(Null, Time),
            _ => Null,
        },
    }
}

fn call<'a>(function: &'a Function, of: &'a [Expr], cells: &'a impl Cells) -> Value<'a> {
    let argument = |at: usize| of.get(at).map_or(Null, |expr| value(expr, cells));
    let both = || (argument(0), argument(1));
    let compared = |with: fn(&str, &str) -> f64| {
        let (a, b) = both();
        text(&a).zip(text(&b)).map(|(a, b)| Number(with(&a, &b)))
    };
    let one_text = |with: fn(&str) -> Value<'a>| text(&argument(0)).map(|text| with(&text));
    let found = match function {
        Function::JaroWinkler => compared(jaro_winkler),
        Function::Jaro => compared(jaro),
        Function::Levenshtein => compared(|a, b| levenshtein(a, b) as f64),
        Function::DamerauLevenshtein => compared(|a, b| damerau_levenshtein(a, b) as f64),
        Function::Jaccard => {
            let (a, b) = both();
            text(&a).zip(text(&b)).and_then(|(a, b)| jaccard(&a, &b)).map(Number)
        }
        Function::Substring => {
            substring(&argument(0), &argument(1), of.get(2).map(|expr| value(expr, cells)))
        }
        Function::NullIf => {
            let (a, b) = both();
            (order(&a, &b) != Some(std::cmp::Ordering::Equal)).then_some(a)
        }
        Function::Coalesce => of.iter().map(|expr| value(expr, cells)).find(|value| *value != Null),
        Function::RegexpExtract(regex, group) => text(&argument(0)).map(|text| {
            let found = regex
                .captures(&text)
                .and_then(|found| found.get(*group).map(|part| part.as_str().to_owned()));
            Text(Cow::Owned(found.unwrap_or_default()))
        }),
        Function::TryStrptime(formats) => text(&argument(0))
            .and_then(|text| formats.iter().find_map(|format| time::seconds(&text, format)))
            .map(Time),
        Function::Epoch => match argument(0) {
            Time(seconds) => Some(Number(seconds)),
            Text(text) => time::cast(&text).map(Number),
            _ => None,
        },
        Function::Abs => number(&argument(0)).map(|number| Number(number.abs())),
        Function::Length => match argument(0) {
            List(list) => Some(Number(list.len() as f64)),
            other => text(&other).map(|text| Number(text.chars().count() as f64)),
        },
        Function::ArrayLength => list(&argument(0)).map(|list| Number(list.len() as f64)),
        Function::ListIntersect => {
            let (a, b) = both();
            list(&a).map(|mut a| {
                let b = list(&b).unwrap_or_default();
                a.sort();
                a.dedup();
                a.retain(|item| b.contains(item));
                List(a)
            })
        }
        Function::StringSplit => {
            let (a, b) = both();
            text(&a).zip(text(&b)).map(|(a, b)| List(split(&a, &b)))
        }
        Function::Lower => one_text(|text| Text(Cow::Owned(text.to_lowercase()))),
        Function::Upper => one_text(|text| Text(Cow::Owned(text.to_uppercase()))),
        Function::Trim => one_text(|text| Text(Cow::Owned(text.trim_matches(' ').to_owned()))),
        Function::Concat => {
            let parts: Vec<Value<'_>> = of.iter().map(|expr| value(expr, cells)).collect();
            Some(Text(Cow::Owned(parts.iter().filter_map(text).collect())))
        }
        Function::Least => extreme(of, cells, std::cmp::Ordering::Less),
        Function::Greatest => extreme(of, cells, std::cmp::Ordering::Greater),
        Function::Power => {
            let (a, b) = both();
            number(&a).zip(number(&b)).map(|(a, b)| Number(a.powf(b)))
        }
        Function::Math(math) => number(&argument(0)).map(|x| {
            Number(match math {
                Math::Sin => x.sin(),
                Math::Cos => x.cos(),
                Math::Acos => x.acos(),
                Math::Asin => x.asin(),
                Math::Sqrt => x.sqrt(),
                Math::Radians => x.to_radians(),
                Math::Ln => x.ln(),
                Math::Floor => x.floor(),
                Math::Ceil => x.ceil(),
            })
        }),
    };
    found.unwrap_or(Null)
}

/// The pieces between separators; an empty separator splits off every letter.
fn split(text: &str, at: &str) -> Vec<String> {
    if at.is_empty() {
        text.chars().map(String::from).collect()
    } else {
        text.split(at).map(str::to_owned).collect()
    }
}

/// The least or greatest of what is not NULL.
fn extreme<'a>(of: &'a [Expr], cells: &'a impl Cells, wanted: std::cmp::Ordering) -> Option<Value<'a>> {
    of.iter()
        .map(|expr| value(expr, cells))
        .filter(|value| *value != Null)
        .reduce(|best, other| if order(&other, &best) == Some(wanted) { other } else { best })
}

/// SQL counts letters from 1, from the end if negative; a negative length reaches backwards.
fn substring<'a>(of: &Value<'_>, start: &Value<'_>, length: Option<Value<'_>>) -> Option<Value<'a>> {
    let text = text(of)?;
    let letters = text.chars().count() as i64;
    let start = number(start)? as i64;
    let mut from = if start < 0 { letters + start } else { start - 1 };
    let mut to = match length {
        None => letters,
        Some(length) => from.saturating_add(number(&length)? as i64),
    };
    if to < from {
        std::mem::swap(&mut from, &mut to);
    }
    let (from, to) = (from.clamp(0, letters), to.clamp(0, letters));
    Some(Text(Cow::Owned(text.chars().skip(from as usize).take((to - from) as usize).collect())))
}
