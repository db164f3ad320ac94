//! A reporter from its key to its dismissal: keys, admission, a report signed with openssl as docs/api.md tells, a server
//! that is killed and started again.

use crate::habeas::Habeas;
use crate::served::{Answer, Served};
use serde_json::{Value as Json, json};
use std::process::Command;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Runs openssl beside the casebook; its output.
fn openssl(habeas: &Habeas, args: &[&str]) -> Vec<u8> {
    let output = Command::new("openssl").args(args).current_dir(habeas.path()).output().unwrap();
    assert!(output.status.success(), "openssl {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

struct Sender<'h> {
    habeas: &'h Habeas,
    casebook: String,
    key: String,
}

impl Sender<'_> {
    /// Signs and sends a report as docs/api.md tells.
    fn send(&self, served: &Served, name: &str, body: &str) -> Answer {
        self.habeas.file("body.json", body);
        let casebook: Vec<u8> = (0..32)
            .step_by(2)
            .map(|at| u8::from_str_radix(&self.casebook[at..at + 2], 16).unwrap())
            .collect();
        let digest = openssl(self.habeas, &["dgst", "-sha256", "-binary", "body.json"]);
        let message = [b"habeas report v1\n".as_slice(), &casebook, &digest, name.as_bytes()].concat();
        self.habeas.file("message", message);
        let args = ["pkeyutl", "-sign", "-rawin", "-inkey", "reporter.pem", "-in", "message"];
        let signature = hex(&openssl(self.habeas, &args));
        let request = format!(
            "POST /api/v1/reports HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\n\
habeas-key: {}\r\nhabeas-signature: {signature}\r\nidempotency-key: {name}\r\ncontent-length: {}\r\n\r\n{body}",
            served.address,
            self.key,
            body.len()
        );
        served.ask(request.as_bytes()).unwrap()
    }
}

#[test]
fn a_reporter_is_admitted_hands_in_reports_and_is_dismissed() {
    let habeas = Habeas::new("Asia/Almaty");
    // A key made here is one that openssl reads, and the public half is the same.
    let public = habeas.run(&["reporter", "key", "reporter.pem"]).ends(0).out.trim().to_owned();
    let der = openssl(&habeas, &["pkey", "-in", "reporter.pem", "-pubout", "-outform", "DER"]);
    habeas.run(&["reporter", "key", "reporter.pem"]).ends(5);

    let admit = |name: &str, key: &str| {
        let args = ["reporter", "admit", name, "--key", key, "--why", "met in person", "--format", "json"];
        habeas.run(&args)
    };
    let weak = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    assert!(admit("office-2", weak).ends(3).err.contains("weak"));
    assert!(admit("office-2", "AAAA").ends(3).err.contains("not a public key"));
    habeas.run(&["reporter", "admit", "office-2", "--key", &public]).ends(3);
    let dry = ["reporter", "admit", "office-2", "--key", &public, "--why", "to see", "--dry-run"];
    habeas.run(&dry).ends(0);
    let told = admit("office-2", &hex(&der[12..])).ends(0).json();
    assert_eq!(told["key"], public);
    assert!(admit("office-3", &public).ends(5).err.contains("admitted already, as office-2"));
    let other = habeas.run(&["reporter", "key", "third.pem"]).ends(0).out.trim().to_owned();
    assert!(admit("Office 2", &other).ends(5).err.contains("There is a reporter"));

    let sender =
        Sender { habeas: &habeas, casebook: told["casebook"].as_str().unwrap().to_owned(), key: public };
    let body = json!({ "text": "Күнсұлу Т. автобусқа отырғызылды", "language": "kk", "source": "caller 7" })
        .to_string();
    let env = [("HABEAS_KEY_FILE", habeas.path().join("key").display().to_string())];
    let env: Vec<(&str, &str)> = env.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let serve = || {
        let mut served = Served::start(&habeas, &["serve"], &env);
        served.link();
        served
    };
    let first: Json = {
        let served = serve();
        let answer = sender.send(&served, "r-1", &body);
        assert_eq!(answer.status, 201, "{}", answer.body);
        // Killed without a word, a moment after it acknowledged.
        serde_json::from_str(&answer.body).unwrap()
    };
    {
        let served = serve();
        let again = sender.send(&served, "r-1", &body);
        assert_eq!((again.status, serde_json::from_str::<Json>(&again.body).unwrap()), (200, first.clone()));
        let changed = sender.send(&served, "r-1", &body.replace("caller 7", "caller 8"));
        assert_eq!(changed.status, 409, "{}", changed.body);
    }
    let shown = habeas.run(&["show", first["report"].as_str().unwrap()]).ends(0).out;
    for words in ["office-2", "caller 7", "message"] {
        assert!(shown.contains(words), "{words} is not in\n{shown}");
    }
    let found = habeas.run(&["search", "Күнсұлу"]).ends(0).out;
    assert!(found.contains("report"), "{found}");

    habeas.run(&["reporter", "dismiss", "office-9", "--why", "lost"]).ends(4);
    habeas.run(&["reporter", "dismiss", "office-2", "--why", "the telephone was lost"]).ends(0);
    let list = habeas.run(&["reporter", "list", "--format", "json"]).ends(0).json();
    assert_eq!(list["reporters"][0]["admitted"], "dismissed");
    assert!(habeas.run(&["reporter", "list"]).ends(0).out.contains("office-2"));
    let served = serve();
    assert_eq!(sender.send(&served, "r-2", &body).status, 403);
}
