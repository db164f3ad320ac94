//! A model bound to a table: columns found, and what depends on one record alone computed once for each distinct value.

use super::SplinkRefusal;
use super::eval::{Cells, Value, value};
use super::expr::{Expr, Side};
use super::model::{Frequency, SplinkModel};
use crate::table::{Column, MISSING, Table};
use std::borrow::Cow;

/// Conditions of a model with the cells of a table behind them.
#[derive(Debug)]
pub struct Bound<'a> {
    pub(super) model: &'a SplinkModel,
    pub(super) table: &'a Table,
    columns: Vec<&'a Column>,
    derived: Vec<Derived>,
    /// Conditions of the levels, comparison by comparison, reading derived columns where they can.
    pub(super) levels: Vec<Vec<Expr>>,
    /// Conditions of the blocking rules.
    pub(super) rules: Vec<Expr>,
}

/// A part of a condition that reads one record only.
#[derive(Debug)]
struct Derived {
    /// How it is written, with the side left out.
    written: String,
    source: Source,
    values: Vec<Value<'static>>,
    missing: Value<'static>,
}

/// What the values of a derived column are numbered by.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// The distinct values of this column.
    Column(usize),
    /// The rows.
    Rows,
}

/// The cells of one pair of rows.
pub(super) struct Pair<'a> {
    pub(super) bound: &'a Bound<'a>,
    pub(super) left: u32,
    pub(super) right: u32,
}

impl Cells for Pair<'_> {
    fn cell(&self, column: usize, side: Side) -> Value<'_> {
        self.bound.cell(column, if side == Side::Left { self.left } else { self.right })
    }
}

/// One value of one column; every other column is missing.
struct One<'a> {
    column: usize,
    text: Option<&'a str>,
}

impl Cells for One<'_> {
    fn cell(&self, column: usize, _: Side) -> Value<'_> {
        self.text
            .filter(|_| column == self.column)
            .map_or(Value::Null, |text| Value::Text(Cow::Borrowed(text)))
    }
}

impl<'a> Bound<'a> {
    /// Finds the columns, in any case of letters, and computes what can be computed beforehand.
    pub fn new(model: &'a SplinkModel, table: &'a Table) -> Result<Self, SplinkRefusal> {
        let columns = model
            .columns
            .iter()
            .map(|name| {
                let other_case =
                    || table.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name));
                table
                    .column(name)
                    .or_else(other_case)
                    .ok_or_else(|| SplinkRefusal::NoSuchColumn(name.clone()))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut bound =
            Self { model, table, columns, derived: Vec::new(), levels: Vec::new(), rules: Vec::new() };
        for comparison in &model.comparisons {
            let levels = comparison.levels.iter().map(|level| bound.lifted(&level.condition)).collect();
            bound.levels.push(levels);
        }
        for rule in &model.rules {
            // Exploded columns stand for one item at a time, so nothing of them can be computed beforehand.
            let rule =
                if rule.exploded.is_empty() { bound.lifted(&rule.condition) } else { rule.condition.clone() };
            bound.rules.push(rule);
        }
        Ok(bound)
    }

    pub(super) fn cell(&self, column: usize, row: u32) -> Value<'_> {
        if let Some(column) = self.columns.get(column) {
            return column.written(row).map_or(Value::Null, |text| Value::Text(Cow::Borrowed(text)));
        }
        let Some(derived) = self.derived.get(column - self.columns.len()) else { return Value::Null };
        let number = match derived.source {
            Source::Column(column) => self.columns.get(column).map_or(MISSING, |column| column.cell(row)),
            Source::Rows => row,
        };
        match derived.values.get(number as usize).unwrap_or(&derived.missing) {
            Value::Text(text) => Value::Text(Cow::Borrowed(text)),
            other => other.clone(),
        }
    }

    /// The share of filled cells of a column that hold what this row holds.
    pub(super) fn frequency(&self, tf: &Frequency, row: u32) -> Option<f64> {
        let column = self.columns.get(tf.column)?;
        let count = column.counts.get(column.cell(row) as usize)?;
        Some(f64::from(*count) / column.filled() as f64)
    }

    /// The same condition, with each part that reads one record replaced by a derived column.
    fn lifted(&mut self, expr: &Expr) -> Expr {
        if matches!(expr, Expr::Column(..) | Expr::Text(_) | Expr::Number(_) | Expr::Truth(_) | Expr::Null) {
            return expr.clone();
        }
        match expr.sides() {
            (true, false) => return Expr::Column(self.derive(expr), Side::Left),
            (false, true) => return Expr::Column(self.derive(expr), Side::Right),
            _ => {}
        }
        let mut boxed = |of: &Expr| Box::new(self.lifted(of));
        match expr {
            Expr::Not(of) => Expr::Not(boxed(of)),
            Expr::Negative(of) => Expr::Negative(boxed(of)),
            Expr::Two(operator, a, b) => Expr::Two(*operator, boxed(a), boxed(b)),
            Expr::IsNull(of, is) => Expr::IsNull(boxed(of), *is),
            Expr::In(of, list, is) => {
                Expr::In(boxed(of), list.iter().map(|item| self.lifted(item)).collect(), *is)
            }
            Expr::Case(branches, rest) => Expr::Case(
                branches.iter().map(|(when, then)| (self.lifted(when), self.lifted(then))).collect(),
                Box::new(self.lifted(rest)),
            ),
            Expr::Cast(of, to) => Expr::Cast(boxed(of), *to),
            Expr::Call(function, of) => {
                Expr::Call(function.clone(), of.iter().map(|item| self.lifted(item)).collect())
            }
            other => other.clone(),
        }
    }

    /// The number of the derived column for this part.
    fn derive(&mut self, expr: &Expr) -> usize {
        let written = format!("{expr:?}").replace(", Right)", ", Left)");
        let known = self.derived.iter().position(|derived| derived.written == written);
        let at = known.unwrap_or_else(|| {
            let mut read = Vec::new();
            expr.columns(&mut read);
            read.sort_unstable();
            read.dedup();
            let derived = match read.as_slice() {
                [column] => {
                    let column = *column;
                    let of = |text: Option<&str>| owned(value(expr, &One { column, text }));
                    let values = self
                        .columns
                        .get(column)
                        .map(|c| c.values.iter().map(|text| of(Some(text))).collect());
                    Derived {
                        written,
                        source: Source::Column(column),
                        values: values.unwrap_or_default(),
                        missing: of(None),
                    }
                }
                _ => {
                    let pair = |row| Pair { bound: self, left: row, right: row };
                    let values = (0..self.table.rows()).map(|row| owned(value(expr, &pair(row)))).collect();
                    Derived { written, source: Source::Rows, values, missing: Value::Null }
                }
            };
            self.derived.push(derived);
            self.derived.len() - 1
        });
        self.columns.len() + at
    }
}

fn owned(value: Value<'_>) -> Value<'static> {
    match value {
        Value::Null => Value::Null,
        Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
        Value::Number(number) => Value::Number(number),
        Value::Truth(truth) => Value::Truth(truth),
        Value::Time(time) => Value::Time(time),
        Value::List(list) => Value::List(list),
    }
}
