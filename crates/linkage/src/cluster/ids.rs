//! Names of clusters that last. A cluster keeps its id as long as most of it is still together, whatever order the rows
//! come in and however often the linkage is run again; when two become one, the id that is given up points to the one
//! that is kept. An id is a function of the runs so far and of nothing else.

use super::Clusters;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

/// The letters of an id: no vowels that could make words, none that is mistaken for another in print.
const LETTERS: &[u8; 32] = b"0123456789bcdfghjkmnpqrstvwxyzae";

/// The bits of an id that count: ten letters of five.
const BITS: u64 = (1 << 50) - 1;

/// The id of a cluster: `c` and ten letters or digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClusterId(u64);

impl ClusterId {
    /// Reads an id as it is written; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.strip_prefix('c').filter(|letters| letters.len() == 10)?;
        let digit = |byte: u8| LETTERS.iter().position(|letter| *letter == byte).map(|at| at as u64);
        letters.bytes().try_fold(0u64, |bits, byte| Some((bits << 5) | digit(byte)?)).map(Self)
    }

    /// The id as a number below 2⁵⁰.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The id of a number.
    pub fn from_number(number: u64) -> Self {
        Self(number & BITS)
    }
}

impl fmt::Display for ClusterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = |at: u32| LETTERS.get((self.0 >> (at * 5) & 31) as usize).copied().unwrap_or(b'0');
        f.write_str("c")?;
        (0..10).rev().try_for_each(|at| write!(f, "{}", char::from(letter(at))))
    }
}

impl From<ClusterId> for String {
    fn from(id: ClusterId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for ClusterId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is not the id of a cluster"))
    }
}

/// What names a record for ever, as a number: a hash of its list and of its own id.
pub fn mark(list: &str, id: &str) -> u64 {
    // FNV-1a: short, the same on every machine, and no secret. The byte between cannot stand in either.
    let bytes = list.bytes().chain([0xff]).chain(id.bytes());
    stirred(bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}

/// The finaliser of splitmix64: every bit of the input moves every bit of the output.
fn stirred(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// What earlier runs leave to later ones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Runs so far.
    pub runs: u32,
    /// Ids that were given up, and the id that stands for each now.
    pub redirects: BTreeMap<ClusterId, ClusterId>,
    /// Ids whose records are all gone.
    pub retired: BTreeSet<ClusterId>,
}

/// Ids of the clusters of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// The id of each cluster, by its number.
    pub ids: Vec<ClusterId>,
    /// The history, this run included.
    pub history: History,
    /// What happened to clusters of the run before.
    pub changes: Vec<Change>,
}

/// What happened to a cluster of the run before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The first id was given up for the second.
    Merged(ClusterId, ClusterId),
    /// The second was split off the first.
    Split(ClusterId, ClusterId),
    /// None of its records are here any more.
    Retired(ClusterId),
}

/// Records as far as naming needs them: their marks, and the cluster each was in at the end of the run before.
pub struct Known<'a> {
    /// The mark of each record.
    pub marks: &'a [u64],
    /// The earlier cluster of each record; shorter or empty when none was.
    pub before: &'a [Option<ClusterId>],
    /// Every id that stood at the end of the run before, of records that are here no more, too.
    pub stood: &'a BTreeSet<ClusterId>,
}

/// Gives every cluster an id.
///
/// - A cluster that holds the most records of an earlier one inherits its id; of two that hold equally many, the one with
///   the first record by mark.
/// - A cluster that inherits several keeps the id of which it holds most records; the others redirect to it.
/// - Any other gets a new id, made from its first record by mark. An id is never used for a second cluster.
pub fn name_clusters(clusters: &Clusters, known: &Known<'_>, history: &History) -> Named {
    let parts = parts(clusters, known);
    let heirs = heirs(&parts);
    let mut history = History { runs: history.runs + 1, ..history.clone() };
    let mut changes = Vec::new();
    let mut ids: Vec<Option<ClusterId>> = vec![None; clusters.count as usize];
    let mut inherited: BTreeMap<usize, Vec<(u32, ClusterId)>> = BTreeMap::new();
    for (id, (records, at)) in &heirs {
        inherited.entry(*at).or_default().push((*records, *id));
    }
    for (at, from) in &inherited {
        let order = |(records, id): &(u32, ClusterId)| (*records, std::cmp::Reverse(*id));
        let Some((_, kept)) = from.iter().copied().max_by_key(order) else { continue };
        if let Some(slot) = ids.get_mut(*at) {
            *slot = Some(kept);
        }
        for (_, given_up) in from.iter().filter(|(_, id)| *id != kept) {
            changes.push(Change::Merged(*given_up, kept));
            history.redirects.insert(*given_up, kept);
        }
    }

    let mut used: HashSet<ClusterId> = known.stood.iter().copied().collect();
    used.extend(history.redirects.iter().flat_map(|(from, to)| [*from, *to]));
    used.extend(&history.retired);
    // New ids in the order of their first records, so that the rare clash is settled the same way every time.
    let mut fresh: Vec<(u64, usize)> = (parts.iter().enumerate())
        .filter(|(at, _)| ids.get(*at).is_some_and(Option::is_none))
        .map(|(at, part)| (part.first, at))
        .collect();
    fresh.sort_unstable();
    for (first, at) in fresh {
        let id = new_id(first, &mut used);
        let most = parts
            .get(at)
            .and_then(|part| part.from.iter().max_by_key(|(id, n)| (*n, std::cmp::Reverse(*id))));
        changes.extend(most.map(|(from, _)| Change::Split(*from, id)));
        if let Some(slot) = ids.get_mut(at) {
            *slot = Some(id);
        }
    }
    for gone in known.stood.iter().filter(|id| !heirs.contains_key(id)) {
        history.retired.insert(*gone);
        changes.push(Change::Retired(*gone));
    }
    settle(&mut history.redirects);
    changes.sort_unstable();
    Named { ids: ids.into_iter().flatten().collect(), history, changes }
}

/// One cluster: its first record by mark, and how many of its records were in which cluster before.
struct Part {
    first: u64,
    from: BTreeMap<ClusterId, u32>,
}

fn parts(clusters: &Clusters, known: &Known<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> =
        (0..clusters.count).map(|_| Part { first: u64::MAX, from: BTreeMap::new() }).collect();
    for (record, cluster) in clusters.of.iter().enumerate() {
        let Some(part) = parts.get_mut(*cluster as usize) else { continue };
        part.first = part.first.min(known.marks.get(record).copied().unwrap_or(u64::MAX));
        if let Some(id) = known.before.get(record).copied().flatten() {
            *part.from.entry(id).or_default() += 1;
        }
    }
    parts
}

/// The heir of each earlier cluster: how many of its records it holds, and which cluster it is.
fn heirs(parts: &[Part]) -> BTreeMap<ClusterId, (u32, usize)> {
    let mut best: BTreeMap<ClusterId, (u32, usize)> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        for (id, count) in &part.from {
            let better = best.get(id).is_none_or(|(most, holder)| {
                let first = |at: usize| parts.get(at).map(|part| part.first);
                count > most || (count == most && first(at) < first(*holder))
            });
            if better {
                best.insert(*id, (*count, at));
            }
        }
    }
    best
}

/// A new id from a mark; the next hash of it if somebody had that id before.
fn new_id(mark: u64, used: &mut HashSet<ClusterId>) -> ClusterId {
    let mut turn = mark;
    loop {
        let id = ClusterId::from_number(turn);
        if used.insert(id) {
            return id;
        }
        turn = stirred(turn.wrapping_add(0x9e37_79b9_7f4a_7c15));
    }
}

/// Every redirect points to an id that stands: chains are followed to their end.
fn settle(redirects: &mut BTreeMap<ClusterId, ClusterId>) {
    let end = |from: ClusterId| {
        let mut to = from;
        // An id that was given up is never taken up again, so there is no circle; the bound is for files edited by hand.
        for _ in 0..redirects.len() {
            match redirects.get(&to) {
                Some(next) => to = *next,
                None => break,
            }
        }
        to
    };
    let ends: Vec<(ClusterId, ClusterId)> = redirects.keys().map(|from| (*from, end(*from))).collect();
    redirects.extend(ends);
}
