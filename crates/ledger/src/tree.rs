//! The Merkle tree of RFC 6962 over the entries in local order. Complete subtrees are kept from sixteen leaves up, so
//! that the root at any earlier size costs a few dozen hashes. Pure: no IO.

use std::collections::BTreeMap;

use crate::bytes::sha256;

/// Complete subtrees below this level are computed again when needed.
const KEPT: usize = 4;

/// A tree that only grows.
#[derive(Debug, Clone, Default)]
pub struct MerkleTree {
    leaves: Vec<[u8; 32]>,
    /// Nodes of level `KEPT + i`, complete subtrees only.
    levels: Vec<Vec<[u8; 32]>>,
}

/// RFC 6962 leaf hash: SHA-256(0x00 ‖ data), the data being the entry hash.
pub fn leaf_hash(entry_hash: &[u8; 32]) -> [u8; 32] {
    sha256(&[&[0], entry_hash])
}

pub(crate) fn node_hash(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    sha256(&[&[1], left, right])
}

/// The largest power of two below `count`, which is at least 2.
fn split_of(count: usize) -> usize {
    count.next_power_of_two() / 2
}

impl MerkleTree {
    /// Adds the next entry.
    pub fn push(&mut self, entry_hash: &[u8; 32]) {
        self.push_leaf(leaf_hash(entry_hash));
    }

    fn push_leaf(&mut self, leaf: [u8; 32]) {
        self.leaves.push(leaf);
        let mut count = self.leaves.len();
        let mut level = 0;
        while count.is_multiple_of(2) {
            level += 1;
            count /= 2;
            if level < KEPT {
                continue;
            }
            let Some(node) = self.complete(level, count - 1) else { return };
            if self.levels.len() <= level - KEPT {
                self.levels.push(Vec::new());
            }
            if let Some(nodes) = self.levels.get_mut(level - KEPT) {
                nodes.push(node);
            }
        }
    }

    /// Cuts the tree back to its first entries.
    pub(crate) fn truncate(&mut self, entries: u64) {
        let Ok(entries) = usize::try_from(entries) else { return };
        self.leaves.truncate(entries);
        for (level, nodes) in self.levels.iter_mut().enumerate() {
            nodes.truncate(entries >> (level + KEPT));
        }
    }

    /// The same tree with other leaf hashes at some entries, by entry number.
    pub(crate) fn with(&self, others: &BTreeMap<u64, [u8; 32]>) -> Self {
        let mut tree = Self::default();
        for (number, leaf) in (1..).zip(&self.leaves) {
            tree.push_leaf(*others.get(&number).unwrap_or(leaf));
        }
        tree
    }

    /// How many entries it holds.
    pub fn len(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.leaves.is_empty()
    }

    /// The root over all entries.
    pub fn root(&self) -> [u8; 32] {
        self.root_at(self.len()).unwrap_or_default()
    }

    /// The root over the first `size` entries; `None` if there are fewer. The root over none is SHA-256 of nothing.
    pub fn root_at(&self, size: u64) -> Option<[u8; 32]> {
        let size = usize::try_from(size).ok().filter(|size| *size <= self.leaves.len())?;
        if size == 0 {
            return Some(sha256(&[]));
        }
        self.over(0, size)
    }

    /// The leaf of an entry by its place from 0; `None` if there is none.
    pub fn leaf(&self, index: u64) -> Option<[u8; 32]> {
        self.leaves.get(usize::try_from(index).ok()?).copied()
    }

    /// The place from 0 of a leaf.
    pub fn index_of(&self, leaf: &[u8; 32]) -> Option<u64> {
        self.leaves.iter().position(|ours| ours == leaf).map(|index| index as u64)
    }

    /// RFC 6962 §2.1.1: the path from the leaf at `index` (from 0) to the root over the first `size` entries, the
    /// leaf's sibling first. `None` unless `index < size <= len`.
    pub fn inclusion_path(&self, index: u64, size: u64) -> Option<Vec<[u8; 32]>> {
        let (mut at, mut count) = self.within(index, size).filter(|(index, size)| index < size)?;
        let (mut path, mut start) = (Vec::new(), 0);
        while count > 1 {
            let split = split_of(count);
            if at < split {
                path.push(self.over(start + split, count - split)?);
                count = split;
            } else {
                path.push(self.over(start, split)?);
                (start, at, count) = (start + split, at - split, count - split);
            }
        }
        path.reverse();
        Some(path)
    }

    /// RFC 6962 §2.1.2: what shows that the tree over the first `later` entries continues the one over the first
    /// `earlier`. `None` unless `earlier <= later <= len`; empty when they are equal or the earlier one is empty.
    pub fn consistency_path(&self, earlier: u64, later: u64) -> Option<Vec<[u8; 32]>> {
        let (mut left, mut count) = self.within(earlier, later)?;
        let (mut path, mut start, mut whole) = (Vec::new(), 0, true);
        if left == 0 {
            return Some(path);
        }
        while left != count {
            let split = split_of(count);
            if left <= split {
                path.push(self.over(start + split, count - split)?);
                count = split;
            } else {
                path.push(self.over(start, split)?);
                (start, left, count) = (start + split, left - split, count - split);
                whole = false;
            }
        }
        if !whole {
            path.push(self.over(start, count)?);
        }
        path.reverse();
        Some(path)
    }

    fn within(&self, a: u64, size: u64) -> Option<(usize, usize)> {
        let size = usize::try_from(size).ok().filter(|size| *size <= self.leaves.len())?;
        usize::try_from(a).ok().filter(|a| *a <= size).map(|a| (a, size))
    }

    /// The root over `count` leaves from `start`, which is a multiple of a power of two not below `count`.
    fn over(&self, start: usize, count: usize) -> Option<[u8; 32]> {
        // The compact range: complete subtrees from the largest to the smallest, folded from the right.
        let mut peaks = Vec::new();
        let mut at = start;
        for level in (0..usize::BITS as usize).rev() {
            let width = 1 << level;
            if count & width != 0 {
                peaks.push(self.complete(level, at >> level)?);
                at += width;
            }
        }
        let mut right_to_left = peaks.into_iter().rev();
        let last = right_to_left.next()?;
        Some(right_to_left.fold(last, |right, left| node_hash(&left, &right)))
    }

    /// The node over the leaves `index << level ..` of a complete subtree.
    fn complete(&self, level: usize, index: usize) -> Option<[u8; 32]> {
        if level == 0 {
            return self.leaves.get(index).copied();
        }
        if let Some(node) = level.checked_sub(KEPT).and_then(|kept| self.levels.get(kept)?.get(index)) {
            return Some(*node);
        }
        Some(node_hash(&self.complete(level - 1, index * 2)?, &self.complete(level - 1, index * 2 + 1)?))
    }
}
