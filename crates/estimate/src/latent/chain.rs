//! One chain: following gradients (Hamiltonian Monte Carlo, Neal 2011), Gibbs sweeps with people put into classes, and
//! exchanges of neighbouring classes; each leaves the posterior as it is, and what one is slow at another is quick at.
#![expect(
    clippy::indexing_slicing,
    reason = "numeric kernel: all lengths are fixed when it is made, by classes and lists"
)]

use super::target::{Target, Work};
use crate::chance::Chance;
use libm::{exp, log, log1p, sqrt};

/// A chain's state.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Log u, then logit λ.
    pub at: Vec<f64>,
    /// Log density there.
    pub height: f64,
    work: Work,
    gradient: Vec<f64>,
    next: Vec<f64>,
    next_gradient: Vec<f64>,
    momentum: Vec<f64>,
    scale: Vec<f64>,
    step: f64,
    steps: usize,
    chance: Chance,
    adapting: Adapting,
    parts: Vec<u64>,
    /// Gradients that were taken.
    pub gradients: u64,
}

/// How the step is found while warming up (dual averaging, Hoffman and Gelman 2014).
#[derive(Clone, Debug, Default)]
struct Adapting {
    rounds: f64,
    off: f64,
    log_step_mean: f64,
    centre: f64,
    n: f64,
    mean: Vec<f64>,
    square: Vec<f64>,
}

const AIM: f64 = 0.8;

impl Chain {
    /// Starts at a dispersed place: α between few and many classes, class sizes and probabilities from the prior given it.
    pub fn start(target: &Target, mut chance: Chance) -> Self {
        let k = target.classes;
        let alpha = exp(-2.0 + 3.0 * chance.uniform());
        let mut at = Vec::with_capacity(target.size());
        for _ in 0..k - 1 {
            at.push(log(chance.exponential() / alpha));
        }
        for _ in 0..k * target.lists {
            let p = chance.uniform();
            at.push(log(p) - log1p(-p));
        }
        let size = target.size();
        let mut chain = Self {
            height: 0.0,
            work: target.work(),
            gradient: vec![0.0; size],
            next: vec![0.0; size],
            next_gradient: vec![0.0; size],
            momentum: vec![0.0; size],
            scale: vec![1.0; size],
            step: 0.05,
            steps: 48,
            chance,
            adapting: Adapting {
                mean: vec![0.0; size],
                square: vec![0.0; size],
                centre: log(0.5),
                ..Adapting::default()
            },
            parts: vec![0; k],
            gradients: 0,
            at,
        };
        chain.refresh(target);
        chain
    }

    /// Recomputes what hangs on the position.
    pub fn refresh(&mut self, target: &Target) {
        target.fill(&self.at, &mut self.work);
        self.height = target.log_density(&self.at, &self.work);
        target.gradient(&mut self.work, &mut self.gradient);
    }

    /// Share of the population that is on no list.
    pub fn unseen_share(&self) -> f64 {
        self.work.f.first().copied().unwrap_or(0.0)
    }

    /// How many were not seen, drawn given the position: negative binomial as a Poisson with gamma mean.
    pub fn unseen(&mut self, target: &Target) -> f64 {
        let rho = self.unseen_share();
        let g = self.chance.gamma(target.n);
        self.chance.poisson(g * rho / (1.0 - rho))
    }

    /// One round of all moves.
    pub fn round(&mut self, target: &Target, warming: bool) {
        self.sweep(target);
        self.exchange(target);
        self.follow(target, warming);
    }

    /// A trajectory along the gradient.
    pub fn follow(&mut self, target: &Target, warming: bool) {
        let size = self.at.len();
        let mut kinetic = 0.0;
        for d in 0..size {
            let p = self.chance.normal();
            self.momentum[d] = p;
            kinetic += 0.5 * p * p;
        }
        let before = self.height - kinetic;
        self.next.copy_from_slice(&self.at);
        self.next_gradient.copy_from_slice(&self.gradient);
        let steps = 1 + self.chance.below(2 * self.steps - 1);
        let step = self.step * (0.9 + 0.2 * self.chance.uniform());
        let mut lost = false;
        for _ in 0..steps {
            for d in 0..size {
                self.momentum[d] += 0.5 * step * self.scale[d] * self.next_gradient[d];
                self.next[d] += step * self.scale[d] * self.momentum[d];
            }
            target.fill(&self.next, &mut self.work);
            target.gradient(&mut self.work, &mut self.next_gradient);
            self.gradients += 1;
            for d in 0..size {
                self.momentum[d] += 0.5 * step * self.scale[d] * self.next_gradient[d];
            }
            if !self.next_gradient.iter().all(|g| g.is_finite()) {
                lost = true;
                break;
            }
        }
        let (mut height, mut change) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        if !lost {
            height = target.log_density(&self.next, &self.work);
            let kinetic: f64 = self.momentum.iter().map(|p| 0.5 * p * p).sum();
            change = height - kinetic - before;
        }
        if change.is_nan() {
            change = f64::NEG_INFINITY;
        }
        if self.chance.accepts(change) {
            std::mem::swap(&mut self.at, &mut self.next);
            std::mem::swap(&mut self.gradient, &mut self.next_gradient);
            self.height = height;
        } else {
            target.fill(&self.at, &mut self.work);
        }
        if warming {
            let a = &mut self.adapting;
            a.rounds += 1.0;
            let share = 1.0 / (a.rounds + 10.0);
            a.off = (1.0 - share) * a.off + share * (AIM - exp(change.min(0.0)));
            let log_step = a.centre - sqrt(a.rounds) / 0.05 * a.off;
            let eta = libm::pow(a.rounds, -0.75);
            a.log_step_mean = eta * log_step + (1.0 - eta) * a.log_step_mean;
            self.step = exp(log_step.clamp(-9.0, 1.0));
            a.n += 1.0;
            for d in 0..size {
                let off = self.at[d] - a.mean[d];
                a.mean[d] += off / a.n;
                a.square[d] += off * (self.at[d] - a.mean[d]);
            }
        }
    }

    /// Takes the scales seen so far, and looks for a step anew.
    pub fn rescale(&mut self) {
        let a = &mut self.adapting;
        if a.n >= 20.0 {
            for d in 0..self.at.len() {
                let variance = (a.square[d] + 1e-2 * 5.0) / (a.n - 1.0 + 5.0);
                self.scale[d] = sqrt(variance.clamp(1e-4, 25.0));
            }
        }
        a.n = 0.0;
        a.mean.fill(0.0);
        a.square.fill(0.0);
        a.centre = log(0.3);
        a.rounds = 0.0;
        a.off = 0.0;
        a.log_step_mean = 0.0;
    }

    /// Keeps the step that was found.
    pub fn settle(&mut self) {
        self.step = exp(self.adapting.log_step_mean);
    }

    /// A Gibbs sweep: people are put into classes, the unseen too, then all probabilities are drawn (estimate of
    /// Manrique-Vallier 2016, § 3; on distinct patterns, not on people).
    pub fn sweep(&mut self, target: &Target) {
        let (k, j) = (target.classes, target.lists);
        let u: f64 = self.at[..k - 1].iter().map(|w| exp(w.min(600.0))).sum();
        let alpha = self.chance.gamma(target.a + k as f64 - 1.0) / (target.b + u);
        let rho = self.unseen_share();
        let g = self.chance.gamma(target.n);
        let unseen = self.chance.poisson(g * rho / (1.0 - rho));
        let mut on = vec![0.0; k * j];
        let mut all = vec![0.0; k];
        let cells = target.patterns.len();
        let mut weights = vec![0.0; k];
        for nth in 0..cells {
            let pattern = target.patterns[nth];
            let count = if nth == 0 { unseen } else { target.counts[nth] };
            if count == 0.0 {
                continue;
            }
            for (h, weight) in weights.iter_mut().enumerate() {
                *weight = self.work.joint[h * cells + nth];
            }
            self.chance.share(count as u64, &weights, &mut self.parts);
            for h in 0..k {
                let part = self.parts[h] as f64;
                all[h] += part;
                let mut bits = pattern;
                while bits != 0 {
                    on[h * j + bits.trailing_zeros() as usize] += part;
                    bits &= bits - 1;
                }
            }
        }
        let mut after: f64 = all.iter().sum();
        for h in 0..k {
            after -= all[h];
            if h < k - 1 {
                // V/(1 − V) as a ratio of gammas; u = log(1 + V/(1 − V)).
                let odds =
                    self.chance.log_gamma(1.0 + all[h]) - self.chance.log_gamma(alpha + after.max(0.0));
                self.at[h] = if odds < -30.0 {
                    odds
                } else if odds > 30.0 {
                    log(odds)
                } else {
                    log(log1p(exp(odds)))
                };
            }
            for list in 0..j {
                let yes = on[h * j + list];
                self.at[k - 1 + h * j + list] =
                    self.chance.log_gamma(1.0 + yes) - self.chance.log_gamma(1.0 + (all[h] - yes).max(0.0));
            }
        }
        self.refresh(target);
    }

    /// Exchanges neighbouring classes, with their sizes: likelihood and Σ u stay as they are, the order's density does not.
    pub fn exchange(&mut self, target: &Target) {
        let (k, j) = (target.classes, target.lists);
        let mut changed = false;
        for h in 0..k.saturating_sub(2) {
            // Log of what is left before each class.
            let (here, next) = (exp(self.at[h].min(600.0)), exp(self.at[h + 1].min(600.0)));
            let log_v = |w: f64, u: f64| if u < 1e-8 { w } else { log(-libm::expm1(-u)) };
            // Shares of what is left: first p, then q of all, rest r.
            let p = exp(log_v(self.at[h], here));
            let q = exp(-here + log_v(self.at[h + 1], next));
            if !(p > 0.0 && q > 0.0 && 1.0 - q > 0.0) {
                continue;
            }
            if !self.chance.accepts(log1p(-p) - log1p(-q)) {
                continue;
            }
            // In log u the volume changes too: density of u against log u is u itself.
            let new_here = -log1p(-q);
            let new_next = here + next - new_here;
            if !(new_here > 0.0 && new_next > 0.0) {
                continue;
            }
            self.at[h] = log(new_here);
            self.at[h + 1] = log(new_next);
            for list in 0..j {
                self.at.swap(k - 1 + h * j + list, k - 1 + (h + 1) * j + list);
            }
            changed = true;
        }
        if changed {
            self.refresh(target);
        }
    }
}
