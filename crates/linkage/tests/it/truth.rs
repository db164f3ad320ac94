//! Lists whose truth was planted: what must be found is found, the same bits come out of any number of threads, and what is
//! missing weighs nothing.

use linkage::explain::waterfall;
use linkage::table::Builder;
use linkage::{Config, Constraints, Linkage, Table, evaluate, link};
use testkit::lists::{List, Pools, arabic_lists, detention_lists, register, testimony_list};

/// The lists without the column that tells who is who, and that column apart.
pub fn without_truth(lists: &[List]) -> (Table, Vec<u32>) {
    let columns: Vec<&str> =
        lists[0].columns.iter().copied().filter(|name| !["unique_id", "cluster"].contains(name)).collect();
    let mut builder = Builder::new(columns);
    let mut persons: Vec<String> = Vec::new();
    let mut person_of = Vec::new();
    for list in lists {
        let number = builder.list(&list.name);
        let at = |name: &str| list.columns.iter().position(|column| *column == name).unwrap();
        for row in &list.rows {
            let cells = list.columns.iter().zip(row.iter());
            let cells =
                cells.filter(|(name, _)| !["unique_id", "cluster"].contains(name)).map(|(_, cell)| &**cell);
            builder.row(&row[at("unique_id")], number, cells);
            let person = row[at("cluster")].to_string();
            let known = persons.iter().position(|known| *known == person).unwrap_or_else(|| {
                persons.push(person);
                persons.len() - 1
            });
            person_of.push(known as u32);
        }
    }
    (builder.finish(), person_of)
}

fn linked(table: &Table) -> Linkage {
    link(table, &Config::inferred(table), &Constraints::default(), 1).unwrap()
}

#[test]
fn learning_ends_when_nothing_moves_any_more() {
    for lists in [vec![register(5, 1_500, &Pools::invented())], detention_lists(4, 300)] {
        let (table, _) = without_truth(&lists);
        let rounds = linked(&table).model.training.rounds;
        assert!((2..60).contains(&rounds), "{rounds} rounds");
    }
}

#[test]
fn planted_duplicates_are_found_and_strangers_left_apart() {
    let check = |says: &str, lists: &[List], precision: f64, recall: f64| {
        let (table, person) = without_truth(lists);
        let linkage = linked(&table);
        let scores =
            evaluate::clusters(&linkage.clusters.of, evaluate::Truth { person: &person, lists: None });
        assert!(scores.precision >= precision && scores.recall >= recall, "{says}: {scores:?}");
    };
    check("a register", &[register(3, 1_500, &Pools::invented())], 0.95, 0.9);
    check("testimonies, few of them of one person", &[testimony_list(4, 1_200, 40)], 0.7, 0.6);
    check("detention lists in two scripts", &detention_lists(5, 400), 0.8, 0.75);
}

/// As a table is linked that is too large for every key.
fn linked_by_few_keys(table: &Table) -> Linkage {
    let mut config = Config::inferred(table);
    config.blocking.every_key_up_to = 0;
    link(table, &config, &Constraints::default(), 1).unwrap()
}

#[test]
fn few_keys_find_nearly_all_that_every_key_finds_for_fewer_pairs() {
    let (table, person) = without_truth(&[register(8, 2_000, &Pools::invented())]);
    let truth = evaluate::Truth { person: &person, lists: None };
    let recall = |linkage: &Linkage| evaluate::edges(&linkage.edges, 0.5, truth).recall;
    let (every, few) = (linked(&table), linked_by_few_keys(&table));
    assert!(few.blocking.pairs * 2 < every.blocking.pairs, "{} {}", few.blocking.pairs, every.blocking.pairs);
    assert!(recall(&few) > 0.97 * recall(&every), "{} {}", recall(&few), recall(&every));
}

/// 500 persons with two records each: eight columns of words of invented letters, a different one of which is replaced by
/// somebody else's in the second record.
fn says_much() -> (Table, Vec<u32>) {
    let columns = ["given_name", "family_name", "street", "village", "trade", "phone", "code", "birth_date"];
    let value = |person: u32, column: usize| -> String {
        let kinds = [60, 200, 150, 40, 30, 400, 120, 300].get(column).copied().unwrap_or(1);
        let number = person.wrapping_mul(2_654_435_761).rotate_left(4 * column as u32) % kinds;
        match column {
            5 => format!("{}", 600_000 + number * 977),
            6 => format!("{}", 10_000 + number * 613),
            7 => format!("19{:02}-{:02}-{:02}", 40 + number % 50, 1 + number % 12, 1 + number % 28),
            _ => {
                let sign =
                    |at: u32| char::from(b'a' + ((number * 31 + at * at * 7 + number / (at + 1)) % 26) as u8);
                (0..7).map(sign).collect()
            }
        }
    };
    let mut builder = Builder::new(columns);
    let list = builder.list("list");
    let mut person_of = Vec::new();
    for row in 0..1_000u32 {
        let person = row % 500;
        let wrong = (row >= 500).then_some(row as usize % columns.len());
        let cells: Vec<String> = (0..columns.len())
            .map(|column| value(if wrong == Some(column) { person + 77 } else { person }, column))
            .collect();
        builder.row(&row.to_string(), list, cells.iter().map(String::as_str));
        person_of.push(person);
    }
    (builder.finish(), person_of)
}

#[test]
fn where_records_say_much_pairs_that_one_rule_gives_are_not_compared_and_none_is_lost() {
    let (table, person) = says_much();
    let linkage = linked(&table);
    let truth = evaluate::Truth { person: &person, lists: None };
    assert_eq!(evaluate::edges(&linkage.edges, 0.5, truth).recall, 1.0);
    // Some rule or other brings 16,718 pairs together.
    assert!(linkage.blocking.pairs < 8_000, "{} pairs", linkage.blocking.pairs);
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let (table, _) = says_much();
    the_same_with_any_number_of_threads(&|| linked(&table));
    let (table, _) = without_truth(&[register(6, 800, &Pools::invented())]);
    the_same_with_any_number_of_threads(&|| linked(&table));
    the_same_with_any_number_of_threads(&|| linked_by_few_keys(&table));
}

fn the_same_with_any_number_of_threads(link: &(dyn Fn() -> Linkage + Sync)) {
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(link)
    };
    let one = with(1);
    for threads in [2, 4] {
        let many = with(threads);
        assert_eq!(one.model.write().unwrap(), many.model.write().unwrap(), "{threads} threads");
        assert_eq!(one.edges, many.edges, "{threads} threads");
        assert_eq!(one.clusters.of, many.clusters.of, "{threads} threads");
    }
}

#[test]
fn what_is_missing_weighs_nothing_and_less_agreement_never_weighs_more() {
    let (table, _) = without_truth(&[register(7, 800, &Pools::invented())]);
    let linkage = linked(&table);
    let mut missing = 0;
    for edge in &linkage.edges {
        for step in waterfall(&linkage.model, &table, edge.a, edge.b).unwrap().steps {
            if step.level.is_none() {
                missing += 1;
                assert_eq!((step.weight, step.rarity), (0.0, 0.0), "{step:?}");
            }
        }
    }
    assert!(missing > 0, "the list lacks values");
    for comparison in &linkage.model.comparisons {
        let weights: Vec<f64> = comparison.levels.iter().map(|level| level.weight()).collect();
        // Levels that were out of order share one ratio, but for the last bit of the quotient.
        assert!(weights.is_sorted_by(|more, less| *more >= less - 1e-12), "{}: {weights:?}", comparison.name);
    }
}

#[test]
fn namesakes_of_other_ages_are_not_learnt_to_be_one_person() {
    let (table, _) = without_truth(&arabic_lists(8, 1_500, 2));
    let linkage = linked(&table);
    let age = linkage.model.comparisons.iter().find(|one| one.name == "age").unwrap();
    let [.., somewhat, far] = age.levels.as_slice() else { panic!("ages have levels") };
    assert!(far.m <= somewhat.m.map(|m| m.max(0.003) * 1.001), "{somewhat:?} {far:?}");
    assert!(far.weight() < -3.0, "{far:?}");
}

#[test]
fn third_records_show_where_to_cut() {
    let check = |says: &str, lists: &[List]| {
        let (table, person) = without_truth(lists);
        let linkage = linked(&table);
        let truth = evaluate::Truth { person: &person, lists: None };
        let here = evaluate::edges(&linkage.edges, linkage.model.threshold, truth);
        let (best, at) = evaluate::best_edges(&linkage.edges, truth);
        assert!(best.f1 - here.f1 < 0.01, "{says}: {here:?} against {best:?} at {at}");
        assert_ne!(linkage.model.calibration.shift, 0.0, "{says}: something was seen");
        assert!(linkage.model.threshold <= 0.5, "{says}: half of an F1");
    };
    check("two releases, strangers have partners", &arabic_lists(8, 2_000, 2));
    check("five releases, persons bear each other out", &arabic_lists(9, 1_000, 5));
    check("a register", &[register(3, 3_000, &Pools::invented())]);
}

#[test]
fn a_threshold_that_is_given_is_kept() {
    let (table, _) = without_truth(&[register(3, 600, &Pools::invented())]);
    let config = Config { threshold: Some(0.9), ..Config::inferred(&table) };
    let linkage = link(&table, &config, &Constraints::default(), 1).unwrap();
    assert_eq!(linkage.model.threshold, 0.9);
}

#[test]
fn what_is_never_compared_is_told_without_the_truth() {
    let check = |says: &str, lists: &[List], change: fn(&mut Config)| {
        let (table, person) = without_truth(lists);
        let mut config = Config::inferred(&table);
        change(&mut config);
        let linkage = link(&table, &config, &Constraints::default(), 1).unwrap();
        let real = evaluate::block_recall(&table, &config, evaluate::Truth { person: &person, lists: None });
        let told =
            linkage.blocking.completeness.unwrap_or_else(|| panic!("{says}: {:?}", linkage.blocking.untold));
        assert!((told - real).abs() < 0.05, "{says}: {told} told, {real} real");
        assert_eq!(linkage.model.training.completeness, Some(told));
        real
    };
    check("a register", &[register(3, 3_000, &Pools::invented())], |_| ());
    check("a register by few keys", &[register(3, 3_000, &Pools::invented())], |config| {
        config.blocking.every_key_up_to = 0
    });
    check("detention lists in two scripts", &detention_lists(5, 600), |_| ());
    // Keys that many share are not used: much is lost, and it shows.
    let lost = check("a register with much lost", &[by_few_signs(4_000)], |config| {
        config.blocking.largest_block = 4
    });
    assert!(lost < 0.9, "{lost}");
}

/// Two records for each person with five fields, each of which differs in every second pair.
fn by_few_signs(persons: u64) -> List {
    let mut rows: Vec<Box<[Box<str>]>> = Vec::new();
    let mut dice = 7u64;
    let mut roll = |sides: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    for person in 0..persons {
        let cells: Vec<u64> = (0..5).map(|_| roll(1_000)).collect();
        for copy in 0..2 {
            let mut row: Vec<Box<str>> = vec![format!("{person}-{copy}").into(), person.to_string().into()];
            for cell in &cells {
                let said = if copy == 1 && roll(2) == 0 { roll(1_000) } else { *cell };
                row.push(word(said).into());
            }
            rows.push(row.into());
        }
    }
    let columns = vec!["unique_id", "cluster", "one", "two", "three", "four", "five"];
    List { name: "signs".to_owned(), columns, rows }
}

/// A word for each number, none of them much like another.
fn word(number: u64) -> String {
    let mixed = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (1..=8).map(|at| char::from(b'a' + (mixed >> (at * 7)) as u8 % 26)).collect()
}

#[test]
fn what_is_never_compared_cannot_be_told_from_one_field_or_few_pairs() {
    let check = |lists: &[List], why: &str| {
        let (table, _) = without_truth(lists);
        let blocking = linked(&table).blocking;
        assert_eq!(blocking.completeness, None);
        assert!(blocking.untold.as_deref().is_some_and(|said| said.contains(why)), "{:?}", blocking.untold);
    };
    check(&arabic_lists(8, 1_000, 2), "without \"name\"");
    check(&[register(3, 40, &Pools::invented())], "fewer than");
}

#[test]
fn links_that_cannot_be_told_from_namesakes_are_doubted() {
    let alone = |mut lists: Vec<List>| {
        let mut seen = std::collections::HashSet::new();
        for list in &mut lists {
            let at = list.columns.iter().position(|column| *column == "cluster").unwrap();
            list.rows.retain(|row| seen.insert(row[at].clone()));
        }
        lists
    };
    let check = |says: &str, lists: &[List], expected: Option<&str>| {
        let (table, _) = without_truth(lists);
        let linkage = linked(&table);
        let linked = linkage
            .edges
            .iter()
            .filter(|edge| f64::from(edge.probability) >= linkage.model.threshold)
            .count();
        let notes: Vec<&String> = linkage.model.training.said().collect();
        match expected {
            // No link, no doubt.
            Some(why) => assert!(
                linked == 0
                    || notes.iter().any(|note| note.contains(why) && note.contains("habeas link label")),
                "{says}: {linked} {notes:?}"
            ),
            None => assert!(linked > 0 && notes.is_empty(), "{says}: {linked} {notes:?}"),
        }
        linked
    };
    let namesakes = check("nobody twice, Arabic", &alone(arabic_lists(8, 3_000, 2)), Some("namesakes"));
    assert!(namesakes > 20, "without the doubt {namesakes} links would be believed");
    check("nobody twice, two scripts", &alone(detention_lists(5, 1_500)), Some("namesakes"));
    check("nobody twice, testimonies", &alone(vec![testimony_list(4, 4_600, 50)]), Some("pairs"));
    check("nobody twice, a register", &alone(vec![register(3, 3_000, &Pools::invented())]), Some("pairs"));
    let few = check("50 pairs in 4,600 rows", &[testimony_list(4, 4_600, 50)], Some("doubtful"));
    assert!((30..80).contains(&few), "{few}");
    check("a register", &[register(3, 3_000, &Pools::invented())], None);
    check("two releases", &arabic_lists(8, 3_000, 2), None);
    check("two scripts", &detention_lists(5, 1_500), None);
}
