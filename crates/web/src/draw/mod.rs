//! Drawings, made on the server as SVG: they need no script, print, and are text that a test can read. Each stands
//! beside a list or table that says the same. Words from people go in escaped, and what would turn their direction was
//! made visible before.

mod custody;
mod day;
mod hours;
mod map;

pub(crate) use custody::{Line, custody};
pub(crate) use day::{Row, day};
pub(crate) use hours::Hours;
pub(crate) use map::{ACROSS, STREETS, Sheet, Symbol, TALL, Town, View, WIDE, Way, cut_to_view, map};

use std::fmt::Write;

/// A drawing in the making. Places across are percent of its width, places down are pixels: it is as wide as its page,
/// and its letters keep their size.
pub(crate) struct Drawing {
    out: String,
}

impl Drawing {
    /// An empty drawing of a height, with what it is called for those who do not see it.
    pub fn new(class: &str, height: usize, label: &str) -> Self {
        let mut drawing = Self { out: String::new() };
        let _ = write!(
            drawing.out,
            "<svg class=\"{class}\" width=\"100%\" height=\"{height}\" role=\"img\" aria-label=\""
        );
        drawing.escaped(label);
        drawing.out.push_str("\">");
        drawing
    }

    /// Words, beginning at a place (`start`), around it (`middle`) or ending there (`end`).
    pub fn words(&mut self, x: f64, y: usize, class: &str, anchor: &str, words: &str) {
        let _ = write!(
            self.out,
            "<text class=\"{class}\" x=\"{}\" y=\"{y}\" text-anchor=\"{anchor}\">",
            Percent(x)
        );
        self.escaped(words);
        self.out.push_str("</text>");
    }

    /// A bar between two places; what has no width is drawn three pixels wide.
    pub fn bar(&mut self, class: &str, from: f64, to: f64, y: usize, height: usize) {
        let wide = to - from;
        let _ = write!(
            self.out,
            "<rect class=\"{class}\" x=\"{}\" y=\"{y}\" height=\"{height}\" width=\"",
            Percent(from)
        );
        let _ = if wide < 0.3 { write!(self.out, "3") } else { write!(self.out, "{}", Percent(wide)) };
        self.out.push_str("\"/>");
    }

    /// A straight line.
    pub fn line(&mut self, class: &str, (x, y): (f64, usize), (to_x, to_y): (f64, usize)) {
        let _ = write!(
            self.out,
            "<line class=\"{class}\" x1=\"{}\" y1=\"{y}\" x2=\"{}\" y2=\"{to_y}\"/>",
            Percent(x),
            Percent(to_x)
        );
    }

    /// A round mark.
    pub fn dot(&mut self, class: &str, x: f64, y: usize, radius: usize) {
        let _ =
            write!(self.out, "<circle class=\"{class}\" cx=\"{}\" cy=\"{y}\" r=\"{radius}\"/>", Percent(x));
    }

    /// The finished drawing.
    pub fn done(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }

    fn escaped(&mut self, words: &str) {
        escape(words, &mut self.out);
    }
}

/// A name as it stands in a drawing: so many letters of it.
pub(crate) fn short(name: &str, letters: usize) -> String {
    let mut short: String = name.chars().take(letters).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}

/// Puts words into markup.
pub(crate) fn escape(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// A share of the width with two digits, without needless noughts.
struct Percent(f64);

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = (self.0 * 100.0).round() as i64;
        let (whole, rest) = (hundredths / 100, (hundredths % 100).abs());
        match rest {
            0 => write!(f, "{whole}%"),
            rest if rest % 10 == 0 => write!(f, "{whole}.{}%", rest / 10),
            rest => write!(f, "{whole}.{rest:02}%"),
        }
    }
}
