//! What many rows come to: how often an estimate was shown, how often it was right, and why it was not shown.

use super::row::Row;
use std::collections::BTreeMap;

/// Rows added up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Populations.
    pub populations: usize,
    /// Of which an estimate was shown.
    pub shown: usize,
    /// And held the truth.
    pub covered: usize,
    /// Of which the truth lay below the interval.
    pub below: usize,
    /// Median over those shown of median / truth − 1.
    pub bias: f64,
    /// Median over those shown of the interval's length / truth.
    pub width: f64,
    /// Shown with a median more than a tenth from the truth.
    pub far: usize,
    /// Populations with an interval of latent classes, shown or not.
    pub reckoned: usize,
    /// And held the truth.
    pub would_cover: usize,
    /// Why it was not shown.
    pub withheld: BTreeMap<String, usize>,
}

impl Tally {
    /// Of rows.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut tally = Self::default();
        let (mut off, mut widths) = (Vec::new(), Vec::new());
        for row in rows {
            tally.populations += 1;
            let truth = row.truth as f64;
            let covers = row.answer().map(|figures| figures.lower <= truth && truth <= figures.upper);
            tally.reckoned += usize::from(covers.is_some());
            tally.would_cover += usize::from(covers == Some(true));
            if !row.shown {
                *tally.withheld.entry(row.by.clone()).or_default() += 1;
                continue;
            }
            tally.shown += 1;
            tally.covered += usize::from(covers == Some(true));
            if let Some(figures) = row.answer() {
                tally.below += usize::from(truth < figures.lower);
                off.push(figures.median / truth - 1.0);
                widths.push((figures.upper - figures.lower) / truth);
                tally.far += usize::from((figures.median / truth - 1.0).abs() > 0.1);
            }
        }
        tally.bias = middle(off);
        tally.width = middle(widths);
        tally
    }

    /// `G6 12, G8 3`, the most frequent first.
    pub fn reasons(&self) -> String {
        let mut reasons: Vec<(&String, &usize)> = self.withheld.iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let said: Vec<String> = reasons.iter().map(|(code, count)| format!("{code} {count}")).collect();
        if said.is_empty() { "–".to_owned() } else { said.join(", ") }
    }
}

/// The median; not a number of nothing.
pub fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    estimate::summary::quantile(&values, 0.5)
}

/// The least probability with which so many of so many would still be seen once in forty times (Clopper and Pearson 1934).
pub fn at_least(successes: usize, of: usize) -> f64 {
    if successes == 0 || of == 0 {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let p = (low + high) / 2.0;
        if that_many(successes, of, p) < 0.025 { low = p } else { high = p }
    }
    low
}

/// Probability of `successes` or more.
fn that_many(successes: usize, of: usize, p: f64) -> f64 {
    let choose = |k: usize| {
        libm::lgamma(of as f64 + 1.0) - libm::lgamma(k as f64 + 1.0) - libm::lgamma((of - k) as f64 + 1.0)
    };
    let term = |k: usize| libm::exp(choose(k) + k as f64 * libm::log(p) + (of - k) as f64 * libm::log1p(-p));
    (successes..=of).map(term).sum()
}

/// χ² of ranks 0 to `most` in `bins` equal parts, and the probability of one as large if all ranks are equally likely
/// (Wilson and Hilferty's normal approximation, 1931).
pub fn uniform(ranks: &[usize], most: usize, bins: usize) -> (f64, f64) {
    let mut found = vec![0usize; bins];
    for rank in ranks {
        if let Some(bin) = found.get_mut(rank * bins / (most + 1)) {
            *bin += 1;
        }
    }
    let wanted = ranks.len() as f64 / bins as f64;
    let square: f64 = found.iter().map(|count| (*count as f64 - wanted).powi(2) / wanted).sum();
    let free = (bins - 1) as f64;
    let by = 2.0 / (9.0 * free);
    let z = (libm::cbrt(square / free) - (1.0 - by)) / libm::sqrt(by);
    (square, 1.0 - estimate::diagnose::normal_below(z))
}
