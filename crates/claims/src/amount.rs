//! How many, as somebody said it: the word is kept, and beside it only what the word strictly says.
//! `hundreds` has no number here; a number appears at analysis time, under a named convention.

/// How many.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Amount {
    /// The word or figure as written: `957`, `около 500`, `several`.
    pub word: Box<str>,
    /// The least it strictly says, inclusive.
    pub low: Option<u64>,
    /// The most it strictly says, inclusive.
    pub high: Option<u64>,
    /// What is counted, when it is one part of a breakdown: `arrest`, `fine`.
    pub label: Option<Box<str>>,
}

impl Amount {
    /// Exactly `n`, written in digits.
    pub fn exact(n: u64) -> Self {
        Self { word: n.to_string().into(), low: Some(n), high: Some(n), label: None }
    }

    /// A word with strict bounds, either of which may be unknown.
    pub fn worded(word: &str, low: Option<u64>, high: Option<u64>) -> Self {
        Self { word: word.into(), low, high, label: None }
    }

    /// The number, when it is exact.
    pub fn number(&self) -> Option<u64> {
        self.low.filter(|low| self.high == Some(*low))
    }
}
