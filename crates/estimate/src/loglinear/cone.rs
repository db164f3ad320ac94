//! Whether linear conditions with whole coefficients leave more than zero: exact, by fractions that are kept whole (Bareiss
//! 1968 for the equations, Edmonds's whole pivots with Bland's rule for the inequalities).

/// What a row must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Row · w = 0.
    Zero,
    /// Row · w ≥ 0.
    NotNegative,
}

/// Pivots after which it counts as undecided; Bland's rule ends long before.
const MOST_PIVOTS: usize = 20_000;

/// Conditions on some unknown numbers.
#[derive(Clone, Debug)]
pub struct Cone {
    unknowns: usize,
    equations: Vec<Vec<i128>>,
    inequalities: Vec<Vec<i128>>,
}

impl Cone {
    /// No conditions yet.
    pub fn new(unknowns: usize) -> Self {
        Self { unknowns, equations: Vec::new(), inequalities: Vec::new() }
    }

    /// One more condition.
    pub fn push(&mut self, side: Side, row: impl IntoIterator<Item = i128>) {
        let row: Vec<i128> = row.into_iter().collect();
        if row.iter().all(|value| *value == 0) {
            return;
        }
        match side {
            Side::Zero => self.equations.push(row),
            Side::NotNegative => self.inequalities.push(row),
        }
    }

    /// Whether the equations alone leave only w = 0.
    pub fn no_room(&self) -> bool {
        self.free().is_some_and(|free| free.is_empty())
    }

    /// Whether every w that meets all conditions has only zeros in the rows of inequalities. If numbers grow beyond 127 bits it
    /// cannot be said, and the answer is no.
    pub fn only_zero(&self) -> bool {
        self.decide().unwrap_or(false)
    }

    fn decide(&self) -> Option<bool> {
        let free = self.free()?;
        let mut rows: Vec<Vec<i128>> = Vec::with_capacity(self.inequalities.len());
        for inequality in &self.inequalities {
            let mut row = free.iter().map(|base| dot(base, inequality)).collect::<Option<Vec<i128>>>()?;
            let divisor = row.iter().fold(0, |divisor, value| common(divisor, *value));
            if divisor > 0 {
                row.iter_mut().for_each(|value| *value /= divisor);
                rows.push(row);
            }
        }
        rows.sort_unstable();
        rows.dedup();
        if free.len() == 1 {
            let up = rows.iter().flatten().any(|value| *value > 0);
            let down = rows.iter().flatten().any(|value| *value < 0);
            return Some(up == down);
        }
        balanced(&rows, free.len())
    }

    /// Whole vectors that span what the equations leave.
    fn free(&self) -> Option<Vec<Vec<i128>>> {
        let mut rows = self.equations.clone();
        let mut pivots: Vec<usize> = Vec::new();
        let mut last = 1i128;
        for column in 0..self.unknowns {
            let at = pivots.len();
            let found = rows.iter().skip(at).position(|row| row.get(column).is_some_and(|value| *value != 0));
            let Some(found) = found else { continue };
            rows.swap(at, at + found);
            let pivot_row = rows.get(at)?.clone();
            let pivot = *pivot_row.get(column)?;
            for (_, row) in rows.iter_mut().enumerate().filter(|(other, _)| *other != at) {
                eliminate(row, &pivot_row, column, pivot, last)?;
            }
            last = pivot;
            pivots.push(column);
        }
        let mut free = Vec::new();
        for column in (0..self.unknowns).filter(|column| !pivots.contains(column)) {
            let mut base = vec![0i128; self.unknowns];
            *base.get_mut(column)? = last;
            for (row, pivot) in rows.iter().zip(&pivots) {
                *base.get_mut(*pivot)? = row.get(column)?.checked_neg()?;
            }
            let divisor = base.iter().fold(0, |divisor, value| common(divisor, *value));
            base.iter_mut().for_each(|value| *value /= divisor.max(1));
            free.push(base);
        }
        Some(free)
    }
}

/// row := (row · pivot − row[column] · pivot row) / last, which leaves no rest.
fn eliminate(row: &mut [i128], pivot_row: &[i128], column: usize, pivot: i128, last: i128) -> Option<()> {
    let factor = *row.get(column)?;
    for (value, of_pivot) in row.iter_mut().zip(pivot_row) {
        let product = value.checked_mul(pivot)?.checked_sub(factor.checked_mul(*of_pivot)?)?;
        *value = product.checked_div(last)?;
    }
    Some(())
}

fn dot(a: &[i128], b: &[i128]) -> Option<i128> {
    a.iter().zip(b).try_fold(0i128, |sum, (a, b)| sum.checked_add(a.checked_mul(*b)?))
}

fn common(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Whether the rows have weights y ≥ 1 that add them up to zero: by Stiemke's lemma just if no z makes all rows ≥ 0 and one
/// of them > 0. First phase of the simplex method on B's = −B'1, s ≥ 0.
fn balanced(rows: &[Vec<i128>], unknowns: usize) -> Option<bool> {
    let columns = rows.len();
    // One row an unknown: its coefficient in each row of B, then the right side.
    let mut tableau: Vec<Vec<i128>> = Vec::with_capacity(unknowns + 1);
    for unknown in 0..unknowns {
        let mut line: Vec<i128> = rows.iter().filter_map(|row| row.get(unknown).copied()).collect();
        let right = line.iter().try_fold(0i128, |sum, value| sum.checked_sub(*value))?;
        line.push(right);
        if right < 0 {
            line.iter_mut().for_each(|value| *value = -*value);
        }
        tableau.push(line);
    }
    // What is left of the artificial variables, negated.
    let cost: Vec<i128> = (0..=columns)
        .map(|column| -tableau.iter().filter_map(|line| line.get(column)).sum::<i128>())
        .collect();
    tableau.push(cost);
    let mut basis: Vec<usize> = (columns..columns + unknowns).collect();
    let mut last = 1i128;
    for _ in 0..MOST_PIVOTS {
        let cost = tableau.last()?;
        if *cost.get(columns)? == 0 {
            return Some(true);
        }
        let Some(column) = cost.iter().take(columns).position(|value| *value < 0) else {
            return Some(false);
        };
        // The row that bounds the step most; of equal ones that of the first variable (Bland).
        let mut leaving: Option<(usize, i128, i128)> = None;
        for (at, line) in tableau.iter().take(unknowns).enumerate() {
            let (value, right) = (*line.get(column)?, *line.get(columns)?);
            if value <= 0 {
                continue;
            }
            let better = match leaving {
                None => true,
                Some((best, best_value, best_right)) => {
                    let (here, there) = (right.checked_mul(best_value)?, best_right.checked_mul(value)?);
                    here < there || (here == there && basis.get(at) < basis.get(best))
                }
            };
            if better {
                leaving = Some((at, value, right));
            }
        }
        let (at, pivot, _) = leaving?;
        let pivot_row = tableau.get(at)?.clone();
        for (_, line) in tableau.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            eliminate(line, &pivot_row, column, pivot, last)?;
        }
        last = pivot;
        *basis.get_mut(at)? = column;
    }
    None
}
