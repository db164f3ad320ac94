//! The intake desk as an operator meets it, without any script: a call is saved with whatever is known, a form that is
//! refused comes back filled, the caller's code finds the call again, and a mistake is taken back.

use super::house::{Answer, House};
use claims::RecordId;
use claims::when::{Instant, ZoneId};
use desk::erase::hold;
use desk::record::{CallNote, ReceiptCode, contact_of, expire_contacts, look_at_contact, record_call};
use desk::{Actor, Desk, Edges, Reason};
use ledger::{NewCasebook, Unlock};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

fn post(house: &House, path: &str, cookie: &str, form: &str) -> Answer {
    let host = house.address;
    house.ask(&format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    ))
}

/// Bytes as a form sends them.
fn sent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn between<'t>(page: &'t str, before: &str, after: &str) -> &'t str {
    page.split_once(before)
        .unwrap_or_else(|| panic!("{before} is not in {page}"))
        .1
        .split(after)
        .next()
        .unwrap()
}

fn key(page: &str) -> String {
    between(page, "name=\"key\" value=\"", "\"").to_owned()
}

/// Saves a form and returns the page after it.
fn saved(house: &House, cookie: &str, form: &str) -> String {
    let answer = post(house, "/intake", cookie, form);
    assert_eq!(answer.status, 303, "{}", answer.text());
    house.page(answer.header("location").unwrap(), cookie)
}

fn reports(house: &House, cookie: &str) -> usize {
    house.page("/search?kind=report", cookie).matches("href=\"/record/").count()
}

#[test]
fn a_call_is_saved_with_what_is_known_and_a_double_press_saves_it_once() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    assert_eq!(house.get("/intake", "").status, 401);
    let page = house.page("/intake", &cookie);
    for words in ["<textarea id=\"text\"", "autofocus", "accesskey=\"1\"", "Ctrl+Enter", "list=\"units\""] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let key = key(&page);
    let form = format!(
        "key={key}&by=op-4&text={}&people={}&place={}",
        sent("About ten people, a police bus,\r\nAbylai Khan street. She sounds calm."),
        sent("about ten"),
        sent("Abylai Khan street")
    );
    let page = saved(&house, &cookie, &form);
    assert!(page.contains("Code for the caller") && !page.contains("saved already"), "{page}");
    let code = between(&page, "<strong dir=\"ltr\">", "<").to_owned();
    assert!(code.len() == 14 && code.split(' ').all(|group| group.len() == 4), "{code}");
    let again = saved(&house, &cookie, &form);
    assert!(again.contains("Nothing was saved twice") && again.contains(&code), "{again}");
    assert_eq!(reports(&house, &cookie), 1);
    let other = post(&house, "/intake", &cookie, &form.replace("op-4&text=", "op-4&text=And+more.+"));
    assert_eq!(other.status, 409);
    let page = other.text();
    assert!(page.contains("with other words") && page.contains("And more. About ten"), "{page}");
    assert_ne!(self::key(&page), key, "pressed once more it is a call of its own");
    let report = between(&again, "href=\"/report/", "\"").to_owned();
    let page = house.page(&format!("/report/{report}"), &cookie);
    assert!(page.contains("police bus,\nAbylai"), "lines end as they were typed: {page}");
    assert!(house.page("/intake?lang=ru", &cookie).contains("Приём звонков"));
    assert!(house.page("/intake?lang=kk", &cookie).contains("Қоңырау қабылдау"));
}

#[test]
fn a_form_that_is_refused_comes_back_as_it_was_typed() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let hostile = "</textarea><script>alert(1)</script> \u{202e}Аслан\0 \"Тестов\"";
    let cases: [(&str, &str); 5] = [
        ("when=some+day&text=x&by=op-4", "id=\"when-hint\" class=\"against\""),
        ("by=op-4", "Nothing was said yet"),
        ("text=x", "your handle"),
        ("text=x&by=op-4&state=flying", "is not a state"),
        ("text=x&by=op-4&key=1", "32 random hexadecimal digits"),
    ];
    for (form, words) in cases {
        let form = format!("{form}&place={}", sent(hostile));
        let form = if form.starts_with("by=op-4&") { form.replace(&sent(hostile), "") } else { form };
        let answer = post(&house, "/intake", &cookie, &form);
        assert_eq!(answer.status, 400, "{form}");
        let page = answer.text();
        assert!(page.contains(words) && page.contains("still in the form"), "{words}: {page}");
        assert!(!page.contains("<script>alert"), "{page}");
        if !form.ends_with("place=") {
            assert!(page.contains("&lt;/textarea&gt;&lt;script&gt;"), "{page}");
        }
    }
    assert_eq!(reports(&house, &cookie), 0);
    // A session that ended in the middle of a sentence: the words come back, and nothing of the casebook.
    let answer = post(&house, "/intake", "", "text=She+says+that&by=op-4&unit=Medeu");
    assert_eq!(answer.status, 401);
    let page = answer.text();
    assert!(
        page.contains("session has ended")
            && page.contains("She says that")
            && page.contains("value=\"Medeu\""),
        "{page}"
    );
    assert!(!page.contains("/sign-out") && !page.contains("<option value=\"Example"), "{page}");
    let host = house.address;
    let foreign = house.ask(&format!(
        "POST /intake HTTP/1.1\r\nhost: {host}\r\norigin: http://evil.example\r\ncontent-length: 0\r\n\r\n"
    ));
    assert_eq!(foreign.status, 403);
}

/// A clock time without a day is of today, and the form says so.
#[test]
fn three_oclock_alone_is_three_oclock_today() {
    for (typed, read) in [("15:00", "15:00"), ("9.05", "09:05")] {
        let house = House::open(|_| {});
        let cookie = house.sign_in();
        assert!(house.page("/intake?lang=en", &cookie).contains("15:00 alone means today"));
        let page = house.page("/intake", &cookie);
        let form = format!("key={}&by=op-3&text=taken&name=Aru+Testova&when={typed}", key(&page));
        saved(&house, &cookie, &form);
        let found = house.page("/search?kind=detention", &cookie);
        let record = format!("/record/{}?lang=en", &between(&found, "href=\"/record/", "\"")[..32]);
        let page = house.page(&record, &cookie);
        assert!(page.contains(&format!("2031-06-08T{read}")), "{typed} was not read as {read}: {page}");
    }
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    for typed in ["25:00", "15:60", "15:0", ":30"] {
        let page = house.page("/intake", &cookie);
        let form = format!("key={}&by=op-3&text=taken&name=Aru+Testova&when={typed}", key(&page));
        assert_eq!(post(&house, "/intake", &cookie, &form).status, 400, "{typed}");
    }
}

#[test]
fn a_note_of_five_megabytes_is_kept_and_a_larger_one_is_told_its_limit() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let long = "слово ".repeat(480_000);
    let page = saved(&house, &cookie, &format!("by=op-4&text={}", sent(&long)));
    let report = between(&page, "href=\"/report/", "\"");
    let kept = house.get(&format!("/report/{report}/raw"), &cookie);
    assert_eq!(kept.body.len(), long.len());
    let over = post(&house, "/intake", &cookie, &format!("by=op-4&text={}", "a".repeat(7 << 20)));
    assert_eq!(over.status, 400);
    assert!(over.text().contains("longer than 6 MB"));
    let far_over = post(&house, "/intake", &cookie, &format!("by=op-4&text={}", "a".repeat(24 << 20)));
    assert_eq!(far_over.status, 413);
    assert!(far_over.text().contains("longer than 6 MB and was not saved"));
}

#[test]
fn the_same_caller_tells_of_the_next_person_and_comes_back_with_the_code() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let page = saved(
        &house,
        &cookie,
        "by=op-4&name=Aidar+Testov%3B+Gulnara+Sampleova&source=Aunt+Example&source_type=relative&unit=Medeu+station&\
         place=Example+square&when=2031-06-08+18%3A30&risk=minor&risk=ill",
    );
    let code = between(&page, "<strong dir=\"ltr\">", "<").to_owned();
    for name in ["Aidar Testov", "Gulnara Sampleova"] {
        assert!(page.contains(name), "{name}: {page}");
    }
    let next = between(&page, "class=\"button\" href=\"", "\"").replace("&amp;", "&");
    let next = house.page(&next, &cookie);
    for words in [
        "id=\"source\" name=\"source\" value=\"Aunt Example\"",
        "name=\"unit\" value=\"Medeu station\"",
        "name=\"place\" value=\"Example square\"",
        "name=\"name\" value=\"\"",
        "<option value=\"relative\" selected>",
        "name=\"same\" value=\"",
    ] {
        assert!(next.contains(words), "{words}: {next}");
    }
    let same = between(&next, "name=\"same\" value=\"", "\"");
    saved(&house, &cookie, &format!("by=op-4&same={same}&source=Aunt+Example&name=Dana+Thirdova"));
    let sources = house.page("/search?kind=source", &cookie);
    assert_eq!(sources.matches("Aunt Example</bdi></a>").count(), 1, "{sources}");

    let found = house.page(&format!("/intake?receipt={}", code.replace(' ', "")), &cookie);
    assert!(found.contains("told of it before") && found.contains("name=\"adds\" value=\""), "{found}");
    let search = house.page(&format!("/search?q={}", code.replace(' ', "+")), &cookie);
    assert!(search.contains("href=\"/record/"), "the search finds it too: {search}");
    let single = saved(&house, &cookie, "by=op-4&name=Erlan+Alone&place=Bazaar");
    let code = between(&single, "<strong dir=\"ltr\">", "<").to_owned();
    let found = house.page(&format!("/intake?receipt={}", code.replace(' ', "")), &cookie);
    let adds = between(&found, "name=\"adds\" value=\"", "\"");
    let added = saved(&house, &cookie, &format!("by=op-4&adds={adds}&state=released&text=He+is+home"));
    assert!(added.contains(&code) && added.contains("Erlan Alone"), "one code, one person: {added}");
    assert_eq!(house.page("/search?q=Erlan&kind=person", &cookie).matches("href=\"/record/").count(), 1);
    let both = house.page(&format!("/intake?receipt={}", code.replace(' ', "")), &cookie);
    assert_eq!(between(&both, "<ul>", "</ul>").matches("/report/").count(), 2, "{both}");

    let mut wrong = code.clone();
    let last = if wrong.ends_with('0') { "1" } else { "0" };
    wrong.replace_range(13.., last);
    assert!(
        house.page(&format!("/intake?receipt={}", wrong.replace(' ', "")), &cookie).contains("hear it again")
    );
    assert!(house.page("/intake?receipt=0000+0000+0000", &cookie).contains("no such call here"));
}

#[test]
fn a_call_saved_by_mistake_is_taken_back_whole() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let page = saved(&house, &cookie, "by=op-4&name=Mistaken+Person&unit=Medeu+station&text=oops");
    let report = between(&page, "name=\"report\" value=\"", "\"").to_owned();
    assert!(house.page("/", &cookie).contains("Mistaken Person"));
    assert_eq!(post(&house, "/intake/undo", &cookie, &format!("report={report}&by=op-4&why=")).status, 400);
    let undo = format!("report={report}&by=op-4&why=wrong+line");
    let undone = post(&house, "/intake/undo", &cookie, &undo);
    assert_eq!(undone.status, 303, "{}", undone.text());
    let page = house.page(undone.header("location").unwrap(), &cookie);
    assert!(page.contains("Taken back") && !page.contains("Code for the caller"), "{page}");
    assert!(!house.page("/", &cookie).contains("Mistaken Person"));
    assert_eq!(post(&house, "/intake/undo", &cookie, &undo).status, 409);
}

#[test]
fn a_receipt_code_finds_every_wrong_digit_and_is_read_however_it_is_written() {
    for seed in 0..40_u8 {
        let code = ReceiptCode::of([seed.wrapping_mul(37); 16]);
        let digits: Vec<u8> = code.to_string().bytes().filter(u8::is_ascii_digit).collect();
        let read = |digits: &[u8]| ReceiptCode::parse(std::str::from_utf8(digits).unwrap());
        assert_eq!(read(&digits).unwrap(), code);
        for at in 0..12 {
            for other in b'0'..=b'9' {
                let mut wrong = digits.clone();
                wrong[at] = other;
                assert_eq!(read(&wrong).is_ok(), other == digits[at], "{other} at {at} of {code}");
            }
            if at > 0 {
                let mut wrong = digits.clone();
                wrong.swap(at, at - 1);
                assert_eq!(read(&wrong).is_ok(), digits[at] == digits[at - 1], "{at} of {code} swapped");
            }
        }
    }
    let code = ReceiptCode::of([9; 16]);
    let spaced = code.to_string();
    for written in [spaced.replace(' ', ""), spaced.replace(' ', "-"), format!(" № {spaced}. ")] {
        assert_eq!(ReceiptCode::parse(&written).unwrap(), code, "{written}");
    }
    for written in ["", "1234", "soon", "1234 5678 9012 3456"] {
        assert!(ReceiptCode::parse(written).is_err(), "{written}");
    }
}

const REACH: &str = "+7 700 000 00 00, after 20:00";

#[test]
fn how_to_reach_a_caller_is_shown_on_one_page_only_and_every_look_is_recorded() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let page =
        saved(&house, &cookie, &format!("by=op-4&text=call+back&name=Aidar+Testov&contact={}", sent(REACH)));
    assert!(page.contains("kept apart until") && !page.contains("+7 700"), "{page}");
    let report = between(&page, "href=\"/report/", "\"").to_owned();
    let list = house.page("/contacts", &cookie);
    assert!(list.contains("One contact is kept") && !list.contains("+7 700"), "{list}");
    let contact = between(&list, "name=\"contact\" value=\"", "\"").to_owned();
    for path in [
        format!("/report/{report}"),
        format!("/record/{report}"),
        format!("/record/{contact}"),
        "/search?q=700".to_owned(),
        "/search?kind=contact".to_owned(),
        format!("/intake?same={report}"),
    ] {
        assert!(!house.page(&path, &cookie).contains("+7 700"), "{path}");
    }
    let look =
        |why: &str| post(&house, "/contacts/look", &cookie, &format!("contact={contact}&by=op-5&why={why}"));
    assert_eq!(look("").status, 400);
    let shown = look("she+asked+to+be+called");
    assert_eq!(shown.status, 200);
    assert!(shown.text().contains(REACH), "{}", shown.text());
    let list = house.page("/contacts", &cookie);
    assert!(
        !list.contains("+7 700") && list.contains("she asked to be called") && list.contains("op-5"),
        "{list}"
    );
    let mut exported = Vec::new();
    desk::keep::export(
        house.desk.as_ref().unwrap(),
        desk::keep::ExportForm::JsonLines,
        &desk::keep::ExportFor::Holder,
        desk::keep::Secrets::LeftOut,
        &mut exported,
    )
    .unwrap();
    assert!(!String::from_utf8(exported).unwrap().contains("+7 700"));

    let undo = format!("report={report}&by=op-4&why=wrong+line");
    assert_eq!(post(&house, "/intake/undo", &cookie, &undo).status, 303);
    assert_eq!(look("again").status, 404);
    assert!(house.page("/contacts", &cookie).contains("Nobody waits to be called back"));
    for (lang, words) in [("ru", "Контакты звонивших"), ("kk", "Қоңырау шалғандардың байланыстары")]
    {
        assert!(house.page(&format!("/contacts?lang={lang}"), &cookie).contains(words));
    }
}

#[test]
fn a_contact_is_erased_when_its_time_has_come_and_a_hold_wins() {
    let dir = tempfile::tempdir().unwrap();
    let begin = Instant::parse(super::house::NOW).unwrap();
    let clock = Arc::new(AtomicI64::new(begin.unix()));
    let edges = || {
        let clock = Arc::clone(&clock);
        Edges { now: Box::new(move || Instant::from_unix(clock.load(Ordering::SeqCst))), ..Edges::system() }
    };
    let unlock = || Unlock::KeyFile(dir.path().join("key"));
    let zone = || ZoneId::parse("Asia/Almaty").unwrap();
    let book = dir.path().join("book");
    let desk = Desk::found(&book, NewCasebook::new(unlock()), zone(), edges()).unwrap();
    let (actor, why) = (Actor::parse("op-4").unwrap(), Reason::parse("logged as told").unwrap());
    let call = |contact: &str| {
        let note =
            CallNote { text: "call back".into(), contact: Some(contact.into()), ..CallNote::default() };
        record_call(&desk, &actor, &why, &note).unwrap().report
    };
    let (report, held) = (call(REACH), call("+7 700 111 11 11"));
    hold(&desk, &actor, &why, held).unwrap();
    let contact = contact_of(&desk, report).unwrap().unwrap().record;
    let kept = contact_of(&desk, held).unwrap().unwrap().record;
    let after = |days: i64| clock.store(begin.unix() + days * 86_400, Ordering::SeqCst);

    after(13);
    assert_eq!(expire_contacts(&desk, &actor).unwrap(), 0);
    assert_eq!(look_at_contact(&desk, &actor, &why, contact).unwrap().1, REACH);
    after(15);
    assert!(look_at_contact(&desk, &actor, &why, contact).is_err(), "its time has come, erased or not");
    assert_eq!(expire_contacts(&desk, &actor).unwrap(), 1, "the other one is held");
    assert_eq!(expire_contacts(&desk, &actor).unwrap(), 0, "it is recorded once");
    let has_key = |record: RecordId| {
        let bytes = std::fs::read(book.join("keys/records.keys")).unwrap();
        bytes[32..]
            .chunks_exact(96)
            .any(|line| line[0] == 1 && line[1] == 3 && line[4..20] == *record.as_bytes())
    };
    assert!(has_key(kept) && !has_key(contact));
    let digest = desk.casebook().digest().unwrap();
    desk.close().unwrap();
    // From the ledger alone: what is left without the key is what was known with it.
    std::fs::remove_dir_all(book.join("sealed")).unwrap();
    let desk = Desk::open(&book, &unlock(), zone(), edges()).unwrap();
    assert_eq!(desk.casebook().digest().unwrap(), digest);
}

#[test]
fn before_saving_it_is_told_who_may_be_known_and_what_the_note_says() {
    let house = House::open(super::house::one_detention);
    let cookie = house.sign_in();
    let at = |house: &House| house.desk.as_ref().unwrap().position().entries;
    let before = at(&house);
    let note = "ALMATY, June 8, 2031 — Police detained journalist Aidar Testov of Orda Daily near Green Bazaar on June 8.";
    let form = format!("by=op-4&look=1&text={}&name=Aslan+Testov&unit=Example+District+Station", sent(note));
    let answer = post(&house, "/intake", &cookie, &form);
    assert_eq!(answer.status, 200);
    let page = answer.text();
    for words in [
        "Perhaps known already",
        "Аслан Тестов",
        "same place",
        "at a police unit, \u{2068}Example District Station\u{2069}",
        "value=\"name:Aidar Testov\"",
        "value=\"role:journalist\"",
        "<q dir=\"auto\">",
        "name=\"name\" value=\"Aslan Testov\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let host = house.address;
    assert!(!page.contains(&format!("http://{host}")));
    let piece = post(&house, "/intake/suggest", &cookie, &form);
    assert_eq!(piece.status, 200);
    assert!(piece.text().contains("Аслан Тестов") && !piece.text().contains("<html"), "{}", piece.text());
    let nearby = post(&house, "/intake/suggest", &cookie, "place=by+the+fountain");
    assert!(nearby.text().contains("Already told of from there"), "{}", nearby.text());
    let nothing = post(&house, "/intake/suggest", &cookie, "text=hello&name=Zhanna+Unknown");
    assert!(nothing.text().contains("Nobody like this is known yet"), "{}", nothing.text());
    assert_eq!(post(&house, "/intake/suggest", "", &form).status, 401);
    assert_eq!(at(&house), before, "nothing was stored");

    let ticked = post(
        &house,
        "/intake",
        &cookie,
        &format!("{form}&take=name%3AAidar+Testov&take=role%3Ajournalist&take=nothing&take=key%3Ax"),
    );
    let page = ticked.text();
    for words in ["value=\"Aslan Testov; Aidar Testov\"", "name=\"role\" value=\"journalist\""] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn what_a_browser_keeps_holds_nothing_of_the_casebook() {
    let house = House::open(super::house::one_detention);
    let cookie = house.sign_in();
    for (code, words) in [("en", "Intake desk"), ("ru", "Приём звонков"), ("kk", "Қоңырау қабылдау")]
    {
        let form = house.get(&format!("/intake/form/{code}"), &cookie);
        let page = form.text();
        assert_eq!(form.status, 200);
        assert!(form.header("set-cookie").is_none(), "keeping three forms changes nobody's language");
        assert!(page.contains(words) && page.contains("name=\"key\" value=\"\""), "{page}");
        for told in
            ["Example District Station", "Ledger position", "/search", "/sign-out", "Записей в журнале"]
        {
            assert!(!page.contains(told), "{told}: {page}");
        }
    }
    assert_eq!(house.get("/intake/form/xx", "").status, 404);
    let worker = house.get("/sw.js", "");
    assert_eq!((worker.status, worker.header("cache-control")), (200, Some("no-cache")));
    for line in worker.text().lines().take(1) {
        let shell: serde_json::Value =
            serde_json::from_str(line.trim_start_matches("const SHELL = ").trim_end_matches(';')).unwrap();
        for asset in shell["assets"].as_array().unwrap() {
            assert_eq!(house.get(asset.as_str().unwrap(), "").status, 200, "{asset}");
        }
    }
    let manifest = house.get("/manifest.webmanifest", "");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest.body).unwrap();
    assert_eq!(manifest["start_url"], "/intake");
    let policy = house.get("/intake", &cookie);
    let policy = policy.header("content-security-policy").unwrap();
    assert!(policy.contains("worker-src 'self'") && policy.contains("manifest-src 'self'"), "{policy}");
}

#[test]
fn a_call_that_waited_was_taken_down_when_it_was_taken_down() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    // The house's clock stands at 21:00; the device says only how long it waited. Nonsense is no time.
    for (waited, told) in [("3600", "20:00"), ("-86400", "21:00"), ("99999999999", "21:00"), ("x", "21:00")] {
        let page = saved(&house, &cookie, &format!("by=op-4&text=a+call&waited={waited}"));
        let report = between(&page, "href=\"/report/", "\"").to_owned();
        let page = house.page(&format!("/report/{report}"), &cookie);
        assert!(page.contains(told), "{waited}: {page}");
    }
    let code = ReceiptCode::of([3; 16]).to_string();
    let form = format!("by=op-4&text=another&receipt={}", code.replace(' ', "+"));
    assert!(saved(&house, &cookie, &form).contains(&code), "the code that was read out on the device");
    assert!(!saved(&house, &cookie, &form).contains(&code), "nobody else is given it");
}

#[test]
fn signing_out_throws_everything_away_but_calls_that_wait() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let with = format!("{cookie}; habeas_waiting=1");
    let left = post(&house, "/leave", &with, "");
    assert_eq!(left.header("clear-site-data"), Some("\"cache\""));
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let out = post(&house, "/sign-out", &format!("{cookie}; habeas_waiting=1"), "");
    assert_eq!(out.header("clear-site-data"), Some("\"cache\""));
    assert!(out.text().contains("calls wait on this device"), "{}", out.text());
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let out = post(&house, "/sign-out", &cookie, "");
    assert_eq!(out.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert!(!out.text().contains("calls wait"), "{}", out.text());
}

#[test]
fn a_program_of_ours_is_answered_in_data() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let ask = |cookie: &str, form: &str| {
        let host = house.address;
        let answer = house.ask(&format!(
            "POST /intake HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\naccept: application/json\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{form}",
            form.len()
        ));
        let told: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        (answer.status, told)
    };
    let form = "by=op-4&text=a+call&key=00112233445566778899aabbccddeeff";
    let (status, told) = ask(&cookie, form);
    assert_eq!((status, &told["new"]), (200, &true.into()));
    assert!(told["href"].as_str().unwrap().starts_with("/intake/saved?report="));
    assert_eq!(ask(&cookie, form).1["new"], false);
    let (status, told) = ask(&cookie, "by=op-4&when=some+day");
    assert_eq!((status, &told["field"]), (400, &"when".into()));
    assert_eq!(ask(&cookie, &format!("{form}&place=elsewhere")).0, 409);
    assert_eq!(ask("", form).0, 401);
}
