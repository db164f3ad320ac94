//! What a feature is: the few classes that are drawn, out of the two sets of names that occur, those of Protomaps'
//! basemap (`kind`; in older files `pmap:kind`) and those of OpenMapTiles (`class`).

use super::tile::{Feature, Shape};

/// The classes, in the order in which they are painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Green,
    Water,
    Stream,
    Building,
    Path,
    Minor,
    Major,
    Main,
    Rail,
    Border,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Green,
        Self::Water,
        Self::Stream,
        Self::Building,
        Self::Path,
        Self::Minor,
        Self::Major,
        Self::Main,
        Self::Rail,
        Self::Border,
    ];

    /// Its class in the drawing.
    pub fn name(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Water => "water",
            Self::Stream => "stream",
            Self::Building => "building",
            Self::Path => "path",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Main => "main",
            Self::Rail => "rail",
            Self::Border => "border",
        }
    }

    /// The most letters of it that a picture holds: together a page stays below 300 KB.
    pub fn most(self) -> usize {
        match self {
            Self::Green | Self::Main => 22_000,
            Self::Water => 34_000,
            Self::Stream | Self::Rail => 9_000,
            Self::Building => 46_000,
            Self::Path => 14_000,
            Self::Minor => 52_000,
            Self::Major => 26_000,
            Self::Border => 4_000,
        }
    }

    /// Kilometres across up to which it is drawn.
    pub fn until(self) -> f64 {
        match self {
            Self::Building | Self::Path => 3.0,
            Self::Minor => 45.0,
            _ => f64::INFINITY,
        }
    }

    /// True for what is filled.
    pub fn is_area(self) -> bool {
        matches!(self, Self::Green | Self::Water | Self::Building)
    }
}

/// Whether anything of a layer is drawn.
pub(super) fn is_drawn(layer: &str) -> bool {
    matches!(
        layer,
        "roads"
            | "transit"
            | "water"
            | "buildings"
            | "places"
            | "landuse"
            | "natural"
            | "boundaries"
            | "physical_line"
            | "transportation"
            | "transportation_name"
            | "waterway"
            | "building"
            | "place"
            | "landcover"
            | "park"
            | "boundary"
    )
}

/// The class of a feature; none when it is not drawn.
pub(super) fn class(layer: &str, feature: &Feature<'_>) -> Option<Class> {
    let kind = kind(feature).unwrap_or("");
    match (layer, feature.shape) {
        ("roads" | "transportation" | "transit", Shape::Lines) => way(kind, detail(feature)),
        ("water", Shape::Areas) => Some(Class::Water),
        ("water" | "waterway" | "physical_line", Shape::Lines) => Some(Class::Stream),
        ("buildings" | "building", Shape::Areas) => Some(Class::Building),
        ("park", Shape::Areas) => Some(Class::Green),
        ("landuse" | "natural" | "landcover", Shape::Areas) => is_green(kind).then_some(Class::Green),
        ("boundaries" | "boundary", Shape::Lines) => is_border(kind, feature).then_some(Class::Border),
        _ => None,
    }
}

fn kind<'t>(feature: &Feature<'t>) -> Option<&'t str> {
    feature.words("kind").or_else(|| feature.words("pmap:kind")).or_else(|| feature.words("class"))
}

fn detail<'t>(feature: &Feature<'t>) -> &'t str {
    ["kind_detail", "pmap:kind_detail", "subclass"]
        .into_iter()
        .find_map(|key| feature.words(key))
        .unwrap_or("")
}

fn way(kind: &str, detail: &str) -> Option<Class> {
    Some(match (kind, detail) {
        // Below the ground, in the air, or on the water.
        ("ferry" | "aerialway" | "subway", _) | (_, "subway") => return None,
        ("rail" | "transit" | "train" | "tram", _) => Class::Rail,
        ("highway" | "motorway" | "trunk" | "primary", _)
        | ("major_road", "motorway" | "trunk" | "primary") => Class::Main,
        ("major_road" | "medium_road" | "secondary" | "tertiary", _) => Class::Major,
        ("path" | "track" | "pier" | "raceway", _) | ("minor_road", "path" | "track") => Class::Path,
        ("minor_road" | "minor" | "service" | "busway" | "street" | "street_limited", _) => Class::Minor,
        _ => return None,
    })
}

fn is_green(kind: &str) -> bool {
    matches!(
        kind,
        "park"
            | "forest"
            | "wood"
            | "nature_reserve"
            | "national_park"
            | "protected_area"
            | "garden"
            | "grass"
            | "grassland"
            | "meadow"
            | "cemetery"
            | "golf_course"
            | "orchard"
            | "recreation_ground"
            | "village_green"
    )
}

/// The border of a country that nobody disputes in the file.
fn is_border(kind: &str, feature: &Feature<'_>) -> bool {
    let disputed =
        feature.number("disputed").is_some_and(|is| is == 1) || feature.number("maritime") == Some(1);
    (kind == "country" || feature.number("admin_level") == Some(2)) && !disputed
}

/// How important a name is, most first: 0 for cities to 9. None for what has no name on this map.
pub(super) fn rank(layer: &str, feature: &Feature<'_>) -> Option<u8> {
    let (kind, detail) = (kind(feature).unwrap_or(""), detail(feature));
    match (layer, feature.shape) {
        ("places" | "place", Shape::Points) => match (kind, detail) {
            ("city", _) | (_, "city") => Some(0),
            ("town", _) | (_, "town") => Some(1),
            ("village", _) | (_, "village") => Some(2),
            ("suburb" | "borough" | "macrohood" | "quarter", _) | (_, "suburb" | "borough" | "quarter") => {
                Some(3)
            }
            ("locality" | "hamlet" | "neighbourhood" | "island", _) => Some(4),
            _ => None,
        },
        ("roads" | "transportation_name" | "transportation", Shape::Lines) => match way(kind, detail)? {
            Class::Main => Some(5),
            Class::Major => Some(6),
            Class::Minor => Some(7),
            _ => None,
        },
        _ => None,
    }
}

/// The name in a language, or as it is on the spot; true when it is in that language.
pub(super) fn name<'t>(feature: &Feature<'t>, tongue: &str) -> Option<(&'t str, bool)> {
    for key in [format!("name:{tongue}"), format!("name_{tongue}")] {
        if let Some(name) = feature.words(&key) {
            return Some((name, true));
        }
    }
    feature.words("name").map(|name| (name, false))
}
