//! New records against known ones give what making everything anew over the same counts would give, whatever the order and
//! the number of pieces in which they come.

use crate::people::people;
use linkage::against::Room;
use linkage::cluster::{ClusterId, History, Known, marks, name_clusters};
use linkage::kept::Kept;
use linkage::table::Builder;
use linkage::{Against, Config, Constraints, Linkage, Model, Table, grow, link, link_grown};
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

/// What a run leaves: the first records of a list, linked.
fn kept(given: &Given) -> Kept {
    let table = given.known();
    let linkage = link(&table, &given.model.config, &Constraints::default(), 1).unwrap();
    let clusters = linkage.clusters.of.iter().map(|at| ClusterId::from_number(u64::from(*at) * 77)).collect();
    Kept { counted: table.rows(), table, clusters, edges: linkage.edges, ..Kept::default() }
}

/// The same after the given records came, those with a known id in its place.
fn after(model: &Model, kept: &Kept, columns: &[String], rows: &[(usize, Row)]) -> (Kept, Linkage) {
    let mut builder = Builder::new(columns.iter().map(String::as_str));
    for (id, (list, cells)) in rows {
        let list = builder.list(list);
        builder.row(&id.to_string(), list, cells.iter().map(String::as_str));
    }
    let grown = grow(model, kept, &builder.finish()).unwrap();
    let linkage = link_grown(model, &grown.table, &grown, &Constraints::default()).unwrap();
    let mut before = vec![None; grown.table.rows() as usize];
    for (row, cluster) in kept.clusters.iter().enumerate() {
        before[grown.now[row] as usize] = Some(*cluster);
    }
    let known = Known { marks: &marks(&grown.table), before: &before, stood: &BTreeSet::new() };
    let named = name_clusters(&linkage.clusters, &known, &History::default());
    let clusters = linkage.clusters.of.iter().map(|at| named.ids[*at as usize]).collect();
    let (table, edges) = (grown.table, grown.edges);
    (
        Kept { table, clusters, edges, counted: grown.counted, replaced: grown.replaced, ..Kept::default() },
        linkage,
    )
}

/// Pairs, and who is together, by the records' own ids.
type Outcome = (BTreeMap<(String, String), u32>, BTreeSet<BTreeSet<String>>);

fn outcome(kept: &Kept, linkage: &Linkage) -> Outcome {
    let id = |row: u32| kept.table.ids.get(row).to_owned();
    let pair = |edge: &linkage::Edge| {
        let (a, b) = (id(edge.a), id(edge.b));
        ((a.clone().min(b.clone()), a.max(b)), edge.weight.to_bits())
    };
    let mut persons: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for (row, cluster) in linkage.clusters.of.iter().enumerate() {
        persons.entry(*cluster).or_default().insert(id(row as u32));
    }
    (kept.edges.iter().map(pair).collect(), persons.into_values().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    /// A later list gives the same pairs and persons at once, in pieces, in any order, and with everything given again;
    /// some of its records take the place of earlier ones.
    #[test]
    fn a_list_that_comes_later_gives_the_same_in_pieces(
        sort in 0usize..3,
        seed in any::<u64>(),
        at_once in 1usize..20,
        changed in proptest::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let given = &GIVEN[sort];
        let first = kept(given);
        let mut later: Vec<(usize, Row)> =
            (given.known..given.rows.len()).take(30).map(|at| (at, given.rows[at].clone())).collect();
        let mut seen = BTreeSet::new();
        for at in changed.iter().map(|at| at.index(given.known)).filter(|at| seen.insert(*at)) {
            // Another's cells under the list and id of a known record.
            let cells = given.rows[(at + 17) % given.rows.len()].1.clone();
            later.push((at, (given.rows[at].0.clone(), cells)));
        }
        let (one, linkage) = after(&given.model, &first, &given.columns, &later);
        let at_once_outcome = outcome(&one, &linkage);

        later.sort_by_key(|(at, _)| (*at as u64 ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut pieces = (first.clone(), None);
        for piece in later.chunks(at_once) {
            // What the file gives back is what was written.
            let read = Kept::read(&pieces.0.write()).unwrap();
            let (next, linkage) = after(&given.model, &read, &given.columns, piece);
            pieces = (next, Some(linkage));
        }
        prop_assert_eq!(&outcome(&pieces.0, &pieces.1.unwrap()), &at_once_outcome);

        // Everything given again: nothing is new but the later records, and ids live on as well.
        let mut all: Vec<(usize, Row)> = (0..given.known)
            .filter(|at| !seen.contains(at))
            .map(|at| (at, given.rows[at].clone()))
            .collect();
        all.extend(later);
        let (again, linkage) = after(&given.model, &first, &given.columns, &all);
        prop_assert_eq!(&outcome(&again, &linkage), &at_once_outcome);
        let ids = |kept: &Kept| -> BTreeMap<String, ClusterId> {
            kept.table.ids.iter().map(str::to_owned).zip(kept.clusters.iter().copied()).collect()
        };
        prop_assert_eq!(ids(&again), ids(&one));
        // And once more: nothing at all is new.
        let (still, linkage) = after(&given.model, &one, &given.columns, &all);
        prop_assert_eq!(&outcome(&still, &linkage), &at_once_outcome);
        prop_assert_eq!(ids(&still), ids(&one));
    }
}
