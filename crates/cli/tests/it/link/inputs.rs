//! What is read: files of several forms, messy ones, and hostile ones, which are refused in a sentence.

use super::planted::{clusters, planted, rows};
use crate::habeas::Habeas;
use crate::tiny_zip::{Entry, zip};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn hostile_lists_are_refused_in_a_sentence() {
    let habeas = Habeas::bare();
    let good = "nr,name,town\n1,Ann Abernathy,Northwick\n2,Bob Blanchard,Old Mill\n";
    // File, content, more arguments, what is said.
    type Case<'a> = (&'a str, Vec<u8>, &'a [&'a str], &'a str);
    let cases: Vec<Case<'_>> = vec![
        ("empty.csv", vec![], &[], "empty"),
        ("header.csv", b"nr,name,town\n".to_vec(), &[], "row"),
        ("one-row.csv", b"nr,name,town\n1,Ann,Northwick\n".to_vec(), &[], "two rows"),
        ("one-column.csv", b"nr\n1\n2\n3\n".to_vec(), &["--id", "nr"], "column"),
        ("no-such-id.csv", good.into(), &["--id", "number"], "number"),
        ("no-such-ignore.csv", good.into(), &["--ignore", "planet"], "planet"),
        ("no-such-truth.csv", good.into(), &["--truth", "planet"], "planet"),
        ("twice.csv", b"nr,name,town\n1,Ann,A\n2,Bob,B\n1,Cy,C\n".to_vec(), &["--id", "nr"], "rows 2 and 4"),
        ("no-id.csv", b"nr,name,town\n1,Ann,A\n,Bob,B\n3,Cy,C\n".to_vec(), &["--id", "nr"], "row 3"),
        (
            "long.csv",
            format!("nr,name,town\n1,{},A\n2,Bob,B\n", "x".repeat(2 << 20)).into_bytes(),
            &[],
            "row 2",
        ),
        (
            "unclosed.csv",
            format!("nr,name,town\n1,\"Ann,A\n{}", "2,Bob,B\n".repeat(50)).into_bytes(),
            &[],
            "quot",
        ),
        ("nul.csv", b"nr,name\n1,\0\0\n".to_vec(), &[], "NUL"),
        ("picture.png", b"\x89PNG\r\n\x1a\n0000".to_vec(), &[], "PNG"),
        ("broken.xlsx", b"PK\x03\x04 not really".to_vec(), &[], "broken.xlsx"),
        ("broken.parquet", b"PAR1 not really PAR1".to_vec(), &[], "Parquet"),
        ("threshold.csv", good.into(), &["--threshold", "1.5"], "1.5"),
    ];
    for (name, content, more, says) in cases {
        let file = habeas.file(name, content);
        let all: Vec<&str> =
            [file.as_str(), "--clusters", "c.csv"].into_iter().chain(more.iter().copied()).collect();
        let ended = habeas.link(&all);
        assert_eq!(ended.code, 3, "{name}: {}\n{}", ended.out, ended.err);
        assert!(ended.err.contains(says), "{name}: {}", ended.err);
        assert!(!ended.err.contains("panicked"), "{name}: {}", ended.err);
        assert!(!habeas.path().join("c.csv").exists(), "{name}: nothing is written");
    }
    habeas.link(&["no-such-file.csv", "--clusters", "c.csv"]).ends(4);
}

#[test]
fn messy_lists_are_read_with_their_doubts() {
    let habeas = Habeas::bare();
    let planted = planted(60);
    // Cells too many and too few, a 1 MB cell, text turned around, a formula, bytes that are no text.
    let mut csv = planted.csv.clone().into_bytes();
    csv.extend_from_slice(b"m1,Only\r\nm2,Too,Many,1990-01-01,Cells,p,and,more\r\n");
    csv.extend_from_slice(
        format!("m3,{},Longname,1990-01-01,Northwick,p9\r\n", "x".repeat(1 << 20)).as_bytes(),
    );
    csv.extend_from_slice("m4,\u{202e}evil\u{202c},=HYPERLINK(1),1990-02-30,Northwick,p9\r\n".as_bytes());
    csv.extend_from_slice(b"=1+1,\xff\xfe,\xed\xa0\x80,0000-00-00,Northwick,p9\r\n");
    let list = habeas.file("messy.csv", csv);
    let ended = habeas
        .link(&[&list, "--id", "nr", "--ignore", "who", "--clusters", "c.csv", "--edges", "e.csv"])
        .ends(1);
    assert!(ended.err.contains("row "), "{}", ended.err);
    let found = clusters(&habeas.read("c.csv"));
    assert_eq!(found.len(), planted.persons.len() + 5, "no row is dropped");
    assert!(found.contains_key("'=1+1"), "a formula is not one in what is written");
}

#[test]
fn without_an_id_column_rows_are_counted_and_it_is_said() {
    let habeas = Habeas::bare();
    let text: String =
        planted(40).csv.lines().map(|line| line.split_once(',').unwrap().1.to_owned() + "\n").collect();
    let list = habeas.file("list.csv", text);
    let ended = habeas.link(&[&list, "--ignore", "who", "--clusters", "c.csv"]).ends(0);
    assert!(ended.err.contains("row numbers"), "{}", ended.err);
    let found = rows(&habeas.read("c.csv"));
    assert_eq!((found[0][0].as_str(), found[1][0].as_str()), ("row", "2"));
    // A column that looks like one of ids is not passed over in silence.
    let twice = habeas.file("twice.csv", "id,name\n1,Ann Abernathy\n2,Bob Blanchard\n1,Cy Corwin\n");
    let ended = habeas.link(&[&twice, "--clusters", "twice-c.csv"]).ends(0);
    assert!(ended.err.contains("\"id\" is no column of ids"), "{}", ended.err);
    let refused = habeas.link(&[&twice, "--id", "id", "--clusters", "again.csv"]).ends(3);
    assert!(refused.err.contains("rows 2 and 4"), "{}", refused.err);
}

/// The fewest rows that can be linked, in one list and in several; with everything that can be written.
#[test]
fn the_smallest_lists_are_linked_too() {
    let habeas = Habeas::bare();
    let people = ["Ann Abernathy,1990-01-02", "Ann Abernathy,1990-01-02", "Bob Blanchard,1971-05-06", ","];
    let list = |rows: &[&str]| {
        let rows = rows.iter().enumerate().map(|(at, row)| format!("{at},{row}\n"));
        format!("nr,name,born\n{}", rows.collect::<String>())
    };
    // Where all say the same there is nothing to compare by, and that is said.
    for (case, (one, other, code)) in [
        (&people[..2], &people[..0], 3),
        (&people[1..3], &people[..0], 0),
        (&people[..3], &people[..0], 0),
        (&people[2..], &people[..0], 3),
        (&people[..1], &people[1..2], 3),
        (&people[..1], &people[2..3], 0),
        (&people[..3], &people[..1], 0),
    ]
    .into_iter()
    .enumerate()
    {
        let one_file = habeas.file(&format!("one{case}.csv"), list(one));
        let other_file = habeas.file(&format!("other{case}.csv"), list(other));
        for more in [&[][..], &["--one-to-one"]] {
            let mut all = vec![one_file.as_str()];
            all.extend((!other.is_empty()).then_some(other_file.as_str()));
            all.extend(["--id", "nr", "--clusters", "c.csv", "--edges", "e.csv", "--model", "m.json"]);
            all.extend(["--report", "r.html", "--waterfalls", "w.jsonl", "--force"]);
            all.extend(more);
            let ended = habeas.link(&all);
            assert_eq!(ended.code, code, "{case} {more:?}: {}", ended.err);
            if code == 0 {
                assert_eq!(rows(&habeas.read("c.csv")).len(), 1 + one.len() + other.len(), "{case} {more:?}");
            } else {
                assert!(ended.err.contains("fewer than two values"), "{case} {more:?}: {}", ended.err);
            }
        }
    }
}

#[test]
fn parquet_and_workbooks_are_read_like_csv() {
    let habeas = Habeas::bare();
    let planted = planted(60);
    let all = rows(&planted.csv);
    let path = habeas.path().join("list.parquet");
    write_parquet(&path, &all);
    let csv = habeas.file("list.csv", &planted.csv);
    habeas.file("list.ods", workbook(&all));
    for (list, out) in [(csv.as_str(), "a.csv"), ("list.parquet", "b.csv"), ("list.ods", "w.csv")] {
        habeas.link(&[list, "--id", "nr", "--ignore", "who", "--clusters", out]).ends(0);
    }
    let sorted = |name: &str| {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (record, cluster) in clusters(&habeas.read(name)) {
            groups.entry(cluster).or_default().push(record);
        }
        groups.into_values().collect::<BTreeSet<_>>()
    };
    assert_eq!(sorted("a.csv"), sorted("b.csv"));
    assert_eq!(sorted("a.csv"), sorted("w.csv"));
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let ended = habeas.link(&["list.parquet", "--clusters", "c.csv"]).ends(3);
    assert!(ended.err.contains("list.parquet") && !ended.err.contains("panicked"), "{}", ended.err);
}

/// A spreadsheet with these cells.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let cell = |text: &String| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |row: &Vec<String>| {
        format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>())
    };
    let sheet: String = rows.iter().map(row).collect();
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"list\">{sheet}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        Entry::stored("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        Entry::stored("content.xml", &content),
    ])
}

fn write_parquet(path: &std::path::Path, rows: &[Vec<String>]) {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::{properties::WriterProperties, writer::SerializedFileWriter};
    let fields: String = rows[0].iter().map(|name| format!("OPTIONAL BYTE_ARRAY {name} (UTF8);\n")).collect();
    let schema =
        parquet::schema::parser::parse_message_type(&format!("message list {{ {fields} }}")).unwrap();
    let file = std::fs::File::create(path).unwrap();
    let properties = WriterProperties::builder().set_compression(parquet::basic::Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(file, schema.into(), properties.into()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for column in 0..rows[0].len() {
        let cells: Vec<&String> = rows[1..].iter().map(|row| &row[column]).collect();
        let given: Vec<i16> = cells.iter().map(|cell| i16::from(!cell.is_empty())).collect();
        let values: Vec<ByteArray> =
            cells.iter().filter(|cell| !cell.is_empty()).map(|cell| cell.as_str().into()).collect();
        let mut out = group.next_column().unwrap().unwrap();
        out.typed::<ByteArrayType>().write_batch(&values, Some(&given), None).unwrap();
        out.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
}
