//! Narrowing the board: which of its lines a dispatcher wants to see. Nothing is counted otherwise because of it.

use casebook::{BoardLine, BoardUnit, served_first};
use claims::when::Instant;
use names::fold::search_key;

/// What a line must be to be shown; whatever is not asked for lets every line through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardFilter {
    /// Nobody, or a lawyer who was refused entry.
    pub without_lawyer: bool,
    /// Nothing was heard for longer than a word of custody counts as fresh.
    pub stale: bool,
    /// Words in the place or in the unit's name, in any script.
    pub place: Option<String>,
    /// Words in a role.
    pub role: Option<String>,
    /// A risk by its word, or `first` for everybody who is served first.
    pub risk: Option<String>,
}

impl BoardFilter {
    /// True when nothing is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a line is shown.
    pub fn lets(&self, unit: &BoardUnit, line: &BoardLine, at: Instant, fresh_for: i64) -> bool {
        let facts = &line.facts;
        let words = |text: &str, asked: &str| {
            let asked = search_key(asked);
            search_key(text).split(' ').any(|word| word.starts_with(&asked))
                || search_key(text).contains(&asked)
        };
        let holds = |asked: &Option<String>, texts: &[Box<str>]| {
            asked.as_ref().is_none_or(|asked| texts.iter().any(|text| words(text, asked)))
        };
        let named = |asked: &Option<String>| asked.as_ref().is_some_and(|asked| words(&unit.label, asked));
        (!self.without_lawyer || is_without_lawyer(line))
            && (!self.stale || is_stale(line, at, fresh_for))
            && (holds(&self.place, &facts.places) || named(&self.place))
            && holds(&self.role, &facts.roles)
            && self.risk.as_deref().is_none_or(|asked| match asked {
                "first" => facts.risk.iter().any(|risk| served_first(risk)),
                asked => facts.risk.iter().any(|risk| &**risk == asked),
            })
    }
}

/// Nobody is known to help them.
pub fn is_without_lawyer(line: &BoardLine) -> bool {
    matches!(line.facts.lawyer.as_deref(), None | Some("none" | "refused"))
}

/// Nothing was heard for longer than a word counts as fresh.
pub fn is_stale(line: &BoardLine, at: Instant, fresh_for: i64) -> bool {
    line.last_confirmed.is_none_or(|(when, _)| at.seconds_since(when).max(0) > fresh_for)
}
