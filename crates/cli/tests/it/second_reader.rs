//! A second reader that lies, floods and hangs, asked by the binary.

use crate::habeas::Ended;
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::Command;

const TEXT: &str = "Police came at noon. They walked Anna Lee, a journalist of Radio Pine, to a waiting bus in Abay Square.\n";

/// A server that answers every question with this body; `strict` first refuses a question for a shape.
fn serving(body: String, refuses: bool, hangs: bool) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut asked = Vec::new();
            let mut piece = [0; 65_536];
            while let Ok(n) = stream.read(&mut piece) {
                asked.extend_from_slice(&piece[..n]);
                // The report is the last thing in the question.
                if n == 0 || asked.ends_with(b"}") {
                    break;
                }
            }
            if hangs {
                std::thread::sleep(std::time::Duration::from_secs(60));
            }
            let asked = String::from_utf8_lossy(&asked);
            let (status, body) = if refuses && asked.contains("response_format") {
                ("400 Bad Request", "either json_schema or grammar".to_owned())
            } else {
                ("200 OK", body.clone())
            };
            let head =
                format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len());
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    port
}

fn said(content: &Value) -> String {
    json!({ "choices": [{ "message": { "role": "assistant", "content": content.to_string() } }] }).to_string()
}

fn extract(reader: Option<&str>, more: &[&str]) -> Ended {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("report.txt");
    std::fs::write(&file, TEXT).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_habeas"));
    command.env_clear().args(["extract", "--format", "json"]).arg(&file);
    if let Some(reader) = reader {
        command.args(["--reader", reader]);
    }
    Ended::of(&command.args(more).output().unwrap())
}

fn second(facts: &Value) -> Vec<&Value> {
    facts["facts"].as_array().unwrap().iter().filter(|fact| fact["second_reader"] == true).collect()
}

#[test]
fn it_may_point_and_is_marked_also_where_a_shape_is_refused() {
    let fact = json!({ "type": "detention", "quote": "They walked Anna Lee, a journalist of Radio Pine, to a waiting bus",
        "occurrence": 1, "slots": { "name": "Anna Lee" } });
    let invented = json!({ "type": "detention", "quote": "Olga Smirnova was detained", "occurrence": 1, "slots": { "name": "Olga Smirnova" } });
    for refuses in [false, true] {
        let port = serving(said(&json!({ "facts": [fact, invented] })), refuses, false);
        let ended = extract(Some(&format!("http://127.0.0.1:{port}")), &[]).ends(0);
        let drafts = ended.json();
        assert!(!ended.out.contains("Smirnova"));
        let drafted =
            drafts["facts"].as_array().unwrap().iter().filter(|fact| fact["name"] == "Anna Lee").count();
        assert_eq!(drafted, 1, "{drafts}");
        assert!(second(&drafts).len() <= 1);
    }
}

#[test]
fn nothing_of_a_hostile_reader_gets_through_and_the_grammar_stands() {
    let plain = extract(None, &[]).ends(0).json();
    for body in [
        said(
            &json!({ "facts": [{ "type": "detention", "quote": "Olga Smirnova", "occurrence": 1, "slots": { "name": "Olga Smirnova" }, "start": 0, "end": 9 }] }),
        ),
        said(
            &json!({ "facts": [{ "type": "detention", "quote": "Police came", "occurrence": 1, "slots": { "name": "Olga Smirnova" } }] }),
        ),
        "<html><body>502</body></html>".to_owned(),
        "{}".to_owned(),
        String::new(),
        "[".repeat(1 << 20),
        "x".repeat(10 << 20),
        said(&json!("x".repeat(10 << 20))),
    ] {
        let port = serving(body, false, false);
        let ended = extract(Some(&format!("http://127.0.0.1:{port}")), &[]);
        assert!(ended.code <= 1, "{}", ended.err);
        assert_eq!(ended.json(), plain);
    }
    let port = serving(String::new(), false, true);
    let ended = extract(Some(&format!("http://127.0.0.1:{port}")), &["--reader-patience", "2"]).ends(1);
    assert_eq!(ended.json(), plain);
}

#[test]
fn a_reader_elsewhere_is_refused_before_anything_is_read() {
    for address in [
        "http://192.0.2.1:8080",
        "http://0.0.0.0:1",
        "https://example.org",
        "file:///etc/passwd",
        "http://[::ffff:192.0.2.1]:80",
        "x",
    ] {
        let ended = extract(Some(address), &[]).ends(3);
        assert!(ended.out.is_empty());
    }
}
