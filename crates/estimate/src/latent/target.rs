//! The posterior of the latent class model with people and their classes integrated out.
//!
//! Model (Manrique-Vallier 2016, *Biometrics* 72:1246): a person belongs to class k with probability π_k (truncated
//! stick-breaking, V_k ~ Beta(1, α), α ~ Gamma(a, b)) and is on list j with probability λ_kj ~ Beta(1, 1), independently
//! within a class; p(N) ∝ 1/N. With f_x = Σ_k π_k Π_j λ_kj^x_j (1 − λ_kj)^(1 − x_j):
//!
//! - summing N out against 1/N leaves Π_x f_x^n_x / (1 − f_0)^n;
//! - with u_k = −log(1 − V_k), α integrates out to (b + Σ u_k)^−(a + K − 1).
//!
//! What is left is smooth in log u and logit λ, so that gradients can be followed.
#![expect(
    clippy::indexing_slicing,
    reason = "numeric kernel: all lengths are fixed when it is made, by classes and lists"
)]

use crate::OverlapTable;
use crate::exponential::exponential;
use libm::log;

/// Lists up to which all patterns are laid out, seen or not: then sums over lists are halved step by step.
const DENSE: usize = 6;
/// Share of a class on no list below which it is reckoned list by list: dividing by it would lose digits.
const NEARLY_NOTHING: f64 = 1e-200;

/// The model and the table, laid out for speed.
#[derive(Clone, Debug)]
pub struct Target {
    /// Classes.
    pub classes: usize,
    /// Lists.
    pub lists: usize,
    /// Patterns, as bits; the first is the empty one.
    pub patterns: Vec<u32>,
    /// People of each pattern; the empty one has none.
    pub counts: Vec<f64>,
    /// People on any list.
    pub n: f64,
    /// Shape of the prior on α.
    pub a: f64,
    /// Rate of the prior on α.
    pub b: f64,
    dense: bool,
    /// Lists of each pattern, one after the other, and where each pattern's end.
    on: Vec<u8>,
    ends: Vec<usize>,
}

/// Room for the numbers in between, used again at each step.
#[derive(Clone, Debug)]
pub struct Work {
    /// λ, class by class.
    pub lambda: Vec<f64>,
    /// λ / (1 − λ) of one class.
    odds: Vec<f64>,
    /// π.
    pub pi: Vec<f64>,
    /// u_k.
    u: Vec<f64>,
    /// e^−u_k.
    left: Vec<f64>,
    /// π_k Π …, class by class, all patterns of each.
    pub joint: Vec<f64>,
    /// Their sums over classes, pattern by pattern.
    pub f: Vec<f64>,
    weight: Vec<f64>,
    cells: Vec<f64>,
    row: Vec<f64>,
}

impl Target {
    /// For a table.
    pub fn new(table: &OverlapTable, classes: usize, a: f64, b: f64) -> Self {
        let dense = table.width() <= DENSE;
        let patterns: Vec<u32> = match dense {
            true => (0..1 << table.width()).collect(),
            false => [0].into_iter().chain(table.cells().iter().map(|cell| cell.0)).collect(),
        };
        let counts = patterns.iter().map(|pattern| table.count(*pattern) as f64).collect();
        let lists = table.width();
        let of = |pattern: u32| (0..lists as u8).filter(move |list| pattern >> list & 1 == 1);
        let on: Vec<u8> = patterns.iter().flat_map(|pattern| of(*pattern)).collect();
        let ends = patterns
            .iter()
            .scan(0, |end, pattern| {
                *end += pattern.count_ones() as usize;
                Some(*end)
            })
            .collect();
        Self { classes, lists, patterns, counts, n: table.n() as f64, a, b, dense, on, ends }
    }

    /// Numbers of a position: log u for all classes but the last, then logit λ.
    pub fn size(&self) -> usize {
        self.classes - 1 + self.classes * self.lists
    }

    /// Room to work in.
    pub fn work(&self) -> Work {
        let cells = self.patterns.len();
        Work {
            lambda: vec![0.0; self.classes * self.lists],
            odds: vec![0.0; self.lists],
            pi: vec![0.0; self.classes],
            u: vec![0.0; self.classes],
            left: vec![0.0; self.classes],
            joint: vec![0.0; cells * self.classes],
            f: vec![0.0; cells],
            weight: vec![0.0; cells],
            cells: vec![0.0; cells],
            row: vec![0.0; self.classes],
        }
    }

    /// π, λ and all f of a position.
    pub fn fill(&self, at: &[f64], work: &mut Work) {
        let (k, j, cells) = (self.classes, self.lists, self.patterns.len());
        for (u, w) in work.u.iter_mut().zip(&at[..k - 1]) {
            *u = exponential(w.min(600.0));
        }
        for (left, u) in work.left.iter_mut().zip(&work.u) {
            *left = exponential(-u);
        }
        let mut rest = 1.0;
        for h in 0..k - 1 {
            let u = work.u[h];
            // 1 − e^−u, without loss where u is small.
            let v = if u < 1e-4 { u * (1.0 - u * (0.5 - u / 6.0)) } else { 1.0 - work.left[h] };
            work.pi[h] = rest * v;
            rest *= work.left[h];
        }
        work.pi[k - 1] = rest;
        for (lambda, theta) in work.lambda.iter_mut().zip(&at[k - 1..]) {
            *lambda = 1.0 / (1.0 + exponential(-theta));
        }
        work.f.fill(0.0);
        for h in 0..k {
            let lambda = &work.lambda[h * j..(h + 1) * j];
            let joint = &mut work.joint[h * cells..(h + 1) * cells];
            if self.dense {
                joint[0] = work.pi[h];
                let mut half = 1;
                for l in lambda {
                    let (low, high) = joint[..2 * half].split_at_mut(half);
                    for (low, high) in low.iter_mut().zip(high) {
                        *high = *low * l;
                        *low *= 1.0 - l;
                    }
                    half *= 2;
                }
            } else {
                // On no list, and then list by list the odds of being on it.
                let none = lambda.iter().fold(work.pi[h], |product, l| product * (1.0 - l));
                if none > NEARLY_NOTHING {
                    for (odds, l) in work.odds.iter_mut().zip(lambda) {
                        *odds = l / (1.0 - l);
                    }
                    let mut from = 0;
                    for (cell, end) in joint.iter_mut().zip(&self.ends) {
                        *cell = self.on[from..*end]
                            .iter()
                            .fold(none, |product, list| product * work.odds[*list as usize]);
                        from = *end;
                    }
                } else {
                    for (cell, pattern) in joint.iter_mut().zip(&self.patterns) {
                        let mut product = work.pi[h];
                        for (bit, l) in lambda.iter().enumerate() {
                            product *= if pattern >> bit & 1 == 1 { *l } else { 1.0 - l };
                        }
                        *cell = product;
                    }
                }
            }
            for (f, cell) in work.f.iter_mut().zip(joint) {
                *f += *cell;
            }
        }
    }

    /// Log density of a position whose `work` is filled, up to a constant.
    pub fn log_density(&self, at: &[f64], work: &Work) -> f64 {
        let k = self.classes;
        let mut likelihood = -self.n * log((1.0 - work.f[0]).max(0.0));
        for (count, f) in self.counts.iter().zip(&work.f) {
            if *count > 0.0 {
                likelihood += count * log(*f);
            }
        }
        let sum: f64 = work.u[..k - 1].iter().sum();
        let mut prior = -(self.a + k as f64 - 1.0) * log(self.b + sum);
        prior += at[..k - 1].iter().sum::<f64>();
        let mut product = 1.0f64;
        for lambda in &work.lambda {
            product *= lambda * (1.0 - lambda);
            if product < 1e-200 {
                prior += log(product);
                product = 1.0;
            }
        }
        likelihood + prior + log(product)
    }

    /// Its gradient, from a filled `work`.
    pub fn gradient(&self, work: &mut Work, gradient: &mut [f64]) {
        let (k, j, cells) = (self.classes, self.lists, self.patterns.len());
        let (sticks, thetas) = gradient.split_at_mut(k - 1);
        for ((weight, count), f) in work.weight.iter_mut().zip(&self.counts).zip(&work.f) {
            *weight = if *count > 0.0 { count / f } else { 0.0 };
        }
        work.weight[0] = self.n / (1.0 - work.f[0]);
        for h in 0..k {
            let joint = &work.joint[h * cells..(h + 1) * cells];
            let theta = &mut thetas[h * j..(h + 1) * j];
            let row;
            if self.dense {
                for ((cell, joint), weight) in work.cells.iter_mut().zip(joint).zip(&work.weight) {
                    *cell = joint * weight;
                }
                let mut half = cells / 2;
                for theta in theta.iter_mut().rev() {
                    let (low, high) = work.cells[..2 * half].split_at_mut(half);
                    let mut on = 0.0;
                    for (low, high) in low.iter_mut().zip(high) {
                        on += *high;
                        *low += *high;
                    }
                    *theta = on;
                    half /= 2;
                }
                row = work.cells[0];
            } else {
                theta.fill(0.0);
                let mut sum = 0.0;
                for ((pattern, joint), weight) in self.patterns.iter().zip(joint).zip(&work.weight) {
                    let r = joint * weight;
                    sum += r;
                    let mut bits = *pattern;
                    while bits != 0 {
                        theta[bits.trailing_zeros() as usize] += r;
                        bits &= bits - 1;
                    }
                }
                row = sum;
            }
            work.row[h] = row;
            for (theta, lambda) in theta.iter_mut().zip(&work.lambda[h * j..(h + 1) * j]) {
                *theta = *theta - lambda * row + 1.0 - 2.0 * lambda;
            }
        }
        let mut after = 0.0;
        let sum: f64 = work.u[..k - 1].iter().sum();
        let pull = (self.a + k as f64 - 1.0) / (self.b + sum);
        for h in (0..k).rev() {
            let row = work.row[h];
            if h < k - 1 {
                let u = work.u[h];
                // d log V / du = e^−u / (1 − e^−u)
                let v = if u < 1e-4 { u * (1.0 - u * (0.5 - u / 6.0)) } else { 1.0 - work.left[h] };
                sticks[h] = u * (row * work.left[h] / v - after - pull) + 1.0;
            }
            after += row;
        }
    }
}
