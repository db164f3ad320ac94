//! The languages of the pages.

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Language {
    English,
    Russian,
    Kazakh,
    /// A pilot: it is written from right to left, and no native reader has read it yet.
    Arabic,
}

impl Language {
    /// All of them, in the order of the switch.
    pub const ALL: [Language; 4] = [Language::English, Language::Russian, Language::Kazakh, Language::Arabic];

    /// The two-letter code.
    pub const fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Russian => "ru",
            Language::Kazakh => "kk",
            Language::Arabic => "ar",
        }
    }

    /// Its own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Russian => "Русский",
            Language::Kazakh => "Қазақша",
            Language::Arabic => "العربية",
        }
    }

    /// The direction it is written in; all pages are laid out by logical sides, so a right-to-left language only
    /// needs its line here.
    pub const fn direction(self) -> &'static str {
        match self {
            Language::English | Language::Russian | Language::Kazakh => "ltr",
            Language::Arabic => "rtl",
        }
    }

    /// The language of a code such as `ru` or `ru-RU`.
    pub fn of(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}
