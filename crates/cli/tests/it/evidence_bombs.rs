//! Files made to do harm. Each is kept as it came; none costs more than its share of time and memory; what could not
//! be looked into is a doubt. And the walls around the decoder, tried from inside.

use crate::evidence::record;
use crate::habeas::Habeas;
use crate::pictures::{head, packed_zeros, picture, png, tiff, with_exif};
use image::ImageFormat;
use serde_json::Value as Json;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;
use vault::decode::Worker;

/// The bound on the process that holds the casebook, in KiB, whatever comes in.
const BOUND: u64 = 256 * 1024;

/// Named files with what must be doubted about them; an empty doubt is no doubt at all, "?" may be either.
fn corpus() -> Vec<(String, Vec<u8>, &'static str)> {
    let jpeg = picture(200, 150, 2, ImageFormat::Jpeg);
    let small = |extra: Vec<(&'static [u8; 4], Vec<u8>)>| {
        let mut chunks = vec![(b"IHDR", head(8, 8, 8, 2))];
        chunks.extend(extra);
        chunks.extend([(b"IDAT", packed_zeros(8 * 25)), (b"IEND", vec![])]);
        png(&chunks)
    };
    let gibibyte = packed_zeros(1 << 30);
    let mut text = b"Comment\0\0".to_vec();
    text.extend(&gibibyte);
    let mut profile = b"icc\0\0".to_vec();
    profile.extend(&gibibyte);
    let zip = {
        let mut zip = b"PK\x03\x04".to_vec();
        zip.extend([0; 60]);
        zip.extend(b"PK\x05\x06");
        zip.extend([0; 18]);
        zip
    };
    let both = [jpeg.clone(), zip.clone()].concat();
    let idat = |width: u64, height: u64, bytes: u64| packed_zeros(height * (1 + width * bytes));
    let flat = |side: u32, bits: u8, colour: u8, bytes: u64| {
        let data = idat(side.into(), side.into(), bytes);
        png(&[(b"IHDR", head(side, side, bits, colour)), (b"IDAT", data), (b"IEND", vec![])])
    };
    let mut wide = jpeg.clone();
    let frame = wide.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    wide[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    let mut loops = tiff();
    // The list of the place is the list it stands in.
    loops[42..46].copy_from_slice(&8_u32.to_le_bytes());
    let mut many = tiff();
    many[14..18].copy_from_slice(&u32::MAX.to_le_bytes());
    let mut files = vec![
        ("whole.jpg", jpeg.clone(), ""),
        ("sides of 65535.png", png(&[(b"IHDR", head(65_535, 65_535, 8, 6)), (b"IDAT", idat(10, 10, 4)), (b"IEND", vec![])]), "could not be decoded"),
        ("sides of four thousand million.png", png(&[(b"IHDR", head(u32::MAX >> 1, u32::MAX >> 1, 16, 6)), (b"IEND", vec![])]), "could not be decoded"),
        ("49 million pixels of 8 bytes.png", flat(7_000, 16, 6, 8), "could not be decoded"),
        ("49 million pixels of 1 byte.png", flat(7_000, 8, 0, 1), ""),
        ("a gibibyte of text.png", small(vec![(b"zTXt", text)]), "?"),
        ("a gibibyte of colours.png", small(vec![(b"iCCP", profile)]), "?"),
        ("no data.png", png(&[(b"IHDR", head(8, 8, 8, 2)), (b"IEND", vec![])]), "could not be decoded"),
        ("sides of 65535.jpg", wide, "could not be decoded"),
        ("an archive.jpg", zip.clone(), "its content is application/zip"),
        ("a picture and an archive.jpg", both, "lies a zip archive"),
        ("a drawing.png", b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec(), "its content is image/svg+xml"),
        ("a page.jpg", b"<!DOCTYPE html><script src=\"//192.0.2.1/x\"></script>".to_vec(), "its content is text/html"),
        ("garbage for EXIF.jpg", with_exif(&jpeg, &[0x49; 3_000]), "EXIF"),
        ("EXIF in a circle.jpg", with_exif(&jpeg, &loops), "?"),
        ("EXIF of many.jpg", with_exif(&jpeg, &many), "EXIF"),
        ("nothing.jpg", Vec::new(), "its content is application/octet-stream"),
        ("one byte.png", vec![0x89], "its content is"),
    ]
    .into_iter()
    .map(|(name, bytes, doubt)| (name.to_owned(), bytes, doubt))
    .collect::<Vec<_>>();
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = picture(90, 70, 4, format);
        for part in [12, whole.len() / 3, whole.len() / 2, whole.len() - 30] {
            files.push((format!("{part} bytes of {format:?}"), whole[..part].to_vec(), "?"));
        }
        for n in 0..6 {
            let mut flipped = whole.clone();
            let length = flipped.len();
            for at in 0..4 {
                flipped[(n * 7_919 + at * 104_729) % length] ^= 1 << (n % 8);
            }
            files.push((format!("{format:?} with flips {n}"), flipped, "?"));
        }
    }
    files
}

#[test]
fn bombs_are_kept_as_they_came_and_cost_little() {
    let habeas = Habeas::new("UTC");
    let corpus = corpus();
    let paths: Vec<String> = corpus.iter().map(|(name, bytes, _)| habeas.file(name, bytes)).collect();
    let args: Vec<&str> =
        ["evidence", "add", "--format", "json"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    let out = habeas.path().join("out.json");
    let mut child = habeas.start_to(&args, &out);
    let mut peak = 0;
    let ended = loop {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = peak.max(line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0));
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert_eq!(ended.code(), Some(1));
    assert!(peak > 0 && peak < BOUND, "{peak} KiB");
    let added: Json = serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
    assert_eq!(added.as_array().unwrap().len(), corpus.len());
    for ((name, bytes, expected), added) in corpus.iter().zip(added.as_array().unwrap()) {
        let doubts = added["doubts"].to_string();
        match *expected {
            "?" => {}
            "" => assert_eq!(doubts, "[]", "{name}"),
            expected => assert!(doubts.contains(expected), "{name}: {doubts}"),
        }
        assert!(
            !doubts.contains("panicked") && !doubts.contains("without a part of the wall"),
            "{name}: {doubts}"
        );
        assert_eq!(added["bytes"], bytes.len(), "{name}");
    }
    habeas.run(&["evidence", "check"]).ends(0);
    // The bomb itself leaves as it came; a copy of it is a refusal; one of the polyglot is the picture alone.
    let of = |name: &str| {
        let at = corpus.iter().position(|(known, _, _)| known == name).unwrap();
        (record(&added[at]), &corpus[at].1)
    };
    let (bomb, bytes) = of("49 million pixels of 8 bytes.png");
    let to = |name: &str| habeas.path().join(name).display().to_string();
    habeas.run(&["evidence", "get", &bomb, &to("bomb"), "--why", "a test"]).ends(0);
    assert!(std::fs::read(to("bomb")).unwrap() == *bytes);
    assert!(
        habeas.run(&["evidence", "copy", &bomb, &to("copy")]).ends(3).err.contains("could not be decoded")
    );
    let (both, _) = of("a picture and an archive.jpg");
    habeas.run(&["evidence", "copy", &both, &to("alone.jpg")]).ends(0);
    assert!(!std::fs::read(to("alone.jpg")).unwrap().windows(4).any(|w| w == b"PK\x05\x06"));
    let (page, _) = of("a page.jpg");
    habeas.run(&["evidence", "copy", &page, &to("page")]).ends(3);
    assert!(!PathBuf::from(to("page")).exists() && !PathBuf::from(to("copy")).exists());
}

fn worker(program: impl Into<PathBuf>) -> Worker {
    Worker { program: program.into(), pixels: 50_000_000, patience: Duration::from_secs(20) }
}

#[test]
fn a_decoder_that_was_taken_over_gets_out_nowhere() {
    let dir = tempfile::tempdir().unwrap();
    let secret = dir.path().join("canary");
    std::fs::write(&secret, "a name").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let tried = Command::new(env!("CARGO_BIN_EXE_habeas"))
        .args(["decode-worker", "escape", &secret.display().to_string(), &address])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let lines = String::from_utf8(tried.stdout).unwrap();
    assert_eq!(lines.lines().count(), 12, "{lines}");
    for line in lines.lines() {
        assert!(line.ends_with(": refused"), "{line}");
    }
    assert_eq!(std::fs::read_to_string(&secret).unwrap(), "a name");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    assert!(listener.accept().is_err(), "somebody came");
    // What was refused there is possible here: the attempts are real ones.
    std::net::TcpStream::connect(&address).unwrap();
    assert!(listener.accept().is_ok());
}

#[test]
fn a_decoder_that_wants_too_much_is_ended() {
    for (what, signal) in [("memory", 6), ("time", 9)] {
        let ended = Command::new(env!("CARGO_BIN_EXE_habeas"))
            .args(["decode-worker", "exceed", what])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(ended.status.signal(), Some(signal), "{what}: {}", String::from_utf8_lossy(&ended.stderr));
    }
}

#[test]
fn what_a_worker_says_is_not_believed() {
    let dir = tempfile::tempdir().unwrap();
    let says = |script: &str| {
        let path = dir.path().join("worker");
        // Written anew under another name and moved: a script that is still open cannot be started.
        let new = dir.path().join("new");
        std::fs::write(&new, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&new, std::fs::Permissions::from_mode(0o700)).unwrap();
        std::fs::rename(&new, &path).unwrap();
        // Only the one that never ends is not waited for.
        let patience = Duration::from_millis(if script.ends_with("do :; done") { 500 } else { 60_000 });
        Worker { patience, ..worker(path) }
    };
    let file = vec![1_u8; 300_000];
    let look = |script: &str| says(script).look(&mut file.as_slice());
    for (script, doubt) in [
        ("exit 3", "the decoder gave up"),
        ("kill -SEGV $$", "the decoder crashed (signal 11)"),
        ("cat >/dev/null; echo nonsense", "the decoder gave up"),
        ("while :; do echo '{\"doubt\":\"again\"}'; done", "it said too much"),
        ("while :; do :; done", "it takes more than"),
        (
            "cat >/dev/null; echo '{\"seen\":{\"width\":1,\"height\":1,\"quality\":200,\"hashes\":[\"zz\"]}}'",
            "gave up",
        ),
    ] {
        let look = look(script);
        assert!(look.doubts.last().unwrap().contains(doubt), "{script}: {:?}", look.doubts);
        assert!(look.seen.is_none_or(|seen| seen.pdq.is_none()), "{script}");
        assert!(look.doubts.len() <= 21, "{script}");
    }
    // Long, deep and steering words are cut and cleaned.
    let long = look(
        "cat >/dev/null; printf '{\"exif\":[[\"a\\\\u001b[2J\\\\nb\",\"%0100000d\"]]}\\n{\"end\":{\"bytes\":0}}\\n' 7",
    );
    let (name, value) = &long.exif[0];
    assert_eq!((name.as_str(), value.len()), ("a[2Jb", 400));
    let deep = look("cat >/dev/null; printf '%0200000d' 0 | tr 0 '['; echo; echo '{\"end\":{\"bytes\":0}}'");
    assert_eq!(deep.doubts, Vec::<String>::new());
    // A copy that is no picture, or not as long as it says, is none.
    for script in [
        "cat >/dev/null; echo '{\"end\":{\"bytes\":15}}'; printf '<!DOCTYPE html>'",
        "cat >/dev/null; echo '{\"end\":{\"bytes\":18446744073709551615}}'",
        "cat >/dev/null; echo '{\"end\":{\"bytes\":900}}'; printf '\\377\\330\\377\\340'",
        "cat >/dev/null; echo '{\"end\":{\"bytes\":4}}'; printf '\\377\\330\\377\\340'; exit 1",
    ] {
        assert!(says(script).copy(&mut file.as_slice()).is_err(), "{script}");
    }
    let none = worker("/nowhere/habeas").look(&mut file.as_slice());
    assert!(none.doubts[0].contains("could not be started"), "{:?}", none.doubts);
    // The real one, told not to take so many pixels.
    let few = Worker { pixels: 100, ..worker(env!("CARGO_BIN_EXE_habeas")) };
    let look = few.look(&mut picture(20, 20, 1, ImageFormat::Png).as_slice());
    assert!(look.doubts[0].contains("20 × 20 pixels, more than the 100"), "{:?}", look.doubts);
}
