//! The form in which a save is written inside a sealed part: CBOR arrays, position by position, numbers for words.
//! It is the ledger's, the sync's and the lossless export's form; golden bytes in the tests freeze it. What this
//! version does not know is kept verbatim and written back as it came.

mod access;

use crate::claim::{Claim, Locator, Modality, Polarity, Save, Saying, Spot, Value};
use crate::custody::{CustodyStep, HowKnown};
use crate::decision::{
    Admission, Attestation, Beacon, BeaconKind, Decision, PackSignature, Ruling, SettingChange, Verdict,
};
use crate::erasure::{AskErasure, Erased, ErasedRecord, ErasedRow, Tiers};
use crate::grade::{Credibility, Reliability};
use crate::legal::{CustodyState, ReleaseMode};
use crate::property::Property;
use crate::when::{Instant, When, ZoneId};
use crate::{Amount, ClaimId, RecordId, RecordKind, WrittenName};
use minicbor::data::Type;
use minicbor::decode::Error as DecodeError;
use minicbor::{Decoder, Encoder};
use std::collections::HashMap;

/// The version of this form.
pub const WIRE_VERSION: u8 = 1;

/// Why bytes are not a save.
#[derive(Debug, thiserror::Error)]
pub enum WireProblem {
    /// The bytes end early or have another structure.
    #[error("the saved bytes cannot be read as claims")]
    Malformed(#[source] DecodeError),
    /// Written by a version whose form this one does not know at all.
    #[error(
        "the save was written in form {0}; this version reads form {WIRE_VERSION}; update habeas to read it"
    )]
    NewerForm(u8),
}

impl From<DecodeError> for WireProblem {
    fn from(cause: DecodeError) -> Self {
        WireProblem::Malformed(cause)
    }
}

/// Writing into a `Vec` cannot fail.
type Written = Result<(), minicbor::encode::Error<std::convert::Infallible>>;

/// The bytes of a save.
pub fn encode(save: &Save) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64 + save.sayings.len() * 96);
    let mut e = Encoder::new(&mut bytes);
    let done: Written = (|| {
        e.array(5)?.u8(WIRE_VERSION)?.str(&save.author)?.str(&save.why)?.i64(save.at.unix())?;
        e.array(save.sayings.len() as u64)?;
        for saying in &save.sayings {
            match saying {
                Saying::Claim(claim) => encode_claim(&mut e, claim)?,
                Saying::Decision(decision) => encode_decision(&mut e, decision)?,
                Saying::Unknown(raw) => e.writer_mut().extend_from_slice(raw),
            }
        }
        Ok(())
    })();
    // The error type has no values; this only satisfies the signature.
    match done {
        Ok(()) | Err(_) => bytes,
    }
}

fn encode_claim(e: &mut Encoder<&mut Vec<u8>>, claim: &Claim) -> Written {
    e.array(10)?.u8(0)?.bytes(claim.id.as_bytes())?.u16(claim.property.code())?;
    encode_value(e, &claim.value)?;
    match &claim.source {
        Some(source) => e.bytes(source.as_bytes())?,
        None => e.null()?,
    };
    match &claim.locator {
        Some(locator) => encode_locator(e, locator)?,
        None => {
            e.null()?;
        }
    }
    encode_when(e, claim.said_at.as_ref())?;
    let denied = claim.polarity == Polarity::Denied;
    e.u8(u8::from(denied) | (u8::from(claim.draft) << 1))?.u8(claim.modality as u8)?;
    match &claim.note {
        Some(note) => e.str(note)?,
        None => e.null()?,
    };
    Ok(())
}

fn encode_value(e: &mut Encoder<&mut Vec<u8>>, value: &Value) -> Written {
    match value {
        Value::Text(text) => {
            e.array(2)?.u8(0)?.str(text)?;
        }
        Value::Name(name) => {
            e.array(2)?.u8(1)?.str(name.as_str())?;
        }
        Value::When(when) => {
            e.array(2)?.u8(2)?;
            encode_when(e, Some(when))?;
        }
        Value::Number(number) => {
            e.array(2)?.u8(3)?.i64(*number)?;
        }
        Value::Amount(amount) => {
            e.array(5)?.u8(4)?.str(&amount.word)?;
            for bound in [amount.low, amount.high] {
                match bound {
                    Some(n) => e.u64(n)?,
                    None => e.null()?,
                };
            }
            match &amount.label {
                Some(label) => e.str(label)?,
                None => e.null()?,
            };
        }
        Value::Ref(record) => {
            e.array(2)?.u8(5)?.bytes(record.as_bytes())?;
        }
        Value::Term(term) => {
            e.array(2)?.u8(6)?.str(term)?;
        }
        Value::Custody(step) => {
            e.array(8)?.u8(7)?.u8(step.state.code())?;
            match &step.unit {
                Some(unit) => e.bytes(unit.as_bytes())?,
                None => e.null()?,
            };
            encode_when(e, step.from.as_ref())?;
            encode_when(e, step.to.as_ref())?;
            e.u8(step.how as u8)?;
            encode_when(e, step.confirmed.as_ref())?;
            match step.release {
                Some(mode) => e.u8(mode.code())?,
                None => e.null()?,
            };
        }
        Value::Bytes(bytes) => {
            e.array(2)?.u8(8)?.bytes(bytes)?;
        }
    }
    Ok(())
}

fn encode_when(e: &mut Encoder<&mut Vec<u8>>, when: Option<&When>) -> Written {
    match when {
        Some(when) => e.array(2)?.str(when.written())?.str(when.zone().name())?,
        None => e.null()?,
    };
    Ok(())
}

fn encode_locator(e: &mut Encoder<&mut Vec<u8>>, locator: &Locator) -> Written {
    let report = locator.report.as_bytes();
    match &locator.spot {
        Spot::Whole => {
            e.array(2)?.bytes(report)?.u8(0)?;
        }
        Spot::Quote { start, end } => {
            e.array(4)?.bytes(report)?.u8(1)?.u64(*start)?.u64(*end)?;
        }
        Spot::Row { row, column } => {
            e.array(4)?.bytes(report)?.u8(2)?.u64(*row)?;
            match column {
                Some(column) => e.str(column)?,
                None => e.null()?,
            };
        }
        Spot::Page(page) => {
            e.array(3)?.bytes(report)?.u8(3)?.u32(*page)?;
        }
        Spot::Timecode(ms) => {
            e.array(3)?.bytes(report)?.u8(4)?.u64(*ms)?;
        }
    }
    Ok(())
}

fn encode_decision(e: &mut Encoder<&mut Vec<u8>>, decision: &Decision) -> Written {
    e.array(3)?.u8(1)?.bytes(decision.id.as_bytes())?;
    write_ruling(e, &decision.ruling)
}

fn write_ruling(e: &mut Encoder<&mut Vec<u8>>, ruling: &Ruling) -> Written {
    match ruling {
        Ruling::Accept(claim) => {
            e.array(2)?.u8(1)?.bytes(claim.as_bytes())?;
        }
        Ruling::Retract(claim) => {
            e.array(2)?.u8(2)?.bytes(claim.as_bytes())?;
        }
        Ruling::Undo(earlier) => {
            e.array(2)?.u8(3)?.bytes(earlier.as_bytes())?;
        }
        Ruling::Judge { a, b, verdict } => {
            e.array(4)?.u8(4)?.bytes(a.as_bytes())?.bytes(b.as_bytes())?.u8(*verdict as u8)?;
        }
        Ruling::GradeSource(grade) => {
            e.array(2)?.u8(5)?.char(grade.letter())?;
        }
        Ruling::GradeClaim(claim, grade) => {
            e.array(3)?.u8(6)?.bytes(claim.as_bytes())?.char(grade.digit())?;
        }
        Ruling::Beacon(Beacon { kind, value, at, place }) => {
            e.array(5)?.u8(11)?.u8(*kind as u8)?.str(value)?.i64(at.unix())?.str(place)?;
        }
        Ruling::Attest(of) => {
            let what = u8::from(of.closure) | u8::from(of.scope) << 1 | u8::from(of.linkage) << 2;
            e.array(4)?.u8(14)?.u8(what)?.array(of.lists.len() as u64)?;
            for list in &of.lists {
                e.bytes(list.as_bytes())?;
            }
            e.str(&of.question)?;
        }
        Ruling::Withdraw(report) => {
            e.array(2)?.u8(20)?.bytes(report.as_bytes())?;
        }
        Ruling::SignPack(of) => {
            e.array(5)?.u8(21)?.str(&of.pack)?.bytes(&of.digest)?.str(&of.name)?.str(&of.on)?;
        }
        Ruling::Set(of) => {
            e.array(4)?.u8(22)?.str(&of.name)?.str(&of.value)?.str(&of.before)?;
        }
        Ruling::Access(access) => access::encode(e, access)?,
        Ruling::Seen(claim) => {
            e.array(2)?.u8(40)?.bytes(claim.as_bytes())?;
        }
        Ruling::AdmitReporter(admission) => {
            e.array(3)?.u8(13)?.bytes(&admission.key)?.bytes(&admission.secret)?;
        }
        Ruling::AskErasure(ask) => {
            e.array(4)?.u8(7)?.array(ask.records.len() as u64)?;
            for record in &ask.records {
                e.bytes(record.as_bytes())?;
            }
            e.u8(ask.tiers.code())?.u32(ask.delay)?;
        }
        Ruling::ConfirmErasure(request) => {
            e.array(2)?.u8(8)?.bytes(request.as_bytes())?;
        }
        Ruling::Hold(record) => {
            e.array(2)?.u8(9)?.bytes(record.as_bytes())?;
        }
        Ruling::Erased(erased) => {
            // Without files it is the form of before there were any.
            let files = u64::from(!erased.files.is_empty());
            e.array(4 + files)?.u8(10)?.bytes(erased.request.as_bytes())?;
            e.array(erased.records.len() as u64)?;
            for of in &erased.records {
                e.array(4)?.bytes(of.record.as_bytes())?;
                match of.kind {
                    Some(kind) => e.u8(kind.code())?,
                    None => e.null()?,
                };
                e.u8(of.tiers.code())?.u64(of.parts)?;
            }
            e.array(erased.rows.len() as u64)?;
            for row in &erased.rows {
                e.array(2)?.bytes(row.report.as_bytes())?.u64(row.row)?;
            }
            if files > 0 {
                e.array(erased.files.len() as u64)?;
                for mark in &erased.files {
                    e.bytes(mark)?;
                }
            }
        }
    }
    Ok(())
}

/// The bytes of a ruling alone, as they stand within a save.
pub fn encode_ruling(ruling: &Ruling) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(48);
    match write_ruling(&mut Encoder::new(&mut bytes), ruling) {
        Ok(()) | Err(_) => bytes,
    }
}

/// Reads a ruling's bytes; none if this version does not know it.
pub fn decode_ruling(bytes: &[u8]) -> Option<Ruling> {
    ruling(&mut Decoder::new(bytes)).ok().flatten()
}

/// Reads the bytes of a save of `record`. A saying of an unknown kind, an unknown property or an unknown word is
/// kept as [`Saying::Unknown`].
pub fn decode(record: RecordId, bytes: &[u8]) -> Result<Save, WireProblem> {
    Reader::default().decode(record, bytes)
}

/// Reads many saves; keeps the zones it has met, since they repeat in every claim.
#[derive(Default)]
pub struct Reader {
    zones: HashMap<Box<str>, ZoneId>,
}

impl Reader {
    /// Reads the bytes of a save of `record`.
    pub fn decode(&mut self, record: RecordId, bytes: &[u8]) -> Result<Save, WireProblem> {
        let mut d = Decoder::new(bytes);
        d.array()?;
        let version = d.u8()?;
        if version != WIRE_VERSION {
            return Err(WireProblem::NewerForm(version));
        }
        let (author, why, at) = (d.str()?.into(), d.str()?.into(), Instant::from_unix(d.i64()?));
        let n = d.array()?.ok_or_else(|| DecodeError::message("a list of sayings without a length"))?;
        let mut sayings = Vec::with_capacity(n.min(4096) as usize);
        for _ in 0..n {
            let start = d.position();
            let saying = self.saying(&mut d, record);
            let known = saying.as_ref().is_ok_and(Option::is_some);
            // Whatever could not be understood is stepped over as one CBOR item and kept.
            if !known {
                d.set_position(start);
                d.skip()?;
                let raw = bytes.get(start..d.position()).unwrap_or_default();
                sayings.push(Saying::Unknown(raw.into()));
            } else if let Ok(Some(saying)) = saying {
                sayings.push(saying);
            }
        }
        Ok(Save { record, author, why, at, sayings })
    }

    fn saying(&mut self, d: &mut Decoder<'_>, record: RecordId) -> Result<Option<Saying>, DecodeError> {
        let length = d.array()?;
        match (d.u8()?, length) {
            (0, Some(10)) => {
                let id = ClaimId::from_bytes(id(d)?);
                let Some(property) = Property::from_code(d.u16()?) else { return Ok(None) };
                let Some(value) = self.value(d)? else { return Ok(None) };
                if value.shape() != property.shape() {
                    return Ok(None);
                }
                let source = optional(d, |d| id_of(d))?;
                let locator = if null(d)? { None } else { Some(self::locator(d)?) };
                let said_at = self.when(d)?;
                let flags = d.u8()?;
                let modality = Modality::from_code(d.u8()?);
                let note = optional(d, |d| Ok(d.str()?.into()))?;
                let polarity = if flags & 1 == 1 { Polarity::Denied } else { Polarity::Affirmed };
                let draft = flags & 2 == 2;
                Ok(Some(Saying::Claim(Claim {
                    id,
                    about: record,
                    property,
                    value,
                    source,
                    locator,
                    said_at,
                    polarity,
                    modality,
                    draft,
                    note,
                })))
            }
            (1, Some(3)) => {
                let id = ClaimId::from_bytes(id(d)?);
                Ok(ruling(d)?.map(|ruling| Saying::Decision(Decision { id, about: record, ruling })))
            }
            _ => Ok(None),
        }
    }

    fn value(&mut self, d: &mut Decoder<'_>) -> Result<Option<Value>, DecodeError> {
        d.array()?;
        Ok(Some(match d.u8()? {
            0 => Value::Text(d.str()?.into()),
            1 => Value::Name(
                WrittenName::parse(d.str()?).map_err(|_| DecodeError::message("a name that is not one"))?,
            ),
            2 => match self.when(d)? {
                Some(when) => Value::When(when),
                None => return Ok(None),
            },
            3 => Value::Number(d.i64()?),
            4 => Value::Amount(Amount {
                word: d.str()?.into(),
                low: optional(d, |d| d.u64())?,
                high: optional(d, |d| d.u64())?,
                label: optional(d, |d| Ok(d.str()?.into()))?,
            }),
            5 => Value::Ref(id_of(d)?),
            6 => Value::Term(d.str()?.into()),
            7 => {
                let Some(state) = CustodyState::from_code(d.u8()?) else { return Ok(None) };
                let unit = optional(d, |d| id_of(d))?;
                let (from, to) = (self.when(d)?, self.when(d)?);
                let how = HowKnown::from_code(d.u8()?);
                let confirmed = self.when(d)?;
                let release = optional(d, |d| d.u8())?
                    .map(|code| ReleaseMode::from_code(code).unwrap_or(ReleaseMode::Unknown));
                Value::Custody(Box::new(CustodyStep { state, unit, from, to, how, confirmed, release }))
            }
            8 => Value::Bytes(d.bytes()?.into()),
            _ => return Ok(None),
        }))
    }

    fn when(&mut self, d: &mut Decoder<'_>) -> Result<Option<When>, DecodeError> {
        if null(d)? {
            return Ok(None);
        }
        d.array()?;
        let (written, name) = (d.str()?, d.str()?);
        let zone = match self.zones.get(name) {
            Some(zone) => zone.clone(),
            None => {
                let zone =
                    ZoneId::parse(name).map_err(|_| DecodeError::message("a time zone that is not one"))?;
                self.zones.insert(name.into(), zone.clone());
                zone
            }
        };
        When::parse(written, &zone).map(Some).map_err(|_| DecodeError::message("a time that is not one"))
    }
}

fn id(d: &mut Decoder<'_>) -> Result<[u8; 16], DecodeError> {
    d.bytes()?.try_into().map_err(|_| DecodeError::message("an id of another length"))
}

fn key(d: &mut Decoder<'_>) -> Result<[u8; 32], DecodeError> {
    d.bytes()?.try_into().map_err(|_| DecodeError::message("a key of another length"))
}

fn id_of(d: &mut Decoder<'_>) -> Result<RecordId, DecodeError> {
    id(d).map(RecordId::from_bytes)
}

fn null(d: &mut Decoder<'_>) -> Result<bool, DecodeError> {
    let is = d.datatype()? == Type::Null;
    if is {
        d.null()?;
    }
    Ok(is)
}

fn optional<'b, T>(
    d: &mut Decoder<'b>,
    read: impl FnOnce(&mut Decoder<'b>) -> Result<T, DecodeError>,
) -> Result<Option<T>, DecodeError> {
    if null(d)? { Ok(None) } else { read(d).map(Some) }
}

fn list<'b, T>(
    d: &mut Decoder<'b>,
    mut read: impl FnMut(&mut Decoder<'b>) -> Result<T, DecodeError>,
) -> Result<Vec<T>, DecodeError> {
    let n = d.array()?.ok_or_else(|| DecodeError::message("a list without a length"))?;
    // The length is what the bytes claim: no room is taken for it before anything was read.
    let mut all = Vec::with_capacity(n.min(256) as usize);
    for _ in 0..n {
        all.push(read(d)?);
    }
    Ok(all)
}

fn locator(d: &mut Decoder<'_>) -> Result<Locator, DecodeError> {
    d.array()?;
    let report = id_of(d)?;
    let spot = match d.u8()? {
        0 => Spot::Whole,
        1 => Spot::Quote { start: d.u64()?, end: d.u64()? },
        2 => Spot::Row { row: d.u64()?, column: optional(d, |d| Ok(d.str()?.into()))? },
        3 => Spot::Page(d.u32()?),
        4 => Spot::Timecode(d.u64()?),
        _ => return Err(DecodeError::message("a kind of place in a report that is not known")),
    };
    Ok(Locator { report, spot })
}

fn ruling(d: &mut Decoder<'_>) -> Result<Option<Ruling>, DecodeError> {
    let length = d.array()?;
    Ok(match d.u8()? {
        1 => Some(Ruling::Accept(ClaimId::from_bytes(id(d)?))),
        2 => Some(Ruling::Retract(ClaimId::from_bytes(id(d)?))),
        3 => Some(Ruling::Undo(ClaimId::from_bytes(id(d)?))),
        4 => {
            let (a, b) = (id_of(d)?, id_of(d)?);
            Verdict::from_code(d.u8()?).map(|verdict| Ruling::Judge { a, b, verdict })
        }
        5 => Reliability::from_letter(d.char()?).map(Ruling::GradeSource),
        6 => {
            let claim = ClaimId::from_bytes(id(d)?);
            Credibility::from_digit(d.char()?).map(|grade| Ruling::GradeClaim(claim, grade))
        }
        11 => {
            let (kind, value, at) = (d.u8()?, d.str()?.into(), Instant::from_unix(d.i64()?));
            let place = d.str()?.into();
            BeaconKind::from_code(kind).map(|kind| Ruling::Beacon(Beacon { kind, value, at, place }))
        }
        14 => {
            let what = d.u8()?;
            let (lists, question) = (list(d, id_of)?, d.str()?.into());
            let on = |bit: u8| what >> bit & 1 == 1;
            let of = Attestation { closure: on(0), scope: on(1), linkage: on(2), lists, question };
            // What somebody answers for in a way that is not known here is not answered for.
            (what < 8).then(|| Ruling::Attest(Box::new(of)))
        }
        15 => access::decode(d)?.map(|access| Ruling::Access(Box::new(access))),
        40 => Some(Ruling::Seen(ClaimId::from_bytes(id(d)?))),
        13 => Some(Ruling::AdmitReporter(Admission { key: key(d)?, secret: key(d)? })),
        20 => Some(Ruling::Withdraw(id_of(d)?)),
        21 => {
            let (pack, digest) = (d.str()?.into(), key(d)?);
            let (name, on) = (d.str()?.into(), d.str()?.into());
            Some(Ruling::SignPack(Box::new(PackSignature { pack, digest, name, on })))
        }
        22 => {
            let (name, value, before) = (d.str()?.into(), d.str()?.into(), d.str()?.into());
            Some(Ruling::Set(Box::new(SettingChange { name, value, before })))
        }
        7 => {
            let records = list(d, id_of)?;
            let tiers = Tiers::from_code(d.u8()?);
            let delay = d.u32()?;
            tiers.map(|tiers| Ruling::AskErasure(Box::new(AskErasure { records, tiers, delay })))
        }
        8 => Some(Ruling::ConfirmErasure(ClaimId::from_bytes(id(d)?))),
        9 => Some(Ruling::Hold(id_of(d)?)),
        10 => {
            let request = ClaimId::from_bytes(id(d)?);
            let records = list(d, |d| {
                d.array()?;
                let record = id_of(d)?;
                // A kind from the future is no reason to forget that its keys are gone.
                let kind = optional(d, |d| d.u8())?.and_then(RecordKind::from_code);
                let tiers = Tiers::from_code(d.u8()?)
                    .ok_or_else(|| DecodeError::message("a tier that is not known"))?;
                Ok(ErasedRecord { record, kind, tiers, parts: d.u64()? })
            })?;
            let rows = list(d, |d| {
                d.array()?;
                Ok(ErasedRow { report: id_of(d)?, row: d.u64()? })
            })?;
            let files = if length.is_some_and(|n| n > 4) { list(d, id)? } else { Vec::new() };
            Some(Ruling::Erased(Box::new(Erased { request, records, rows, files })))
        }
        _ => None,
    })
}
