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
///
/// All rows of a column of the table of distances are taken in one step, a bit for each (Hyyrö 2003).
pub fn osa(one: &[u8], other: &[u8], most: u8) -> u8 {
    let (a, b) = (super::cut(one), super::cut(other));
    if a.len().abs_diff(b.len()) > usize::from(most) {
        return most + 1;
    }
    let (a, b) = unlike(a, b);
    if a.is_empty() || b.is_empty() {
        return a.len().max(b.len()) as u8;
    }
    let edits = if a.len() <= 8 {
        let places = Places::of(a);
        columns(a.len(), b, most, |byte| places.equal(byte))
    } else {
        let mut places = [0u64; 256];
        for (at, byte) in a.iter().enumerate() {
            if let Some(places) = places.get_mut(usize::from(*byte)) {
                *places |= 1 << at;
            }
        }
        columns(a.len(), b, most, |byte| places.get(usize::from(byte)).copied().unwrap_or(0))
    };
    edits.min(u32::from(most) + 1) as u8
}

/// What is left of two strings without what both begin and end with: no edit need touch that.
fn unlike<'a>(a: &'a [u8], b: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(same..).unwrap_or(&[]), b.get(same..).unwrap_or(&[]));
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (a.get(..a.len() - same).unwrap_or(&[]), b.get(..b.len() - same).unwrap_or(&[]))
}

/// Up to eight bytes in one word.
struct Places {
    packed: u64,
    used: u64,
}

impl Places {
    const ONES: u64 = 0x0101_0101_0101_0101;

    fn of(bytes: &[u8]) -> Self {
        let packed = bytes.iter().take(8).rev().fold(0, |packed, byte| packed << 8 | u64::from(*byte));
        Self { packed, used: (1 << bytes.len().min(8)) - 1 }
    }

    /// Where that byte stands, one bit for each place.
    #[inline]
    fn equal(&self, byte: u8) -> u64 {
        const LOW: u64 = Places::ONES * 0x7f;
        let differs = self.packed ^ (Self::ONES * u64::from(byte));
        let equal = !(((differs & LOW) + LOW) | differs | LOW) >> 7;
        (equal.wrapping_mul(0x0102_0408_1020_4080) >> 56) & self.used
    }
}

/// Edits between a string of that length, in which each byte stands in the places that `places` tells, and another;
/// any number above `most` when there are more.
#[inline]
fn columns(length: usize, other: &[u8], most: u8, places: impl Fn(u8) -> u64) -> u32 {
    let last = 1u64 << (length - 1);
    // Places where the distance grows or falls from one row to the next, where the diagonal stays the same, and where the
    // byte before stood.
    let (mut grows, mut falls, mut stays, mut before) = (u64::MAX, 0u64, 0u64, 0u64);
    let mut edits = length as u32;
    let mut left = other.len() as u32;
    for &byte in other {
        let here = places(byte);
        let exchanged = ((!stays & here) << 1) & before;
        stays = ((here & grows).wrapping_add(grows) ^ grows) | here | falls | exchanged;
        let right_grows = falls | !(stays | grows);
        let right_falls = stays & grows;
        edits = edits + u32::from(right_grows & last != 0) - u32::from(right_falls & last != 0);
        left -= 1;
        if edits > u32::from(most) + left {
            break;
        }
        let right_grows = right_grows << 1 | 1;
        grows = right_falls << 1 | !(stays | right_grows);
        falls = right_grows & stays;
        before = here;
    }
    edits
}
