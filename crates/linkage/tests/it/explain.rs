//! The waterfall adds up, and the report can be given to anybody: nothing in it runs, loads, or turns the page around.

use linkage::explain::{About, report, threshold_curve, waterfall};
use linkage::table::Builder;
use linkage::{Config, Constraints, Linkage, Table, link};
use testkit::lists::{List, Pools, detention_lists, register};

const ABOUT: About<'static> = About { title: "register.csv", made_by: "habeas 0" };

/// The lists as one table, without ids and truth.
fn table(lists: &[List]) -> Table {
    let columns = &lists[0].columns;
    let compared: Vec<usize> =
        (0..columns.len()).filter(|at| !["unique_id", "cluster"].contains(&columns[*at])).collect();
    let mut builder = Builder::new(compared.iter().map(|at| columns[*at]));
    for list in lists {
        let number = builder.list(&list.name);
        for row in &list.rows {
            builder.row(&row[0], number, compared.iter().map(|at| &*row[*at]));
        }
    }
    builder.finish()
}

fn linked(table: &Table) -> Linkage {
    link(table, &Config::inferred(table), &Constraints::default(), 1).unwrap()
}

#[test]
fn the_steps_add_up_to_the_weight_of_the_edge() {
    let table = table(&[register(4, 600, &Pools::invented())]);
    let linkage = linked(&table);
    assert!(!linkage.edges.is_empty());
    for edge in linkage.edges.iter().step_by(7) {
        let fall = waterfall(&linkage.model, &table, edge.a, edge.b).unwrap();
        let steps: f64 = fall.steps.iter().map(|step| step.weight + step.rarity).sum();
        let together: f64 = fall.dependence.iter().map(|together| together.weight).sum();
        assert!((fall.prior + steps + together + fall.calibration - fall.total).abs() < 1e-9);
        assert!((fall.total - f64::from(edge.weight)).abs() < 1e-4, "{} {}", fall.total, edge.weight);
        assert_eq!(fall.linked, fall.probability >= linkage.model.threshold);
        for step in fall.steps.iter().filter(|step| step.level.is_none()) {
            assert_eq!((step.weight, step.rarity), (0.0, 0.0), "a missing value carries no weight");
        }
        assert_eq!(fall, waterfall(&linkage.model, &table, edge.b, edge.a).unwrap(), "either way round");
    }
}

#[test]
fn a_waterfall_is_json() {
    let table = table(&[register(4, 300, &Pools::invented())]);
    let linkage = linked(&table);
    let edge = linkage.edges[0];
    let json = serde_json::to_value(waterfall(&linkage.model, &table, edge.a, edge.b).unwrap()).unwrap();
    for key in
        ["left", "right", "prior", "steps", "dependence", "calibration", "total", "probability", "linked"]
    {
        assert!(json.get(key).is_some(), "{key}");
    }
    for key in ["field", "level", "left", "right", "weight", "rarity"] {
        assert!(json["steps"][0].get(key).is_some(), "{key}");
    }
}

#[test]
fn the_expected_figures_are_sums_of_probabilities() {
    let table = table(&[register(4, 600, &Pools::invented())]);
    let mut linkage = linked(&table);
    linkage.blocking.completeness = Some(0.8);
    linkage.model.threshold = 0.5;
    linkage.edges.truncate(4);
    for (edge, probability) in linkage.edges.iter_mut().zip([0.9, 0.1, 0.6, 0.4]) {
        edge.probability = probability;
    }
    let curve = threshold_curve(&linkage);
    assert_eq!(curve.chosen.pairs, 2);
    assert!((curve.chosen.precision - 0.75).abs() < 1e-6);
    assert!((curve.chosen.recall - 1.5 / (2.0 / 0.8)).abs() < 1e-6, "{:?}", curve.chosen);
    assert!(curve.points.windows(2).all(|pair| pair[0].threshold >= pair[1].threshold));
    assert!(curve.points.windows(2).all(|pair| pair[0].recall <= pair[1].recall));
}

#[test]
fn the_report_has_every_section_and_needs_nothing_else() {
    let lists = detention_lists(3, 300);
    let table = table(&lists);
    let linkage = linked(&table);
    let html = report(&linkage, &table, ABOUT).unwrap();
    for anchor in [
        "weights",
        "rates",
        "parameters",
        "threshold",
        "pairs",
        "rarity",
        "clusters",
        "bridges",
        "unlinkable",
        "blocking",
        "config",
    ] {
        assert!(html.contains(&format!("<h2 id=\"{anchor}\">")), "{anchor}");
        assert!(html.contains(&format!("href=\"#{anchor}\"")), "{anchor}");
    }
    for outside in ["http:", "https:", "<script", "url(", "<link", "<img", "@import", "javascript:", " on"] {
        let found = html.match_indices(outside).find(|(at, _)| outside != " on" || handler(&html[*at..]));
        assert!(found.is_none(), "{outside}: {found:?}");
    }
    assert!(html.contains("default-src 'none'"));
    assert!(html.contains("<bdi>"));
    assert!(html.starts_with("<!doctype html><html lang=\"en\" dir=\"ltr\">"));
    assert_eq!(html, report(&linkage, &table, ABOUT).unwrap(), "the same run, the same bytes");
}

/// Whether this is an attribute such as ` onclick="`.
fn handler(text: &str) -> bool {
    let name: String = text.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
    text.trim_start()[name.len()..].starts_with('=')
}

#[test]
fn every_element_that_is_opened_is_closed() {
    let table = table(&[register(4, 400, &Pools::invented())]);
    let html = report(&linked(&table), &table, ABOUT).unwrap();
    let mut open: Vec<&str> = Vec::new();
    for piece in html.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "</{name}>");
        } else if !tag.ends_with('/') && !["meta", "!doctype"].contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn hostile_values_are_shown_and_do_nothing() {
    const EVIL: &str = "<script>alert(1)</script>\"' onload=x &amp; \u{202e}txt\u{0}";
    let mut builder = Builder::new(["name", "<b>born</b>"]);
    let list = builder.list("<i>list</i>");
    for row in 0..60 {
        builder.row(
            &format!("{row}</td><script>"),
            list,
            [EVIL, if row % 2 == 0 { "1990-01-01" } else { "1991-02-02" }],
        );
        builder.row(
            &format!("o{row}"),
            list,
            [format!("محمد {row}").as_str(), &format!("19{:02}-01-0{}", row, row % 9 + 1)],
        );
    }
    let table = builder.finish();
    let linkage = linked(&table);
    let html = report(&linkage, &table, About { title: "a<b>\u{2067}.csv", made_by: "habeas" }).unwrap();
    for evil in ["<script", "<b>", "<i>", "onload=x\"", "\u{202e}", "\u{2067}", "\u{0}"] {
        assert!(!html.contains(evil), "{evil:?}");
    }
    assert!(html.contains("a&lt;b&gt;⟨U+2067⟩.csv"));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(html.contains("⟨U+202E⟩txt⟨U+0000⟩"));
}

#[test]
fn a_run_that_linked_nothing_still_has_a_report() {
    let mut builder = Builder::new(["name"]);
    let list = builder.list("a");
    for name in ["Aruzhan", "Berik", "Çetin", &"x".repeat(100_000)] {
        builder.row(name, list, [name]);
    }
    let table = builder.finish();
    let Ok(linkage) = link(&table, &Config::inferred(&table), &Constraints::default(), 1) else { return };
    let html = report(&linkage, &table, ABOUT).unwrap();
    assert!(html.contains("No record was put together with another."));
    assert!(html.len() < 200_000, "long values are cut");
}
