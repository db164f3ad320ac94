//! What people have already decided about pairs of rows.

use crate::refusal::Refusal;
use crate::table::Table;

/// Decisions that every clustering must honour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints {
    /// Pairs of rows that are one person.
    pub must_link: Vec<(u32, u32)>,
    /// Pairs of rows that are two persons.
    pub cannot_link: Vec<(u32, u32)>,
    /// Numbers of lists that hold each person at most once.
    pub one_to_one: Vec<u16>,
}

impl Constraints {
    /// Refuses rows that are not there and pairs decided both ways.
    pub fn check(&self, table: &Table) -> Result<(), Refusal> {
        let rows = table.rows();
        let ordered = |&(a, b): &(u32, u32)| (a.min(b), a.max(b));
        for (a, b) in self.must_link.iter().chain(&self.cannot_link).map(ordered) {
            if b >= rows {
                return Err(Refusal::NoSuchRow(b, rows));
            }
            if a == b && self.cannot_link.iter().any(|pair| ordered(pair) == (a, b)) {
                return Err(Refusal::Contradiction(a, b));
            }
        }
        let mut must: Vec<(u32, u32)> = self.must_link.iter().map(ordered).collect();
        must.sort_unstable();
        match self.cannot_link.iter().map(ordered).find(|pair| must.binary_search(pair).is_ok()) {
            Some((a, b)) => Err(Refusal::Contradiction(a, b)),
            None => Ok(()),
        }
    }
}
