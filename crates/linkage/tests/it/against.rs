//! New records against known ones give what making everything anew over the same counts would give, whatever the order and
//! the number of pieces in which they come.

use crate::people::people;
use linkage::against::Room;
use linkage::table::Builder;
use linkage::{Against, Config, Constraints, Model, Table, link};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use testkit::lists::{List, arabic_lists, detention_lists};

/// The records of a list: list, cells.
type Row = (String, Vec<String>);

/// Records of a sort, the first of them known, and the model learnt from those.
struct Given {
    columns: Vec<String>,
    rows: Vec<Row>,
    known: usize,
    model: Model,
}

impl Given {
    fn new(columns: Vec<String>, rows: Vec<Row>, known: usize) -> Self {
        let first = table(&columns, &rows[..known]);
        let model = link(&first, &Config::inferred(&first), &Constraints::default(), 1).unwrap().model;
        Self { columns, rows, known, model }
    }

    fn of(lists: &[List], known: usize, all: usize) -> Self {
        let columns: Vec<usize> = (0..lists[0].columns.len())
            .filter(|at| !["unique_id", "cluster"].contains(&lists[0].columns[*at]))
            .collect();
        let mut rows: Vec<Row> = Vec::new();
        for list in lists {
            for row in &list.rows {
                rows.push((list.name.clone(), columns.iter().map(|at| row[*at].to_string()).collect()));
            }
        }
        // One list after another would leave the second unknown.
        let step = 7919 % rows.len();
        let rows = (0..all).map(|at| rows[at * step % rows.len()].clone()).collect();
        Self::new(columns.iter().map(|at| lists[0].columns[*at].to_owned()).collect(), rows, known)
    }

    fn known(&self) -> Table {
        table(&self.columns, &self.rows[..self.known])
    }
}

fn table(columns: &[String], rows: &[Row]) -> Table {
    let mut builder = Builder::new(columns.iter().map(String::as_str));
    for (at, (list, cells)) in rows.iter().enumerate() {
        let list = builder.list(list);
        builder.row(&at.to_string(), list, cells.iter().map(String::as_str));
    }
    builder.finish()
}

/// Given and family names, dates, towns; names in two scripts on several lists; whole names in Arabic letters.
static GIVEN: LazyLock<[Given; 3]> = LazyLock::new(|| {
    let (table, _) = people(200);
    let cell = |row, column: usize| table.columns[column].written(row).unwrap_or_default().to_owned();
    let columns: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
    let rows: Vec<Row> = (0..table.rows())
        .map(|row| ("people".to_owned(), (0..columns.len()).map(|at| cell(row, at)).collect()))
        .collect();
    let known = rows.len() - 50;
    [
        Given::new(columns, rows, known),
        Given::of(&detention_lists(3, 160), 170, 220),
        Given::of(&arabic_lists(4, 160, 2), 200, 250),
    ]
});

type Pairs = BTreeMap<(usize, usize), (u32, u64)>;

/// The pairs of new records with all others: weight bit by bit, and levels. They come in this order, so many at once.
fn matched(given: &Given, order: &[usize], at_once: usize) -> Pairs {
    let known = given.known();
    let mut against = Against::new(&given.model, &known).unwrap();
    let mut number: Vec<usize> = (0..given.known).collect();
    let (mut pairs, mut room) = (Pairs::new(), Room::default());
    for piece in order.chunks(at_once) {
        let first = against.rows();
        for at in piece {
            let cells: Vec<&str> = given.rows[*at].1.iter().map(String::as_str).collect();
            assert_eq!(against.add(&given.rows[*at].0, &cells) as usize, number.len());
            number.push(*at);
        }
        for row in first..against.rows() {
            for found in against.matches_of(&mut room, row).unwrap() {
                let (a, b) = (number[found.row as usize], number[row as usize]);
                let before = pairs.insert((a.min(b), a.max(b)), (found.weight.to_bits(), found.levels.0));
                assert_eq!(before, None, "each pair once");
            }
        }
    }
    pairs
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// The law behind "equals a full rerun": what two records weigh, and whether they are compared, is theirs alone.
    #[test]
    fn order_and_pieces_change_no_pair_and_no_bit_of_a_weight(
        sort in 0usize..3,
        seed in any::<u64>(),
        keep in 5usize..50,
        at_once in 1usize..50,
    ) {
        let given = &GIVEN[sort];
        // Any records, in any order.
        let mut order: Vec<usize> = (given.known..given.rows.len()).collect();
        order.sort_by_key(|at| (*at as u64 ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        order.truncate(keep);
        let all_at_once = matched(given, &order, order.len());
        let mut sorted = order.clone();
        sorted.sort_unstable();
        prop_assert_eq!(&matched(given, &order, at_once), &all_at_once);
        prop_assert_eq!(&matched(given, &sorted, 1), &all_at_once);
    }
}

#[test]
fn the_index_finds_what_comparing_everything_finds() {
    for given in &*GIVEN {
        let known = given.known();
        let mut against = Against::new(&given.model, &known).unwrap();
        let (mut room, mut worth, mut lost) = (Room::default(), 0, BTreeSet::new());
        for at in given.known..given.rows.len() {
            let (list, cells) = &given.rows[at];
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let all: Vec<u32> = (0..against.rows()).collect();
            let found = against.matches(&mut room, list, &cells).unwrap();
            for pair in against.compared(&all, list, &cells).unwrap() {
                let same = found.iter().find(|found| found.row == pair.row);
                if let Some(same) = same {
                    assert_eq!(same, &pair, "who stands beside a pair must not matter");
                }
                if f64::from(pair.probability) >= given.model.threshold {
                    worth += 1;
                    if same.is_none() {
                        lost.insert((at, pair.row));
                    }
                }
            }
            against.add(list, &cells);
        }
        assert!(worth > 15, "{worth} pairs");
        assert!(lost.len() * 50 <= worth, "{} of {worth} pairs were not met: {lost:?}", lost.len());
    }
}

#[test]
fn a_forgotten_record_is_not_found_and_still_counts() {
    let given = &GIVEN[0];
    let known = given.known();
    let mut against = Against::new(&given.model, &known).unwrap();
    let cells: Vec<&str> = given.rows[0].1.iter().map(String::as_str).collect();
    let mut room = Room::default();
    let before = against.matches(&mut room, "people", &cells).unwrap();
    assert!(before.iter().any(|found| found.row == 0), "a record finds itself");
    against.forget(0);
    let after = against.matches(&mut room, "people", &cells).unwrap();
    let rest: Vec<_> = before.into_iter().filter(|found| found.row != 0).collect();
    assert_eq!(after, rest);
}

#[test]
fn anything_can_be_asked() {
    let given = &GIVEN[0];
    let known = given.known();
    let mut against = Against::new(&given.model, &known).unwrap();
    assert_eq!(against.columns().count(), 4);
    let mut room = Room::default();
    let long = "x".repeat(1 << 20);
    for cells in [
        vec![],
        vec![""],
        vec!["", "", "", ""],
        vec!["\u{202e}\u{0}", "💥", "31.02.0000", "—"],
        vec![long.as_str(), "a", "1990", "b", "too", "many"],
    ] {
        against.matches(&mut room, "people", &cells).unwrap();
        against.add("elsewhere", &cells);
        against.matches(&mut room, "", &cells).unwrap();
    }
}
