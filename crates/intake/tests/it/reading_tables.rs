//! Delimited text: what is read, what is doubted, what is refused, and that memory stays flat.

use std::io::{self, Read};

use intake::reading::table::{Choices, RowBuffer, read_table};
use intake::reading::{Doubt, DoubtKind, FileKind, Limits, ReadingProblem};
use proptest::prelude::*;

/// A table read to its end.
struct Whole {
    columns: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
    doubts: Vec<Doubt>,
    separator: Option<u8>,
    encoding: Option<&'static str>,
}

fn read(name: &str, bytes: &[u8], choices: &Choices, limits: &Limits) -> Result<Whole, ReadingProblem> {
    let mut table = read_table(name, bytes, choices, limits)?;
    let mut whole = Whole {
        columns: table.header().columns.clone(),
        rows: Vec::new(),
        doubts: table.doubts().to_vec(),
        separator: table.how().separator,
        encoding: table.how().encoding,
    };
    let mut row = RowBuffer::default();
    while table.next_row(&mut row)? {
        whole.rows.push((row.number(), row.cells().map(str::to_owned).collect()));
        whole.doubts.extend(row.doubts().iter().cloned());
    }
    Ok(whole)
}

fn read_csv(bytes: &[u8]) -> Whole {
    read("table.csv", bytes, &Choices::default(), &Limits::default()).unwrap()
}

fn rows(whole: &Whole) -> Vec<(u64, Vec<&str>)> {
    whole.rows.iter().map(|(number, cells)| (*number, cells.iter().map(String::as_str).collect())).collect()
}

#[test]
fn rows_come_as_written_with_the_numbers_of_a_spreadsheet() {
    for (text, expected) in [
        ("a,b\n1,2\n3,4\n", vec![(2, vec!["1", "2"]), (3, vec!["3", "4"])]),
        ("a,b\r\n1,2\r\n3,4", vec![(2, vec!["1", "2"]), (3, vec!["3", "4"])]),
        ("a,b\r1,2\r3,4\r", vec![(2, vec!["1", "2"]), (3, vec!["3", "4"])]),
        ("\u{feff}a,b\n1,2\n", vec![(2, vec!["1", "2"])]),
        ("a;b\n\"x;y\";\"say \"\"hi\"\"\"\n", vec![(2, vec!["x;y", "say \"hi\""])]),
        ("a,b\n\"line\nbreak\",2\n3,4\n", vec![(2, vec!["line\nbreak", "2"]), (3, vec!["3", "4"])]),
        ("a,b\n\n\n1,2\n\r\n3,4\n\n", vec![(4, vec!["1", "2"]), (6, vec!["3", "4"])]),
        ("a,b\r\n\r\n1,2\r\n", vec![(3, vec!["1", "2"])]),
        ("a,b\n ,\n", vec![(2, vec![" ", ""])]),
        ("a,b\n", vec![]),
        ("a\n1\n", vec![(2, vec!["1"])]),
    ] {
        let whole = read_csv(text.as_bytes());
        assert_eq!(rows(&whole), expected, "{text:?}");
        assert_eq!(whole.columns[0], "a", "{text:?}");
        assert_eq!(whole.doubts, [], "{text:?}");
    }
}

#[test]
fn the_separator_is_found() {
    for (text, separator) in [
        ("a,b,c\n1,2,3\n", b','),
        ("a;b;c\n1,5;2,5;3,5\n", b';'),
        ("a\tb\tc\n1,2\t3,4\t5\n", b'\t'),
        ("a|b\n1|2\n", b'|'),
        ("name\nA\nB\n", b','),
        ("a,\"b;c;d\"\n1,2\n", b','),
        ("имя,где\n\"А; Б; В\",здесь\n\"Г\",\"там; тут\"\n", b','),
    ] {
        assert_eq!(read_csv(text.as_bytes()).separator, Some(separator), "{text:?}");
    }
}

#[test]
fn encodings_are_found_and_assumptions_are_said() {
    let text = "имя,место\nАйгуль,Площадь у старого рынка\nСергей,Отдел полиции Заречного района\n";
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let (cp1251, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let (koi8, _, _) = encoding_rs::KOI8_R.encode(text);
    for (bytes, encoding, assumed) in [
        (text.as_bytes().to_vec(), "UTF-8", false),
        (format!("\u{feff}{text}").into_bytes(), "UTF-8", false),
        (utf16(false), "UTF-16LE", false),
        (utf16(true), "UTF-16BE", false),
        (cp1251.to_vec(), "windows-1251", true),
        (koi8.to_vec(), "KOI8-U", true),
    ] {
        let whole = read_csv(&bytes);
        assert_eq!(whole.encoding, Some(encoding));
        assert_eq!(whole.columns, ["имя", "место"], "{encoding}");
        assert_eq!(whole.rows[0].1, ["Айгуль", "Площадь у старого рынка"], "{encoding}");
        let expected =
            if assumed { vec![Doubt::file(DoubtKind::EncodingAssumed(encoding), "")] } else { vec![] };
        assert_eq!(whole.doubts, expected);
    }
    let stated = Choices { encoding: Some("windows-1251".into()), ..Choices::default() };
    assert_eq!(read("t.csv", &cp1251, &stated, &Limits::default()).unwrap().doubts, []);
    let unknown = Choices { encoding: Some("klingon".into()), ..Choices::default() };
    let problem = read("t.csv", &cp1251, &unknown, &Limits::default()).err().unwrap();
    assert!(problem.to_string().starts_with("t.csv: there is no encoding called \"klingon\""));
}

/// The first 64 KiB are ASCII, so the encoding shows only later: nothing is lost, and the cell says what was assumed.
#[test]
fn letters_that_are_not_utf8_far_into_the_file_are_read_with_a_doubt() {
    let mut bytes = b"name,place\n".to_vec();
    for _ in 0..20_000 {
        bytes.extend(b"someone,somewhere\n");
    }
    bytes.extend(&*encoding_rs::WINDOWS_1251.encode("Сергей Николаевич,Отдел полиции Заречного района\n").0);
    let whole = read_csv(&bytes);
    let (number, cells) = whole.rows.last().unwrap();
    assert_eq!((*number, cells[1].as_str()), (20_002, "Отдел полиции Заречного района"));
    let doubt = whole.doubts.iter().find(|doubt| doubt.column.as_deref() == Some("place")).unwrap();
    assert_eq!(doubt.row, Some(20_002));
    assert!(matches!(doubt.kind, DoubtKind::EncodingAssumed("windows-1251")));
    // In a file with good UTF-8 before, bad bytes are damage.
    let mut bytes = format!("имя,место\n{}", "Айгуль,рынок\n".repeat(100)).into_bytes();
    bytes.extend(b"A\xff,b\n");
    let whole = read_csv(&bytes);
    assert_eq!(whole.rows[100].1, ["A\u{fffd}", "b"]);
    assert_eq!(whole.doubts[0].kind, DoubtKind::BytesNotText);
    // Halves of a letter on both sides of a separator are not joined.
    let mut bytes = format!("имя,место\n{}", "Айгуль,рынок\n".repeat(100)).into_bytes();
    bytes.extend(b"A\xd0,\x90\n");
    assert_eq!(read_csv(&bytes).rows[100].1, ["A\u{fffd}", "\u{fffd}"]);
}

#[test]
fn odd_tables_are_read_with_doubts() {
    let long = |expected, found| DoubtKind::RowTooLong { expected, found };
    let short = |expected, found| DoubtKind::RowTooShort { expected, found };
    for (text, row, column, kind, raw) in [
        ("a,a\n1,2\n", 1, None, DoubtKind::ColumnRenamed("a (2)".into()), "a"),
        ("a,,c\n1,2,3\n", 1, None, DoubtKind::ColumnNamed("column 2".into()), ""),
        ("a,b\n1\n", 2, None, short(2, 1), ""),
        ("a,b\n1,2,3,4\n", 2, None, long(2, 4), "34"),
        ("a,b\n1,\u{202e}gnol\u{202c}\n", 2, Some("b"), DoubtKind::HiddenCharacters, "\u{202e}gnol\u{202c}"),
        ("a,\u{202e}b\n1,2\n", 1, Some("\u{202e}b"), DoubtKind::HiddenCharacters, "\u{202e}b"),
        ("a,b\n1,x\u{7}y\n", 2, Some("b"), DoubtKind::ControlCharacters, "x\u{7}y"),
        ("a,b\n1,=2+3\n", 2, Some("b"), DoubtKind::Formula, "=2+3"),
        ("a,b\n1,x\u{fffd}\n", 2, Some("b"), DoubtKind::BytesNotText, "x\u{fffd}"),
        ("a,b\n1,\"open", 2, None, DoubtKind::StrayQuote, ""),
    ] {
        let whole = read_csv(text.as_bytes());
        let expected =
            Doubt { row: Some(row), column: column.map(str::to_owned), offset: None, kind, raw: raw.into() };
        assert_eq!(whole.doubts, [expected], "{text:?}");
    }
    let whole = read_csv("a,b\n1\n1,2,3\n\u{202e}x,y\n".as_bytes());
    assert_eq!(rows(&whole), [(2, vec!["1", ""]), (3, vec!["1", "2", "3"]), (4, vec!["\u{202e}x", "y"])]);
    assert_eq!(read_csv(b"a,a,a (2),a\n").columns, ["a", "a (2)", "a (2) (2)", "a (3)"]);
}

#[test]
fn hostile_tables_are_refused_in_words() {
    let wide = vec!["x"; 10_000].join(",");
    let small = Limits { cell_bytes: 100, row_bytes: 1000, ..Limits::default() };
    let long_cell = format!("a,b\n1,{}\n", "x".repeat(101));
    let long_row = format!("a,b\n{}\n", vec!["y".repeat(90); 30].join(","));
    let run_on = format!("a,b\n1,2\n\n\"3\",\"4\n{}", "5,6\n".repeat(100));
    let never_closed = "a,b\n1,2\n3,\"4\n5,6\n7,8\n".to_owned();
    for (text, limits, message) in [
        (&wide, &Limits::default(), "t.csv, row 1: more than 2000 columns."),
        (&long_cell, &small, "t.csv, row 2, column b: a cell longer than 100 bytes."),
        (&long_row, &small, "t.csv, row 2: a row longer than 1000 bytes."),
        (
            &run_on,
            &small,
            "t.csv, row 4 (from line 4 of the file), column b: a quotation mark opens there and is still",
        ),
        (
            &never_closed,
            &small,
            "t.csv, row 3 (from line 3 of the file), column b: a quotation mark opens there and is never",
        ),
        (&"\n\n".to_owned(), &small, "t.csv: the file is empty."),
        (&String::new(), &small, "t.csv: the file is empty."),
        (&"a,b\n1,\0\n".to_owned(), &small, "t.csv: a NUL byte at byte 6."),
        (&format!("a,b\n{}\0", "1,2\n".repeat(50_000)), &small, "t.csv: a NUL byte at byte 200004."),
    ] {
        let problem = read("t.csv", text.as_bytes(), &Choices::default(), limits)
            .err()
            .map(|problem| problem.to_string());
        assert!(
            problem.as_ref().is_some_and(|problem| problem.starts_with(message)),
            "{problem:?} for {message}"
        );
    }
    // The rows before the trouble were lent, and none come after it.
    let mut table = read_table("t.csv", never_closed.as_bytes(), &Choices::default(), &small).unwrap();
    let mut row = RowBuffer::default();
    assert!(table.next_row(&mut row).unwrap());
    assert!(table.next_row(&mut row).is_err());
    assert!(!table.next_row(&mut row).unwrap());
    // A file that is something else.
    let problem = read_table("t.html", &b"<html>"[..], &Choices::default(), &small).err().unwrap();
    assert_eq!(problem.to_string(), "t.html: this is a web page, and it was asked to be read as a table.");
}

#[test]
fn a_failing_disk_is_a_problem_with_its_cause() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let input = (&b"a,b\n1,2\n"[..]).chain(Failing);
    let problem = read_table("t.csv", input, &Choices::default(), &Limits::default()).err().unwrap();
    assert_eq!(problem.to_string(), "t.csv: the file could not be read to its end.");
    assert_eq!(std::error::Error::source(&problem).unwrap().to_string(), "the disk is gone");
}

/// Rows with their numbers and offsets.
type Placed = Vec<(u64, Option<u64>, Vec<String>)>;

/// Text made on the fly: a start, then one piece again and again.
struct Endless {
    start: Vec<u8>,
    at: usize,
    piece: &'static [u8],
    left: usize,
    handed_out: usize,
}

impl Endless {
    fn new(start: &str, piece: &'static str, bytes: usize) -> Self {
        Self { start: start.as_bytes().to_vec(), at: 0, piece: piece.as_bytes(), left: bytes, handed_out: 0 }
    }
}

impl Read for &mut Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut count = 0;
        for byte in out.iter_mut() {
            if self.at < self.start.len() {
                *byte = self.start[self.at];
            } else if self.left > 0 {
                *byte = self.piece[(self.at - self.start.len()) % self.piece.len()];
                self.left -= 1;
            } else {
                break;
            }
            self.at += 1;
            count += 1;
        }
        self.handed_out += count;
        Ok(count)
    }
}

#[test]
fn a_cell_of_a_hundred_megabytes_is_refused_after_one_megabyte() {
    for start in ["a,b\n1,\"", "a,b\n1,"] {
        let mut endless = Endless::new(start, "all one cell ", 100 << 20);
        let problem = {
            let mut table =
                read_table("t.csv", &mut endless, &Choices::default(), &Limits::default()).unwrap();
            table.next_row(&mut RowBuffer::default()).unwrap_err()
        };
        assert!(problem.to_string().contains("row 2"), "{problem}");
        assert!(endless.handed_out < 2 << 20, "{} bytes were taken", endless.handed_out);
    }
}

#[test]
fn a_million_rows_need_the_memory_of_one() {
    let mut endless = Endless::new("id,name,place\n", "1,someone,somewhere\n", 1_000_000 * 20);
    let mut table = read_table("t.csv", &mut endless, &Choices::default(), &Limits::default()).unwrap();
    let mut row = RowBuffer::default();
    let mut count = 0u64;
    while table.next_row(&mut row).unwrap() {
        count += 1;
        assert_eq!(row.len(), 3);
        assert_eq!(row.offset(), Some(14 + (count - 1) * 20));
    }
    assert_eq!((count, row.number()), (1_000_000, 1_000_001));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_table_or_a_problem(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read("t.csv", &bytes, &Choices::default(), &Limits { cell_bytes: 64, columns: 8, ..Limits::default() });
    }

    #[test]
    fn almost_tables_are_a_table_or_a_problem(text in "[a,;\"\n\r\t=\u{202e}я|]{0,60}") {
        let _ = read("t.csv", text.as_bytes(), &Choices::default(), &Limits::default());
    }

    /// Whatever a cell holds, quoting it brings it back.
    #[test]
    fn quoted_cells_come_back(table in proptest::collection::vec(proptest::collection::vec("[^\u{0}\u{feff}]{0,8}", 3), 1..6)) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let mut text = "a,b,c\n".to_owned();
        for row in &table {
            text.push_str(&row.iter().map(quoted).collect::<Vec<_>>().join(","));
            text.push('\n');
        }
        let choices = Choices { separator: Some(b','), encoding: Some("utf-8".into()), ..Choices::default() };
        let whole = read("t.csv", text.as_bytes(), &choices, &Limits::default()).unwrap();
        let rows: Vec<Vec<String>> = whole.rows.into_iter().map(|(_, cells)| cells).collect();
        prop_assert_eq!(rows, table);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same table in small reads and in large ones.
    #[test]
    fn the_size_of_the_reads_does_not_matter(text in "[ab,\"\n\r]{1,80}", size in 1usize..5) {
        struct Slow<'a>(&'a [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                let count = self.1.min(self.0.len()).min(out.len());
                out[..count].copy_from_slice(&self.0[..count]);
                self.0 = &self.0[count..];
                Ok(count)
            }
        }
        let collect = |input: Box<dyn Read>| -> Result<Placed, String> {
            let mut table = read_table("t.csv", input, &Choices::default(), &Limits::default()).map_err(|e| e.to_string())?;
            let (mut rows, mut row) = (Vec::new(), RowBuffer::default());
            while table.next_row(&mut row).map_err(|e| e.to_string())? {
                rows.push((row.number(), row.offset(), row.cells().map(str::to_owned).collect()));
            }
            Ok(rows)
        };
        let bytes: &'static [u8] = Vec::leak(text.into_bytes());
        // The head is taken in one go either way, so the table itself must lie beyond it.
        let filler: &'static [u8] = Vec::leak(format!("x,y\n{}", "1,2\n".repeat(16_500)).into_bytes());
        let fast = collect(Box::new(filler.chain(bytes)));
        let slow = collect(Box::new(filler.chain(Slow(bytes, size))));
        prop_assert_eq!(fast, slow);
    }
}

#[test]
fn the_format_is_said() {
    let table = read_table("t.csv", &b"a\tb\n1\t2\n"[..], &Choices::default(), &Limits::default()).unwrap();
    assert_eq!(table.how().kind, FileKind::Tsv);
    assert_eq!(table.header().position("b"), Some(1));
}
