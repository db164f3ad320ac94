//! Importing from a page: seen before it is saved, saved, undone as a whole and brought back; and files that mean harm.

use super::house::{Answer, House, one_detention};
use std::time::Duration;

const LIST: &str = "ФИО;Возраст;Дата;Место;Прочее\n\
    Айдар Тестов;34;08.06.2031;Зелёный базар;x\n\
    Камила Образцова;не знаю;8 июня 2031;площадь;y\n\
    =HYPERLINK(\"http://evil.example\");17;2031-06-07;<b>парк</b>;z\n";

/// A form with fields and perhaps a file.
fn form(
    house: &House,
    path: &str,
    cookie: &str,
    fields: &[(&str, &str)],
    file: Option<(&str, &[u8])>,
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--x7\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
        );
    }
    if let Some((name, bytes)) = file {
        body.extend(
            format!(
                "--x7\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--x7--\r\n");
    post(house, path, cookie, "multipart/form-data; boundary=x7", &body)
}

fn post(house: &House, path: &str, cookie: &str, kind: &str, body: &[u8]) -> Answer {
    let host = house.address;
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
         content-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend(body);
    house.ask_bytes(&request)
}

fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    let from = page.find(before).unwrap_or_else(|| panic!("no {before} in {page}")) + before.len();
    page[from..].split(after).next().unwrap()
}

/// The page of a file when nothing is under way any more.
fn settled(house: &House, path: &str, cookie: &str) -> String {
    for _ in 0..200 {
        let page = house.page(path, cookie);
        if !page.contains("<progress") {
            return page;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{path} is never done");
}

fn hand_in(house: &House, cookie: &str, name: &str, bytes: &[u8]) -> (String, String) {
    let answer = form(house, "/import", cookie, &[("by", "op-4")], Some((name, bytes)));
    assert_eq!(answer.status, 303, "{}", answer.text());
    let path = answer.header("location").unwrap().to_owned();
    let page = settled(house, &path, cookie);
    (path.split('?').next().unwrap().to_owned(), page)
}

fn persons(house: &House, cookie: &str) -> String {
    let page = house.page("/count?measure=persons", cookie);
    between(&page, "<p class=\"big\"><strong>", "<").to_owned()
}

#[test]
fn a_list_is_looked_at_imported_undone_and_brought_back() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let before = persons(&house, &cookie);
    let position = house.desk.as_ref().unwrap().position().entries;
    let (path, page) = hand_in(&house, &cookie, "C:\\lists\\ночь.csv", LIST.as_bytes());
    for words in [
        "<bdi>ночь.csv</bdi>",
        "Nothing is recorded yet",
        "3 rows read",
        "3 rows read",
        "Айдар Тестов",
        "<option value=\"person.name\" selected>",
        "<option value=\"detention.when\" selected>",
        "не знаю",
        "&lt;b&gt;парк&lt;/b&gt;",
        "value=\"imported from ночь.csv\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(house.desk.as_ref().unwrap().position().entries, position, "looking records nothing");
    assert_eq!(persons(&house, &cookie), before);

    // Columns are said anew: what was the place is a note, and the last column is not used.
    let columns = [
        ("do", "map"),
        ("by", "op-4"),
        ("c0", "person.name"),
        ("c1", "person.age"),
        ("c2", "detention.when"),
        ("c3", "detention.note"),
    ];
    let none: Vec<_> = columns.iter().copied().filter(|(name, _)| !name.starts_with('c')).collect();
    let answer = form(&house, &path, &cookie, &none, None);
    assert_eq!(answer.status, 400, "no column says anything");
    assert!(answer.text().contains("at least one column"), "{}", answer.text());
    assert_eq!(form(&house, &path, &cookie, &columns, None).status, 303);
    let page = settled(&house, &path, &cookie);
    assert!(page.contains("<option value=\"detention.note\" selected>"), "{page}");

    // As text: garbage is refused with a sentence, and what was read before still waits.
    let garbage = form(&house, &path, &cookie, &[("do", "text"), ("mapping", "name = [")], None);
    assert_eq!(garbage.status, 400);
    assert!(garbage.text().contains("mapping cannot be read"), "{}", garbage.text());

    let go =
        |why: &str| form(&house, &path, &cookie, &[("do", "import"), ("by", "op-4"), ("why", why)], None);
    assert_eq!(go("").status, 400, "nothing is imported without a reason");
    assert_eq!(go("the night list").status, 303);
    let page = settled(&house, &path, &cookie);
    assert!(page.contains("Recorded") && page.contains("7 records were made"), "{page}");
    assert_eq!(go("again").status, 409, "it is imported once");
    assert_eq!(persons(&house, &cookie).parse::<u64>().unwrap(), before.parse::<u64>().unwrap() + 3);

    // The same file again adds nothing.
    let (_, page) = hand_in(&house, &cookie, "copy.csv", LIST.as_bytes());
    assert!(page.contains("3 rows are known already") && page.contains("imported before"), "{page}");

    let report = between(&page, "href=\"/import/report/", "\"").to_owned();
    let of = format!("/import/report/{report}");
    let undo = |path: &str, why: &str| {
        let body = format!("report={report}&by=op-4&why={why}");
        post(&house, path, &cookie, "application/x-www-form-urlencoded", body.as_bytes())
    };
    assert!(house.page(&of, &cookie).contains("Undo this import"));
    assert_eq!(undo("/import/undo", "").status, 400);
    assert_eq!(undo("/import/undo", "the+wrong+list").status, 303);
    assert_eq!(undo("/import/undo", "twice").status, 409);
    assert_eq!(persons(&house, &cookie), before, "the count returns exactly");
    let page = house.page(&of, &cookie);
    assert!(page.contains("was undone") && page.contains("the wrong list"), "{page}");
    assert!(house.page("/import", &cookie).contains("undone"));
    assert_eq!(undo("/import/bring-back", "right+after+all").status, 303);
    assert_eq!(undo("/import/bring-back", "twice").status, 409);
    assert_eq!(persons(&house, &cookie).parse::<u64>().unwrap(), before.parse::<u64>().unwrap() + 3);
}

#[test]
fn an_article_is_pasted_and_read_for_drafts() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let text = "Police detained Aidar Testov at the Green Bazaar on 8 June 2031.\n";
    let fields = [
        ("by", "op-4"),
        ("pasted", "1"),
        ("title", "Evening news"),
        ("text", text),
        ("source", "The Example"),
    ];
    let answer = form(&house, "/import", &cookie, &fields, None);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let path = answer.header("location").unwrap().to_owned();
    let page = settled(&house, &path, &cookie);
    assert!(page.contains("plain text") && page.contains("Evening news"), "{page}");
    let path = path.split('?').next().unwrap();
    let go = [("do", "import"), ("by", "op-4"), ("why", "the evening news")];
    assert_eq!(form(&house, path, &cookie, &go, None).status, 303);
    let page = settled(&house, path, &cookie);
    let report =
        house.page(between(&page, "class=\"note done\">", "</p>").split('"').nth(1).unwrap(), &cookie);
    assert!(report.contains("/review/drafts?report=") && report.contains("1 draft waits"), "{report}");
}

#[test]
fn what_means_harm_or_is_no_file_gets_a_sentence_and_nothing_typed_is_lost() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let check = |name: &str, bytes: &[u8], says: &str| {
        let answer =
            form(&house, "/import", &cookie, &[("by", "op-4"), ("source", "Radio <X>")], Some((name, bytes)));
        let (status, text) = match answer.header("location") {
            Some(path) => (400, settled(&house, path, &cookie)),
            None => (answer.status, answer.text()),
        };
        assert_eq!(status, 400, "{name}: {text}");
        assert!(text.contains(says), "{name} does not say {says}: {text}");
        assert!(!text.contains("Radio <X>"), "{name}");
        if answer.status == 400 {
            assert!(text.contains("value=\"Radio &lt;X&gt;\""), "what was typed is lost: {text}");
        }
    };
    check("empty.csv", b"", "is empty");
    check("scan.pdf", b"%PDF-1.7 ...", "a PDF file");
    check("photo.jpg", b"\xff\xd8\xff\xe0\0\0", "an image (JPEG)");
    check("list.zip", b"PK\x03\x04\x14\0\0\0\x08\0garbage", "zip");
    check("nul.csv", b"a;b\n1;\0\n", "NUL byte");
    check("open.csv", b"a;b\n\"1;2\n3;4\n5;6\n", "quotation mark");
    check("batch.json", b"{\"form\": \"something\"}", "batch");
}

#[test]
fn the_people_of_an_import_are_compared_and_nobody_is_joined() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let list = "ФИО;Дата\nАслан Тестов;08.06.2031\nКамила Образцова;08.06.2031\n";
    let (path, _) = hand_in(&house, &cookie, "night.csv", list.as_bytes());
    let go = [("do", "import"), ("by", "op-4"), ("why", "the night list")];
    assert_eq!(form(&house, &path, &cookie, &go, None).status, 303);
    let page = settled(&house, &path, &cookie);
    let report = between(&page, "href=\"/import/report/", "\"").to_owned();
    let of = format!("/import/linkage?report={report}");
    assert!(house.page(&of, &cookie).contains("Compare now"));
    let kind = "application/x-www-form-urlencoded";
    let answer = post(&house, "/import/linkage", &cookie, kind, format!("report={report}").as_bytes());
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = settled(&house, &of, &cookie);
    assert!(page.contains("1 pair may be one person") && page.contains("names 2 people"), "{page}");
    assert_eq!(persons(&house, &cookie), "3", "nobody is joined by itself");
    let pairs = house.page(&format!("/review/duplicates?report={report}"), &cookie);
    assert!(pairs.contains("1 pair waits") || pairs.contains("One pair waits"), "{pairs}");
    assert_eq!(house.get("/import/linkage?report=nothing", &cookie).status, 404);
}
