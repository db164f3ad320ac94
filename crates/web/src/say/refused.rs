//! The desk's refusals in the reader's language. English stands in the desk itself; the other languages have each sentence
//! under its code in `refusals.ftl`.

use super::{Arg, Language, Say, user};
use desk::{Gap, Refusal, Sentence};

impl Say {
    /// A sentence of the desk. What has no translation (the machine's own words, such as those of a disk) stands in English.
    pub fn sentence(&self, of: &Sentence) -> String {
        let id = match of.code() {
            Some(code) if self.language != Language::English => format!("r-{code}"),
            _ => return user(&of.english()),
        };
        if !self.has(&id) {
            return user(&of.filled(&|inner| self.sentence(inner)));
        }
        let filled: Vec<(&'static str, String, bool)> = of
            .gaps()
            .map(|(name, gap)| match gap {
                Gap::Words(words) => (name, user(&words), true),
                Gap::Sentence(inner) => (name, self.sentence(&inner), false),
            })
            .collect();
        let args: Vec<(&str, Arg<'_>)> = filled
            .iter()
            .map(|(name, words, theirs)| match words.parse::<u64>() {
                // `007` is somebody's writing, not the number 7.
                Ok(number) if *theirs && number.to_string() == *words => (*name, Arg::Number(number)),
                _ if *theirs => (*name, Arg::Theirs(words.as_str())),
                _ => (*name, Arg::Ours(words.clone())),
            })
            .collect();
        self.text(&id, &args)
    }

    /// What a refusal advises. Advice for the command line is for no page.
    pub fn advice(&self, refusal: &Refusal) -> Option<String> {
        refusal.hint.as_ref().filter(|hint| hint.code().is_some()).map(|hint| self.sentence(hint))
    }

    /// A refusal and its advice, one after the other.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let says = self.sentence(&refusal.say);
        match self.advice(refusal) {
            Some(advice) => format!("{says} {advice}"),
            None => says,
        }
    }
}
