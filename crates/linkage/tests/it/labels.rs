//! Questions and answers: doubtful pairs first, answers move the weights, and the ten-thousandth costs what the tenth does.

use crate::people::people;
use linkage::cluster::marks;
use linkage::label::{Answer, Session};
use linkage::table::Builder;
use linkage::{Config, Constraints, Linkage, Model, Table, link, link_again};
use std::collections::BTreeSet;
use testkit::lists::arabic_lists;

fn linked(persons: usize) -> (Table, Vec<u32>, Linkage) {
    let (table, person) = people(persons);
    let linkage = link(&table, &Config::inferred(&table), &Constraints::default(), 1).unwrap();
    (table, person, linkage)
}

/// Who is asked and knows the truth.
fn truth(person: &[u32], a: u32, b: u32) -> Answer {
    if person[a as usize] == person[b as usize] { Answer::Same } else { Answer::Different }
}

#[test]
fn no_pair_is_asked_twice_and_the_end_is_reached() {
    let (table, person, linkage) = linked(30);
    let marks = marks(&table);
    let mut session = Session::begin(&linkage.model, &table, &linkage.edges, &marks).unwrap();
    let mut asked = BTreeSet::new();
    while let Some(question) = session.next() {
        assert!(asked.insert((question.a, question.b)), "asked twice");
        session.answer(question.a, question.b, truth(&person, question.a, question.b));
    }
    assert_eq!(asked.len(), linkage.edges.len());
}

#[test]
fn answers_move_weights_towards_what_was_said() {
    let (table, person, linkage) = linked(150);
    let marks = marks(&table);
    let mut session = Session::begin(&linkage.model, &table, &linkage.edges, &marks).unwrap();
    let loss = |linkage: &Linkage| -> f64 {
        let edges = linkage.edges.iter().map(|edge| {
            let same = person[edge.a as usize] == person[edge.b as usize];
            let p = f64::from(edge.probability).clamp(1e-6, 1.0 - 1e-6);
            if same { -p.ln() } else { -(1.0 - p).ln() }
        });
        edges.sum::<f64>()
    };
    for _ in 0..60 {
        let Some(question) = session.next() else { break };
        session.answer(question.a, question.b, truth(&person, question.a, question.b));
    }
    let model = session.model();
    for comparison in &model.comparisons {
        let sum: f64 = comparison.levels.iter().filter_map(|level| level.m).sum();
        assert!(sum < 1.01, "{}: chances stay chances, {sum}", comparison.name);
    }
    let taught = link_again(&model, &table, &Constraints::default()).unwrap();
    let before = link_again(&linkage.model, &table, &Constraints::default()).unwrap();
    assert!(loss(&taught) <= loss(&before) * 1.02, "{} against {}", loss(&taught), loss(&before));
}

#[test]
fn an_answer_taken_back_leaves_no_trace() {
    let (table, person, linkage) = linked(60);
    let marks = marks(&table);
    let mut session = Session::begin(&linkage.model, &table, &linkage.edges, &marks).unwrap();
    let first = session.next().unwrap();
    session.answer(first.a, first.b, Answer::Different);
    session.take_back(first.a, first.b);
    let again = session.next().unwrap();
    assert_eq!((first.a, first.b), (again.a, again.b));
    session.answer(first.a, first.b, Answer::Unsure);
    assert_ne!(
        session.next().map(|next| (next.a, next.b)),
        Some((first.a, first.b)),
        "unsure is not asked again"
    );
    // Order does not matter: the same answers teach the same.
    let pairs: Vec<(u32, u32)> = linkage.edges.iter().take(20).map(|edge| (edge.a, edge.b)).collect();
    let taught = |pairs: &[(u32, u32)]| {
        let mut session = Session::begin(&linkage.model, &table, &linkage.edges, &marks).unwrap();
        session.remember(pairs.iter().map(|&(a, b)| ((a, b), truth(&person, a, b))));
        session.model().prior
    };
    let back: Vec<(u32, u32)> = pairs.iter().rev().copied().collect();
    assert_eq!(taught(&pairs), taught(&back));
}

#[test]
fn ten_thousand_answers_are_taken_and_one_more() {
    let (table, person, linkage) = linked(800);
    let marks = marks(&table);
    let mut session = Session::begin(&linkage.model, &table, &linkage.edges, &marks).unwrap();
    let rows = table.rows();
    let pairs = (0..12_000u32).map(|at| (at % rows, (at * 7 + 1 + at / rows) % rows)).filter(|(a, b)| a != b);
    session.remember(pairs.map(|(a, b)| ((a.min(b), a.max(b)), truth(&person, a, b))));
    assert!(session.answers().len() > 10_000, "{}", session.answers().len());
    let question = session.next().expect("there is still something to ask");
    session.answer(question.a, question.b, truth(&person, question.a, question.b));
    let model = session.model();
    assert!(model.prior > 0.0 && model.prior < 1.0);
}

#[test]
fn a_doubt_is_looked_at_again_after_answers() {
    // Nobody stands twice, so the likeliest strangers are taken for one person.
    let lists = arabic_lists(8, 3_000, 2);
    let columns: Vec<usize> = (0..lists[0].columns.len())
        .filter(|at| !["unique_id", "cluster"].contains(&lists[0].columns[*at]))
        .collect();
    let who = lists[0].columns.iter().position(|column| *column == "cluster").unwrap();
    let mut builder = Builder::new(columns.iter().map(|at| lists[0].columns[*at]));
    let mut seen = BTreeSet::new();
    for list in &lists {
        let number = builder.list(&list.name);
        for row in &list.rows {
            if !seen.insert(row[who].to_string()) {
                continue;
            }
            let cells: Vec<String> = columns.iter().map(|at| row[*at].to_string()).collect();
            builder.row(&seen.len().to_string(), number, cells.iter().map(String::as_str));
        }
    }
    let table = builder.finish();
    let linkage = link(&table, &Config::inferred(&table), &Constraints::default(), 1).unwrap();
    let doubt = linkage.model.training.doubt.clone().expect("links that cannot be told from namesakes");
    assert!(doubt.contains("namesakes"), "{doubt}");
    let marks = marks(&table);
    let mut session = Session::begin(&linkage.model, &table, &linkage.edges, &marks).unwrap();
    let first = session.next().unwrap();
    session.answer(first.a, first.b, Answer::Unsure);
    assert_eq!(session.model().training.doubt, Some(doubt), "who cannot tell has not settled it");
    session.answer(first.a, first.b, Answer::Different);
    let one = session.model().training.doubt.expect("one answer is little");
    assert!(one.contains("namesakes") && one.contains("answer more pairs"), "{one}");
    // All answered: nothing is linked any more, so there is nothing to doubt.
    while let Some(question) = session.next().filter(|_| session.answers().len() < 400) {
        session.answer(question.a, question.b, Answer::Different);
    }
    session.remember(linkage.edges.iter().map(|edge| ((edge.a, edge.b), Answer::Different)));
    assert_eq!(session.model().training.doubt, None);
    // Somebody was found to stand twice: the sentence that nobody may is not said again.
    session.remember(
        linkage
            .edges
            .iter()
            .enumerate()
            .map(|(at, edge)| ((edge.a, edge.b), if at % 2 == 0 { Answer::Same } else { Answer::Unsure })),
    );
    let model = session.model();
    assert!(!model.training.said().any(|note| note.contains("namesakes")), "{:?}", model.training);
    assert_eq!(Model::read(&model.write().unwrap()).unwrap(), model);
}
