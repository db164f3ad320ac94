//! The units that are known, each once, and what being held there means.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::view::Named;
use claims::legal::CustodyState;
use claims::{RecordId, RecordKind};

/// The state of whoever is held at a unit of this sort, when nobody says more.
pub(crate) fn state_at(sort: Option<&str>) -> CustodyState {
    match sort {
        Some("court") => CustodyState::BeforeCourt,
        Some("hospital") => CustodyState::Hospital,
        Some("vehicle") => CustodyState::InTransit,
        _ => CustodyState::AtPolice,
    }
}

impl Casebook {
    /// The state of whoever is held at this unit, when nobody says more.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn held_there_as(&self, unit: RecordId) -> Result<CustodyState, CasebookError> {
        let facts = self.facts()?;
        let sort = self.ids.number(unit).and_then(|n| facts.units.get(&n));
        Ok(state_at(sort.map(|sort| &**sort)))
    }

    /// The unit under which this one stands, when units were judged the same.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn unit_of(&self, unit: RecordId) -> Result<RecordId, CasebookError> {
        let facts = self.facts()?;
        Ok(self.judged_same(&facts, RecordKind::Unit).of(unit))
    }

    /// Every unit, each once when several were judged the same, in the order of their names.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn units(&self) -> Result<Vec<Named>, CasebookError> {
        let same = {
            let facts = self.facts()?;
            self.judged_same(&facts, RecordKind::Unit)
        };
        let mut units = Vec::new();
        for n in self.of_kind(RecordKind::Unit)? {
            let record = self.ids.record(n);
            if same.of(record) == record {
                units.push(self.named_of(n)?);
            }
        }
        units.sort_by(|a, b| (&a.label, a.record).cmp(&(&b.label, b.record)));
        Ok(units)
    }
}
