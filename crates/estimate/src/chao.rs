//! Chao's lower bound (Chao 1987, *Biometrics* 43:783): how many there are at least, if lists differ only in whom they see
//! easily. Not a bound where lists avoid each other, and its limits are never an interval for the total.

use crate::OverlapTable;
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
