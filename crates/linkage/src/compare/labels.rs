//! The levels of each kind in words, from the best agreement to none.

use crate::kind::FieldKind;
use crate::plan::Planned;

/// Level of family names that stand in the place of given names.
pub const EXCHANGED: u8 = 1;

/// A label, how much of the values' rarity counts at that level, and how often pairs of one person reach it at most:
/// relatives share all names but one, so an unsupervised mixture must not take that for one person.
pub type Label = (&'static str, f64, f64);

/// The levels of a comparison.
pub fn labels(planned: &Planned) -> &'static [Label] {
    let exchange = planned.kind == FieldKind::FamilyName && planned.columns.len() > 1;
    if planned.several {
        return SEVERAL;
    }
    match planned.kind {
        FieldKind::FamilyName if exchange => MAY_BE_EXCHANGED,
        FieldKind::GivenName | FieldKind::FamilyName | FieldKind::Patronymic => &NAME,
        FieldKind::FullName => &[
            ("all names the same", 1.0, 1.0),
            ("all names, one spelt differently", 0.9, 1.0),
            ("all names, several spelt differently", 0.8, 0.3),
            ("one leaves out names, the others the same", 0.5, 0.3),
            ("one leaves out names, others spelt differently", 0.5, 0.15),
            ("all but one name, the first the same", 0.0, 0.12),
            ("all but the first name", 0.0, 0.02),
            ("two or more names the same", 0.0, 0.04),
            ("one name the same", 0.0, 0.04),
            ("no name the same", 0.0, 0.03),
        ],
        FieldKind::Date => &[
            ("same", 1.0, 1.0),
            ("year and month the same, day not given", 0.0, 1.0),
            ("year the same, the rest not given", 0.0, 1.0),
            ("one digit apart, or day and month exchanged", 0.0, 1.0),
            ("two of year, month and day the same", 0.0, 1.0),
            ("two digits apart", 0.0, 1.0),
            ("within a year", 0.0, 1.0),
            ("within ten years", 0.0, 0.2),
            ("different", 0.0, 0.2),
        ],
        FieldKind::Year | FieldKind::Age | FieldKind::Month | FieldKind::Day => &[
            ("same", 0.5, 1.0),
            ("one apart", 0.0, 1.0),
            ("two apart", 0.0, 1.0),
            ("within five", 0.0, 0.4),
            ("within ten", 0.0, 0.12),
            ("different", 0.0, 0.06),
        ],
        FieldKind::List => &[("on different lists", 0.0, 1.0), ("on the same list", 0.0, 1.0)],
        FieldKind::Number => &[("same", 1.0, 1.0), ("within a tenth", 0.0, 1.0), ("different", 0.0, 1.0)],
        FieldKind::Sex => &[("same", 0.0, 1.0), ("different", 0.0, 0.1)],
        FieldKind::Place | FieldKind::Text => &[
            ("same", 1.0, 1.0),
            ("one letter apart", 0.8, 1.0),
            ("nearly the same", 0.7, 1.0),
            ("one inside the other", 0.3, 1.0),
            ("a word the same", 0.0, 1.0),
            ("alike", 0.0, 1.0),
            ("different", 0.0, 1.0),
        ],
        FieldKind::Code | FieldKind::Phone | FieldKind::NationalId => &[
            ("same", 1.0, 1.0),
            ("one sign apart", 0.3, 1.0),
            ("two signs apart", 0.0, 1.0),
            ("same beginning", 0.0, 1.0),
            ("different", 0.0, 1.0),
        ],
        FieldKind::Email => &[
            ("same", 1.0, 1.0),
            ("one or two signs apart", 0.5, 1.0),
            ("same before the @", 0.0, 1.0),
            ("alike before the @", 0.0, 1.0),
            ("same after the @", 0.0, 1.0),
            ("different", 0.0, 1.0),
        ],
    }
}

/// One name of a person.
const NAME: [Label; 7] = [
    ("same", 1.0, 1.0),
    ("one letter apart", 0.8, 1.0),
    ("nearly the same", 0.7, 1.0),
    ("one of several names the same", 0.5, 1.0),
    ("initial", 0.0, 1.0),
    ("alike", 0.0, 0.2),
    ("different", 0.0, 0.25),
];

/// The same where the given name is there too and may stand in its place: one level more, at [`EXCHANGED`].
const MAY_BE_EXCHANGED: &[Label] = &{
    let [same, rest @ ..] = NAME;
    let [one, nearly, several, initial, alike, different] = rest;
    [same, ("given and family name exchanged", 0.0, 1.0), one, nearly, several, initial, alike, different]
};

/// Cells with several names of one sort: two family names, two given names.
const SEVERAL: &[Label] = &[
    ("same", 1.0, 1.0),
    ("one name spelt differently", 0.9, 1.0),
    ("several names spelt differently", 0.8, 1.0),
    ("one leaves out names, the others the same", 0.8, 1.0),
    ("one leaves out names, others spelt differently", 0.7, 1.0),
    ("one leaves out the first name, another is the same", 0.6, 0.3),
    ("a name the same, another different", 0.4, 0.2),
    ("no name the same", 0.0, 0.15),
];
