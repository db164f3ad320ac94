//! The import table of ARCHITECTURE.md, held against the crates' real dependencies.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

type Arrows = BTreeMap<String, BTreeSet<String>>;

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn allowed() -> Arrows {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let from = text.find("| room | job | may import |").expect("the import table");
    text[from..]
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let may = cells[2].split(',').map(str::trim).filter(|name| *name != "–" && !name.is_empty());
            (cells[0].to_owned(), may.map(str::to_owned).collect())
        })
        .collect()
}

fn metadata() -> serde_json::Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn real() -> Arrows {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let rooms: BTreeSet<&str> = packages.iter().map(|p| p["name"].as_str().unwrap()).collect();
    packages
        .iter()
        .map(|package| {
            let arrows = package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|dependency| dependency["kind"].is_null())
                .map(|dependency| dependency["name"].as_str().unwrap())
                .filter(|name| rooms.contains(name))
                .map(str::to_owned)
                .collect();
            (package["name"].as_str().unwrap().to_owned(), arrows)
        })
        .collect()
}

#[test]
fn no_room_imports_what_the_table_does_not_allow() {
    let (allowed, real) = (allowed(), real());
    let rooms = |arrows: &Arrows| arrows.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(rooms(&allowed), rooms(&real), "every room stands in the table");
    for (room, arrows) in &real {
        let beyond: Vec<&String> = arrows.difference(&allowed[room]).collect();
        assert!(
            beyond.is_empty(),
            "{room} imports {beyond:?}, which the table in ARCHITECTURE.md does not allow"
        );
    }
}

#[test]
fn a_room_is_a_folder_of_its_name() {
    for room in real().keys() {
        assert!(root().join("crates").join(room).join("Cargo.toml").exists(), "crates/{room}");
    }
}

/// Pure rooms must not reach for files, the clock or randomness; crates that would let them are not theirs to use.
#[test]
fn pure_rooms_have_no_door_to_the_world() {
    for room in ["claims", "names", "linkage"] {
        let mut open = vec![root().join("crates").join(room).join("src")];
        while let Some(dir) = open.pop() {
            for entry in std::fs::read_dir(dir).unwrap().flatten() {
                if entry.file_type().unwrap().is_dir() {
                    open.push(entry.path());
                    continue;
                }
                let text = std::fs::read_to_string(entry.path()).unwrap();
                for door in [
                    "std::fs",
                    "std::net",
                    "std::env",
                    "SystemTime",
                    "getrandom",
                    "Instant::now",
                    "std::process",
                    "async fn",
                ] {
                    assert!(!text.contains(door), "{} uses {door}", entry.path().display());
                }
            }
        }
    }
}

/// Each test binary is linked for itself, and the large ones take longer to link than to run.
#[test]
fn there_are_at_most_eight_test_binaries() {
    let mut binaries: Vec<String> = Vec::new();
    for package in metadata()["packages"].as_array().unwrap() {
        for target in package["targets"].as_array().unwrap() {
            if target["test"].as_bool().unwrap() && target["kind"][0] != "example" {
                binaries.push(format!("{}: {}", package["name"], target["name"]));
            }
        }
    }
    assert!((1..=8).contains(&binaries.len()), "{binaries:#?}");
}
