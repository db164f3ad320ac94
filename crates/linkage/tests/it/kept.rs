//! What a run leaves reads back as it was, and nothing that is damaged is taken for a list.

use crate::people::people;
use linkage::cluster::{ClusterId, marks};
use linkage::kept::{Kept, KeptProblem};
use linkage::{Config, Constraints, link, link_again};
use proptest::prelude::*;
use std::sync::LazyLock;

fn kept() -> Kept {
    let (table, _) = people(40);
    let linkage = link(&table, &Config::inferred(&table), &Constraints::default(), 1).unwrap();
    let clusters = linkage.clusters.of.iter().map(|at| ClusterId::from_number(u64::from(*at) * 77)).collect();
    Kept {
        id_name: "№".to_owned(),
        counted: table.rows() - 3,
        replaced: people(2).0,
        table,
        clusters,
        edges: linkage.edges,
        must_link: vec![(0, 1)],
        cannot_link: vec![(2, 3), (1, 7)],
    }
}

#[test]
fn what_was_kept_reads_back() {
    let kept = kept();
    let bytes = kept.write();
    let back = Kept::read(&bytes).unwrap();
    assert_eq!(back.write(), bytes);
    assert_eq!(back.table.rows(), kept.table.rows());
    assert_eq!(back.table.columns[1].counts, kept.table.columns[1].counts);
    assert_eq!((back.clusters, back.edges), (kept.clusters, kept.edges));
    assert_eq!((back.must_link, back.cannot_link), (kept.must_link, kept.cannot_link));
    assert_eq!(marks(&back.table), marks(&kept.table));
    assert_eq!((back.counted, marks(&back.replaced)), (kept.counted, marks(&kept.replaced)));
    let empty = Kept::read(&Kept::default().write()).unwrap();
    assert_eq!(empty.table.rows(), 0);
}

#[test]
fn a_model_used_again_gives_the_same_pairs_and_persons() {
    let (table, _) = people(120);
    let one = link(&table, &Config::inferred(&table), &Constraints::default(), 1).unwrap();
    let again = link_again(&one.model, &table, &Constraints::default()).unwrap();
    assert_eq!(one.edges.len(), again.edges.len());
    for (one, again) in one.edges.iter().zip(&again.edges) {
        assert_eq!((one.a, one.b, one.levels), (again.a, again.b, again.levels));
        assert!((one.weight - again.weight).abs() < 1e-4, "{} {}", one.weight, again.weight);
    }
    assert_eq!(one.clusters.of, again.clusters.of);
}

proptest! {
    #[test]
    fn damage_is_noticed(at in 20usize..4000, flip in 1u8..=255, cut in 1usize..400) {
        static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| kept().write());
        let bytes = &*BYTES;
        let mut flipped = bytes.clone();
        let at = 20 + at % (flipped.len() - 20);
        flipped[at] ^= flip;
        prop_assert_eq!(Kept::read(&flipped).err(), Some(KeptProblem::Damaged));
        let cut = cut.min(bytes.len() - 20);
        prop_assert!(Kept::read(&bytes[..bytes.len() - cut]).is_err());
    }

    #[test]
    fn anything_else_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Kept::read(&bytes).is_err());
        let mut begun = b"habeas link rows 2\r\n".to_vec();
        begun.extend_from_slice(&bytes);
        prop_assert!(Kept::read(&begun).is_err());
    }
}
