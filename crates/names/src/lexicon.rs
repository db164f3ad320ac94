//! Which written forms belong to one given name: Vova and Vladimir, Bob and Robert. No rule of sound bridges these.
//! The list is data (data/given_names.tsv); a form may belong to several names (Саша). Lookups say what the list says:
//! two names without a common line are two names, and a form that is not listed says nothing.

use crate::letters::facts;
use crate::schemes::Scheme;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

const LIST: &str = include_str!("../data/given_names.tsv");

/// What the lexicon says about two given names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// At least one of them is not listed.
    Unknown,
    /// They may be forms of one name.
    Shared,
    /// Both are listed, and on no common line: two different names.
    Different,
}

/// The names that a written form belongs to, ascending; empty when it is not listed. Case, accents on Latin letters,
/// apostrophes, ё for е, and composed or decomposed letters do not matter.
pub fn ids(token: &str) -> &'static [u16] {
    LEXICON.ids(&folded(token))
}

/// Compares the ids of two forms. Symmetric.
pub fn relation(a: &[u16], b: &[u16]) -> Relation {
    if a.is_empty() || b.is_empty() {
        Relation::Unknown
    } else if a.iter().any(|id| b.contains(id)) {
        Relation::Shared
    } else {
        Relation::Different
    }
}

/// How many names and how many forms are listed, renderings included.
pub fn size() -> (usize, usize) {
    (LEXICON.names, LEXICON.spans.len())
}

/// Languages whose offices write one another's citizens, each by its own form of the given name.
const NEIGHBOURS: &[&str] = &["ru", "uk", "be"];

fn lines() -> impl Iterator<Item = &'static str> {
    LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// By id, the letters that the formal forms of a name begin with in the East Slavic languages and their schemes; no
/// short forms, and no forms of far languages, of which a person has one only.
pub(crate) fn beginnings() -> Vec<Vec<char>> {
    let letters = |line| {
        let mut letters = Vec::new();
        neighbours(line, &mut |form| letters.extend(folded(form).chars().next()));
        letters.sort_unstable();
        letters.dedup();
        letters
    };
    lines().map(letters).collect()
}

/// The first of those forms of a name whose first letter is one that is asked for, as the list or the scheme writes it.
pub(crate) fn form_beginning(id: u16, asked: impl Fn(char) -> bool) -> Option<String> {
    let mut found = None;
    neighbours(lines().nth(usize::from(id))?, &mut |form| {
        if found.is_none() && folded(form).chars().next().is_some_and(&asked) {
            found = Some(form.to_owned());
        }
    });
    found
}

/// The formal forms of a line in the languages of neighbours, each with its renderings.
fn neighbours(line: &str, add: &mut impl FnMut(&str)) {
    let forms = line.split('\t').next().unwrap_or("");
    for (language, words) in forms.split(' ').filter_map(|word| word.split_once(':')) {
        if NEIGHBOURS.contains(&language) {
            for form in words.split(',').filter(|form| !form.is_empty()) {
                add(form);
                renderings(language, form, add);
            }
        }
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(LIST));

struct Lexicon {
    names: usize,
    spans: HashMap<Box<str>, (u32, u8), BuildHasherDefault<Mix>>,
    pool: Vec<u16>,
}

impl Lexicon {
    fn ids(&self, folded: &str) -> &[u16] {
        let Some(&(from, count)) = self.spans.get(folded) else { return &[] };
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        self.pool.get(from..from.saturating_add(usize::from(count))).unwrap_or_default()
    }

    fn read(list: &str) -> Lexicon {
        let mut forms: HashMap<String, Vec<u16>, BuildHasherDefault<Mix>> = HashMap::default();
        let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut names = 0;
        for (line, id) in lines.zip(0u16..) {
            names += 1;
            let mut add = |form: &str| {
                let ids = forms.entry(folded(form).into_owned()).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            };
            for word in line.split([' ', '\t']) {
                let (language, words) = word.split_once(':').unwrap_or(("", word));
                for form in words.split(',').filter(|form| !form.is_empty()) {
                    add(form);
                    renderings(language, form, &mut add);
                }
            }
        }
        let mut pool = Vec::new();
        let mut spans = HashMap::with_capacity_and_hasher(forms.len(), BuildHasherDefault::default());
        for (form, ids) in forms {
            let from = u32::try_from(pool.len()).unwrap_or(u32::MAX);
            let count = u8::try_from(ids.len()).unwrap_or(u8::MAX);
            pool.extend(ids.iter().take(usize::from(count)));
            spans.insert(form.into_boxed_str(), (from, count));
        }
        Lexicon { names, spans, pool }
    }
}

/// The spellings of a form that the schemes of its language give, and of a Kazakh form those of its Russian spelling.
fn renderings(language: &str, form: &str, add: &mut impl FnMut(&str)) {
    for scheme in Scheme::of(language) {
        let rendered = scheme.render(form);
        add(&rendered);
        if scheme == Scheme::KazakhRussian {
            renderings("ru", &rendered, add);
        }
    }
    if language == "kk" && form.contains(['ж', 'Ж']) {
        add(&Scheme::KazakhPassport.render(form).replace("zh", "j").replace("Zh", "J"));
    }
}

/// The form under which a token is looked up.
fn folded(token: &str) -> Cow<'_, str> {
    if token.bytes().all(|byte| byte.is_ascii_lowercase()) || token.chars().all(|c| facts(c).listed) {
        return Cow::Borrowed(token);
    }
    let mut out = String::with_capacity(token.len());
    if is_nfc_quick(token.chars()) == IsNormalized::Yes {
        token.chars().for_each(|c| fold(c, &mut out));
    } else {
        token.nfc().for_each(|c| fold(c, &mut out));
    }
    Cow::Owned(out)
}

/// Whether a letter is looked up as it is, whatever stands beside it.
pub(crate) fn as_it_is(c: char) -> bool {
    let mut out = String::new();
    fold(c, &mut out);
    is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
        && canonical_combining_class(c) == 0
        && out.chars().eq(std::iter::once(c))
}

fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        if c != '\'' && c != '`' && c != '_' {
            out.push(c.to_ascii_lowercase());
        }
        return;
    }
    for small in c.to_lowercase() {
        match small {
            'ё' => out.push('е'),
            'ı' => out.push('i'),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'ə' => out.push('a'),
            'đ' => out.push('d'),
            'ß' => out.push_str("ss"),
            'ي' | 'ى' => out.push('ی'),
            'ك' => out.push('ک'),
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ة' => out.push('ه'),
            '\u{b4}'
            | '\u{2b0}'..='\u{2ff}'
            | '\u{2018}'..='\u{201b}'
            | '\u{2032}'
            | '\u{200b}'..='\u{200f}'
            | '\u{640}' => {}
            'à'..='ɏ' | '\u{1e00}'..='\u{1eff}' => {
                let mut first = None;
                decompose_canonical(small, |part| {
                    first.get_or_insert(part);
                });
                out.push(first.unwrap_or(small));
            }
            mark if is_combining_mark(mark) => {}
            other => out.push(other),
        }
    }
}

/// A hash for short words of a fixed list: FNV-1a over words of eight bytes. Nobody outside chooses the keys.
#[derive(Default)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0u8; 8];
            word.iter_mut().zip(part).for_each(|(to, from)| *to = *from);
            self.0 = (self.0 ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        }
    }
}
