//! Hooks: a partner's server that signs what it pushes, and updates as Telegram's bot interface documents them. Whatever
//! comes, one message is one report, and nothing goes back but a receipt code.

use super::house::{Answer, House, NOW};
use claims::when::Instant;
use desk::Desk;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use web::{Hook, Limits, Reports};

const SECRET: &str = "a secret of the partner";

fn house() -> House {
    let hooks = Hook::read_all(&format!("# ours\npartner {SECRET}\n\ntelegram {SECRET}")).unwrap();
    House::taking(Reports { hooks, ..Reports::default() }, Limits::default(), true, |_| {})
}

fn desk(house: &House) -> &Arc<Desk> {
    house.desk.as_ref().unwrap()
}

/// HMAC-SHA256 as RFC 2104 writes it: a stranger's reading of what the partner is told to do.
fn hmac(secret: &str, message: &[u8]) -> String {
    let mut key = [0u8; 64];
    key[..secret.len()].copy_from_slice(secret.as_bytes());
    let pad = |with: u8| key.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    let outer = Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize();
    outer.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn push(house: &House, name: &str, lines: &str, body: &str) -> Answer {
    house.ask(&format!(
        "POST /hooks/{name} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\n\
{lines}content-length: {}\r\n\r\n{body}",
        house.address,
        body.len()
    ))
}

fn signed(house: &House, at: i64, body: &str) -> Answer {
    let signature = hmac(SECRET, format!("{at}.{body}").as_bytes());
    push(
        house,
        "partner",
        &format!("habeas-timestamp: {at}\r\nhabeas-signature: sha256={signature}\r\n"),
        body,
    )
}

fn bot(house: &House, update: &Json) -> Answer {
    let lines = format!("x-telegram-bot-api-secret-token: {SECRET}\r\n");
    push(house, "telegram", &lines, &update.to_string())
}

fn now() -> i64 {
    Instant::parse(NOW).unwrap().unix()
}

#[track_caller]
fn read(answer: &Answer) -> Json {
    serde_json::from_slice(&answer.body)
        .unwrap_or_else(|e| panic!("{}: {e}: {}", answer.status, answer.text()))
}

/// The texts of every report, in the order in which they came.
fn texts(house: &House) -> Vec<String> {
    let query = casebook::SearchQuery {
        kind: Some(claims::RecordKind::Report),
        limit: 500,
        ..casebook::SearchQuery::default()
    };
    let hits = desk::look::search(desk(house), &query).unwrap();
    let mut all: Vec<String> =
        hits.iter().map(|hit| desk::look::report(desk(house), hit.record).unwrap().text.unwrap()).collect();
    all.sort();
    all
}

/// Four digits, four digits, four digits.
fn is_receipt(text: &str) -> bool {
    text.len() == 14 && text.chars().all(|c| c.is_ascii_digit() || c == ' ')
}

#[test]
fn a_partner_pushes_what_it_was_told_and_gets_a_receipt() {
    let house = house();
    let body = json!({ "text": "Күнсұлу Т. was put into a bus", "name": "Күнсұлу Т." }).to_string();
    let first = signed(&house, now() - 200, &body);
    assert_eq!(first.status, 201, "{}", first.text());
    let told = read(&first);
    assert!(is_receipt(told["receipt"].as_str().unwrap()), "{told}");
    assert_eq!(told.as_object().unwrap().len(), 1, "nothing but the receipt");
    // Caught on its way and sent again: the same report.
    let again = signed(&house, now() - 200, &body);
    assert_eq!((again.status, read(&again)), (200, told));
    assert_eq!(texts(&house), ["Күнсұлу Т. was put into a bus"]);

    // With a number of the sender's own it is one message, whenever it is signed.
    let numbered = |at: i64, text: &str| signed(&house, at, &json!({ "id": "7", "text": text }).to_string());
    assert_eq!(numbered(now(), "a second one").status, 201);
    assert_eq!(numbered(now() + 100, "a second one").status, 200);
    assert_eq!(numbered(now(), "other words").status, 409);
    assert_eq!(texts(&house).len(), 2);
}

#[test]
fn what_is_not_signed_as_it_must_be_is_not_taken() {
    let house = house();
    let (at, body) = (now(), json!({ "text": "x" }).to_string());
    let good = hmac(SECRET, format!("{at}.{body}").as_bytes());
    let tried = |name: &str, at: &str, signature: &str, body: &str| {
        let answer =
            push(&house, name, &format!("habeas-timestamp: {at}\r\nhabeas-signature: {signature}\r\n"), body);
        let problem = read(&answer);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{problem}");
        (
            answer.status,
            problem["type"].as_str().unwrap().trim_start_matches("urn:habeas:problem:").to_owned(),
        )
    };
    let no = (401, "wrong-signature".to_owned());
    let at = at.to_string();
    assert_eq!(tried("nobody", &at, &good, &body), no, "which hooks there are is not told");
    assert_eq!(tried("partner", &at, &good, "{\"text\":\"y\"}"), no);
    assert_eq!(tried("partner", &at, &good[2..], &body), no);
    assert_eq!(tried("partner", &at, "", &body), no);
    assert_eq!(tried("partner", "0", &good, &body), no);
    assert_eq!(tried("telegram", &at, &good, &body), no, "a bot shows its secret instead");
    // Well signed, and too old, from the future, or without sense.
    for odd in
        [(now() - 301).to_string(), (now() + 301).to_string(), "soon".into(), "9".repeat(18), "-1".into()]
    {
        let signature = hmac(SECRET, format!("{odd}.{body}").as_bytes());
        assert_eq!(tried("partner", &odd, &signature, &body), (401, "other-time".to_owned()), "{odd}");
    }
    for (body, expected) in [
        ("", (400, "not-json")),
        ("[\"x\"]", (400, "not-json")),
        ("{\"text\":", (400, "not-json")),
        ("{\"txet\":\"x\"}", (422, "not-taken")),
        ("{}", (422, "not-taken")),
        ("{\"text\":\"x\",\"when\":\"the day after\"}", (422, "not-taken")),
    ] {
        let answer = signed(&house, now(), body);
        let told = read(&answer);
        assert_eq!(
            (answer.status, told["type"].as_str().unwrap()),
            (expected.0, &*format!("urn:habeas:problem:{}", expected.1)),
            "{body}"
        );
    }
    let large = json!({ "text": "x".repeat(1 << 20) }).to_string();
    assert_eq!(signed(&house, now(), &large).status, 413);
    assert!(texts(&house).is_empty());
}

fn update(message: Json) -> Json {
    let mut whole = json!({
        "message_id": 11, "date": now() - 60, "chat": { "id": 42, "type": "private", "first_name": "Bolat" },
        "from": { "id": 42, "is_bot": false, "first_name": "Bolat", "username": "bolat", "language_code": "ru" },
    });
    whole.as_object_mut().unwrap().extend(message.as_object().unwrap().clone());
    json!({ "update_id": 900, "message": whole })
}

#[test]
fn a_message_to_the_bot_is_one_report_and_is_answered_with_its_receipt() {
    let house = house();
    let sent = update(json!({ "text": "Менің ағамды алып кетті" }));
    let answer = bot(&house, &sent);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let reply = read(&answer);
    assert_eq!((&reply["method"], &reply["chat_id"]), (&json!("sendMessage"), &json!(42)));
    assert!(is_receipt(reply["text"].as_str().unwrap()), "{reply}");
    assert_eq!(reply.as_object().unwrap().len(), 3, "nothing but the receipt");
    // Telegram sends again what it believes was not taken.
    assert_eq!(read(&bot(&house, &sent)), reply);
    assert_eq!(texts(&house), ["Менің ағамды алып кетті"]);
    // Nothing is kept of who wrote: neither name nor number.
    let report = desk::look::search(desk(&house), &casebook::SearchQuery::words("алып")).unwrap();
    let source = desk::look::report(desk(&house), report[0].record).unwrap().source.unwrap().source.label;
    assert!(source.starts_with("telegram ") && !source.contains("42") | (source.len() == 21), "{source}");
    for name in ["Bolat", "bolat"] {
        assert!(desk::look::search(desk(&house), &casebook::SearchQuery::words(name)).unwrap().is_empty());
    }

    // A picture is noted and not fetched; its words are kept.
    bot(
        &house,
        &update(json!({ "message_id": 12, "caption": "at the gate", "photo": [{ "file_id": "x" }] })),
    );
    bot(&house, &update(json!({ "message_id": 13, "voice": { "file_id": "y", "duration": 3 } })));
    let all = texts(&house);
    assert!(all.contains(&"at the gate\n[a photo came with it and was not fetched]".to_owned()), "{all:?}");
    assert!(all.contains(&"[a voice message came with it and was not fetched]".to_owned()), "{all:?}");

    // An edit adds to the first under the same receipt, once.
    let mut edit = sent["message"].clone();
    edit["text"] = json!("Менің ағамды түнде алып кетті");
    edit["edit_date"] = json!(now());
    let edit = json!({ "update_id": 901, "edited_message": edit });
    assert_eq!(read(&bot(&house, &edit))["text"], reply["text"]);
    assert_eq!(read(&bot(&house, &edit))["text"], reply["text"]);
    assert_eq!(texts(&house).len(), 4);
}

#[test]
fn hostile_updates_make_nothing_and_are_let_pass() {
    let house = house();
    let nothing = |update: &Json| {
        let answer = bot(&house, update);
        assert_eq!((answer.status, answer.text()), (200, "{}".to_owned()), "{update}");
    };
    nothing(&json!({}));
    nothing(&json!([]));
    nothing(&json!(null));
    nothing(&json!({ "update_id": 1, "callback_query": { "data": "x" } }));
    nothing(&json!({ "message": "text" }));
    nothing(&json!({ "message": { "text": "no chat", "message_id": 1 } }));
    nothing(&update(json!({ "text": "" })));
    nothing(&update(json!({ "text": "/start" })));
    nothing(&update(json!({ "text": 7 })));
    nothing(&update(json!({ "message_id": "eleven", "text": "x" })));
    nothing(&update(json!({ "message_id": 1e300, "text": "x" })));
    nothing(&update(json!({ "text": "from a group", "chat": { "id": -5, "type": "supergroup" } })));
    nothing(&update(json!({ "text": "from a bot", "from": { "id": 3, "is_bot": true } })));
    assert!(texts(&house).is_empty());
    // A date without sense is no reason to lose what was said.
    for (n, date) in [json!(i64::MAX), json!(-1), json!("noon"), json!(null)].into_iter().enumerate() {
        let answer =
            bot(&house, &update(json!({ "message_id": 20 + n, "date": date, "text": "\u{202e}kept\u{0}" })));
        assert!(is_receipt(read(&answer)["text"].as_str().unwrap()), "{date}");
    }
    assert_eq!(texts(&house).len(), 4);
    let not_json = push(
        &house,
        "telegram",
        &format!("x-telegram-bot-api-secret-token: {SECRET}\r\n"),
        "{\"update_id\":",
    );
    assert_eq!(not_json.status, 400);
    let body = update(json!({ "text": "x" })).to_string();
    for lines in [
        "",
        "x-telegram-bot-api-secret-token: a secret of the partnes\r\n",
        "x-telegram-bot-api-secret-token: \r\n",
    ] {
        assert_eq!(push(&house, "telegram", lines, &body).status, 401);
    }
    assert_eq!(texts(&house).len(), 4);
}

#[test]
fn a_file_of_hooks_reads_or_says_where_it_does_not() {
    let check = |text: &str, expected: Result<&[&str], &str>| match (Hook::read_all(text), expected) {
        (Ok(hooks), Ok(names)) => assert_eq!(hooks.iter().map(|hook| &*hook.name).collect::<Vec<_>>(), names),
        (Err(says), Err(words)) => {
            assert!(says.contains(words), "{says}");
            assert!(!says.contains("0123456789abcdef"), "the secret is not told: {says}");
        }
        (read, _) => panic!("{text:?}: {read:?}"),
    };
    check("", Ok(&[]));
    check("# nobody\n\n", Ok(&[]));
    check("a 0123456789abcdef\r\nb-2\t0123456789abcdef with spaces", Ok(&["a", "b-2"]));
    check("a", Err("line 1"));
    check("\na short", Err("line 2: a secret has 16"));
    check("A 0123456789abcdef", Err("small letters"));
    check("a 0123456789abcdef\na 0123456789abcdef", Err("twice"));
    assert!(!format!("{:?}", Hook::read_all("a 0123456789abcdef")).contains("0123456789abcdef"));
}
