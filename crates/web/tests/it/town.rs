//! A synthetic town as a PMTiles file: written here from the description of the format, so that the reader is held
//! against something else than itself.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// The middle of the town, north and east.
pub const MIDDLE: (f64, f64) = (43.25, 76.9);
/// The zoom of its tiles.
pub const ZOOM: u8 = 14;

/// A value of a feature.
#[derive(Clone)]
pub enum Is<'w> {
    Words(&'w str),
    Number(u64),
}

/// A layer in the making.
pub struct Layer {
    name: String,
    keys: Vec<String>,
    values: Vec<Vec<u8>>,
    features: Vec<Vec<u8>>,
}

pub fn number(mut number: u64, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn bytes(field: u64, bytes: &[u8], out: &mut Vec<u8>) {
    number(field << 3 | 2, out);
    number(bytes.len() as u64, out);
    out.extend(bytes);
}

impl Layer {
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), keys: Vec::new(), values: Vec::new(), features: Vec::new() }
    }

    /// A feature: 1 point, 2 line, 3 ring.
    pub fn with(mut self, shape: u64, tags: &[(&str, Is<'_>)], points: &[(i32, i32)]) -> Self {
        let mut tagged = Vec::new();
        for (key, value) in tags {
            let mut coded = Vec::new();
            match value {
                Is::Words(words) => bytes(1, words.as_bytes(), &mut coded),
                Is::Number(value) => {
                    number(5 << 3, &mut coded);
                    number(*value, &mut coded);
                }
            }
            number(place(&mut self.keys, (*key).to_owned()), &mut tagged);
            number(place(&mut self.values, coded), &mut tagged);
        }
        let mut drawn = Vec::new();
        let (mut x, mut y) = (0, 0);
        for (at, point) in points.iter().enumerate() {
            match at {
                0 => number(1 << 3 | 1, &mut drawn),
                1 => number((points.len() as u64 - 1) << 3 | 2, &mut drawn),
                _ => {}
            }
            for (to, from) in [(point.0, &mut x), (point.1, &mut y)] {
                let step = to - *from;
                number(u64::from(((step << 1) ^ (step >> 31)) as u32), &mut drawn);
                *from = to;
            }
        }
        if shape == 3 {
            number(1 << 3 | 7, &mut drawn);
        }
        let mut feature = Vec::new();
        bytes(2, &tagged, &mut feature);
        number(3 << 3, &mut feature);
        number(shape, &mut feature);
        bytes(4, &drawn, &mut feature);
        self.features.push(feature);
        self
    }

    fn done(&self, out: &mut Vec<u8>) {
        let mut layer = Vec::new();
        number(15 << 3, &mut layer);
        number(2, &mut layer);
        bytes(1, self.name.as_bytes(), &mut layer);
        self.features.iter().for_each(|feature| bytes(2, feature, &mut layer));
        self.keys.iter().for_each(|key| bytes(3, key.as_bytes(), &mut layer));
        self.values.iter().for_each(|value| bytes(4, value, &mut layer));
        number(5 << 3, &mut layer);
        number(4096, &mut layer);
        bytes(3, &layer, out);
    }
}

fn place<T: PartialEq>(all: &mut Vec<T>, one: T) -> u64 {
    let known = all.iter().position(|known| *known == one);
    let place = known.unwrap_or_else(|| {
        all.push(one);
        all.len() - 1
    });
    place as u64
}

pub fn tile(layers: &[Layer]) -> Vec<u8> {
    let mut out = Vec::new();
    layers.iter().for_each(|layer| layer.done(&mut out));
    out
}

/// The town, named as Protomaps' basemap names things: a river, a park, two streets, a railway, a house.
pub fn protomaps() -> Vec<u8> {
    use Is::{Number, Words};
    tile(&[
        Layer::new("earth").with(
            3,
            &[("kind", Words("earth"))],
            &[(0, 0), (4096, 0), (4096, 4096), (0, 4096)],
        ),
        Layer::new("water").with(
            3,
            &[("kind", Words("river"))],
            &[(0, 3000), (4096, 3200), (4096, 3700), (0, 3500)],
        ),
        Layer::new("landuse")
            .with(3, &[("kind", Words("park"))], &[(300, 300), (1500, 300), (1500, 1300), (300, 1300)])
            .with(3, &[("kind", Words("industrial"))], &[(2000, 2000), (2100, 2000), (2100, 2100)]),
        Layer::new("buildings").with(
            3,
            &[("kind", Words("building")), ("height", Number(9))],
            &[(2200, 1000), (2400, 1000), (2400, 1200), (2200, 1200)],
        ),
        Layer::new("roads")
            .with(
                2,
                &[
                    ("kind", Words("major_road")),
                    ("kind_detail", Words("primary")),
                    ("name", Words("Prospekt Obrazcov")),
                    ("name:ru", Words("проспект Образцов")),
                    ("name:kk", Words("Үлгілер даңғылы")),
                ],
                &[(0, 1800), (4096, 1800)],
            )
            .with(
                2,
                &[("kind", Words("minor_road")), ("name", Words("<b>Lane</b> \u{202e}\"'&</svg>"))],
                &[(1800, 0), (1800, 2900)],
            )
            .with(2, &[("kind", Words("rail"))], &[(0, 500), (4096, 2600)])
            .with(2, &[("kind", Words("ferry"))], &[(0, 3300), (4096, 3400)]),
        Layer::new("places").with(
            1,
            &[
                ("kind", Words("locality")),
                ("kind_detail", Words("city")),
                ("name", Words("Obrazec")),
                ("name:ru", Words("Образец")),
            ],
            &[(2048, 2400)],
        ),
    ])
}

/// The same town, named as OpenMapTiles names things.
pub fn open_map_tiles() -> Vec<u8> {
    use Is::{Number, Words};
    tile(&[
        Layer::new("water").with(3, &[("class", Words("river"))], &[(0, 3000), (4096, 3200), (4096, 3700)]),
        Layer::new("waterway").with(2, &[("class", Words("stream"))], &[(0, 3000), (4096, 3200)]),
        Layer::new("landcover").with(
            3,
            &[("class", Words("wood"))],
            &[(300, 300), (1500, 300), (1500, 1300)],
        ),
        Layer::new("building").with(3, &[], &[(2200, 1000), (2400, 1000), (2400, 1200)]),
        Layer::new("transportation")
            .with(2, &[("class", Words("primary"))], &[(0, 1800), (4096, 1800)])
            .with(2, &[("class", Words("secondary"))], &[(0, 1900), (4096, 1900)])
            .with(2, &[("class", Words("minor"))], &[(1800, 0), (1800, 2900)])
            .with(2, &[("class", Words("rail"))], &[(0, 500), (4096, 2600)]),
        Layer::new("transportation_name").with(
            2,
            &[("class", Words("primary")), ("name", Words("Model Avenue"))],
            &[(0, 1800), (4096, 1800)],
        ),
        Layer::new("boundary").with(2, &[("admin_level", Number(2))], &[(1500, 0), (1500, 4096)]),
        Layer::new("place").with(
            1,
            &[("class", Words("town")), ("name", Words("Obrazec")), ("name:kk", Words("Үлгі"))],
            &[(2048, 2400)],
        ),
    ])
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut coder = GzEncoder::new(Vec::new(), Compression::fast());
    coder.write_all(bytes).unwrap();
    coder.finish().unwrap()
}

/// The column and the line of the tile that holds the middle of the town.
pub fn middle(zoom: u8) -> (u32, u32) {
    let world = f64::from(1u32 << zoom);
    let north = MIDDLE.0.to_radians();
    let line = (1.0 - north.tan().asinh() / std::f64::consts::PI) / 2.0 * world;
    (((MIDDLE.1 + 180.0) / 360.0 * world) as u32, line as u32)
}

/// The number of a tile, found by walking the curve of Hilbert from its beginning, level by level.
pub fn along(zoom: u8, column: u32, line: u32) -> u64 {
    let mut id: u64 = (0..u32::from(zoom)).map(|level| 4u64.pow(level)).sum();
    let (mut x, mut y, mut side) = (u64::from(column), u64::from(line), 1u64 << zoom);
    while side > 1 {
        side /= 2;
        let (right, down) = (x >= side, y >= side);
        // Quarters in the order of the walk: upper left, lower left, lower right, upper right.
        let (quarter, inner_x, inner_y) = match (right, down) {
            (false, false) => (0, y, x),
            (false, true) => (1, x, y - side),
            (true, true) => (2, x - side, y - side),
            (true, false) => (3, side - 1 - y, 2 * side - 1 - x),
        };
        id += quarter * side * side;
        (x, y) = (inner_x, inner_y);
    }
    id
}

/// What a file says besides its tiles.
pub struct Says {
    pub metadata: String,
    /// Whether directories and tiles are compressed.
    pub gzip: bool,
    /// Whether a directory stands between the first one and the tiles.
    pub leaf: bool,
    pub zooms: (u8, u8),
    pub kind: u8,
    pub packed: u8,
}

impl Default for Says {
    fn default() -> Self {
        let credit = r#"<a href="https://www.openstreetmap.org/copyright">&copy; OpenStreetMap</a>"#;
        let metadata = serde_json::json!({
            "name": "Synthetic", "attribution": credit,
            "vector_layers": [{ "id": "earth" }, { "id": "roads" }, { "id": "water" }],
        });
        Self {
            metadata: metadata.to_string(),
            gzip: true,
            leaf: false,
            zooms: (ZOOM, ZOOM),
            kind: 1,
            packed: 2,
        }
    }
}

fn directory(entries: &[(u64, u64, u64, u64)]) -> Vec<u8> {
    let mut out = Vec::new();
    number(entries.len() as u64, &mut out);
    let mut last = 0;
    for (id, ..) in entries {
        number(id - last, &mut out);
        last = *id;
    }
    entries.iter().for_each(|(_, run, ..)| number(*run, &mut out));
    entries.iter().for_each(|(_, _, length, _)| number(*length, &mut out));
    entries.iter().for_each(|(.., offset)| number(offset + 1, &mut out));
    out
}

/// Zoom, column and line of a tile.
pub type Place = (u8, u32, u32);

/// A file of tiles.
pub fn file(says: &Says, tiles: &[(Place, Vec<u8>)]) -> Vec<u8> {
    let packed = |bytes: &[u8]| if says.gzip { gzip(bytes) } else { bytes.to_vec() };
    let mut numbered: Vec<(u64, &[u8])> =
        tiles.iter().map(|((zoom, x, y), tile)| (along(*zoom, *x, *y), tile.as_slice())).collect();
    numbered.sort_by_key(|(id, _)| *id);
    let (mut data, mut entries) = (Vec::new(), Vec::new());
    for (id, tile) in numbered {
        let tile = packed(tile);
        entries.push((id, 1, tile.len() as u64, data.len() as u64));
        data.extend(tile);
    }
    let (mut root, mut leaves) = (packed(&directory(&entries)), Vec::new());
    if says.leaf {
        let first = entries.first().map_or(0, |entry| entry.0);
        leaves = std::mem::take(&mut root);
        root = packed(&directory(&[(first, 0, leaves.len() as u64, 0)]));
    }
    let metadata = packed(says.metadata.as_bytes());
    let mut out = b"PMTiles\x03".to_vec();
    let mut offset = 127u64;
    for part in [&root, &metadata, &leaves, &data] {
        out.extend(offset.to_le_bytes());
        out.extend((part.len() as u64).to_le_bytes());
        offset += part.len() as u64;
    }
    out.extend([0; 24]);
    let coded = if says.gzip { 2 } else { 1 };
    out.extend([1, coded, if says.gzip { says.packed } else { 1 }, says.kind, says.zooms.0, says.zooms.1]);
    out.extend([0; 25]);
    assert_eq!(out.len(), 127);
    for part in [root, metadata, leaves, data] {
        out.extend(part);
    }
    out
}

/// A file with one tile in the middle of the town.
pub fn one(says: &Says, tile: Vec<u8>) -> Vec<u8> {
    let (column, line) = middle(ZOOM);
    file(says, &[((ZOOM, column, line), tile)])
}
