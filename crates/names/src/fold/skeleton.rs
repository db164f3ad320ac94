//! From Latin letters to the skeleton: the digraphs of English, German, French and Polish romanisations brought
//! together, and doubled letters written once. The rules are applied until nothing changes, which makes folding
//! idempotent by construction; every rule shortens the word or removes a letter that no rule writes, so this ends.
//! Bytes above ASCII belong to letters kept as they are and pass through untouched.

/// Rules by first letter, longest pattern first; the reason stands beside each group.
fn rules(first: u8) -> &'static [(&'static [u8], &'static [u8])] {
    match first {
        b'c' => &[
            (b"chtch", b"sh"), // French щ
            (b"chch", b"ch"),
            (b"ch", b"ch"),
            (b"cz", b"ch"), // Polish ч
            (b"ck", b"k"),
        ],
        b'd' => &[(b"dzh", b"zh"), (b"dj", b"zh")], // Soviet spelling of Kazakh ж
        b'g' => &[(b"gh", b"g")],                   // ғ
        b'k' => &[(b"kh", b"h")],                   // х
        b'o' => &[(b"ou", b"u")],                   // French у
        b'p' => &[(b"ph", b"f")],
        b'q' => &[(b"q", b"k")], // Kazakh Latin, and "qu" is left to be found by its letters
        b's' => &[
            (b"schtsch", b"sh"), // German щ
            (b"shch", b"sh"),
            (b"shsh", b"sh"), // Kazakh щ of 2018
            (b"szcz", b"sh"), // Polish щ
            (b"sch", b"sh"),  // German ш, and щ on many passports
            (b"sh", b"sh"),
            (b"sz", b"sh"), // Polish ш
        ],
        b't' => &[
            (b"tsch", b"ch"), // German ч
            (b"tch", b"ch"),  // French ч
            (b"tj", b"ti"),   // German and Baltic ть before a vowel
            (b"tz", b"ts"),
            (b"tc", b"ts"), // ц on Russian passports
            (b"th", b"t"),
        ],
        b'w' => &[(b"w", b"v")], // German and Polish в
        b'x' => &[(b"x", b"ks")],
        b'y' => &[(b"y", b"i")],
        b'z' => &[(b"zhzh", b"zh"), (b"zh", b"zh")],
        _ => &[],
    }
}

/// The working space of one word.
#[derive(Default)]
pub(super) struct Buffers {
    /// Lower-case letters and digits as they came from the tables.
    pub letters: Vec<u8>,
    next: Vec<u8>,
}

impl Buffers {
    pub fn clear(&mut self) {
        self.letters.clear();
    }

    /// The skeleton of the letters.
    pub fn fold(&mut self) -> &str {
        loop {
            self.next.clear();
            pass(&self.letters, &mut self.next);
            let settled = self.next == self.letters;
            std::mem::swap(&mut self.letters, &mut self.next);
            if settled {
                break;
            }
        }
        // The tables write whole characters and the rules touch ASCII only, so this is always UTF-8.
        std::str::from_utf8(&self.letters).unwrap_or_default()
    }
}

fn pass(word: &[u8], out: &mut Vec<u8>) {
    let mut rest = word;
    while let Some((&first, tail)) = rest.split_first() {
        // Emigrant spelling of -ov and -ev.
        if out.len() >= 2 && matches!(rest, b"off" | b"eff") {
            push(first, out);
            push(b'v', out);
            break;
        }
        if let Some((after, written)) =
            rules(first).iter().find_map(|(pattern, written)| Some((rest.strip_prefix(*pattern)?, *written)))
        {
            written.iter().for_each(|byte| push(*byte, out));
            rest = after;
            continue;
        }
        let next = tail.first().copied();
        match first {
            // ц is c in many schemes, but before e and i an English c is heard as s; the rest is k.
            b'c' => push(if matches!(next, Some(b'e' | b'i' | b'y')) { b's' } else { b'k' }, out),
            // j is Kazakh ж before a vowel, and й elsewhere (Andrej, Natalija).
            b'j' if next.is_some_and(is_vowel) && !matches!(out.last(), Some(b'i')) => {
                push(b'z', out);
                push(b'h', out);
            }
            b'j' => push(b'i', out),
            // ye, ie and je all write one е: Yerlan, Erlan; Tokayev, Tokaev.
            b'i' if matches!(next, Some(b'e')) => {}
            // yo and io write ё, and ё is printed as е.
            b'i' if matches!(next, Some(b'o')) && !out.last().copied().is_some_and(is_vowel) => {
                push(b'e', out);
                rest = tail.get(1..).unwrap_or_default();
                continue;
            }
            byte => push(byte, out),
        }
        rest = tail;
    }
}

/// Appends a byte, but a letter only once in a row: ss between vowels, -ii, -yy. Digits repeat as written.
fn push(byte: u8, out: &mut Vec<u8>) {
    if byte.is_ascii_alphabetic() && out.last() == Some(&byte) {
        return;
    }
    out.push(byte);
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}
