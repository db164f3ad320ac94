//! The languages of a report, sentence by sentence: Russian and Kazakh stand side by side in one post.

/// A language that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Kazakh, in Cyrillic letters.
    Kk,
}

impl Lang {
    /// All of them.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::Ru, Lang::Kk];

    /// As in BCP 47.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ru => "ru",
            Lang::Kk => "kk",
        }
    }

    /// From its tag; a region after it does not matter.
    pub fn of_tag(tag: &str) -> Option<Lang> {
        let language = tag.split(['-', '_']).next().unwrap_or("");
        Lang::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(language))
    }
}

/// Letters that Kazakh has and Russian has not.
fn is_kazakh(letter: char) -> bool {
    matches!(
        letter,
        'ә' | 'і'
            | 'ң'
            | 'ғ'
            | 'ү'
            | 'ұ'
            | 'қ'
            | 'ө'
            | 'һ'
            | 'Ә'
            | 'І'
            | 'Ң'
            | 'Ғ'
            | 'Ү'
            | 'Ұ'
            | 'Қ'
            | 'Ө'
            | 'Һ'
    )
}

/// Small words and endings that tell Kazakh from Russian where no letter does.
const KAZAKH_WORDS: [&str; 14] = [
    "мен",
    "бен",
    "пен",
    "бар",
    "деп",
    "деген",
    "адам",
    "кейін",
    "туралы",
    "болды",
    "жатыр",
    "екі",
    "емес",
    "алып",
];

/// The language of a piece of text; `None` where it holds no letters of any of them (or too few to tell).
pub fn of(text: &str) -> Option<Lang> {
    let (mut latin, mut cyrillic, mut kazakh) = (0u32, 0u32, 0u32);
    for letter in text.chars() {
        if letter.is_ascii_alphabetic() {
            latin += 1;
        } else if matches!(letter, '\u{400}'..='\u{52f}') {
            cyrillic += 1;
            kazakh += u32::from(is_kazakh(letter));
        }
    }
    if latin + cyrillic == 0 {
        return None;
    }
    if latin > cyrillic {
        return Some(Lang::En);
    }
    // A Kazakh name in a Russian sentence brings a few of these letters; a Kazakh sentence has one in every eight.
    if kazakh * 20 >= cyrillic {
        return Some(Lang::Kk);
    }
    let words = text.split(|c: char| !c.is_alphabetic());
    let telling = words.filter(|word| KAZAKH_WORDS.contains(&word.to_lowercase().as_str())).count();
    Some(if telling >= 2 { Lang::Kk } else { Lang::Ru })
}
