//! The calibration's own arithmetic, its files, and a sample of what it runs for hours.

#![allow(dead_code)]

#[path = "../../examples/calibrate/keep.rs"]
mod keep;
#[path = "../../examples/calibrate/ranks.rs"]
mod ranks;
#[path = "../../examples/calibrate/row.rs"]
mod row;
#[path = "../../examples/calibrate/tally.rs"]
mod tally;

use super::{kosovo, uk};
use estimate::run::Effort;
use estimate::{Choice, Method, OverlapTable, Question, assess, gates};
use keep::Kept;
use row::{Figures, Row};
use tally::{Tally, at_least, uniform};

const HEAD: &str = "# sim1, seed 1\nnumber\ttruth";

/// Lines of a run over numbers in any order, and what is on disk then.
fn run(folder: &std::path::Path, numbers: impl IntoIterator<Item = u64>) -> String {
    let mut kept = Kept::open(folder, "sim1", HEAD).unwrap();
    let done = kept.done;
    for number in numbers.into_iter().filter(|number| *number >= done) {
        kept.take(number, format!("{number}\t{}", number * 7)).unwrap();
    }
    std::fs::read_to_string(keep::path(folder, "sim1")).unwrap()
}

#[test]
fn a_run_that_was_killed_anywhere_leaves_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let whole = run(folder.path(), 0..12);
    assert_eq!(whole.lines().count(), 2 + 12);
    let path = keep::path(folder.path(), "sim1");
    for cut in 0..=whole.len() {
        std::fs::write(&path, &whole[..cut]).unwrap();
        // Two threads: the next number may be done first.
        assert_eq!(run(folder.path(), [1, 0, 2, 3, 5, 4, 7, 6, 8, 10, 9, 11]), whole, "cut at {cut}");
    }
    assert_eq!(keep::lines(folder.path(), "sim1", HEAD).len(), 12);
}

#[test]
fn what_has_not_its_turn_waits() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), [0, 2, 3]), format!("{HEAD}\n0\t0\n"));
}

#[test]
fn lines_of_another_seed_are_not_added_to() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), 0..3);
    let says = Kept::open(folder.path(), "sim1", "# sim1, seed 2\nnumber\ttruth").unwrap_err();
    assert!(says.contains("another seed"), "{says}");
}

fn line(number: u64, shown: bool, by: &str, figures: (f64, f64, f64)) -> Row {
    let (lower, median, upper) = figures;
    let classes = Some(Figures { lower, median, upper });
    Row {
        number,
        truth: 2000,
        seen: 700,
        on_several: 200,
        shown,
        by: by.to_owned(),
        figures: [classes, None, None],
        chains: [Some(1.001), Some(900.0), Some(0.01)],
        gates: "G1P5.000;G2P1.000".to_owned(),
        left_out: "a:1/2/3;b:-".to_owned(),
        second: None,
    }
}

#[test]
fn a_tally_counts_only_what_was_shown() {
    let rows = [
        line(0, true, "-", (1800.0, 2100.0, 2400.0)),
        line(1, true, "-", (2001.0, 2300.0, 2500.0)),
        line(2, true, "-", (1500.0, 1900.0, 1999.0)),
        line(3, true, "-", (2000.0, 2020.0, 2100.0)),
        line(4, false, "G8", (1000.0, 1100.0, 1200.0)),
        line(5, false, "G8", (1000.0, 2000.0, 3000.0)),
        line(6, false, "G6", (1000.0, 9000.0, 99_000.0)),
    ];
    let tally = Tally::of(&rows);
    assert_eq!((tally.populations, tally.shown, tally.covered, tally.below, tally.far), (7, 4, 2, 1, 1));
    assert_eq!((tally.reckoned, tally.would_cover), (7, 4));
    assert!((tally.bias - 0.03).abs() < 1e-12, "{}", tally.bias);
    assert!((tally.width - (0.2495 + 0.2495) / 2.0).abs() < 1e-9, "{}", tally.width);
    assert_eq!(tally.reasons(), "G8 2, G6 1");
    for row in &rows {
        assert_eq!(Row::read(&row.line()).as_ref(), Some(row));
    }
    // The limits that are shown cover the second prior too.
    let wider = Row { second: Some((1600.0, 2010.0)), ..line(2, true, "-", (1500.0, 1900.0, 1999.0)) };
    assert_eq!((Tally::of(std::slice::from_ref(&wider)).covered, wider.answer().unwrap().lower), (1, 1500.0));
    assert_eq!(Row::read(&wider.line()).as_ref(), Some(&wider));
    assert_eq!(Row::read("1\t2\t3"), None);
}

/// Else a report of older lines would say something else than a new run.
#[test]
fn a_line_that_is_judged_again_says_what_it_said() {
    let wanted = ["sim1", "independent", "disconnected", "three_kinds_small"];
    let mut seen = Vec::new();
    for scenario in
        testkit::populations::scenarios().iter().filter(|scenario| wanted.contains(&scenario.name))
    {
        let population = scenario.draw(0, 1);
        let lists = (0..population.lists).map(|list| list.to_string()).collect();
        let table = OverlapTable::new(lists, population.cells).unwrap();
        let effort = Effort { ess: 400.0, replicates: 50, ..Effort::default() };
        let question = Question { effort, sensitivity: false, ..Question::new(Choice::Auto, 1) };
        let outcome = assess(&table, &question, &mut |_, _| {});
        let row = Row::of(0, population.truth, (table.n(), table.on_several()), &outcome);
        let mut again = Row::read(&row.line()).unwrap();
        again.shown = !again.shown;
        again.judge(&table);
        let stands = if row.classes().is_some() { row.shown } else { !row.shown };
        assert_eq!((again.shown, &again.by), (stands, &row.by), "{}", scenario.name);
        seen.push(row.shown);
    }
    assert!(seen.contains(&true) && seen.contains(&false), "{seen:?}");
}

/// Limits as they are in tables.
#[test]
fn shares_have_the_limits_of_clopper_and_pearson() {
    for (successes, of, wanted) in
        [(0, 10, 0.0), (10, 10, 0.691_503), (93, 100, 0.861_080), (5, 10, 0.187_086)]
    {
        let got = at_least(successes, of);
        assert!((got - wanted).abs() < 1e-5, "{successes} of {of}: {got}");
    }
}

#[test]
fn ranks_that_are_even_pass_and_ranks_that_lean_do_not() {
    let even: Vec<usize> = (0..1000).map(|at| at % 100).collect();
    let (square, p) = uniform(&even, 99, 20);
    assert!(square == 0.0 && p > 0.999, "{square} {p}");
    // Ten more in one bin of twenty, ten fewer in another: 2 · 100 / 50.
    let lean = even
        .iter()
        .enumerate()
        .map(|(at, rank)| if *rank == 99 && at < 1000 { 0 } else { *rank })
        .collect::<Vec<_>>();
    let (square, _) = uniform(&lean, 99, 20);
    assert!((square - 4.0).abs() < 1e-9, "{square}");
    let (_, p) = uniform(&(0..1000).map(|at| at % 80).collect::<Vec<_>>(), 99, 20);
    assert!(p < 1e-6, "{p}");
    // 56 too many in one bin: χ² is 28.98, and with 19 degrees of freedom one as large comes 66 times in a thousand.
    let many: Vec<usize> = (0..2000).map(|at| at % 100).chain(std::iter::repeat_n(2, 56)).collect();
    let (square, p) = uniform(&many, 99, 20);
    assert!((square - 28.98).abs() < 0.01 && (p - 0.066).abs() < 0.003, "{square} {p}");
}

#[test]
fn truths_from_the_priors_are_within_their_bounds_and_ranked_among_draws() {
    for number in 0..50 {
        let (truth, table) = ranks::population(5, number);
        assert!((200..=20_000).contains(&truth));
        assert!(table.is_none_or(|table| table.n() <= truth && table.width() == 4));
    }
    let line = ranks::line(5, 1).unwrap();
    let rank: usize = line.split('\t').nth(3).unwrap().parse().unwrap();
    assert!(rank <= ranks::DRAWS, "{line}");
}

/// Long runs say 10,412 of Kosovo and 22,242 of the United Kingdom. A median more than a tenth from that must not be shown, nor must
/// chains agree on one. `cargo xtask calibrate --silent` does it with a thousand seeds.
#[test]
fn nothing_wrong_is_shown_in_silence() {
    let effort = Effort { ess: 400.0, ..Effort::default() };
    for (name, table, reference, is_shown) in
        [("Kosovo", kosovo(), 10_412.0, true), ("UK", uk(), 22_242.0, false)]
    {
        for seed in 0..10 {
            let question = Question {
                effort,
                leave_out: false,
                sensitivity: false,
                ..Question::new(Choice::One(Method::Lcmcr), seed)
            };
            let assessment = assess(&table, &question, &mut |_, _| {}).unwrap();
            let answer = assessment.answer().unwrap();
            let off = (answer.figures().unwrap().median / reference - 1.0).abs();
            assert!(off <= 0.1 || !gates::of_chains(answer).passed(), "{name}, seed {seed}: off by {off}");
            assert_eq!(assessment.headline().is_some(), is_shown, "{name}, seed {seed}");
        }
    }
}
