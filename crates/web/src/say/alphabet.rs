//! The order of the reader's alphabet, by the Unicode collation algorithm with each language's own letters: in Kazakh Ә
//! stands after А and Қ after К, not behind Я. Numbers count as numbers: department 2 before department 10.

use super::{Language, Say};
use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use std::cmp::Ordering;

/// Compares words as a reader of one language looks for them; equal words by their code points, so that the order is one.
pub(crate) struct Alphabet(Option<CollatorBorrowed<'static>>);

impl Alphabet {
    /// The alphabet of a language.
    pub fn of(language: Language) -> Self {
        let locale = icu_locale_core::Locale::try_from_str(language.code());
        let collator = locale.ok().and_then(|locale| {
            let mut asked = CollatorPreferences::from(&locale);
            asked.numeric_ordering = Some(CollationNumericOrdering::True);
            Collator::try_new(asked, CollatorOptions::default()).ok()
        });
        Self(collator)
    }

    /// Which of two stands first.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        // Without a collator, which is compiled in, code points are an order still.
        let by_letters = self.0.as_ref().map_or(Ordering::Equal, |collator| collator.compare(one, other));
        by_letters.then_with(|| one.cmp(other))
    }
}

impl Say {
    /// Puts these in the order of the alphabet.
    pub fn by_alphabet<T>(&self, all: &mut [T], words: impl Fn(&T) -> &str) {
        all.sort_by(|one, other| self.alphabet.compare(words(one), words(other)));
    }
}
