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

/// Number of edits, or `most + 1` when there are more.
pub fn osa(one: &[u8], other: &[u8], most: u8) -> u8 {
    const WIDTH: usize = super::LONGEST + 1;
    let (a, b) = (super::cut(one), super::cut(other));
    if a.len().abs_diff(b.len()) > usize::from(most) {
        return most + 1;
    }
    let mut before = [0u8; WIDTH];
    let mut last = [0u8; WIDTH];
    let mut row = [0u8; WIDTH];
    for (at, place) in last.iter_mut().enumerate() {
        *place = at as u8;
    }
    let mut left_x = None;
    for (i, x) in a.iter().enumerate() {
        let mut low = i as u8 + 1;
        if let Some(place) = row.first_mut() {
            *place = low;
        }
        let mut left = low;
        let mut left_y = None;
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[u8; WIDTH], at: usize| row.get(at).copied().unwrap_or(u8::MAX);
            let change = at(&last, j) + u8::from(x != y);
            let mut cost = change.min(left + 1).min(at(&last, j + 1) + 1);
            if i > 0 && j > 0 && left_x == Some(y) && left_y == Some(x) {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            if let Some(place) = row.get_mut(j + 1) {
                *place = cost;
            }
            left = cost;
            left_y = Some(y);
            low = low.min(cost);
        }
        if low > most {
            return most + 1;
        }
        left_x = Some(x);
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last.get(b.len()).copied().unwrap_or(u8::MAX).min(most + 1)
}
