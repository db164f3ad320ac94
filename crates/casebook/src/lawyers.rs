//! Lawyers of detentions: what was said of each in the order in which it was said, the word that stands, and the names
//! that were given lately.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::{ClaimRow, claim_row, save_row};
use crate::settle::stand;
use claims::when::Instant;
use claims::{ClaimId, Property, RecordId};
use std::collections::HashMap;

/// One word on the lawyer of a detention: a state or a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawyerSaid {
    /// The claim, by which it is withdrawn.
    pub claim: ClaimId,
    /// none, assigned, on_the_way, admitted, refused; empty for a name.
    pub state: Option<Box<str>>,
    /// The name as written; empty for a state.
    pub name: Option<Box<str>>,
    /// By when it had been said.
    pub at: Instant,
    /// Who saved it.
    pub by: Box<str>,
}

/// The state and the name that stand: the last of each. A lawyer assigned later without a name is not the one before.
pub fn stands(said: &[LawyerSaid]) -> (Option<&str>, Option<&str>) {
    let (mut state, mut name): (Option<&str>, Option<(&str, Instant)>) = (None, None);
    for one in said {
        if let Some(word) = one.state.as_deref() {
            if matches!(word, "none" | "assigned") && name.is_some_and(|(_, at)| at < one.at) {
                name = None;
            }
            state = Some(word);
        }
        if let Some(of) = one.name.as_deref() {
            name = Some((of, one.at));
        }
    }
    let name = name.filter(|_| !matches!(state, None | Some("none")));
    (state, name.map(|(name, _)| name))
}

/// Names the property in figures, so that the index over that property alone serves it.
const OF_LAWYERS: &str = "SELECT n, id, save, property, manner, text, zone, low, high, ref, more, told, spot, first, \
                          last, col, note FROM claim WHERE property = 719 ORDER BY n";

impl Casebook {
    /// What stands of the lawyer of a detention, the earliest first.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn lawyers_of(&self, detention: RecordId) -> Result<Vec<LawyerSaid>, CasebookError> {
        let Some(n) = self.ids.number(detention) else { return Ok(Vec::new()) };
        let rows = self.claims_about(n)?;
        self.lawyers_in_order(&crate::facts::counting(&rows.iter().collect::<Vec<_>>(), &self.rulings))
    }

    pub(crate) fn lawyers_in_order(&self, rows: &[&ClaimRow]) -> Result<Vec<LawyerSaid>, CasebookError> {
        let of_lawyers = |row: &&&ClaimRow| {
            matches!(row.property, Property::DetentionLawyer | Property::DetentionLawyerName)
        };
        let mine: Vec<ClaimRow> = rows.iter().filter(of_lawyers).map(|row| (*row).clone()).collect();
        let mut ordered = self.in_order_said(mine)?;
        // What a source said earlier comes earlier, though it was recorded later; the order of saving breaks ties.
        ordered.sort_by_key(|row| self.contexts.said_by(row.save, row.told));
        ordered
            .into_iter()
            .map(|row| {
                let (at, is_name) = (
                    self.contexts.said_by(row.save, row.told),
                    row.property == Property::DetentionLawyerName,
                );
                let by = save_row(&self.connection, row.save)?.author;
                let (state, name) = if is_name { (None, row.text) } else { (row.text, None) };
                Ok(LawyerSaid { claim: row.id, state, name, at, by })
            })
            .collect()
    }

    /// Names of lawyers given since a moment, each once as last written, those named most first.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn lawyers_named(&self, since: Instant) -> Result<Vec<Box<str>>, CasebookError> {
        let mut named: HashMap<String, (u32, Instant, Box<str>)> = HashMap::new();
        let mut statement = self.connection.prepare_cached(OF_LAWYERS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let row = claim_row(row)?;
            let at = self.contexts.at(row.save);
            if at < since || row.twin() || !stand(&self.rulings, &row).stands() {
                continue;
            }
            let Some(name) = row.text else { continue };
            let of = named.entry(names::fold::search_key(&name)).or_insert((0, at, name.clone()));
            of.0 += 1;
            if of.1 <= at {
                (of.1, of.2) = (at, name);
            }
        }
        let mut all: Vec<(u32, Box<str>)> = named.into_values().map(|(n, _, name)| (n, name)).collect();
        all.sort_by(|(a, left), (b, right)| b.cmp(a).then(left.cmp(right)));
        Ok(all.into_iter().map(|(_, name)| name).collect())
    }
}
