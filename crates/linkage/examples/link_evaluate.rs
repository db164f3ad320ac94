//! Links CSV files with a column `unique_id` and a column `cluster` (the truth, kept from the linkage) and prints how
//! well it went: `cargo run --release -p linkage --example link_evaluate -- FILE.csv…`. A column `source` makes two lists
//! that are linked only across.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs
)]

use linkage::evaluate::{Truth, b_cubed, best_edges, block_recall, clusters, edges};
use linkage::{Config, Constraints, link, table};
use std::collections::HashMap;

fn main() {
    let verbose = std::env::var_os("VERBOSE").is_some();
    println!(
        "{:<16} {:>6} {:>6} {:>6} {:>6}@{:<5} {:>6} {:>6} {:>6} {:>7} {:>9} {:>6} {:>5}",
        "file", "P", "R", "edgeF1", "best", "thr", "block", "cluF1", "B3", "largest", "pairs", "cpu-s", "RSS"
    );
    for path in std::env::args().skip(1) {
        let before = cpu();
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let header = reader.headers().unwrap().clone();
        let at = |name: &str| header.iter().position(|column| column == name);
        let (id, truth, source) = (at("unique_id").unwrap(), at("cluster").unwrap(), at("source"));
        let compared: Vec<usize> =
            (0..header.len()).filter(|at| *at != id && *at != truth && Some(*at) != source).collect();
        let mut builder = table::Builder::new(compared.iter().map(|at| &header[*at]));
        let mut persons: HashMap<String, u32> = HashMap::new();
        let mut person = Vec::new();
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).unwrap() {
            let list = builder.list(source.map_or("", |at| &record[at]));
            builder.row(&record[id], list, compared.iter().map(|at| &record[*at]));
            let next = persons.len() as u32;
            person.push(*persons.entry(record[truth].to_owned()).or_insert(next));
        }
        let table = builder.finish();
        let config =
            Config { within_lists: source.is_none(), one_to_one: source.is_some(), ..Config::default() };
        let linkage = link(&table, &config, &Constraints::default(), 1).unwrap();
        let (spent, peak) = (cpu() - before, peak_mb());
        if std::env::var_os("ONLY_LINK").is_some() {
            println!(
                "{path} {spent:.3} CPU-s {peak} MB digest {:016x} links {:016x}",
                digest(&linkage),
                links(&linkage)
            );
            continue;
        }
        let truth = Truth { person: &person, lists: source.is_some().then_some(table.list_of.as_slice()) };
        let at_default = edges(&linkage.edges, linkage.model.threshold, truth);
        let (best, best_at) = best_edges(&linkage.edges, truth);
        let in_clusters = clusters(&linkage.clusters.of, truth);
        let b3 = b_cubed(&linkage.clusters.of, truth);
        let largest = linkage.clusters.members().iter().map(Vec::len).max().unwrap_or(0);
        let reached = block_recall(&table, &config, truth);
        println!(
            "{:<16} {:.4} {:.4} {:.4} {:.4}@{:.3} {:.4} {:.4} {:.4} {:>7} {:>9} {:>6.3} {:>5}",
            path.rsplit('/').next().unwrap().trim_end_matches(".csv"),
            at_default.precision,
            at_default.recall,
            at_default.f1,
            best.f1,
            best_at,
            reached,
            in_clusters.f1,
            b3.f1,
            largest,
            linkage.blocking.pairs,
            spent,
            peak
        );
        match (linkage.blocking.completeness, &linkage.blocking.untold) {
            (Some(share), _) => println!("  candidates estimated to hold {share:.3}"),
            (None, why) => println!("  not told what candidates hold: {why:?}"),
        }
        linkage.model.training.said().for_each(|note| println!("  note: {note}"));
        if std::env::var_os("CURVE").is_some() {
            curve(&linkage.edges, &person, truth.lists);
        }
        if let Some(most) = std::env::var("ERRORS").ok().and_then(|text| text.parse::<usize>().ok()) {
            errors(&table, &linkage, &person, most);
        }
        if verbose {
            println!("{}", linkage.model.config.write().unwrap());
            println!("doubts {:?}", linkage.doubts);
            println!(
                "prior {:.2e} matches {:.0} of true {} rounds {} threshold {:.3}",
                linkage.model.prior,
                linkage.model.training.expected_matches,
                truth.pairs(),
                linkage.model.training.rounds,
                linkage.model.threshold
            );
            for comparison in &linkage.model.comparisons {
                println!("{} ({}) {:?}", comparison.name, comparison.kind, comparison.columns);
                for level in &comparison.levels {
                    println!(
                        "   {:<50} m {:.5} u {:.2e} w {:>6.2} usual {:.1}",
                        level.label,
                        level.m.unwrap_or(0.0),
                        level.u.unwrap_or(0.0),
                        level.weight(),
                        level.usual_rarity
                    );
                }
            }
            for rule in &linkage.blocking.rules {
                println!("rule {:<60} {:>9} too large {}", rule.name, rule.pairs, rule.too_large);
            }
        }
    }
}

/// How often pairs of each weight are one person, beside what their weight says.
fn curve(edges: &[linkage::Edge], person: &[u32], lists: Option<&[u16]>) {
    let mut bins: std::collections::BTreeMap<i32, (f64, f64, f64)> = std::collections::BTreeMap::new();
    for edge in edges {
        let (a, b) = (edge.a as usize, edge.b as usize);
        if lists.is_some_and(|lists| lists[a] == lists[b]) {
            continue;
        }
        let bin = bins.entry((edge.weight.floor() as i32).clamp(-7, 20)).or_default();
        bin.0 += 1.0;
        bin.1 += f64::from(u8::from(person[a] == person[b]));
        bin.2 += f64::from(edge.probability);
    }
    for (weight, (pairs, same, expected)) in bins {
        println!(
            "  weight {weight:>3}: {pairs:>8} pairs, {:.3} the same, {:.3} expected",
            same / pairs,
            expected / pairs
        );
    }
}

/// Shows pairs on the wrong side of the threshold.
fn errors(table: &linkage::Table, linkage: &linkage::Linkage, person: &[u32], most: usize) {
    let scorer = linkage::score::Scorer::new(&linkage.model, table).unwrap();
    let show = |a: u32, b: u32| {
        let parts = scorer.parts(a, b);
        println!("  {:>6.2} prior {:.1} tied {:?}", parts.total, parts.prior, parts.dependence);
        for row in [a, b] {
            let cells: Vec<&str> = table.columns.iter().map(|c| c.written(row).unwrap_or("-")).collect();
            println!("     {}", cells.join(" | "));
        }
        let fields: Vec<String> = parts
            .fields
            .iter()
            .map(|p| format!("{} {:.1}{:+.1}", p.level.map_or(-1, |l| l as i32), p.weight, p.rarity))
            .collect();
        println!("     {}", fields.join(" ; "));
    };
    let same = |a: u32, b: u32| person[a as usize] == person[b as usize];
    let linked = |e: &&linkage::Edge| f64::from(e.probability) >= linkage.model.threshold;
    let wrong: Vec<_> = linkage.edges.iter().filter(linked).filter(|e| !same(e.a, e.b)).collect();
    println!("wrongly linked {}", wrong.len());
    for edge in wrong.iter().step_by((wrong.len() / most).max(1)).take(most) {
        show(edge.a, edge.b);
    }
    let linked: std::collections::HashSet<(u32, u32)> =
        linkage.edges.iter().filter(linked).map(|e| (e.a, e.b)).collect();
    let mut by_person: HashMap<u32, Vec<u32>> = HashMap::new();
    for (row, person) in person.iter().enumerate() {
        by_person.entry(*person).or_default().push(row as u32);
    }
    let mut lost = Vec::new();
    for rows in by_person.values() {
        for (at, &a) in rows.iter().enumerate() {
            lost.extend(rows[at + 1..].iter().filter(|&&b| !linked.contains(&(a, b))).map(|&b| (a, b)));
        }
    }
    lost.sort_unstable();
    println!("not linked {}", lost.len());
    for &(a, b) in lost.iter().step_by((lost.len() / most).max(1)).take(most) {
        show(a, b);
    }
}

/// One number for edges and clusters, to tell whether a change of the code changed what comes out.
fn digest(linkage: &linkage::Linkage) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = std::hash::DefaultHasher::new();
    for edge in &linkage.edges {
        (edge.a, edge.b, edge.weight.to_bits(), edge.probability.to_bits(), edge.levels).hash(&mut hasher);
    }
    linkage.clusters.of.hash(&mut hasher);
    hasher.finish()
}

/// The same of nothing but who is put together with whom.
fn links(linkage: &linkage::Linkage) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = std::hash::DefaultHasher::new();
    let linked = |edge: &&linkage::Edge| f64::from(edge.probability) >= linkage.model.threshold;
    linkage.edges.iter().filter(linked).for_each(|edge| (edge.a, edge.b).hash(&mut hasher));
    linkage.clusters.of.hash(&mut hasher);
    hasher.finish()
}

/// User and system seconds of this process.
fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

/// Most memory used so far, megabytes.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0) / 1024
}
