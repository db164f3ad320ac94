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
