//! Drawn linkages through the real binary.

use super::planted::{clusters, planted, rows};
use crate::habeas::Habeas;

#[test]
fn each_drawn_linkage_is_a_file_of_clusters_with_the_same_bytes_for_any_threads() {
    let habeas = Habeas::bare();
    let list = habeas.file("list.csv", &planted(150).csv);
    // Without dates of birth namesakes are doubtful.
    let run = |folder: &str, seed: &str, threads: &str| -> Vec<String> {
        let said = [
            "--id",
            "nr",
            "--ignore",
            "who",
            "--ignore",
            "date_of_birth",
            "--seed",
            seed,
            "--threads",
            threads,
        ];
        let asked = ["--clusters", "c.csv", "--force", "--replicates", "18", "--replicates-out", folder];
        let all: Vec<&str> = [list.as_str()].into_iter().chain(said).chain(asked).collect();
        habeas.link(&all).ends(0);
        (1..=18).map(|number| habeas.read(&format!("{folder}/replicate-{number:04}.csv"))).collect()
    };
    let one = run("one", "1", "1");
    assert!(one == run("two", "1", "2"), "the same for two threads");
    assert!(one != run("three", "2", "1"), "another seed draws others");
    let (together, drawn) = (rows(&habeas.read("c.csv")), rows(&one[0]));
    let ids = |rows: &[Vec<String>]| rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    assert_eq!(drawn[0], ["nr", "cluster_id"], "the columns of the clusters file");
    assert_eq!(ids(&together), ids(&drawn), "every record in its order");
    assert!(one.iter().any(|other| clusters(other) != clusters(&one[0])), "doubtful pairs make them differ");
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(habeas.path().join("one/replicate-0001.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "it holds ids");
}

#[test]
fn draws_need_a_folder_and_lose_nothing_that_is_there() {
    let habeas = Habeas::bare();
    let list = habeas.file("list.csv", &planted(30).csv);
    habeas.link(&[&list, "--replicates", "3"]).ends(2);
    habeas.link(&[&list, "--replicates-out", "r"]).ends(2);
    habeas.link(&[&list, "--replicates", "0", "--replicates-out", "r"]).ends(2);
    habeas.file("r", "a file");
    habeas.link(&[&list, "--replicates", "3", "--replicates-out", "r"]).ends(3);
    habeas.link(&[&list, "--replicates", "3", "--replicates-out", "d", "--dry-run"]).ends(0);
    assert!(!habeas.path().join("d").exists(), "a dry run makes no folder");
    habeas.link(&[&list, "--replicates", "3", "--replicates-out", "d"]).ends(0);
    habeas.link(&[&list, "--replicates", "3", "--replicates-out", "d"]).ends(5);
}
