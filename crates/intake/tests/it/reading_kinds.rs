//! What a file is, and how the refusals read.

use intake::reading::{FileKind, recognise};
use proptest::prelude::*;

#[test]
fn files_are_recognised_by_content_then_name() {
    for (name, content, kind) in [
        ("list.csv", "name,age\nA,1\n", FileKind::Csv),
        ("list.CSV", "имя;возраст\nА;1\n", FileKind::Csv),
        ("list.csv", "name\tage\nA\t1\n", FileKind::Tsv),
        ("list.tsv", "name\tage\nA\t1\n", FileKind::Tsv),
        ("list", "a,b\n1,2\n3,4\n", FileKind::Csv),
        ("list.txt", "a\tb\n1\t2\n3\t4\n", FileKind::Tsv),
        ("data.json", "{\"a\": 1}", FileKind::Json),
        ("data", "[{\"a\": 1}]", FileKind::Json),
        ("data.jsonl", "{\"a\": 1}\n", FileKind::JsonLines),
        ("data", "{\"a\": 1}\n{\"a\": 2}\n", FileKind::JsonLines),
        ("report.html", "<!DOCTYPE html><p>Text", FileKind::Html),
        ("report", "  <html><body>Text", FileKind::Html),
        (
            "report.txt",
            "Police detained two people, a man and a woman.\nThen, they left, again.\n",
            FileKind::Text,
        ),
        ("report", "One, two.\nThree, four.\nFive, six.\n", FileKind::Text),
        ("note.txt", "[фото] Задержание", FileKind::Text),
        ("BMW.txt", "BMW остановился у отдела", FileKind::Text),
    ] {
        assert_eq!(recognise(name, content.as_bytes()).unwrap(), kind, "{name}: {content}");
    }
}

#[test]
fn what_is_not_read_is_refused_with_advice() {
    for (name, content, message) in [
        ("a.pdf", &b"%PDF-1.7"[..], "a.pdf: this is a PDF file."),
        ("a.csv", b"%PDF-1.7", "a.csv: this is a PDF file."),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "a.png: this is an image (PNG)."),
        ("a.jpg", b"\xff\xd8\xff\xe0\0", "a.jpg: this is an image (JPEG)."),
        ("a.docx", b"PK\x03\x04....word/document.xml", "a.docx: this is a Word document (DOCX)."),
        ("a.zip", b"PK\x03\x04....photos/1.jpg", "a.zip: this is a zip archive."),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "a.xls: this is an old Office file (XLS, DOC)."),
        ("a.xml", b"<?xml version='1.0'?><list/>", "a.xml: this is an XML file."),
        ("a.bin", b"abc\0def", "a.bin: a NUL byte at byte 3."),
        ("a.csv", b"", "a.csv: the file is empty."),
    ] {
        let problem = recognise(name, content).unwrap_err().to_string();
        assert!(problem.starts_with(message), "{problem}");
    }
    let advice = recognise("a.pdf", b"%PDF").unwrap_err().to_string();
    assert!(advice.contains("reads CSV, TSV, XLSX, ODS, JSON, HTML and plain text"), "{advice}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_recognised_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), name in "[a-z]{0,4}\\.?[a-z]{0,5}") {
        let _ = recognise(&name, &bytes);
    }
}
