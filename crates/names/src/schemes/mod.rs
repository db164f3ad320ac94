//! Transliteration schemes as data: what a name looks like when an office or a newspaper writes it in other letters.
//! Used to recognise a scheme ("scheme 2021"), to know the spellings of a given name, and to make synthetic names.
//!
//! A scheme is evidence, never a rule: people choose their spelling. Nothing here decides that two names are one.

mod table;

use std::sync::LazyLock;
use table::Table;

/// A scheme, by language and by who uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scheme {
    /// Kazakh Latin as presented in 2021.
    Kazakh2021,
    /// Kazakh Latin with acutes, decree 637 of 2018.
    Kazakh2018,
    /// Kazakh Latin with apostrophes, decree 569 of 2017.
    Kazakh2017,
    /// Kazakh, BGN/PCGN 1979.
    KazakhBgn,
    /// Kazakh passports and English practice: several spellings of a letter are usual.
    KazakhPassport,
    /// The Arabic letters of Kazakhs in China.
    KazakhTote,
    /// Kazakh names in Russian letters.
    KazakhRussian,
    /// Russian passports since 2014 (ICAO).
    RussianIcao,
    /// Russian passports of 2010 to 2013 (GOST R 52535.1).
    RussianGost,
    /// Russian, BGN/PCGN 1947.
    RussianBgn,
    /// Russian names in the English-speaking press.
    RussianEnglish,
    /// Russian names in the German press.
    RussianGerman,
    /// Russian names in the French press.
    RussianFrench,
    /// Russian names in the Polish press.
    RussianPolish,
    /// Ukrainian, resolution 55 of 2010.
    UkrainianKmu,
    /// Belarusian passports.
    BelarusianPassport,
    /// Belarusian, BGN/PCGN 1979.
    BelarusianBgn,
    /// Kyrgyz passports.
    KyrgyzPassport,
    /// Kyrgyz, BGN/PCGN 1979.
    KyrgyzBgn,
    /// Uzbek Latin of 1995.
    Uzbek1995,
    /// Tajik passports.
    TajikPassport,
    /// Azerbaijani Latin of 1991.
    Azerbaijani1991,
}

/// Name, language, and table of every scheme; in the order in which [`which`] tries them.
const TABLES: [(Scheme, &str, &str, &str); 22] = [
    (Scheme::Kazakh2021, "2021", "kk", include_str!("../../data/schemes/kk_2021.tsv")),
    (Scheme::Kazakh2018, "2018", "kk", include_str!("../../data/schemes/kk_2018.tsv")),
    (Scheme::Kazakh2017, "2017", "kk", include_str!("../../data/schemes/kk_2017.tsv")),
    (Scheme::KazakhBgn, "BGN", "kk", include_str!("../../data/schemes/kk_bgn.tsv")),
    (Scheme::KazakhTote, "töte", "kk", include_str!("../../data/schemes/kk_tote.tsv")),
    (Scheme::KazakhRussian, "Russian spelling", "kk", include_str!("../../data/schemes/kk_russian.tsv")),
    (Scheme::KazakhPassport, "passport", "kk", include_str!("../../data/schemes/kk_passport.tsv")),
    (Scheme::RussianIcao, "ICAO", "ru", include_str!("../../data/schemes/ru_icao.tsv")),
    (Scheme::RussianBgn, "BGN", "ru", include_str!("../../data/schemes/ru_bgn.tsv")),
    (Scheme::RussianEnglish, "English press", "ru", include_str!("../../data/schemes/ru_english.tsv")),
    (Scheme::RussianGost, "GOST", "ru", include_str!("../../data/schemes/ru_gost.tsv")),
    (Scheme::RussianGerman, "German press", "ru", include_str!("../../data/schemes/ru_german.tsv")),
    (Scheme::RussianFrench, "French press", "ru", include_str!("../../data/schemes/ru_french.tsv")),
    (Scheme::RussianPolish, "Polish press", "ru", include_str!("../../data/schemes/ru_polish.tsv")),
    (Scheme::UkrainianKmu, "KMU", "uk", include_str!("../../data/schemes/uk_kmu.tsv")),
    (Scheme::BelarusianPassport, "passport", "be", include_str!("../../data/schemes/be_passport.tsv")),
    (Scheme::BelarusianBgn, "BGN", "be", include_str!("../../data/schemes/be_bgn.tsv")),
    (Scheme::Uzbek1995, "1995", "uz", include_str!("../../data/schemes/uz_1995.tsv")),
    (Scheme::TajikPassport, "passport", "tg", include_str!("../../data/schemes/tg_passport.tsv")),
    (Scheme::Azerbaijani1991, "1991", "az", include_str!("../../data/schemes/az_1991.tsv")),
    (Scheme::KyrgyzBgn, "BGN", "ky", include_str!("../../data/schemes/ky_bgn.tsv")),
    (Scheme::KyrgyzPassport, "passport", "ky", include_str!("../../data/schemes/ky_passport.tsv")),
];

static READ: LazyLock<Vec<(Scheme, Table)>> =
    LazyLock::new(|| TABLES.iter().map(|(scheme, _, _, text)| (*scheme, Table::parse(text))).collect());

impl Scheme {
    /// Every scheme.
    pub fn all() -> impl Iterator<Item = Scheme> {
        TABLES.iter().map(|(scheme, ..)| *scheme)
    }

    /// The schemes of a language, by its ISO 639-1 code.
    pub fn of(language: &str) -> impl Iterator<Item = Scheme> + '_ {
        TABLES.iter().filter(move |(_, _, of, _)| *of == language).map(|(scheme, ..)| *scheme)
    }

    /// What people call it: `passport`, `BGN`, `2021`. Not unique without the language.
    pub fn name(self) -> &'static str {
        TABLES.iter().find(|(scheme, ..)| *scheme == self).map_or("", |(_, name, ..)| name)
    }

    /// The ISO 639-1 code of the language it writes.
    pub fn language(self) -> &'static str {
        TABLES.iter().find(|(scheme, ..)| *scheme == self).map_or("", |(_, _, language, _)| language)
    }

    /// The written name in this scheme's letters. What the scheme has no letter for stays as it is; capitals follow
    /// the original.
    pub fn render(self, written: &str) -> String {
        self.table().map_or_else(|| written.to_owned(), |table| table.render(written))
    }

    /// Whether `other` is one of the spellings this scheme allows for `written`. Case, kinds of apostrophe, and
    /// hyphen against space do not matter. Texts of more than 120 letters are never compared.
    pub fn allows(self, written: &str, other: &str) -> bool {
        self.table().is_some_and(|table| table.covers(written) && table.allows(written, other))
    }

    fn table(self) -> Option<&'static Table> {
        READ.iter().find(|(scheme, _)| *scheme == self).map(|(_, table)| table)
    }
}

/// The first scheme under which `cyrillic` may be written as `other`, the strict ones before the lenient. The language
/// is guessed by letters that only one has; without such letters every language is tried, Russian first.
pub fn which(cyrillic: &str, other: &str) -> Option<Scheme> {
    let guess = languages(cyrillic);
    guess.iter().flat_map(|language| Scheme::of(language)).find(|scheme| scheme.allows(cyrillic, other))
}

/// Languages in which a Cyrillic word may be written, likeliest first.
fn languages(cyrillic: &str) -> &'static [&'static str] {
    let mut guess: &[&str] = &["ru", "kk", "ky", "uk", "be", "uz", "tg", "az"];
    for letter in cyrillic.chars() {
        match letter.to_lowercase().next().unwrap_or(letter) {
            'ұ' => return &["kk"],
            'ў' if guess.contains(&"ru") => guess = &["be", "uz"],
            'ј' | 'ҹ' | 'ҝ' => return &["az"],
            'ҷ' | 'ӣ' | 'ӯ' => return &["tg"],
            'ҳ' => guess = &["uz", "tg"],
            'є' | 'ї' | 'ґ' => return &["uk", "be"],
            'і' if guess.contains(&"ru") => guess = &["uk", "kk", "be"],
            'қ' | 'ғ' if guess.contains(&"ru") => guess = &["kk", "uz", "tg"],
            'ә' | 'һ' if guess.contains(&"ru") => guess = &["kk", "az"],
            'ң' | 'ө' | 'ү' if guess.contains(&"ru") => guess = &["kk", "ky", "az"],
            _ => {}
        }
    }
    guess
}
