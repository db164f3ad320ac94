//! Which encoding a file is in, and its bytes as UTF-8. A stated encoding (a byte order mark, a page's own label, the
//! caller's word) is believed; anything else that is not UTF-8 is an assumption, and the caller is told so.

use std::borrow::Cow;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use super::problem::ReadingProblem;

/// What is known about the encoding of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detected {
    pub encoding: &'static Encoding,
    /// Bytes of the byte order mark.
    pub mark: usize,
    /// Guessed from the letters, not stated.
    pub assumed: bool,
}

/// The encoding of a sample that may end inside a character. Refuses NUL bytes outside marked UTF-16.
pub(super) fn detect(file: &str, sample: &[u8]) -> Result<Detected, ReadingProblem> {
    if let Some((encoding, mark)) = Encoding::for_bom(sample) {
        return Ok(Detected { encoding, mark, assumed: false });
    }
    if let Some(offset) = sample.iter().position(|byte| *byte == 0) {
        return Err(ReadingProblem::NulByte { file: file.to_owned(), offset: offset as u64 });
    }
    if is_mostly_utf8(sample) {
        return Ok(Detected { encoding: UTF_8, mark: 0, assumed: false });
    }
    Ok(Detected { encoding: guess(sample), mark: 0, assumed: true })
}

/// The encoding a person named.
pub(super) fn named(file: &str, name: &str, sample: &[u8]) -> Result<Detected, ReadingProblem> {
    let unknown = || ReadingProblem::UnknownEncoding { file: file.to_owned(), name: name.to_owned() };
    let encoding = Encoding::for_label(name.trim().as_bytes()).ok_or_else(unknown)?;
    let mark = match Encoding::for_bom(sample) {
        Some((marked, mark)) if marked == encoding => mark,
        _ => 0,
    };
    Ok(Detected { encoding, mark, assumed: false })
}

/// The most likely one-byte (or East Asian) encoding of bytes that are not UTF-8.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-8, or UTF-8 with a few bytes gone bad: at least twenty good characters beyond ASCII for each bad sequence.
/// A sample that ends inside a character is not bad for that.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    let mut rest = bytes.len();
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        rest -= chunk.valid().len() + chunk.invalid().len();
        let cut_at_the_end = rest == 0 && chunk.invalid().len() < 4 && (good > 0 || bytes.len() > 1000);
        if !chunk.invalid().is_empty() && !cut_at_the_end {
            bad += 1;
        }
    }
    bad == 0 || good >= 20 * bad
}

/// The sample as text, for looking at its shape. Never fails on odd letters; refuses NUL bytes.
pub(super) fn sample_text<'a>(file: &str, sample: &'a [u8]) -> Result<Cow<'a, str>, ReadingProblem> {
    let detected = detect(file, sample)?;
    Ok(decode_sample(detected, sample))
}

/// The sample in a known encoding.
pub(super) fn decode_sample(detected: Detected, sample: &[u8]) -> Cow<'_, str> {
    let body = sample.get(detected.mark..).unwrap_or_default();
    detected.encoding.decode_without_bom_handling(body).0
}

/// UTF-8 from a stream in another encoding.
pub(super) struct Transcoder<R> {
    source: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    ended: bool,
    finished: bool,
    text: Vec<u8>,
    text_at: usize,
}

impl<R: Read> Transcoder<R> {
    pub fn new(source: R, encoding: &'static Encoding) -> Self {
        Self {
            source,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: Vec::new(),
            raw_at: 0,
            ended: false,
            finished: false,
            text: Vec::new(),
            text_at: 0,
        }
    }

    /// Decodes the next piece into `text`, reading more when the last piece is used up.
    fn refill(&mut self) -> io::Result<()> {
        if self.raw_at >= self.raw.len() && !self.ended {
            self.raw.resize(32 << 10, 0);
            let read = read_some(&mut self.source, &mut self.raw)?;
            self.raw.truncate(read);
            self.raw_at = 0;
            self.ended = read == 0;
        }
        self.text.resize(96 << 10, 0);
        self.text_at = 0;
        let rest = self.raw.get(self.raw_at..).unwrap_or_default();
        let (result, read, written, _) = self.decoder.decode_to_utf8(rest, &mut self.text, self.ended);
        self.raw_at += read;
        self.text.truncate(written);
        // A decoder must not be used again after its last piece.
        self.finished = self.ended && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.text_at >= self.text.len() {
            if self.finished {
                return Ok(0);
            }
            self.refill()?;
        }
        let ready = self.text.get(self.text_at..).unwrap_or_default();
        let count = ready.len().min(out.len());
        for (to, from) in out.iter_mut().zip(ready) {
            *to = *from;
        }
        self.text_at += count;
        Ok(count)
    }
}

/// One read that is not disturbed by signals.
pub(super) fn read_some(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}
