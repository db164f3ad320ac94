//! A person's name exactly as a source wrote it. It is never normalised in place: comparing and searching use
//! folded copies made elsewhere.

use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// Why a text is not kept as a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// Nothing but white space.
    #[error("the name is empty; leave the field out when the name is not known")]
    Empty,
    /// More than [`WrittenName::LONGEST`] characters.
    #[error("the name has {0} characters; at most 300 are kept, put the rest into a note")]
    TooLong(usize),
}

/// A name as written: trimmed, composed (Unicode NFC), otherwise untouched.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WrittenName(Box<str>);

impl WrittenName {
    /// The longest name kept, in characters.
    pub const LONGEST: usize = 300;

    /// Reads a name. Letters, marks and order stay as they are; control characters and the invisible characters
    /// that turn the writing direction are taken out, since they can make one name look like another.
    pub fn parse(raw: &str) -> Result<Self, NameProblem> {
        let text: String = raw.trim().nfc().filter(|c| !is_invisible_control(*c)).collect();
        let text = text.trim();
        let length = text.chars().count();
        if length == 0 {
            return Err(NameProblem::Empty);
        }
        if length > Self::LONGEST {
            return Err(NameProblem::TooLong(length));
        }
        Ok(Self(text.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// True for controls and for the marks that reorder text (bidi embeddings, overrides, isolates).
pub fn is_invisible_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}' | '\u{061C}' | '\u{FEFF}')
}

impl fmt::Display for WrittenName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for WrittenName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}
