//! Passkeys under a public name, as people elsewhere meet them: a browser that comes by https, and something in front that ends TLS
//! and hands on every byte. Needs Chromium, python3 and openssl; where one is missing the story says so and passes.

use super::access::owner;
use super::browser::Browser;
use super::house::{House, one_detention};
use desk::access::{Role, invite};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const NAME: &str = "desk.example.org";

/// Ends TLS on a port and hands the bytes on.
const FRONT: &str = r#"
import socket, ssl, sys, threading
port, to, cert, key = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(cert, key)
def pump(a, b):
    try:
        while True:
            piece = a.recv(65536)
            if not piece: break
            b.sendall(piece)
    except OSError: pass
    finally:
        for one in (a, b):
            try: one.shutdown(socket.SHUT_RDWR)
            except OSError: pass
def serve(raw):
    try:
        outside = context.wrap_socket(raw, server_side=True)
        inside = socket.create_connection(("127.0.0.1", to))
    except OSError: return
    threading.Thread(target=pump, args=(outside, inside), daemon=True).start()
    pump(inside, outside)
listening = socket.create_server(("127.0.0.1", port))
print("listening", flush=True)
while True:
    raw, _ = listening.accept()
    threading.Thread(target=serve, args=(raw,), daemon=True).start()
"#;

/// What ends TLS; it ends with the story.
struct Front(Child);

impl Drop for Front {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn there_is(program: &str, argument: &str) -> bool {
    let there = Command::new(program).arg(argument).output().is_ok_and(|out| out.status.success());
    if !there {
        eprintln!("there is no {program} here: this story was not played");
    }
    there
}

/// What openssl answers.
fn openssl(args: &[&str], dir: &Path, input: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut child = Command::new("openssl")
        .args(args)
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "openssl {args:?}");
    out.stdout
}

#[test]
fn a_member_joins_and_signs_in_with_a_passkey_under_a_public_name() {
    if !there_is("python3", "--version") || !there_is("openssl", "version") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let subject = format!("/CN={NAME}");
    let alternative = format!("subjectAltName=DNS:{NAME}");
    openssl(
        &[
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
            "-days",
            "2",
            "-subj",
            &subject,
            "-addext",
            &alternative,
        ],
        dir.path(),
        b"",
    );
    // The browser believes this one key, as it would believe one that an authority signed.
    let public = openssl(&["x509", "-in", "cert.pem", "-pubkey", "-noout"], dir.path(), b"");
    let der = openssl(&["pkey", "-pubin", "-outform", "DER"], dir.path(), &public);
    let sum = openssl(&["dgst", "-sha256", "-binary"], dir.path(), &der);
    let sum = String::from_utf8(openssl(&["base64", "-A"], dir.path(), &sum)).unwrap();
    let rules = format!("--host-resolver-rules=MAP {NAME} 127.0.0.1");
    let believed = format!("--ignore-certificate-errors-spki-list={}", sum.trim());
    let Some(mut browser) = Browser::start_with(&[&rules, &believed]) else { return };

    let port = {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        free.local_addr().unwrap().port()
    };
    let house = House::called(&format!("{NAME}:{port}"), one_detention);
    let mut child = Command::new("python3")
        .args(["-c", FRONT, &port.to_string(), &house.address.port().to_string()])
        .args([dir.path().join("cert.pem"), dir.path().join("key.pem")])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
    let _front = Front(child);
    assert_eq!(said.trim(), "listening");

    let at = |path: &str| format!("https://{NAME}:{port}{path}");
    let (actor, why) = owner();
    let desk = house.desk.as_ref().unwrap();
    let invited = invite(desk, &actor, &why, "ver-1", &[Role::Verifier], &BTreeSet::new()).unwrap();
    browser.call("WebAuthn.enable", json!({ "enableUI": false }));
    let options = json!({
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
        "isUserVerified": true, "automaticPresenceSimulation": true,
    });
    let device =
        browser.call("WebAuthn.addVirtualAuthenticator", json!({ "options": options }))["authenticatorId"]
            .clone();
    let press = |browser: &mut Browser| {
        browser.wait_for("document.querySelector('[data-passkey-go]')?.hidden === false");
        browser.tell("document.querySelector('[data-passkey-go]').click()");
    };
    browser.go(&at(&format!("/join?token={}", invited.token)));
    press(&mut browser);
    browser.wait_for("location.pathname === '/account' && document.querySelector('h1')");
    assert!(browser.reads().contains("ver-1"), "{}", browser.reads());
    // The passkey belongs to the name alone.
    let kept = browser.call("WebAuthn.getCredentials", json!({ "authenticatorId": device }));
    assert_eq!(kept["credentials"][0]["rpId"], json!(NAME), "{kept}");
    let cookies = browser.call("Network.getCookies", json!({ "urls": [at("/")] }));
    let session =
        cookies["cookies"].as_array().unwrap().iter().find(|one| one["name"] == "__Host-habeas_session");
    let session = session.unwrap_or_else(|| panic!("{cookies}"));
    assert_eq!((&session["secure"], &session["httpOnly"]), (&json!(true), &json!(true)));

    browser.tell("document.querySelector('form[action=\"/sign-out\"]').requestSubmit()");
    browser.wait_for("location.pathname === '/sign-out'");
    browser.go(&at("/sign-in"));
    press(&mut browser);
    browser.wait_for("location.pathname === '/' && document.querySelector('#board')");
    // A form of this page goes through with the token and the origin of the name.
    browser.go(&at("/account"));
    browser.tell("document.querySelector('form[action=\"/account/sessions\"]').requestSubmit()");
    browser.wait_for("location.pathname === '/account' && document.readyState === 'complete'");
    assert!(browser.reads().contains("ver-1"));
    // Under localhost the same server asks for another: this one opens nothing there.
    browser.go(&format!("http://localhost:{}/sign-in", house.address.port()));
    press(&mut browser);
    browser.wait_for("document.querySelector('[data-passkey-says]').textContent !== ''");
    assert_eq!(browser.tell("location.pathname"), json!("/sign-in"));
    assert_ne!(browser.tell("document.querySelector('[data-passkey-says]').textContent"), Value::Null);
}
