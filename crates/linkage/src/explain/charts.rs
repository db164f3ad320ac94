//! Charts as static SVG. Every one stands beside the numbers it draws, so it is hidden from screen readers where the table
//! says the same.

use super::facts::Curve;
use super::html::percent;
use std::fmt::Write;

/// A bar from zero to the right (for) or to the left (against); `reach` is the largest weight to be drawn.
pub(super) fn weight_bar(weight: f64, reach: f64) -> String {
    let length = (weight.abs() / reach.max(1e-9) * 50.0).min(50.0);
    let (from, class) = if weight < 0.0 { (50.0 - length, "against") } else { (50.0, "for") };
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"{class}\" \
         x=\"{from:.2}\" y=\"2\" width=\"{length:.2}\" height=\"6\"/><line class=\"zero\" x1=\"50\" y1=\"0\" x2=\"50\" y2=\"10\"/></svg>"
    )
}

/// Two bars from 0 to 1: m above u.
pub(super) fn shares_bar(m: f64, u: f64) -> String {
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"m\" x=\"0\" y=\"0\" \
         width=\"{:.2}\" height=\"4.5\"/><rect class=\"u\" x=\"0\" y=\"5.5\" width=\"{:.2}\" height=\"4.5\"/></svg>",
        (m * 100.0).clamp(0.0, 100.0),
        (u * 100.0).clamp(0.0, 100.0)
    )
}

/// A step of a waterfall: a bar from one running sum to the next, on a scale from `low` to `high`.
pub(super) fn step_bar(from: f64, to: f64, low: f64, high: f64) -> String {
    let width = (high - low).max(1e-9);
    let at = |weight: f64| (weight - low) / width * 100.0;
    let (start, end, class) =
        if to < from { (at(to), at(from), "against") } else { (at(from), at(to), "for") };
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"{class}\" \
         x=\"{start:.2}\" y=\"2\" width=\"{:.2}\" height=\"6\"/><line class=\"zero\" x1=\"{zero:.2}\" y1=\"0\" x2=\"{zero:.2}\" y2=\"10\"/></svg>",
        (end - start).max(0.4),
        zero = at(0.0)
    )
}

/// The frame of a chart: 360 by 200, the plot from (40, 10) to (350, 170).
const LEFT: f64 = 40.0;
const RIGHT: f64 = 350.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 170.0;

fn frame(out: &mut String, title: &str, below: &str) {
    let _ = write!(out, "<svg class=\"chart\" viewBox=\"0 0 360 200\" role=\"img\" aria-label=\"{title}\">");
    for tenth in [0, 25, 50, 75, 100] {
        let y = BOTTOM - (BOTTOM - TOP) * f64::from(tenth) / 100.0;
        let _ = write!(
            out,
            "<line class=\"axis\" x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{RIGHT}\" y2=\"{y:.1}\"/><text x=\"{:.1}\" y=\"{:.1}\" \
             text-anchor=\"end\">{tenth} %</text>",
            LEFT - 4.0,
            y + 4.0
        );
    }
    let _ = write!(
        out,
        "<text x=\"{:.1}\" y=\"197\" text-anchor=\"middle\">{below}</text>",
        (LEFT + RIGHT) / 2.0
    );
}

fn line(out: &mut String, class: &str, points: &[(f64, f64)]) {
    let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let _ = write!(out, "<polyline class=\"line {class}\" points=\"{}\"/>", path.join(" "));
}

fn tick(out: &mut String, x: f64, text: &str) {
    let _ = write!(out, "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{text}</text>", BOTTOM + 14.0);
}

/// Expected precision, recall and F1 by the weight at which one cuts. Probabilities crowd at 0 and 1, so the axis is weight.
pub(super) fn threshold(curve: &Curve) -> String {
    let (low, high) = (-7.0, 20.0);
    let weight = |probability: f64| {
        let odds = probability.clamp(1e-6, 1.0 - 1e-6);
        (odds / (1.0 - odds)).log2().clamp(low, high)
    };
    let x = |probability: f64| LEFT + (weight(probability) - low) / (high - low) * (RIGHT - LEFT);
    let y = |share: f64| BOTTOM - (BOTTOM - TOP) * share.clamp(0.0, 1.0);
    let mut out = String::new();
    frame(
        &mut out,
        "Expected precision, recall and F1 at each threshold",
        "threshold, as weight (log2 odds)",
    );
    for mark in [-5, 0, 5, 10, 15, 20] {
        tick(&mut out, LEFT + (f64::from(mark) - low) / (high - low) * (RIGHT - LEFT), &mark.to_string());
    }
    let all = |of: fn(&super::facts::Point) -> f64| -> Vec<(f64, f64)> {
        curve.points.iter().map(|point| (x(point.threshold), y(of(point)))).collect()
    };
    line(&mut out, "precision", &all(|point| point.precision));
    line(&mut out, "recall", &all(|point| point.recall));
    line(&mut out, "f1", &all(|point| point.f1));
    let cut = x(curve.chosen.threshold);
    let _ = write!(
        out,
        "<line class=\"cut\" x1=\"{cut:.1}\" y1=\"{TOP}\" x2=\"{cut:.1}\" y2=\"{BOTTOM}\"/><text x=\"{:.1}\" y=\"{:.1}\">the \
         threshold, {}</text></svg>",
        cut + 3.0,
        BOTTOM - 5.0,
        percent(curve.chosen.threshold)
    );
    out
}

/// The share of records that cannot reach a weight even with a copy of themselves.
pub(super) fn unlinkable(shares: &[(f64, f64)], cut: f64) -> String {
    let (low, high) = (-10.0, 40.0);
    let x = |weight: f64| LEFT + (weight.clamp(low, high) - low) / (high - low) * (RIGHT - LEFT);
    let y = |share: f64| BOTTOM - (BOTTOM - TOP) * share.clamp(0.0, 1.0);
    let mut out = String::new();
    frame(
        &mut out,
        "Share of records that cannot be linked, at each threshold",
        "threshold, as weight (log2 odds)",
    );
    for mark in [-10, 0, 10, 20, 30, 40] {
        tick(&mut out, x(f64::from(mark)), &mark.to_string());
    }
    let points: Vec<(f64, f64)> = shares.iter().map(|(weight, share)| (x(*weight), y(*share))).collect();
    line(&mut out, "precision", &points);
    let cut = x(cut);
    let _ = write!(
        out,
        "<line class=\"cut\" x1=\"{cut:.1}\" y1=\"{TOP}\" x2=\"{cut:.1}\" y2=\"{BOTTOM}\"/></svg>"
    );
    out
}
