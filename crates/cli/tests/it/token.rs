//! A token from its issuing to its end, on the command line and over HTTP; and a count that is the same both ways.

use crate::habeas::Habeas;
use crate::served::{Answer, Served};
use serde_json::Value as Json;

fn get(served: &Served, path: &str, token: &str) -> Answer {
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n",
        served.address
    );
    served.ask(request.as_bytes()).unwrap()
}

#[test]
fn a_token_is_printed_once_and_opens_what_it_says_until_it_is_revoked() {
    let habeas = Habeas::new("Asia/Almaty");
    habeas.run(&["record", "taken at noon", "--name", "Қуаныш Т.", "--why", "a call"]).ends(0);
    let new = |name: &str, more: &[&str]| {
        let args = [["token", "new", name, "--why", "the partner asked"].as_slice(), more].concat();
        habeas.run(&args)
    };
    let issued = new("bot-1", &["--scope", "count.see,identity.see", "--expires", "30d"]).ends(0);
    let token = issued.out.trim().to_owned();
    assert!(token.starts_with("habeas_") && token.len() == 71, "{token}");
    assert!(issued.err.contains("not shown again"), "{}", issued.err);
    new("bot-1", &["--scope", "count.see"]).ends(5);
    assert!(new("bot-2", &["--scope", "everything"]).ends(3).err.contains("count.see"));
    new("bot-2", &["--scope", "count.see", "--expires", "soon"]).ends(3);

    let list = habeas.run(&["token", "list", "--format", "json"]).ends(0).out;
    let json: Json = serde_json::from_str(&list).unwrap();
    assert_eq!((&json["tokens"][0]["name"], &json["tokens"][0]["state"]), (&"bot-1".into(), &"good".into()));
    assert!(!list.contains(&token[7..]), "the token is kept nowhere");

    let printed = habeas.run(&["count", "--as-of", "2099-01-01", "--format", "json"]).ends(0).out;
    let printed: Json = serde_json::from_str(&printed).unwrap();
    let key = habeas.path().join("key").display().to_string();
    let serve = || {
        let mut served = Served::start(&habeas, &["serve"], &[("HABEAS_KEY_FILE", &key)]);
        served.link();
        served
    };
    {
        let served = serve();
        let answer = get(&served, "/api/v1/count?as_of=2099-01-01", &token);
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(serde_json::from_str::<Json>(&answer.body).unwrap(), printed);
        assert_eq!(get(&served, "/api/v1/board", &token).status, 403);
    }
    habeas.run(&["token", "revoke", "bot-1", "--why", "no longer needed"]).ends(0);
    habeas.run(&["token", "revoke", "bot-1", "--why", "again"]).ends(4);
    let served = serve();
    assert_eq!(get(&served, "/api/v1/count", &token).status, 401);
}

#[test]
fn a_call_that_is_sent_again_after_the_server_was_killed_is_one() {
    let habeas = Habeas::new("Asia/Almaty");
    habeas
        .run(&[
            "record",
            "taken at noon",
            "--name",
            "Қуаныш Т.",
            "--unit",
            "Example Station",
            "--why",
            "a call",
        ])
        .ends(0);
    let scope =
        "record.see,intake.write,check.write,review.decide,search.see,board.see,token.issue,identity.see";
    let token =
        habeas.run(&["token", "new", "bot-1", "--scope", scope, "--why", "w"]).ends(0).out.trim().to_owned();
    let key = habeas.path().join("key").display().to_string();
    let serve = || {
        let mut served = Served::start(&habeas, &["serve"], &[("HABEAS_KEY_FILE", &key)]);
        served.link();
        served
    };
    let post = |served: &Served, path: &str, name: &str, body: &str| {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n\
             idempotency-key: {name}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            served.address,
            body.len()
        );
        let answer = served.ask(request.as_bytes()).unwrap();
        (answer.status, answer.body)
    };
    let position = |served: &Served| {
        let answer = get(served, "/api/v1/entries?since=0&limit=500", &token);
        serde_json::from_str::<Json>(&answer.body).unwrap()["position"].as_u64().unwrap()
    };
    let mut sent: Vec<(&str, &str, String, Json)> = Vec::new();
    let before = {
        let served = serve();
        let found = |query: &str| {
            let answer = get(&served, &format!("/api/v1/{query}"), &token);
            serde_json::from_str::<Json>(&answer.body).unwrap()
        };
        let units = found("units");
        let unit = units["hits"][0]["record"].as_str().unwrap_or_else(|| panic!("{units}")).to_owned();
        let claim = r#"{"property":"person.note","value":"seen on a bus","why":"w"}"#.to_owned();
        let mut do_it = |path: &'static str, name: &'static str, body: String| {
            let (status, answer) = post(&served, path, name, &body);
            assert_eq!(status, 201, "{path}: {answer}");
            let answer: Json = serde_json::from_str(&answer).unwrap();
            sent.push((path, name, body, answer.clone()));
            answer
        };
        let claimed = do_it("/api/v1/claims", "c-1", claim);
        do_it("/api/v1/checks", "k-1", format!(r#"{{"unit":"{unit}","answer":"no_answer","why":"w"}}"#));
        do_it("/api/v1/calls", "l-1", r#"{"text":"another was taken","why":"w"}"#.to_owned());
        do_it("/api/v1/retract", "r-1", format!(r#"{{"id":{},"why":"w"}}"#, claimed["claim"]));
        position(&served)
        // Killed without a word when it goes out of scope.
    };
    let served = serve();
    for (path, name, body, answer) in &sent {
        for _ in 0..2 {
            let (status, again) = post(&served, path, name, body);
            assert_eq!(status, 201, "{path}: {again}");
            assert_eq!(serde_json::from_str::<Json>(&again).unwrap(), *answer, "{path}");
        }
        let (status, other) = post(&served, path, name, &body.replace("\"why\":\"w\"", "\"why\":\"x\""));
        assert_eq!(status, 409, "{path}: {other}");
    }
    assert_eq!(position(&served), before, "nothing was saved twice");
    // Another token may use the same names.
    assert_eq!(post(&served, "/api/v1/claims", "c-2", &sent[0].2).0, 201);
}
