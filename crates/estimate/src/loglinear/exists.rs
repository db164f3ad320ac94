//! Whether a model's estimate exists and can be told from the table (Fienberg and Rinaldo 2012, *Annals of Statistics* 40:996).
//! Exact: whole numbers only, no tolerance.
//!
//! Terms with t_θ = 0 are fitted at −∞ and go, with every cell that holds them. What is left are cells D, closed downward, and
//! terms T ⊆ D. A direction d of the parameters is a function f(x) = Σ_{θ ⊆ x} d_θ on D. The estimate does *not* exist if some f
//! is 0 on cells with people, ≥ 0 on all others and not 0 on all of them: the likelihood then grows along it for ever (this is the
//! dual, by Stiemke's lemma, of "no y > 0 with A'y = A'n").
//!
//! Since T is closed, f is known from its values on T by inclusion and exclusion:
//! f(x) = Σ_{y ∈ T, y ⊆ x} f(y) c(x, y) with c(x, y) = Σ_{θ ∈ T, y ⊆ θ ⊆ x} (−1)^{|θ \ y|}. So the unknowns are only the values on
//! *empty* cells of T, each ≥ 0, and the free value v on the cell of nobody: in most tables none but v.
//! And it cannot be told (A has not full rank) just if f = v c(x, ∅) is 0 on every cell: if c(x, ∅) = 0 for all x in D \ T.

use super::cone::{Cone, Side};
use super::counts::{Counts, DENSE};
use super::model::Model;
use crate::table::Pattern;

/// Cells of more lists than these are not gone through: there an estimate that is not seen to exist by its people counts as one
/// that does not.
const MOST_LISTS: usize = 12;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// The (extended) estimate exists.
    pub exists: bool,
    /// Its parameters can be told from each other.
    pub identified: bool,
}

impl Check {
    /// 0: both; 1: does not exist; 2: cannot be told; 3: neither.
    pub fn code(self) -> u8 {
        u8::from(!self.exists) + 2 * u8::from(!self.identified)
    }
}

/// Checks a model against a table.
pub fn check(model: &Model, counts: &Counts) -> Check {
    if model.width() <= DENSE { dense(model, counts) } else { wide(model, counts) }
}

/// Bit x for each set x of six lists that has list j.
const HAS: [u64; DENSE] = [
    0xAAAA_AAAA_AAAA_AAAA,
    0xCCCC_CCCC_CCCC_CCCC,
    0xF0F0_F0F0_F0F0_F0F0,
    0xFF00_FF00_FF00_FF00,
    0xFFFF_0000_FFFF_0000,
    0xFFFF_FFFF_0000_0000,
];

fn bits(mut set: u64) -> impl Iterator<Item = Pattern> {
    std::iter::from_fn(move || {
        let at = (set != 0).then(|| set.trailing_zeros())?;
        set &= set - 1;
        Some(at)
    })
}

fn dense(model: &Model, counts: &Counts) -> Check {
    let width = model.width();
    let cells = 1usize << width;
    let mut kept = 1u64;
    let mut cells_left = if cells >= 64 { u64::MAX } else { (1u64 << cells) - 1 };
    for term in model.terms() {
        if counts.on_all(*term) > 0 {
            kept |= 1 << term;
        } else {
            let above = HAS.iter().enumerate().filter(|(list, _)| term >> list & 1 == 1);
            cells_left &= !above.fold(u64::MAX, |set, (_, has)| set & has);
        }
    }
    let outer = cells_left & !kept;
    let euler = from(kept, 0, cells);
    let value = |x: Pattern| euler.get(x as usize).copied().unwrap_or(0);
    let identified = bits(outer).any(|x| value(x) != 0);
    let positive = counts.positive();
    let empty = kept & !1 & !positive;
    if empty == 0 {
        // Only v is free: fixed by a cell with people, else by signs.
        if bits(outer & positive).any(|x| value(x) != 0) {
            return Check { exists: true, identified };
        }
        let (mut up, mut down) = (false, false);
        for x in bits(outer & !positive) {
            up |= value(x) > 0;
            down |= value(x) < 0;
        }
        return Check { exists: up == down, identified };
    }
    let columns: Vec<[i32; 64]> = bits(empty).map(|y| from(kept, y, cells)).collect();
    let mut cone = Cone::new(columns.len() + 1);
    for x in bits(outer) {
        let row = columns.iter().map(|column| column.get(x as usize).copied().unwrap_or(0));
        let side = if positive >> x & 1 == 1 { Side::Zero } else { Side::NotNegative };
        cone.push(side, row.chain([value(x)]).map(i128::from));
    }
    for at in 0..columns.len() {
        cone.push(Side::NotNegative, (0..=columns.len()).map(|other| i128::from(other == at)));
    }
    Check { exists: cone.only_zero(), identified }
}

/// c(x, y) for all x: (−1)^|θ \ y| summed over terms θ between y and x.
fn from(kept: u64, y: Pattern, cells: usize) -> [i32; 64] {
    let mut sums = [0i32; 64];
    for (term, sum) in (0u32..).zip(sums.iter_mut()).take(cells) {
        if kept >> term & 1 == 1 && term & y == y {
            *sum = 1 - 2 * ((term ^ y).count_ones() & 1) as i32;
        }
    }
    let mut half = 1;
    while half < cells {
        for block in sums.chunks_exact_mut(2 * half) {
            let (without, with) = block.split_at_mut(half);
            without.iter().zip(with).for_each(|(without, with)| *with += *without);
        }
        half *= 2;
    }
    sums
}

/// For more lists: coefficients by going through the terms, and cells only where people do not settle it.
fn wide(model: &Model, counts: &Counts) -> Check {
    let (kept, gone): (Vec<Pattern>, Vec<Pattern>) =
        model.terms().iter().copied().partition(|term| counts.on_all(*term) > 0);
    let coefficient = |x: Pattern, y: Pattern| -> i128 {
        let start = i128::from(y == 0);
        kept.iter()
            .filter(|term| **term & !x == 0 && **term & y == y)
            .fold(start, |sum, term| sum + 1 - 2 * i128::from((term ^ y).count_ones() & 1))
    };
    let in_terms = |x: Pattern| kept.contains(&x);
    let left = |x: Pattern| gone.iter().all(|term| x & term != *term);
    let width = model.width();
    // Pairs and triples settle it where all terms are pairs: a pair outside T has c = −1, a triangle of terms c = 1.
    let small = |size: u32| {
        let lists = move |set: Pattern| set.count_ones() == size;
        let pairs = (0..width).flat_map(move |i| (0..i).map(move |j| 1u32 << i | 1 << j));
        pairs
            .flat_map(move |pair| (0..width).map(move |k| pair | 1 << k))
            .filter(move |set| lists(*set))
            .filter(|set| left(*set) && !in_terms(*set))
            .any(|set| coefficient(set, 0) != 0)
    };
    let mut identified = small(2) || small(3);
    let most_pairs = model.terms().last().is_none_or(|term| term.count_ones() <= 2);
    let all = || (1u32..1 << width).filter(|x| left(*x) && !in_terms(*x));
    if !identified && !most_pairs && width <= MOST_LISTS {
        identified = all().any(|x| coefficient(x, 0) != 0);
    }
    let mut empty: Vec<Pattern> = kept.iter().copied().filter(|term| !counts.has(*term)).collect();
    // v, the value on nobody, is the last unknown and the only one that may be negative.
    empty.push(0);
    let row = |empty: &[Pattern], x: Pattern| -> Vec<i128> {
        empty.iter().map(|y| if y & !x == 0 { coefficient(x, *y) } else { 0 }).collect()
    };
    let outside = || counts.cells().iter().map(|cell| cell.0).filter(|x| left(*x) && !in_terms(*x));
    let equations = settle(outside().map(|x| row(&empty, x)).collect(), &mut empty);
    let mut cone = Cone::new(empty.len());
    equations.into_iter().for_each(|row| cone.push(Side::Zero, row));
    if cone.no_room() {
        return Check { exists: true, identified };
    }
    if width > MOST_LISTS {
        return Check { exists: false, identified };
    }
    for x in all().filter(|x| !counts.has(*x)) {
        cone.push(Side::NotNegative, row(&empty, x));
    }
    for at in (0..empty.len()).filter(|at| empty.get(*at).is_some_and(|y| *y != 0)) {
        cone.push(Side::NotNegative, (0..empty.len()).map(|other| i128::from(other == at)));
    }
    Check { exists: cone.only_zero(), identified }
}

/// Takes out unknowns that equations show to be zero at once: one that stands alone, and those that are ≥ 0 and add up to zero
/// with coefficients of one sign. Most tables are settled by this.
fn settle(mut equations: Vec<Vec<i128>>, unknowns: &mut Vec<Pattern>) -> Vec<Vec<i128>> {
    loop {
        let mut zero = vec![false; unknowns.len()];
        for row in &equations {
            let here = || row.iter().zip(unknowns.iter()).filter(|(value, _)| **value != 0);
            let alone = here().nth(1).is_none();
            let one_sign = here().all(|(value, y)| *y != 0 && *value > 0)
                || here().all(|(value, y)| *y != 0 && *value < 0);
            if alone || one_sign {
                zero.iter_mut().zip(row).for_each(|(zero, value)| *zero |= *value != 0);
            }
        }
        if !zero.contains(&true) {
            return equations;
        }
        let stay = |at: usize| !zero.get(at).copied().unwrap_or(false);
        for row in &mut equations {
            let mut at = 0..;
            row.retain(|_| at.next().is_some_and(stay));
        }
        let mut at = 0..;
        unknowns.retain(|_| at.next().is_some_and(stay));
        equations.retain(|row| row.iter().any(|value| *value != 0));
    }
}
