//! The likeliest parameters of a log-linear model, by Newton's method.
//!
//! n_x ~ Poisson(μ_x), log μ_x = a_0 + Σ_{θ ⊆ x} a_θ over the cells that can be seen (Fienberg 1972, *Biometrika* 59:591). Let Z be
//! the sum of exp Σ_{θ ⊆ x} a_θ over *all* cells, that of nobody among them (it counts 1). The best a_0 is log n − log(Z − 1), which
//! leaves
//!
//!   l(a) = Σ_θ a_θ t_θ − n log(Z − 1),   t_θ = people on all lists of θ,
//!   dl/da_θ = t_θ − n q P_θ,   −d²l/da_θ da_φ = n (q P_{θ∪φ} − q² P_θ P_φ),
//!
//! with P_S the share of Z on all lists of S and q = Z / (Z − 1). The unseen are n / (Z − 1). All P_S come from one pass of sums
//! over supersets, and lists that no term joins multiply, so that neither cells nor people are gone through.
//! A term with t_θ = 0 is at −∞: exp a_θ = 0 empties its cells by itself.
#![expect(
    clippy::indexing_slicing,
    reason = "the one numeric kernel: all bounds come from Plan::new (terms, parts) and Work::fit (squares of the number of terms)"
)]

use super::counts::{Counts, DENSE};
use super::model::Model;
use crate::exponential::exponential;
use crate::table::Pattern;
use libm::{lgamma, log, sqrt};

/// Lists that terms may join into one piece.
pub const MOST_JOINED: usize = 12;
const MOST_STEPS: usize = 80;

/// A model, laid out for fitting.
#[derive(Clone, Debug)]
pub struct Plan {
    terms: Vec<Term>,
    /// First weight of each piece, and how many lists it has.
    pieces: Vec<(usize, usize)>,
    weights: usize,
}

#[derive(Clone, Copy, Debug)]
struct Term {
    set: Pattern,
    piece: usize,
    /// Its lists, counted within the piece.
    local: usize,
}

impl Plan {
    /// None if terms join more than twelve lists.
    pub fn new(model: &Model) -> Option<Self> {
        let width = model.width();
        let mut piece_of: Vec<Pattern> = (0..width).map(|list| 1 << list).collect();
        for term in model.terms() {
            let joined = if width <= DENSE { (1 << width) - 1 } else { *term };
            let whole =
                piece_of.iter().filter(|piece| **piece & joined != 0).fold(0, |sum, piece| sum | piece);
            piece_of.iter_mut().filter(|piece| **piece & joined != 0).for_each(|piece| *piece = whole);
        }
        let mut sets = piece_of;
        sets.sort_unstable();
        sets.dedup();
        let mut weights = 0;
        let mut pieces = Vec::with_capacity(sets.len());
        for set in &sets {
            let lists = set.count_ones() as usize;
            if lists > MOST_JOINED {
                return None;
            }
            pieces.push((weights, lists));
            weights += 1 << lists;
        }
        let terms = model
            .terms()
            .iter()
            .filter_map(|term| {
                let piece = sets.iter().position(|set| set & term != 0)?;
                let mut local = 0;
                for (at, list) in (0..width).filter(|list| sets[piece] >> list & 1 == 1).enumerate() {
                    local |= ((term >> list & 1) as usize) << at;
                }
                Some(Term { set: *term, piece, local })
            })
            .collect();
        Some(Self { terms, pieces, weights })
    }

    /// How many parameters besides the constant.
    pub fn terms(&self) -> usize {
        self.terms.len()
    }
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// n̂0 = exp a_0.
    pub unseen: f64,
    /// Σ n_x log μ_x − Σ μ_x, without the logarithms of factorials.
    pub log_likelihood: f64,
    /// Newton's steps.
    pub steps: usize,
}

/// Room for fitting, used again and again.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// Parameters by term of the plan; those at −∞ are kept as they were.
    pub a: Vec<f64>,
    weights: Vec<f64>,
    totals: Vec<f64>,
    active: Vec<usize>,
    sums: Vec<f64>,
    share: Vec<f64>,
    gradient: Vec<f64>,
    factor: Vec<f64>,
    before: Vec<f64>,
    /// Z − 1 where the last fit ended.
    rest: f64,
}

impl Work {
    /// Fits from where `a` stands if it is as long as the plan, else from independent lists.
    /// `precision` is that of a normal prior on terms of two lists and more; above zero nothing is at −∞ for want of people.
    pub fn fit(&mut self, plan: &Plan, counts: &Counts, precision: f64) -> Fit {
        let n = counts.n() as f64;
        self.prepare(plan, counts, precision);
        self.before.clear();
        self.before.extend(self.active.iter().map(|at| self.a[*at]));
        let mut best = f64::NEG_INFINITY;
        let mut last_step = false;
        let mut steps = 0;
        loop {
            self.weigh(plan);
            let density = self.density(plan, n, precision);
            if last_step || steps >= MOST_STEPS {
                break;
            }
            steps += 1;
            // A step that made it worse, or led out of all bounds, is halved.
            if density.is_nan() || density < best - 1e-9 * best.abs().max(1.0) {
                for (at, before) in self.active.iter().zip(&self.before) {
                    self.a[*at] = 0.5 * (self.a[*at] + before);
                }
                continue;
            }
            best = density;
            for (before, at) in self.before.iter_mut().zip(&self.active) {
                *before = self.a[*at];
            }
            last_step = self.step(plan, n, precision) < 1e-9;
        }
        Fit {
            unseen: n / self.rest,
            log_likelihood: self.linear() + n * (log(n) - log(self.rest)) - n,
            steps,
        }
    }

    /// Takes a table's sums; which terms can move.
    fn prepare(&mut self, plan: &Plan, counts: &Counts, precision: f64) {
        if self.a.len() != plan.terms.len() {
            self.start(plan, counts);
        }
        self.active.clear();
        self.sums.clear();
        for (at, term) in plan.terms.iter().enumerate() {
            let sum = counts.on_all(term.set);
            if sum > 0 || (precision > 0.0 && term.set.count_ones() > 1) {
                self.active.push(at);
                self.sums.push(sum as f64);
            }
        }
        let size = self.active.len();
        self.share.resize(size, 0.0);
        self.gradient.resize(size, 0.0);
        self.factor.resize(size * size, 0.0);
    }

    /// Independent lists, each half as thorough as its share of the people suggests; no dependence.
    fn start(&mut self, plan: &Plan, counts: &Counts) {
        let twice = 2.0 * counts.n() as f64;
        self.a.clear();
        self.a.extend(plan.terms.iter().map(|term| {
            if term.set.count_ones() > 1 {
                return 0.0;
            }
            let on = (counts.on_all(term.set) as f64).max(0.5);
            log(on / (twice - on))
        }));
    }

    /// Weights of all cells by piece, summed over supersets; and Z − 1.
    fn weigh(&mut self, plan: &Plan) {
        self.weights.clear();
        self.weights.resize(plan.weights, 1.0);
        let mut active = self.active.iter().copied().peekable();
        for (at, term) in plan.terms.iter().enumerate() {
            let value = if active.peek() == Some(&at) {
                active.next();
                exponential(self.a[at])
            } else {
                0.0
            };
            self.weights[plan.pieces[term.piece].0 + term.local] = value;
        }
        self.totals.clear();
        // (1 + x)(1 + y) − 1 = x + y + xy: what is small is not lost beside 1.
        let mut rest = 0.0;
        for (start, lists) in &plan.pieces {
            let weights = &mut self.weights[*start..*start + (1 << lists)];
            for list in 0..*lists {
                for block in weights.chunks_exact_mut(2 << list) {
                    let (without, with) = block.split_at_mut(1 << list);
                    with.iter_mut().zip(&*without).for_each(|(with, without)| *with *= *without);
                }
            }
            let seen: f64 = weights[1..].iter().sum();
            for list in 0..*lists {
                for block in weights.chunks_exact_mut(2 << list) {
                    let (without, with) = block.split_at_mut(1 << list);
                    without.iter_mut().zip(&*with).for_each(|(without, with)| *without += *with);
                }
            }
            self.totals.push(1.0 / weights[0]);
            rest += seen + rest * seen;
        }
        self.rest = rest;
    }

    fn linear(&self) -> f64 {
        self.active.iter().zip(&self.sums).map(|(at, sum)| self.a[*at] * sum).sum()
    }

    /// l(a) and the logarithm of the prior.
    fn density(&self, plan: &Plan, n: f64, precision: f64) -> f64 {
        let prior = if precision > 0.0 {
            let squares = self.active.iter().filter(|at| plan.terms[**at].set.count_ones() > 1);
            0.5 * precision * squares.map(|at| self.a[*at] * self.a[*at]).sum::<f64>()
        } else {
            0.0
        };
        self.linear() - n * log(self.rest) - prior
    }

    /// Shares and slopes where the weights stand.
    fn slopes(&mut self, plan: &Plan, n: f64, precision: f64) {
        let expected = n * (1.0 + self.rest) / self.rest;
        for (i, at) in self.active.iter().enumerate() {
            let term = plan.terms[*at];
            self.share[i] = self.weights[plan.pieces[term.piece].0 + term.local] * self.totals[term.piece];
            let prior = if term.set.count_ones() > 1 { precision * self.a[*at] } else { 0.0 };
            self.gradient[i] = self.sums[i] - expected * self.share[i] - prior;
        }
    }

    /// The lower half of −d²l, after `slopes`; as `factor`, a square of the number of active terms.
    fn curvature(&mut self, plan: &Plan, n: f64, precision: f64) {
        let size = self.active.len();
        let q = (1.0 + self.rest) / self.rest;
        for (i, at) in self.active.iter().enumerate() {
            let term = plan.terms[*at];
            let weights = &self.weights[plan.pieces[term.piece].0..];
            let (total, share) = (self.totals[term.piece], self.share[i]);
            let row = &mut self.factor[i * size..i * size + i + 1];
            for ((value, other), other_share) in row.iter_mut().zip(&self.active).zip(&self.share) {
                let other = plan.terms[*other];
                let both = if other.piece == term.piece {
                    weights[term.local | other.local] * total
                } else {
                    share * other_share
                };
                *value = n * q * (both - q * share * other_share);
            }
            if precision > 0.0 && term.set.count_ones() > 1 {
                row[i] += precision;
            }
        }
    }

    /// Cholesky's factor in place. A pivot that is not above zero is made large: along it nothing moves.
    fn factorise(&mut self) {
        let size = self.active.len();
        for i in 0..size {
            let (above, row) = self.factor.split_at_mut(i * size);
            let row = &mut row[..=i];
            for j in 0..i {
                let (left, right) = row.split_at_mut(j);
                let of_j = &above[j * size..j * size + j + 1];
                let sum: f64 = left.iter().zip(of_j).map(|(x, y)| x * y).sum();
                // The diagonal holds the inverse.
                right[0] = (right[0] - sum) * of_j[j];
            }
            let square = row[i];
            let pivot = square - row[..i].iter().map(|x| x * x).sum::<f64>();
            row[i] = if pivot > 1e-13 * square.abs() { 1.0 / sqrt(pivot) } else { 1e-6 };
        }
    }

    /// Solves L y = b.
    fn forward(&self, b: &mut [f64]) {
        let size = b.len();
        for i in 0..size {
            let row = &self.factor[i * size..i * size + i + 1];
            let (done, rest) = b.split_at_mut(i);
            let sum: f64 = done.iter().zip(row).map(|(x, y)| x * y).sum();
            rest[0] = (rest[0] - sum) * row[i];
        }
    }

    /// Solves L' y = b.
    fn backward(&self, b: &mut [f64]) {
        let size = b.len();
        for i in (0..size).rev() {
            let row = &self.factor[i * size..i * size + i + 1];
            let (before, rest) = b.split_at_mut(i);
            rest[0] *= row[i];
            let value = rest[0];
            before.iter_mut().zip(row).for_each(|(x, y)| *x -= value * y);
        }
    }

    /// One of Newton's steps; gives the square of its length in the local metric.
    fn step(&mut self, plan: &Plan, n: f64, precision: f64) -> f64 {
        self.slopes(plan, n, precision);
        self.curvature(plan, n, precision);
        self.factorise();
        let mut gradient = std::mem::take(&mut self.gradient);
        self.forward(&mut gradient);
        let decrement: f64 = gradient.iter().map(|x| x * x).sum();
        self.backward(&mut gradient);
        // Far steps are cut: the logarithms of odds do not change by more than a few at a time.
        let longest = gradient.iter().fold(0.0f64, |longest, x| longest.max(x.abs()));
        let scale = if longest > 4.0 { 4.0 / longest } else { 1.0 };
        for (at, by) in self.active.iter().zip(&gradient) {
            self.a[*at] += scale * by;
        }
        self.gradient = gradient;
        decrement
    }

    /// How many people the last fit expects on all lists of a set, whether the model has it as a term or not.
    pub fn expected(&self, plan: &Plan, counts: &Counts, set: Pattern) -> f64 {
        let rest = self.rest;
        let mut share = 1.0;
        for (at, (start, _)) in plan.pieces.iter().enumerate() {
            let mut local = 0;
            for term in plan.terms.iter().filter(|term| term.piece == at && term.set.count_ones() == 1) {
                if term.set & set != 0 {
                    local |= term.local;
                }
            }
            share *= self.weights[start + local] * self.totals[at];
        }
        counts.n() as f64 * (1.0 + rest) / rest * share
    }

    /// The standard error of the total from the curvature where the last fit ended: √(n̂0 + n̂0² var a_0), as R's Rcapture has it.
    pub fn wald(&mut self, plan: &Plan, counts: &Counts) -> f64 {
        let n = counts.n() as f64;
        self.slopes(plan, n, 0.0);
        self.curvature(plan, n, 0.0);
        self.factorise();
        let (rest, q) = (self.rest, (1.0 + self.rest) / self.rest);
        let mut along: Vec<f64> = self.share.iter().map(|share| q * share).collect();
        self.forward(&mut along);
        let variance = 1.0 / n + along.iter().map(|x| x * x).sum::<f64>();
        let unseen = n / rest;
        sqrt(unseen + unseen * unseen * variance)
    }
}

/// The density of parameters as seen from its top: a = top + L'⁻¹ z, L the Cholesky factor of the curvature there, so that z is
/// nearly standard normal.
#[derive(Clone, Debug)]
pub struct Landscape<'a> {
    plan: &'a Plan,
    work: Work,
    /// Parameters that move, at the top.
    top: Vec<f64>,
    n: f64,
    precision: f64,
}

impl<'a> Landscape<'a> {
    /// Climbs to the top.
    pub fn new(plan: &'a Plan, counts: &Counts, precision: f64) -> Self {
        let mut work = Work::default();
        work.fit(plan, counts, precision);
        let n = counts.n() as f64;
        work.slopes(plan, n, precision);
        work.curvature(plan, n, precision);
        work.factorise();
        let top = work.active.iter().map(|at| work.a[*at]).collect();
        Self { plan, work, top, n, precision }
    }

    /// Places in the model's terms of the parameters that move.
    pub fn active(&self) -> &[usize] {
        &self.work.active
    }

    /// Log density at z and its slopes; with a_0 integrated out under a flat prior it is l(a) and the prior.
    pub fn at(&mut self, z: &[f64], slopes: &mut Vec<f64>) -> f64 {
        slopes.clear();
        slopes.extend_from_slice(z);
        self.work.backward(slopes);
        for ((at, top), by) in self.work.active.iter().zip(&self.top).zip(slopes.iter()) {
            self.work.a[*at] = top + by;
        }
        self.work.weigh(self.plan);
        self.work.slopes(self.plan, self.n, self.precision);
        slopes.copy_from_slice(&self.work.gradient);
        self.work.forward(slopes);
        self.work.density(self.plan, self.n, self.precision)
    }

    /// Parameters where it was last looked at, by the model's terms.
    pub fn parameters(&self) -> &[f64] {
        &self.work.a
    }

    /// Z − 1 there: exp a_0 is a gamma variate of shape n over it.
    pub fn rest(&self) -> f64 {
        self.work.rest
    }
}

/// Σ log n_x!: what the likelihoods of all models of a table share.
pub fn log_factorials(counts: &Counts) -> f64 {
    counts.cells().iter().map(|cell| lgamma(cell.1 as f64 + 1.0)).sum()
}
