//! Which language a report is in: English, Russian or Kazakh, by its letters and its commonest words. Says nothing
//! rather than guess among languages it does not know.

/// A language this program reads reports in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Russian.
    Russian,
    /// Kazakh in Cyrillic.
    Kazakh,
}

impl Language {
    /// The two-letter code of ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Kazakh => "kk",
        }
    }
}

/// Words so common that a paragraph rarely lacks them.
const ENGLISH: &[&str] = &["the", "of", "and", "in", "to", "a", "was", "were", "by", "on", "for", "at"];
const RUSSIAN: &[&str] = &["и", "в", "на", "не", "что", "с", "по", "были", "был", "за", "из", "у", "о"];
const KAZAKH: &[&str] =
    &["және", "мен", "бұл", "үшін", "деп", "бойынша", "туралы", "еді", "кейін", "да", "де"];

/// The language of a text, or `None` when it is another one or too short to say.
pub(super) fn of(text: &str) -> Option<Language> {
    let (mut latin, mut cyrillic, mut kazakh, mut others) = (0usize, 0usize, 0usize, 0usize);
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' => latin += 1,
            'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' => {
                kazakh += 1;
                cyrillic += 1;
            }
            // Ukrainian, Belarusian, Serbian, Tajik and Uzbek letters.
            'ї' | 'є' | 'ґ' | 'ў' | 'ђ' | 'ј' | 'љ' | 'њ' | 'ћ' | 'џ' | 'ӣ' | 'ӯ' | 'ҳ' | 'ҷ' =>
            {
                others += 1;
                cyrillic += 1;
            }
            '\u{430}'..='\u{45f}' => cyrillic += 1,
            _ => {}
        }
    }
    let common = |list: &[&str]| {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.filter(|word| list.contains(&word.to_lowercase().as_str())).count()
    };
    if latin > cyrillic {
        return (common(ENGLISH) >= 3).then_some(Language::English);
    }
    if cyrillic < 10 || others * 100 > cyrillic {
        return None;
    }
    // One Kazakh name in a Russian report does not make it Kazakh.
    if kazakh * 33 > cyrillic {
        return (common(KAZAKH) > 0 || kazakh * 15 > cyrillic).then_some(Language::Kazakh);
    }
    (common(RUSSIAN) > 0).then_some(Language::Russian)
}
