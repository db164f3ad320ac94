//! What a refusal says: a sentence with gaps. The command line reads it in English, a page in the reader's language.

use std::fmt::{Debug, Display};

/// A sentence, and what fills its gaps. Made with [`sentence!`](crate::sentence!).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    template: &'static str,
    gaps: Vec<(&'static str, Gap)>,
}

/// What fills a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Words or digits, as they are.
    Words(String),
    /// Another sentence, which is translated too.
    Sentence(Sentence),
}

impl<T: Display> From<T> for Gap {
    fn from(words: T) -> Self {
        Self::Words(words.to_string())
    }
}

impl From<&Sentence> for Gap {
    fn from(sentence: &Sentence) -> Self {
        Self::Sentence(sentence.clone())
    }
}

/// The template of what has no translation.
const IN_ENGLISH: &str = "{says}";

impl Sentence {
    /// A template with named gaps, `{name}`; `{name:?}` puts quotation marks around and makes what is hidden visible.
    /// For [`sentence!`](crate::sentence!), which alone is found by the test that looks for translations.
    #[must_use]
    pub fn new(template: &'static str, gaps: Vec<(&'static str, Gap)>) -> Self {
        Self { template, gaps }
    }

    /// Words for whoever runs the machine, which pages show in English too.
    #[must_use]
    pub fn in_english(says: impl Into<String>) -> Self {
        Self { template: IN_ENGLISH, gaps: vec![("says", Gap::Words(says.into()))] }
    }

    /// The name under which translations have it: the first nine words of its template. None when it has no translation.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        (self.template != IN_ENGLISH).then(|| code(self.template))
    }

    /// Its gaps, each with what fills it: words as they are shown, with quotation marks where the sentence has them.
    pub fn gaps(&self) -> impl Iterator<Item = (&'static str, Gap)> + '_ {
        self.gaps.iter().map(|(name, gap)| {
            let quoted = self.template.contains(&format!("{{{name}:?}}"));
            (*name, if quoted { quoted_gap(gap) } else { gap.clone() })
        })
    }

    /// The sentence in English.
    #[must_use]
    pub fn english(&self) -> String {
        self.filled(&Self::english)
    }

    /// The sentence as its template has it, with `say` for sentences inside it.
    pub fn filled(&self, say: &dyn Fn(&Self) -> String) -> String {
        let mut said = String::with_capacity(self.template.len() + 32);
        let mut rest = self.template;
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let name = name.trim_end_matches(":?");
            // A gap that nothing fills is a slip of the programmer's, which the test of translations finds.
            match self.gaps().find(|(known, _)| *known == name) {
                Some((_, Gap::Words(words))) => said.push_str(&words),
                Some((_, Gap::Sentence(sentence))) => said.push_str(&say(&sentence)),
                None => {}
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }
}

/// As `{:?}` writes it.
fn quoted_gap(gap: &Gap) -> Gap {
    match gap {
        Gap::Words(words) => Gap::Words(format!("{words:?}")),
        Gap::Sentence(sentence) => Gap::Words(format!("{:?}", sentence.english())),
    }
}

/// The code of a template: its first nine words in small letters, joined by dashes.
#[must_use]
pub fn code(template: &str) -> String {
    let small = template.to_ascii_lowercase();
    let words = small.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.take(9).collect::<Vec<_>>().join("-")
}

/// A sentence: `sentence!("{unit} is not a unit that is here.", unit)`. A gap takes the variable of its name, or
/// `gap = expression`. Every template must be translated (`crates/web/i18n/*/refusals.ftl`); a test reads them all.
#[macro_export]
macro_rules! sentence {
    (@fill $gap:ident) => { $crate::Gap::from(&$gap) };
    (@fill $gap:ident $value:expr) => { $crate::Gap::from(&$value) };
    ($template:literal $(, $gap:ident $(= $value:expr)?)* $(,)?) => {
        $crate::Sentence::new($template, vec![$((stringify!($gap), $crate::sentence!(@fill $gap $($value)?))),*])
    };
}
