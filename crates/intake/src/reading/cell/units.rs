//! A cell that lists police stations or other units, some with numbers of people beside them, as monitors type it:
//! lines, commas or semicolons between; `(14)` or `- 14` after a name; remarks in square brackets. Splits, and says
//! where the splitting is doubtful. Knows no unit by name and corrects no spelling.

use super::count::{CellCount, WhyUnclear, read_count_cell};
use crate::reading::{Doubt, DoubtKind};

/// One unit as named in the cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitMention {
    /// The name as written, without its number and the signs around it.
    pub name: String,
    /// The number beside it, when it is plain.
    pub count: Option<u64>,
    /// The number as written, plain or not.
    pub count_raw: Option<String>,
    /// Bytes before the name in the cell.
    pub offset: usize,
}

/// Splits a cell into units, with the doubts about it; their offsets are bytes within the cell.
pub fn split_units_cell(raw: &str) -> (Vec<UnitMention>, Vec<Doubt>) {
    let mut doubts = Vec::new();
    let balanced = brackets_balance(raw);
    if !balanced {
        doubts.push(Doubt::at(0, DoubtKind::BracketUnbalanced, raw));
    }
    let pieces = pieces(raw, balanced, &mut doubts);
    let units = pieces.into_iter().filter_map(|piece| unit(raw, piece, &mut doubts)).collect();
    (units, doubts)
}

/// A stretch of the cell, in bytes.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
}

fn slice(raw: &str, piece: Piece) -> &str {
    raw.get(piece.start..piece.end).unwrap_or_default()
}

/// Cuts the cell where units are separated, and takes out remarks in square brackets.
fn pieces(raw: &str, balanced: bool, doubts: &mut Vec<Doubt>) -> Vec<Piece> {
    let strong = cut(raw, balanced, &[';', '\n', '\r']);
    let semicolons = cut(raw, balanced, &[';']).len() > 1;
    let mut pieces = Vec::new();
    for piece in strong {
        let parts = cut_within(raw, balanced, piece, &[',', '،']);
        if parts.len() == 1 || !slice(raw, piece).contains(char::is_alphanumeric) {
            pieces.push(piece);
            continue;
        }
        // Between semicolons a comma belongs to a name, unless each part brings its own number.
        let all_counted = parts.iter().all(|part| split_count(slice(raw, *part).trim()).1.is_some());
        if semicolons && !all_counted {
            doubts.push(Doubt::at(piece.start, DoubtKind::CommaUnclear, slice(raw, piece).trim()));
            pieces.push(piece);
            continue;
        }
        for pair in parts.windows(2) {
            let [left, right] = pair else { continue };
            let (at, left, right) = (right.start, slice(raw, *left), slice(raw, *right));
            let tight = left.ends_with(|c: char| c.is_ascii_digit())
                && right.starts_with(|c: char| c.is_ascii_digit());
            if tight || right.trim_start().starts_with(char::is_lowercase) {
                doubts.push(Doubt::at(at, DoubtKind::CommaUnclear, format!("{},{right}", left.trim_start())));
            }
        }
        pieces.extend(parts);
    }
    if !balanced {
        return pieces;
    }
    pieces.into_iter().map(|piece| without_remark(raw, piece, doubts)).collect()
}

/// A piece without a remark at its end or start; the remark becomes a doubt.
fn without_remark(raw: &str, mut piece: Piece, doubts: &mut Vec<Doubt>) -> Piece {
    while let Some(open) = slice(raw, piece).find('[') {
        let text = slice(raw, piece);
        let Some(close) = text.get(open..).and_then(|rest| rest.find(']')).map(|at| open + at + 1) else {
            break;
        };
        let remark = text.get(open..close).unwrap_or_default();
        let (before, after) = (text.get(..open).unwrap_or_default(), text.get(close..).unwrap_or_default());
        let piece_start = piece.start;
        if after.trim().is_empty() {
            piece.end = piece_start + open;
        } else if before.trim().is_empty() {
            piece.start = piece_start + close;
        } else {
            // In the middle of a name it stays where it is.
            doubts.push(Doubt::at(piece_start + open, DoubtKind::Remark, remark));
            break;
        }
        doubts.push(Doubt::at(piece_start + open, DoubtKind::Remark, remark));
    }
    piece
}

fn unit(raw: &str, piece: Piece, doubts: &mut Vec<Doubt>) -> Option<UnitMention> {
    let whole = slice(raw, piece);
    let offset = piece.start + (whole.len() - whole.trim_start().len());
    let mut text = whole.trim();
    if let Some(rest) = text.strip_suffix('.')
        && rest.ends_with(|c: char| c.is_ascii_digit() || c == ')')
    {
        text = rest;
    }
    let sure = text.trim_end_matches(['?', ' ']);
    if sure.len() != text.len() {
        doubts.push(Doubt::at(offset, DoubtKind::WriterUnsure, text));
        text = sure;
    }
    if !text.contains(char::is_alphanumeric) {
        // Only signs: separators say nothing, a dash or the like says that the writer left the place open.
        if text.contains(|c: char| !c.is_whitespace() && !matches!(c, ',' | ';' | '،')) {
            doubts.push(Doubt::at(offset, DoubtKind::WriterUnsure, text));
        }
        return None;
    }
    let (name, count) = split_count(text);
    let mut mention = UnitMention { name: name.to_owned(), count: None, count_raw: None, offset };
    if let Some(written) = count {
        mention.count_raw = Some(written.to_owned());
        match read_count_cell(written) {
            CellCount::Exact(number) => mention.count = Some(number),
            other => doubts.push(Doubt::at(offset, kind_of(&other), text)),
        }
    } else if dash(text).is_some() {
        doubts.push(Doubt::at(offset, DoubtKind::DashUnclear, text));
    }
    Some(mention)
}

/// The name and the number beside it, as written. Brackets or a dash around anything but a number are part of the
/// name.
fn split_count(text: &str) -> (&str, Option<&str>) {
    if let Some((name, inside)) = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        if is_count(inside) && !name.trim().is_empty() {
            return (name.trim_end(), Some(inside.trim()));
        }
        return (text, None);
    }
    match dash(text) {
        Some((name, after)) if is_count(after) => (name, Some(after)),
        _ => (text, None),
    }
}

/// Around the last dash or colon that is not inside a word: a dash needs a space on one side at least.
fn dash(text: &str) -> Option<(&str, &str)> {
    text.char_indices().rev().find_map(|(at, c)| {
        if !matches!(c, '-' | '–' | '—' | ':') {
            return None;
        }
        let (before, after) = (text.get(..at)?, text.get(at + c.len_utf8()..)?);
        let apart = before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace);
        (apart && !before.trim().is_empty() && !after.trim().is_empty())
            .then(|| (before.trim_end(), after.trim()))
    })
}

fn is_count(text: &str) -> bool {
    match read_count_cell(text) {
        CellCount::Exact(_) | CellCount::Range(..) => true,
        CellCount::Unclear { why, possible, .. } => !possible.is_empty() || why == WhyUnclear::Unknown,
        CellCount::Empty => false,
    }
}

fn kind_of(count: &CellCount) -> DoubtKind {
    match count {
        CellCount::Unclear { why, possible, .. } => match (why, possible.first()) {
            (WhyUnclear::NotAddedUp, Some(total)) => DoubtKind::NotAddedUp(*total),
            (WhyUnclear::Unsure | WhyUnclear::Unknown, _) => DoubtKind::WriterUnsure,
            (WhyUnclear::Approximate | WhyUnclear::AtLeast | WhyUnclear::AtMost, _) => DoubtKind::Approximate,
            (WhyUnclear::Remark, _) => DoubtKind::Remark,
            _ => DoubtKind::NumberUnclear,
        },
        _ => DoubtKind::NumberUnclear,
    }
}

fn cut(raw: &str, balanced: bool, separators: &[char]) -> Vec<Piece> {
    cut_within(raw, balanced, Piece { start: 0, end: raw.len() }, separators)
}

/// Cuts a piece at separators outside brackets and angle quotes.
fn cut_within(raw: &str, balanced: bool, piece: Piece, separators: &[char]) -> Vec<Piece> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), piece.start, 0usize);
    for (at, c) in slice(raw, piece).char_indices() {
        match c {
            '(' | '[' | '«' if balanced => depth += 1,
            ')' | ']' | '»' if balanced => depth = depth.saturating_sub(1),
            c if depth == 0 && separators.contains(&c) => {
                pieces.push(Piece { start, end: piece.start + at });
                start = piece.start + at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(Piece { start, end: piece.end });
    pieces
}

fn brackets_balance(raw: &str) -> bool {
    let mut open = Vec::new();
    for c in raw.chars() {
        match c {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '«' => open.push('»'),
            ')' | ']' | '»' if open.pop() != Some(c) => return false,
            _ => {}
        }
    }
    open.is_empty()
}
