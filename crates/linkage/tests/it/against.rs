//! One record against all: the same decisions as a full rerun, whatever the order in which records come.

use crate::people::people;
use linkage::table::Builder;
use linkage::{Against, Config, Constraints, Linkage, Table, link, link_again};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The records of a table as rows of cells.
fn cells(table: &Table) -> Vec<Vec<String>> {
    let cell = |row, column: usize| table.columns[column].written(row).unwrap_or_default().to_owned();
    (0..table.rows()).map(|row| (0..table.columns.len()).map(|column| cell(row, column)).collect()).collect()
}

fn table_of(rows: &[Vec<String>]) -> Table {
    let mut builder = Builder::new(["given_name", "family_name", "date_of_birth", "town"]);
    let list = builder.list("people");
    for (at, row) in rows.iter().enumerate() {
        builder.row(&at.to_string(), list, row.iter().map(String::as_str));
    }
    builder.finish()
}

/// Records of which the first are known, and the model learnt from those.
struct Given {
    rows: Vec<Vec<String>>,
    known: usize,
    linkage: Linkage,
}

static GIVEN: LazyLock<Given> = LazyLock::new(|| {
    let (table, _) = people(260);
    let rows = cells(&table);
    let known = rows.len() - 60;
    let first = table_of(&rows[..known]);
    let linkage = link(&first, &Config::inferred(&first), &Constraints::default(), 1).unwrap();
    Given { rows, known, linkage }
});

type Pairs = BTreeMap<(u32, u32), f32>;

/// New records come one at a time, in this order; the linked pairs by the records' own numbers.
fn one_by_one(order: &[usize]) -> Pairs {
    let given = &*GIVEN;
    let model = &given.linkage.model;
    let mut against = Against::new(model, table_of(&given.rows[..given.known])).unwrap();
    let mut number: Vec<u32> = (0..given.known as u32).collect();
    let mut pairs = Pairs::new();
    for at in order {
        let cells: Vec<&str> = given.rows[*at].iter().map(String::as_str).collect();
        for found in against.matches(&cells).unwrap() {
            if f64::from(found.probability) >= model.threshold {
                let (a, b) = (number[found.row as usize], *at as u32);
                pairs.insert((a.min(b), a.max(b)), found.weight);
            }
        }
        assert_eq!(against.add(&cells) as usize, number.len());
        number.push(*at as u32);
    }
    pairs
}

#[test]
fn new_records_are_linked_as_a_full_rerun_links_them() {
    let given = &*GIVEN;
    let all = table_of(&given.rows);
    let rerun = link_again(&given.linkage.model, &all, &Constraints::default()).unwrap();
    let linked = |edge: &&linkage::Edge| f64::from(edge.probability) >= given.linkage.model.threshold;
    let expected: BTreeSet<(u32, u32)> = rerun
        .edges
        .iter()
        .filter(linked)
        .filter(|edge| edge.b as usize >= given.known)
        .map(|edge| (edge.a, edge.b))
        .collect();
    let order: Vec<usize> = (given.known..given.rows.len()).collect();
    let found: BTreeSet<(u32, u32)> = one_by_one(&order).into_keys().collect();
    assert!(expected.len() > 20);
    assert_eq!(found, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_order_in_which_records_come_changes_no_pair_and_no_weight(
        order in Just((GIVEN.known..GIVEN.rows.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let sorted: Vec<usize> = (GIVEN.known..GIVEN.rows.len()).collect();
        let (one, other) = (one_by_one(&sorted), one_by_one(&order));
        prop_assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (pair, weight) in &one {
            prop_assert!((weight - other[pair]).abs() < 1e-3, "{:?}: {} {}", pair, weight, other[pair]);
        }
    }
}

#[test]
fn anything_can_be_asked() {
    let given = &*GIVEN;
    let mut against = Against::new(&given.linkage.model, table_of(&given.rows[..given.known])).unwrap();
    assert_eq!(against.columns().count(), 4);
    let long = "x".repeat(1 << 20);
    for cells in [
        vec![],
        vec![""],
        vec!["", "", "", ""],
        vec!["\u{202e}\u{0}", "💥", "31.02.0000", "—"],
        vec![long.as_str(), "a", "1990", "b", "too", "many"],
    ] {
        against.matches(&cells).unwrap();
        against.add(&cells);
        against.matches(&cells).unwrap();
    }
    let known: Vec<&str> = given.rows[0].iter().map(String::as_str).collect();
    let found = against.matches(&known).unwrap();
    assert!(found.iter().any(|found| found.row == 0), "a record finds itself");
}
