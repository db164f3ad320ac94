//! Plain mappings: those that say of each column one thing, as a form can. What needs more (conditions, terms, periods) is
//! written as text.

use super::{Mapping, Read};
use claims::when::ZoneId;
use claims::{Property, RecordKind, Shape};
use std::fmt::Write as _;

/// What a column may be said to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Who says what the row says.
    Source,
    /// A property of the person or the detention of the row.
    Says(Property),
}

impl Meaning {
    /// Everything a column may be said to hold, in the order of a form.
    pub fn all() -> impl Iterator<Item = Meaning> {
        let says = Property::ALL.iter().copied().filter(|property| read_as(*property).is_some());
        says.map(Meaning::Says).chain([Meaning::Source])
    }

    /// Its name in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Meaning::Source => "source",
            Meaning::Says(property) => property.name(),
        }
    }

    /// The meaning of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|meaning| meaning.name() == name)
    }
}

/// How the cell of a property is read, beside what its shape says; none for what one cell cannot plainly say.
fn read_as(property: Property) -> Option<&'static str> {
    match (property, property.kind(), property.shape()) {
        (Property::DetentionUnit, ..) => Some(", read = \"unit\""),
        (Property::DetentionOrganization, ..) => Some(", kind = \"organization\""),
        // Which of two records a number or a length belongs to is not a column's to say.
        (
            _,
            RecordKind::Person | RecordKind::Detention,
            Shape::Text | Shape::Name | Shape::When | Shape::Number | Shape::Amount,
        ) => Some(""),
        _ => None,
    }
}

/// What each column holds by a mapping; none when it says more than a form can.
pub fn meanings_of(mapping: &Mapping, columns: &[String]) -> Option<Vec<Option<Meaning>>> {
    let mut meanings: Vec<Option<Meaning>> = vec![None; columns.len()];
    let mut put = |column: &str, meaning: Meaning| {
        let at = columns.iter().position(|known| known == column)?;
        let slot = meanings.get_mut(at)?;
        if slot.is_some() {
            return None;
        }
        *slot = Some(meaning);
        Some(())
    };
    let plain = mapping.relays.is_none()
        && mapping.said_at.is_none()
        && mapping.ditto.is_empty()
        && mapping.unknown.is_empty()
        && !mapping.distinct_rows;
    if !plain {
        return None;
    }
    if let Some(source) = &mapping.source {
        put(source.column.as_deref()?, Meaning::Source)?;
    }
    for record in &mapping.records {
        if record.only_if.is_some()
            || record.unless.is_some()
            || !matches!(record.kind, RecordKind::Person | RecordKind::Detention)
        {
            return None;
        }
        for claim in &record.claims {
            match (&claim.read, &claim.column) {
                (Read::Record(handle), None)
                    if claim.property == Property::DetentionOf && handle == "person" => {}
                (
                    Read::Text
                    | Read::Name
                    | Read::Number
                    | Read::Count
                    | Read::Unit
                    | Read::When { until: None },
                    Some(column),
                ) => {
                    read_as(claim.property)?;
                    put(column, Meaning::Says(claim.property))?;
                }
                (Read::Named(RecordKind::Organization), Some(column))
                    if claim.property == Property::DetentionOrganization =>
                {
                    put(column, Meaning::Says(claim.property))?;
                }
                _ => return None,
            }
        }
    }
    Some(meanings)
}

/// The text of a mapping that says of each column what `meanings` says; none when that is nothing at all.
pub fn plain_mapping(
    name: &str,
    columns: &[String],
    meanings: &[Option<Meaning>],
    zone: &ZoneId,
) -> Option<String> {
    let quote = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let said: Vec<(&String, Meaning)> =
        columns.iter().zip(meanings).filter_map(|(column, meaning)| Some((column, (*meaning)?))).collect();
    let of = |kind: RecordKind| {
        said.iter().filter_map(move |(column, meaning)| match meaning {
            Meaning::Says(property) if property.kind() == kind => {
                let read = read_as(*property).unwrap_or_default();
                let (property, column) = (quote(property.name()), quote(column));
                Some(format!("  {{ property = {property}, column = {column}{read} }},\n"))
            }
            _ => None,
        })
    };
    let (person, detention): (String, String) =
        (of(RecordKind::Person).collect(), of(RecordKind::Detention).collect());
    if person.is_empty() && detention.is_empty() {
        return None;
    }
    let listed: Vec<String> = columns.iter().map(|column| quote(column)).collect();
    let mut out = String::new();
    let _ = writeln!(
        out,
        "name = {}\nheader = [{}]\nzone = {}",
        quote(name),
        listed.join(", "),
        quote(zone.name())
    );
    if let Some((column, _)) = said.iter().find(|(_, meaning)| *meaning == Meaning::Source) {
        let _ = writeln!(out, "source = {{ column = {}, type = \"other\" }}", quote(column));
    }
    if !person.is_empty() {
        let _ = write!(out, "\n[[record]]\nhandle = \"person\"\nkind = \"person\"\nclaim = [\n{person}]\n");
    }
    let points =
        if person.is_empty() { "" } else { "  { property = \"detention.of\", record = \"person\" },\n" };
    let _ = write!(
        out,
        "\n[[record]]\nhandle = \"detention\"\nkind = \"detention\"\nclaim = [\n{points}{detention}]\n"
    );
    Some(out)
}
