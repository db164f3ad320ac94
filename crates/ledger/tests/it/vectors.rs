//! The test vectors of `docs/ledger-format.md` are what the program writes, byte for byte; and they are what the page
//! says, read again here from the page alone, without the room's code.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use claims::Tier;
use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use ledger::{EntryDraft, Ledger, NewCasebook, Settings, Share, Stretching, Unlock};
use sha2::{Digest, Sha256};

use crate::desk::{part, passphrase, record, scratch, seeded};

const SEED: &str = "habeas ledger vectors";
const PASSPHRASE: &str = "бір екі үш";
const HEADING: &str = "## 9. Test vectors\n";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/ledger-format.md");
    std::fs::read_to_string(path).unwrap()
}

/// Bytes in lines of 32.
fn block(name: &str, bytes: &[u8]) -> String {
    let lines: Vec<String> = bytes.chunks(32).map(hex).collect();
    format!("`{name}`, {} bytes:\n\n```hex\n{}\n```\n\n", bytes.len(), lines.join("\n"))
}

fn sha(pieces: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(pieces.concat()).into()
}

fn settings() -> Settings {
    Settings { entropy: seeded(SEED), ..Settings::default() }
}

/// The section of the page, as the program would have it.
fn section() -> String {
    // The same stream the program draws from, in the order it draws.
    let mut stream = seeded(SEED);
    let mut draw = |count: usize| {
        let mut bytes = vec![0; count];
        stream.fill(&mut bytes).unwrap();
        bytes
    };
    let casebook_id = draw(16);
    let _salt = draw(32);
    let casebook_key = draw(32);
    let _nonce = draw(24);
    let seed = draw(32);
    let _nonce = draw(24);
    let mut parts = Vec::new();
    for _ in 0..3 {
        let key = draw(32);
        let _nonce = draw(24);
        parts.push((key, draw(56)));
    }

    let temp = scratch();
    let key_file = temp.path().join("key");
    std::fs::write(&key_file, [0x42; 32]).unwrap();
    let dir = temp.path().join("case");
    let new = NewCasebook {
        unlock: Unlock::KeyFile(key_file),
        stretching: Stretching::default(),
        settings: settings(),
    };
    let ledger = Ledger::create(&dir, new).unwrap();
    let first = ledger
        .append(EntryDraft {
            claimed_at: 1_560_067_299,
            parts: vec![
                part(0x11, Tier::Facts, "held since noon"),
                part(0x11, Tier::Identity, "A. Synthetic"),
            ],
        })
        .unwrap();
    let second =
        ledger.append(EntryDraft { claimed_at: -1, parts: vec![part(0x22, Tier::Source, "")] }).unwrap();
    let roots: Vec<_> = (0..=2).map(|n| ledger.position_at(n).unwrap().root).collect();
    ledger.seal_file("note", b"abc").unwrap();
    ledger.checkpoint().unwrap();
    let read = |name: &str| std::fs::read(dir.join(name)).unwrap();
    let keys_before = read("keys/records.keys");
    ledger.forget(record(0x11), Tier::Identity).unwrap();

    let mut out = String::from(HEADING);
    out.push_str(
        "\nA casebook with two entries, opened by a key file of 32 bytes `42`. Entry 1 has two parts about the record \
         `11…11` (16\nbytes): tier facts, text `held since noon`; tier identity, text `A. Synthetic`; saved at \
         1,560,067,299. Entry 2 has one part\nabout the record `22…22`: tier source, empty text; saved at −1. The \
         random bytes are SHA-256(`habeas ledger vectors` ‖ counter),\ncounter = 0, 1, 2, … in eight bytes, one after \
         the other; only what is needed to open the files is listed.\n\n| what | value |\n|---|---|\n",
    );
    let device = SigningKey::from_bytes(&seed.clone().try_into().unwrap()).verifying_key().to_bytes();
    let mut row = |what: &str, bytes: &[u8]| writeln!(out, "| {what} | `{}` |", hex(bytes)).unwrap();
    row("casebook id", &casebook_id);
    row("casebook key", &casebook_key);
    row("device seed", &seed);
    row("device public key", &device);
    for (name, (key, random)) in ["entry 1, part 0", "entry 1, part 1", "entry 2, part 0"].iter().zip(&parts)
    {
        row(&format!("{name}: key"), key);
        row(&format!("{name}: salt"), &random[..32]);
        row(&format!("{name}: nonce"), &random[32..]);
    }
    row("entry 1: entry hash", &first.entry_hash);
    row("entry 2: entry hash", &second.entry_hash);
    for (size, root) in roots.iter().enumerate() {
        row(&format!("root over {size}"), root);
    }
    out.push('\n');
    for name in [
        "ledger/devices",
        "ledger/checkpoint",
        "ledger/tree",
        "ledger/seg-00000001.hbl",
        "keys/casebook.key",
        "keys/device.key",
    ] {
        out.push_str(&block(name, &read(name)));
    }
    out.push_str(&block("keys/records.keys", &keys_before));
    out.push_str("After the key of record `11…11`, tier identity, was destroyed:\n\n");
    out.push_str(&block("keys/records.keys after", &read("keys/records.keys")));
    out.push_str("The content `abc`, sealed under the name `note`:\n\n");
    out.push_str(&block("sealed/note", &read("sealed/note")));

    let other = temp.path().join("other");
    let new = NewCasebook {
        unlock: passphrase(PASSPHRASE),
        stretching: Stretching::for_tests_only(),
        settings: settings(),
    };
    drop(Ledger::create(&other, new).unwrap());
    out.push_str(&format!(
        "The same casebook key, wrapped by the passphrase `{PASSPHRASE}` with 64 KiB, 1 pass, 1 lane (too little for \
         anything but a test):\n\n"
    ));
    out.push_str(&block(
        "keys/casebook.key by passphrase",
        &std::fs::read(other.join("keys/casebook.key")).unwrap(),
    ));
    let shares = Share::split(2, 3, seeded(SEED).as_mut()).unwrap();
    let third = temp.path().join("third");
    let new = NewCasebook {
        unlock: Unlock::Shares(shares.clone()),
        stretching: Stretching::default(),
        settings: settings(),
    };
    drop(Ledger::create(&third, new).unwrap());
    out.push_str(
        "The same casebook key, wrapped by 2 of 3 shares, which were made from the random bytes from their beginning on:\n\n",
    );
    for share in &shares {
        writeln!(out, "    {}", *share.lines(18)).unwrap();
    }
    out.push('\n');
    out.push_str(&block(
        "keys/casebook.key by shares",
        &std::fs::read(third.join("keys/casebook.key")).unwrap(),
    ));
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[test]
fn the_program_writes_the_vectors_of_the_page() {
    let page = page();
    let written = page.find(HEADING).map_or("", |at| &page[at..]);
    let expected = section();
    if written != expected {
        let aside: PathBuf = std::env::temp_dir().join("ledger-format-vectors.md");
        std::fs::write(&aside, &expected).unwrap();
        panic!("docs/ledger-format.md §9 differs; what the program writes is in {}", aside.display());
    }
}

/// The vectors as the page has them.
struct Vectors(String);

impl Vectors {
    fn row(&self, what: &str) -> Vec<u8> {
        let start = format!("| {what} | `");
        let line =
            self.0.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("no row {what}"));
        unhex(line[start.len()..].trim_end_matches("` |"))
    }

    fn file(&self, name: &str) -> Vec<u8> {
        let at = self.0.find(&format!("`{name}`, ")).unwrap_or_else(|| panic!("no file {name}"));
        let block = self.0[at..].split("```").nth(1).unwrap();
        unhex(block.trim_start_matches("hex"))
    }
}

fn open(key: &[u8], sealed: &[u8], aad: &[u8]) -> Vec<u8> {
    let key: [u8; 32] = key.try_into().unwrap();
    let nonce: [u8; 24] = sealed[..24].try_into().unwrap();
    let payload = Payload { msg: &sealed[24..], aad };
    XChaCha20Poly1305::new(&key.into()).decrypt(&nonce.into(), payload).unwrap()
}

fn signed(public: &[u8], message: &[u8], signature: &[u8]) {
    let key = VerifyingKey::from_bytes(public.try_into().unwrap()).unwrap();
    key.verify_strict(message, &Signature::from_bytes(signature.try_into().unwrap())).unwrap();
}

#[test]
fn the_vectors_are_what_the_page_says() {
    let v = Vectors(page());
    let (id, device) = (v.row("casebook id"), v.row("device public key"));

    // §3 and §2: the segment, frame by frame.
    let segment = v.file("ledger/seg-00000001.hbl");
    assert_eq!(&segment[..8], b"HBLSEG01");
    assert_eq!(&segment[8..24], id);
    assert_eq!(segment[24..36], [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(segment[36..44], sha(&[&segment[..36]])[..8]);
    let mut frames = &segment[44..];
    let mut previous = [0; 32];
    let texts: [&[&[u8]]; 2] = [&[b"held since noon", b"A. Synthetic"], &[b""]];
    let times: [i64; 2] = [1_560_067_260, -60];
    for (index, texts) in texts.into_iter().enumerate() {
        let number = index as u64 + 1;
        let length = u32::from_le_bytes(frames[4..8].try_into().unwrap()) as usize;
        let (frame, rest) = frames.split_at(length);
        frames = rest;
        assert_eq!(&frame[..4], b"HBE1");
        assert_eq!(frame[8..16], number.to_le_bytes());
        assert_eq!(frame[16..20], [0; 4], "each is a group of its own");
        let header_length = 100 + 85 * texts.len();
        assert_eq!(frame[20..24], (header_length as u32).to_le_bytes());
        let header = &frame[24..24 + header_length];
        let signature = &frame[24 + header_length..88 + header_length];
        signed(&device, &[b"habeas ledger entry v1\n", header].concat(), signature);
        let entry_hash = sha(&[header, signature]);
        assert_eq!(entry_hash.to_vec(), v.row(&format!("entry {number}: entry hash")));
        assert_eq!(frame[length - 8..], sha(&[&frame[..24], &entry_hash])[..8]);
        assert_eq!(header[..2], [1, 0]);
        assert_eq!((&header[2..18], &header[18..50]), (id.as_slice(), device.as_slice()));
        assert_eq!(header[50..58], number.to_le_bytes());
        assert_eq!(header[58..90], previous);
        assert_eq!(header[90..98], times[index].to_le_bytes());
        assert_eq!(header[98..100], (texts.len() as u16).to_le_bytes());
        previous = entry_hash;
        let mut sealed = &frame[88 + header_length..length - 8];
        for (part, text) in texts.iter().enumerate() {
            let head = &header[100 + 85 * part..][..85];
            let (mine, rest) = sealed.split_at(u32::from_le_bytes(head[17..21].try_into().unwrap()) as usize);
            sealed = rest;
            assert_eq!(mine.len(), 40 + 256);
            assert_eq!(head[21..53], sha(&[mine]));
            let name = format!("entry {number}, part {part}");
            let aad = [
                b"habeas ledger part v1\n".as_slice(),
                &id,
                &device,
                &number.to_le_bytes(),
                &(part as u16).to_le_bytes(),
                &head[..17],
            ]
            .concat();
            assert_eq!(aad.len(), 97);
            assert_eq!(mine[..24], v.row(&format!("{name}: nonce")));
            let payload = open(&v.row(&format!("{name}: key")), mine, &aad);
            let salt = v.row(&format!("{name}: salt"));
            let mut expected = [&salt, (text.len() as u32).to_le_bytes().as_slice(), text].concat();
            expected.resize(256, 0);
            assert_eq!(payload, expected);
            assert_eq!(head[53..85], sha(&[&salt, text]));
        }
        assert!(sealed.is_empty());
    }
    assert!(frames.is_empty());

    // §4: tree file, tree and checkpoint.
    let file = v.file("ledger/tree");
    assert_eq!(file[..24], [b"HBTREE01".as_slice(), &id].concat());
    assert_eq!(file[24..32], sha(&[&file[..24]])[..8]);
    for (number, record) in (1u64..).zip(file[32..].chunks(48)) {
        let hash = v.row(&format!("entry {number}: entry hash"));
        let fields = [hash.as_slice(), &device[..4], &number.to_le_bytes()].concat();
        assert_eq!(record[..44], fields);
        assert_eq!(record[44..], sha(&[&number.to_le_bytes(), &fields])[..4]);
    }
    let leaves = [1, 2].map(|n| sha(&[&[0], &v.row(&format!("entry {n}: entry hash"))]));
    let root = sha(&[&[1], &leaves[0], &leaves[1]]);
    assert_eq!(v.row("root over 0"), sha(&[]));
    assert_eq!(v.row("root over 1"), leaves[0]);
    assert_eq!(v.row("root over 2"), root);
    let checkpoint = String::from_utf8(v.file("ledger/checkpoint")).unwrap();
    let lines: Vec<&str> = checkpoint.split('\n').collect();
    assert_eq!(lines[..2], [format!("habeas/{}", hex(&id)).as_str(), "2"]);
    assert_eq!(unbase64(lines[2]), root);
    let name = format!("habeas-device-{}", &hex(&device)[..8]);
    let blob = unbase64(lines[4].strip_prefix(&format!("— {name} ")).unwrap());
    assert_eq!(blob[..4], sha(&[name.as_bytes(), b"\n\x01", &device])[..4]);
    signed(&device, format!("{}\n{}\n{}\n", lines[0], lines[1], lines[2]).as_bytes(), &blob[4..]);
    assert_eq!((lines[3], lines[5], lines.len()), ("", "", 6));

    // §5: devices.
    let devices = v.file("ledger/devices");
    assert_eq!(devices[..24], [b"HBDEVS01".as_slice(), &id].concat());
    assert_eq!((&devices[24..56], &devices[56..88]), (device.as_slice(), device.as_slice()));
    let statement = [b"habeas ledger device v1\n".as_slice(), &id, &devices[24..88]].concat();
    signed(&device, &statement, &devices[88..152]);

    // §6: keys.
    for (name, wrapping) in [
        ("keys/casebook.key", {
            let salt = &v.file("keys/casebook.key")[37..69];
            sha(&[b"habeas key file v1\n", salt, &[0x42; 32]])
        }),
        ("keys/casebook.key by passphrase", {
            let mut key = [0; 32];
            let params = argon2::Params::new(64, 1, 1, Some(32)).unwrap();
            let argon = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
            let salt = &v.file("keys/casebook.key by passphrase")[37..69];
            argon.hash_password_into(PASSPHRASE.as_bytes(), salt, &mut key).unwrap();
            key
        }),
        ("keys/casebook.key by shares", {
            let salt = &v.file("keys/casebook.key by shares")[37..69];
            let lines: Vec<&str> = v.0.lines().filter_map(|line| line.strip_prefix("    hs1 ")).collect();
            assert_eq!(lines.len(), 3);
            let shares: Vec<Vec<u8>> = lines.iter().map(|line| unshare(line)).collect();
            for share in &shares {
                assert_eq!(share[1..5], salt[..4]);
                assert_eq!((share[0], share[5], share[6]), (1, 2, 3));
            }
            let secret = interpolated(&shares[0], &shares[2]);
            assert_eq!(secret, interpolated(&shares[1], &shares[2]));
            sha(&[b"habeas unlock shares v1\n", salt, &secret])
        }),
    ] {
        let file = v.file(name);
        assert_eq!(file.len(), 149);
        assert_eq!(file[141..], sha(&[&file[..141]])[..8]);
        assert_eq!(open(&wrapping, &file[69..141], &file[..69]), v.row("casebook key"), "{name}");
    }
    let file = v.file("keys/device.key");
    assert_eq!(file.len(), 136);
    assert_eq!(file[128..], sha(&[&file[..128]])[..8]);
    assert_eq!(open(&v.row("casebook key"), &file[56..128], &file[..56]), v.row("device seed"));
    let file = v.file("keys/records.keys");
    assert_eq!(file[24..32], sha(&[&file[..24]])[..8]);
    let owners = [("entry 1, part 0", 0x11, 1), ("entry 1, part 1", 0x11, 2), ("entry 2, part 0", 0x22, 3)];
    for (line, (name, record, tier)) in file[32..].chunks(96).zip(owners) {
        let aad = [b"habeas record key v1\n".as_slice(), &id, &[record; 16], &[tier]].concat();
        assert_eq!(line[..20], [&[1, tier, 0, 0], [record; 16].as_slice()].concat());
        assert_eq!(open(&v.row("casebook key"), &line[20..92], &aad), v.row(&format!("{name}: key")));
        assert_eq!(line[92..], sha(&[&line[..92]])[..4]);
    }
    let after = v.file("keys/records.keys after");
    assert_eq!(after[..128], file[..128]);
    assert_eq!(after[128..224], file[224..]);
    let mut note = [&[2, 2, 0, 0], [0x11; 16].as_slice(), &[0; 72]].concat();
    note.extend_from_slice(&sha(&[&note])[..4]);
    assert_eq!(after[224..], note);

    // §7: sealed files.
    let file = v.file("sealed/note");
    let (head, chunk) = file.split_at(56);
    assert_eq!(head[..24], [b"HBSEAL01".as_slice(), &id].concat());
    let key = sha(&[b"habeas sealed file v1\n", &v.row("casebook key"), head]);
    let mut nonce = vec![0; 24];
    nonce[8] = 1;
    assert_eq!(open(&key, &[&nonce, chunk].concat(), &[head, b"note"].concat()), b"abc");
}

/// A share's 45 bytes from its groups, check digits and checksum checked as §6.4 says.
fn unshare(line: &str) -> Vec<u8> {
    const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut bits = String::new();
    for (number, group) in line.split(' ').enumerate() {
        let digits: Vec<u8> = group.chars().map(|c| ALPHABET.find(c).unwrap() as u8).collect();
        let times_x = |v: u8| if v & 16 == 0 { v << 1 } else { (v << 1 & 31) ^ 0b101 };
        let (mut sum, mut check) = (digits[..4].to_vec(), number as u8 + 1);
        for (power, digit) in sum.iter_mut().enumerate() {
            (0..=power).for_each(|_| *digit = times_x(*digit));
            check ^= *digit;
        }
        assert_eq!(check, digits[4], "group {}", number + 1);
        digits[..4].iter().for_each(|digit| write!(bits, "{digit:05b}").unwrap());
    }
    let bytes: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|b| u8::from_str_radix(std::str::from_utf8(b).unwrap(), 2).unwrap())
        .collect();
    assert_eq!(bytes.len(), 45);
    assert_eq!(bytes[40..], sha(&[b"habeas share v1\n", &bytes[..40]])[..5]);
    bytes
}

/// The secret of two shares: the values at 0 of the lines through them, in the field of AES.
fn interpolated(a: &[u8], b: &[u8]) -> Vec<u8> {
    fn times(a: u8, b: u8) -> u8 {
        (0..8).rev().fold(0u8, |sum, bit| {
            let doubled = (sum << 1) ^ if sum & 128 != 0 { 0x1b } else { 0 };
            doubled ^ if b >> bit & 1 == 1 { a } else { 0 }
        })
    }
    let over = |a: u8, b: u8| (0..=255).find(|c| times(*c, b) == a).unwrap();
    let (x, y) = (a[7], b[7]);
    let (weigh_a, weigh_b) = (over(y, x ^ y), over(x, x ^ y));
    (8..40).map(|at| times(a[at], weigh_a) ^ times(b[at], weigh_b)).collect()
}

fn unbase64(text: &str) -> Vec<u8> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = String::new();
    for digit in text.trim_end_matches('=').chars() {
        write!(bits, "{:06b}", ALPHABET.find(digit).unwrap()).unwrap();
    }
    bits.as_bytes()
        .chunks_exact(8)
        .map(|b| u8::from_str_radix(std::str::from_utf8(b).unwrap(), 2).unwrap())
        .collect()
}
