//! How fast a bundle is made, checked, and read with a twentieth of it gone, and how much memory that takes:
//! `cargo run --release -p bundle --example bundle_speed -- MEGABYTES DIRECTORY`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use bundle::{Bundle, BundleError, Draft, Identity, mend, read_archive, survey};
use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::Instant;

/// Bytes that do not compress, without end.
struct Noise(u64);

impl Read for Noise {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for bytes in buffer.chunks_mut(8) {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            for (to, from) in bytes.iter_mut().zip(self.0.rotate_left(29).to_le_bytes()) {
                *to = from;
            }
        }
        Ok(buffer.len())
    }
}

fn timed<T>(what: &str, megabytes: u64, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = run();
    let seconds = start.elapsed().as_secs_f64();
    println!("{what}: {seconds:.1} s, {:.0} MB/s", megabytes as f64 / seconds);
    done
}

fn scratch(dir: &Path) -> File {
    let path = dir.join("speed.scratch");
    let file = File::options().read(true).write(true).create(true).truncate(true).open(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    file
}

fn read(path: &Path, dir: &Path, identity: &Identity) {
    let payload = mend(Bundle::open(path).unwrap(), scratch(dir), &mut |_, _| true).unwrap();
    read_archive::<BundleError>(&mut payload.open(identity).unwrap(), &mut |_, _, _| Ok(())).unwrap();
}

fn main() {
    let mut args = std::env::args().skip(1);
    let megabytes: u64 = args.next().and_then(|n| n.parse().ok()).unwrap_or(256);
    let dir = args.next().map_or_else(std::env::temp_dir, Into::into);
    let path = dir.join("speed.habeas");
    let identity = Identity::from_bytes([7; 32].into());
    let mut random = |buffer: &mut [u8]| Noise(9).read(buffer).is_ok();
    let sealed = timed("sealing", megabytes, || {
        let mut draft = Draft::begin(&path, true, &[identity.recipient()], &mut random).unwrap();
        draft.add("noise", megabytes * 1_000_000, &mut Noise(3)).unwrap();
        draft.seal().unwrap()
    });
    let whole = timed("adding parity", megabytes, || sealed.protect(&mut |_, _| true).unwrap());
    let length = whole.length();
    timed("making durable", megabytes, || whole.keep().unwrap());
    timed("checking", megabytes, || survey(&Bundle::open(&path).unwrap(), &mut |_, _| true).unwrap());
    timed("reading", megabytes, || read(&path, &dir, &identity));
    let file = File::options().write(true).open(&path).unwrap();
    let zeros = vec![0; 1 << 20];
    for at in (length * 2 / 5..length * 9 / 20).step_by(zeros.len()) {
        file.write_all_at(&zeros, at).unwrap();
    }
    timed("reading, a twentieth gone", megabytes, || read(&path, &dir, &identity));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{length} bytes; {}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default());
    std::fs::remove_file(path).unwrap();
}
