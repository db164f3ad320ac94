//! The real tables beside the repository, read whole: row counts, columns, and the doubts they really hold.

use std::collections::HashMap;

use intake::reading::cell::{CellCount, read_count_cell, split_units_cell};
use intake::reading::document::read_document;
use intake::reading::table::{Choices, RowBuffer, read_table};
use intake::reading::{DoubtKind, Limits};

use crate::shared::shared;

/// Rows of one column, or of all when there is none.
fn column(path: &str, name: Option<&str>) -> Option<Vec<String>> {
    let bytes = shared(path)?;
    let mut table = read_table(path, &bytes[..], &Choices::default(), &Limits::default()).unwrap();
    assert_eq!(table.doubts(), [], "{path}");
    let index = name.map(|name| table.header().position(name).unwrap());
    let (mut cells, mut row) = (Vec::new(), RowBuffer::default());
    while table.next_row(&mut row).unwrap() {
        cells.push(index.map_or_else(String::new, |index| row.cell(index).to_owned()));
    }
    Some(cells)
}

#[test]
fn every_table_has_its_rows() {
    for (path, rows) in [
        ("data/ovdinfo/ovdinfo_detentions_moscow_2011-12_2012-12.csv", 228),
        ("data/ovdinfo/ovdinfo_detentions_2013.csv", 235),
        ("data/ovdinfo/ovdinfo_police_stations_2013.csv", 67),
        ("data/kazakhstan_2019/official_and_other_figures.csv", 16),
        ("data/kazakhstan_2019/journalist_and_monitor_mentions.csv", 18),
        ("data/press_us_2020/uspft_incidents_export_2020-06.csv", 516),
        ("data/press_us_2020/gold_links_2020pb_to_uspft.csv", 16),
    ] {
        let Some(found) = column(path, None) else { continue };
        assert_eq!(found.len(), rows, "{path}");
    }
}

/// The totals that the table's own publisher printed.
#[test]
fn the_counts_of_the_tables_add_up_to_the_published_ones() {
    for (path, total) in [
        ("data/ovdinfo/ovdinfo_detentions_moscow_2011-12_2012-12.csv", 5_169),
        ("data/ovdinfo/ovdinfo_detentions_2013.csv", 2_037),
    ] {
        let Some(cells) = column(path, Some("number_of_detentions")) else { continue };
        let counts = cells.iter().map(|cell| match read_count_cell(cell) {
            CellCount::Exact(count) => count,
            other => panic!("{path}: {other:?}"),
        });
        assert_eq!(counts.sum::<u64>(), total, "{path}");
    }
}

#[test]
fn the_station_cells_of_2013_are_split_with_their_doubts() {
    let Some(cells) = column("data/ovdinfo/ovdinfo_detentions_2013.csv", Some("ovd")) else { return };
    let mut doubts: HashMap<String, usize> = HashMap::new();
    let (mut several, mut counted) = (0, 0);
    for cell in &cells {
        let (units, found) = split_units_cell(cell);
        assert_eq!(units.is_empty(), cell.trim().is_empty(), "{cell:?}");
        several += usize::from(units.len() > 1);
        counted += units.iter().filter(|unit| unit.count.is_some()).count();
        for doubt in found {
            let kind = match doubt.kind {
                DoubtKind::NotAddedUp(total) => format!("NotAddedUp({total})"),
                kind => format!("{kind:?}"),
            };
            *doubts.entry(kind).or_default() += 1;
        }
    }
    assert_eq!((several, counted), (29, 46));
    let expected = [
        ("WriterUnsure", 1),
        ("NotAddedUp(29)", 1),
        ("NotAddedUp(19)", 1),
        ("DashUnclear", 2),
        ("Remark", 5),
        ("CommaUnclear", 2),
    ];
    assert_eq!(doubts, expected.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect());
}

#[test]
fn every_development_report_is_read_to_the_byte() {
    let Some(index) = shared("data/extract/index.csv") else { return };
    let mut table = read_table("index.csv", &index[..], &Choices::default(), &Limits::default()).unwrap();
    let mut row = RowBuffer::default();
    let mut read = 0;
    while table.next_row(&mut row).unwrap() {
        for cell in row.cells().filter(|cell| !cell.is_empty() && !cell.contains([' ', '/'])) {
            let name = cell.trim_end_matches(".txt");
            let path = std::path::Path::new("data/extract/dev").join(format!("{name}.txt"));
            let beside = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
                .ancestors()
                .any(|up| up.join("shared").join(&path).is_file());
            if !beside {
                continue;
            }
            let bytes = shared(path.to_str().unwrap()).unwrap();
            let document = read_document(name, &bytes, &Limits::default()).unwrap();
            assert_eq!(document.text.as_bytes(), bytes, "{name}");
            let language = document.language.map(|language| language.code());
            assert_eq!(language, name.get(..2), "{name}");
            read += 1;
        }
    }
    assert!(read > 5, "{read} reports");
}
