//! Estimating from a casebook: sources are lists, people are counted after judgements, and somebody must answer for it.

use crate::habeas::Habeas;
use serde_json::{Value as Json, json};

/// Korea/Palembang (Ball, Shin and Yang 2018): which of the lists b, c and d, and how many people.
const KOREA: [(&[&str], usize); 6] =
    [(&["d"], 41), (&["c"], 5), (&["b"], 5), (&["b", "c"], 54), (&["b", "d"], 6), (&["b", "c", "d"], 12)];

/// A batch of claims: every person has a detention, which each of its sources speaks of. Of the list b an outlet speaks half of the
/// time, which repeats it; and one person stands in two records, which are judged the same.
pub fn batch() -> String {
    let mut records = vec![];
    let mut claims = vec![];
    for source in ["b", "c", "d", "outlet"] {
        records.push(json!({"handle": source, "kind": "source"}));
        claims.push(json!({"about": source, "property": "source.name", "value": format!("List {source}")}));
    }
    claims.push(json!({"about": "outlet", "property": "source.relays", "record": "b"}));
    let mut person = |handle: String, sources: &[&str]| {
        let detention = format!("d{handle}");
        records.push(json!({"handle": handle, "kind": "person"}));
        records.push(json!({"handle": detention, "kind": "detention"}));
        for source in sources {
            claims.push(
                json!({"about": detention, "property": "detention.of", "record": handle, "source": source}),
            );
            let when = json!({"about": detention, "property": "detention.when", "value": "2031-06-08", "source": source});
            claims.push(when);
        }
    };
    let mut n = 0;
    for (lists, people) in KOREA {
        for at in 0..people {
            n += 1;
            let told: Vec<&str> =
                lists.iter().map(|list| if *list == "b" && at % 2 == 0 { "outlet" } else { *list }).collect();
            match (lists, at) {
                (["b", "c"], 0) => {
                    person("twice1".to_owned(), &["b"]);
                    person("twice2".to_owned(), &["c"]);
                }
                _ => person(format!("p{n}"), &told),
            }
        }
    }
    let decisions = json!([{"judge": ["twice1", "twice2"], "verdict": "same", "why": "same birth date"}]);
    json!({
        "form": "habeas-claims-1", "zone": "Asia/Almaty", "report": {"text": "lists"},
        "records": records, "claims": claims, "decisions": decisions,
    })
    .to_string()
}

const ASK: [&str; 7] = ["estimate", "--measure", "persons", "--lists", "source", "--as-of", "2031-06-09"];

fn ask(habeas: &Habeas, more: &[&str]) -> Json {
    habeas.run(&[&ASK[..], &["--format", "json"], more].concat()).ends(0).json()
}

#[test]
fn the_table_comes_from_the_casebook_and_its_estimate_stands_beside_the_count() {
    let habeas = Habeas::new("Asia/Almaty");
    let file = habeas.file("batch.json", batch());
    habeas.run(&["import", &file]).ends(0);
    let found = ask(&habeas, &[]);
    assert_eq!((&found["n_observed"], &found["casebook"]["floor"]), (&123.into(), &123.into()));
    let mut lists: Vec<(&str, u64)> = found["casebook"]["lists"]
        .as_array()
        .unwrap()
        .iter()
        .map(|list| (list["name"].as_str().unwrap(), list["people"].as_u64().unwrap()))
        .collect();
    lists.sort_unstable();
    assert_eq!(lists, [("List b", 77), ("List c", 71), ("List d", 59)]);
    let median = found["median"].as_f64().unwrap();
    assert!((134.0..142.0).contains(&median), "{median}");
    // The count is what it was.
    assert_eq!(habeas.floor_and_ceiling(&["--measure", "persons", "--as-of", "2031-06-09"]).0, 123);

    // Nobody has answered for the lists, so it stays inside; who then does is named.
    assert_eq!(
        (&found["publishable"], &found["casebook"]["to_be_attested"]),
        (&false.into(), &json!(["closure", "scope"]))
    );
    habeas.run(&[&ASK[..], &["--attest", "closure,scope"]].concat()).ends(3);
    habeas.run(&[&ASK[..], &["--attest", "closure,scope", "--why", "try", "--dry-run"]].concat()).ends(0);
    assert_eq!(ask(&habeas, &[])["publishable"], false);
    let found = ask(&habeas, &["--attest", "closure,scope", "--why", "three lists of one camp"]);
    assert_eq!((&found["publishable"], &found["casebook"]["to_be_attested"]), (&true.into(), &json!([])));
    let attested = &found["casebook"]["attestations"][0];
    assert_eq!(
        (&attested["why"], &attested["answers_for"]),
        (&"three lists of one camp".into(), &"closure, scope".into())
    );
    // It is remembered, also by the report, and holds for this question alone.
    let report = habeas.path().join("report.html").display().to_string();
    let said = habeas.run(&[&ASK[..], &["--report", &report]].concat()).ends(0).out;
    assert!(said.contains("answers for closure, scope"), "{said}");
    let page = std::fs::read_to_string(&report).unwrap();
    for words in ["List b", "<strong>123</strong> people are documented", "verified names"] {
        assert!(page.contains(words), "{words}");
    }
    assert_eq!(ask(&habeas, &["--from", "2031-06-01"])["publishable"], false);
    // And it can be undone.
    let decision = attested["decision"].as_str().unwrap();
    habeas.run(&["retract", decision, "--why", "there were two camps"]).ends(0);
    assert_eq!(ask(&habeas, &[])["publishable"], false);
}

#[test]
fn a_question_that_makes_no_table_says_so_and_names_the_floor() {
    let habeas = Habeas::new("Asia/Almaty");
    let said = habeas.run(&ASK).ends(3);
    assert!(said.err.contains("documents at least 0 people"), "{}", said.err);
    for (args, field) in [
        (&["estimate"][..], "TABLE"),
        (&["estimate", "--measure", "persons", "--lists", "unit"], "lists"),
        (&["estimate", "--measure", "detentions", "--lists", "source"], "measure"),
        (&["estimate", "--measure", "geese", "--lists", "source"], "measure"),
    ] {
        let said = habeas.run(args);
        assert!(said.err.contains(field) && said.code != 0, "{args:?}: {}", said.err);
    }
    let table = habeas.file("t.csv", "a,b,c,n\n1,0,0,9\n0,1,0,9\n0,0,1,9\n1,1,1,9\n");
    habeas.run(&["estimate", &table, "--from", "2031-06-08"]).ends(3);
}
