//! Enquiries of families: whom they asked for, and what was answered. How to reach them is not here.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::facts::Asked;
use crate::rows::{ClaimRow, save_row};
use claims::when::Instant;
use claims::{ClaimId, Property, RecordId, RecordKind};
use std::sync::Arc;

/// One enquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryView {
    /// The record.
    pub record: RecordId,
    /// The name asked for, as written.
    pub name: String,
    /// Age or year of birth, as told.
    pub born: Option<String>,
    /// What the asker is to the person.
    pub relation: Option<String>,
    /// Who asked, when they gave a name.
    pub asker: Option<String>,
    /// When it came in, and who took it.
    pub at: Instant,
    /// Who took it.
    pub by: Box<str>,
    /// Its place in the ledger.
    pub position: u64,
    /// The person it was last taken to be about.
    pub about: Option<RecordId>,
    /// What was answered, the earliest first.
    pub answers: Vec<EnquiryAnswer>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryAnswer {
    /// The claim, by which it is taken back.
    pub id: ClaimId,
    /// The claim saved with it that says whom the asker was taken to mean.
    pub about: Option<ClaimId>,
    /// In the desk's words.
    pub code: Box<str>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Box<str>,
    /// Its place in the ledger.
    pub position: u64,
}

impl Casebook {
    /// All enquiries of which something stands, the latest first. What was read is kept until an entry touches it.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn enquiries(&self) -> Result<Vec<Arc<EnquiryView>>, CasebookError> {
        let (mut all, mut unread) = (Vec::new(), Vec::new());
        for (n, asked) in &self.facts()?.enquiries {
            match asked {
                Asked::Read(view) => all.extend(view.clone()),
                Asked::Unread => unread.push(*n),
            }
        }
        for n in unread {
            let view = self.enquiry(n)?.map(Arc::new);
            all.extend(view.clone());
            self.facts()?.enquiries.insert(n, Asked::Read(view));
        }
        all.sort_by_key(|one| std::cmp::Reverse((one.at, one.position, one.record)));
        Ok(all)
    }

    /// The same, each read anew: what is kept must be no different.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn enquiries_anew(&self) -> Result<Vec<EnquiryView>, CasebookError> {
        let mut all = Vec::new();
        for n in self.of_kind(RecordKind::Enquiry)? {
            all.extend(self.enquiry(n)?);
        }
        all.sort_by_key(|one| std::cmp::Reverse((one.at, one.position, one.record)));
        Ok(all)
    }

    fn enquiry(&self, n: u32) -> Result<Option<EnquiryView>, CasebookError> {
        let rows = self.claims_about(n)?;
        let rows: Vec<&ClaimRow> = rows.iter().collect();
        let standing: Vec<ClaimRow> =
            crate::facts::counting(&rows, &self.rulings).into_iter().cloned().collect();
        let ordered = self.in_order_said(standing)?;
        let text = |property| {
            let found = ordered.iter().rev().find(|row| row.property == property)?;
            found.text.as_deref().map(ToOwned::to_owned)
        };
        let (Some(name), Some(first)) = (text(Property::EnquiryName), ordered.first()) else {
            return Ok(None);
        };
        let taken = save_row(&self.connection, first.save)?;
        let mut answers = Vec::new();
        for row in ordered.iter().filter(|row| row.property == Property::EnquiryAnswer) {
            let saved = save_row(&self.connection, row.save)?;
            let code = row.text.clone().unwrap_or_default();
            // Another tier of the same entry.
            let mut about = None;
            for of in ordered.iter().filter(|of| of.property == Property::EnquiryAbout) {
                if save_row(&self.connection, of.save)?.position == saved.position {
                    about = Some(of.id);
                }
            }
            answers.push(EnquiryAnswer {
                id: row.id,
                about,
                code,
                at: saved.at,
                by: saved.author,
                position: saved.position,
            });
        }
        let about = ordered.iter().rev().find(|row| row.property == Property::EnquiryAbout);
        Ok(Some(EnquiryView {
            record: self.ids.record(n),
            name,
            born: text(Property::EnquiryBorn),
            relation: text(Property::EnquiryRelation),
            asker: text(Property::EnquiryAsker),
            at: taken.at,
            by: taken.author,
            position: taken.position,
            about: about.and_then(|row| row.reference).map(|n| self.ids.record(n)),
            answers,
        }))
    }

    /// The place in the ledger at which a record was first spoken of.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn first_position(&self, record: RecordId) -> Result<Option<u64>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(None) };
        let mut first = None;
        for row in self.claims_about(n)? {
            let position = save_row(&self.connection, row.save)?.position;
            first = Some(first.map_or(position, |known: u64| known.min(position)));
        }
        Ok(first)
    }
}
