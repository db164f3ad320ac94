//! What goes over the wire, and its description, written once: `wire!` makes of one list of fields the struct that is
//! sent and the schema that `openapi.json` shows, so that neither can differ from the other.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// The schemas of a description, by name.
#[derive(Default)]
pub(crate) struct Shapes(pub BTreeMap<String, Json>);

impl Shapes {
    /// Keeps the schema of a named type, made once, and refers to it.
    pub fn named(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Json) -> Json {
        if !self.0.contains_key(name) {
            // Kept before it is made, for types that hold themselves.
            self.0.insert(name.to_owned(), Json::Null);
            let made = make(self);
            self.0.insert(name.to_owned(), made);
        }
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }
}

/// Something that has a schema.
pub(crate) trait Told {
    /// False for what may be left out of a request.
    const NEEDED: bool = true;
    /// Its schema, or a reference to it.
    fn shape(all: &mut Shapes) -> Json;
}

macro_rules! plain {
    ($($type:ty => $shape:tt;)*) => { $(
        impl Told for $type {
            fn shape(_: &mut Shapes) -> Json { json!($shape) }
        }
    )* };
}

plain! {
    String => { "type": "string" };
    &'static str => { "type": "string" };
    bool => { "type": "boolean" };
    u64 => { "type": "integer", "minimum": 0 };
    i64 => { "type": "integer" };
    Id => { "type": "string", "pattern": "^[0-9a-f]{32}$", "description": "The id of a record, claim or decision." };
    Moment => { "type": "string", "description": "RFC 3339, in UTC." };
    Edtf => { "type": "string", "description": "A date of ISO 8601-2 (EDTF), as it was written." };
}

/// An id: 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Id(pub String);

/// An instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Moment(pub String);

/// An uncertain time, as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Edtf(pub String);

/// A schema that also lets `null` through.
fn or_null(shape: Json) -> Json {
    match shape {
        Json::Object(mut object) if object.get("type").is_some_and(Json::is_string) => {
            let kind = object.remove("type").unwrap_or_default();
            object.insert("type".to_owned(), json!([kind, "null"]));
            Json::Object(object)
        }
        other => json!({ "anyOf": [other, { "type": "null" }] }),
    }
}

impl<T: Told> Told for Option<T> {
    const NEEDED: bool = false;
    fn shape(all: &mut Shapes) -> Json {
        or_null(T::shape(all))
    }
}

impl<T: Told> Told for Vec<T> {
    fn shape(all: &mut Shapes) -> Json {
        json!({ "type": "array", "items": T::shape(all) })
    }
}

/// One field of an object: its name, what it means, its schema, and whether it must be there.
pub(crate) struct Field {
    pub name: &'static str,
    pub says: &'static str,
    pub shape: Json,
    pub needed: bool,
}

/// The schema of an object: nothing but these fields.
pub(crate) fn object(says: &str, fields: Vec<Field>) -> Json {
    let needed: Vec<&str> = fields.iter().filter(|field| field.needed).map(|field| field.name).collect();
    let mut properties = Map::new();
    for Field { name, says, shape, .. } in fields {
        let shape = match shape {
            Json::Object(mut object) if !object.contains_key("$ref") => {
                object.insert("description".to_owned(), json!(says.trim()));
                Json::Object(object)
            }
            // Beside a reference other words are allowed since 3.1.
            Json::Object(mut object) => {
                object.insert("description".to_owned(), json!(says.trim()));
                Json::Object(object)
            }
            other => other,
        };
        properties.insert(name.to_owned(), shape);
    }
    let mut object = json!({
        "type": "object", "description": says.trim(), "properties": properties, "additionalProperties": false,
    });
    if let (false, Some(object)) = (needed.is_empty(), object.as_object_mut()) {
        object.insert("required".to_owned(), json!(needed));
    }
    object
}

/// Structs that are sent (`out`: every field is always there) or taken in (`asked`: optional fields may be left out, and
/// a field that is not listed is refused, since it would be lost), with their schemas.
macro_rules! wire {
    ($( #[doc = $doc:literal] $way:ident $name:ident { $( #[doc = $says:literal] $field:ident : $type:ty, )* } )*) => { $(
        wire!(@$way #[doc = $doc] $name { $( #[doc = $says] $field : $type, )* });
    )* };
    (@out #[doc = $doc:literal] $name:ident { $( #[doc = $says:literal] $field:ident : $type:ty, )* }) => {
        #[doc = $doc]
        #[derive(Debug, serde::Serialize)]
        pub(crate) struct $name { $( #[doc = $says] pub $field: $type, )* }

        impl $crate::api::v1::shape::Told for $name {
            fn shape(all: &mut $crate::api::v1::shape::Shapes) -> serde_json::Value {
                all.named(stringify!($name), |all| {
                    use $crate::api::v1::shape::{Field, Told, object};
                    let fields = vec![ $( Field {
                        name: stringify!($field), says: $says, shape: <$type as Told>::shape(all), needed: true,
                    }, )* ];
                    object($doc, fields)
                })
            }
        }
    };
    (@asked #[doc = $doc:literal] $name:ident { $( #[doc = $says:literal] $field:ident : $type:ty, )* }) => {
        #[doc = $doc]
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $( #[doc = $says] pub $field: $type, )* }

        impl $crate::api::v1::shape::Told for $name {
            fn shape(all: &mut $crate::api::v1::shape::Shapes) -> serde_json::Value {
                all.named(stringify!($name), |all| {
                    use $crate::api::v1::shape::{Field, Told, object};
                    let fields = vec![ $( Field {
                        name: stringify!($field), says: $says, shape: <$type as Told>::shape(all),
                        needed: <$type as Told>::NEEDED,
                    }, )* ];
                    object($doc, fields)
                })
            }
        }
    };
}
pub(crate) use wire;
