//! The report: one HTML file without script, without anything from elsewhere. It holds what the lists hold.

use super::charts;
use super::facts::{beside_the_cut, rarities, threshold_curve, unlinkable};
use super::html::{STYLE, escaped, percent, signed, value, whole};
use super::records::Book;
use crate::link::Linkage;
use crate::refusal::Refusal;
use crate::score::{Scorer, Weigh};
use crate::table::Table;
use std::fmt::Write;

/// What the report says about where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The names of the lists.
    pub title: &'a str,
    /// What made it: the program and its version.
    pub made_by: &'a str,
}

/// Sections with their anchors.
const SECTIONS: [(&str, &str); 11] = [
    ("weights", "Match weights"),
    ("rates", "m and u"),
    ("parameters", "Parameters"),
    ("threshold", "The threshold"),
    ("pairs", "Pairs beside the cut"),
    ("rarity", "Rare and common values"),
    ("clusters", "Largest clusters"),
    ("bridges", "Weakest bridges"),
    ("unlinkable", "Records that cannot be linked"),
    ("blocking", "Blocking"),
    ("config", "The config"),
];

/// The report of a run.
///
/// # Errors
/// The table is not the one that was linked: it lacks a column of the model.
pub fn report(linkage: &Linkage, table: &Table, about: About<'_>) -> Result<String, Refusal> {
    report_by(linkage, table, about, &Scorer::new(&linkage.model, table)?)
}

/// The same where weights come from elsewhere: from an earlier census, or from a model of Splink's.
///
/// # Errors
/// A config that cannot be written.
pub fn report_by(
    linkage: &Linkage,
    table: &Table,
    about: About<'_>,
    scorer: &dyn Weigh,
) -> Result<String, Refusal> {
    let model = &linkage.model;
    let book = Book { model, table, scorer };
    let mut out = String::with_capacity(1 << 17);
    head(&mut out, linkage, table, about);
    for (anchor, title) in SECTIONS {
        let _ = write!(out, "<section><h2 id=\"{anchor}\">{title}</h2>");
        match anchor {
            "weights" => weights(&mut out, linkage),
            "rates" => rates(&mut out, linkage),
            "parameters" => parameters(&mut out, linkage),
            "threshold" => threshold(&mut out, linkage),
            "pairs" => pairs(&mut out, linkage, &book),
            "rarity" => rarity(&mut out, linkage, &book),
            "clusters" => book.largest(&mut out, &linkage.clusters),
            "bridges" => bridges(&mut out, linkage, &book),
            "unlinkable" => cannot_be_linked(&mut out, &book),
            "blocking" => blocking(&mut out, linkage),
            _ => {
                let config = model.config.write()?;
                let _ = write!(
                    out,
                    "<p>As a link.toml, with the seed {}.</p><pre dir=\"ltr\">{}</pre>",
                    model.seed,
                    escaped(&config)
                );
            }
        }
        out.push_str("</section>");
    }
    out.push_str("</main></body></html>\n");
    Ok(out)
}

/// log2 odds of the threshold.
fn cut_of(threshold: f64) -> f64 {
    (threshold / (1.0 - threshold)).log2()
}

fn head(out: &mut String, linkage: &Linkage, table: &Table, about: About<'_>) {
    let model = &linkage.model;
    let _ = write!(
        out,
        "<!doctype html><html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width,initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"><meta name=\"referrer\" content=\"no-referrer\"><title>Linkage \
         report: {title}</title><style>{STYLE}</style></head><body><main><h1>Linkage report: <bdi>{title}</bdi></h1><p \
         class=\"quiet\">Made by {}. It quotes the lists: keep it as safe as them.</p>",
        escaped(about.made_by),
        title = escaped(about.title)
    );
    let linked =
        linkage.edges.iter().filter(|edge| f64::from(edge.probability) >= model.threshold).count() as u64;
    let chosen = threshold_curve(linkage).chosen;
    let mut facts = vec![
        ("records", whole(u64::from(table.rows()))),
        ("lists", whole(table.lists.len() as u64)),
        ("persons found", whole(u64::from(linkage.clusters.count))),
        ("pairs compared", whole(linkage.blocking.pairs)),
        ("pairs linked", whole(linked)),
        ("threshold", percent(model.threshold)),
        ("expected precision", percent(chosen.precision)),
        ("expected recall", percent(chosen.recall)),
    ];
    if let Some(completeness) = linkage.blocking.completeness {
        facts.push(("found by blocking", percent(completeness)));
    }
    out.push_str("<dl class=\"sum\">");
    for (name, figure) in facts {
        let _ = write!(out, "<div><dt>{name}</dt><dd>{figure}</dd></div>");
    }
    out.push_str(
        "</dl><p>“Expected” means: if the model's probabilities are right. They are not a measurement; \
         labels are.</p>",
    );
    let said: Vec<&String> = linkage.doubts.iter().chain(model.training.said()).collect();
    if !said.is_empty() {
        out.push_str("<div class=\"warn\"><p>What to know first:</p><ul>");
        for says in said {
            let _ = write!(out, "<li>{}</li>", escaped(says));
        }
        out.push_str("</ul></div>");
    }
    out.push_str("<nav aria-label=\"Sections\"><ul>");
    for (anchor, title) in SECTIONS {
        let _ = write!(out, "<li><a href=\"#{anchor}\">{title}</a></li>");
    }
    out.push_str("</ul></nav>");
}

fn weights(out: &mut String, linkage: &Linkage) {
    let model = &linkage.model;
    let all = model.comparisons.iter().flat_map(|one| &one.levels);
    let reach = all.map(|level| level.weight().abs()).fold(1.0, f64::max);
    let prior = (model.prior / (1.0 - model.prior)).log2();
    let _ = write!(
        out,
        "<p>What each level of agreement adds to the log2 odds that two records are one person: +1 doubles the odds, −1 halves \
         them. Before anything is compared the weight is {}: {} of random pairs are expected to be one person. A missing value \
         adds nothing.</p>",
        signed(prior),
        percent(model.prior)
    );
    for comparison in &model.comparisons {
        let _ = write!(
            out,
            "<table class=\"stack\"><caption>{}</caption><thead><tr><th scope=\"col\">level</th><th scope=\"col\" \
             class=\"n\">weight</th><th scope=\"col\"></th></tr></thead><tbody>",
            value(&comparison.name)
        );
        for level in &comparison.levels {
            let known = level.m.is_some() && level.u.is_some();
            let weight = if known { signed(level.weight()) } else { "not learnt".to_owned() };
            let _ = write!(
                out,
                "<tr><th scope=\"row\">{}</th><td class=\"n\">{weight}</td><td class=\"bar\">{}</td></tr>",
                escaped(&level.label),
                charts::weight_bar(level.weight(), reach)
            );
        }
        out.push_str("</tbody></table>");
    }
}

fn rates(out: &mut String, linkage: &Linkage) {
    out.push_str(
        "<p>m: how often a level occurs among pairs of one person. u: how often among pairs of different persons. A level \
         speaks for one person as far as its upper bar (m) is longer than its lower one (u).</p>",
    );
    for comparison in &linkage.model.comparisons {
        let _ = write!(
            out,
            "<table class=\"stack\"><caption>{}</caption><thead><tr><th scope=\"col\">level</th><th scope=\"col\" class=\"n\">m and \
             u</th><th scope=\"col\"></th></tr></thead><tbody>",
            value(&comparison.name)
        );
        for level in &comparison.levels {
            let shown = |rate: Option<f64>| rate.map_or_else(|| "–".to_owned(), percent);
            let _ = write!(
                out,
                "<tr><th scope=\"row\">{}</th><td class=\"n\">{} · {}</td><td class=\"bar\">{}</td></tr>",
                escaped(&level.label),
                shown(level.m),
                shown(level.u),
                charts::shares_bar(level.m.unwrap_or(0.0), level.u.unwrap_or(0.0))
            );
        }
        out.push_str("</tbody></table>");
    }
}

fn parameters(out: &mut String, linkage: &Linkage) {
    let model = &linkage.model;
    out.push_str(
        "<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">comparison</th><th scope=\"col\">kind</th><th \
         scope=\"col\">level</th><th scope=\"col\" class=\"n\">m</th><th scope=\"col\" class=\"n\">u</th><th scope=\"col\" \
         class=\"n\">weight</th><th scope=\"col\" class=\"n\">rarity counts</th></tr></thead><tbody>",
    );
    for comparison in &model.comparisons {
        for level in &comparison.levels {
            let shown = |rate: Option<f64>| rate.map_or_else(|| "–".to_owned(), |rate| format!("{rate:.6}"));
            let _ = write!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td \
                 class=\"n\">{}</td><td class=\"n\">{:.2}</td></tr>",
                value(&comparison.name),
                escaped(&kind_of(comparison)),
                escaped(&level.label),
                shown(level.m),
                shown(level.u),
                signed(level.weight()),
                level.tf
            );
        }
    }
    out.push_str("</tbody></table></div>");
    let terms: Vec<String> = model
        .dependence
        .iter()
        .filter_map(|term| {
            let (one, other) = (model.comparisons.get(term.one)?, model.comparisons.get(term.other)?);
            Some(format!("{} with {}", value(&one.name), value(&other.name)))
        })
        .collect();
    if !terms.is_empty() {
        let _ = write!(
            out,
            "<p>Fields that go together, so that their agreement counts less than twice: {}.</p>",
            terms.join("; ")
        );
    }
    let training = &model.training;
    let _ = write!(
        out,
        "<p>Trained on {} records and {} pairs in {} rounds; {} pairs of one person are expected in all. From raw weight to \
         weight: times {:.3}, plus {:.3}.</p>",
        whole(u64::from(training.rows)),
        whole(training.pairs),
        training.rounds,
        whole(training.expected_matches.max(0.0).round() as u64),
        model.calibration.slope,
        model.calibration.shift
    );
}

/// The kind of a comparison as it is written in the config.
fn kind_of(comparison: &crate::model::Comparison) -> String {
    let written = serde_json::to_value(comparison.kind).ok();
    written.and_then(|kind| kind.as_str().map(|kind| kind.replace('_', " "))).unwrap_or_default()
}

fn threshold(out: &mut String, linkage: &Linkage) {
    let curve = threshold_curve(linkage);
    let chosen = curve.chosen;
    let _ = write!(
        out,
        "<p>At the threshold of {} (weight {}), {} pairs are linked: expected precision {}, recall {}, F1 {}. Solid: precision. \
         Dashed: recall. Dotted: F1. A higher threshold links fewer strangers and loses more true pairs.</p>{}",
        percent(chosen.threshold),
        signed(cut_of(chosen.threshold)),
        whole(chosen.pairs),
        percent(chosen.precision),
        percent(chosen.recall),
        percent(chosen.f1),
        charts::threshold(&curve)
    );
    out.push_str(
        "<div class=\"wide\" tabindex=\"0\"><table><caption>The same in numbers</caption><thead><tr><th scope=\"col\" class=\"n\">threshold</th><th scope=\"col\" \
         class=\"n\">pairs</th><th scope=\"col\" class=\"n\">precision</th><th scope=\"col\" class=\"n\">recall</th><th scope=\"col\" \
         class=\"n\">F1</th></tr></thead><tbody>",
    );
    for wanted in [0.99, 0.95, 0.9, 0.8, 0.5, 0.2, 0.05] {
        // The last point whose pairs all reach the threshold.
        let Some(point) = curve.points.iter().rev().find(|point| point.threshold >= wanted) else { continue };
        let _ = write!(
            out,
            "<tr><th scope=\"row\" class=\"n\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td \
             class=\"n\">{}</td></tr>",
            percent(wanted),
            whole(point.pairs),
            percent(point.precision),
            percent(point.recall),
            percent(point.f1)
        );
    }
    out.push_str("</tbody></table></div>");
}

fn pairs(out: &mut String, linkage: &Linkage, book: &Book<'_>) {
    let (above, below) = beside_the_cut(linkage, 4);
    out.push_str("<p>The pairs for which the threshold decides. If these look wrong to you, label some pairs.</p><h3>Just linked</h3>");
    if above.is_empty() {
        out.push_str("<p>No pair reaches the threshold.</p>");
    }
    above.iter().for_each(|edge| book.pair(out, edge));
    out.push_str("<h3>Just not linked</h3>");
    if below.is_empty() {
        out.push_str("<p>No pair lies below the threshold and above 1 %.</p>");
    }
    below.iter().for_each(|edge| book.pair(out, edge));
}

fn rarity(out: &mut String, linkage: &Linkage, book: &Book<'_>) {
    let found = rarities(book.scorer, linkage, book.table);
    if found.is_empty() {
        out.push_str("<p>In this model no field's rarity counts.</p>");
        return;
    }
    out.push_str("<p>Two records that share a rare name are more likely one person than two that share a common one. What agreement on a value adds to, or takes from, its level's weight:</p>");
    let all = found.iter().flat_map(|one| one.common.iter().chain(&one.rare));
    let reach = all.map(|(_, _, added)| added.abs()).fold(1.0, f64::max);
    for one in &found {
        let _ = write!(
            out,
            "<table class=\"stack\"><caption>{}: the most common values and some rare ones</caption><thead><tr><th \
             scope=\"col\">value</th><th scope=\"col\" class=\"n\">adds</th><th scope=\"col\" class=\"n\">records</th><th \
             scope=\"col\"></th></tr></thead><tbody>",
            value(&one.field)
        );
        for (text, count, added) in one.common.iter().chain(&one.rare) {
            let _ = write!(
                out,
                "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\" data-name=\"records\">{}</td><td \
                 class=\"bar\">{}</td></tr>",
                value(text),
                signed(*added),
                whole(u64::from(*count)),
                charts::weight_bar(*added, reach)
            );
        }
        out.push_str("</tbody></table>");
    }
}

fn bridges(out: &mut String, linkage: &Linkage, book: &Book<'_>) {
    out.push_str("<p>A bridge joins two groups of records. The weakest that hold a cluster together are where strangers may have been fused; the strongest that were cut are where one person may have been split.</p>");
    let mut kept: Vec<&crate::cluster::Bridge> =
        linkage.clusters.bridges.iter().filter(|bridge| bridge.kept).collect();
    let mut cut: Vec<&crate::cluster::Bridge> =
        linkage.clusters.bridges.iter().filter(|bridge| !bridge.kept).collect();
    kept.sort_by(|a, b| a.agreement.total_cmp(&b.agreement).then((a.a, a.b).cmp(&(b.a, b.b))));
    cut.sort_by(|a, b| b.agreement.total_cmp(&a.agreement).then((a.a, a.b).cmp(&(b.a, b.b))));
    kept.truncate(10);
    cut.truncate(10);
    book.bridges(out, "Kept, the weakest first", &kept);
    book.bridges(out, "Cut, the strongest first", &cut);
}

fn cannot_be_linked(out: &mut String, book: &Book<'_>) {
    let cut = cut_of(book.model.threshold);
    let found = unlinkable(book.scorer, book.table, cut);
    let _ = write!(
        out,
        "<p>Of {} records looked at, {} ({}) say so little that not even a copy of themselves would reach the threshold. They stay \
         alone whatever they are.</p>{}",
        whole(u64::from(found.looked)),
        whole(u64::from(found.below)),
        percent(f64::from(found.below) / f64::from(found.looked.max(1))),
        charts::unlinkable(&found.shares, cut)
    );
    if !found.some.is_empty() {
        let rows: Vec<u32> = found.some.iter().map(|(row, _)| *row).collect();
        book.records(out, "Some of them, those that say least first", &rows);
    }
}

fn blocking(out: &mut String, linkage: &Linkage) {
    let blocking = &linkage.blocking;
    let share = blocking.completeness.map_or_else(
        || match &blocking.untold {
            Some(why) => format!("How many true pairs are among them cannot be told: {}", escaped(why)),
            None => "How many true pairs are among them cannot be told".to_owned(),
        },
        |share| format!("An estimated {} of the pairs of one person are among them", percent(share)),
    );
    let _ = write!(
        out,
        "<p>Not every pair is compared, only those that share a key: {} in all. {share}; the others are lost before anything is \
         weighed.</p><table><thead><tr><th scope=\"col\">key</th><th scope=\"col\" class=\"n\">pairs</th></tr></thead><tbody>",
        whole(blocking.pairs)
    );
    for rule in &blocking.rules {
        let _ = write!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td></tr>",
            value(&rule.name),
            whole(rule.pairs)
        );
    }
    out.push_str("</tbody></table>");
}
