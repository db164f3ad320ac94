//! What a word sounds like, roughly and fast: enough to find candidates in a million names, never to judge one.
//! A word of any script becomes at most [`LONGEST`] phones, and from them coarse keys in which spellings of one word
//! nearly always meet.

mod letters;
mod words;

use letters::{arabic, armenian, cyrillic, georgian, latin, plain_latin};

pub use words::words;

/// Phones kept of a word; what follows does not help to find it.
pub const LONGEST: usize = 16;

/// The phones of one word, as numbers: the places of their letters in [`LETTERS`].
#[derive(Clone, Copy, Default)]
pub struct Phones {
    sounds: [u8; LONGEST],
    len: u8,
    /// Written without short vowels.
    pub sparse: bool,
}

/// Small letters are sounds as usual; `S` sh, `Z` zh, `c` ch, `C` ts; `A W Y` letters of the Arabic script that may be a
/// vowel or not be spoken at all; `J X Q` the Latin letters j, ch and c, whose sound depends on the language. Number 0 is
/// none of them.
const LETTERS: &[u8; 25] = b".bpfvtdkghszSZcClrmnaeiou";
const A: usize = 20;
const E: usize = 21;
const I: usize = 22;
const O: usize = 23;
const U: usize = 24;
const ALEF: u8 = 25;
const WAW: u8 = 26;
const YA: u8 = 27;
const LATIN_J: u8 = 28;
const LATIN_CH: u8 = 29;
const LATIN_C: u8 = 30;

impl Phones {
    pub fn as_slice(&self) -> &[u8] {
        self.sounds.get(..usize::from(self.len)).unwrap_or_default()
    }

    fn push(&mut self, letter: u8) {
        let sound = CODES.get(usize::from(letter)).copied().unwrap_or(0);
        // дж is one sound, and often written so.
        if letter == b'Z' && self.as_slice().last() == CODES.get(usize::from(b'd')) {
            self.len -= 1;
        }
        if sound == 0 || self.as_slice().last() == Some(&sound) {
            return;
        }
        if let Some(place) = self.sounds.get_mut(usize::from(self.len)) {
            *place = sound;
            self.len += 1;
        }
    }

    /// Whether two words may begin with the same sound: an initial stands for a word.
    pub fn begins_like(&self, first: u8) -> bool {
        let own = self.as_slice().first().copied().unwrap_or(0);
        SWAPS
            .get(usize::from(own))
            .and_then(|swaps| swaps.get(usize::from(first)))
            .is_some_and(|swap| *swap <= 30)
    }

    /// Which groups of sounds occur: one bit each. Words that differ in many bits are not alike.
    pub fn signature(&self) -> u16 {
        self.as_slice()
            .iter()
            .fold(0, |bits, sound| bits | if *sound < LATIN_J { 1 << group(*sound) } else { 0 })
    }

    /// Calls `sink` with the key of the first six coarse consonants, and whether one of them was left out.
    pub fn keys(&self, mut sink: impl FnMut(u32, Key)) {
        self.keys_read(false, &mut sink);
        if self.as_slice().iter().any(|sound| *sound >= LATIN_J) {
            self.keys_read(true, &mut sink);
        }
    }

    fn keys_read(&self, other: bool, sink: &mut impl FnMut(u32, Key)) {
        let (kept, len) = self.consonants(other);
        let kept = kept.get(..len).unwrap_or_default();
        let key = |left_out: Option<usize>| {
            let rest = kept.iter().enumerate().filter(|(at, _)| Some(*at) != left_out);
            rest.fold(1u32, |key, (_, class)| key << 4 | u32::from(*class))
        };
        if len < 2 {
            // Too little to tell by consonants: the first sounds decide.
            let first =
                self.as_slice().iter().take(4).fold(1u32, |key, sound| key << 4 | u32::from(group(*sound)));
            return sink(1 << 30 | first, Key::Whole);
        }
        sink(key(None), Key::Whole);
        if len > 2 {
            (0..len).for_each(|at| sink(key(Some(at)), if len > 3 { Key::Long } else { Key::Short }));
        }
    }

    /// The coarse consonants in their order, doubled ones once, at most six; on the `other` reading of letters with two.
    fn consonants(&self, other: bool) -> ([u8; 6], usize) {
        let mut kept = [0; 6];
        let mut len = 0;
        let mut last = 0;
        for sound in self.as_slice() {
            let class = match *sound {
                LATIN_J | LATIN_C if other => 5,
                LATIN_CH if other => 4,
                sound => group(sound),
            };
            if class >= VOWELS {
                continue;
            }
            if class != last
                && let Some(place) = kept.get_mut(len)
            {
                *place = class;
                len += 1;
            }
            last = class;
        }
        (kept, len)
    }
}

/// What a key was made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// All of the word's first consonants.
    Whole,
    /// One of four or more left out.
    Long,
    /// One of three left out: two words that meet only in such keys need not be alike.
    Short,
}

const VOWELS: u8 = 9;

/// Groups of sounds that spellings confuse, by number; from [`VOWELS`] on they are no consonants.
#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which refuses what is out of range")]
const GROUPS: [u8; 32] = {
    let mut groups = [12; 32];
    let of: [(&[u8], u8); 11] = [
        (b"bp", 1),
        (b"fv", 2),
        (b"td", 3),
        (b"kgh", 4),
        (b"szSZcC", 5),
        (b"l", 6),
        (b"r", 7),
        (b"mn", 8),
        (b"a", 9),
        (b"ei", 10),
        (b"ou", 11),
    ];
    let mut sound = 0;
    while sound < LETTERS.len() {
        let mut at = 0;
        while at < of.len() {
            let mut letter = 0;
            while letter < of[at].0.len() {
                if of[at].0[letter] == LETTERS[sound] {
                    groups[sound] = of[at].1;
                }
                letter += 1;
            }
            at += 1;
        }
        sound += 1;
    }
    groups[ALEF as usize] = 9;
    groups[YA as usize] = 10;
    groups[WAW as usize] = 11;
    groups[LATIN_J as usize] = 10;
    groups[LATIN_CH as usize] = 5;
    groups[LATIN_C as usize] = 4;
    groups
};

#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which refuses what is out of range")]
const CODES: [u8; 128] = {
    let mut codes = [0; 128];
    let mut sound = 1;
    while sound < LETTERS.len() {
        codes[LETTERS[sound] as usize] = sound as u8;
        sound += 1;
    }
    codes[b'A' as usize] = ALEF;
    codes[b'W' as usize] = WAW;
    codes[b'Y' as usize] = YA;
    codes[b'J' as usize] = LATIN_J;
    codes[b'X' as usize] = LATIN_CH;
    codes[b'Q' as usize] = LATIN_C;
    codes
};

fn group(sound: u8) -> u8 {
    GROUPS.get(usize::from(sound)).copied().unwrap_or(12)
}

/// What it costs to hear one sound for another, in hundredths.
#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which refuses what is out of range")]
const SWAPS: [[u8; 32]; 32] = {
    let mut swaps = [[100; 32]; 32];
    let mut a = 0;
    while a < 32 {
        let mut b = 0;
        while b < 32 {
            let (one, other) =
                if GROUPS[a] < GROUPS[b] { (GROUPS[a], GROUPS[b]) } else { (GROUPS[b], GROUPS[a]) };
            let optional = a >= ALEF as usize && a <= YA as usize || b >= ALEF as usize && b <= YA as usize;
            let unclear = if a > b { a } else { b };
            swaps[a][b] = if a == b {
                0
            } else if unclear == LATIN_J as usize && (one == 5 || a == I || b == I)
                || unclear >= LATIN_CH as usize && (one == 4 || one == 5) && other <= 5
            {
                10
            } else if optional && one == other {
                5
            } else if optional && one >= VOWELS {
                15
            } else if optional && one == 2 && other == 11 {
                // و is also v and w.
                10
            } else if one == other {
                25
            } else if one >= VOWELS {
                between_vowels(a, b)
            } else {
                match (one, other) {
                    // у and в, w and u.
                    (2, 11) => 30,
                    // h is g, or j.
                    (4, 5) => 60,
                    // ж is й, where j writes both.
                    (5, 10) => 50,
                    _ => 100,
                }
            };
            b += 1;
        }
        a += 1;
    }
    swaps
};

/// The same for vowels of different groups.
const fn between_vowels(a: usize, b: usize) -> u8 {
    let (one, other) = if a < b { (a, b) } else { (b, a) };
    match (one, other) {
        (A, O) => 20,
        (A, E) => 30,
        (E, O) | (I, U) => 35,
        _ => 45,
    }
}

/// What it costs to leave a sound out: as usual, and where short vowels are not written.
#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which refuses what is out of range")]
const SKIPS: [[u8; 32]; 2] = {
    let mut skips = [[90; 32]; 2];
    let mut sound = 0;
    while sound < 32 {
        let letter = if sound < LETTERS.len() { LETTERS[sound] } else { b'.' };
        let (usual, sparse) = match letter {
            b'i' => (25, 8),
            b'a' | b'e' | b'o' | b'u' => (40, 8),
            b'h' => (45, 45),
            _ if sound >= ALEF as usize && sound <= YA as usize => (20, 20),
            _ if sound == LATIN_J as usize => (35, 35),
            _ => (90, 90),
        };
        skips[0][sound] = usual;
        skips[1][sound] = sparse;
        sound += 1;
    }
    skips
};

/// How alike two words sound, in hundredths: 100 the same, 0 nothing in common, and 0 when it is less than `least`.
pub fn likeness(a: &[u8], b: &[u8], sparse: bool, least: u8) -> u8 {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let length = if sparse {
        let solid = |sounds: &[u8]| sounds.iter().filter(|sound| group(**sound) < VOWELS).count();
        (solid(a) + solid(b)) * 50
    } else {
        long.len() * 100
    }
    .max(100);
    let bound = u16::try_from(length * usize::from(100 - least.min(100)) / 100).unwrap_or(u16::MAX);
    let [usual, short_vowels_free] = &SKIPS;
    let skips = if sparse { short_vowels_free } else { usual };
    let skip = |sound: u8| u16::from(skips.get(usize::from(sound)).copied().unwrap_or(90));
    let mut row = [0u16; LONGEST + 1];
    let mut total = 0;
    for (place, sound) in row.iter_mut().skip(1).zip(short) {
        total += skip(*sound);
        *place = total;
    }
    for left in long {
        let Some(swaps) = SWAPS.get(usize::from(*left)) else { return 0 };
        let out = skip(*left);
        let mut corner = row[0];
        let mut before = corner + out;
        let mut least = before;
        row[0] = before;
        for (place, right) in row.iter_mut().skip(1).zip(short) {
            let across = corner + u16::from(swaps.get(usize::from(*right)).copied().unwrap_or(100));
            corner = *place;
            before = across.min(corner + out).min(before + skip(*right));
            *place = before;
            least = least.min(before);
        }
        if least > bound {
            return 0;
        }
    }
    let distance = usize::from(row.get(short.len()).copied().unwrap_or(u16::MAX));
    let likeness = u8::try_from(100usize.saturating_sub(distance * 100 / length)).unwrap_or(0);
    if likeness < least { 0 } else { likeness }
}

/// The phones of one word in small letters.
pub fn phones(word: &str) -> Phones {
    let mut out = Phones::default();
    if word.is_ascii() {
        latin(word.as_bytes(), &mut out);
        return out;
    }
    let mut run = [0u8; 64];
    let mut len = 0;
    // The Arabic letters of Kazakh write every vowel, and ғ with the letter that others leave silent.
    let kazakh = word.contains(['ە', 'ۇ', 'ۆ', 'ۋ']);
    for c in word.chars() {
        if let Some(plain) = plain_latin(c) {
            for byte in plain.bytes() {
                if let Some(place) = run.get_mut(len) {
                    *place = byte;
                    len += 1;
                }
            }
            continue;
        }
        latin(run.get(..len).unwrap_or_default(), &mut out);
        len = 0;
        let sounds = match c {
            '\u{400}'..='\u{52f}' => cyrillic(c),
            'ع' if kazakh => "g",
            '\u{600}'..='\u{6ff}' => {
                out.sparse |= !kazakh;
                arabic(c)
            }
            '\u{531}'..='\u{587}' => armenian(c),
            '\u{10d0}'..='\u{10ff}' => georgian(c),
            _ => "",
        };
        sounds.bytes().for_each(|sound| out.push(sound));
    }
    latin(run.get(..len).unwrap_or_default(), &mut out);
    out
}
