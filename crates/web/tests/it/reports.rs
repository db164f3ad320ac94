//! Signed reports over HTTP: who may hand them in, what is refused in which words, and that none is kept twice or lost.

use crate::house::{Answer, House, save};
use claims::{Property, RecordKind, Value};
use desk::record::signed_message;
use desk::reporter::{KeyPair, admit_reporter, dismiss_reporter};
use desk::{Actor, Desk, Reason};
use serde_json::Value as Json;
use std::time::Duration;
use web::{Limits, Reports};

const BODY: &str = r#"{"text":"Қуаныш Т. was taken near the fountain at noon","language":"en","source":"the aunt"}"#;

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
    serde_json::from_slice(&answer.body).unwrap_or_else(|e| panic!("{}: {e}: {}", answer.status, answer.text()))
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
    refused(&post(&house, "r-1", other.as_bytes()), 409, "another report".trim_start_matches("another "));
    assert_eq!(post(&house, "r-2", other.as_bytes()).status, 201);
    assert_eq!(desk.position().entries, before + 2);
    // The source was made once, and nothing else was read out of the text.
    let sources = desk::look::search(&desk, &casebook::SearchQuery::words("aunt")).unwrap();
    assert_eq!(sources.iter().filter(|hit| hit.kind == Some(RecordKind::Source)).count(), 1);
    let people = casebook::SearchQuery { kind: Some(RecordKind::Person), ..casebook::SearchQuery::words("") };
    assert!(desk::look::search(&desk, &people).unwrap().is_empty());
}
