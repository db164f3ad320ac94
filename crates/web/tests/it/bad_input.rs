//! Bad input where people type: a session that ended under every form, a line that is cut in the middle of one, forms that
//! are pressed twice or have grown old, a clock that is wrong by a day, and names that mean harm, from the call to the
//! export. Nothing typed is lost, nothing is half saved, and a sentence says what happened.

use super::access::{WORDS, member, post};
use super::checks::{actor, desk_by_the_clock, why};
use super::house::{House, claim, id, name, one_detention, save, saved};
use claims::Property;
use desk::access::Role;
use desk::keep::{ExportFor, ExportForm, Secrets, export};
use desk::record::{CallNote, record_call};
use std::io::Write;
use std::sync::atomic::Ordering;
use web::Needs;

/// Bytes as a form sends them.
fn sent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn ended() -> String {
    "habeas_session=".to_owned() + &"0".repeat(64)
}

#[test]
fn a_session_that_ended_loses_nothing_of_any_form() {
    let house = House::open(one_detention);
    member(&house, "ver-1", &[Role::Verifier], "");
    let typed = "Они сказали: «нет такого»\r\nи повесили трубку <b>\"'";
    let form = format!("words={}&why=typed+by+hand&about={}&about={}", sent(typed), id(1), id(2));
    let before = saved(house.desk.as_ref().unwrap());
    let mut walked = 0;
    for row in web::rows().into_iter().filter(|row| row.method == "POST") {
        // Calls have a form of their own that comes back; scripts send what they can send again.
        let own = ["/intake", "/intake/suggest", "/account/passkey", "/account/passkey/begin"];
        if !matches!(row.needs, Needs::Action(_) | Needs::SignedIn) || own.contains(&row.path) {
            continue;
        }
        let path = row.path.replace("{id}", &id(2).to_string()).replace("{ticket}", &id(9).to_string());
        let answer = post(&house, &path, &ended(), &form);
        let page = answer.text();
        assert_eq!(answer.status, 401, "{path}");
        for words in [
            "Your session had ended",
            "нет такого»",
            "&lt;b&gt;",
            "typed by hand",
            &id(1).to_string(),
            &id(2).to_string(),
        ] {
            assert!(page.contains(words), "{path} lost {words}: {page}");
        }
        assert!(page.contains(&format!("name=\"then\" value=\"{path}\"")), "{path}: {page}");
        walked += 1;
    }
    assert!(walked > 30, "{walked}");
    assert_eq!(saved(house.desk.as_ref().unwrap()), before);
}

#[test]
fn a_form_with_a_file_waits_too_and_says_what_cannot() {
    let house = House::open(one_detention);
    member(&house, "ver-1", &[Role::Verifier], "");
    let send = |cookie: &str, fields: &[(&str, &str)], file: Option<&[u8]>| {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--x7\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        if let Some(bytes) = file {
            body.extend(
                b"--x7\r\nContent-Disposition: form-data; name=\"file\"; filename=\"night.csv\"\r\n\r\n",
            );
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--x7--\r\n");
        let host = house.address;
        let mut request = format!(
            "POST /import HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
             content-type: multipart/form-data; boundary=x7\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            body.len()
        )
        .into_bytes();
        request.extend(body);
        house.ask_bytes(&request)
    };
    let text = "A long text\r\nthat was pasted <b>, with words in 'quotes'.";
    let page = send(&ended(), &[("pasted", "1"), ("title", "Morning"), ("text", text)], None);
    assert_eq!(page.status, 401);
    let page = page.text();
    assert!(
        page.contains("that was pasted &lt;b&gt;") && page.contains("name=\"parts\" value=\"1\""),
        "{page}"
    );
    // Signed in, it is sent as it was: as a form with parts.
    let form = format!(
        "handle=ver-1&password={WORDS}&code=&then=%2Fimport&parts=1&kept.pasted=1&kept.title=Morning&kept.text={}",
        sent(text)
    );
    let answer = post(&house, "/sign-in", "", &form);
    let page = answer.text();
    assert!(
        page.contains("enctype=\"multipart/form-data\"") && page.contains("action=\"/import\""),
        "{page}"
    );
    let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let answer = send(&cookie, &[("pasted", "1"), ("title", "Morning"), ("text", text)], None);
    assert_eq!(answer.status, 303, "{}", answer.text());
    // A file cannot wait: that is said, and what was typed beside it waits.
    let page = send(&ended(), &[("source", "a colleague")], Some(b"name,age\nA,1\n")).text();
    assert!(page.contains("choose the file again") && page.contains("a colleague"), "{page}");
    let large = vec![b'x'; 400 * 1024];
    let page = send(&ended(), &[], Some(&large)).text();
    assert!(page.contains("too large to wait"), "{page}");
}

#[test]
fn a_line_that_is_cut_in_the_middle_of_a_form_saves_nothing_of_it() {
    let house = House::open(one_detention);
    let cookie = member(&house, "ver-1", &[Role::Verifier, Role::Operator, Role::Dispatcher], "");
    let desk = house.desk.as_ref().unwrap();
    let before = saved(desk);
    let forms = [
        ("/intake".to_owned(), format!("text={}&name=Cut+Testov", sent("A call that is cut"))),
        (format!("/aid/{}/call", id(2)), "called=doctor&words=They+said&why=on+duty".to_owned()),
        (format!("/aid/{}/lawyer", id(2)), "state=assigned&name=Cut+Lawyerov&why=on+duty".to_owned()),
        ("/checks".to_owned(), format!("unit={}&answer=not_held&words=no&why=on+duty", id(3))),
    ];
    for (path, form) in &forms {
        for sent in [0, form.len() / 2, form.len() - 1] {
            let host = house.address;
            let mut stream = house.connect();
            write!(
                stream,
                "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
                 content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{}",
                form.len(),
                &form[..sent]
            )
            .unwrap();
            stream.shutdown(std::net::Shutdown::Both).unwrap();
        }
    }
    // Whatever was cut has been met by now: the server answers one after the other on each thread.
    for _ in 0..8 {
        assert_eq!(house.get("/healthz", "").status, 200);
    }
    assert_eq!(saved(desk), before, "nothing is half saved");
    // Sent again and whole, each is saved once.
    for (path, form) in &forms {
        let answer = post(&house, path, &cookie, form);
        assert_eq!(answer.status, 303, "{path}: {}", answer.text());
    }
    assert_eq!(saved(desk), before + forms.len() as u64);
}

#[test]
fn a_form_that_was_pressed_twice_or_has_grown_old_says_so() {
    let house = House::open(one_detention);
    let cookie = member(&house, "ver-1", &[Role::Verifier, Role::Dispatcher], "");
    let desk = house.desk.as_ref().unwrap();
    let lawyer = format!("/aid/{}/lawyer", id(2));
    let page = house.page(&format!("/aid/{}", id(2)), &cookie);
    let seen = page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = format!("seen={seen}&state=assigned&name=Dana+Lawyerova&why=on+duty");
    let first = post(&house, &lawyer, &cookie, &form);
    let after = saved(desk);
    let second = post(&house, &lawyer, &cookie, &form);
    assert_eq!((first.status, second.status), (303, 303), "{}", second.text());
    assert_eq!(saved(desk), after, "one save");
    // The form of before, with other words: what was said meanwhile is shown, and what was typed stands in the form.
    let old = post(&house, &lawyer, &cookie, &form.replace("Dana+Lawyerova", "Erlan+Advokatov"));
    let page = old.text();
    assert_eq!(old.status, 409);
    assert!(page.contains("Dana Lawyerova") && page.contains("value=\"Erlan Advokatov\""), "{page}");
    assert_eq!(saved(desk), after);
    // What was taken back is not taken back twice.
    let claims =
        first.header("location").unwrap().split("set=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let undo = format!("claims={claims}&why=a+mistake");
    assert_eq!(post(&house, &format!("{lawyer}/undo"), &cookie, &undo).status, 303);
    let again = post(&house, &format!("{lawyer}/undo"), &cookie, &undo);
    assert_eq!(again.status, 409, "{}", again.text());
}

#[test]
fn a_clock_that_is_wrong_by_a_day_loses_and_reorders_nothing() {
    // The server's clock goes back a day behind the last entry: saves go on, in the order in which they were made.
    let (desk, clock, _dir) = desk_by_the_clock(one_detention);
    let before = saved(&desk);
    for (n, shift) in [(1u16, -86_400i64), (2, -86_400), (3, 172_800)] {
        clock.fetch_add(shift, Ordering::Relaxed);
        save(
            &desk,
            vec![claim(400 + n, id(1), Property::PersonNote, super::house::text(&format!("note {n}")))],
        );
    }
    assert_eq!(saved(&desk), before + 3);
    let mut out = Vec::new();
    export(&desk, ExportForm::JsonLines, &ExportFor::Holder, Secrets::LeftOut, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    let said: Vec<usize> = (1..=3).map(|n| out.find(&format!("note {n}")).unwrap()).collect();
    assert!(said.is_sorted(), "{said:?}");
    // A device whose clock is wrong tells only how long a call waited; what cannot be is taken as nothing.
    for (waited, late) in [(3_600, true), (-86_400, false), (i64::MAX, false), (i64::MIN, false)] {
        let note = CallNote { text: format!("a call that waited {waited}"), waited, ..CallNote::default() };
        let made = record_call(&desk, &actor("op-3"), &why(), &note).unwrap();
        assert!(made.new, "{waited} {late}");
    }
    assert_eq!(saved(&desk), before + 7);
}

/// Names that mean harm, and what must be seen of each.
const HOSTILE: [(&str, &str); 6] = [
    ("Eve <script>alert(1)</script>", "Eve &lt;script&gt;"),
    ("Аслан\u{202E}вотсеТ", "вотсеТ"),
    ("Ай\u{200B}дар Тестов", "Ай"),
    ("Nul\0l Testov", "l Testov"),
    ("=HYPERLINK(\"http://evil.example\")", "=HYPERLINK"),
    ("\"' onmouseover='alert(2)", "onmouseover"),
];

#[test]
fn a_hostile_name_goes_from_the_call_to_the_export_and_stays_a_name() {
    let house = House::open(|desk| {
        save(desk, vec![claim(1, id(3), Property::UnitName, name("Example District Station"))]);
    });
    let cookie = member(&house, "co-1", &Role::ALL, "");
    let long = "Ы".repeat(10_000);
    for name in HOSTILE.iter().map(|(name, _)| *name).chain([long.as_str()]) {
        let form = format!(
            "text={}&name={}&unit=Example+District+Station&state=at_police",
            sent("they are at the Example District Station"),
            sent(name)
        );
        let answer = post(&house, "/intake", &cookie, &form);
        if name == long {
            // Ten thousand letters are no name, or one that is cut where it is shown; a sentence says so.
            assert!(matches!(answer.status, 303 | 400), "{}", answer.status);
            continue;
        }
        assert_eq!(answer.status, 303, "{name:?}: {}", answer.text());
    }
    let mut paths = vec![
        "/".to_owned(),
        "/board/wall?names=1".to_owned(),
        format!("/board/print?unit={}", id(3)),
        "/search?kind=person".to_owned(),
        "/review".to_owned(),
        "/review/duplicates".to_owned(),
        "/review/drafts".to_owned(),
        "/timeline".to_owned(),
        "/map".to_owned(),
        "/family".to_owned(),
        format!("/checks?unit={}", id(3)),
        "/count?measure=persons".to_owned(),
    ];
    let found = house.page("/search?kind=person", &cookie);
    paths.extend(
        found
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|to| to.starts_with("/record/"))
            .map(ToOwned::to_owned),
    );
    let mut seen = String::new();
    for path in &paths {
        let page = house.page(path, &cookie);
        for forbidden in ["<script>alert", "\u{202E}", "\0", " onmouseover='alert(2)"] {
            assert!(!page.contains(forbidden), "{path} contains {forbidden:?}");
        }
        assert!(page.len() < 300_000, "{path}: {} bytes", page.len());
        seen.push_str(&page);
    }
    let desk = house.desk.as_ref().unwrap();
    for form in [ExportForm::Csv, ExportForm::JsonLines] {
        let mut out = Vec::new();
        export(desk, form, &ExportFor::Holder, Secrets::LeftOut, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("Eve") && !out.contains('\0'), "{form:?}");
        // A table that opens in a spreadsheet runs nothing.
        assert!(!out.contains("\n=") && !out.contains(",=") && !out.contains(",\"="), "{form:?}");
    }
    for (name, shown) in HOSTILE {
        assert!(seen.contains(shown), "{name:?} is nowhere seen as {shown:?}");
    }
}
