//! Characters that a reader cannot see and that change what a reader sees: a name turned around, a word split. They
//! are kept as evidence, and doubted. The joiners that Persian and the scripts of India need, and the plain
//! direction marks, are ordinary text and are not listed.

/// Direction overrides, embeddings and isolates, spaces of no width, and a byte order mark inside a text.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
