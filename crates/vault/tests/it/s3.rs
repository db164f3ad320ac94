//! The shelf in a bucket, against a real S3 server on this machine.

use crate::stuff::{Noise, files_under, keep};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use vault::shelf::{S3Access, S3Shelf, Shelf as _, Tidied};
use vault::{BlobReader, VaultError, check, store, system_random};

/// A server that dies with the test.
struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts one, with a bucket; none when there is nothing to start.
    fn start() -> Option<Self> {
        let Some(python) = std::env::var_os("HABEAS_PYTHON") else {
            println!("skipped: HABEAS_PYTHON names no Python with an S3 server; cargo xtask test sets it");
            return None;
        };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new(python)
            .args(["-m", "moto.server", "-H", "127.0.0.1", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, port };
        let begun = Instant::now();
        while server.raw("PUT", "/evidence").is_none() {
            assert!(begun.elapsed() < Duration::from_secs(60), "the S3 server did not come up");
            std::thread::sleep(Duration::from_millis(100));
        }
        Some(server)
    }

    /// One unsigned request, as an administrator of the test server may send.
    fn raw(&self, method: &str, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )
        .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        answer.starts_with("HTTP/1.1 2").then_some(answer)
    }

    fn access(&self, prefix: &str) -> S3Access {
        access(&format!("http://127.0.0.1:{}", self.port), prefix)
    }
}

fn access(endpoint: &str, prefix: &str) -> S3Access {
    S3Access {
        endpoint: endpoint.to_owned(),
        bucket: "evidence".to_owned(),
        prefix: prefix.to_owned(),
        region: "us-east-1".to_owned(),
        access_key: "a-key".to_owned(),
        secret_key: "a-secret".to_owned().into(),
        roots: None,
        pause: Duration::from_millis(5),
    }
}

#[test]
fn a_bucket_keeps_gives_lists_and_loses_blobs() {
    let Some(server) = Server::start() else { return };
    let waiting = tempfile::tempdir().unwrap();
    let (shelf, tidied) = S3Shelf::open(server.access("day/one"), waiting.path()).unwrap();
    assert_eq!(tidied, Tidied::default());
    // One that goes up whole, and one in three parts.
    let (small, large) = (Noise::bytes(1, 100_000), Noise::bytes(2, 20_000_000));
    let (one, two) = (keep(&shelf, &small).unwrap(), keep(&shelf, &large).unwrap());
    for (stored, file) in [(&one, &small), (&two, &large)] {
        check(&shelf, stored).unwrap();
        let mut reader = BlobReader::open(&shelf, stored.blob, &stored.key, stored.length).unwrap();
        assert_eq!(*reader.range(65_000, 2_000).unwrap(), file[65_000..67_000]);
        let mut back = Vec::new();
        reader.read_to_end(&mut back).unwrap();
        assert!(back == *file);
    }
    let mut both = [one.blob, two.blob];
    both.sort();
    assert_eq!(shelf.list().unwrap(), both);
    assert_eq!(files_under(waiting.path()), Vec::<std::path::PathBuf>::new(), "nothing waits any more");
    // Another prefix is another shelf.
    let other = tempfile::tempdir().unwrap();
    let (elsewhere, _) = S3Shelf::open(server.access(""), other.path()).unwrap();
    assert_eq!(elsewhere.size(&one.blob).unwrap(), None);
    let third = keep(&elsewhere, b"in the bucket's root").unwrap();
    assert_eq!(elsewhere.list().unwrap(), [third.blob]);

    shelf.remove(&one.blob).unwrap();
    shelf.remove(&one.blob).unwrap();
    assert!(matches!(check(&shelf, &one), Err(VaultError::Missing(_))));
    // What is too large, in the middle of its parts, leaves nothing.
    store(&shelf, &mut Noise::new(1, 300_000), 200_000, &system_random).unwrap_err();
    assert_eq!(shelf.list().unwrap(), [two.blob]);

    // An upload that was killed: begun and noted, with one part up. The next opening aborts it.
    let name = "ab".repeat(32);
    let begun = server.raw("POST", &format!("/evidence/day/one/{name}?uploads")).unwrap();
    let upload = begun.split("<UploadId>").nth(1).unwrap().split('<').next().unwrap();
    server.raw("PUT", &format!("/evidence/day/one/{name}?partNumber=1&uploadId={upload}")).unwrap();
    let uploads = || server.raw("GET", "/evidence?uploads").unwrap().matches("<UploadId>").count();
    assert_eq!(uploads(), 1);
    std::fs::write(waiting.path().join(format!("{name}.upload")), upload).unwrap();
    std::fs::write(waiting.path().join("0a.part"), "sealed bytes").unwrap();
    let (_, tidied) = S3Shelf::open(server.access("day/one"), waiting.path()).unwrap();
    assert_eq!(tidied, Tidied { files: 1, uploads: 1 });
    assert_eq!(uploads(), 0);
    assert_eq!(files_under(waiting.path()), Vec::<std::path::PathBuf>::new());
}

#[test]
fn an_endpoint_that_fails_is_a_plain_sentence_without_secrets() {
    let waiting = tempfile::tempdir().unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (shelf, _) = S3Shelf::open(access(&format!("http://127.0.0.1:{port}"), "p"), waiting.path()).unwrap();
    let problem = keep(&shelf, b"a photo").unwrap_err();
    assert!(problem.to_string().starts_with("The S3 shelf could not keep a blob"), "{problem}");
    let words = format!("{problem} {problem:?}");
    assert!(
        !words.contains("Signature") && !words.contains("a-key") && !words.contains("a-secret"),
        "{words}"
    );
    assert_eq!(files_under(waiting.path()), Vec::<std::path::PathBuf>::new());
    for (endpoint, says) in [("nonsense", "shelf_endpoint"), ("ftp://host", "shelf_endpoint")] {
        let Err(problem) = S3Shelf::open(access(endpoint, ""), waiting.path()) else { panic!("{endpoint}") };
        assert!(problem.to_string().contains(says), "{problem}");
    }
    let without = S3Access { secret_key: String::new().into(), ..access("http://127.0.0.1:1", "") };
    assert!(S3Shelf::open(without, waiting.path()).is_err());
}

/// A server that answers each request with the next of these, then hangs up.
fn answering(answers: Vec<&'static str>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for answer in answers {
            let Ok((mut stream, _)) = listener.accept() else { return };
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
                head.push(byte[0]);
            }
            let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
            let length = head.split("content-length: ").nth(1).and_then(|n| n.lines().next()?.parse().ok());
            let mut body = vec![0; length.unwrap_or(0)];
            let _ = stream.read_exact(&mut body);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    port
}

#[test]
fn a_request_that_fails_is_sent_again_and_garbage_is_refused() {
    const BUSY: &str = "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    const WELL: &str = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let cases: [(Vec<&'static str>, &str); 5] = [
        // Twice busy, then kept; the size does not fit.
        (vec![BUSY, BUSY, WELL, WELL], "bytes arrived"),
        (vec![BUSY; 4], "it answered 503"),
        (
            vec![
                "HTTP/1.1 403 No\r\nConnection: close\r\nContent-Length: 61\r\n\r\n<Error><Code>SignatureDoesNotMatch</Code><More>x</More></Error>",
            ],
            "403 SignatureDoesNotMatch",
        ),
        (vec!["not HTTP at all\r\n\r\n"; 4], "could not keep a blob"),
        (
            vec![
                "HTTP/1.1 307 Elsewhere\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            ],
            "it answered 307",
        ),
    ];
    for (answers, says) in cases {
        let waiting = tempfile::tempdir().unwrap();
        let endpoint = format!("http://127.0.0.1:{}", answering(answers));
        let (shelf, _) = S3Shelf::open(access(&endpoint, ""), waiting.path()).unwrap();
        let problem = keep(&shelf, b"a photo").unwrap_err().to_string();
        assert!(problem.contains(says), "{says}: {problem}");
    }
    for body in ["", "<", "<ListBucketResult", "{}", "\u{0}\u{1}"] {
        let answer =
            format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
        let endpoint = format!("http://127.0.0.1:{}", answering(vec![answer.leak()]));
        let waiting = tempfile::tempdir().unwrap();
        let (shelf, _) = S3Shelf::open(access(&endpoint, ""), waiting.path()).unwrap();
        let problem = shelf.list().unwrap_err().to_string();
        assert!(problem.contains("not understood"), "{body:?}: {problem}");
    }
}
