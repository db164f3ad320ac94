//! PDQ, the perceptual hash of pictures (Meta, 2019; "The TMK+PDQF video-hashing algorithm and the PDQ image-hashing
//! algorithm", §4): 256 bits that stay nearly the same when a picture is recompressed, made smaller or brighter. Written
//! from the published description; a pure function. It finds copies, never crops or captions: a person must look.

/// Sides of the picture the transform works on, and of its result.
const SMALL: usize = 64;
const WAVES: usize = 16;
/// Passes of the box filter in each direction; two make a tent.
const PASSES: usize = 2;
/// Sides under which there is nothing to hash.
const LEAST: usize = 5;
/// At most this many differing bits: the same picture, for the usual threshold.
pub const SAME: u32 = 31;
/// At most this many differing bits: perhaps the same picture; a person must look. Unrelated pictures differ by about 128.
pub const PERHAPS: u32 = 70;

/// Whether the wave at a row and column changes its sign.
type Negated = fn(usize, usize) -> bool;

/// One hash, in the order its hexadecimal form is written: the highest bit first.
pub type Hash = [u8; 32];

/// The hash of a picture, of its seven turned and mirrored forms, and how much there was to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdq {
    /// 0 to 100; below 50 there is too little in the picture for the hash to mean much.
    pub quality: u8,
    /// The picture; turned by 90°, 180°, 270°; mirrored at the horizontal axis, at the vertical one, at either diagonal.
    pub hashes: [Hash; 8],
}

impl Pdq {
    /// The picture's own hash.
    pub fn upright(&self) -> &Hash {
        let [upright, ..] = &self.hashes;
        upright
    }

    /// The fewest bits in which this picture, or a turned or mirrored form of it, differs from another.
    pub fn distance(&self, other: &Hash) -> u32 {
        self.hashes.iter().map(|hash| differing(hash, other)).min().unwrap_or(256)
    }
}

/// How many bits differ.
pub fn differing(one: &Hash, other: &Hash) -> u32 {
    one.iter().zip(other).map(|(a, b)| (a ^ b).count_ones()).sum()
}

/// The brightness of a colour, 0 to 255 (Rec. 601).
pub fn brightness([red, green, blue]: [u8; 3]) -> f32 {
    0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue)
}

/// Hashes a picture from its brightness, row by row, `width` values a row. None when it is smaller than 5 × 5 or
/// `luma` is not of whole rows.
pub fn hash(mut luma: Vec<f32>, width: usize) -> Option<Pdq> {
    let height = luma.len().checked_div(width)?;
    if width < LEAST || height < LEAST || height * width != luma.len() {
        return None;
    }
    let mut spare = vec![0.0; luma.len()];
    for _ in 0..PASSES {
        for (from, to) in luma.chunks(width).zip(spare.chunks_mut(width)) {
            blur(from.iter().copied(), to.iter_mut(), width);
        }
        for column in 0..width {
            let from = spare.iter().skip(column).step_by(width).copied();
            blur(from, luma.iter_mut().skip(column).step_by(width), height);
        }
    }
    let small = decimate(&luma, width, height);
    let waves = transform(&small);
    let turned: [(bool, Negated); 8] = [
        (false, |_, _| false),
        (true, |_, j| j % 2 == 0),
        (false, |i, j| (i + j) % 2 == 1),
        (true, |i, _| i % 2 == 0),
        (false, |i, _| i % 2 == 0),
        (false, |_, j| j % 2 == 0),
        (true, |_, _| false),
        (true, |i, j| (i + j) % 2 == 1),
    ];
    let hashes = turned.map(|(transposed, negated)| bits(&form(&waves, transposed, negated)));
    Some(Pdq { quality: quality(&small), hashes })
}

/// A moving average over a window that shrinks at both ends, in one direction. The window is 1/128 of the side, rounded
/// up, and reaches one further ahead than behind when it is even.
fn blur<'a>(from: impl Iterator<Item = f32> + Clone, to: impl Iterator<Item = &'a mut f32>, length: usize) {
    let window = length.div_ceil(2 * SMALL);
    let ahead = window / 2;
    let behind = window - 1 - ahead;
    let (mut entering, mut leaving) = (from.clone(), from);
    let (mut sum, mut count) = (0.0_f32, 0.0_f32);
    for value in entering.by_ref().take(ahead) {
        sum += value;
        count += 1.0;
    }
    for (at, to) in to.enumerate() {
        if let Some(value) = entering.next() {
            sum += value;
            count += 1.0;
        }
        if at > behind
            && let Some(value) = leaving.next()
        {
            sum -= value;
            count -= 1.0;
        }
        *to = sum / count;
    }
}

/// 64 × 64 values, each from the middle of its field.
fn decimate(luma: &[f32], width: usize, height: usize) -> Vec<f32> {
    let middle = |n: usize, side: usize| ((n as f64 + 0.5) * side as f64 / SMALL as f64) as usize;
    let mut small = Vec::with_capacity(SMALL * SMALL);
    for i in 0..SMALL {
        let row = luma.get(middle(i, height) * width..).unwrap_or_default();
        small.extend((0..SMALL).map(|j| row.get(middle(j, width)).copied().unwrap_or_default()));
    }
    small
}

/// How much there is to see: the sum of the steps in brightness between neighbours, each cut to whole percents.
fn quality(small: &[f32]) -> u8 {
    let step = |a: f32, b: f32| ((a - b) * 100.0 / 255.0).trunc().abs() as u32;
    let down = small.iter().zip(small.iter().skip(SMALL));
    let across = small.chunks(SMALL).flat_map(|row| row.iter().zip(row.iter().skip(1)));
    let sum: u32 = down.chain(across).map(|(a, b)| step(*a, *b)).sum();
    u8::try_from(sum / 90).unwrap_or(u8::MAX).min(100)
}

/// The 16 × 16 lowest waves of the two-dimensional cosine transform, without the constant one.
fn transform(small: &[f32]) -> Vec<f32> {
    let scale = (2.0 / SMALL as f64).sqrt();
    let wave = |i: usize, j: usize| {
        let angle = std::f64::consts::PI / 2.0 / SMALL as f64 * (i + 1) as f64 * (2 * j + 1) as f64;
        (scale * angle.cos()) as f32
    };
    let waves: Vec<f32> = (0..WAVES).flat_map(|i| (0..SMALL).map(move |j| wave(i, j))).collect();
    let mut half = Vec::with_capacity(WAVES * SMALL);
    for wave in waves.chunks(SMALL) {
        for column in 0..SMALL {
            let values = small.iter().skip(column).step_by(SMALL);
            half.push(wave.iter().zip(values).fold(0.0_f32, |sum, (w, value)| sum + w * value));
        }
    }
    let mut out = Vec::with_capacity(WAVES * WAVES);
    for row in half.chunks(SMALL) {
        for wave in waves.chunks(SMALL) {
            out.push(row.iter().zip(wave).fold(0.0_f32, |sum, (value, w)| sum + value * w));
        }
    }
    out
}

/// The waves of the turned or mirrored picture: the same ones, some with their sign changed, perhaps transposed.
fn form(waves: &[f32], transposed: bool, negated: Negated) -> Vec<f32> {
    let mut out = vec![0.0; waves.len()];
    for (n, value) in waves.iter().enumerate() {
        let (i, j) = (n / WAVES, n % WAVES);
        let to = if transposed { j * WAVES + i } else { n };
        if let Some(to) = out.get_mut(to) {
            *to = if negated(i, j) { -value } else { *value };
        }
    }
    out
}

/// One bit a wave: is it above the lower median?
fn bits(waves: &[f32]) -> Hash {
    let mut sorted = waves.to_vec();
    sorted.sort_unstable_by(f32::total_cmp);
    let median = sorted.get((sorted.len() - 1) / 2).copied().unwrap_or_default();
    let mut hash = [0; 32];
    // Bit n counts from the right end.
    for (byte, of) in hash.iter_mut().rev().zip(waves.chunks(8)) {
        *byte = of.iter().enumerate().map(|(bit, wave)| u8::from(*wave > median) << bit).sum();
    }
    hash
}

/// A picture made smaller by whole steps while its rows come in, so that neither side has more than 1,024 values: a
/// large picture would need as much memory again as it has pixels.
pub struct Shrinking {
    width: usize,
    step: usize,
    out_width: usize,
    out_height: usize,
    rows: usize,
    sums: Vec<f32>,
    out: Vec<f32>,
}

impl Shrinking {
    /// Begins a picture of these sides.
    pub fn new(width: usize, height: usize) -> Self {
        const MOST: usize = 1024;
        let step = width.max(height).div_ceil(MOST).max(1);
        let (out_width, out_height) = (width / step, height / step);
        Self { width, step, out_width, out_height, rows: 0, sums: vec![0.0; out_width], out: Vec::new() }
    }

    /// Takes one row of brightness.
    pub fn row(&mut self, row: impl Iterator<Item = f32>) {
        let step = self.step;
        let mut cells = self.sums.iter_mut();
        let mut cell = cells.next();
        for (at, value) in row.take(self.width).enumerate() {
            if at > 0 && at % step == 0 {
                cell = cells.next();
            }
            // What is left over at the right edge is less than one cell.
            if let Some(cell) = cell.as_mut() {
                **cell += value;
            }
        }
        self.rows += 1;
        if self.rows.is_multiple_of(step) && self.rows / step <= self.out_height {
            let share = (step * step) as f32;
            self.out.extend(self.sums.iter_mut().map(|sum| std::mem::take(sum) / share));
        }
    }

    /// The hash of what came.
    pub fn hash(self) -> Option<Pdq> {
        hash(self.out, self.out_width)
    }
}
