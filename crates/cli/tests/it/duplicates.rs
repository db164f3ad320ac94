//! Who may be one person: proposed with reasons, judged by people, never asked again once they are different, and
//! joined by nobody but a person. Every command is a process of its own, so each answer comes after a restart.

use crate::habeas::Habeas;
use serde_json::Value as Json;

fn call(habeas: &Habeas, name: &str, more: &[&str]) -> (String, Json, String) {
    let args = [&["record", "--name", name, "--format", "json"][..], more].concat();
    let ended = habeas.run(&args).ends(0);
    let made = ended.json();
    (made["person"].as_str().unwrap().to_owned(), made, ended.err)
}

fn proposed(habeas: &Habeas) -> Json {
    habeas.run(&["review", "duplicates", "--format", "json"]).ends(0).json()
}

/// A receipt without the position at which it was asked.
fn receipt(habeas: &Habeas) -> Json {
    let mut receipt = habeas.count(&["--measure", "persons", "--as-of", "2031-06-09T12:00", "--receipt"]);
    receipt.as_object_mut().unwrap().remove("position");
    receipt.as_object_mut().unwrap().remove("root");
    receipt
}

const TAKEN: [&str; 6] = ["--when", "2031-06-08T10:00", "--place", "Green bazaar", "--unit", "Station Seven"];

#[test]
fn two_spellings_are_proposed_judged_and_never_asked_again() {
    let habeas = Habeas::new("Asia/Almaty");
    let (a, _, _) = call(&habeas, "Қасым-Жомарт Сыңарбеков", &TAKEN);
    call(&habeas, "Бейбарыс Ерасылов", &["--when", "2031-06-08T10:00"]);
    // Before the second is saved, its caller is told of the first, with a reason that can be read.
    let rehearsed = habeas.run(&["record", "--name", "Kassym-Jomart Synarbekov", "--dry-run"]).ends(0);
    assert!(
        rehearsed.err.contains(&a)
            && rehearsed.err.contains("given names: Kassym-Jomart ~ Қасым-Жомарт, scheme passport"),
        "{}",
        rehearsed.err
    );
    assert!(!rehearsed.err.contains("Бейбарыс"), "{}", rehearsed.err);
    let (b, made, said) = call(&habeas, "Kassym-Jomart Synarbekov", &TAKEN);
    assert!(said.contains("perhaps known already: Қасым-Жомарт Сыңарбеков"), "{said}");
    assert_eq!(made["alike"][0]["person"], Json::from(a.as_str()));

    let list = proposed(&habeas);
    assert_eq!(list["total"], 1, "{list:#}");
    let one = &list["proposals"][0];
    let both = [one["a"]["record"].as_str().unwrap(), one["b"]["record"].as_str().unwrap()];
    assert!(both.contains(&a.as_str()) && both.contains(&b.as_str()), "{one:#}");
    let reasons = one["reasons"].to_string();
    assert!(reasons.contains("Қасым-Жомарт") && reasons.contains("Kassym-Jomart"), "{reasons}");
    for sign in ["same_day", "same_place", "same_unit", "all_go_together"] {
        assert!(one["signs"].as_array().unwrap().contains(&Json::from(sign)), "{sign}: {one:#}");
    }
    let words = habeas.run(&["review", "duplicates"]).ends(0).out;
    assert!(words.contains("Қасым-Жомарт Сыңарбеков ~ ") || words.contains(" ~ Қасым-Жомарт"), "{words}");
    assert!(words.contains("detained at the same place") && words.contains("Green bazaar"), "{words}");
    // A proposal joins nobody.
    assert_eq!(receipt(&habeas)["floor"], 3);

    habeas.run(&["judge", &a, &b, "different", "--reason", "the second is older"]).ends(0);
    assert_eq!(proposed(&habeas)["total"], 0);
    // Also when the casebook is made anew from the ledger.
    std::fs::remove_file(habeas.casebook().join("sealed/casebook")).ok();
    assert_eq!(proposed(&habeas)["total"], 0);
    // A third call of the same name is asked about, against each of them.
    let (c, _, _) = call(&habeas, "Касым-Жомарт Сынарбеков", &TAKEN);
    let list = proposed(&habeas);
    assert_eq!(list["total"], 2, "{list:#}");
    for proposal in list["proposals"].as_array().unwrap() {
        let both = [&proposal["a"]["record"], &proposal["b"]["record"]];
        assert!(both.contains(&&Json::from(c.as_str())), "{proposal:#}");
    }

    let before = receipt(&habeas);
    assert_eq!(before["floor"], 4);
    habeas.run(&["judge", "same", &a, &c, "--why", "same aunt called twice"]).ends(0);
    assert_eq!(receipt(&habeas)["floor"], 3, "the count falls by one");
    // Whoever is different from one is different from the other.
    assert_eq!(proposed(&habeas)["total"], 0);
    let shown = habeas.run(&["show", &c, "--format", "json"]).ends(0).json();
    let decision = shown["judgements"][0]["decisions"][0]["id"].as_str().unwrap().to_owned();
    habeas.run(&["retract", &decision, "--why", "two aunts"]).ends(0);
    assert_eq!(receipt(&habeas), before, "undoing restores the receipt");
    assert_eq!(proposed(&habeas)["total"], 2);
    habeas.run(&["judge", &b, &c, "unsure", "--why", "cannot tell"]).ends(0);
    assert_eq!(proposed(&habeas)["total"], 1, "unsure is an answer too");
}

#[test]
fn what_speaks_against_is_said_and_strangers_are_not_proposed() {
    let habeas = Habeas::new("Asia/Almaty");
    let (a, _, _) = call(&habeas, "Айбала Сұңқарқызы", &[]);
    let (b, _, _) = call(&habeas, "Aibala Sunkarkyzy", &[]);
    call(&habeas, "Жаннұр Сұңқарқызы", &[]);
    call(&habeas, "Тест", &[]);
    habeas.run(&["record", "--about", &a, "--set", "person.birth=1990-05-06"]).ends(0);
    habeas.run(&["record", "--about", &b, "--set", "person.birth=1990-05-06"]).ends(0);
    let list = proposed(&habeas);
    assert_eq!(list["total"], 1, "{list:#}");
    assert_eq!(list["proposals"][0]["signs"], serde_json::json!(["born_same_day"]));
    let strong = list["proposals"][0]["weight"].as_f64().unwrap();
    habeas.run(&["record", "--about", &a, "--set", "person.sex=female"]).ends(0);
    habeas.run(&["record", "--about", &b, "--set", "person.sex=male"]).ends(0);
    let list = proposed(&habeas);
    let weak = list["proposals"][0]["weight"].as_f64().unwrap();
    assert!(weak < strong, "{weak} {strong}");
    // The steps lead from nothing to the weight, with what is written.
    let steps = list["proposals"][0]["steps"].as_array().unwrap();
    let sum: f64 = steps.iter().map(|step| step["bits"].as_f64().unwrap()).sum();
    assert!((sum - weak).abs() < 0.05, "{sum} {weak}");
    assert_eq!(steps[0]["of"], "before", "{list:#}");
    assert_eq!(steps[2]["written"], serde_json::json!(["1990-05-06", "1990-05-06"]), "{list:#}");
    let words = habeas.run(&["review", "duplicates"]).ends(0).out;
    assert!(words.contains("+12.8  born on the same day: 1990-05-06"), "{words}");
    assert!(list["proposals"][0]["signs"].to_string().contains("sex_differs"), "{list:#}");
    // Refusals name what is missing.
    let refused = habeas.run(&["judge", &a, &b, "maybe", "--why", "x"]).ends(3);
    assert!(refused.err.contains("same, different or unsure"), "{}", refused.err);
    habeas.run(&["judge", &a, "same", "--why", "x"]).ends(2);
}

/// Of a synthetic day without anybody's judgements: pairs of records of one true person are proposed nearly all, and
/// stand before the others.
#[test]
fn planted_pairs_are_proposed_and_come_first() {
    use claims::{Property, Saying, Value};
    let (mut pairs, mut found, mut first, mut total) = (0, 0, 0, 0);
    for seed in [3, 20_310_608] {
        let dir = tempfile::tempdir().unwrap();
        let key = ledger::Unlock::KeyFile(dir.path().join("key"));
        let zone = claims::when::ZoneId::parse(testkit::ZONE).unwrap();
        let new = ledger::NewCasebook::new(key);
        let desk = desk::Desk::found(&dir.path().join("book"), new, zone, desk::Edges::system()).unwrap();
        let day = testkit::election_day(seed, &testkit::DaySize::default());
        let mut named = std::collections::BTreeSet::new();
        let told = day.entries.into_iter().map(|entry| {
            let saves = entry.saves.into_iter().map(|mut save| {
                save.sayings.retain(|saying| matches!(saying, Saying::Claim(_)));
                for saying in &save.sayings {
                    if let Saying::Claim(claim) = saying
                        && claim.property == Property::PersonName
                        && matches!(claim.value, Value::Name(_))
                    {
                        named.insert(claim.about);
                    }
                }
                save
            });
            (entry.at, saves.filter(|save| !save.sayings.is_empty()).collect::<Vec<_>>())
        });
        let told: Vec<_> = told.filter(|(_, saves)| !saves.is_empty()).collect();
        desk.save_as_drafted(told).unwrap();
        let mut truth = std::collections::BTreeSet::new();
        for person in &day.truth.persons {
            for (at, a) in person.records.iter().enumerate() {
                for b in person.records.iter().skip(at + 1).filter(|b| named.contains(b) && named.contains(a))
                {
                    truth.insert((*a.min(b), *a.max(b)));
                }
            }
        }
        let list = desk::review::proposals(&desk, 0, 5000).unwrap();
        let proposed: Vec<_> = list.list.iter().map(|one| (one.a.named.record, one.b.named.record)).collect();
        pairs += truth.len();
        total += proposed.len();
        found += proposed.iter().filter(|pair| truth.contains(pair)).count();
        first += proposed.iter().take(truth.len()).filter(|pair| truth.contains(pair)).count();
    }
    println!(
        "true pairs {pairs}, proposed {total}, true among them {found}, among as many first ones {first}"
    );
    assert!(pairs > 50, "{pairs}");
    assert!(found * 100 >= pairs * 95, "{found} of {pairs}");
    assert!(first * 100 >= pairs * 85, "{first} of {pairs}");
}
