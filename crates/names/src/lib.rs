//! Personal names in any script. For now: the folding that search needs, the lexicon of given names and the schemes of
//! transliteration. Pure: no IO, no clock, no randomness.
//! A folded key is for finding candidates only; it never replaces a name as written, and it never decides that
//! two people are one.

pub mod fold;
pub mod lexicon;
pub mod schemes;
