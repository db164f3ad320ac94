//! RSS 2.0 and Atom. The reader is a machine of events: no entity beyond the five of XML and numbers is known, none is
//! fetched or expanded; depth, size and number of items are bounded. A feed that is cut off gives what came before.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One item of a feed. What is missing is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedItem {
    /// What the feed calls it; otherwise its address.
    pub id: String,
    /// Title, as plain text.
    pub title: String,
    /// Address, if it is http or https.
    pub link: String,
    /// The day and time it was published, as the feed writes it.
    pub published: String,
    /// Text or HTML of the item itself.
    pub body: String,
}

/// Why nothing, or not all, was read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedProblem {
    /// It is not XML, or neither RSS nor Atom.
    #[error("this is neither RSS nor Atom")]
    NoFeed,
    /// It is larger than a feed may be.
    #[error("the feed is larger than {} MB", MOST >> 20)]
    TooLarge,
}

/// Bytes of a feed, at most.
const MOST: usize = 5 << 20;
/// Items of a feed, at most.
const ITEMS: usize = 1_000;
/// Elements inside each other, at most.
const DEPTH: usize = 32;
/// Bytes of one text.
const TEXT: usize = 500_000;

/// The items of a feed, in its order, and what is odd about it.
///
/// # Errors
/// It is no feed, or too large.
pub fn items(bytes: &[u8]) -> Result<(Vec<FeedItem>, Vec<String>), FeedProblem> {
    if bytes.len() > MOST {
        return Err(FeedProblem::TooLarge);
    }
    // What cannot be read as UTF-8 becomes a mark; a feed in another encoding says so in its first line.
    let text = decoded(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let (mut found, mut doubts) = (Vec::new(), Vec::new());
    let mut path: Vec<String> = Vec::new();
    let (mut item, mut words, mut is_feed): (Option<FeedItem>, String, bool) = (None, String::new(), false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = start.local_name().as_ref().to_owned();
                is_feed |= path.is_empty() && matches!(name.as_str(), "rss" | "feed" | "RDF");
                if path.len() >= DEPTH {
                    doubts.push(format!("elements stand more than {DEPTH} deep; the rest was not read"));
                    break;
                }
                if matches!(name.as_str(), "item" | "entry") && item.is_none() {
                    item = Some(FeedItem::default());
                } else if let Some(item) = &mut item {
                    link_of(item, &start);
                }
                // Marks inside a text (Atom's XHTML) are left out, their words are kept.
                if depth_in_item(&path) <= 1 {
                    words.clear();
                } else {
                    words.push(' ');
                }
                path.push(name);
            }
            Ok(Event::Empty(start)) => {
                if let Some(item) = &mut item {
                    link_of(item, &start);
                }
            }
            Ok(Event::End(_)) => {
                let Some(name) = path.pop() else { break };
                if matches!(name.as_str(), "item" | "entry")
                    && !path.iter().any(|above| matches!(above.as_str(), "item" | "entry"))
                {
                    if found.len() >= ITEMS {
                        doubts.push(format!("there are more than {ITEMS} items; the rest was not read"));
                        break;
                    }
                    found.extend(item.take().and_then(complete));
                } else if depth_in_item(&path) == 1
                    && let Some(item) = &mut item
                {
                    put(item, &name, words.trim());
                }
            }
            Ok(Event::Text(text)) => push(&mut words, &text),
            Ok(Event::CData(text)) => push(&mut words, &text),
            Ok(Event::GeneralRef(entity)) => {
                // Anything but these stays unexpanded, whatever a DOCTYPE says.
                match &*entity {
                    "lt" => push(&mut words, "<"),
                    "gt" => push(&mut words, ">"),
                    "amp" => push(&mut words, "&"),
                    "quot" => push(&mut words, "\""),
                    "apos" => push(&mut words, "'"),
                    "nbsp" => push(&mut words, " "),
                    _ => match entity.resolve_char_ref() {
                        Ok(Some(letter)) => push(&mut words, letter.encode_utf8(&mut [0; 4])),
                        _ => push(&mut words, "\u{fffd}"),
                    },
                }
            }
            Ok(Event::Eof) => {
                if !path.is_empty() {
                    doubts.push("the feed is cut off; what came before was read".to_owned());
                }
                break;
            }
            Ok(_) => {}
            Err(cause) => {
                doubts.push(format!("the feed is broken ({cause}); what came before was read"));
                break;
            }
        }
    }
    if is_feed { Ok((found, doubts)) } else { Err(FeedProblem::NoFeed) }
}

/// How many elements below and with the item are open; 0 outside.
fn depth_in_item(path: &[String]) -> usize {
    path.iter().position(|name| matches!(name.as_str(), "item" | "entry")).map_or(0, |item| path.len() - item)
}

fn push(words: &mut String, more: &str) {
    if words.len() + more.len() <= TEXT {
        words.push_str(more);
    }
}

/// Atom gives the address as an attribute; of several the one that is the page.
fn link_of(item: &mut FeedItem, start: &BytesStart<'_>) {
    if start.local_name().as_ref() != "link" || !item.link.is_empty() {
        return;
    }
    let attribute = |name: &str| {
        let value = start.try_get_attribute(name).ok()??;
        // Addresses hold no entity but &amp;.
        Some(value.value.replace("&amp;", "&"))
    };
    if attribute("rel").is_none_or(|rel| rel == "alternate")
        && let Some(address) = attribute("href").filter(|address| is_web(address))
    {
        item.link = address;
    }
}

fn is_web(address: &str) -> bool {
    (address.starts_with("https://") || address.starts_with("http://"))
        && address.len() < 2_000
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
}

fn put(item: &mut FeedItem, name: &str, words: &str) {
    let into = match name {
        "title" if item.title.is_empty() => &mut item.title,
        "guid" | "id" => &mut item.id,
        "pubDate" | "published" | "date" => &mut item.published,
        "updated" if item.published.is_empty() => &mut item.published,
        "link" if item.link.is_empty() && is_web(words) => &mut item.link,
        // The longer of summary and full text.
        "description" | "summary" | "encoded" | "content" if words.len() > item.body.len() => &mut item.body,
        _ => return,
    };
    words.clone_into(into);
}

fn complete(mut item: FeedItem) -> Option<FeedItem> {
    if item.id.is_empty() {
        item.id = if item.link.is_empty() { item.title.clone() } else { item.link.clone() };
    }
    (!item.title.is_empty() || !item.body.is_empty() || !item.link.is_empty()).then_some(item)
}

fn decoded(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200)).unwrap_or(bytes)).into_owned();
    let said = head.split_once("encoding=").and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next());
    let encoding = said
        .and_then(|label| encoding_rs::Encoding::for_label(label.trim().as_bytes()))
        .unwrap_or(encoding_rs::UTF_8);
    encoding.decode(bytes).0.into_owned()
}

/// A day and time as RSS (RFC 2822) or Atom (RFC 3339) writes it, as ISO 8601; none if it cannot be read.
pub fn day_and_time(written: &str) -> Option<String> {
    let written = written.trim();
    if written.get(..4)?.bytes().all(|digit| digit.is_ascii_digit()) {
        return Some(written.to_owned());
    }
    let after_weekday = written.split_once(',').map_or(written, |(_, rest)| rest);
    let mut parts = after_weekday.split_whitespace();
    let (day, month, year) = (parts.next()?.parse::<u8>().ok()?, parts.next()?, parts.next()?);
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = month.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|name| *name == short)? + 1;
    let year = year.parse::<u16>().ok().filter(|year| (1990..2200).contains(year))?;
    let date = format!("{year:04}-{month:02}-{day:02}");
    let Some(time) = parts.next().filter(|time| time.split(':').count() >= 2) else { return Some(date) };
    let time = if time.split(':').count() == 2 { format!("{time}:00") } else { time.to_owned() };
    let zone = match parts.next() {
        Some("GMT" | "UT" | "UTC" | "Z" | "+0000" | "-0000") => "Z".to_owned(),
        Some(zone) if zone.len() == 5 && zone.starts_with(['+', '-']) => {
            format!("{}:{}", zone.get(..3)?, zone.get(3..)?)
        }
        // A zone of letters says too little; the day is kept.
        _ => return Some(date),
    };
    Some(format!("{date}T{time}{zone}"))
}
