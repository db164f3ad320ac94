//! The shelf in a folder: what lies there, and what a killed process leaves.

use crate::stuff::{Noise, files_under, folder, keep};
use std::os::unix::fs::PermissionsExt as _;
use vault::BlobId;
use vault::shelf::{FolderShelf, Shelf as _, Tidied};

#[test]
fn blobs_are_listed_sized_and_removed() {
    let (dir, shelf) = folder();
    let mut kept: Vec<BlobId> = (0..5).map(|n| keep(&shelf, &Noise::bytes(n, 9_000)).unwrap().blob).collect();
    kept.sort();
    assert_eq!(shelf.list().unwrap(), kept);
    shelf.remove(&kept[2]).unwrap();
    shelf.remove(&kept[2]).unwrap();
    assert_eq!(shelf.size(&kept[2]).unwrap(), None);
    assert_eq!(shelf.list().unwrap().len(), 4);
    // Names are hexadecimal digits in a folder of two of them; only the owner may read.
    for path in files_under(dir.path()) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit()));
        assert_eq!(path.parent().unwrap().file_name().unwrap().to_str().unwrap(), &name[..2]);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(std::fs::metadata(dir.path().join("incoming")).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn names_from_outside_are_only_ever_hexadecimal() {
    for name in [
        "",
        "../../../../etc/passwd",
        "a/b",
        &"A".repeat(64),
        &"g".repeat(64),
        &"é".repeat(32),
        &"0".repeat(65),
    ] {
        assert!(name.parse::<BlobId>().is_err(), "{name}");
    }
    assert_eq!("0f".repeat(32).parse::<BlobId>().unwrap().to_string(), "0f".repeat(32));
}

#[test]
fn what_a_killed_upload_left_is_removed_and_what_is_being_written_is_not() {
    let (dir, shelf) = folder();
    let kept = keep(&shelf, &Noise::bytes(3, 9_000)).unwrap();
    let (left, held) = (dir.path().join("incoming/0a.part"), dir.path().join("incoming/0b.part"));
    std::fs::write(&left, "half a film").unwrap();
    std::fs::write(&held, "the other half").unwrap();
    let writer = std::fs::File::open(&held).unwrap();
    writer.lock().unwrap();
    let (again, tidied) = FolderShelf::open(dir.path()).unwrap();
    assert_eq!(tidied, Tidied { files: 1, uploads: 0 });
    assert!(!left.exists() && held.exists());
    assert_eq!(again.list().unwrap(), [kept.blob]);
    drop(writer);
    assert_eq!(FolderShelf::open(dir.path()).unwrap().1, Tidied { files: 1, uploads: 0 });
}
