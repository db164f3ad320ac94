//! Weights pair by pair, against the golden that Splink made, and against Splink itself where its package is installed.

use super::{golden, one_comparison, rows, table};
use linkage::splink::SplinkModel;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

type Weights = BTreeMap<(String, String), f64>;

/// What Splink saved: ids left and right, weight.
fn splinks(path: &Path) -> Weights {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let record = |record: csv::StringRecord| {
        ((record[0].to_owned(), record[1].to_owned()), record[2].parse().unwrap())
    };
    reader.records().map(|found| record(found.unwrap())).collect()
}

fn ours(model: &str, rows: &Path) -> Weights {
    let table = table(rows);
    let scored = SplinkModel::read(model).unwrap().predict(&table, f64::NEG_INFINITY).unwrap();
    let id = |row| table.ids.get(row).to_owned();
    scored.iter().map(|pair| ((id(pair.left), id(pair.right)), pair.weight)).collect()
}

/// The same pairs, and every weight within a millionth of a bit.
fn agree(ours: &Weights, splinks: &Weights) {
    let lacking: Vec<_> = splinks.keys().filter(|pair| !ours.contains_key(pair)).take(5).collect();
    let beyond: Vec<_> = ours.keys().filter(|pair| !splinks.contains_key(pair)).take(5).collect();
    assert!(lacking.is_empty() && beyond.is_empty(), "only Splink: {lacking:?}; only here: {beyond:?}");
    for (pair, weight) in splinks {
        let here = ours[pair];
        assert!((here - weight).abs() < 1e-6, "{pair:?}: Splink {weight}, here {here}");
    }
}

#[test]
fn every_pair_of_the_golden_weighs_the_same() {
    let splinks = splinks(&golden("pairs.csv"));
    assert!(splinks.len() > 1_000, "{} pairs", splinks.len());
    agree(&ours(&std::fs::read_to_string(golden("model.json")).unwrap(), &golden("rows.csv")), &splinks);
}

#[test]
fn the_weight_does_not_depend_on_threads() {
    let model = std::fs::read_to_string(golden("model.json")).unwrap();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| ours(&model, &golden("rows.csv")))
    };
    assert!(with(1) == with(4));
}

#[test]
fn a_threshold_keeps_the_pairs_at_or_above_it() {
    let model = SplinkModel::read(&one_comparison(&["name_l = name_r"])).unwrap();
    let table = rows(&["name"], &[&["a"], &["a"], &["b"]]);
    let weight = 9_f64.log2();
    let pairs = model.predict(&table, weight).unwrap();
    assert_eq!(pairs.len(), 3, "both levels have m = .9 and u = .1");
    assert!(pairs.iter().all(|pair| (pair.weight - weight).abs() < 1e-12));
    assert!((pairs[0].probability() - 0.9).abs() < 1e-12);
    assert!(model.predict(&table, weight + 0.01).unwrap().is_empty());
}

#[test]
fn lists_are_linked_across_only_if_the_model_says_so() {
    let check = |link_type: &str, pairs: usize| {
        let settings = one_comparison(&["name_l = name_r"]).replace("dedupe_only", link_type);
        let model = SplinkModel::read(&settings).unwrap();
        let mut builder = linkage::table::Builder::new(["name"]);
        for (list, id) in [("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")] {
            let list = builder.list(list);
            builder.row(id, list, ["x"]);
        }
        assert_eq!(model.predict(&builder.finish(), 0.0).unwrap().len(), pairs, "{link_type}");
    };
    check("link_only", 4);
    check("link_and_dedupe", 6);
}

/// Python with Splink, as `cargo xtask test` installs it; nothing where it is not there.
fn python() -> Option<PathBuf> {
    let python = PathBuf::from(std::env::var_os("HABEAS_PYTHON")?);
    let works = Command::new(&python).args(["-c", "import splink, duckdb"]).output().ok()?.status.success();
    works.then_some(python)
}

fn reference(python: &Path, words: &[&Path]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/splink_reference.py");
    let output = Command::new(python).arg(script).args(words).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn duckdb_itself_gives_the_same_distances() {
    use linkage::splink::{damerau_levenshtein, jaro, jaro_winkler, levenshtein};
    let Some(python) = python() else {
        println!("skipped: DuckDB is not installed in HABEAS_PYTHON; cargo xtask test installs it");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("functions.csv");
    reference(&python, &["functions".as_ref(), &out]);
    let mut lines = 0;
    for record in csv::Reader::from_path(&out).unwrap().records() {
        let record = record.unwrap();
        let (a, b) = (&record[0], &record[1]);
        let number = |at: usize| record[at].parse::<f64>().unwrap();
        // To the last bit: a score on a threshold must fall on the same side.
        assert_eq!(jaro_winkler(a, b), number(2), "jaro_winkler {a} {b}");
        assert_eq!(jaro(a, b), number(3), "jaro {a} {b}");
        assert_eq!(levenshtein(a, b) as f64, number(4), "levenshtein {a} {b}");
        assert_eq!(damerau_levenshtein(a, b) as f64, number(5), "damerau_levenshtein {a} {b}");
        lines += 1;
    }
    assert_eq!(lines, 4_000);
}

#[test]
fn splink_itself_weighs_every_pair_the_same() {
    let Some(python) = python() else {
        println!("skipped: Splink is not installed in HABEAS_PYTHON; cargo xtask test installs it");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let list = testkit::lists::register(23, 1_500, &testkit::lists::Pools::invented());
    let register = dir.path().join("register.csv");
    std::fs::write(&register, list.to_csv()).unwrap();
    reference(&python, &["train".as_ref(), &register, dir.path()]);
    let (rows, model) = (dir.path().join("rows.csv"), dir.path().join("model.json"));
    let text = std::fs::read_to_string(&model).unwrap();
    let weights = ours(&text, &rows);
    assert!(weights.len() > 5_000);
    agree(&weights, &splinks(&dir.path().join("pairs.csv")));

    // The other way round: what is written here, Splink reads and weighs the same.
    let (written, pairs) = (dir.path().join("written.json"), dir.path().join("written.csv"));
    std::fs::write(&written, SplinkModel::read(&text).unwrap().settings.write().unwrap()).unwrap();
    reference(&python, &["score".as_ref(), &rows, &written, &pairs]);
    agree(&weights, &splinks(&pairs));
}

/// A model of ours on the columns of the golden rows.
fn own_model(table: &linkage::Table) -> linkage::Model {
    use linkage::{Config, Constraints, link};
    link(table, &Config::inferred(table), &Constraints::default(), 1).unwrap().model
}

#[test]
fn our_own_model_is_refused_by_name_unless_the_nearest_will_do() {
    let list = testkit::lists::register(5, 400, &testkit::lists::Pools::invented());
    let table = of_list(&list);
    let model = own_model(&table);
    let refusal = linkage::splink::export(&model, false, false).unwrap_err().to_string();
    assert!(refusal.contains("--approximate") && refusal.starts_with("compar"), "{refusal}");
    let exported = linkage::splink::export(&model, false, true).unwrap();
    assert!(!exported.remarks.is_empty());
    let read = SplinkModel::read(&exported.settings.write().unwrap()).unwrap();
    assert_eq!(read.comparisons.len(), model.comparisons.len());
    assert!(read.doubts.is_empty(), "{:?}", read.doubts);
    // Without what cannot be said in SQL, each level weighs what it weighs here.
    for (theirs, ours) in read.comparisons.iter().zip(&model.comparisons) {
        for (theirs, ours) in theirs.levels.iter().skip(1).zip(&ours.levels) {
            let here = ours.weight() * model.calibration.slope;
            assert!((theirs.weight - here).abs() < 1e-6, "{}: {} {here}", theirs.label, theirs.weight);
        }
    }
}

fn of_list(list: &testkit::lists::List) -> linkage::Table {
    let mut builder = linkage::table::Builder::new(list.columns.iter().copied().skip(2));
    let number = builder.list(&list.name);
    for row in &list.rows {
        builder.row(&row[0], number, row.iter().skip(2).map(|cell| &**cell));
    }
    builder.finish()
}

#[test]
fn splink_itself_weighs_our_exported_model_the_same() {
    let Some(python) = python() else {
        println!("skipped: Splink is not installed in HABEAS_PYTHON; cargo xtask test installs it");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let list = testkit::lists::register(29, 1_200, &testkit::lists::Pools::invented());
    let (rows, settings, pairs) =
        (dir.path().join("rows.csv"), dir.path().join("settings.json"), dir.path().join("pairs.csv"));
    std::fs::write(&rows, list.to_csv()).unwrap();
    let model = own_model(&table(&rows));
    let written = linkage::splink::export(&model, false, true).unwrap().settings.write().unwrap();
    std::fs::write(&settings, &written).unwrap();
    reference(&python, &["score".as_ref(), &rows, &settings, &pairs]);
    let weights = ours(&written, &rows);
    assert!(weights.len() > 300, "{}", weights.len());
    agree(&weights, &splinks(&pairs));
}

/// A portable model of a register, its prepared columns as a CSV file in the folder.
fn a_portable_model(seed: u64, dir: &Path) -> (linkage::splink::Portable, PathBuf) {
    use linkage::{Config, Constraints, link};
    let list = testkit::lists::register(seed, 250, &testkit::lists::Pools::invented());
    let own = of_list(&list);
    let run = link(&own, &Config::inferred(&own), &Constraints::default(), 1).unwrap();
    let made = linkage::splink::portable(&run.model, &own, &run.edges, false, 1).unwrap();
    let path = dir.join("prepared.csv");
    let mut csv = csv::Writer::from_path(&path).unwrap();
    let names = made.prepared.columns.iter().map(|column| column.name.as_str());
    csv.write_record(std::iter::once("unique_id").chain(names)).unwrap();
    for row in 0..made.prepared.rows() {
        let cells = made.prepared.columns.iter().map(|column| column.written(row).unwrap_or_default());
        csv.write_record(std::iter::once(made.prepared.ids.get(row)).chain(cells)).unwrap();
    }
    csv.flush().unwrap();
    (made, path)
}

#[test]
fn a_portable_model_has_no_remarks_and_links_nearly_what_ours_links() {
    let dir = tempfile::tempdir().unwrap();
    let (made, path) = a_portable_model(31, dir.path());
    let text = made.settings.write().unwrap();
    let read = SplinkModel::read(&text).unwrap();
    assert!(read.doubts.is_empty(), "every level is learnt: {:?}", read.doubts);
    let [here, theirs, both] = made.linked;
    assert!(both * 100 >= here * 85 && both * 100 >= theirs * 85, "{:?}", made.linked);
    // What is written weighs what was learnt.
    let weights = ours(&text, &path);
    let linked = weights.values().filter(|weight| **weight >= 0.0).count();
    assert_eq!(linked, theirs);
}

#[test]
fn splink_itself_weighs_a_portable_model_the_same() {
    let Some(python) = python() else {
        println!("skipped: Splink is not installed in HABEAS_PYTHON; cargo xtask test installs it");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let (made, rows) = a_portable_model(37, dir.path());
    let (settings, pairs) = (dir.path().join("settings.json"), dir.path().join("pairs.csv"));
    let text = made.settings.write().unwrap();
    std::fs::write(&settings, &text).unwrap();
    reference(&python, &["score".as_ref(), &rows, &settings, &pairs]);
    let weights = ours(&text, &rows);
    assert!(weights.len() > 50, "{}", weights.len());
    agree(&weights, &splinks(&pairs));
}

#[test]
fn records_are_put_together_by_splinks_weights() {
    let model = SplinkModel::read(&std::fs::read_to_string(golden("model.json")).unwrap()).unwrap();
    let table = table(&golden("rows.csv"));
    let linkage = model.link(&table, 0.9, &linkage::Constraints::default()).unwrap();
    let linked = linkage.edges.iter().filter(|edge| edge.probability >= 0.9).count();
    assert!(linked > 100, "{linked} pairs");
    assert!((linkage.clusters.count as usize) < table.rows() as usize - 50);
    assert!(linkage.edges.is_sorted_by_key(|edge| (edge.a, edge.b)));
    assert_eq!(linkage.model.comparisons.len(), model.comparisons.len());
    for edge in &linkage.edges {
        for (at, comparison) in linkage.model.comparisons.iter().enumerate() {
            assert!(edge.levels.level(at).is_none_or(|level| comparison.levels[level].m.is_some()));
        }
    }
}
