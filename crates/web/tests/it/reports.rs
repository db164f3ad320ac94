//! Signed reports over HTTP: who may hand them in, what is refused in which words, and that none is kept twice or lost.

use super::house::{Answer, House};
use claims::RecordKind;
use claims::when::ZoneId;
use desk::record::{SignedReport, signed_message, submitted_report};
use desk::reporter::{KeyPair, admit_reporter, dismiss_reporter};
use desk::{Actor, Desk, Edges, Reason};
use serde_json::Value as Json;
use std::sync::Arc;
use std::time::Duration;
use web::{Limits, Reports};

const BODY: &str =
    r#"{"text":"Қуаныш Т. was taken near the fountain at noon","language":"en","source":"the aunt"}"#;

pub fn pair() -> KeyPair {
    KeyPair::of(&[3; 32])
}

fn actor() -> Actor {
    Actor::parse("op-3").unwrap()
}

fn why() -> Reason {
    Reason::parse("they asked by telephone").unwrap()
}

fn admitted(desk: &Desk) {
    admit_reporter(desk, &actor(), &why(), "office-2", &pair().public()).unwrap();
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A request with a body, signed as a reporter signs it.
pub fn request(house: &House, pair: &KeyPair, name: &str, body: &[u8]) -> Vec<u8> {
    let casebook = house.desk.as_ref().unwrap().casebook_id();
    let signature = hex(&pair.sign(&signed_message(&casebook, body, name)));
    let key = pair.public();
    let head = format!(
        "POST /api/v1/reports HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\n\
habeas-key: {key}\r\nhabeas-signature: {signature}\r\nidempotency-key: {name}\r\ncontent-length: {}\r\n\r\n",
        house.address,
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn post(house: &House, name: &str, body: &[u8]) -> Answer {
    house.ask_bytes(&request(house, &pair(), name, body))
}

fn json(answer: &Answer) -> Json {
    serde_json::from_slice(&answer.body)
        .unwrap_or_else(|e| panic!("{}: {e}: {}", answer.status, answer.text()))
}

/// A problem says what it is, in problem+json.
#[track_caller]
fn refused(answer: &Answer, status: u16, words: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    let problem = json(answer);
    assert_eq!(problem["status"], status);
    assert!(problem["type"].as_str().unwrap().starts_with("urn:habeas:problem:"));
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains(words), "{detail}");
    assert!(detail.ends_with('.'), "a whole sentence: {detail}");
}

#[test]
fn a_report_is_kept_once_byte_for_byte_with_its_source() {
    let house = House::open(admitted);
    let desk = house.desk.clone().unwrap();
    let before = desk.position().entries;
    let first = post(&house, "r-1", BODY.as_bytes());
    assert_eq!(first.status, 201, "{}", first.text());
    let told = json(&first);
    assert_eq!(told["position"], before + 1);
    assert_eq!(told["entry"].as_str().unwrap().len(), 64);
    let report = told["report"].as_str().unwrap();

    let cookie = house.sign_in();
    let page = house.page(&format!("/report/{report}"), &cookie);
    assert!(page.contains("Қуаныш Т. was taken near the fountain at noon"), "{page}");
    assert!(page.contains("the aunt"));
    let raw = house.get(&format!("/report/{report}/raw"), &cookie);
    assert_eq!(raw.text(), "Қуаныш Т. was taken near the fountain at noon");

    // The same again: the same answer, no second entry.
    let again = post(&house, "r-1", BODY.as_bytes());
    assert_eq!(again.status, 200);
    assert_eq!(json(&again), told);
    // Another body under that name is refused; under a name of its own it is another report.
    let other = BODY.replace("noon", "two");
    refused(
        &post(&house, "r-1", other.as_bytes()),
        409,
        "Another report was handed in under this Idempotency-Key",
    );
    assert_eq!(post(&house, "r-2", other.as_bytes()).status, 201);
    assert_eq!(desk.position().entries, before + 2);
    // The source was made once, and nothing else was read out of the text.
    let sources = desk::look::search(&desk, &casebook::SearchQuery::words("aunt")).unwrap();
    assert_eq!(sources.iter().filter(|hit| hit.kind == Some(RecordKind::Source)).count(), 1);
    let people = casebook::SearchQuery { kind: Some(RecordKind::Person), ..casebook::SearchQuery::words("") };
    assert!(desk::look::search(&desk, &people).unwrap().is_empty());
}

/// The request with one piece of its head replaced.
fn altered(house: &House, from: &str, to: &str) -> Answer {
    let request = request(house, &pair(), "r-1", BODY.as_bytes());
    let text = String::from_utf8(request).unwrap();
    assert!(text.contains(from), "{text}");
    house.ask(&text.replacen(from, to, 1))
}

#[test]
fn who_may_not_hand_in_a_report_is_told_why() {
    let house = House::open(admitted);
    let desk = house.desk.clone().unwrap();
    let before = desk.position().entries;
    refused(&altered(&house, "habeas-key: ", "x-key: "), 401, "no habeas-key line");
    refused(&altered(&house, "habeas-signature: ", "x-signature: "), 401, "no habeas-signature line");
    refused(&altered(&house, "idempotency-key: ", "x-name: "), 400, "no Idempotency-Key line");
    refused(&altered(&house, "habeas-key: ", "habeas-key: AAAA"), 400, "32 bytes");
    refused(&altered(&house, "habeas-signature: ", "habeas-signature: zz"), 400, "64 bytes");
    refused(&altered(&house, "idempotency-key: r-1", "idempotency-key: r-2"), 401, "does not fit");
    refused(&altered(&house, "noon", "none"), 401, "does not fit");
    refused(&altered(&house, "application/json", "text/plain"), 415, "application/json");
    refused(&altered(&house, "application/json", "application/json; charset=koi8-r"), 415, "UTF-8");
    refused(&altered(&house, &format!("host: {}", house.address), "host: evil.example"), 421, "that name");
    // A stranger, and a key under which anybody can sign.
    let stranger = KeyPair::of(&[9; 32]);
    refused(&house.ask_bytes(&request(&house, &stranger, "r-1", BODY.as_bytes())), 403, "not admitted");
    let zeros = "habeas-key: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\nx-before: ";
    refused(&altered(&house, "habeas-key: ", zeros), 403, "not admitted");
    assert!(desk::reporter::PublicKey::of(&[0; 32]).is_err(), "a weak key cannot be admitted");
    // A report for another casebook does not fit here.
    let message = signed_message(&[1; 16], BODY.as_bytes(), "r-1");
    let foreign = hex(&pair().sign(&message));
    let own = hex(&pair().sign(&signed_message(&desk.casebook_id(), BODY.as_bytes(), "r-1")));
    refused(&altered(&house, &own, &foreign), 401, "this casebook");
    assert_eq!(altered(&house, "POST ", "GET ").status, 405);
    // A signed-in browser is no reporter.
    let cookie = house.sign_in();
    refused(&altered(&house, "habeas-key: ", &format!("cookie: {cookie}\r\nx-key: ")), 401, "no habeas-key");
    assert_eq!(desk.position().entries, before, "nothing was kept");

    // Dismissed: what was handed in stays, and is not answered for any more. Admitted again: it is still one report.
    let first = json(&post(&house, "r-1", BODY.as_bytes()));
    dismiss_reporter(&desk, &actor(), &why(), "office-2").unwrap();
    refused(&post(&house, "r-1", BODY.as_bytes()), 403, "not admitted");
    refused(&post(&house, "r-3", BODY.as_bytes()), 403, "not admitted");
    admitted(&desk);
    let again = post(&house, "r-1", BODY.as_bytes());
    assert_eq!((again.status, json(&again)), (200, first));
}

#[test]
fn a_body_that_cannot_be_taken_leaves_nothing() {
    let house = House::open(admitted);
    let desk = house.desk.clone().unwrap();
    let before = desk.position().entries;
    let deep = format!("{{\"text\":{}", "[".repeat(30_000));
    let twice = r#"{"text":"a","text":"b"}"#;
    let spread = format!("{{\"text\":\"a\",\"place\":\"{}\"}}", "x".repeat(501));
    let bodies: [(&[u8], u16, &str); 18] = [
        (b"", 400, "not a JSON object"),
        (b"{", 400, "not JSON"),
        (b"{\"text\":\"cut sho", 400, "not JSON"),
        (b"{\"text\":\"a\"} trailing", 400, "not JSON"),
        (b"{\"text\":\"\xff\xfe\"}", 400, "UTF-8"),
        (b"{\"text\":\"\\ud800\"}", 400, "not JSON"),
        (b"[\"a report as a list\"]", 400, "not a JSON object"),
        (b"\xef\xbb\xbf{\"text\":\"a\"}", 400, "not a JSON object"),
        (deep.as_bytes(), 422, "expected a string"),
        (twice.as_bytes(), 422, "duplicate field"),
        (br#"{"text":"a","name":"b"}"#, 422, "unknown field"),
        (br#"{"language":"kk"}"#, 422, "missing field"),
        (br#"{"text":7}"#, 422, "invalid type"),
        (br#"{"text":"  "}"#, 422, "says nothing"),
        (br#"{"text":"a","received_at":"yesterday"}"#, 422, "yesterday"),
        (br#"{"text":"a","language":"KAZ AKH"}"#, 422, "one word of small letters"),
        (br#"{"text":"a","source_type":"relative"}"#, 422, "needs a"),
        (spread.as_bytes(), 422, "longer than 500"),
    ];
    for (n, (body, status, words)) in bodies.into_iter().enumerate() {
        let answer = post(&house, &format!("bad-{n}"), body);
        refused(&answer, status, words);
    }
    refused(&post(&house, "large", &vec![b' '; 10 << 20]), 413, "65536 bytes");
    let mut just_too_large = b"{\"text\":\"a\"}".to_vec();
    just_too_large.resize(64 * 1024 + 1, b' ');
    refused(&post(&house, "larger", &just_too_large), 413, "65536 bytes");
    // The same without saying how long it is.
    let text = String::from_utf8(request(&house, &pair(), "r-9", b"")).unwrap();
    let head = text.replace("content-length: 0", "transfer-encoding: chunked");
    let piece = format!("11000\r\n{}\r\n0\r\n\r\n", "x".repeat(0x11000));
    refused(&house.ask(&(head + &piece)), 413, "65536 bytes");
    // One that breaks off.
    let text = String::from_utf8(request(&house, &pair(), "r-9", BODY.as_bytes())).unwrap();
    let mut stream = house.connect();
    std::io::Write::write_all(&mut stream, &text.as_bytes()[..text.len() - 9]).unwrap();
    drop(stream);
    assert_eq!(desk.position().entries, before, "nothing was kept");
    // As large as may be, with everything that may be said.
    let said = r#"{"text":"TEXT","language":"kk","received_at":"2031-06-08T18:00:00+05:00","source":"caller 7",
        "source_type":"relative","place":"Main square","unit":"the new station","type":"call","id":"A-17"}"#;
    let full = said.replace("TEXT", &"ы".repeat((64 * 1024 - said.len()) / 2));
    let told = json(&post(&house, "full", full.as_bytes()));
    let page = house.page(&format!("/record/{}", told["report"].as_str().unwrap()), &house.sign_in());
    for shown in ["Main square", "the new station", "A-17", "2031"] {
        assert!(page.contains(shown), "{shown} is not shown");
    }
}

#[test]
fn a_report_sent_again_after_a_restart_is_the_same_report() {
    let mut house = House::open(admitted);
    let mut last = Json::Null;
    for n in 0..3 {
        last = json(&post(&house, &format!("r-{n}"), BODY.as_bytes()));
    }
    let desk = house.end();
    let (dir, casebook) = (desk.dir().to_owned(), desk.casebook_id());
    Arc::into_inner(desk).expect("nobody else holds the desk").close().unwrap();
    let unlock = ledger::Unlock::KeyFile(dir.parent().unwrap().join("key"));
    let open = || Desk::open(&dir, &unlock, ZoneId::parse("UTC").unwrap(), Edges::system()).unwrap();
    let again = |desk: &Desk, body: &str| {
        let signature = pair().sign(&signed_message(&casebook, body.as_bytes(), "r-2"));
        let key = pair().public().bytes();
        submitted_report(
            desk,
            &SignedReport {
                key,
                signature,
                idempotency_key: "r-2".to_owned(),
                body: body.as_bytes().to_vec(),
            },
        )
    };
    // Once from the ledger, once from a snapshot.
    for snapshot in [true, false] {
        let desk = open();
        let found = again(&desk, BODY).unwrap();
        assert!(!found.new);
        assert_eq!(last["report"], found.report.to_string());
        assert_eq!(last["position"], found.position);
        assert_eq!(last["entry"], hex(&found.entry));
        assert!(again(&desk, "{\"text\":\"changed\"}").unwrap_err().to_string().contains("Another report"));
        if snapshot {
            desk.keep_snapshot().unwrap();
        }
        desk.close().unwrap();
    }
}

#[test]
fn a_full_lane_refuses_at_the_door_and_keeps_what_it_let_in() {
    let reports = Reports { waiting: Some(3), ..Reports::default() };
    let house = House::taking(reports, Limits::default(), true, admitted);
    let desk = house.desk.clone().unwrap();
    let before = desk.position().entries;
    std::thread::scope(|scope| {
        // Nothing can be saved while somebody reads the casebook.
        let reading = desk.casebook();
        let let_in: Vec<_> = ["r-1", "r-2", "r-1"]
            .map(|name| {
                let house = &house;
                let asked = scope.spawn(move || post(house, name, BODY.as_bytes()));
                // One after the other, so that each has its place.
                std::thread::sleep(Duration::from_millis(150));
                asked
            })
            .into_iter()
            .collect();
        for n in 3..10 {
            let answer = post(&house, &format!("r-{n}"), BODY.as_bytes());
            refused(&answer, 503, "Nothing of this one was kept");
            assert!(answer.header("retry-after").unwrap().parse::<u32>().unwrap() >= 1);
        }
        drop(reading);
        let mut statuses: Vec<u16> = let_in.into_iter().map(|asked| asked.join().unwrap().status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 201, 201], "all that were let in are kept, and what came twice once");
    });
    assert_eq!(desk.position().entries, before + 2);
    // A place is free again, and who was refused is taken in.
    assert_eq!(post(&house, "r-3", BODY.as_bytes()).status, 201);
}

#[test]
fn a_reporter_gone_wild_is_slowed_and_others_are_not() {
    let house =
        House::taking(Reports { a_minute: 3, ..Reports::default() }, Limits::default(), true, |desk| {
            admitted(desk);
            let other = KeyPair::of(&[4; 32]).public();
            admit_reporter(desk, &actor(), &why(), "office-3", &other).unwrap();
        });
    for n in 0..3 {
        assert_eq!(post(&house, &format!("r-{n}"), BODY.as_bytes()).status, 201);
    }
    let answer = post(&house, "r-3", BODY.as_bytes());
    refused(&answer, 429, "Nothing of this one was kept");
    let wait: u32 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=21).contains(&wait), "{wait}");
    let other = request(&house, &KeyPair::of(&[4; 32]), "r-3", BODY.as_bytes());
    assert_eq!(house.ask_bytes(&other).status, 201);
}
