//! Coarse keys of a name, for finding those it should be compared with: the first consonants of each word in classes
//! that survive a change of script. Two spellings of one name nearly always share one.

use crate::phones::{self, Phone};
use crate::reading::Reading;

/// A key. Equal keys mean "worth comparing", never "the same".
pub type Key = u32;

/// Consonants of a key.
const LENGTH: usize = 4;

impl Reading {
    /// The keys of a name: one for each word of two or more consonants that is neither initial nor, if there are other
    /// words, a patronymic.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        let only = self.tokens().iter().all(|token| token.patronymic || token.initial);
        self.tokens()
            .iter()
            .filter(move |token| !token.initial && (only || !token.patronymic))
            .filter_map(|token| key(self.phones(token)))
    }
}

fn key(sounds: &[Phone]) -> Option<Key> {
    let tables = phones::tables();
    let (mut key, mut length, mut last) = (0u32, 0usize, 0u32);
    for phone in sounds {
        let class = class(tables.plain(*phone));
        if class == 0 || class == last {
            continue;
        }
        last = class;
        key = key << 4 | class;
        length += 1;
        if length == LENGTH {
            break;
        }
    }
    (length >= 2).then_some(key)
}

/// Classes of consonants after names.md §6.6; 0 for what is dropped.
fn class(plain: u8) -> u32 {
    match plain {
        b'b' | b'p' => 1,
        b'f' | b'v' => 2,
        b't' | b'd' => 3,
        b'k' | b'g' | b'h' => 4,
        b's' | b'z' | b'c' | b'j' | b'x' => 5,
        b'l' => 6,
        b'r' => 7,
        b'm' | b'n' => 8,
        _ => 0,
    }
}
