//! What a run leaves reads back as it was, and nothing that is damaged is taken for a list.

use crate::people::people;
use linkage::cluster::{ClusterId, marks};
use linkage::kept::{Kept, KeptProblem};
use linkage::score::Scorer;
use linkage::table::Builder;
use linkage::{Config, Constraints, Edge, Grown, Levels, Model, Table, grow, link, link_again};
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

/// A made-up table of a list: id and cells.
fn list(name: &str, rows: &[(&str, [&str; 2])]) -> Table {
    let mut builder = Builder::new(["name", "town"]);
    let list = builder.list(name);
    for (id, cells) in rows {
        builder.row(id, list, *cells);
    }
    builder.finish()
}

#[test]
fn of_a_record_that_is_no_longer_in_its_list_nothing_is_kept() {
    let edge = |a, b| Edge { a, b, weight: 3.0, probability: 0.9, levels: Levels::default() };
    let table = list(
        "calls",
        &[
            ("1", ["Erased Whole", "Ashford"]),
            ("2", ["Other Person", "Ashford"]),
            ("3", ["Third Person", "Millbrook"]),
        ],
    );
    let mut kept = Kept {
        clusters: [7, 8, 9].map(ClusterId::from_number).to_vec(),
        counted: 2,
        edges: vec![edge(0, 1), edge(1, 2)],
        must_link: vec![(0, 1)],
        cannot_link: vec![(1, 2)],
        table,
        ..Kept::default()
    };
    let before = kept.write();
    assert_eq!(kept.drop_missing(&list("posts", &[])), 0, "another list says nothing of this one");
    assert_eq!(kept.write(), before);
    let whole = list("calls", &[("3", ["Third Person", "Millbrook"]), ("2", ["Other Person", "Ashford"])]);
    assert_eq!(kept.drop_missing(&whole), 1);
    assert_eq!(kept.table.ids.iter().collect::<Vec<_>>(), ["2", "3"]);
    assert_eq!(kept.clusters, [8, 9].map(ClusterId::from_number));
    assert_eq!((kept.counted, &kept.edges), (1, &vec![edge(0, 1)]));
    assert_eq!((kept.must_link.len(), kept.cannot_link.clone()), (0, vec![(0, 1)]));
    let text = String::from_utf8_lossy(&kept.write()).into_owned();
    assert!(!text.contains("Erased Whole") && text.contains("Ashford"), "a value that others have stays");
}

#[test]
fn counted_anew_a_pair_weighs_what_it_weighs_in_the_records_that_are_there() {
    let (table, _) = people(80);
    let model = link(&table, &Config::inferred(&table), &Constraints::default(), 1).unwrap().model;
    let edges = link_again(&model, &table, &Constraints::default()).unwrap().edges;
    let clusters = vec![ClusterId::from_number(1); table.rows() as usize];
    let first = Kept { counted: table.rows(), clusters, edges, table, ..Kept::default() };
    // A record is corrected whose date nobody shares.
    let dates = &first.table.columns[2];
    let at = (0..first.table.rows()).find(|row| dates.counts[dates.cell(*row) as usize] == 1).unwrap();
    let mut builder = Builder::new(first.table.columns.iter().map(|column| column.name.as_str()));
    let own = builder.list("people");
    builder.row(first.table.ids.get(at), own, ["Zuhra", "Corrected", "1971-03-04", "Mirny"]);
    let mut grown = grow(&model, &first, &builder.finish()).unwrap();
    let was = dates.written(at).unwrap().to_owned();
    let written = |grown: &Grown| {
        let kept = Kept { table: grown.table.clone(), replaced: grown.replaced.clone(), ..Kept::default() };
        String::from_utf8_lossy(&kept.write()).into_owned()
    };
    assert!(written(&grown).contains(&was), "counts are those of the first run, so it is there");
    grown.count_anew(&model).unwrap();
    assert_eq!((grown.counted, grown.replaced.rows()), (grown.table.rows(), 0));
    assert!(!written(&grown).contains(&was), "{was}");
    assert!(!grown.edges.is_empty());
    let census = linkage::against::census(&model, &grown.table, grown.counted, &grown.replaced).unwrap();
    let scorer = Scorer::counted(&model, &grown.table, &census).unwrap();
    for edge in &grown.edges {
        assert_eq!(edge.weight, scorer.parts(edge.a, edge.b).total as f32);
    }
}

proptest! {
    #[test]
    fn a_number_of_a_model_reads_back_to_its_last_bit(bits in any::<u64>(), u in 1e-12f64..1.0) {
        let number = Some(f64::from_bits(bits)).filter(|number| number.is_finite()).unwrap_or(0.1);
        let mut model = MODEL.clone();
        model.calibration.shift = number;
        model.prior = u;
        let text = model.write().unwrap();
        let back = Model::read(&text).unwrap();
        prop_assert_eq!(back.calibration.shift.to_bits(), number.to_bits());
        prop_assert_eq!(back.prior.to_bits(), u.to_bits());
        prop_assert_eq!(back.write().unwrap(), text);
    }
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let (table, _) = people(30);
    link(&table, &Config::inferred(&table), &Constraints::default(), 1).unwrap().model
});
