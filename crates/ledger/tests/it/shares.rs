//! Opening a casebook with k of n shares, and what a share looks like on paper and over the phone.

use claims::Tier;
use ledger::{
    Ledger, LedgerError, NewCasebook, Opening, Settings, Share, Unlock, VerifyMode, opening, verify,
};
use proptest::prelude::*;

use crate::desk::{contains, entry, files, part, passphrase, scratch, seeded, texts};

fn set(need: u8, of: u8) -> Vec<Share> {
    Share::split(need, of, seeded("shares").as_mut()).unwrap()
}

fn picked(shares: &[Share], which: &[usize]) -> Unlock {
    Unlock::Shares(which.iter().map(|index| shares[index - 1].clone()).collect())
}

/// A casebook with one entry, opened by 3 of 5 shares.
fn founded(dir: &std::path::Path) -> Vec<Share> {
    let shares = set(3, 5);
    let ledger = Ledger::create(dir, NewCasebook::new(Unlock::Shares(shares.clone()))).unwrap();
    ledger.append(entry(vec![part(1, Tier::Identity, "Planted Witness")])).unwrap();
    ledger.close().unwrap();
    shares
}

#[test]
fn any_three_of_five_open_and_no_two_do() {
    let temp = scratch();
    let dir = temp.path().join("case");
    let shares = founded(&dir);
    assert!(
        matches!(opening(&ledger::Disk, &dir), Ok(Opening::Shares { need: 3, of: 5, set }) if set == shares[0].set())
    );
    let (mut opened, mut refused) = (0, 0);
    for which in 0u8..32 {
        let indexes: Vec<usize> = (1..=5).filter(|index| which & (1 << (index - 1)) != 0).collect();
        let unlock = picked(&shares, &indexes);
        if indexes.len() >= 3 {
            let (ledger, _) = Ledger::open(&dir, &unlock, Settings::default()).unwrap();
            assert_eq!(texts(&ledger), [["Planted Witness"]], "{indexes:?}");
            opened += 1;
        } else {
            let error = Ledger::open(&dir, &unlock, Settings::default()).unwrap_err();
            let expected = match indexes.len() {
                0 => "this casebook opens with 3 of its 5 shares, and with nothing else".to_owned(),
                have => format!("{have} of the 3 shares that are needed are here; bring {} more", 3 - have),
            };
            assert_eq!(error.to_string(), expected);
            assert_eq!(verify(&dir, Some(&unlock), VerifyMode::Batch).unwrap_err().to_string(), expected);
            refused += 1;
        }
    }
    assert_eq!((opened, refused), (16, 16));
    let report = verify(&dir, Some(&picked(&shares, &[2, 3, 5])), VerifyMode::Strict).unwrap();
    assert!(report.is_sound() && report.opened == 1);
    let said = "this casebook opens with 3 of its 5 shares, and with nothing else";
    for wrong in [passphrase("x"), Unlock::KeyFile(temp.path().join("none"))] {
        assert_eq!(Ledger::open(&dir, &wrong, Settings::default()).unwrap_err().to_string(), said);
    }
}

#[test]
fn what_lies_on_the_disk_beside_too_few_shares_opens_nothing() {
    let temp = scratch();
    let dir = temp.path().join("case");
    let shares = founded(&dir);
    // Two of the three that are needed, and one of another set.
    let other = Share::split(3, 5, seeded("somebody else").as_mut()).unwrap();
    let error = Ledger::open(
        &dir,
        &Unlock::Shares(vec![shares[0].clone(), shares[1].clone(), other[2].clone()]),
        Settings::default(),
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "share 3 belongs to another set than the others or the casebook: it was made for another casebook, or before the \
         shares were made anew"
    );
    for (path, bytes) in files(&dir) {
        for share in &shares {
            for line in share.lines(18).split(' ').skip(3) {
                assert!(!contains(&bytes, line.as_bytes()), "{}", path.display());
            }
        }
        assert!(!contains(&bytes, b"Planted"), "{}", path.display());
    }
}

/// A secret byte is one point of a random line; the share is another. Were the slope never zero, a share would rule out
/// one value of every byte.
#[test]
fn a_share_alone_looks_random() {
    let mut counts = [0u32; 256];
    let mut entropy = ledger::entropy::os();
    for _ in 0..2000 {
        let share = Share::split(2, 2, entropy.as_mut()).unwrap().remove(0);
        let line = share.lines(18);
        let value =
            line.split(' ').nth(4).unwrap().bytes().fold(0usize, |sum, byte| sum * 31 + usize::from(byte));
        counts[value % 256] += 1;
    }
    assert!(counts.iter().all(|count| *count < 60), "{counts:?}");
}

#[test]
fn a_share_twice_counts_once_and_two_that_differ_are_refused() {
    let temp = scratch();
    let dir = temp.path().join("case");
    let shares = founded(&dir);
    let error = Ledger::open(&dir, &picked(&shares, &[1, 1, 4]), Settings::default()).unwrap_err();
    assert!(matches!(error, LedgerError::NotEnoughShares { have: 2, need: 3 }), "{error}");
    assert!(Ledger::open(&dir, &picked(&shares, &[1, 1, 4, 4, 5]), Settings::default()).is_ok());
}

#[test]
fn counts_that_make_no_sense_are_refused() {
    for (need, of) in [(0, 0), (0, 3), (1, 3), (1, 1), (4, 3)] {
        let error = Share::split(need, of, seeded("x").as_mut()).unwrap_err();
        assert!(matches!(error, LedgerError::ShareCounts { .. }), "{need} of {of}");
    }
    for (need, of) in [(2, 2), (2, 3), (255, 255)] {
        assert_eq!(set(need, of).len(), usize::from(of));
    }
    let failing = &mut |_: &mut [u8]| Err(ledger::NoEntropy);
    assert!(matches!(Share::split(2, 3, failing), Err(LedgerError::Entropy(_))));
}

#[test]
fn a_share_is_read_from_a_page_of_words_and_as_it_is_typed() {
    let shares = set(2, 3);
    let paper = format!(
        "Share 1 of 3. Keep it apart.\nДоля 1 из 3.\n3 үлестің 1-үлесі.\n\n{}\n\nhsomething else\n",
        *shares[0].lines(6)
    );
    assert_eq!(paper.lines().filter(|line| line.starts_with("hs1 ")).count(), 3);
    assert_eq!(Share::read_all(&paper).unwrap(), [shares[0].clone()]);
    let together = format!("{}\n{}\r\n", *shares[2].lines(6), *shares[1].lines(18));
    assert_eq!(Share::read_all(&together).unwrap(), [shares[2].clone(), shares[1].clone()]);

    let line = shares[1].lines(18).to_string();
    assert_eq!(line.split(' ').count(), 19);
    let bare = line.strip_prefix("hs1 ").unwrap();
    let cyrillic: String = bare
        .chars()
        .map(|c| match c {
            'A' => 'А',
            'B' => 'В',
            'C' => 'с',
            'E' => 'Е',
            'H' => 'н',
            'K' => 'К',
            'M' => 'м',
            'P' => 'Р',
            'T' => 'т',
            'X' => 'х',
            'Y' => 'у',
            '0' => 'О',
            '1' => 'l',
            other => other,
        })
        .collect();
    for typed in [
        line.clone(),
        bare.to_owned(),
        line.to_lowercase(),
        format!("  HS1-{}  ", bare.replace(' ', "-")),
        bare.replace(' ', ""),
        bare.replace('0', "o").replace('1', "I"),
        cyrillic,
    ] {
        assert_eq!(Share::read_line(&typed).unwrap(), shares[1], "{typed}");
    }
    assert_eq!(format!("{:?}", shares[1]), "Share(2 of 3, …)");
    assert_eq!(
        format!("{:?}", Unlock::Shares(shares[..2].to_vec())),
        "Shares([Share(1 of 3, …), Share(2 of 3, …)])"
    );
}

#[test]
fn a_mistyped_share_says_which_line_and_group() {
    let share = &set(2, 3)[0];
    let paper = format!("For the lawyer\n\n{}\n", *share.lines(6));
    let lines: Vec<&str> = paper.lines().collect();
    let mut checked = 0;
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("hs1")) {
        for at in 4..line.len() {
            let group = (at - 4) / 6 + 1;
            let here: Vec<char> = line.chars().collect();
            let mut wrong = Vec::new();
            if here[at] != ' ' {
                // Another letter, one left out, and the neighbour first.
                wrong.extend("0123456789ABCDEFGHJKMNPQRSTVWXYZ*".chars().filter(|c| *c != here[at]).map(
                    |c| {
                        let mut line = here.clone();
                        line[at] = c;
                        line
                    },
                ));
                if here.get(at + 1).is_some_and(|next| *next != ' ' && *next != here[at]) {
                    let mut line = here.clone();
                    line.swap(at, at + 1);
                    wrong.push(line);
                }
            }
            for wrong in wrong {
                let wrong: String = wrong.into_iter().collect();
                let mut lines = lines.clone();
                lines[number] = &wrong;
                let error = Share::read_all(&lines.join("\n")).unwrap_err();
                let said = format!(
                    "the share is mistyped in line {}, group {group}; compare those five letters",
                    number + 1
                );
                assert_eq!(error.to_string(), said, "{wrong}");
                checked += 1;
            }
        }
    }
    assert!(checked > 2800, "{checked}");
    // Groups and lines exchanged.
    let mut lines = lines;
    lines.swap(2, 3);
    assert!(matches!(
        Share::read_all(&lines.join("\n")),
        Err(LedgerError::MistypedShare { line: 3, group: 1 })
    ));
    lines.swap(2, 3);
    let error = Share::read_all(&lines[..4].join("\n")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the share ends too early: 6 groups of five letters are missing after line 4"
    );
    assert_eq!(
        Share::read_all("nothing\nhere").unwrap_err().to_string(),
        "there is no share in it; a share stands in lines that begin with hs1"
    );
    assert!(matches!(Share::read_all(""), Err(LedgerError::NoShare)));
    assert!(matches!(Share::read_all("hs1"), Err(LedgerError::ShortShare { .. })));
    assert!(matches!(Share::read_line(""), Err(LedgerError::ShortShare { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_share_is_written_and_read_alike(seed in any::<u64>(), need in 2u8..6, more in 0u8..4, per_line in 0usize..20) {
        let mut state = seed;
        let mut entropy = move |buffer: &mut [u8]| {
            for byte in buffer {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = (state >> 56) as u8;
            }
            Ok(())
        };
        for share in Share::split(need, need + more, &mut entropy).unwrap() {
            prop_assert_eq!(Share::read_all(&share.lines(per_line)).unwrap(), [share]);
        }
    }

    #[test]
    fn noise_is_no_share_and_no_panic(text in "(hs1 ?)?[\\PC\n]{0,200}", digits in "hs1 [0-9A-Z \n]{0,400}") {
        prop_assert!(Share::read_all(&text).is_err());
        prop_assert!(Share::read_line(&text).is_err());
        prop_assert!(Share::read_all(&digits).is_err());
    }
}
