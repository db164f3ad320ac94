//! How a name ends up on a list: order, initials, slips; and how far two of them are apart.

use super::dice::Dice;

/// Two edits and more than 28 of a hundred letters.
pub(super) fn apart(a: &str, b: &str) -> bool {
    let (edits, length) = (edits(a, b), a.chars().count().max(b.chars().count()));
    edits >= 2 && edits * 100 > length * 28
}

pub(super) fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let up = row[j + 1];
            row[j + 1] = (corner + usize::from(x != *y)).min(up + 1).min(row[j] + 1);
            corner = up;
        }
    }
    row[b.len()]
}

pub(super) fn join(parts: &[String; 3], family_first: bool) -> String {
    let order = if family_first { [2, 0, 1] } else { [0, 1, 2] };
    order.iter().map(|at| parts[*at].as_str()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

pub(super) fn initials(parts: &[String; 3], behind: bool) -> String {
    let letters: Vec<String> =
        parts[..2].iter().filter_map(|part| part.chars().next()).map(|c| format!("{c}.")).collect();
    if behind {
        format!("{} {}", parts[2], letters.join(""))
    } else {
        format!("{} {}", letters.join(" "), parts[2])
    }
}

/// One letter left out, doubled, or changed with its neighbour.
pub(super) fn slip(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 6 {
        return word.to_owned();
    }
    let at = 1 + dice.roll(letters.len() - 2);
    match dice.roll(3) {
        0 => drop(letters.remove(at)),
        1 => letters.swap(at, at + 1),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}
