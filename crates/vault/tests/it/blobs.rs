//! A blob gives back the file, any range of it, and nothing to anybody else.

use crate::stuff::{Broken, Noise, files_under, folder, keep};
use proptest::prelude::*;
use std::io::Read as _;
use vault::blob::{CHUNK, padded_length, sealed_length};
use vault::shelf::Shelf as _;
use vault::{BlobKey, BlobReader, VaultError, check, store, system_random};

#[test]
fn a_file_comes_back_as_it_was_whatever_its_length() {
    let (_dir, shelf) = folder();
    let chunk = CHUNK as u64;
    for length in [0, 1, 4095, 4096, 4097, chunk - 1, chunk, chunk + 1, 2 * chunk, 5 * chunk + 17, 1 << 20] {
        let file = Noise::bytes(length + 3, length);
        let stored = keep(&shelf, &file).unwrap();
        assert_eq!(stored.length, length);
        assert_eq!(shelf.size(&stored.blob).unwrap(), sealed_length(length), "{length}");
        let mut back = Vec::new();
        let mut reader = BlobReader::open(&shelf, stored.blob, &stored.key, length).unwrap();
        reader.read_to_end(&mut back).unwrap();
        assert!(back == file, "{length} bytes came back changed");
        check(&shelf, &stored).unwrap();
    }
}

#[test]
fn the_shelf_tells_a_length_only_roughly() {
    for (length, padded) in [(0, 4096), (1, 4096), (4096, 4096), (65_537, 67_584), (1 << 32, 1 << 32)] {
        assert_eq!(padded_length(length), Some(padded), "{length}");
    }
    // Two films of nearly the same length lie there with the same length.
    assert_eq!(sealed_length(48_123_456), sealed_length(48_123_999));
    for length in (1_u64..1 << 33).step_by(7_654_321) {
        let padded = padded_length(length).unwrap();
        assert!(
            padded >= length && (padded - length) * 100 <= length.max(40_000) * 12,
            "{length} → {padded}"
        );
    }
    assert_eq!(padded_length(u64::MAX), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_range_is_that_range_of_the_file(length in 0_u64..400_000, offset in 0_u64..450_000, most in 0_usize..200_000) {
        let (_dir, shelf) = folder();
        let file = Noise::bytes(9, length);
        let stored = keep(&shelf, &file).unwrap();
        let reader = BlobReader::open(&shelf, stored.blob, &stored.key, length).unwrap();
        let from = usize::try_from(offset.min(length)).unwrap();
        let to = (from + most).min(file.len());
        prop_assert_eq!(&*reader.range(offset, most).unwrap(), &file[from..to]);
    }
}

#[test]
fn the_same_file_twice_is_two_blobs_that_share_nothing() {
    let (dir, shelf) = folder();
    let file = Noise::bytes(5, 200_000);
    let (one, two) = (keep(&shelf, &file).unwrap(), keep(&shelf, &file).unwrap());
    assert_eq!(one.sha256, two.sha256);
    assert!(one.blob != two.blob && one.key != two.key);
    // Neither a name nor a byte on the shelf is a function of the file alone.
    let name = vault::blob::hex(&one.sha256);
    for path in files_under(dir.path()) {
        let bytes = std::fs::read(&path).unwrap();
        assert!(!path.to_string_lossy().contains(&name));
        for needle in [&file[..32], &file[100_000..100_032], one.sha256.as_slice(), one.key.0.as_slice()] {
            assert!(!bytes.windows(32).any(|window| window == needle), "{}", path.display());
        }
    }
}

#[test]
fn without_its_key_a_blob_is_noise() {
    let (_dir, shelf) = folder();
    let stored = keep(&shelf, &Noise::bytes(5, 200_000)).unwrap();
    let other = BlobKey([7; 32]);
    let reader = BlobReader::open(&shelf, stored.blob, &other, stored.length).unwrap();
    assert!(matches!(reader.range(0, 10), Err(VaultError::Damaged { .. })));
}

#[test]
fn every_flipped_bit_is_found_and_said_where() {
    let (dir, shelf) = folder();
    let file = Noise::bytes(11, 150_000);
    let stored = keep(&shelf, &file).unwrap();
    let path =
        files_under(dir.path()).into_iter().find(|p| p.extension().is_some_and(|e| e == "blob")).unwrap();
    let sound = std::fs::read(&path).unwrap();
    // The head, both ends of each chunk and its tag, and a walk through the middle.
    let chunk = CHUNK + 16;
    let mut places: Vec<usize> = (0..23).collect();
    places.extend([23, 23 + chunk - 1, 23 + chunk, 23 + 2 * chunk, sound.len() - 1, sound.len() - 17]);
    places.extend((0..sound.len()).step_by(19_999));
    for at in places {
        let mut bytes = sound.clone();
        bytes[at] ^= 1 << (at % 8);
        std::fs::write(&path, bytes).unwrap();
        let problem = check(&shelf, &stored).unwrap_err().to_string();
        if at < 8 {
            assert!(problem.contains("at its beginning"), "{at}: {problem}");
        } else if at >= 23 {
            let from = (at - 23) / chunk * CHUNK;
            assert!(problem.contains(&format!("in bytes {from}–")), "{at}: {problem}");
        }
    }
    for length in [0, 1, 22, 23, 24, sound.len() / 2, sound.len() - 1] {
        std::fs::write(&path, &sound[..length]).unwrap();
        assert!(matches!(check(&shelf, &stored), Err(VaultError::Damaged { .. })), "cut to {length}");
    }
    let mut longer = sound.clone();
    longer.extend_from_slice(&sound);
    std::fs::write(&path, longer).unwrap();
    assert!(matches!(check(&shelf, &stored), Err(VaultError::Damaged { .. })));
    // Two whole chunks in each other's place.
    let mut swapped = sound.clone();
    swapped[23..23 + 2 * chunk].rotate_left(chunk);
    std::fs::write(&path, swapped).unwrap();
    assert!(check(&shelf, &stored).unwrap_err().to_string().contains("in bytes 0–"));
    std::fs::write(&path, &sound).unwrap();
    check(&shelf, &stored).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(check(&shelf, &stored), Err(VaultError::Missing(_))));
}

#[test]
fn another_file_under_the_right_name_is_found() {
    let (_dir, shelf) = folder();
    let stored = keep(&shelf, b"the film of the arrest").unwrap();
    let mut told_wrong = stored.clone();
    told_wrong.sha256[0] ^= 1;
    assert!(check(&shelf, &told_wrong).unwrap_err().to_string().contains("not the one that was stored"));
    let mut longer = stored;
    longer.length = 1 << 40;
    assert!(check(&shelf, &longer).unwrap_err().to_string().contains("bytes lie there instead"));
}

#[test]
fn what_is_too_large_or_breaks_off_leaves_nothing() {
    let (dir, shelf) = folder();
    let too_large = store(&shelf, &mut Noise::new(1, 300_001), 300_000, &system_random).unwrap_err();
    assert!(too_large.to_string().contains("larger than 300000 bytes"), "{too_large}");
    let broken = store(&shelf, &mut Broken(Noise::new(1, 300_000)), u64::MAX, &system_random).unwrap_err();
    assert!(broken.to_string().contains("could not be read to its end"), "{broken}");
    let nothing = store(&shelf, &mut Noise::new(1, 5), u64::MAX, &|_: &mut [u8]| false).unwrap_err();
    assert!(matches!(nothing, VaultError::NoEntropy));
    assert_eq!(files_under(dir.path()), Vec::<std::path::PathBuf>::new());
    store(&shelf, &mut Noise::new(1, 300_000), 300_000, &system_random).unwrap();
}
