//! From what a feed holds to a report's bytes, and from a report's bytes to the text that is compared.

use intake::feeds::FeedItem;
use intake::reading::document::{read_html, read_plain_text};
use intake::reading::{FileKind, HEAD_BYTES, Limits, recognise};

/// The bytes of an item, the same for the same item.
pub(super) fn bytes_of(item: &FeedItem) -> Vec<u8> {
    let is_html = item.body.contains("</") || item.body.contains("<p") || item.body.contains("<br");
    let text = if is_html {
        let title = item.title.replace('&', "&amp;").replace('<', "&lt;");
        format!(
            "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body>\n{}\n</body></html>\n",
            item.body
        )
    } else if item.body.is_empty() || item.body == item.title {
        format!("{}\n", item.title)
    } else {
        format!("{}\n\n{}\n", item.title, item.body)
    };
    text.into_bytes()
}

/// The text of a report; none of tables and batches.
pub(super) fn text_of(name: &str, bytes: &[u8]) -> Option<String> {
    let limits = Limits::default();
    let head = bytes.get(..HEAD_BYTES.min(bytes.len()))?;
    let document = match recognise(name, head).ok()? {
        FileKind::Html => read_html(name, bytes, &limits),
        FileKind::Text => read_plain_text(name, bytes, &limits),
        _ => return None,
    };
    document.ok().map(|document| document.text)
}

/// A name from outside, on one line and without marks that nobody sees.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !claims::is_invisible_control(*c))
        .collect()
}
