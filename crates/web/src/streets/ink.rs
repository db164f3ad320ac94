//! The lines of a class as they are written into a drawing: cut to it, in whole units, and so many letters at most.

use super::kinds::Class;
use crate::draw::{TALL, WIDE};
use std::fmt::Write;

/// Points nearer to each other than this, in units of the drawing, are one.
const NEAR: i32 = 2;
/// How far outside lines are cut off.
pub(super) const RIM: f64 = 12.0;

/// The path of a class.
pub(super) struct Ink {
    pub class: Class,
    pub path: String,
}

impl Ink {
    pub fn new(class: Class) -> Self {
        Self { class, path: String::new() }
    }

    fn is_full(&self) -> bool {
        self.path.len() >= self.class.most()
    }

    /// Rings of one area; false when there is no room for it any more.
    pub fn area(&mut self, rings: &[Vec<(f64, f64)>]) -> bool {
        for ring in rings {
            let points = thinned(&crate::draw::cut_to_view(ring, RIM));
            if points.len() < 3 {
                continue;
            }
            if self.is_full() {
                return false;
            }
            self.write(&points);
            self.path.push('z');
        }
        true
    }

    /// Lines of one feature; false when there is no room for them any more.
    pub fn lines(&mut self, lines: &[Vec<(f64, f64)>]) -> bool {
        for line in lines {
            let mut piece: Vec<(f64, f64)> = Vec::new();
            for (from, to) in line.iter().zip(line.iter().skip(1)) {
                let Some((start, end)) = within(*from, *to) else { continue };
                if piece.last() != Some(&start) {
                    if !self.piece(&piece) {
                        return false;
                    }
                    piece = vec![start];
                }
                piece.push(end);
            }
            if !self.piece(&piece) {
                return false;
            }
        }
        true
    }

    fn piece(&mut self, piece: &[(f64, f64)]) -> bool {
        let points = thinned(piece);
        if points.len() < 2 {
            return true;
        }
        if self.is_full() {
            return false;
        }
        self.write(&points);
        true
    }

    fn write(&mut self, points: &[(i32, i32)]) {
        let Some(((x, y), rest)) = points.split_first() else { return };
        let _ = write!(self.path, "M{x} {y}l");
        let (mut last_x, mut last_y) = (*x, *y);
        for (at, (x, y)) in rest.iter().enumerate() {
            for (at, step) in [(at, x - last_x), (1, y - last_y)] {
                // A sign parts numbers as well as a space does.
                let part = if at == 0 || step < 0 { "" } else { " " };
                let _ = write!(self.path, "{part}{step}");
            }
            (last_x, last_y) = (*x, *y);
        }
    }
}

/// What of a straight line is in the drawing, or at its rim.
pub(super) fn within(from: (f64, f64), to: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for (step, room) in [
        (-dx, from.0 + RIM),
        (dx, f64::from(WIDE) + RIM - from.0),
        (-dy, from.1 + RIM),
        (dy, f64::from(TALL) + RIM - from.1),
    ] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    let at = |share: f64| (from.0 + dx * share, from.1 + dy * share);
    (enter <= leave).then(|| (at(enter), at(leave)))
}

/// Whole units, without points that nobody tells apart; the last one stays.
fn thinned(points: &[(f64, f64)]) -> Vec<(i32, i32)> {
    let mut thin: Vec<(i32, i32)> = Vec::with_capacity(points.len());
    for (at, (x, y)) in points.iter().enumerate() {
        let (x, y) = (x.round() as i32, y.round() as i32);
        let last = at + 1 == points.len();
        let (far, same) = match thin.last() {
            None => (true, false),
            Some((near_x, near_y)) => {
                ((x - near_x).abs().max((y - near_y).abs()) >= NEAR, (x, y) == (*near_x, *near_y))
            }
        };
        if far || (last && !same) {
            thin.push((x, y));
        }
    }
    thin
}
