//! One claim as a page shows it: its value, its quote, who says it, how it stands and what was decided on it.

use super::label::Named;
use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::{ClaimRow, SaveRow, save_row};
use crate::rulings::Ruled;
use crate::schema::record_of;
use crate::settle::{Stand, stand, stand_of};
use claims::when::{Instant, When};
use claims::{
    Chains, ClaimId, Credibility, Locator, Modality, Polarity, Property, RecordId, Reliability, Ruling, Value,
};
use std::collections::HashMap;
use std::sync::Arc;

/// How a claim stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimState {
    /// It counts.
    Stands,
    /// It waits for a person.
    Draft,
    /// It was withdrawn.
    Retracted {
        /// By whom.
        by: Box<str>,
        /// Why.
        why: Box<str>,
        /// When.
        at: Instant,
    },
}

/// A decision as a page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct RulingView {
    /// Its id, by which it can be undone.
    pub id: ClaimId,
    /// What was decided.
    pub ruling: Ruling,
    /// By whom.
    pub author: Box<str>,
    /// Why.
    pub why: Box<str>,
    /// When.
    pub at: Instant,
    /// True when it has been undone.
    pub undone: bool,
}

/// Who says something.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceView {
    /// The source.
    pub source: Named,
    /// How far it can be relied on, when graded.
    pub reliability: Option<Reliability>,
    /// The sources it repeats, nearest first, itself left out.
    pub chain: Vec<Named>,
}

/// One claim.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimView {
    /// Its id.
    pub id: ClaimId,
    /// The record it is about.
    pub about: RecordId,
    /// The property.
    pub property: Property,
    /// The value; the bytes of a report are left empty here.
    pub value: Value,
    /// The record the value points to, with its label.
    pub refers_to: Option<Named>,
    /// The words in the report: byte for byte, or the raw cell of a table.
    pub quote: Option<String>,
    /// Where they stand.
    pub locator: Option<Locator>,
    /// The report's label.
    pub report: Option<Named>,
    /// Who says it.
    pub source: Option<SourceView>,
    /// How credible this claim is, when graded.
    pub credibility: Option<Credibility>,
    /// When the source said it.
    pub said_at: Option<When>,
    /// So, or not so.
    pub polarity: Polarity,
    /// In what manner.
    pub modality: Modality,
    /// Saved as a draft, whatever became of it.
    pub draft: bool,
    /// An editor's remark.
    pub note: Option<Box<str>>,
    /// Who recorded it.
    pub author: Box<str>,
    /// Why.
    pub why: Box<str>,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Its place in the local ledger.
    pub position: u64,
    /// How it stands.
    pub state: ClaimState,
    /// True when a person chose it.
    pub accepted: bool,
    /// Everything ever decided on it, oldest first.
    pub history: Vec<RulingView>,
}

/// What many views of one page share.
pub(crate) struct Sharing {
    saves: HashMap<i64, SaveRow>,
    chains: Arc<Chains>,
}

impl Casebook {
    pub(crate) fn sharing(&self) -> Result<Sharing, CasebookError> {
        Ok(Sharing { saves: HashMap::new(), chains: self.chains()? })
    }

    /// Who repeats whom, from the claims that stand.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn chains(&self) -> Result<Arc<Chains>, CasebookError> {
        if let Some(chains) = &self.kept.borrow().chains {
            return Ok(chains.clone());
        }
        let mut chains = Chains::default();
        let mut statement = self.connection.prepare_cached(
            "SELECT c.id, c.manner, c.n, c.ref, c.told FROM record r JOIN claim c \
             ON c.n BETWEEN r.n << 28 AND (r.n << 28) + 134217727 WHERE r.kind = 16 AND c.property = 1603",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = ClaimId::from_bytes(row.get(0)?);
            let manner: i64 = row.get(1)?;
            let relay = ManneredRow { manner };
            let (n, origin): (i64, u32) = (row.get(2)?, row.get(3)?);
            let stand = stand_of(&self.rulings, id, relay.draft(), (n, row.get(4)?));
            if relay.counts() && stand.stands() {
                chains.relay(self.ids.record(record_of(n)), self.ids.record(origin));
            }
        }
        let chains = Arc::new(chains);
        self.kept.borrow_mut().chains = Some(chains.clone());
        Ok(chains)
    }

    pub(crate) fn source_view(&self, source: u32, chains: &Chains) -> Result<SourceView, CasebookError> {
        let record = self.ids.record(source);
        let chain = chains
            .path(record)
            .into_iter()
            .skip(1)
            .map(|origin| self.named(origin))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(SourceView {
            source: self.named_of(source)?,
            reliability: self.rulings.reliability(record),
            chain,
        })
    }

    pub(crate) fn ruling_view(&self, ruled: &Ruled) -> RulingView {
        RulingView {
            id: ruled.id,
            ruling: ruled.ruling.clone(),
            author: ruled.author.clone(),
            why: ruled.why.clone(),
            at: ruled.at,
            undone: !self.rulings.holds(ruled.id),
        }
    }

    pub(crate) fn claim_view(
        &self,
        row: &ClaimRow,
        sharing: &mut Sharing,
    ) -> Result<ClaimView, CasebookError> {
        let told = self.contexts.of(row.told);
        let claim = self.reading().claim(row, told, false)?;
        let save = match sharing.saves.get(&row.save) {
            Some(save) => save.clone(),
            None => {
                let save = save_row(&self.connection, row.save)?;
                sharing.saves.insert(row.save, save.clone());
                save
            }
        };
        let (state, accepted) = match stand(&self.rulings, row) {
            Stand::Stands(accepted) => (ClaimState::Stands, accepted.is_some()),
            Stand::Draft => (ClaimState::Draft, false),
            Stand::Retracted(ruled) => {
                let (by, why) = (ruled.author.clone(), ruled.why.clone());
                (ClaimState::Retracted { by, why, at: ruled.at }, false)
            }
        };
        Ok(ClaimView {
            quote: match &claim.locator {
                Some(locator) => self.quote(locator)?,
                None => None,
            },
            refers_to: row.reference.map(|n| self.named_of(n)).transpose()?,
            report: told.report.map(|n| self.named_of(n)).transpose()?,
            source: told.source.map(|n| self.source_view(n, &sharing.chains)).transpose()?,
            credibility: self.rulings.credibility(row.id),
            history: self.rulings.history_of_claim(row.id).into_iter().map(|r| self.ruling_view(r)).collect(),
            id: claim.id,
            about: claim.about,
            property: claim.property,
            value: claim.value,
            locator: claim.locator,
            said_at: claim.said_at,
            polarity: claim.polarity,
            modality: claim.modality,
            draft: claim.draft,
            note: claim.note,
            author: save.author,
            why: save.why,
            recorded_at: save.at,
            position: save.position,
            state,
            accepted,
        })
    }
}

/// The column `manner` alone, for walks that need no more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ManneredRow {
    pub manner: i64,
}

impl ManneredRow {
    pub fn draft(self) -> bool {
        self.manner & crate::schema::DRAFT != 0
    }
    /// Affirmed, asserting, and not a twin.
    pub fn counts(self) -> bool {
        self.manner & (crate::schema::DENIED | crate::schema::TWIN) == 0
            && Modality::from_code((self.manner >> crate::schema::MODALITY_SHIFT) as u8).asserts()
    }
}
