//! A table as a picture that can be posted: bars, numbers, and under them the receipt in words; the same receipt stands in
//! the file as text. Letters come from a font that is compiled in, so that the picture is the same on every machine.

use super::{Row, Sheet};
use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};
use desk::{Outcome, Stop};

const WIDE: usize = 1200;
const MARGIN: f32 = 40.0;
const LINE: f32 = 34.0;
/// Where bars begin, and how long the longest is.
const BARS: f32 = 560.0;
const LONGEST: f32 = 440.0;
const PAPER: [u8; 3] = [251, 252, 250];
const INK: [u8; 3] = [22, 33, 28];
const SOFT: [u8; 3] = [75, 91, 83];
const ACCENT: [u8; 3] = [11, 90, 72];
const PALE: [u8; 3] = [201, 211, 204];

/// A picture while it is drawn.
struct Canvas<'f> {
    wide: usize,
    high: usize,
    pixels: Vec<u8>,
    font: FontRef<'f>,
}

pub(super) fn drawn(of: &Sheet) -> Outcome<Vec<u8>> {
    let font = FontRef::try_from_slice(dejavu::sans::regular())
        .map_err(|cause| Stop::fault("reading the font of pictures", cause))?;
    let wrapped: Vec<String> = receipt_lines(of)
        .iter()
        .flat_map(|line| wrap(&font, line, 17.0, WIDE as f32 - 2.0 * MARGIN))
        .collect();
    let high = 2.0 * MARGIN + 54.0 + LINE * of.rows.len() as f32 + 26.0 + 25.0 * wrapped.len() as f32;
    let mut canvas = Canvas::new(WIDE, high as usize, font);
    canvas.text(MARGIN, MARGIN + 28.0, 30.0, INK, &of.title);
    let longest = of.rows.iter().filter_map(|row| row.bar).map(|(_, most)| most).max().unwrap_or(1).max(1);
    let mut y = MARGIN + 54.0;
    for row in &of.rows {
        canvas.row(y, row, longest);
        y += LINE;
    }
    canvas.bar(MARGIN, y + 6.0, WIDE as f32 - 2.0 * MARGIN, 1.0, SOFT);
    y += 34.0;
    for line in &wrapped {
        canvas.text(MARGIN, y, 17.0, SOFT, line);
        y += 25.0;
    }
    canvas.encoded(of)
}

fn receipt_lines(of: &Sheet) -> Vec<String> {
    let receipt = of.receipt.iter().map(|(name, value)| format!("{name}: {value}"));
    of.notes.iter().cloned().chain(receipt).collect()
}

/// A text in lines that fit; a word longer than a line is cut.
fn wrap(font: &FontRef<'_>, text: &str, size: f32, wide: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let mut word = word.to_owned();
        while let Some(line) = lines.last_mut() {
            let joined = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
            if width(font, &joined, size) <= wide {
                *line = joined;
                break;
            }
            if line.is_empty() {
                let fits = (1..=word.chars().count())
                    .take_while(|n| {
                        let begin: String = word.chars().take(*n).collect();
                        width(font, &begin, size) <= wide
                    })
                    .last()
                    .unwrap_or(1);
                *line = word.chars().take(fits).collect();
                word = word.chars().skip(fits).collect();
            }
            lines.push(String::new());
        }
    }
    lines
}

fn width(font: &FontRef<'_>, text: &str, size: f32) -> f32 {
    let scaled = font.as_scaled(PxScale::from(size));
    text.chars().map(|c| scaled.h_advance(scaled.glyph_id(c))).sum()
}

impl<'f> Canvas<'f> {
    fn new(wide: usize, high: usize, font: FontRef<'f>) -> Self {
        let pixels = PAPER.iter().copied().cycle().take(wide * high * 3).collect();
        Self { wide, high, pixels, font }
    }

    fn row(&mut self, y: f32, row: &Row, longest: u64) {
        let ink = if row.apart { SOFT } else { INK };
        let base = y + 23.0;
        let number = width(&self.font, &row.words, 19.0);
        let room = BARS - MARGIN - 24.0 - number;
        self.text(MARGIN, base, 19.0, ink, &fitting(&self.font, &row.label, 19.0, room));
        self.text(BARS - 14.0 - number, base, 19.0, ink, &row.words);
        let share = |n: u64| n as f32 / longest as f32 * LONGEST;
        if let Some((floor, most)) = row.bar {
            self.bar(BARS, y + 12.0, share(most), 10.0, PALE);
            self.bar(BARS, y + 7.0, share(floor), 20.0, ACCENT);
        }
    }

    fn bar(&mut self, x: f32, y: f32, wide: f32, high: f32, ink: [u8; 3]) {
        for row in y as usize..(y + high) as usize {
            for column in x as usize..(x + wide) as usize {
                self.mix(column, row, ink, 1.0);
            }
        }
    }

    fn text(&mut self, x: f32, base: f32, size: f32, ink: [u8; 3], text: &str) {
        let mut at = x;
        let font = self.font.clone();
        let scaled = font.as_scaled(PxScale::from(size));
        for c in text.chars().filter(|c| !c.is_control()) {
            let id = scaled.glyph_id(c);
            let glyph = id.with_scale_and_position(PxScale::from(size), point(at, base));
            at += scaled.h_advance(id);
            if let Some(outline) = font.outline_glyph(glyph) {
                let bounds = outline.px_bounds();
                outline.draw(|dx, dy, share| {
                    let (column, row) = (bounds.min.x + dx as f32, bounds.min.y + dy as f32);
                    if column >= 0.0 && row >= 0.0 {
                        self.mix(column as usize, row as usize, ink, share);
                    }
                });
            }
        }
    }

    fn mix(&mut self, column: usize, row: usize, ink: [u8; 3], share: f32) {
        if column >= self.wide || row >= self.high {
            return;
        }
        let at = (row * self.wide + column) * 3;
        for (pixel, ink) in self.pixels.iter_mut().skip(at).take(3).zip(ink) {
            *pixel = (f32::from(*pixel) * (1.0 - share) + f32::from(ink) * share).round() as u8;
        }
    }

    fn encoded(&self, of: &Sheet) -> Outcome<Vec<u8>> {
        let fault = |cause: png::EncodingError| Stop::fault("writing a picture", cause);
        let mut out = Vec::new();
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut encoder = png::Encoder::new(&mut out, size(self.wide), size(self.high));
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.add_itxt_chunk("Title".to_owned(), of.title.clone()).map_err(fault)?;
        encoder.add_itxt_chunk("Description".to_owned(), receipt_lines(of).join("\n")).map_err(fault)?;
        let mut writer = encoder.write_header().map_err(fault)?;
        writer.write_image_data(&self.pixels).map_err(fault)?;
        writer.finish().map_err(fault)?;
        Ok(out)
    }
}

/// A text cut so that it fits, with a mark where it was cut.
fn fitting(font: &FontRef<'_>, text: &str, size: f32, room: f32) -> String {
    if width(font, text, size) <= room {
        return text.to_owned();
    }
    let mut kept: String = text.to_owned();
    while !kept.is_empty() && width(font, &format!("{kept}…"), size) > room {
        kept.pop();
    }
    kept + "…"
}
