//! Checking Merkle proofs: that an entry lies in a tree, and that a later tree continues an earlier one. Pure functions
//! over hashes, after RFC 9162 §2.1.3.2 and §2.1.4.2 (the same trees as RFC 6962). They trust nothing they are given,
//! and must never accept a path that is longer or shorter than the sizes demand.

use crate::bytes::sha256;
use crate::tree::node_hash;

/// Whether `leaf` stands at `index` (from 0) in the tree of `size` leaves with this root.
pub fn verify_inclusion(index: u64, size: u64, leaf: &[u8; 32], path: &[[u8; 32]], root: &[u8; 32]) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for step in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = node_hash(step, &hash);
            // A right-most node without a sibling moves up unchanged.
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Whether the tree of `later` leaves begins with the whole tree of `earlier` leaves.
pub fn verify_consistency(
    (earlier, earlier_root): (u64, &[u8; 32]),
    (later, later_root): (u64, &[u8; 32]),
    path: &[[u8; 32]],
) -> bool {
    if earlier > later {
        return false;
    }
    if earlier == 0 {
        let empty = sha256(&[]);
        return path.is_empty() && *earlier_root == empty && (later > 0 || *later_root == empty);
    }
    if earlier == later {
        return path.is_empty() && earlier_root == later_root;
    }
    // When the earlier tree is one complete subtree, its root begins the path without being written there.
    let mut steps = path.iter();
    let first = if earlier.is_power_of_two() { Some(earlier_root) } else { steps.next() };
    let Some(first) = first else { return false };
    let (mut at, mut last) = (earlier - 1, later - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut old, mut new) = (*first, *first);
    for step in steps {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            old = node_hash(step, &old);
            new = node_hash(step, &new);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new = node_hash(&new, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && old == *earlier_root && new == *later_root
}
