//! Whatever bytes lie in a casebook's files, nothing panics, and what is wrong is said.

use claims::Tier;
use ledger::{Checkpoint, Header, Ledger, Settings, VerifyMode, verify};
use proptest::prelude::*;

use crate::desk::{Casebook, copy, entry, part};

/// A sound casebook to spoil.
fn sound() -> Casebook {
    let (casebook, ledger) = Casebook::new();
    for text in ["one", "two", "three"] {
        ledger.append(entry(vec![part(1, Tier::Facts, text), part(2, Tier::Identity, text)])).unwrap();
    }
    drop(ledger);
    casebook
}

const FILES: [&str; 6] = [
    "ledger/seg-00000001.hbl",
    "ledger/checkpoint",
    "ledger/devices",
    "keys/records.keys",
    "keys/casebook.key",
    "keys/device.key",
];

thread_local! {
    static SOUND: Casebook = sound();
}

fn spoil_and_look(file: &str, spoil: impl FnOnce(&mut Vec<u8>)) {
    SOUND.with(|casebook| {
        let dir = casebook.temp.path().join("spoiled");
        std::fs::remove_dir_all(&dir).ok();
        copy(&casebook.dir(), &dir);
        let path = dir.join(file);
        let sound = std::fs::read(&path).unwrap();
        let mut bytes = sound.clone();
        spoil(&mut bytes);
        std::fs::write(&path, &bytes).unwrap();
        let stranger = verify(&dir, None, VerifyMode::Batch).unwrap();
        assert_eq!(stranger.is_sound(), bytes == sound, "{file}: {:?}", stranger.findings);
        let _ = verify(&dir, Some(&casebook.unlock), VerifyMode::Strict);
        if let Ok((ledger, _)) = Ledger::open(&dir, &casebook.unlock, Settings::default()) {
            ledger.read_from(1).for_each(drop);
            let _ = ledger.append(entry(vec![part(1, Tier::Facts, "more")]));
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn nothing_panics_on_random_bytes(file in 0usize..6, noise in prop::collection::vec(any::<u8>(), 100..3000)) {
        spoil_and_look(FILES[file], |bytes| *bytes = noise);
    }

    #[test]
    fn nothing_panics_on_spoiled_stretches(
        file in 0usize..6,
        at in any::<prop::sample::Index>(),
        noise in prop::collection::vec(any::<u8>(), 1..200),
        keep_marks in any::<bool>(),
    ) {
        spoil_and_look(FILES[file], |bytes| {
            let start = at.index(bytes.len());
            let end = (start + noise.len()).min(bytes.len());
            // Half of the time the stretch is shortened, so that everything behind it moves.
            if keep_marks {
                bytes[start..end].copy_from_slice(&noise[..end - start]);
            } else {
                bytes.splice(start..end, noise[..noise.len() / 2].iter().copied());
            }
        });
    }

    #[test]
    fn a_header_is_read_only_if_it_would_be_written_so(
        mut bytes in prop::collection::vec(any::<u8>(), 0..400),
        parts in 0u16..4,
    ) {
        if bytes.len() > 100 {
            bytes[..2].copy_from_slice(&1u16.to_le_bytes());
            bytes[98..100].copy_from_slice(&parts.to_le_bytes());
        }
        if let Ok(header) = Header::parse(&bytes) {
            prop_assert_eq!(header.encode(), bytes);
        }
    }

    #[test]
    fn a_checkpoint_of_noise_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Checkpoint::parse(&bytes, &[]).is_err());
    }
}
