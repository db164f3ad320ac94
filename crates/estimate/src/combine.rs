//! Several tables of the same people, one for each way in which doubtful matches may have been decided, to one interval (Rubin 1987,
//! *Multiple Imputation for Nonresponse in Surveys*, § 3.1, on the logarithm of the unseen).
//!
//! W is the mean variance within a table, B the variance between the tables' means, T = W + (1 + 1/M) B; degrees of freedom
//! (M − 1) (1 + W / ((1 + 1/M) B))². The R package verdata has W / ((M + 1) B) there, which is M times smaller and makes intervals wider.

use crate::Summary;
use libm::{exp, log, sqrt};

/// Draws of one table.
#[derive(Clone, Debug, PartialEq)]
pub struct Replicate {
    /// People seen.
    pub n: u64,
    /// Draws of the total.
    pub totals: Vec<f64>,
}

/// What several tables say together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Combined {
    /// People seen, the mean of the tables.
    pub n: f64,
    /// The median of the combined distribution is its middle on the log scale; the mean is that of the tables' means.
    pub summary: Summary,
    /// Which part of the variance comes from linkage: (1 + 1/M) B / T.
    pub from_linkage: f64,
    /// Degrees of freedom; infinite if the tables agree.
    pub freedom: f64,
}

/// Combines them; none of fewer than two.
pub fn combine(replicates: &[Replicate]) -> Option<Combined> {
    let m = replicates.len() as f64;
    if replicates.len() < 2 || replicates.iter().any(|replicate| replicate.totals.len() < 2) {
        return None;
    }
    let moments: Vec<(f64, f64, f64)> = replicates
        .iter()
        .map(|replicate| {
            let n = replicate.n as f64;
            let unseen: Vec<f64> = replicate.totals.iter().map(|total| total - n).collect();
            // A draw of nobody has a logarithm all the same: that of a tenth of a person.
            let logs: Vec<f64> = unseen.iter().map(|unseen| log(unseen.max(0.1))).collect();
            let (middle, variance) = moments(&logs);
            (middle, variance, unseen.iter().sum::<f64>() / unseen.len() as f64)
        })
        .collect();
    let within = moments.iter().map(|of| of.1).sum::<f64>() / m;
    let (middle, between) = self::moments(&moments.iter().map(|of| of.0).collect::<Vec<_>>());
    let by_linkage = (1.0 + 1.0 / m) * between;
    let total = within + by_linkage;
    let freedom = if by_linkage > 0.0 {
        let ratio = 1.0 + within / by_linkage;
        (m - 1.0) * ratio * ratio
    } else {
        f64::INFINITY
    };
    let reach = t_quantile(freedom) * sqrt(total);
    let n = replicates.iter().map(|replicate| replicate.n as f64).sum::<f64>() / m;
    let unseen = moments.iter().map(|of| of.2).sum::<f64>() / m;
    Some(Combined {
        n,
        summary: Summary {
            median: n + exp(middle),
            mean: n.round() + unseen.round(),
            lower95: n + exp(middle - reach),
            upper95: n + exp(middle + reach),
        },
        from_linkage: if total > 0.0 { by_linkage / total } else { 0.0 },
        freedom,
    })
}

/// Mean and variance (over one less than how many there are).
fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (mean, squares / (n - 1.0).max(1.0))
}

/// The 97.5 % quantile of Student's t: exact for one and two degrees of freedom, then from the normal one (Hill 1970, *CACM* 13:619).
pub fn t_quantile(freedom: f64) -> f64 {
    if freedom.is_infinite() {
        return 1.959_963_984_540_054;
    }
    if freedom <= 1.0 {
        return 12.706_204_736_432_1;
    }
    let p = 0.05;
    let a = 1.0 / (freedom - 0.5);
    let b = 48.0 / (a * a);
    let mut c = ((20_700.0 * a / b - 98.0) * a - 16.0) * a + 96.36;
    let d = ((94.5 / (b + c) - 3.0) / b + 1.0) * sqrt(a * std::f64::consts::FRAC_PI_2) * freedom;
    let mut y = libm::pow(d * p, 2.0 / freedom);
    if y > 0.05 + a {
        let x = -1.959_963_984_540_054;
        y = x * x;
        if freedom < 5.0 {
            c += 0.3 * (freedom - 4.5) * (x + 0.6);
        }
        c += (((0.05 * d * x - 5.0) * x - 7.0) * x - 2.0) * x + b;
        y = (((((0.4 * y + 6.3) * y + 36.0) * y + 94.5) / c - y - 3.0) / b + 1.0) * x;
        y = libm::expm1(a * y * y);
    } else {
        y = ((1.0 / (((freedom + 6.0) / (freedom * y) - 0.089 * d - 0.822) * (freedom + 2.0) * 3.0)
            + 0.5 / (freedom + 4.0))
            * y
            - 1.0)
            * (freedom + 1.0)
            / (freedom + 2.0)
            + 1.0 / y;
    }
    sqrt(freedom * y)
}
