//! From scored pairs to persons. This first version takes connected components and honours decisions.

use crate::constraints::Constraints;
use crate::{Edge, table::Table};

/// Which cluster each row is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    /// Cluster number of each row; numbers run from 0 in the order of the clusters' first rows.
    pub of: Vec<u32>,
    /// How many clusters there are.
    pub count: u32,
}

impl Clusters {
    /// Rows of each cluster, in row order.
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.count as usize];
        for (row, &cluster) in self.of.iter().enumerate() {
            if let Some(rows) = members.get_mut(cluster as usize) {
                rows.push(row as u32);
            }
        }
        members
    }
}

/// Clusters of a table from its scored pairs; pairs under the threshold do not join.
pub fn cluster(table: &Table, edges: &[Edge], threshold: f64, constraints: &Constraints) -> Clusters {
    let mut forest = Forest::new(table.rows());
    for &(a, b) in &constraints.must_link {
        forest.join(a, b);
    }
    let cut = threshold as f32;
    for edge in edges.iter().filter(|edge| edge.probability >= cut) {
        if !constraints.cannot_link.iter().any(|&(a, b)| (a.min(b), a.max(b)) == (edge.a, edge.b)) {
            forest.join(edge.a, edge.b);
        }
    }
    forest.clusters()
}

/// Union–find with the smallest row as root.
struct Forest(Vec<u32>);

impl Forest {
    fn new(rows: u32) -> Self {
        Self((0..rows).collect())
    }

    fn root(&mut self, mut row: u32) -> u32 {
        loop {
            let parent = self.0.get(row as usize).copied().unwrap_or(row);
            if parent == row {
                return row;
            }
            let above = self.0.get(parent as usize).copied().unwrap_or(parent);
            if let Some(place) = self.0.get_mut(row as usize) {
                *place = above;
            }
            row = above;
        }
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(place) = self.0.get_mut(a.max(b) as usize) {
            *place = a.min(b);
        }
    }

    fn clusters(mut self) -> Clusters {
        let rows = self.0.len() as u32;
        let mut numbers = vec![u32::MAX; rows as usize];
        let mut of = Vec::with_capacity(rows as usize);
        let mut count = 0;
        for row in 0..rows {
            let root = self.root(row);
            let Some(number) = numbers.get_mut(root as usize) else { continue };
            if *number == u32::MAX {
                *number = count;
                count += 1;
            }
            of.push(*number);
        }
        Clusters { of, count }
    }
}
