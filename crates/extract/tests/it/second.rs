//! A second reader may point at words of the text, and nothing else gets through.

use super::law::reports;
use super::mutate::{Chance, spoiled};
use extract::second::{RULE, facts, join};
use extract::{About, Kind, read};
use serde_json::{Value, json};

const TEXT: &str = "Police came at noon. They walked Anna Lee, a journalist of Radio Pine, to a waiting bus in Abay Square; \
Mark Stone was let go at night. The minister, Paul Grey, said that nobody was hurt in Annapolis.\n\nOf those in the square 53 people were \
detained, he said.\n";

fn given(kind: &str, quote: &str, slots: Value) -> String {
    json!({ "facts": [{ "type": kind, "quote": quote, "occurrence": 1, "slots": slots }] }).to_string()
}

fn names(answer: &str) -> Vec<String> {
    let second = facts(TEXT, &About::default(), answer);
    let name = |kind: &Kind| match kind {
        Kind::Detention(of) => of.name.clone(),
        other => format!("{other:?}"),
    };
    second.facts.iter().map(|fact| name(&fact.kind)).collect()
}

#[test]
fn what_it_points_at_is_taken_marked_and_of_low_confidence() {
    let quote = "They walked Anna Lee, a journalist of Radio Pine, to a waiting bus";
    let slots =
        json!({ "name": "Anna Lee", "role": "journalist", "org": "Radio Pine", "place": "Abay Square" });
    let second = facts(TEXT, &About::default(), &given("detention", quote, slots));
    let drafts = extract::gold::document("x", extract::Lang::En, "", TEXT, &second.facts);
    let fact = &drafts["facts"][0];
    assert_eq!(fact["name"], "Anna Lee");
    assert_eq!(fact["roles"], json!(["journalist"]));
    assert_eq!(fact["org"], "Radio Pine");
    assert_eq!(fact["place"], "Abay Square");
    assert_eq!(fact["outcome"], "unknown");
    assert_eq!(fact["second_reader"], true);
    assert_eq!(fact["confidence"], 0.1);
    let slots = json!({ "number": "53" });
    let counted = facts(TEXT, &About::default(), &given("count", "53 people were detained", slots));
    assert!(
        matches!(&counted.facts[..], [fact] if matches!(&fact.kind, Kind::Count(of) if of.min == Some(53)))
    );
}

#[test]
fn nothing_that_it_invents_gets_through() {
    let quote = "They walked Anna Lee, a journalist of Radio Pine, to a waiting bus";
    let check = |answer: &str| {
        assert_eq!(names(answer), Vec::<String>::new(), "{answer:.300}");
    };
    for (quote, slots) in [
        ("They walked Olga Smirnova to a waiting bus", json!({ "name": "Olga Smirnova" })),
        ("they walked anna lee", json!({ "name": "Anna Lee" })),
        (quote, json!({ "name": "Anna L" })),
        (quote, json!({ "name": "Anna  Lee" })),
        (quote, json!({ "name": "Аnna Lee" })),
        (quote, json!({ "name": "Olga Smirnova" })),
        (quote, json!({ "name": "Mark Stone" })),
        (quote, json!({ "name": "Anna Lee", "org": "Radio Oak" })),
        (quote, json!({ "name": "Anna Lee", "place": "Berlin" })),
        (quote, json!({ "name": "" })),
        (quote, json!({ "name": "," })),
        (quote, json!({ "name": 5 })),
        (quote, json!({ "name": ["Anna Lee"] })),
        (quote, json!({ "name": quote })),
        (quote, json!({})),
        (quote, json!(null)),
        ("", json!({ "name": "Anna Lee" })),
        ("   ", json!({ "name": "Anna Lee" })),
        ("nobody was hurt in Annapolis", json!({ "name": "Anna" })),
        ("at noon", json!({ "name": "noon", "org": "Paul" })),
    ] {
        check(&given("detention", quote, slots));
    }
    let fact = |occurrence: Value, kind: &str| {
        json!({ "facts": [{ "type": kind, "quote": quote, "occurrence": occurrence, "slots": { "name": "Anna Lee" },
                 "start": 0, "end": 5, "b0": 0, "b1": 99_999 }] })
        .to_string()
    };
    for occurrence in [json!(0), json!(2), json!(-1), json!(1e30), json!("1"), json!(u64::MAX)] {
        check(&fact(occurrence, "detention"));
    }
    for kind in ["not_detained", "Detention", "", "count", "property", "statement", "<script>"] {
        check(&fact(json!(1), kind));
    }
    for answer in [
        "",
        "null",
        "[]",
        "{}",
        "{",
        "}{",
        "<html><body>502 Bad Gateway</body></html>",
        "{\"facts\":{}}",
        "{\"facts\":[null,5,[],{}]}",
        "Sure! Here are the facts: Olga Smirnova was detained.",
    ] {
        check(answer);
    }
    check(&"[".repeat(900_000));
    check(&format!("{{\"facts\":{}", "[".repeat(900_000)));
    check(&given("detention", quote, json!({ "name": "Anna Lee", "x": "y".repeat(10 << 20) })));
    check(&given("count", "nobody was hurt in Annapolis", json!({ "number": "nobody" })));
}

#[test]
fn many_inventions_cost_little_and_a_true_one_comes_once() {
    let quote = "They walked Anna Lee, a journalist of Radio Pine, to a waiting bus";
    let one =
        json!({ "type": "detention", "quote": quote, "occurrence": 1, "slots": { "name": "Anna Lee" } });
    let false_one =
        json!({ "type": "detention", "quote": "Olga", "occurrence": 1, "slots": { "name": "Olga" } });
    let mut list = vec![one; 5];
    list.extend(vec![false_one; 2_000]);
    let second = facts(TEXT, &About::default(), &json!({ "facts": list }).to_string());
    assert_eq!(second.facts.len(), 1);
    assert_eq!(second.dropped, 2_004);
    assert_eq!(
        names(&format!("```json\n{}\n```", given("detention", quote, json!({ "name": "Anna Lee" })))),
        ["Anna Lee"]
    );
}

#[test]
fn it_overrides_nothing() {
    let text = "Police detained journalist Anna Lee on June 9.";
    let mut drafted = read(text, &About::default()).facts;
    let before = drafted.clone();
    assert!(!before.is_empty());
    let answer =
        given("detention", "detained journalist Anna Lee", json!({ "name": "Anna Lee", "org": "Police" }));
    let second = facts(text, &About::default(), &answer).facts;
    assert_eq!(second.len(), 1);
    join(&mut drafted, second);
    assert_eq!(drafted, before);
}

/// A sample of a law for any text: whatever is pointed at, what comes out stands in the text.
#[test]
fn whatever_it_points_at_in_spoiled_reports_stands_there() {
    let reports = reports();
    let mut chance = Chance::new(3);
    let mut taken = 0;
    for _ in 0..300 {
        let text = spoiled(&reports, &mut chance);
        let chars: Vec<char> = text.chars().collect();
        let piece = |chance: &mut Chance, most: usize| -> String {
            let from = chance.below(chars.len() + 1);
            chars[from..].iter().take(1 + chance.below(most)).collect()
        };
        let list: Vec<Value> = (0..8)
            .map(|_| {
                let quote = piece(&mut chance, 80);
                let words: Vec<&str> = quote.split_whitespace().collect();
                let name = words.get(chance.below(words.len() + 1)).map_or("x", |word| word).to_owned();
                let kind = ["detention", "count", "harm", "property", "statement"][chance.below(5)];
                json!({ "type": kind, "quote": quote, "occurrence": 1 + chance.below(2), "slots":
                    { "name": name, "item": name, "number": name, "speaker": name } })
            })
            .collect();
        let second = facts(&text, &About::default(), &json!({ "facts": list }).to_string());
        taken += second.facts.len();
        for fact in &second.facts {
            assert_eq!(fact.rule, RULE);
            assert!(fact.evidence.is_of(&text));
        }
        let drafts = extract::gold::document("x", extract::Lang::En, "", &text, &second.facts);
        let score = extract::eval::score(&text, &json!({ "facts": [] }), &drafts);
        assert_eq!(score.fabricated, 0, "{:?}", score.misses);
        for fact in drafts["facts"].as_array().unwrap() {
            let value = fact.get("name").or(fact.get("item")).or(fact.get("speaker")).and_then(Value::as_str);
            assert!(value.is_none_or(|value| text.contains(value)), "{fact}");
        }
    }
    assert!(taken > 50, "only {taken} were taken: the law was not tried");
}
