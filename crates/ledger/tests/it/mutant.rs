//! Small ledgers made byte by byte from the format's description, and what an accident or an insider may do to them.
//! The same seed gives the same ledger. It uses nothing of the room's code, so that it can sign what the room would not.

use std::path::Path;

use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};

/// Numbers that are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

fn sha(pieces: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(pieces.concat()).into()
}

/// One frame.
#[derive(Clone)]
struct Frame {
    number: u64,
    group: u32,
    header: Vec<u8>,
    signature: [u8; 64],
    sealed: Vec<Vec<u8>>,
}

impl Frame {
    fn hash(&self) -> [u8; 32] {
        sha(&[&self.header, &self.signature])
    }

    fn seq(&self) -> u64 {
        u64::from_le_bytes(self.header[50..58].try_into().unwrap())
    }

    fn sign(&mut self, keys: &[SigningKey]) {
        let device = &self.header[18..50];
        let key = keys.iter().find(|key| key.verifying_key().as_bytes() == device).unwrap_or(&keys[0]);
        self.signature = key.sign(&[b"habeas ledger entry v1\n", self.header.as_slice()].concat()).to_bytes();
    }

    fn bytes(&self) -> Vec<u8> {
        let sealed = self.sealed.concat();
        let length = (96 + self.header.len() + sealed.len()) as u32;
        let prefix = [
            b"HBE1".as_slice(),
            &length.to_le_bytes(),
            &self.number.to_le_bytes(),
            &self.group.to_le_bytes(),
            &(self.header.len() as u32).to_le_bytes(),
        ]
        .concat();
        let check = sha(&[&prefix, &self.hash()]);
        [&prefix, &self.header, self.signature.as_slice(), &sealed, &check[..8]].concat()
    }
}

/// A ledger that can be written, and spoiled.
pub struct Mutant {
    casebook: [u8; 16],
    keys: Vec<SigningKey>,
    frames: Vec<Frame>,
    /// How many frames each segment has; the last has the rest.
    segments: Vec<usize>,
    tree: Vec<[u8; 48]>,
    /// How many entries the checkpoint names, and their root.
    checkpoint: (usize, [u8; 32]),
    /// What was done to it, in words.
    pub done: Vec<String>,
}

impl Mutant {
    /// A sound ledger.
    pub fn sound(dice: &mut Dice) -> Self {
        let seed = dice.below(1 << 40) as u64;
        let mut casebook = [0; 16];
        casebook[..8].copy_from_slice(&seed.to_le_bytes());
        let keys: Vec<SigningKey> = (0..1 + dice.below(2))
            .map(|n| SigningKey::from_bytes(&sha(&[b"key", &seed.to_le_bytes(), &[n as u8]])))
            .collect();
        let mut ledger = Self {
            casebook,
            keys,
            frames: Vec::new(),
            segments: Vec::new(),
            tree: Vec::new(),
            checkpoint: (0, sha(&[])),
            done: Vec::new(),
        };
        let mut heads = vec![(0, [0; 32]); ledger.keys.len()];
        let mut group = 0;
        let mut in_segment = 0;
        for number in 1..=1 + dice.below(9) as u64 {
            let who = dice.below(ledger.keys.len());
            let frame = ledger.entry(dice, number, group, who, heads[who]);
            heads[who] = (frame.seq(), frame.hash());
            ledger.frames.push(frame);
            in_segment += 1;
            group = if dice.one_in(3) { group + 1 } else { 0 };
            if dice.one_in(4) {
                ledger.segments.push(in_segment);
                (in_segment, group) = (0, 0);
            }
        }
        ledger.level();
        ledger
    }

    fn entry(&self, dice: &mut Dice, number: u64, group: u32, who: usize, head: (u64, [u8; 32])) -> Frame {
        let sealed: Vec<Vec<u8>> = (0..1 + dice.below(3))
            .map(|_| {
                let fill = dice.below(1 << 30).to_le_bytes();
                let length = 40 + [256, 256, 320][dice.below(3)];
                let mut bytes = fill.repeat(length / 8 + 1);
                bytes.truncate(length);
                bytes
            })
            .collect();
        let mut header = [
            1u16.to_le_bytes().as_slice(),
            &self.casebook,
            self.keys[who].verifying_key().as_bytes(),
            &(head.0 + 1).to_le_bytes(),
            &head.1,
            &(1_560_067_260 + 60 * number as i64).to_le_bytes(),
            &(sealed.len() as u16).to_le_bytes(),
        ]
        .concat();
        for part in &sealed {
            header.extend_from_slice(&[dice.below(250) as u8; 16]);
            header.push(1 + dice.below(3) as u8);
            header.extend_from_slice(&(part.len() as u32).to_le_bytes());
            header.extend_from_slice(&sha(&[part]));
            header.extend_from_slice(&[7; 32]);
        }
        let mut frame = Frame { number, group, header, signature: [0; 64], sealed };
        frame.sign(&self.keys);
        frame
    }

    /// Makes tree file and checkpoint fit the frames.
    fn level(&mut self) {
        self.level_tree();
        let hashes: Vec<[u8; 32]> = self.frames.iter().map(Frame::hash).collect();
        self.checkpoint = (hashes.len(), root(&hashes));
    }

    fn level_tree(&mut self) {
        self.tree = (1u64..)
            .zip(&self.frames)
            .map(|(number, frame)| {
                let fields = [frame.hash().as_slice(), &frame.header[18..22], &frame.header[50..58]].concat();
                let check = sha(&[&number.to_le_bytes(), &fields]);
                [&fields, &check[..4]].concat().try_into().unwrap()
            })
            .collect();
    }

    fn renumber(&mut self) {
        for (number, frame) in (1..).zip(&mut self.frames) {
            frame.number = number;
        }
    }

    /// Signs every later entry of a device anew, so that its chain fits again.
    fn rechain(&mut self) {
        let mut heads: Vec<([u8; 32], u64, [u8; 32])> = Vec::new();
        for frame in &mut self.frames {
            let device: [u8; 32] = frame.header[18..50].try_into().unwrap();
            let head = heads.iter_mut().find(|head| head.0 == device);
            let (seq, previous) = head.as_ref().map_or((0, [0; 32]), |head| (head.1, head.2));
            frame.header[50..58].copy_from_slice(&(seq + 1).to_le_bytes());
            frame.header[58..90].copy_from_slice(&previous);
            frame.sign(&self.keys);
            let now = (device, seq + 1, frame.hash());
            match head {
                Some(head) => *head = now,
                None => heads.push(now),
            }
        }
    }

    /// What an insider does afterwards to hide it, more or less.
    fn cover(&mut self, dice: &mut Dice) {
        let mut did = |dice: &mut Dice, what: &str| {
            let yes = dice.one_in(2);
            if yes {
                self.done.push(what.to_owned());
            }
            yes
        };
        let (renumber, rechain) = (did(dice, "renumbered"), did(dice, "chained anew"));
        let (tree, checkpoint) = (did(dice, "tree file levelled"), did(dice, "checkpoint signed anew"));
        if renumber {
            self.renumber();
        }
        if rechain {
            self.rechain();
        }
        let old = (self.tree.clone(), self.checkpoint);
        self.level();
        if !tree {
            self.tree = old.0;
        }
        if !checkpoint {
            self.checkpoint = old.1;
        }
    }

    /// Does something to the entries.
    pub fn spoil(&mut self, dice: &mut Dice) {
        let count = self.frames.len();
        let (at, other) = (dice.below(count), dice.below(count));
        let what = match dice.below(11) {
            0 => {
                self.frames.swap(at, other);
                "two entries swapped"
            }
            1 => {
                self.frames.remove(at);
                if self.frames.is_empty() {
                    *self = Self::sound(dice);
                }
                "an entry dropped"
            }
            2 => {
                let copy = self.frames[at].clone();
                self.frames.insert(other, copy);
                "an entry duplicated"
            }
            3 => {
                let earlier = 1_500_000_000i64 / 60 * 60;
                self.frames[at].header[90..98].copy_from_slice(&earlier.to_le_bytes());
                self.frames[at].sign(&self.keys);
                "an entry back-dated and signed again"
            }
            4 => {
                let mut fork = self.frames[at].clone();
                fork.header[66] ^= u8::from(dice.one_in(2));
                fork.header[132] ^= 1;
                fork.sign(&self.keys);
                let place = at + 1 + dice.below(count - at);
                self.frames.insert(place, fork);
                "a fork put in"
            }
            5 => {
                let part = dice.below(self.frames[at].sealed.len());
                let theirs = dice.below(self.frames[other].sealed.len());
                let copy = self.frames[other].sealed[theirs].clone();
                let mine = std::mem::replace(&mut self.frames[at].sealed[part], copy);
                self.frames[other].sealed[theirs] = mine;
                "parts swapped"
            }
            6 => {
                self.checkpoint.0 = dice.below(count + 1);
                let hashes: Vec<[u8; 32]> = self.frames.iter().map(Frame::hash).collect();
                self.checkpoint.1 = root(&hashes[..self.checkpoint.0]);
                self.tree.truncate(self.checkpoint.0 + dice.below(count + 1 - self.checkpoint.0));
                self.done.push("an older checkpoint".to_owned());
                return;
            }
            7 => {
                let fill = dice.below(256) as u8;
                self.frames[at].sealed[0][100..].fill(fill);
                "sealed bytes lost"
            }
            8 => {
                let who = dice.below(3);
                self.frames[at].header[18 + who * 16] ^= 1;
                "a header changed, its checksum mended"
            }
            9 => {
                self.frames[at].number = [0, 1, count as u64, 77, 1 << 40, u64::MAX][dice.below(6)];
                self.frames[at].group = dice.below(2) as u32;
                self.done.push("a number changed, its checksum mended".to_owned());
                return;
            }
            _ => {
                self.segments = vec![dice.below(count), 0, dice.below(3)];
                "entries cut into other segments"
            }
        };
        self.done.push(what.to_owned());
        self.cover(dice);
    }

    /// The files of the ledger's directory.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let founder = &self.keys[0];
        let mut devices = [b"HBDEVS01".as_slice(), &self.casebook].concat();
        for key in &self.keys {
            let of = [*key.verifying_key().as_bytes(), *founder.verifying_key().as_bytes()].concat();
            let message = [b"habeas ledger device v1\n".as_slice(), &self.casebook, &of].concat();
            devices.extend_from_slice(&of);
            devices.extend_from_slice(&founder.sign(&message).to_bytes());
        }
        files.push(("devices".to_owned(), devices));
        let mut tree = [b"HBTREE01".as_slice(), &self.casebook].concat();
        tree.extend_from_slice(&sha(&[&tree])[..8]);
        tree.extend_from_slice(&self.tree.concat());
        files.push(("tree".to_owned(), tree));
        files.push(("checkpoint".to_owned(), self.note()));
        let mut from = 0usize;
        let mut next = 1u64;
        for (number, take) in (1u32..).zip(self.segments.iter().chain([&usize::MAX])) {
            let frames = &self.frames[from..from.saturating_add(*take).min(self.frames.len())];
            from += frames.len();
            let mut bytes =
                [b"HBLSEG01".as_slice(), &self.casebook, &number.to_le_bytes(), &next.to_le_bytes()].concat();
            bytes.extend_from_slice(&sha(&[&bytes])[..8]);
            for frame in frames {
                bytes.extend_from_slice(&frame.bytes());
                next = frame.number.saturating_add(1);
            }
            files.push((format!("seg-{number:08}.hbl"), bytes));
        }
        files
    }

    fn note(&self) -> Vec<u8> {
        let id: String = self.casebook.iter().map(|byte| format!("{byte:02x}")).collect();
        let body = format!("habeas/{id}\n{}\n{}\n", self.checkpoint.0, base64(&self.checkpoint.1));
        let device = self.keys[self.keys.len() - 1].verifying_key();
        let tag: String = device.as_bytes()[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        let name = format!("habeas-device-{tag}");
        let hash = sha(&[name.as_bytes(), b"\n\x01", device.as_bytes()]);
        let signature = self.keys[self.keys.len() - 1].sign(body.as_bytes()).to_bytes();
        let blob = base64(&[&hash[..4], &signature].concat());
        format!("{body}\n\u{2014} {name} {blob}\n").into_bytes()
    }
}

fn root(hashes: &[[u8; 32]]) -> [u8; 32] {
    match hashes {
        [] => sha(&[]),
        [one] => sha(&[&[0], one]),
        many => {
            let (left, right) = many.split_at(many.len().next_power_of_two() / 2);
            sha(&[&[1], &root(left), &root(right)])
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = ALPHABET[(word >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

/// Does something to the files: bits flip, ends go, files go or change places.
pub fn damage(files: &mut Vec<(String, Vec<u8>)>, dice: &mut Dice) -> String {
    let (at, other) = (dice.below(files.len()), dice.below(files.len()));
    let length = files[at].1.len();
    let name = files[at].0.clone();
    match dice.below(8) {
        0..=2 => {
            let bit = dice.below(length * 8);
            if let Some(byte) = files[at].1.get_mut(bit / 8) {
                *byte ^= 1 << (bit % 8);
            }
            format!("bit {bit} of {name} flipped")
        }
        3 => {
            let to = dice.below(length + 1);
            files[at].1.truncate(to);
            format!("{name} cut to {to}")
        }
        4 => {
            let (from, to) = (dice.below(length + 1), dice.below(length + 1));
            if let Some(bytes) = files[at].1.get_mut(from..to.min(from + 700)) {
                bytes.fill(0);
            }
            format!("{name}: zeros from {from}")
        }
        5 => {
            let bytes = std::mem::take(&mut files[at].1);
            files[at].1 = std::mem::replace(&mut files[other].1, bytes);
            format!("{name} and {} swapped", files[other].0)
        }
        6 => {
            files.remove(at);
            format!("{name} removed")
        }
        _ => {
            files[at].1.extend_from_slice(b"HBE1 and more that is nothing");
            format!("bytes put behind {name}")
        }
    }
}

/// Writes the files into a directory, in place of what lies there.
pub fn write(dir: &Path, files: &[(String, Vec<u8>)]) {
    let ledger = dir.join("ledger");
    std::fs::remove_dir_all(&ledger).ok();
    std::fs::create_dir_all(&ledger).unwrap();
    for (name, bytes) in files {
        std::fs::write(ledger.join(name), bytes).unwrap();
    }
}
