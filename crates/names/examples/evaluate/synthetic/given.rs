//! The lexicon of given names as material for people.

use super::dice::Dice;

const GIVEN: &str = include_str!("../../../data/given_names.tsv");

/// One line of the lexicon.
#[derive(Clone, Default)]
pub(super) struct Given {
    pub(super) forms: Vec<(String, String)>,
    pub(super) pets: Vec<(String, String)>,
    pub(super) woman: bool,
}

impl Given {
    pub(super) fn form(&self, language: &str) -> Option<&str> {
        self.forms.iter().find(|(l, _)| l == language).map(|(_, form)| form.as_str())
    }

    pub(super) fn any(&self, language: &str, dice: &mut Dice) -> Option<String> {
        let of: Vec<&String> =
            self.forms.iter().filter(|(l, _)| l == language).map(|(_, form)| form).collect();
        if of.is_empty() { None } else { Some((*dice.pick(&of)).clone()) }
    }
}

pub(super) fn given() -> Vec<Given> {
    let column = |text: &str| -> Vec<(String, String)> {
        let mut language = String::new();
        let mut forms = Vec::new();
        for word in text.split(' ').filter(|w| !w.is_empty()) {
            let (l, words) = word.split_once(':').unwrap_or(("", word));
            language = if l.is_empty() { language } else { l.to_owned() };
            forms
                .extend(words.split(',').filter(|w| !w.is_empty()).map(|w| (language.clone(), w.to_owned())));
        }
        forms
    };
    let lines = GIVEN.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut fields = line.split('\t');
            let forms = column(fields.next().unwrap_or(""));
            let pets = column(fields.next().unwrap_or(""));
            let woman = forms.first().is_some_and(|(_, form)| form.ends_with(['а', 'я', 'a', 'ә', 'ة']));
            Given { forms, pets, woman }
        })
        .collect()
}
