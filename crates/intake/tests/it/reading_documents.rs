//! Reports in blocks: plain text with the file's own offsets, web pages by what a reader sees.

use intake::reading::document::{BlockKind, Document, Language, read_document, read_html, read_plain_text};
use intake::reading::{Doubt, DoubtKind, Limits};
use proptest::prelude::*;

use crate::shared::shared;

fn read(name: &str, bytes: &[u8]) -> Document {
    read_document(name, bytes, &Limits::default()).unwrap()
}

fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, document.block_text(block))).collect()
}

#[test]
fn plain_text_keeps_its_bytes_and_gets_blocks() {
    use BlockKind::*;
    let text = "Skip to main content\r\n\r\nTwo held after a march\r\n\r\nPolice, monitors say\r\n\r\nA caption. © 2031 An Agency\r\n\r\nPolice held two people.\r\nBoth are out.\r\n\r\n- Айгуль\r\n- Сергей\r\n\r\nA caption. © 2031 An Agency\r\n\r\nRegion / Country";
    let document = read("r.txt", text.as_bytes());
    assert_eq!(document.text, text);
    assert!(document.offsets_are_file_bytes);
    assert_eq!(
        kinds(&document),
        [
            (Boilerplate, "Skip to main content"),
            (Title, "Two held after a march"),
            (Heading, "Police, monitors say"),
            (Caption, "A caption. © 2031 An Agency"),
            (Paragraph, "Police held two people.\r\nBoth are out."),
            (ListItem, "- Айгуль"),
            (ListItem, "- Сергей"),
            (Caption, "A caption. © 2031 An Agency"),
            (Boilerplate, "Region / Country"),
        ]
    );
    assert_eq!(document.title.as_deref(), Some("Two held after a march"));
    let repeats: Vec<Option<usize>> = document.blocks.iter().map(|block| block.repeat_of).collect();
    assert_eq!(repeats, [None, None, None, None, None, None, None, Some(3), None]);
}

#[test]
fn plain_text_in_other_shapes() {
    use BlockKind::*;
    for (text, expected) in [
        (
            "One sentence.\nAnother sentence.\n",
            vec![(Paragraph, "One sentence."), (Paragraph, "Another sentence.")],
        ),
        (
            "One sentence\nover two lines.\n\nAnother.",
            vec![(Paragraph, "One sentence\nover two lines."), (Paragraph, "Another.")],
        ),
        ("\u{feff}Title\n\nText.", vec![(Title, "Title"), (Paragraph, "Text.")]),
        (
            "Перейти к содержанию\n\nЗаголовок\n\nФото: агентство",
            vec![(Boilerplate, "Перейти к содержанию"), (Title, "Заголовок"), (Caption, "Фото: агентство")],
        ),
        (
            "Text.\n\n1. First\n2. Second",
            vec![(Paragraph, "Text."), (ListItem, "1. First"), (ListItem, "2. Second")],
        ),
    ] {
        assert_eq!(
            kinds(&read_plain_text("r.txt", text.as_bytes(), &Limits::default()).unwrap()),
            expected,
            "{text:?}"
        );
    }
}

#[test]
fn plain_text_in_other_encodings() {
    let text = "Полиция задержала двух человек на площади.\n\nОба отпущены через три часа.";
    let cp1251 = encoding_rs::WINDOWS_1251.encode(text).0;
    let document = read("r.txt", &cp1251);
    assert_eq!((document.text.as_str(), document.encoding), (text, "windows-1251"));
    assert!(!document.offsets_are_file_bytes);
    assert_eq!(document.doubts, [Doubt::file(DoubtKind::EncodingAssumed("windows-1251"), "")]);
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(read("r.txt", &utf16).text, text);
    let mut damaged = text.as_bytes().to_vec();
    damaged.push(0xff);
    let document = read("r.txt", &damaged);
    assert_eq!(document.text, format!("{text}\u{fffd}"));
    assert_eq!(document.doubts, [Doubt::at(text.len(), DoubtKind::BytesNotText, "")]);
    let turned = "He was held by \u{202e}ecilop\u{202c}.";
    let document = read("r.txt", turned.as_bytes());
    assert_eq!(document.text, turned);
    assert_eq!(document.doubts[0], Doubt::at(15, DoubtKind::HiddenCharacters, "\u{202e}"));
    let with_mark = format!("\u{feff}{text}");
    let document = read("r.txt", with_mark.as_bytes());
    assert_eq!(document.text.as_bytes(), with_mark.as_bytes());
    assert_eq!((document.blocks[0].range.start, document.doubts.len()), (3, 0));
}

#[test]
fn languages_are_known_or_not_said() {
    for (text, language) in [
        ("Police detained two people in the square and by the market.", Some(Language::English)),
        ("Полиция задержала двух человек на площади и у рынка.", Some(Language::Russian)),
        (
            "Полиция екі адамды алаңда және базар жанында ұстады, олар үш сағаттан кейін босатылды.",
            Some(Language::Kazakh),
        ),
        ("Полиция задержала Қасыма на площади, где он был с друзьями и с плакатом.", Some(Language::Russian)),
        ("Поліція затримала двох людей на площі, їх відпустили.", None),
        ("La police a arrêté deux personnes sur la place.", None),
        ("12 34", None),
    ] {
        assert_eq!(read("r.txt", text.as_bytes()).language, language, "{text}");
    }
    assert_eq!(
        [Language::English, Language::Russian, Language::Kazakh].map(Language::code),
        ["en", "ru", "kk"]
    );
}

#[test]
fn pages_are_read_as_a_reader_sees_them() {
    use BlockKind::*;
    let page = r##"<!DOCTYPE html><html><head><meta charset="utf-8"><title>Two held | A Site</title>
        <style>p { color: red }</style><script>document.write("<p>No one was held</p>")</script></head>
        <body><a href="#main">Skip to main content</a><nav><ul><li>Home<li>About</ul></nav>
        <article><header><h1>Two <em>held</em></h1></header>
        <figure><img src="x.jpg"><figcaption>A photo</figcaption></figure>
        <p>Police&nbsp;held   two &laquo;monitors&raquo; &amp; let them go.<p>Second<br>line.
        <p hidden>secret words</p><div style="display: none">more</div><iframe src="http://example.org">inside</iframe>
        <h2>Names</h2><ol><li>Айгуль<li>Сергей</ol>
        <table><tr><td>one<td>two<tr><td>three</table></article>
        <footer>About us</footer><!-- a comment --><noscript>Turn on scripts</noscript></body></html>"##;
    let document = read("r.html", page.as_bytes());
    assert_eq!(
        kinds(&document),
        [
            (Boilerplate, "Skip to main content"),
            (Boilerplate, "Home"),
            (Boilerplate, "About"),
            (Title, "Two held"),
            (Caption, "A photo"),
            (Paragraph, "Police\u{a0}held two «monitors» & let them go."),
            (Paragraph, "Second\nline."),
            (Heading, "Names"),
            (ListItem, "Айгуль"),
            (ListItem, "Сергей"),
            (Paragraph, "one\ttwo"),
            (Paragraph, "three"),
            (Boilerplate, "About us"),
        ]
    );
    assert_eq!(document.title.as_deref(), Some("Two held"));
    assert_eq!(document.doubts, [Doubt::file(DoubtKind::HiddenText(15), "")]);
    assert!(!document.offsets_are_file_bytes);
    assert_eq!(read("r.html", b"<html><title>A page</title><p>Text.").title.as_deref(), Some("A page"));
}

#[test]
fn pages_in_other_encodings() {
    let page = "<html><head><meta charset=windows-1251></head><p>Полиция задержала двоих";
    let document = read("r.html", &encoding_rs::WINDOWS_1251.encode(page).0);
    assert_eq!((document.text.as_str(), document.encoding), ("Полиция задержала двоих", "windows-1251"));
    assert_eq!(document.doubts, []);
    let page = "<html><p>Полиция задержала двоих на площади";
    let document = read("r.html", &encoding_rs::WINDOWS_1251.encode(page).0);
    assert_eq!(document.text, "Полиция задержала двоих на площади");
    assert_eq!(document.doubts, [Doubt::file(DoubtKind::EncodingAssumed("windows-1251"), "")]);
}

#[test]
fn hostile_pages_end() {
    let limits = Limits::default();
    let deep = format!("<html>{}deep{}<p>after", "<div>".repeat(300_000), "</div>".repeat(10));
    let document = read_html("r.html", deep.as_bytes(), &limits).unwrap();
    assert_eq!(document.text, "deep\n\nafter");
    assert_eq!(document.doubts, [Doubt::file(DoubtKind::TooDeep, "")]);
    let scripts = format!("<html>{}<script>var a = '<p>no</p>'</script><p>yes", "<div>".repeat(1000));
    assert_eq!(read_html("r.html", scripts.as_bytes(), &limits).unwrap().text, "yes");
    let attributes: String = (0..400_000).map(|number| format!(" a{number}")).collect();
    let problem =
        read_html("r.html", format!("<p{attributes}>x").as_bytes(), &limits).unwrap_err().to_string();
    assert!(
        problem.starts_with(
            "r.html: this is a web page with one tag or comment of more than a hundred kilobytes."
        ),
        "{problem}"
    );
    let picture = format!(
        "<html><p>before<img src=\"data:image/png;base64,{}\">after",
        "iVBORw0KGgo+/A".repeat(50_000)
    );
    assert_eq!(read_html("r.html", picture.as_bytes(), &limits).unwrap().text, "beforeafter");
    let many = "<p>a".repeat(200_000);
    assert_eq!(read_html("r.html", many.as_bytes(), &limits).unwrap().blocks.len(), 200_000);
    let problem = read_html("r.html", b"<html><script>x", &limits).unwrap_err().to_string();
    assert_eq!(problem, "r.html: the file is empty.");
    let small = Limits { document_bytes: 10, ..Limits::default() };
    let problem = read_plain_text("r.txt", b"more than ten bytes", &small).unwrap_err().to_string();
    assert_eq!(problem, "r.txt: a report of 19 bytes, and the limit is 10. Split it.");
    let problem = read_document("r.csv", b"a,b\n1,2\n", &limits).unwrap_err().to_string();
    assert_eq!(problem, "r.csv: this is a CSV table, and it was asked to be read as a report.");
}

#[test]
fn the_dispatch_is_read_to_the_byte() {
    let Some(bytes) = shared("seed/dispatch.txt") else { return };
    let document = read("dispatch.txt", &bytes);
    assert_eq!(document.text.as_bytes(), bytes);
    assert!(document.offsets_are_file_bytes);
    let of = |kind: BlockKind| -> Vec<(usize, usize)> {
        document
            .blocks
            .iter()
            .filter(|block| block.kind == kind)
            .map(|block| (block.range.start, block.range.end))
            .collect()
    };
    assert_eq!(of(BlockKind::Boilerplate), [(0, 20), (2845, 2940), (2942, 2958)]);
    assert_eq!(of(BlockKind::Title), [(22, 79)]);
    assert_eq!(of(BlockKind::Caption), [(126, 261), (1287, 1422)]);
    let first = document.blocks.iter().position(|block| block.range.start == 126);
    let repeats: Vec<(usize, Option<usize>)> = document
        .blocks
        .iter()
        .filter(|block| block.repeat_of.is_some())
        .map(|block| (block.range.start, block.repeat_of))
        .collect();
    assert_eq!(repeats, [(1287, first)]);
    assert_eq!(document.language, Some(Language::English));
    assert_eq!(document.doubts, []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_report_or_a_problem(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let limits = Limits { html_depth: 4, ..Limits::default() };
        let _ = read_plain_text("r", &bytes, &limits);
        let _ = read_html("r", &bytes, &limits);
        let _ = read_document("r", &bytes, &limits);
    }

    /// Blocks and the white space between them are the whole text: nothing is dropped.
    #[test]
    fn plain_text_loses_nothing(text in "[а-яa-z.,©\n\r\t -]{1,200}") {
        let Ok(document) = read_plain_text("r", text.as_bytes(), &Limits::default()) else {
            prop_assert!(text.trim().is_empty());
            return Ok(());
        };
        let mut at = 0;
        for block in &document.blocks {
            prop_assert!(block.range.start >= at && text[at..block.range.start].trim().is_empty());
            at = block.range.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }

    #[test]
    fn any_markup_is_a_report_or_a_problem(page in "(<(p|div|b|li|ul|table|tr|td|h1|svg|script|title|pre|br|nav|span hidden)>|</(p|div|b|li|ul|table|tr|td|h1|svg|script|title|pre|nav|span)>|text |&amp;|&#0;|\n|<!--|-->){0,40}") {
        if let Ok(document) = read_html("r", page.as_bytes(), &Limits { html_depth: 8, ..Limits::default() }) {
            for block in &document.blocks {
                prop_assert!(!document.block_text(block).trim().is_empty());
            }
        }
    }
}
