//! A vector tile: layers of features, each with words and a geometry. A tile comes from a stranger's file: what is cut
//! off or absurd is left out, feature by feature, and nothing of it is trusted to be as large as it says.

use super::wire::{Field, Wire};

/// Points of one feature.
const POINTS: usize = 50_000;
/// How far outside its tile a feature may reach, in widths of the tile.
const BEYOND: i64 = 8;

/// A layer.
#[derive(Debug)]
pub(super) struct Layer<'t> {
    pub name: &'t str,
    /// Steps from side to side of the tile.
    pub extent: u32,
    features: Vec<&'t [u8]>,
    keys: Vec<&'t str>,
    values: Vec<&'t [u8]>,
}

/// What a geometry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Points,
    Lines,
    Areas,
}

/// A feature of a layer.
#[derive(Debug)]
pub(super) struct Feature<'t> {
    pub shape: Shape,
    layer: &'t Layer<'t>,
    tags: Wire<'t>,
    geometry: Wire<'t>,
}

/// The layers that are wanted; what does not read is not among them. None when the tile breaks off.
pub(super) fn layers<'t>(tile: &'t [u8], wanted: &dyn Fn(&str) -> bool) -> Option<Vec<Layer<'t>>> {
    let mut wire = Wire(tile);
    let mut layers = Vec::new();
    while !wire.is_empty() {
        if let (3, Field::Bytes(bytes)) = wire.field()?
            && let Some(layer) = layer(bytes).filter(|layer| wanted(layer.name))
        {
            layers.push(layer);
        }
    }
    Some(layers)
}

fn layer(bytes: &[u8]) -> Option<Layer<'_>> {
    let mut wire = Wire(bytes);
    let mut layer =
        Layer { name: "", extent: 4096, features: Vec::new(), keys: Vec::new(), values: Vec::new() };
    while !wire.is_empty() {
        match wire.field()? {
            (1, Field::Bytes(name)) => layer.name = std::str::from_utf8(name).ok()?,
            (2, Field::Bytes(feature)) => layer.features.push(feature),
            // A key that is no text is none that is asked for.
            (3, Field::Bytes(key)) => layer.keys.push(std::str::from_utf8(key).unwrap_or("")),
            (4, Field::Bytes(value)) => layer.values.push(value),
            (5, Field::Number(extent)) => layer.extent = u32::try_from(extent).ok()?,
            _ => {}
        }
    }
    (64..=65_536).contains(&layer.extent).then_some(layer)
}

impl<'t> Layer<'t> {
    /// Its features, those that read.
    pub fn features(&'t self) -> impl Iterator<Item = Feature<'t>> {
        self.features.iter().filter_map(|bytes| self.feature(bytes))
    }

    fn feature(&'t self, bytes: &'t [u8]) -> Option<Feature<'t>> {
        let mut wire = Wire(bytes);
        let (mut tags, mut geometry, mut shape) = (Wire(&[]), Wire(&[]), None);
        while !wire.is_empty() {
            match wire.field()? {
                (2, Field::Bytes(bytes)) => tags = Wire(bytes),
                (3, Field::Number(1)) => shape = Some(Shape::Points),
                (3, Field::Number(2)) => shape = Some(Shape::Lines),
                (3, Field::Number(3)) => shape = Some(Shape::Areas),
                (4, Field::Bytes(bytes)) => geometry = Wire(bytes),
                _ => {}
            }
        }
        Some(Feature { shape: shape?, layer: self, tags, geometry })
    }
}

impl<'t> Feature<'t> {
    /// The words of a key.
    pub fn words(&self, key: &str) -> Option<&'t str> {
        let mut value = Wire(self.value(key)?);
        while !value.is_empty() {
            if let (1, Field::Bytes(words)) = value.field()? {
                return std::str::from_utf8(words).ok().map(str::trim).filter(|words| !words.is_empty());
            }
        }
        None
    }

    /// The whole number of a key; of a yes or no, 1 or 0.
    pub fn number(&self, key: &str) -> Option<u64> {
        let mut value = Wire(self.value(key)?);
        while !value.is_empty() {
            match value.field()? {
                (4 | 5 | 7, Field::Number(number)) => return Some(number),
                (6, Field::Number(number)) => return (number & 1 == 0).then_some(number >> 1),
                _ => {}
            }
        }
        None
    }

    fn value(&self, key: &str) -> Option<&'t [u8]> {
        let mut tags = self.tags;
        while !tags.is_empty() {
            let (named, value) = (tags.number()?, tags.number()?);
            if self.layer.keys.get(usize::try_from(named).ok()?).is_some_and(|named| *named == key) {
                return self.layer.values.get(usize::try_from(value).ok()?).copied();
            }
        }
        None
    }

    /// Its points, in steps of the layer's extent: a list for each line or ring, one for all points. None when it breaks
    /// off, or has no sensible place.
    pub fn parts(&self) -> Option<Vec<Vec<(i32, i32)>>> {
        let mut wire = self.geometry;
        let mut parts: Vec<Vec<(i32, i32)>> = Vec::new();
        let (mut x, mut y, mut points) = (0i64, 0i64, 0usize);
        let far = i64::from(self.layer.extent) * BEYOND;
        while !wire.is_empty() {
            let command = wire.number()?;
            let (what, many) = (command & 7, command >> 3);
            match what {
                1 | 2 => {
                    for _ in 0..many {
                        x += i64::from(wire.signed()?);
                        y += i64::from(wire.signed()?);
                        points += 1;
                        if x.abs() > far || y.abs() > far || points > POINTS {
                            return None;
                        }
                        if parts.is_empty() || (what == 1 && self.shape != Shape::Points) {
                            parts.push(Vec::new());
                        }
                        parts.last_mut()?.push((x as i32, y as i32));
                    }
                }
                // A ring is closed as it is drawn.
                7 => {}
                _ => return None,
            }
        }
        Some(parts)
    }
}
