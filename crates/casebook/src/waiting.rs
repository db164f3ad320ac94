//! What waits for a person in the casebook itself: sources that contradict and nobody chose, and doubts of what was
//! imported that nobody has looked at. A look is remembered with the claim that was looked at: what is said later asks
//! again.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::{ClaimRow, claim_row};
use crate::schema::{claims_of, record_of};
use crate::settle::{contested_properties, read_row, stand};
use crate::view::{ClaimView, Named};
use claims::{ClaimId, Property, RecordId};

/// Sources that contradict on one property of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The record.
    pub about: Named,
    /// On what they contradict.
    pub property: Property,
    /// The claim that was recorded last.
    pub newest: ClaimId,
    /// The decision by which somebody left it open, while nothing newer was said.
    pub seen: Option<ClaimId>,
}

/// Something in a report that could not be read without guessing, at which nobody has looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The report.
    pub report: Named,
    /// The claim that says so.
    pub claim: ClaimId,
    /// What is doubtful.
    pub text: Box<str>,
}

/// The property is named in figures, so that the index over it alone serves the statement.
const OF_DOUBT: &str = "SELECT n, id, save, property, manner, text, zone, low, high, ref, more, told, spot, first, \
                        last, col, note FROM claim WHERE property = 1411 ORDER BY n";

impl Casebook {
    /// Everything on which sources contradict and nobody chose, in the order in which the records were learned.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn contradictions(&self) -> Result<Vec<Contradiction>, CasebookError> {
        let mut contested =
            self.connection.prepare_cached("SELECT n FROM record WHERE contested = 1 ORDER BY n")?;
        let numbers = contested.query_map([], |row| row.get::<_, u32>(0))?.collect::<Result<Vec<_>, _>>()?;
        let mut claims = self.connection.prepare_cached(
            "SELECT n, id, save, property, manner, text, low, high, ref, more, told FROM claim \
             WHERE n BETWEEN ?1 AND ?2",
        )?;
        let mut out = Vec::new();
        for n in numbers {
            let mut rows = claims.query(claims_of(n))?;
            let mut all: Vec<ClaimRow> = Vec::new();
            while let Some(row) = rows.next()? {
                all.push(read_row(row)?);
            }
            let mut properties: Vec<Property> = contested_properties(&all, &self.rulings).collect();
            properties.sort_unstable();
            for property in properties {
                let standing = all.iter().filter(|row| {
                    row.property == property && !row.twin() && stand(&self.rulings, row).stands()
                });
                let Some(newest) = standing.max_by_key(|row| (self.contexts.at(row.save), row.id)) else {
                    continue;
                };
                out.push(Contradiction {
                    about: self.named_of(n)?,
                    property,
                    newest: newest.id,
                    seen: self.rulings.seen(newest.id).map(|ruled| ruled.id),
                });
            }
        }
        Ok(out)
    }

    /// The claims on one property of a record that stand, in the order in which they were recorded.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn claims_that_stand(
        &self,
        record: RecordId,
        property: Property,
    ) -> Result<Vec<ClaimView>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(Vec::new()) };
        let rows = self.claims_on(n, property)?;
        let mut sharing = self.sharing()?;
        let standing = rows.iter().filter(|row| !row.twin() && stand(&self.rulings, row).stands());
        let mut views =
            standing.map(|row| self.claim_view(row, &mut sharing)).collect::<Result<Vec<_>, _>>()?;
        views.sort_by_key(|claim| (claim.recorded_at, claim.id));
        Ok(views)
    }

    /// Doubts at which nobody has looked, in the order in which they were learned.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn open_doubts(&self) -> Result<Vec<Doubt>, CasebookError> {
        let mut statement = self.connection.prepare_cached(OF_DOUBT)?;
        let mut rows = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let row = claim_row(row)?;
            let open =
                !row.twin() && stand(&self.rulings, &row).stands() && self.rulings.seen(row.id).is_none();
            if let (true, Some(text)) = (open, row.text) {
                out.push(Doubt { report: self.named_of(record_of(row.n))?, claim: row.id, text });
            }
        }
        Ok(out)
    }

    /// True for a decision that has not been undone, and for a claim that has not been withdrawn.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn still_holds(&self, id: ClaimId) -> Result<bool, CasebookError> {
        if self.rulings.get(id).is_some() {
            return Ok(self.rulings.holds(id));
        }
        let Some(n) = self.record_of_claim(id)?.and_then(|record| self.ids.number(record)) else {
            return Ok(false);
        };
        let rows = self.claims_about(n)?;
        Ok(rows.iter().any(|row| row.id == id && stand(&self.rulings, row).stands()))
    }
}
