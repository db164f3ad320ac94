//! Streets on the map, out of one file that an operator has on disk (PMTiles, vector tiles of OpenStreetMap): read by
//! ranges, drawn on the server. Nothing is fetched while somebody looks, and the file is nobody's word: whatever it
//! holds, it costs a bounded amount of work and puts no markup into a page.
//!
//! - `archive`: which tiles there are and where they lie
//! - `tile`, `wire`: what a tile says
//! - `kinds`: which of it is drawn, and as what
//! - `section`: the part of the earth that is looked at, as lines of a drawing and names
//! - `ink`: those lines, cut and counted

mod archive;
mod ink;
mod kinds;
mod section;
mod tile;
mod wire;

pub use archive::StreetsProblem;
pub(crate) use section::{Name, Section};

use crate::draw::{self, Sheet, View};
use archive::Archive;
use claims::Coordinates;
use std::path::Path;

/// A file of streets.
#[derive(Debug)]
pub struct Streets {
    archive: Archive,
    credit: Credit,
}

/// Whose data it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Credit {
    /// The people of OpenStreetMap.
    OpenStreetMap,
    /// What the file says.
    Said(String),
    /// The file does not say.
    Unsaid,
}

impl Streets {
    /// Opens a file.
    ///
    /// # Errors
    /// What is wrong with it, in words that go on from "it".
    pub fn open(path: &Path) -> Result<Self, StreetsProblem> {
        let archive = Archive::open(path)?;
        let layers = archive.description.get("vector_layers").and_then(serde_json::Value::as_array);
        let mut names = layers.into_iter().flatten().filter_map(|layer| layer.get("id")?.as_str());
        // A file that does not say what it has is looked into when it is drawn.
        if layers.is_some_and(|layers| !layers.is_empty()) && !names.any(kinds::is_drawn) {
            return Err(StreetsProblem::NoLayers);
        }
        let credit = Credit::of(&archive.description);
        Ok(Self { archive, credit })
    }

    /// What a map of so many kilometres across shows of it, as SVG, without any unit on it.
    pub fn drawing(&self, middle: Coordinates, across: f64, tongue: &str) -> String {
        let view = View::down_to(draw::STREETS, middle, across);
        let streets = self.section(&view, tongue);
        let (towns, ways, symbols) = (Vec::new(), Vec::new(), Vec::new());
        draw::map(&Sheet { view, streets, towns, ways, symbols, scale: (0.1, String::new()) }, "")
    }

    /// Whose data it is.
    pub(crate) fn credit(&self) -> &Credit {
        &self.credit
    }
}

impl Credit {
    fn of(description: &serde_json::Value) -> Self {
        let said = description.get("attribution").and_then(serde_json::Value::as_str).unwrap_or("");
        let planned = description.to_string().contains("planetiler:osm");
        if planned || said.to_lowercase().replace(' ', "").contains("openstreetmap") {
            return Self::OpenStreetMap;
        }
        match without_markup(said) {
            words if words.is_empty() => Self::Unsaid,
            words => Self::Said(words),
        }
    }
}

/// Words without what stands between angle brackets.
fn without_markup(said: &str) -> String {
    let mut words = String::new();
    let mut within = false;
    for letter in said.chars().take(2000) {
        match letter {
            '<' => within = true,
            '>' => within = false,
            letter if !within => words.push(letter),
            _ => {}
        }
    }
    for (coded, letter) in
        [("&copy;", "©"), ("&#169;", "©"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")]
    {
        words = words.replace(coded, letter);
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
