//! Estimating as an analyst does, from tables of her own and without a casebook.

use crate::habeas::{Ended, Habeas, shared};
use serde_json::Value as Json;

/// Korea/Palembang (Ball, Shin and Yang 2018): published figures.
const KOREA: &str = "b,c,d,count\n0,0,1,41\n0,1,0,5\n1,0,0,5\n1,1,0,54\n1,0,1,6\n1,1,1,12\n";
/// Two lists that meet, and a third that meets neither.
const APART: &str = "prison,lawyers,press,n\n1,0,0,30\n0,1,0,30\n1,1,0,20\n0,0,1,40\n";

fn ask(habeas: &Habeas, words: &[&str]) -> Ended {
    let all: Vec<&str> = ["estimate"].iter().chain(words).copied().collect();
    habeas.run(&all)
}

fn place(habeas: &Habeas, name: &str) -> String {
    habeas.path().join(name).display().to_string()
}

fn json(ended: &Ended) -> Json {
    serde_json::from_str(&ended.out).unwrap_or_else(|cause| panic!("{cause}: {}", ended.out))
}

#[test]
fn a_table_gives_an_interval_beside_what_is_documented() {
    let habeas = Habeas::elsewhere();
    let table = habeas.file("korea.csv", KOREA);
    let draws = place(&habeas, "draws.csv");
    let ended = ask(&habeas, &[&table, "--format", "json", "--seed", "5", "--draws", &draws]).ends(0);
    let found = json(&ended);
    assert_eq!(found["method"], "lcmcr");
    assert_eq!(found["n_observed"], 123);
    let (median, low, high) = (
        found["median"].as_f64().unwrap(),
        found["lower95"].as_f64().unwrap(),
        found["upper95"].as_f64().unwrap(),
    );
    assert!(
        (134.0..142.0).contains(&median) && (123.0..126.0).contains(&low) && (180.0..220.0).contains(&high)
    );
    assert!(found["rhat"].as_f64().unwrap() <= 1.01 && found["ess_tail"].as_f64().unwrap() >= 1000.0);
    assert_eq!((&found["chains"], &found["seed"], &found["withheld"]), (&4.into(), &5.into(), &Json::Null));
    assert_eq!(found["table_sha256"].as_str().unwrap().len(), 64);
    let codes: Vec<&str> =
        found["gates"].as_array().unwrap().iter().map(|gate| gate["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10"]);
    // Nobody has answered for it, so it is not for the public; then somebody has.
    assert_eq!(found["publishable"], false);
    let attested =
        ask(&habeas, &[&table, "--method", "dga", "--format", "json", "--attest", "closure,scope,linkage"]);
    assert_eq!(json(&attested)["publishable"], true);
    // The same table, seed and version: the same bytes, on any number of threads.
    let again = place(&habeas, "again.csv");
    ask(&habeas, &[&table, "--seed", "5", "--draws", &again, "--threads", "1"]).ends(0);
    let read = |path: &str| std::fs::read_to_string(path).unwrap();
    assert!(read(&draws).starts_with("chain,draw,total\n1,1,") && read(&draws).lines().count() > 1000);
    assert_eq!(read(&draws), read(&again));
    let text = ask(&habeas, &[&table, "--method", "all"]).ends(0).out;
    for words in [
        "Documented: 123 people",
        "Estimated in all: 13",
        "Warning (G10)",
        "sparse threshold",
        "at least 142",
        "K = 5",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn where_nothing_can_be_said_nothing_is() {
    let habeas = Habeas::elsewhere();
    let table = habeas.file("apart.csv", APART);
    let ended = ask(&habeas, &[&table, "--method", "all", "--format", "json"]).ends(1);
    let found = json(&ended);
    assert_eq!(found["withheld"]["code"], "G2");
    assert!(found["withheld"]["reason"].as_str().unwrap().contains("nobody in common"));
    assert_eq!(found["n_observed"], 120);
    for name in ["median", "mean", "lower95", "upper95"] {
        assert_eq!(found[name], Json::Null);
        assert!(found["methods"].as_array().unwrap().iter().all(|method| method[name] == Json::Null));
    }
    let text = ask(&habeas, &[&table]).ends(1).out;
    assert!(text.contains("Documented: 120 people") && text.contains("No estimate is shown (G2)."), "{text}");
    assert!(!text.contains("Estimated in all"), "{text}");
}

#[test]
fn a_table_that_cannot_be_used_is_refused_with_row_and_column() {
    let habeas = Habeas::elsewhere();
    let check = |text: &str, says: &str| {
        let file = habeas.file("table.csv", text);
        let ended = ask(&habeas, &[&file]).ends(3);
        assert!(ended.err.contains(says) && ended.out.is_empty(), "{text:?}: {}", ended.err);
    };
    check("a,b,count\n1,0,-5\n0,1,7\n", "row 2, column \"count\": \"-5\" is no count");
    check("a,b,count\n1,0,2.5\n0,1,7\n", "\"2.5\" is no count");
    check("a,b,count\n1,0,\n0,1,7\n", "row 2: the count is missing");
    check("a,b,count\n0,0,3\n0,1,7\n", "row 2 counts 3 people on no list");
    check("a,count\n1,3\n0,0\n", "two lists are the least");
    check("name,born\nA,1990\n", "no columns of zeros and ones");
    check("", "");
    let many: Vec<String> = (0..26).map(|at| format!("l{at}")).collect();
    check(&format!("{},count\n{},3\n", many.join(","), vec!["1"; 26].join(",")), "26 lists; at most 25");
    let seven = "a,b,c,d,e,f,g,n\n1,1,1,1,1,1,1,50\n1,0,0,0,0,0,0,9\n0,1,0,0,0,0,0,9\n0,0,1,0,0,0,0,9\n0,0,0,1,0,0,0,9\n";
    let file = habeas.file("seven.csv", seven);
    let ended = ask(&habeas, &[&file, "--method", "dga"]).ends(3);
    assert!(ended.err.contains("dga takes at most 6 lists, the table has 7"), "{}", ended.err);
}

#[test]
fn strata_are_added_and_linkages_combined() {
    let habeas = Habeas::elsewhere();
    let rows = KOREA.lines().skip(1);
    let north = rows.clone().map(|row| format!("{row},north\n"));
    let strata: String = north.chain(rows.map(|row| format!("{row},south\n"))).collect();
    let table = habeas.file("strata.csv", format!("b,c,d,count,place\n{strata}"));
    let found = json(&ask(&habeas, &[&table, "--strata", "place", "--format", "json"]).ends(0));
    assert_eq!(found["n_observed"], 246);
    let median = found["median"].as_f64().unwrap();
    assert!((270.0..300.0).contains(&median), "{median}");
    assert_eq!(found["strata"][1]["stratum"], "south");
    let one = habeas.file("one.csv", KOREA);
    let other = habeas.file("other.csv", KOREA.replace("1,0,1,6", "1,0,1,9").replace("0,0,1,41", "0,0,1,38"));
    let found = json(&ask(&habeas, &[&one, "--format", "json", "--replicates", &one, &other]).ends(0));
    let combined = &found["replicates"]["combined"];
    assert!(
        combined["from_linkage"].as_f64().unwrap() > 0.0 && combined["lower95"].as_f64().unwrap() > 120.0,
        "{found}"
    );
    // Linkage is counted in.
    let ten = found["gates"].as_array().unwrap()[9]["sentence"].as_str().unwrap().to_owned();
    assert!(!ten.contains("doubtful"), "{ten}");
}

#[test]
fn a_result_is_kept_where_a_folder_is_named() {
    let habeas = Habeas::elsewhere();
    let table = habeas.file("korea.csv", KOREA);
    let folder = place(&habeas, "kept");
    let first = ask(&habeas, &[&table, "--method", "dga", "--cache", &folder, "--format", "json"]).ends(0);
    let again = ask(&habeas, &[&table, "--method", "dga", "--cache", &folder, "--format", "json"]).ends(0);
    // Even the seconds are those of the first time.
    assert_eq!(first.out, again.out);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    ask(&habeas, &[&table, "--method", "dga", "--seed", "2", "--cache", &folder]).ends(0);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn tables_of_other_programs_are_read_or_refused() {
    let habeas = Habeas::elsewhere();
    let check = |name: &str, code: i32, says: &str| {
        let Some(path) = shared(&format!("data/estimate/{name}.csv")) else {
            eprintln!("skipped: ../shared/data/estimate is absent");
            return;
        };
        let ended = ask(&habeas, &[path.to_str().unwrap(), "--method", "chao"]).ends(code);
        let all = ended.out + &ended.err;
        assert!(all.contains(says), "{name}: {all}");
    };
    check("rcapture_HIV", 1, "Documented: 1,896 people on at least one of 4 lists");
    check("rcapture_hare", 1, "each of the 68 rows was taken as one person");
    check("rcapture_mvole", 3, "30 lists; at most 25");
    check("rcapture_cbird", 3, "not on which");
    check("conting_spina", 1, "on at least one of 3 lists");
    check("conting_ScotPWID", 1, "Documented: 5,670 people");
    check("conting_heart", 3, "people on no list");
    check("conting_AOH", 3, "people on no list");
    check("ph_caloocan_unidentified", 1, "Documented: 599 people on at least one of 11 lists");
}
