//! Random variates from a seed: ChaCha12 and textbook methods with logarithms that are the same on every machine.

use libm::{exp, floor, lgamma, log, log1p, sqrt};
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Chance {
    stream: ChaCha12Rng,
    spare: Option<f64>,
}

impl Chance {
    /// Stream number `piece` of a seed; streams of different pieces are independent.
    pub fn of(seed: u64, piece: u64) -> Self {
        let mut stream = ChaCha12Rng::seed_from_u64(seed);
        stream.set_stream(piece);
        Self { stream, spare: None }
    }

    /// Uniform in (0, 1), 53 bits.
    pub fn uniform(&mut self) -> f64 {
        ((self.stream.next_u64() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    /// A whole number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.uniform() * n as f64) as usize).min(n.saturating_sub(1))
    }

    /// Standard normal (Marsaglia's polar method, 1964).
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = x * x + y * y;
            if square < 1.0 && square > 0.0 {
                let scale = sqrt(-2.0 * log(square) / square);
                self.spare = Some(y * scale);
                return x * scale;
            }
        }
    }

    /// Exponential with mean 1.
    pub fn exponential(&mut self) -> f64 {
        -log(self.uniform())
    }

    /// The logarithm of a Gamma(shape, 1) variate; tiny shapes do not underflow (Marsaglia and Tsang 2000, with the
    /// boost of shape by one drawn on the log scale).
    pub fn log_gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let boost = log(self.uniform()) / shape;
            return boost + self.log_gamma(shape + 1.0);
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / sqrt(9.0 * d);
        loop {
            let x = self.normal();
            let v = 1.0 + c * x;
            if v <= 0.0 {
                continue;
            }
            let v = v * v * v;
            let u = self.uniform();
            if u < 1.0 - 0.0331 * x * x * x * x || log(u) < 0.5 * x * x + d * (1.0 - v + log(v)) {
                return log(d) + log(v);
            }
        }
    }

    /// Gamma(shape, 1).
    pub fn gamma(&mut self, shape: f64) -> f64 {
        exp(self.log_gamma(shape))
    }

    /// Poisson: by multiplication for small means, by transformed rejection (Hörmann 1993, PTRS) for larger ones.
    pub fn poisson(&mut self, mean: f64) -> f64 {
        if mean.is_nan() || mean <= 0.0 {
            return 0.0;
        }
        if mean > 1e15 {
            return mean;
        }
        if mean < 10.0 {
            let limit = exp(-mean);
            let (mut product, mut count) = (self.uniform(), 0.0);
            while product > limit {
                product *= self.uniform();
                count += 1.0;
            }
            return count;
        }
        let root = sqrt(mean);
        let log_mean = log(mean);
        let b = 0.931 + 2.53 * root;
        let a = -0.059 + 0.02483 * b;
        let inverse = 1.1239 + 1.1328 / (b - 3.4);
        let v_r = 0.9277 - 3.6224 / (b - 2.0);
        loop {
            let u = self.uniform() - 0.5;
            let v = self.uniform();
            let us = 0.5 - u.abs();
            let k = floor((2.0 * a / us + b) * u + mean + 0.43);
            if us >= 0.07 && v <= v_r {
                return k;
            }
            if k < 0.0 || (us < 0.013 && v > us) {
                continue;
            }
            if log(v) + log(inverse) - log(a / (us * us) + b) <= -mean + k * log_mean - lgamma(k + 1.0) {
                return k;
            }
        }
    }

    /// Binomial: by inversion where few are expected, else through the median of order statistics (a beta variate halves
    /// the problem; Devroye 1986, X.4.3).
    pub fn binomial(&mut self, n: u64, p: f64) -> u64 {
        let (mut n, mut p, mut sum) = (n, p.clamp(0.0, 1.0), 0u64);
        if p.is_nan() {
            return 0;
        }
        loop {
            if n == 0 || p <= 0.0 {
                return sum;
            }
            if p >= 1.0 {
                return sum + n;
            }
            if p > 0.5 {
                let other = self.binomial(n, 1.0 - p);
                return sum + n - other;
            }
            if n as f64 * p < 12.0 {
                // Waiting times between successes (Devroye 1986, X.4.2).
                let scale = log1p(-p);
                let mut at = 0.0;
                loop {
                    at += floor(log(self.uniform()) / scale) + 1.0;
                    if at > n as f64 {
                        return sum;
                    }
                    sum += 1;
                }
            }
            let middle = n / 2 + 1;
            let (x, y) = (self.log_gamma(middle as f64), self.log_gamma((n + 1 - middle) as f64));
            let beta = 1.0 / (1.0 + exp(y - x));
            if beta <= p {
                sum += middle;
                n -= middle;
                p = (p - beta) / (1.0 - beta);
            } else {
                n = middle - 1;
                p /= beta;
            }
        }
    }

    /// Parts of `n` in proportion to weights: multinomial by binomials.
    pub fn share(&mut self, n: u64, weights: &[f64], parts: &mut [u64]) {
        let mut left: f64 = weights.iter().sum();
        let mut rest = n;
        for (weight, part) in weights.iter().zip(parts.iter_mut()) {
            *part = if rest == 0 || left <= 0.0 { 0 } else { self.binomial(rest, weight / left) };
            rest -= *part;
            left -= weight;
        }
        // What rounding left over belongs to the heaviest.
        if rest > 0 {
            let heaviest = weights.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map(|(at, _)| at);
            if let Some(part) = heaviest.and_then(|at| parts.get_mut(at)) {
                *part += rest;
            }
        }
    }

    /// Whether something with log odds of acceptance `log_ratio` is accepted (Metropolis).
    pub fn accepts(&mut self, log_ratio: f64) -> bool {
        log_ratio >= 0.0 || log(self.uniform()) < log_ratio
    }
}
