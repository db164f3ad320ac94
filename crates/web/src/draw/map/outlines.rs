//! The outlines of countries, compiled in (docs/map.md: source, licence, format). Read once; a file that does not read is
//! an empty world, and the map says so by showing none.

use std::sync::OnceLock;

static FILE: &[u8] = include_bytes!("../../../assets/outlines.bin");
/// Steps of a degree in the file.
pub(super) const STEPS: f64 = 100.0;

/// One ring of a country: points in hundredths of a degree, east and north, and the box around them.
pub(super) struct Ring {
    pub points: Vec<(i32, i32)>,
    pub low: (i32, i32),
    pub high: (i32, i32),
}

/// Every ring of every country.
pub(super) fn rings() -> &'static [Ring] {
    static READ: OnceLock<Vec<Ring>> = OnceLock::new();
    READ.get_or_init(|| read(FILE).unwrap_or_default())
}

fn read(file: &[u8]) -> Option<Vec<Ring>> {
    let mut rest = file.strip_prefix(b"outline1")?;
    let mut arcs: Vec<Vec<(i32, i32)>> = Vec::new();
    for _ in 0..number(&mut rest)? {
        let (mut x, mut y) = (0i32, 0i32);
        let mut points = Vec::new();
        for _ in 0..number(&mut rest)? {
            x = x.checked_add(signed(&mut rest)?)?;
            y = y.checked_add(signed(&mut rest)?)?;
            points.push((x, y));
        }
        arcs.push(points);
    }
    let mut rings = Vec::new();
    for _ in 0..number(&mut rest)? {
        let mut points: Vec<(i32, i32)> = Vec::new();
        for _ in 0..number(&mut rest)? {
            // A number below nought is the arc read backwards.
            let named = signed(&mut rest)?;
            let (place, back) = if named < 0 { (!named, true) } else { (named, false) };
            let arc = arcs.get(usize::try_from(place).ok()?)?;
            // Where two arcs meet the point is in both.
            let skip = usize::from(!points.is_empty());
            if back {
                points.extend(arc.iter().rev().skip(skip));
            } else {
                points.extend(arc.iter().skip(skip));
            }
        }
        let turned = unwound(&mut points);
        rings.push(Ring::of(points.clone()));
        // What reaches over the line of dates is drawn on both sides of it.
        if turned {
            points.iter_mut().for_each(|(east, _)| *east -= ROUND);
            rings.push(Ring::of(points));
        }
    }
    Some(rings)
}

/// Steps around the earth.
const ROUND: i32 = 36_000;

/// Makes a ring that jumps from one edge of the world to the other go on over it. True when there was such a jump.
fn unwound(points: &mut [(i32, i32)]) -> bool {
    let mut before = points.first().map_or(0, |(east, _)| *east);
    let (mut by, mut turned) = (0, false);
    for (east, _) in points.iter_mut() {
        let here = *east;
        if here - before > ROUND / 2 {
            (by, turned) = (by - ROUND, true);
        } else if before - here > ROUND / 2 {
            (by, turned) = (by + ROUND, true);
        }
        before = here;
        *east += by;
    }
    // A ring that began on the western side is brought to the eastern one.
    if points.iter().any(|(east, _)| *east < -ROUND / 2) {
        points.iter_mut().for_each(|(east, _)| *east += ROUND);
    }
    turned
}

impl Ring {
    fn of(points: Vec<(i32, i32)>) -> Self {
        let low = points.iter().fold((i32::MAX, i32::MAX), |low, of| (low.0.min(of.0), low.1.min(of.1)));
        let high = points.iter().fold((i32::MIN, i32::MIN), |high, of| (high.0.max(of.0), high.1.max(of.1)));
        Self { points, low, high }
    }
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let (mut out, mut shift) = (0u32, 0);
    loop {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        out |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(out);
        }
        shift += 7;
    }
}

fn signed(rest: &mut &[u8]) -> Option<i32> {
    let coded = number(rest)?;
    Some((coded >> 1) as i32 ^ -((coded & 1) as i32))
}
