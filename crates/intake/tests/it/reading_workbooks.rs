//! Workbooks: their cells as text, and the bombs that are refused before they go off.

use intake::reading::table::{Choices, RowBuffer, read_table};
use intake::reading::{Doubt, DoubtKind, FileKind, Limits, ReadingProblem};
use proptest::prelude::*;

use crate::tiny_zip::{Entry, zip};

const TYPES: &str =
    r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Held" sheetId="1" r:id="rId1"/><sheet name="Notes" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;
const STRINGS: &str = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="3" uniqueCount="3"><si><t>имя</t></si><si><t>число</t></si><si><t>когда</t></si></sst>"#;

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

const HEADER: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>"#;

fn xlsx_entries(rows: &str, second: &str) -> Vec<Entry> {
    vec![
        Entry::stored("[Content_Types].xml", TYPES),
        Entry::stored("_rels/.rels", RELATIONS),
        Entry::stored("xl/workbook.xml", BOOK),
        Entry::stored("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        Entry::stored("xl/styles.xml", STYLES),
        Entry::stored("xl/sharedStrings.xml", STRINGS),
        Entry::stored("xl/worksheets/sheet1.xml", &sheet(rows)),
        Entry::stored("xl/worksheets/sheet2.xml", &sheet(second)),
    ]
}

fn ods(content: &str) -> Vec<u8> {
    zip(&[
        Entry::stored("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        Entry::stored(
            "content.xml",
            &format!(
                "<office:document-content><office:body><office:spreadsheet>{content}</office:spreadsheet></office:body></office:document-content>"
            ),
        ),
    ])
}

type Rows = Vec<(u64, Vec<String>)>;

fn read(
    name: &str,
    bytes: &[u8],
    choices: &Choices,
    limits: &Limits,
) -> Result<(Rows, Vec<Doubt>), ReadingProblem> {
    let mut table = read_table(name, bytes, choices, limits)?;
    let mut rows = vec![(table.header().row, table.header().columns.clone())];
    let mut doubts = table.doubts().to_vec();
    let mut row = RowBuffer::default();
    while table.next_row(&mut row)? {
        rows.push((row.number(), row.cells().map(str::to_owned).collect()));
        doubts.extend(row.doubts().iter().cloned());
    }
    Ok((rows, doubts))
}

fn owned(rows: &[(u64, &[&str])]) -> Rows {
    rows.iter()
        .map(|(number, cells)| (*number, cells.iter().map(|cell| (*cell).to_owned()).collect()))
        .collect()
}

fn cell_doubt(row: u64, column: &str, kind: DoubtKind, raw: &str) -> Doubt {
    Doubt { row: Some(row), column: Some(column.into()), offset: None, kind, raw: raw.into() }
}

fn refusal(bytes: &[u8], limits: &Limits) -> String {
    read("b.xlsx", bytes, &Choices::default(), limits)
        .err()
        .map(|problem| problem.to_string())
        .unwrap_or_default()
}

#[test]
fn xlsx_cells_come_as_text() {
    let rows = format!(
        r#"{HEADER}<row r="2"><c r="A2" t="inlineStr"><is><t>Айгуль</t></is></c><c r="B2"><v>12</v></c><c r="C2" s="1"><v>43625</v></c></row>
        <row r="4"><c r="B4"><v>0.5</v></c><c r="C4" s="2"><v>43625.8125</v></c></row>
        <row r="5"><c r="A5" t="b"><v>1</v></c><c r="B5"><f>SUM(B2:B4)</f><v>13</v></c><c r="C5" t="e"><v>#REF!</v></c></row>
        <row r="6"><c r="A6"><f>X9</f></c></row>"#
    );
    let bytes = zip(&xlsx_entries(&rows, r#"<row r="1"><c r="A1"><v>1</v></c></row>"#));
    let (rows, doubts) = read("b.xlsx", &bytes, &Choices::default(), &Limits::default()).unwrap();
    assert_eq!(
        rows,
        owned(&[
            (1, &["имя", "число", "когда"]),
            (2, &["Айгуль", "12", "2019-06-09"]),
            (4, &["", "0.5", "2019-06-09T19:30:00"]),
            (5, &["TRUE", "13", "#REF!"]),
            (6, &["=X9", "", ""]),
        ])
    );
    assert_eq!(
        doubts,
        [
            Doubt::file(DoubtKind::OtherSheets, "Notes"),
            cell_doubt(5, "число", DoubtKind::Formula, "=SUM(B2:B4)"),
            cell_doubt(5, "когда", DoubtKind::SpreadsheetError, "#REF!"),
            cell_doubt(6, "имя", DoubtKind::Formula, "=X9"),
            Doubt {
                row: Some(6),
                column: None,
                offset: None,
                kind: DoubtKind::RowTooShort { expected: 3, found: 1 },
                raw: String::new()
            },
        ]
    );
    let table = read_table("b.xlsx", &bytes[..], &Choices::default(), &Limits::default()).unwrap();
    assert_eq!((table.how().kind, table.how().sheet.as_deref()), (FileKind::Xlsx, Some("Held")));
    assert_eq!(table.how().sheets, ["Held", "Notes"]);
}

#[test]
fn a_sheet_is_chosen_by_name_or_by_content() {
    let bytes = zip(&xlsx_entries("", HEADER));
    let choose = |name: &str| Choices { sheet: Some(name.into()), ..Choices::default() };
    let limits = Limits::default();
    assert_eq!(read("b.xlsx", &bytes, &Choices::default(), &limits).unwrap().0.len(), 1);
    assert_eq!(read("b.xlsx", &bytes, &choose("Notes"), &limits).unwrap().1, []);
    let problem = read("b.xlsx", &bytes, &choose("Held"), &limits).unwrap_err().to_string();
    assert_eq!(problem, "b.xlsx: the file is empty.");
    let problem = read("b.xlsx", &bytes, &choose("Other"), &limits).unwrap_err().to_string();
    assert_eq!(problem, "b.xlsx: there is no sheet called \"Other\"; the sheets are Held, Notes.");
}

/// One cell in the far corner of a sheet must not cost the memory of the rectangle.
#[test]
fn a_far_corner_is_refused_or_cheap() {
    let far = format!(r#"{HEADER}<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#);
    let (rows, _) =
        read("b.xlsx", &zip(&xlsx_entries(&far, "")), &Choices::default(), &Limits::default()).unwrap();
    assert_eq!(rows[1].0, 1_048_576);
    let corner = format!(r#"{HEADER}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    let problem = refusal(&zip(&xlsx_entries(&corner, "")), &Limits::default());
    assert!(problem.starts_with("b.xlsx, row 1048576: more than 2000 columns."), "{problem}");
}

#[test]
fn bombs_are_refused_before_they_unpack() {
    // Letters packed with fixed codes grow 158 times at most, so the limit is set below that.
    let limits = Limits { unpacked_ratio: 100, ratio_from: 1 << 20, ..Limits::default() };
    let mut honest = xlsx_entries(HEADER, "");
    honest.push(Entry::deflated_letters("xl/big.xml", 2 << 20, 2 << 20));
    let problem = refusal(&zip(&honest), &limits);
    assert!(problem.contains("unpacks ") && problem.contains("the limit is 100 times"), "{problem}");

    let mut stated = xlsx_entries(HEADER, "");
    stated.push(Entry { stated_size: u32::MAX - 1, ..Entry::stored("xl/big.bin", "x") });
    let problem = refusal(&zip(&stated), &limits);
    assert!(problem.contains("the limit is 536870912 bytes"), "{problem}");

    // A file that lies about its size is found out while its bytes are counted.
    let mut liar = xlsx_entries(HEADER, "");
    liar.push(Entry::deflated_letters("xl/big.xml", 2 << 20, 10));
    let problem = refusal(&zip(&liar), &limits);
    assert!(problem.contains("unpacks ") || problem.contains("damaged"), "{problem:?}");

    let many: Vec<Entry> = (0..2_001).map(|_| Entry::stored("xl/x.bin", "")).collect();
    let problem = refusal(&zip(&many), &limits);
    assert!(problem.contains("is packed from 2001 files, and the limit is 2000 files"), "{problem}");

    let mut boasting = xlsx_entries(HEADER, "");
    boasting[5] = Entry::stored(
        "xl/sharedStrings.xml",
        &STRINGS.replace("uniqueCount=\"3\"", "uniqueCount = '999999999999'"),
    );
    let problem = refusal(&zip(&boasting), &limits);
    assert!(problem.contains("it states sizes that no workbook has"), "{problem}");

    let small = Limits { workbook_bytes: 1000, ..Limits::default() };
    let problem = refusal(&zip(&xlsx_entries(HEADER, "")), &small);
    assert!(problem.contains("is too large a file, and the limit is 1000 bytes"), "{problem}");
}

#[test]
fn the_deflated_letters_of_these_tests_are_real() {
    let entries = [Entry::deflated_letters("content.xml", 1000, 1000)];
    let problem =
        read("a.ods", &zip(&entries), &Choices::default(), &Limits::default()).unwrap_err().to_string();
    // The checksum held, so the letters were unpacked; they just are no spreadsheet.
    assert_eq!(problem, "a.ods: the file is empty.");
}

#[test]
fn workbooks_cut_short_are_problems() {
    let bytes = zip(&xlsx_entries(HEADER, ""));
    for length in (4..bytes.len() - 1).step_by(7) {
        let problem = refusal(&bytes[..length], &Limits::default());
        assert!(
            problem.contains("damaged or cut short") || problem.contains("a zip archive"),
            "{length}: {problem}"
        );
    }
}

#[test]
fn ods_cells_come_as_text() {
    let content = r#"<table:table table:name="Held">
        <table:table-row><table:table-cell office:value-type="string"><text:p>имя</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>число</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="string"><text:p>Айгуль &amp; Ко</text:p><text:p>вторая<text:s text:c="2"/>строка</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1000"><text:p>1 000,00</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2019-06-09"><text:p>09.06.19</text:p></table:table-cell><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><office:annotation><text:p>спросить ещё раз</text:p></office:annotation><text:p>2</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table><table:table table:name="Empty"/>"#;
    let (rows, doubts) = read("b.ods", &ods(content), &Choices::default(), &Limits::default()).unwrap();
    assert_eq!(
        rows,
        owned(&[
            (1, &["имя", "число"]),
            (4, &["Айгуль & Ко\nвторая  строка", "1000"]),
            (5, &["2019-06-09", "2"]),
            (6, &["2019-06-09", "2"]),
        ])
    );
    let formula = |row| cell_doubt(row, "число", DoubtKind::Formula, "of:=1+1");
    let remark = |row| cell_doubt(row, "число", DoubtKind::Remark, "спросить ещё раз");
    assert_eq!(doubts, [formula(5), remark(5), formula(6), remark(6)]);
}

/// A few bytes of ODS can stand for billions of cells.
#[test]
fn repeats_are_not_followed_beyond_reason() {
    let header = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>"#;
    let cells = format!(
        r#"<table:table table:name="A">{header}<table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="2000000000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#
    );
    let (rows, doubts) = read("b.ods", &ods(&cells), &Choices::default(), &Limits::default()).unwrap();
    assert_eq!(rows[1], (2, vec!["x".to_owned()]));
    assert_eq!(doubts, [cell_doubt(2, "a", DoubtKind::RepeatNotFollowed, "x")]);
    let many = format!(
        r#"<table:table table:name="A">{header}<table:table-row table:number-rows-repeated="4000000000"><table:table-cell><text:p>x<text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row></table:table>"#
    );
    let (rows, doubts) = read("b.ods", &ods(&many), &Choices::default(), &Limits::default()).unwrap();
    assert_eq!((rows.len(), rows[1].1[0].len()), (2, 1001));
    assert_eq!(doubts[0].kind, DoubtKind::RepeatNotFollowed);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Damage anywhere in a workbook is a problem or a reading, never a crash.
    #[test]
    fn damaged_workbooks_never_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), at2 in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(), spreadsheet in any::<bool>()) {
        let mut bytes = if spreadsheet {
            ods(r#"<table:table table:name="A"><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>"#)
        } else {
            zip(&xlsx_entries(HEADER, ""))
        };
        let (at, at2) = (at.index(bytes.len()), at2.index(bytes.len()));
        bytes[at] = byte;
        bytes[at2] ^= 1;
        if byte % 4 == 0 {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read("b.xlsx", &bytes, &Choices::default(), &Limits::default());
    }

    #[test]
    fn any_sheet_markup_is_a_table_or_a_problem(markup in "(<row r=\"[0-9]{1,3}\">|</row>|<c r=\"[A-Z]{1,3}[0-9]{1,7}\"( t=\"[a-z]{1,3}\")?( s=\"[0-9]\")?>|</c>|<v>[0-9e.-]{1,12}</v>|<f( t=\"shared\" si=\"[0-9]{1,12}\"( ref=\"A1:B2\")?)?>A1</f>|<is><t>x</t></is>|&[a-z]{1,3};){0,20}") {
        let _ = read("b.xlsx", &zip(&xlsx_entries(&format!("{HEADER}{markup}"), "")), &Choices::default(), &Limits::default());
    }

    #[test]
    fn any_ods_markup_is_a_table_or_a_problem(markup in "(<table:table-row( table:number-rows-repeated=\"[0-9]{1,12}\")?>|</table:table-row>|<table:table-cell( table:number-columns-repeated=\"[0-9]{1,3}\")?( office:value-type=\"(float|date|string|boolean)\")?>|</table:table-cell>|<text:p>|</text:p>|x|&amp;|&#[0-9]{1,9};|<text:s/>|<office:annotation>|</office:annotation>){0,30}") {
        let _ = read("b.ods", &ods(&format!("<table:table>{markup}</table:table>")), &Choices::default(), &Limits::default());
    }
}
