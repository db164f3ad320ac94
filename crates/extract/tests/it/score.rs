//! How drafts of people without a name are held against the facts.

use extract::eval::score;
use serde_json::{Value, json};

/// A fact or draft: description, evidence, size.
type One<'o> = (&'o str, (u64, u64), Option<u64>);

/// Facts, drafts, and how many are right, wrong and missed.
type Case<'o> = (&'o [One<'o>], &'o [One<'o>], (u32, u32, u32));

fn document(all: &[One<'_>]) -> Value {
    let one = |(name, (start, end), size): &One<'_>| {
        let mut fact = json!({"type": "detention", "named": false, "name": name, "ev": [{"start": start, "end": end, "quote": ""}]});
        if let Some(size) = size {
            fact["size"] = json!(size);
        }
        fact
    };
    json!({"facts": all.iter().map(one).collect::<Vec<_>>()})
}

fn check(table: &[Case<'_>]) {
    let mut wrong = String::new();
    for (facts, drafts, expected) in table {
        let score = score("", &document(facts), &document(drafts));
        let got = score.slots.get("unnamed").copied().unwrap_or_default();
        if (got.right, got.wrong, got.missed) != *expected {
            wrong.push_str(&format!("\n{facts:?} {drafts:?}: {got:?} for {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn descriptions_match_by_what_tells_in_them() {
    check(&[
        // The shorter in the longer, whatever endings, articles and numbers as words.
        (&[("a young man in a green jacket", (0, 9), None)], &[("A young man", (20, 29), None)], (1, 0, 0)),
        (&[("две девушки", (0, 9), Some(2))], &[("двух девушек", (20, 29), Some(2))], (1, 0, 0)),
        (&[("екі қыз", (0, 9), Some(2))], &[("екі қызды", (20, 29), Some(2))], (1, 0, 0)),
        // Other words, the same place.
        (
            &[("two legal observers", (0, 20), Some(2))],
            &[("Two of its own people", (0, 21), Some(2))],
            (1, 0, 0),
        ),
        // Somebody else, and another number.
        (&[("a taxi driver", (0, 9), None)], &[("a bus driver", (20, 29), None)], (0, 1, 1)),
        (&[("two girls", (0, 9), Some(2))], &[("three girls", (20, 29), Some(3))], (0, 1, 1)),
        // One draft is never two people; one told twice is not wrong.
        (&[("a boy", (0, 9), None), ("a girl", (0, 9), None)], &[("a girl", (0, 9), None)], (1, 0, 1)),
        (&[("a boy", (0, 9), None)], &[("a boy", (0, 9), None), ("the boy", (40, 49), None)], (1, 0, 0)),
        // Somebody else in the words of a fact is somebody else.
        (&[("a boy", (0, 30), None)], &[("a boy", (0, 9), None), ("his aunt", (10, 19), None)], (1, 1, 0)),
    ]);
}
