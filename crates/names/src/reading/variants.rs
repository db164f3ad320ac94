//! Lists that give several spellings of one name behind commas: "Husam, Housam, Houssam". Of words that differ in their
//! vowels only, the first is kept; nothing else is left out.

use super::join::Part;
use super::spell;
use crate::phones::{Kind, Tables};

/// The name without the second and later spellings of a word. Two spellings are told from "FAMILY, Given" by a third, or
/// by two words before the comma that come again behind it.
pub(crate) fn once(parts: Vec<Part>, tables: &Tables) -> Vec<Part> {
    let Some(last) = parts.last().map(|part| part.word.commas).filter(|last| *last > 0) else { return parts };
    if parts.iter().filter(|part| part.word.commas == 0).count() < 2 && last < 2 {
        return parts;
    }
    let bones: Vec<Vec<u8>> = parts.iter().map(|part| bones(part, tables)).collect();
    let again = |commas: u8| {
        let mut words = parts.iter().zip(&bones).filter(|(part, _)| part.word.commas == commas);
        words.all(|(_, bone)| {
            bone.len() > 1
                && parts.iter().zip(&bones).any(|(part, other)| part.word.commas < commas && other == bone)
        })
    };
    let left: Vec<u8> = (1..=last).filter(|commas| again(*commas)).collect();
    parts.into_iter().filter(|part| !left.contains(&part.word.commas)).collect()
}

/// The consonants of a word.
fn bones(part: &Part, tables: &Tables) -> Vec<u8> {
    let sounds = spell::phones(&part.word, tables);
    sounds
        .iter()
        .filter(|phone| tables.kind(**phone) == Kind::Consonant)
        .map(|phone| tables.plain(*phone))
        .collect()
}
