//! Numbers claimed by others, each with what its claims amount to. Never averaged, never summed.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::ClaimRow;
use crate::settle::{Settled, settled};
use crate::view::{Named, SourceView};
use claims::when::When;
use claims::{Amount, ClaimId, Property, RecordId, RecordKind, Value};

/// One figure. A property on which its sources contradict is left out here and named in `contested`.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureView {
    /// The record.
    pub record: RecordId,
    /// The id its list gives it, or the first digits of its own.
    pub label: String,
    /// What is counted.
    pub measure: Option<String>,
    /// persons, detentions or events.
    pub unit: Option<String>,
    /// How many, with the word used.
    pub amount: Option<Amount>,
    /// The parts of its breakdown.
    pub parts: Vec<Amount>,
    /// The place it speaks of.
    pub scope: Option<String>,
    /// The time it speaks of.
    pub period: Option<When>,
    /// Who said it.
    pub speaker: Option<String>,
    /// The speaker's office.
    pub speaker_role: Vec<String>,
    /// Who relayed it.
    pub outlet: Option<String>,
    /// When it was said.
    pub said_on: Option<When>,
    /// Notes.
    pub notes: Vec<String>,
    /// Who told us, with the chain behind them.
    pub sources: Vec<SourceView>,
    /// The reports it stands in.
    pub reports: Vec<Named>,
    /// Every claim about it.
    pub claims: Vec<ClaimId>,
    /// Properties on which its sources contradict.
    pub contested: Vec<Property>,
}

impl Casebook {
    /// All figures of which something stands, in the order of ids.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn figures(&self) -> Result<Vec<FigureView>, CasebookError> {
        let mut figures = Vec::new();
        for n in self.of_kind(RecordKind::Figure)? {
            if let Some(figure) = self.figure(n)? {
                figures.push(figure);
            }
        }
        figures.sort_by_key(|figure| figure.record);
        Ok(figures)
    }

    /// The numbers of all records of a kind.
    pub(crate) fn of_kind(&self, kind: RecordKind) -> Result<Vec<u32>, CasebookError> {
        let mut statement =
            self.connection.prepare_cached("SELECT n FROM record WHERE kind = ?1 ORDER BY n")?;
        let numbers = statement.query_map([kind.code()], |row| row.get(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(numbers)
    }

    fn figure(&self, n: u32) -> Result<Option<FigureView>, CasebookError> {
        let rows = self.claims_about(n)?;
        let all: Vec<&ClaimRow> = rows.iter().collect();
        let count: Vec<&ClaimRow> = rows
            .iter()
            .filter(|row| !row.denied() && crate::settle::stand(&self.rulings, row).stands())
            .collect();
        if count.is_empty() {
            return Ok(None);
        }
        let mut contested = Vec::new();
        let mut one = |property: Property| -> Option<&ClaimRow> {
            let mine: Vec<&ClaimRow> = all.iter().copied().filter(|row| row.property == property).collect();
            match settled(&self.rulings, &mine) {
                Settled::Agreed(row) | Settled::Accepted(row, _) => Some(row),
                Settled::Contested => {
                    contested.push(property);
                    None
                }
                Settled::Unknown => None,
            }
        };
        let measure = one(Property::FigureMeasure);
        let unit = one(Property::FigureUnit);
        let amount = one(Property::FigureAmount);
        let scope = one(Property::FigureScope);
        let period = one(Property::FigurePeriod);
        let speaker = one(Property::FigureSpeaker);
        let outlet = one(Property::FigureOutlet);
        let said_on = one(Property::FigureSaidOn);
        let written = |row: Option<&ClaimRow>| row.and_then(|row| row.text.as_deref()).map(ToOwned::to_owned);
        let when = |row: Option<&ClaimRow>| -> Result<Option<When>, CasebookError> {
            Ok(match row.map(|row| self.reading().value(row, false)).transpose()? {
                Some(Value::When(when)) => Some(when),
                _ => None,
            })
        };
        let amount_of = |row: &ClaimRow| -> Result<Option<Amount>, CasebookError> {
            Ok(match self.reading().value(row, false)? {
                Value::Amount(amount) => Some(amount),
                _ => None,
            })
        };
        // In the order in which they were recorded: a list's own order.
        let mut in_order = count.clone();
        in_order.sort_by_key(|row| (self.contexts.at(row.save), row.save, row.n));
        let texts = |property: Property| -> Vec<String> {
            let mut texts: Vec<String> = Vec::new();
            for row in in_order.iter().filter(|row| row.property == property) {
                if let Some(text) = row.text.as_deref()
                    && !texts.iter().any(|known| known == text)
                {
                    texts.push(text.to_owned());
                }
            }
            texts
        };
        let mut parts = Vec::new();
        for row in in_order.iter().filter(|row| row.property == Property::FigurePart) {
            if let Some(part) = amount_of(row)?
                && !parts.contains(&part)
            {
                parts.push(part);
            }
        }
        let chains = self.chains()?;
        let distinct = |pick: fn(&crate::rows::Told) -> Option<u32>| {
            let mut numbers: Vec<u32> =
                count.iter().filter_map(|row| pick(&self.contexts.of(row.told))).collect();
            numbers.sort_by_key(|n| self.ids.record(*n));
            numbers.dedup();
            numbers
        };
        let record = self.ids.record(n);
        let label = texts(Property::FigureLabel).into_iter().next().unwrap_or_else(|| record.short());
        Ok(Some(FigureView {
            record,
            label,
            measure: written(measure),
            unit: written(unit),
            amount: amount.map(&amount_of).transpose()?.flatten(),
            parts,
            scope: written(scope),
            period: when(period)?,
            speaker: written(speaker),
            speaker_role: texts(Property::FigureSpeakerRole),
            outlet: written(outlet),
            said_on: when(said_on)?,
            notes: texts(Property::FigureNote),
            sources: distinct(|told| told.source)
                .into_iter()
                .map(|source| self.source_view(source, &chains))
                .collect::<Result<_, _>>()?,
            reports: distinct(|told| told.report)
                .into_iter()
                .map(|report| self.named_of(report))
                .collect::<Result<_, _>>()?,
            claims: rows.iter().map(|row| row.id).collect(),
            contested,
        }))
    }
}
