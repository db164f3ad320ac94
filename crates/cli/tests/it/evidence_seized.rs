//! What a seized shelf and a seized casebook yield of the evidence, and what is left after erasing it.

use crate::evidence::{add, blobs, record};
use crate::habeas::Habeas;
use crate::pictures::{picture, tiff, with_exif};
use claims::when::ZoneId;
use claims::{Property, RecordId, Tier};
use desk::{Desk, Edges};
use image::ImageFormat;
use sha2::{Digest as _, Sha256};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Every file under a folder, with its path's words.
fn bytes_under(dir: &Path, all: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            bytes_under(&path, all);
        } else {
            all.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
}

#[track_caller]
fn nowhere(habeas: &Habeas, what: &str, needle: &[u8]) {
    let mut all = Vec::new();
    bytes_under(&habeas.casebook(), &mut all);
    assert!(all.len() > 5);
    for (path, bytes) in all {
        let hit = bytes.windows(needle.len()).any(|window| window == needle)
            || path.as_bytes().windows(needle.len()).any(|window| window == needle);
        assert!(!hit, "{what} in {path}");
    }
}

#[test]
fn a_seized_casebook_and_shelf_yield_no_name_no_hash_and_no_picture() {
    let habeas = Habeas::new("UTC");
    let photo = with_exif(&picture(320, 240, 6, ImageFormat::Jpeg), &tiff());
    let file = habeas.file("Canary-of-the-file-name.jpg", &photo);
    let added =
        add(&habeas, &file, &["--received-from", "Canary Of A Person", "--why", "canary of a reason"]);
    let copy = habeas.path().join("copy.jpg").display().to_string();
    habeas.run(&["evidence", "copy", &record(&added), &copy]).ends(0);
    let (hash, copied) = (Sha256::digest(&photo), std::fs::read(&copy).unwrap());
    for (what, needle) in [
        ("the file's name", &b"Canary-of-the-file-name"[..]),
        ("a person", b"Canary Of A Person"),
        ("a reason", b"canary of a reason"),
        ("the camera", b"Canary Camera"),
        ("the hash", hash.as_slice()),
        ("the hash in digits", added["sha256"].as_str().unwrap().as_bytes()),
        ("the picture", &photo[400..440]),
        ("the working copy", &copied[700..740]),
        ("the beginning of any JPEG", b"\xff\xd8\xff"),
    ] {
        nowhere(&habeas, what, needle);
    }
    // Not even its length, which would tell a known film.
    for blob in blobs(&habeas) {
        let there = std::fs::metadata(&blob).unwrap().len();
        assert_eq!(
            Some(there),
            vault::blob::sealed_length(there - 23 - 16 * (there / 65_536 + 1)),
            "{there} is padded"
        );
    }
}

#[test]
fn erasing_the_record_ends_the_file() {
    let habeas = Habeas::new("UTC");
    let film = vec![0x5a_u8; 200_000];
    let id = record(&add(&habeas, &habeas.file("film.bin", &film), &[]));
    let other = record(&add(&habeas, &habeas.file("other.bin", vec![0x5b_u8; 90_000]), &[]));
    let about: RecordId = id.parse().unwrap();
    let unlock = || ledger::Unlock::KeyFile(habeas.path().join("key"));
    let open =
        || Desk::open(&habeas.casebook(), &unlock(), ZoneId::parse("UTC").unwrap(), Edges::system()).unwrap();
    let held = |desk: &Desk, of: RecordId| {
        desk.casebook().bytes_claimed(Some(of), Property::EvidenceBlob).unwrap().pop().map(|(_, bytes)| bytes)
    };
    let desk = open();
    let before = held(&desk, about).unwrap();
    let (blob, key) = (&before[2..34], &before[34..66]);
    desk.close().unwrap();

    let (ledger, _) =
        ledger::Ledger::open(&habeas.casebook(), &unlock(), ledger::Settings::default()).unwrap();
    assert!(ledger.forget(about, Tier::Identity).unwrap());
    ledger.close().unwrap();

    // Its ciphertext is still on the shelf, and nothing here opens it any more.
    let desk = open();
    assert_eq!(held(&desk, about), None);
    desk.close().unwrap();
    nowhere(&habeas, "the blob's key", key);
    nowhere(&habeas, "the film", &[0x5a; 64]);
    let name = vault::blob::hex(blob);
    assert!(blobs(&habeas).iter().any(|path| path.display().to_string().contains(&name)));
    habeas.run(&["evidence", "show", &id]).ends(4);
    habeas.run(&["evidence", "get", &id, "out", "--why", "a test"]).ends(4);
    habeas.run(&["verify"]).ends(0);
    // It is nobody's now, and can be taken off the shelf; the others stay.
    let checked = habeas.run(&["evidence", "check", "--remove-nobodys", "--format", "json"]).ends(0).json();
    assert_eq!((&checked["nobodys"][0], &checked["removed"]), (&name.into(), &1.into()));
    assert_eq!(blobs(&habeas).len(), 1);
    habeas.run(&["evidence", "get", &other, "out", "--why", "a test"]).ends(0);
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn evidence_in_a_bucket_is_kept_and_handed_out_as_from_a_folder() {
    let Some(python) = std::env::var_os("HABEAS_PYTHON") else {
        println!("skipped: HABEAS_PYTHON names no Python with an S3 server; cargo xtask test sets it");
        return;
    };
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let started = Command::new(python)
        .args(["-m", "moto.server", "-H", "127.0.0.1", "-p", &port.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _server = Server(started);
    let begun = Instant::now();
    loop {
        let made = std::net::TcpStream::connect(("127.0.0.1", port)).and_then(|mut stream| {
            use std::io::{Read as _, Write as _};
            stream.write_all(b"PUT /evidence HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
            stream.read_to_end(&mut Vec::new())
        });
        if made.is_ok() {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "the S3 server did not come up");
        std::thread::sleep(Duration::from_millis(100));
    }
    let habeas = Habeas::new("UTC");
    let endpoint = format!("http://127.0.0.1:{port}");
    let secret = habeas.file("secret", "a-secret\n");
    let env = [
        ("HABEAS_SHELF", "s3://evidence/cases/one/"),
        ("HABEAS_SHELF_ENDPOINT", endpoint.as_str()),
        ("HABEAS_SHELF_ACCESS_KEY", "a-key"),
        ("HABEAS_SHELF_SECRET_KEY_FILE", secret.as_str()),
    ];
    let run = |args: &[&str]| habeas.run_with(&env, args);
    let photo = picture(320, 240, 6, ImageFormat::Jpeg);
    let added =
        run(&["evidence", "add", &habeas.file("photo.jpg", &photo), "--format", "json"]).ends(0).json();
    let id = record(&added[0]);
    run(&["evidence", "get", &id, "out.jpg", "--why", "a test"]).ends(0);
    assert!(std::fs::read(habeas.path().join("out.jpg")).unwrap() == photo);
    run(&["evidence", "copy", &id, "copy.jpg"]).ends(0);
    let checked = run(&["evidence", "check", "--format", "json"]).ends(0).json();
    assert_eq!(checked["files"].as_array().unwrap().len(), 2);
    assert!(blobs(&habeas).is_empty(), "nothing lies in the folder");
    // An endpoint that is gone is storage in the way, not a loss; and the secret is never shown.
    let gone = habeas.run_with(
        &[env[0], ("HABEAS_SHELF_ENDPOINT", "http://127.0.0.1:1"), env[2], env[3]],
        &["evidence", "check"],
    );
    let gone = gone.ends(6).err;
    assert!(gone.contains("The S3 shelf could not") && !gone.contains("Signature"), "{gone}");
    assert!(!run(&["config", "show"]).out.contains("a-secret"));
}
