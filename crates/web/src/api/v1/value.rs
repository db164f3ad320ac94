//! Values, times and amounts on the wire.

use super::shape::{Edtf, Id, Moment, Shapes, Told, wire};
use claims::when::{Bounds, Instant, When};
use claims::{Amount, CustodyStep, Locator, Spot, Value};
use serde::Serialize;
use serde_json::{Value as Json, json};

wire! {
    /// An uncertain time.
    out WhenOut {
        /// As written.
        written: Edtf,
        /// The zone it is meant in, by its name.
        zone: String,
    }
    /// Between which instants something lies, as far as known.
    out BoundsOut {
        /// Not before.
        earliest: Option<Moment>,
        /// Not after.
        latest: Option<Moment>,
    }
    /// How many, with the word used.
    out AmountOut {
        /// The word.
        word: String,
        /// At least so many, strictly read.
        low: Option<u64>,
        /// At most so many, strictly read.
        high: Option<u64>,
        /// What is counted, of a breakdown.
        label: Option<String>,
    }
    /// A step of custody.
    out CustodyOut {
        /// The state.
        state: String,
        /// At which unit.
        unit: Option<Id>,
        /// From when.
        from: Option<WhenOut>,
        /// To when.
        to: Option<WhenOut>,
        /// How it is known.
        how: String,
        /// When it was last confirmed.
        confirmed: Option<WhenOut>,
        /// In which way they were let go.
        release: Option<String>,
    }
    /// Where in a report a claim rests.
    out LocatorOut {
        /// The report.
        report: Id,
        /// First byte of the quote.
        start: Option<u64>,
        /// The byte after its last.
        end: Option<u64>,
        /// A row of a table, as a spreadsheet numbers it.
        row: Option<u64>,
        /// The column's head.
        column: Option<String>,
        /// A page.
        page: Option<u64>,
        /// A moment of a recording.
        milliseconds: Option<u64>,
    }
}

/// A value with its shape: exactly one of these.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ValueOut {
    Text(String),
    Name(String),
    When(WhenOut),
    Number(i64),
    Amount(AmountOut),
    Record(Id),
    Term(String),
    Custody(Box<CustodyOut>),
    BytesUtf8(String),
    BytesHex(String),
}

impl Told for ValueOut {
    fn shape(all: &mut Shapes) -> Json {
        all.named("ValueOut", |all| {
            let one = |name: &str, shape: Json| {
                json!({ "type": "object", "properties": { name: shape }, "required": [name], "additionalProperties": false })
            };
            let text = || json!({ "type": "string" });
            json!({ "description": "A value with its shape.", "oneOf": [
                one("text", text()), one("name", text()), one("when", WhenOut::shape(all)),
                one("number", i64::shape(all)), one("amount", AmountOut::shape(all)), one("record", Id::shape(all)),
                one("term", text()), one("custody", CustodyOut::shape(all)), one("bytes_utf8", text()),
                one("bytes_hex", text()),
            ] })
        })
    }
}

impl ValueOut {
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Text(text) => Self::Text(text.to_string()),
            Value::Name(name) => Self::Name(name.as_str().to_owned()),
            Value::When(at) => Self::When(when(at)),
            Value::Number(number) => Self::Number(*number),
            Value::Amount(of) => Self::Amount(amount(of)),
            Value::Ref(record) => Self::Record(Id(record.to_string())),
            Value::Term(term) => Self::Term(term.to_string()),
            Value::Custody(step) => Self::Custody(Box::new(custody(step))),
            Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => Self::BytesUtf8(text.to_owned()),
                Err(_) => Self::BytesHex(crate::door::hex(bytes)),
            },
        }
    }
}

pub(crate) fn when(at: &When) -> WhenOut {
    WhenOut { written: Edtf(at.written().to_owned()), zone: at.zone().name().to_owned() }
}

pub(crate) fn written(at: Option<&When>) -> Option<Edtf> {
    at.map(|at| Edtf(at.written().to_owned()))
}

pub(crate) fn moment(at: Instant) -> Moment {
    Moment(at.to_string())
}

pub(crate) fn bounds(of: Bounds) -> BoundsOut {
    BoundsOut { earliest: of.earliest.map(moment), latest: of.latest.map(moment) }
}

pub(crate) fn amount(of: &Amount) -> AmountOut {
    AmountOut {
        word: of.word.to_string(),
        low: of.low,
        high: of.high,
        label: of.label.as_ref().map(ToString::to_string),
    }
}

fn custody(step: &CustodyStep) -> CustodyOut {
    CustodyOut {
        state: step.state.name().to_owned(),
        unit: step.unit.map(|unit| Id(unit.to_string())),
        from: step.from.as_ref().map(when),
        to: step.to.as_ref().map(when),
        how: step.how.name().to_owned(),
        confirmed: step.confirmed.as_ref().map(when),
        release: step.release.map(|mode| mode.name().to_owned()),
    }
}

pub(crate) fn locator(of: &Locator) -> LocatorOut {
    let mut out = LocatorOut {
        report: Id(of.report.to_string()),
        start: None,
        end: None,
        row: None,
        column: None,
        page: None,
        milliseconds: None,
    };
    match &of.spot {
        Spot::Whole => {}
        Spot::Quote { start, end } => (out.start, out.end) = (Some(*start), Some(*end)),
        Spot::Row { row, column } => {
            (out.row, out.column) = (Some(*row), column.as_ref().map(ToString::to_string));
        }
        Spot::Page(page) => out.page = Some(u64::from(*page)),
        Spot::Timecode(ms) => out.milliseconds = Some(*ms),
    }
    out
}
