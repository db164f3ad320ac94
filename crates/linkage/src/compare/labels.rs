//! The levels of each kind in words, from the best agreement to none.

use crate::kind::FieldKind;

/// Level of family names that stand in the place of given names.
pub const EXCHANGED: u8 = 1;

/// A label, and how much of the values' rarity counts at that level.
pub type Label = (&'static str, f64);

/// The levels of a comparison of that kind; `exchange` = family names that may stand in the place of given names.
pub fn labels(kind: FieldKind, exchange: bool) -> &'static [Label] {
    match kind {
        FieldKind::FamilyName if exchange => &[
            ("same", 1.0),
            ("given and family name exchanged", 0.0),
            ("one letter apart", 0.8),
            ("nearly the same", 0.7),
            ("one of several names the same", 0.5),
            ("initial", 0.0),
            ("alike", 0.0),
            ("different", 0.0),
        ],
        FieldKind::GivenName | FieldKind::FamilyName | FieldKind::Patronymic => &[
            ("same", 1.0),
            ("one letter apart", 0.8),
            ("nearly the same", 0.7),
            ("one of several names the same", 0.5),
            ("initial", 0.0),
            ("alike", 0.0),
            ("different", 0.0),
        ],
        FieldKind::FullName => &[
            ("all names the same", 1.0),
            ("all names, one spelt differently", 0.9),
            ("all names, several spelt differently", 0.8),
            ("one leaves out names, the others the same", 0.9),
            ("one leaves out names, others spelt differently", 0.8),
            ("all but one name, the first the same", 0.9),
            ("all but the first name", 0.9),
            ("two or more names the same", 0.8),
            ("one name the same", 0.8),
            ("no name the same", 0.0),
        ],
        FieldKind::Date => &[
            ("same", 1.0),
            ("year and month the same, day not given", 0.0),
            ("year the same, the rest not given", 0.0),
            ("one digit apart, or day and month exchanged", 0.0),
            ("two digits apart", 0.0),
            ("two of year, month and day the same", 0.0),
            ("within a year", 0.0),
            ("within ten years", 0.0),
            ("different", 0.0),
        ],
        FieldKind::Year | FieldKind::Age | FieldKind::Month | FieldKind::Day => &[
            ("same", 0.5),
            ("one apart", 0.0),
            ("two apart", 0.0),
            ("within five", 0.0),
            ("within ten", 0.0),
            ("different", 0.0),
        ],
        FieldKind::Number => &[("same", 1.0), ("within a tenth", 0.0), ("different", 0.0)],
        FieldKind::Sex | FieldKind::List => &[("same", 0.0), ("different", 0.0)],
        FieldKind::Place | FieldKind::Text => &[
            ("same", 1.0),
            ("one letter apart", 0.8),
            ("nearly the same", 0.7),
            ("one inside the other", 0.3),
            ("a word the same", 0.0),
            ("alike", 0.0),
            ("different", 0.0),
        ],
        FieldKind::Code | FieldKind::Phone | FieldKind::NationalId => &[
            ("same", 1.0),
            ("one sign apart", 0.3),
            ("two signs apart", 0.0),
            ("same beginning", 0.0),
            ("different", 0.0),
        ],
        FieldKind::Email => &[
            ("same", 1.0),
            ("one or two signs apart", 0.5),
            ("same before the @", 0.0),
            ("alike before the @", 0.0),
            ("same after the @", 0.0),
            ("different", 0.0),
        ],
    }
}
