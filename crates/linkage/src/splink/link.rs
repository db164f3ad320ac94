//! Records put together by a model that Splink made.

use super::SplinkRefusal;
use super::model::SplinkModel;
use crate::block::BlockingReport;
use crate::cluster::cluster;
use crate::config::Config;
use crate::constraints::Constraints;
use crate::edge::Edge;
use crate::kind::FieldKind;
use crate::link::Linkage;
use crate::model::{Calibration, Comparison, FORMAT, Level, Model, Training, VERSION};
use crate::score::probability;
use crate::table::Table;

impl SplinkModel {
    /// Scores the pairs that the model's own rules make, and puts records together as for a model of ours. Pairs are kept from
    /// a probability of 1 %. The model inside the result names comparisons and levels; it cannot score again, since
    /// the conditions are not in it.
    ///
    /// # Errors
    /// A column that is not in the table, or a blocking rule that makes too many pairs.
    pub fn link(
        &self,
        table: &Table,
        threshold: f64,
        constraints: &Constraints,
    ) -> Result<Linkage, SplinkRefusal> {
        let faintest = (0.01_f64 / 0.99).log2();
        let scored = self.predict(table, faintest)?;
        let mut edges: Vec<Edge> = scored.iter().map(super::Scored::edge).collect();
        edges.sort_by_key(|edge| (edge.a, edge.b));
        let comparisons = self.comparisons.iter().map(|compared| Comparison {
            several: false,
            name: compared.name.clone(),
            columns: self.columns_of(compared, table),
            kind: FieldKind::Text,
            levels: compared
                .levels
                .iter()
                .map(|level| Level {
                    label: level.label.clone(),
                    m: (!level.is_null).then_some(level.m),
                    u: (!level.is_null).then_some(level.u),
                    tf: level.tf.map_or(0.0, |tf| tf.weight),
                    ..NEVER_LEARNT
                })
                .collect(),
        });
        let model = Model {
            format: FORMAT.to_owned(),
            version: VERSION,
            config: Config::default(),
            prior: probability(self.prior),
            comparisons: comparisons.collect(),
            dependence: Vec::new(),
            calibration: Calibration::default(),
            threshold,
            training: Training { rows: table.rows(), pairs: edges.len() as u64, ..Training::default() },
            seed: 0,
        };
        let clusters = cluster(table, &edges, threshold, constraints);
        let blocking = BlockingReport { pairs: edges.len() as u64, ..BlockingReport::default() };
        Ok(Linkage { model, edges, clusters, blocking, doubts: self.doubts.clone() })
    }
}

impl SplinkModel {
    /// The columns that a comparison reads, as the table calls them.
    fn columns_of(&self, compared: &super::model::Compared, table: &Table) -> Vec<String> {
        let mut read = Vec::new();
        compared.levels.iter().for_each(|level| level.condition.columns(&mut read));
        let mut names: Vec<String> = Vec::new();
        for name in read.iter().filter_map(|at| self.columns.get(*at)) {
            let called = table.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name));
            let called = called.map_or(name, |column| &column.name);
            if !names.contains(called) {
                names.push(called.clone());
            }
        }
        names
    }
}

/// A level of which nothing is known.
const NEVER_LEARNT: Level = Level { label: String::new(), m: None, u: None, tf: 0.0, usual_rarity: 0.0 };
