//! What is said of many draws of a total.

/// Median, mean and the middle 95 %.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Summary {
    /// Half of the draws are at or below it.
    pub median: f64,
    /// Their mean.
    pub mean: f64,
    /// One in forty is below it.
    pub lower95: f64,
    /// One in forty is above it.
    pub upper95: f64,
}

/// The value below which a share `q` of sorted values lies, with straight lines between them (type 7 of Hyndman and Fan
/// 1996).
pub fn quantile(sorted: &[f64], q: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let at = q.clamp(0.0, 1.0) * last as f64;
    let below = at.floor() as usize;
    let low = sorted.get(below).copied().unwrap_or(f64::NAN);
    let high = sorted.get(below + 1).copied().unwrap_or(low);
    low + (at - below as f64) * (high - low)
}

impl Summary {
    /// Of draws in any order.
    pub fn of(draws: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = draws.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let mean = sorted.iter().sum::<f64>() / sorted.len().max(1) as f64;
        Self {
            median: quantile(&sorted, 0.5),
            mean,
            lower95: quantile(&sorted, 0.025),
            upper95: quantile(&sorted, 0.975),
        }
    }
}

/// A number of people with thousands apart: `12,345`.
pub fn people(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
