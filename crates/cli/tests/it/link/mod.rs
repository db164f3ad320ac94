//! Linking lists through the real binary: what an analyst types, what is written, how bad input is refused. All persons
//! are made up.

mod decisions;
mod inputs;
mod planted;
mod replicates;

use crate::habeas::Habeas;
use planted::{clusters, pairs, planted, rows};
use std::collections::BTreeSet;
use std::fmt::Write as _;

#[test]
fn a_list_becomes_clusters_edges_a_model_and_a_report() {
    let habeas = Habeas::bare();
    let planted = planted(150);
    let list = habeas.file("list.csv", &planted.csv);
    let ended = habeas
        .link(&[
            &list,
            "--id",
            "nr",
            "--truth",
            "who",
            "--clusters",
            "c.csv",
            "--edges",
            "e.csv",
            "--model",
            "m.json",
            "--report",
            "r.html",
            "--format",
            "json",
        ])
        .ends(0);
    let said = ended.json();
    let found = rows(&habeas.read("c.csv"));
    assert_eq!(found[0], ["nr", "cluster_id"]);
    let ids: Vec<&String> = found[1..].iter().map(|row| &row[0]).collect();
    let given: Vec<String> = rows(&planted.csv)[1..].iter().map(|row| row[0].clone()).collect();
    assert_eq!(ids, given.iter().collect::<Vec<_>>(), "every row, in its order");
    let (precision, recall) = pairs(&clusters(&habeas.read("c.csv")), &planted.persons);
    assert!(precision > 0.9 && recall > 0.9, "precision {precision}, recall {recall}");
    assert_eq!(said["records"], given.len());
    assert!(said["scores"]["clusters"]["f1"].as_f64().unwrap() > 0.9, "{said}");
    assert!(
        said["largest"][0]["records"].as_u64().unwrap() >= 3 && said["bridges_kept"].is_array(),
        "{said}"
    );
    assert!(ended.err.contains("given_name"), "the config is shown: {}", ended.err);

    let edges = rows(&habeas.read("e.csv"));
    assert_eq!(edges[0][..5], ["nr_a", "nr_b", "weight", "probability", "decision"]);
    assert!(edges[0].len() > 6, "the level of each field: {:?}", edges[0]);
    assert!(edges[1..].iter().any(|row| row[4] == "link"));
    let model: serde_json::Value = serde_json::from_str(&habeas.read("m.json")).unwrap();
    assert!(model.is_object());
    let report = habeas.read("r.html");
    assert!(report.contains("<html") && !report.contains("http://") && !report.contains("https://"));
    use std::os::unix::fs::PermissionsExt as _;
    for name in ["c.csv", "e.csv", "m.json", "r.html"] {
        let mode = std::fs::metadata(habeas.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name} holds names");
    }
}

#[test]
fn truth_is_measured_against_and_never_looked_at() {
    let habeas = Habeas::bare();
    let planted = planted(60);
    let turned: String = {
        let mut rows = rows(&planted.csv);
        let last: Vec<String> = rows[1..].iter().map(|row| row[5].clone()).rev().collect();
        for (row, truth) in rows[1..].iter_mut().zip(last) {
            row[5] = truth;
        }
        rows.iter().map(|row| row.join(",") + "\n").collect()
    };
    let run = |csv: &str, name: &str| {
        let list = habeas.file("list.csv", csv);
        let (c, e, m) = (format!("{name}-c.csv"), format!("{name}-e.csv"), format!("{name}-m.json"));
        let said = habeas
            .link(&[
                &list,
                "--id",
                "nr",
                "--truth",
                "who",
                "--clusters",
                &c,
                "--edges",
                &e,
                "--model",
                &m,
                "--format",
                "json",
            ])
            .ends(0)
            .json();
        ([habeas.read(&c), habeas.read(&e), habeas.read(&m)], said)
    };
    let (files, said) = run(&planted.csv, "one");
    let (turned, turned_said) = run(&turned, "two");
    assert_eq!(files, turned, "the same clusters, edges and model");
    assert_ne!(said["scores"], turned_said["scores"], "and other scores");
}

#[test]
fn the_same_lists_give_the_same_bytes_and_other_orders_the_same_clusters() {
    let habeas = Habeas::bare();
    let planted = planted(80);
    let list = habeas.file("list.csv", &planted.csv);
    let run = |list: &str, name: &str, threads: &str| {
        let (c, e, m) = (format!("{name}-c.csv"), format!("{name}-e.csv"), format!("{name}-m.json"));
        habeas
            .link(&[
                list,
                "--id",
                "nr",
                "--ignore",
                "who",
                "--threads",
                threads,
                "--clusters",
                &c,
                "--edges",
                &e,
                "--model",
                &m,
            ])
            .ends(0);
        [habeas.read(&c), habeas.read(&e), habeas.read(&m)]
    };
    let one = run(&list, "one", "1");
    assert_eq!(one, run(&list, "two", "2"));
    assert_eq!(one, run(&list, "four", "4"));
    let mut lines: Vec<&str> = planted.csv.lines().collect();
    lines[1..].reverse();
    let list = habeas.file("list.csv", lines.join("\n"));
    assert_eq!(clusters(&one[0]), clusters(&run(&list, "back", "2")[0]));
}

#[test]
fn several_lists_are_linked_and_named() {
    let habeas = Habeas::bare();
    let planted = planted(90);
    let all = rows(&planted.csv);
    let part = |copy: &str| {
        let mut csv = "nr;given_name;family_name;date_of_birth;town\n".to_owned();
        for row in all[1..].iter().filter(|row| row[0].ends_with(copy)) {
            writeln!(csv, "{}", row[..5].join(";")).unwrap();
        }
        csv
    };
    let june = habeas.file("june.csv", part("-0"));
    let july = habeas.file("july.csv", part("-1"));
    habeas
        .link(&[&june, &july, "--id", "nr", "--one-to-one", "--clusters", "c.csv", "--edges", "e.csv"])
        .ends(0);
    let found = rows(&habeas.read("c.csv"));
    assert_eq!(found[0], ["nr", "cluster_id", "list"]);
    assert_eq!(found.iter().filter(|row| row[2] == "june").count(), 90);
    let mut seen = BTreeSet::new();
    for row in &found[1..] {
        assert!(seen.insert((row[1].clone(), row[2].clone())), "one record a list: {row:?}");
    }
    let (precision, recall) = pairs(&clusters(&habeas.read("c.csv")), &planted.persons);
    assert!(precision > 0.9 && recall > 0.85, "precision {precision}, recall {recall}");
    let edges = rows(&habeas.read("e.csv"));
    assert_eq!(edges[0][..4], ["list_a", "nr_a", "list_b", "nr_b"]);
}

#[test]
fn the_config_that_is_used_can_be_printed_kept_and_changed() {
    let habeas = Habeas::bare();
    let list = habeas.file("list.csv", &planted(60).csv);
    let printed = habeas.link(&[&list, "--id", "nr", "--ignore", "who", "--print-config"]).ends(0).out;
    assert!(printed.contains("given_name") && printed.contains("date"), "{printed}");
    let config = habeas.file("link.toml", &printed);
    habeas.link(&[&list, "--id", "nr", "--ignore", "who", "--clusters", "a.csv"]).ends(0);
    habeas.link(&[&list, "--id", "nr", "--config", &config, "--clusters", "b.csv"]).ends(0);
    assert_eq!(habeas.read("a.csv"), habeas.read("b.csv"));
    let broken = habeas.file("broken.toml", "[fields\n");
    let ended = habeas.link(&[&list, "--config", &broken, "--clusters", "d.csv"]).ends(3);
    assert!(ended.err.contains("broken.toml") && ended.err.contains("line 1"), "{}", ended.err);
    let unknown = habeas.file("unknown.toml", printed.replace("town", "planet"));
    let ended = habeas.link(&[&list, "--config", &unknown, "--clusters", "d.csv"]).ends(3);
    assert!(ended.err.contains("planet"), "{}", ended.err);
}

#[test]
fn nothing_is_written_over_or_by_halves() {
    let habeas = Habeas::bare();
    let list = habeas.file("list.csv", &planted(40).csv);
    let base = |more: &[&str]| {
        let all: Vec<&str> =
            [&list, "--id", "nr", "--ignore", "who"].into_iter().chain(more.iter().copied()).collect();
        habeas.link(&all)
    };
    let ended = base(&[]).ends(2);
    assert!(ended.err.contains("--clusters"), "{}", ended.err);
    base(&["--clusters", "c.csv", "--dry-run"]).ends(0);
    assert!(!habeas.path().join("c.csv").exists());
    habeas.file("c.csv", "mine");
    let ended = base(&["--clusters", "c.csv", "--edges", "e.csv"]).ends(5);
    assert!(ended.err.contains("c.csv") && ended.err.contains("--force"), "{}", ended.err);
    assert_eq!(habeas.read("c.csv"), "mine");
    assert!(!habeas.path().join("e.csv").exists());
    base(&["--clusters", "c.csv", "--force"]).ends(0);
    assert!(habeas.read("c.csv").starts_with("nr,cluster_id"));
    base(&["--clusters", "x.csv", "--edges", "x.csv"]).ends(3);
    base(&["--clusters", "no-such-folder/x.csv"]).ends(4);
    let left: Vec<String> = std::fs::read_dir(habeas.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_column_can_say_which_list_a_row_is_from() {
    let habeas = Habeas::bare();
    let planted = planted(60);
    let mut csv = "nr,release,given_name,family_name,date_of_birth,town\n".to_owned();
    for row in &rows(&planted.csv)[1..] {
        // The same numbers are used again in every release.
        let (nr, copy) = row[0].split_once('-').unwrap();
        writeln!(csv, "{nr},release {copy},{}", row[1..5].join(",")).unwrap();
    }
    let list = habeas.file("list.csv", csv);
    habeas
        .link(&[
            &list,
            "--id",
            "nr",
            "--clusters",
            "x.csv",
            "--config",
            &habeas.file("none.toml", "[fields]\nrelease = \"text\"\n"),
        ])
        .ends(3);
    let config = habeas.file("link.toml", "one_to_one = true\n[fields]\nrelease = \"list\"\n");
    habeas.link(&[&list, "--id", "nr", "--config", &config, "--clusters", "c.csv"]).ends(0);
    let found = rows(&habeas.read("c.csv"));
    assert_eq!(found[0], ["nr", "cluster_id", "list"]);
    let mut seen = BTreeSet::new();
    let mut hits = 0;
    for row in &found[1..] {
        assert!(seen.insert((row[1].clone(), row[2].clone())), "one record a list: {row:?}");
        hits += usize::from(
            row[2] == "release 1"
                && found[1..].iter().any(|other| other[2] == "release 0" && other[..2] == row[..2]),
        );
    }
    assert!(hits > 35, "{hits} of 45 second records are with their first");
}

/// The waterfalls of a run, each held against its edge: every step is there, and they add up to the weight.
fn waterfalls_of(habeas: &Habeas, edges: &str, falls: &str) -> Vec<serde_json::Value> {
    let falls: Vec<serde_json::Value> =
        habeas.read(falls).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let edges = rows(&habeas.read(edges));
    let weight = edges[0].iter().position(|name| name == "weight").unwrap();
    assert_eq!(falls.len(), edges.len() - 1);
    for (fall, edge) in falls.iter().zip(&edges[1..]) {
        let number = |value: &serde_json::Value| value.as_f64().unwrap();
        let steps = fall["steps"].as_array().unwrap().iter();
        let sum = number(&fall["prior"])
            + steps.map(|step| number(&step["weight"]) + number(&step["rarity"])).sum::<f64>()
            + fall["dependence"].as_array().unwrap().iter().map(|term| number(&term["weight"])).sum::<f64>()
            + number(&fall["calibration"]);
        assert!((sum - number(&fall["total"])).abs() < 1e-9, "{fall}");
        assert!((sum - edge[weight].parse::<f64>().unwrap()).abs() < 1e-3, "{edge:?}: {fall}");
        assert!(edge.iter().any(|cell| fall["left"] == cell.as_str()));
    }
    falls
}

#[test]
fn each_edge_can_be_explained() {
    let habeas = Habeas::bare();
    let planted = planted(100);
    let lines: Vec<&str> = planted.csv.lines().collect();
    let some = habeas.file("list.csv", lines[..lines.len() - 30].join("\n"));
    let base = ["--id", "nr", "--ignore", "who", "--force"];
    let run = |args: &[&str]| {
        let all: Vec<&str> = args.iter().copied().chain(base).collect();
        habeas.link(&all).ends(0)
    };
    run(&[&some, "--edges", "e.csv", "--waterfalls", "w.jsonl", "--model", "m.json"]);
    let falls = waterfalls_of(&habeas, "e.csv", "w.jsonl");
    let (one, other) = (falls[0]["left"].as_str().unwrap(), falls[0]["right"].as_str().unwrap());
    let mut said = habeas.run(&["link", "explain", "m.json", other, one, "--format", "json"]).ends(0).json();
    said.as_object_mut().unwrap().remove("same_cluster");
    assert_eq!(said, falls[0]);
    let said = habeas.run(&["link", "explain", "m.json", one, other]).ends(0);
    assert!(
        said.out.contains("before anything is compared") && said.out.contains("probability"),
        "{}",
        said.out
    );
    let ended = habeas.run(&["link", "explain", "m.json", one, "nobody"]).ends(4);
    assert!(ended.err.contains("nobody"), "{}", ended.err);

    // Later records are explained by the counts they were weighed by.
    let all = habeas.file("list.csv", &planted.csv);
    let out = ["--edges", "e2.csv", "--waterfalls", "w2.jsonl", "--model", "m2.json", "--report", "r2.html"];
    run(&[&[all.as_str(), "--against", "m.json"], out.as_slice()].concat());
    let later = waterfalls_of(&habeas, "e2.csv", "w2.jsonl");
    assert!(later.len() > falls.len());
    for fall in &falls {
        let same =
            later.iter().find(|later| later["left"] == fall["left"] && later["right"] == fall["right"]);
        // A model that was read back from JSON may differ in the last digit of a number.
        let total = |fall: &serde_json::Value| fall["total"].as_f64().unwrap();
        assert!((total(same.unwrap()) - total(fall)).abs() < 1e-9, "what was there weighs what it weighed");
    }
}
