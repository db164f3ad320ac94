//! Tests of the room `estimate`. The tables are published figures: Kosovo 1999 (Ball, Betts, Scheuren, Dudukovich and Asher 2002),
//! Korea/Palembang (Ball, Shin and Yang 2018), UK 2013 (Silverman 2014).

mod calibration;
mod gates;
mod loglinear;
mod reading;
mod report;

use estimate::chance::Chance;
use estimate::dga::{self, Prior, graphs};
use estimate::diagnose::{agreement, normal_below, normal_quantile};
use estimate::exponential::exponential;
use estimate::latent::target::Target;
use estimate::latent::{Settings, estimate};
use estimate::{OverlapTable, Refusal, Summary, chao};

fn table(width: usize, cells: &str) -> OverlapTable {
    let cells = cells.split_whitespace().map(|cell| {
        let (pattern, count) = cell.split_once('=').unwrap();
        let bits = pattern.bytes().enumerate().fold(0, |sum, (at, bit)| sum | (u32::from(bit == b'1') << at));
        (bits, count.parse().unwrap())
    });
    OverlapTable::new((1..=width).map(|at| format!("list {at}")).collect(), cells).unwrap()
}

fn kosovo() -> OverlapTable {
    table(
        4,
        "1000=1131 0100=845 1100=177 0010=936 1010=228 0110=217 1110=181 0001=306 1001=106 0101=31 1101=18 0011=123 1011=42 \
         0111=32 1111=27",
    )
}

fn korea() -> OverlapTable {
    table(3, "001=41 010=5 100=5 110=54 101=6 111=12")
}

fn uk() -> OverlapTable {
    table(
        5,
        "10000=54 01000=463 00100=995 00010=695 00001=316 11000=15 10100=19 10010=3 01100=62 01010=19 01001=1 00110=76 \
         00101=11 00011=8 11100=1 11010=1 01110=4 11110=1",
    )
}

fn western() -> OverlapTable {
    table(
        5,
        "10000=52 01000=90 00100=114 00010=45 00001=21 10100=4 10010=2 10001=5 01100=6 01010=1 00011=3 10101=1 01110=1",
    )
}

#[test]
fn a_table_counts_overlaps_and_falls_into_pieces() {
    let korea = korea();
    assert_eq!((korea.n(), korea.on_several(), korea.on_all(0b011)), (123, 72, 66));
    assert_eq!(kosovo().on_several(), 1182);
    assert_eq!(korea.pieces(), 1);
    assert_eq!(table(3, "100=5 110=2 001=9").pieces(), 2);
    assert_eq!(korea.without(2).unwrap().n(), 123 - 41);
    assert_eq!(korea.merged(&[0, 1]).unwrap().lists(), ["list 1+list 2", "list 3"]);
    assert_eq!(korea.merged(&[0, 1]).unwrap().count(0b11), 6 + 12);
}

#[test]
fn the_same_numbers_have_the_same_hash_in_any_order() {
    let other = table(3, "111=12 101=6 110=50 100=5 110=4 010=5 011=0 001=41");
    assert_eq!(other.sha256(), korea().sha256());
    assert_ne!(other.sha256(), table(3, "111=12 101=6 110=54 100=5 010=5 001=42").sha256());
}

#[test]
fn what_cannot_be_a_table_is_refused() {
    let lists = |width: usize| (0..width).map(|at| at.to_string()).collect::<Vec<_>>();
    assert_eq!(OverlapTable::new(lists(1), [(1, 3)]), Err(Refusal::TooFewLists { found: 1 }));
    assert_eq!(OverlapTable::new(lists(26), [(1, 3)]), Err(Refusal::TooManyLists { found: 26, most: 25 }));
    assert_eq!(OverlapTable::new(lists(3), [(1, 3), (0, 7)]), Err(Refusal::Unseen { row: 2, count: 7 }));
    assert_eq!(OverlapTable::new(lists(3), [(1, 0)]), Err(Refusal::Empty));
    assert!(OverlapTable::new(lists(3), [(1, u64::MAX), (2, u64::MAX)]).is_err());
}

#[test]
fn chaos_bound_is_the_papers() {
    // 51 on one list, 60 on two, 12 on three: 51 · 50 / (2 · 61).
    let bound = chao::lower_bound(&korea());
    assert!((bound.total - (123.0 + 51.0 * 50.0 / 122.0)).abs() < 1e-9, "{bound:?}");
    assert!(bound.lower < bound.total && bound.total < bound.upper);
    assert_eq!(chao::from_times(10, 0, 10).total, 10.0);
}

#[test]
fn variates_have_their_means_and_variances() {
    let mut chance = Chance::of(7, 0);
    let mut check = |name: &str, mean: f64, variance: f64, draw: &mut dyn FnMut(&mut Chance) -> f64| {
        let draws: Vec<f64> = (0..40_000).map(|_| draw(&mut chance)).collect();
        let got = draws.iter().sum::<f64>() / 40_000.0;
        let spread = draws.iter().map(|x| (x - got) * (x - got)).sum::<f64>() / 40_000.0;
        assert!((got - mean).abs() < 5.0 * (variance / 40_000.0).sqrt(), "{name}: mean {got}, not {mean}");
        assert!((spread / variance - 1.0).abs() < 0.1, "{name}: variance {spread}, not {variance}");
    };
    check("normal", 0.0, 1.0, &mut |c| c.normal());
    check("gamma 0.3", 0.3, 0.3, &mut |c| c.gamma(0.3));
    check("gamma 40", 40.0, 40.0, &mut |c| c.gamma(40.0));
    check("poisson 3", 3.0, 3.0, &mut |c| c.poisson(3.0));
    check("poisson 5000", 5000.0, 5000.0, &mut |c| c.poisson(5000.0));
    check("binomial few", 2.0, 1.96, &mut |c| c.binomial(100, 0.02) as f64);
    check("binomial many", 3000.0, 2100.0, &mut |c| c.binomial(10_000, 0.3) as f64);
    check("binomial most", 9_000.0, 900.0, &mut |c| c.binomial(10_000, 0.9) as f64);
    let mut parts = [0; 3];
    chance.share(1000, &[0.0, 1.0, 3.0], &mut parts);
    assert_eq!((parts[0], parts.iter().sum::<u64>()), (0, 1000));
}

#[test]
fn chains_that_disagree_are_seen_to() {
    let mut chance = Chance::of(3, 0);
    let mut chain = |shift: f64| (0..1000).map(|_| shift + chance.normal()).collect::<Vec<f64>>();
    let good = agreement(&[chain(0.0), chain(0.0), chain(0.0), chain(0.0)]);
    assert!(good.rhat < 1.01 && good.ess_bulk > 3000.0 && good.ess_tail > 2500.0, "{good:?}");
    let bad = agreement(&[chain(0.0), chain(0.0), chain(0.0), chain(1.0)]);
    assert!(bad.rhat > 1.05, "{bad:?}");
    let mut slow = vec![vec![0.0f64; 1000]; 4];
    for walk in &mut slow {
        let mut at = 0.0;
        for x in walk.iter_mut() {
            at = 0.95 * at + chance.normal();
            *x = at;
        }
    }
    // Autoregression of .95: a draw is worth (1 − .95) / (1 + .95) of one.
    let ess = agreement(&slow).ess_bulk;
    assert!((50.0..220.0).contains(&ess), "{ess}");
    for p in [1e-9, 0.01, 0.3, 0.5, 0.975, 1.0 - 1e-9] {
        assert!((normal_below(normal_quantile(p)) - p).abs() < 1e-12, "{p}");
    }
}

/// Medians and limits of long runs of an independent implementation and of the R package that published the model.
#[test]
fn latent_classes_find_what_long_runs_found() {
    let settings = Settings { ess: 400.0, most_rounds: 40_000, ..Settings::default() };
    for (name, table, median, lower, upper) in [
        ("Kosovo", kosovo(), 10_412.0, 9_000.0, 13_900.0),
        ("Korea", korea(), 137.0, 124.0, 203.0),
        ("UK", uk(), 22_242.0, 15_500.0, 34_200.0),
    ] {
        let posterior = estimate(&table, &settings, 19_481_210, &mut |_| {}).unwrap();
        assert!(posterior.reached, "{name}: {:?}", posterior.total);
        let Summary { median: m, lower95: l, upper95: u, .. } = posterior.summary;
        let close = |got: f64, wanted: f64, by: f64| (got / wanted - 1.0).abs() < by;
        assert!(
            close(m, median, 0.05) && close(l, lower, 0.08) && close(u, upper, 0.15),
            "{name}: {l} {m} {u}"
        );
    }
}

#[test]
fn a_seed_gives_the_same_draws_on_any_number_of_threads() {
    let settings = Settings { ess: 100.0, rhat: 2.0, most_rounds: 500, ..Settings::default() };
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| estimate(&korea(), &settings, 5, &mut |_| {}).unwrap().draws)
    };
    let (one, three) = (with(1), with(3));
    assert_eq!(one, three);
    assert_ne!(one, estimate(&korea(), &settings, 6, &mut |_| {}).unwrap().draws);
}

/// The slope that is followed is the slope of the density that is accepted by, also far out, where sizes are all or nothing.
#[test]
fn the_gradient_is_the_densitys() {
    let mut chance = Chance::of(11, 0);
    for table in
        [korea(), kosovo(), uk(), table(7, "1000000=9 0100000=7 0000001=3 1100001=2 0011100=4 0000110=1")]
    {
        let target = Target::new(&table, 6, 0.25, 0.25);
        let mut work = target.work();
        for wide in [0.5, 2.0, 4.0] {
            let mut at: Vec<f64> = (0..target.size()).map(|_| wide * chance.normal()).collect();
            // A class that takes nearly all: what is left is e^−u.
            at[2] = 3.0 + wide;
            let mut density = |at: &[f64]| {
                target.fill(at, &mut work);
                target.log_density(at, &work)
            };
            let slopes: Vec<f64> = (0..at.len())
                .map(|d| {
                    let by = 1e-5;
                    let mut moved = at.clone();
                    moved[d] += by;
                    let up = density(&moved);
                    moved[d] -= 2.0 * by;
                    (up - density(&moved)) / (2.0 * by)
                })
                .collect();
            let mut gradient = vec![0.0; at.len()];
            target.fill(&at, &mut work);
            target.gradient(&mut work, &mut gradient);
            for (d, (slope, by_hand)) in slopes.iter().zip(&gradient).enumerate() {
                let off = (slope - by_hand).abs() / (1.0 + slope.abs());
                assert!(off < 1e-3, "{} lists, wide {wide}, {d}: {slope} is not {by_hand}", table.width());
            }
        }
    }
}

#[test]
fn the_bound_allows_lists_to_differ_in_reach() {
    // Rcapture 1.4-4, closedp.t, "Mth Chao (LB)".
    for (table, expected) in [(kosovo(), 8_591.0), (korea(), 142.0), (uk(), 13_570.0), (western(), 2_201.0)] {
        let found = chao::bound_by_list(&table).unwrap();
        assert!((found - expected).abs() <= 0.51, "{found}, not {expected}");
    }
    // Four independent lists of one reach, a tenth each, of 10,000: the bound is the truth, the formula of 1987 lies above it.
    let independent = table(
        4,
        "1000=729 0100=729 0010=729 0001=729 1100=81 1010=81 1001=81 0110=81 0101=81 0011=81 1110=9 1101=9 1011=9 0111=9 1111=1",
    );
    let found = chao::bound_by_list(&independent).unwrap();
    assert!((found - 10_000.0).abs() < 1.0, "{found}");
    assert!(chao::lower_bound(&independent).total > 12_000.0);
    assert_eq!(chao::bound_by_list(&table(3, "100=5 010=3 001=2 111=1")), None);
}

#[test]
fn decomposable_graphs_are_as_many_as_they_are() {
    let numbers: Vec<usize> = (2..=6).map(|lists| graphs::decomposable(lists).len()).collect();
    assert_eq!(numbers, [2, 8, 61, 822, 18_154]);
    // All on all: one clique. None on none: each list alone.
    let all = graphs::decomposable(3);
    assert!(all.iter().any(|graph| graph.edges.len() == 3 && graph.factors == [(0b111, 1)]));
    assert!(all.iter().any(|graph| graph.edges.is_empty() && graph.factors == [(1, 1), (2, 1), (4, 1)]));
}

/// Values reckoned twice before: by the R package of the method and by an independent program.
#[test]
fn averaging_over_graphs_gives_the_known_masses() {
    let settings = |prior, most| dga::Settings { prior, most_unseen: Some(most), delta: None };
    let close = |got: f64, wanted: f64| (got / wanted - 1.0).abs() < 1e-8;
    let korea_1 = dga::estimate(&korea(), &settings(Prior::OverTotal, 4_920)).unwrap();
    assert_eq!([0.025, 0.5, 0.975].map(|q| korea_1.quantile(q)), [127, 163, 483]);
    assert!(close(korea_1.mean(), 211.637286), "{}", korea_1.mean());
    assert!(close(korea_1.mass(127), 0.00528705442137), "{}", korea_1.mass(127));
    assert!(close(korea_1.mass(163), 0.0109056474623));
    // Lists b, c, d are 0, 1, 2.
    let (top, mass) = &korea_1.graphs[0];
    assert_eq!(top.edges, [(0, 1), (1, 2)]);
    assert!((mass - 0.701881332).abs() < 1e-8, "{mass}");
    let korea_2 = dga::estimate(&korea(), &settings(Prior::OverUnseen, 4_920)).unwrap();
    assert_eq!([0.025, 0.5, 0.975].map(|q| korea_2.quantile(q)), [124, 137, 275]);
    let kosovo = dga::estimate(&kosovo(), &settings(Prior::OverTotal, 44_000)).unwrap();
    assert_eq!([0.025, 0.5, 0.975].map(|q| kosovo.quantile(q)), [9_827, 12_595, 16_544]);
    assert!(close(kosovo.mean(), 12_749.349293), "{}", kosovo.mean());
    assert!((kosovo.graphs[0].1 - 0.985513751).abs() < 1e-8);
}

#[test]
fn each_number_of_unseen_is_counted_once() {
    // Trying fewer numbers leaves the masses of those that are tried in proportion, wherever the last one falls.
    let masses = |most| {
        let settings = dga::Settings { most_unseen: Some(most), ..dga::Settings::default() };
        dga::estimate(&korea(), &settings).unwrap().masses
    };
    let all = masses(2_000);
    for most in [1, 2, 255, 256, 257, 300, 513, 771] {
        let few = masses(most);
        let share: f64 = all.iter().take(most).sum();
        assert_eq!(few.len(), most);
        for (few, all) in few.iter().zip(&all) {
            assert!((few * share / all - 1.0).abs() < 1e-9, "{most}: {few} {all}");
        }
    }
}

#[test]
fn what_is_interpolated_is_the_plain_sum() {
    // The formula of the module's head, number by number and graph by graph.
    let plain = |table: &OverlapTable, most: usize| -> Vec<f64> {
        let (n, lgamma) = (table.n() as f64, libm::lgamma);
        let h = |set: u32, unseen: f64| {
            let weight = 1.0 / f64::from(1u32 << set.count_ones());
            let mut margins = std::collections::BTreeMap::from([(0u32, unseen)]);
            for (pattern, count) in table.cells() {
                *margins.entry(pattern & set).or_default() += *count as f64;
            }
            lgamma(1.0) - lgamma(1.0 + n + unseen)
                + margins.values().map(|count| lgamma(weight + count) - lgamma(weight)).sum::<f64>()
        };
        let graphs = graphs::decomposable(table.width());
        let logs: Vec<Vec<f64>> = (1..=most)
            .map(|unseen| {
                let unseen = unseen as f64;
                let common = lgamma(n + unseen + 1.0) - lgamma(unseen + 1.0) - (n + unseen).ln();
                let sets: Vec<f64> = (0u32..1 << table.width()).map(|set| h(set, unseen)).collect();
                let of = |graph: &graphs::Graph| {
                    graph
                        .factors
                        .iter()
                        .map(|(set, power)| f64::from(*power) * sets[*set as usize])
                        .sum::<f64>()
                };
                graphs.iter().map(|graph| common + of(graph)).collect()
            })
            .collect();
        let highest = logs.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
        let sums: Vec<f64> =
            logs.iter().map(|row| row.iter().map(|log| (log - highest).exp()).sum()).collect();
        let total: f64 = sums.iter().sum();
        sums.into_iter().map(|sum| sum / total).collect()
    };
    let many = table(3, "100=200000 010=150000 110=50000 001=120000 101=40000 011=30000 111=10000");
    // Of 600,000 people the plain sum itself has rounded off what is beyond 10^−8.
    for (table, most, off) in
        [(korea(), 4_920, 1e-9), (kosovo(), 30_000, 1e-9), (many, 400_000, 1e-7), (uk(), 3_000, 1e-9)]
    {
        let settings = dga::Settings { most_unseen: Some(most), ..dga::Settings::default() };
        let found = dga::estimate(&table, &settings).unwrap().masses;
        let plain = plain(&table, most);
        let highest = plain.iter().copied().fold(0.0, f64::max);
        for (at, (found, plain)) in found.iter().zip(&plain).enumerate() {
            assert!((found - plain).abs() < off * plain + 1e-13 * highest, "{at}: {found:e} {plain:e}");
        }
    }
}

#[test]
fn the_numbers_tried_reach_as_far_as_the_mass() {
    let found = dga::estimate(&kosovo(), &dga::Settings::default()).unwrap();
    assert!(found.tail() < 1e-6);
    assert_eq!(found.quantile(0.5), 12_595);
}

#[test]
fn the_exponential_is_the_librarys() {
    let mut chance = Chance::of(2, 0);
    for _ in 0..20_000 {
        let x = 1400.0 * chance.uniform() - 700.0;
        let (ours, theirs) = (exponential(x), libm::exp(x));
        assert!((ours / theirs - 1.0).abs() < 1e-15, "{x}: {ours}, not {theirs}");
    }
    assert_eq!((exponential(0.0), exponential(-1e9)), (1.0, exponential(-700.0)));
    assert!(exponential(f64::INFINITY).is_finite());
}
