//! How alike two texts are, as DuckDB computes it: over code points, in the same order of operations, so that a score that
//! lies on a threshold falls on the same side.

/// Runs `with` on the letters of both texts: bytes where both are ASCII, code points otherwise.
macro_rules! letters {
    ($a:expr, $b:expr, $with:ident) => {
        if $a.is_ascii() && $b.is_ascii() {
            $with($a.as_bytes(), $b.as_bytes())
        } else {
            let (a, b): (Vec<char>, Vec<char>) = ($a.chars().collect(), $b.chars().collect());
            $with(&a, &b)
        }
    };
}

/// Jaro similarity, 0 to 1; 0 when a text is empty.
pub fn jaro(a: &str, b: &str) -> f64 {
    letters!(a, b, jaro_of)
}

/// Jaro–Winkler similarity: a tenth of what is missing for each of up to four equal first letters, above 0.7.
pub fn jaro_winkler(a: &str, b: &str) -> f64 {
    letters!(a, b, jaro_winkler_of)
}

/// Insertions, deletions and substitutions.
pub fn levenshtein(a: &str, b: &str) -> usize {
    letters!(a, b, levenshtein_of)
}

/// The same, with transpositions across deletions (the unrestricted distance of Damerau).
pub fn damerau_levenshtein(a: &str, b: &str) -> usize {
    letters!(a, b, damerau_of)
}

/// Different letters in common, of all different letters; nothing for an empty text, where DuckDB stops with an error.
pub fn jaccard(a: &str, b: &str) -> Option<f64> {
    use std::collections::BTreeSet;
    let (a, b): (BTreeSet<char>, BTreeSet<char>) = (a.chars().collect(), b.chars().collect());
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let common = a.intersection(&b).count();
    Some(common as f64 / (a.len() + b.len() - common) as f64)
}

fn jaro_winkler_of<T: Copy + PartialEq>(a: &[T], b: &[T]) -> f64 {
    let similarity = jaro_of(a, b);
    if similarity <= 0.7 {
        return similarity;
    }
    let prefix = a.iter().zip(b).take(4).take_while(|(one, other)| one == other).count();
    // Rounded once, as DuckDB's builds do: 0.805 must not become 0.8049999999999999.
    (prefix as f64 * 0.1).mul_add(1.0 - similarity, similarity)
}

fn jaro_of<T: Copy + PartialEq>(a: &[T], b: &[T]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; a.len()];
    let mut of_b = Vec::with_capacity(b.len());
    for (at, letter) in b.iter().enumerate() {
        let from = at.saturating_sub(reach);
        let to = (at + reach + 1).min(a.len());
        let found = (from..to).find(|place| {
            taken.get(*place).is_some_and(|taken| !taken)
                && a.get(*place).is_some_and(|other| other == letter)
        });
        if let Some(place) = found {
            if let Some(flag) = taken.get_mut(place) {
                *flag = true;
            }
            of_b.push(*letter);
        }
    }
    let common = of_b.len();
    if common == 0 {
        return 0.0;
    }
    let of_a = a.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(letter, _)| *letter);
    let turned = of_a.zip(&of_b).filter(|(one, other)| one != *other).count() / 2;
    let (common, turned) = (common as f64, turned as f64);
    (common / a.len() as f64 + common / b.len() as f64 + (common - turned) / common) / 3.0
}

fn levenshtein_of<T: Copy + PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, one) in a.iter().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(b) {
            let here = (diagonal + usize::from(one != other)).min(left + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = here;
            left = here;
        }
    }
    row.last().copied().unwrap_or(0)
}

fn damerau_of<T: Copy + PartialEq>(a: &[T], b: &[T]) -> usize {
    // Lowrance and Wagner 1975: the table has a border of impossible costs.
    let width = b.len() + 2;
    let never = a.len() + b.len();
    let mut table = vec![0_usize; (a.len() + 2) * width];
    let set = |table: &mut Vec<usize>, i: usize, j: usize, value: usize| {
        if let Some(cell) = table.get_mut(i * width + j) {
            *cell = value;
        }
    };
    let get = |table: &[usize], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(never);
    set(&mut table, 0, 0, never);
    for i in 0..=a.len() {
        set(&mut table, i + 1, 0, never);
        set(&mut table, i + 1, 1, i);
    }
    for j in 0..=b.len() {
        set(&mut table, 0, j + 1, never);
        set(&mut table, 1, j + 1, j);
    }
    // The last row in which each letter of `b` was seen in `a`.
    let mut seen = vec![0_usize; b.len()];
    for (i, one) in a.iter().enumerate() {
        let mut last_match = 0;
        for (j, other) in b.iter().enumerate() {
            let row = seen.get(j).copied().unwrap_or(0);
            let column = last_match;
            let cost = usize::from(one != other);
            if cost == 0 {
                last_match = j + 1;
            }
            let best = (get(&table, i + 1, j + 1) + cost)
                .min(get(&table, i + 2, j + 1) + 1)
                .min(get(&table, i + 1, j + 2) + 1)
                .min(
                    get(&table, row, column)
                        + (i + 1 - row).saturating_sub(1)
                        + 1
                        + (j + 1 - column).saturating_sub(1),
                );
            set(&mut table, i + 2, j + 2, best);
        }
        for (place, other) in seen.iter_mut().zip(b) {
            if other == one {
                *place = i + 1;
            }
        }
    }
    get(&table, a.len() + 1, b.len() + 1)
}
