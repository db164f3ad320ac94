//! `habeas demo`: what the day holds, and a server that lets in whoever has the link.

use crate::habeas::Habeas;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

#[test]
fn the_demo_day_is_as_large_as_promised_and_repeats_itself() {
    let habeas = Habeas::new("UTC");
    let day = |dir: &str| {
        let keep = habeas.path().join(dir).display().to_string();
        habeas.run(&["demo", "--no-serve", "--seed", "7", "--keep", &keep, "--format", "json"]).ends(0).json()
    };
    let first = day("one");
    assert!(first["reports"].as_u64().unwrap() >= 400, "{first:#}");
    assert!(first["claims"].as_u64().unwrap() >= 1500, "{first:#}");
    assert_eq!(first, day("two"), "the same seed gives the same day");
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn get(address: &str, path: &str, cookie: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn the_demo_serves_its_pages_to_whoever_has_the_link_once() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_habeas"))
        .args(["demo", "--listen", "127.0.0.1:0", "--keep"])
        .arg(dir.path().join("day"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut link = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut link).unwrap();
    let _running = Running(child);
    let link = link.trim().strip_prefix("http://").expect("a link").to_owned();
    let (address, path) = link.split_once('/').unwrap();
    let path = format!("/{path}");
    assert!(address.starts_with("127.0.0.1:"), "only this machine");

    assert!(!get(address, "/", "").starts_with("HTTP/1.1 200"), "nobody without the link");
    let signed_in = get(address, &path, "");
    let cookie = signed_in
        .lines()
        .find_map(|line| {
            line.to_ascii_lowercase().starts_with("set-cookie:").then(|| line[11..].trim().to_owned())
        })
        .expect("a cookie");
    let cookie = cookie.split(';').next().unwrap();
    let board = get(address, "/", cookie);
    assert!(board.starts_with("HTTP/1.1 200"), "{board}");
    assert!(board.contains("content-security-policy"), "{board}");
    assert!(
        !get(address, &path, "").to_ascii_lowercase().contains("set-cookie: habeas"),
        "the link opens once"
    );
}

#[test]
fn a_signal_is_a_normal_end_and_frees_the_casebook() {
    let habeas = Habeas::new("UTC");
    habeas.run(&["record", "--name", "Somebody"]).ends(0);
    let checkpoint = || std::fs::read_to_string(habeas.casebook().join("ledger").join("checkpoint")).unwrap();
    let before = checkpoint();
    let mut child = Command::new(env!("CARGO_BIN_EXE_habeas"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("HABEAS_CASEBOOK", habeas.casebook())
        .env("HABEAS_KEY_FILE", habeas.path().join("key"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut link = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut link).unwrap();
    assert!(link.starts_with("http://127.0.0.1:"));
    assert!(habeas.run(&["count"]).ends(6).err.contains("in use by process"), "one process at a time");
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(0), "a stop by signal is a normal end");
    assert_eq!(checkpoint(), before, "nothing was saved, nothing changed");
    habeas.run(&["count"]).ends(0);
}
