//! Who asked which unit about whom, and what was answered.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::ClaimRow;
use crate::settle::{Settled, settled, stand, stand_of};
use crate::view::Named;
use claims::when::{Instant, When};
use claims::{ClaimId, Property, RecordId, RecordKind, Value};

/// One check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckView {
    /// The record.
    pub record: RecordId,
    /// The unit that was asked.
    pub unit: Option<Named>,
    /// Whom it was about.
    pub about: Vec<Named>,
    /// When.
    pub when: Option<When>,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// held, not_held, no_answer, refused, released, moved, other.
    pub answer: Option<String>,
    /// What was said.
    pub words: Vec<String>,
    /// Who asked.
    pub by: Option<String>,
}

/// A claim that stands, small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingClaim {
    /// The claim.
    pub claim: ClaimId,
    /// What it is about.
    pub property: Property,
    /// Its text or term, where it has one.
    pub text: Option<Box<str>>,
}

impl Casebook {
    /// All checks of which something stands, latest first.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn checks(&self) -> Result<Vec<CheckView>, CasebookError> {
        let mut checks = Vec::new();
        for n in self.of_kind(RecordKind::Check)? {
            let rows = self.claims_about(n)?;
            let all: Vec<&ClaimRow> = rows.iter().collect();
            let count = crate::facts::counting(&all, &self.rulings);
            let Some(recorded_at) = count.iter().map(|row| self.contexts.at(row.save)).min() else {
                continue;
            };
            let one = |property: Property| -> Option<&ClaimRow> {
                let mine: Vec<&ClaimRow> =
                    all.iter().copied().filter(|row| row.property == property).collect();
                match settled(&self.rulings, &mine) {
                    Settled::Agreed(row) | Settled::Accepted(row, _) => Some(row),
                    Settled::Unknown | Settled::Contested => None,
                }
            };
            let text = |property| one(property).and_then(|row| row.text.as_deref()).map(ToOwned::to_owned);
            let mut about: Vec<u32> = count
                .iter()
                .filter(|row| row.property == Property::CheckAbout)
                .filter_map(|row| row.reference)
                .collect();
            about.sort_by_key(|n| self.ids.record(*n));
            about.dedup();
            let when = one(Property::CheckWhen).map(|row| self.reading().value(row, false)).transpose()?;
            checks.push(CheckView {
                record: self.ids.record(n),
                unit: one(Property::CheckUnit)
                    .and_then(|row| row.reference)
                    .map(|unit| self.named_of(unit))
                    .transpose()?,
                about: about.into_iter().map(|n| self.named_of(n)).collect::<Result<_, _>>()?,
                when: match when {
                    Some(Value::When(when)) => Some(when),
                    _ => None,
                },
                recorded_at,
                answer: text(Property::CheckAnswer),
                words: count
                    .iter()
                    .filter(|row| row.property == Property::CheckWords)
                    .filter_map(|row| row.text.as_deref())
                    .map(ToOwned::to_owned)
                    .collect(),
                by: text(Property::CheckBy),
            });
        }
        let at = |check: &CheckView| {
            check.when.as_ref().and_then(|when| when.bounds().latest).unwrap_or(check.recorded_at)
        };
        checks.sort_by_key(|check| std::cmp::Reverse((at(check), check.record)));
        Ok(checks)
    }

    /// What stands of a record.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn standing_claims_of(&self, record: RecordId) -> Result<Vec<StandingClaim>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(Vec::new()) };
        let rows = self.claims_about(n)?.into_iter();
        Ok(rows
            .filter(|row| stand(&self.rulings, row).stands())
            .map(|row| StandingClaim { claim: row.id, property: row.property, text: row.text })
            .collect())
    }

    /// True while nobody has withdrawn a claim.
    pub fn claim_stands(&self, claim: ClaimId) -> bool {
        stand_of(&self.rulings, claim, false, (0, 0)).stands()
    }

    /// All sources with their grades and chains, in the order of ids.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn sources(&self) -> Result<Vec<crate::view::SourceView>, CasebookError> {
        let chains = self.chains()?;
        let mut sources = self
            .of_kind(RecordKind::Source)?
            .into_iter()
            .map(|n| self.source_view(n, &chains))
            .collect::<Result<Vec<_>, _>>()?;
        sources.sort_by_key(|view| view.source.record);
        Ok(sources)
    }
}
