//! Edits between two strings: insert, delete, change, exchange of neighbours (optimal string alignment).

/// Whether at most one edit lies between the two.
pub fn within_one(one: &[u8], other: &[u8]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    if long.len() > short.len() {
        return long.get(same + 1..) == short.get(same..);
    }
    if same == long.len() {
        return true;
    }
    if long.get(same + 1..) == short.get(same + 1..) {
        return true;
    }
    let exchanged = long.get(same) == short.get(same + 1) && long.get(same + 1) == short.get(same);
    exchanged && same + 1 < long.len() && long.get(same + 2..) == short.get(same + 2..)
}

/// Number of edits, or `most + 1` when there are more; `most` is at most 3.
pub fn osa(one: &[u8], other: &[u8], most: u8) -> u8 {
    // Only cells at most `most` off the diagonal can matter: seven around it, and a far value at either side.
    const BAND: usize = 9;
    const FAR: u8 = 100;
    let (a, b) = (super::cut(one), super::cut(other));
    if a.len().abs_diff(b.len()) > usize::from(most) {
        return most + 1;
    }
    let mut before = [FAR; BAND];
    let mut last = [FAR; BAND];
    // Place k of row i stands for column i + k − 4.
    for (k, place) in last.iter_mut().enumerate().skip(4).take(4) {
        *place = (k - 4) as u8;
    }
    let cell = |row: &[u8; BAND], k: usize| row.get(k).copied().unwrap_or(FAR);
    for (i, x) in a.iter().enumerate() {
        let mut row = [FAR; BAND];
        let mut low = FAR;
        for k in 1..BAND - 1 {
            let column = i + 1 + k;
            if column < 4 || column - 4 > b.len() {
                continue;
            }
            let j = column - 4;
            let mut cost = cell(&last, k + 1).min(cell(&row, k - 1)) + 1;
            if j == 0 {
                cost = cost.min(i as u8 + 1);
            } else if let Some(y) = b.get(j - 1) {
                cost = cost.min(cell(&last, k) + u8::from(x != y));
                if i > 0 && j > 1 && a.get(i - 1) == Some(y) && b.get(j - 2) == Some(x) {
                    cost = cost.min(cell(&before, k) + 1);
                }
            }
            if let Some(place) = row.get_mut(k) {
                *place = cost;
            }
            low = low.min(cost);
        }
        if low > most {
            return most + 1;
        }
        before = last;
        last = row;
    }
    match (b.len() + 4).checked_sub(a.len()) {
        Some(k) => cell(&last, k).min(most + 1),
        None => most + 1,
    }
}
