//! What is planted in populations that lists see a part of.

use testkit::populations::{Ground, Population, Scenario, scenarios};

fn named(name: &str) -> Scenario {
    scenarios().into_iter().find(|scenario| scenario.name == name).unwrap()
}

/// People on all lists of a set.
fn on(population: &Population, set: u32) -> f64 {
    population.cells.iter().filter(|cell| cell.0 & set == set).map(|cell| cell.1 as f64).sum()
}

fn seen(population: &Population) -> f64 {
    population.cells.iter().map(|cell| cell.1 as f64).sum()
}

/// Expected number of people on just so many lists: none, one, two or more.
fn expected(size: usize, probabilities: &[f64]) -> [f64; 3] {
    let (mut none, mut one) = (1.0, 0.0);
    for p in probabilities {
        one = one * (1.0 - p) + none * p;
        none *= 1.0 - p;
    }
    [none, one, 1.0 - none - one].map(|share| share * size as f64)
}

#[test]
fn the_lists_are_as_long_as_their_probabilities_say() {
    for scenario in scenarios() {
        let plain = !matches!(scenario.ground, Ground::OutOfModel);
        let population = scenario.draw(3, 7);
        assert_eq!(
            (population.truth, population.lists),
            (scenario.truth(), scenario.lists()),
            "{}",
            scenario.name
        );
        assert!(
            population.cells.iter().all(|cell| cell.0 != 0 && cell.0 < 1 << scenario.lists() && cell.1 > 0)
        );
        assert!(population.cells.is_sorted_by(|a, b| a.0 < b.0), "{}", scenario.name);
        let unseen: f64 = scenario.classes.iter().map(|(size, p)| expected(*size, p)[0]).sum();
        for list in (0..scenario.lists()).filter(|_| plain) {
            let mean: f64 = scenario.classes.iter().map(|(size, p)| *size as f64 * p[list]).sum();
            let got = on(&population, 1 << list);
            assert!(
                (got - mean).abs() < 5.0 * mean.sqrt() + 1e-9,
                "{} list {list}: {got}, not {mean}",
                scenario.name
            );
        }
        if plain {
            let off = scenario.truth() as f64 - seen(&population) - unseen;
            assert!(off.abs() < 5.0 * unseen.sqrt(), "{}: unseen off by {off}", scenario.name);
        }
    }
}

#[test]
fn a_twist_shows_where_it_was_planted() {
    let mean = |name: &str, of: &dyn Fn(&Population) -> f64| {
        let scenario = named(name);
        (0..20).map(|number| of(&scenario.draw(number, 1))).sum::<f64>() / 20.0
    };
    let both = |population: &Population| on(population, 0b10100);
    let fifth = |population: &Population| on(population, 0b10000);
    let several = |population: &Population| {
        seen(population)
            - population
                .cells
                .iter()
                .filter(|cell| cell.0.count_ones() == 1)
                .map(|cell| cell.1 as f64)
                .sum::<f64>()
    };
    // Independent lists of a fifth and of .18: 72 on both, 360 on the fifth.
    for (name, on_both, on_fifth) in [
        ("independent", 72.0, 360.0),
        // Odds of .18, divided by five, for 400 people: 0.0421.
        ("avoiding", 16.8, 1600.0 * 0.18 + 16.8),
        // Of 400, 60 % are copied, and of the others 18 % are on it anyway.
        ("derived", 400.0 * (0.6 + 0.4 * 0.18), 360.0 + 400.0 * 0.6 * 0.82),
    ] {
        let (got, wanted) = (mean(name, &both), on_both);
        assert!((got - wanted).abs() < 0.1 * wanted + 3.0, "{name}: {got} on both, not {wanted}");
        let (got, wanted) = (mean(name, &fifth), on_fifth);
        assert!((got - wanted).abs() < 0.05 * wanted, "{name}: {got} on the fifth, not {wanted}");
    }
    let (plain, plain_several) = (mean("independent", &seen), mean("independent", &several));
    // One in twenty records of those on several lists, and one in twenty people.
    let torn = mean("missed_matches", &seen);
    assert!((torn / (plain + 0.05 * 2.3 * plain_several) - 1.0).abs() < 0.02, "{torn} of {plain}");
    let joined = mean("false_matches", &seen);
    assert!((joined / (0.95 * plain) - 1.0).abs() < 0.02, "{joined} of {plain}");
    // Who is easily seen is seen by several.
    assert!(mean("rasch", &several) > 1.15 * plain_several);
}

#[test]
fn well_overlapped_is_what_it_says() {
    for scenario in scenarios().iter().filter(|scenario| scenario.ground == Ground::InModel) {
        let well = scenario.classes.iter().all(|(size, p)| {
            let [_, one, several] = expected(*size, p);
            several >= 0.2 * (one + several)
        });
        assert_eq!(well, scenario.well_overlapped, "{}", scenario.name);
    }
}

#[test]
fn a_number_and_a_seed_give_one_population() {
    let sim1 = named("sim1");
    assert_eq!(sim1.draw(4, 9), sim1.draw(4, 9));
    assert_ne!(sim1.draw(4, 9), sim1.draw(5, 9));
    assert_ne!(sim1.draw(4, 9), sim1.draw(4, 10));
    let mut names: Vec<&str> = scenarios().iter().map(|scenario| scenario.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), scenarios().len());
}

#[test]
fn two_places_share_nobody() {
    let apart = named("disconnected");
    for number in 0..20 {
        let population = apart.draw(number, 2);
        assert!(population.cells.iter().all(|cell| cell.0 & 0b00011 == 0 || cell.0 & 0b11100 == 0));
    }
}
