//! Streets under the symbols, out of a file: quiet, in few classes. Names are put where there is room, the most important
//! first; on a narrow screen, where the same letters take more of the width, fewer are shown.

use super::{Drawing, Sheet, TALL, WIDE, radius};
use crate::say::user;
use crate::streets::{Name, Section};
use std::fmt::Write;

/// Names in one picture, and letters of one.
const NAMES: usize = 60;
const LETTERS: usize = 40;
/// Pixels of a letter, and of a line of letters.
const LETTER: f64 = 6.4;
const LINE: f64 = 15.0;
/// Pixels of the picture on a wide and on a narrow screen.
const SCREENS: [f64; 2] = [1150.0, 350.0];
/// How much longer than the straight piece of its street a name may be.
const OVER: f64 = 1.5;

/// A turned box on the screen: its middle, half of its width and height, and its turn.
#[derive(Clone, Copy)]
struct Label {
    middle: (f64, f64),
    half: (f64, f64),
    turn: f64,
}

impl Label {
    /// The half sides of the upright box around it.
    fn reach(&self) -> (f64, f64) {
        let (sin, cos) = (self.turn.sin().abs(), self.turn.cos().abs());
        (self.half.0 * cos + self.half.1 * sin, self.half.0 * sin + self.half.1 * cos)
    }

    fn meets(&self, other: &Self) -> bool {
        let ((wide, tall), (their_wide, their_tall)) = (self.reach(), other.reach());
        (self.middle.0 - other.middle.0).abs() < wide + their_wide
            && (self.middle.1 - other.middle.1).abs() < tall + their_tall
    }

    /// Whether all of it is in a picture so many pixels wide.
    fn fits(&self, wide: f64) -> bool {
        let (reach, tall) = (self.reach(), wide * f64::from(TALL) / f64::from(WIDE));
        let inside = |at: f64, reach: f64, size: f64| at - reach >= 0.0 && at + reach <= size;
        inside(self.middle.0, reach.0, wide) && inside(self.middle.1, reach.1, tall)
    }
}

fn spot((x, y): (f64, f64), wide: f64) -> (f64, f64) {
    (x / 100.0 * wide, y / 100.0 * wide * f64::from(TALL) / f64::from(WIDE))
}

fn label(words: &str, place: (f64, f64), turn: i32, wide: f64) -> Label {
    let long = words.chars().count() as f64 * LETTER;
    Label {
        middle: spot(place, wide),
        half: (long / 2.0 + 4.0, LINE / 2.0),
        turn: f64::from(turn).to_radians(),
    }
}

/// What the scale, the symbols and their names take.
fn taken(sheet: &Sheet, wide: f64) -> Vec<Label> {
    let (share, words) = &sheet.scale;
    let half = share / 2.0 * wide;
    let middle = spot((2.0 + share * 50.0, 95.0), wide);
    let long = half.max(words.chars().count() as f64 * LETTER) + 4.0;
    let mut all = vec![Label { middle, half: (long, LINE), turn: 0.0 }];
    for symbol in &sheet.symbols {
        let (x, y) = spot(symbol.place, wide);
        let r = radius(symbol.held + symbol.maybe) as f64;
        all.push(Label { middle: (x, y), half: (r + 3.0, r + 3.0), turn: 0.0 });
        // Its number stands in it, or beside.
        let half = symbol.number.chars().count() as f64 * LETTER / 2.0;
        all.push(Label { middle: (x + r + half, y), half: (half + 4.0, LINE / 2.0), turn: 0.0 });
        if let Some(name) = &symbol.label {
            let middle = (x, y + r + 9.0);
            all.push(Label { middle, ..label(name, symbol.place, 0, wide) });
        }
    }
    all
}

/// The names that are shown, each with whether a narrow screen has room for it.
fn shown<'s>(section: &'s Section, sheet: &Sheet) -> Vec<(&'s Name, String, bool)> {
    let [wide, narrow] = SCREENS;
    let (mut on_wide, mut on_narrow) = (taken(sheet, wide), taken(sheet, narrow));
    let mut all = Vec::new();
    for name in &section.names {
        if all.len() >= NAMES {
            break;
        }
        let words = super::super::short(&user(&name.words), LETTERS);
        let turn = name.turn.unwrap_or(0);
        let room_on = |screen: f64, taken: &mut Vec<Label>| {
            let label = label(&words, name.place, turn, screen);
            let along = name.room * screen / f64::from(WIDE) * OVER;
            let free = (name.turn.is_none() || along >= label.half.0 * 2.0)
                && label.fits(screen)
                && taken.iter().all(|other| !label.meets(other));
            if free {
                taken.push(label);
            }
            free
        };
        if room_on(wide, &mut on_wide) {
            let also = room_on(narrow, &mut on_narrow);
            all.push((name, words, also));
        }
    }
    all
}

impl Drawing {
    /// The ground, the lines and the names.
    pub(super) fn streets(&mut self, section: &Section, sheet: &Sheet) {
        let near = match sheet.view.across() {
            across if across > 45.0 => "far",
            across if across > 10.0 => "city",
            across if across > 3.0 => "district",
            _ => "street",
        };
        let _ = write!(
            self.out,
            "<svg class=\"streets {near}\" width=\"100%\" height=\"100%\" viewBox=\"0 0 {WIDE} {TALL}\" preserveAspectRatio=\"none\"><path class=\"ground\" d=\"{}\"/>",
            section.ground
        );
        for (class, path) in &section.paths {
            let _ = write!(self.out, "<path class=\"{}\" d=\"{path}\"/>", class.name());
        }
        self.out.push_str("</svg>");
        for (name, words, narrow) in shown(section, sheet) {
            self.street_name(name, &words, narrow);
        }
    }

    fn street_name(&mut self, name: &Name, words: &str, narrow: bool) {
        use super::super::Percent as P;
        let class = match (name.turn, name.rank) {
            (Some(_), _) => "street",
            (None, 0..=1) => "place first",
            (None, _) => "place",
        };
        let more = if narrow { "" } else { " more" };
        let (x, y) = name.place;
        // Percent places cannot be turned around, so it stands in a drawing of its own.
        let _ = write!(
            self.out,
            "<svg x=\"{}\" y=\"{}\" overflow=\"visible\"><text class=\"{class}{more}\"",
            P(x),
            P(y)
        );
        if let Some(turn) = name.turn.filter(|turn| *turn != 0) {
            let _ = write!(self.out, " transform=\"rotate({turn})\"");
        }
        // In whose language a name on the spot is, the file does not say.
        self.out.push_str(if name.ours { " dy=\"4\">" } else { " dy=\"4\" lang=\"\">" });
        self.escaped(words);
        self.out.push_str("</text></svg>");
    }
}
