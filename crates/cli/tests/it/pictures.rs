//! Pictures and bombs, made here byte by byte: nothing of them is anybody's.

use image::{ImageBuffer, ImageFormat, Rgb};
use std::io::Cursor;

/// A drawn picture in a format.
pub fn picture(width: u32, height: u32, seed: u32, format: ImageFormat) -> Vec<u8> {
    let wave = |t: u32, period: u32| (t % (2 * period)).abs_diff(period) * 255 / period;
    let drawn = ImageBuffer::from_fn(width, height, |x, y| {
        let (u, v) = (x * 1000 / width, y * 1000 / height);
        let red = wave(u + seed * 131, 300 + seed * 17) / 2 + wave(v + u / 2, 340 + seed * 29) / 2;
        let green = wave(u * 2 + v * 3 + seed * 77, 900 + seed * 31);
        Rgb([red, green, wave(v + seed * 53, 410)].map(|c| u8::try_from(c.min(255)).unwrap()))
    });
    let mut bytes = Cursor::new(Vec::new());
    drawn.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG with an EXIF block put in behind its beginning.
pub fn with_exif(jpeg: &[u8], tiff: &[u8]) -> Vec<u8> {
    let length = u16::try_from(tiff.len() + 8).unwrap();
    let mut out = jpeg[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend(length.to_be_bytes());
    out.extend(b"Exif\0\0");
    out.extend(tiff);
    out.extend(&jpeg[2..]);
    out
}

/// EXIF with a camera, an orientation and a place: 51° 8′ 30″ N.
pub fn tiff() -> Vec<u8> {
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut entry = tag.to_le_bytes().to_vec();
        entry.extend(kind.to_le_bytes());
        entry.extend(count.to_le_bytes());
        entry.extend(value);
        entry
    };
    // The camera's name lies at 80, the place's own list at 50, its three fractions at 96.
    out.extend(3_u16.to_le_bytes());
    out.extend(entry(0x010f, 2, 14, 80_u32.to_le_bytes()));
    out.extend(entry(0x0112, 3, 1, [6, 0, 0, 0]));
    out.extend(entry(0x8825, 4, 1, 50_u32.to_le_bytes()));
    out.extend(0_u32.to_le_bytes());
    assert_eq!(out.len(), 50);
    out.extend(2_u16.to_le_bytes());
    out.extend(entry(1, 2, 2, *b"N\0\0\0"));
    out.extend(entry(2, 5, 3, 96_u32.to_le_bytes()));
    out.extend(0_u32.to_le_bytes());
    assert_eq!(out.len(), 80);
    out.extend(b"Canary Camera\0\0\0");
    for (number, of) in [(51_u32, 1_u32), (8, 1), (30, 1)] {
        out.extend(number.to_le_bytes());
        out.extend(of.to_le_bytes());
    }
    out
}

/// A PNG of these chunks.
pub fn png(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in chunks {
        out.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        let mut sum = !0_u32;
        for byte in name.iter().chain(data) {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
            }
        }
        out.extend(*name);
        out.extend(data);
        out.extend((!sum).to_be_bytes());
    }
    out
}

/// The head of a PNG: sides, bits a colour, kind of colour.
pub fn head(width: u32, height: u32, bits: u8, colour: u8) -> Vec<u8> {
    let mut head = width.to_be_bytes().to_vec();
    head.extend(height.to_be_bytes());
    head.extend([bits, colour, 0, 0, 0]);
    head
}

/// So many zeros, packed to a 160th: fixed codes, each for 258 zeros in 13 bits.
pub fn packed_zeros(count: u64) -> Vec<u8> {
    let mut out = vec![0x78, 0x9c];
    let (mut bits, mut held) = (0_u64, 0_u32);
    let put = |out: &mut Vec<u8>, bits: &mut u64, held: &mut u32, value: u64, width: u32| {
        *bits |= value << *held;
        *held += width;
        while *held >= 8 {
            out.push((*bits & 0xff) as u8);
            *bits >>= 8;
            *held -= 8;
        }
    };
    put(&mut out, &mut bits, &mut held, 0b011, 3);
    // A literal zero is 00110000, written from its first bit on.
    let literal = |out: &mut Vec<u8>, bits: &mut u64, held: &mut u32| put(out, bits, held, 0b0000_1100, 8);
    let runs = (count - 1) / 258;
    for _ in 0..count - runs * 258 {
        literal(&mut out, &mut bits, &mut held);
    }
    for _ in 0..runs {
        // Length 258 is 11000101, the distance 1 is 00000.
        put(&mut out, &mut bits, &mut held, 0b1010_0011, 13);
    }
    put(&mut out, &mut bits, &mut held, 0, 7);
    if held > 0 {
        out.push((bits & 0xff) as u8);
    }
    let sum = (u32::try_from(count % 65_521).unwrap() << 16) | 1;
    out.extend(sum.to_be_bytes());
    out
}
