//! Jaro–Winkler similarity (Jaro 1989; Winkler 1990), prefix weight 0.1, at most four signs, from Jaro > 0.7.

/// Similarity in 0 to 1.
pub fn jaro_winkler(one: &[u8], other: &[u8]) -> f32 {
    let (a, b) = (super::cut(one), super::cut(other));
    let jaro = jaro(a, b);
    if jaro <= 0.7 {
        return jaro;
    }
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count();
    jaro + 0.1 * prefix as f32 * (1.0 - jaro)
}

fn jaro(a: &[u8], b: &[u8]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return if a.is_empty() && b.is_empty() { 1.0 } else { 0.0 };
    }
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (in_a, in_b) = if b.len() <= 16 { matched_short(a, b, window) } else { matched(a, b, window) };
    let matches = in_a.count_ones();
    if matches == 0 {
        return 0.0;
    }
    let mut crossed = 0u32;
    let (mut rest_a, mut rest_b) = (in_a, in_b);
    while rest_a != 0 && rest_b != 0 {
        let (x, y) = (rest_a.trailing_zeros() as usize, rest_b.trailing_zeros() as usize);
        crossed += u32::from(a.get(x) != b.get(y));
        rest_a &= rest_a - 1;
        rest_b &= rest_b - 1;
    }
    let matches = matches as f32;
    let crossed = (crossed / 2) as f32;
    (matches / a.len() as f32 + matches / b.len() as f32 + (matches - crossed) / matches) / 3.0
}

/// Which positions of either string find a partner, one bit each.
fn matched(a: &[u8], b: &[u8], window: usize) -> (u64, u64) {
    let (mut in_a, mut in_b) = (0u64, 0u64);
    for (at, x) in a.iter().enumerate() {
        let from = at.saturating_sub(window);
        let to = (at + window + 1).min(b.len());
        let Some(near) = b.get(from..to) else { continue };
        for (step, y) in near.iter().enumerate() {
            let bit = 1u64 << (from + step);
            if x == y && in_b & bit == 0 {
                in_b |= bit;
                in_a |= 1u64 << at;
                break;
            }
        }
    }
    (in_a, in_b)
}

/// The same for at most 16 bytes on the right, all of which are looked at in one step.
fn matched_short(a: &[u8], b: &[u8], window: usize) -> (u64, u64) {
    const ONES: u128 = 0x0101_0101_0101_0101_0101_0101_0101_0101;
    const LOW: u128 = ONES * 0x7f;
    const HIGH: u128 = ONES * 0x80;
    let mut packed = 0u128;
    for (at, byte) in b.iter().enumerate().take(16) {
        packed |= u128::from(*byte) << (8 * at);
    }
    let mut free = if b.len() >= 16 { HIGH } else { HIGH & ((1u128 << (8 * b.len())) - 1) };
    let (mut in_a, mut in_b) = (0u64, 0u64);
    for (at, byte) in a.iter().enumerate() {
        let from = at.saturating_sub(window);
        if from >= 16 {
            break;
        }
        let differs = packed ^ (ONES * u128::from(*byte));
        let equal = !(((differs & LOW) + LOW) | differs) & HIGH;
        let to = at + window + 1;
        let below = if to >= 16 { u128::MAX } else { (1u128 << (8 * to)) - 1 };
        let found = equal & free & below & (u128::MAX << (8 * from));
        if found != 0 {
            let lowest = found & found.wrapping_neg();
            free &= !lowest;
            in_a |= 1u64 << at;
            in_b |= 1u64 << (lowest.trailing_zeros() / 8);
        }
    }
    (in_a, in_b)
}
