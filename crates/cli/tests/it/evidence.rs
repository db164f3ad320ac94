//! Evidence from the command line: what a monitor does with a photo, and what the ledger remembers of it.

use crate::habeas::Habeas;
use crate::pictures::{picture, tiff, with_exif};
use image::ImageFormat;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

/// Adds a file and gives its record.
pub fn add(habeas: &Habeas, file: &str, more: &[&str]) -> Json {
    let args: Vec<&str> =
        ["evidence", "add", file, "--format", "json"].into_iter().chain(more.iter().copied()).collect();
    habeas.run(&args).json()[0].clone()
}

pub fn record(added: &Json) -> String {
    added["record"].as_str().unwrap().to_owned()
}

/// Every blob on the folder shelf.
pub fn blobs(habeas: &Habeas) -> Vec<PathBuf> {
    fn under(dir: &Path, all: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(dir).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { under(&path, all) } else { all.push(path) }
        }
    }
    let mut all = Vec::new();
    under(&habeas.casebook().join("vault"), &mut all);
    all
}

fn events(shown: &Json) -> Vec<&str> {
    shown["custody"].as_array().unwrap().iter().map(|link| link["event"].as_str().unwrap()).collect()
}

#[test]
fn a_photo_is_kept_as_it_came_and_every_step_is_remembered() {
    let habeas = Habeas::new("Asia/Almaty");
    let made =
        habeas.run(&["record", "--name", "Дәурен Сыңарбек", "--unit", "Zhana station", "--format", "json"]);
    let detention = made.json()["detention"].as_str().unwrap().to_owned();
    let photo = with_exif(&picture(320, 240, 3, ImageFormat::Jpeg), &tiff());
    let file = habeas.file("IMG 1.jpg", &photo);
    let dry = add(&habeas, &file, &["--dry-run"]);
    assert!(dry["record"].is_null() && blobs(&habeas).is_empty());

    let told = ["--about", &detention, "--received-from", "a colleague", "--captured-at", "2031-06-08T17:40"];
    let added = add(&habeas, &file, &told);
    assert_eq!(added["media"], "image/jpeg");
    assert_eq!(added["doubts"], Json::Array(vec![]));
    let id = record(&added);
    let show = || habeas.run(&["evidence", "show", &id, "--format", "json"]).ends(0).json();
    let shown = show();
    assert_eq!(events(&shown), ["captured", "received", "hashed", "stored"]);
    assert_eq!(shown["received_from"][0], "a colleague");
    let exif = shown["exif"].to_string();
    for word in ["Canary Camera", "51 deg 8 min 30 sec N"] {
        assert!(exif.contains(word), "{word} in {exif}");
    }
    // The detention leads to it.
    assert!(habeas.run(&["show", &detention]).ends(0).out.contains(&id[..8]));

    // The original leaves byte for byte, with a reason, and never over another file.
    let out = habeas.path().join("out.jpg").display().to_string();
    assert!(habeas.run(&["evidence", "get", &id, &out]).ends(3).err.contains("Say why"));
    habeas.run(&["evidence", "get", &id, &out, "--why", "for the lawyer"]).ends(0);
    assert!(std::fs::read(&out).unwrap() == photo);
    habeas.run(&["evidence", "get", &id, &out, "--why", "again"]).ends(5);

    // A working copy is another file: upright, without the camera and the place.
    let copy = habeas.path().join("copy.jpg").display().to_string();
    habeas.run(&["evidence", "copy", &id, &copy]).ends(0);
    let copied = std::fs::read(&copy).unwrap();
    let upright = image::load_from_memory(&copied).unwrap();
    assert_eq!((upright.width(), upright.height()), (240, 320));
    for trace in [&b"Exif"[..], b"Canary"] {
        assert!(!copied.windows(trace.len()).any(|window| window == trace));
    }
    habeas.run(&["evidence", "copy", &id, &habeas.path().join("copy2.jpg").display().to_string()]).ends(0);

    // Faces blurred elsewhere.
    let blurred = habeas.file("blurred.png", picture(320, 240, 4, ImageFormat::Png));
    let made = ["--tool", "an editor 3.1", "--done", "faces blurred", "--why", "to publish"];
    let derive: Vec<&str> = ["evidence", "derive", &id, &blurred].into_iter().chain(made).collect();
    habeas.run(&derive).ends(0);
    habeas.run(&derive).ends(5);
    habeas.run(&["evidence", "check", "--record"]).ends(0);

    let shown = show();
    assert_eq!(
        events(&shown),
        [
            "captured", "received", "hashed", "stored", "exported", "derived", "copied", "viewed", "stored",
            "derived", "verified", "verified", "verified"
        ]
    );
    let files = shown["files"].as_array().unwrap();
    let roles: Vec<&str> = files.iter().map(|file| file["file"].as_str().unwrap()).collect();
    assert_eq!(roles, ["original", "working_copy", "derived"]);
    for made in &files[1..] {
        assert_eq!(made["parent"], files[0]["blob"]);
        assert!(!made["tool"].as_str().unwrap().is_empty());
    }
    let exported =
        shown["custody"].as_array().unwrap().iter().find(|link| link["event"] == "exported").unwrap();
    assert_eq!((&exported["by"], &exported["why"]), (&Json::from("owner"), &Json::from("for the lawyer")));
    // No page and no list shows a key; the ledger is sound.
    assert!(!habeas.run(&["show", &id]).ends(0).out.contains("key"));
    habeas.run(&["verify"]).ends(0);
}

#[test]
fn the_same_file_is_kept_once_and_what_is_told_of_it_is_kept_twice() {
    let habeas = Habeas::new("UTC");
    let file = habeas.file("a.txt", "a letter from the cell");
    let first = add(&habeas, &file, &["--received-from", "the mother"]);
    let second =
        add(&habeas, &habeas.file("b.txt", "a letter from the cell"), &["--received-from", "the lawyer"]);
    assert_eq!((record(&first), true), (record(&second), second["already"].as_bool().unwrap()));
    assert_eq!(blobs(&habeas).len(), 1);
    let shown = habeas.run(&["evidence", "show", &record(&first), "--format", "json"]).json();
    assert_eq!(shown["received_from"].as_array().unwrap().len(), 2);
    assert_eq!(habeas.run(&["evidence", "list", "--format", "csv"]).out.lines().count(), 2);
}

#[test]
fn what_is_missing_or_damaged_is_named_and_the_rest_is_sound() {
    let habeas = Habeas::new("UTC");
    let kept: Vec<Json> =
        (0..4).map(|n| add(&habeas, &habeas.file("f", vec![n; 100_000 + usize::from(n)]), &[])).collect();
    habeas.run(&["evidence", "check"]).ends(0);
    let place = |n: usize| {
        let shown = habeas.run(&["evidence", "show", &record(&kept[n]), "--format", "json"]).json();
        let blob = shown["files"][0]["blob"].as_str().unwrap().to_owned();
        habeas.casebook().join("vault").join(&blob[..2]).join(format!("{blob}.blob"))
    };
    let mut bytes = std::fs::read(place(1)).unwrap();
    bytes[70_000] ^= 4;
    std::fs::write(place(1), bytes).unwrap();
    std::fs::remove_file(place(2)).unwrap();
    std::fs::create_dir_all(habeas.casebook().join("vault/aa")).unwrap();
    std::fs::write(habeas.casebook().join(format!("vault/aa/{}.blob", "aa".repeat(32))), "nobody's").unwrap();

    let checked = habeas.run(&["evidence", "check", "--format", "json"]).ends(1).json();
    let state = |n: usize| {
        let files = checked["files"].as_array().unwrap();
        files.iter().find(|file| file["record"] == kept[n]["record"]).unwrap().clone()
    };
    assert_eq!(
        [0, 1, 2, 3].map(|n| state(n)["state"].as_str().unwrap().to_owned()),
        ["sound", "damaged", "missing", "sound"]
    );
    assert!(state(1)["problem"].as_str().unwrap().contains("in bytes 65536–"), "{}", state(1));
    assert_eq!(checked["nobodys"].as_array().unwrap().len(), 1);
    let out = habeas.path().join("out").display().to_string();
    habeas.run(&["evidence", "get", &record(&kept[1]), &out, "--why", "a test"]).ends(6);
    assert!(!Path::new(&out).exists(), "half a file would be taken for the whole");
    habeas.run(&["evidence", "get", &record(&kept[2]), &out, "--why", "a test"]).ends(4);
    habeas.run(&["evidence", "get", &record(&kept[3]), &out, "--why", "a test"]).ends(0);
    habeas.run(&["evidence", "check", "--remove-nobodys"]).ends(1);
    assert_eq!(blobs(&habeas).len(), 3);
}

#[test]
fn pictures_that_look_alike_are_found_and_others_are_not() {
    let habeas = Habeas::new("UTC");
    let original = image::load_from_memory(&picture(640, 480, 5, ImageFormat::Png)).unwrap();
    let as_png = |picture: &image::DynamicImage| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    let mut small = std::io::Cursor::new(Vec::new());
    let half = original.resize(320, 240, image::imageops::FilterType::Triangle).into_rgb8();
    half.write_with_encoder(image::codecs::jpeg::JpegEncoder::new_with_quality(&mut small, 40)).unwrap();
    let kept: Vec<String> = [
        ("original.png", as_png(&original)),
        ("sent on.jpg", small.into_inner()),
        ("mirrored.png", as_png(&original.fliph())),
        ("another.png", picture(640, 480, 9, ImageFormat::Png)),
        ("words.txt", b"no picture".to_vec()),
    ]
    .into_iter()
    .map(|(name, bytes)| record(&add(&habeas, &habeas.file(name, bytes), &[])))
    .collect();
    let found = habeas.run(&["evidence", "like", &kept[0], "--format", "json"]).ends(0).json();
    let mut near: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["near"] == true)
        .map(|f| f["record"].as_str().unwrap())
        .collect();
    near.sort_unstable();
    let mut expected = [kept[1].as_str(), kept[2].as_str()];
    expected.sort_unstable();
    assert_eq!(near, expected);
    assert!(!found.to_string().contains(&kept[3]));
    habeas.run(&["evidence", "like", &kept[4]]).ends(4);
}

#[test]
fn a_refusal_keeps_nothing() {
    let habeas = Habeas::new("UTC");
    let file = habeas.file("film.mp4", vec![7; 2_000]);
    let dir = habeas.path().display().to_string();
    for (args, code, says) in [
        (vec!["evidence", "add", "nowhere.jpg"], 4, "cannot be read"),
        (vec!["evidence", "add", &dir], 3, "is not a file"),
        (vec!["evidence", "add", &file, "--captured-at", "one day"], 3, "one day"),
        (vec!["evidence", "add", &file, "--about", "ffffffff"], 4, ""),
        (vec!["evidence", "show", "ffffffff"], 4, ""),
    ] {
        let ended = habeas.run(&args).ends(code);
        assert!(ended.err.contains(says), "{args:?}: {}", ended.err);
    }
    let with = |name: &str, value: &str, args: &[&str]| habeas.run_with(&[(name, value)], args);
    for (name, value, says) in [
        ("HABEAS_EVIDENCE_MAX_BYTES", "1000", "larger than 1000 bytes"),
        ("HABEAS_EVIDENCE_MAX_BYTES", "many", "not a whole number"),
        ("HABEAS_SHELF", "tape:", "not folder:"),
        ("HABEAS_SHELF", "s3://bucket/x", "shelf_endpoint"),
    ] {
        let ended = with(name, value, &["evidence", "add", &file]).ends(3);
        assert!(ended.err.contains(says), "{}", ended.err);
    }
    assert!(blobs(&habeas).is_empty());
    assert_eq!(habeas.run(&["evidence", "list", "--format", "json"]).json(), Json::Array(vec![]));
}

#[test]
fn a_killed_add_leaves_nothing_after_the_next_opening() {
    let habeas = Habeas::new("UTC");
    let file = habeas.file("film.mp4", vec![0; 60_000_000]);
    let incoming = habeas.casebook().join("vault/incoming");
    let mut child = habeas.start(&["evidence", "add", &file]);
    let parts = || std::fs::read_dir(&incoming).map_or(0, |entries| entries.count());
    let begun = std::time::Instant::now();
    while parts() == 0 && begun.elapsed().as_secs() < 30 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let kept = habeas.run(&["evidence", "list", "--format", "json"]).ends(0).json();
    let ended = habeas.run(&["evidence", "check", "--format", "json"]).ends(0);
    if kept == Json::Array(vec![]) {
        assert_eq!((parts(), blobs(&habeas).len()), (0, 0), "{}", ended.err);
        assert!(ended.err.contains("removed what interrupted uploads left"), "{}", ended.err);
    } else {
        // The machine was quicker than the signal: then it is wholly there.
        assert_eq!(ended.json()["files"][0]["state"], "sound");
    }
    assert_eq!(add(&habeas, &file, &[])["media"], "application/octet-stream");
    habeas.run(&["evidence", "check"]).ends(0);
}
