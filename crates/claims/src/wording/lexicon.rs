//! The words of one language, read from its data file. A mistake in a file is a sentence with its line, never a
//! word silently lost.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::tokens::{Token, What, tokens};
use super::{Kind, VagueWord};

/// A language whose number words are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Russian.
    Ru,
    /// Kazakh.
    Kk,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Kk];

    /// The two-letter code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Kk => "kk",
        }
    }

    /// The language of a code such as `ru` or `ru-KZ`.
    pub fn parse(code: &str) -> Option<Self> {
        let short = code.split(['-', '_']).next().unwrap_or("");
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(short))
    }

    /// The text of the data file.
    pub const fn data(self) -> &'static str {
        match self {
            Self::En => include_str!("../../data/wording/en.toml"),
            Self::Ru => include_str!("../../data/wording/ru.toml"),
            Self::Kk => include_str!("../../data/wording/kk.toml"),
        }
    }

    /// The words shipped with this version. A test holds that every file reads.
    pub(super) fn lexicon(self) -> &'static Lexicon {
        static SHIPPED: OnceLock<[Lexicon; 3]> = OnceLock::new();
        let all =
            SHIPPED.get_or_init(|| Self::ALL.map(|lang| Lexicon::parse(lang.data()).unwrap_or_default()));
        let [en, ru, kk] = all;
        match self {
            Self::En => en,
            Self::Ru => ru,
            Self::Kk => kk,
        }
    }
}

/// A data file of words that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordingProblem {
    /// Not TOML, or a key that is not known.
    #[error("the word file cannot be read at line {line}: {why}")]
    NotReadable {
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
    /// A kind or vague word that does not exist.
    #[error("the word file names an unknown {what}: “{name}”")]
    UnknownName {
        /// What it should be.
        what: &'static str,
        /// What stands there.
        name: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "language")]
    _language: String,
    #[serde(default)]
    article: Vec<String>,
    #[serde(default)]
    needs_company: Vec<String>,
    #[serde(default)]
    inside: Vec<String>,
    #[serde(default)]
    case_suffixes: Vec<String>,
    #[serde(default)]
    counted: Vec<String>,
    #[serde(default)]
    months: Vec<String>,
    #[serde(default)]
    list_joins: Vec<String>,
    #[serde(default)]
    year_before: Vec<String>,
    #[serde(default)]
    not_people_before: Vec<String>,
    #[serde(default)]
    not_people_after: Vec<String>,
    #[serde(default)]
    many: Vec<String>,
    number: Vec<NumberRow>,
    multiplier: Vec<MultiplierRow>,
    qualifier: Vec<QualifierRow>,
    vague: Vec<VagueRow>,
    #[serde(default)]
    range: Vec<RangeRow>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberRow {
    value: u32,
    #[serde(default)]
    tenths: u32,
    words: Vec<String>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MultiplierRow {
    value: u64,
    #[serde(default)]
    one: Vec<String>,
    #[serde(default)]
    after_number: Vec<String>,
    #[serde(default)]
    genitive: Vec<String>,
    #[serde(default)]
    plural: Vec<String>,
    vague: Option<String>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QualifierRow {
    kind: String,
    #[serde(default)]
    genitive: bool,
    #[serde(default)]
    inverted: bool,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VagueRow {
    word: String,
    forms: Vec<String>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RangeRow {
    #[serde(default)]
    open: String,
    join: String,
    #[serde(default)]
    close: String,
}

/// What a word does beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Stands for a number, given in tenths.
    Number(u64),
    /// Stands for one of a unit, and multiplies a number before it.
    UnitOne(u64),
    /// Only multiplies a number before it.
    UnitAfter(u64),
    /// Multiplies; one of the unit after a qualifier that asks for the genitive; alone it is vague.
    UnitGenitive(u64),
    /// The unit in the plural: multiplies, alone it is vague.
    UnitPlural(u64, VagueWord),
    Before {
        kind: Kind,
        genitive: bool,
        inverted: bool,
    },
    After(Kind),
    Vague(VagueWord),
    Many,
    Article,
    NeedsCompany,
    Inside,
    ListJoin,
    YearBefore,
    NotBefore,
    NotAfter,
    Counted,
    Month {
        capital: bool,
    },
    RangeOpen(usize),
    RangeJoin(usize),
    RangeClose(usize),
}

/// The words of one language.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// By first word: the rest of the phrase and its role, longest first.
    phrases: HashMap<String, Vec<(Vec<String>, Role)>>,
    /// Beginnings of words, for words with many endings.
    stems: Vec<(String, Role)>,
    pub(super) case_suffixes: Vec<String>,
    pub(super) ranges: Vec<RangeShape>,
}

/// Which words a kind of range needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct RangeShape {
    pub(super) opened: bool,
    pub(super) closed: bool,
    /// Nothing stands between the numbers.
    pub(super) bare: bool,
}

impl Lexicon {
    /// Reads a data file.
    ///
    /// # Errors
    /// [`WordingProblem`] with the line.
    pub fn parse(toml_text: &str) -> Result<Self, WordingProblem> {
        let file: File = toml::from_str(toml_text).map_err(|problem| {
            let start = problem.span().map_or(0, |span| span.start);
            let line = toml_text.bytes().take(start).filter(|b| *b == b'\n').count() + 1;
            WordingProblem::NotReadable { line, why: problem.message().to_owned() }
        })?;
        let mut lexicon = Self { case_suffixes: file.case_suffixes, ..Self::default() };
        lexicon.case_suffixes.sort_by_key(|s| std::cmp::Reverse(s.len()));
        let plain = [
            (&file.article, Role::Article),
            (&file.needs_company, Role::NeedsCompany),
            (&file.inside, Role::Inside),
            (&file.counted, Role::Counted),
            (&file.list_joins, Role::ListJoin),
            (&file.year_before, Role::YearBefore),
            (&file.not_people_before, Role::NotBefore),
            (&file.not_people_after, Role::NotAfter),
            (&file.many, Role::Many),
        ];
        for (words, role) in plain {
            lexicon.add_all(words, role);
        }
        for month in &file.months {
            lexicon.add(month, Role::Month { capital: month.starts_with(char::is_uppercase) });
        }
        for row in &file.number {
            lexicon.add_all(&row.words, Role::Number(u64::from(row.value) * 10 + u64::from(row.tenths)));
        }
        for row in &file.multiplier {
            lexicon.add_all(&row.one, Role::UnitOne(row.value));
            lexicon.add_all(&row.after_number, Role::UnitAfter(row.value));
            lexicon.add_all(&row.genitive, Role::UnitGenitive(row.value));
            if let Some(name) = &row.vague {
                let vague = vague_word(name)?;
                lexicon.add_all(&row.plural, Role::UnitPlural(row.value, vague));
                lexicon.add_all(&row.genitive, Role::UnitPlural(row.value, vague));
            }
        }
        for row in &file.qualifier {
            let kind = qualifier_kind(&row.kind)?;
            let before = Role::Before { kind, genitive: row.genitive, inverted: row.inverted };
            lexicon.add_all(&row.before, before);
            lexicon.add_all(&row.after, Role::After(kind));
        }
        for row in &file.vague {
            lexicon.add_all(&row.forms, Role::Vague(vague_word(&row.word)?));
        }
        for (at, row) in file.range.iter().enumerate() {
            lexicon.ranges.push(RangeShape {
                opened: !row.open.is_empty(),
                closed: !row.close.is_empty(),
                bare: row.join.is_empty(),
            });
            lexicon.add(&row.open, Role::RangeOpen(at));
            lexicon.add(&row.join, Role::RangeJoin(at));
            lexicon.add(&row.close, Role::RangeClose(at));
        }
        for list in lexicon.phrases.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Ok(lexicon)
    }

    fn add_all(&mut self, phrases: &[String], role: Role) {
        for phrase in phrases {
            self.add(phrase, role);
        }
    }

    fn add(&mut self, phrase: &str, role: Role) {
        if let Some(stem) = phrase.strip_suffix('*') {
            self.stems.push((super::tokens::fold(stem), role));
            return;
        }
        let mut words: Vec<String> =
            tokens(phrase).into_iter().filter_map(|t| t.word().map(str::to_owned)).collect();
        if words.is_empty() {
            return;
        }
        let first = words.remove(0);
        // “тыс.” is met with its dot and without.
        if words.last().is_some_and(|w| w == ".") {
            let without = words.iter().take(words.len() - 1).cloned().collect();
            self.phrases.entry(first.clone()).or_default().push((without, role));
        }
        self.phrases.entry(first).or_default().push((words, role));
    }

    /// The longest phrase at `i` whose role is wanted: how many tokens it takes and the role.
    pub(super) fn find(
        &self,
        tokens: &[Token],
        i: usize,
        wanted: impl Fn(Role) -> bool,
    ) -> Option<(usize, Role)> {
        let first = tokens.get(i)?.word()?;
        let whole = self.phrases.get(first).and_then(|list| {
            list.iter().find(|(rest, role)| {
                wanted(*role)
                    && rest.iter().enumerate().all(|(k, word)| {
                        tokens.get(i + 1 + k).is_some_and(|t| matches!(&t.what, What::Word(w) if w == word))
                    })
            })
        });
        if let Some((rest, role)) = whole {
            return Some((rest.len() + 1, *role));
        }
        self.stems
            .iter()
            .find(|(stem, role)| wanted(*role) && first.starts_with(stem.as_str()))
            .map(|s| (1, s.1))
    }

    /// As [`Self::find`], for a phrase that ends just before `i`.
    pub(super) fn find_ending(&self, tokens: &[Token], i: usize, wanted: impl Fn(Role) -> bool) -> bool {
        (1..=4).any(|back| {
            i.checked_sub(back)
                .is_some_and(|from| self.find(tokens, from, &wanted).is_some_and(|f| f.0 == back))
        })
    }

    /// The qualifier written with a hyphen after a number: `-plus`.
    pub(super) fn glued(&self, word: &str) -> Option<Role> {
        let list = self.phrases.get("-")?;
        list.iter().find(|(rest, _)| rest.len() == 1 && rest.first().is_some_and(|w| w == word)).map(|f| f.1)
    }

    /// The role of a single word that is not in a token list.
    pub(super) fn single(&self, word: &str, wanted: impl Fn(Role) -> bool) -> Option<Role> {
        let list = self.phrases.get(word)?;
        list.iter().find(|(rest, role)| rest.is_empty() && wanted(*role)).map(|(_, role)| *role)
    }
}

fn vague_word(name: &str) -> Result<VagueWord, WordingProblem> {
    Ok(match name {
        "couple" => VagueWord::Couple,
        "several" => VagueWord::Several,
        "tens" => VagueWord::Tens,
        "dozens" => VagueWord::Dozens,
        "scores" => VagueWord::Scores,
        "hundreds" => VagueWord::Hundreds,
        "thousands" => VagueWord::Thousands,
        _ => return Err(WordingProblem::UnknownName { what: "vague word", name: name.to_owned() }),
    })
}

fn qualifier_kind(name: &str) -> Result<Kind, WordingProblem> {
    let kinds = [
        Kind::Exact,
        Kind::AtLeast,
        Kind::MoreThan,
        Kind::About,
        Kind::Nearly,
        Kind::UpTo,
        Kind::FewerThan,
        Kind::Already,
    ];
    let found = kinds.into_iter().find(|kind| kind.name() == name);
    found.ok_or_else(|| WordingProblem::UnknownName { what: "kind", name: name.to_owned() })
}
