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
    let mut in_a = 0u64;
    let mut in_b = 0u64;
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
