//! Mappings: which column says what. A mapping is a TOML file that a monitor can read and mend; it turns every row of
//! a table into claims that cite the row. It must never add up, split or repair what a cell says: what is not plain
//! becomes a doubt beside the raw cell.

mod apply;
mod cells;
mod plain;
mod shipped;
mod suggest;

pub use apply::{Applied, Applier, Ids, Known, RowDoubt};
pub use plain::{Meaning, meanings_of, plain_mapping};
pub use shipped::{recognise, shipped};
pub use suggest::suggest;

use claims::legal::CustodyState;
use claims::when::ZoneId;
use claims::{HowKnown, Property, RecordKind, Shape};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Why a mapping cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MappingProblem {
    /// Not TOML, or not of a mapping's form.
    #[error("the mapping cannot be read: {0}")]
    Unreadable(String),
    /// A name that is not known.
    #[error("mapping {mapping}: {what} {found:?} is not known{hint}")]
    Unknown {
        /// The mapping.
        mapping: String,
        /// What it should name.
        what: &'static str,
        /// What it names.
        found: String,
        /// What to write instead.
        hint: String,
    },
    /// A column the table does not have.
    #[error("mapping {mapping}: the table has no column {column:?}; its columns are: {columns}")]
    NoColumn {
        /// The mapping.
        mapping: String,
        /// The column.
        column: String,
        /// What there is.
        columns: String,
    },
    /// Two parts that do not fit together.
    #[error("mapping {mapping}: {says}")]
    Misfit {
        /// The mapping.
        mapping: String,
        /// What does not fit, and what to do.
        says: String,
    },
}

/// A mapping, checked.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// Its name.
    pub name: String,
    /// What it is for, in one sentence.
    pub title: String,
    /// The columns by which a table of this kind is recognised: all must be present.
    pub header: Vec<String>,
    /// The zone its times are meant in.
    pub zone: ZoneId,
    /// The language of its free text.
    pub language: Option<String>,
    /// True when the rows are distinct detentions by the maker's own rule.
    pub distinct_rows: bool,
    /// Who says what the table says.
    pub source: Option<SourceRule>,
    /// Whom that source repeats.
    pub relays: Option<SourceRule>,
    /// When the source said it: a column with a date.
    pub said_at: Option<String>,
    /// Cells that mean "as in the row above".
    pub ditto: Vec<String>,
    /// Cells that mean "not known".
    pub unknown: Vec<String>,
    /// The records a row makes.
    pub records: Vec<RecordRule>,
    /// Its text, as it was read.
    pub text: String,
}

/// Where a source's name comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRule {
    /// A fixed name.
    pub name: Option<String>,
    /// A column.
    pub column: Option<String>,
    /// What sort of source: a term of `source.type`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

/// One record a row makes.
#[derive(Debug, Clone)]
pub struct RecordRule {
    /// How other rules of this mapping call it.
    pub handle: String,
    /// What it is.
    pub kind: RecordKind,
    /// Make it only when this holds.
    pub only_if: Option<Condition>,
    /// Do not make it when this holds.
    pub unless: Option<Condition>,
    /// What is claimed of it.
    pub claims: Vec<ClaimRule>,
}

/// A condition on a cell.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The column.
    pub column: String,
    /// It holds one of these, letter case aside.
    #[serde(default)]
    pub contains: Vec<String>,
    /// It is one of these.
    #[serde(default)]
    pub is: Vec<String>,
    /// It is empty.
    #[serde(default)]
    pub empty: bool,
}

/// One claim a row makes.
#[derive(Debug, Clone)]
pub struct ClaimRule {
    /// What is claimed.
    pub property: Property,
    /// How the value is read.
    pub read: Read,
    /// The column the claim cites, if any.
    pub column: Option<String>,
}

/// How a value is read from a row.
#[derive(Debug, Clone)]
pub enum Read {
    /// The cell as it stands.
    Text,
    /// The cell as a written name.
    Name,
    /// A date or time; with a second column, a period.
    When {
        /// The column of the end, for a period.
        until: Option<String>,
    },
    /// A number of people.
    Count,
    /// A whole number, such as an age.
    Number,
    /// A figure: lower and upper number, the qualifier, and the words it was said in.
    Amount {
        /// Column of the lower number.
        low: String,
        /// Column of the upper number.
        high: String,
        /// Column of the qualifier.
        qualifier: String,
        /// Column of the words.
        words: Option<String>,
    },
    /// The parts of a breakdown: `arrest 670; fine 115`.
    Parts,
    /// A term, by the first rule whose text the cell contains.
    Term(Vec<(String, String)>),
    /// Always this.
    Constant(String),
    /// The record of that handle in this row.
    Record(String),
    /// A record of that kind known by the name in the cell; made when not yet known.
    Named(RecordKind),
    /// A police unit named in the cell, when the cell plainly names one; else the raw cell and a doubt.
    Unit,
    /// A custody state, by the first rule whose text the cell contains.
    Custody(Vec<(String, CustodyState)>, HowKnown),
    /// A plural without a number: at least two, in these words.
    Plural,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMapping {
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    header: Vec<String>,
    zone: String,
    language: Option<String>,
    #[serde(default)]
    distinct_rows: bool,
    source: Option<SourceRule>,
    relays: Option<SourceRule>,
    said_at: Option<String>,
    #[serde(default)]
    ditto: Vec<String>,
    #[serde(default)]
    unknown: Vec<String>,
    #[serde(default, rename = "record")]
    records: Vec<RawRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRecord {
    handle: String,
    kind: String,
    only_if: Option<Condition>,
    unless: Option<Condition>,
    #[serde(default, rename = "claim")]
    claims: Vec<RawClaim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClaim {
    property: String,
    column: Option<String>,
    read: Option<String>,
    constant: Option<String>,
    record: Option<String>,
    kind: Option<String>,
    until: Option<String>,
    low: Option<String>,
    high: Option<String>,
    qualifier: Option<String>,
    words: Option<String>,
    how: Option<String>,
    #[serde(default)]
    terms: Vec<(String, String)>,
}

impl Mapping {
    /// Reads and checks a mapping.
    ///
    /// # Errors
    /// A [`MappingProblem`] that names the line or the word at fault.
    pub fn parse(toml: &str) -> Result<Self, MappingProblem> {
        let raw: RawMapping = toml::from_str(toml).map_err(|e| MappingProblem::Unreadable(e.to_string()))?;
        let unknown = |what: &'static str, found: &str, hint: &str| MappingProblem::Unknown {
            mapping: raw.name.clone(),
            what,
            found: found.to_owned(),
            hint: hint.to_owned(),
        };
        let zone = ZoneId::parse(&raw.zone)
            .map_err(|_| unknown("the zone", &raw.zone, "; write a name such as Asia/Almaty"))?;
        let mut records = Vec::new();
        for record in &raw.records {
            let kind = RecordKind::from_name(&record.kind)
                .ok_or_else(|| unknown("the record kind", &record.kind, ""))?;
            let claims =
                record.claims.iter().map(|claim| raw.claim(kind, claim)).collect::<Result<Vec<_>, _>>()?;
            records.push(RecordRule {
                handle: record.handle.clone(),
                kind,
                only_if: record.only_if.clone(),
                unless: record.unless.clone(),
                claims,
            });
        }
        let mapping = Self {
            name: raw.name,
            title: raw.title,
            header: raw.header,
            zone,
            language: raw.language,
            distinct_rows: raw.distinct_rows,
            source: raw.source,
            relays: raw.relays,
            text: toml.to_owned(),
            said_at: raw.said_at,
            ditto: raw.ditto,
            unknown: raw.unknown,
            records,
        };
        mapping.check_handles()?;
        Ok(mapping)
    }

    fn check_handles(&self) -> Result<(), MappingProblem> {
        let kinds: BTreeMap<&str, RecordKind> =
            self.records.iter().map(|r| (r.handle.as_str(), r.kind)).collect();
        for rule in self.records.iter().flat_map(|record| &record.claims) {
            if let Read::Record(handle) = &rule.read
                && !kinds.contains_key(handle.as_str())
            {
                return Err(MappingProblem::Misfit {
                    mapping: self.name.clone(),
                    says: format!(
                        "{} points at {handle:?}, but no record has that handle",
                        rule.property.name()
                    ),
                });
            }
        }
        Ok(())
    }

    /// Every column the mapping reads.
    pub fn columns(&self) -> Vec<&str> {
        let mut columns: Vec<&str> = Vec::new();
        for source in [&self.source, &self.relays].into_iter().flatten() {
            columns.extend(source.column.as_deref());
        }
        columns.extend(self.said_at.as_deref());
        for record in &self.records {
            columns.extend(record.only_if.iter().chain(&record.unless).map(|c| c.column.as_str()));
            for claim in &record.claims {
                columns.extend(claim.column.as_deref());
                match &claim.read {
                    Read::When { until } => columns.extend(until.as_deref()),
                    Read::Amount { low, high, qualifier, words } => {
                        columns.extend([low.as_str(), high.as_str(), qualifier.as_str()]);
                        columns.extend(words.as_deref());
                    }
                    _ => {}
                }
            }
        }
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}

impl RawMapping {
    fn claim(&self, kind: RecordKind, raw: &RawClaim) -> Result<ClaimRule, MappingProblem> {
        let unknown = |what: &'static str, found: &str, hint: String| MappingProblem::Unknown {
            mapping: self.name.clone(),
            what,
            found: found.to_owned(),
            hint,
        };
        let fits = |p: &Property| p.kind() == kind && p.is_told();
        let property = Property::from_name(&raw.property).filter(fits).ok_or_else(|| {
            let known: Vec<&str> = Property::ALL.iter().filter(|p| fits(p)).map(|p| p.name()).collect();
            unknown("the property", &raw.property, format!("; a {} has: {}", kind.name(), known.join(", ")))
        })?;
        let misfit = |says: String| MappingProblem::Misfit { mapping: self.name.clone(), says };
        let read = match (raw.read.as_deref(), property.shape()) {
            _ if raw.constant.is_some() => Read::Constant(raw.constant.clone().unwrap_or_default()),
            _ if raw.record.is_some() => Read::Record(raw.record.clone().unwrap_or_default()),
            (Some("plural"), Shape::Amount) => Read::Plural,
            (Some("parts"), Shape::Amount) => Read::Parts,
            (Some("figure"), Shape::Amount) => match (&raw.low, &raw.high, &raw.qualifier) {
                (Some(low), Some(high), Some(qualifier)) => Read::Amount {
                    low: low.clone(),
                    high: high.clone(),
                    qualifier: qualifier.clone(),
                    words: raw.words.clone(),
                },
                _ => return Err(misfit(format!("{} needs low, high and qualifier", raw.property))),
            },
            (Some("unit"), Shape::Ref | Shape::Text) => Read::Unit,
            (None | Some("count"), Shape::Amount) => Read::Count,
            (None | Some("text"), Shape::Text) => Read::Text,
            (None | Some("name"), Shape::Name) => Read::Name,
            (None | Some("date"), Shape::When) => Read::When { until: raw.until.clone() },
            (None | Some("number"), Shape::Number) => Read::Number,
            (None | Some("term"), Shape::Term) => Read::Term(raw.terms.clone()),
            (None | Some("named"), Shape::Ref) => {
                let name = raw.kind.as_deref().unwrap_or_default();
                let kind = RecordKind::from_name(name).ok_or_else(|| {
                    unknown(
                        "the kind of record named",
                        name,
                        "; write kind = \"organization\" or the like".to_owned(),
                    )
                })?;
                Read::Named(kind)
            }
            (None | Some("custody"), Shape::Custody) => {
                let states = raw
                    .terms
                    .iter()
                    .map(|(text, state)| {
                        let state = CustodyState::from_name(state)
                            .ok_or_else(|| unknown("the custody state", state, String::new()))?;
                        Ok((text.clone(), state))
                    })
                    .collect::<Result<Vec<_>, MappingProblem>>()?;
                let how = raw.how.as_deref().and_then(HowKnown::from_name).unwrap_or_default();
                Read::Custody(states, how)
            }
            (Some(read), _) => {
                return Err(misfit(format!("{} cannot be read as {read:?}", raw.property)));
            }
            (None, shape) => {
                return Err(misfit(format!("{} ({shape:?}) cannot come from a cell", raw.property)));
            }
        };
        let needs_column = !matches!(read, Read::Constant(_) | Read::Record(_) | Read::Amount { .. });
        if needs_column && raw.column.is_none() {
            return Err(misfit(format!("{} names no column", raw.property)));
        }
        Ok(ClaimRule { property, read, column: raw.column.clone() })
    }
}
