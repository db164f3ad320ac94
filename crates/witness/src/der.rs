//! Reading and writing DER (X.690), the few types that RFC 3161 needs. Strict: one form for every length, no indefinite
//! lengths, nothing behind the end. It must never panic and never trust a length.

use crate::problem::WitnessProblem;

pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const OCTETS: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OID: u8 = 0x06;
pub(crate) const UTF8: u8 = 0x0c;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// A context-specific constructed tag, `[n]`.
pub(crate) const fn context(n: u8) -> u8 {
    0xa0 | n
}

/// A context-specific primitive tag, `[n]`.
pub(crate) const fn context_plain(n: u8) -> u8 {
    0x80 | n
}

fn form(what: &str) -> WitnessProblem {
    WitnessProblem::Form(what.to_owned())
}

/// One value: its tag, its content, and all its bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'a> {
    pub tag: u8,
    pub content: &'a [u8],
    pub whole: &'a [u8],
}

/// Values one after the other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Der<'a> {
    rest: &'a [u8],
}

impl<'a> Der<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next value, whatever it is.
    pub(crate) fn any(&mut self) -> Result<Value<'a>, WitnessProblem> {
        let cut = || form("it ends too early");
        let start = self.rest;
        let (tag, rest) = start.split_first().ok_or_else(cut)?;
        if tag & 0x1f == 0x1f {
            return Err(form("it has a tag of several bytes"));
        }
        let (first, rest) = rest.split_first().ok_or_else(cut)?;
        let (length, rest) = if *first < 0x80 {
            (usize::from(*first), rest)
        } else {
            let count = usize::from(first & 0x7f);
            if !(1..=4).contains(&count) {
                return Err(form("it has an open or impossible length"));
            }
            let (digits, rest) = rest.split_at_checked(count).ok_or_else(cut)?;
            let length = digits.iter().fold(0usize, |sum, digit| sum << 8 | usize::from(*digit));
            if length < 0x80 || digits.first() == Some(&0) {
                return Err(form("it has a length that is longer than it need be"));
            }
            (length, rest)
        };
        let (content, rest) = rest.split_at_checked(length).ok_or_else(cut)?;
        let whole = start.get(..start.len() - rest.len()).ok_or_else(cut)?;
        self.rest = rest;
        Ok(Value { tag: *tag, content, whole })
    }

    /// The next value, which must have this tag.
    pub(crate) fn value(&mut self, tag: u8, what: &str) -> Result<Value<'a>, WitnessProblem> {
        let value = self.any()?;
        if value.tag == tag { Ok(value) } else { Err(form(&format!("{what} is missing"))) }
    }

    /// The content of the next value, which must have this tag.
    pub(crate) fn take(&mut self, tag: u8, what: &str) -> Result<&'a [u8], WitnessProblem> {
        self.value(tag, what).map(|value| value.content)
    }

    /// The values inside the next one.
    pub(crate) fn inside(&mut self, tag: u8, what: &str) -> Result<Der<'a>, WitnessProblem> {
        self.take(tag, what).map(Der::new)
    }

    /// The next value if it has this tag.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Value<'a>>, WitnessProblem> {
        if self.rest.first() == Some(&tag) { self.any().map(Some) } else { Ok(None) }
    }

    /// Nothing may follow.
    pub(crate) fn end(self, what: &str) -> Result<(), WitnessProblem> {
        if self.is_empty() { Ok(()) } else { Err(form(&format!("something stands behind {what}"))) }
    }
}

/// A small integer that is not negative.
pub(crate) fn small(content: &[u8], what: &str) -> Result<u64, WitnessProblem> {
    let bad = || form(&format!("{what} is not a small number"));
    match content {
        [] => Err(bad()),
        [first, ..] if first & 0x80 != 0 => Err(bad()),
        [0, second, ..] if second & 0x80 == 0 => Err(bad()),
        digits if digits.len() > 8 => Err(bad()),
        digits => Ok(digits.iter().fold(0, |sum, digit| sum << 8 | u64::from(*digit))),
    }
}

/// A value of a tag.
pub(crate) fn write(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = content.len();
    if length < 0x80 {
        out.push(length as u8);
    } else {
        let digits: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|digit| *digit == 0).collect();
        out.push(0x80 | digits.len() as u8);
        out.extend_from_slice(&digits);
    }
    out.extend_from_slice(content);
    out
}
