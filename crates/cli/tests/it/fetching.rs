//! Fetching what a stranger names, against a server of our own that plays every trick.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A server that answers each path its own way, and the requests it saw.
fn server() -> (u16, std::sync::mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (seen, requests) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let seen = seen.clone();
            std::thread::spawn(move || answer(stream, &seen));
        }
    });
    (port, requests)
}

fn answer(mut stream: TcpStream, seen: &std::sync::mpsc::Sender<String>) {
    let mut head = vec![0; 8_192];
    let n = stream.read(&mut head).unwrap_or(0);
    let head = String::from_utf8_lossy(&head[..n]).into_owned();
    let _ = seen.send(head.clone());
    let path = head.split(' ').nth(1).unwrap_or("/").to_owned();
    let mut say = |text: &str| stream.write_all(text.as_bytes());
    let ok = "HTTP/1.1 200 OK\r\nconnection: close\r\nset-cookie: a=b\r\n";
    let _ = match path.as_str() {
        "/page" => say(&format!("{ok}content-length: 5\r\n\r\nhello")),
        "/slow" => {
            let _ = say(&format!("{ok}\r\n"));
            loop {
                std::thread::sleep(Duration::from_millis(300));
                if stream.write_all(b"x").is_err() {
                    return;
                }
            }
        }
        "/endless" => {
            let _ = say(&format!("{ok}\r\n"));
            while stream.write_all(&[b'x'; 65_536]).is_ok() {}
            return;
        }
        "/says-huge" => say(&format!("{ok}content-length: 99999999999\r\n\r\nx")),
        "/packed" => say(&format!("{ok}content-encoding: gzip\r\ncontent-length: 1\r\n\r\nx")),
        "/404" => say("HTTP/1.1 404 No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"),
        "/rubbish" => say("\u{0}\u{1}\u{2}"),
        path => {
            let to = path.strip_prefix("/to/").unwrap_or(path).replace("%23", "#");
            say(&format!(
                "HTTP/1.1 302 Go\r\nconnection: close\r\nset-cookie: a=b\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n"
            ))
        }
    };
}

/// What the worker gives for an address: bytes, or the sentence why not.
fn fetch(address: &str, allow: &[String]) -> Result<Vec<u8>, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_habeas"));
    command.arg("fetch-worker").env_clear();
    for host in allow {
        command.args(["--allow", host]);
    }
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    child.stdin.take().unwrap().write_all(address.as_bytes()).unwrap();
    let ended = child.wait_with_output().unwrap();
    let words = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(ended.status.success() || ended.stdout.is_empty(), "{words}");
    if ended.status.success() { Ok(ended.stdout) } else { Err(words) }
}

#[test]
fn only_public_addresses_are_fetched_from() {
    let (port, requests) = server();
    let refused = |address: &str| {
        let why = fetch(address, &[]).expect_err(address);
        let says = ["public", "port", "http", "password", "address", "known"];
        assert!(says.iter().any(|word| why.contains(word)), "{address}: {why}");
    };
    refused(&format!("http://127.0.0.1:{port}/page"));
    for host in [
        "127.0.0.1",
        "localhost",
        "0.0.0.0",
        "0",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "10.0.0.1",
        "172.16.9.9",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::a00:1]",
        "[fe80::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[ff02::1]",
        "[2002:7f00:1::]",
        "[2001::1]",
        "[2001:db8::1]",
        "127。0。0。1",
        "１２７.0.0.1",
    ] {
        refused(&format!("http://{host}/"));
    }
    for address in [
        "",
        "x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://127.0.0.1/",
        "data:text/plain,x",
        "http://",
        "http://a:b@example.org/",
        "http://example.org:22/",
        "javascript:alert(1)",
    ] {
        refused(address);
    }
    assert!(requests.try_recv().is_err(), "somebody connected");
}

#[test]
fn a_listed_host_is_fetched_from_and_each_redirect_is_looked_at_anew() {
    let (port, requests) = server();
    let (other, others) = server();
    let allow = [format!("127.0.0.1:{port}")];
    let at = |path: &str| format!("http://127.0.0.1:{port}{path}");
    assert_eq!(fetch(&at("/page"), &allow).unwrap(), b"hello");
    assert_eq!(fetch(&at("/to//page"), &allow).unwrap(), b"hello");
    assert_eq!(fetch(&at("/to//to//to//page"), &allow).unwrap(), b"hello");
    for request in requests.try_iter() {
        let request = request.to_lowercase();
        assert!(
            !request.contains("cookie") && !request.contains("referer") && !request.contains("habeas"),
            "{request}"
        );
    }
    for (to, says) in [
        ("http://169.254.169.254/latest/meta-data/", "public"),
        ("http://127.0.0.1/", "public"),
        (&*format!("http://127.0.0.1:{other}/page"), "port"),
        (&*format!("http://localhost:{port}/page"), "port"),
        ("http://[::1]/", "public"),
        ("http://[::ffff:169.254.169.254]/", "public"),
        ("//10.0.0.1/", "public"),
        ("file:///etc/passwd", "http"),
        ("/loop", "more than 5 times"),
    ] {
        let path = if to == "/loop" { "/loop".to_owned() } else { format!("/to/{to}") };
        let why = fetch(&at(&path), &allow).expect_err(to);
        assert!(why.contains(says), "{to}: {why}");
    }
    assert!(others.try_recv().is_err(), "somebody connected");
}

#[test]
fn slow_endless_huge_and_odd_answers_end() {
    let (port, _requests) = server();
    let allow = [format!("127.0.0.1:{port}")];
    let begun = Instant::now();
    for (path, says) in [
        ("/endless", "larger than 5 MB"),
        ("/says-huge", ""),
        ("/packed", "packed"),
        ("/404", "404"),
        ("/rubbish", ""),
    ] {
        let why = fetch(&format!("http://127.0.0.1:{port}{path}"), &allow).expect_err(path);
        assert!(why.contains(says), "{path}: {why}");
    }
    let why = fetch(&format!("http://127.0.0.1:{port}/slow"), &allow).expect_err("slow");
    assert!(why.contains("time"), "{why}");
    // Twenty seconds are the limit; the rest is room for a busy machine.
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
}
