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
pub(crate) fn is_kazakh(letter: char) -> bool {
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

/// Small words that tell Kazakh from Russian where no letter does: it is often typed without letters of its own.
const KAZAKH_WORDS: [&str; 84] = [
    "мен",
    "бен",
    "пен",
    "бар",
    "деп",
    "деген",
    "адам",
    "адамды",
    "кейін",
    "кейин",
    "туралы",
    "болды",
    "болса",
    "жатыр",
    "екі",
    "еки",
    "емес",
    "алып",
    "жок",
    "жоқ",
    "ғой",
    "гой",
    "ше",
    "ма",
    "ба",
    "бүгін",
    "бугин",
    "кеше",
    "ертен",
    "осы",
    "сол",
    "бұл",
    "бул",
    "олар",
    "ол",
    "оны",
    "онын",
    "биз",
    "сиз",
    "калай",
    "кайда",
    "рахмет",
    "коп",
    "ушин",
    "озин",
    "озим",
    "бала",
    "апай",
    "агай",
    "саламат",
    "салем",
    "керек",
    "устап",
    "устады",
    "кетти",
    "алды",
    "жерде",
    "уш",
    "торт",
    "бес",
    "онда",
    "бирак",
    "енди",
    "кешке",
    "тунде",
    "кайтты",
    "босатты",
    "жиберди",
    "тилши",
    "уйинде",
    "жазындар",
    "айтты",
    "дейди",
    "деди",
    "кала",
    "калада",
    "жур",
    "отыр",
    "тур",
    "барады",
    "келди",
    "екен",
    "шыкты",
    "хабар",
];

/// Small words of Russian.
const RUSSIAN_WORDS: [&str; 40] = [
    "и",
    "в",
    "на",
    "не",
    "что",
    "с",
    "по",
    "это",
    "за",
    "как",
    "у",
    "из",
    "к",
    "но",
    "от",
    "до",
    "для",
    "о",
    "об",
    "их",
    "его",
    "её",
    "ее",
    "был",
    "были",
    "была",
    "мы",
    "вы",
    "они",
    "она",
    "он",
    "я",
    "под",
    "при",
    "после",
    "из-за",
    "со",
    "во",
    "уже",
    "же",
];

/// Whether a word has an ending of Kazakh that Russian words seldom have.
fn ends_kazakh(word: &str) -> bool {
    word.chars().count() >= 5
        && [
            "йды", "йди", "ады", "еди", "ган", "ген", "кан", "кен", "лар", "лер", "дар", "дер", "тар", "тер",
            "нын", "дын", "тын", "ында", "инде", "ынан", "инен", "ыпты", "ипти", "мыз", "миз", "сын", "дагы",
            "деги", "маса", "месе",
        ]
        .iter()
        .any(|end| word.ends_with(end))
}

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
        return Some(if is_latin_kazakh(text) { Lang::Kk } else { Lang::En });
    }
    // In small words, not in names only.
    let in_words = || {
        let mut words = text.split(|c: char| !c.is_alphabetic());
        words.any(|word| word.starts_with(char::is_lowercase) && word.contains(is_kazakh))
    };
    // A Kazakh name in a Russian sentence brings a few of these letters; a Kazakh sentence has one in every eight.
    if kazakh * 20 >= cyrillic {
        // Where they stand in names only, and the small words are Russian, it is Russian.
        let russian = telling(text, 0).1 >= 2 && !in_words();
        return Some(if russian { Lang::Ru } else { Lang::Kk });
    }
    // Without them the small words decide.
    // Letters of Kazakh that stand in names only say whose name it is, not in which language one speaks of them.
    let in_words = in_words();
    let (mut for_kazakh, for_russian) = telling(text, if in_words { kazakh } else { 0 });
    for_kazakh += if in_words { 2 } else { 0 };
    Some(if for_kazakh >= 3 && for_kazakh > for_russian { Lang::Kk } else { Lang::Ru })
}

/// Letters of Kazakh in Latin script, each with the Cyrillic one it stands for, one for one: enough to find words, not to spell them.
const LATIN_KAZAKH: [(char, char); 33] = [
    ('a', 'а'),
    ('ä', 'ә'),
    ('b', 'б'),
    ('c', 'с'),
    ('d', 'д'),
    ('e', 'е'),
    ('f', 'ф'),
    ('g', 'г'),
    ('ğ', 'ғ'),
    ('h', 'х'),
    ('i', 'и'),
    ('ı', 'і'),
    ('j', 'ж'),
    ('k', 'к'),
    ('l', 'л'),
    ('m', 'м'),
    ('n', 'н'),
    ('ñ', 'ң'),
    ('o', 'о'),
    ('ö', 'ө'),
    ('p', 'п'),
    ('q', 'қ'),
    ('r', 'р'),
    ('s', 'с'),
    ('ş', 'ш'),
    ('t', 'т'),
    ('u', 'у'),
    ('ū', 'ұ'),
    ('ü', 'ү'),
    ('v', 'в'),
    ('x', 'х'),
    ('y', 'ы'),
    ('z', 'з'),
];

/// A small word of Kazakh in Latin letters as it is written in Cyrillic, for finding it only; `None` if a letter is of no such alphabet.
pub fn in_cyrillic(word: &str) -> Option<String> {
    let letter = |letter: char| LATIN_KAZAKH.iter().find(|pair| pair.0 == letter).map(|pair| pair.1);
    word.chars().flat_map(char::to_lowercase).filter(|one| *one != '\u{307}').map(letter).collect()
}

/// Whether a text in Latin letters is Kazakh: by letters that stand in many of its small words, and of which Turkish and Azerbaijani
/// have not all.
fn is_latin_kazakh(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let own = text.chars().filter(|letter| "äğñöşūüı".contains(*letter)).count();
    let mut words =
        text.split(|c: char| !c.is_alphabetic()).filter(|word| word.starts_with(char::is_lowercase));
    let tells = words.any(|word| word.contains(['ñ', 'ū', 'q']) && word.chars().count() > 2);
    tells && own * 25 >= letters && !text.contains('ə')
}

/// The language of a sentence of a text in a `main` language: a few words that tell nothing («18:45 Орал.») are in that.
pub fn of_sentence(text: &str, main: Lang) -> Lang {
    match of(text) {
        Some(Lang::Ru) if main == Lang::Kk => {
            let few = text.split_whitespace().count() <= 4;
            let (kazakh, russian) = telling(text, 0);
            if russian == 0 && (few || kazakh > 0 || text.contains(is_kazakh)) { Lang::Kk } else { Lang::Ru }
        }
        // A short sentence of a report in Latin letters.
        Some(Lang::En) if main == Lang::Kk && text.chars().any(|letter| "äğñşūı".contains(letter)) => {
            Lang::Kk
        }
        found => found.unwrap_or(main),
    }
}

/// How much the small words of a text say for Kazakh and for Russian.
fn telling(text: &str, kazakh: u32) -> (u32, u32) {
    let (mut for_kazakh, mut for_russian) = (kazakh * 2, 0u32);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        for_kazakh += if KAZAKH_WORDS.contains(&word.as_str()) { 2 } else { u32::from(ends_kazakh(&word)) };
        for_russian += if RUSSIAN_WORDS.contains(&word.as_str()) { 2 } else { 0 };
    }
    (for_kazakh, for_russian)
}
