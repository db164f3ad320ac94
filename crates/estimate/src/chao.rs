//! Chao's lower bound: how many there are at least, if people differ in how easily they are seen. Not a bound where lists avoid each
//! other, and its limits are never an interval for the total.
//!
//! The formula of 1987 (*Biometrics* 43:783) is for many occasions of equal reach. With few lists of unequal reach it lies too high: four
//! independent lists of one reach give four thirds of the unseen. What is shown is therefore the bound that allows for it, from a log-linear
//! model with an effect of each list in which people on three lists and more may be more than that, never fewer (Rivest and
//! Baillargeon 2007, *Biometrics* 63:999); it gives R's Rcapture's "Mth Chao (LB)".

use crate::OverlapTable;
use crate::table::Pattern;
use libm::{exp, log, sqrt};

/// At least so many, with the limits of the *bound*.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LowerBound {
    /// People seen plus the least number unseen.
    pub total: f64,
    /// 95 % limits of that least number, not of the total.
    pub lower: f64,
    /// As above.
    pub upper: f64,
}

/// The bound from how many were on one list and on two.
pub fn lower_bound(table: &OverlapTable) -> LowerBound {
    from_times(table.n(), table.caught(1), table.caught(2))
}

/// The bound from people seen, seen once and seen twice.
pub fn from_times(n: u64, once: u64, twice: u64) -> LowerBound {
    let (n, f1, f2) = (n as f64, once as f64, twice as f64);
    let unseen = f1 * (f1 - 1.0) / (2.0 * (f2 + 1.0));
    if unseen <= 0.0 {
        return LowerBound { total: n, lower: n, upper: n };
    }
    let f2 = f2.max(1.0);
    let ratio = f1 / f2;
    let variance = f2 * (ratio * ratio / 2.0 + ratio * ratio * ratio + ratio * ratio * ratio * ratio / 4.0);
    let spread = exp(1.96 * sqrt(log(1.0 + variance / (unseen * unseen))));
    LowerBound { total: n + unseen, lower: n + unseen / spread, upper: n + unseen * spread }
}

/// Lists to which all cells are looked at; of more lists only people on one or two.
const ALL_CELLS: usize = 12;
const MOST_STEPS: usize = 200;

/// The bound that allows lists to differ in reach; none where no two lists share anybody, or where it does not settle.
pub fn bound_by_list(table: &OverlapTable) -> Option<f64> {
    let width = table.width();
    if table.caught(2) == 0 {
        return None;
    }
    let cells: Vec<Pattern> = if width <= ALL_CELLS {
        (1..1 << width).collect()
    } else {
        (0..width).flat_map(|a| (a..width).map(move |b| 1 << a | 1 << b)).collect()
    };
    // From how many lists on people may be more than the lists' effects say.
    let mut bends: Vec<u32> = if width <= ALL_CELLS { (3..=width as u32).collect() } else { Vec::new() };
    loop {
        let rows: Vec<Vec<f64>> = cells.iter().map(|cell| row(*cell, width, &bends)).collect();
        let counts: Vec<f64> = cells.iter().map(|cell| table.count(*cell) as f64).collect();
        let found = climb(&rows, &counts, table.n() as f64, width)?;
        let below = bends.iter().zip(found.iter().skip(width + 1)).position(|(_, bend)| *bend < -1e-9);
        match below {
            // Fewer than the lists' effects say would be avoidance, and no bound.
            Some(at) => drop(bends.remove(at)),
            None => {
                return found
                    .first()
                    .map(|unseen| table.n() as f64 + exp(*unseen))
                    .filter(|least| least.is_finite());
            }
        }
    }
}

fn row(cell: Pattern, width: usize, bends: &[u32]) -> Vec<f64> {
    let on = cell.count_ones();
    let lists = (0..width).map(|list| f64::from(cell >> list & 1));
    let bent = bends.iter().map(|from| f64::from((on + 1).saturating_sub(*from)));
    std::iter::once(1.0).chain(lists).chain(bent).collect()
}

/// The highest point of a Poisson likelihood with logarithmic link, by Newton's steps that never go down.
fn climb(rows: &[Vec<f64>], counts: &[f64], n: f64, width: usize) -> Option<Vec<f64>> {
    let size = rows.first()?.len();
    let mut at = vec![-2.0; size];
    *at.first_mut()? = log(n);
    at.iter_mut().skip(width + 1).for_each(|bend| *bend = 0.0);
    let product = |row: &[f64], at: &[f64]| -> f64 { row.iter().zip(at).map(|(x, a)| x * a).sum() };
    let height = |at: &[f64]| -> f64 {
        rows.iter()
            .zip(counts)
            .map(|(row, count)| {
                let line = product(row, at);
                count * line - exp(line.min(600.0))
            })
            .sum()
    };
    let mut now = height(&at);
    for _ in 0..MOST_STEPS {
        let before = now;
        let mut slope = vec![0.0; size];
        let mut curvature = vec![vec![0.0; size]; size];
        for (row, count) in rows.iter().zip(counts) {
            let mean = exp(product(row, &at).min(600.0));
            for ((slope, line), x) in slope.iter_mut().zip(&mut curvature).zip(row) {
                *slope += (count - mean) * x;
                if *x != 0.0 {
                    for (sum, other) in line.iter_mut().zip(row) {
                        *sum += mean * x * other;
                    }
                }
            }
        }
        let step = solve(curvature, slope)?;
        let mut part = 1.0;
        let next = loop {
            let next: Vec<f64> = at.iter().zip(&step).map(|(at, step)| at + part * step).collect();
            let there = height(&next);
            if there >= now - 1e-9 * now.abs() {
                now = there;
                break next;
            }
            part /= 2.0;
            if part < 1e-9 {
                return None;
            }
        };
        at = next;
        // An effect that runs to −∞, for want of people, never stands still; it stops mattering.
        if step.iter().all(|step| step.abs() < 1e-9) || now - before < 1e-11 * now.abs().max(1.0) {
            return Some(at);
        }
    }
    None
}

/// Solves symmetric equations by elimination with the largest pivot.
fn solve(mut left: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    for at in 0..size {
        let size_of = |line: usize| left.get(line).and_then(|line| line.get(at)).map_or(0.0, |x| x.abs());
        let pivot = (at..size).max_by(|a, b| size_of(*a).total_cmp(&size_of(*b)))?;
        if size_of(pivot) < 1e-12 {
            return None;
        }
        left.swap(at, pivot);
        right.swap(at, pivot);
        let (line, of) = (left.get(at)?.clone(), *right.get(at)?);
        let head = *line.get(at)?;
        for (other, (values, value)) in left.iter_mut().zip(&mut right).enumerate() {
            let factor = values.get(at).copied().unwrap_or(0.0) / head;
            if other != at && factor != 0.0 {
                for (to, from) in values.iter_mut().zip(&line) {
                    *to -= factor * from;
                }
                *value -= factor * of;
            }
        }
    }
    left.iter().enumerate().zip(right).map(|((at, line), value)| Some(value / line.get(at)?)).collect()
}
