//! One claim about one record, from words.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::look::find_record;
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use claims::legal::CustodyState;
use claims::when::When;
use claims::{
    Amount, Claim, ClaimId, Coordinates, CustodyStep, Locator, Modality, Polarity, Property, RecordId, Shape,
    Spot, Value, WrittenName,
};

/// A claim as typed.
#[derive(Debug, Clone, Default)]
pub struct ClaimNote {
    /// The record; none makes a new one of the property's kind.
    pub about: Option<RecordId>,
    /// `detention.place`.
    pub property: String,
    /// The value in words.
    pub value: String,
    /// Who says it.
    pub source: Option<RecordId>,
    /// The report it rests on.
    pub report: Option<RecordId>,
    /// First byte and the byte after the last, in that report.
    pub quote: Option<(u64, u64)>,
    /// When the source said it.
    pub said_at: Option<String>,
    /// stated, relayed, pattern, opinion, inferred.
    pub modality: Option<String>,
    /// The source says that it is not so.
    pub denied: bool,
    /// A remark.
    pub note: Option<String>,
}

/// Records one claim.
///
/// # Errors
/// A refusal naming the field.
pub fn record_claim(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    note: &ClaimNote,
) -> Outcome<(Saved, RecordId, ClaimId)> {
    let property = Property::from_name(&note.property).ok_or_else(|| {
        Stop::refused(
            "property",
            sentence!(
                "{property:?} is not a property; see habeas record --properties.",
                property = note.property
            ),
        )
    })?;
    if !property.is_told() {
        // A sum that somebody writes down themselves would open whatever they write beside it.
        return Err(Stop::refused("property", sentence!("A token is issued, and not recorded."))
            .hint_in_english("habeas token new"));
    }
    let about = match note.about {
        Some(record) => {
            let kind = desk.casebook().kind(record)?;
            if kind.is_some_and(|kind| kind != property.kind()) {
                return Err(Stop::refused(
                    "property",
                    sentence!(
                        "{property} belongs to a {kind}.",
                        property = property.name(),
                        kind = property.kind().name()
                    ),
                ));
            }
            record
        }
        None => RecordId::from_bytes(desk.fresh()?),
    };
    let value = read_value(desk, property, &note.value)?;
    let id = ClaimId::from_bytes(desk.fresh()?);
    let mut claim = Claim::new(id, about, property, value);
    claim.source = note.source;
    if let Some(report) = note.report {
        let spot = match note.quote {
            Some((start, end)) => {
                let length = desk.casebook().report_bytes(report)?.map_or(0, |bytes| bytes.len() as u64);
                if start >= end || end > length {
                    return Err(Stop::refused(
                        "quote",
                        sentence!(
                            "Bytes {start}–{end} do not lie in the report, which has {length}.",
                            start,
                            end,
                            length
                        ),
                    ));
                }
                Spot::Quote { start, end }
            }
            None => Spot::Whole,
        };
        claim.locator = Some(Locator { report, spot });
    }
    if let Some(text) = &note.said_at {
        let when =
            When::parse(text, desk.zone()).map_err(|p| Stop::refused("said-at", Sentence::from(&p)))?;
        claim.said_at = Some(when);
    }
    if let Some(word) = &note.modality {
        claim.modality = Modality::from_name(word).ok_or_else(|| {
            Stop::refused(
                "modality",
                sentence!("{word:?} is not stated, relayed, pattern, opinion or inferred.", word),
            )
        })?;
    }
    claim.polarity = if note.denied { Polarity::Denied } else { Polarity::Affirmed };
    claim.note = note.note.as_deref().map(Into::into);
    let mut draft = Draft::default();
    draft.claim(claim);
    Ok((desk.save(actor, why, draft)?, about, id))
}

/// A value from words, in the shape its property wants.
///
/// # Errors
/// A refusal on the field `value`.
pub fn read_value(desk: &Desk, property: Property, text: &str) -> Outcome<Value> {
    let refuse = |says: Sentence| {
        Stop::refused("value", sentence!("{property}: {says}", property = property.name(), says))
    };
    if text.trim().is_empty() {
        return Err(refuse(sentence!("there is no value")));
    }
    Ok(match property.shape() {
        Shape::Text if matches!(property, Property::UnitAt | Property::PlaceAt) => {
            let at: Coordinates =
                text.parse().map_err(|p: claims::NotCoordinates| refuse(Sentence::from(&p)))?;
            Value::Text(at.to_string().into())
        }
        Shape::Text => Value::Text(text.into()),
        Shape::Term => Value::Term(text.trim().into()),
        Shape::Name => Value::Name(WrittenName::parse(text).map_err(|p| refuse(Sentence::from(&p)))?),
        Shape::When => Value::When(When::parse(text, desk.zone()).map_err(|p| refuse(Sentence::from(&p)))?),
        Shape::Number => Value::Number(
            text.trim().parse().map_err(|_| refuse(sentence!("{text:?} is not a whole number", text)))?,
        ),
        Shape::Amount => match text.trim().parse() {
            Ok(n) => Value::Amount(Amount::exact(n)),
            Err(_) => Value::Amount(super::call::amount(text)),
        },
        Shape::Ref => Value::Ref(find_record(desk, text)?),
        Shape::Custody => {
            let state = CustodyState::from_name(text.trim())
                .ok_or_else(|| refuse(sentence!("{text:?} is not a custody state", text)))?;
            Value::Custody(Box::new(CustodyStep::of(state)))
        }
        Shape::Bytes => Value::Bytes(text.as_bytes().into()),
    })
}
