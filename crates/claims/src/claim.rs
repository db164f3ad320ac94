//! A claim: *this source* says that *this record* has *this property* with *this value*, and here is the quote.
//! Claims are never overwritten. A choice between contradicting claims is a decision beside them, never an edit.

use crate::custody::CustodyStep;
use crate::property::{Property, Shape};
use crate::when::{Instant, When};
use crate::{Amount, ClaimId, RecordId, WrittenName};
use std::sync::Arc;

/// What a claim says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Free text, as written.
    Text(Box<str>),
    /// A written name.
    Name(WrittenName),
    /// An uncertain time.
    When(When),
    /// A whole number.
    Number(i64),
    /// How many, with the word used.
    Amount(Amount),
    /// Another record.
    Ref(RecordId),
    /// A word of a small vocabulary.
    Term(Box<str>),
    /// A custody step.
    Custody(Box<CustodyStep>),
    /// Raw bytes, such as a report kept byte for byte.
    Bytes(Arc<[u8]>),
}

impl Value {
    /// The shape of this value.
    pub const fn shape(&self) -> Shape {
        match self {
            Value::Text(_) => Shape::Text,
            Value::Name(_) => Shape::Name,
            Value::When(_) => Shape::When,
            Value::Number(_) => Shape::Number,
            Value::Amount(_) => Shape::Amount,
            Value::Ref(_) => Shape::Ref,
            Value::Term(_) => Shape::Term,
            Value::Custody(_) => Shape::Custody,
            Value::Bytes(_) => Shape::Bytes,
        }
    }
}

/// Where in a report the words stand that a claim rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    /// The report.
    pub report: RecordId,
    /// The place in it.
    pub spot: Spot,
}

/// A place in a report. The quote itself is never copied: it is read from the report's bytes, so it cannot differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The report as a whole.
    Whole,
    /// Bytes `start..end` of the report, half open, counted from 0.
    Quote {
        /// First byte.
        start: u64,
        /// The byte after the last.
        end: u64,
    },
    /// A table row as a person sees it (the header is row 1), perhaps one column of it.
    Row {
        /// The row.
        row: u64,
        /// The column's name.
        column: Option<Box<str>>,
    },
    /// A page of a paper, counted from 1.
    Page(u32),
    /// A moment of a film or recording, milliseconds from its start.
    Timecode(u64),
}

/// Does the source say it is so, or that it is not so?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Polarity {
    /// It is so.
    #[default]
    Affirmed,
    /// It is not so: "was not detained". Never makes a detention.
    Denied,
}

/// In what manner the source says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Modality {
    /// As a fact it knows.
    #[default]
    Stated = 0,
    /// As something others say.
    Relayed = 1,
    /// As what usually happens: never a detention of today.
    Pattern = 2,
    /// As an opinion or a promise.
    Opinion = 3,
    /// Not said, but following from what is said; made by the reader, with a note how.
    Inferred = 4,
}

impl Modality {
    /// The modality of a code; unknown codes are read as relayed, the weaker reading.
    pub const fn from_code(code: u8) -> Self {
        match code {
            0 => Modality::Stated,
            2 => Modality::Pattern,
            3 => Modality::Opinion,
            4 => Modality::Inferred,
            _ => Modality::Relayed,
        }
    }

    /// The word in files and on pages.
    pub const fn name(self) -> &'static str {
        match self {
            Modality::Stated => "stated",
            Modality::Relayed => "relayed",
            Modality::Pattern => "pattern",
            Modality::Opinion => "opinion",
            Modality::Inferred => "inferred",
        }
    }

    /// The modality of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        [Modality::Stated, Modality::Relayed, Modality::Pattern, Modality::Opinion, Modality::Inferred]
            .into_iter()
            .find(|m| m.name() == name)
    }

    /// True when such a claim may make a detention: patterns and opinions do not.
    pub const fn asserts(self) -> bool {
        matches!(self, Modality::Stated | Modality::Relayed | Modality::Inferred)
    }
}

/// One claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// The record it is about.
    pub about: RecordId,
    /// The property.
    pub property: Property,
    /// The value, of the property's shape.
    pub value: Value,
    /// Who says it: a Source record; none when the author saw it or the source is not recorded.
    pub source: Option<RecordId>,
    /// Where the words stand.
    pub locator: Option<Locator>,
    /// When the source said it: what it reports happened by then.
    pub said_at: Option<When>,
    /// So, or not so.
    pub polarity: Polarity,
    /// In what manner.
    pub modality: Modality,
    /// A draft waits for a person and is never counted.
    pub draft: bool,
    /// An editor's remark: "[sic] the capital was another city".
    pub note: Option<Box<str>>,
}

impl Claim {
    /// A plain claim without source or quote; fields are public to fill the rest.
    pub fn new(id: ClaimId, about: RecordId, property: Property, value: Value) -> Self {
        Self {
            id,
            about,
            property,
            value,
            source: None,
            locator: None,
            said_at: None,
            polarity: Polarity::Affirmed,
            modality: Modality::Stated,
            draft: false,
            note: None,
        }
    }
}

/// Something said in a save: a claim, a decision over claims and records, or something a later version wrote.
#[derive(Debug, Clone, PartialEq)]
pub enum Saying {
    /// A claim.
    Claim(Claim),
    /// A decision.
    Decision(crate::decision::Decision),
    /// Of a kind this version does not know: kept verbatim, shown as unknown, never dropped.
    Unknown(Box<[u8]>),
}

/// Everything one save says of one record in one tier, with who saved it, why and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Save {
    /// The record.
    pub record: RecordId,
    /// Who saved it: a handle, not a civil name.
    pub author: Box<str>,
    /// Why.
    pub why: Box<str>,
    /// When, by the clock of the device.
    pub at: Instant,
    /// What was said.
    pub sayings: Vec<Saying>,
}
