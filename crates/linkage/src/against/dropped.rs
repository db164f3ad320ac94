//! Records that are no longer in their lists, and what records said before they were corrected: nothing of them is kept.
//! What was counted with them is counted anew from what is left, and every pair is weighed by the new counts.

use super::Grown;
use crate::compare::Census;
use crate::kept::Kept;
use crate::model::Model;
use crate::refusal::Refusal;
use crate::score::Scorer;
use crate::table::{Builder, Table};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

impl Kept {
    /// Drops the records that `whole` no longer has, of those lists that it has, with their pairs and decisions; how many.
    /// Lists that it does not have stay as they are.
    pub fn drop_missing(&mut self, whole: &Table) -> u32 {
        let name = |table: &'_ Table, row: u32| table.lists.get(usize::from(table.list(row))).cloned();
        let given: FxHashSet<&String> = whole.lists.iter().collect();
        let there: FxHashSet<(Option<String>, &str)> =
            (0..whole.rows()).map(|row| (name(whole, row), whole.ids.get(row))).collect();
        let old = &self.table;
        let stays: Vec<bool> = (0..old.rows())
            .map(|row| {
                let list = name(old, row);
                !list.as_ref().is_some_and(|list| given.contains(list))
                    || there.contains(&(list, old.ids.get(row)))
            })
            .collect();
        let mut left = 0;
        let now: Vec<Option<u32>> = stays
            .iter()
            .map(|stays| {
                let row = left;
                left += u32::from(*stays);
                stays.then_some(row)
            })
            .collect();
        let dropped = old.rows() - left;
        if dropped == 0 {
            return 0;
        }
        let at = |row: u32| now.get(row as usize).copied().flatten();
        let both = |(a, b): &(u32, u32)| Some((at(*a)?, at(*b)?));
        self.edges = self
            .edges
            .iter()
            .filter_map(|edge| Some(crate::Edge { a: at(edge.a)?, b: at(edge.b)?, ..*edge }))
            .collect();
        self.must_link = self.must_link.iter().filter_map(both).collect();
        self.cannot_link = self.cannot_link.iter().filter_map(both).collect();
        self.clusters =
            self.clusters.iter().zip(&stays).filter(|(_, stays)| **stays).map(|(id, _)| *id).collect();
        self.counted = (0..self.counted).filter(|row| at(*row).is_some()).count() as u32;
        self.table = only_written(&old.only(|row| at(row).is_some()));
        dropped
    }
}

impl Grown {
    /// Leaves nothing of what records said before others took their places: how rare values are is counted anew among the
    /// records that are there, and every pair is weighed by that.
    ///
    /// # Errors
    /// Records that lack a column of the model.
    pub fn count_anew(&mut self, model: &Model) -> Result<(), Refusal> {
        self.table = only_written(&self.table);
        self.counted = self.table.rows();
        self.replaced = Table::default();
        let census = Census::of(model, &self.table)?;
        let scorer = Scorer::counted(model, &self.table, &census)?;
        self.edges.par_iter_mut().for_each(|edge| *edge = scorer.edge(edge.a, edge.b));
        self.edges.retain(|edge| f64::from(edge.probability) >= super::FAINTEST);
        Ok(())
    }
}

/// The same rows with those values alone that are written in one of them.
fn only_written(table: &Table) -> Table {
    let mut builder = Builder::new(table.columns.iter().map(|column| column.name.as_str()));
    table.lists.iter().for_each(|list| {
        builder.list(list);
    });
    for row in 0..table.rows() {
        let cells = table.columns.iter().map(|column| column.written(row).unwrap_or_default());
        builder.row(table.ids.get(row), table.list(row), cells);
    }
    builder.finish()
}
