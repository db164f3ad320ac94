//! The main job on real material. Each test skips, saying so, where the material is not beside the checkout.

use crate::habeas::{Habeas, shared};

macro_rules! needs {
    ($path:literal) => {
        match shared($path) {
            Some(path) => path.display().to_string(),
            None => {
                println!("skipped: {} is not beside this checkout", $path);
                return;
            }
        }
    };
}

#[test]
fn ovd_info_tables_give_the_published_numbers() {
    let moscow = needs!("data/ovdinfo/ovdinfo_detentions_moscow_2011-12_2012-12.csv");
    let later = needs!("data/ovdinfo/ovdinfo_detentions_2013.csv");
    let habeas = Habeas::new("Europe/Moscow");
    let imported = habeas.run(&["import", &moscow, "--format", "json"]);
    assert!(matches!(imported.code, 0 | 1), "{}", imported.err);
    assert_eq!(imported.json()[0]["rows"], 228);
    let check = |says: &str, args: &[&str], events: u64, detentions: u64| {
        let count = |measure: &str| {
            let all: Vec<&str> = ["--measure", measure].iter().chain(args).copied().collect();
            habeas.floor_and_ceiling(&all)
        };
        assert_eq!(count("events"), (events, Some(events)), "{says}: events");
        assert_eq!(count("detentions"), (detentions, Some(detentions)), "{says}: detentions");
    };
    check("the whole period", &[], 228, 5169);
    check("authorised", &["--where", "event.agreement=согласовано"], 20, 1079);
    check("not authorised", &["--where", "event.agreement=не согласовано"], 208, 4090);
    check("pickets", &["--where", "event.type=пикет"], 65, 682);
    check("fair elections", &["--where", "event.topic=За честные выборы"], 35, 1750);
    check("political prisoners", &["--where", "event.topic=политзеки"], 49, 305);
    // The published summary says 23 rallies and 1,983; its body and the file say 22 and 1,978. The receipt lists ours.
    check("rallies", &["--where", "event.type=митинг"], 22, 1978);
    let receipt = habeas.count(&["--measure", "detentions", "--where", "event.type=митинг"]);
    let records = receipt["records"].as_array().unwrap();
    assert_eq!(records.len(), 22);
    assert_eq!(records.iter().map(|record| record["floor"].as_u64().unwrap()).sum::<u64>(), 1978);
    assert_eq!(
        habeas.floor_and_ceiling(&["--measure", "detentions", "--from", "2011-12", "--to", "2011-12"]),
        (1312, Some(1312))
    );
    assert_eq!(
        habeas.floor_and_ceiling(&["--measure", "detentions", "--from", "2012", "--to", "2012"]),
        (3857, Some(3857))
    );

    // The year 2013, beside it.
    let imported = habeas.run(&["import", &later, "--format", "json"]).ends(1);
    assert_eq!(imported.json()[0]["rows"], 235);
    let doubts = imported.json()[0]["doubt_list"].to_string();
    for cell in ["21+8", "не сходится", "автозак"] {
        assert!(doubts.contains(cell), "a doubt names {cell}");
    }
    assert_eq!(habeas.floor_and_ceiling(&["--measure", "events", "--from", "2013"]), (235, Some(235)));
    assert_eq!(habeas.floor_and_ceiling(&["--measure", "detentions", "--from", "2013"]), (2037, Some(2037)));

    // Once more adds nothing.
    let before = habeas.count(&["--measure", "detentions"])["position"].clone();
    let again = habeas.run(&["import", &moscow, &later, "--format", "json"]).ends(0).json();
    assert_eq!(again[0]["already_imported"], true);
    assert_eq!(again[1]["already_imported"], true);
    assert_eq!(habeas.count(&["--measure", "detentions"])["position"], before);
}

/// Imports the dispatch and the claims that a person entered about it.
fn dispatch() -> Option<Habeas> {
    let Some(text) = shared("seed/dispatch.txt") else {
        println!("skipped: seed/dispatch.txt is not beside this checkout");
        return None;
    };
    let habeas = Habeas::new("Asia/Almaty");
    habeas.run(&["import", &text.display().to_string(), "--published", "2019-06-09"]);
    let batch = format!("{}/tests/real/dispatch.claims.json", env!("CARGO_MANIFEST_DIR"));
    let imported = habeas.run(&["import", &batch, "--format", "json"]).ends(0).json();
    assert_eq!(imported[0]["decisions"], 10);
    Some(habeas)
}

const ELECTION_DAY: &str = "2019-06-09T23:59+06:00";

#[test]
fn the_dispatch_is_counted_faithfully() {
    let Some(habeas) = dispatch() else { return };
    let receipt = habeas.count(&["--measure", "persons", "--as-of", ELECTION_DAY]);
    assert_eq!(receipt["floor"], 7, "{receipt:#}");
    assert_eq!(receipt["named"], 2);
    assert_eq!(receipt["ceiling"], serde_json::Value::Null, "several has no upper bound");
    let zero_to_one: Vec<&serde_json::Value> = receipt["records"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|record| record["floor"] == 0 && record["ceiling"] == 1)
        .collect();
    assert_eq!(zero_to_one.len(), 1, "{zero_to_one:#?}");
    assert_eq!(zero_to_one[0]["why"], "maybe_same");
    assert!(zero_to_one[0]["label"].as_str().unwrap().contains("British journalist"));

    // The total is not stated: only a word, second-hand, and never 200.
    assert_eq!(receipt["total"], serde_json::Value::Null);
    let figures = receipt["figures"].as_array().unwrap();
    assert_eq!(figures.len(), 1);
    assert_eq!(figures[0]["amount"]["word"], "hundreds");
    assert_eq!(
        (&figures[0]["amount"]["low"], &figures[0]["amount"]["high"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    assert_eq!(figures[0]["second_hand"], true);
    assert!(!receipt["floor"].to_string().contains("200"));

    // None of the six is still held; the protester of the photo may be.
    let held = habeas.count(&["--measure", "still-held", "--as-of", ELECTION_DAY]);
    assert_eq!(held["floor"], 0);
    let possibly: Vec<&str> =
        held["records"].as_array().unwrap().iter().map(|r| r["label"].as_str().unwrap()).collect();
    assert_eq!(possibly.len(), 2, "the protester and the British journalist: {possibly:?}");

    // The photo stands twice in the text; its protester is one person, detained once.
    let of_the_photo = |receipt: &serde_json::Value| {
        let records = receipt["records"].as_array().unwrap();
        records.iter().filter(|record| record["label"].as_str().unwrap().contains("protester")).count()
    };
    assert_eq!(of_the_photo(&receipt), 1);
    assert_eq!(of_the_photo(&habeas.count(&["--measure", "detentions", "--as-of", ELECTION_DAY])), 1);
}

#[test]
fn the_dispatch_keeps_its_own_words() {
    let Some(habeas) = dispatch() else { return };
    let search = |text: &str, kind: &str| -> Vec<serde_json::Value> {
        let ended = habeas.run(&["search", text, "--kind", kind, "--format", "json"]);
        ended.json().as_array().unwrap().clone()
    };
    // No organization was made of the gap in the text.
    let organizations = habeas.run(&["search", "--kind", "organization", "--format", "json"]).ends(0).json();
    let names: Vec<String> = organizations
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["label"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names.iter().all(|name| !name.contains("and") || name.contains("Rights and Rule")), "{names:?}");
    // "the capital" is kept, with [sic], and the place is what was written.
    let monitor = search("monitoring protests", "detention");
    let shown =
        habeas.run(&["show", monitor[0]["record"].as_str().unwrap(), "--format", "json"]).ends(0).json();
    let place =
        shown["properties"].as_array().unwrap().iter().find(|p| p["property"] == "detention.place").unwrap();
    assert_eq!(place["claims"][0]["value"]["text"], "Almaty");
    assert_eq!(place["claims"][0]["quote"], "Almaty, the capital");
    assert!(place["claims"][0]["note"].as_str().unwrap().contains("[sic]"));
    // The candidate's name stands exactly as the source wrote it, and is found under other spellings.
    let found = search("Касым-Жомарт", "person");
    assert_eq!(found.len(), 1, "{found:?}");
    // Denied and habitual sentences make no detention.
    let detentions = habeas.count(&["--measure", "detentions", "--as-of", ELECTION_DAY]);
    assert_eq!(detentions["records"].as_array().unwrap().len(), 8, "{detentions:#}");
    // Navigation and donation lines stay, and are marked; the caption that stands twice is marked as a repetition.
    let report = habeas.run(&["show", "dispatch.txt", "--format", "json"]).ends(0).json();
    let marked = |property: &str| -> Vec<(u64, u64)> {
        let of = report["properties"].as_array().unwrap().iter().find(|p| p["property"] == property).unwrap();
        let mut spots: Vec<(u64, u64)> = of["claims"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| (c["locator"]["start"].as_u64().unwrap(), c["locator"]["end"].as_u64().unwrap()))
            .collect();
        spots.sort_unstable();
        spots
    };
    assert_eq!(marked("report.boilerplate"), vec![(0, 20), (2845, 2940), (2942, 2958)]);
    assert_eq!(marked("report.repeat"), vec![(1287, 1422)]);
    // Every quote is the report's own bytes.
    let text = std::fs::read(shared("seed/dispatch.txt").unwrap()).unwrap();
    let export = habeas.run(&["export"]).ends(0);
    let mut quotes = 0;
    for line in export.out.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let (claim, locator) = (&line["claim"], &line["claim"]["locator"]);
        if let (Some(start), Some(end)) = (locator["start"].as_u64(), locator["end"].as_u64()) {
            quotes += 1;
            let words = std::str::from_utf8(&text[start as usize..end as usize]).unwrap();
            if let Some(name) = claim["value"]["name"].as_str() {
                assert!(words.contains(name), "{name} is not in its quote {words:?}");
            }
        }
    }
    assert!(quotes > 100, "{quotes} quotes");
}

#[test]
fn kazakhstan_figures_are_held_against_each_other() {
    let figures = needs!("data/kazakhstan_2019/official_and_other_figures.csv");
    let habeas = Habeas::new("Asia/Almaty");
    let imported = habeas.run(&["import", &figures, "--format", "json"]);
    assert_eq!(imported.json()[0]["rows"], 16);
    let sheet = habeas.run(&["figures", "--format", "json"]).ends(0).json();
    let list = sheet["figures"].as_array().unwrap();
    assert_eq!(list.len(), 16);
    for figure in list {
        for field in ["label", "measure", "speaker", "outlet"] {
            assert!(figure[field].is_string(), "{field} of {figure:#}");
        }
        assert!(figure["amount"]["word"].is_string(), "{figure:#}");
    }
    let figure = |label: &str| list.iter().find(|f| f["label"] == label).unwrap().clone();
    // The word is kept; the number only where it is strictly said.
    assert_eq!(figure("K02")["amount"]["word"], "hundreds");
    assert!(
        figure("K01")["amount"]["word"].as_str().unwrap().contains("сотни"),
        "about one hundred, in words"
    );
    assert_eq!(figure("K10")["amount"]["high"], 5000);
    assert_eq!(figure("K13")["amount"]["low"], 700);
    assert_eq!(figure("K08")["amount"]["low"], 951, "more than 950");
    let flags: Vec<&str> =
        sheet["flags"].as_array().unwrap().iter().map(|flag| flag.as_str().unwrap()).collect();
    let flagged = |parts: &[&str]| flags.iter().any(|flag| parts.iter().all(|part| flag.contains(part)));
    assert!(flagged(&["K07 repeats the 957 of K06", "punished_by_court", "detained"]), "{flags:#?}");
    assert!(flagged(&["K08", "617", "670", "contradict"]), "{flags:#?}");
    assert!(flagged(&["K06", "670 + 115 + 172 = 957"]), "{flags:#?}");
    assert!(flagged(&["K12", "3,000 + 677 + 305 = 3,982, not 4,000", "nearly"]), "{flags:#?}");
}

#[test]
fn kazakhstan_mentions_become_seven_people_and_eight_detentions() {
    let mentions = needs!("data/kazakhstan_2019/journalist_and_monitor_mentions.csv");
    let habeas = Habeas::new("Asia/Almaty");
    let imported = habeas.run(&["import", &mentions, "--format", "json"]);
    assert_eq!(imported.json()[0]["rows"], 18);
    let row =
        |mention: u32, kind: &str| format!("journalist_and_monitor_mentions.csv#{}:{kind}", mention + 1);
    let judge = |verdict: &str, kind: &str, a: u32, b: u32, why: &str| {
        habeas
            .run(&["judge", verdict, &row(a, kind), &row(b, kind), "--why", why, "--format", "json"])
            .ends(0)
            .json()
    };
    // The script of a reviewer: mentions of one person and one detention are judged the same.
    for (a, b) in [(1, 17), (1, 18), (2, 8), (2, 15), (7, 14), (6, 9)] {
        judge("same", "person", a, b, "same role, place and day");
        judge("same", "detention", a, b, "the same episode, told by several");
    }
    judge("same", "person", 12, 13, "the same name and employer");
    judge("different", "detention", 12, 13, "released in between, and detained again in the evening");
    judge("unsure", "person", 4, 2, "a British journalist: perhaps the one named elsewhere");
    let unsure = judge("unsure", "person", 16, 7, "a reporter of the same radio, in the first person");

    let persons = habeas.count(&["--measure", "persons"]);
    assert_eq!(
        (&persons["named"], &persons["floor"]),
        (&7.into(), &8.into()),
        "seven named and the cameraman: {persons:#}"
    );
    let detentions = habeas.count(&["--measure", "detentions"]);
    assert_eq!((&detentions["named"], &detentions["floor"]), (&8.into(), &9.into()), "{detentions:#}");

    // One judgement undone, and the earlier count comes back exactly.
    let strip = |mut receipt: serde_json::Value| {
        for field in ["position", "root", "as_of"] {
            receipt[field] = serde_json::Value::Null;
        }
        receipt
    };
    let before = strip(persons);
    let wrong = judge("same", "person", 10, 11, "a slip of the hand");
    let merged = habeas.count(&["--measure", "persons"]);
    assert_eq!((&merged["named"], &merged["floor"]), (&6.into(), &7.into()));
    let shown = habeas.run(&["show", &row(10, "person"), "--format", "json"]).ends(0).json();
    let decision = shown["judgements"][0]["decisions"][0]["id"].as_str().unwrap().to_owned();
    habeas.run(&["retract", &decision, "--why", "it was a slip"]).ends(0);
    assert_eq!(strip(habeas.count(&["--measure", "persons"])), before);
    assert!(wrong["position"].as_u64() > unsure["position"].as_u64());

    // And the difference is told in words.
    let position = wrong["position"].as_u64().unwrap();
    let words = habeas
        .run(&["diff", &(position - 1).to_string(), &position.to_string(), "--measure", "persons"])
        .ends(0);
    assert!(words.out.contains("-1 judged the same"), "{}", words.out);
}
