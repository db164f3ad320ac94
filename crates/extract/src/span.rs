//! Where in a text something stands. A span is made only of tokens of the text that is being read, so what it quotes is
//! there, byte for byte; nothing in this room ever makes a quote out of letters of its own.

/// A piece of a text, by bytes. Both ends lie between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From the start of the one to the end of the other, whichever comes first.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What is written there; empty if the span is not one of that text.
    pub fn quote(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether all of the other lies in this one.
    pub fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether it is a piece of that text: inside it, not empty, both ends between characters.
    pub fn is_of(self, text: &str) -> bool {
        self.start < self.end && text.get(self.start..self.end).is_some()
    }
}

/// Turns byte offsets of one text into counts of code points, without walking the text from its start each time.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before every [`STEP`]-th byte (or the next byte that begins a character).
    before: Vec<usize>,
}

const STEP: usize = 256;

impl<'a> CodePoints<'a> {
    /// Looks through the text once.
    pub fn of(text: &'a str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STEP == 0 {
                before.push(count);
            }
            // Bytes that go on a character begin with the bits 10.
            count += usize::from(byte & 0xc0 != 0x80);
        }
        if text.len().is_multiple_of(STEP) {
            before.push(count);
        }
        Self { text, before }
    }

    /// Code points before a byte offset.
    pub fn before(&self, byte: usize) -> usize {
        let known = byte / STEP;
        let count = self.before.get(known).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(known * STEP..byte).unwrap_or(&[]);
        count + rest.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
    }

    /// Code points of the whole text.
    pub fn all(&self) -> usize {
        self.before(self.text.len())
    }
}
