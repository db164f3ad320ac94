//! One record with everything said of it.

use super::claim::{ClaimView, RulingView};
use super::label::Named;
use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::ClaimRow;
use crate::settle::{Settled, settled};
use claims::when::Instant;
use claims::{ClaimId, Property, RecordId, RecordKind, Value, Verdict};
use rusqlite::params;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the claims on one property amount to.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// Nobody says anything that stands.
    Unknown,
    /// Those who speak agree.
    Settled(Value),
    /// Several values that stand beside each other by nature.
    Several,
    /// A person chose.
    Accepted {
        /// The claim.
        claim: ClaimId,
        /// Its value.
        value: Value,
        /// Who chose it.
        author: Box<str>,
        /// Why.
        why: Box<str>,
        /// When.
        at: Instant,
    },
    /// They contradict, and nobody chose.
    Contested,
}

/// One property with all its claims.
#[derive(Debug, Clone, PartialEq)]
pub struct PropertyView {
    /// The property.
    pub property: Property,
    /// What its claims amount to.
    pub standing: Standing,
    /// Every claim, drafts and withdrawn ones too, in the order of recording.
    pub claims: Vec<ClaimView>,
}

/// What was judged about this record and another.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgementView {
    /// The other record.
    pub other: Named,
    /// What holds now; none when everything was undone.
    pub verdict: Option<Verdict>,
    /// Every judgement ever made, oldest first.
    pub history: Vec<RulingView>,
}

/// Records that refer to this one by one property.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedBy {
    /// The property.
    pub property: Property,
    /// How many records.
    pub total: u64,
    /// The first of them.
    pub records: Vec<Named>,
}

/// One record.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordView {
    /// The record.
    pub record: RecordId,
    /// Its kind; none when it is only referred to.
    pub kind: Option<RecordKind>,
    /// What to call it.
    pub label: Arc<str>,
    /// Its properties in the order of the property table.
    pub properties: Vec<PropertyView>,
    /// Judgements that touch it.
    pub judgements: Vec<JudgementView>,
    /// Records that refer to it.
    pub used_by: Vec<UsedBy>,
    /// Sayings about it of a kind this version does not know.
    pub unknown: u64,
}

impl RecordView {
    /// One property.
    pub fn property(&self, property: Property) -> Option<&PropertyView> {
        self.properties.iter().find(|view| view.property == property)
    }
}

/// The most records listed per property that refers to a record.
const LISTED: usize = 200;

impl Casebook {
    /// A record; none when nothing ever mentioned it.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn record(&self, record: RecordId) -> Result<Option<RecordView>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(None) };
        let rows = self.claims_about(n)?;
        let mut by_property: BTreeMap<Property, Vec<&ClaimRow>> = BTreeMap::new();
        for row in &rows {
            by_property.entry(row.property).or_default().push(row);
        }
        let mut sharing = self.sharing()?;
        let mut properties = Vec::with_capacity(by_property.len());
        for (property, rows) in by_property {
            let standing = self.standing(&rows)?;
            let mut claims =
                rows.iter().map(|row| self.claim_view(row, &mut sharing)).collect::<Result<Vec<_>, _>>()?;
            claims.sort_by_key(|claim| (claim.recorded_at, claim.id));
            properties.push(PropertyView { property, standing, claims });
        }
        Ok(Some(RecordView {
            record,
            kind: self.kind_of(n)?,
            label: self.label_of(n)?,
            properties,
            judgements: self.judgements(record)?,
            used_by: self.used_by(n)?,
            unknown: self.unknown_about(n)?,
        }))
    }

    /// What the claims on one property of a record amount to.
    pub(crate) fn standing(&self, rows: &[&ClaimRow]) -> Result<Standing, CasebookError> {
        Ok(match settled(&self.rulings, rows) {
            Settled::Unknown => Standing::Unknown,
            Settled::Contested => Standing::Contested,
            Settled::Accepted(row, ruled) => Standing::Accepted {
                claim: row.id,
                value: self.reading().value(row, false)?,
                author: ruled.author.clone(),
                why: ruled.why.clone(),
                at: ruled.at,
            },
            Settled::Agreed(first) => {
                let several = first.property.many()
                    && rows.iter().any(|row| {
                        !row.denied()
                            && crate::settle::stand(&self.rulings, row).stands()
                            && !row.same_value(first)
                    });
                if several {
                    Standing::Several
                } else {
                    Standing::Settled(self.reading().value(first, false)?)
                }
            }
        })
    }

    /// Judgements that touch a record, each pair with its history.
    pub(crate) fn judgements(&self, record: RecordId) -> Result<Vec<JudgementView>, CasebookError> {
        let others: Vec<RecordId> = self.rulings.judged_with(record).collect();
        let mut views = Vec::with_capacity(others.len());
        for other in others {
            views.push(JudgementView {
                other: self.named(other)?,
                verdict: self.rulings.verdict(record, other).map(|(_, verdict)| verdict),
                history: self
                    .rulings
                    .history(record, other)
                    .into_iter()
                    .map(|ruled| self.ruling_view(ruled))
                    .collect(),
            });
        }
        views.sort_by_key(|view| view.other.record);
        Ok(views)
    }

    fn used_by(&self, n: u32) -> Result<Vec<UsedBy>, CasebookError> {
        let mut count = self.connection.prepare_cached(
            "SELECT property, count(DISTINCT n >> 28) FROM claim WHERE ref = ?1 GROUP BY property ORDER BY property",
        )?;
        let mut list = self
            .connection
            .prepare_cached("SELECT DISTINCT n >> 28 FROM claim WHERE ref = ?1 AND property = ?2 LIMIT ?3")?;
        let counted = count
            .query_map([n], |row| Ok((row.get::<_, u16>(0)?, row.get::<_, i64>(1)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        let mut all = Vec::new();
        for (code, total) in counted {
            let Some(property) = Property::from_code(code) else { continue };
            let numbers = list
                .query_map(params![n, code, LISTED as i64], |row| row.get::<_, u32>(0))?
                .collect::<Result<Vec<_>, _>>()?;
            let mut records = numbers.into_iter().map(|n| self.named_of(n)).collect::<Result<Vec<_>, _>>()?;
            records.sort_by_key(|named| named.record);
            all.push(UsedBy { property, total: total as u64, records });
        }
        Ok(all)
    }

    fn unknown_about(&self, n: u32) -> Result<u64, CasebookError> {
        let count: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM save s JOIN unknown u ON u.save = s.n WHERE s.record = ?1")?
            .query_row([n], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// The claim of an id, as a page shows it.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn claim(&self, claim: ClaimId) -> Result<Option<ClaimView>, CasebookError> {
        let Some(record) = self.record_of_claim(claim)?.and_then(|record| self.ids.number(record)) else {
            return Ok(None);
        };
        let rows: Vec<ClaimRow> = self.claims_about(record)?;
        let Some(row) = rows.iter().find(|row| row.id == claim) else { return Ok(None) };
        Ok(Some(self.claim_view(row, &mut self.sharing()?)?))
    }

    /// Sayings of unknown kinds about a record, byte for byte.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn unknown(&self, record: RecordId) -> Result<Vec<Box<[u8]>>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(
            "SELECT u.bytes FROM save s JOIN unknown u ON u.save = s.n WHERE s.record = ?1",
        )?;
        let mut all = statement
            .query_map([n], |row| row.get::<_, Vec<u8>>(0).map(Vec::into_boxed_slice))?
            .collect::<Result<Vec<_>, _>>()?;
        all.sort();
        Ok(all)
    }
}
