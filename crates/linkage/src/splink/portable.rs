//! A model that weighs the same here and in Splink: the conditions of its levels are SQL over columns that are written
//! out beside it, folded and with their sounds, and its probabilities are learnt for just these conditions, from pairs
//! that our own model has weighed. It is a model of its own: what it says of a pair, both programs say to the last digits.

use super::bind::Bound;
use super::export::{blocking, export};
use super::model::SplinkModel;
use super::settings::{Probability, Rule, Settings};
use super::{Scored, SplinkRefusal};
use crate::edge::{Edge, Levels};
use crate::kind::FieldKind;
use crate::model::{Comparison, Model};
use crate::table::{Builder, Table};
use crate::values::{date, digits, letters};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A portable model.
#[derive(Debug, Clone)]
pub struct Portable {
    /// For Splink.
    pub settings: Settings,
    /// The columns that it reads, for the same records.
    pub prepared: Table,
    /// Pairs that our own model links, that this one links, that both do.
    pub linked: [usize; 3],
}

/// Pairs that are drawn to see how often two people agree.
const DRAWN: u64 = 1_000_000;

/// Learns a portable model from a run of ours: its model, its records, its pairs. The same seed gives the same model.
///
/// # Errors
/// A comparison of which SQL can say nothing, not even nearly; rules that make too many pairs.
pub fn portable(
    model: &Model,
    table: &Table,
    edges: &[Edge],
    several_lists: bool,
    seed: u64,
) -> Result<Portable, SplinkRefusal> {
    let (columns, prepared) = prepared(model, table);
    let bare = Model { comparisons: columns, dependence: Vec::new(), ..model.clone() };
    let mut settings = export(&bare, several_lists, true)?.settings;
    for (comparison, one) in settings.comparisons.iter_mut().zip(&bare.comparisons) {
        if let (true, Some(column)) = (sounds(one.kind), one.columns.first()) {
            let sound = sound_of(column).replace('"', "\"\"");
            let like = |level: &&mut super::SettingsLevel| {
                let label = level.label_for_charts.as_deref();
                matches!(label, Some("nearly the same" | "all names, several spelt differently"))
            };
            if let Some(level) = comparison.comparison_levels.iter_mut().find(like) {
                level.sql_condition = format!("({}) OR \"{sound}_l\" = \"{sound}_r\"", level.sql_condition);
            }
        }
        // The frequency of a value is that of the value itself: of what is only like it Splink knows none.
        for (at, level) in comparison.comparison_levels.iter_mut().enumerate() {
            if at != 1 {
                level.tf_adjustment_column = None;
                level.tf_adjustment_weight = None;
            }
            level.tf_minimum_u_value = None;
        }
    }
    let heard = |one: &Comparison| Comparison {
        columns: match one.columns.first() {
            Some(column) if sounds(one.kind) => vec![sound_of(column)],
            _ => one.columns.clone(),
        },
        ..one.clone()
    };
    let heard = Model { comparisons: bare.comparisons.iter().map(heard).collect(), ..bare.clone() };
    settings.blocking_rules_to_generate_predictions = blocking(&heard);
    settings.blocking_rules_to_generate_predictions.extend(alone(&heard, &prepared));
    let splinks = SplinkModel::compile(settings.clone())?;
    let bound = Bound::new(&splinks, &prepared)?;
    let shape: Vec<usize> = splinks.comparisons.iter().map(|one| one.levels.len()).collect();
    let mut same = Counts::new(&shape);
    for edge in edges {
        if let Some(scored) = bound.score(edge.a, edge.b) {
            same.add(scored.levels, f64::from(edge.probability));
        }
    }
    let mut other = Counts::new(&shape);
    let mut drawn = Draw(seed);
    let rows = u64::from(table.rows());
    let possible = rows * rows.saturating_sub(1) / 2;
    let pairs: Vec<(u32, u32)> = if possible <= DRAWN {
        (0..table.rows()).flat_map(|a| (a + 1..table.rows()).map(move |b| (a, b))).collect()
    } else {
        let draw = |_| (drawn.below(rows) as u32, drawn.below(rows) as u32);
        (0..DRAWN).map(draw).filter(|(a, b)| a != b).collect()
    };
    let seen: Vec<Levels> =
        pairs.par_iter().filter_map(|(a, b)| bound.score(*a, *b)).map(|scored| scored.levels).collect();
    seen.iter().for_each(|levels| other.add(*levels, 1.0));
    if possible <= DRAWN {
        other.take(&same);
    }
    for (at, comparison) in settings.comparisons.iter_mut().enumerate() {
        for (number, level) in comparison.comparison_levels.iter_mut().enumerate().skip(1) {
            level.m_probability = Some(Probability::Number(same.share(at, number)));
            level.u_probability = Some(Probability::Number(other.share(at, number)));
        }
    }
    let expected: f64 = edges.iter().map(|edge| f64::from(edge.probability)).sum();
    let prior = (expected / possible.max(1) as f64).clamp(1e-12, 0.5);
    settings.probability_two_random_records_match = Some(prior);
    let finished = SplinkModel::compile(settings.clone())?;
    let cut = (model.threshold / (1.0 - model.threshold)).log2();
    let theirs: BTreeSet<(u32, u32)> =
        finished.predict(&prepared, cut)?.iter().map(Scored::edge).map(|edge| (edge.a, edge.b)).collect();
    let ours: BTreeSet<(u32, u32)> = edges
        .iter()
        .filter(|edge| f64::from(edge.probability) >= model.threshold)
        .map(|edge| (edge.a, edge.b))
        .collect();
    let linked = [ours.len(), theirs.len(), ours.intersection(&theirs).count()];
    Ok(Portable { settings, prepared, linked })
}

/// Columns of which one value alone is shared by few enough records.
fn alone(model: &Model, table: &Table) -> Vec<Rule> {
    /// Pairs for each record, at most.
    const FEW: u64 = 20;
    let few = |name: &String| {
        let column = table.column(name)?;
        let pairs: u64 =
            column.counts.iter().map(|count| u64::from(*count)).map(|n| n * n.saturating_sub(1) / 2).sum();
        (pairs <= FEW * u64::from(table.rows())).then(|| name.replace('"', "\"\""))
    };
    let names = model.comparisons.iter().filter_map(|one| one.columns.first()).filter_map(few);
    names.map(|name| Rule::Bare(format!("l.\"{name}\" = r.\"{name}\""))).collect()
}

/// How often each level of each comparison was seen.
struct Counts(Vec<Vec<f64>>);

impl Counts {
    fn new(shape: &[usize]) -> Self {
        Self(shape.iter().map(|levels| vec![0.0; *levels]).collect())
    }

    fn add(&mut self, levels: Levels, weight: f64) {
        for (at, counts) in self.0.iter_mut().enumerate() {
            if let Some(count) = levels.level(at).and_then(|level| counts.get_mut(level)) {
                *count += weight;
            }
        }
    }

    fn take(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            *own = (*own - other).max(0.0);
        }
    }

    /// The share of a level, never nothing: what was not seen may be seen.
    fn share(&self, comparison: usize, level: usize) -> f64 {
        let counts = self.0.get(comparison).map(Vec::as_slice).unwrap_or_default();
        let seen = counts.get(level).copied().unwrap_or(0.0);
        let all: f64 = counts.iter().sum();
        (seen + 0.5) / (all + 0.5 * counts.len().saturating_sub(1).max(1) as f64)
    }
}

/// Splitmix64.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((u128::from(bits ^ (bits >> 31)) * u128::from(most)) >> 64) as u64
    }
}

/// Whether values of this kind have a sound.
fn sounds(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::GivenName | FieldKind::FamilyName | FieldKind::Patronymic | FieldKind::FullName)
}

/// The comparisons over prepared columns, and these columns: each value as it is compared, and of names their sound.
fn prepared(model: &Model, table: &Table) -> (Vec<Comparison>, Table) {
    let own = |one: &Comparison| one.columns.first().cloned().unwrap_or_else(|| one.name.clone());
    let comparisons: Vec<Comparison> = model
        .comparisons
        .iter()
        .map(|one| {
            let exchanged = one.kind == FieldKind::FamilyName && !one.several;
            let columns = if exchanged { one.columns.clone() } else { vec![own(one)] };
            Comparison { columns, ..one.clone() }
        })
        .collect();
    let names = comparisons.iter().flat_map(|one| {
        let column = own(one);
        let sound = sounds(one.kind).then(|| sound_of(&column));
        std::iter::once(column).chain(sound)
    });
    let mut builder = Builder::new(names.collect::<Vec<_>>().iter().map(String::as_str));
    for row in 0..table.rows() {
        let list = table.lists.get(usize::from(table.list(row))).map_or("", String::as_str);
        let mut cells: Vec<String> = Vec::new();
        for one in &model.comparisons {
            let written = |name: &String| table.column(name).and_then(|column| column.written(row));
            let parts: Vec<&str> = one.columns.iter().map(|name| written(name).unwrap_or_default()).collect();
            let first = parts.first().copied().unwrap_or(list);
            cells.push(match (one.kind, parts.as_slice()) {
                (FieldKind::Date, [year, month, day]) => in_parts(year, month, day),
                _ => as_compared(one.kind, first),
            });
            if sounds(one.kind) {
                cells.push(names::fold::search_key(first));
            }
        }
        let list = builder.list(list);
        builder.row(table.ids.get(row), list, cells.iter().map(String::as_str));
    }
    (comparisons, builder.finish())
}

/// The column with the sounds of a column.
fn sound_of(column: &str) -> String {
    format!("{column}_sound")
}

fn as_compared(kind: FieldKind, text: &str) -> String {
    match kind {
        FieldKind::Date => date::read(text)
            .map(|date| iso(i64::from(date.year), i64::from(date.month), i64::from(date.day)))
            .unwrap_or_default(),
        FieldKind::Year | FieldKind::Month | FieldKind::Day | FieldKind::Age | FieldKind::Number => {
            digits::number(text).map(|number| number.to_string()).unwrap_or_default()
        }
        FieldKind::Code | FieldKind::NationalId => letters::plain(text).replace(' ', ""),
        FieldKind::Phone => {
            text.chars().filter_map(digits::digit).map(|digit| char::from(b'0' + digit)).collect()
        }
        FieldKind::Email => text.trim().to_lowercase(),
        FieldKind::List => text.to_owned(),
        _ => letters::plain(text),
    }
}

fn in_parts(year: &str, month: &str, day: &str) -> String {
    let number = |text: &str| digits::number(text).filter(|number| (0..=9_999).contains(number)).unwrap_or(0);
    iso(number(year), number(month), number(day))
}

/// As far as it is known, from the year on.
fn iso(year: i64, month: i64, day: i64) -> String {
    match (year, month, day) {
        (0, ..) => String::new(),
        (_, 0, _) => format!("{year:04}"),
        (_, _, 0) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    }
}
