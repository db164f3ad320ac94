//! Ours beside every published value of tables that are held: `cargo run --release -p estimate --example published -- FOLDER`, as
//! `cargo xtask bench estimate` does. The processor's seconds are of this process, all threads together.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod table;

use estimate::latent;
use estimate::loglinear::{self, Route};
use estimate::{OverlapTable, Summary, dga, sparse};
use table::{cpu, read};

/// A published value and how we come by ours.
enum How {
    /// Latent classes with so many classes; the point is the mean, or the median.
    Classes(usize, bool),
    Bic(Option<u32>),
    Steps,
    Dga(dga::Prior, Option<f64>, Option<usize>),
    Threshold(u32, f64, f64),
}

const POINT: bool = true;
const MIDDLE: bool = false;

fn main() {
    use How::{Bic, Classes, Dga, Steps, Threshold};
    let over_total = |most| Dga(dga::Prior::OverTotal, None, most);
    let gamma = dga::Prior::Gamma { shape: 13.14, rate: 55.17 };
    let rows: Vec<(&str, &str, How, &str)> = vec![
        (
            "kosovo_1999",
            "latent classes, K = 15",
            Classes(15, MIDDLE),
            "10,401 (near-census); 20 chains 10,412 [8,868; 13,698]",
        ),
        ("kosovo_1999", "latent classes, K = 10", Classes(10, MIDDLE), "LCMCR 10,406 [9,108; 14,118]"),
        ("korea_palembang", "latent classes, K = 10", Classes(10, MIDDLE), "137 [124; 198]"),
        ("ukdat_5", "latent classes, K = 10", Classes(10, MIDDLE), "long run 22,242 [15,201; 33,744]"),
        ("western", "latent classes, K = 10", Classes(10, MIDDLE), "LCMCR 1,820 [1,305; 3,037]"),
        ("neworl_5", "latent classes, K = 10", Classes(10, MIDDLE), "LCMCR 837 [572; 1,362]"),
        ("rcapture_HIV", "latent classes, K = 10", Classes(10, MIDDLE), "LCMCR 10,922 [9,421; 13,127]"),
        ("care1_hav", "latent classes, K = 10", Classes(10, MIDDLE), "LCMCR 513 [360; 890]"),
        ("madigan_york_5", "latent classes, K = 10", Classes(10, MIDDLE), "LCMCR 628 [590; 716]"),
        (
            "care1_diabetes",
            "latent classes, K = 10",
            Classes(10, MIDDLE),
            "LCMCR 2,529 [2,263; 3,130], ESS 29–47",
        ),
        ("ph_manila_police", "latent classes, K = 5, mean", Classes(5, POINT), "575 [534; 639]"),
        ("ph_manila_unidentified", "latent classes, K = 5, mean", Classes(5, POINT), "414 [314; 635]"),
        ("ph_quezon_police", "latent classes, K = 5, mean", Classes(5, POINT), "348 [338; 368]"),
        ("ph_quezon_unidentified", "latent classes, K = 5, mean", Classes(5, POINT), "428 [392; 481]"),
        ("ph_caloocan_police", "latent classes, K = 5, mean", Classes(5, POINT), "331 [302; 379]"),
        ("ph_caloocan_unidentified", "latent classes, K = 5, mean", Classes(5, POINT), "745 [632; 908]"),
        ("kosovo_1999", "BIC, all 113 models", Bic(None), "10,357 [6,947; 18,010]"),
        ("kosovo_1999", "BIC, pairs only", Bic(Some(2)), "14,342 [12,451; 16,273]"),
        ("korea_palembang", "BIC", Bic(None), "157.17 [128; 349]"),
        ("korea_palembang", "steps, p < .02", Steps, "268.78"),
        ("ukdat_5", "BIC, all 6,893 models", Bic(None), "25,311 [11,168; 56,052]"),
        ("ukdat_5", "BIC, pairs only", Bic(Some(2)), "22,991 [11,456; 43,894]"),
        ("neworl", "steps, p < .02", Steps, "1,184 [717; 1,657]"),
        ("neworl_5", "BIC", Bic(None), "1,034.2 (981 with one person more)"),
        ("western", "steps, p < .02", Steps, "2,483.4 [1,293; 3,672]"),
        ("rcapture_HIV", "BIC", Bic(None), "Rcapture 11,124.6"),
        ("ned_5", "BIC, pairs only", Bic(Some(2)), "Rcapture 48,012.7"),
        ("care1_diabetes", "BIC", Bic(None), "Rcapture 2,472"),
        ("care1_hav", "BIC", Bic(None), "Rcapture 1,313"),
        ("madigan_york_5", "BIC", Bic(None), "Rcapture 620"),
        ("kosovo_1999", "threshold 2, pairs", Threshold(2, 2.0, 1.0), "13,971 [12,236; 16,389]"),
        ("kosovo_1999", "threshold 2.5, triples", Threshold(3, 2.5, 1.0), "10,314 [9,032; 12,095]"),
        (
            "ukdat_5",
            "threshold 2, pairs, no prior",
            Threshold(2, 2.0, f64::INFINITY),
            "12,188 [10,652; 13,947]",
        ),
        (
            "korea_palembang",
            "averaged graphs, 1/N",
            over_total(Some(4920)),
            "163 [127; 483], mean 211.637286",
        ),
        (
            "korea_palembang",
            "averaged graphs, 1/n0",
            Dga(dga::Prior::OverUnseen, None, Some(4920)),
            "137 [124; 275], mean 152.986772",
        ),
        (
            "kosovo_1999",
            "averaged graphs, 1/N",
            over_total(Some(44_000)),
            "12,595 [9,827; 16,544], mean 12,749.349293",
        ),
        (
            "western",
            "averaged graphs, 1/N",
            over_total(Some(13_800)),
            "2,133 [1,343; 3,876], mean 2,255.877134",
        ),
        ("care1_hav", "averaged graphs, 1/N", over_total(Some(5000)), "379 [272; 1,476], mean 456.933221"),
        (
            "madigan_york_3",
            "averaged graphs, δ = 1, gamma",
            Dga(gamma, Some(1.0), Some(300)),
            "731 [682; 797], mean 733.452369",
        ),
        (
            "madigan_york_5",
            "averaged graphs, δ = .5",
            Dga(dga::Prior::OverTotal, Some(0.5), Some(300)),
            "616 [588; 655], mean 617.815891",
        ),
        ("ukdat_5", "averaged graphs, 1/N", over_total(None), "dga 22,990 [10,387; 33,510]"),
        ("ned_5", "averaged graphs, 1/N", over_total(None), "dga 47,903 [40,845; 55,456]"),
        ("ukdat", "averaged graphs, 1/N, six lists", over_total(None), "–"),
    ];
    let folder = std::env::args().nth(1).unwrap();
    println!("| table | method | published, or the peer's | ours | CPU s |\n|---|---|---|---|---|");
    for (name, method, how, published) in rows {
        let table = read(&format!("{folder}/{name}.csv"));
        let before = cpu();
        let ours = ours(&table, &how);
        println!("| {name} | {method} | {published} | {ours} | {:.2} |", cpu() - before);
    }
}

fn ours(table: &OverlapTable, how: &How) -> String {
    let interval = |s: Summary, point: f64| format!("{point:.0} [{:.0}; {:.0}]", s.lower95, s.upper95);
    match how {
        How::Classes(classes, mean) => {
            let settings =
                latent::Settings { classes: *classes, most_rounds: 40_000, ..latent::Settings::default() };
            let p = latent::estimate(table, &settings, 1, &mut |_| {}).unwrap();
            let point = if *mean { p.summary.mean } else { p.summary.median };
            let ess = p.total.ess_bulk.min(p.total.ess_tail);
            let end = if p.reached { String::new() } else { ", **not agreed**".to_owned() };
            format!("{}, R-hat {:.3}, ESS {ess:.0}{end}", interval(p.summary, point), p.total.rhat)
        }
        How::Bic(_) | How::Steps => {
            let route = match how {
                How::Bic(Some(order)) => Route::Bic { order: *order as usize },
                How::Bic(None) => Route::Auto,
                _ => Route::Stepwise,
            };
            let settings = loglinear::Settings { route, ..loglinear::Settings::default() };
            let found = loglinear::estimate(table, &settings, 1).unwrap();
            let limits = found.limits.unwrap();
            format!(
                "{:.1} [{:.0}; {:.0}], {}",
                found.total,
                limits.lower95,
                limits.upper95,
                found.model.name()
            )
        }
        How::Dga(prior, delta, most_unseen) => {
            let settings = dga::Settings { delta: *delta, prior: *prior, most_unseen: *most_unseen };
            let p = dga::estimate(table, &settings).unwrap();
            let (low, middle, high) = (p.quantile(0.025), p.quantile(0.5), p.quantile(0.975));
            format!("{middle} [{low}; {high}], mean {:.6}", p.mean())
        }
        How::Threshold(order, threshold, variance) => {
            let settings = sparse::Settings {
                order: *order,
                threshold: *threshold,
                variance: *variance,
                ..sparse::Settings::default()
            };
            let p = sparse::estimate(table, &settings, 1).unwrap();
            format!("{}, {}", interval(p.summary, p.summary.median), p.model.name())
        }
    }
}
