//! Frames: the patterns of each language (data/LANG/frames.tsv) that say how its clauses are built: who was detained, by
//! whom, what is denied. A frame sees words by their tags and people, places, days and numbers as single pieces.
//!
//! `name <tab> pattern`, pieces of a pattern apart by spaces:
//! `detain.part` a tag (and those below it) · `'word'` a word as written, folded · `<people>` a piece that was recognised, `<people:acc>` with a
//! trait · `who=<people>` the same, kept under a name · `~` an aside in commas, brackets or dashes, if there is one · `..` up to four words,
//! `...` up to fourteen words and commas, `....` up to forty, `...!tag!<item>` the same over no such thing · `!tag` and `!<item>` no such thing here · `^` the start of the sentence, `$` its end · `?` at most once · `*` any number of
//! times · `(a | b c)` one of several.

use crate::lexicon::{Lexicon, Mistake, Tag, Tagged, lines};
use crate::span::Span;
use crate::token::{Made, Token};
use std::collections::{BTreeSet, HashMap};

/// A piece of a sentence that was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// First token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// people, place, day, time, number, org, force …
    pub what: &'static str,
    /// nom, acc, official, one, many …
    pub traits: Vec<&'static str>,
    /// Which of its kind, in a list that the reader of the frame knows.
    pub number: usize,
}

#[derive(Clone, Debug)]
enum Piece {
    Tag { tags: BTreeSet<Tag>, keep: Option<Box<str>> },
    Word(Box<str>),
    Item { what: Box<str>, traits: Vec<Box<str>>, keep: Option<Box<str>> },
    Aside,
    Gap { most: usize, commas: bool, bars: Vec<Bar> },
    Not(Bar),
    Start,
    End,
    Choice(Vec<Vec<Element>>),
}

/// What a gap does not pass over.
#[derive(Clone, Debug)]
enum Bar {
    Tag(BTreeSet<Tag>),
    Item { what: Box<str>, traits: Vec<Box<str>> },
}

#[derive(Clone, Debug)]
struct Element {
    piece: Piece,
    least: u8,
    most: u8,
}

/// One frame.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its name: what it finds, a point, and how.
    pub name: String,
    elements: Vec<Element>,
    /// Tags of which the sentence must hold one, for each piece that cannot be left out.
    needs: Vec<BTreeSet<Tag>>,
    needs_items: Vec<Box<str>>,
}

/// What a frame found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which frame, by its place in the file.
    pub frame: usize,
    /// First token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// Kept pieces: the name under which, first token, the token after the last, and the number of the item if it is one.
    pub kept: Vec<(Box<str>, usize, usize, Option<usize>)>,
}

impl Match {
    /// The tokens kept under a name.
    pub fn kept(&self, name: &str) -> Option<(usize, usize)> {
        self.kept.iter().find(|kept| &*kept.0 == name).map(|kept| (kept.1, kept.2))
    }

    /// The number of the item kept under a name.
    pub fn item(&self, name: &str) -> Option<usize> {
        self.kept.iter().find(|kept| &*kept.0 == name).and_then(|kept| kept.3)
    }
}

/// The frames of a language.
#[derive(Debug, Default)]
pub struct Frames {
    /// In the order of the file.
    pub list: Vec<Frame>,
}

impl Frames {
    /// Reads a file. Mistakes are told all at once.
    pub fn read(file: &'static str, data: &str, lexicon: &Lexicon) -> Result<Self, Vec<Mistake>> {
        let mut frames = Frames::default();
        let mut mistakes = Vec::new();
        for (number, line) in lines(data) {
            let mut wrong = |says: String| mistakes.push(Mistake { file, line: number, says });
            let Some((name, pattern)) = line.split_once('\t') else {
                wrong("a line has a name, a tab, and a pattern".to_owned());
                continue;
            };
            let words = words(pattern);
            let mut words = words.as_slice();
            match sequence(&mut words, lexicon, false) {
                Ok(elements) => {
                    let (mut needs, mut needs_items) = (Vec::new(), Vec::new());
                    for element in elements.iter().filter(|element| element.least > 0) {
                        match &element.piece {
                            Piece::Tag { tags, .. } => needs.push(tags.clone()),
                            Piece::Item { what, .. } => needs_items.push(what.clone()),
                            _ => {}
                        }
                    }
                    frames.list.push(Frame { name: name.trim().to_owned(), elements, needs, needs_items });
                }
                Err(says) => wrong(says),
            }
        }
        if mistakes.is_empty() { Ok(frames) } else { Err(mistakes) }
    }
}

/// The words of a pattern, brackets apart.
fn words(pattern: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in pattern.split_whitespace() {
        let mut word = word;
        while let Some(rest) = word.strip_prefix('(') {
            words.push("(");
            word = rest;
        }
        let mut closing = Vec::new();
        while let Some(at) = word.rfind(')') {
            let (before, bracket) = (word.get(..at).unwrap_or(""), word.get(at..).unwrap_or(""));
            if !matches!(bracket, ")" | ")?" | ")*") {
                break;
            }
            closing.push(bracket);
            word = before;
        }
        if !word.is_empty() {
            words.push(word);
        }
        words.extend(closing.into_iter().rev());
    }
    words
}

fn sequence(words: &mut &[&str], lexicon: &Lexicon, inside: bool) -> Result<Vec<Element>, String> {
    let mut elements = Vec::new();
    while let Some((&word, rest)) = words.split_first() {
        if inside && (word == "|" || word.starts_with(')')) {
            return Ok(elements);
        }
        *words = rest;
        if word == "(" {
            let mut choices = Vec::new();
            let close = loop {
                choices.push(sequence(words, lexicon, true)?);
                let Some((&mark, rest)) = words.split_first() else {
                    return Err("a bracket is not closed".to_owned());
                };
                *words = rest;
                if mark != "|" {
                    break mark;
                }
            };
            let (least, most) = times(close.trim_start_matches(')'))?;
            elements.push(Element { piece: Piece::Choice(choices), least, most });
            continue;
        }
        elements.push(element(word, lexicon)?);
    }
    if inside { Err("a bracket is not closed".to_owned()) } else { Ok(elements) }
}

fn times(suffix: &str) -> Result<(u8, u8), String> {
    match suffix {
        "" => Ok((1, 1)),
        "?" => Ok((0, 1)),
        "*" => Ok((0, 8)),
        other => Err(format!("\"{other}\" after a bracket")),
    }
}

fn element(word: &str, lexicon: &Lexicon) -> Result<Element, String> {
    let once = |piece| Ok(Element { piece, least: 1, most: 1 });
    match word {
        "~" => return Ok(Element { piece: Piece::Aside, least: 0, most: 1 }),
        "^" => return once(Piece::Start),
        "$" => return once(Piece::End),
        _ => {}
    }
    if word.starts_with("..") {
        let (dots, bars) = word.split_once('!').map_or((word, None), |(dots, bars)| (dots, Some(bars)));
        let (most, commas) = match dots {
            ".." => (4, false),
            "..." => (14, true),
            "...." => (40, true),
            other => return Err(format!("\"{other}\" is no gap")),
        };
        let bars = bars.into_iter().flat_map(|bars| bars.split('!'));
        let bars = bars.map(|bar| self::bar(bar, lexicon)).collect::<Result<_, _>>()?;
        return once(Piece::Gap { most, commas, bars });
    }
    let (body, least, most) = match (word.strip_suffix('?'), word.strip_suffix('*')) {
        (Some(body), _) => (body, 0, 1),
        (_, Some(body)) => (body, 0, 8),
        _ => (word, 1, 1),
    };
    if let Some(tag) = body.strip_prefix('!') {
        return Ok(Element { piece: Piece::Not(bar(tag, lexicon)?), least: 1, most: 1 });
    }
    let (keep, body) = match body.split_once('=') {
        Some((keep, body)) => (Some(Box::from(keep)), body),
        None => (None, body),
    };
    let piece = if let Some(item) = body.strip_prefix('<').and_then(|body| body.strip_suffix('>')) {
        let mut parts = item.split(':');
        let what = Box::from(parts.next().unwrap_or(""));
        Piece::Item { what, traits: parts.map(Box::from).collect(), keep }
    } else if let Some(literal) = body.strip_prefix('\'').and_then(|body| body.strip_suffix('\'')) {
        Piece::Word(crate::token::fold(literal).into())
    } else {
        Piece::Tag { tags: tags(body, lexicon)?, keep }
    };
    Ok(Element { piece, least, most })
}

fn bar(bar: &str, lexicon: &Lexicon) -> Result<Bar, String> {
    match bar.strip_prefix('<').and_then(|bar| bar.strip_suffix('>')) {
        Some(item) => {
            let mut parts = item.split(':');
            Ok(Bar::Item {
                what: Box::from(parts.next().unwrap_or("")),
                traits: parts.map(Box::from).collect(),
            })
        }
        None => Ok(Bar::Tag(tags(bar, lexicon)?)),
    }
}

fn tags(name: &str, lexicon: &Lexicon) -> Result<BTreeSet<Tag>, String> {
    let tags = lexicon.below(name);
    if tags.is_empty() { Err(format!("no word bears the tag \"{name}\"")) } else { Ok(tags) }
}

/// A sentence made ready for frames.
pub struct Field<'a> {
    text: &'a str,
    tokens: &'a [Token],
    from: usize,
    to: usize,
    tags: Vec<Vec<(Tag, usize)>>,
    items: HashMap<usize, Vec<&'a Item>>,
    all_tags: BTreeSet<Tag>,
}

/// Steps that one frame may take from one place; a sentence made to be slow gives up instead.
const STEPS: u32 = 3_000;

impl<'a> Field<'a> {
    /// Puts words, tags and items of `tokens[from..to]` side by side.
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        from: usize,
        to: usize,
        tagged: &[Tagged],
        items: &'a [Item],
    ) -> Self {
        let mut tags = vec![Vec::new(); to.saturating_sub(from)];
        let mut all_tags = BTreeSet::new();
        for tagged in tagged {
            if let Some(place) = tagged.at.checked_sub(from).and_then(|at| tags.get_mut(at)) {
                place.push((tagged.tag, tagged.len));
                all_tags.insert(tagged.tag);
            }
        }
        let mut of: HashMap<usize, Vec<&Item>> = HashMap::new();
        for item in items.iter().filter(|item| item.from >= from && item.to <= to) {
            of.entry(item.from).or_default().push(item);
        }
        Self { text, tokens, from, to, tags, items: of, all_tags }
    }

    /// The tags that begin at a token, each with how many tokens it takes.
    pub fn tags_at(&self, at: usize) -> &[(Tag, usize)] {
        at.checked_sub(self.from).and_then(|at| self.tags.get(at)).map_or(&[], Vec::as_slice)
    }

    /// Every place where a frame fits, the frames in their order, places from left to right; one match a frame and place.
    pub fn matches(&self, frames: &Frames) -> Vec<Match> {
        let mut found = Vec::new();
        for (number, frame) in frames.list.iter().enumerate() {
            let lacks_tag = frame.needs.iter().any(|tags| tags.is_disjoint(&self.all_tags));
            let has_item = |what: &str| self.items.values().flatten().any(|item| item.what == what);
            if lacks_tag || !frame.needs_items.iter().all(|what| has_item(what)) {
                continue;
            }
            for at in self.from..self.to {
                if !self.may_begin(frame, at) {
                    continue;
                }
                let mut walk = Walk { field: self, kept: Vec::new(), steps: STEPS };
                if let Some(to) = walk.sequence(&frame.elements, 0, at, 0) {
                    found.push(Match { frame: number, from: at, to, kept: walk.kept });
                }
            }
        }
        found
    }

    /// Whether the first piece of a frame, if it cannot be left out, may stand at a token: most places are seen off here.
    fn may_begin(&self, frame: &Frame, at: usize) -> bool {
        if self.tokens.get(at).is_some_and(|token| token.made == Made::Break) {
            return false;
        }
        let Some(first) = frame.elements.first().filter(|first| first.least > 0) else { return true };
        match &first.piece {
            Piece::Tag { tags, .. } => self.tags_at(at).iter().any(|(tag, _)| tags.contains(tag)),
            Piece::Item { what, .. } => {
                self.items.get(&at).is_some_and(|items| items.iter().any(|item| *item.what == **what))
            }
            Piece::Word(word) => self.tokens.get(at).is_some_and(|token| token.folded == *word),
            Piece::Start => at == self.from,
            _ => true,
        }
    }

    /// The aside that begins here, if one does: where it ends.
    pub fn aside(&self, at: usize) -> Option<usize> {
        let open = self.mark(at)?;
        let closes: &[&str] = match open {
            "," => &[","],
            "(" => &[")"],
            "—" | "–" => &["—", "–", ","],
            _ => return None,
        };
        // A bracket or a pair of commas that holds most of a sentence is no aside.
        (at + 1..(at + 40).min(self.to))
            .find(|&end| self.mark(end).is_some_and(|mark| closes.contains(&mark)))
            .map(|end| end + 1)
    }

    fn mark(&self, at: usize) -> Option<&'a str> {
        self.tokens.get(at).filter(|token| token.made == Made::Mark).map(|token| token.span.quote(self.text))
    }

    /// Where tokens `from..to` stand in the text.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if from < to => first.span.to(last.span),
            _ => Span::default(),
        }
    }
}

struct Walk<'f, 'a> {
    field: &'f Field<'a>,
    kept: Vec<(Box<str>, usize, usize, Option<usize>)>,
    steps: u32,
}

impl Walk<'_, '_> {
    /// Fits `elements` from number `number` on at token `at`, `done` times of the present one behind us; returns the end.
    fn sequence(&mut self, elements: &[Element], number: usize, at: usize, done: u8) -> Option<usize> {
        let Some(element) = elements.get(number) else { return Some(at) };
        self.steps = self.steps.checked_sub(1)?;
        if done < element.most {
            let before = self.kept.len();
            for end in self.ends(&element.piece, at) {
                let kept = self.keep(&element.piece, at, end);
                let again = if end > at && element.most > 1 {
                    self.sequence(elements, number, end, done + 1)
                } else {
                    self.sequence(elements, number + 1, end, 0)
                };
                if again.is_some() {
                    return again;
                }
                let _ = kept;
                self.kept.truncate(before);
            }
        }
        if done >= element.least { self.sequence(elements, number + 1, at, 0) } else { None }
    }

    fn keep(&mut self, piece: &Piece, at: usize, end: usize) -> bool {
        match piece {
            Piece::Tag { keep: Some(name), .. } => self.kept.push((name.clone(), at, end, None)),
            Piece::Item { what, traits, keep: Some(name) } => {
                let item = self.items(what, traits, at).find(|item| item.to == end).map(|item| item.number);
                self.kept.push((name.clone(), at, end, item));
            }
            _ => return false,
        }
        true
    }

    fn items<'s>(
        &'s self,
        what: &'s str,
        traits: &'s [Box<str>],
        at: usize,
    ) -> impl Iterator<Item = &'s Item> {
        let here = self.field.items.get(&at).map_or(&[] as &[&Item], Vec::as_slice);
        here.iter().copied().filter(move |item| {
            item.what == what && traits.iter().all(|wanted| item.traits.contains(&&**wanted))
        })
    }

    fn is_barred(&self, bar: &Bar, at: usize) -> bool {
        match bar {
            Bar::Tag(tags) => self.field.tags_at(at).iter().any(|(tag, _)| tags.contains(tag)),
            Bar::Item { what, traits } => self.items(what, traits, at).next().is_some(),
        }
    }

    /// Where a piece that begins at `at` may end, the likeliest first.
    fn ends(&mut self, piece: &Piece, at: usize) -> Vec<usize> {
        let field = self.field;
        // Line breaks inside a sentence are white space.
        let broken = field.tokens.get(at).is_some_and(|token| token.made == Made::Break) && at < field.to;
        if broken && !matches!(piece, Piece::Start) {
            return self.ends(piece, at + 1);
        }
        match piece {
            Piece::Start => {
                if at == field.from {
                    vec![at]
                } else {
                    Vec::new()
                }
            }
            Piece::End => {
                if at >= field.to {
                    vec![at]
                } else {
                    Vec::new()
                }
            }
            Piece::Word(word) => {
                let here = field.tokens.get(at).filter(|_| at < field.to);
                if here.is_some_and(|token| token.folded == *word) { vec![at + 1] } else { Vec::new() }
            }
            Piece::Tag { tags, .. } => {
                let mut ends: Vec<usize> = field
                    .tags_at(at)
                    .iter()
                    .filter(|(tag, len)| tags.contains(tag) && at + len <= field.to)
                    .map(|(_, len)| at + len)
                    .collect();
                ends.sort_unstable_by(|a, b| b.cmp(a));
                ends.dedup();
                ends
            }
            Piece::Item { what, traits, .. } => {
                let mut ends: Vec<usize> = self.items(what, traits, at).map(|item| item.to).collect();
                ends.sort_unstable_by(|a, b| b.cmp(a));
                ends.dedup();
                ends
            }
            Piece::Aside => field.aside(at).into_iter().collect(),
            Piece::Gap { most, commas, bars } => {
                let mut ends = vec![at];
                let mut end = at;
                while end < field.to && end - at < *most {
                    let Some(token) = field.tokens.get(end) else { break };
                    let stops = match token.made {
                        Made::Mark => match token.span.quote(field.text) {
                            ";" | "!" | "?" | ":" | "…" => true,
                            // A point inside a sentence belongs to a short form.
                            "." => !commas,
                            "," | "—" | "–" | "(" | ")" => !commas,
                            _ => false,
                        },
                        _ => false,
                    };
                    if stops || bars.iter().any(|bar| self.is_barred(bar, end)) {
                        break;
                    }
                    end += 1;
                    ends.push(end);
                }
                ends
            }
            Piece::Not(bar) => {
                if self.is_barred(bar, at) {
                    Vec::new()
                } else {
                    vec![at]
                }
            }
            Piece::Choice(choices) => {
                let mut ends = Vec::new();
                for choice in choices {
                    if let Some(end) = self.sequence(choice, 0, at, 0)
                        && !ends.contains(&end)
                    {
                        ends.push(end);
                    }
                }
                ends
            }
        }
    }
}
