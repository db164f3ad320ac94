//! Models of Splink through the real binary.

use crate::habeas::Habeas;

/// Two conditions that hold for equal and for like names.
const SETTINGS: &str = r#"{
  "link_type": "dedupe_only",
  "probability_two_random_records_match": 0.2,
  "blocking_rules_to_generate_predictions": [{"blocking_rule": "l.\"born\" = r.\"born\"", "sql_dialect": "duckdb"}],
  "comparisons": [{
    "output_column_name": "name",
    "comparison_levels": [
      {"sql_condition": "\"name_l\" IS NULL OR \"name_r\" IS NULL", "is_null_level": true, "label_for_charts": "missing"},
      {"sql_condition": "\"name_l\" = \"name_r\"", "label_for_charts": "exact", "m_probability": 0.8, "u_probability": 0.01},
      {"sql_condition": "jaro_winkler_similarity(\"name_l\", \"name_r\") >= 0.9", "label_for_charts": "like", "m_probability": 0.15, "u_probability": 0.01},
      {"sql_condition": "ELSE", "label_for_charts": "else", "m_probability": 0.05, "u_probability": 0.98}
    ]
  }]
}"#;

const LIST: &str = "id,name,born\n\
    a,Тасқанмыш Дана,2001-02-03\n\
    b,Тасқанмыш Дана,2001-02-03\n\
    c,Тасқанмыш Диана,2001-02-03\n\
    d,Верстоградов Олег,2001-02-03\n\
    e,Тасқанмыш Дана,1990-01-01\n";

fn files(habeas: &Habeas) -> [String; 2] {
    let dir = habeas.path();
    let (list, settings) = (dir.join("list.csv"), dir.join("settings.json"));
    std::fs::write(&list, LIST).unwrap();
    std::fs::write(&settings, SETTINGS).unwrap();
    [list, settings].map(|path| path.display().to_string())
}

#[test]
fn a_list_is_linked_by_splinks_weights() {
    let habeas = Habeas::bare();
    let [list, settings] = files(&habeas);
    let (edges, clusters) = (habeas.path().join("edges.csv"), habeas.path().join("clusters.csv"));
    let out = [edges.display().to_string(), clusters.display().to_string()];
    let more = ["--report", "report.html", "--waterfalls", "falls.jsonl"];
    let args = ["link", &list, "--splink", &settings, "--edges", &out[0], "--clusters", &out[1]];
    habeas.run(&[args.as_slice(), &more].concat()).ends(0);
    let falls = std::fs::read_to_string(habeas.path().join("falls.jsonl")).unwrap();
    let fall: serde_json::Value = serde_json::from_str(falls.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&fall["steps"][0]["level"], &fall["steps"][0]["left"][0]),
        (&"exact".into(), &"Тасқанмыш Дана".into())
    );
    assert!((fall["total"].as_f64().unwrap() - 4.3219).abs() < 1e-4, "{fall}");
    let report = std::fs::read_to_string(habeas.path().join("report.html")).unwrap();
    assert!(report.contains("Тасқанмыш Диана") && report.contains("exact"));
    let edges = std::fs::read_to_string(edges).unwrap();
    let mut lines = edges.lines();
    assert_eq!(lines.next(), Some("id_a,id_b,weight,probability,decision,same_cluster,name"));
    // log2(.2/.8) + log2(.8/.01), and with .15 in place of .8.
    assert_eq!(lines.next(), Some("a,b,4.3219,0.952381,link,yes,exact"));
    assert_eq!(lines.next(), Some("a,c,1.9069,0.789474,link,yes,like"));
    assert!(!edges.contains(",e,") && !edges.contains("\ne,"), "born on another day: never compared");
    assert_eq!(std::fs::read_to_string(clusters).unwrap().lines().count(), 6);
}

#[test]
fn what_cannot_be_read_is_refused_and_nothing_is_written() {
    let habeas = Habeas::bare();
    let [list, settings] = files(&habeas);
    std::fs::write(&settings, SETTINGS.replace("jaro_winkler_similarity", "soundex_like")).unwrap();
    let edges = habeas.path().join("edges.csv");
    let refused =
        habeas.run(&["link", &list, "--splink", &settings, "--edges", &edges.display().to_string()]).ends(3);
    for part in ["settings.json", "comparison name", "level like", "character 1", "soundex_like is not known"]
    {
        assert!(refused.err.contains(part), "{part}: {}", refused.err);
    }
    assert!(!edges.exists());
    let both = habeas.run(&["link", &list, "--splink", &settings, "--model", "m.json"]);
    assert_eq!(both.code, 2, "{}", both.err);
}

#[test]
fn a_model_is_written_for_splink_and_read_again() {
    let habeas = Habeas::bare();
    let dir = habeas.path();
    let list = testkit::lists::register(8, 400, &testkit::lists::Pools::invented());
    let path = |name: &str| dir.join(name).display().to_string();
    std::fs::write(dir.join("people.csv"), list.to_csv()).unwrap();
    let (people, model, settings) = (path("people.csv"), path("model.json"), path("settings.json"));
    habeas.run(&["link", &people, "--id", "unique_id", "--ignore", "cluster", "--model", &model]).ends(0);
    let refused = habeas.run(&["link", "export-splink", &model, "--out", &settings]).ends(3);
    assert!(refused.err.contains("--approximate"), "{}", refused.err);
    assert!(!dir.join("settings.json").exists());
    let told = habeas.run(&["link", "export-splink", &model, "--out", &settings, "--approximate"]).ends(1);
    assert!(told.err.contains("remarks"), "{}", told.err);
    let clusters = path("clusters.csv");
    let linked = [
        "link",
        &people,
        "--id",
        "unique_id",
        "--ignore",
        "cluster",
        "--splink",
        &settings,
        "--clusters",
        &clusters,
    ];
    habeas.run(&linked).ends(0);
    assert_eq!(std::fs::read_to_string(&clusters).unwrap().lines().count(), 401);
    // An existing file is left as it is.
    habeas.run(&["link", "export-splink", &model, "--out", &settings, "--approximate"]).ends(5);
}
