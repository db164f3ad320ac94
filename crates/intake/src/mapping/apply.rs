//! A row becomes claims that cite it.

use super::{ClaimRule, Condition, Mapping, MappingProblem, Read, RecordRule, SourceRule, cells};
use crate::reading::cell::{CellCount, WhyUnclear, read_count_cell, split_units_cell};
use crate::reading::table::{Header, RowBuffer};
use claims::when::When;
use claims::{
    Amount, Claim, ClaimId, CustodyStep, Locator, Property, RecordId, RecordKind, Spot, Value, WrittenName,
};
use std::collections::HashMap;

/// Where fresh ids come from: randomness is drawn at the edge.
pub trait Ids {
    /// Sixteen random bytes.
    fn fresh(&mut self) -> [u8; 16];
}

impl<F: FnMut() -> [u8; 16]> Ids for F {
    fn fresh(&mut self) -> [u8; 16] {
        self()
    }
}

/// What the casebook already knows by name, so that a station is not made anew in every row.
pub trait Known {
    /// The record of that kind whose name folds to `folded`, if exactly one does.
    fn named(&self, kind: RecordKind, folded: &str) -> Option<RecordId>;
}

/// Nothing is known yet.
impl Known for () {
    fn named(&self, _: RecordKind, _: &str) -> Option<RecordId> {
        None
    }
}

/// Something in a row that was not plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDoubt {
    /// The row as a person sees it.
    pub row: u64,
    /// The column.
    pub column: String,
    /// What is not plain.
    pub says: String,
    /// The raw cell.
    pub raw: String,
}

/// What a row became.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// The claims.
    pub claims: Vec<Claim>,
    /// What was not plain.
    pub doubts: Vec<RowDoubt>,
    /// The records the row made, by handle.
    pub records: Vec<(String, RecordKind, RecordId)>,
}

/// A mapping at work on one table.
pub struct Applier<'m> {
    mapping: &'m Mapping,
    report: RecordId,
    columns: HashMap<String, usize>,
    above: HashMap<usize, String>,
    named: HashMap<(RecordKind, String), RecordId>,
}

/// A row while it is being read.
struct Reading<'r> {
    row: &'r RowBuffer,
    source: Option<RecordId>,
    said_at: Option<When>,
    made: Vec<(&'r str, RecordId)>,
    out: Applied,
}

impl<'m> Applier<'m> {
    /// Checks that the table has every column the mapping reads.
    ///
    /// # Errors
    /// [`MappingProblem::NoColumn`] names the first column missing.
    pub fn new(mapping: &'m Mapping, header: &Header, report: RecordId) -> Result<Self, MappingProblem> {
        let mut columns = HashMap::new();
        for column in mapping.columns() {
            let at = header.position(column).ok_or_else(|| MappingProblem::NoColumn {
                mapping: mapping.name.clone(),
                column: column.to_owned(),
                columns: header.columns.join(", "),
            })?;
            columns.insert(column.to_owned(), at);
        }
        Ok(Self { mapping, report, columns, above: HashMap::new(), named: HashMap::new() })
    }

    /// Reads one row.
    pub fn row(&mut self, row: &RowBuffer, ids: &mut dyn Ids, known: &dyn Known) -> Applied {
        let mapping = self.mapping;
        let mut r = Reading { row, source: None, said_at: None, made: Vec::new(), out: Applied::default() };
        if let Some(column) = &mapping.said_at {
            r.said_at = cells::read_when(&self.cell(row, column), &mapping.zone).0;
        }
        r.source = self.source(&mut r, mapping.source.as_ref(), ids, known);
        if let (Some(outlet), Some(rule)) = (r.source, mapping.relays.as_ref())
            && let Some(origin) = self.source(&mut r, Some(rule), ids, known)
            && origin != outlet
        {
            self.claim(&mut r, ids, outlet, Property::SourceRelays, Value::Ref(origin), None);
        }
        // Records first, so that a claim may point at a record made further down.
        let wanted: Vec<&RecordRule> = mapping.records.iter().filter(|rule| self.holds(row, rule)).collect();
        for rule in &wanted {
            let id = RecordId::from_bytes(ids.fresh());
            r.made.push((rule.handle.as_str(), id));
            r.out.records.push((rule.handle.clone(), rule.kind, id));
        }
        for rule in wanted {
            let Some(about) = r.made.iter().find(|(handle, _)| *handle == rule.handle).map(|(_, id)| *id)
            else {
                continue;
            };
            let before = r.out.claims.len();
            for claim in &rule.claims {
                self.apply(&mut r, ids, known, about, claim);
            }
            if rule.kind == RecordKind::Detention && mapping.distinct_rows && r.out.claims.len() > before {
                self.claim(&mut r, ids, about, Property::DetentionList, Value::Ref(self.report), None);
            }
        }
        for at in 0..row.len() {
            let cell = row.cell(at);
            if !self.is_ditto(cell) {
                self.above.insert(at, cell.to_owned());
            }
        }
        r.out
    }

    fn is_ditto(&self, cell: &str) -> bool {
        self.mapping.ditto.iter().any(|word| word.eq_ignore_ascii_case(cell.trim()))
    }

    /// A cell, or the one above it when it says "same". Unknown by the mapping's own words is empty.
    fn cell(&self, row: &RowBuffer, column: &str) -> String {
        let Some(at) = self.columns.get(column).copied() else { return String::new() };
        let cell = row.cell(at);
        let cell = if self.is_ditto(cell) { self.above.get(&at).map_or("", String::as_str) } else { cell };
        let unknown = self.mapping.unknown.iter().any(|word| word.eq_ignore_ascii_case(cell.trim()));
        if unknown { String::new() } else { cell.trim().to_owned() }
    }

    /// A cell as it stands, for conditions: the words that mean "unknown" count as words here.
    fn raw(&self, row: &RowBuffer, column: &str) -> String {
        self.columns.get(column).map_or_else(String::new, |at| row.cell(*at).trim().to_owned())
    }

    fn holds(&self, row: &RowBuffer, rule: &RecordRule) -> bool {
        let test = |condition: &Condition| {
            let cell = self.raw(row, &condition.column).to_lowercase();
            (condition.empty && cell.is_empty())
                || condition.is.iter().any(|text| text.to_lowercase() == cell)
                || condition.contains.iter().any(|text| cell.contains(&text.to_lowercase()))
        };
        rule.only_if.as_ref().is_none_or(test) && !rule.unless.as_ref().is_some_and(test)
    }

    fn source(
        &mut self,
        r: &mut Reading<'_>,
        rule: Option<&SourceRule>,
        ids: &mut dyn Ids,
        known: &dyn Known,
    ) -> Option<RecordId> {
        let rule = rule?;
        let name = match (&rule.column, &rule.name) {
            (Some(column), _) => self.cell(r.row, column),
            (None, Some(name)) => name.clone(),
            (None, None) => return None,
        };
        let (id, fresh) = self.named_record(RecordKind::Source, &name, ids, known)?;
        if fresh && let Ok(name) = WrittenName::parse(&name) {
            self.claim(r, ids, id, Property::SourceName, Value::Name(name), rule.column.as_deref());
            if let Some(kind) = &rule.kind {
                self.claim(r, ids, id, Property::SourceType, Value::Term(kind.as_str().into()), None);
            }
        }
        Some(id)
    }

    /// The record of that name, and whether this row makes it.
    fn named_record(
        &mut self,
        kind: RecordKind,
        name: &str,
        ids: &mut dyn Ids,
        known: &dyn Known,
    ) -> Option<(RecordId, bool)> {
        let folded = names::fold::search_key(name);
        if folded.is_empty() {
            return None;
        }
        if let Some(id) = self.named.get(&(kind, folded.clone())) {
            return Some((*id, false));
        }
        let before = known.named(kind, &folded);
        let id = before.unwrap_or_else(|| RecordId::from_bytes(ids.fresh()));
        self.named.insert((kind, folded), id);
        Some((id, before.is_none()))
    }

    fn claim(
        &self,
        r: &mut Reading<'_>,
        ids: &mut dyn Ids,
        about: RecordId,
        property: Property,
        value: Value,
        column: Option<&str>,
    ) {
        let mut claim = Claim::new(ClaimId::from_bytes(ids.fresh()), about, property, value);
        claim.source = r.source.filter(|source| *source != about);
        claim.said_at = r.said_at.clone();
        let spot = Spot::Row { row: r.row.number(), column: column.map(Into::into) };
        claim.locator = Some(Locator { report: self.report, spot });
        r.out.claims.push(claim);
    }

    fn doubt(&self, r: &mut Reading<'_>, column: &str, raw: &str, says: impl Into<String>) {
        r.out.doubts.push(RowDoubt {
            row: r.row.number(),
            column: column.to_owned(),
            says: says.into(),
            raw: raw.to_owned(),
        });
    }

    fn apply(
        &mut self,
        r: &mut Reading<'_>,
        ids: &mut dyn Ids,
        known: &dyn Known,
        about: RecordId,
        rule: &ClaimRule,
    ) {
        let column = rule.column.as_deref().unwrap_or_default();
        let cell = self.cell(r.row, column);
        let cite = rule.column.as_deref();
        match &rule.read {
            Read::Constant(text) => {
                if let Some(value) = constant(rule.property, text) {
                    self.claim(r, ids, about, rule.property, value, cite);
                }
            }
            Read::Record(handle) => {
                // A record that this row did not make is simply not pointed at.
                let target = r.made.iter().find(|(h, _)| h == handle).map(|(_, id)| *id);
                if let Some(target) = target {
                    self.claim(r, ids, about, rule.property, Value::Ref(target), cite);
                }
            }
            Read::Amount { low, high, qualifier, words } => {
                let words = words.as_deref().map_or_else(String::new, |column| self.cell(r.row, column));
                let cell_of = |column: &str| self.cell(r.row, column);
                let (amount, says) =
                    cells::read_figure(&cell_of(low), &cell_of(high), &cell_of(qualifier), &words);
                if let Some(says) = says {
                    let raw = cell_of(qualifier);
                    self.doubt(r, qualifier, &raw, says);
                }
                if let Some(amount) = amount {
                    self.claim(r, ids, about, rule.property, Value::Amount(amount), cite.or(Some(qualifier)));
                }
            }
            _ if cell.is_empty() => {}
            Read::Text => self.claim(r, ids, about, rule.property, Value::Text(cell.into()), cite),
            Read::Name => match WrittenName::parse(&cell) {
                Ok(name) => self.claim(r, ids, about, rule.property, Value::Name(name), cite),
                Err(problem) => self.doubt(r, column, &cell, problem.to_string()),
            },
            Read::When { until } => {
                let zone = &self.mapping.zone;
                let (when, says) = match until {
                    Some(until) => cells::read_period(&cell, &self.cell(r.row, until), zone),
                    None => cells::read_when(&cell, zone),
                };
                if let Some(says) = says {
                    self.doubt(r, column, &cell, says);
                }
                if let Some(when) = when {
                    self.claim(r, ids, about, rule.property, Value::When(when), cite);
                }
            }
            Read::Number => match cell.parse::<i64>() {
                Ok(number) => self.claim(r, ids, about, rule.property, Value::Number(number), cite),
                Err(_) => self.doubt(r, column, &cell, "not a whole number"),
            },
            Read::Count => {
                let (amount, says) = count(&cell);
                if let Some(says) = says {
                    self.doubt(r, column, &cell, says);
                }
                if let Some(amount) = amount {
                    self.claim(r, ids, about, rule.property, Value::Amount(amount), cite);
                }
            }
            Read::Plural => {
                let amount = Amount::worded(&cell, Some(2), None);
                self.claim(r, ids, about, rule.property, Value::Amount(amount), cite);
            }
            Read::Parts => {
                let (parts, unread) = cells::read_parts(&cell);
                for part in parts {
                    self.claim(r, ids, about, rule.property, Value::Amount(part), cite);
                }
                for piece in unread {
                    self.doubt(r, column, &piece, "a part without a number");
                }
            }
            Read::Term(terms) => {
                let lower = cell.to_lowercase();
                let term = if terms.is_empty() {
                    Some(lower.replace([' ', '-'], "_"))
                } else {
                    terms
                        .iter()
                        .find(|(text, _)| lower.contains(&text.to_lowercase()))
                        .map(|(_, term)| term.clone())
                };
                match term {
                    Some(term) => self.claim(r, ids, about, rule.property, Value::Term(term.into()), cite),
                    None => self.doubt(r, column, &cell, "none of the mapping's terms"),
                }
            }
            Read::Custody(states, how) => {
                let lower = cell.to_lowercase();
                let state = states
                    .iter()
                    .find(|(text, _)| lower.contains(&text.to_lowercase()))
                    .map(|(_, state)| *state);
                match state {
                    Some(state) => {
                        let step = CustodyStep { how: *how, ..CustodyStep::of(state) };
                        self.claim(r, ids, about, rule.property, Value::Custody(Box::new(step)), cite);
                    }
                    None => self.doubt(r, column, &cell, "does not say plainly how it ended"),
                }
            }
            Read::Named(kind) => {
                let Some((id, fresh)) = self.named_record(*kind, &cell, ids, known) else { return };
                if fresh {
                    self.name_it(r, ids, *kind, id, &cell, column);
                }
                self.claim(r, ids, about, rule.property, Value::Ref(id), cite);
            }
            Read::Unit => self.unit(r, ids, known, about, &cell, column),
        }
    }

    fn unit(
        &mut self,
        r: &mut Reading<'_>,
        ids: &mut dyn Ids,
        known: &dyn Known,
        about: RecordId,
        cell: &str,
        column: &str,
    ) {
        let (mentions, doubts) = split_units_cell(cell);
        let plain = match mentions.as_slice() {
            [one] if doubts.is_empty() && one.count.is_none() => Some(one.name.clone()),
            _ => None,
        };
        match plain {
            Some(name) => {
                let Some((id, fresh)) = self.named_record(RecordKind::Unit, &name, ids, known) else {
                    return;
                };
                if fresh {
                    self.name_it(r, ids, RecordKind::Unit, id, &name, column);
                }
                self.claim(r, ids, about, Property::DetentionUnit, Value::Ref(id), Some(column));
            }
            None => {
                self.claim(
                    r,
                    ids,
                    about,
                    Property::DetentionUnitText,
                    Value::Text(cell.into()),
                    Some(column),
                );
                if mentions.len() > 1 {
                    let names: Vec<&str> = mentions.iter().map(|mention| mention.name.as_str()).collect();
                    let says = format!("{} units in one cell: {}", mentions.len(), names.join(" · "));
                    self.doubt(r, column, cell, says);
                }
                for doubt in doubts {
                    self.doubt(r, column, &doubt.raw, doubt.kind.to_string());
                }
            }
        }
    }

    fn name_it(
        &self,
        r: &mut Reading<'_>,
        ids: &mut dyn Ids,
        kind: RecordKind,
        id: RecordId,
        name: &str,
        column: &str,
    ) {
        let property = match kind {
            RecordKind::Person => Property::PersonName,
            RecordKind::Organization => Property::OrganizationName,
            RecordKind::Unit => Property::UnitName,
            RecordKind::Place => Property::PlaceName,
            RecordKind::Source => Property::SourceName,
            _ => return,
        };
        match WrittenName::parse(name) {
            Ok(name) => self.claim(r, ids, id, property, Value::Name(name), Some(column)),
            Err(problem) => self.doubt(r, column, name, problem.to_string()),
        }
    }
}

fn constant(property: Property, text: &str) -> Option<Value> {
    use claims::Shape;
    match property.shape() {
        Shape::Text => Some(Value::Text(text.into())),
        Shape::Term => Some(Value::Term(text.into())),
        Shape::Name => WrittenName::parse(text).ok().map(Value::Name),
        Shape::Number => text.parse().ok().map(Value::Number),
        Shape::Amount => text.parse().ok().map(|n| Value::Amount(Amount::exact(n))),
        Shape::Custody => claims::legal::CustodyState::from_name(text)
            .map(|state| Value::Custody(Box::new(CustodyStep::of(state)))),
        Shape::When | Shape::Ref | Shape::Bytes => None,
    }
}

/// A number of people, and what is not plain about it.
fn count(cell: &str) -> (Option<Amount>, Option<String>) {
    match read_count_cell(cell) {
        CellCount::Exact(n) => (Some(Amount { word: cell.into(), ..Amount::exact(n) }), None),
        CellCount::Range(low, high) => (Some(Amount::worded(cell, Some(low), Some(high))), None),
        CellCount::Empty => (None, None),
        CellCount::Unclear { raw, why, possible } => {
            let possible: Vec<String> = possible.iter().map(u64::to_string).collect();
            let may = if possible.is_empty() {
                String::new()
            } else {
                format!("; it may mean {}", possible.join(" or "))
            };
            (Some(Amount::worded(&raw, None, None)), Some(format!("{}{may}", why_unclear(why))))
        }
    }
}

fn why_unclear(why: WhyUnclear) -> &'static str {
    match why {
        WhyUnclear::NotAddedUp => "a sum that was left open",
        WhyUnclear::Approximate => "an approximate number",
        WhyUnclear::AtLeast => "a lower bound",
        WhyUnclear::AtMost => "an upper bound",
        WhyUnclear::Unsure => "the writer was not sure",
        WhyUnclear::Unknown => "no number",
        WhyUnclear::Remark => "a remark beside the number",
        WhyUnclear::Separator => "a point or comma that can be read in two ways",
        WhyUnclear::Backwards => "a range that runs backwards",
        WhyUnclear::Negative => "a number below zero",
        WhyUnclear::Fraction => "a fraction",
        WhyUnclear::TooLarge => "a number too large to be people",
        WhyUnclear::Words => "words instead of a number",
    }
}
