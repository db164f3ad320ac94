//! Who was called for whom, and what came of it.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::{ClaimRow, save_row};
use crate::settle::{Settled, settled};
use crate::view::Named;
use claims::when::{Instant, When};
use claims::{Property, RecordId, RecordKind, Value};

/// One intervention.
#[derive(Debug, Clone, PartialEq)]
pub struct InterventionView {
    /// The record.
    pub record: RecordId,
    /// For whom: people and detentions.
    pub of: Vec<Named>,
    /// Who was called: lawyer, embassy, ministry…
    pub called: Option<String>,
    /// Whom exactly, as written.
    pub to: Vec<String>,
    /// legal_help, medical_help, request_for_release, publicity, inquiry, other.
    pub sort: Option<String>,
    /// favourable, promise, denied, none, other.
    pub response: Option<String>,
    /// What was said.
    pub words: Vec<String>,
    /// Who stepped in.
    pub by: Vec<String>,
    /// When.
    pub when: Option<When>,
    /// When it was recorded, and by whom.
    pub recorded: (Instant, Box<str>),
}

impl InterventionView {
    /// When it was, at the latest.
    pub fn at(&self) -> Instant {
        let stated = self.when.as_ref().and_then(|when| when.bounds().latest);
        stated.map_or(self.recorded.0, |at| at.min(self.recorded.0))
    }
}

impl Casebook {
    /// Whoever is detained: a person or group, when a record says who it is.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn subject_of_detention(&self, detention: RecordId) -> Result<Option<RecordId>, CasebookError> {
        let facts = self.facts()?;
        let subject = facts.detentions.get(&detention).and_then(|detention| detention.subject_number());
        Ok(subject.map(|n| self.ids.record(n)))
    }

    /// All interventions of which something stands, latest first.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn interventions(&self) -> Result<Vec<InterventionView>, CasebookError> {
        let mut all = Vec::new();
        for n in self.of_kind(RecordKind::Intervention)? {
            let rows = self.claims_about(n)?;
            let rows: Vec<&ClaimRow> = rows.iter().collect();
            let count = crate::facts::counting(&rows, &self.rulings);
            let Some(first) = count.iter().min_by_key(|row| (self.contexts.at(row.save), row.id)) else {
                continue;
            };
            let saved = save_row(&self.connection, first.save)?;
            let one = |property: Property| -> Option<&ClaimRow> {
                let mine: Vec<&ClaimRow> =
                    rows.iter().copied().filter(|row| row.property == property).collect();
                match settled(&self.rulings, &mine) {
                    Settled::Agreed(row) | Settled::Accepted(row, _) => Some(row),
                    Settled::Unknown | Settled::Contested => None,
                }
            };
            let text = |property| one(property).and_then(|row| row.text.as_deref()).map(ToOwned::to_owned);
            let texts = |property| -> Vec<String> {
                let mine = count.iter().filter(|row| row.property == property);
                mine.filter_map(|row| row.text.as_deref()).map(ToOwned::to_owned).collect()
            };
            let mut of: Vec<u32> = count
                .iter()
                .filter(|row| row.property == Property::InterventionFor)
                .filter_map(|row| row.reference)
                .collect();
            of.sort_by_key(|n| self.ids.record(*n));
            of.dedup();
            let when =
                one(Property::InterventionWhen).map(|row| self.reading().value(row, false)).transpose()?;
            all.push(InterventionView {
                record: self.ids.record(n),
                of: of.into_iter().map(|n| self.named_of(n)).collect::<Result<_, _>>()?,
                called: text(Property::InterventionCalled),
                to: texts(Property::InterventionTo),
                sort: text(Property::InterventionType),
                response: text(Property::InterventionResponse),
                words: texts(Property::InterventionWords),
                by: texts(Property::InterventionBy),
                when: match when {
                    Some(Value::When(when)) => Some(when),
                    _ => None,
                },
                recorded: (saved.at, saved.author),
            });
        }
        all.sort_by_key(|one| std::cmp::Reverse((one.at(), one.record)));
        Ok(all)
    }
}
