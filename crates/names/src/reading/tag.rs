//! What each word of a name seems to be. Used for reasons and by those who want the parts; the score looks only at
//! what survives a change of order (patronymics by their ending, initials).

use std::fmt;

use super::join::Part;
use super::{Reading, Token};

/// What a word of a name seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Component {
    /// Nothing says.
    #[default]
    Unknown,
    /// A given name.
    Given,
    /// The father's name.
    Patronymic,
    /// A family name.
    Family,
    /// One letter for a name.
    Initial,
}

impl fmt::Display for Component {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Component::Unknown => "name",
            Component::Given => "given name",
            Component::Patronymic => "patronymic",
            Component::Family => "family name",
            Component::Initial => "initial",
        })
    }
}

pub(super) fn components(reading: &mut Reading, parts: &[&Part]) {
    let capitals = parts.iter().filter(|part| part.word.capitals).count();
    let telling = capitals > 0 && capitals < parts.iter().filter(|part| !part.word.initial).count();
    let patronymics = reading.tokens().iter().filter(|token| token.patronymic).count();
    let last = reading.tokens().len().saturating_sub(1);
    let mut patronymic_at = None;
    for (at, (token, part)) in reading.tokens_mut().iter_mut().zip(parts).enumerate() {
        token.component = if token.initial {
            Component::Initial
        } else if telling && part.word.capitals {
            Component::Family
        } else if token.patronymic && last > 0 && (patronymics == 1 || at > 0) && patronymic_at.is_none() {
            patronymic_at = Some(at);
            Component::Patronymic
        } else {
            Component::Unknown
        };
    }
    let family_known = reading.tokens().iter().any(|token| token.component == Component::Family);
    let family = if family_known { None } else { family_place(reading.tokens(), patronymic_at) };
    for (at, token) in reading.tokens_mut().iter_mut().enumerate() {
        if token.component == Component::Unknown {
            token.component = match family {
                Some(place) if place == at => Component::Family,
                _ if family_known || family.is_some() => Component::Given,
                _ => Component::Unknown,
            };
        }
    }
}

/// Where the family name stands, if order and endings say so.
fn family_place(tokens: &[Token], patronymic_at: Option<usize>) -> Option<usize> {
    let last = tokens.len().checked_sub(1).filter(|last| *last > 0)?;
    let mut endings = tokens.iter().enumerate().filter(|(_, token)| token.ending.is_family());
    if let (Some((at, _)), None) = (endings.next(), endings.next()) {
        return Some(at);
    }
    match patronymic_at {
        // Family name, given name, patronymic; or given name, patronymic, family name.
        Some(at) if at == last => Some(0),
        _ => Some(last),
    }
}
