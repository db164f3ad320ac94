//! The part of the earth that is looked at: which tiles it needs, what of them is in it, in units of the drawing, and the
//! names there. Everything is counted: tiles, bytes, points, letters of the picture.

use super::Streets;
use super::archive::{Leaves, TILE};
use super::ink::{Ink, RIM, within};
use super::kinds::{self, Class};
use super::tile::{Feature, Shape, layers};
use crate::draw::{TALL, View, WIDE};
use std::collections::HashMap;
use std::f64::consts::PI;
use std::fmt::Write;

/// Kilometres across from which on the outlines say enough.
const TOO_WIDE: f64 = 300.0;
/// Tiles from side to side, about.
const TILES_ACROSS: f64 = 4.0;
/// Tiles, unpacked bytes and points of one picture.
const TILES: usize = 30;
const BYTES: usize = 16 << 20;
const POINTS: usize = 600_000;
/// Names that are thought of.
const NAMES: usize = 400;
/// Kilometres around the earth.
const ROUND: f64 = 40_075.0;
/// How far a street may turn, in degrees, and still carry its name.
const STRAIGHT: f64 = 14.0;

/// A place in units of the drawing.
type Point = (f64, f64);

/// What is drawn of a section.
#[derive(Debug)]
pub(crate) struct Section {
    /// The ground that the file knows, and a path for each class.
    pub ground: String,
    pub paths: Vec<(Class, String)>,
    /// Most important first.
    pub names: Vec<Name>,
    /// Whether there was more than is drawn.
    pub left_out: bool,
    /// Whether a part of the file could not be read.
    pub unread: bool,
}

/// A name on the map.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    pub words: String,
    /// Percent of the width and of the height.
    pub place: (f64, f64),
    /// Degrees by which it is turned, for streets.
    pub turn: Option<i32>,
    /// Units of the drawing along which the street is straight there.
    pub room: f64,
    /// From 0, most important.
    pub rank: u8,
    /// True when it is in the language of the page.
    pub ours: bool,
}

impl Section {
    /// Whether cities and towns are named in it.
    pub fn has_places(&self) -> bool {
        self.names.iter().any(|name| name.turn.is_none())
    }
}

impl Streets {
    /// Whether a view is so wide that the outlines say enough, or the file has no tiles for it.
    pub(crate) fn is_too_wide(&self, view: &View) -> bool {
        view.across() > TOO_WIDE || wanted(view) < f64::from(self.archive.zooms.0)
    }

    /// What there is in a view; none when it is too wide, or the file has nothing there.
    pub(crate) fn section(&self, view: &View, tongue: &str) -> Option<Section> {
        if self.is_too_wide(view) {
            return None;
        }
        let zoom = (wanted(view) as u8).min(self.archive.zooms.1);
        let mut taken = Taken::new(view, zoom, tongue);
        let mut tiles = taken.tiles();
        taken.left_out = tiles.len() > TILES;
        tiles.truncate(TILES);
        let mut leaves = Leaves::default();
        for (column, line) in tiles {
            match self.archive.tile(zoom, column, line, &mut leaves) {
                Ok(None) => {}
                Ok(Some(tile)) if taken.bytes + tile.len() > BYTES.max(TILE as usize) => {
                    taken.left_out = true
                }
                Ok(Some(tile)) => taken.take(&tile, column, line),
                Err(_) => taken.unread = true,
            }
        }
        (taken.any || taken.unread).then(|| taken.section())
    }
}

/// The zoom whose tiles are as many as are wanted.
fn wanted(view: &View) -> f64 {
    let around = ROUND * view.middle().north().to_radians().cos().max(0.05);
    (TILES_ACROSS * around / view.across()).log2().floor()
}

/// A section in the making.
struct Taken<'v> {
    view: &'v View,
    zoom: u8,
    tongue: &'v str,
    ground: String,
    inks: Vec<Ink>,
    /// By the words and whether it is a street: one street is many features.
    names: HashMap<(String, bool), Name>,
    bytes: usize,
    points: usize,
    any: bool,
    left_out: bool,
    unread: bool,
}

/// Where a tile lies.
#[derive(Clone, Copy)]
struct Spot {
    column: f64,
    line: f64,
    extent: f64,
}

impl<'v> Taken<'v> {
    fn new(view: &'v View, zoom: u8, tongue: &'v str) -> Self {
        let inks = Class::ALL.map(Ink::new).into();
        let (ground, names) = (String::new(), HashMap::new());
        let (bytes, points, any, left_out, unread) = (0, 0, false, false, false);
        Self { view, zoom, tongue, ground, inks, names, bytes, points, any, left_out, unread }
    }

    /// Tiles from side to side of the world.
    fn world(&self) -> f64 {
        f64::from(1u32 << self.zoom)
    }

    /// The tiles of the view, those in its middle first: what does not fit any more is at the edge.
    fn tiles(&self) -> Vec<(u32, u32)> {
        let ((west, south), (east, north)) = self.view.corners();
        let world = self.world();
        let column = |east: f64| (east + 180.0) / 360.0 * world;
        let line = |north: f64| {
            let north = north.clamp(-85.05, 85.05).to_radians();
            (1.0 - north.tan().asinh() / PI) / 2.0 * world
        };
        let whole = |at: f64| at.clamp(0.0, world - 1.0) as u32;
        let (left, right, top, bottom) = (column(west), column(east), line(north), line(south));
        let middle = ((left + right) / 2.0 - 0.5, (top + bottom) / 2.0 - 0.5);
        let far = |at: &(u32, u32)| (f64::from(at.0) - middle.0).hypot(f64::from(at.1) - middle.1);
        let mut all: Vec<(u32, u32)> = (whole(left)..=whole(right))
            .flat_map(|column| (whole(top)..=whole(bottom)).map(move |line| (column, line)))
            .collect();
        all.sort_by(|a, b| far(a).total_cmp(&far(b)).then(a.cmp(b)));
        all
    }

    fn take(&mut self, tile: &[u8], column: u32, line: u32) {
        self.bytes += tile.len();
        let Some(layers) = layers(tile, &kinds::is_drawn) else {
            self.unread = true;
            return;
        };
        self.any = true;
        let spot =
            |extent| Spot { column: f64::from(column), line: f64::from(line), extent: f64::from(extent) };
        self.ground(spot(1));
        for layer in &layers {
            let spot = spot(layer.extent);
            for feature in layer.features() {
                let class = kinds::class(layer.name, &feature).filter(|of| self.view.across() <= of.until());
                let rank = kinds::rank(layer.name, &feature);
                if class.is_none() && rank.is_none() {
                    continue;
                }
                let Some(parts) = feature.parts() else { continue };
                let number: usize = parts.iter().map(Vec::len).sum();
                if self.points + number > POINTS {
                    self.left_out = true;
                    return;
                }
                self.points += number;
                let parts: Vec<Vec<(f64, f64)>> = parts
                    .into_iter()
                    .map(|part| part.into_iter().map(|point| self.place(spot, point)).collect())
                    .collect();
                if let Some(class) = class {
                    self.draw(class, &parts);
                }
                if let Some(rank) = rank {
                    self.name(rank, &feature, &parts);
                }
            }
        }
    }

    /// A point of a tile in units of the drawing.
    fn place(&self, spot: Spot, (x, y): (i32, i32)) -> (f64, f64) {
        let across = (spot.column + f64::from(x) / spot.extent) / self.world();
        let down = (spot.line + f64::from(y) / spot.extent) / self.world();
        let north = (PI * (1.0 - 2.0 * down)).sinh().atan().to_degrees();
        let (x, y) = self.view.share(across * 360.0 - 180.0, north);
        (x * f64::from(WIDE), y * f64::from(TALL))
    }

    /// Where the file knows the ground: what the outlines guess there is painted over.
    fn ground(&mut self, spot: Spot) {
        let (left, top) = self.place(spot, (0, 0));
        let (right, bottom) = self.place(spot, (1, 1));
        let (rim_x, rim_y) = (f64::from(WIDE) + RIM, f64::from(TALL) + RIM);
        let (left, right) = (left.clamp(-RIM, rim_x).floor(), right.clamp(-RIM, rim_x).ceil());
        let (top, bottom) = (top.clamp(-RIM, rim_y).floor(), bottom.clamp(-RIM, rim_y).ceil());
        let _ = write!(self.ground, "M{left} {top}H{right}V{bottom}H{left}z");
    }

    fn draw(&mut self, class: Class, parts: &[Vec<(f64, f64)>]) {
        let Some(ink) = self.inks.iter_mut().find(|ink| ink.class == class) else { return };
        let drawn = if class.is_area() { ink.area(parts) } else { ink.lines(parts) };
        self.left_out |= !drawn;
    }

    fn name(&mut self, rank: u8, feature: &Feature<'_>, parts: &[Vec<(f64, f64)>]) {
        let Some((words, ours)) = kinds::name(feature, self.tongue) else { return };
        let street = feature.shape == Shape::Lines;
        let Some((middle, turn, room)) = (if street {
            straightest(parts)
        } else {
            parts.first().and_then(|part| part.first()).map(|point| (*point, None, 0.0))
        }) else {
            return;
        };
        let place = (middle.0 / f64::from(WIDE) * 100.0, middle.1 / f64::from(TALL) * 100.0);
        if !View::holds(place) {
            return;
        }
        let name = Name { words: words.to_owned(), place, turn, room, rank, ours };
        let full = self.names.len() >= NAMES;
        match self.names.get_mut(&(name.words.clone(), street)) {
            Some(known) if (known.rank, -known.room) > (name.rank, -name.room) => *known = name,
            Some(_) => {}
            None if full => self.left_out = true,
            None => {
                self.names.insert((name.words.clone(), street), name);
            }
        }
    }

    fn section(self) -> Section {
        let mut names: Vec<Name> = self.names.into_values().collect();
        names.sort_by(|a, b| {
            a.rank.cmp(&b.rank).then(b.room.total_cmp(&a.room)).then_with(|| a.words.cmp(&b.words))
        });
        let paths = self.inks.into_iter().filter(|ink| !ink.path.is_empty());
        Section {
            ground: self.ground,
            paths: paths.map(|ink| (ink.class, ink.path)).collect(),
            names,
            left_out: self.left_out,
            unread: self.unread,
        }
    }
}

/// The middle of the longest straight piece, by how much it is turned, and its length.
fn straightest(parts: &[Vec<(f64, f64)>]) -> Option<((f64, f64), Option<i32>, f64)> {
    let mut best: Option<(Point, Point, f64)> = None;
    for part in parts {
        let mut from = 0;
        while let (Some(start), Some(second)) = (part.get(from), part.get(from + 1)) {
            let first = angle(*start, *second);
            let mut to = from + 1;
            while let (Some(a), Some(b)) = (part.get(to), part.get(to + 1)) {
                let turned = (angle(*a, *b) - first + 540.0).rem_euclid(360.0) - 180.0;
                if turned.abs() > STRAIGHT {
                    break;
                }
                to += 1;
            }
            let Some(end) = part.get(to) else { break };
            if let Some((start, end)) = within(*start, *end) {
                let long = (end.0 - start.0).hypot(end.1 - start.1);
                if best.is_none_or(|(_, _, longest)| long > longest) {
                    best = Some((start, end, long));
                }
            }
            from = to;
        }
    }
    let (start, end, long) = best?;
    let mut turn = angle(start, end);
    if turn > 90.0 {
        turn -= 180.0;
    } else if turn <= -90.0 {
        turn += 180.0;
    }
    Some((((start.0 + end.0) / 2.0, (start.1 + end.1) / 2.0), Some(turn.round() as i32), long))
}

fn angle(from: (f64, f64), to: (f64, f64)) -> f64 {
    (to.1 - from.1).atan2(to.0 - from.0).to_degrees()
}
