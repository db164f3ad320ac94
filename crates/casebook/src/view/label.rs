//! What to call a record: the best text its sources gave, never an invented one.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::{ClaimRow, claim_row};
use crate::schema::claims_of;
use crate::settle::{Settled, settled};
use claims::{Property, RecordId, RecordKind, Shape};
use rusqlite::OptionalExtension;
use std::sync::Arc;

/// A record with its kind and label, for lists and links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The record.
    pub record: RecordId,
    /// Its kind, if anything tells it.
    pub kind: Option<RecordKind>,
    /// A written name, title or description; the first digits of the id when there is none.
    pub label: Arc<str>,
}

impl Casebook {
    /// What to call a record.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn named(&self, record: RecordId) -> Result<Named, CasebookError> {
        match self.ids.number(record) {
            Some(n) => self.named_of(n),
            None => Ok(Named { record, kind: None, label: record.short().into() }),
        }
    }

    pub(crate) fn named_of(&self, n: u32) -> Result<Named, CasebookError> {
        let record = self.ids.record(n);
        Ok(Named { record, kind: self.kind_of(n)?, label: self.label_of(n)? })
    }

    /// The label of a record; a detention is called as the one detained.
    pub(crate) fn label_of(&self, n: u32) -> Result<Arc<str>, CasebookError> {
        if let Some(label) = self.kept.borrow().label(n) {
            return Ok(label.clone());
        }
        let (kind, own) = self.own_label(n)?;
        let (mut label, mut of) = (own, None);
        if kind == Some(RecordKind::Detention)
            && let Some(subject) = self.subject_of(n)?
        {
            let (_, name) = self.own_label(subject)?;
            (label, of) = (name.or(label), Some(subject));
        }
        let label: Arc<str> = label.map_or_else(|| self.ids.record(n).short().into(), |label| label.into());
        self.kept.borrow_mut().keep_label(n, label.clone(), of);
        Ok(label)
    }

    pub(crate) fn own_label(&self, n: u32) -> Result<(Option<RecordKind>, Option<String>), CasebookError> {
        let found: Option<(Option<u8>, Option<String>)> = self
            .connection
            .prepare_cached("SELECT kind, label FROM record WHERE n = ?1")?
            .query_row([n], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (kind, label) = found.unwrap_or_default();
        Ok((kind.and_then(RecordKind::from_code), label))
    }

    /// The one detained, when the sources agree or one was accepted.
    fn subject_of(&self, detention: u32) -> Result<Option<u32>, CasebookError> {
        let claims = self.claims_on(detention, Property::DetentionOf)?;
        Ok(match settled(&self.rulings, &claims.iter().collect::<Vec<_>>()) {
            Settled::Agreed(row) | Settled::Accepted(row, _) => row.reference,
            _ => {
                // One says so and another denies it: they still speak of one person.
                let mut spoken_of = claims.iter().filter_map(|claim| claim.reference);
                let first = spoken_of.next();
                first.filter(|first| spoken_of.all(|other| other == *first))
            }
        })
    }

    /// True when one of the written names or texts of a record folds to these words.
    pub(crate) fn bears_name(&self, n: u32, folded: &str) -> Result<bool, CasebookError> {
        let claims = self.claims_about(n)?;
        Ok(claims.iter().any(|row| {
            let name = matches!(row.property.shape(), Shape::Name)
                || matches!(
                    row.property,
                    Property::EventTitle
                        | Property::ReportTitle
                        | Property::ReportFile
                        | Property::GroupDescription
                );
            name && row.text.as_deref().is_some_and(|text| names::fold::search_key(text) == folded)
        }))
    }

    /// All claims on one property of a record, twins too.
    pub(crate) fn claims_on(&self, record: u32, property: Property) -> Result<Vec<ClaimRow>, CasebookError> {
        let (first, last) = claims_of(record);
        let mut statement = self.connection.prepare_cached(
            "SELECT n, id, save, property, manner, text, zone, low, high, ref, more, told, spot, first, last, col, note \
             FROM claim WHERE n BETWEEN ?1 AND ?2 AND property = ?3",
        )?;
        let mut rows = statement.query((first, last, property.code()))?;
        let mut claims = Vec::new();
        while let Some(row) = rows.next()? {
            claims.push(claim_row(row)?);
        }
        Ok(claims)
    }

    /// All claims on a record without raw table rows, twins left out, in the order of ids.
    pub(crate) fn claims_about(&self, record: u32) -> Result<Vec<ClaimRow>, CasebookError> {
        let (first, last) = claims_of(record);
        let mut statement = self.connection.prepare_cached(
            "SELECT n, id, save, property, manner, text, zone, low, high, ref, more, told, spot, first, last, col, note \
             FROM claim WHERE n BETWEEN ?1 AND ?2",
        )?;
        let mut rows = statement.query([first, last])?;
        let mut claims = Vec::new();
        while let Some(row) = rows.next()? {
            let claim = claim_row(row)?;
            if !claim.twin() {
                claims.push(claim);
            }
        }
        claims.sort_by_key(|claim| claim.id);
        Ok(claims)
    }
}
