//! Fetching what a stranger names, against a server of our own that plays every trick.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
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

/// Gzip that grows from a megabyte to forty: members of a thousand zero bytes, one after the other.
fn bomb() -> Vec<u8> {
    const MEMBER: [u8; 29] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 99, 96, 24, 5, 163, 96, 20, 12, 119, 0, 0, 128, 23, 11, 6, 232, 3,
        0, 0,
    ];
    MEMBER.repeat(40_000)
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
        "/slow-head" => {
            let _ = say("HTTP/1.1 200 OK\r\nx: ");
            loop {
                std::thread::sleep(Duration::from_millis(300));
                if stream.write_all(b"x").is_err() {
                    return;
                }
            }
        }
        "/endless-head" => {
            let _ = say("HTTP/1.1 200 OK\r\n");
            while stream.write_all(b"x: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n").is_ok() {}
            return;
        }
        // Called packed, or hidden.
        "/bomb" | "/hidden-bomb" => {
            let packed = if path == "/bomb" { "content-encoding: gzip\r\n" } else { "" };
            let _ = say(&format!("{ok}{packed}content-length: {}\r\n\r\n", bomb().len()));
            stream.write_all(&bomb())
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
    fetch_trusting(address, allow, None)
}

/// The same, with a file of certificates to trust.
fn fetch_trusting(address: &str, allow: &[String], roots: Option<&Path>) -> Result<Vec<u8>, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_habeas"));
    command.arg("fetch-worker").env_clear();
    if let Some(roots) = roots {
        command.arg("--roots").arg(roots);
    }
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
        ("/bomb", "packed"),
        ("/endless-head", ""),
        ("/404", "404"),
        ("/rubbish", ""),
    ] {
        let why = fetch(&format!("http://127.0.0.1:{port}{path}"), &allow).expect_err(path);
        assert!(why.contains(says), "{path}: {why}");
    }
    // What does not say that it is packed is taken as it stands, and grows nowhere.
    assert_eq!(fetch(&format!("http://127.0.0.1:{port}/hidden-bomb"), &allow).unwrap(), bomb());
    std::thread::scope(|scope| {
        for path in ["/slow", "/slow-head"] {
            let (address, allow) = (format!("http://127.0.0.1:{port}{path}"), &allow);
            scope.spawn(move || {
                let why = fetch(&address, allow).expect_err(path);
                assert!(why.contains("time"), "{path}: {why}");
            });
        }
    });
    // Twenty seconds are the limit; the rest is room for a busy machine.
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
}

#[test]
fn a_fetcher_that_was_taken_over_reaches_nothing_but_ports_of_pages() {
    let dir = tempfile::tempdir().unwrap();
    let secret = dir.path().join("canary");
    std::fs::write(&secret, "a name").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let escape = |allow: &[&str]| {
        let tried = Command::new(env!("CARGO_BIN_EXE_habeas"))
            .args(["fetch-worker", "--escape", &secret.display().to_string(), &address])
            .args(allow)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        String::from_utf8(tried.stdout).unwrap()
    };
    let lines = escape(&[]);
    assert_eq!(lines.lines().count(), 12, "{lines}");
    for line in lines.lines() {
        // Names are asked for by datagrams; where those go is the resolver's business, and docs/feeds.md says so.
        let wanted = if line.starts_with("send a datagram") { ": DONE" } else { ": refused" };
        assert!(line.ends_with(wanted), "{line}");
    }
    assert_eq!(std::fs::read_to_string(&secret).unwrap(), "a name");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    assert!(listener.accept().is_err(), "somebody came");
    // What was refused there is possible where somebody listed it: the attempt is a real one.
    let lines = escape(&["--allow", &address]);
    assert!(lines.contains("connect: DONE") && listener.accept().is_ok(), "{lines}");
}

#[test]
fn a_page_over_tls_needs_a_certificate_that_is_trusted() {
    let dir = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| crate::authority::openssl(dir.path(), args);
    if Command::new("openssl").arg("version").output().is_err() {
        println!("skipped: openssl is not installed, so no certificate can be made");
        return;
    }
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30"];
    let root = ["-x509", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=A synthetic root"];
    run(&[&["req"][..], &key, &root].concat()).unwrap();
    let of = |name: &str| {
        let (pem, key_file) = (format!("{name}.pem"), format!("{name}.key"));
        let alternative = format!("subjectAltName=DNS:{name}");
        let signed = ["-x509", "-CA", "ca.pem", "-CAkey", "ca.key", "-keyout", &key_file, "-out", &pem];
        let says =
            ["-subj", "/CN=A page", "-addext", &alternative, "-addext", "basicConstraints=critical,CA:FALSE"];
        run(&[&["req"][..], &key, &signed, &says].concat()).unwrap();
        serving_tls(&dir.path().join(pem), &dir.path().join(key_file))
    };
    let (right, wrong) = (of("localhost"), of("elsewhere.example"));
    let at = |port: u16| (format!("https://localhost:{port}/"), [format!("localhost:{port}")]);
    let roots = dir.path().join("ca.pem");
    let (address, allow) = at(right);
    assert_eq!(fetch_trusting(&address, &allow, Some(&roots)).unwrap(), b"hello");
    // The system does not know that root; and a certificate of another name is no good.
    assert!(fetch_trusting(&address, &allow, None).is_err());
    let (address, allow) = at(wrong);
    assert!(fetch_trusting(&address, &allow, Some(&roots)).is_err());
    assert!(fetch_trusting(&address, &allow, Some(Path::new("/none"))).unwrap_err().contains("certificates"));
}

/// A server of one page over TLS.
fn serving_tls(certificate: &Path, key: &Path) -> u16 {
    use rustls::pki_types::pem::PemObject as _;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let certificate = CertificateDer::from_pem_file(certificate).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], PrivateKeyDer::from_pem_file(key).unwrap())
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = rustls::StreamOwned::new(connection, stream);
            // A client that does not trust it hangs up.
            let _ = stream.read(&mut [0; 8_192]).and_then(|_| {
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 5\r\n\r\nhello")?;
                stream.conn.send_close_notify();
                stream.flush()
            });
        }
    });
    port
}

/// Names that mean one address when they are looked at and another when they are used. It takes a network of its own, in
/// which the system's own resolver asks a server of ours.
#[test]
fn a_name_is_asked_for_once_and_what_was_looked_at_is_what_is_connected_to() {
    const INSIDE: &str = "HABEAS_TEST_INSIDE";
    if std::env::var_os(INSIDE).is_some() {
        return rebinding();
    }
    let dir = tempfile::tempdir().unwrap();
    let resolver = dir.path().join("resolv.conf");
    std::fs::write(&resolver, "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n").unwrap();
    let enter =
        "mount --bind \"$1\" /etc/resolv.conf && ip link set lo up && exec \"$2\" --exact \"$3\" --nocapture";
    let test = "fetching::a_name_is_asked_for_once_and_what_was_looked_at_is_what_is_connected_to";
    let apart = |script: &str| {
        Command::new("unshare")
            .args(["--user", "--map-root-user", "--net", "--mount", "sh", "-c", script, "sh"])
            .args([&resolver, &std::env::current_exe().unwrap(), Path::new(test)])
            .env(INSIDE, "1")
            .output()
    };
    if !apart("mount --bind \"$1\" /etc/resolv.conf && ip link set lo up")
        .is_ok_and(|ended| ended.status.success())
    {
        println!("skipped: this system gives no network of one's own (unshare)");
        return;
    }
    let ended = apart(enter).unwrap();
    let words =
        [ended.stdout, ended.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(ended.status.success() && words.contains("1 passed"), "{words}");
}

fn rebinding() {
    // Whoever listens on the ports of pages: nobody must come.
    let inside = TcpListener::bind("127.0.0.1:80").unwrap();
    inside.set_nonblocking(true).unwrap();
    let names = UdpSocket::bind("127.0.0.1:53").unwrap();
    let (say, asked) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut times = std::collections::HashMap::new();
        let mut packet = [0; 512];
        while let Ok((n, from)) = names.recv_from(&mut packet) {
            let (reply, name) = resolved(&packet[..n], &mut times);
            say.send(name).unwrap();
            let _ = names.send_to(&reply, from);
        }
    });
    for (name, says) in [("rebind", "reach"), ("mixed", "public"), ("private", "public"), ("public", "reach")]
    {
        let why = fetch(&format!("http://{name}.example/"), &[]).unwrap_err();
        assert!(why.contains(says) || (says == "reach" && why.contains("etwork")), "{name}: {why}");
        // Both families are asked for, each once.
        let mut questions: Vec<(String, u16)> = asked.try_iter().collect();
        questions.sort();
        assert_eq!(questions, [1, 28].map(|family| (name.to_owned(), family)), "{name}");
        assert!(inside.accept().is_err(), "{name}: somebody came");
    }
}

/// An answer to a question for a name, which and of which family.
fn resolved(question: &[u8], times: &mut std::collections::HashMap<String, u32>) -> (Vec<u8>, (String, u16)) {
    let length = usize::from(question[12]);
    let name = String::from_utf8_lossy(&question[13..13 + length]).into_owned();
    let end = 12 + question[12..].iter().position(|byte| *byte == 0).unwrap() + 5;
    let family = u16::from_be_bytes([question[end - 4], question[end - 3]]);
    let (public, private) = ([93, 184, 216, 34], [127, 0, 0, 1]);
    let addresses: Vec<[u8; 4]> = match (family, name.as_str()) {
        (1, "rebind") => {
            let times = times.entry(name.clone()).or_insert(0);
            *times += 1;
            vec![if *times == 1 { public } else { private }]
        }
        (1, "mixed") => vec![public, private],
        (1, "private") => vec![private],
        (1, _) => vec![public],
        _ => Vec::new(),
    };
    let mut reply = question[..2].to_vec();
    reply.extend([0x81, 0x80, 0, 1, 0, addresses.len() as u8, 0, 0, 0, 0]);
    reply.extend(&question[12..end]);
    for address in addresses {
        reply.extend([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4]);
        reply.extend(address);
    }
    (reply, (name, family))
}
