//! The sealed stream is an age file: other programs open it, and what they seal opens here.

use super::desk::{bundle, identity, make, scratch, some_files};
use bundle::Bundle;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The payload, cut out as the head of the file says.
fn payload(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).unwrap();
    let length = Bundle::open(path).unwrap().payload_length() as usize;
    let words = format!("tail -c +4097 FILE | head -c {length} | age -d -i SHEET | tar -xf -");
    assert!(String::from_utf8_lossy(&bytes[..4096]).contains(&words));
    bytes[4096..4096 + length].to_vec()
}

fn sheet(dir: &Path) -> PathBuf {
    let path = dir.join("sheet");
    std::fs::write(&path, format!("# a remark\n{}\n", *identity(7).secret())).unwrap();
    path
}

#[test]
fn the_age_tool_and_tar_open_it() {
    if Command::new("age").arg("--version").output().is_err() {
        println!("skipped: there is no age program");
        return;
    }
    let dir = scratch();
    for bytes in [0, 65_536 * 2, 200_001] {
        let _ = std::fs::remove_file(dir.path().join("day.habeas"));
        let files = some_files(bytes);
        let path = bundle(dir.path(), &files);
        let out = dir.path().join("out");
        std::fs::create_dir_all(&out).unwrap();
        // As the head says, word for word.
        let words = std::fs::read(&path).unwrap();
        let words = String::from_utf8_lossy(&words[..4096]).into_owned();
        let line = words.lines().find_map(|line| line.strip_prefix("Without habeas:")).unwrap();
        let line = line
            .replace("FILE", path.to_str().unwrap())
            .replace("SHEET", sheet(dir.path()).to_str().unwrap());
        let done = Command::new("sh").arg("-c").arg(&line).current_dir(&out).output().unwrap();
        assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
        for (name, content) in &files {
            assert!(std::fs::read(out.join(name)).unwrap() == *content, "{name}");
        }
        let mut sums = Command::new("sha256sum");
        sums.args(["-c", "--strict", "--quiet", "manifest-sha256.txt"]).current_dir(&out);
        assert!(sums.status().unwrap().success());
    }
}

#[test]
fn another_implementation_opens_it() {
    let Ok(python) = std::env::var("HABEAS_PYTHON") else {
        println!("skipped: HABEAS_PYTHON is not set");
        return;
    };
    let dir = scratch();
    let path = dir.path().join("day.habeas");
    make(&path, &some_files(200_000), &[identity(3).recipient(), identity(7).recipient()]).unwrap();
    let sealed = dir.path().join("payload.age");
    std::fs::write(&sealed, payload(&path)).unwrap();
    let script = "
import sys, hashlib
import pyrage
sealed, secret = sys.argv[1:]
plain = pyrage.decrypt(open(sealed, 'rb').read(), [pyrage.x25519.Identity.from_str(secret)])
import tarfile, io
names = tarfile.open(fileobj=io.BytesIO(plain)).getnames()
assert names == ['ledger/seg-00000001.hbl', 'empty', 'keys/records.keys', 'manifest-sha256.txt'], names
print('opened')
";
    let done = Command::new(python)
        .args(["-c", script, sealed.to_str().unwrap(), &identity(7).secret()])
        .output()
        .unwrap();
    print!("{}", String::from_utf8_lossy(&done.stdout));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
