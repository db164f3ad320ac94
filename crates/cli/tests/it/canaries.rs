//! Canaries: words planted in a casebook that must lie nowhere on its disk, in any form an examiner would look for.

use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::path::Path;

/// Forms of planted words, found by their first eight bytes.
pub struct Canaries {
    starts: HashMap<[u8; 8], Vec<(String, Vec<u8>)>>,
    /// How many words were planted.
    pub planted: usize,
}

impl Canaries {
    /// All forms of these words.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut canaries = Self { starts: HashMap::new(), planted: 0 };
        for word in words {
            canaries.planted += 1;
            for (form, bytes) in forms(word) {
                let start: [u8; 8] = bytes[..8].try_into().unwrap_or_else(|_| panic!("{word} is too short"));
                canaries.starts.entry(start).or_default().push((format!("{word} as {form}"), bytes));
            }
        }
        canaries
    }

    /// Which of them lie in these bytes.
    pub fn in_bytes(&self, bytes: &[u8]) -> Vec<String> {
        let mut hits = Vec::new();
        for (at, window) in bytes.windows(8).enumerate() {
            let Some(candidates) = self.starts.get(window) else { continue };
            let there = candidates.iter().filter(|(_, form)| bytes[at..].starts_with(form));
            hits.extend(there.map(|(what, _)| what.clone()));
        }
        hits
    }

    /// Which of them lie in the files below a directory, or in their names; and how many bytes were looked at.
    pub fn below(&self, dir: &Path) -> (Vec<String>, usize) {
        let (mut hits, mut size) = (Vec::new(), 0);
        let mut open = vec![dir.to_owned()];
        while let Some(dir) = open.pop() {
            for entry in std::fs::read_dir(dir).unwrap().flatten() {
                let path = entry.path();
                hits.extend(self.in_bytes(path.file_name().unwrap().as_encoded_bytes()));
                if path.is_dir() {
                    open.push(path);
                } else {
                    let bytes = std::fs::read(&path).unwrap();
                    size += bytes.len();
                    hits.extend(
                        self.in_bytes(&bytes).iter().map(|hit| format!("{hit} in {}", path.display())),
                    );
                }
            }
        }
        (hits, size)
    }
}

fn forms(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let (lower, upper) = (word.to_lowercase(), word.to_uppercase());
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut forms = vec![
        ("UTF-8", word.as_bytes().to_vec()),
        ("UTF-16, little", little(word)),
        ("UTF-16, big", word.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("hexadecimal digits", hex(word.as_bytes()).into_bytes()),
        ("SHA-256", Sha256::digest(word.as_bytes()).to_vec()),
        ("SHA-256 in digits", hex(&Sha256::digest(word.as_bytes())).into_bytes()),
    ];
    if lower != word {
        forms.push(("small letters", lower.clone().into_bytes()));
        forms.push(("small letters, UTF-16", little(&lower)));
    }
    if upper != word {
        forms.push(("capitals", upper.into_bytes()));
    }
    // The word may begin at any of three places in a base64 group; the groups wholly inside it are the same then.
    for skip in 0..3 {
        let inside = &word.as_bytes()[skip..];
        let whole = &inside[..inside.len() / 3 * 3];
        if whole.len() >= 6 {
            forms.push(("base64", base64(whole)));
        }
    }
    forms
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = |c: &[u8]| {
        let word = u32::from(c[0]) << 16 | u32::from(c[1]) << 8 | u32::from(c[2]);
        [18, 12, 6, 0].map(|shift| ALPHABET[(word >> shift) as usize & 63])
    };
    bytes.chunks_exact(3).flat_map(digits).collect()
}
