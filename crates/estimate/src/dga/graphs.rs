//! Decomposable graphs: which lists depend on which, in the ways that cliques and separators can factor.

/// A graph over lists, as the sets that its likelihood is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    /// Edges, as pairs of lists.
    pub edges: Vec<(usize, usize)>,
    /// Sets of lists (bits) with their power: cliques +1, separators −1, added up; none is zero.
    pub factors: Vec<(u32, i32)>,
}

impl Graph {
    /// Its edges by the lists' places, counted from 1: `1-2 1-4`; `none` if no list depends on another.
    pub fn name(&self) -> String {
        let edges: Vec<String> = self.edges.iter().map(|(a, b)| format!("{}-{}", a + 1, b + 1)).collect();
        if edges.is_empty() { "none".to_owned() } else { edges.join(" ") }
    }
}

/// All decomposable graphs over so many lists: 8, 61, 822, 18,154 for three to six.
pub fn decomposable(lists: usize) -> Vec<Graph> {
    let pairs: Vec<(usize, usize)> = (0..lists).flat_map(|a| (a + 1..lists).map(move |b| (a, b))).collect();
    (0u32..1 << pairs.len())
        .filter_map(|chosen| {
            let edges: Vec<(usize, usize)> = pairs
                .iter()
                .enumerate()
                .filter(|(at, _)| chosen >> at & 1 == 1)
                .map(|(_, pair)| *pair)
                .collect();
            factors(lists, &edges).map(|factors| Graph { edges, factors })
        })
        .collect()
}

/// Takes away lists whose neighbours all know each other, one after the other; if that takes all, the graph is decomposable,
/// and each step gives a clique over its separator (Lauritzen 1996, § 2.1).
fn factors(lists: usize, edges: &[(usize, usize)]) -> Option<Vec<(u32, i32)>> {
    let near = |list: usize| {
        edges.iter().fold(0u32, |sum, (a, b)| match list {
            _ if list == *a => sum | 1 << b,
            _ if list == *b => sum | 1 << a,
            _ => sum,
        })
    };
    let near: Vec<u32> = (0..lists).map(near).collect();
    let mut left = (1u32 << lists) - 1;
    let mut powers: Vec<(u32, i32)> = Vec::new();
    let mut add = |set: u32, by: i32| match powers.iter_mut().find(|power| power.0 == set) {
        Some(power) => power.1 += by,
        None => powers.push((set, by)),
    };
    while left != 0 {
        let (list, others) = near.iter().enumerate().find_map(|(list, beside)| {
            let others = beside & left;
            let all_know_each_other = near
                .iter()
                .enumerate()
                .filter(|(other, _)| others >> other & 1 == 1)
                .all(|(other, theirs)| (theirs | 1 << other) & others == others);
            (left >> list & 1 == 1 && all_know_each_other).then_some((list, others))
        })?;
        add(others | 1 << list, 1);
        if others != 0 {
            add(others, -1);
        }
        left &= !(1 << list);
    }
    powers.retain(|power| power.1 != 0);
    powers.sort_unstable();
    Some(powers)
}
