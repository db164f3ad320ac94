//! Spoils reports the way the world does, and worse: torn, doubled, mixed, mistyped, in look-alike letters, with marks that
//! nobody sees, in one line of a megabyte.

/// A small generator of chance; the same seed spoils the same way.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most.max(1)
    }
}

const LOOKALIKES: [(char, char); 16] = [
    ('a', 'а'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('c', 'с'),
    ('x', 'х'),
    ('i', 'і'),
    ('y', 'у'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('х', 'x'),
    ('і', 'i'),
    ('у', 'y'),
];

const ODD: [&str; 24] = [
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{301}",
    "\u{fe0f}",
    "👩‍👩‍👧",
    "\0",
    "\r\n",
    "\u{2028}",
    "«",
    "»",
    "\"",
    "(",
    ")",
    "—",
    ":",
    "1",
    "99999999999999999999",
    "٣٤",
    "İ",
    "ß",
    "𝔸",
    "\n\n\n",
];

/// A spoiled report made of one of `reports`, perhaps with pieces of others.
pub fn spoiled(reports: &[String], chance: &mut Chance) -> String {
    let mut letters: Vec<char> = reports[chance.below(reports.len())].chars().collect();
    for _ in 0..1 + chance.below(12) {
        if letters.is_empty() {
            break;
        }
        let at = chance.below(letters.len());
        let len = 1 + chance.below(60).min(letters.len() - at - 1);
        match chance.below(12) {
            0 => drop(letters.drain(at..at + len)),
            1 => {
                let piece: Vec<char> = letters[at..at + len].to_vec();
                letters.splice(at..at, piece);
            }
            2 => {
                let other: Vec<char> = reports[chance.below(reports.len())].chars().collect();
                let from = chance.below(other.len());
                let to = (from + 1 + chance.below(300)).min(other.len());
                letters.splice(at..at, other[from..to].iter().copied());
            }
            3 => letters[at..at + len].reverse(),
            4 => {
                for letter in &mut letters[at..at + len] {
                    if let Some((_, other)) = LOOKALIKES.iter().find(|(one, _)| one == letter) {
                        *letter = *other;
                    }
                }
            }
            5 => {
                let odd = ODD[chance.below(ODD.len())];
                letters.splice(at..at, odd.chars());
            }
            6 => letters.truncate(at + 1),
            7 => {
                let upper: Vec<char> = letters[at..at + len].iter().flat_map(|c| c.to_uppercase()).collect();
                letters.splice(at..at + len, upper);
            }
            8 => {
                let lower: Vec<char> = letters[at..at + len].iter().flat_map(|c| c.to_lowercase()).collect();
                letters.splice(at..at + len, lower);
            }
            9 => letters.retain(|c| *c != '\n'),
            10 => letters.retain(|c| *c != ' ' || !at.is_multiple_of(7)),
            _ => {
                let other = chance.below(letters.len());
                letters.swap(at, other);
            }
        }
    }
    letters.into_iter().collect()
}
