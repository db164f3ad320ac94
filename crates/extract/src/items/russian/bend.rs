//! A Russian name in the nominative: every way to read each of its words, and the reading in which gender and case of all agree.

use super::endings::{family, given};
use super::known;
use crate::document::Document;
use crate::items::name::case;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Male, female, or either.
pub(super) const MALE: u8 = 1;

pub(super) const FEMALE: u8 = 2;

pub(super) const EITHER: u8 = 3;

/// One way to read a word of a name.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// In the nominative, folded.
    pub(super) lemma: String,
    pub(super) gender: u8,
    pub(super) cases: u8,
    /// How much it says for itself.
    pub(super) weight: i32,
}

pub(super) const GIVEN: i32 = 50;

/// The name in the nominative, the cases it may stand in, how sure, and whether a given name is known.
pub(super) fn nominative(document: &Document<'_>, words: &[usize], hint: u8) -> (String, u8, i32, bool) {
    let read: Vec<(usize, Vec<Form>)> = words.iter().map(|at| (*at, forms(document.folded(*at)))).collect();
    let mut best: Option<(i32, u8, Vec<String>)> = None;
    for gender in [MALE, FEMALE] {
        for case in [case::NOM, case::ACC, case::GEN, case::INS, case::DAT, case::LOC] {
            let mut total = match case {
                case::NOM => 3,
                case::ACC => 2,
                case::GEN => 1,
                _ => 0,
            };
            // What stands before it bends with it: «корреспондента Люка Ферье» is Люк.
            total += if hint & case != 0 { 25 } else { 0 };
            let mut lemmas = Vec::new();
            for (at, forms) in &read {
                let fits = forms.iter().filter(|form| form.gender & gender != 0 && form.cases & case != 0);
                let Some(form) = fits.max_by_key(|form| form.weight) else { break };
                total += form.weight;
                lemmas.push(written(document, *at, &form.lemma));
            }
            if lemmas.len() == read.len() && best.as_ref().is_none_or(|best| total > best.0) {
                best = Some((total, case, lemmas));
            }
        }
    }
    let given = words.iter().any(|at| known(document, *at));
    match best {
        Some((total, case, lemmas)) => {
            // Nominative and accusative may look the same; all cases in which the same reading holds are kept.
            let mut cases = case;
            let hint = if hint == 0 { case::ANY } else { hint };
            for other in [case::NOM, case::GEN, case::ACC, case::DAT, case::INS, case::LOC] {
                let same = read.iter().zip(&lemmas).all(|((at, forms), lemma)| {
                    forms
                        .iter()
                        .any(|form| form.cases & other != 0 && written(document, *at, &form.lemma) == *lemma)
                });
                cases |= if same && hint & other != 0 { other } else { 0 };
            }
            (lemmas.join(" "), cases, (total / words.len().max(1) as i32).min(60), given)
        }
        None => {
            let words: Vec<&str> = words.iter().map(|at| document.quote(*at, at + 1)).collect();
            (words.join(" "), case::ANY, 0, given)
        }
    }
}

/// The cases in which a noun may stand, by its ending.
pub(super) fn cases_of_noun(folded: &str) -> u8 {
    let woman = ["ка", "ца", "ница", "ина", "ть"].iter().any(|end| folded.ends_with(end));
    let ends = |ends: &[&str]| ends.iter().any(|end| folded.ends_with(end));
    if woman || folded.ends_with('ь') {
        case::NOM
    } else if ends(&["ку", "цу", "ну"]) {
        case::ACC
    } else if ends(&["ов", "ев", "ых", "их"]) {
        case::GEN | case::ACC
    } else if ends(&["ом", "ем", "ым", "им", "ами", "ями"]) {
        case::INS
    } else if ends(&["ому", "ему", "ам", "ям"]) || ends(&["у", "ю"]) {
        case::DAT
    } else if ends(&["ого", "его", "а", "я"]) {
        case::GEN | case::ACC
    } else if ends(&["ой", "ей"]) {
        case::GEN | case::DAT | case::INS | case::LOC
    } else if ends(&["ы", "и"]) {
        case::NOM | case::GEN
    } else if ends(&["е"]) {
        case::LOC | case::DAT
    } else {
        case::NOM
    }
}

/// A lemma with the large letters and the ё of what is written.
pub(super) fn written(document: &Document<'_>, at: usize, lemma: &str) -> String {
    let as_is = document.quote(at, at + 1);
    let mut out = String::with_capacity(lemma.len());
    let mut same = true;
    let mut theirs = as_is.chars();
    let mut raise = true;
    for letter in lemma.chars() {
        let other = theirs.next();
        let folds = other.is_some_and(|other| crate::token::fold(&other.to_string()).starts_with(letter));
        same &= folds;
        match other.filter(|_| same) {
            Some(other) => out.push(other),
            None if raise => out.extend(letter.to_uppercase()),
            None => out.push(letter),
        }
        raise = letter == '-';
    }
    if as_is.chars().count() >= 2 && as_is.chars().all(|c| !c.is_lowercase()) {
        return out.to_uppercase();
    }
    out
}

/// All ways to read a word of a name.
pub(super) fn forms(folded: &str) -> Vec<Form> {
    if let Some((first, last)) = folded.split_once('-') {
        // Halves of a double name bend alike: «Салтыкова-Щедрина».
        let (first, last) = (forms(first), forms(last));
        let mut both = Vec::new();
        for one in &first {
            for other in &last {
                if one.gender & other.gender != 0 && one.cases & other.cases != 0 {
                    let lemma = format!("{}-{}", one.lemma, other.lemma);
                    let weight = one.weight.min(other.weight);
                    both.push(Form {
                        lemma,
                        gender: one.gender & other.gender,
                        cases: one.cases & other.cases,
                        weight,
                    });
                }
            }
        }
        return both;
    }
    let mut forms = Vec::new();
    given(folded, &mut forms);
    family(folded, &mut forms);
    // As it stands: what does not bend, or bends by no rule known here.
    let bends = folded.ends_with(['а', 'я', 'у', 'ю'])
        || folded.ends_with("ой")
        || folded.ends_with("ом")
        || folded.ends_with("ым");
    forms.push(Form {
        lemma: folded.to_owned(),
        gender: EITHER,
        cases: case::NOM,
        weight: if bends { 2 } else { 8 },
    });
    // «Антон» bends: unbent it is the nominative and nothing else.
    let man = forms.iter().any(|form| {
        form.weight >= GIVEN && form.gender == MALE && form.cases == case::NOM && form.lemma == folded
    });
    if man {
        return forms;
    }
    if !bends || folded.ends_with(['о', 'е', 'и', 'э', 'ы']) {
        forms.push(Form { lemma: folded.to_owned(), gender: EITHER, cases: case::ANY, weight: 5 });
    }
    forms
}

pub(super) fn is_given(form: &str) -> bool {
    form.chars().count() >= 2 && (!names::lexicon::ids(form).is_empty() || given_names().contains(form))
}

/// Given names of `data/ru/given.txt`.
fn given_names() -> &'static BTreeSet<&'static str> {
    static GIVEN: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
        let lines = include_str!("../../../data/ru/given.txt").lines();
        lines.filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
    });
    &GIVEN
}
