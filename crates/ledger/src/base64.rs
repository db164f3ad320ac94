//! Standard base64 with padding (RFC 4648 §4), as signed notes and proofs use it. One spelling for every content:
//! any other is refused, so that no byte of a note or proof is free.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes as base64.
pub(crate) fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut word = [0u8; 4];
        for (to, from) in word.iter_mut().skip(1).zip(chunk) {
            *to = *from;
        }
        let word = u32::from_be_bytes(word);
        for place in 0..4 {
            let digit = ALPHABET.get((word >> (18 - 6 * place)) as usize & 63).copied().unwrap_or(b'=');
            out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

/// Reads base64; other spellings of the same bytes are caught by writing them again.
pub(crate) fn unbase64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    for chunk in text.as_bytes().chunks(4) {
        let digits: Vec<u8> = chunk.iter().copied().filter(|b| *b != b'=').collect();
        if chunk.len() != 4 || digits.len() < 2 {
            return None;
        }
        let mut word = 0u32;
        for place in 0..4 {
            let value = match digits.get(place) {
                Some(digit) => ALPHABET.iter().position(|a| a == digit)?,
                None => 0,
            };
            word = word << 6 | value as u32;
        }
        let [_, bytes @ ..] = word.to_be_bytes();
        out.extend(bytes.iter().take(digits.len() - 1));
    }
    (base64(&out) == text).then_some(out)
}
