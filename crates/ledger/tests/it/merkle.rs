//! The Merkle tree is the one of RFC 6962, at every size.

use ledger::MerkleTree;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

/// RFC 6962 §2.1, word for word.
fn naive(leaves: &[[u8; 32]]) -> [u8; 32] {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => Sha256::digest([&[0u8], leaf.as_slice()].concat()).into(),
        _ => {
            let split = leaves.len().next_power_of_two() / 2;
            let (left, right) = (naive(&leaves[..split]), naive(&leaves[split..]));
            Sha256::digest([&[1u8], left.as_slice(), right.as_slice()].concat()).into()
        }
    }
}

fn leaf(n: usize) -> [u8; 32] {
    Sha256::digest(n.to_le_bytes()).into()
}

#[test]
fn every_root_up_to_200_leaves_is_the_one_of_the_rfc() {
    let leaves: Vec<_> = (0..200).map(leaf).collect();
    let mut tree = MerkleTree::default();
    for size in 0..=200 {
        assert_eq!(tree.root(), naive(&leaves[..size]), "size {size}");
        for earlier in 0..=size {
            assert_eq!(tree.root_at(earlier as u64), Some(naive(&leaves[..earlier])), "{earlier} of {size}");
        }
        assert_eq!(tree.root_at(size as u64 + 1), None);
        if let Some(leaf) = leaves.get(size) {
            tree.push(leaf);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]
    #[test]
    fn an_earlier_root_never_changes(size in 1usize..3000, earlier in 0usize..3000) {
        let earlier = earlier % (size + 1);
        let leaves: Vec<_> = (0..size).map(leaf).collect();
        let mut tree = MerkleTree::default();
        leaves.iter().for_each(|leaf| tree.push(leaf));
        prop_assert_eq!(tree.root_at(earlier as u64), Some(naive(&leaves[..earlier])));
    }
}
