//! A map as a drawing: outlines of countries, cities for orientation, units as symbols, the ways between them. Flat, with
//! degrees as wide as they are in the middle of the view. What lies too close together is one symbol.

mod outlines;
mod streets;

use super::Drawing;
use crate::streets::Section;
use claims::Coordinates;
use outlines::{Ring, STEPS, rings};
use std::fmt::Write;

/// Kilometres of a degree along a meridian.
const DEGREE: f64 = 111.32;
/// Height by width.
const HIGH: f64 = 0.6;
/// The finest and the widest view, in kilometres across; the finest where streets are drawn.
pub(crate) const ACROSS: (f64, f64) = (2.0, 24_000.0);
pub(crate) const STREETS: f64 = 0.3;

/// What part of the earth is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct View {
    middle: Coordinates,
    across: f64,
    finest: f64,
}

impl View {
    /// Around a point, so many kilometres across.
    pub fn around(middle: Coordinates, across: f64) -> Self {
        Self::down_to(ACROSS.0, middle, across)
    }

    /// Around a point, so many kilometres across, and not finer than that.
    pub fn down_to(finest: f64, middle: Coordinates, across: f64) -> Self {
        let across = if across.is_finite() { across.clamp(finest, ACROSS.1) } else { ACROSS.1 };
        Self { middle, across, finest }
    }

    /// Around another point, so many kilometres across.
    pub fn at(&self, middle: Coordinates, across: f64) -> Self {
        Self::down_to(self.finest, middle, across)
    }

    /// So that all of these are in it, with room beside; none when there are none.
    pub fn of_all(points: impl Iterator<Item = Coordinates> + Clone) -> Option<Self> {
        let norths = points.clone().map(Coordinates::north);
        let (south, north) = norths.fold((90.0f64, -90.0f64), |(low, high), n| (low.min(n), high.max(n)));
        let (west, east) = points
            .map(Coordinates::east)
            .fold((180.0f64, -180.0f64), |(low, high), e| (low.min(e), high.max(e)));
        let middle =
            Coordinates::of((south + north) / 2.0, (west + east) / 2.0).ok().filter(|_| south <= north)?;
        let wide = (east - west) * DEGREE * narrowing(middle);
        let tall = (north - south) * DEGREE / HIGH;
        Some(Self::around(middle, (wide.max(tall) * 1.35).max(12.0)))
    }

    /// The point in the middle.
    pub fn middle(&self) -> Coordinates {
        self.middle
    }

    /// Kilometres from side to side.
    pub fn across(&self) -> f64 {
        self.across
    }

    /// The view moved by shares of its width and height, to the east and to the north.
    pub fn moved(&self, east: f64, north: f64) -> Self {
        let degrees_north = self.middle.north() + north * self.across * HIGH / DEGREE;
        let degrees_east = self.middle.east() + east * self.across / DEGREE / narrowing(self.middle);
        let middle = Coordinates::of(degrees_north.clamp(-85.0, 85.0), degrees_east.clamp(-180.0, 180.0));
        self.at(middle.unwrap_or(self.middle), self.across)
    }

    /// The view so many times as wide.
    pub fn wider(&self, times: f64) -> Self {
        self.at(self.middle, self.across * times)
    }

    /// Where a point stands: percent of the width and of the height.
    pub fn place(&self, at: Coordinates) -> (f64, f64) {
        let (x, y) = self.share(at.east(), at.north());
        (x * 100.0, y * 100.0)
    }

    /// Whether a place in percent is inside.
    pub fn holds((x, y): (f64, f64)) -> bool {
        (0.0..=100.0).contains(&x) && (0.0..=100.0).contains(&y)
    }

    /// Degrees east and north of the lower left corner, and of the upper right one.
    pub fn corners(&self) -> ((f64, f64), (f64, f64)) {
        let wide = self.across / 2.0 / DEGREE / narrowing(self.middle);
        let tall = self.across * HIGH / 2.0 / DEGREE;
        let (east, north) = (self.middle.east(), self.middle.north());
        ((east - wide, north - tall), (east + wide, north + tall))
    }

    /// Where degrees east and north stand: shares of the width and of the height.
    pub fn share(&self, east: f64, north: f64) -> (f64, f64) {
        let x = 0.5 + (east - self.middle.east()) * DEGREE * narrowing(self.middle) / self.across;
        let y = 0.5 - (north - self.middle.north()) * DEGREE / (self.across * HIGH);
        (x, y)
    }
}

/// How much narrower a degree of longitude is there than one of latitude; never nothing.
fn narrowing(at: Coordinates) -> f64 {
    at.north().to_radians().cos().max(0.05)
}

/// A symbol.
#[derive(Debug, Clone)]
pub(crate) struct Symbol {
    pub place: (f64, f64),
    /// What it is called; shown where there is room.
    pub label: Option<String>,
    /// What a pointer or a screen reader is told.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// Certainly held, perhaps held.
    pub held: u64,
    pub maybe: u64,
    /// The numbers as they are written.
    pub number: String,
    /// Square when all of it is courts, round otherwise.
    pub square: bool,
}

/// A way between two symbols.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    pub from: (f64, f64),
    pub to: (f64, f64),
    pub number: String,
    /// From 1, thin, to 4.
    pub width: u8,
}

/// A city for orientation.
pub(crate) struct Town {
    pub place: (f64, f64),
    pub name: String,
}

/// Everything on a map.
pub(crate) struct Sheet {
    pub view: View,
    /// What a file of streets has there.
    pub streets: Option<Section>,
    pub towns: Vec<Town>,
    pub ways: Vec<Way>,
    pub symbols: Vec<Symbol>,
    /// The bar of the scale: its share of the width, and its words.
    pub scale: (f64, String),
}

/// Draws it. The height follows the width (the style sheet keeps the sides in proportion).
pub(crate) fn map(sheet: &Sheet, label: &str) -> String {
    let mut out = String::new();
    out.push_str("<svg class=\"map\" role=\"group\" aria-label=\"");
    super::escape(label, &mut out);
    out.push_str("\"><defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"tip\" d=\"M0 0 8 4 0 8z\"/></marker></defs>");
    let land = land(&sheet.view);
    let _ = write!(
        out,
        "<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 {WIDE} {TALL}\" preserveAspectRatio=\"none\"><path class=\"land\" d=\"{land}\"/></svg>"
    );
    let mut drawing = Drawing { out };
    if let Some(section) = &sheet.streets {
        drawing.streets(section, sheet);
    }
    for town in &sheet.towns {
        let (x, y) = town.place;
        drawing.spot("town", x, y, 2);
        drawing.words_at(x, y, 6, "town", "start", &town.name);
    }
    for way in &sheet.ways {
        drawing.way(way);
    }
    for symbol in &sheet.symbols {
        drawing.symbol(symbol);
    }
    let (share, words) = &sheet.scale;
    drawing.span("scale", (2.0, 96.0), (2.0 + share * 100.0, 96.0));
    drawing.words_at(2.0, 94.0, 0, "scale", "start", words);
    drawing.done()
}

/// Pixels of a radius for so many people.
fn radius(number: u64) -> usize {
    match number {
        0 => 5,
        1..=2 => 8,
        3..=9 => 11,
        10..=29 => 14,
        30..=99 => 18,
        100..=999 => 23,
        _ => 28,
    }
}

impl Drawing {
    fn spot(&mut self, class: &str, x: f64, y: f64, r: usize) {
        let _ = write!(
            self.out,
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{r}\"/>",
            super::Percent(x),
            super::Percent(y)
        );
    }

    fn words_at(&mut self, x: f64, y: f64, right: usize, class: &str, anchor: &str, words: &str) {
        let _ = write!(
            self.out,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" dx=\"{right}\" dy=\"4\" text-anchor=\"{anchor}\">",
            super::Percent(x),
            super::Percent(y)
        );
        self.escaped(words);
        self.out.push_str("</text>");
    }

    fn span(&mut self, class: &str, (x, y): (f64, f64), (to_x, to_y): (f64, f64)) {
        use super::Percent as P;
        let _ = write!(
            self.out,
            "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
            P(x),
            P(y),
            P(to_x),
            P(to_y)
        );
    }

    fn way(&mut self, way: &Way) {
        use super::Percent as P;
        let ((x, y), (to_x, to_y)) = (way.from, way.to);
        // Short of the symbol, so that the tip is seen.
        let (end_x, end_y) = (x + (to_x - x) * 0.93, y + (to_y - y) * 0.93);
        let _ = write!(
            self.out,
            "<line class=\"way w{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" marker-end=\"url(#tip)\"/>",
            way.width,
            P(x),
            P(y),
            P(end_x),
            P(end_y)
        );
        self.words_at(x + (to_x - x) * 0.6, y + (to_y - y) * 0.6, 0, "way", "middle", &way.number);
    }

    fn symbol(&mut self, symbol: &Symbol) {
        use super::Percent as P;
        let (x, y) = symbol.place;
        let all = symbol.held + symbol.maybe;
        let r = radius(all);
        self.out.push_str("<a href=\"");
        self.escaped(&symbol.href);
        self.out.push_str("\"><title>");
        self.escaped(&symbol.title);
        self.out.push_str("</title>");
        // A target that a finger finds.
        self.spot("touch", x, y, r.max(22));
        let class = match (symbol.held, symbol.maybe) {
            (0, 0) => "unit empty",
            (0, _) => "unit perhaps",
            _ => "unit held",
        };
        if symbol.square {
            let _ = write!(
                self.out,
                "<svg x=\"{}\" y=\"{}\" overflow=\"visible\"><rect class=\"{class}\" x=\"-{r}\" y=\"-{r}\" width=\"{side}\" height=\"{side}\"/></svg>",
                P(x),
                P(y),
                side = r * 2
            );
        } else {
            self.spot(class, x, y, r);
        }
        if all > 0 {
            let inside = r >= 14 && symbol.number.chars().count() <= 3;
            let (right, anchor) = if inside { (0, "middle") } else { (r + 3, "start") };
            let class = if inside && symbol.held > 0 { "number in" } else { "number" };
            self.words_at(x, y, right, class, anchor, &symbol.number);
        }
        if let Some(label) = &symbol.label {
            // At the lower edge, where a line under the symbol would be cut, the name stands above it.
            let down = r as i64 + 13;
            let below = if y > LOWEST_NAME { -(r as i64 + 5) } else { down };
            let _ = write!(
                self.out,
                "<text class=\"name\" x=\"{}\" y=\"{}\" dy=\"{}\" text-anchor=\"middle\">",
                P(x),
                P(y),
                below
            );
            self.escaped(label);
            self.out.push_str("</text>");
        }
        self.out.push_str("</a>");
    }
}

/// Units of the drawing under the outlines.
pub(crate) const WIDE: i32 = 1500;
pub(crate) const TALL: i32 = 900;
/// Points nearer to each other than this are one.
const NEAR: i32 = 2;
/// Below so much of the height, in percent, a telephone's map has no room for a line under a symbol.
const LOWEST_NAME: f64 = 86.0;
/// How far outside outlines are cut off.
const RIM: f64 = 20.0;

/// The land as one path.
fn land(view: &View) -> String {
    let mut path = String::new();
    for ring in rings() {
        if let Some(points) = seen(view, ring) {
            write_ring(&points, &mut path);
        }
    }
    path
}

/// A ring as it is drawn: cut to the view; none when nothing of it is in it, or it is too small to be seen.
fn seen(view: &View, ring: &Ring) -> Option<Vec<(i32, i32)>> {
    let scaled = |(east, north): (i32, i32)| {
        let (x, y) = view.share(f64::from(east) / STEPS, f64::from(north) / STEPS);
        (x * f64::from(WIDE), y * f64::from(TALL))
    };
    let (left, bottom) = scaled(ring.low);
    let (right, top) = scaled(ring.high);
    let (wide, tall) = (f64::from(WIDE) + RIM, f64::from(TALL) + RIM);
    if right < -RIM || left > wide || bottom < -RIM || top > tall || (right - left).max(bottom - top) < 2.0 {
        return None;
    }
    let mut points: Vec<(f64, f64)> = Vec::with_capacity(ring.points.len());
    for point in &ring.points {
        let (x, y) = scaled(*point);
        let far =
            |(near_x, near_y): &(f64, f64)| (x - near_x).abs().max((y - near_y).abs()) >= f64::from(NEAR);
        if points.last().is_none_or(far) {
            points.push((x, y));
        }
    }
    points = cut_to_view(&points, RIM);
    (points.len() > 2)
        .then(|| points.into_iter().map(|(x, y)| (x.round() as i32, y.round() as i32)).collect())
}

/// What of a ring lies in the drawing, or so far outside.
pub(crate) fn cut_to_view(ring: &[(f64, f64)], rim: f64) -> Vec<(f64, f64)> {
    let points = cut(ring, |(x, _)| x + rim);
    let points = cut(&points, |(x, _)| f64::from(WIDE) + rim - x);
    let points = cut(&points, |(_, y)| y + rim);
    cut(&points, |(_, y)| f64::from(TALL) + rim - y)
}

/// What of a ring lies on the side where `depth` is not below nought.
fn cut(points: &[(f64, f64)], depth: impl Fn((f64, f64)) -> f64) -> Vec<(f64, f64)> {
    let mut kept = Vec::with_capacity(points.len());
    let Some(mut before) = points.last().copied() else { return kept };
    for point in points.iter().copied() {
        let (was, is) = (depth(before), depth(point));
        if (was < 0.0) != (is < 0.0) {
            let share = was / (was - is);
            kept.push((before.0 + (point.0 - before.0) * share, before.1 + (point.1 - before.1) * share));
        }
        if is >= 0.0 {
            kept.push(point);
        }
        before = point;
    }
    kept
}

fn write_ring(points: &[(i32, i32)], path: &mut String) {
    let Some(((x, y), rest)) = points.split_first() else { return };
    let _ = write!(path, "M{x} {y}l");
    let (mut last_x, mut last_y) = (*x, *y);
    for (x, y) in rest {
        let (dx, dy) = (x - last_x, y - last_y);
        if (dx, dy) != (0, 0) {
            let _ = write!(path, "{dx} {dy} ");
        }
        (last_x, last_y) = (*x, *y);
    }
    path.push('z');
}
