//! What a file is, by its content alone. Its name is what somebody called it, and is never asked.

/// What sort of evidence a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A still picture.
    Photo,
    /// A film.
    Video,
    /// A recording.
    Audio,
    /// A document or plain text.
    Paper,
    /// Something else: an archive, a program, something that is not recognised.
    Other,
}

impl Sort {
    /// The word in files.
    pub const fn name(self) -> &'static str {
        match self {
            Sort::Photo => "photo",
            Sort::Video => "video",
            Sort::Audio => "audio",
            Sort::Paper => "paper",
            Sort::Other => "other",
        }
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The media type: `image/jpeg`; `application/octet-stream` when it is not recognised.
    pub media: &'static str,
    /// What sort of evidence that is.
    pub sort: Sort,
}

impl Kind {
    /// True for the three formats that are looked into, in the worker.
    pub fn can_be_decoded(self) -> bool {
        matches!(self.media, "image/jpeg" | "image/png" | "image/webp")
    }

    /// The ending of a name that we generate for such a file.
    pub fn ending(self) -> &'static str {
        match self.media {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/webp" => "webp",
            "application/pdf" => "pdf",
            "video/mp4" => "mp4",
            "text/plain" => "txt",
            _ => "bin",
        }
    }
}

/// The most bytes that are looked at to tell what a file is.
pub const HEAD: usize = 8192;

/// What a file is that begins with these bytes.
pub fn kind_of(head: &[u8]) -> Kind {
    let head = head.get(..HEAD).unwrap_or(head);
    if let Some(found) = infer::get(head) {
        let sort = match found.matcher_type() {
            infer::MatcherType::Image => Sort::Photo,
            infer::MatcherType::Video => Sort::Video,
            infer::MatcherType::Audio => Sort::Audio,
            infer::MatcherType::Doc | infer::MatcherType::Text | infer::MatcherType::Book => Sort::Paper,
            _ if found.mime_type() == "application/pdf" => Sort::Paper,
            _ => Sort::Other,
        };
        // A drawing that may hold scripts is not a photo.
        let svg = found.mime_type() == "text/xml" && drawing(head);
        return if svg { SVG } else { Kind { media: found.mime_type(), sort } };
    }
    match words(head) {
        Some(_) if drawing(head) => SVG,
        Some(_) => Kind { media: "text/plain", sort: Sort::Paper },
        None => Kind { media: "application/octet-stream", sort: Sort::Other },
    }
}

const SVG: Kind = Kind { media: "image/svg+xml", sort: Sort::Other };

fn drawing(head: &[u8]) -> bool {
    words(head).is_some_and(|text| text.to_ascii_lowercase().contains("<svg"))
}

/// The head as text, if it is UTF-8 without control characters; a letter cut in two at its end is no objection.
fn words(head: &[u8]) -> Option<&str> {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(cut) if head.len() == HEAD && cut.error_len().is_none() => {
            std::str::from_utf8(head.get(..cut.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    (!text.is_empty() && text.chars().all(plain)).then_some(text)
}
