//! The visible text of a web page in blocks. The tokens come from html5ever, which reads markup and entities as
//! browsers do; structure is followed only as far as blocks need it, on a stack with a limit. Scripts, styles and
//! what the page hides are left out, and hidden text is counted in a doubt. Nothing is executed or fetched.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::wording;
use super::{Block, BlockKind, Document};
use crate::reading::encoding::{self, Detected};
use crate::reading::{Doubt, DoubtKind, Limits, ReadingProblem};

/// The page is fed in pieces of this size, so that one endless tag is noticed.
const PIECE: usize = 16 << 10;
/// A tag this long is a picture written into the page, or an attack on the parser, whose time grows with the square
/// of a tag's attributes.
const LONG_TAG: usize = 128 << 10;

pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadingProblem> {
    let (detected, stated) = encoding_of(file, bytes)?;
    let mut doubts = Vec::new();
    if detected.assumed && !stated {
        doubts.push(Doubt::file(DoubtKind::EncodingAssumed(detected.encoding.name()), ""));
    }
    let page = encoding::decode_sample(detected, bytes);
    if page.contains('\u{fffd}') {
        doubts.push(Doubt::file(DoubtKind::BytesNotText, ""));
    }
    let page = parse(file, &page, limits)?;
    if page.blocks.is_empty() {
        return Err(ReadingProblem::Empty { file: file.to_owned() });
    }
    if page.hidden > 0 {
        doubts.push(Doubt::file(DoubtKind::HiddenText(page.hidden), ""));
    }
    if page.too_deep {
        doubts.push(Doubt::file(DoubtKind::TooDeep, ""));
    }
    let title = page.title.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Document {
        text: page.text,
        encoding: detected.encoding.name(),
        offsets_are_file_bytes: false,
        blocks: page.blocks,
        title: (!title.is_empty()).then_some(title),
        language: None,
        doubts,
    })
}

/// The page's encoding, and whether the page states it: a byte order mark or a `charset` near its start.
fn encoding_of(file: &str, bytes: &[u8]) -> Result<(Detected, bool), ReadingProblem> {
    let detected = encoding::detect(file, bytes)?;
    let start = bytes.get(..1024).unwrap_or(bytes).to_ascii_lowercase();
    let start = String::from_utf8_lossy(&start);
    let label = start.split_once("charset=").map(|(_, rest)| {
        rest.trim_start_matches(['"', '\'', ' '])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
    });
    let stated =
        label.and_then(|label| encoding_rs::Encoding::for_label(label.collect::<String>().as_bytes()));
    match stated {
        // A page that can be searched for its charset byte by byte is not UTF-16, whatever it says.
        Some(encoding) if detected.mark == 0 && !encoding.name().starts_with("UTF-16") => {
            Ok((Detected { encoding, mark: 0, assumed: false }, true))
        }
        _ => Ok((detected, detected.mark > 0)),
    }
}

fn parse(file: &str, page: &str, limits: &Limits) -> Result<Page, ReadingProblem> {
    let sink = Sink {
        page: RefCell::new(Page { depth: limits.html_depth, ..Page::default() }),
        tokens: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let (mut rest, mut silent, mut seen) = (page, 0usize, 0u64);
    let mut gaps = 0usize;
    while !rest.is_empty() {
        let mut end = rest.len().min(PIECE);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        queue.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        if tokenizer.sink.tokens.get() == seen {
            silent += piece.len();
            gaps += piece
                .bytes()
                .filter(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\''))
                .count();
        } else {
            seen = tokenizer.sink.tokens.get();
            (silent, gaps) = (0, 0);
        }
        if silent > LONG_TAG && gaps * 12 > silent {
            return Err(ReadingProblem::NotReadable {
                file: file.to_owned(),
                found: "a web page with one tag or comment of more than a hundred kilobytes",
                advice: "copy its text into a plain text file",
            });
        }
    }
    tokenizer.end();
    let mut page = tokenizer.sink.page.into_inner();
    page.flush();
    Ok(page)
}

/// What an open element does to the text inside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    None,
    /// Left out without a word: pictures in the page, form fields.
    Drop,
    /// Left out and counted.
    Hide,
    Kind(BlockKind),
}

struct Open {
    name: String,
    effect: Effect,
}

/// The page as read so far.
#[derive(Default)]
struct Page {
    text: String,
    blocks: Vec<Block>,
    title: String,
    hidden: usize,
    too_deep: bool,
    had_title: bool,
    depth: usize,
    open: Vec<Open>,
    /// The open element whose content is not markup.
    raw: Option<String>,
    current: String,
    space: bool,
}

impl Page {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        match name {
            "br" => {
                self.line_break();
                return TokenSinkResult::Continue;
            }
            "hr" => {
                self.flush();
                return TokenSinkResult::Continue;
            }
            "td" | "th" if !self.current.is_empty() => self.current.push('\t'),
            "area" | "base" | "col" | "embed" | "img" | "input" | "link" | "meta" | "param" | "source"
            | "track" | "wbr" => return TokenSinkResult::Continue,
            _ => {}
        }
        let raw = match name {
            "script" => Some(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "noframes" | "noscript" | "xmp" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        if let Some(kind) = raw {
            self.raw = Some(name.to_owned());
            return TokenSinkResult::RawData(kind);
        }
        if is_block(name) {
            self.flush();
            self.close_implied(name);
        }
        let effect = effect_of(tag);
        // Elements that neither part the text nor change it need no place on the stack.
        if (effect != Effect::None || is_block(name)) && !tag.self_closing {
            if self.open.len() < self.depth {
                self.open.push(Open { name: name.to_owned(), effect });
            } else {
                self.too_deep = true;
            }
        }
        TokenSinkResult::Continue
    }

    fn end(&mut self, name: &str) {
        if self.raw.as_deref() == Some(name) {
            self.raw = None;
            return;
        }
        if is_block(name) {
            self.flush();
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at);
        } else if name == "p" || name == "br" {
            self.line_break();
        }
    }

    /// Closes what a new element closes by itself: a paragraph, an item, a row, a cell.
    fn close_implied(&mut self, name: &str) {
        let (closed, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            _ => (&["p"], &[]),
        };
        let stop = |open: &Open| {
            within.contains(&open.name.as_str())
                || (within.is_empty() && open.name != "p" && is_block(&open.name))
        };
        for at in (0..self.open.len()).rev() {
            let Some(open) = self.open.get(at) else { return };
            if closed.contains(&open.name.as_str()) {
                self.open.truncate(at);
                return;
            }
            if stop(open) {
                return;
            }
        }
    }

    fn characters(&mut self, text: &str) {
        if let Some(raw) = &self.raw {
            if raw == "title"
                && !self.open.iter().any(|open| open.effect == Effect::Drop)
                && self.title.is_empty()
            {
                self.title.push_str(text);
            }
            return;
        }
        match self
            .open
            .iter()
            .find(|open| matches!(open.effect, Effect::Drop | Effect::Hide))
            .map(|open| open.effect)
        {
            Some(Effect::Hide) => {
                self.hidden += text.chars().filter(|c| !c.is_whitespace()).count();
                return;
            }
            Some(_) => return,
            None => {}
        }
        let preformatted = self.open.iter().any(|open| open.name == "pre");
        for c in text.chars() {
            if c == '\n' && preformatted {
                self.line_break();
            } else if c.is_ascii_whitespace() {
                self.space = true;
            } else {
                if self.space && !self.current.is_empty() && !self.current.ends_with(['\n', '\t']) {
                    self.current.push(' ');
                }
                self.space = false;
                self.current.push(c);
            }
        }
    }

    /// One line break stays in its block; a second one ends it.
    fn line_break(&mut self) {
        if self.current.ends_with('\n') {
            self.flush();
        } else if !self.current.is_empty() {
            self.current.push('\n');
        }
        self.space = false;
    }

    /// Ends the block being read.
    fn flush(&mut self) {
        self.space = false;
        let written = std::mem::take(&mut self.current);
        let written = written.trim();
        if written.is_empty() {
            return;
        }
        let kinds = || {
            self.open.iter().rev().filter_map(|open| match open.effect {
                Effect::Kind(kind) => Some(kind),
                _ => None,
            })
        };
        let boilerplate = kinds().any(|kind| kind == BlockKind::Boilerplate);
        let marked = kinds().next();
        let kind = match (boilerplate, marked) {
            (true, _) => BlockKind::Boilerplate,
            (_, Some(BlockKind::Title)) if self.had_title => BlockKind::Heading,
            (_, Some(kind @ (BlockKind::Title | BlockKind::Heading | BlockKind::Caption))) => kind,
            (_, marked) => match wording::kind_of(written) {
                // A page marks its headings; a short paragraph is a paragraph.
                BlockKind::Heading => marked.unwrap_or(BlockKind::Paragraph),
                BlockKind::Paragraph => marked.unwrap_or(BlockKind::Paragraph),
                known => known,
            },
        };
        self.had_title |= kind == BlockKind::Title;
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(written);
        self.blocks.push(Block { range: start..self.text.len(), kind, repeat_of: None });
    }
}

fn effect_of(tag: &Tag) -> Effect {
    let attribute = |name: &str| {
        tag.attrs
            .iter()
            .find(|attribute| &*attribute.name.local == name)
            .map(|attribute| attribute.value.to_lowercase())
    };
    let style: String = attribute("style").unwrap_or_default().split_whitespace().collect();
    if attribute("hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden")
    {
        return Effect::Hide;
    }
    let role = attribute("role").unwrap_or_default();
    if matches!(role.as_str(), "navigation" | "contentinfo" | "search" | "menu" | "menubar" | "complementary")
    {
        return Effect::Kind(BlockKind::Boilerplate);
    }
    match &*tag.name {
        "svg" | "math" | "canvas" | "audio" | "video" | "object" | "template" | "select" | "datalist" => {
            Effect::Drop
        }
        "nav" | "footer" | "aside" | "form" | "menu" | "button" => Effect::Kind(BlockKind::Boilerplate),
        "figcaption" | "caption" => Effect::Kind(BlockKind::Caption),
        "h1" => Effect::Kind(BlockKind::Title),
        "h2" | "h3" | "h4" | "h5" | "h6" => Effect::Kind(BlockKind::Heading),
        "li" => Effect::Kind(BlockKind::ListItem),
        _ if attribute("class").is_some_and(|class| class.contains("caption")) => {
            Effect::Kind(BlockKind::Caption)
        }
        _ => Effect::None,
    }
}

/// Elements that part the text before and after them.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Receives the tokens. The parser hands them to a shared reference, so the page sits in a cell.
struct Sink {
    page: RefCell<Page>,
    tokens: Cell<u64>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if !matches!(token, Token::ParseError(Cow::Borrowed(_) | Cow::Owned(_))) {
            self.tokens.set(self.tokens.get() + 1);
        }
        let mut page = self.page.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return page.start(&tag),
            Token::TagToken(tag) => page.end(&tag.name),
            Token::CharacterTokens(text) => page.characters(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
