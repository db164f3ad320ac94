//! Words that were torn apart. Copies of PDF files put a space after the letters of the article, wherever they stand in a
//! name in Arabic script (and after lam-alef, which is turned round besides). Such a word is put together again if the list
//! has it whole somewhere: a guess without that would join Kamal to his father.

use std::borrow::Cow;

/// After these letters words are torn.
const TORN_AFTER: &str = "ال";

/// The comparable name with torn words whole. `whole`: whether the list has that word.
pub(super) fn mended(plain: &str, whole: impl Fn(&str) -> bool) -> Cow<'_, str> {
    if !plain.contains("ال ") {
        return Cow::Borrowed(plain);
    }
    let mut mended: Vec<Cow<'_, str>> = Vec::new();
    for word in plain.split(' ') {
        let joined = mended
            .last()
            .filter(|before| before.ends_with(TORN_AFTER))
            .map(|before| format!("{before}{word}"))
            .filter(|joined| whole(joined));
        match (joined, mended.last_mut()) {
            (Some(joined), Some(before)) => *before = Cow::Owned(joined),
            _ => mended.push(Cow::Borrowed(word)),
        }
    }
    Cow::Owned(mended.join(" "))
}
