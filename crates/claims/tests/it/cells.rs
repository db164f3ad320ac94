//! Small cells of public tables: what is shown as "fewer than five" cannot be found from the rest.

use claims::counting::cells::{Cell, LEAST_SHOWN, Protected, protect};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn check(total: u64, rows: &[u64], expected: &str) {
    let exact: Vec<(u64, Option<u64>)> = rows.iter().map(|n| (*n, Some(*n))).collect();
    let found = protect((total, Some(total)), &exact, LEAST_SHOWN);
    assert_eq!(written(&found), expected, "{total} of {rows:?}");
}

/// `=` shown, `<` fewer than five, `–` withheld; the total first.
fn written(of: &Protected) -> String {
    let one = |cell: &Cell| match cell {
        Cell::Open => '=',
        Cell::Small => '<',
        Cell::Withheld => '–',
    };
    std::iter::once(one(&of.total)).chain([' ']).chain(of.rows.iter().map(one)).collect()
}

#[test]
fn a_table_as_it_is_published() {
    // Nothing small: everything is shown. Nobody is no secret.
    check(30, &[20, 10], "= ==");
    check(30, &[20, 10, 0], "= ===");
    // One small row alone could be found from the total: the smallest other row goes too.
    check(32, &[20, 9, 3], "= =–<");
    // 5 is no cover for 3: whoever knows that 8 are hidden, and that a withheld row has at least five, knows "3 or less".
    check(28, &[20, 5, 3], "= ––<");
    // Two small rows cover each other while the sum leaves both open.
    check(24, &[20, 2, 2], "= =<<");
    // 4 and 4 do not: their sum says both.
    check(28, &[20, 4, 4], "= –<<");
    // 1 and 1: neither can be four.
    check(22, &[20, 1, 1], "= –<<");
    // Nothing can cover it: no row is shown, and none is marked.
    check(8, &[5, 3], "= ––");
    check(9, &[3], "= –");
    // Of few people in all, nothing is told.
    check(4, &[3, 1], "< ––");
    check(0, &[0, 0], "= ==");
}

#[test]
fn few_for_certain_are_few_however_many_they_may_be() {
    let found = protect((40, Some(90)), &[(2, Some(60)), (38, Some(70)), (0, None)], LEAST_SHOWN);
    assert_eq!(written(&found), "= <–<", "{found:?}");
}

/// What a reader can find: the numbers that a hidden row can have, by trying all that agree with what is shown.
fn possible(rows: &[u64], cells: &[Cell], at: usize) -> BTreeSet<u64> {
    let hidden: u64 = rows.iter().zip(cells).filter(|(_, cell)| **cell != Cell::Open).map(|(n, _)| n).sum();
    // The smallest are withheld first.
    let open = rows.iter().zip(cells).filter(|(n, cell)| **cell == Cell::Open && **n > 0);
    let bound = open.map(|(n, _)| *n).min().unwrap_or(hidden.max(LEAST_SHOWN));
    let range = |cell: Cell| match cell {
        Cell::Small => 0..=LEAST_SHOWN - 1,
        _ => LEAST_SHOWN..=bound,
    };
    let mut sums = BTreeSet::from([0]);
    let others = cells.iter().enumerate().filter(|(other, cell)| *other != at && **cell != Cell::Open);
    for (_, cell) in others {
        sums = sums
            .iter()
            .flat_map(|sum| range(*cell).map(move |n| sum + n))
            .filter(|sum| *sum <= hidden)
            .collect();
    }
    range(cells[at]).filter(|n| hidden >= *n && sums.contains(&(hidden - n))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn no_small_number_can_be_found(
        rows in prop::collection::vec(prop_oneof![3 => 0u64..5, 2 => 5u64..12, 1 => 12u64..60], 1..9),
        more in 0u64..20,
    ) {
        let total = rows.iter().sum::<u64>() + more;
        let exact: Vec<(u64, Option<u64>)> = rows.iter().map(|n| (*n, Some(*n))).collect();
        let found = protect((total, Some(total)), &exact, LEAST_SHOWN);
        for (at, cell) in found.rows.iter().enumerate() {
            if *cell == Cell::Open {
                prop_assert!(rows[at] >= LEAST_SHOWN || rows[at] == 0, "{rows:?}: {} is shown", rows[at]);
            }
            if *cell == Cell::Small {
                prop_assert!(rows[at] < LEAST_SHOWN);
                let every: BTreeSet<u64> = (0..LEAST_SHOWN).collect();
                prop_assert_eq!(possible(&rows, &found.rows, at), every, "{:?} as {}", rows, written(&found));
            }
        }
        // Where not all is shown or covered, nothing is.
        let withheld = found.rows.iter().all(|cell| *cell == Cell::Withheld);
        let covered = rows.iter().zip(&found.rows).all(|(n, cell)| (*n == 0 || *n >= LEAST_SHOWN) || *cell == Cell::Small);
        prop_assert!(withheld || covered);
        prop_assert_eq!(found.total == Cell::Small, total > 0 && total < LEAST_SHOWN);
    }
}

/// All tables that are published as this one is, with the same sum of what is hidden: what is left to somebody who
/// replays the rule on every table there may be.
fn replayed(total: u64, rows: &[u64], found: &Protected) -> Vec<Vec<u64>> {
    let hidden: Vec<usize> = (0..rows.len()).filter(|at| found.rows[*at] != Cell::Open).collect();
    let sum: u64 = hidden.iter().map(|at| rows[*at]).sum();
    let mut all = vec![rows.to_vec()];
    for at in hidden.iter().skip(1) {
        all = all.into_iter().flat_map(|table| (0..=sum).map(move |n| with(&table, *at, n))).collect();
    }
    all.retain_mut(|table| {
        let Some(first) = hidden.first() else { return true };
        let others: u64 = hidden.iter().skip(1).map(|at| table[*at]).sum();
        if others > sum {
            return false;
        }
        table[*first] = sum - others;
        let exact: Vec<(u64, Option<u64>)> = table.iter().map(|n| (*n, None)).collect();
        protect((total, None), &exact, LEAST_SHOWN) == *found
    });
    all
}

fn with(table: &[u64], at: usize, n: u64) -> Vec<u64> {
    let mut table = table.to_vec();
    table[at] = n;
    table
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn not_even_by_replaying_the_rule(
        rows in prop::collection::vec(prop_oneof![2 => 0u64..5, 2 => 5u64..12], 2..5),
    ) {
        // Nobody is known to be possible in any row, so that even none is no certain none.
        let total = rows.iter().sum::<u64>();
        let exact: Vec<(u64, Option<u64>)> = rows.iter().map(|n| (*n, None)).collect();
        let found = protect((total, None), &exact, LEAST_SHOWN);
        let worlds = replayed(total, &rows, &found);
        for (at, n) in rows.iter().enumerate().filter(|(_, n)| (1..LEAST_SHOWN).contains(*n)) {
            let left: BTreeSet<u64> = worlds.iter().map(|world| world[at]).collect();
            prop_assert!(left.len() > 1, "{rows:?} as {}: row {at} can only be {n}", written(&found));
        }
    }
}
