//! How long one answer takes when there are many already: `cargo run --release -p linkage --example labels`.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use linkage::cluster::marks;
use linkage::label::{Answer, Session};
use linkage::table::Builder;
use linkage::{Config, Constraints, link};
use std::time::Instant;

fn main() {
    let mut state = 9u64;
    let mut dice = |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    let mut builder = Builder::new(["given_name", "family_name", "date_of_birth", "town"]);
    let list = builder.list("people");
    let mut persons = Vec::new();
    for person in 0..20_000u32 {
        let syllable =
            |n: usize| ["ba", "re", "lin", "mo", "sta", "ker", "vi", "don", "za", "phi"].get(n % 10).copied();
        let mut word = |parts: usize| (0..parts).filter_map(|_| syllable(dice(10))).collect::<String>();
        let (given, family, town) = (word(2), word(3), word(1));
        let born = format!("{}-{:02}-{:02}", 1950 + dice(50), 1 + dice(12), 1 + dice(28));
        for copy in 0..1 + dice(3) {
            let family = if copy > 0 && dice(2) == 0 { family.replacen('a', "e", 1) } else { family.clone() };
            let born = if copy > 0 && dice(3) == 0 { String::new() } else { born.clone() };
            builder.row(&persons.len().to_string(), list, [given.as_str(), &family, &born, &town]);
            persons.push(person);
        }
    }
    let table = builder.finish();
    let linkage = link(&table, &Config::inferred(&table), &Constraints::default(), 1).unwrap();
    let marks = marks(&table);
    let mut session = Session::begin(&linkage.model, &table, &linkage.edges, &marks).unwrap();
    let truth = |a: u32, b: u32| {
        if persons.get(a as usize) == persons.get(b as usize) { Answer::Same } else { Answer::Different }
    };
    for wanted in [10, 100, 1_000, 10_000, 20_000] {
        let missing = linkage.edges.iter().filter(|edge| !session.answers().contains_key(&(edge.a, edge.b)));
        let missing: Vec<(u32, u32)> = missing.map(|edge| (edge.a, edge.b)).collect();
        let more = wanted - session.answers().len().min(wanted);
        session.remember(missing.into_iter().take(more).map(|(a, b)| ((a, b), truth(a, b))));
        let Some(question) = session.next() else { break };
        let start = Instant::now();
        session.answer(question.a, question.b, truth(question.a, question.b));
        let next = session.next();
        println!(
            "{} answers, {} pairs: one more and the next question {:.1} ms{}",
            session.answers().len(),
            linkage.edges.len(),
            start.elapsed().as_secs_f64() * 1e3,
            if next.is_some() { "" } else { " (none left)" }
        );
    }
}
