//! What a text is like as a whole, and as which of those whom it names a person comes.

use super::marks::Mark;
use super::signs::Looked;
use crate::facts::is_kind;
use crate::items::name::Person;
use std::collections::BTreeSet;

impl Looked<'_> {
    pub(super) fn of_text(&self) -> Vec<String> {
        let sentences = self.document.sentences.len().max(1);
        let telling = (0..sentences).filter(|at| self.tells(*at)).count();
        let drafted = self
            .clauses
            .iter()
            .flat_map(|clause| &clause.found)
            .filter(|(name, _)| is_kind(name, "detained"))
            .count();
        let share = match telling * 10 / sentences {
            0 => "none",
            1..=2 => "few",
            3..=5 => "half",
            _ => "most",
        };
        let many = |group: &str| {
            let of = (0..sentences).filter(|at| self.has(*at, group)).count();
            match of * 10 / sentences {
                0 if of == 0 => "none",
                0..=1 => "few",
                2..=4 => "some",
                _ => "many",
            }
        };
        let long = match sentences {
            1..=2 => "clause",
            3..=5 => "note",
            _ => "report",
        };
        vec![
            format!("text is a {long}"),
            format!("text stage {}", many("stage")),
            format!("text sure {}", many("sure")),
            format!("text wrong {}", many("wrong")),
            format!("text untaken {}", many("untaken")),
            format!("text force {}", many("force")),
            format!("text tells {share}"),
            format!("text frames {}", drafted.min(3)),
            format!(
                "text persons {}",
                match self.things.persons.len() {
                    0..=1 => "1",
                    2..=3 => "2-3",
                    4..=7 => "4-7",
                    _ => "8+",
                }
            ),
        ]
    }

    /// "They took me", «меня задержали»: a word for oneself right beside one of detention.
    pub(super) fn of_me(&self) -> bool {
        self.marks.iter().any(|here| {
            let told = here.iter().filter(|mark| mark.group == "sure");
            let beside = |told: &Mark| {
                here.iter().any(|mark| {
                    mark.group == "me"
                        && (mark.to <= told.from && told.from - mark.to <= 2
                            || told.to <= mark.from && mark.from - told.to <= 1)
                })
            };
            told.into_iter().any(beside)
        })
    }

    /// Where in the text, and as which of those whom it names, a person comes first: reports open with what they are about.
    pub(super) fn rank(&self, person: usize, signs: &mut BTreeSet<String>) {
        let first = |person: &Person| {
            let mention = person.mentions.first().and_then(|mention| self.things.names.get(*mention));
            mention.map_or(usize::MAX, |name| name.from)
        };
        let Some(known) = self.things.persons.get(person) else { return };
        let (mine, all) = (first(known), self.document.tokens.len().max(1));
        let tenth = (mine.min(all) * 10 / all).min(9);
        let long = match self.document.sentences.len() {
            1..=2 => "clause",
            3..=5 => "note",
            6..=12 => "report",
            _ => "long report",
        };
        signs.insert(format!("first in tenth {tenth}"));
        signs.insert(format!("first in tenth {tenth} of a {long}"));
        let place = self.things.persons.iter().filter(|other| first(other) < mine).count();
        signs.insert(format!("person {} of {}", (place + 1).min(5), self.things.persons.len().min(6)));
        let most = self.things.persons.iter().map(|other| other.mentions.len()).max().unwrap_or(1);
        if known.mentions.len() == most && most > 1 {
            signs.insert("named most".to_owned());
        }
    }
}
