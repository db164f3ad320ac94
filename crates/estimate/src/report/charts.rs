//! Charts as static SVG, for the report and for the pages. Each stands beside a table that says the same; labels come from outside, so
//! that a page can give them in its language.

use crate::summary::quantile;
use crate::table::OverlapTable;
use std::fmt::Write;

/// Escapes text for HTML and for quoted attributes; what would turn the direction of what follows is shown by its number.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => {
                let _ = write!(out, "⟨U+{:04X}⟩", u32::from(letter));
            }
            control if control.is_control() => {
                let _ = write!(out, "⟨U+{:04X}⟩", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out
}

/// A list's name, set apart from what stands around it and cut where it is long.
pub fn name(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("<bdi>{}</bdi>", escaped(&short))
}

/// The same for text inside a drawing, which knows no elements.
fn drawn_name(text: &str) -> String {
    let mut short: String = text.chars().take(20).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    escaped(&short)
}

/// How a page writes numbers.
pub type Number<'n> = &'n dyn Fn(u64) -> String;

/// Overlaps that are drawn; the table beside it has all.
const COLUMNS: usize = 30;

/// Which overlaps there are, largest first: bars above, and below them dots for the lists (UpSet; Lex and others 2014).
pub fn overlaps(table: &OverlapTable, label: &str) -> String {
    let mut cells = table.cells().to_vec();
    cells.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    cells.truncate(COLUMNS);
    let rows = table.width() as f64;
    let (left, top, step, high, line) = (174.0, 14.0, 20.0, 110.0, 17.0);
    let width = left + step * cells.len() as f64 + 10.0;
    let below = top + high + 14.0;
    let most = cells.first().map_or(1, |cell| cell.1).max(1) as f64;
    let mut out = format!(
        "<svg class=\"upset\" viewBox=\"0 0 {width:.0} {tall:.0}\" width=\"{width:.0}\" height=\"{tall:.0}\" role=\"img\" aria-label=\"{}\">",
        escaped(label),
        tall = below + rows * line + 4.0
    );
    for (row, list) in table.lists().iter().enumerate() {
        let y = below + (row as f64 + 0.5) * line;
        if row % 2 == 0 {
            let _ = write!(
                out,
                "<rect class=\"band\" x=\"0\" y=\"{:.1}\" width=\"{width:.0}\" height=\"{line}\"/>",
                y - line / 2.0
            );
        }
        let _ = write!(
            out,
            "<text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            left - 12.0,
            y + 4.0,
            drawn_name(list)
        );
    }
    for (at, (pattern, count)) in cells.iter().enumerate() {
        let x = left + step * (at as f64 + 0.5);
        let tall = (*count as f64 / most * high).max(1.0);
        let _ = write!(
            out,
            "<rect class=\"fill\" x=\"{:.1}\" y=\"{:.1}\" width=\"13\" height=\"{tall:.1}\"/><text class=\"small\" x=\"{x:.1}\" y=\"{:.1}\" \
             text-anchor=\"middle\">{}</text>",
            x - 6.5,
            top + high - tall,
            top + high - tall - 3.0,
            short_number(*count)
        );
        let on: Vec<f64> = (0..table.width())
            .filter(|list| pattern >> list & 1 == 1)
            .map(|list| below + (list as f64 + 0.5) * line)
            .collect();
        if let (Some(first), Some(last)) = (on.first(), on.last()) {
            let _ = write!(
                out,
                "<line class=\"tie\" x1=\"{x:.1}\" y1=\"{first:.1}\" x2=\"{x:.1}\" y2=\"{last:.1}\"/>"
            );
        }
        for list in 0..table.width() {
            let y = below + (list as f64 + 0.5) * line;
            let class = if pattern >> list & 1 == 1 { "on" } else { "off" };
            let _ = write!(out, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\"/>");
        }
    }
    out.push_str("</svg>");
    out
}

/// A number in a narrow place: 1131, 12k, 3M.
fn short_number(number: u64) -> String {
    match number {
        0..10_000 => number.to_string(),
        10_000..10_000_000 => format!("{}k", number / 1000),
        _ => format!("{}M", number / 1_000_000),
    }
}

/// One line of a chart of intervals.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// From, at, to; a floor or a claim has no middle, an open claim no end.
    pub low: f64,
    /// Where the mark is.
    pub middle: Option<f64>,
    /// Where it ends.
    pub high: Option<f64>,
    /// Drawn as the answer.
    pub strong: bool,
}

/// Intervals beneath each other on one scale from zero; `seen` is marked by a line.
pub fn intervals(bars: &[Bar], seen: f64, label: &str, number: Number<'_>) -> String {
    let ends = bars.iter().flat_map(|bar| [Some(bar.low), bar.middle, bar.high]).flatten();
    let most = ends.filter(|end| end.is_finite()).fold(seen, f64::max) * 1.06;
    let (left, right, line) = (164.0, 442.0, 24.0);
    let tall = 12.0 + line * bars.len() as f64;
    let x = |value: f64| left + (value / most).clamp(0.0, 1.0) * (right - left);
    let mut out = format!(
        "<svg class=\"chart\" viewBox=\"0 0 452 {:.0}\" role=\"img\" aria-label=\"{}\">",
        tall + 22.0,
        escaped(label)
    );
    for value in ticks(most) {
        let at = x(value);
        let _ = write!(
            out,
            "<line class=\"axis\" x1=\"{at:.1}\" y1=\"4\" x2=\"{at:.1}\" y2=\"{tall:.1}\"/><text x=\"{at:.1}\" y=\"{:.1}\" \
             text-anchor=\"middle\">{}</text>",
            tall + 14.0,
            number(value as u64)
        );
    }
    let at = x(seen);
    let _ = write!(out, "<line class=\"floor\" x1=\"{at:.1}\" y1=\"4\" x2=\"{at:.1}\" y2=\"{tall:.1}\"/>");
    for (row, bar) in bars.iter().enumerate() {
        let y = 12.0 + line * (row as f64 + 0.5);
        let class = if bar.strong { "strong" } else { "plain" };
        let _ = write!(
            out,
            "<text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{}</text><line class=\"reach {class}\" x1=\"{:.1}\" y1=\"{y:.1}\" x2=\"{:.1}\" \
             y2=\"{y:.1}\"/>",
            left - 8.0,
            y + 4.0,
            drawn_name(&bar.label),
            x(bar.low),
            bar.high.map_or(right, x)
        );
        if bar.high.is_none() {
            let _ = write!(
                out,
                "<path class=\"{class} open\" d=\"M{:.1} {:.1}l6 5l-6 5z\"/>",
                right - 4.0,
                y - 5.0
            );
        }
        if let Some(middle) = bar.middle {
            let _ = write!(out, "<circle class=\"{class}\" cx=\"{:.1}\" cy=\"{y:.1}\" r=\"5\"/>", x(middle));
        }
    }
    out.push_str("</svg>");
    out
}

/// Four or five round numbers from zero.
fn ticks(most: f64) -> Vec<f64> {
    let rough = most / 3.5;
    let power = libm::pow(10.0, libm::floor(libm::log10(rough.max(1.0))));
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|by| by * power).find(|step| *step >= rough);
    let step = step.unwrap_or(power * 10.0).max(1.0);
    (0..).map(|at| f64::from(at) * step).take_while(|value| *value <= most).collect()
}

/// How likely each total is, as steps over sixty equal bins of the middle 99.8 %; the middle 95 % is filled.
pub fn density(draws: &[f64], label: &str, number: Number<'_>) -> String {
    let mut sorted = draws.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (quantile(&sorted, 0.001), quantile(&sorted, 0.999));
    let (from, to) = (quantile(&sorted, 0.025), quantile(&sorted, 0.975));
    let bins = 60;
    let width = ((high - low) / bins as f64).max(1e-9);
    let mut counts = vec![0u32; bins];
    for draw in sorted.iter().filter(|draw| **draw >= low && **draw <= high) {
        let at = (((draw - low) / width) as usize).min(bins - 1);
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let (left, right, top, bottom) = (6.0, 414.0, 8.0, 130.0);
    let step = (right - left) / bins as f64;
    let x = |value: f64| left + (value - low) / (high - low).max(1e-9) * (right - left);
    let mut out = format!(
        "<svg class=\"chart\" viewBox=\"0 0 420 155\" role=\"img\" aria-label=\"{}\">",
        escaped(label)
    );
    for (at, count) in counts.iter().enumerate() {
        let middle = low + (at as f64 + 0.5) * width;
        let class = if middle >= from && middle <= to { "fill" } else { "pale" };
        let tall = f64::from(*count) / f64::from(most) * (bottom - top);
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{tall:.1}\"/>",
            left + at as f64 * step,
            bottom - tall,
            step - 0.8
        );
    }
    let _ =
        write!(out, "<line class=\"axis\" x1=\"{left}\" y1=\"{bottom}\" x2=\"{right}\" y2=\"{bottom}\"/>");
    for (value, anchor) in [(from, "middle"), (quantile(&sorted, 0.5), "middle"), (to, "middle")] {
        let at = x(value).clamp(left + 20.0, right - 20.0);
        let _ = write!(
            out,
            "<line class=\"axis\" x1=\"{0:.1}\" y1=\"{bottom}\" x2=\"{0:.1}\" y2=\"{1:.1}\"/><text x=\"{at:.1}\" y=\"148\" \
             text-anchor=\"{anchor}\">{2}</text>",
            x(value),
            bottom + 5.0,
            number(value.round() as u64)
        );
    }
    out.push_str("</svg>");
    out
}

/// Where each chain went: 150 places of each, over each other in one frame.
pub fn traces(chains: &[Vec<f64>], label: &str, number: Number<'_>) -> String {
    let mut all: Vec<f64> = chains.iter().flatten().copied().collect();
    all.sort_by(f64::total_cmp);
    let (low, high) = (quantile(&all, 0.002), quantile(&all, 0.998));
    let (left, right, top, bottom) = (60.0, 414.0, 8.0, 150.0);
    let y = |value: f64| bottom - ((value - low) / (high - low).max(1e-9)).clamp(0.0, 1.0) * (bottom - top);
    let mut out = format!(
        "<svg class=\"chart\" viewBox=\"0 0 420 160\" role=\"img\" aria-label=\"{}\">",
        escaped(label)
    );
    for value in [low, high] {
        let at = y(value);
        let _ = write!(
            out,
            "<line class=\"axis\" x1=\"{left}\" y1=\"{at:.1}\" x2=\"{right}\" y2=\"{at:.1}\"/><text x=\"{:.0}\" y=\"{:.1}\" \
             text-anchor=\"end\">{}</text>",
            left - 6.0,
            at + 4.0,
            number(value.round() as u64)
        );
    }
    for (which, chain) in chains.iter().enumerate().take(8) {
        let places = chain.len().clamp(1, 150);
        let points: Vec<String> = (0..places)
            .filter_map(|at| {
                let value = chain.get(at * chain.len() / places)?;
                let x = left + at as f64 / places as f64 * (right - left);
                Some(format!("{x:.0},{:.1}", y(*value)))
            })
            .collect();
        let _ = write!(out, "<polyline class=\"trace t{}\" points=\"{}\"/>", which % 4, points.join(" "));
    }
    out.push_str("</svg>");
    out
}
