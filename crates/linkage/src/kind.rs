//! What a column holds, guessed from its name and from its values, in any script.
//!
//! A guess is only a default: the configuration shows it and may overrule it.

use crate::table::Column;

mod by_name;
mod by_value;

/// What the values of a column are. It decides how two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One person's own name or names.
    GivenName,
    /// Family name, single or double.
    FamilyName,
    /// Name derived from the father's.
    Patronymic,
    /// A whole name in one cell, in any order.
    FullName,
    /// A calendar date, possibly with parts missing.
    Date,
    /// A year.
    Year,
    /// A month, 1 to 12.
    Month,
    /// A day of a month, 1 to 31.
    Day,
    /// Age in years at the date of the list.
    Age,
    /// Sex or gender, a few values.
    Sex,
    /// A named place: settlement, district, street.
    Place,
    /// A code in which every sign counts: postcode, case number.
    Code,
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// A number given to one person by an authority.
    NationalId,
    /// Words: occupation, remarks.
    Text,
    /// A quantity.
    Number,
    /// The list a row comes from; not compared.
    List,
}

impl FieldKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 18] = [
        Self::GivenName,
        Self::FamilyName,
        Self::Patronymic,
        Self::FullName,
        Self::Date,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::Age,
        Self::Sex,
        Self::Place,
        Self::Code,
        Self::Phone,
        Self::Email,
        Self::NationalId,
        Self::Text,
        Self::Number,
        Self::List,
    ];

    /// The name in configurations and models.
    pub fn name(self) -> &'static str {
        match self {
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::Patronymic => "patronymic",
            Self::FullName => "full_name",
            Self::Date => "date",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Age => "age",
            Self::Sex => "sex",
            Self::Place => "place",
            Self::Code => "code",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::NationalId => "national_id",
            Self::Text => "text",
            Self::Number => "number",
            Self::List => "list",
        }
    }

    /// Whether the values are personal names.
    pub fn is_name(self) -> bool {
        matches!(self, Self::GivenName | Self::FamilyName | Self::Patronymic | Self::FullName)
    }
}

impl std::fmt::Display for FieldKind {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name())
    }
}

/// The kind of a column, from what its header says and, where the header says nothing or contradicts the values,
/// from the values.
pub fn infer(column: &Column) -> FieldKind {
    let shape = by_value::Shape::of(column);
    match by_name::kind(&column.name) {
        Some(kind) if shape.allows(kind) => kind,
        _ => shape.kind(),
    }
}
