//! Decoding, inside the worker: what a picture says of itself, what is in it, and a copy of its pixels alone.

use super::MEMORY;
use super::answer::{ENTRIES, LONGEST, Line, short};
use crate::blob::hex;
use crate::pdq::{Pdq, Shrinking, brightness};
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView as _, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use std::fmt::Write as _;
use std::io::Cursor;

/// What a worker says goes here, line by line.
type Say<'a> = &'a mut dyn FnMut(&Line) -> bool;

/// Says everything that can be seen. False when the picture could not be decoded.
pub(super) fn look(bytes: &[u8], pixels: u64, say: Say<'_>) -> bool {
    let entries = exif(bytes, say);
    say(&Line::Exif(entries));
    if holds_an_archive(bytes) {
        say(&Line::Doubt("Inside or behind the picture lies a zip archive.".to_owned()));
    }
    match decode(bytes, pixels) {
        Ok((picture, _, _)) => {
            let (width, height) = picture.dimensions();
            let pdq = hash(&picture);
            let quality = pdq.as_ref().map(|pdq| pdq.quality);
            let hashes = pdq.iter().flat_map(|pdq| pdq.hashes.iter().map(|hash| hex(hash))).collect();
            say(&Line::Seen { width, height, quality, hashes })
        }
        Err(why) => {
            say(&Line::Doubt(format!("It could not be decoded: {why}.")));
            false
        }
    }
}

/// A copy of the pixels, turned upright: a JPEG stays a JPEG, everything else becomes a PNG.
pub(super) fn copy(bytes: &[u8], pixels: u64, say: Say<'_>) -> Option<Vec<u8>> {
    let made = decode(bytes, pixels).and_then(|(mut picture, format, orientation)| {
        picture.apply_orientation(orientation);
        let mut out = Vec::new();
        let encoded = if format == ImageFormat::Jpeg {
            let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 90);
            picture.into_rgb8().write_with_encoder(encoder)
        } else {
            picture.write_to(&mut Cursor::new(&mut out), ImageFormat::Png)
        };
        encoded.map(|()| out).map_err(|problem| problem.to_string())
    });
    match made {
        Ok(copy) => Some(copy),
        Err(why) => {
            say(&Line::Doubt(format!("It could not be decoded: {why}.")));
            None
        }
    }
}

fn decode(bytes: &[u8], pixels: u64) -> Result<(DynamicImage, ImageFormat, Orientation), String> {
    let format = match crate::kind::kind_of(bytes).media {
        "image/jpeg" => ImageFormat::Jpeg,
        "image/png" => ImageFormat::Png,
        "image/webp" => ImageFormat::WebP,
        other => return Err(format!("{other} is not looked into")),
    };
    let in_words = |problem: image::ImageError| short(problem.to_string()).trim_end_matches('.').to_owned();
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(in_words)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > pixels {
        return Err(format!("it claims {width} × {height} pixels, more than the {pixels} that are allowed"));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(in_words)?;
    Ok((picture, format, orientation))
}

fn hash(picture: &DynamicImage) -> Option<Pdq> {
    let (width, height) = picture.dimensions();
    let mut shrinking = Shrinking::new(width as usize, height as usize);
    for y in 0..height {
        shrinking.row((0..width).map(|x| {
            let [red, green, blue, _] = picture.get_pixel(x, y).0;
            brightness([red, green, blue])
        }));
    }
    shrinking.hash()
}

/// The mark at the end of every zip archive.
fn holds_an_archive(bytes: &[u8]) -> bool {
    bytes.windows(4).any(|window| window == b"PK\x05\x06")
}

/// EXIF as names and values; long and binary values are cut or left out, damaged ones said.
fn exif(bytes: &[u8], say: Say<'_>) -> Vec<(String, String)> {
    let read = exif::Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(bytes));
    let found = match read {
        Ok(found) => found,
        Err(exif::Error::NotFound(_)) => return Vec::new(),
        Err(exif::Error::PartialResult(partial)) => {
            say(&Line::Doubt("Its EXIF is damaged in part.".to_owned()));
            partial.into_inner().0
        }
        Err(problem) => {
            say(&Line::Doubt(format!("Its EXIF cannot be read: {}.", short(problem.to_string()))));
            return Vec::new();
        }
    };
    let mut entries = Vec::new();
    for field in found.fields().take(ENTRIES) {
        if matches!(field.value, exif::Value::Undefined(ref raw, _) if raw.len() > 64) {
            continue;
        }
        let mut value = Capped(String::new());
        // A full text ends the writing early.
        let _ = write!(value, "{}", field.display_value().with_unit(&found));
        let name = match field.ifd_num {
            exif::In::PRIMARY => field.tag.to_string(),
            other => format!("{} ({})", field.tag, other.index()),
        };
        entries.push((short(name), short(value.0)));
    }
    entries
}

/// A text that takes no more than it should.
struct Capped(String);

impl std::fmt::Write for Capped {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let room = LONGEST.saturating_sub(self.0.chars().count());
        self.0.extend(text.chars().take(room));
        if text.chars().count() > room { Err(std::fmt::Error) } else { Ok(()) }
    }
}
