//! Endings that turn a father's or forebear's name into a patronymic or a family name, and what remains without them.

use std::sync::LazyLock;

use crate::letters::facts;
use crate::lexicon;
use crate::phones::{Phone, Tables};

/// What the ending of a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub(crate) enum Ending {
    #[default]
    None,
    /// Son of: -ович, -ұлы, оглу, -зода.
    Son,
    /// Daughter of: -овна, -қызы.
    Daughter,
    /// Child of, man or woman: Armenian -ի.
    Child,
    /// -ов, -ев, -ин and the like.
    Family,
    /// -ова, -ева, -ина.
    FamilyFeminine,
}

impl Ending {
    pub fn is_patronymic(self) -> bool {
        matches!(self, Ending::Son | Ending::Daughter | Ending::Child)
    }

    /// Of one sex, as far as the endings say.
    pub fn fits(self, other: Ending) -> bool {
        self == other || self == Ending::Child || other == Ending::Child
    }

    pub fn is_family(self) -> bool {
        matches!(self, Ending::Family | Ending::FamilyFeminine)
    }
}

/// Endings in plain letters (`phones.tsv`, fourth column), longest first within a kind.
const ENDINGS: &[(&str, Ending)] = &[
    ("ovic", Ending::Son),
    ("evic", Ending::Son),
    ("avic", Ending::Son),
    ("ivic", Ending::Son),
    ("uvic", Ending::Son),
    ("iovic", Ending::Son),
    ("oglu", Ending::Son),
    ("ogli", Ending::Son),
    ("uglu", Ending::Son),
    ("ulu", Ending::Son),
    ("uli", Ending::Son),
    ("ugli", Ending::Son),
    ("zoda", Ending::Son),
    ("zada", Ending::Son),
    ("zade", Ending::Son),
    ("ovna", Ending::Daughter),
    ("evna", Ending::Daughter),
    ("avna", Ending::Daughter),
    ("ivna", Ending::Daughter),
    ("uvna", Ending::Daughter),
    ("ouna", Ending::Daughter),
    ("euna", Ending::Daughter),
    ("auna", Ending::Daughter),
    ("inicna", Ending::Daughter),
    ("icna", Ending::Daughter),
    ("kizi", Ending::Daughter),
    ("gizi", Ending::Daughter),
    ("hizi", Ending::Daughter),
    ("kisi", Ending::Daughter),
    ("icna", Ending::Daughter),
    ("ic", Ending::Son),
    ("ova", Ending::FamilyFeminine),
    ("eva", Ending::FamilyFeminine),
    ("ava", Ending::FamilyFeminine),
    ("ina", Ending::FamilyFeminine),
    ("ovs", Ending::Family),
    ("evs", Ending::Family),
    ("ov", Ending::Family),
    ("ev", Ending::Family),
    ("av", Ending::Family),
    ("of", Ending::Family),
    ("ef", Ending::Family),
    ("in", Ending::Family),
];

/// Words that make the word before them a patronymic.
pub(crate) const SON_WORDS: &[&str] = &[
    "оглы",
    "оглу",
    "оғлы",
    "уулу",
    "улы",
    "ұлы",
    "ўғли",
    "угли",
    "oglu",
    "ogly",
    "ogli",
    "oğlu",
    "uulu",
    "uly",
    "ugli",
    "oʻgʻli",
    "o'g'li",
    "ogʻli",
    "o'gli",
    "оғлу",
    "кызы",
    "қызы",
    "гызы",
    "қизи",
    "kyzy",
    "kizi",
    "qizi",
    "qyzy",
    "gizi",
    "qızı",
    "kızı",
    "gyzy",
    "qyzi",
    "kyzi",
    "кизи",
    "uulý",
    "ұлі",
    "оглысы",
];

/// The ending of a word and how many phones stand before it; the whole length where there is none.
pub(crate) fn ending(phones: &[Phone], tables: &Tables) -> (Ending, usize) {
    // Plain letters, and the phone each comes from.
    let (mut plain, mut places) = ([0u8; 32], [0u8; 32]);
    let mut length = 0;
    for (at, phone) in (0u8..).zip(phones) {
        let letter = tables.plain(*phone);
        if letter != 0
            && let (Some(slot), Some(place)) = (plain.get_mut(length), places.get_mut(length))
        {
            (*slot, *place) = (letter, at);
            length += 1;
        }
    }
    let plain = plain.get(..length).unwrap_or(&[]);
    let endings = plain.last().and_then(|last| BY_LAST.get(usize::from(last & 31)));
    for (text, kind) in endings.into_iter().flatten() {
        let shortest = if kind.is_patronymic() { 2.max(6usize.saturating_sub(text.len())) } else { 3 };
        if plain.len() >= text.len() + shortest && plain.ends_with(text) {
            let stem = places.get(plain.len() - text.len()).map_or(phones.len(), |at| usize::from(*at));
            return (*kind, stem);
        }
    }
    (Ending::None, phones.len())
}

/// Endings of fathers' names as they are written, a longer one before those it ends with, and what the given name has in
/// their stead. A soft sign before the ending stands for -ий.
const FATHERS: &[(&str, &[&str])] = &[
    ("йович", &["й"]),
    ("йовна", &["й"]),
    ("ович", &[""]),
    ("овна", &[""]),
    ("евич", &["й", "ь", ""]),
    ("евна", &["й", "ь", ""]),
    ("ична", &["а", "я"]),
    ("ївна", &["й"]),
    ("івна", &["", "ь"]),
    ("овіч", &[""]),
    ("авіч", &[""]),
    ("евіч", &["й", "ь", ""]),
    ("аўна", &[""]),
    ("еўна", &["й", "ь", ""]),
    ("ич", &["а", "я"]),
    ("ұлы", &[""]),
    ("қызы", &[""]),
    ("улы", &[""]),
    ("кызы", &[""]),
    ("yovych", &["y"]),
    ("ovych", &[""]),
    ("yivna", &["y"]),
    ("ivna", &[""]),
    ("ievich", &["y", "iy"]),
    ("yevich", &["y", "iy"]),
    ("evich", &["y", "i", ""]),
    ("evitch", &["y", "i", ""]),
    ("ewitsch", &["j", ""]),
    ("ovich", &[""]),
    ("avich", &[""]),
    ("ovitch", &[""]),
    ("owitsch", &[""]),
    ("ovna", &[""]),
    ("avna", &[""]),
    ("owna", &[""]),
    ("auna", &[""]),
    ("ouna", &[""]),
    ("ievna", &["y", "iy"]),
    ("yevna", &["y", "iy"]),
    ("evna", &["y", "i", ""]),
    ("euna", &["i", "y", ""]),
    ("uly", &[""]),
    ("kyzy", &[""]),
    ("qyzy", &[""]),
];

/// The given names that a father's name may come from, as it is written.
pub(crate) fn fathers(letters: &str) -> &'static [u16] {
    let last = letters.bytes().last();
    let found = FATHERS
        .iter()
        .filter(|(ending, _)| ending.bytes().last() == last)
        .find_map(|(ending, more)| Some((letters.strip_suffix(ending)?, *more)));
    let Some((stem, more)) = found else { return &[] };
    let (stem, more): (&str, &[&str]) = match stem.strip_suffix('ь') {
        Some(stem) if more.contains(&"й") => (stem, &["ий"]),
        _ => (stem, more),
    };
    if stem.chars().nth(1).is_none() {
        return &[];
    }
    let mut word = String::with_capacity(stem.len() + 4);
    for end in more {
        word.clear();
        word.push_str(stem);
        word.push_str(end);
        let found = lexicon::ids(&word);
        if !found.is_empty() {
            return found;
        }
    }
    &[]
}

/// Armenian writes a father's name in the genitive behind given and family name: Պետրոսի.
pub(crate) fn armenian_father(letters: &str) -> bool {
    letters.ends_with('ի')
}

/// Parts of Kazakh, Kyrgyz, Uzbek and Tatar names in plain letters.
const TURKIC: &[&str] = &[
    "bek", "bai", "bae", "mbet", "han", "jan", "gul", "kul", "gali", "kali", "gaze", "nur", "ula", "temir",
    "hmet", "murat", "hoja", "koja", "daulet", "davlet", "dulet", "serik", "askar", "tolegen", "uli", "ulu",
    "kizi", "jum", "sultan", "bol", "tur", "omir", "aman",
];

/// Whether a word is likely from a Turkic language: by letters of its own, or by what names there are made of.
pub(crate) fn is_turkic(letters: &str, phones: &[Phone], tables: &Tables) -> bool {
    if letters.chars().any(|c| facts(c).turkic) {
        return true;
    }
    let mut plain = [0u8; 32];
    let mut length = 0;
    for letter in phones.iter().map(|phone| tables.plain(*phone)).filter(|letter| *letter != 0) {
        if let Some(slot) = plain.get_mut(length) {
            *slot = letter;
            length += 1;
        }
    }
    let plain = plain.get(..length).unwrap_or(&[]);
    // Which parts begin with each letter.
    (0..length).any(|at| {
        let rest = plain.get(at..).unwrap_or(&[]);
        let [first, second, ..] = rest else { return false };
        let begun = PARTS.get(usize::from(first & 31));
        begun.is_some_and(|(seconds, parts)| {
            seconds & 1 << (second & 31) != 0 && parts.iter().any(|part| rest.starts_with(part))
        })
    })
}

/// Second letters, one bit each, and the parts that begin with a letter.
type Begun = (u32, Vec<&'static [u8]>);

/// [`TURKIC`] by first letter.
static PARTS: LazyLock<[Begun; 32]> = LazyLock::new(|| {
    let mut parts: [Begun; 32] = Default::default();
    for part in TURKIC.iter().map(|part| part.as_bytes()) {
        if let [first, second, ..] = part
            && let Some((seconds, slot)) = parts.get_mut(usize::from(first & 31))
        {
            *seconds |= 1 << (second & 31);
            slot.push(part);
        }
    }
    parts
});

/// The endings of one last letter.
type Ended = Vec<(&'static [u8], Ending)>;

/// [`ENDINGS`] by last letter.
static BY_LAST: LazyLock<[Ended; 32]> = LazyLock::new(|| {
    let mut endings: [Ended; 32] = Default::default();
    for (text, kind) in ENDINGS {
        if let Some(slot) = text.bytes().last().and_then(|last| endings.get_mut(usize::from(last & 31))) {
            slot.push((text.as_bytes(), *kind));
        }
    }
    endings
});
