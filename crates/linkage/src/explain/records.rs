//! Records in the report: tables of what is written, clusters, bridges, pairs with their waterfalls.

use super::charts::step_bar;
use super::html::{MISSING, escaped, percent, signed, value, values};
use super::waterfall::Waterfall;
use crate::cluster::{Bridge, Clusters};
use crate::edge::Edge;
use crate::model::Model;
use crate::score::Weigh;
use crate::table::Table;
use std::fmt::Write;

/// A run with its records at hand.
pub(super) struct Book<'a> {
    pub(super) model: &'a Model,
    pub(super) table: &'a Table,
    pub(super) scorer: &'a dyn Weigh,
}

/// Members of a cluster shown at most.
const MEMBERS: usize = 12;

impl Book<'_> {
    /// The columns that are compared, each once.
    fn columns(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.model.comparisons.iter().flat_map(|comparison| &comparison.columns) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// Records as a table.
    pub(super) fn records(&self, out: &mut String, caption: &str, rows: &[u32]) {
        let columns = self.columns();
        let several = self.table.lists.len() > 1;
        let _ = write!(
            out,
            "<div class=\"wide\" tabindex=\"0\"><table><caption>{caption}</caption><thead><tr><th scope=\"col\">record</th>"
        );
        if several {
            out.push_str("<th scope=\"col\">list</th>");
        }
        for column in &columns {
            let _ = write!(out, "<th scope=\"col\">{}</th>", value(column));
        }
        out.push_str("</tr></thead><tbody>");
        for row in rows {
            let _ = write!(out, "<tr><th scope=\"row\">{}</th>", value(self.table.ids.get(*row)));
            if several {
                let list =
                    self.table.lists.get(usize::from(self.table.list(*row))).map_or("", String::as_str);
                let _ = write!(out, "<td>{}</td>", value(list));
            }
            for column in &columns {
                let written = self.table.column(column).and_then(|column| column.written(*row));
                let _ = write!(out, "<td>{}</td>", written.map_or_else(|| MISSING.to_owned(), value));
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table></div>");
    }

    /// The largest clusters with their members.
    pub(super) fn largest(&self, out: &mut String, clusters: &Clusters) {
        let largest = clusters.largest(8);
        if largest.is_empty() {
            out.push_str("<p>No record was put together with another.</p>");
            return;
        }
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); largest.len()];
        for (row, cluster) in clusters.of.iter().enumerate() {
            if let Some(at) = largest.iter().position(|(wanted, _)| wanted == cluster)
                && let Some(rows) = members.get_mut(at)
            {
                rows.push(row as u32);
            }
        }
        for (rows, (_, size)) in members.iter().zip(&largest) {
            let shown = rows.get(..MEMBERS).unwrap_or(rows);
            let more =
                if rows.len() > MEMBERS { format!(", the first {MEMBERS} of them") } else { String::new() };
            self.records(out, &format!("{size} records taken for one person{more}"), shown);
        }
    }

    /// Joints between groups of records.
    pub(super) fn bridges(&self, out: &mut String, caption: &str, bridges: &[&Bridge]) {
        if bridges.is_empty() {
            let _ = write!(out, "<p>{caption}: none.</p>");
            return;
        }
        let _ = write!(
            out,
            "<div class=\"wide\" tabindex=\"0\"><table><caption>{caption}</caption><thead><tr><th scope=\"col\">one record</th><th \
             scope=\"col\">the other</th><th scope=\"col\" class=\"n\">its weight</th><th scope=\"col\" class=\"n\">of the groups \
             as wholes</th><th scope=\"col\" class=\"n\">records on either side</th></tr></thead><tbody>"
        );
        for bridge in bridges {
            let _ = write!(
                out,
                "<tr><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{} and {}</td></tr>",
                value(self.table.ids.get(bridge.a)),
                value(self.table.ids.get(bridge.b)),
                signed(f64::from(bridge.weight)),
                signed(f64::from(bridge.agreement)),
                bridge.sizes.0,
                bridge.sizes.1
            );
        }
        out.push_str("</tbody></table></div>");
    }

    /// A pair with its waterfall.
    pub(super) fn pair(&self, out: &mut String, edge: &Edge) {
        let fall = Waterfall::of(self.scorer, self.model, self.table, edge.a, edge.b);
        let decision = if fall.linked { "linked" } else { "not linked" };
        let _ = write!(
            out,
            "<article class=\"pair\"><h3>{} and {}: {}, {decision}</h3>",
            value(&fall.left),
            value(&fall.right),
            percent(fall.probability)
        );
        out.push_str(
            "<table class=\"stack\"><thead><tr><th scope=\"col\">field</th><th scope=\"col\">left</th><th scope=\"col\">right</th>\
             <th scope=\"col\">agreement</th><th scope=\"col\" class=\"n\">weight</th></tr></thead><tbody>",
        );
        for step in &fall.steps {
            let level = step.level.as_deref().map_or_else(|| MISSING.to_owned(), escaped);
            let weight =
                if step.level.is_some() { signed(step.weight + step.rarity) } else { "none".to_owned() };
            let _ = write!(
                out,
                "<tr><th scope=\"row\">{}</th><td class=\"full\" data-name=\"left\">{}</td><td class=\"full\" \
                 data-name=\"right\">{}</td><td class=\"full\">{level}</td><td class=\"n\">{weight}</td></tr>",
                value(&step.field),
                values(&step.left),
                values(&step.right),
            );
        }
        out.push_str("</tbody></table>");
        waterfall(out, &fall);
        out.push_str("</article>");
    }
}

/// The steps as floating bars on one scale.
fn waterfall(out: &mut String, fall: &Waterfall) {
    let bars = fall.bars();
    let (mut low, mut high, mut sum) = (0.0_f64, 0.0_f64, 0.0);
    for (_, weight) in &bars {
        sum += weight;
        low = low.min(sum);
        high = high.max(sum);
    }
    let margin = (high - low) * 0.02;
    let (low, high) = (low - margin, high + margin);
    out.push_str(
        "<table class=\"stack\"><caption>From the odds before to the total, in log2: +1 doubles the odds</caption><thead><tr><th \
         scope=\"col\">step</th><th scope=\"col\" class=\"n\">adds</th><th scope=\"col\"></th><th scope=\"col\" class=\"n\">so \
         far</th></tr></thead><tbody>",
    );
    let mut sum = 0.0;
    for (name, weight) in &bars {
        let before = sum;
        sum += weight;
        let _ = write!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"bar\">{}</td><td class=\"n\" data-name=\"so \
             far\">{}</td></tr>",
            value(name),
            signed(*weight),
            step_bar(before, sum, low, high),
            signed(sum)
        );
    }
    let _ = write!(
        out,
        "<tr><th scope=\"row\">total: {}</th><td class=\"n\"></td><td class=\"bar\">{}</td><td class=\"n\">{}</td></tr></tbody></table>",
        percent(fall.probability),
        step_bar(0.0, fall.total, low, high),
        signed(fall.total)
    );
}
