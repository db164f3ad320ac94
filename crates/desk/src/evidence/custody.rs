//! Links in the chain of custody. Who did it, when and why stand with the save that holds the link.

use serde_json::{Value as Json, json};
use vault::BlobId;

/// What happened to a file. Names are written in the ledger: add, never rename.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// It was captured, by somebody, somewhere.
    Captured,
    /// It was received from somebody.
    Received,
    /// Its SHA-256 was taken.
    Hashed,
    /// It was sealed and put on the shelf.
    Stored,
    /// A working copy was handed out.
    Copied,
    /// It was made from another file.
    Derived,
    /// Somebody looked at it.
    Viewed,
    /// The original left the casebook.
    Exported,
    /// It was compared with its hashes, and was the same.
    Verified,
    /// It was compared with its hashes, and was not the same, or not there.
    Failed,
}

impl Event {
    const ALL: [Event; 10] = [
        Event::Captured,
        Event::Received,
        Event::Hashed,
        Event::Stored,
        Event::Derived,
        Event::Copied,
        Event::Viewed,
        Event::Exported,
        Event::Verified,
        Event::Failed,
    ];

    /// The word in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            Event::Captured => "captured",
            Event::Received => "received",
            Event::Hashed => "hashed",
            Event::Stored => "stored",
            Event::Copied => "copied",
            Event::Derived => "derived",
            Event::Viewed => "viewed",
            Event::Exported => "exported",
            Event::Verified => "verified",
            Event::Failed => "failed",
        }
    }
}

/// One link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What happened, as a word; another version may know more words.
    pub event: String,
    /// To which file; none when it happened before there was one.
    pub blob: Option<BlobId>,
    /// The file it was made from.
    pub parent: Option<BlobId>,
    /// With which tool, with its version.
    pub tool: String,
    /// Anything more.
    pub detail: String,
}

impl Link {
    /// A link made by this program.
    pub(super) fn of(event: Event, blob: Option<BlobId>) -> Self {
        let tool = super::open::TOOL.to_owned();
        Self { event: event.name().to_owned(), blob, parent: None, tool, detail: String::new() }
    }

    /// Adds something.
    pub(super) fn with(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    /// Is it this event?
    pub fn is(&self, event: Event) -> bool {
        self.event == event.name()
    }

    /// The link as a claim's text: JSON, with what is empty left out.
    pub(super) fn text(&self) -> String {
        let mut object = serde_json::Map::new();
        object.insert("event".to_owned(), json!(self.event));
        let ids = [("blob", self.blob), ("parent", self.parent)];
        for (name, id) in ids.into_iter().filter_map(|(name, id)| Some((name, id?))) {
            object.insert(name.to_owned(), json!(id.to_string()));
        }
        for (name, text) in [("tool", &self.tool), ("detail", &self.detail)] {
            if !text.is_empty() {
                object.insert(name.to_owned(), json!(text));
            }
        }
        Json::Object(object).to_string()
    }

    /// Reads a claim's text; what is no link is kept as words.
    pub(super) fn read(text: &str) -> Self {
        let json: Json = serde_json::from_str(text).unwrap_or_default();
        let word = |name: &str| json.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        let id = |name: &str| word(name).parse().ok();
        match json.get("event") {
            Some(Json::String(event)) => Self {
                event: Event::ALL
                    .iter()
                    .find(|e| e.name() == event)
                    .map_or(event.clone(), |e| e.name().into()),
                blob: id("blob"),
                parent: id("parent"),
                tool: word("tool"),
                detail: word("detail"),
            },
            _ => Self {
                event: "note".to_owned(),
                blob: None,
                parent: None,
                tool: String::new(),
                detail: text.to_owned(),
            },
        }
    }
}

/// The order in which things happen to a file that are saved at once.
pub(super) fn order(link: &Link) -> usize {
    Event::ALL.iter().position(|event| link.is(*event)).unwrap_or(Event::ALL.len())
}
