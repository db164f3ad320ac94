//! Claim batches: what they say, and how they are refused.

use claims::{Modality, Polarity, Property, RecordId, Ruling, Spot, Value};
use intake::batch::{parse, resolve};
use proptest::prelude::*;

const TEXT: &str = "Police held “two” people, among them А. Тау.";

fn batch(claims: &str, decisions: &str) -> String {
    format!(
        r#"{{"form":"habeas-claims-1","zone":"Asia/Almaty","report":{{"text":"…"}},"source":"s","said_at":"2031-06-08",
        "records":[{{"handle":"s","kind":"source"}},{{"handle":"p","kind":"person"}},{{"handle":"d","kind":"detention"}}],
        "claims":[{claims}],"decisions":[{decisions}]}}"#
    )
}

fn read(json: &str) -> Result<intake::batch::Resolved, intake::batch::BatchProblem> {
    let mut n = 0u128;
    let mut ids = || {
        n += 1;
        n.to_be_bytes()
    };
    resolve(&parse(json.as_bytes())?, RecordId::from_bytes([9; 16]), TEXT.as_bytes(), &mut ids)
}

#[test]
fn a_value_is_taken_from_the_report_by_its_bytes() {
    let start = TEXT.find("А. Тау").unwrap();
    let end = start + "А. Тау".len();
    let json = batch(
        &format!(
            r#"{{"key":"n","about":"p","property":"person.name","quote":[{start},{end}],"note":"initial only"}},
        {{"about":"d","property":"detention.of","record":"p","modality":"relayed","denied":true}}"#
        ),
        r#"{"accept":"n","why":"it is so"},{"judge":["p","s"],"verdict":"different","why":"x"}"#,
    );
    let got = read(&json).unwrap();
    let name = &got.claims[0];
    assert_eq!(
        (name.property, &name.locator.as_ref().unwrap().spot),
        (Property::PersonName, &Spot::Quote { start: start as u64, end: end as u64 })
    );
    assert!(matches!(&name.value, Value::Name(n) if n.as_str() == "А. Тау"));
    assert_eq!(name.said_at.as_ref().unwrap().written(), "2031-06-08");
    assert_eq!((got.claims[1].modality, got.claims[1].polarity), (Modality::Relayed, Polarity::Denied));
    assert!(matches!(got.decisions[0].0.ruling, Ruling::Accept(id) if id == name.id));
}

#[test]
fn a_batch_is_refused_whole_naming_its_place() {
    let check = |claims: &str, decisions: &str, place: &str, says: &str| {
        let problem = read(&batch(claims, decisions)).unwrap_err();
        assert!(problem.place.contains(place) && problem.says.contains(says), "{place} {says}: {problem}");
    };
    check(r#"{"about":"q","property":"person.name","value":"A"}"#, "", "claims[0].about", "\"q\"");
    check(r#"{"about":"p","property":"detention.place","value":"A"}"#, "", "claims[0].property", "person");
    check(r#"{"about":"p","property":"person.name"}"#, "", "claims[0].value", "needs a value");
    check(r#"{"about":"p","property":"person.name","quote":[3,2]}"#, "", "claims[0].quote", "3–2");
    check(r#"{"about":"p","property":"person.name","quote":[0,9999]}"#, "", "claims[0].quote", "9999");
    check(
        r#"{"about":"p","property":"person.name","quote":[12,14]}"#,
        "",
        "claims[0].quote",
        "cut a character",
    );
    check(
        r#"{"about":"d","property":"detention.when","value":"2031-02-31"}"#,
        "",
        "claims[0].value",
        "28 days",
    );
    check(
        r#"{"about":"d","property":"detention.custody","custody":{"state":"gone"}}"#,
        "",
        "custody.state",
        "gone",
    );
    check("", r#"{"judge":["p","d"],"verdict":"maybe","why":"x"}"#, "decisions[0].verdict", "maybe");
    check("", r#"{"accept":"none","why":"x"}"#, "decisions[0].accept", "none");
    check("", r#"{"why":"x"}"#, "decisions[0]", "judges");
}

#[test]
fn what_is_not_a_batch_is_refused_with_its_line() {
    let check = |json: &str, says: &str| {
        let problem = parse(json.as_bytes()).unwrap_err().to_string();
        assert!(problem.contains(says), "{says:?} in {problem}");
    };
    check("", "line");
    check("[1, 2]", "line 1");
    check("{\"form\": \"habeas-claims-1\"\n, \"zone\": \"\\ud800\"", "line 2");
    check(&format!("{{\"form\":{}", "[".repeat(5000)), "line 1");
    check(&batch("", "").replace("habeas-claims-1", "habeas-claims-9"), "habeas-claims-9");
    check(&batch("", "").replace("\"source\"", "\"sourze\""), "sourze");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&bytes);
    }

    #[test]
    fn any_offsets_are_read_or_refused(start in 0u64..80, end in any::<u64>()) {
        let json = batch(&format!(r#"{{"about":"p","property":"person.name","quote":[{start},{end}]}}"#), "");
        if let Ok(read) = read(&json) {
            let Value::Name(name) = &read.claims[0].value else { panic!("a name") };
            prop_assert!(TEXT[start as usize..end as usize].contains(name.as_str()));
        }
    }
}
