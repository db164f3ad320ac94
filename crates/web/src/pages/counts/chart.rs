//! A number day by day, drawn: a line of floors, and above it what may be. The table beside it says the same.

use crate::say::Say;
use casebook::Part;
use desk::count::Breakdown;
use std::fmt::Write;

const WIDE: f64 = 640.0;
const HIGH: f64 = 200.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 30.0;

/// The drawing, as SVG for the page.
pub(super) fn days(say: &Say, of: &Breakdown) -> String {
    let most = of.parts.iter().map(|part| part.ceiling.unwrap_or(part.floor).max(part.floor)).max();
    let most = rounded(most.unwrap_or(1));
    let step = (WIDE - LEFT - RIGHT) / of.parts.len().max(1) as f64;
    let x = |at: usize| LEFT + step * (at as f64 + 0.5);
    let y = |n: u64| TOP + (HIGH - TOP - BOTTOM) * (1.0 - n as f64 / most as f64);
    let mut out = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDE:.0} {HIGH:.0}\" role=\"img\" aria-label=\"{}\">",
        say.the("counts-line").replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
    );
    for n in [0, most / 2, most] {
        let _ = write!(
            out,
            "<line class=\"axis\" x1=\"{LEFT:.0}\" x2=\"{:.0}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
             <text class=\"small\" x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            WIDE - RIGHT,
            LEFT - 6.0,
            y(n) + 3.0,
            say.number(n),
            y = y(n)
        );
    }
    let mut points = String::new();
    for (at, part) in of.parts.iter().enumerate() {
        let (floor, ceiling) = (y(part.floor), y(part.ceiling.unwrap_or(most).max(part.floor)));
        let _ = write!(
            out,
            "<rect class=\"pale\" x=\"{:.1}\" y=\"{ceiling:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
            x(at) - step * 0.3,
            step * 0.6,
            (floor - ceiling).max(0.0)
        );
        let _ = write!(points, "{:.1},{floor:.1} ", x(at));
    }
    let _ = write!(out, "<polyline class=\"trace t0 strong\" points=\"{}\"/>", points.trim_end());
    let every = (of.parts.len() / 8).max(1);
    for (at, part) in of.parts.iter().enumerate() {
        let floor = y(part.floor);
        let _ = write!(out, "<circle class=\"strong\" cx=\"{:.1}\" cy=\"{floor:.1}\" r=\"3.5\"/>", x(at));
        if let (Part::Day(_, month, day), true) = (&part.part, at % every == 0) {
            let _ = write!(
                out,
                "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{day:02}.{month:02}</text>",
                x(at),
                HIGH - 10.0
            );
        }
    }
    out.push_str("</svg>");
    out
}

/// The next number that reads well as the end of an axis, and is even.
fn rounded(n: u64) -> u64 {
    let mut unit = 1;
    while unit * 10 <= n {
        unit *= 10;
    }
    let step = (unit / 2).max(2);
    n.div_ceil(step).max(1) * step
}
