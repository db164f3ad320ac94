//! Cities with their place on earth, compiled in, so that a unit of which only the city is known still stands on the map.
//! They are orientation and nothing that is counted; `data/places.tsv` says where the positions come from.

use claims::Coordinates;
use std::collections::HashMap;
use std::sync::LazyLock;

/// One city.
#[derive(Debug, Clone, PartialEq)]
pub struct City {
    /// Where, about its middle.
    pub at: Coordinates,
    /// How far out it is still named, 1 first.
    pub rank: u8,
    /// Its name in English, Russian and Kazakh.
    pub names: [&'static str; 3],
}

static FILE: &str = include_str!("../data/places.tsv");

static READ: LazyLock<(Vec<City>, HashMap<String, usize>)> = LazyLock::new(|| {
    let mut cities = Vec::new();
    let mut names = HashMap::new();
    for line in FILE.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap_or_default();
        let (north, east, rank) = (next(), next(), next());
        let (en, ru, kk, others) = (next(), next(), next(), next());
        let Ok(at) = format!("{north}, {east}").parse() else { continue };
        for name in [en, ru, kk].into_iter().chain(others.split('|')).filter(|name| !name.is_empty()) {
            names.entry(names::fold::search_key(name)).or_insert(cities.len());
        }
        cities.push(City { at, rank: rank.parse().unwrap_or(9), names: [en, ru, kk] });
    }
    (cities, names)
});

/// Every city, as in the file.
pub fn cities() -> &'static [City] {
    &READ.0
}

/// The city a written place names, in any script: the first of its words, or of two or three side by side, that are one.
pub(crate) fn city_in(place: &str) -> Option<&'static City> {
    const LONGEST: usize = 200;
    if place.len() > LONGEST {
        return None;
    }
    let (cities, names) = &*READ;
    let folded = names::fold::search_key(place);
    let words: Vec<&str> = folded.split(' ').collect();
    let runs = (0..words.len())
        .flat_map(|from| (1..=3).rev().filter_map(move |many| Some((from, from.checked_add(many)?))));
    let mut found = runs.filter_map(|(from, to)| names.get(&words.get(from..to)?.join(" ")));
    found.next().and_then(|place| cities.get(*place))
}
