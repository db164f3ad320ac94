use linkage::similar::osa;
use proptest::prelude::*;

fn check(one: &str, other: &str, most: u8, expected: u8) {
    assert_eq!(osa(one.as_bytes(), other.as_bytes(), most), expected, "{one:?} {other:?} up to {most}");
}

#[test]
fn edits_are_counted_up_to_a_bound() {
    check("", "", 2, 0);
    check("", "ab", 2, 2);
    check("anna", "anna", 2, 0);
    check("anna", "ana", 2, 1);
    check("anna", "nana", 2, 1);
    check("anna", "hanno", 2, 2);
    check("anna", "ivan", 2, 3);
    // Once exchanged, neighbours are not edited again.
    check("ca", "abc", 3, 3);
    check("abcdefghijklmnop", "bacdefghijklmnpo", 2, 2);
    check("abcdefghijklmnop", "xbcdefghijklmnoq", 1, 2);
    let long = "a".repeat(70);
    check(&long, &format!("{long}b"), 2, 0);
    check(&long, &"b".repeat(70), 3, 4);
}

/// The table of distances, cell by cell.
fn table(a: &[u8], b: &[u8]) -> usize {
    let mut cells = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            cells[i][j] = if i == 0 || j == 0 {
                i.max(j)
            } else {
                let changed = cells[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let edited = changed.min(cells[i - 1][j] + 1).min(cells[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    edited.min(cells[i - 2][j - 2] + 1)
                } else {
                    edited
                }
            };
        }
    }
    cells[a.len()][b.len()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn edits_are_those_of_the_table(a in "[abcé]{0,30}", b in "[abcé]{0,30}", edited in 0usize..4, most in 0u8..=3) {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        prop_assert_eq!(usize::from(osa(a, b, most)), table(a, b).min(usize::from(most) + 1));
        // The same string with some letters exchanged or left out.
        let mut near = a.to_vec();
        for step in 0..edited.min(near.len() / 2) {
            near.swap(step * 2, step * 2 + 1);
        }
        near.truncate(near.len().saturating_sub(usize::from(most) / 2));
        prop_assert_eq!(usize::from(osa(a, &near, most)), table(a, &near).min(usize::from(most) + 1));
    }
}
